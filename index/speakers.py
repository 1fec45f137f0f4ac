"""Whom a question names of those who speak: "Wat vindt Jos de Groot van big data?".

Who is interviewed does not name himself in his answers. The name tells which interview is meant,
but within that, it is what no answer has: of 396 questions to unseen interviews .72 got the right
reply, and .42 with "volgens" and a name behind them (docs/decisions/0034). So a question is read
without it, unless nothing else is left to ask about ("Wie is Jos de Groot?").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.spelling import is_known
from index.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.interview import Interview

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*\.?")
# What belongs to a surname, and tells nobody.
_PARTICLES = frozenset("de den der het 't te ten ter van von la le el al op in aan".split())
_ADDRESS = frozenset(
    "meneer mijnheer mevrouw heer dhr mevr mw mr mrs ms miss dr drs ir ing prof professor".split()
)
# What joins a name to the rest of a question: "volgens", "according to", "de mening van".
_JOINS = frozenset(
    "volgens van met door bij aan namens according to of by with from for laut von mit bei "
    "selon de".split()
)
_GOES_WITH_NAME = _ADDRESS | _JOINS
_ARTICLES = frozenset("de het een the a an".split())
# "Q", "A" and initials are nobody's name by themselves.
_MIN_NAME = 3
# The longest of a name in words.
_MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who speaks is named in a question.

    `without` is the question without the name, or as it is where nothing else is asked about.
    `interview` is the id of the one interview that he or she speaks in; "" where there are more.
    """

    without: str
    interview: str


@dataclass(frozen=True, slots=True)
class _Written:
    """A word of a question, and its place there."""

    text: str
    start: int
    end: int

    @property
    def term(self) -> str:
        return fold(self.text.rstrip("."))


class Speakers:
    """Knows who speaks in which interview."""

    def __init__(self, interviews: Sequence[Interview], asks: Callable[[str], bool]) -> None:
        """`asks` tells whether what is left of a question still says what it is about."""
        self._asks = asks
        self._spoken: dict[tuple[str, ...], set[str]] = {}
        for interview in interviews:
            for speaker in interview.speakers:
                for name in _names_of(speaker):
                    self._spoken.setdefault(name, set()).add(interview.id)

    def named(self, question: str) -> Mention | None:
        """Who is named in a question; None if nobody is."""
        words = [_Written(m[0], m.start(), m.end()) for m in _WORD.finditer(question)]
        found = list(self._found(words))
        if not found:
            return None
        without = question
        for first, last, _ in reversed(found):
            start, end = _with_what_joins(words, first), words[last - 1].end
            without = f"{without[: words[start].start].rstrip()} {without[end:].lstrip()}"
        without = without.strip(" ,:;")
        among = set.intersection(*(interviews for *_, interviews in found))
        return Mention(
            without if self._asks(without) else question,
            next(iter(among)) if len(among) == 1 else "",
        )

    def _found(self, words: Sequence[_Written]) -> Iterator[tuple[int, int, set[str]]]:
        """Each name as its first word, the one after its last, and the interviews of it."""
        terms = [word.term for word in words]
        capitals = any(word.text[:1].islower() for word in words)
        first = 0
        while first < len(words):
            for last in range(min(first + _MAX_WORDS, len(words)), first, -1):
                interviews = self._spoken.get(tuple(terms[first:last]))
                if interviews and _is_name(words, first, last, capitals=capitals):
                    yield first, last, interviews
                    first = last
                    break
            else:
                first += 1


def _names_of(speaker: str) -> Iterator[tuple[str, ...]]:
    """A name in full, its surname with and without what belongs to it, and its first name."""
    terms = tuple(fold(match[0].rstrip(".")) for match in _WORD.finditer(speaker))
    own = [at for at, term in enumerate(terms) if term not in _PARTICLES | _ADDRESS]
    if not own:
        return
    told = terms[own[0] :]
    yield told
    if len(own) > 1:
        yield terms[own[-2] + 1 :]
    for name in (terms[own[0]], terms[own[-1]]):
        yield from ((part,) for part in (name, *name.split("-")) if len(part) >= _MIN_NAME)


def _is_name(words: Sequence[_Written], first: int, last: int, *, capitals: bool) -> bool:
    """Whether these words are a name here: "bakker" may be a trade, and "Groot" a size.

    `capitals` says that not every word of the question has one, so that they tell something.
    """
    own = [word for word in words[first:last] if word.term not in _PARTICLES]
    if len(own) > 1:
        return True
    (name,) = own or (words[first],)
    if first and words[first - 1].term in _ARTICLES and words[first].term not in _PARTICLES:
        return False
    if capitals and name.text[:1].isupper() and first > 0:
        return True
    return not is_known(name.term)


def _with_what_joins(words: Sequence[_Written], first: int) -> int:
    """The first word that goes with a name: "volgens mevrouw Smeets", "according to"."""
    while first > 0 and words[first - 1].term in _GOES_WITH_NAME:
        first -= 1
    return first
