"""Slips are told from words, and read as the word of the content that was meant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Bot
from index.lexical import LexicalIndex
from index.spelling import is_known

SENTENCES = [
    "De grootste uitdaging is om samen te werken met de ministeries.",
    "Coördinatie is werk van Geertruida, en blockchain is een woord.",
    "Een brief aan de eigenaar van het aquajoggen.",
]


@pytest.fixture(scope="module")
def lexical() -> LexicalIndex:
    return LexicalIndex(SENTENCES, [""] * 3, np.zeros(3, np.int64), lambda _word: -9.0)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("wat is de grotste uitdagign", "wat is de grootste uitdaging"),
        ("welke minsteries?", "welke ministeries?"),
        ("Wat doet Geertruda?", "Wat doet Geertruida?"),
        ("de cordinatie", "de coordinatie"),
        # One letter swapped, left out, added, or another, in words of few bigrams.
        ("welke breif", "welke brief"),
        ("aqaujoggen", "aquajoggen"),
        ("de eignaar", "de eigenaar"),
        ("de eigenar", "de eigenaar"),
        ("een brieuf", "een brief"),
        ("de brieg", "de brief"),
        # Of the content, of the language, too short, or like nothing here.
        ("wat is de grootste uitdaging", "wat is de grootste uitdaging"),
        ("Wie is de minister?", "Wie is de minister?"),
        ("de uitdager", "de uitdager"),
        ("wrek", "wrek"),
        ("Wat is xyzzyplugh?", "Wat is xyzzyplugh?"),
        ("Wat is XYZzyPlugh?", "Wat is XYZzyPlugh?"),
        ("What is the challenge?", "What is the challenge?"),
        ("", ""),
    ],
)
def test_a_slip_is_read_as_what_was_meant(lexical: LexicalIndex, question: str, read: str) -> None:
    assert lexical.corrected(question) == read


def test_a_number_is_like_no_other() -> None:
    years = LexicalIndex(["In 2018 begon het."], [""], np.zeros(1, np.int64), lambda _word: -9.0)
    (asked,) = years.read("2019?")
    (named,) = years.read("2018?")
    assert asked.meets == ()
    assert [alike for _, alike in named.meets] == [1.0]


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_read(question: str) -> None:
    corrected = LexicalIndex(SENTENCES, [""] * 3, np.zeros(3, np.int64), lambda _word: -9.0)
    once = corrected.corrected(question)
    assert corrected.corrected(once) == once


def test_nothing_is_corrected_where_there_is_nothing() -> None:
    empty = LexicalIndex([], [], np.zeros(0, np.int64), lambda _word: -9.0)
    assert empty.corrected("wat is de grotste uitdagign") == "wat is de grotste uitdagign"


@pytest.mark.parametrize("word", ["vrijwilligers", "zonder", "ministerie", "challenge", "straße"])
def test_words_are_known(word: str) -> None:
    assert is_known(word.casefold())


@pytest.mark.parametrize("word", ["uitdagign", "grotste", "minsteries", ""])
def test_slips_are_not(word: str) -> None:
    assert not is_known(word)


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("wat is de grotste uitdagign", "wat is de grootste uitdaging"),
        ("welke minsteries doen er mee", "welke ministeries doen er mee"),
    ],
)
def test_a_slip_gets_the_answer_of_the_question(bot: Bot, slip: str, right: str) -> None:
    reply = bot.ask(slip)
    assert reply.quote == bot.ask(right).quote is not None
    # What was asked stays as it was asked.
    assert reply.question == reply.standalone_question == slip
