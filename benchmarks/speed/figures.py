"""The statistics of the speed benchmark, and the values its results are kept in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Sequence

# Enough for two stable digits of an interval; the seed makes a re-run of the sums identical.
_RESAMPLES = 2000
_SEED = 6


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Interval(_Value):
    """A 95 % bootstrap interval."""

    low: float
    high: float


class Result(_Value):
    """One row: a figure against what it is compared with, and whether the target holds."""

    name: str
    measure: str
    against: str
    unit: str
    value: float
    interval: Interval | None
    target: float
    at_most: bool
    detail: dict[str, float]

    @property
    def met(self) -> bool:
        """Whether the figure is on the right side of its target."""
        return self.value <= self.target if self.at_most else self.value >= self.target


class Machine(_Value):
    """What the figures were measured on, without its name."""

    cpu: str
    cores: int
    memory_gb: float
    python: str


class Report(_Value):
    """One run of the benchmark on one machine."""

    machine: Machine
    results: tuple[Result, ...]
    left_out: tuple[str, ...]


def median(times: Sequence[float]) -> float:
    """The middle of the measurements, in their unit."""
    return float(np.median(times))


def p99(times: Sequence[float]) -> float:
    """What 99 of 100 measurements stay under, in their unit."""
    return float(np.quantile(times, 0.99))


def _resampled(ours: Sequence[float], theirs: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Medians of the same resampled rows on both sides, since the sides were interleaved."""
    if len(ours) != len(theirs) or not ours:
        raise ValueError("interleaved measurements come in pairs, at least one")
    rows = np.random.default_rng(_SEED).integers(0, len(ours), (_RESAMPLES, len(ours)))
    return np.median(np.array(ours)[rows], axis=1), np.median(np.array(theirs)[rows], axis=1)


def _interval(values: np.ndarray) -> Interval:
    low, high = np.quantile(values, [0.025, 0.975])
    return Interval(low=float(low), high=float(high))


def ratio_interval(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """The interval of the ratio of medians of paired measurements.

    Raises:
        ValueError: the measurements are not paired, or there are none.
    """
    left, right = _resampled(ours, theirs)
    return _interval(left / right)


def difference_interval(ours: Sequence[float], theirs: Sequence[float]) -> Interval:
    """The interval of the difference of medians of paired measurements, in their unit.

    Raises:
        ValueError: the measurements are not paired, or there are none.
    """
    left, right = _resampled(ours, theirs)
    return _interval(left - right)


def distinct_questions(questions: Sequence[str], count: int) -> tuple[str, ...]:
    """So many questions, no two alike, so that no cache helps: the given ones with prefixes.

    Raises:
        ValueError: there are too few questions to vary.
    """
    variants = dict.fromkeys(
        f"{prefix}{question}" for prefix in _PREFIXES for question in questions
    )
    if len(variants) < count:
        raise ValueError(f"{count} distinct questions need more than {len(questions)} to vary")
    return tuple(variants)[:count]


_PREFIXES = (
    "",
    "Zeg eens: ",
    "Vertel: ",
    "Ik vraag me af: ",
    "Nog iets: ",
    "Vraag: ",
    "Weet u: ",
    "Even dit: ",
    "Graag kort: ",
    "Hallo, ",
    "En ook: ",
    "Eerlijk gezegd: ",
)


def table(report: Report) -> str:
    """The results as a Markdown table, as docs/performance.md shows it."""
    lines = ["| what | against | figure | 95 % | target | met |", "|---|---|---|---|---|---|"]
    for row in report.results:
        between = f"{row.interval.low:.2f} to {row.interval.high:.2f}" if row.interval else ""
        sign = "≤" if row.at_most else "≥"
        lines.append(
            f"| {row.measure} | {row.against} | {row.value:.2f} {row.unit} | {between} "
            f"| {sign} {row.target:g} | {'yes' if row.met else 'no'} |"
        )
    return "\n".join(lines)
