"""What is told of all interviews at once."""

from __future__ import annotations

from bot.library import Library, questions_in_turn, who_speaks
from tests.small import BAKERY, SMITHY, interview

OVEN, FORGE = interview("oven.txt", BAKERY), interview("smid.txt", SMITHY)
SILENT = interview("stil.txt", "Een brug.\n")


def test_every_interview_has_its_turn_and_a_question_is_told_once() -> None:
    assert questions_in_turn([OVEN, SILENT, FORGE]) == (
        "Wanneer gaat de oven aan?",
        "Wanneer steekt u het vuur aan?",
        "Met hoeveel mensen werkt u?",
    )
    assert questions_in_turn([SILENT]) == questions_in_turn([]) == ()


def test_who_looks_twice_sees_the_same_interviews() -> None:
    library = Library([OVEN])
    now = library.now
    library.replace([FORGE])
    assert list(now) == ["oven"]
    assert list(library) == list(library.now) == ["smid"]


PAIR = """An de Wit en de bakkers

Wie begon?

An de Wit: \u201cIk.\u201d

Bo Mol: \u201cEn ik ook.\u201d

En nu?

Bo Mol: \u201cMeer.\u201d
"""


def test_a_list_names_who_speaks_unless_the_title_does() -> None:
    pair = interview("paar.txt", PAIR)
    assert who_speaks(pair) == pair.speakers == ("An de Wit", "Bo Mol")
    assert who_speaks(interview("twee.txt", PAIR.replace("bakkers", "Mols"))) == ()
    article = interview("a.txt", "---\nspeaker: Bo Mol\n---\nEen column over brood.\n")
    assert who_speaks(article) == article.speakers == ("Bo Mol",)
    assert who_speaks(SILENT) == ()
