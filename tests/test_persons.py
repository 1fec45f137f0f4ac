"""Where a text tells who somebody is that it speaks of, and who asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.wording.messages import DUTCH
from index.persons import Persons
from index.words import fold
from tests.small import bot_over, interview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.encoder import Encoder
    from index.interview import Interview
    from index.rows import Place

LOCK = """De man die het water tegenhoudt

Hilko Wessemius is al 31 jaar sluiswachter in Zwartemeersluis. Volgend jaar wordt de sluis op
afstand bediend, en hij gaat niet mee.

Wie helpt u?

\u201cMijn vrouw Geeske kookt. De hond heet Bolder, en die blaft. De vorige chef, Wim Hoekema,
zocht iemand. Woordvoerder Tirza Palland noemt dat begrijpelijk. Ik sprak met wethouder Fenna
Dijkstra over de brug. Verantwoordelijk is de gemeente. Toen belde Karel ten Brinke de baas. De
gemeente vroeg Sietske om raad. De oude Gerard kwam ook. Joke Terhorst, 67 jaar, bleef. De kaartjes
zijn van Ilse. Door de gemeente werd Kees de deur gewezen. Bart, onze kok, is ziek. Maar Anne Douma
bleef thuis. In Annen is het koud.\u201d

Tekst: Noortje Balk, dochter van een sluiswachter
"""


def uses_of(*interviews: Interview) -> Callable[[str], Iterator[tuple[Place, str]]]:
    def uses(word: str) -> Iterator[tuple[Place, str]]:
        for one in interviews:
            for number, block in enumerate(one.blocks):
                for position, sentence in enumerate(block.sentences):
                    text = sentence.span.of(one.text)
                    if word in fold(text):
                        yield (one.id, number, position), text

    return uses


def told(interviews: Sequence[Interview], question: str, at_hand: str = "") -> set[str]:
    places = Persons(interviews, uses_of(*interviews)).asked(question, at_hand)
    of = {one.id: one for one in interviews}
    return {of[name].blocks[b].sentences[s].span.of(of[name].text) for name, b, s in places}


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("Wie is Geeske?", "Mijn vrouw"),
        ("en wie is geeske eigenlijk?", "Mijn vrouw"),
        ("Who's Bolder?", "De hond"),
        ("Wie was Wim Hoekema?", "De vorige chef"),
        ("wie is die Hoekema", "De vorige chef"),
        ("Wie is Tirza Palland?", "Woordvoerder"),
        ("Wie is mevrouw Dijkstra?", "Ik sprak"),
        ("Wie is Joke?", "Joke"),
        ("Wie is Bart ook alweer?", "Bart"),
        # Nothing beside the name tells.
        ("Wie is Karel ten Brinke?", None),
        ("Wie is Sietske?", None),
        ("Wie is Gerard?", None),
        ("Wie is Ilse?", None),
        ("Wie is Kees?", None),
        ("Wie is Anne Douma?", None),
        ("Wie is Annen?", None),
        ("Wie is Tirza Hoekema?", None),
        # Who is interviewed is told of at the start, and who made it at the end.
        ("Wie is Hilko Wessemius?", None),
        ("Wie is Noortje Balk?", None),
        # No name.
        ("Wie is verantwoordelijk?", None),
        ("Wie is de chef?", None),
        ("Wie is hij?", None),
        ("Wie belde Geeske?", None),
        ("Wie is", None),
    ],
)
def test_who_somebody_is_stands_beside_the_name(question: str, beginning: str | None) -> None:
    found = told([interview("sluis.txt", LOCK)], question)
    assert len(found) == (beginning is not None)
    assert all(sentence.startswith(str(beginning)) for sentence in found)


def test_of_two_who_have_a_name_the_one_at_hand_is_meant() -> None:
    other = LOCK.replace("Mijn vrouw", "Mijn zus")
    two = [interview("0.txt", LOCK), interview("1.txt", other)]
    assert not told(two, "Wie is Geeske?")
    assert told(two, "Wie is Geeske?", at_hand="1") == {"Mijn zus Geeske kookt."}


def test_who_asks_gets_it(encoder: Encoder) -> None:
    bot = bot_over([interview("sluis.txt", LOCK)], encoder)
    reply = bot.ask("Wie is Tirza Paland?")
    assert reply.quote is not None
    assert "Woordvoerder" in reply.quote.text
    assert DUTCH.person in reply.why.reason
