"""Pull quotes: words of the piece that a page shows a second time, larger and between the lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.parsing.speech import QUOTES, ends_spoken, opening_mark, opens_answer
from index.parsing.turns import asks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.parsing.lines import Paragraph

_WORD = re.compile(r"\w+")
# Who is quoted, on a line of its own below the words: "> \u2014 An de Wit".
_ATTRIBUTION = re.compile(r"[\r\n]>?\s*[\u2013\u2014-][^\r\n]*\Z")
# One word stands twice in any piece: "> \u201cJa.\u201d" is an answer.
_FEWEST_WORDS = 2
# An answer in short sentences may repeat itself: "\u201cDat is zo.\u201d"
_FEWEST_BELOW = 5


def without_pull_quotes(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that are no pull quotes: block quotes, or quotations within or below answers.

    Only what stands elsewhere too is left out, so that no words are lost.
    """
    candidates = {
        position
        for position, paragraph in enumerate(paragraphs)
        if is_block_quote(text, paragraph)
        or _interrupts(text, paragraphs, position)
        or _follows_answer(text, paragraphs, position)
    }
    if not candidates:
        return list(paragraphs)
    piece = _folded(
        " ".join(
            paragraph.words.of(text)
            for position, paragraph in enumerate(paragraphs)
            if position not in candidates
        )
    )
    return [
        paragraph
        for position, paragraph in enumerate(paragraphs)
        if position not in candidates or not _repeats(paragraph.words.of(text), piece)
    ]


def is_block_quote(text: str, paragraph: Paragraph) -> bool:
    """Whether Markdown sets a paragraph apart as a quotation."""
    return text[paragraph.span.start] == ">"


def _repeats(words: str, piece: str) -> bool:
    repeated = _folded(_ATTRIBUTION.sub("", words))
    return len(repeated.split()) >= _FEWEST_WORDS and repeated in piece


def _folded(words: str) -> str:
    """Words without capitals and signs, between spaces, so that only whole ones are found."""
    return f" {' '.join(_WORD.findall(words.casefold()))} "


def _interrupts(text: str, paragraphs: Sequence[Paragraph], position: int) -> bool:
    """Whether a quotation stands between paragraphs of an answer that is closed only below it."""
    span = paragraphs[position].span
    mark = opening_mark(text, span.start)
    if position == 0 or mark is None or not ends_spoken(span.of(text)):
        return False
    above = paragraphs[position - 1]
    if above.is_marked or asks(text, above) or ends_spoken(above.span.of(text)):
        return False
    return _is_open_at(text, paragraphs, position, mark)


def _follows_answer(text: str, paragraphs: Sequence[Paragraph], position: int) -> bool:
    """Whether a quotation of some words stands below an answer that is closed.

    More of an answer may stand in marks of its own, but hardly says again what stands elsewhere.
    """
    span = paragraphs[position].span
    if position == 0 or opening_mark(text, span.start) is None:
        return False
    words, above = span.of(text), paragraphs[position - 1]
    return (
        ends_spoken(words)
        and len(words.split()) >= _FEWEST_BELOW
        and not above.is_marked
        and ends_spoken(above.span.of(text))
    )


def _is_open_at(text: str, paragraphs: Sequence[Paragraph], position: int, mark: str) -> bool:
    """Whether a paragraph below closes an answer that nothing opens in between."""
    closers = QUOTES[mark]
    for below in range(position + 1, len(paragraphs)):
        words = paragraphs[below].span.of(text)
        if asks(text, paragraphs[below]) or opens_answer(text, paragraphs[below]):
            return False
        if ends_spoken(words):
            opened, closed = words.count(mark), sum(map(words.count, closers))
            return closed % 2 == 1 if mark in closers else closed > opened
    return False
