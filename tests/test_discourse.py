"""How near each sentence is to what was quoted last; follow-ups are answered from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.discourse import NEARNESS, nearness
from index.interview import Span
from tests.small import BAKERY, bot_over, interview

if TYPE_CHECKING:
    from bot.answer import Bot
    from index.encoder import Encoder

TALK = """Wat doet u?

\u201cEen. Twee. Drie. Vier.\u201d

En wat nog meer?

\u201cVijf.\u201d

En dan?

\u201cZes.\u201d
"""


def test_nearness_to_a_quotation_of_two_sentences() -> None:
    talk = interview("talk.txt", TALK)
    sentences = {
        sentence.span.of(talk.text): sentence.span
        for block in talk.blocks
        for sentence in block.sentences
    }
    quoted = Span(sentences["Een."].start, sentences["Twee."].end)
    found = dict(zip(sentences, nearness(talk, quoted).tolist(), strict=True))
    assert NEARNESS == ("quoted", "follows", "beside")
    assert found == {
        "Een.": [1, 0, 1],
        "Twee.": [1, 0, 1],
        "Drie.": [0, 1, 1],
        "Vier.": [0, 0.5, 1],
        "Vijf.": [0, 0, 0.5],
        "Zes.": [0, 0, 0],
    }


@pytest.fixture(scope="module")
def bakery(encoder: Encoder) -> Bot:
    return bot_over([interview("bakery.txt", BAKERY)], encoder, threshold=0.01)


def test_a_follow_up_leans_on_the_last_quotation(bakery: Bot) -> None:
    """ "Waarom?" is answered where the question before was, whichever that was."""
    for question, about in (("Wanneer gaat de oven aan?", "deeg"), ("Met hoeveel mensen?", "vier")):
        reply = bakery.ask("En waarom?", [question])
        assert reply.passage is not None
        assert about in reply.passage.text
        assert reply.why.signals["leaning"] == 1
        assert max(reply.why.signals["quoted"], reply.why.signals["follows"]) > 0


def test_small_talk_between_them_does_not_count(bakery: Bot) -> None:
    asked = ["Wanneer gaat de oven aan?", "Dank je wel!"]
    assert bakery.ask("En waarom?", asked).quote == bakery.ask("En waarom?", asked[:1]).quote


def test_a_question_by_itself_may_go_on_with_what_was_quoted(bakery: Bot) -> None:
    """It leans on nothing; where the last quotation stands counts in signals of its own."""
    question = "Hoeveel mensen werken er in de bakkerij?"
    first = bakery.ask(question).why.signals
    later = bakery.ask(question, ["Met hoeveel mensen werkt u?"]).why.signals
    for signals in (first, later):
        assert (signals["leaning"], signals["quoted"], signals["follows"]) == (0, 0, 0)
    assert (first["going_on"], first["last_quoted"], first["last_follows"]) == (0, 0, 0)
    assert later["going_on"] == 1
    assert later["last_quoted"] == 1


def test_nothing_is_near_to_what_was_quoted_when_asked_for_more(bakery: Bot) -> None:
    signals = bakery.ask("Wat nog meer?", ["Met hoeveel mensen werkt u?"]).why.signals
    assert (signals["leaning"], signals["going_on"]) == (0, 0)
