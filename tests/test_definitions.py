"""Questions for what an abbreviation stands for, and what a text tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.aliases import Alias, Thesaurus
from index.definitions import Definition, Definitions
from index.spelled_near import spelled_near

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = "Economische Zaken en Klimaat"


def definitions(*uses: tuple[str, ...]) -> Definitions:
    def using(term: str) -> Iterator[tuple[str, ...]]:
        return (use for use in uses if term.casefold() in use[0].casefold())

    return Definitions(Thesaurus([Alias("EZK", LONG)]), using)


@pytest.mark.parametrize(
    "question",
    [
        "Waar staat EZK voor?",
        "en waar staat EZK precies voor",
        "wat betekent de afkorting ezk",
        "What does \u201cEZK\u201d stand for?",
        "EZK betekenis",
        "waar is EZK de afkorting van",
        "EZK, wat betekent dat nou weer?",
        "Hoe heet EZK voluit?",
        "Wofür steht EZK?",
        "Que signifie EZK ?",
        "Weet je waar EZK voor staat?",
        "Kunt u me uitleggen wat EZK nou betekent?",
        "Do you know what EZK stands for?",
        "Wat is de betekenis van EZK?",
    ],
)
def test_what_asks_for_the_words_is_answered_by_nothing_else(question: str) -> None:
    assert definitions().asked(question) == Definition("EZK", (LONG,), in_words=True)


@pytest.mark.parametrize(
    "question", ["Wat is EZK?", "What's EZK?", "EZK, wat is dat", "waar staat EZK", "Waar is EZK?"]
)
def test_what_something_is_can_be_told_by_what_it_does(question: str) -> None:
    assert definitions().asked(question) == Definition("EZK", (LONG,), in_words=False)


@pytest.mark.parametrize(
    "question",
    ["Wat doet EZK?", "Wat is er met EZK?", "Wat is NCSC?", "Wat betekent EZK voor het mkb?"],
)
def test_what_asks_more_or_for_what_nobody_uses_asks_for_no_words(question: str) -> None:
    assert definitions().asked(question) is None


def test_an_abbreviation_that_is_written_out_nowhere_is_asked_for_all_the_same() -> None:
    asked = definitions(("De GGD belt.", "Dan is het goed.")).asked("waar staat ggd voor?")
    assert asked == Definition("GGD", (), in_words=True)
    # It may be answered by what the GGD does, so it is read as any question is.
    assert definitions(("De GGD belt.",)).asked("Wat is de GGD?") is None


def test_what_has_no_vowel_is_an_abbreviation_in_small_letters_too() -> None:
    use = ("De gps stond uit.", "Van het Global Positioning System.")
    asked = definitions(use).asked("Waar is gps een afkorting van?")
    assert asked == Definition("gps", ("Global Positioning System",), in_words=True)


@pytest.mark.parametrize(
    "use", ["Het kantoor is dicht.", "HET KANTOOR IS DICHT", "Het KANTOOR, ons kantoor."]
)
def test_a_word_is_no_abbreviation(use: str) -> None:
    assert definitions((use,)).asked("Wat betekent kantoor?") is None


def test_the_sentences_beside_a_use_may_tell() -> None:
    use = ("Negen BHV'ers doen mee.", "Wij kennen bedrijfshulpverlening.", "Dat is genoeg.")
    asked = definitions(use).asked("Wat betekent BHV?")
    assert asked == Definition("BHV", ("bedrijfshulpverlening",), in_words=True)


@pytest.mark.parametrize(
    ("short", "text", "found"),
    [
        (
            "boa",
            "Ik ben buitengewoon opsporingsambtenaar, een boa.",
            "buitengewoon opsporingsambtenaar",
        ),
        ("mkb", "Het midden- en kleinbedrijf (mkb) klaagt.", "midden- en kleinbedrijf"),
        ("RA", "Ik was Registeraccountant, en een RA tekent.", "Registeraccountant"),
        ("GPC", "Wij wegen gram per couvert, bij ons heet dat GPC.", "gram per couvert"),
        # Any words have some initials.
        ("LTO", "LTO laat telkens onderzoeken wat dat kost.", None),
        ("GPU", "Die rekent voor groepen op de universiteit.", None),
        (
            "CITES",
            "De Convention on International Trade in Endangered Species.",
            "Convention on International Trade in Endangered Species",
        ),
        # Two letters are in any long word, and three in many a word that is not long.
        ("AI", "Met een arbeidsbeperking kom je ver.", None),
        ("AVG", "Een aanvraag duurt lang.", None),
        ("BV", "Bij het fictieve bedrijf.", None),
        ("DNA", "Een deel van de vangst.", None),
        # The abbreviation is no part of what it stands for.
        ("WK", "Dat heet WK, wie kijkt?", "wie kijkt"),
        ("WK", "Dat heet WK kijken.", None),
        ("EU", "Europa betaalt de EU.", None),
        ("J", "Jan belt.", None),
    ],
)
def test_words_beside_an_abbreviation_that_may_be_its_own(
    short: str, text: str, found: str | None
) -> None:
    assert spelled_near(short, text) == found
