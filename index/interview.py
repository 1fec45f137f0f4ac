"""The values that a content file becomes: frozen, and tied to its text by offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from index.words import UNSEEN


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, non-empty range of code points `[start, end)` in an interview's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"a span needs 0 <= start < end, not {self.start}..{self.end}"
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Self) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Self) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The words of this span: `text[start:end]`, to the letter."""
        return text[self.start : self.end]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without white space and the unseen around it; None when nothing else is there."""
    while start < end and _is_blank(text[start]):
        start += 1
    while start < end and _is_blank(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _is_blank(char: str) -> bool:
    return char.isspace() or char in UNSEEN


class Role(StrEnum):
    """What kind of text a block is."""

    ANSWER = "answer"
    LEAD = "lead"
    BYLINE = "byline"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One whole sentence: the smallest thing that is ever quoted."""

    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """An interviewer's question, or the heading above a paragraph of an article."""

    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A quotable stretch of the text: an answer, a paragraph, the lead, a byline or a caption.

    `span` is the block as shown around a quotation; an answer's curly quotes are outside it.
    `sentences` are in order, do not overlap, and lie inside `span`; what is told within an answer
    is none of them, nor are the marks there. `speaker` is who answers, if the text says so above or
    before each answer.
    """

    role: Role
    span: Span
    sentences: tuple[Sentence, ...]
    question: Question | None = None
    speaker: str | None = None

    def __post_init__(self) -> None:
        if not self.sentences:
            msg = "a block holds at least one sentence"
            raise ValueError(msg)
        end = self.span.start
        for sentence in self.sentences:
            if sentence.span.start < end or sentence.span not in self.span:
                msg = f"sentence {sentence.span} is out of order or outside {self.span}"
                raise ValueError(msg)
            end = sentence.span.end


@dataclass(frozen=True, slots=True)
class Passage:
    """One to a few neighbouring sentences of one block: `sentences[first:last]`."""

    block: int
    first: int
    last: int

    def __post_init__(self) -> None:
        if not (0 <= self.first < self.last and self.block >= 0):
            msg = f"a passage needs 0 <= first < last, not {self.first}..{self.last}"
            raise ValueError(msg)

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Its sentences, each as the number of its block and its own in that."""
        return tuple((self.block, at) for at in range(self.first, self.last))


@dataclass(frozen=True, slots=True)
class Interview:
    """One content file: its text, and the place of everything in it.

    `text` is the file decoded as UTF-8 without newline translation and without a leading
    byte-order mark; every span counts code points in it. `sha256` is of the file's bytes.
    `file` is its path inside the content folder, with forward slashes.
    """

    id: str
    file: str
    sha256: str
    text: str = field(repr=False)
    title: str
    blocks: tuple[Block, ...]
    url: str | None = None
    date: str | None = None
    speaker: str | None = None
    language: str = "nl"

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that are put in it, in order: the interviewer's, and headings that ask.

        Each once, if several people or paragraphs answer it. Remarks that were answered ("Dat
        klinkt duur.") are not questions.
        """
        asked = dict.fromkeys(block.question for block in self.blocks if block.question)
        words = (question.span.of(self.text) for question in asked)
        return tuple(filter(is_question, words))

    @property
    def lead(self) -> str | None:
        """The interview's introduction, if it has one; a headline above it is the title."""
        leads = (block.span.of(self.text) for block in self.blocks if block.role is Role.LEAD)
        return next((lead for lead in leads if lead != self.title), None)

    @property
    def is_conversation(self) -> bool:
        """Whether it holds answers; otherwise it is an article."""
        return any(block.role is Role.ANSWER for block in self.blocks)

    @property
    def is_portrait(self) -> bool:
        """Whether somebody else tells of the speaker: twice by name, or once beside what is said.

        A column may have one line on who writes it.
        """
        if self.is_conversation or not self.speaker:
            return False
        name = re.compile(rf"\b{re.escape(self.speaker.split()[-1])}\b")
        told = [
            block.span.of(self.text)
            for block in self.blocks
            if block.role in (Role.LEAD, Role.PARAGRAPH)
        ]
        named = sum(map(bool, map(name.search, told)))
        return named > 1 or (named == 1 and any(map(_OPENS_SPOKEN.match, told)))

    def speaker_of(self, block: Block) -> str | None:
        """Who says the words of a block.

        Nobody does in a lead, a caption or a byline, nor in a paragraph between answers, nor in
        what a portrait tells: only a paragraph in quotation marks is whom it portrays.
        """
        if block.role is Role.ANSWER:
            return block.speaker or self.speaker
        if block.role is not Role.PARAGRAPH or self.is_conversation or block.speaker:
            return block.speaker
        if self.is_portrait and not _SPOKEN.fullmatch(self.text, block.span.start, block.span.end):
            return None
        return self.speaker

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who is known to answer, in order; of an article whoever `speaker` is."""
        if not self.is_conversation:
            return (self.speaker,) if self.speaker else ()
        answers = (block for block in self.blocks if block.role is Role.ANSWER)
        return tuple(dict.fromkeys(filter(None, map(self.speaker_of, answers))))

    def span_of(self, passage: Passage) -> Span:
        """A passage's span, from the start of its first sentence to the end of its last.

        Raises:
            IndexError: the passage is of another interview.
        """
        sentences = self.blocks[passage.block].sentences
        return Span(sentences[passage.first].span.start, sentences[passage.last - 1].span.end)

    def span_within(self, start: int, end: int) -> Span | None:
        """The span from `start` to `end`; None when it is not whole sentences of a block.

        A quotation is; anything else was not said so, or was in another state of the file.
        """
        for block in self.blocks:
            if block.span.start <= start < end <= block.span.end:
                begins = any(sentence.span.start == start for sentence in block.sentences)
                closes = any(sentence.span.end == end for sentence in block.sentences)
                return Span(start, end) if begins and closes else None
        return None


# A paragraph that opens with what somebody says, and one that is nothing else.
_OPENS_SPOKEN = re.compile('[>*_ ]*[\u201c\u201e\u00ab\u2018"]')
_SPOKEN = re.compile(
    "[>*_ ]*(?:\u201c[^\u201c\u201d]+\u201d|\u201e[^\u201c\u201d]+[\u201c\u201d]"
    '|\u00ab[^\u00bb]+\u00bb|\u2018[^\u2018]+\u2019|"[^"]+")[*_ ]*'
)
# A footnote's sign belongs to the sentence before it: "[2]", "[^1]", "\u00b9".
FOOTNOTE = r"(?:\[\^?[\w*]{1,3}\]|[\u00b9\u00b2\u00b3\u2070-\u2079\u2020\u2021]{1,3})"
# After a question mark may come Markdown marks, a bracket, a footnote's sign, or what happens:
# "(lacht)".
_ASKED = re.compile(
    rf"[?\uff1f\u061f](?>(?:{FOOTNOTE}|[*_\s)\]{UNSEEN}])*)"
    rf"(?:(?<!\])\([^()?\r\n]{{1,40}}\)[.*_\s{UNSEEN}]*)?$"
)


def is_question(words: str) -> bool:
    """Whether words end in a question mark, apart from the marks and remarks that may follow it."""
    return _ASKED.search(words) is not None
