"""What a question for a number or a time wants, and whether a quotation holds it."""

from __future__ import annotations

import pytest

from bot.wanted.amounts import lacks, wanted_by
from bot.wanted.times import years_of


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


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Hoeveel waren er in 2019?", ("2019",)),
        ("Wat veranderde er tussen 1998 en 2001?", ("1998", "2001")),
        ("Kost het 2000 euro?", ()),
        ("Wat doet de A2019-groep?", ()),
        ("Zijn het er 2.019?", ()),
        ("Is 06-12342019 het nummer?", ()),
        ("Is dat -2019 of A2012?", ()),
        ("Kost het 1.2019 of 1,2019?", ()),
        ("Wat gebeurde er in 1318?", ()),
    ],
)
def test_a_question_may_be_about_a_year(question: str, years: tuple[str, ...]) -> None:
    assert years_of(question) == years
