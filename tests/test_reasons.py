"""Why nothing was answered, in plain words."""

from __future__ import annotations

from bot.messages import DUTCH
from bot.reasons import why_not


def test_only_subjects_are_said_to_be_missing() -> None:
    said = why_not(["precies", "schade", "Oh", "graag", "IT"], {}, DUTCH, unsure=False)
    assert said == DUTCH.unmatched.format(terms="schade, IT")
    assert why_not(["precies", "graag"], {}, DUTCH, unsure=False) == DUTCH.weak


def test_of_a_question_in_another_language_only_names_are_said_to_be_missing() -> None:
    missing = ["Yapay", "zeka", "Blockchain"]
    foreign = {"foreign": 1.0, "unknown_name": 0.8}
    said = why_not(missing[1:], foreign, DUTCH, unsure=False)
    assert said == DUTCH.unmatched.format(terms="Blockchain")
    nouns = {"foreign": 1.0, "unknown_name": 0.0}
    assert why_not(missing, nouns, DUTCH, unsure=False) == DUTCH.weak
