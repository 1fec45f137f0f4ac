"""Where a text tells how old somebody is, and who asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.wording.messages import DUTCH
from index.ages import Ages
from tests.small import bot_over, interview

if TYPE_CHECKING:
    from index.encoder import Encoder

WAGONS = """Auto's zonder haast

In een hal achter de dijk bouwt Gerlof van Pieksma (58) auto's waarin niemand haast heeft. Zijn
bedrijf telt elf man.

Wie werken er?

\u201cMijn spuiter is 61. Dina Hesselink uit Hengelo, 87 jaar, naait de hoezen. Mijn kleindochter
Fenna van zestien, die leert nog. Rixt Hoogeboom (47) is directeur van de Maakhaven. Er komen
240 wagens, en Zwolle (12) staat op de lijst. De hond heet Bolder, is veertien en slaapt.
Zij is 88. Met een ingenieur, Tjitske Bos, twee jaar over gepuzzeld.\u201d

Tekst: Anna de Boer
"""


@pytest.fixture(scope="module")
def ages() -> Ages:
    return Ages([interview("gerlof.txt", WAGONS)])


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Hoe oud is Gerlof van Pieksma?", (1, 0)),
        ("hoe oud is meneer piekma", (1, 0)),
        ("Wat is de leeftijd van Pieksma?", (1, 0)),
        ("leeftijd gerlof", (1, 0)),
        ("How old is Gerlof?", (1, 0)),
        ("Ik vroeg iets anders: hoe oud is Gerlof nu eigenlijk?", (1, 0)),
        ("nee, hoe oud Gerlof is", (1, 0)),
        ("Hoe oud is Dina?", (2, 1)),
        ("Hoe oud is kleindochter Fenna?", (2, 2)),
        ("Hoe oud is de directeur?", (2, 3)),
        ("Hoe oud is Bolder?", (2, 5)),
        # Nobody's age that is told.
        ("Hoe oud is de zoon van Pieksma?", None),
        ("Hoe oud is Dina Pieksma?", None),
        ("Hoe oud is de spuiter?", None),
        ("Hoe oud is Tjitske?", None),
        ("Hoe oud is die?", None),
        ("Hoe oud is het bedrijf?", None),
        ("Hoe oud wordt een wagen?", None),
        ("Hoe oud moet je zijn?", None),
        ("Wie is Gerlof?", None),
        ("Hoe oud is", None),
        ("", None),
    ],
)
def test_an_age_is_told_behind_a_name(
    ages: Ages, question: str, sentence: tuple[int, int] | None
) -> None:
    told = {(block, at) for _, block, at in ages.asked(question)}
    assert told == ({sentence} if sentence else set())


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Jan des Bouvrie", "Jan des Bouvrie"),
        ("Youp van 't Hek", "Van 't Hek"),
        ("Youp van \u2018t Hek", "Youp van 't Hek"),
        ("Sophie in \u2019t Veld", "In 't Veld"),
        ("Karel op de Beeck", "karel op de beeck"),
    ],
)
def test_what_belongs_to_a_surname_is_read_with_it(name: str, called: str) -> None:
    told = Ages([interview("a.txt", f"Kaas\n\nBij Ens maakt {name} (58) kaas in een schuur.\n")])
    assert told.asked(f"Hoe oud is {called}?") == {("a", 1, 0)}


def test_whoever_is_interviewed_has_one() -> None:
    text = WAGONS.replace("\u201cMijn", "Gerlof van Pieksma: \u201cMijn")
    only = Ages([interview("gerlof.txt", text)])
    for question in ("Hoe oud is hij?", "hoe oud bent u", "What is his age?", "how old are you"):
        assert [place[1:] for place in only.asked(question)] == [(1, 0)], question


def test_of_several_who_have_an_age_none_is_whoever() -> None:
    text = "Kaas\n\nAnna Bos (40) en Kees Vis (41) maken kaas in een schuur bij Ens.\n"
    assert not Ages([interview("kaas.txt", text)]).asked("Hoe oud is hij?")


def test_who_was_asked_about_before_is_meant() -> None:
    text = WAGONS.replace("\u201cMijn", "Gerlof van Pieksma: \u201cMijn")
    only = Ages([interview("gerlof.txt", text)])
    asked = "Hoe oud is zij?"
    assert [place[1:] for place in only.asked(asked, "Wie is Hesselink? Hoe oud is zij?")] == [
        (2, 1)
    ]
    assert not only.asked(asked, "Wie is Oedsma? Hoe oud is zij?")
    assert only.asked("Hoe oud bent u?", "Wie is Oedsma? Hoe oud bent u?")
    assert [
        place[1:] for place in only.asked("Hoe oud is die?", "Wie is Bolder? Hoe oud is die?")
    ] == [(2, 5)]


def test_who_speaks_tells_his_own() -> None:
    text = WAGONS.replace("\u201cMijn spuiter", "Kees Vis: \u201cIk ben nu 59 en mijn spuiter")
    only = Ages([interview("vis.txt", text)])
    for question in ("Hoe oud is Kees Vis?", "Hoe oud is hij?"):
        assert [place[1:] for place in only.asked(question)] == [(2, 0)], question


def test_of_a_library_the_one_at_hand_is_meant() -> None:
    texts = [WAGONS.replace("\u201cMijn", f"{name}: \u201cMijn") for name in ("Gerlof", "Rixt")]
    two = Ages([interview(f"{at}.txt", text) for at, text in enumerate(texts)])
    assert not two.asked("Hoe oud is hij?")
    assert two.asked("Hoe oud is zij?", at_hand="1") == {("1", 2, 3)}


@pytest.mark.parametrize("before", ["Aa ", "A", "Aa (58) "])
def test_a_long_line_of_capitals_is_read_too(before: str) -> None:
    # Each word is the beginning of few names: hours otherwise.
    text = f"Kaas\n\n{before * 20_000} bij Anna Bos (40) en Kees Vis (41).\n"
    told = Ages([interview("kaas.txt", text)])
    assert told.asked("Hoe oud is Anna Bos?") == {("kaas", 1, 0)}


def test_who_asks_gets_it(encoder: Encoder) -> None:
    bot = bot_over([interview("gerlof.txt", WAGONS)], encoder)
    reply = bot.ask("Hoe oud is Gerlof?")
    assert reply.quote is not None
    assert "(58)" in reply.quote.text
    assert DUTCH.age in reply.why.reason
    assert bot.ask("Hoe oud is de spuiter van Oedsma?").kind == "abstain"
