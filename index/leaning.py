"""Whether a question depends on the one before it, by what it means.

A logistic function of the question's vector by itself, fitted on questions that were asked after
another and on questions that begin something new (`benchmarks/fit_leaning.py`). It is valid for the
model that it was fitted with, and names it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from index.encoder import Vectors


@dataclass(frozen=True, slots=True)
class Leaning:
    """Weights, shape (dimension,), and an offset; `model` is the encoder's name."""

    model: str
    offset: float
    weights: Vectors

    @classmethod
    def load(cls) -> Self:
        """What ships."""
        return cls.of_file(files("index").joinpath("data/leaning.json"))

    @classmethod
    def of_file(cls, file: Traversable) -> Self:
        """What was written there.

        Raises:
            OSError: there is no such file.
        """
        return cls.of_data(json.loads(file.read_text("utf-8")))

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """What `data` gave."""
        return cls(data["model"], data["offset"], np.array(data["weights"], np.float32))

    def data(self) -> dict[str, Any]:
        """The values to commit, rounded to four decimals."""
        rounded = np.round(self.weights.astype(np.float64), 4).tolist()
        return {"model": self.model, "offset": round(self.offset, 4), "weights": rounded}

    def __call__(self, question: Vectors) -> bool:
        """Whether a question with this vector, shape (dimension,), likelier depends than not."""
        return float(self.weights @ question) + self.offset > 0
