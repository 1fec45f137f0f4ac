"""The interviewer's question as a visitor asks it, about whoever was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.turned import is_about_somebody, is_to_somebody, turned
from tests.small import bot_over, interview

if TYPE_CHECKING:
    from index.encoder import Encoder

RIVER = """Dertig jaar op het water

Een gesprek met Hilko Wessemius, schipper, over zand en stilte.

Bent u wel eens vastgelopen?

\u201cE\u00e9n keer, in februari. Er was een boei weggedreven. We zaten zes uur vast, tot het water
weer opkwam.\u201d

Hoe bent u dit gaan doen?

\u201cDoor mijn moeder. Zij kocht een schip.\u201d
"""


@pytest.mark.parametrize(
    ("to", "about"),
    [
        ("Bent u wel eens vastgelopen?", "is hij weleens vastgelopen"),
        ("Wat vindt u van de bezuinigingen?", "Wat vindt ze van de bezuinigingen?"),
        ("Wat vind je van uw baas?", "Wat vindt zij van haar baas?"),
        ("Hoeveel tijd hebt u per kind?", "Hoeveel tijd heeft hij per kind?"),
        ("Ga je nog varen?", "Gaat hij nog varen?"),
        ("Kun je dat uitleggen?", "Kan ze dat uitleggen?"),
        ("What do you think of your boss?", "What does she think of her boss?"),
    ],
)
def test_only_the_pronoun_and_its_verb_differ(to: str, about: str) -> None:
    assert is_to_somebody(to)
    assert is_about_somebody(about)
    assert turned(to) == turned(about)


@pytest.mark.parametrize(
    ("to", "about"),
    [
        ("Bent u wel eens vastgelopen?", "Is hij nooit vastgelopen?"),
        ("Wat vindt u van de bezuinigingen?", "Wat vindt hij van de gemeente?"),
        ("Wat doet u?", "Wat deed hij?"),
    ],
)
def test_another_word_makes_another_question(to: str, about: str) -> None:
    assert turned(to) != turned(about)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Is hij weleens vastgelopen?", "E\u00e9n keer"),
        ("is ie wel eens vastgelopen", "E\u00e9n keer"),
        ("Hoe is hij dit gaan doen?", "Door mijn moeder"),
    ],
)
def test_the_answer_is_quoted_from_its_opening(
    question: str, opening: str, encoder: Encoder
) -> None:
    reply = bot_over([interview("rivier.txt", RIVER)], encoder).ask(question)
    assert reply.quote is not None
    assert reply.quote.text.startswith(opening)


def test_after_another_question_it_may_lean_on_that(encoder: Encoder) -> None:
    bot = bot_over([interview("rivier.txt", RIVER)], encoder)
    asked = "Hoe is hij dit gaan doen?"
    assert bot.ask(asked, ["Wat kocht zijn moeder?"]).standalone_question != asked
