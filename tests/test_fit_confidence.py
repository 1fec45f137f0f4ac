"""Where the curves of confidence bend: each signal that varies has two points at least."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.fit_confidence import Outcome, bends_at, train


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


@pytest.mark.parametrize(("answerable", "tells"), [(3, False), (40, True)])
def test_what_hardly_any_question_with_an_answer_has_tells_nothing(
    answerable: int, tells: bool
) -> None:
    def outcome(
        first: float, score: float, *, answerable: bool = True, alone: float = 1
    ) -> Outcome:
        signals = {"alone": alone, "first": first, "score": score}
        right = answerable and score > 0 and not first
        return Outcome(signals, right, answerable, "x", "direct", 0, "?", "")

    outcomes = [outcome(0, at % 2, alone=at % 3 > 0) for at in range(600)]
    outcomes += [outcome(1, 1, answerable=at < answerable) for at in range(50)]
    _, curves, _ = train(outcomes, ["score", "first", "alone"])
    assert (curves["first"].adds[-1] < 0) is tells
    assert curves["score"].adds[-1] > curves["score"].adds[0]
