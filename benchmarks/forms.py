"""Counts of one form of question: how often it is answered, and right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.evaluation.metrics import proportion
from bot.evaluation.report import with_interval

if TYPE_CHECKING:
    from bot.evaluation.scoring import Outcome

_QUOTED, _RIGHT, _ANSWERED = "quoted right", "answered right", "answered"


class Tally:
    """Counts the outcomes of each kind of question, such as those that have an answer."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, kind: str, outcome: Outcome) -> None:
        """Count one more."""
        self._counts[kind] += 1
        self._counts[f"{kind}: {_QUOTED}"] += bool(outcome.quote_right)
        self._counts[f"{kind}: {_RIGHT}"] += bool(outcome.right)
        self._counts[f"{kind}: {_ANSWERED}"] += outcome.answered

    def shares(self, there: str, absent: str) -> str:
        """How many `there` were quoted and answered right, and how many `absent` answered."""
        measures = ((there, _QUOTED), (there, _RIGHT), (absent, _ANSWERED))
        return "  ".join(self._share(kind, measure) for kind, measure in measures)

    def _share(self, kind: str, measure: str) -> str:
        name = f"{kind}: {measure}"
        return f"{name} {with_interval(proportion(self._counts[name], self._counts[kind]))}"
