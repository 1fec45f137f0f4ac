"""How sure a quotation is for what may be asked of any text: "Wat is het probleem?".

Who has not read an interview asks much that fits all of them, and something in each resembles it.
Then the signals of confidence mean another thing: that the interviewer asks nearly the same says
most, and likeness says little. A logistic function of the question's vector tells such questions,
and another, fitted on them alone, how sure a quotation is; what is neither the one nor the other
gets something in between (a mixture of two experts: Jacobs et al., 1991). Both are fitted by
`benchmarks/fit_general.py` for one model (docs/decisions/0043-what-fits-any-text.md).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.quote import Candidate
    from index.encoder import Vectors
    from index.hits import Query

# Confidences are kept this far from zero and one; nothing is surer.
_SUREST = 0.005
# A question says something if one of its words is this rare: "Waarom?" fits any text, and nobody
# would have an answer to it.
_SAYS_SOMETHING = 4.0
# From here on it is what the piece tells of itself that is asked: of questions to unseen interviews
# that are quoted from there .87 are quoted right.
_OF_ITSELF = 1.0
# What `general_signals` gives for any other question.
NOT_GENERAL: Mapping[str, float] = {"general": 0.0, "alike": 0.0}


@dataclass(frozen=True, slots=True, eq=False)
class General:
    """What tells such questions, and the confidence in a quotation for them.

    `weights`, shape (dimension,), and `offset` make the log-odds that a question is one; `model`
    is the encoder's name. `intercept` and `adds` make those that a quotation answers, from its
    signals and from the log-odds of the confidence that it would have otherwise ("otherwise").
    """

    model: str
    offset: float
    weights: Vectors
    intercept: float
    adds: Mapping[str, float]

    @classmethod
    def load(cls) -> Self:
        """What ships."""
        data = json.loads(files("bot").joinpath("data/general.json").read_text("utf-8"))
        return cls(**data | {"weights": np.array(data["weights"], np.float32)})

    def data(self) -> dict[str, Any]:
        """The values to commit, rounded to four decimals."""
        return {
            "model": self.model,
            "offset": round(self.offset, 4),
            "weights": np.round(self.weights.astype(np.float64), 4).tolist(),
            "intercept": round(self.intercept, 4),
            "adds": {name: round(added, 4) for name, added in self.adds.items()},
        }

    def share(self, question: Vectors) -> float:
        """The probability that a question with this vector, shape (dimension,), is such a one."""
        return _logistic(float(self.weights @ question) + self.offset)

    def share_of(self, query: Query) -> float:
        """The same for a question as it was asked.

        What depends on an earlier question is none: "Hoe werkt dat?" is about what was asked then.
        Nor is one in the words of the interviewer, since the text beneath it answers that.
        """
        says = any(word.idf >= _SAYS_SOMETHING for word in query.words)
        return 0.0 if query.latest or query.under or not says else self.share(query.vector)

    def confidence(self, otherwise: float, signals: Mapping[str, float]) -> float:
        """The confidence in a quotation with these signals, given what it would be otherwise."""
        share = signals["general"]
        if share <= 0:
            return otherwise
        known = {**signals, "otherwise": log_odds(otherwise)}
        asked = sum((added * known[name] for name, added in self.adds.items()), self.intercept)
        return (1 - share) * otherwise + share * _logistic(asked)


def general_signals(
    share: float, candidate: Candidate, signals: Mapping[str, float]
) -> Mapping[str, float]:
    """How surely the question is one, and how near the interviewer's question comes to it.

    `share` is that of the question. It is none if what is quoted is what the piece tells of itself,
    nor among many articles, which nothing here was fitted on; `signals` tell of both.
    """
    if share <= 0 or signals["role"] > _OF_ITSELF or signals["alone"] <= 0:
        return NOT_GENERAL
    return {"general": share, "alike": candidate.signals["question"]}


def log_odds(probability: float, smallest: float = _SUREST) -> float:
    """The log-odds of a probability that is kept `smallest` from zero and one."""
    kept = min(max(probability, smallest), 1 - smallest)
    return math.log(kept / (1 - kept))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-min(max(value, -30.0), 30.0)))
