"""Confidence: what each signal adds, and the probability that they make together."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from bot.abstain import SIGNALS, Calibration, Curve, confidence_signals, missing_words
from bot.quote import Candidate
from index.close_reading import READ_SCALE
from index.hits import Hit, Query, Ranking
from index.interview import Passage
from index.lexical import QueryWord
from index.probes import Reading
from tests.small import interview as interview_of
from tests.small import signals as signals_of


def added(curve: Curve, *values: float) -> list[float]:
    """What a curve adds to the log-odds at each of these values."""
    calibration = Calibration(0.0, {"score": curve}, "model", 1, 0.4)
    found = calibration.probabilities([{"score": value, "alone": 1.0} for value in values])
    return [math.log(one / (1 - one)) for one in found]


def test_a_curve_is_straight_between_its_points_and_level_outside() -> None:
    found = added(Curve((0.0, 2.0, 4.0), (1.0, 3.0, -1.0)), -5, 0, 1, 2, 3, 4, 9)
    assert found == pytest.approx([1.0, 1.0, 2.0, 3.0, 1.0, -1.0, -1.0])


def test_a_curve_of_one_point_adds_the_same_everywhere() -> None:
    assert added(Curve((1.0,), (0.5,)), 0, 1, 2) == pytest.approx([0.5] * 3)


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
    (found,) = calibration.probabilities([{"score": 0.5, "alone": 1.0}])
    assert found == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_each_candidate_is_weighed_by_whether_there_are_others_to_compare_it_with() -> None:
    alone, among = ({"score": Curve((0.0,), (adds,))} for adds in (1.0, -1.0))
    calibration = Calibration(0.0, alone, "model", 1, 0.4, among)
    found = calibration.probabilities([{"score": 0.0, "alone": is_so} for is_so in (1.0, 0.0)])
    assert found == pytest.approx([1 / (1 + math.exp(-1)), 1 / (1 + math.exp(1))])
    assert calibration.probabilities([]) == []


def test_a_calibration_knows_only_the_signals_that_there_are() -> None:
    with pytest.raises(ValueError, match="no such signals"):
        Calibration(0.0, {"mood": Curve((0.0,), (1.0,))}, "model", 1, 0.4)


def test_the_calibration_that_ships_has_a_curve_for_every_signal() -> None:
    calibration = Calibration.load()
    assert set(calibration.curves) == set(SIGNALS)
    assert 0 < calibration.threshold < 1
    assert calibration.holds_for(calibration.model, calibration.index_schema)
    assert not calibration.holds_for("another", calibration.index_schema)


def test_the_reader_tells_whether_anything_answers_from_whether_this_does() -> None:
    """Two sentences as likely as "none of them" and as each other: a third each."""
    interview = interview_of("a.txt", "De appel valt. De peer hangt.")
    hits = tuple(
        Hit(interview, 0, sentence, 1.0, 0.5, signals_of(), (0.2,), (0.5,)) for sentence in (0, 1)
    )
    ranking = Ranking(hits, None, {interview.id: 1.0}, math.log(2) / READ_SCALE, (0.5,), 2)
    word = QueryWord("peer", "peer", 6.0, ((0, 1.0),))
    query = Query("Welke peer?", np.zeros(2, np.float32), (word,), Reading(0.0, {}, 0.0))
    candidate = Candidate(interview, Passage(0, 0, 1), hits[:1], hits[0].signals)
    (signals,) = confidence_signals(query, [candidate], ranking, foreign=False)
    assert set(signals) == set(SIGNALS)
    assert signals["chosen"] * READ_SCALE == pytest.approx(math.log(1 / 3))
    assert signals["answered"] * READ_SCALE == pytest.approx(math.log(2))
    assert signals["missing"] == pytest.approx((6 - 4) * (1 - 0.5) / 5)
    assert signals["unmentioned"] == pytest.approx(6 * (1 - 0.5) / 20)
    assert signals["size"] == pytest.approx(math.log(2) / 5)


@pytest.mark.parametrize(
    ("share", "log_odds"),
    [(0.5, 0.0), (0.9, math.log(9)), (0.1, -math.log(9)), (1.0, math.log(9999))],
)
def test_evidence_in_other_interviews_speaks_against(share: float, log_odds: float) -> None:
    interview = interview_of("a.txt", "De appel valt.")
    hit = Hit(interview, 0, 0, 1.0, share, signals_of(), (), ())
    query = Query("Welke?", np.zeros(2, np.float32), (), Reading(0.0, {}, 0.0))
    ranking = Ranking((hit,), 0.4, {interview.id: share, "b": 1 - share}, 0.0, (), 1)
    candidate = Candidate(interview, Passage(0, 0, 1), (hit,), hit.signals)
    (signals,) = confidence_signals(query, [candidate], ranking, foreign=False)
    assert signals["share"] * 5 == pytest.approx(log_odds)
    assert (signals["apart"], signals["alone"]) == (0.4, 0.0)


@pytest.mark.parametrize(
    ("role", "share", "which"),
    [(0.0, 0.25, 0.0), (0.5, 0.25, 0.375), (4.0, 0.25, 0.75), (4.0, 1.0, 0)],
)
def test_a_question_about_a_piece_itself_may_mean_another(
    role: float, share: float, which: float
) -> None:
    interview = interview_of("a.txt", "Foto: Anna.")
    hit = Hit(interview, 0, 0, 1.0, share, signals_of(role=role), (), ())
    query = Query("Welke?", np.zeros(2, np.float32), (), Reading(0.0, {}, 0.0))
    ranking = Ranking((hit,), None, {interview.id: share, "b": 1 - share}, 0.0, (), 1)
    candidate = Candidate(interview, Passage(0, 0, 1), (hit,), hit.signals)
    (signals,) = confidence_signals(query, [candidate], ranking, foreign=False)
    assert signals["which"] == pytest.approx(which)


def test_an_interview_does_not_stand_apart_as_an_article_does() -> None:
    interview = interview_of("a.txt", "Wie valt?\n\n\u201cDe appel.\u201d\n")
    hit = Hit(interview, 0, 0, 1.0, 0.5, signals_of(), (), ())
    query = Query("Welke?", np.zeros(2, np.float32), (), Reading(0.0, {}, 0.0))
    ranking = Ranking((hit,), 0.4, {interview.id: 0.5, "b": 0.5}, 0.0, (), 1)
    candidate = Candidate(interview, Passage(0, 0, 1), (hit,), hit.signals)
    (signals,) = confidence_signals(query, [candidate], ranking, foreign=False)
    assert (signals["apart"], signals["alone"]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("latest", "foreign", "named"),
    [
        ("kto zna Peer", True, ("Peer",)),
        ("Kto zna Peer?", True, ("Peer",)),
        ("kto zna Peer", False, ("kto", "Peer")),
    ],
)
def test_what_opens_a_follow_up_is_no_name_that_is_missing(
    latest: str, foreign: bool, named: tuple[str, ...]
) -> None:
    words = tuple(QueryWord(word, word, 6.0, ()) for word in ("Kto", "Peer"))
    reading = Reading(0.0, {}, 0.0)
    query = Query(f"Co robi DTC? K{latest[1:]}", np.zeros(2, np.float32), words, reading)
    query = replace(query, latest=latest)
    assert missing_words(query, (0.0, 0.0), foreign=foreign) == named


@pytest.mark.parametrize(
    ("question", "weight"),
    [
        ("Wat vindt Peer ervan?", 0.6 * 0.75),
        ("wat vindt peer ervan?", 0.0),
        ("Peer vindt er wat van?", 0.0),
        ("Peertje kent Peer?", 0.6 * 0.75),
        ("Was Meint Peer Dazu?", 0.0),
        ("Wie schreef Jan Peer?", 0.6 * 0.75),
        ("Warum ist der Peer so klein?", 0.0),
        ("WAT VINDT PEER ERVAN?", 0.0),
    ],
)
def test_a_name_that_stands_nowhere_speaks_against(question: str, weight: float) -> None:
    interview = interview_of("a.txt", "De appel valt.")
    hit = Hit(interview, 0, 0, 1.0, 1.0, signals_of(), (0.25,), (0.0,))
    written = next(word for word in question.rstrip("?").split() if word.lower() == "peer")
    word = QueryWord(written, written, 6.0, ((0, 1.0),))
    query = Query(question, np.zeros(2, np.float32), (word,), Reading(0.0, {}, 0.0))
    candidate = Candidate(interview, Passage(0, 0, 1), (hit,), hit.signals)
    ranking = Ranking((hit,), None, {interview.id: 1.0}, 0.0, (0.25,), 1)
    (signals,) = confidence_signals(query, [candidate], ranking, foreign=False)
    assert signals["unknown_name"] == pytest.approx(weight)
