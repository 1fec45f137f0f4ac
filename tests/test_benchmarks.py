from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.scale import report as scale_report
from benchmarks.scale.figures import ScaleReport
from benchmarks.speed.figures import (
    Report,
    difference_interval,
    distinct_questions,
    median,
    p99,
    ratio_interval,
    table,
)
from bot.evaluation.results import load
from bot.evaluation.summary import Summary

ROOT = Path(__file__).parents[1]


def test_the_figures_of_a_sample() -> None:
    assert median([3, 1, 2]) == 2
    assert p99(list(range(101))) == 99


def test_equal_pairs_leave_no_doubt() -> None:
    ratio = ratio_interval([2.0, 2.0, 2.0], [1.0, 1.0, 1.0])
    assert (ratio.low, ratio.high) == (2, 2)
    difference = difference_interval([2.0, 2.0], [0.5, 0.5])
    assert (difference.low, difference.high) == (1.5, 1.5)


@pytest.mark.parametrize(("ours", "theirs"), [([], []), ([1.0], [1.0, 2.0])])
def test_measurements_come_in_pairs(ours: list[float], theirs: list[float]) -> None:
    with pytest.raises(ValueError, match="pairs"):
        ratio_interval(ours, theirs)


def test_no_question_is_asked_twice() -> None:
    asked = distinct_questions(["a?", "b?"], 20)
    assert len(set(asked)) == 20
    with pytest.raises(ValueError, match="need more"):
        distinct_questions(["a?"], 100)


def test_the_documentation_shows_the_committed_results() -> None:
    results = (ROOT / "benchmarks/results/speed.json").read_text(encoding="utf-8")
    report = Report.model_validate_json(results)
    documented = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
    assert table(report) in documented
    results = (ROOT / "benchmarks/results/scale.json").read_text(encoding="utf-8")
    growth = ScaleReport.model_validate_json(results)
    assert scale_report.table(growth) in documented
    assert scale_report.library_table(growth) in documented
    assert report.machine.cpu


def figures(summary: Summary) -> list[str]:
    """What docs/answers.md tells of a system and interviews that nothing was fitted on."""
    kinds = {row.name: row for row in summary.kinds}

    def answered_in_vain(*names: str) -> float:
        rows = [(kinds[name].n, kinds[name].false_answers) for name in names]
        answered = sum(round(n * false.value) for n, false in rows if false)
        return answered / sum(n for n, _ in rows)

    assert summary.overall.quote_at_1 and summary.overall.answered and summary.auroc
    follow_up = kinds["followup"].false_answers
    assert follow_up
    shown = (
        (summary.overall.quote_at_1.value, 3),
        (summary.overall.answered.value, 2),
        (answered_in_vain("near"), 2),
        (follow_up.value, 2),
        (answered_in_vain("far", "noise"), 2),
        (summary.auroc.value, 3),
        (summary.calibration_error or 0.0, 3),
    )
    return [f"{value:.{digits}f}".removeprefix("0") for value, digits in shown]


def test_the_documentation_tells_of_unseen_interviews_what_was_measured() -> None:
    lines = (ROOT / "docs/answers.md").read_text(encoding="utf-8").splitlines()
    for system in load(ROOT / "benchmarks/results/unseen.json").systems:
        row = next(line for line in lines if line.lower().startswith(f"| {system.name} |"))
        without_intervals = re.sub(r" \[[^]]*\]", "", row)
        assert without_intervals.strip("| ").split(" | ")[1:] == figures(system.summary)
