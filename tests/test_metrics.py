"""Metrics against cases worked out by hand, and against a library where one has the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from bot.evaluation.metrics import (
    area_under,
    auroc,
    calibration_error,
    mean_reciprocal_rank,
    proportion,
    risk_coverage,
)

CONFIDENCES = st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]), min_size=1, max_size=30)
LABELLED = st.lists(
    st.tuples(st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=30
)


def test_wilson_interval_of_8_of_10_is_the_published_one() -> None:
    estimate = proportion(8, 10)
    assert estimate is not None
    assert estimate.value == pytest.approx(0.8)
    assert estimate.low == pytest.approx(0.4902, abs=1e-4)
    assert estimate.high == pytest.approx(0.9433, abs=1e-4)


def test_wilson_interval_of_none_of_10_starts_at_nought_and_does_not_end_there() -> None:
    estimate = proportion(0, 10)
    assert estimate is not None
    assert (estimate.value, estimate.low) == (0.0, 0.0)
    assert estimate.high == pytest.approx(0.2775, abs=1e-4)


def test_a_share_of_nothing_is_no_figure() -> None:
    assert proportion(0, 0) is None


@pytest.mark.parametrize(("successes", "n"), [(-1, 2), (3, 2)])
def test_impossible_counts_are_refused(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="successes"):
        proportion(successes, n)


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_share_lies_within_its_interval(successes: int, failures: int) -> None:
    estimate = proportion(successes, successes + failures)
    if estimate is not None:
        assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1


def test_auroc_counts_pairs_and_half_of_ties() -> None:
    # Of 6 pairs: .9 beats both, .5 beats .1 and ties .5, .1 ties .1 and loses to .5.
    estimate = auroc([0.9, 0.5, 0.1], [0.5, 0.1])
    assert estimate is not None
    assert estimate.value == pytest.approx((2 + 1.5 + 0.5) / 6)


@given(CONFIDENCES, CONFIDENCES)
def test_auroc_is_what_scikit_learn_computes(above: list[float], below: list[float]) -> None:
    estimate = auroc(above, below)
    labels = [1] * len(above) + [0] * len(below)
    assert estimate is not None
    assert estimate.value == pytest.approx(roc_auc_score(labels, above + below))


def test_auroc_interval_of_separated_classes_is_a_point() -> None:
    estimate = auroc([0.8, 0.9], [0.1, 0.2, 0.3])
    assert estimate is not None
    assert (estimate.value, estimate.low, estimate.high) == (1.0, 1.0, 1.0)


def test_auroc_interval_holds_the_value_and_repeats_with_its_seed() -> None:
    above, below = [0.9, 0.8, 0.4, 0.7, 0.3], [0.5, 0.2, 0.1, 0.6]
    estimate = auroc(above, below, seed=7)
    assert estimate is not None
    assert 0 <= estimate.low < estimate.value < estimate.high <= 1
    assert estimate == auroc(above, below, seed=7)


def test_auroc_of_one_class_is_no_figure() -> None:
    assert auroc([0.5], []) is None
    assert auroc([], [0.5]) is None


def test_calibration_error_weighs_the_gap_of_each_bin() -> None:
    # Two bins of two: .9 and .7 with one right, gap .3; .4 and .2 with none right, gap .3.
    error = calibration_error([0.9, 0.2, 0.7, 0.4], [True, False, False, False], bins=2)
    assert error == pytest.approx(0.3)


def test_calibration_error_is_nought_when_confidence_is_the_share_that_is_right() -> None:
    assert calibration_error([0.5] * 4, [True, False, True, False]) == pytest.approx(0)


def test_calibration_error_does_not_depend_on_the_order_of_ties() -> None:
    confidence = [0.5] * 20
    right_first = [True] * 10 + [False] * 10
    assert calibration_error(confidence, right_first) == pytest.approx(0)


def test_risk_coverage_answers_the_most_confident_first() -> None:
    curve = risk_coverage([0.2, 0.9, 0.6, 0.4], [True, True, False, True])
    assert [point.coverage for point in curve] == [0.25, 0.5, 0.75, 1.0]
    assert [point.risk for point in curve] == pytest.approx([0, 1 / 2, 1 / 3, 1 / 4])
    assert [point.threshold for point in curve] == [0.9, 0.6, 0.4, 0.2]
    assert area_under(curve) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 4) / 4)


def test_risk_among_ties_is_what_a_random_order_would_give() -> None:
    curve = risk_coverage([0.5, 0.5], [True, False])
    assert [point.risk for point in curve] == pytest.approx([0.5, 0.5])


@given(LABELLED, st.data())
def test_no_figure_depends_on_the_order_of_the_cases(
    cases: list[tuple[float, bool]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(cases))
    (one, right), (other, also_right) = zip(*cases, strict=True), zip(*shuffled, strict=True)
    assert [point.risk for point in risk_coverage(one, right)] == pytest.approx(
        [point.risk for point in risk_coverage(other, also_right)]
    )
    assert calibration_error(one, right) == pytest.approx(calibration_error(other, also_right))


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="2 confidences for 1 outcomes"):
        calibration_error([0.1, 0.2], [True])


def test_figures_over_nothing_are_no_figures() -> None:
    assert calibration_error([], []) is None
    assert risk_coverage([], []) == ()
    assert area_under(()) is None
    assert mean_reciprocal_rank([]) is None


def test_reciprocal_rank_counts_what_was_not_found_as_nought() -> None:
    assert mean_reciprocal_rank([1, 2, None, 4]) == pytest.approx((1 + 0.5 + 0 + 0.25) / 4)
