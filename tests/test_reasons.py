"""Why nothing was answered, in plain words."""

from __future__ import annotations

from bot.messages import DUTCH
from bot.reasons import why_not


def test_only_subjects_are_said_to_be_missing() -> None:
    said = why_not(["precies", "schade", "Oh", "graag", "IT"], {}, DUTCH, unsure=False)
    assert said == DUTCH.unmatched.format(terms="schade, IT")
    assert why_not(["precies", "graag"], {}, DUTCH, unsure=False) == DUTCH.weak
