"""Where a text names whoever is something, and who asks for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.wording.messages import DUTCH
from index.bearers import Bearers, is_relative, phrases_in
from tests.small import bot_over, interview
from tests.test_persons import uses_of

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.interview import Interview

HARBOUR = """De haven slaapt nooit

Een gesprek met Hilko Wessemius, havenmeester van Zwartsluis, over boten en stilte. Zijn buurman
Aart vist er al veertig jaar.

Wie helpt u?

\u201cMijn vrouw Geeske kookt. De directeur, Tjalling Hoekema, is streng. De nieuwe intendant,
Floor Wijnands, wil een loopplank. De vorige wethouder, Wim Balk, zocht iemand. Staatssecretaris
Van Dongen kwam kijken. Mijn opvolger heet Ilse. Onze beste matroos is Yusuf Akdeniz, en die
blijft. Karel ten Brinke is onze loods. Teun is een duiker. Dat is de functie. Zijn zus Ada zag ik
nooit. Ik sprak burgemeester Jan Smit en burgemeester Piet Vos. Ik herinner me kapitein Rood.
Havenmeester Kees Bol zit in Delfzijl. Hoekema, de directeur, gaat.\u201d

Wie leidt de commissie?

\u201cDe voorzitter is Ibrahim Sellami, in het dagelijks leven apotheker. De man, Jos Rood,
zwaaide naar Bart, onze man met de boterhammen.\u201d
"""
TWO = """Twee aan het roer

Anna de Boer en Bert Smit varen samen.

Vaart uw familie mee?

Anna de Boer: \u201cMijn zoon Ties vaart ook.\u201d

Bert Smit: \u201cDe sluis is oud. Mijn dochter Roos niet.\u201d

Anna de Boer: \u201cDat is waar.\u201d

Bert Smit: \u201cDat zei ik.\u201d
"""


def told(question: str, *interviews: Interview, at_hand: str = "") -> str:
    places = Bearers(interviews, uses_of(*interviews)).asked(question, at_hand)
    of = {one.id: one for one in interviews}
    found = [of[name].blocks[b].sentences[s].span.of(of[name].text) for name, b, s in places]
    return " ".join(found)


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("Hoe heet zijn vrouw?", "Mijn vrouw"),
        ("What's his wife's name?", "Mijn vrouw"),
        ("Wie is de vrouw van Hilko Wessemius?", "Mijn vrouw"),
        ("En hoe heet zijn buurman?", "Zijn buurman"),
        ("Wie is de directeur?", "De directeur"),
        ("Wat is de naam van de intendant?", "De nieuwe intendant"),
        ("wie is de nieuwe intendant", "De nieuwe intendant"),
        ("Wie was de wethouder?", "De vorige wethouder"),
        ("Hoe heet de vorige wethouder?", "De vorige wethouder"),
        ("Hoe heet de staatssecretaris?", "Staatssecretaris"),
        ("Hoe heet uw opvolger?", "Mijn opvolger"),
        ("Wie is zijn beste matroos?", "Onze beste matroos"),
        ("Wie is de loods?", "Karel"),
        ("Wie is de voorzitter van de commissie?", "De voorzitter"),
        ("Wie is de kapitein?", "Ik herinner"),
        # Nobody is named who is it now, of whom it is, or is the only one.
        ("Wie is de wethouder?", ""),
        ("Wie is de oude intendant?", ""),
        ("Hoe heet zijn dochter?", ""),
        ("Hoe heet zijn zus?", ""),
        ("Wie is de duiker?", ""),
        ("Hoe heet de man?", "De man"),
        ("Hoe heet de vrouw?", ""),
        ("Hoe heet zijn man?", ""),
        ("Wie is de burgemeester?", ""),
        ("Wie is de voorzitter van de bond?", ""),
        ("Wie is de directeur van de werf?", ""),
        # Who is interviewed, and not another who is one too.
        ("Wie is de havenmeester?", "Een gesprek"),
        # Nothing of the kind.
        ("Hoe heet de functie?", ""),
        ("Wie leidt de commissie?", ""),
        ("Wie is hij?", ""),
        ("Wie is Geeske?", ""),
    ],
)
def test_whoever_is_something_is_named_beside_it(question: str, beginning: str) -> None:
    found = told(question, interview("haven.txt", HARBOUR))
    assert bool(found) == bool(beginning)
    assert found.startswith(beginning)


def test_what_may_stand_for_somebody_is_a_noun_behind_a_word_that_says_whose() -> None:
    found = list(phrases_in("What will his wife do with the new box?"))
    assert found == ["his wife", "his wife do", "the new", "the new box"]
    assert [phrase for phrase in found if is_relative(phrase)] == ["his wife"]
    assert not is_relative("de man")


def test_of_two_who_speak_it_must_be_said_whose_it_is() -> None:
    both = interview("roer.txt", TWO)
    assert both.speakers == ("Anna de Boer", "Bert Smit")
    assert not told("Hoe heet haar zoon?", both)
    assert told("Hoe heet de zoon van Anna de Boer?", both) == "Mijn zoon Ties vaart ook."
    assert not told("Hoe heet de zoon van Bert Smit?", both)


def test_of_two_interviews_the_one_at_hand_is_meant() -> None:
    two = [
        interview(f"{n}.txt", HARBOUR.replace("Geeske", who))
        for n, who in enumerate(("Ida", "Eva"))
    ]
    assert not told("Hoe heet zijn vrouw?", *two)
    assert told("Hoe heet zijn vrouw?", *two, at_hand="1") == "Mijn vrouw Eva kookt."


def test_who_asks_gets_it(encoder: Encoder) -> None:
    reply = bot_over([interview("haven.txt", HARBOUR)], encoder).ask("Hoe heet de intendent?")
    assert reply.quote is not None
    assert "nieuwe intendant" in reply.quote.text
    assert DUTCH.person in reply.why.reason
