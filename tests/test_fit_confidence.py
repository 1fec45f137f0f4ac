"""Where the curves of confidence bend: each signal that varies has two points at least."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.fit_confidence import bends_at


@pytest.mark.parametrize(
    ("values", "points"),
    [
        # Hardly any outcome is of another kind, but these have a curve too.
        ([1.0] * 99 + [0.0], [0, 1]),
        ([0.0] * 99 + [1.0], [0, 1]),
        ([0.5] * 10, [0.5]),
    ],
)
def test_a_signal_that_hardly_varies_bends_at_its_ends(
    values: list[float], points: list[float]
) -> None:
    assert bends_at(np.array(values)).tolist() == points


def test_a_signal_that_is_mostly_zero_leaves_the_bends_to_its_other_values() -> None:
    points = bends_at(np.r_[np.zeros(50), np.arange(1, 101) / 100])
    assert points[0] == 0
    assert points[1:].tolist() == pytest.approx([0.03, 0.347, 0.663, 0.98], abs=0.01)
