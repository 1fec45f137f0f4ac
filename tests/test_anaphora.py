"""Words that point back: which questions lean on the one before, and which name a subject."""

from __future__ import annotations

import pytest

from bot.conversation.anaphora import leans_back, names_subject


@pytest.mark.parametrize(
    "question",
    [
        "En wie coördineert het?",
        "Sinds wanneer?",
        "Waarom?",
        "En met big data?",
        "Hoezo dan?",
        "Voor wie is dat?",
        "Wat is daarbij het moeilijkste?",
        "And who coordinates it?",
        "Welke sectoren bijvoorbeeld?",
        "Wat betekent dat precies?",
        "Wie doet dat?",
        "Waarom is dat niks geworden?",
        "In welk jaar is het ontstaan?",
        "Hoe oud is die man?",
        "Hoeveel kostte dat de gemeente?",
        "Wat hebben jullie daaraan gedaan?",
        "Kon je er meteen van leven?",
        "Is iedereen er blij mee?",
        "Met welke ministeries?",
        "What are its opening hours?",
        "Were they insured?",
        "Warum?",
        "Et depuis quand ?",
        "hoe ver",
        "waarom zo duur",
        "ook voor kinderen",
        "wat ging er mis",
        "waar komt het vandaan",
        "moet je dan betalen",
        "is het veilig?",
        "gebruikt iedereen dat?",
    ],
)
def test_questions_that_lean_back(question: str) -> None:
    assert leans_back(question)


@pytest.mark.parametrize(
    "question",
    [
        "Wat doet het Digital Trust Center?",
        "blockchain",
        "snel internet",
        "Wie is de minister van Economische Zaken?",
        "Wat is het fundament?",
        "Hoe komt het dat tieners slechter lezen?",
        "Denkt u dat de strategie lukt?",
        "Krijgt een agrariër geld als hij meewerkt?",
        "Wat vindt u ervan dat er een ketel staat?",
        "Wat zijn rekstrookjes?",
        "Wie schreef dit artikel?",
        "How many books are there now?",
        "What does the robot use its cameras for?",
        "¿En qué año empezó?",
        "Wat is de hoofdstad van Frankrijk?",
        "What are the biggest challenges?",
        "Hoe snel verandert de samenleving?",
        "Wie heeft de foto gemaakt?",
        "😀",
        "En wat is het verschil tussen blockchain en kunstmatige intelligentie volgens EZK?",
    ],
)
def test_questions_that_stand_alone(question: str) -> None:
    assert not leans_back(question)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Waarom?", False),
        ("Wat kost het?", False),
        ("Wat vindt hij daarvan?", False),
        ("WAAR IS DAT?", False),
        ("Who?", False),
        ("Wat kost een brood?", True),
        ("Wat is DAS?", True),
        ("Wat doet EZK?", True),
        ("brood", True),
    ],
)
def test_a_subject_is_named_or_not(question: str, names: bool) -> None:
    assert names_subject(question) == names
