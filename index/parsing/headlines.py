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
# A section of the paper, "WETENSCHAP", "ACHTER DE SCHERMEN", has no more words.
_MOST_IN_SECTION = 3
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
    while at + 1 < len(paragraphs) and (
        _is_above_headline(text, paragraphs[at]) or _names_section(text, *paragraphs[at : at + 2])
    ):
        if title := _headline_above_makers(text, paragraphs[at]):
            return title
        at += 1
    first = paragraphs[at]
    words = first.words.of(text)
    if first.level == 1:
        return words
    no_title = at + 1 == len(paragraphs) or asked_at(text, first.words.start, first.words.end)
    if no_title or not _is_short_line(words):
        return None
    asks_readers = words[-1] == "?" and opens_as_title(text, paragraphs, at)
    return words if _ends_as_headline(words) or asks_readers else None


def _is_short_line(words: str) -> bool:
    return len(words) <= MAX_CREDIT and is_one_line(words) and not _PUBLISHER.match(words)


def _ends_as_headline(words: str) -> bool:
    """Whether words end without a full stop, or a quotation with another sign than that."""
    said = words.rstrip(CLOSING + "'")
    return said[-1:].isalnum() or (said != words and said[-1:] in ("!", "?"))


def _is_above_headline(text: str, paragraph: Paragraph) -> bool:
    if credits_makers(text, paragraph, among=False):
        return True
    words = paragraph.words.of(text)
    short = paragraph.level == 0 and len(words) <= MAX_CREDIT
    return short and _PAGE_HEAD.fullmatch(words) is not None


def _names_section(text: str, paragraph: Paragraph, below: Paragraph) -> bool:
    """Whether a few words in capitals stand right above a headline that has small letters."""
    words, under = (each.words.of(text) for each in (paragraph, below))
    return (
        words.isupper()
        and is_one_line(words)
        and len(words.split()) <= _MOST_IN_SECTION
        and paragraph.level != 1
        and not under.isupper()
        and _is_short_line(under)
        and _ends_as_headline(under)
        # "DE LAATSTE PONT" may stand above these, and is the headline.
        and not (is_title(under) or NAME.fullmatch(under))
        and not credits_makers(text, below, among=False)
    )


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
