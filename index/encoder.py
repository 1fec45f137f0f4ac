"""Text → vectors: the Encoder protocol, and what its adapters share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.words import UNSEEN, as_seen

if TYPE_CHECKING:
    from collections.abc import Sequence

Vectors = NDArray[np.float32]

# What E5 models were trained with (Wang et al., 2024); without them their ranking suffers.
QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "
# The model's positions; tokens after these are not read.
MAX_TOKENS = 512


class Encoder(Protocol):
    """Turns texts into L2-normalised vectors."""

    @property
    def name(self) -> str:
        """The model, as its makers call it."""
        ...

    @property
    def revision(self) -> str:
        """Hash of the weights and the arithmetic: vectors of two revisions never mix."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (len(texts), dimension)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of content, shape (len(texts), dimension)."""
        ...

    def log_probability(self, word: str) -> float:
        """How common a word is in the model's languages: a natural logarithm, at most 0."""
        ...


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the model made of each token of a text, for `index.reader` to compare.

    `vectors`, shape (tokens, token dimension), are L2-normalised; `spans`, shape (tokens, 2), say
    where each begins and ends in the text, in characters; those of the prompt stand at (0, 0).
    What is past `MAX_TOKENS` is not there.
    """

    vectors: Vectors
    spans: NDArray[np.int64]


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder that also gives the vectors of tokens, in one go with those of their text."""

    @property
    def token_dimension(self) -> int:
        """Length of a token's vector."""
        ...

    @property
    def prompt_tokens(self) -> int:
        """How many of a question's tokens are the prompt's; they come first."""
        ...

    def read_query(self, text: str) -> tuple[Vectors, Vectors]:
        """The vector of a question, shape (dimension,), and those of its tokens."""
        ...

    def read_passages(self, texts: Sequence[str]) -> list[tuple[Vectors, Tokens]]:
        """The same of content, of which it matters where each token stands."""
        ...


def token_dimension(encoder: Encoder) -> int:
    """Length of a token's vector; 0 when an encoder gives none."""
    return encoder.token_dimension if isinstance(encoder, TokenEncoder) else 0


# A unigram tokenizer's scores are over pieces of all its languages together; shifted by this
# they are near a word's frequency in its own. Outside the bounds they mean nothing.
_OWN_LANGUAGE = 3.0
_COMMONEST, _RAREST = -1.5, -14.0
# What a word counts for under a tokenizer that keeps no probabilities: moderately rare.
UNKNOWN_RARITY = -9.0


def word_log_probability(piece_scores: Sequence[float]) -> float:
    """A word's log-probability from those of the pieces that a unigram tokenizer cuts it in."""
    return min(_COMMONEST, max(_RAREST, sum(piece_scores) + _OWN_LANGUAGE))


def printable(text: str) -> str:
    """The text as a tokenizer is to read it: as a reader sees it, and without lone surrogates."""
    return as_seen(text).encode("utf-8", "replace").decode("utf-8")


def places_in(text: str) -> NDArray[np.int64]:
    """Where each character of `printable(text)` stands in the text, and where that ends."""
    return np.array([at for at, char in enumerate(text) if char not in UNSEEN] + [len(text)])
