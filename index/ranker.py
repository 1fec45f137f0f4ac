"""The ranker: a linear score over signals, softmaxed over all candidate sentences.

Fitted listwise, as a conditional logit (McFadden, 1974; ListNet, Cao et al., 2007): its
coefficients maximise the probability that lies on the sentences that hold the answer. They
are committed as data, with the script that fits them (`benchmarks/fit.py`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Self

import numpy as np

from index.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Ranker:
    """Coefficients in the order of `SIGNALS`."""

    coefficients: NDArray[np.float32]

    def __post_init__(self) -> None:
        if self.coefficients.shape != (len(SIGNALS),):
            msg = f"a ranker has {len(SIGNALS)} coefficients, not {self.coefficients.shape}"
            raise ValueError(msg)

    @classmethod
    def of(cls, coefficients: Mapping[str, float]) -> Self:
        """A ranker by signal names; a signal that is left out does not count."""
        unknown = set(coefficients) - set(SIGNALS)
        if unknown:
            msg = f"no such signals: {', '.join(sorted(unknown))}"
            raise ValueError(msg)
        return cls(np.array([coefficients.get(name, 0.0) for name in SIGNALS], np.float32))

    @classmethod
    def load(cls) -> Self:
        """The fitted ranker that ships."""
        return cls.of(_fitted()["coefficients"])

    @classmethod
    def shortlist(cls) -> Self:
        """What chooses the sentences that are read, fitted without the reader; it ships too."""
        return cls.of(_fitted()["shortlist"])

    @classmethod
    def meaning_alone(cls) -> Self:
        """A baseline: cosines of sentence and passage, no words, no structure, nothing fitted."""
        return cls.of({"sentence": 5.0, "passage": 5.0})

    @classmethod
    def words_alone(cls) -> Self:
        """A baseline: BM25 of the interview and the question's words in and near a sentence."""
        return cls.of({"words": 5.0, "words_near": 5.0, "keywords": 1.0})

    def scores(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """The linear score of every row."""
        return np.asarray(matrix @ self.coefficients, np.float32)

    def mass(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """The share of the evidence that lies on each row; together they are one."""
        if not len(scores):
            return scores
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), np.float32)


def _fitted() -> dict[str, dict[str, float]]:
    text = files("index").joinpath("data/ranker.json").read_text("utf-8")
    fitted: dict[str, dict[str, float]] = json.loads(text)
    return fitted
