"""Does this sentence answer that question? A small network over the tokens of both.

Vectors of whole texts tell what a text is about, not whether it says who, when or why. The reader
compares every token of a sentence with every token of the question: late interaction, as in ColBERT
(Khattab and Zaharia, 2020), and on top of it what each token of the sentence finds in the
question, as in BiDAF (Seo et al., 2017), with "none of them" as one more answer (Rajpurkar et
al., 2018). The encoder is left as it is; what it made of each token is kept in the index, so that
a question costs one encoding and a few small matrix products.

The weights are committed as data, with what trained them (`benchmarks/reader/`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.encoder import Vectors

# The layers of the model that a token's vector is made of, of twelve: the last for what the token
# means here, one from the middle for the words themselves.
LAYERS = (9, 12)
_EPSILON = 1e-5
# Attention over a question is sharpened by so much before it is learned further.
SHARPEN = 5.0


@dataclass(frozen=True, slots=True)
class Projection:
    """States of the model's `layers`, side by side, times `matrix`, plus `offset`: a token."""

    layers: tuple[int, ...]
    matrix: Vectors
    offset: Vectors

    @classmethod
    def load(cls) -> Self:
        """The one that ships."""
        weights = _weights()
        return cls(LAYERS, weights["projection"], weights["offset"])

    @property
    def digest(self) -> str:
        """Changes with it: tokens of two projections never mix."""
        return hashlib.sha256(self.matrix.tobytes() + self.offset.tobytes()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reader thinks: log-odds up to a constant, of each sentence and of none of them."""

    sentences: NDArray[np.float32]
    none: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """What of a sentence does not depend on the question.

    `table` has a row a token: the token itself, what is seen of it (as wide) and what that gives
    by itself (half as wide), side by side, so that sentences are put together in one go.
    """

    table: Vectors


class Reader:
    """Reads sentences for a question; see the module."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._w = weights
        self.dimension = int(weights["x.weight"].shape[1])
        self._root = self.dimension**0.5

    @classmethod
    def load(cls) -> Self:
        """The trained reader that ships."""
        return cls(_weights())

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """Another one, trained in the same way.

        Raises:
            OSError: there is no such file.
        """
        with path.open("rb") as file:
            return cls(_read(file))

    def prepare(self, tokens: Vectors) -> Prepared:
        """A sentence, by its tokens, shape (tokens, dimension); to be kept for other questions."""
        seen = self._normed("ln", self._linear("x", tokens * self._root))
        return Prepared(np.concatenate((tokens, seen, self._linear("a", seen)), axis=1))

    def read(self, question: Vectors, sentences: Sequence[Prepared]) -> Judgement:
        """Judge sentences, none of them empty.

        `question`, shape (tokens, dimension), are the tokens of the question.
        """
        w, width = self._w, self.dimension
        lengths = np.array([len(sentence.table) for sentence in sentences])
        starts = lengths.cumsum() - lengths
        table = np.concatenate([sentence.table for sentence in sentences])
        likeness = table[:, :width] @ question.T
        weight = _softmax(self._linear("w", question)[:, 0] * SHARPEN)
        alike = w["scale"] * (np.maximum.reduceat(likeness, starts) @ weight)

        meant = self._linear("y", question * self._root)
        meant += self._linear("narrow", self._rectified("wide", self._normed("ny", meant)))
        gist = meant.mean(axis=0)
        asked = _softmax(w["tau"] * likeness)
        # What does not depend on the token is multiplied before it is spread over the tokens.
        spread = asked @ np.concatenate((meant, meant @ w["b.weight"].T), axis=1)
        hidden = table[:, 2 * width :] + spread[:, width:]
        hidden += (table[:, width : 2 * width] * spread[:, :width]) @ w["c.weight"].T
        matches = np.empty((len(table), 3), np.float32)
        likeness.max(axis=1, out=matches[:, 0])
        np.matmul(likeness, weight, out=matches[:, 1])
        matches[:, 2] = np.repeat(alike / 10, lengths)
        hidden += matches @ w["f.weight"].T
        hidden += gist @ w["g.weight"].T
        hidden = self._normed("nf", np.maximum(hidden, 0, out=hidden))

        answers = self._linear("out", hidden)[:, 0]
        highest = answers.max()
        said = highest + np.log(np.add.reduceat(np.exp(answers - highest), starts))
        pair = np.empty((len(sentences), hidden.shape[1] + width), np.float32)
        pair[:, :-width] = np.add.reduceat(hidden, starts) / lengths[:, None]
        pair[:, -width:] = gist
        whole = self._linear("o2", self._rectified("o1", pair))[:, 0]
        scores = alike + said + w["len"] * np.log(lengths) + whole
        none = float(self._linear("null", gist)[0])
        return Judgement(scores.astype(np.float32), none)

    def _linear(self, name: str, values: Vectors) -> Vectors:
        product: Vectors = values @ self._w[f"{name}.weight"].T
        bias = self._w.get(f"{name}.bias")
        if bias is not None:
            product += bias
        return product

    def _rectified(self, name: str, values: Vectors) -> Vectors:
        product = self._linear(name, values)
        return np.maximum(product, 0, out=product)

    def _normed(self, name: str, values: Vectors) -> Vectors:
        """Layer normalisation (Ba, Kiros and Hinton, 2016)."""
        centred: Vectors = values - values.mean(axis=-1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred) / values.shape[1]
        centred /= np.sqrt(variance + _EPSILON)[:, None]
        centred *= self._w[f"{name}.weight"]
        centred += self._w[f"{name}.bias"]
        return centred


def _softmax(values: Vectors) -> Vectors:
    powers: Vectors = np.exp(values - values.max(axis=-1, keepdims=True))
    powers /= powers.sum(axis=-1, keepdims=True)
    return powers


@cache
def _weights() -> Mapping[str, NDArray[np.float32]]:
    with files("index").joinpath("data/reader.npz").open("rb") as file:
        return _read(file)


def _read(file: IO[bytes]) -> Mapping[str, NDArray[np.float32]]:
    with np.load(file) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
