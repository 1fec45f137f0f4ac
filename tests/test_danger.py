"""Who tells of somebody in danger, and who asks about danger."""

from __future__ import annotations

import pytest

from bot.smalltalk.intents import load_intents
from bot.smalltalk.small_talk import SmallTalk
from tests.encoder_fake import WordCountEncoder


@pytest.fixture(scope="module")
def small_talk() -> SmallTalk:
    return SmallTalk(load_intents(), WordCountEncoder(["hallo"]))


@pytest.mark.parametrize(
    "typed",
    [
        "mijn vriend wil zelfmoord plegen",
        "my friend wants to kill himself",
        "m'n dochter zegt dat ze dood wil",
        "mijn kind krijgt geen lucht na een steek",
        "My child can't breathe after a sting!",
        "er is iemand overboord gevallen help",
        "er ligt iemand in het water bel hulp",
        "There's a man drowning in the canal",
        "HELP MIJN MAN ADEMT NIET",
        "mijn zoon stikt wat moet ik doen?",
        "Ik wil dood, wat moet ik doen?",
        "ik wil er een eind aan maken en ik weet niet met wie ik kan praten",
        "Het gaat om mijn broer. Hij wil niet meer leven.",
        "a friend of mine is suicidal",
    ],
)
def test_who_states_that_somebody_is_in_danger_is_in_need(
    small_talk: SmallTalk, typed: str
) -> None:
    need = small_talk.in_need(typed)
    assert need is not None
    assert need.name == "in_need"


@pytest.mark.parametrize(
    "typed",
    [
        "Heeft iemand daar zelfmoord gepleegd?",
        "Wilde zijn broer zelfmoord plegen?",
        "Wat doet u als iemand overboord valt?",
        "Er viel iemand overboord?",
        "is er iemand overboord gevallen",
        "Hoe voorkom ik dat mijn kind verdrinkt?",
        "wat moet ik doen als mijn kind geen lucht krijgt",
        "ik las dat hij geen lucht kreeg",
        "Er verdrinken veel kinderen in Nederland",
        "ik wil meer weten over zelfmoord in de gevangenis",
        "mijn vader had een hartaanval",
        "mijn zoon wil ook loods worden",
        "zelfmoord",
    ],
)
def test_who_asks_about_danger_or_tells_of_the_past_is_not(
    small_talk: SmallTalk, typed: str
) -> None:
    assert small_talk.in_need(typed) is None
