"""Does this sentence answer that question? A small network over the tokens of both.

Vectors of whole texts tell what a text is about, not whether it says who, when or why. The reader
compares every token of a sentence with every token of the question: late interaction, as in ColBERT
(Khattab and Zaharia, 2020). On top of that, each token of the sentence attends to the question, as
in BiDAF (Seo et al., 2017), and "none of them" is one more answer (Rajpurkar et al., 2018). The
encoder is not changed. Its token vectors are kept in the index, so that a question costs one
encoding and a few small matrix products.

The weights are committed as data, with the code that trained them (`benchmarks/reader/`).
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

# The layers of the model, of twelve, that a token's vector is made from: the last for what the
# token means here, one from the middle for the words themselves.
LAYERS = (9, 12)
_EPSILON = np.float32(1e-5)
# Factor on the attention logits over a question; it makes the attention sharp from the start of
# training.
SHARPEN = 5.0


@dataclass(frozen=True, slots=True)
class Projection:
    """A token is the states of the model's `layers`, side by side, times `matrix` plus `offset`."""

    layers: tuple[int, ...]
    matrix: Vectors
    offset: Vectors

    @classmethod
    def load(cls) -> Self:
        """The projection that ships."""
        weights = _weights()
        return cls(LAYERS, weights["projection"], weights["offset"])

    @property
    def digest(self) -> str:
        """A hash of it, so that tokens of two projections never mix."""
        return hashlib.sha256(self.matrix.tobytes() + self.offset.tobytes()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The reader's scores: log-odds up to a constant, of each sentence and of "none of them"."""

    sentences: NDArray[np.float32]
    none: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """The part of a sentence's computation that does not depend on the question.

    `table` has a row per token: the token itself, its normalised projection (same width), and that
    projection's contribution to the hidden layer (half the width). They are side by side, so that
    sentences can be concatenated in one operation.
    """

    table: Vectors


@dataclass(frozen=True, slots=True)
class _Linear:
    """Values times `matrix`, shape (inputs, outputs), plus `offset`."""

    matrix: Vectors
    offset: Vectors

    @classmethod
    def of(cls, weights: Mapping[str, NDArray[np.float32]], name: str, scale: float = 1.0) -> Self:
        """The torch layer `name`, for inputs that are first multiplied by `scale`.

        The matrix is contiguous, because multiplying a few rows by it is then twice as fast.
        """
        matrix = np.ascontiguousarray(weights[f"{name}.weight"].T * np.float32(scale))
        offset = weights.get(f"{name}.bias", np.zeros(matrix.shape[1], np.float32))
        return cls(matrix, offset)

    def __call__(self, values: Vectors) -> Vectors:
        product: Vectors = values @ self.matrix
        product += self.offset
        return product

    def after(self, weights: Mapping[str, NDArray[np.float32]], norm: str) -> _Linear:
        """The same after a normalisation, whose scale and offset it absorbs."""
        scale, offset = weights[f"{norm}.weight"], weights[f"{norm}.bias"]
        return _Linear(scale[:, None] * self.matrix, offset @ self.matrix + self.offset)


class Reader:
    """Reads sentences for a question; see the module.

    It computes the same as `benchmarks.reader.network`, in an order that needs the fewest
    operations on whole arrays, because reading is the largest part of a reply's own time.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        w = weights
        self.dimension, hidden = len(w["x.weight"]), len(w["a.weight"])
        root = self.dimension**0.5
        self._seen, self._norm = _Linear.of(w, "x", root), (w["ln.weight"], w["ln.bias"])
        self._alone = _Linear.of(w, "a")
        meaning, weighing = _Linear.of(w, "y", root), _Linear.of(w, "w", SHARPEN)
        # The factor applies to the logit as a whole, so to its offset too.
        self._asked = _Linear(
            np.concatenate((meaning.matrix, weighing.matrix), axis=1),
            np.concatenate((meaning.offset, weighing.offset * np.float32(SHARPEN))),
        )
        self._wide, self._narrow = _Linear.of(w, "wide").after(w, "ny"), _Linear.of(w, "narrow")
        self._given, self._both = _Linear.of(w, "b").matrix, _Linear.of(w, "c").matrix
        self._matches, self._gist = _Linear.of(w, "f").matrix, _Linear.of(w, "g").matrix
        self._answers = _Linear.of(w, "out").after(w, "nf")
        pair = _Linear.of(w, "o1")
        self._pooled = _Linear(pair.matrix[:hidden], pair.offset).after(w, "nf")
        self._about = pair.matrix[hidden:]
        self._whole, self._none = _Linear.of(w, "o2"), _Linear.of(w, "null")
        self._sharp, self._scale, self._long = (float(w[name]) for name in ("tau", "scale", "len"))

    @classmethod
    def load(cls) -> Self:
        """The trained reader that ships."""
        return cls(_weights())

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """Another reader, trained in the same way.

        Raises:
            OSError: there is no such file.
        """
        with path.open("rb") as file:
            return cls(_read(file))

    def prepare(self, tokens: Vectors) -> Prepared:
        """Prepare a sentence from its tokens, shape (tokens, dimension); it fits any question."""
        scale, offset = self._norm
        seen = _normed(self._seen(tokens)) * scale + offset
        return Prepared(np.concatenate((tokens, seen, self._alone(seen)), axis=1))

    def read(self, question: Vectors, sentences: Sequence[Prepared]) -> Judgement:
        """Judge sentences, none of them empty.

        `question`, shape (tokens, dimension), are the tokens of the question.
        """
        width = self.dimension
        lengths = np.array([len(sentence.table) for sentence in sentences])
        starts = lengths.cumsum() - lengths
        table = np.concatenate([sentence.table for sentence in sentences])

        asked = self._asked(question)
        weight = _softmax(asked[:, width])
        meant = asked[:, :width]
        meant = meant + self._narrow(_rectified(self._wide(_normed(meant))))
        gist = meant.mean(axis=0)

        likeness = table[:, :width] @ question.T
        nearest = likeness.max(axis=1)
        alike = self._scale * (np.maximum.reduceat(likeness, starts) @ weight)
        found = likeness - nearest[:, None]
        found *= self._sharp
        np.exp(found, out=found)
        found /= found.sum(axis=1, keepdims=True)

        given = found @ meant
        given *= table[:, width : 2 * width]
        hidden = given @ self._both
        hidden += table[:, 2 * width :]
        # Each row of `found` sums to one, so it can carry a term that is the same for every token.
        matches = np.column_stack((found, likeness, nearest, np.repeat(alike / 10, lengths)))
        hidden += matches @ np.concatenate(
            (
                meant @ self._given + gist @ self._gist,
                weight[:, None] * self._matches[1],
                self._matches[::2],
            )
        )
        hidden = _normed(_rectified(hidden))

        answers = self._answers(hidden)[:, 0]
        highest = answers.max()
        said = highest + np.log(np.add.reduceat(np.exp(answers - highest), starts))
        pooled = np.add.reduceat(hidden, starts)
        pooled /= lengths[:, None]
        whole = self._whole(_rectified(self._pooled(pooled) + gist @ self._about))[:, 0]
        scores = alike + said + self._long * np.log(lengths) + whole
        return Judgement(scores.astype(np.float32), float(self._none(gist)[0]))


def _rectified(values: Vectors) -> Vectors:
    """In place."""
    return np.maximum(values, 0, out=values)


def _normed(values: Vectors) -> Vectors:
    """Layer normalisation (Ba, Kiros and Hinton, 2016), without its scale and offset."""
    size = np.float32(values.shape[1])
    centred: Vectors = values - (np.einsum("ij->i", values) / size)[:, None]
    variance = np.einsum("ij,ij->i", centred, centred) / size
    centred /= np.sqrt(variance + _EPSILON)[:, None]
    return centred


def _softmax(values: Vectors) -> Vectors:
    powers: Vectors = np.exp(values - values.max())
    powers /= powers.sum()
    return powers


@cache
def _weights() -> Mapping[str, NDArray[np.float32]]:
    with files("index").joinpath("data/reader.npz").open("rb") as file:
        return _read(file)


def _read(file: IO[bytes]) -> Mapping[str, NDArray[np.float32]]:
    with np.load(file) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
