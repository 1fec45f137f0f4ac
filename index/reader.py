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

    `tokens` and `seen` have the shape (tokens, dimension), `base` (tokens, half as many).
    """

    tokens: Vectors
    seen: Vectors
    base: Vectors


class Reader:
    """Reads sentences for a question; see the module."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._w = weights
        self.dimension = int(weights["x.weight"].shape[1])

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
        seen = self._normed("ln", self._linear("x", tokens * self.dimension**0.5))
        return Prepared(tokens, seen, self._linear("a", seen))

    def read(self, question: Vectors, sentences: Sequence[Prepared]) -> Judgement:
        """Judge sentences, none of them empty.

        `question`, shape (tokens, dimension), are the tokens of the question.
        """
        w = self._w
        lengths = np.array([len(sentence.tokens) for sentence in sentences])
        tokens = np.concatenate([sentence.tokens for sentence in sentences])
        seen = np.concatenate([sentence.seen for sentence in sentences])
        hidden = np.concatenate([sentence.base for sentence in sentences])
        starts = np.r_[0, np.cumsum(lengths)[:-1]]
        owner = np.repeat(np.arange(len(lengths)), lengths)
        likeness = tokens @ question.T
        weight = _softmax((self._linear("w", question)[:, 0] * SHARPEN)[None])[0]
        found = np.maximum.reduceat(likeness, starts)
        alike = float(w["scale"]) * (found @ weight)

        meant = self._linear("y", question * self.dimension**0.5)
        wide = np.maximum(self._linear("wide", self._normed("ny", meant)), 0)
        meant = meant + self._linear("narrow", wide)
        gist = meant.mean(axis=0)
        matches = np.stack(
            (likeness.max(axis=1), likeness @ weight, alike[owner] / 10), axis=1
        ).astype(np.float32)
        asked = _softmax(float(w["tau"]) * likeness)
        # What does not depend on the token is multiplied before it is spread over the tokens.
        hidden += asked @ (meant @ w["b.weight"].T)
        seen *= asked @ meant
        hidden += seen @ w["c.weight"].T
        hidden += matches @ w["f.weight"].T + self._linear("g", gist[None])
        hidden = self._normed("nf", np.maximum(hidden, 0, out=hidden))

        answers = self._linear("out", hidden)[:, 0]
        highest = answers.max()
        said = highest + np.log(np.add.reduceat(np.exp(answers - highest), starts))
        mean = np.add.reduceat(hidden, starts) / lengths[:, None].astype(np.float32)
        pair = np.concatenate((mean, np.broadcast_to(gist, (len(mean), len(gist)))), axis=1)
        whole = self._linear("o2", np.maximum(self._linear("o1", pair), 0))[:, 0]
        scores = alike + said + float(w["len"]) * np.log(lengths) + whole
        none = float(self._linear("null", gist[None])[0, 0])
        return Judgement(np.asarray(scores, np.float32), none)

    def _linear(self, name: str, values: Vectors) -> Vectors:
        bias = self._w.get(f"{name}.bias")
        product = values @ self._w[f"{name}.weight"].T
        return np.asarray(product if bias is None else product + bias, np.float32)

    def _normed(self, name: str, values: Vectors) -> Vectors:
        """Layer normalisation (Ba, Kiros and Hinton, 2016)."""
        centred = values - values.mean(axis=-1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred) / np.float32(values.shape[1])
        centred /= np.sqrt(variance + np.float32(_EPSILON))[:, None]
        centred *= self._w[f"{name}.weight"]
        centred += self._w[f"{name}.bias"]
        return np.asarray(centred, np.float32)


def _softmax(values: Vectors) -> Vectors:
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


@cache
def _weights() -> Mapping[str, NDArray[np.float32]]:
    with files("index").joinpath("data/reader.npz").open("rb") as file:
        return _read(file)


def _read(file: IO[bytes]) -> Mapping[str, NDArray[np.float32]]:
    with np.load(file) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
