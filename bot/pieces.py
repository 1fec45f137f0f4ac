"""What the library itself tells of its pieces: their titles, and when they were published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.quote import in_marks
from bot.wording.labels import DUTCH, ENGLISH, day, wording_for
from index.interview import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.wording.messages import Messages
    from index.interview import Interview

# The intent of small talk that asks for a date.
PUBLISHED = "published"
# Titles that are named at most; of more pieces it is told how many there are.
_NAMED = 4
# English writes a month with a capital: "who may retire", "a march" are none.
_DUTCH_MONTHS, _ENGLISH_MONTHS = ("|".join(each.months.split()) for each in (DUTCH, ENGLISH))
_DATE = re.compile(rf"\b(?:(?:19|20)\d\d|(?i:{_DUTCH_MONTHS})|{_ENGLISH_MONTHS})\b")


def titles(pieces: Sequence[Interview], messages: Messages) -> str:
    """The titles of all pieces, or of the first and how many there are besides."""
    first = pieces if len(pieces) <= _NAMED else pieces[: _NAMED - 1]
    named = [in_marks(piece.title) for piece in first]
    if len(named) < len(pieces):
        others = messages.and_others.format(number=len(pieces) - len(named))
        return f"{', '.join(named)} {others}"
    return messages.listed(named)


def when_published(piece: Interview, messages: Messages, language: str) -> str:
    """When a piece was published, or that it is not known."""
    title = in_marks(piece.title)
    if not piece.date:
        return messages.not_published.format(title=title)
    when = day(piece.date, wording_for(language).months)
    return messages.published.format(title=title, day=when)


def may_tell(piece: Interview) -> bool:
    """Whether a date stands where a text tells of itself: around what is said, or at its end."""
    *blocks, last = piece.blocks
    of_itself = [block for block in blocks if block.role is not Role.PARAGRAPH] + [last]
    return any(
        block.role is not Role.ANSWER and _DATE.search(block.span.of(piece.text))
        for block in of_itself
    )
