"""Names as they are written: what somebody may be called by, and which words are a name here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from index.spelling import is_known
from index.words import (
    ADDRESSES,
    APOSTROPHES,
    ARTICLES,
    NAME_PARTICLES,
    PLACE_PARTICLES,
    TITLES,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# The apostrophe of "'t Hart" belongs to the name.
_WORD = re.compile(rf"(?:[{APOSTROPHES}](?=t\b))?[^\W_]+(?:[-'\u2019][^\W_]+)*\.?")
# What tells nobody. It is known who speaks, so that no place is taken for a name.
_PARTICLES = NAME_PARTICLES | PLACE_PARTICLES
# Many write "Van het Hek", also where a short form is written out (`bot/asked.py`).
_WRITTEN_OUT = {"t": "het"}
FORMS_OF_ADDRESS = ADDRESSES | TITLES | {"miss"}
# "Q", "A" and initials are nobody's name by themselves.
_MIN_NAME = 3
# The least difflib ratio at which a surname is one with a slip in it.
_SPELLED_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Written:
    """A word of a question, and its place there."""

    text: str
    start: int
    end: int

    @property
    def term(self) -> str:
        term = fold(self.text.lstrip(APOSTROPHES).rstrip("."))
        return _WRITTEN_OUT.get(term, term)


def written(text: str) -> list[Written]:
    """The words of a text, in order."""
    return [Written(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def terms_of(text: str) -> tuple[str, ...]:
    """The words of a text, as they are compared."""
    return tuple(word.term for word in written(text))


def names_of(speaker: str) -> Iterator[tuple[str, ...]]:
    """A name in full, its surname with and without what belongs to it, and its first name."""
    terms = terms_of(speaker)
    own = _own(terms)
    if not own:
        return
    yield terms  # "De Groot" may be all that somebody is called
    yield terms[own[0] :]
    if len(own) > 1:
        yield terms[own[-2] + 1 :]
    names = _with_halves((terms[own[0]], terms[own[-1]]))
    yield from ((part,) for part in names if len(part) >= _MIN_NAME)


def first_name_of(speaker: str) -> Iterator[str]:
    """The first name of somebody, unless there is none but an initial."""
    terms = terms_of(speaker)
    yield from (terms[at] for at in _own(terms)[:1] if len(terms[at]) >= _MIN_NAME)


def is_name(words: Sequence[Written], first: int, last: int, *, capitals: bool) -> bool:
    """Whether these words are a name here: "bakker" may be a trade, and "Groot" a size.

    `capitals` says that not every word of the question has one, so that they tell something.
    """
    own = [word for word in words[first:last] if word.term not in _PARTICLES]
    if len(own) > 1:
        return True
    (name,) = own or (words[first],)
    if first and words[first - 1].term in ARTICLES and words[first].term not in _PARTICLES:
        return False
    if capitals and name.text[:1].isupper() and first > 0:
        return True
    return not is_known(name.term)


def is_of_another(words: Sequence[Written], at: int, speakers: Iterable[str]) -> bool:
    """Whether a surname follows that none of these has: "Ilse Tromp" is not Ilse Roggeveen."""
    behind = words[at + 1] if at + 1 < len(words) else None
    if (
        behind is None
        or behind.start != words[at].end + 1
        or not behind.text[:1].isupper()
        or behind.text.isupper()
    ):
        return False
    return all(
        len(_own(terms)) > 1
        and terms[0] == words[at].term
        and not get_close_matches(behind.term, _with_halves(terms), cutoff=_SPELLED_ALIKE)
        for terms in map(terms_of, speakers)
    )


def _own(terms: Sequence[str]) -> list[int]:
    """Where in a name its own words stand: not "mevrouw", nor "van"."""
    return [at for at, term in enumerate(terms) if term not in _PARTICLES | FORMS_OF_ADDRESS]


def _with_halves(terms: Iterable[str]) -> list[str]:
    """Words of a name, and those of a double one by themselves."""
    return [part for term in terms for part in (term, *term.split("-"))]
