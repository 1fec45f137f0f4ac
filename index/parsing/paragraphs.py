"""A content file as paragraphs, and what Markdown makes of a line."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from index.interview import FOOTNOTE, Span, is_question, trimmed
from index.parsing.askers import NAMED_ASKER
from index.parsing.lines import LINE, SENTENCE_ENDS, Paragraph, is_one_line
from index.parsing.speech import (
    ASKER,
    OPENING,
    asked_at,
    ends_spoken,
    label_at,
    only_names,
    speaks_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A bold question is a line of its own, also where its answer begins behind it.
_MARKDOWN_LINE = re.compile(
    rf"(?<![^\r\n])(?:\*\*|__)[^*_\r\n]+\?[ \t]*(?:\*\*|__)(?=[ \t]+[{OPENING}])|{LINE.pattern}"
)
# The address that some programs give a heading is no part of it: "## Hoe droog? {#droog}".
_MARKDOWN_HEADING = re.compile(
    r"#{1,6}[^\S\r\n]+(?P<words>[^\r\n]*?)(?:[^\S\r\n]|#)*(?:\{[#.:][^{}\r\n]{0,80}\}\s*)?$"
)
# Marks say something only of words that they touch.
_TOUCHED = r"(?P<words>[^*_\s](?:[^*_]*[^*_\s])?)(?P=marks)"
# A heading that is bold as well says no more: "## **Onder water**".
_EMPHASISED = re.compile(rf"(?P<marks>\*{{1,3}}|_{{1,3}}){_TOUCHED}")
# The sign of a footnote may stand behind the marks.
_BOLD_LINE = re.compile(rf"(?:\*\*|__)(?P<words>[^*_]+)(?:\*\*|__)(?>(?:{FOOTNOTE})*)$")
# Other emphasis is a question's, or says nothing of a line.
_EMPHASISED_QUESTION = re.compile(r"(?P<marks>\*\*\*|___|\*|_)(?P<words>[^*_]+\?)(?P=marks)$")
# Other words that are all in italics are read without the marks, which no page shows.
_ITALIC = re.compile(rf"(?P<marks>\*\*\*|___|[*_]){_TOUCHED}")
# How Markdown breaks a line within a paragraph; nobody sees the backslash.
_BREAK = " \t\\"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# A rule across the page, also one that Markdown reads as "what stands above is a heading".
_RULE = re.compile(r"([-*_=])(?:[^\S\r\n]*\1){2,}")
# Pictures alone on a line, also as links: their words are for who cannot see them.
_PICTURES = re.compile(r"(?:(?:!\[[^\]]*\]\([^()]*\)|\[!\[[^\]]*\]\([^()]*\)\]\([^()]*\))\s*)+")
# What websites put on a line to leave room.
_ROOM = re.compile(r"(?:(?:&nbsp;|<br ?/?>)\s*)+", re.IGNORECASE)
# And where they say that the text goes on behind a picture or an advertisement, which is no part of
# it: "(Tekst loopt door onder de foto)", "Lees verder na de advertentie".
_BEHIND = (
    r"(?:(?:onder|na|below|after) (?:(?:de|het|deze|dit|the|this) )?"
    r"(?:foto(?:['\u2019]?s|serie)?|afbeelding(?:en)?|beeld|illustratie|tekening|video(?:['\u2019]?s)?"
    r"|film(?:pje)?|podcast|kaart|grafiek|tabel|infographic|kader|tweet|post|bericht|reclame"
    r"|advertenties?|photos?|pictures?|images?|map|chart|graph|table|ad(?:vert(?:isement)?)?s?)"
    r"|hieronder|below)"
)
_GOES_ON = re.compile(
    r"[^\w?]*(?:(?:(?:de |het |dit |the |this )?"
    r"(?:tekst|artikel|interview|verhaal|text|article|interview|story) "
    rf"(?:(?:gaat|loopt) (?:(?:verder|door) {_BEHIND}|{_BEHIND} (?:verder|door))"
    rf"|(?:continues|goes on) {_BEHIND}))"
    rf"|lees (?:(?:verder|door) {_BEHIND}|{_BEHIND} (?:verder|door))"
    rf"|(?:read on|continue reading) {_BEHIND})[^\w?]*",
    re.IGNORECASE,
)
# The time of a recording, which stands above who speaks then: "00:01:02".
_TIME = re.compile(r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d\d[\])]?")
_UNDERLINE = re.compile(r"=+|--+")
# Files with a line longer than this were not wrapped by hand: each line is a paragraph.
_MAX_WRAPPED_LINE = 160
# A line that is set apart as what is asked, though it asks nothing: "V: Noem een held", "**Held**",
# "2. Held".
_TOPIC = re.compile(
    rf"\s*(?:{ASKER.pattern}\S|(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*$|\d{{1,2}}\\?[.)]\s)"
)
# So many lines may a question have that stands between others without empty lines.
_MAX_QUESTION_LINES = 3


def paragraphs_of(text: str, start: int, *, markdown: bool) -> Iterator[Paragraph]:
    """The paragraphs of `text[start:]`, in order, without what is no text.

    Such are rules, comments, pictures, and lines that say where the text goes on.
    """
    if markdown:
        text = text[:start] + _COMMENT.sub(_blank, text[start:])
    lines = list((_MARKDOWN_LINE if markdown else LINE).finditer(text, start))
    unwrapped = any(len(line[0]) > _MAX_WRAPPED_LINE for line in lines)
    begin: int | None = None
    end = start
    for number, line in enumerate(lines):
        # A line of zero-width spaces is empty, and so is ">" between paragraphs of a block quote.
        seen = trimmed(text, *line.span())
        words = seen.of(text) if seen else ""
        apart = unwrapped or _is_blank_between(text, end, line.start())
        if markdown and begin is not None and not apart and _UNDERLINE.fullmatch(words):
            span = trimmed(text, begin, end)
            if span and is_one_line(span.of(text)):
                yield Paragraph(span, span, 1 if words[0] == "=" else 2)
                begin = None
                continue
        blank = (
            not words.strip("> \t")
            or _RULE.fullmatch(words)
            or _GOES_ON.fullmatch(words)
            or (markdown and (_PICTURES.fullmatch(words) or _ROOM.fullmatch(words)))
            or (_TIME.fullmatch(words) and _opens_turn(text, lines[number + 1 : number + 2]))
        )
        heading = markdown and _MARKDOWN_HEADING.match(words)
        if begin is not None and (
            blank or apart or heading or _is_turn(text, lines, number, begin)
        ):
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


def with_name_lines(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, each that says only who speaks joined to what is said below it."""
    above: Paragraph | None = None
    for paragraph in paragraphs:
        span = Span(above.span.start, paragraph.span.end) if above else None
        named = label_at(text, span.start, span.end) if span else None
        if span and named and named.end() >= paragraph.span.start:
            yield Paragraph(span, span, 0)
            above = None
            continue
        if above:
            yield above
        above = paragraph
    if above:
        yield above


def with_bold_answers(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, where answers are bold each of those as what is said, and no heading.

    They are where something bold opens with a quotation mark right below a question. An answer of
    several paragraphs is bold in each, and its last one closes the quotation.
    """
    bold = any(
        is_question(above.words.of(text)) and _is_bold_speech(text, below)
        for above, below in itertools.pairwise(paragraphs)
    )
    is_open = False
    for paragraph in paragraphs:
        speaks = bold and _is_bold_speech(text, paragraph)
        goes_on = is_open and paragraph.is_marked and paragraph.level == 0
        if not (speaks or goes_on) or is_question(paragraph.words.of(text)):
            is_open = False
            yield paragraph
            continue
        is_open = not ends_spoken(paragraph.words.of(text))
        yield Paragraph(paragraph.words, paragraph.words, 0)


def _is_bold_speech(text: str, paragraph: Paragraph) -> bool:
    """Whether a bold paragraph opens with what somebody says: "**\u201cJa.\u201d**"."""
    said = Paragraph(paragraph.words, paragraph.words, 0)
    return (
        paragraph.is_marked
        and paragraph.level == 0
        and speaks_at(text, paragraph.words.start, paragraph.words.end)
        and not only_names(text, said)
    )


def _blank(comment: re.Match[str]) -> str:
    """White space in the place of a comment, so that no offset changes."""
    return re.sub(r"[^\r\n]", " ", comment[0])


def _is_turn(text: str, lines: list[re.Match[str]], number: int, begin: int) -> bool:
    """Whether someone else speaks from this line on, without an empty line above it.

    Who answers is named, the line above asks, or a question begins here and is answered below it.
    `begin` is where the paragraph begins that would end above.
    """
    line, above = lines[number], lines[number - 1][0].rstrip(f"{_BREAK}*_")
    alone = begin == lines[number - 1].start()
    topic = alone and _TOPIC.match(lines[number - 1][0].rstrip(_BREAK)) is not None
    asked = asked_at(text, line.start(), line.end())
    if asked or label_at(text, line.start(), lines[min(number + 1, len(lines) - 1)].end()):
        # "Toen vroeg ik aan" and "Jan: “Kom.”" are one sentence that was cut by hand.
        return topic or (not above[-1:].isalnum() and above[-1:] != ",")
    if speaks_at(text, line.start(), line.end()):
        if ASKER.match(text, begin) and above[-1:] in SENTENCE_ENDS[:-1]:
            return True
        # "Dat klinkt duur." is answered as well, if it stands alone above a whole answer.
        remark = alone and not speaks_at(text, begin, line.start())
        remark = remark and (topic or above[-1:] in SENTENCE_ENDS[:-1]) and ends_spoken(line[0])
        return remark or is_question(above)
    spoken = ends_spoken(above)
    if not spoken and above[-1:] not in SENTENCE_ENDS:
        return False
    answer = _answer_below(text, lines, number)
    if answer is None or spoken:
        return answer is not None
    # The lead may end above, but what is said may ask something itself, and quote the answer.
    return not speaks_at(text, begin, line.start()) and not only_names(text, answer)


def _opens_turn(text: str, lines: list[re.Match[str]]) -> bool:
    """Whether the first of these lines says who asks or answers."""
    return any(ASKER.match(line[0]) or label_at(text, *line.span()) for line in lines)


def _answer_below(text: str, lines: list[re.Match[str]], number: int) -> Paragraph | None:
    """The line that answers what is asked from this line on, which may be wrapped.

    A question is, and so is what is set apart as one, "Vraag: Vertel eens.", or put by somebody who
    is named to another who is: "Bos: Vertel eens.".
    """
    topic = _TOPIC.match(lines[number][0].rstrip(_BREAK))
    # "Let op: het regent." may stand below the introduction.
    named = ends_spoken(lines[number - 1][0]) and NAMED_ASKER.match(text, *lines[number].span())
    for line, below in itertools.pairwise(lines[number : number + _MAX_QUESTION_LINES + 1]):
        speaks = speaks_at(text, *below.span())
        set_apart = topic or (named and label_at(text, *below.span()))
        if speaks and (set_apart or is_question(line[0].rstrip(_BREAK))):
            span = Span(*below.span())
            return Paragraph(span, span, 0)
        ended = line[0].rstrip()[-1:] in SENTENCE_ENDS
        if ended or _is_blank_between(text, line.end(), below.start()):
            return None
    return None


def _is_blank_between(text: str, end: int, start: int) -> bool:
    breaks = text[end:start].replace("\r\n", "\n").replace("\r", "\n")
    return breaks.count("\n") > 1


def _paragraph(text: str, start: int, end: int, *, markdown: bool) -> Iterator[Paragraph]:
    if markdown:
        end = start + len(text[start:end].rstrip(_BREAK))
    span = trimmed(text, start, end)
    if span is None:
        return
    words, level = span, 0
    if markdown:
        line = span.of(text)
        heading = _MARKDOWN_HEADING.fullmatch(line)
        marked = heading or _BOLD_LINE.fullmatch(line) or _EMPHASISED_QUESTION.fullmatch(line)
        if marked and marked["words"].strip():
            inner = _EMPHASISED.fullmatch(line, *marked.span("words")) or marked
            words = Span(span.start + inner.start("words"), span.start + inner.end("words"))
            level = len(line) - len(line.lstrip("#"))
        elif italic := _ITALIC.fullmatch(line):
            span = words = Span(
                span.start + italic.start("words"), span.start + italic.end("words")
            )
    yield Paragraph(span, words, level)
