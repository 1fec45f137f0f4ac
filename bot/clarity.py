"""Whether a question says what it is about: something in an interview, or the piece itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation import names_subject

if TYPE_CHECKING:
    from index.hits import Query

# From this value on, a question that names no subject is about the piece ("Waar gaat het over?").
_ABOUT_PIECE = 0.5
# From this value on, "dit" is the piece too, not what was asked before ("Wie schreef dit?").
_SURELY = 1.0


def is_clear(query: Query) -> bool:
    """Whether a question, with any it depends on, says what it is about; "Waarom?" does not."""
    if query.asked or names_subject(query.text):
        return True
    # "Wie?" alone is near to "Wie is er aan het woord?", but may mean anybody.
    return query.reading.strongest_role >= _ABOUT_PIECE and len(query.text.split()) > 1


def is_about_piece(query: Query) -> bool:
    """Whether it surely asks about the piece: its makers, its subject or who speaks in it."""
    return query.reading.strongest_role >= _SURELY
