"""An interview's paragraphs as blocks: answers with what they answer, and what stands between."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.errors import ContentError
from index.interview import Block, Question, Role, Span, trimmed
from index.parsing.hindrances import hindrance
from index.parsing.lines import line_of
from index.parsing.naming import people
from index.parsing.pull_quotes import is_block_quote
from index.parsing.speech import (
    QUOTES,
    STRAIGHT,
    closing,
    label,
    name_of,
    narration,
    only_names,
    opening,
    opening_mark,
    opens_answer,
    told_within,
)
from index.parsing.turns import (
    answered_levels,
    asks,
    credits_makers,
    is_asked,
    is_caption,
    is_spoken,
    is_subheading,
    is_surely_caption,
    named_askers,
    narrates,
    opens_box,
    opens_section,
    question_of,
)
from index.words import as_seen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.parsing.lines import Paragraph
    from index.sentences import Splitter


_QUOTE_SIGN = re.compile(r"(?:>[ \t]*)+")


@dataclass(slots=True)
class Answers:
    """Reads an interview from its first paragraph to its last.

    `errors` holds what an editor must mend: reading goes on behind each, at the next question.
    """

    splitter: Splitter
    paragraphs: list[Paragraph]
    path: Path
    errors: list[ContentError] = field(default_factory=list)
    _asked: bool = False
    _heading: Paragraph | None = None
    _box: Question | None = None
    _in_block_quotes: bool = False
    _people: frozenset[str] = frozenset()
    _askers: frozenset[str] = frozenset()
    _openings: frozenset[int] = frozenset()

    def blocks(self) -> Iterator[Block]:
        """The blocks in order; `errors` is complete when they are."""
        text, position = self.splitter.text, 0
        answered = answered_levels(text, self.paragraphs)
        self._askers = named_askers(text, self.paragraphs)
        self._openings = frozenset(paragraph.span.start for paragraph in self.paragraphs)
        while position < len(self.paragraphs):
            asked = is_asked(text, self.paragraphs, position, first=not self._asked)
            if asked and opens_box(text, self.paragraphs, position, answered):
                self._box, self._heading = Question(self.paragraphs[position].words), None
                position += 1
                continue
            if asked and not self._narrates(position):
                position = self._ask(position)
                if self._heading is None:
                    continue
            elif not self._goes_on(position):
                yield from self._aside(position)
                position += 1
                continue
            last = self._end(position)
            if last is None:
                position = self._next_question(position)
                continue
            yield from self._answer(position, *last)
            position = last[0] + 1

    def _ask(self, position: int) -> int:
        """Take a paragraph as what is asked; the next position."""
        text, paragraph = self.splitter.text, self.paragraphs[position]
        following = self.paragraphs[position + 1 : position + 2]
        if not self._asked:
            self._people = people(text[: paragraph.span.start])
        self._asked = True
        self._box = None
        self._heading = paragraph if following and is_spoken(text, following[0]) else None
        if self._heading is None:
            found = hindrance(text, following[0].span.start) if following else None
            self._refuse(
                paragraph,
                f"The question {_short(paragraph.words.of(text))!r} has no answer.",
                found
                or "Put the answer under it, in \u201ccurly quotes\u201d; if it asks the reader, "
                "put it on one line with what follows or leave it out.",
            )
        return position + 1

    def _narrates(self, position: int) -> bool:
        """Whether a paragraph tells what a guest does, and the same guest goes on below it.

        Above a label, "Bolsius twijfelt daaraan." is put to the other guest.
        """
        text, following = self.splitter.text, self.paragraphs[position + 1 : position + 2]
        if not following or label(text, following[0]):
            return False
        return narrates(text, self.paragraphs[position], self._people)

    def _goes_on(self, position: int) -> bool:
        """Whether a paragraph goes on with an answer, after a caption or as the next who speaks."""
        text, paragraph = self.splitter.text, self.paragraphs[position]
        mark = opening_mark(text, opening(text, paragraph)) if self._asked else None
        # Where answers are no block quotes, what is one is shown a second time, in other words.
        if mark is None or (is_block_quote(text, paragraph) and not self._in_block_quotes):
            return False
        closed = (closing(text, paragraph, mark, closers) for closers in (QUOTES[mark], STRAIGHT))
        return any(end is not None for end in closed) or label(text, paragraph) is not None

    def _aside(self, position: int) -> Iterator[Block]:
        """What stands outside the answers: byline, lead, caption; a heading is nothing.

        What follows it is no longer an answer to the last question, unless it is a caption.
        """
        text, paragraph = self.splitter.text, self.paragraphs[position]
        if self._asked and not (is_caption(text, paragraph) or self._narrates(position)):
            self._heading = None
        if paragraph.is_marked:
            self._box = None
        if paragraph.level > 0:
            return
        if self._asked and opens_section(text, self.paragraphs, position):
            return
        is_last = position + 1 == len(self.paragraphs)
        if credits_makers(text, paragraph, among=self._asked and not is_last):
            role = Role.BYLINE
        elif self._box and not is_surely_caption(text, paragraph):
            role = Role.PARAGRAPH
        else:
            role = Role.CAPTION if self._asked else Role.LEAD
        span = paragraph.words
        sentences = self.splitter.split(span, by_line=role is Role.BYLINE)
        yield Block(role, span, sentences, self._box if role is Role.PARAGRAPH else None)

    def _answer(self, first: int, last: int, end: int) -> Iterator[Block]:
        """The answer that paragraph `first` opens, with what is told and shown around it."""
        text, paragraph = self.splitter.text, self.paragraphs[first]
        self._in_block_quotes = is_block_quote(text, paragraph)
        named = label(text, paragraph)
        speaker = name_of(named) if named else None
        begin = _spoken_from(text, paragraph)
        if begin != opening(text, paragraph):
            yield from self._told(paragraph.span.start, begin)
        mark = text[begin]
        begin += 1
        for position in range(first + 1, last + 1):
            above, here = self.paragraphs[position - 1 : position + 1]
            caption = position < last and self._is_apart(first, position)
            heading = position < last and not caption and is_subheading(text, here)
            # Between paragraphs may stand what nobody says and no paragraph holds: a pull quote, or
            # the sign of a block quote.
            between = text[above.span.end : _behind_quote_sign(text, here)]
            if not (caption or heading or between.strip()):
                continue
            yield from self._said(begin, above.span.end, mark, speaker)
            if caption:
                yield Block(Role.CAPTION, here.words, self.splitter.split(here.words))
            if caption or heading:
                here = self.paragraphs[position + 1]
            begin = _behind_quote_sign(text, here)
            begin += text[begin] == mark
        opened = self.paragraphs[last].span.start
        stop = _less_closers(text, max(begin, opened + (text[opened] == mark)), end, mark)
        yield from self._said(begin, stop, mark, speaker)
        yield from self._told(end, self.paragraphs[last].span.end)

    def _is_apart(self, first: int, position: int) -> bool:
        """Whether a paragraph is no part of the answer that paragraph `first` opens, around it."""
        caption = is_surely_caption(self.splitter.text, self.paragraphs[position])
        return caption or self._is_quoted_apart(first, position)

    def _is_quoted_apart(self, first: int, position: int) -> bool:
        """Whether a paragraph within an answer is a block quote, and the answer itself is none."""
        first_is, this_is = (
            is_block_quote(self.splitter.text, self.paragraphs[at]) for at in (first, position)
        )
        return this_is and not first_is

    def _said(self, start: int, end: int, mark: str, speaker: str | None) -> Iterator[Block]:
        """What is said, of which nothing is a sentence that is told between its marks."""
        text = self.splitter.text
        span = trimmed(text, start, end)
        if span:
            told = told_within(text, span, mark, self._openings)
            sentences = tuple(
                sentence
                for sentence in self.splitter.split(span)
                if not any(sentence.span in between for between in told)
            )
            yield Block(Role.ANSWER, span, sentences, self._question(), speaker)

    def _told(self, start: int, end: int) -> Iterator[Block]:
        """What the interviewer tells between what is said."""
        text = self.splitter.text
        while start < end and text[start] in ",.*_ \t":
            start += 1
        span = trimmed(text, start, end)
        if span and any(map(str.isalpha, span.of(text))):
            yield Block(Role.PARAGRAPH, span, self.splitter.split(span), self._question())

    def _question(self) -> Question | None:
        heading = self._heading
        if heading is None:
            return None
        return Question(question_of(self.splitter.text, heading, self._askers))

    def _end(self, first: int) -> tuple[int, int] | None:
        """Which paragraph closes the answer that paragraph `first` opens, and where."""
        text, paragraphs = self.splitter.text, self.paragraphs
        begin = _spoken_from(text, paragraphs[first])
        mark = text[begin]
        # A straight mark may stand within what is said, unless no other closes it.
        for closers in (QUOTES[mark], STRAIGHT):
            within: tuple[int, int] | None = None
            for position in range(first, len(paragraphs)):
                end = closing(text, paragraphs[position], mark, closers)
                if end is not None and not self._is_quoted_apart(first, position):
                    if within and opens_answer(text, paragraphs[position]):
                        break
                    if not self._closes_within(first, position, Span(begin, end), closers):
                        return position, end
                    within = within or (position, end)
                if self._is_left_open(first, position, mark, closers):
                    break
            # No other mark closes the answer, so it lacks one.
            if within:
                return within
        self._refuse_open(paragraphs[first], begin, QUOTES[mark][0])
        return None

    def _closes_within(self, first: int, last: int, said: Span, closers: str) -> bool:
        """Whether the mark at the end of `said` closes what is quoted in it, and not the answer.

        "Hij riep: "Kom."" has one mark too few, unless a paragraph below it brings it.
        """
        text = self.splitter.text
        mark = text[said.start]
        if mark == "\u2018":
            return False  # its closing mark is an apostrophe too
        words = said.of(text)
        again = sum(
            text[paragraph.span.start] == mark
            for paragraph in self.paragraphs[first + 1 : last + 1]
        )
        opened = words.count(mark) - again
        if mark in closers:
            return opened % 2 == 1
        return opened > sum(map(words.count, closers))

    def _refuse_open(self, paragraph: Paragraph, begin: int, closer: str) -> None:
        text, span = self.splitter.text, paragraph.span
        remedy = f"Put {closer} at its end."
        if text[span.end - 1] == text[begin] != closer and span.end - 1 > begin:
            remedy = f"It ends with {text[begin]}, which opens: put {closer} in its place."
        if text.find(closer, begin + 1, span.end) >= 0:
            remedy = (
                f"Put {closer} at its end, or what follows {closer} into a paragraph of its own."
            )
        words = _short(span.of(text))
        self._refuse(paragraph, f"The answer {words!r} has no closing quotation mark.", remedy)

    def _is_left_open(self, first: int, position: int, mark: str, closers: str) -> bool:
        """Whether an answer that is still open ends here without its mark: others speak below."""
        text = self.splitter.text
        below = self.paragraphs[position + 1 : position + 3]
        if not below or label(text, below[0]):
            return True
        if asks(text, below[0]) and (len(below) == 1 or opens_answer(text, below[1])):
            return True
        # Each paragraph of an answer may open with the mark, or only its first: not some of them.
        return (
            len(below) > 1
            and not self._is_apart(first, position + 1)
            and not opens_answer(text, below[0])
            and closing(text, below[0], mark, closers) is None
            and text[opening(text, below[1])] == mark
            and not only_names(text, below[1])
        )

    def _next_question(self, position: int) -> int:
        text = self.splitter.text
        later = range(position + 1, len(self.paragraphs))
        return next((at for at in later if asks(text, self.paragraphs[at])), later.stop)

    def _refuse(self, paragraph: Paragraph, message: str, remedy: str) -> None:
        line = line_of(self.splitter.text, paragraph.span.start)
        self.errors.append(ContentError(self.path, line, message, remedy))


def _spoken_from(text: str, paragraph: Paragraph) -> int:
    """Where the quotation mark of a paragraph in which somebody speaks stands."""
    begin = opening(text, paragraph)
    if opening_mark(text, begin) is None:
        begin = narration(text, paragraph) or begin
    return begin


def _behind_quote_sign(text: str, paragraph: Paragraph) -> int:
    """Where a paragraph begins behind the ">" of a block quote."""
    sign = _QUOTE_SIGN.match(text, paragraph.span.start, paragraph.span.end - 1)
    return sign.end() if sign else paragraph.span.start


def _less_closers(text: str, start: int, end: int, mark: str) -> int:
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


def _short(words: str) -> str:
    words = as_seen(" ".join(words.split()))
    return words if len(words) <= 40 else words[:39] + "\u2026"
