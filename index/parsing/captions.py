"""What stands beside the answers: captions, who made the piece, and what somebody does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.interview import trimmed
from index.parsing.credits import MAX_CREDIT, is_credit
from index.parsing.lines import LINE, SENTENCE_ENDS, is_one_line
from index.parsing.names import LABEL, NAME, people
from index.parsing.speech import CAPTIONS, ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.parsing.lines import Paragraph

# How captions begin where they say so; these are never what the interviewer said.
CAPTION = re.compile(
    rf"[\[(*_]*(?:{CAPTIONS}|{ELSEWHERE}(?=\s*:)|(?:op|bij|onder) (?:de|het) (?:foto|portret)\w*)\b"
    r"(?P<says>[^:\r\n]{0,30}:)?",
    re.IGNORECASE,
)
# What happens in the room, "(Lange stilte.)", and what Markdown sets apart.
_ROOM = re.compile(r"[*_]*[(\[][^()\[\]?]*[)\]][*_]*|>[^?]*")
# A topic that two capitals make no name: "De Elfstedentocht", "Over Thialf".
_ARTICLE = re.compile(r"[*_]*(?:De|Het|Een|The|An?|Over|About) \S+")
# "Bali zwaait", "Bali Sing zwaait": somebody who does something.
_SUBJECT = re.compile(rf"({LABEL}) [^\W\d_A-Z]")
_ADDRESSED = re.compile(r"\b(?:u|uw|je|jij|jou|jouw|jullie|you|your)\b", re.IGNORECASE)


def is_caption(text: str, paragraph: Paragraph) -> bool:
    """Whether this stands under a picture: it says so, or it names somebody and is no sentence.

    What happens in the room is as little what somebody answers.
    """
    words = paragraph.words.of(text)
    if (
        CAPTION.match(words)
        or _ROOM.fullmatch(words)
        or credits_makers(text, paragraph, among=True)
    ):
        return True
    return not ends_as_sentence(words) and bool(NAME.search(words)) and not _is_topic(text, words)


def is_surely_caption(text: str, paragraph: Paragraph) -> bool:
    """Whether this cannot be but a caption, even within what somebody says.

    It says so, or it opens with somebody's name and is no sentence.
    """
    words = paragraph.words.of(text)
    said = CAPTION.match(words)
    named = len(words) <= MAX_CREDIT and is_one_line(words) and NAME.match(words)
    return bool((said and said["says"]) or (named and not ends_as_sentence(words)))


def _is_topic(text: str, words: str) -> bool:
    """Whether two words name no person: "De Elfstedentocht", or "De Wit" if nobody is called so."""
    if not _ARTICLE.fullmatch(words):
        return False
    ending = f" {words.strip('*_ ').lower()}"
    return not any(name.lower().endswith(ending) for name in people(text))


def narrates(text: str, paragraph: Paragraph, people: Collection[str]) -> bool:
    """Whether this tells what one of these people does: who asks would say "you" to them.

    "An loopt naar het raam." is a sentence about An, but "An, vertel eens." is one to her.
    """
    words = paragraph.words.of(text)
    named = _SUBJECT.match(words)
    return (
        bool(named and named[1] in people)
        and words.endswith(".")
        and is_one_line(words)
        and not _ADDRESSED.search(words)
    )


def credits_makers(text: str, paragraph: Paragraph, *, among: bool) -> bool:
    """Whether a paragraph names the makers; `among` says that it stands among the answers.

    The title of a file never does.
    """
    if paragraph.level == 1:
        return False
    found = LINE.finditer(text, paragraph.words.start, paragraph.words.end)
    above = stands_above_all(text, paragraph)
    return is_credit([line[0] for line in found], among=among, above=above)


def stands_above_all(text: str, paragraph: Paragraph) -> bool:
    """Whether a file begins with this paragraph."""
    return trimmed(text, 0, paragraph.span.start) is None


def ends_as_sentence(words: str) -> bool:
    """Whether these words end as a sentence does, emphasis left out."""
    return words.rstrip("*_ ")[-1:] in SENTENCE_ENDS
