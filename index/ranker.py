"""The ranker: a score over signals, softmaxed over all candidate sentences.

The score is linear plus one hidden layer, because what a signal is worth depends on the others: a
sentence like the question is worth less if the reader finds no answer in it. It is fitted listwise,
as a conditional logit (McFadden, 1974; ListNet, Cao et al., 2007): the fit maximises the
probability of the sentences that hold the answer. The coefficients are committed as data, with the
script that fits them (`benchmarks/fit_ranker.py`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from index.columns import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Ranker:
    """Coefficients in the order of `SIGNALS`, shape (signals,), and a hidden layer.

    `hidden` has shape (signals, units), `offsets` and `weights` have (units,); a ranker without
    units is linear. `level` is added to every score.
    """

    coefficients: NDArray[np.float32]
    hidden: NDArray[np.float32]
    offsets: NDArray[np.float32]
    weights: NDArray[np.float32]
    level: float = 0.0

    def __post_init__(self) -> None:
        if self.coefficients.shape != (len(SIGNALS),):
            msg = f"a ranker has {len(SIGNALS)} coefficients, not {self.coefficients.shape}"
            raise ValueError(msg)
        units = self.weights.shape
        if self.hidden.shape != (len(SIGNALS), *units) or self.offsets.shape != units:
            msg = f"a ranker of {units} units has no hidden layer of {self.hidden.shape}"
            raise ValueError(msg)

    @classmethod
    def of(cls, coefficients: Mapping[str, float]) -> Self:
        """A linear ranker from signal names; a signal that is left out does not count."""
        unknown = set(coefficients) - set(SIGNALS)
        if unknown:
            msg = f"no such signals: {', '.join(sorted(unknown))}"
            raise ValueError(msg)
        values = [coefficients.get(name, 0.0) for name in SIGNALS]
        nothing = np.zeros(0, np.float32)
        return cls(np.array(values, np.float32), nothing.reshape(len(SIGNALS), 0), nothing, nothing)

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """The ranker that `data` gave.

        Raises:
            KeyError: it was fitted on other signals.
        """
        return cls(
            np.array([data["coefficients"][name] for name in SIGNALS], np.float32),
            np.array([data["hidden"][name] for name in SIGNALS], np.float32),
            np.array(data["offsets"], np.float32),
            np.array(data["weights"], np.float32),
            data["level"],
        )

    def data(self) -> dict[str, Any]:
        """The values to commit, rounded to four decimals."""

        def rounded(values: NDArray[np.float32]) -> list[Any]:
            written: list[Any] = np.round(values.astype(np.float64), 4).tolist()
            return written

        return {
            "coefficients": dict(zip(SIGNALS, rounded(self.coefficients), strict=True)),
            "hidden": dict(zip(SIGNALS, rounded(self.hidden), strict=True)),
            "offsets": rounded(self.offsets),
            "weights": rounded(self.weights),
            "level": round(self.level, 4),
        }

    @classmethod
    def load(cls) -> Self:
        """The fitted ranker that ships."""
        return cls.of_data(_fitted()["ranker"])

    @classmethod
    def shortlist(cls) -> Self:
        """The ranker that chooses what is read, fitted without the reader; it ships too."""
        return cls.of_data(_fitted()["shortlist"])

    @classmethod
    def meaning_alone(cls) -> Self:
        """A baseline: cosines of sentence and passage; no words, no structure, not fitted."""
        return cls.of({"sentence": 5.0, "passage": 5.0})

    @classmethod
    def words_alone(cls) -> Self:
        """A baseline: the interview's BM25, and the question's words in and near a sentence."""
        return cls.of({"words": 5.0, "words_near": 5.0, "keywords": 1.0})

    def scores(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """The score of every row."""
        scores = matrix @ self.coefficients + np.float32(self.level)
        if len(self.weights):
            units = matrix @ self.hidden
            units += self.offsets
            scores += np.maximum(units, 0, out=units) @ self.weights
        return np.asarray(scores, np.float32)

    def mass(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """Each row's share of the evidence; together they are one."""
        if not len(scores):
            return scores
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), np.float32)


def _fitted() -> dict[str, dict[str, Any]]:
    text = files("index").joinpath("data/ranker.json").read_text("utf-8")
    fitted: dict[str, dict[str, Any]] = json.loads(text)
    return fitted
