"""The tokens of every sentence, as `index.reader` compares them, kept next to the vectors.

    tokens.bin       one byte for each number of each token, sentence after sentence
    token-ends.npy   where each sentence's tokens end

A sentence is encoded within its block, under its heading, so that its tokens reflect what "dat" or
"die" refers to. Tokens are L2-normalised and their numbers are much smaller than one, so 127 steps
are enough: a product of two tokens is off by .002.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

import numpy as np

from index.encoder import MAX_TOKENS
from index.units import Level, lead_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.encoder import TokenEncoder, Tokens, Vectors
    from index.interview import Interview

    Steps = NDArray[np.int8]

TOKENS_FILE = "tokens.bin"
ENDS_FILE = "token-ends.npy"
_STEPS = 127.0


def of_latest(joined: Vectors, alone: int, prompt: int) -> Vectors:
    """The tokens of a follow-up, read behind the question that it depends on.

    `joined`, shape (tokens, token dimension), are those of both; the follow-up by itself has
    `alone`, and of either the first `prompt` are the prompt's. What it depends on was answered
    before: with those tokens too, what answered it would be chosen again. One before its own comes
    along where it was joined without its "En".
    """
    own = alone - prompt
    if not 0 < own < len(joined) - prompt:
        return joined
    return np.concatenate((joined[:prompt], joined[-own:]))


class TokenStore(Protocol):
    """The tokens of sentences, by their rows."""

    def __len__(self) -> int:
        """Number of sentences."""
        ...

    def steps(self, rows: NDArray[np.int64]) -> list[Steps]:
        """The tokens of each of these sentences, shape (tokens, token dimension)."""
        ...


@dataclass(frozen=True, slots=True)
class SentenceTokens:
    """Tokens in memory, or memory-mapped from a folder."""

    table: Steps
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, sentences: Sequence[Steps], dimension: int) -> Self:
        """The tokens of these sentences, in memory."""
        table = np.concatenate([np.empty((0, dimension), np.int8), *sentences])
        return cls(table, np.cumsum([len(tokens) for tokens in sentences], dtype=np.int64))

    @classmethod
    def load(cls, folder: Path, dimension: int) -> Self | None:
        """What `TokenWriter` wrote to a folder, memory-mapped; None if it wrote nothing."""
        if not (folder / ENDS_FILE).exists():
            return None
        ends = np.load(folder / ENDS_FILE)
        shape = (int(ends[-1]) if len(ends) else 0, dimension)
        if not shape[0]:
            return cls(np.empty(shape, np.int8), ends)
        return cls(np.memmap(folder / TOKENS_FILE, np.int8, "r", shape=shape), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def steps(self, rows: NDArray[np.int64]) -> list[Steps]:
        starts = np.where(rows > 0, self.ends[rows - 1], 0)
        return [
            self.table[start:end]
            for start, end in zip(starts.tolist(), self.ends[rows].tolist(), strict=True)
        ]


class TokenWriter:
    """Writes a folder's tokens, one interview after another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lengths: list[int] = []
        (folder / TOKENS_FILE).touch()

    def add(self, sentences: Iterable[Steps]) -> None:
        """Append the tokens of the next sentences."""
        with (self._folder / TOKENS_FILE).open("ab") as file:
            for tokens in sentences:
                self._lengths.append(len(tokens))
                file.write(np.ascontiguousarray(tokens).tobytes())

    def finish(self) -> list[Path]:
        """Complete the files and return their paths."""
        np.save(self._folder / ENDS_FILE, np.cumsum(self._lengths, dtype=np.int64))
        return [self._folder / TOKENS_FILE, self._folder / ENDS_FILE]


def unpacked(steps: Steps) -> Vectors:
    """Tokens as floats, which the reader takes."""
    return steps.astype(np.float32) / np.float32(_STEPS)


def read_blocks(interview: Interview, encoder: TokenEncoder) -> tuple[Vectors, list[Steps]]:
    """The vectors of an interview's blocks, shape (blocks, dimension), and its sentences' tokens.

    If a block is longer than the model reads at once, reading continues from the first sentence
    that was cut off.
    """
    read = encoder.read_passages(list(texts_of(interview, Level.BLOCK)))
    sentences: list[Steps] = []
    for number, (_, tokens) in enumerate(read):
        sentences += _of_block(interview, number, tokens, encoder)
    vectors = np.array([vector for vector, _ in read], np.float32)
    return vectors.reshape(len(read), encoder.dimension), sentences


def _of_block(
    interview: Interview, number: int, tokens: Tokens, encoder: TokenEncoder
) -> list[Steps]:
    block, lead = interview.blocks[number], lead_of(interview, number)
    spans = [sentence.span for sentence in block.sentences]
    start, first = block.span.start, 0
    done: list[Steps] = []
    while True:
        shift = len(lead) - start
        reach = int(tokens.spans[-1, 1]) if len(tokens.spans) else 0
        for span in spans[first:]:
            # A sentence that is longer than the model reads stays cut off.
            if span.end + shift > reach and len(done) > first and _cut(tokens):
                break
            own = tokens.vectors[within(tokens.spans, span.start + shift, span.end + shift)]
            done.append(np.asarray(np.rint(own * _STEPS), np.int8))
        if len(done) == len(spans):
            return done
        first = len(done)
        start = spans[first].start
        text = lead + interview.text[start : block.span.end]
        ((_, tokens),) = encoder.read_passages([text])


def _cut(tokens: Tokens) -> bool:
    return len(tokens.vectors) >= MAX_TOKENS - 2


def within(spans: NDArray[np.int64], start: int, end: int) -> slice:
    """The tokens at `spans`, shape (tokens, 2), that overlap a stretch of text."""
    first = int(np.searchsorted(spans[:, 1], start, side="right"))
    last = int(np.searchsorted(spans[:, 0], end, side="left"))
    return slice(first, last)
