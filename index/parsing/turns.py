"""What stands between the answers: which paragraph asks, and which is a heading."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from index.interview import is_question
from index.parsing.captions import CAPTION, credits_makers, ends_as_sentence, is_caption
from index.parsing.credits import MAX_CREDIT
from index.parsing.lines import is_one_line
from index.parsing.names import NAME
from index.parsing.speech import THESIS, asked_at, narration, only_names, opens_answer

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from index.parsing.lines import Paragraph

# A sentence that asks nothing, and another behind it.
_TELLS = re.compile(r"[^?\r\n]{20,}?[^\W\d_]{2}[.!\u2026][\"'\u2019\u201d)]*\s+[^\W\d_a-z]")
# What tells a reader where to go; nobody in the interview is asked that.
_ADDRESS = re.compile(r"\bwww\.|https?://|\w@\w")
# A heading is one short line; longer ones are prose that happens to end in "?".
_MAX_HEADING = 300
# Captions are longer, or have somebody's name.
_MAX_SECTION_WORDS = 5
# So many paragraphs may follow a question to the reader, and nobody answers in them.
_MAX_CLOSING = 5
# A remark before the first question is as likely the end of the introduction when it is longer.
_MAX_OPENING_REMARK = 120


def is_interview(text: str, paragraphs: list[Paragraph]) -> bool:
    """Whether some question is followed by an answer, closed or left open by mistake.

    In "\u201cCloud\u201d is een verzamelnaam." nobody answers.
    """
    return any(
        asks(text, heading) and opens_answer(text, answer) and not only_names(text, answer)
        for heading, answer in itertools.pairwise(paragraphs)
    )


def asks(text: str, paragraph: Paragraph) -> bool:
    """Whether one line asks, or is a thesis: "\u201cGoud\u201d, zei u. Waarom?" too."""
    words = paragraph.words.of(text)
    quoted = asked_at(text, paragraph.words.start, paragraph.words.end)
    return (
        (is_question(words) or quoted is not None or THESIS.match(words) is not None)
        and len(words) <= _MAX_HEADING
        and is_one_line(words)
        and not CAPTION.match(words)
        and (not opens_answer(text, paragraph) or only_names(text, paragraph))
    )


def only_asks(text: str, paragraph: Paragraph) -> bool:
    """Whether this is a question and tells nothing first, as an article's paragraph may."""
    return asks(text, paragraph) and not _TELLS.match(paragraph.words.of(text))


def is_asked(text: str, paragraphs: list[Paragraph], position: int, *, first: bool) -> bool:
    """Whether the next paragraph should answer this one; `first` says that none did before."""
    paragraph = paragraphs[position]
    following = paragraphs[position + 1 : position + 2]
    answered = bool(following) and opens_answer(text, following[0])
    if asks(text, paragraph):
        return answered or not (
            THESIS.match(text, paragraph.words.start)
            or opens_as_title(text, paragraphs, position)
            or _is_for_readers(text, paragraphs, position)
            or (first and _introduces(text, paragraphs, position))
        )
    if not answered or opens_answer(text, paragraph):
        return False
    if paragraph.is_marked:
        # A title stands above the quotation that opens a piece, and is not answered by it.
        return position > 0 or paragraph.level != 1
    words = paragraph.words.of(text)
    short = len(words) <= _MAX_HEADING
    if first:
        # What the first question quotes answers no lead: "\u2018Stil.\u2019 Waarom schreef u dat?"
        answers = position > 0 and not only_names(text, following[0])
        return answers and ((is_question(words) and short) or _remarks(text, paragraph))
    if is_caption(text, paragraph):
        return False
    return is_question(words) or (short and not only_names(text, following[0]))


def is_spoken(text: str, paragraph: Paragraph) -> bool:
    """Whether somebody says something in a paragraph, if only after what they do."""
    return opens_answer(text, paragraph) or narration(text, paragraph) is not None


def is_subheading(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph within an answer is a heading; a bold sentence is emphasis."""
    bold = paragraph.is_marked and not ends_as_sentence(paragraph.words.of(text))
    return paragraph.level > 0 or bold


def heads_section(text: str, paragraph: Paragraph) -> bool:
    """Whether Markdown makes a paragraph of an article a heading; a bold introduction is none."""
    words = paragraph.words.of(text)
    return paragraph.level > 0 or (
        paragraph.is_marked and len(words) <= MAX_CREDIT and not _TELLS.match(words)
    )


def opens_section(text: str, paragraphs: list[Paragraph], position: int) -> bool:
    """Whether a few words above a question are a heading over what follows: "Onder water"."""
    words = paragraphs[position].words.of(text)
    return (
        position + 1 < len(paragraphs)
        and asks(text, paragraphs[position + 1])
        and words[-1].isalnum()
        and len(words.split()) <= _MAX_SECTION_WORDS
        and not NAME.search(words)
        and not CAPTION.match(words)
    )


def answered_levels(text: str, paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The levels of the headings with an answer right below."""
    return frozenset(
        heading.level
        for heading, answer in itertools.pairwise(paragraphs)
        if opens_answer(text, answer)
    )


def opens_box(
    text: str, paragraphs: Sequence[Paragraph], position: int, answered: Collection[int]
) -> bool:
    """Whether a heading that asks stands above prose: "### Wat is een pontje?".

    Where headings of its level are `answered`, the answer to this one lacks its quotation marks.
    """
    level = paragraphs[position].level
    if level == 0 or level in answered:
        return False
    following = paragraphs[position + 1 : position + 2]
    return bool(following) and not is_spoken(text, following[0]) and not asks(text, following[0])


def _remarks(text: str, paragraph: Paragraph) -> bool:
    """Whether an interviewer may open with this without asking, as in "Dat klinkt duur."."""
    words = paragraph.words.of(text)
    return (
        ends_as_sentence(words)
        and len(words) <= _MAX_OPENING_REMARK
        and is_one_line(words)
        and not CAPTION.match(words)
    )


def opens_as_title(text: str, paragraphs: list[Paragraph], position: int) -> bool:
    """Whether a file opens with a line that asks, with neither question nor answer below it.

    "Wie is hier de gids?" above the introduction is a headline, not a question left unanswered.
    """
    following = paragraphs[position + 1 : position + 2]
    return (
        position == 0
        and bool(following)
        and not asks(text, following[0])
        and not is_spoken(text, following[0])
        and is_interview(text, paragraphs[1:])
    )


def _introduces(text: str, paragraphs: list[Paragraph], position: int) -> bool:
    """Whether an introduction ends in a question, which all that follows answers.

    It tells something first, and below it stands the first question or who made the piece.
    """
    paragraph, below = paragraphs[position], paragraphs[position + 1 : position + 2]
    return (
        bool(below)
        and not paragraph.is_marked
        and _TELLS.match(paragraph.words.of(text)) is not None
        and (asks(text, below[0]) or credits_makers(text, below[0], among=False))
    )


def _is_for_readers(text: str, paragraphs: list[Paragraph], position: int) -> bool:
    """Whether a question below all answers is put to who reads: "Meer weten?" above an address."""
    below = paragraphs[position + 1 : position + 2 + _MAX_CLOSING]
    return (
        0 < len(below) <= _MAX_CLOSING
        and bool(_ADDRESS.search(below[0].words.of(text)))
        and not any(opens_answer(text, paragraph) for paragraph in below)
    )
