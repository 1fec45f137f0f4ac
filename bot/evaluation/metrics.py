"""Figures of merit over plain arrays. Nothing here knows of questions or replies.

Ties are resolved by expectation: among cases of equal confidence every order is as likely,
so a figure never depends on the order of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEVEL = 0.95
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """Answering the `coverage` most confident share, down to `threshold`, errs at `risk`."""

    coverage: float
    risk: float
    threshold: float


def proportion(successes: int, n: int) -> Estimate | None:
    """A share with its Wilson score interval (Wilson, 1927); None when n is 0.

    Raises:
        ValueError: successes are not within 0..n.
    """
    if not 0 <= successes <= n:
        msg = f"{successes} successes of {n}"
        raise ValueError(msg)
    if n == 0:
        return None
    z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
    share = successes / n
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    # Rounding may carry an end past the share itself at 0 and 1.
    return Estimate(
        share,
        min(max(0.0, float(middle - half)), share),
        max(min(1.0, float(middle + half)), share),
    )


def auroc(positive: Sequence[float], negative: Sequence[float], seed: int = 0) -> Estimate | None:
    """Chance that a random positive scores above a random negative; ties count half.

    The area under the ROC curve is the Mann-Whitney statistic (Hanley and McNeil, 1982). The
    interval is the percentile bootstrap, each class resampled by itself. None when either
    class is empty.
    """
    above, below = _floats(positive), _floats(negative)
    if not (above.size and below.size):
        return None
    wins = np.searchsorted(np.sort(below), above, "left")
    ties = np.searchsorted(np.sort(below), above, "right") - wins
    value = float((wins + ties / 2).mean() / below.size)
    pairs = (above[:, None] > below).astype(np.float64) + (above[:, None] == below) / 2
    random = np.random.default_rng(seed)
    rows = random.multinomial(above.size, [1 / above.size] * above.size, RESAMPLES)
    columns = random.multinomial(below.size, [1 / below.size] * below.size, RESAMPLES)
    samples = ((rows @ pairs) * columns).sum(axis=1) / (above.size * below.size)
    low, high = np.quantile(samples, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high))


def calibration_error(
    confidence: Sequence[float], right: Sequence[bool], bins: int = 10
) -> float | None:
    """Expected calibration error over bins of equal mass (Nguyen and O'Connor, 2015).

    The mean distance between confidence and the share that is right, each bin weighted by
    its cases. None without cases.
    """
    scores, outcomes = _by_confidence(confidence, right)
    if not scores.size:
        return None
    parts = zip(
        np.array_split(scores, min(bins, scores.size)),
        np.array_split(outcomes, min(bins, scores.size)),
        strict=True,
    )
    return float(
        sum(part.size * abs(part.mean() - hits.mean()) for part, hits in parts) / scores.size
    )


def risk_coverage(confidence: Sequence[float], right: Sequence[bool]) -> tuple[RiskPoint, ...]:
    """Selective risk for each number of cases answered, most confident first.

    Geifman and El-Yaniv (2017): point k answers k of the n cases; its risk is the share of
    those that is wrong.
    """
    scores, outcomes = _by_confidence(confidence, right)
    counts = np.arange(1, scores.size + 1)
    risks = np.cumsum(1 - outcomes) / counts
    return tuple(
        RiskPoint(float(count / scores.size), float(risk), float(score))
        for count, risk, score in zip(counts, risks, scores, strict=True)
    )


def area_under(curve: Sequence[RiskPoint]) -> float | None:
    """AURC: mean selective risk over all coverages; None without points."""
    return float(np.mean([point.risk for point in curve])) if curve else None


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> float | None:
    """Mean of 1 / rank, ranks one-based; None among them counts as never found (0)."""
    if not ranks:
        return None
    return sum(0.0 if rank is None else 1 / rank for rank in ranks) / len(ranks)


def _floats(values: Sequence[float]) -> Floats:
    return np.asarray(values, np.float64)


def _by_confidence(confidence: Sequence[float], right: Sequence[bool]) -> tuple[Floats, Floats]:
    """Both, most confident first; outcomes averaged over cases of equal confidence.

    Raises:
        ValueError: they are not of one length.
    """
    scores, outcomes = _floats(confidence), np.asarray(right, np.float64)
    if scores.shape != outcomes.shape:
        msg = f"{scores.size} confidences for {outcomes.size} outcomes"
        raise ValueError(msg)
    if not scores.size:
        return scores, outcomes
    distinct, group, counts = np.unique(-scores, return_inverse=True, return_counts=True)
    means = np.bincount(group, weights=outcomes) / counts
    return np.repeat(-distinct, counts), np.repeat(means, counts)
