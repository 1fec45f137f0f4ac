"""Several questions in one message: what is told of those that one quotation leaves."""

from __future__ import annotations

import pytest

from bot.answer import Bot
from bot.conversation.several import questions_in
from bot.wording.messages import DUTCH


@pytest.mark.parametrize(
    ("typed", "questions"),
    [
        (
            "wat doet het DTC en wie co\u00f6rdineert de strategie?",
            ("Wat doet het DTC?", "Wie co\u00f6rdineert de strategie?"),
        ),
        (
            "What does the DTC do, and since when is there a strategy?",
            ("What does the DTC do?", "Since when is there a strategy?"),
        ),
        ("Hoe heten de boten en hoe lang zijn ze?", ("Hoe heten de boten?",)),
        (
            "Wat is de HTS? Wat kost het gebouw? En voor wie is de subsidie?",
            ("Wat is de HTS?", "Wat kost het gebouw?", "Voor wie is de subsidie?"),
        ),
    ],
)
def test_questions_that_can_be_asked_by_themselves_are_told_apart(
    typed: str, questions: tuple[str, ...]
) -> None:
    assert questions_in(typed) == questions


@pytest.mark.parametrize(
    "typed",
    [
        "Wat doet het Digital Trust Center?",
        "Wat vindt u van brood en spelen?",
        "Kunt u uitleggen wat AI is en hoe AI werkt?",
        "Hoe weet u wat de burger wil en wat het bedrijf wil?",
        "Mijn band is lek, wat moet ik doen?",
        "Weet u wie dat heeft gedaan en waarom?",
        "",
        "?",
    ],
)
def test_one_question_stays_one(typed: str) -> None:
    assert questions_in(typed) == ()


def test_what_a_quotation_leaves_is_suggested_first_and_answered(bot: Bot) -> None:
    both = "Wat doet het DTC en wie co\u00f6rdineert de strategie?"
    reply = bot.ask(both)
    assert reply.quote is not None
    assert "voorlichting" in reply.quote.text
    assert reply.suggestions[0] == "Wie co\u00f6rdineert de strategie?"
    other = bot.ask(reply.suggestions[0], [both])
    assert other.quote is not None
    assert not other.quote.overlaps(reply.quote)
    assert other.suggestions[0] != reply.suggestions[0]


def test_who_asks_for_too_much_is_told_what_has_an_answer(bot: Bot) -> None:
    reply = bot.ask("Hoeveel budget heeft de strategie en wat doet het DTC?")
    assert reply.kind == "abstain"
    assert reply.message == DUTCH.one_by_one
    assert reply.suggestions[0] == "Wat doet het DTC?"
    assert len(reply.suggestions) == len(set(reply.suggestions)) == 3


def test_what_one_quotation_answers_is_not_asked_again(bot: Bot) -> None:
    reply = bot.ask("Wat is het DTC en wat doet het DTC?")
    assert reply.kind == "answer"
    assert "Wat doet het DTC?" not in reply.suggestions
