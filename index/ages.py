"""How old somebody is, where a text says so behind the name: "Gerlof Pieksma (58)".

A profile gives an age in passing, in a sentence about something else, and an interview seldom comes
back to it. So "Hoe oud is hij?" finds whatever else has an age in it; and since most such questions
that confidence was fitted on are near misses, it doubts the right sentence as well
(docs/decisions/0039-an-age-behind-a-name.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from index.words import (
    ADDRESSES,
    ARTICLES,
    CONNECTIVE,
    NAME_PARTICLES,
    PARTICLE,
    PLACE_PARTICLES,
    STOP_WORDS,
    TITLES,
    fold,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.interview import Interview
    from index.rows import Place

# Before an age even "op de Beeck" is a name rather than a place.
_PARTICLE = rf"(?:(?:{'|'.join(sorted(PLACE_PARTICLES))})\s)?{PARTICLE}"
# No word of a name is longer, and no name has more of them: a line of capitals is read to its end
# from each otherwise.
_LONGEST_WORD = 80
_CAPITAL = rf"[A-Z\u00c0-\u00de][\w'\u2019-]{{0,{_LONGEST_WORD}}}"
NAME = rf"\b(?P<name>{_CAPITAL}(?:(?:\s{_PARTICLE})*\s{_CAPITAL}){{0,6}})"
_UNITS = r"(?:een|\u00e9\u00e9n|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_TENS = r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
_TEENS = r"(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien)"
_DIGITS = r"(?:1[01]\d|\d{1,2})"
_NUMBER = rf"(?:{_DIGITS}|(?:{_UNITS}(?:en|\u00ebn))?{_TENS}|{_TEENS}|{_UNITS})"
# "Tjitske Hofstra, twee jaar over gepuzzeld" tells for how long.
_ENDS = r"(?=\s*(?:jaar(?:\soud)?\s*)?(?:[.,;:!?)]|en\b|and\b|$))"
_NOW = r"(?:(?:nu|al|inmiddels|pas|zelf)\s)?"
# Behind a name: "Gerlof Pieksma (58)", "Dina Hesselink uit Hengelo, 87 jaar", "mijn kleindochter
# Fenna van zes", "De hond heet Bolder, is veertien en ...".
AGE = (
    rf"(?:\suit\s{_CAPITAL})?"
    rf"(?:\s\({_DIGITS}(?:\sjaar)?\)|(?:,|\svan|,?\sis)\s{_NOW}{_NUMBER}{_ENDS})"
)
_TOLD = re.compile(NAME + AGE)
# Or somebody who speaks says it: "Ik ben 41 en ...".
_SAID = re.compile(rf"\b[Ii]k\sben\s{_NOW}{_NUMBER}{_ENDS}")
# What somebody is stands before the name, or behind the age: "Rixt (47) is directeur van ...".
_BEFORE = re.compile(r"([\w-]+)\s$")
_BEHIND = re.compile(
    r"(?:,|\s(?:is|was|werkt als))\s(?:(?:de|het|een|al|nu|sinds|the|a|an)\s)*([\w-]+)"
)
_IS = r"(?:is|bent|ben|zijn|was|waren|are|were|ist|sind)"
_WHAT_IS = r"(?:wat is|what is|what['\u2019]s)"
# What may be said before a question: "Dag, ...", "En ...".
OPENING = rf"\W*(?:[^.?!]{{0,40}}[,.!?:] )?(?:{CONNECTIVE},? |nee,? |no,? )?"
_ASKS = re.compile(
    rf"{OPENING}(?:"
    rf"(?:hoe oud|how old|wie alt) (?:{_IS} (?P<who>.+?)|(?P<whom>.+?) {_IS})|"
    rf"(?:{_WHAT_IS} )?(?:de |the )?(?:leeftijd|age)(?: van| of)? (?P<whose>.+?)|"
    rf"{_WHAT_IS} (?P<own>\w+) (?:leeftijd|age)"
    r")(?: (?:nu|nou|eigenlijk|precies|inmiddels|dan|now|exactly))*\W*",
    re.IGNORECASE,
)
_SPOKEN_TO = frozenset("je jij jouw u uw you your sie".split())
_WHOEVER = _SPOKEN_TO | frozenset(
    "hij hem zij ze haar zijn he his she her er die geinterviewde interviewee".split()
)
# Behind a question about somebody, "die" is whoever that was.
_POINTED_AT = frozenset({"die"})
# A doctor is called so by name, and is one without it.
CALLED = ADDRESSES | TITLES | {"dokter"}
_LEFT_OUT = ARTICLES | CALLED | NAME_PARTICLES
_WORD = re.compile(r"[^\W\d_]+")
_SPELLED_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class _Age:
    """Where an age stands, and whose it is: the words of the name, and what he or she is."""

    names: frozenset[str]
    roles: frozenset[str]
    place: Place


class Ages:
    """Knows where a library says how old somebody is."""

    def __init__(self, interviews: Sequence[Interview]) -> None:
        """Look for them in these."""
        told = {interview.id: list(_ages_in(interview)) for interview in interviews}
        self._told = [age for own in told.values() for age in own]
        self._speaking = {
            interview.id: _only_speaker(interview, told[interview.id]) for interview in interviews
        }

    def asked(self, question: str, before: str = "", at_hand: str = "") -> frozenset[Place]:
        """Where the age stands that a question asks for; empty if it asks for none.

        `before` is what it leans on: after "Wie is Anne Douma?" asks "Hoe oud is zij?" for hers.
        `at_hand` is the id of the interview that the conversation is about.
        """
        match = _ASKS.fullmatch(question)
        if match is None:
            return frozenset()
        who = _names_in(next(filter(None, match.groups())))
        told: list[_Age] = []
        if not (_WHOEVER | _POINTED_AT).issuperset(who):
            told = [age for age in self._told if who and _is_of(age, who)]
        elif before and not who & _SPOKEN_TO:
            told = [age for age in self._told if age.names & _names_in(before)]
        elif not who & _POINTED_AT:
            meant = self._meant(at_hand)
            name = self._speaking.get(meant, frozenset())
            told = [age for age in self._told if age.place[0] == meant and age.names & name]
        return frozenset(age.place for age in told)

    def _meant(self, at_hand: str) -> str:
        """The id of the interview that is meant by who names none; "" where that is not known."""
        return at_hand or (next(iter(self._speaking)) if len(self._speaking) == 1 else "")


def _ages_in(interview: Interview) -> Iterator[_Age]:
    for number, block in enumerate(interview.blocks):
        speaker = _names_in(interview.speaker_of(block) or "")
        for position, sentence in enumerate(block.sentences):
            text = sentence.span.of(interview.text)
            if speaker and _SAID.search(text):
                yield _Age(speaker, frozenset(), (interview.id, number, position))
            for match in _TOLD.finditer(text):
                start = match.start()
                before = _BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
                behind = _BEHIND.match(text, match.end())
                roles = " ".join(found[1] for found in (before, behind) if found)
                names = _names_in(match["name"])
                # "Zij is 88" has a capital, and no name.
                if not STOP_WORDS.issuperset(names):
                    yield _Age(names, _names_in(roles), (interview.id, number, position))


def _only_speaker(interview: Interview, told: Iterable[_Age]) -> frozenset[str]:
    """The words of the name of the only one who speaks, or who has an age in a portrait.

    `told` are the ages of this interview.
    """
    speakers = {_names_in(speaker) for speaker in interview.speakers}
    if not speakers:
        speakers = {age.names for age in told}
    return speakers.pop() if len(speakers) == 1 else frozenset()


def _is_of(age: _Age, who: frozenset[str]) -> bool:
    """Whether it is the age of somebody, by name or by what he or she is."""
    return all(
        word in age.roles or get_close_matches(word, age.names, 1, _SPELLED_ALIKE) for word in who
    )


def _names_in(text: str) -> frozenset[str]:
    return frozenset(map(fold, _WORD.findall(text))) - _LEFT_OUT
