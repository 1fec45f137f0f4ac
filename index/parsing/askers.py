"""The words of a question, without who asks and the signs around them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from index.interview import FOOTNOTE, Span, trimmed
from index.parsing.names import LABEL, people
from index.parsing.speech import (
    ASKER,
    CLOSING,
    OPENING,
    asked_at,
    label,
    name_of,
    opens_answer,
)
from index.sentences import OPENERS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from index.parsing.lines import Paragraph

# Who asks, by name: "Kamminga: Wat doet u?", "Rens Vermaat (NRC): Waarom?".
NAMED_ASKER = re.compile(
    rf"[*_]*(?P<name>{LABEL})(?:[ \t]*\([^()\r\n]{{1,60}}\))?[ \t*_]*:[ \t*_]+(?=\S)"
)
# What is no part of a question: the dash or number of a list and emphasis behind it, or before its
# question mark ("**Hoe lang**?"), the sign of a block quote, a footnote's sign. U+F0B7 is the
# bullet of Word.
_LISTED = re.compile(r"(?:[*>\u2013\u2014\u2022\uf0b7-]|\d{1,2}\\?[.)])[ \t]+(?=\S)")
_EMPHASISED = re.compile(r"(?P<marks>\*{1,3}|_{1,3})(?P<words>[^*_]+)(?P=marks)(?P<asks>\?)?")
_QUOTED_QUESTION = re.compile(rf"[{OPENING}](?P<words>[^.?!\r\n{OPENING}{CLOSING}]+\?)[{CLOSING}]")
_SIGN = re.compile(rf"(?<=\?)(?>(?:{FOOTNOTE})+)$")


def named_askers(text: str, paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """Who asks by name: what opens two questions or more with a colon, and labels no answer.

    One word that is part of nobody's name opens most of them: "Stelling:" opens a few.
    """
    questions = [
        asked
        for asked, below in itertools.pairwise(paragraphs)
        if opens_answer(text, below) and not opens_answer(text, asked)
    ]
    opened = Counter(
        named["name"]
        for asked in questions
        if (named := NAMED_ASKER.match(text, asked.words.start, asked.words.end))
    )
    answers = {named["name"] for each in paragraphs if (named := label(text, each))}
    names = people(text)
    askers = {
        name
        for name, times in opened.items()
        if times > 1
        and name not in answers
        and name.lower() not in OPENERS
        and (name in names or 2 * times > len(questions))
    }
    # Some give the whole name at the first question only.
    whole = (name for name in opened if any(name.endswith(f" {asker}") for asker in askers))
    return frozenset(askers.union(whole) - answers)


def readers_questions(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, Span]:
    """What readers ask between quotation marks, each by where its paragraph begins.

    A reader says one thing, a question that another answers: "Kim (9): \u201cMag dat?\u201d".
    """
    named = [
        (each, found) for each in paragraphs if (found := label(text, each)) and name_of(found)
    ]
    parts = Counter(part for _, found in named for part in set(found["name"].split()))
    below = {above.span.start: under for above, under in itertools.pairwise(paragraphs)}
    return {
        each.span.start: Span(asked.start("words"), asked.end("words"))
        for each, found in named
        if all(parts[part] == 1 for part in found["name"].split())
        and (asked := _QUOTED_QUESTION.fullmatch(text, found.end(), each.span.end))
        and each.span.start in below
        and opens_answer(text, below[each.span.start])
    }


def question_of(text: str, paragraph: Paragraph, askers: Collection[str]) -> Span:
    """The words that ask, without "Vraag:" before them and the marks that may stand around them.

    Nor has it the number or dash of a list, or a footnote's sign.

    `askers` are those who ask by name, which is no part of the question either.
    """
    quoted = asked_at(text, paragraph.words.start, paragraph.words.end)
    if quoted:
        return quoted
    asker = ASKER.match(text, paragraph.words.start, paragraph.words.end)
    if asker is None:
        named = NAMED_ASKER.match(text, paragraph.words.start, paragraph.words.end)
        asker = named if named and named["name"] in askers else None
    start = asker.end() if asker else paragraph.words.start
    return _bare(text, start, paragraph.words.end) or paragraph.words


def _bare(text: str, start: int, end: int) -> Span | None:
    listed = _LISTED.match(text, start, end)
    span = trimmed(text, listed.end() if listed else start, end)
    if span and (sign := _SIGN.search(text, span.start, span.end)):
        span = Span(span.start, sign.start())
    emphasised = _EMPHASISED.fullmatch(text, span.start, span.end) if span else None
    if emphasised and (listed or emphasised["asks"]):
        span = trimmed(text, *emphasised.span("words"))
    return span
