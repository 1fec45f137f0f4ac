"""The body of a content file as blocks: answers with their questions, or paragraphs.

A file is an interview when somewhere a question is followed by a paragraph that opens with a
quotation mark, or with who speaks and a quotation mark; everything else is an article. In an
interview whatever stands right above such a paragraph is what it answers, unless it is a caption:
"Dat klinkt duur." as well as "Wat kost het?".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import ContentError
from index.interview import Block, Question, Role, Span, trimmed
from index.parsing.answers import Answers
from index.parsing.captions import credits_makers
from index.parsing.headlines import headline
from index.parsing.lines import Paragraph
from index.parsing.markup import markup_error
from index.parsing.paragraphs import paragraphs_of, with_bold_answers, with_name_lines
from index.parsing.pull_quotes import without_pull_quotes
from index.parsing.turns import asks, heads_section, is_interview, only_asks
from index.parsing.typed_marks import as_printed
from index.sentences import LIST_ITEM, Splitter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# How crawled pages of the Dutch government's open data mark a heading inside a line.
_INLINE_HEADING = re.compile(r"title: (?P<words>[^\r\n]{2,200}?),? : ")


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a file in order, its headline when it has one, and what is wrong with it."""

    blocks: tuple[Block, ...]
    headline: str | None
    errors: tuple[ContentError, ...] = ()


def read_body(text: str, start: int, path: Path, *, markdown: bool) -> Body:
    """What stands in `text[start:]`, or every reason why it cannot be read."""
    written, text = text, as_printed(text)
    every = list(paragraphs_of(text, start, markdown=markdown))
    html = markup_error(text, every, path) if markdown else None
    errors = [html] if html else []
    spoken = list(with_bold_answers(text, list(with_name_lines(text, every))))
    paragraphs = without_pull_quotes(text, spoken)
    splitter = Splitter.of(text)
    if is_interview(text, paragraphs):
        answers = Answers(splitter, paragraphs, path)
        blocks = tuple(answers.blocks())
        errors.extend(answers.errors)
    else:
        blocks = tuple(_article_blocks(splitter, paragraphs))
    if not blocks and not errors:
        errors.append(
            ContentError(
                path,
                1,
                "The file has headings but no text.",
                "Put the text under its headings; in a .md file a bold line is one.",
            )
        )
    title = headline(written, paragraphs) if paragraphs else None
    return Body(blocks, title, tuple(errors))


def _article_blocks(splitter: Splitter, paragraphs: list[Paragraph]) -> Iterator[Block]:
    text = splitter.text
    heading: Question | None = None
    paragraphs = list(_with_lists(text, paragraphs))
    lead = _lead_of(text, paragraphs)
    asking = False
    for position, paragraph in enumerate(paragraphs):
        is_last = position + 1 == len(paragraphs)
        # Below a question on a line of its own, others may tell something first.
        asking = asking or (only_asks(text, paragraph) and not is_last)
        if heads_section(text, paragraph) or (asking and asks(text, paragraph) and not is_last):
            # The headline is above everything, so it tells paragraphs apart from none.
            heading = None if paragraph.level == 1 else Question(paragraph.words)
            continue
        if credits_makers(text, paragraph, among=0 < position < len(paragraphs) - 1):
            sentences = splitter.split(paragraph.words, by_line=True)
            yield Block(Role.BYLINE, paragraph.words, sentences)
            continue
        for span, inline in _sections(text, paragraph.words):
            role = Role.LEAD if position == lead and not inline else Role.PARAGRAPH
            yield Block(role, span, splitter.split(span), inline or heading)


def _lead_of(text: str, paragraphs: list[Paragraph]) -> int | None:
    """Which paragraph introduces a portrait: the first below the title and a line with its makers.

    A text without that line, such as a page of a council, begins with what it is about.
    """
    title, credited = headline(text, paragraphs) if paragraphs else None, False
    for position, paragraph in enumerate(paragraphs):
        if credits_makers(text, paragraph, among=0 < position < len(paragraphs) - 1):
            credited = True
        elif credited:
            headed = heads_section(text, paragraph) or only_asks(text, paragraph)
            return None if headed else position
        elif not heads_section(text, paragraph) and paragraph.words.of(text) != title:
            return None
    return None


def _with_lists(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs, each that announces a list ("geen van deze dingen:") joined to the list below."""
    above: Paragraph | None = None
    for paragraph in paragraphs:
        is_list = LIST_ITEM.match(text, paragraph.span.start) is not None
        if above and is_list and not paragraph.is_marked:
            joined = Span(above.span.start, paragraph.span.end)
            above = Paragraph(joined, joined, 0)
            continue
        if above:
            yield above
            above = None
        if not paragraph.is_marked and text[paragraph.span.end - 1] == ":":
            above = paragraph
        else:
            yield paragraph
    if above:
        yield above


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
