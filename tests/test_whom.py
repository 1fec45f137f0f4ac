"""Whom "he" stands for: who is interviewed, or somebody else who was just spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.conversation.whom import asks_who_that_is
from tests.small import bot_over, interview

if TYPE_CHECKING:
    from bot.answer import Bot
    from index.encoder import Encoder

STAGE = """Onder de vloer

Een gesprek met Tibor Halasi, souffleur van de opera in Enschede, over fluisteren en vuur.

Kunt u dat hokje beschrijven?

\u201cHet is negentig centimeter breed. Bij Don Giovanni is er een keer een fakkel in gevallen. De
tenor, Marcel van Heukelom, heeft toen een emmer zand naar binnen gegooid.\u201d

Waarom verdwijnt uw plek?

\u201cDe nieuwe intendant, Floor Wijnands, wil een vlakke vloer zonder gat erin.\u201d

Wat gaat u dan doen?

\u201cHet hokje mag ik meenemen, het komt in mijn tuin te staan. Mijn vrouw Annelies wil er kippen
in houden.\u201d
"""
LEAD = "Een gesprek met"


@pytest.fixture(scope="module")
def stage(encoder: Encoder) -> Bot:
    return bot_over([interview("toneel.txt", STAGE)], encoder)


@pytest.mark.parametrize(
    ("earlier", "question", "named"),
    [
        ("Wie gooide zand naar binnen?", "Wie is hij?", "Marcel"),
        ("Who wants a flat floor?", "Who is she?", "Floor"),
        ("Who wants a flat floor?", "What's her name?", "Floor"),
        ("Wat wil zijn vrouw met het hokje?", "Hoe heet ze?", "Annelies"),
        ("What will his wife do with the box?", "What's her name?", "Annelies"),
        ("Wat wil Floor Wijnands?", "Wie is zij?", "Floor"),
        ("Wat wil de intendant?", "Wie is zij?", "Floor"),
        ("Wie gooide zand naar binnen?", "Hoe heet hij ook al weer?", "Marcel"),
    ],
)
def test_another_who_was_just_spoken_of_is_meant(
    earlier: str, question: str, named: str, stage: Bot
) -> None:
    reply = stage.ask(question, [earlier])
    assert reply.quote is not None
    assert named in reply.quote.text


def test_another_of_whom_the_text_tells_nothing_is_not_who_is_interviewed(stage: Bot) -> None:
    for question in ("Wie is zij?", "What is her job?"):
        reply = stage.ask(question, ["Wat denkt zijn dochter?"])
        assert reply.quote is None or LEAD not in reply.quote.text


@pytest.mark.parametrize(
    "earlier",
    [
        "Hoe breed is het hokje?",
        "Wat vindt hij van Floor Wijnands?",
        "Wat gaat hij doen?",
        "Wat wil Tibor Halasi?",
        "Wie is hij?",
        "Wat is zijn beroep?",
        "Met wie is dit gesprek?",
        "Welke taal spreekt hij?",
    ],
)
def test_after_what_is_about_who_is_interviewed_he_is_that(earlier: str, stage: Bot) -> None:
    reply = stage.ask("Wie is hij?", [earlier])
    assert reply.quote is not None
    assert LEAD in reply.quote.text


def test_a_pronoun_goes_on_with_whom_it_stood_for(stage: Bot) -> None:
    said = ["Wie gooide zand naar binnen?", "Wie is hij?"]
    reply = stage.ask("Wat doet hij voor werk?", said)
    assert reply.quote is None or LEAD not in reply.quote.text


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Wie is hij?", True),
        ("en hoe heet ze dan", True),
        ("Hoe heet hij ook alweer?", True),
        ("Wie was zij ook al weer precies?", True),
        ("What's her name?", True),
        ("Wat is zijn voornaam?", True),
        ("Wat doet hij voor werk?", False),
        ("Wie is de directeur?", False),
        ("Wie is Floor?", False),
    ],
)
def test_only_a_pronoun_says_of_whom_it_is_asked(question: str, asks: bool) -> None:
    assert asks_who_that_is(question) == asks
