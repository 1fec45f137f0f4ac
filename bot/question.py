"""What may be asked: the checks on a question from any channel."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from index.errors import NoSuchInterviewError, QuestionError
from index.words import as_seen, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_T = TypeVar("_T")

# The encoder reads 512 tokens, about 2,000 characters; what comes after would be ignored.
MAX_QUESTION = 2000
# At least so many earlier questions count, and fewer than twice as many: enough for a question and
# "Wat nog meer?" until there is nothing more (`ALTERNATIVES`). Each may have to be answered again.
TURNS = 7
# A call has room for so many, in case a client sends more than count.
MAX_HISTORY = 50
# A character beyond U+FFFF as JSON writes it at its longest: \ud83c\udf89.
_ESCAPED = 12
# Bytes of the longest question with the longest history; twice, as a chat client sends the replies
# along.
MAX_REQUEST = 2 * (MAX_HISTORY + 1) * MAX_QUESTION * _ESCAPED
# A file name, which an id is made from, has at most 255 bytes.
_MAX_ID = 255
# Questions of which it is known how they are compared: the interviewers' own time and again.
_COMPARED = 1024
# Up to this many interviews are all named when one is not found; of more, only the most similar.
_NAMED = 5

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def checked_question(question: object) -> str:
    """The question without control characters and with single spaces.

    Raises:
        QuestionError: it is not text, is blank, or is longer than `MAX_QUESTION` characters.
    """
    if not isinstance(question, str):
        raise QuestionError(
            f"A question is text, not {type(question).__name__}.", "Send it as a string."
        )
    if len(question) > MAX_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters; at most {MAX_QUESTION:,} are read.",
            "Ask it more briefly.",
        )
    text = normalised(question)
    if not text:
        raise QuestionError("The question is empty.", "Type a question about the interview.")
    return text


def normalised(question: str) -> str:
    """A question without control characters, with single spaces and composed accents (NFC)."""
    return unicodedata.normalize("NFC", cleaned(question))


def says_something(question: str) -> bool:
    """Whether it holds a letter or a digit: "???" does not."""
    return any(map(str.isalnum, question))


@lru_cache(maxsize=_COMPARED)
def as_compared(question: str) -> str:
    """A question without what is left out in a chat: capitals, accents and the mark at its end."""
    return fold(normalised(question)).rstrip(" ?!.\u2026")


def cleaned(text: str) -> str:
    """Text without control characters, which a terminal would obey, and with single spaces."""
    # A lone surrogate is not a character, and a UTF-8 reply could not repeat it.
    text = _SURROGATE.sub("\ufffd", text)
    return " ".join(_CONTROL.sub(" ", as_seen(text)).split())


def checked_history(history: object) -> tuple[str, ...]:
    """The earlier questions that count, oldest first, blank ones left out.

    Raises:
        QuestionError: it is not a list, or one of these is no text or is too long.
    """
    if history is None:
        return ()
    if not isinstance(history, list | tuple):
        raise QuestionError(
            f"The history is a list of earlier questions, not {type(history).__name__}.",
            'Send it as ["first question", "second question"], or leave it out.',
        )
    said = [
        (number, earlier)
        for number, earlier in enumerate(history, 1)
        if not isinstance(earlier, str) or cleaned(earlier)
    ]
    return tuple(_earlier(earlier, number, len(history)) for number, earlier in latest(said))


def latest(turns: Sequence[_T], least: int = TURNS) -> Sequence[_T]:
    """The latest turns of a conversation: at least so many of them, if there are.

    They begin at every seventh (`TURNS`) of a conversation that grows: a reply to the next
    question begins where those before it did, which are still cached then.
    """
    return turns[max(0, len(turns) - least) // TURNS * TURNS :]


def _earlier(question: object, number: int, of: int) -> str:
    try:
        return checked_question(question)
    except QuestionError as error:
        raise QuestionError(
            f"Earlier question {number} of {of} cannot be read: {error.message}",
            "Send it as it was asked, as text, or leave it out of the history.",
        ) from None


def checked_interview(name: object, ids: Collection[str]) -> str | None:
    """The id of the interview that a question is put to; None or "" is all of them, given as None.

    Raises:
        QuestionError: it is not text, or none of `ids`.
    """
    if name is None or name == "":
        return None
    if not isinstance(name, str):
        raise QuestionError(
            f"An interview is named by its id, which is text, not {type(name).__name__}.",
            'Send it as a string, as "source.id" of a reply has it, or leave it out.',
        )
    name = composed(name)
    if len(name) > _MAX_ID:
        raise NoSuchInterviewError(
            f"The id of an interview has at most {_MAX_ID} characters, not {len(name):,}.",
            there_are(ids),
        )
    if name not in ids:
        raise NoSuchInterviewError(f"There is no interview {name!r}.", there_are(ids, name))
    return name


def composed(name: str) -> str:
    """An id as an interview has it, also where somebody copied the file name of macOS."""
    return unicodedata.normalize("NFC", name)


def similar(name: str, ids: Collection[str]) -> list[str]:
    """The ids that resemble one that is not there, or no longer, best first."""
    return difflib.get_close_matches(name, ids, _NAMED)


def there_are(ids: Collection[str], name: str = "") -> str:
    """Which interviews there are, for a caller who named none of them."""
    if len(ids) <= _NAMED:
        return f"There are: {', '.join(ids)}."
    alike = similar(name, ids)
    perhaps = f"Perhaps you mean {' or '.join(alike)}. " if alike else ""
    return f"{perhaps}There are {len(ids):,}: see /api/interviews, or the tool list_interviews."
