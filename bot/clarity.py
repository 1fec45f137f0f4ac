"""Whether a question says what it is about: something in an interview, or the piece itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.conversation.anaphora import names_subject
from index.probes import role_words
from index.words import PIECES, words_of

if TYPE_CHECKING:
    from index.hits import Query

# From this value on, a question that names no subject is about the piece ("Waar gaat het over?").
_ABOUT_PIECE = 0.5
# From this weight on, a word can tell one interview of a library from another.
_TELLING_IDF = 4.0
# Every piece has makers, a name and a date: these words tell none from another.
_OF_ANY_PIECE = (
    "maakt maakte maakten gemaakt maker schrijft schreef schreven geschreven schrijver nam namen "
    "genomen hield gehouden gepubliceerd verschenen datum naam titel heet portret verslaggever "
    "made makes took taken wrote written published date name title story"
)


def is_clear(query: Query, *, several: bool) -> bool:
    """Whether a question, with any it depends on, says what it is about; "Waarom?" does not.

    Nor does "Wie wordt hier geïnterviewd?" where it is put to `several` interviews and the
    conversation has quoted none of them yet.
    """
    if query.definition:
        return True
    about_piece = query.reading.strongest_role >= _ABOUT_PIECE
    if about_piece and several and not query.at_hand:
        return _tells_which(query)
    # "42?" may mean anything, and any number is nearly alike.
    named = names_subject(query.text) and any(map(str.isalpha, query.text))
    # "Wie?" alone is near to "Wie is er aan het woord?", but may mean anybody.
    return named or (about_piece and len(query.text.split()) > 1)


def is_of_any_piece(word: str) -> bool:
    """Whether a word is of the piece, whatever it is about: "interview", "geschreven"."""
    return all(part.term in _of_any_piece() for part in words_of(word))


def _tells_which(query: Query) -> bool:
    """Whether it holds a rare word that questions about any piece do not."""
    return any(
        word.idf >= _TELLING_IDF
        and any(part.term not in _words_of_any_piece() for part in words_of(word.written))
        for word in query.words
    )


@cache
def _words_of_any_piece() -> frozenset[str]:
    return role_words() | _of_any_piece()


@cache
def _of_any_piece() -> frozenset[str]:
    return frozenset(word.term for word in words_of(" ".join((_OF_ANY_PIECE, *PIECES))))
