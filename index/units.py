"""What is embedded: every sentence, every passage of neighbours, every whole block.

The units follow from the interviews alone, in a fixed order. An index stores only their vectors,
so it can never disagree with the text about where something is.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from index.interview import Interview, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.encoder import Encoder, Vectors

# A passage is a sentence with one neighbour on each side, enough to include what "Dat" or "Het DTC"
# refers to. Wider windows scored lower on the development questions.
PASSAGE_REACH = 1


class Level(StrEnum):
    """The sizes of text that are embedded; each has its own vectors."""

    SENTENCE = "sentences"
    PASSAGE = "passages"
    BLOCK = "blocks"
    HEADING = "headings"


# Levels with one row per block; the others have one row per sentence.
BY_BLOCK = frozenset({Level.BLOCK, Level.HEADING})


def passage_around(block: int, sentence: int, sentences: int) -> Passage:
    """The passage of sentence number `sentence`: itself and its neighbours in the block."""
    first = max(0, sentence - PASSAGE_REACH)
    return Passage(block, first, min(sentences, sentence + PASSAGE_REACH + 1))


def texts_of(interview: Interview, level: Level) -> Iterator[str]:
    """The texts to embed for one interview at one level, in the order of its units."""
    for number, block in enumerate(interview.blocks):
        count = len(block.sentences)
        if level is Level.SENTENCE:
            for sentence in block.sentences:
                yield sentence.span.of(interview.text)
        elif level is Level.PASSAGE:
            for position in range(count):
                passage = passage_around(number, position, count)
                yield interview.span_of(passage).of(interview.text)
        elif level is Level.BLOCK:
            yield lead_of(interview, number) + block.span.of(interview.text)
        else:
            yield heading_of(interview, number)


def heading_of(interview: Interview, block: int) -> str:
    """The interviewer's question or heading above a block; empty when there is none."""
    question = interview.blocks[block].question
    return question.span.of(interview.text) if question else ""


def lead_of(interview: Interview, block: int) -> str:
    """What is embedded before a block's own text: its heading on a line, and who speaks."""
    heading = heading_of(interview, block)
    speaker = interview.blocks[block].speaker
    return (f"{heading}\n" if heading else "") + (f"{speaker}: " if speaker else "")


def embed(interview: Interview, level: Level, encoder: Encoder) -> Vectors:
    """The vectors of one interview at one level, shape (units, dimension).

    Headings are encoded as questions, because they are compared with a visitor's question. A block
    without a heading has a vector of zeros.
    """
    texts = list(texts_of(interview, level))
    if level is not Level.HEADING:
        return encoder.encode_passages(texts)
    vectors = np.zeros((len(texts), encoder.dimension), np.float32)
    present = [row for row, text in enumerate(texts) if text]
    if present:
        vectors[present] = encoder.encode_queries([texts[row] for row in present])
    return vectors


class Layout:
    """The place of each unit's vector: row numbers for the sentences and blocks of a library.

    Sentences and passages share their rows: row i of `Level.PASSAGE` is the passage around
    the sentence in row i of `Level.SENTENCE`.
    """

    def __init__(self, interviews: Sequence[Interview]) -> None:
        sentence_counts = [
            len(block.sentences) for interview in interviews for block in interview.blocks
        ]
        block_counts = [len(interview.blocks) for interview in interviews]
        self.interview_of_block: NDArray[np.int64] = np.repeat(
            np.arange(len(interviews)), block_counts
        )
        self.block_of_sentence: NDArray[np.int64] = np.repeat(
            np.arange(len(sentence_counts)), sentence_counts
        )
        self.interview_of_sentence: NDArray[np.int64] = self.interview_of_block[
            self.block_of_sentence
        ]
        self.first_sentence: NDArray[np.int64] = np.concatenate(
            ([0], np.cumsum(sentence_counts, dtype=np.int64))
        )
        self.first_block: NDArray[np.int64] = np.concatenate(
            ([0], np.cumsum(block_counts, dtype=np.int64))
        )

    def rows(self, level: Level) -> int:
        """How many rows a level has."""
        return int((self.first_block if level in BY_BLOCK else self.first_sentence)[-1])

    def rows_of_interview(self, level: Level, interview: int) -> range:
        """Rows of one interview at a level."""
        first, last = int(self.first_block[interview]), int(self.first_block[interview + 1])
        if level in BY_BLOCK:
            return range(first, last)
        return range(int(self.first_sentence[first]), int(self.first_sentence[last]))
