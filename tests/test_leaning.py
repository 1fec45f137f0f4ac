"""Whether a question depends on the one before it: told by its meaning, or else by its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.fit_leaning import fit
from bot.conversation.context import depends
from index.hits import Query
from index.leaning import Leaning
from index.probes import Probes, Reading
from index.speakers import Mention
from tests.small import remembering

if TYPE_CHECKING:
    from index.encoder import Encoder

ACROSS = Leaning("a model", -1.0, np.array([2.0, 0.0], np.float32))


@pytest.mark.parametrize(("vector", "leans"), [((1, 0), True), ((0.5, 9), False), ((0, 1), False)])
def test_it_is_a_side_of_a_plane(vector: tuple[float, float], leans: bool) -> None:
    assert ACROSS(np.array(vector, np.float32)) == leans


def test_what_is_written_is_read_again() -> None:
    read = Leaning.of_data(ACROSS.data())
    assert (read.model, read.offset, read.weights.tolist()) == ("a model", -1.0, [2, 0])


def test_a_fit_finds_the_direction_that_tells() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.normal(0.3, 0.05, (200, 3)).astype(np.float32)
    leaning = fit(vectors, vectors[:, 1] > 0.3, "a model")
    assert np.argmax(np.abs(leaning.weights)) == 1
    assert leaning(np.array([0.3, 0.4, 0.3], np.float32))
    assert not leaning(np.array([0.3, 0.2, 0.3], np.float32))


def query(text: str, told: bool | None) -> Query:
    return Query(text, np.zeros(2, np.float32), (), Reading(0.0, {}, 0.0, told))


def test_meaning_comes_before_words() -> None:
    assert depends(query("Wat kost een brood?", told=True))
    assert not depends(query("En voor wie is dat brood?", told=False))


@pytest.mark.parametrize("question", ["hoezo", "En waarom?", "wat gaat er vaak mis?", "42?"])
def test_what_names_no_subject_depends_whatever_it_means(question: str) -> None:
    assert depends(query(question, told=False))
    assert not depends(query(f"{question} blockchain", told=False))


def test_what_is_about_the_piece_does_not() -> None:
    reading = Reading(0.0, {"writer": 0.9}, 0.0, depends=False)
    assert not depends(replace(query("Wie is dat?", told=False), reading=reading))


def test_who_is_named_is_whom_a_question_is_about() -> None:
    """Though it was read without the name."""
    named = Mention("Wanneer trouwt?", "Wanneer trouwt?", "")
    assert not depends(replace(query("Wanneer trouwt Ilham?", told=True), mention=named))
    assert depends(replace(query("En wanneer trouwt Ilham?", told=True), mention=named))
    telling = Mention("Wat vindt Ilham?", "Wat vindt?", "", telling=True)
    assert depends(replace(query("Wat vindt Ilham?", told=False), mention=telling))


def test_without_a_fit_for_the_model_words_tell() -> None:
    assert depends(query("En waarom?", told=None))
    assert not depends(query("Wat kost een brood?", told=None))


@pytest.mark.parametrize(
    "question",
    [
        "En wie coördineert het?",
        "Sinds wanneer?",
        "hoezo dan",
        "en met big data?",
        "is dat gelukt",
        "and what did that cost?",
        "et pourquoi ?",
        "warum das denn?",
        "peki ne zamandan beri?",
    ],
)
def test_follow_ups_in_any_language(encoder: Encoder, question: str) -> None:
    assert (
        Probes(remembering(encoder), Leaning.load())
        .read(encoder.encode_queries([question])[0])
        .depends
    )


@pytest.mark.parametrize(
    "question",
    [
        "wat doet het Digital Trust Center?",
        "Wie schreef dit?",
        "waar werkt Jos de Groot?",
        "blockchain",
        "What does she think of open data?",
        "Was macht das Digital Trust Center?",
        "Wat vindt ze van open data?",
    ],
)
def test_questions_that_begin_something_new(encoder: Encoder, question: str) -> None:
    reading = Probes(remembering(encoder), Leaning.load()).read(
        encoder.encode_queries([question])[0]
    )
    assert reading.depends is False
