"""What the library tells of its pieces: their titles, and when they were published."""

from __future__ import annotations

import pytest

from bot.pieces import may_tell, titles, when_published
from bot.wording.messages import DUTCH, ENGLISH
from tests.small import BAKERY, SMITHY, interview

DATED = f"---\ntitle: Brood\ndate: 2024-05-17\n---\n{BAKERY}"


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (1, "“T1”"),
        (2, "“T1” en “T2”"),
        (4, "“T1”, “T2”, “T3” en “T4”"),
        (5, "“T1”, “T2”, “T3” en 2 andere"),
    ],
)
def test_a_few_titles_are_named_and_the_others_counted(number: int, named: str) -> None:
    pieces = [interview(f"{at}.txt", f"---\ntitle: T{at}\n---\n{BAKERY}") for at in range(1, 10)]
    assert titles(pieces[:number], DUTCH) == named


def test_when_a_piece_was_published_is_told_in_words() -> None:
    dated, undated = interview("brood.txt", DATED), interview("smederij.txt", SMITHY)
    assert when_published(dated, DUTCH, "nl") == "“Brood” is gepubliceerd op 17 mei 2024."
    assert when_published(dated, ENGLISH, "en") == "“Brood” was published on 17 May 2024."
    untold = "Wanneer “Hoefijzers uit het vuur” is gepubliceerd, staat er niet bij."
    assert when_published(undated, DUTCH, "nl") == untold


@pytest.mark.parametrize(
    ("text", "may"),
    [
        (BAKERY, False),
        (BAKERY.replace("drie uur", "drie uur, sinds 1998,"), False),
        (BAKERY.replace("Anna de Boer", "Anna de Boer, mei 2019"), True),
        (f"{BAKERY}\nDit gesprek verscheen eerder in De Oven van mei.\n", True),
        (f"{BAKERY}\nMei, De Oven\n", True),
        (f"{BAKERY}\nFrom the May issue of The Oven.\n", True),
        (f"{BAKERY}\nAnna may retire soon, on the march from Ede.\n", False),
    ],
)
def test_a_date_around_what_is_said_may_be_that_of_the_text(text: str, *, may: bool) -> None:
    assert may_tell(interview("brood.txt", text)) is may
