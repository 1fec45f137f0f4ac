"""An interview's paragraphs as blocks: answers with what they answer, and what stands between."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.errors import ContentError
from index.interview import Block, Question, Role, trimmed
from index.parsing.askers import named_askers, question_of, readers_questions
from index.parsing.captions import credits_makers, is_caption, is_surely_caption, narrates
from index.parsing.endings import (
    behind_quote_sign,
    ending,
    is_apart,
    less_closers,
    spoken_from,
    without_told,
)
from index.parsing.hindrances import hindrance
from index.parsing.lines import line_of
from index.parsing.names import people
from index.parsing.pull_quotes import is_block_quote
from index.parsing.speech import (
    QUOTES,
    STRAIGHT,
    closing,
    label,
    name_of,
    opening,
    opening_mark,
    told_within,
)
from index.parsing.turns import (
    answered_levels,
    asks,
    is_asked,
    is_spoken,
    is_subheading,
    opens_box,
    opens_section,
)
from index.words import as_seen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.interview import Span
    from index.parsing.lines import Paragraph
    from index.sentences import Splitter


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
    _readers: dict[int, Span] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """The blocks in order; `errors` is complete when they are."""
        text, position = self.splitter.text, 0
        answered = answered_levels(text, self.paragraphs)
        self._askers = named_askers(text, self.paragraphs)
        self._readers = readers_questions(text, self.paragraphs)
        self._openings = frozenset(paragraph.span.start for paragraph in self.paragraphs)
        while position < len(self.paragraphs):
            asked = is_asked(text, self.paragraphs, position, first=not self._asked)
            asked = asked or self.paragraphs[position].span.start in self._readers
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
            last = ending(text, self.paragraphs, position)
            if last is None:
                self._refuse_open(self.paragraphs[position])
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
        begin = spoken_from(text, paragraph)
        if begin != opening(text, paragraph):
            yield from self._told(paragraph.span.start, begin)
        mark = text[begin]
        begin += 1
        for position in range(first + 1, last + 1):
            above, here = self.paragraphs[position - 1 : position + 1]
            caption = position < last and is_apart(text, self.paragraphs, first, position)
            heading = position < last and not caption and is_subheading(text, here)
            # Between paragraphs may stand what nobody says and no paragraph holds: a pull quote, or
            # the sign of a block quote.
            between = text[above.span.end : behind_quote_sign(text, here)]
            if not (caption or heading or between.strip()):
                continue
            yield from self._said(begin, above.span.end, mark, speaker)
            if caption:
                yield Block(Role.CAPTION, here.words, self.splitter.split(here.words))
            if caption or heading:
                here = self.paragraphs[position + 1]
            begin = behind_quote_sign(text, here)
            begin += text[begin] == mark
        opened = self.paragraphs[last].span.start
        stop = less_closers(text, max(begin, opened + (text[opened] == mark)), end, mark)
        yield from self._said(begin, stop, mark, speaker)
        yield from self._told(end, self.paragraphs[last].span.end)

    def _said(self, start: int, end: int, mark: str, speaker: str | None) -> Iterator[Block]:
        """What is said, of which nothing is a sentence that is told between its marks."""
        text = self.splitter.text
        span = trimmed(text, start, end)
        if span:
            told = told_within(text, span, mark, self._openings)
            every = self.splitter.split(span)
            sentences = tuple(without_told(text, every, told, among=speaker is not None))
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
        read = self._readers.get(heading.span.start)
        return Question(read or question_of(self.splitter.text, heading, self._askers))

    def _refuse_open(self, paragraph: Paragraph) -> None:
        text, span = self.splitter.text, paragraph.span
        begin = spoken_from(text, paragraph)
        closer = QUOTES[text[begin]][0]
        words = _short(span.of(text))
        last = _closer_of_others(text[begin : span.end].rstrip("*_ "))
        if last:
            message = f"The answer {words!r} opens with {text[begin]} and closes with {last}."
            self._refuse(paragraph, message, "Use two that belong together.")
            return
        remedy = f"Put {closer} at its end."
        if text[span.end - 1] == text[begin] != closer and span.end - 1 > begin:
            remedy = f"It ends with {text[begin]}, which opens: put {closer} in its place."
        if text.find(closer, begin + 1, span.end) >= 0:
            remedy = (
                f"Put {closer} at its end, or what follows {closer} into a paragraph of its own."
            )
        self._refuse(paragraph, f"The answer {words!r} has no closing quotation mark.", remedy)

    def _next_question(self, position: int) -> int:
        text = self.splitter.text
        later = range(position + 1, len(self.paragraphs))
        return next((at for at in later if asks(text, self.paragraphs[at])), later.stop)

    def _refuse(self, paragraph: Paragraph, message: str, remedy: str) -> None:
        line = line_of(self.splitter.text, paragraph.span.start)
        self.errors.append(ContentError(self.path, line, message, remedy))


def _closer_of_others(said: str) -> str | None:
    """The mark that closes what another than its first would have opened; None where it may not.

    What is quoted within an answer may end it, before the mark that is missing.
    """
    first, last = said[0], said[-1]
    openers = {opener for opener, closers in QUOTES.items() if last in closers}
    return last if first != last and openers and openers.isdisjoint(said[:-1]) else None


def _short(words: str) -> str:
    words = as_seen(" ".join(words.split()))
    return words if len(words) <= 40 else words[:39] + "\u2026"
