"""A content file as paragraphs, and what Markdown makes of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.interview import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = re.compile(r"[^\r\n]+")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?P<words>.*?)[\s#]*$")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<words>[^*_]+)(?:\*\*|__)$")
# Files with a line longer than this were not wrapped by hand: each line is a paragraph.
_MAX_WRAPPED_LINE = 160


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Trimmed text between blank lines; `words` is it without Markdown's heading marks."""

    span: Span
    words: Span
    level: int  # of a Markdown heading; 0 is none

    @property
    def is_marked(self) -> bool:
        """Whether Markdown makes it a heading or a bold line."""
        return self.words != self.span


def paragraphs_of(text: str, start: int, *, markdown: bool) -> Iterator[Paragraph]:
    """The paragraphs of `text[start:]`, in order."""
    unwrapped = any(len(line[0]) > _MAX_WRAPPED_LINE for line in LINE.finditer(text, start))
    begin: int | None = None
    end = start
    for line in LINE.finditer(text, start):
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


def _paragraph(text: str, start: int, end: int, *, markdown: bool) -> Iterator[Paragraph]:
    span = trimmed(text, start, end)
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
    yield Paragraph(span, words, level)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without the white space around it; None when nothing else is there."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def line_of(text: str, offset: int) -> int:
    """One-based line of an offset, whatever the newlines are."""
    before = text[:offset]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1
