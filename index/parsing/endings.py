"""Where the words of an answer begin, and where they end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.interview import Sentence, Span, trimmed
from index.parsing.captions import is_surely_caption
from index.parsing.pull_quotes import is_block_quote
from index.parsing.speech import (
    QUOTES,
    STRAIGHT,
    closing,
    label,
    narration,
    only_names,
    opening,
    opening_mark,
    opens_answer,
)
from index.parsing.turns import asks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.parsing.lines import Paragraph

_QUOTE_SIGN = re.compile(r"(?:>[ \t]*)+")


def ending(text: str, paragraphs: Sequence[Paragraph], first: int) -> tuple[int, int] | None:
    """Which paragraph closes the answer that paragraph `first` opens, and where."""
    begin = spoken_from(text, paragraphs[first])
    mark = text[begin]
    # A straight mark may stand within what is said, unless no other closes it.
    for closers in (QUOTES[mark], STRAIGHT):
        within: tuple[int, int] | None = None
        for position in range(first, len(paragraphs)):
            end = closing(text, paragraphs[position], mark, closers)
            if end is not None and not _is_quoted_apart(text, paragraphs, first, position):
                if within and opens_answer(text, paragraphs[position]):
                    break
                if not _closes_within(
                    text, Span(begin, end), closers, paragraphs[first + 1 : position + 1]
                ):
                    return position, end
                within = within or (position, end)
            if _is_left_open(text, paragraphs, first, position, mark, closers):
                break
        # No other mark closes the answer, so it lacks one.
        if within:
            return within
    return None


def is_apart(text: str, paragraphs: Sequence[Paragraph], first: int, position: int) -> bool:
    """Whether a paragraph is no part of the answer that paragraph `first` opens, around it."""
    caption = is_surely_caption(text, paragraphs[position])
    return caption or _is_quoted_apart(text, paragraphs, first, position)


def _is_quoted_apart(text: str, paragraphs: Sequence[Paragraph], first: int, position: int) -> bool:
    """Whether a paragraph within an answer is a block quote, and the answer itself is none."""
    first_is, this_is = (is_block_quote(text, paragraphs[at]) for at in (first, position))
    return this_is and not first_is


def _closes_within(text: str, said: Span, closers: str, below: Iterable[Paragraph]) -> bool:
    """Whether the mark at the end of `said` closes what is quoted in it, and not the answer.

    "Hij riep: "Kom."" has one mark too few, unless a paragraph below it brings it.
    """
    mark = text[said.start]
    if mark == "\u2018":
        return False  # its closing mark is an apostrophe too
    words = said.of(text)
    again = sum(text[paragraph.span.start] == mark for paragraph in below)
    opened = words.count(mark) - again
    if mark in closers:
        return opened % 2 == 1
    return opened > sum(map(words.count, closers))


def _is_left_open(
    text: str, paragraphs: Sequence[Paragraph], first: int, position: int, mark: str, closers: str
) -> bool:
    """Whether an answer that is still open ends here without its mark: others speak below."""
    below = paragraphs[position + 1 : position + 3]
    if not below or label(text, below[0]):
        return True
    if asks(text, below[0]) and (len(below) == 1 or opens_answer(text, below[1])):
        return True
    # Each paragraph of an answer may open with the mark, or only its first: not some of them.
    return (
        len(below) > 1
        and not is_apart(text, paragraphs, first, position + 1)
        and not opens_answer(text, below[0])
        and closing(text, below[0], mark, closers) is None
        and text[opening(text, below[1])] == mark
        and not only_names(text, below[1])
    )


def spoken_from(text: str, paragraph: Paragraph) -> int:
    """Where the quotation mark of a paragraph in which somebody speaks stands."""
    begin = opening(text, paragraph)
    if opening_mark(text, begin) is None:
        begin = narration(text, paragraph) or begin
    return begin


def less_closers(text: str, start: int, end: int, mark: str) -> int:
    """Where what is said from `start` ends, without the mark before `end`.

    And without the others there that close nothing that is quoted in it.
    """
    closers = QUOTES[mark] if text[end - 1] in QUOTES[mark] else STRAIGHT
    stop = end - 1
    while (said := text[start:stop].rstrip("."))[-1:] in tuple(closers):
        closed = sum(map(said.count, closers))
        if mark in closers or closers == STRAIGHT:
            paired = closed % 2 == 0
        else:
            paired = said.count(mark) >= closed
        if paired:
            break
        stop = start + len(said) - 1
    return stop


def without_told(
    text: str, sentences: Iterable[Sentence], told: Sequence[Span], *, among: bool
) -> Iterator[Sentence]:
    """The sentences of which something is said, less what is told at either end of one.

    Less the mark there too, which closes or opens what is said; what is told in the middle stays.
    `among` says that several people speak: then it stays at the ends as well, since it may say that
    somebody else does.
    """
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        if any(sentence.span in between for between in told):
            continue
        for between in told:
            if start == between.end or (between.start <= start < between.end and not among):
                start = between.end + 1
            if end == between.start or (start < between.start < end <= between.end and not among):
                end = between.start - 1
        span = trimmed(text, start, end)
        if span:
            yield Sentence(span)


def behind_quote_sign(text: str, paragraph: Paragraph) -> int:
    """Where a paragraph begins behind the ">" of a block quote."""
    sign = _QUOTE_SIGN.match(text, paragraph.span.start, paragraph.span.end - 1)
    return sign.end() if sign else paragraph.span.start
