"""What a question for a number or a time wants, and whether a quotation holds it."""

from __future__ import annotations

import pytest

from bot.wanted import lacks, wanted_by


@pytest.mark.parametrize(
    ("question", "quotation", "missing"),
    [
        ("Hoeveel mensen werken er?", "Er werken twaalf mensen.", False),
        ("Hoeveel mensen werken er?", "Er is één vaste kracht.", False),
        ("Hoeveel mensen werken er?", "Een vaste ploeg werkt er, en een vrijwilliger.", True),
        ("How many people?", "Wij zijn met z'n 40.", False),
        ("Hoeveel mensen werken er?", "Ruim vijfentachtig mensen.", False),
        ("Hoeveel mensen werken er?", "Dat is lastig te zeggen.", True),
        ("Wat kost een kaartje?", "De toegang is gratis.", False),
        ("Wat kost een kaartje?", "Dat staat op de website.", True),
        ("Wanneer begon u?", "Ik begon in het voorjaar.", False),
        ("Wanneer begon u?", "Ik begon uit nieuwsgierigheid.", True),
        ("Hoe laat gaat het open?", "Om half tien 's morgens.", False),
        ("Hoe laat gaat het open?", "Om 9.30 uur.", False),
    ],
)
def test_a_number_or_a_time_is_there_or_missing(
    question: str, quotation: str, missing: bool
) -> None:
    wanted = wanted_by(question)
    assert wanted is not None
    assert lacks(quotation, wanted) is missing


def test_another_question_wants_neither() -> None:
    assert wanted_by("Wie werkt daar?") is None
    assert wanted_by("Waarom hoeft dat niet?") is None
