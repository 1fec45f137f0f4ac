"""Signals → the probability that the best quotation answers, and whether to speak.

Platt scaling (Platt, 1999): a logistic function over a few signals, its coefficients fitted
on labelled questions and committed as `bot/data/calibration.json`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping


def probability(
    signals: Mapping[str, float], coefficients: Mapping[str, float], intercept: float
) -> float:
    """The calibrated probability that the candidate with these signals answers."""
    logit = intercept + sum(
        coefficient * signals[name] for name, coefficient in coefficients.items()
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
