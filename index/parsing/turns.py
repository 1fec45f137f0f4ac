"""What stands between the answers: questions, remarks, captions, credits and headlines."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from index.interview import FOOTNOTE, Span, is_question, trimmed
from index.parsing.credits import MAX_CREDIT, is_credit
from index.parsing.lines import LINE, SENTENCE_ENDS, is_one_line
from index.parsing.naming import LABEL, NAME, people
from index.parsing.speech import (
    ASKER,
    CAPTIONS,
    ELSEWHERE,
    THESIS,
    asked_at,
    label,
    narration,
    only_names,
    opens_answer,
)
from index.sentences import OPENERS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from index.parsing.lines import Paragraph

# How captions begin where they say so; these are never what the interviewer said.
_CAPTION = re.compile(
    rf"[\[(*_]*(?:{CAPTIONS}|{ELSEWHERE}(?=\s*:)|(?:op|bij|onder) (?:de|het) (?:foto|portret)\w*)\b"
    r"(?P<says>[^:\r\n]{0,30}:)?",
    re.IGNORECASE,
)
# What happens in the room, "(Lange stilte.)", and what Markdown sets apart.
_ROOM = re.compile(r"[*_]*[(\[][^()\[\]?]*[)\]][*_]*|>[^?]*")
# The same by name: "Kamminga: Wat doet u?", "Rens Vermaat (NRC): Waarom?".
_NAMED_ASKER = re.compile(
    rf"[*_]*(?P<name>{LABEL})(?:[ \t]*\([^()\r\n]{{1,60}}\))?[ \t*_]*:[ \t*_]+(?=\S)"
)
# What is no part of a question: the dash or number of a list and emphasis behind it, the sign of a
# block quote, a footnote's sign. U+F0B7 is the bullet of Word.
_LISTED = re.compile(r"(?:[*>\u2013\u2014\u2022\uf0b7-]|\d{1,2}\\?[.)])[ \t]+(?=\S)")
_EMPHASISED = re.compile(r"(?P<marks>\*{1,3}|_{1,3})(?P<words>[^*_]+)(?P=marks)")
_SIGN = re.compile(rf"(?<=\?)(?>(?:{FOOTNOTE})+)$")
# A topic that two capitals make no name: "De Elfstedentocht", "Over Thialf".
_ARTICLE = re.compile(r"[*_]*(?:De|Het|Een|The|An?|Over|About) \S+")
# "Bali zwaait", "Bali Sing zwaait": somebody who does something.
_SUBJECT = re.compile(rf"({LABEL}) [^\W\d_A-Z]")
_ADDRESSED = re.compile(r"\b(?:u|uw|je|jij|jou|jouw|jullie|you|your)\b", re.IGNORECASE)
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
        and not _CAPTION.match(words)
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


def is_caption(text: str, paragraph: Paragraph) -> bool:
    """Whether this stands under a picture: it says so, or it names somebody and is no sentence.

    What happens in the room is as little what somebody answers.
    """
    words = paragraph.words.of(text)
    if (
        _CAPTION.match(words)
        or _ROOM.fullmatch(words)
        or credits_makers(text, paragraph, among=True)
    ):
        return True
    return not _ends_as_sentence(words) and bool(NAME.search(words)) and not _is_topic(text, words)


def _is_topic(text: str, words: str) -> bool:
    """Whether two words name no person: "De Elfstedentocht", or "De Wit" if nobody is called so."""
    if not _ARTICLE.fullmatch(words):
        return False
    ending = f" {words.strip('*_ ').lower()}"
    return not any(name.lower().endswith(ending) for name in people(text))


def narrates(text: str, paragraph: Paragraph, people: Collection[str]) -> bool:
    """Whether this tells what one of these people does: who asks would say "you" to them.

    "An loopt naar het raam." is a sentence about An, but "An, vertel eens." is one to her.
    """
    words = paragraph.words.of(text)
    named = _SUBJECT.match(words)
    return (
        bool(named and named[1] in people)
        and words.endswith(".")
        and is_one_line(words)
        and not _ADDRESSED.search(words)
    )


def is_surely_caption(text: str, paragraph: Paragraph) -> bool:
    """Whether this cannot be but a caption, even within what somebody says.

    It says so, or it opens with somebody's name and is no sentence.
    """
    words = paragraph.words.of(text)
    said = _CAPTION.match(words)
    named = len(words) <= MAX_CREDIT and is_one_line(words) and NAME.match(words)
    return bool((said and said["says"]) or (named and not _ends_as_sentence(words)))


def is_subheading(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph within an answer is a heading; a bold sentence is emphasis."""
    bold = paragraph.is_marked and not _ends_as_sentence(paragraph.words.of(text))
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
        and not _CAPTION.match(words)
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


def credits_makers(text: str, paragraph: Paragraph, *, among: bool) -> bool:
    """Whether a paragraph names the makers; `among` says that it stands among the answers.

    The title of a file never does.
    """
    if paragraph.level == 1:
        return False
    found = LINE.finditer(text, paragraph.words.start, paragraph.words.end)
    above = stands_above_all(text, paragraph)
    return is_credit([line[0] for line in found], among=among, above=above)


def stands_above_all(text: str, paragraph: Paragraph) -> bool:
    """Whether a file begins with this paragraph."""
    return trimmed(text, 0, paragraph.span.start) is None


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
        if (named := _NAMED_ASKER.match(text, asked.words.start, asked.words.end))
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
        named = _NAMED_ASKER.match(text, paragraph.words.start, paragraph.words.end)
        asker = named if named and named["name"] in askers else None
    start = asker.end() if asker else paragraph.words.start
    return _bare(text, start, paragraph.words.end) or paragraph.words


def _bare(text: str, start: int, end: int) -> Span | None:
    listed = _LISTED.match(text, start, end)
    span = trimmed(text, listed.end() if listed else start, end)
    if span and (sign := _SIGN.search(text, span.start, span.end)):
        span = Span(span.start, sign.start())
    if span and listed and (emphasised := _EMPHASISED.fullmatch(text, span.start, span.end)):
        span = trimmed(text, *emphasised.span("words"))
    return span


def _ends_as_sentence(words: str) -> bool:
    return words.rstrip("*_ ")[-1:] in SENTENCE_ENDS


def _remarks(text: str, paragraph: Paragraph) -> bool:
    """Whether an interviewer may open with this without asking, as in "Dat klinkt duur."."""
    words = paragraph.words.of(text)
    return (
        _ends_as_sentence(words)
        and len(words) <= _MAX_OPENING_REMARK
        and is_one_line(words)
        and not _CAPTION.match(words)
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
