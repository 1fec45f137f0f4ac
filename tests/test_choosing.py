"""Which of the quotations that were offered a visitor names."""

from __future__ import annotations

import pytest

from bot.conversation.choosing import agrees, and_more, ordinal


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("de eerste", 0),
        ("Het eerste", 0),
        ("ja, de tweede graag", 1),
        ("ik bedoel die tweede", 1),
        ("2", 1),
        ("nummer 1", 0),
        ("the second one", 1),
        ("the first one please", 0),
        ("de onderste", -1),
        ("DE LAATSTE", -1),
        ("show me the second one", 1),
        ("I'd like the first quote", 0),
        ("what about the second one?", 1),
        ("the latter", -1),
        ("das zweite, bitte", 1),
        ("la deuxi\u00e8me", 1),
        ("Другий", 1),
        ("what is the second?", None),
        ("the second step", None),
        ("niet de eerste", None),
        ("de eerste of de tweede", None),
        ("Wie was de eerste?", None),
        ("de eerste week", None),
        ("wat is de tweede?", None),
        ("ja", None),
        ("allebei", None),
    ],
)
def test_a_place_is_named_by_who_says_nothing_else(said: str, place: int | None) -> None:
    assert ordinal(said) == place


@pytest.mark.parametrize(
    ("said", "yes"),
    [
        ("ja", True),
        ("Ja, graag!", True),
        ("jaaa", True),
        ("ja dat", True),
        ("die bedoel ik", True),
        ("yes please", True),
        ("yes I mean that one", True),
        ("oui", True),
        ("ja klopt", True),
        ("dat klopt", True),
        ("klopt, dat bedoel ik", True),
        ("that's correct", True),
        ("correct", True),
        ("ja?", True),
        ("klopt dat?", False),
        ("klopt dat wel", False),
        ("is that correct?", False),
        ("is dat juist", False),
        ("dat klopt?", False),
        ("nee", False),
        ("dat bedoel ik niet", False),
        ("ik bedoel", False),
        ("ja maar", False),
        ("ja, en hoe dan?", False),
        ("wat bedoel je?", False),
        ("ok", False),
        ("bedankt", False),
        ("ja, dat staat er, dank je", False),
    ],
)
def test_yes_is_said_by_who_says_nothing_else(said: str, yes: bool) -> None:
    assert agrees(said) is yes


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("De tweede. Wanneer was dat?", ("De tweede", "Wanneer was dat?")),
        ("de tweede ja, hoe lang duurde het", ("de tweede ja", "hoe lang duurde het")),
        ("ja! en wie betaalt dat?", ("ja", "en wie betaalt dat?")),
        ("De tweede.", None),
        ("Wie was de tweede? En waarom?", None),
        ("nee, de tweede", None),
        ("de tweede keer. Hoe ging dat?", None),
        ("", None),
    ],
)
def test_more_may_be_said_behind_a_choice(said: str, parts: tuple[str, str] | None) -> None:
    assert and_more(said) == parts
