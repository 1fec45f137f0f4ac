"""The body of a content file as blocks: answers with their questions, or paragraphs.

A file is an interview when somewhere a heading that ends in a question mark is followed by
a paragraph that opens with a quotation mark, or with who speaks and a quotation mark; everything
else is an article. In an interview whatever stands right above such a paragraph is what it answers:
"Dat klinkt duur." as well as "Wat kost het?".
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from index.errors import ContentError
from index.interview import Block, Question, Role, Span, is_question
from index.parsing.credits import MAX_CREDIT, is_credit
from index.parsing.naming import NAME
from index.parsing.paragraphs import LINE, Paragraph, line_of, paragraphs_of, trimmed
from index.parsing.speech import (
    OPENING,
    QUOTES,
    closing,
    label,
    narration,
    only_names,
    opening,
    opening_mark,
    opens_answer,
)
from index.sentences import Splitter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How crawled pages of the Dutch government's open data mark a heading inside a line.
_INLINE_HEADING = re.compile(r"title: (?P<words>[^\r\n]{2,200}?),? : ")
# How captions begin where they say so; these are never what the interviewer said.
_CAPTION = re.compile(
    r"[\[(*_]*(?:bijschrift|onderschrift|foto(?:'s|\u2019s)?|beeld|portret|"
    r"(?:op|bij|onder) (?:de|het) (?:foto|portret)\w*|caption|photo|picture)\b",
    re.IGNORECASE,
)
# A heading is one short line; longer ones are prose that happens to end in "?".
_MAX_HEADING = 300
# Captions are longer, or have somebody's name.
_MAX_SECTION_WORDS = 5
# A remark before the first question is as likely the end of the introduction when it is longer.
_MAX_OPENING_REMARK = 120


def read_blocks(
    text: str, start: int, path: Path, *, markdown: bool
) -> tuple[tuple[Block, ...], str | None]:
    """The blocks of `text[start:]` in order, and the headline when there is one.

    Raises:
        ContentError: an interview has an answer without its closing quotation mark or a
            question without an answer, or nothing is left to quote.
    """
    paragraphs = list(paragraphs_of(text, start, markdown=markdown))
    headline = _headline(text, paragraphs)
    splitter = Splitter.of(text)
    if _is_interview(text, paragraphs):
        blocks = tuple(_interview_blocks(splitter, paragraphs, path))
    else:
        blocks = tuple(_article_blocks(splitter, paragraphs))
    if not blocks:
        raise ContentError(
            path, 1, "The file has headings but no text.", "Put the text under its headings."
        )
    return blocks, headline


def _is_interview(text: str, paragraphs: list[Paragraph]) -> bool:
    """Whether some question is followed by an answer, closed or left open by mistake.

    In "\u201cCloud\u201d is een verzamelnaam." nobody answers.
    """
    return any(
        _asks(text, heading) and opens_answer(text, answer) and not only_names(text, answer)
        for heading, answer in itertools.pairwise(paragraphs)
    )


def _asks(text: str, paragraph: Paragraph) -> bool:
    words = paragraph.words.of(text)
    return is_question(words) and _is_heading(words)


def _remarks(text: str, paragraph: Paragraph, *, asked: bool) -> bool:
    """Whether this is what an interviewer says without asking, as in "Dat klinkt duur."."""
    words = paragraph.words.of(text)
    return (
        words.rstrip("*_ ")[-1:] in (".", "!", "?", "\u2026", ":")
        and _is_heading(words)
        and len(words) <= (_MAX_HEADING if asked else _MAX_OPENING_REMARK)
        and not _CAPTION.match(words)
    )


def _is_heading(words: str) -> bool:
    return len(words) <= _MAX_HEADING and "\n" not in words and words[0] not in OPENING


def _is_title(text: str, paragraphs: list[Paragraph], position: int) -> bool:
    """Whether a line that asks, above the first answer, is followed by neither question nor answer.

    "Wie is hier de gids?" above the introduction is a headline, not a question left unanswered.
    """
    following = paragraphs[position + 1 : position + 2]
    return (
        bool(following)
        and not _asks(text, following[0])
        and not _is_spoken(text, following[0])
        and _is_interview(text, paragraphs[position + 1 :])
    )


def _headline(text: str, paragraphs: list[Paragraph]) -> str | None:
    """A Markdown `#` heading, or a first short line without a full stop."""
    first = paragraphs[0]
    words = first.words.of(text)
    if first.level == 1:
        return words
    one_line = len(words) <= MAX_CREDIT and "\n" not in words and "\r" not in words
    last = words[-1].isalnum() or (words[-1] == "?" and _is_title(text, paragraphs, 0))
    if one_line and len(paragraphs) > 1 and last and not _is_credit(text, first, among=False):
        return words
    return None


def _is_asked(text: str, paragraphs: list[Paragraph], position: int, *, first: bool) -> bool:
    """Whether the next paragraph should answer this one; `first` says that none did before."""
    paragraph = paragraphs[position]
    following = paragraphs[position + 1 : position + 2]
    answered = bool(following) and opens_answer(text, following[0])
    if _asks(text, paragraph):
        return answered or not first or not _is_title(text, paragraphs, position)
    if not answered or opens_answer(text, paragraph):
        return False
    above = not first or position > 0
    return paragraph.is_marked or (above and _remarks(text, paragraph, asked=not first))


def _is_spoken(text: str, paragraph: Paragraph) -> bool:
    return opens_answer(text, paragraph) or narration(text, paragraph) is not None


def _interview_blocks(
    splitter: Splitter, paragraphs: list[Paragraph], path: Path
) -> Iterator[Block]:
    text = splitter.text
    heading: Paragraph | None = None
    position = 0
    while position < len(paragraphs):
        paragraph = paragraphs[position]
        following = paragraphs[position + 1 : position + 2]
        if _is_asked(text, paragraphs, position, first=heading is None):
            if not following or not _is_spoken(text, following[0]):
                raise ContentError(
                    path,
                    line_of(text, paragraph.span.start),
                    f"The question {_short(paragraph.words.of(text))!r} has no answer.",
                    "Put the answer under it, in \u201ccurly quotes\u201d.",
                )
            heading = paragraph
            position += 1
        elif heading is None or not _answers(text, paragraphs, position):
            is_section = heading is not None and _opens_section(text, paragraphs, position)
            if paragraph.level != 1 and not is_section:
                yield _aside(splitter, paragraphs, position, asked=heading is not None)
            position += 1
            continue
        blocks, position = _answer(splitter, heading, paragraphs, position, path)
        yield from blocks


def _opens_section(text: str, paragraphs: list[Paragraph], position: int) -> bool:
    """Whether a few words above a question are a heading over what follows: "Onder water"."""
    words = paragraphs[position].words.of(text)
    return (
        position + 1 < len(paragraphs)
        and _asks(text, paragraphs[position + 1])
        and words[-1].isalnum()
        and len(words.split()) <= _MAX_SECTION_WORDS
        and not NAME.search(words)
        and not _CAPTION.match(words)
    )


def _answers(text: str, paragraphs: list[Paragraph], position: int) -> bool:
    """Whether a paragraph goes on with the answer, after a caption or as the next who speaks."""
    paragraph = paragraphs[position]
    mark = opening_mark(text, opening(text, paragraph))
    if mark is None:
        return False
    closed = closing(text, paragraph, mark) is not None
    return closed or label(text, paragraph) is not None


def _answer(
    splitter: Splitter, heading: Paragraph, paragraphs: list[Paragraph], first: int, path: Path
) -> tuple[list[Block], int]:
    """The answer that paragraph `first` opens, with what is told around it; and what is next."""
    text = splitter.text
    paragraph = paragraphs[first]
    named = label(text, paragraph)
    begin = opening(text, paragraph)
    blocks = []
    if opening_mark(text, begin) is None:
        begin = narration(text, paragraph) or begin
        blocks.append(_told(splitter, Span(paragraph.span.start, begin), heading))
    mark = text[begin]
    last, end = _answer_end(text, paragraphs, first, mark, path)
    closers = QUOTES[mark]
    stop = end
    while text[stop - 1] in closers + ".":
        if text[stop - 1] == "." and text[stop - 2] not in closers:
            break
        stop -= 1
    span = trimmed(text, begin + 1, stop) or paragraph.span
    question = Question(heading.words)
    blocks.append(
        Block(
            Role.ANSWER,
            span,
            splitter.split(span),
            question,
            named["name"] if named else None,
        )
    )
    rest = trimmed(text, end, paragraphs[last].span.end)
    if rest:
        blocks.append(_told(splitter, rest, heading))
    return blocks, last + 1


def _told(splitter: Splitter, span: Span, heading: Paragraph) -> Block:
    """What the interviewer tells between what is said."""
    span = trimmed(splitter.text, span.start, span.end) or span
    return Block(Role.PARAGRAPH, span, splitter.split(span), Question(heading.words))


def _answer_end(
    text: str, paragraphs: list[Paragraph], first: int, mark: str, path: Path
) -> tuple[int, int]:
    """Index of the paragraph that closes the answer that paragraph `first` opens, and where."""
    for position in range(first, len(paragraphs)):
        end = closing(text, paragraphs[position], mark)
        if end is not None:
            return position, end
        following = paragraphs[position + 1 : position + 2]
        next_asks = following and _asks(text, following[0])
        answered = paragraphs[position + 2 : position + 3]
        if next_asks and (not answered or opens_answer(text, answered[0])):
            break
        if following and label(text, following[0]):
            break
    raise ContentError(
        path,
        line_of(text, paragraphs[first].span.start),
        f"The answer {_short(paragraphs[first].span.of(text))!r} has no closing quotation mark.",
        f"Put {QUOTES[mark][0]} at its end.",
    )


def _aside(splitter: Splitter, paragraphs: list[Paragraph], position: int, *, asked: bool) -> Block:
    """What stands outside the answers: byline, lead, caption."""
    text, paragraph = splitter.text, paragraphs[position]
    is_last = position + 1 == len(paragraphs)
    if _is_credit(text, paragraph, among=asked and not is_last):
        role = Role.BYLINE
    elif asked:
        role = Role.CAPTION
    else:
        role = Role.LEAD
    by_line = role is Role.BYLINE
    span = paragraph.words
    return Block(role, span, splitter.split(span, by_line=by_line))


def _is_credit(text: str, paragraph: Paragraph, *, among: bool) -> bool:
    """Whether a paragraph names the makers; `among` says that it stands among the answers."""
    found = LINE.finditer(text, paragraph.words.start, paragraph.words.end)
    return is_credit([line[0] for line in found], among=among)


def _article_blocks(splitter: Splitter, paragraphs: list[Paragraph]) -> Iterator[Block]:
    text = splitter.text
    heading: Question | None = None
    for position, paragraph in enumerate(paragraphs):
        is_last = position + 1 == len(paragraphs)
        if paragraph.is_marked or (_asks(text, paragraph) and not is_last):
            # The headline is above everything, so it tells paragraphs apart from none.
            heading = None if paragraph.level == 1 else Question(paragraph.words)
            continue
        if _is_credit(text, paragraph, among=0 < position < len(paragraphs) - 1):
            sentences = splitter.split(paragraph.words, by_line=True)
            yield Block(Role.BYLINE, paragraph.words, sentences)
            continue
        for span, inline in _sections(text, paragraph.words):
            yield Block(Role.PARAGRAPH, span, splitter.split(span), inline or heading)


def _sections(text: str, paragraph: Span) -> Iterator[tuple[Span, Question | None]]:
    """A paragraph cut at its inline headings; nearly always it has none."""
    start, heading = paragraph.start, None
    for match in _INLINE_HEADING.finditer(text, paragraph.start, paragraph.end):
        before = trimmed(text, start, match.start())
        if before:
            yield before, heading
        start, heading = match.end(), Question(Span(match.start("words"), match.end("words")))
    last = trimmed(text, start, paragraph.end)
    if last:
        yield last, heading


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "\u2026"
