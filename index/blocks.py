"""The body of a content file as blocks: answers with their questions, or paragraphs.

A file is an interview when somewhere a heading that ends in a question mark is followed by
a paragraph that opens with a quotation mark, or with who speaks and a quotation mark; everything
else is an article.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import ContentError
from index.interview import Block, Question, Role, Span
from index.naming import LABEL
from index.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OPENING = '\u201c\u201e\u00ab"'
_CLOSING = '\u201d\u00bb"'
_BLANK = re.compile(r"(?:[^\S\r\n]*(?:\r\n|\r|\n))+")
_LINE = re.compile(r"[^\r\n]+")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?P<words>.*?)[\s#]*$")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<words>[^*_]+)(?:\*\*|__)$")
_CREDIT = re.compile(
    r"(?:tekst|foto'?s?|foto\u2019s|fotografie|beeld|illustraties?|interview|door|auteur|"
    r"redactie|bron|text|photos?|photography|by|words|images?|source|"
    r"(?:opgetekend|geschreven|gefotografeerd) door|van (?:onze|een) [\w ]{0,20}"
    r"(?:redact(?:eur|rice)|verslag(?:gever|geefster)|correspondent(?:e)?))\b",
    re.IGNORECASE,
)
# Who of several people answers: "Bolsius: ", "Hennie Bolsius (rechts): ", "De Vries, wethouder: ".
_LABEL = re.compile(
    rf"(?P<name>{LABEL})"
    rf"(?:[ \t]*\([^()\r\n]{{1,60}}\)|,[^:{_OPENING}\r\n]{{1,60}})?[ \t]*:[ \t]*(?=[{_OPENING}])"
)
# How crawled pages of the Dutch government's open data mark a heading inside a line.
_INLINE_HEADING = re.compile(r"title: (?P<words>[^\r\n]{2,200}?),? : ")
# A heading or credit is one short line; longer ones are prose that happens to end in "?".
_MAX_HEADING = 300
_MAX_CREDIT = 100
# Files with a line longer than this were not wrapped by hand: each line is a paragraph.
_MAX_WRAPPED_LINE = 160


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Trimmed text between blank lines; `words` is it without Markdown's heading marks."""

    span: Span
    words: Span
    level: int  # of a Markdown heading; 0 is none

    @property
    def is_marked(self) -> bool:
        return self.words != self.span


def read_blocks(
    text: str, start: int, path: Path, *, markdown: bool
) -> tuple[tuple[Block, ...], str | None]:
    """The blocks of `text[start:]` in order, and the headline when there is one.

    Raises:
        ContentError: an interview has an answer without its closing quotation mark or a
            question without an answer, or nothing is left to quote.
    """
    paragraphs = list(_paragraphs(text, start, markdown=markdown))
    headline = _headline(text, paragraphs)
    if _is_interview(text, paragraphs):
        blocks = tuple(_interview_blocks(text, paragraphs, path))
    else:
        blocks = tuple(_article_blocks(text, paragraphs))
    if not blocks:
        raise ContentError(
            path, 1, "The file has headings but no text.", "Put the text under its headings."
        )
    return blocks, headline


def _paragraphs(text: str, start: int, *, markdown: bool) -> Iterator[_Paragraph]:
    unwrapped = any(len(line[0]) > _MAX_WRAPPED_LINE for line in _LINE.finditer(text, start))
    begin: int | None = None
    end = start
    for line in _LINE.finditer(text, start):
        blank = not line[0].strip()
        apart = _is_blank_between(text, end, line.start()) or unwrapped
        heading = markdown and _MARKDOWN_HEADING.match(line[0].strip())
        if begin is not None and (blank or apart or heading):
            yield from _paragraph(text, begin, end, markdown=markdown)
            begin = None
        if not blank and begin is None:
            begin = line.start()
        end = line.end()
        if heading:
            yield from _paragraph(text, line.start(), end, markdown=markdown)
            begin = None
    if begin is not None:
        yield from _paragraph(text, begin, end, markdown=markdown)


def _is_blank_between(text: str, end: int, start: int) -> bool:
    breaks = text[end:start].replace("\r\n", "\n").replace("\r", "\n")
    return breaks.count("\n") > 1


def _paragraph(text: str, start: int, end: int, *, markdown: bool) -> Iterator[_Paragraph]:
    span = _trim(text, start, end)
    if span is None:
        return
    words, level = span, 0
    if markdown:
        line = span.of(text)
        heading = _MARKDOWN_HEADING.fullmatch(line)
        marked = heading or _BOLD_LINE.fullmatch(line)
        if marked and marked["words"].strip():
            words = Span(span.start + marked.start("words"), span.start + marked.end("words"))
            level = len(line) - len(line.lstrip("#"))
    yield _Paragraph(span, words, level)


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _is_interview(text: str, paragraphs: list[_Paragraph]) -> bool:
    return any(
        _asks(text, heading) and _opens_answer(text, answer)
        for heading, answer in itertools.pairwise(paragraphs)
    )


def _asks(text: str, paragraph: _Paragraph) -> bool:
    words = paragraph.words.of(text)
    return (
        words.rstrip("*_ ").endswith("?")
        and len(words) <= _MAX_HEADING
        and "\n" not in words
        and words[0] not in _OPENING
    )


def _opens_answer(text: str, paragraph: _Paragraph) -> bool:
    return text[_opening(text, paragraph)] in _OPENING


def _opening(text: str, paragraph: _Paragraph) -> int:
    """Where a paragraph begins after the label that says who speaks."""
    label = _label(text, paragraph)
    return label.end() if label else paragraph.span.start


def _label(text: str, paragraph: _Paragraph) -> re.Match[str] | None:
    return _LABEL.match(text, paragraph.span.start, paragraph.span.end)


def _closes_answer(text: str, paragraph: _Paragraph) -> bool:
    last = paragraph.span.of(text).rstrip(".")[-1:]
    return last in _CLOSING and len(paragraph.span) > 1


def _headline(text: str, paragraphs: list[_Paragraph]) -> str | None:
    """A Markdown `#` heading, or a first short line without a full stop."""
    first = paragraphs[0]
    words = first.words.of(text)
    if first.level == 1:
        return words
    one_line = len(words) <= _MAX_CREDIT and "\n" not in words and "\r" not in words
    if one_line and len(paragraphs) > 1 and words[-1].isalnum() and not _CREDIT.match(words):
        return words
    return None


def _interview_blocks(text: str, paragraphs: list[_Paragraph], path: Path) -> Iterator[Block]:
    asked = False
    position = 0
    while position < len(paragraphs):
        paragraph = paragraphs[position]
        following = paragraphs[position + 1 : position + 2]
        is_heading = _asks(text, paragraph) or (
            paragraph.is_marked and following and _opens_answer(text, following[0])
        )
        if is_heading:
            if not following or not _opens_answer(text, following[0]):
                raise ContentError(
                    path,
                    _line(text, paragraph.span.start),
                    f"The question {_short(paragraph.words.of(text))!r} has no answer.",
                    "Put the answer under it, in \u201ccurly quotes\u201d.",
                )
            position += 1
            # Several people may answer one question, each under a label.
            while True:
                last = _answer_end(text, paragraphs, position, path)
                yield _answer(text, paragraph, paragraphs[position], paragraphs[last])
                position = last + 1
                if not (position < len(paragraphs) and _label(text, paragraphs[position])):
                    break
            asked = True
            continue
        if paragraph.level != 1:
            yield _aside(text, paragraph, before_questions=not asked)
        position += 1


def _answer_end(text: str, paragraphs: list[_Paragraph], first: int, path: Path) -> int:
    """Index of the paragraph that closes the answer that paragraph `first` opens."""
    for position in range(first, len(paragraphs)):
        paragraph = paragraphs[position]
        if _closes_answer(text, paragraph):
            return position
        following = paragraphs[position + 1 : position + 2]
        next_asks = following and _asks(text, following[0])
        answered = paragraphs[position + 2 : position + 3]
        if next_asks and (not answered or _opens_answer(text, answered[0])):
            break
        if following and _label(text, following[0]):
            break
    raise ContentError(
        path,
        _line(text, paragraphs[first].span.start),
        f"The answer {_short(paragraphs[first].span.of(text))!r} has no closing quotation mark.",
        "Put \u201d at its end.",
    )


def _answer(text: str, heading: _Paragraph, first: _Paragraph, last: _Paragraph) -> Block:
    end = last.span.end
    while text[end - 1] in _CLOSING + ".":
        if text[end - 1] == "." and text[end - 2] not in _CLOSING:
            break
        end -= 1
    label = _label(text, first)
    span = _trim(text, _opening(text, first) + 1, end) or first.span
    return Block(
        Role.ANSWER,
        span,
        split_sentences(text, span),
        Question(heading.words),
        label["name"] if label else None,
    )


def _aside(text: str, paragraph: _Paragraph, *, before_questions: bool) -> Block:
    """What stands outside the answers: byline, lead, caption."""
    if _is_credit(text, paragraph):
        role = Role.BYLINE
    elif before_questions:
        role = Role.LEAD
    else:
        role = Role.CAPTION
    by_line = role is Role.BYLINE
    span = paragraph.words
    return Block(role, span, split_sentences(text, span, by_line=by_line))


def _is_credit(text: str, paragraph: _Paragraph) -> bool:
    lines = [line[0] for line in _LINE.finditer(text, paragraph.words.start, paragraph.words.end)]
    return all(
        len(line) <= _MAX_CREDIT and line.rstrip()[-1:] not in ".?!" for line in lines
    ) and bool(_CREDIT.match(lines[0]))


def _article_blocks(text: str, paragraphs: list[_Paragraph]) -> Iterator[Block]:
    heading: Question | None = None
    for position, paragraph in enumerate(paragraphs):
        is_last = position + 1 == len(paragraphs)
        if paragraph.is_marked or (_asks(text, paragraph) and not is_last):
            # The headline is above everything, so it tells paragraphs apart from none.
            heading = None if paragraph.level == 1 else Question(paragraph.words)
            continue
        if _is_credit(text, paragraph):
            sentences = split_sentences(text, paragraph.words, by_line=True)
            yield Block(Role.BYLINE, paragraph.words, sentences)
            continue
        for span, inline in _sections(text, paragraph.words):
            yield Block(Role.PARAGRAPH, span, split_sentences(text, span), inline or heading)


def _sections(text: str, paragraph: Span) -> Iterator[tuple[Span, Question | None]]:
    """A paragraph cut at its inline headings; nearly always it has none."""
    start, heading = paragraph.start, None
    for match in _INLINE_HEADING.finditer(text, paragraph.start, paragraph.end):
        before = _trim(text, start, match.start())
        if before:
            yield before, heading
        start, heading = match.end(), Question(Span(match.start("words"), match.end("words")))
    last = _trim(text, start, paragraph.end)
    if last:
        yield last, heading


def _line(text: str, offset: int) -> int:
    """One-based line of an offset, whatever the newlines are."""
    before = text[:offset]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "\u2026"
