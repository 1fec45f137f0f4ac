"""Whom "he" and "she" stand for: who is interviewed, or somebody else who was just spoken of.

"Wie is hij?" and "What is her job?" ask for whoever is interviewed, unless the question before was
about another: who threw the sand, what his wife thinks. Then the lead is no answer, however much
the words are like those of a question about the piece (`index/data/roles.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.ages import NAME, OPENING
from index.bearers import is_relative, phrases_in
from index.interview import Role
from index.names import terms_of
from index.persons import ENDING
from index.words import ARTICLES, NAME_PARTICLES, PLACE_PARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.conversation.earlier import Earlier
    from index.hits import Query
    from index.interview import Interview
    from index.rows import Place
    from index.search import Searcher

_SUBJECTS = "hij|zij|ze|he|she"
_POINTS = re.compile(rf"\b(?:{_SUBJECTS}|hem|haar|zijn|him|her|his)\b", re.IGNORECASE)
# "Wie was haar promotor?", but not "Wie is zij?"
_OF_WHOEVER = re.compile(r"\b(?:haar|zijn|her|his) \w", re.IGNORECASE)
_IS_SUBJECT = re.compile(rf"\b(?:{_SUBJECTS})\b", re.IGNORECASE)
_WHO = re.compile(
    rf"{OPENING}(?:(?:van|met|door|bij|aan|voor|for|with|by|to|from) )?(?:wie|who|whom|whose)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(rf"{OPENING}(?:welke?|which)\b", re.IGNORECASE)
_IS = r"(?:is|was)"
_ASKS_WHO = re.compile(
    rf"{OPENING}(?:(?:wie {_IS}|who(?: {_IS}|['\u2019]s)|hoe heet(?:te)?) (?:{_SUBJECTS})|"
    rf"(?:wat {_IS}|what(?: {_IS}|['\u2019]s)) (?:zijn|haar|his|her) "
    r"(?:voor|achter|\w+ )?(?:naam|name))"
    rf"{ENDING}",
    re.IGNORECASE,
)
_NAME = re.compile(NAME)
# "De Orca" is a ship and "in Den Haag" a place.
_NO_PERSON = re.compile(
    rf"\b(?:{'|'.join(sorted(ARTICLES | PLACE_PARTICLES))}|te|naar) $", re.IGNORECASE
)
# From this value on, a question is about the piece itself ("Wie is er aan het woord?").
_ABOUT_PIECE = 0.5


@dataclass(frozen=True, slots=True)
class Another:
    """Somebody who was spoken of and is not interviewed.

    `told` is where it stands who that is, and `named` says that a quotation has a name in full.
    """

    told: frozenset[Place] = frozenset()
    named: bool = False


def asks_who_that_is(question: str) -> bool:
    """Whether a question asks who somebody is, or is called, and only a pronoun says of whom."""
    return _ASKS_WHO.fullmatch(question) is not None


def whom(searcher: Searcher, question: str, said: Earlier) -> Another | None:
    """Another who is meant by a pronoun; None if it is who is interviewed, or there is none.

    Nor is there where the question is not drawn to the lead: what it depends on is told otherwise.
    """
    if not said.turns or _subject_of(searcher.read(question)) <= 0:
        return None
    return _meant(searcher, question, said)


def _meant(searcher: Searcher, question: str, said: Earlier) -> Another | None:
    last = said.last if _POINTS.search(question) else None
    if last is None:
        return None
    asked, before = last
    query = searcher.read(asked)
    if query.mention is not None:
        return None
    if _WHO.match(asked) and (_OF_WHOEVER.search(asked) or _subject_of(query) < _ABOUT_PIECE):
        return _who_was_asked_for(searcher, query, said)
    named = None
    if not _IS_SUBJECT.search(asked):
        named = _who_was_named(searcher, asked, said.at_hand)
        if named is None and _WHICH.match(asked):
            answer = _who_was_asked_for(searcher, query, said)
            # "Welke taal is het moeilijkst?" does not ask for anybody.
            named = answer if answer and (answer.told or answer.named) else None
    # "Wie is hij?" and "Wat is zijn werk?" may have been about another themselves.
    return named or _meant(searcher, asked, before)


def _subject_of(query: Query) -> float:
    """How surely a question is about who is interviewed, or what the piece is about."""
    return query.reading.roles.get("subject", 0.0)


def _who_was_asked_for(searcher: Searcher, query: Query, said: Earlier) -> Another | None:
    """Who answers "Wie gooide zand naar binnen?", as far as the quotation says so."""
    told = searcher.told_of(query.text, said.at_hand)
    quotes = said.shown(1)
    if told or not quotes:
        return Another(told)
    interview, span = quotes[0].interview, quotes[0].span
    # Koen is not who is asked for in "Met wie is Koen getrouwd?".
    asked = frozenset(terms_of(query.text))
    names = [
        name for name in _names_in(span.of(interview.text)) if not asked.issuperset(terms_of(name))
    ]
    presented = frozenset(terms_of(" ".join(interview.speakers))) - NAME_PARTICLES
    others = [name for name in names if presented.isdisjoint(terms_of(name))]
    if len(others) < len(names) or (not others and _presents(interview, span.start)):
        return None
    known = [searcher.told_of(f"Wie is {name}?", interview.id) for name in others]
    places = {places for places in known if places}
    told = places.pop() if len(places) == 1 else frozenset()
    return Another(told, named=any(" " in name for name in others))


def _presents(interview: Interview, start: int) -> bool:
    """Whether what tells of who is interviewed stands there."""
    return any(
        block.role is Role.LEAD and block.span.start <= start < block.span.end
        for block in interview.blocks
    )


def _who_was_named(searcher: Searcher, asked: str, at_hand: str) -> Another | None:
    """Who is named, or is somebody by a noun: "Wat zei Pim Hartog?", "Wat denkt zijn zoon?"."""
    for phrase in phrases_in(asked):
        told = searcher.told_of(f"Wie is {phrase}?", at_hand)
        if told or is_relative(phrase):
            return Another(told)
    for name in _names_in(asked):
        told = searcher.told_of(f"Wie is {name}?", at_hand)
        if told:
            return Another(told)
    return None


def _names_in(text: str) -> Iterator[str]:
    """The names in a text, but for those behind an article ("de Orca")."""
    for match in _NAME.finditer(text):
        if not _NO_PERSON.search(text[: match.start()]):
            yield match[0]
