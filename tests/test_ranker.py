"""The ranker: scores by hand, the form it is committed in, and what its fit can learn."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from benchmarks import fit_ranker
from index.columns import SIGNALS
from index.ranker import Ranker

SENTENCE, READ = SIGNALS.index("sentence"), SIGNALS.index("read")


def rows(*pairs: tuple[float, float]) -> np.ndarray:
    """Evidence in which only two signals, sentence and read, say something."""
    matrix = np.zeros((len(pairs), len(SIGNALS)), np.float32)
    matrix[:, [SENTENCE, READ]] = pairs
    return matrix


def with_units() -> Ranker:
    """Twice the sentence, and three times what sentence and read together have over one."""
    linear = Ranker.of({"sentence": 2.0})
    hidden = np.zeros((len(SIGNALS), 1), np.float32)
    hidden[[SENTENCE, READ]] = 1.0
    return Ranker(
        linear.coefficients, hidden, np.array([-1.0], np.float32), np.array([3.0], np.float32), 0.5
    )


def test_scores_are_a_linear_part_and_a_hidden_layer() -> None:
    evidence = rows((0, 0), (1, 0), (1, 1))
    assert Ranker.of({"sentence": 2.0}).scores(evidence).tolist() == [0.0, 2.0, 2.0]
    assert with_units().scores(evidence).tolist() == [0.5, 2.5, 5.5]


def test_mass_is_a_softmax_and_level_does_not_change_it() -> None:
    scores = np.log(np.array([1.0, 2.0, 5.0], np.float32))
    ranker = Ranker.of({})
    assert ranker.mass(scores) == pytest.approx([0.125, 0.25, 0.625])
    assert ranker.mass(scores + 7) == pytest.approx([0.125, 0.25, 0.625])
    assert len(ranker.mass(scores[:0])) == 0


def test_what_is_committed_is_read_back() -> None:
    written = json.loads(json.dumps(with_units().data()))
    assert Ranker.of_data(written).data() == with_units().data()
    evidence = rows((0.25, 0.5), (1, 1))
    assert Ranker.of_data(written).scores(evidence).tolist() == (
        with_units().scores(evidence).tolist()
    )


def test_the_shortlist_does_without_the_reader() -> None:
    shortlist = Ranker.shortlist()
    assert shortlist.scores(rows((1, 0))) == shortlist.scores(rows((1, 3)))
    assert Ranker.load().scores(rows((1, 0))) != Ranker.load().scores(rows((1, 3)))


def test_layers_that_do_not_fit_are_refused() -> None:
    good = with_units()
    with pytest.raises(ValueError, match="units"):
        Ranker(good.coefficients, good.hidden[:, :0], good.offsets, good.weights)
    with pytest.raises(ValueError, match="coefficients"):
        Ranker(good.coefficients[1:], good.hidden, good.offsets, good.weights)
    with pytest.raises(ValueError, match="no such signals"):
        Ranker.of({"colour": 1.0})


def labelled(matrix: np.ndarray, answers: list[bool]) -> Any:
    """As much of a labelled question as a fit looks at."""
    evidence = SimpleNamespace(matrix=matrix)
    example = SimpleNamespace(evidence=evidence, answers=np.array(answers))
    return SimpleNamespace(example=example, weight=1.0)


def test_a_fit_learns_what_only_two_signals_together_tell() -> None:
    # The answer is what both signals speak for or neither does: no linear score finds it.
    both = labelled(rows((1, 1), (1, 0), (0, 1)), [True, False, False])
    neither = labelled(rows((0, 0), (1, 0), (0, 1)), [True, False, False])
    ranker = fit_ranker.fit([both, neither], steps=120, at_once=2)
    for item in (both, neither):
        scores = ranker.scores(item.example.evidence.matrix)
        assert ranker.mass(scores)[0] > 0.9
    every = np.concatenate([both.example.evidence.matrix, neither.example.evidence.matrix])
    assert float(ranker.scores(every).mean()) == pytest.approx(0.0, abs=1e-4)


def test_a_fit_leaves_out_what_it_is_not_given() -> None:
    item = labelled(rows((1, 1), (1, 0)), [True, False])
    shortlist = fit_ranker.fit([item], ["sentence"], steps=3, at_once=1)
    assert shortlist.coefficients[READ] == 0
    assert not shortlist.hidden[READ].any()
    assert shortlist.hidden[SENTENCE].any()


def test_the_mean_of_rankers_scores_as_they_do_in_the_mean() -> None:
    evidence = rows((0, 0), (1, 0), (1, 1))
    both = [Ranker.of({"sentence": 2.0}), with_units()]
    mean = fit_ranker.mean_of(both)
    expected = np.mean([ranker.scores(evidence) for ranker in both], axis=0)
    assert mean.scores(evidence).tolist() == expected.tolist()
