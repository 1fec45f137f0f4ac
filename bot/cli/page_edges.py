"""What stands at the edges of a printed page, and comes along when a text is copied from it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from bot.cli.finding import in_all, place_of
from index.interview import Role, Span, is_question
from index.parsing.credits import is_credit
from index.parsing.lines import LINE, line_of
from index.parsing.speech import speaks_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.interview import Interview

    Line = re.Match[str]

_PAGE = r"(?:pagina|pag\.?|blz\.?|bladzijde|page|p\.)"
_NUMBER = r"\d{1,3}"
# "pagina 12", "- 12 -", "12 | De Schakel", "De Schakel      12", "Lees verder op pagina 14".
_OF_PAGE = re.compile(
    rf"(?i:{_PAGE}) ?{_NUMBER}(?: ?(?:van|of|/) ?{_NUMBER})?"
    rf"|(?P<dash>[-\u2013\u2014]) ?{_NUMBER} ?(?P=dash)"
    r"|(?i:[(\[]?(?:(?:lees(?: hier)?|ga|gaat) (?:verder|door)|(?:het )?vervolg|zie(?: ook)?"
    rf"|continue[ds]|see(?: also)?)\b[^\r\n]{{0,30}} {_PAGE} ?{_NUMBER}\.?[)\]]?)"
    r"|(?i:\((?:vervolg|wordt vervolgd|continued)\))"
)
_OF = re.compile(rf"({_NUMBER}) ?/ ?({_NUMBER})")
# Lines of a list or a table look the same, and stand below one another.
_WORDS = r"[^\W\d][^\r\n]{0,120}?"
_SIGN = r"[|\u2022\u00b7]"
# "KRANT - NUMMER 3 - PAGINA 12": a sentence may break off before "pagina 12", without the dash.
_THE_PAGE = rf"(?i:{_PAGE}) ?{_NUMBER}"
_BESIDE = re.compile(
    rf"{_WORDS}(?:\s{{5,}}| ?{_SIGN} ?){_NUMBER}|{_NUMBER}(?:\s{{5,}}| ?{_SIGN} ?){_WORDS}"
    rf"|{_WORDS} ?(?:{_SIGN}|[-\u2013\u2014]) ?{_THE_PAGE}"
    rf"|{_THE_PAGE} ?(?:{_SIGN}|[-\u2013\u2014]) ?{_WORDS}"
)
# "De Kaaskrant 16", "12 DE SCHAKEL APRIL 2026": within what somebody says, nothing else stands so
# on a line of its own.
_CALLED = r"[^\W\d_a-z][\w'\u2019-]+"
_NAME = rf"{_CALLED}(?:(?: {_CALLED}){{1,4}} \d{{4}}|(?: {_CALLED}){{0,3}})"
_NAMED = re.compile(rf"{_NAME} {_NUMBER}|{_NUMBER} {_NAME}")
# "12" alone, which in a line of its own between others may be part of what is said.
_ALONE = re.compile(rf"\[?(?P<number>{_NUMBER})\]?")
_ENDS_SENTENCE = re.compile(r"[.!?\u2026][\"'\u2019\u201d]?\s*\Z")
_OPENS_SENTENCE = re.compile(r"\W*[^\W\d_a-z]")
# The number of the page before or behind its head: "14 De Schakel april", "De Schakel april, 15".
_AT_EDGE = re.compile(
    rf"(?P<before>{_NUMBER})\W+(?P<below>[^\W\d_a-z].*)"
    rf"|(?P<above>[^\W\d_a-z].*\w)\W+(?P<behind>{_NUMBER})"
)
_FEWEST_NUMBERED = 2
# The head of each page: so many times, so long, and no sentence.
_FEWEST_HEADS = 3
_LONGEST_HEAD = 80
_HEAD = re.compile(r"[^\W_][^\r\n\"\u201c\u201d\u201e\u00ab]{6,}[^\W_]")


def page_edges(interview: Interview, body: int) -> Iterator[str]:
    """The numbers of pages, and the heads of pages, each with their lines."""
    lines = [line for line in LINE.finditer(interview.text, body) if line[0].strip()]
    numbers = _numbers(interview, lines)
    if numbers:
        words = " ".join(numbers[0][0].split())
        yield (
            f"{place_of(interview, numbers[0].start())}: {words!r} looks like the number of a "
            "page, and would be quoted as what somebody says. Remove it, with whatever else "
            f"stands at the edge of the page{_in_all(interview, numbers)}."
        )
    for heads in _heads(interview, [line for line in lines if line not in numbers]):
        yield (
            f"{place_of(interview, heads[0].start())}: {heads[0][0].strip()!r} looks like the head "
            "of each page, and would be quoted between what is said. Remove it"
            f"{_in_all(interview, heads)}."
        )


def _in_all(interview: Interview, found: Sequence[Line]) -> str:
    return in_all(interview, [line.start() for line in found])


def _numbers(interview: Interview, lines: Sequence[Line]) -> list[Line]:
    said = _said(interview)
    sure: list[Line] = []
    likely: list[Line] = []  # page numbers where the text has others
    alone: list[Line] = []
    around = zip([None, *lines[:-1]], lines, [*lines[1:], None], strict=True)
    for above, line, below in around:
        words = line[0].strip()
        if _is_of_page(words) or (
            _looks_so(_BESIDE, line) and not _looks_so(_BESIDE, above, below)
        ):
            sure.append(line)
        elif _looks_so(_NAMED, line) and not _looks_so(_NAMED, above, below):
            (sure if _is_within(said, line) else likely).append(line)
        elif _looks_so(_ALONE, line) and _stands_apart(interview.text, above, line, below):
            if _is_within(said, line):
                sure.append(line)
            elif below and _OPENS_SENTENCE.match(below[0]):  # else it counts: "12 / koeien"
                alone.append(line)
    found = [*sure, *(likely if sure else ()), *_of_pages(alone)]
    return sorted(found, key=lambda line: line.start())


def _said(interview: Interview) -> list[Span]:
    """Where somebody answers, with what stands between the parts of one answer."""
    answers = [block for block in interview.blocks if block.role is Role.ANSWER]
    between = [
        Span(first.span.end, later.span.start)
        for first, later in itertools.pairwise(answers)
        if first.question == later.question and first.speaker == later.speaker
    ]
    return [*(block.span for block in answers), *between]


def _is_of_page(words: str) -> bool:
    of = _OF.fullmatch(words)
    return _OF_PAGE.fullmatch(words) is not None or (of is not None and int(of[1]) <= int(of[2]))


def _looks_so(pattern: re.Pattern[str], *lines: Line | None) -> bool:
    return any(line and pattern.fullmatch(line[0].strip()) for line in lines)


def _is_within(spans: Sequence[Span], line: Line) -> bool:
    return any(span.start <= line.start() < span.end for span in spans)


def _stands_apart(text: str, above: Line | None, line: Line, below: Line | None) -> bool:
    """Whether a line is no part of a sentence around it, nor of a list of numbers."""
    if not above or not below or _looks_so(_ALONE, above, below):
        return False
    if _is_blank(text, above.end(), line.start()) and _is_blank(text, line.end(), below.start()):
        return True
    ends, opens = _ENDS_SENTENCE.search(above[0]), _OPENS_SENTENCE.match(below[0])
    return ends is not None and opens is not None


def _is_blank(text: str, end: int, start: int) -> bool:
    """Whether an empty line is between two lines."""
    return line_of(text[end:start], start - end) > 2


def _of_pages(alone: Sequence[Line]) -> Sequence[Line]:
    """Numbers outside what is said, unless they are those of chapters or points, from 1 on."""
    numbers = [int(found["number"]) for line in alone if (found := _ALONE.search(line[0]))]
    rising = all(first < second for first, second in itertools.pairwise(numbers))
    return alone if rising and 1 not in numbers else ()


def _heads(interview: Interview, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand there several times, at least once where they would be quoted.

    Those with the numbers of pages rise, and stand in what somebody says.
    """
    quotable, said = [block.span for block in interview.blocks], _said(interview)
    same: dict[str, list[Line]] = {}
    numbered: dict[str, list[tuple[int, int, Line]]] = {}
    for place, line in enumerate(lines):
        words = line[0].strip()
        same.setdefault(words, []).append(line)
        edge = _AT_EDGE.fullmatch(words)
        if edge:
            number = int(edge["before"] or edge["behind"])
            rest = edge["below"] or edge["above"]
            numbered.setdefault(rest, []).append((place, number, line))
    for words, found in same.items():
        if len(found) >= _FEWEST_HEADS and _is_head(interview, lines, words, found, quotable):
            yield found
    for words, triples in numbered.items():
        places, numbers, heads = zip(*triples, strict=True)
        # Those below one another are a list.
        if (
            len(numbers) >= _FEWEST_NUMBERED
            and _rise(numbers, 1)
            and _rise(places, 2)
            and _is_head(interview, lines, words, heads, said)
        ):
            yield list(heads)


def _rise(values: Sequence[int], least: int) -> bool:
    return all(second - first >= least for first, second in itertools.pairwise(values))


def _is_head(
    interview: Interview,
    lines: Sequence[Line],
    words: str,
    found: Sequence[Line],
    where: Sequence[Span],
) -> bool:
    return (
        len(words) <= _LONGEST_HEAD
        and _HEAD.fullmatch(words) is not None
        and not is_question(words)
        and not is_credit([words], among=False)
        and not any(_names_who_speaks(interview.text, lines, line) for line in found)
        and any(_is_within(where, line) for line in found)
    )


def _names_who_speaks(text: str, lines: Sequence[Line], line: Line) -> bool:
    """Whether what is said opens right below a line."""
    below = next((other for other in lines if other.start() > line.start()), None)
    return below is not None and speaks_at(text, *below.span())
