"""What a text itself says above everything: its headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.parsing.captions import credits_makers, stands_above_all
from index.parsing.credits import MAX_CREDIT, is_credit, is_title
from index.parsing.lines import LINE, is_one_line
from index.parsing.names import NAME
from index.parsing.speech import CLOSING, asked_at
from index.parsing.turns import opens_as_title

if TYPE_CHECKING:
    from index.parsing.lines import Paragraph

# Where a piece stood, above its headline; "Bron:" is a credit.
_PUBLISHER = re.compile(r"(?:uit|from)\s*:", re.IGNORECASE)
# The head of a page: "De Schakel | nummer 4 | april 2026". A headline may hold a date as a sentence
# does, "De storm van januari 1953".
_PAGE_HEAD = re.compile(
    r".*(?:[|,\u00b7\u2022\u2013\u2014-]|\s\s)(?:.*\s)?(?:januar[iy]|februar[iy]|maart|march|"
    r"april|ma[iy]|mei|jun[ei]|jul[iy]|augustus|august|september|o[kc]tober|november|december)"
    r"[ ,]+\d{4}\b[^.!?\"'\u2019\u201d]*",
    re.IGNORECASE,
)


def headline(text: str, paragraphs: list[Paragraph]) -> str | None:
    """A Markdown `#` heading, or a short line without a full stop above all but the makers.

    Most papers put what was said above an interview: "\u2018Bijen lezen geen boeken\u2019".
    """
    at = 0
    while at + 1 < len(paragraphs) and _is_above_headline(text, paragraphs[at]):
        if title := _headline_above_makers(text, paragraphs[at]):
            return title
        at += 1
    first = paragraphs[at]
    words = first.words.of(text)
    if first.level == 1:
        return words
    no_title = at + 1 == len(paragraphs) or asked_at(text, first.words.start, first.words.end)
    if no_title or len(words) > MAX_CREDIT or not is_one_line(words) or _PUBLISHER.match(words):
        return None
    said = words.rstrip(CLOSING + "'")
    exclaims = said != words and said[-1:] in ("!", "?")
    asks_readers = words[-1] == "?" and opens_as_title(text, paragraphs, at)
    return words if said[-1:].isalnum() or exclaims or asks_readers else None


def _is_above_headline(text: str, paragraph: Paragraph) -> bool:
    if credits_makers(text, paragraph, among=False):
        return True
    words = paragraph.words.of(text)
    short = paragraph.level == 0 and len(words) <= MAX_CREDIT
    return short and _PAGE_HEAD.fullmatch(words) is not None


def _headline_above_makers(text: str, paragraph: Paragraph) -> str | None:
    """The first line of a paragraph that goes on with the makers; they may be named without more.

    Where a date stands it is the head of a page.
    """
    first, *makers = LINE.findall(paragraph.words.of(text))
    words = first.strip()
    is_headline = (
        makers
        and is_credit(makers, among=False)
        and not is_credit([first], among=False, above=stands_above_all(text, paragraph))
        and (is_title(words) or not NAME.fullmatch(words))
        and not any(map(str.isdigit, words))
        and words.rstrip(f"{CLOSING}'")[-1:].isalnum()
    )
    return words if is_headline else None
