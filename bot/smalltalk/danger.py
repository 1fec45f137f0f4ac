"""Who tells of somebody whose life is in danger: "Mijn vriend wil zelfmoord plegen".

Told by words, and before all else, since nothing that an interview says helps then. It is stated
and not asked, of oneself, somebody of one's own or somebody who is there, and it is so now: "Wat
doet u als iemand overboord valt?" is a question to the interview.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.conversation.anaphora import AUXILIARIES
from bot.smalltalk.words import ALONG, MYSELF, QUESTION_WORDS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PART = re.compile(r"([^.,;:!?\u2026\n]+)([.,;:!?\u2026\s]*)")
_MY_OWN = frozenset(plain("mijn mn mij onze ons my mine our we wij"))
# "Er ligt iemand", "there is a man"; "er verdrinken kinderen" says it of nobody in particular.
_THERE = frozenset(plain("er hier daar buiten there here"))
_SOMEBODY = frozenset(plain("iemand someone somebody"))
_OPENS_THERE = _THERE | _SOMEBODY
_ONE = _SOMEBODY | frozenset(plain("een a an"))
_AS_BEFORE = frozenset(plain("hij zij ze he she they"))
# What is cried before it is told.
_CRIED = (ALONG | frozenset(plain("help hulp snel o oh please quick"))) - _THERE - _AS_BEFORE
_ASKS = QUESTION_WORDS | AUXILIARIES
# What might be, was, or happens now and then.
_NOT_NOW = frozenset(
    plain(
        "als indien stel wanneer toen was waren had hadden wilde wilden werd werden ooit vroeger "
        "geleden vorig vorige jaren elk elke vaak overleden if when were wanted ago once last "
        "years every often died"
    )
)
# So many words may stand before each next word of a danger ("geen lucht", "wil nu echt dood"),
# and between "ik" and its first ("ik krijg nu echt geen lucht").
_BETWEEN = 2
_BETWEEN_MYSELF = 3


class Dangers:
    """Finds in what is typed that somebody's life is in danger."""

    def __init__(self, dangers: Iterable[str]) -> None:
        """The words of each danger stand in that order, with a few between them or none."""
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for first, *rest in map(plain, dangers):
            self._by_first.setdefault(first, []).append(tuple(rest))

    def told(self, typed: str) -> bool:
        """Whether one is stated of the visitor, of somebody of theirs, or of somebody there."""
        said: set[str] = set()
        for words, marked in _clauses(typed):
            said |= {*words}
            # "Mijn zoon zegt niets. Hij wil dood."
            of_mine = _names(words, _MY_OWN) or (words[0] in _AS_BEFORE and _names(said, _MY_OWN))
            there = words[0] in _OPENS_THERE and _names(words, _ONE) and not marked
            if words[0] in _ASKS or _names(words, _NOT_NOW):
                continue
            if any(of_mine or there or _of_myself(words[:at]) for at in self._starts(words)):
                return True
        return False

    def _starts(self, words: tuple[str, ...]) -> Iterator[int]:
        """Where each danger begins that a clause tells of."""
        for at, word in enumerate(words):
            if any(_follow(words[at + 1 :], rest) for rest in self._by_first.get(word, ())):
                yield at


def _names(words: Iterable[str], ones: frozenset[str]) -> bool:
    return not ones.isdisjoint(words)


def _of_myself(before: tuple[str, ...]) -> bool:
    """Whether "ik" stands close before, and no "hij", as in "ik las dat hij geen lucht kreeg"."""
    near = before[-_BETWEEN_MYSELF - 1 :]
    return _names(near, MYSELF) and not _names(near, _AS_BEFORE)


def _follow(words: tuple[str, ...], danger: tuple[str, ...]) -> bool:
    """Whether the words of a danger follow, each soon after the one before it."""
    if not danger:
        return True
    near = words[: _BETWEEN + 1]
    return danger[0] in near and _follow(words[near.index(danger[0]) + 1 :], danger[1:])


def _clauses(typed: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The words of each clause without the cry before it, and whether a question mark ends it.

    "Mijn zoon stikt wat moet ik doen?" has two, and asks only in the second.
    """
    for part, mark in _PART.findall(typed):
        words = plain(part)
        asks = [at for at, word in enumerate(words) if at and word in QUESTION_WORDS]
        for start, end in zip([0, *asks], [*asks, len(words)], strict=True):
            clause = words[start:end]
            while clause and clause[0] in _CRIED:
                clause = clause[1:]
            if clause:
                yield clause, end == len(words) and "?" in mark
