"""Confidence: what each signal adds, and the probability that they make together."""

from __future__ import annotations

import math

import pytest

from bot.abstain import SIGNALS, Calibration, Curve


@pytest.mark.parametrize(
    ("value", "adds"), [(-5, 1.0), (0, 1.0), (1, 2.0), (2, 3.0), (3, 1.0), (4, -1.0), (9, -1.0)]
)
def test_a_curve_is_straight_between_its_points_and_level_outside(
    value: float, adds: float
) -> None:
    assert Curve((0.0, 2.0, 4.0), (1.0, 3.0, -1.0))(value) == pytest.approx(adds)


def test_a_curve_of_one_point_adds_the_same_everywhere() -> None:
    assert [Curve((1.0,), (0.5,))(value) for value in (0, 1, 2)] == [0.5] * 3


@pytest.mark.parametrize(
    ("at", "adds", "says"),
    [
        ((), (), "as many values"),
        ((0.0, 1.0), (1.0,), "as many values"),
        ((1.0, 1.0), (0.0, 2.0), "ascend"),
        ((2.0, 1.0), (0.0, 2.0), "ascend"),
    ],
)
def test_a_curve_needs_a_value_for_each_of_its_ascending_points(
    at: tuple[float, ...], adds: tuple[float, ...], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        Curve(at, adds)


def test_a_probability_is_logistic_in_the_sum_of_the_curves() -> None:
    curves = {"score": Curve((0.0, 1.0), (0.0, 2.0)), "alone": Curve((0.0, 1.0), (0.0, -1.0))}
    calibration = Calibration(0.5, curves, "model", 1, 0.4)
    found = calibration.probability({"score": 0.5, "alone": 1.0})
    assert found == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_a_calibration_knows_only_the_signals_that_there_are() -> None:
    with pytest.raises(ValueError, match="no such signals"):
        Calibration(0.0, {"mood": Curve((0.0,), (1.0,))}, "model", 1, 0.4)


def test_the_calibration_that_ships_has_a_curve_for_every_signal() -> None:
    calibration = Calibration.load()
    assert set(calibration.curves) == set(SIGNALS)
    assert 0 < calibration.threshold < 1
    assert calibration.holds_for(calibration.model, calibration.index_schema)
    assert not calibration.holds_for("another", calibration.index_schema)
