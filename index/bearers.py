"""Who is something, where a text says so beside the name: "Hoe heet zijn zoon?".

It is the inverse of what `index/persons.py` knows, and is found and doubted in the same way: most
such questions that confidence was fitted on are near misses, for somebody whom the text names
nowhere (docs/decisions/0041-who-is-something.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from index.ages import NAME, OPENING
from index.interview import Role
from index.names import FORMS_OF_ADDRESS, names_of, terms_of
from index.persons import (
    ADDRESS,
    ARTICLE,
    CLOSES,
    ENDING,
    NO_NOUNS,
    OWN,
    WITH_NOUN,
    presenting,
    terms_in,
)
from index.spelling import is_known
from index.units import heading_of
from index.words import ARTICLES, STOP_WORDS, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from index.interview import Block, Interview
    from index.rows import Place

_IS = r"(?:is|was)"
_WHAT_IS = rf"(?:wat {_IS}|what(?: {_IS}|['\u2019]s))"
_ASKS = re.compile(
    rf"{OPENING}(?:"
    rf"(?:wie {_IS}|who(?: {_IS}|['\u2019]s)|hoe heet(?:te)?) (?P<who>.+?)|"
    rf"{_WHAT_IS} (?:de |the )?(?:(?:voor|achter)?naam|(?:\w+ )?name) (?:van|of) (?P<whose>.+?)|"
    rf"{_WHAT_IS} (?P<own>.+?)['\u2019]s (?:\w+ )?name|"
    rf"{_WHAT_IS} (?P<called>.+?) called"
    rf"){ENDING}",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?P<det>zijn|z'n|haar|hun|uw|jouw|je|jullie|his|her|their|your|de|het|the|die|dat|that) "
    r"(?:(?P<like>[\w-]+) )??(?P<noun>[^\W\d_][\w-]+)"
    r"(?P<of> (?:van|bij|in|op|uit|voor|aan|met|die|dat|of|at|for|from|with|who|that) .+)?",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?=(?P<long>(?P<short>(?:zijn|z'n|haar|hun|uw|jouw|his|her|their|your|de|the) "
    r"[^\W\d_][\w-]+)(?: [^\W\d_][\w-]+)?))",
    re.IGNORECASE,
)
_DEFINITE = frozenset("de het the die dat that".split())
_INDEFINITE = frozenset("een a an".split())
# Who is interviewed says "mijn"; what is told of whom a piece is about has "zijn".
_FIRST_PERSON = frozenset("mijn m'n onze ons my our".split())
_OF_SEVERAL = frozenset("onze ons our hun their".split())
_OWN = _FIRST_PERSON | frozenset("zijn z'n haar hun his her their".split())
# Whoever was something need not be it now.
_FORMER = frozenset("vorige voormalige toenmalige vroegere eerdere oude previous former".split())
_PAST = re.compile(r"\b(?:was|heette)\b", re.IGNORECASE)
# The text may be Dutch where the question is English. "De man" need not be somebody's husband.
_RELATIVES = (
    "man echtgenoot husband",
    "vrouw echtgenote wife",
    "zoon son",
    "dochter daughter",
    "vader father",
    "moeder mother",
    "broer brother",
    "zus zuster sister",
    "opa grootvader grandfather",
    "oma grootmoeder grandmother",
    "kleinzoon grandson",
    "kleindochter granddaughter",
    "oom uncle",
    "tante aunt",
    "neef nephew cousin",
    "nicht niece cousin",
    "vriend boyfriend friend",
    "vriendin girlfriend friend",
)
_KIN = frozenset(" ".join(_RELATIVES).split())
# "Onze zoon" is also mine, and "onze man met de boterhammen" is no husband.
_SPOUSES = frozenset(" ".join(_RELATIVES[:2]).split())
_DETERMINED = rf"(?:(?P<det>{OWN}|ons|{ARTICLE}) (?:(?P<like>[\w-]+e) )?)"
_NOUN = r"(?P<noun>[a-z\u00df-\u00ff][\w-]{2,})"
# "Zijn vrouw Geeske", "ik herinner me kapitein Petrenko": the question tells that it is a noun.
_DIRECTLY = re.compile(rf"\b(?i:{_DETERMINED})?{_NOUN} (?i:{ADDRESS} )*$")
# "De directeur, Tjalling Hoekema, is ervoor", "De planner van toen, Wil, ...".
_BESIDE = re.compile(
    rf"\b(?i:{_DETERMINED}){_NOUN}(?: (?:van|uit|of|from) [\w-]+(?: [\w-]+)?)?, (?i:{ADDRESS} )*$"
)
# "Mijn opvolger heet Ilse", "De componist is Jeroen Wisse."
_CALLED = re.compile(rf"\b(?i:{_DETERMINED}){_NOUN} (?:heet|heette|genaamd|called|named) $")
_IS_NAMED = re.compile(rf"\b(?i:{_DETERMINED}){_NOUN} {_IS} $")
# ", directeur van", ", onze kok,", " is mijn vrouw".
_BEHIND = re.compile(
    rf"(?: \([^()]{{1,40}}\))?,? (?:(?P<is>is|was) )?{_DETERMINED}?{_NOUN}(?=\W|$)"
)
_NAME = re.compile(NAME)
# As many who speak are several.
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whom a question asks for: a noun with what stands around it, folded.

    `whose` says that it is somebody's, and not only the one there is; `of` is what follows.
    """

    noun: str
    like: str
    whose: bool
    of: str
    past: bool


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A name with what somebody is beside it: the determiner, an adjective and the noun."""

    name: frozenset[str]
    noun: str
    like: str
    det: str


def asks_bearer(question: str) -> bool:
    """Whether a question asks who is something, or what he or she is called."""
    return _wanted(question) is not None


def phrases_in(question: str) -> Iterator[str]:
    """The words of a question that may stand for somebody: "zijn zoon", "de nieuwe directeur"."""
    for match in _SOMEBODY.finditer(question):
        yield from dict.fromkeys((match["short"], match["long"]))


def is_relative(phrase: str) -> bool:
    """Whether one of these stands for somebody's relative: "his wife", but not "de man"."""
    det, *_, noun = map(fold, phrase.split())
    return det not in _DEFINITE and noun in _KIN


class Bearers:
    """Knows where a library names whoever is something."""

    def __init__(
        self,
        interviews: Sequence[Interview],
        uses: Callable[[str], Iterable[tuple[Place, str]]],
    ) -> None:
        """`uses` gives the sentences that hold a word, in order, each with its place."""
        self._uses = uses
        self._interviews = {interview.id: interview for interview in interviews}

    def asked(self, question: str, at_hand: str = "") -> frozenset[Place]:
        """Where the first sentence stands that names whom a question asks for; empty if none does.

        Nor does any where an interview names several, or where several interviews name somebody,
        unless one is `at_hand`: the id of the one the conversation is about.
        """
        wanted = _wanted(question)
        if wanted is None:
            return frozenset()
        found: dict[str, list[tuple[Place, _Bearer]]] = {}
        for noun in _same(wanted.noun):
            for place, sentence in self._uses(noun):
                interview = self._interviews[place[0]]
                for bearer in _bearers_in(sentence):
                    if bearer.noun == noun and _is_asked(bearer, wanted, interview, place):
                        found.setdefault(interview.id, []).append((place, bearer))
        first = {
            name: told[0][0]
            for name, told in found.items()
            if _is_one(bearer.name for _, bearer in told)
        }
        if at_hand in found or len(found) > 1:
            return frozenset({first[at_hand]}) if at_hand in first else frozenset()
        return frozenset(first.values())


def _wanted(question: str) -> _Wanted | None:
    match = _ASKS.fullmatch(question)
    who = match and _WHO.fullmatch(next(filter(None, match.groups())))
    if not who or fold(who["noun"]) in STOP_WORDS:
        return None
    return _Wanted(
        fold(who["noun"]),
        fold(who["like"] or ""),
        fold(who["det"]) not in _DEFINITE,
        who["of"] or "",
        _PAST.search(question) is not None,
    )


def _same(noun: str) -> tuple[str, ...]:
    """The noun, and what it is called in the other language if it is a relative."""
    groups = (words.split() for words in _RELATIVES)
    return tuple(dict.fromkeys((noun, *chain(*(words for words in groups if noun in words)))))


def _is_one(names: Iterable[frozenset[str]]) -> bool:
    """Whether all names are of one person: "Tjalling Hoekema" and "Hoekema"."""
    names = sorted(names, key=len)
    return all(name <= names[-1] for name in names)


def _is_asked(bearer: _Bearer, wanted: _Wanted, interview: Interview, place: Place) -> bool:
    """Whether the one who is named somewhere is whom a question asks for."""
    another = wanted.like or (bearer.like in _FORMER and not wanted.past)
    if another and wanted.like != bearer.like:
        return False
    _, number, _ = place
    speakers, block = interview.speakers, interview.blocks[number]
    # Without the preposition: "van mevrouw De Boer".
    of = tuple(term for term in terms_of(wanted.of)[1:] if term not in FORMS_OF_ADDRESS)
    named = next((speaker for speaker in speakers if of in names_of(speaker)), None)
    around = f"{heading_of(interview, number)} {block.span.of(interview.text)}"
    if named is None and not frozenset(of) <= STOP_WORDS.union(terms_in(around)):
        return False
    if wanted.whose or named is not None:
        # Of two who speak, nobody knows whose wife "zijn vrouw" is.
        meant = named or (speakers[0] if speakers else None)
        return (named is not None or len(speakers) < _SEVERAL) and _is_own(
            bearer, interview, block, meant
        )
    if bearer.noun in _KIN:
        return bearer.det in ARTICLES
    # Who is interviewed may be the director, and that of another be named.
    presented = frozenset(terms_in(" ".join(presenting(interview))))
    return bearer.noun not in presented or not bearer.name.isdisjoint(presented)


def _is_own(bearer: _Bearer, interview: Interview, block: Block, speaker: str | None) -> bool:
    """Whether it is somebody of who speaks: "mijn vrouw", or "zijn vrouw" where it is told."""
    if bearer.noun in _SPOUSES and bearer.det in _OF_SEVERAL:
        return False
    says = interview.speaker_of(block)
    if says is None and block.role is not Role.ANSWER:
        return bearer.det in _OWN
    return bearer.det in _FIRST_PERSON and says in (speaker, None)


def _bearers_in(sentence: str) -> Iterator[_Bearer]:
    """The names in a sentence that have beside them what somebody is."""
    sentence = " ".join(sentence.split())
    for match in _NAME.finditer(sentence):
        before, name = sentence[: match.start()], terms_in(match[0])
        opens = not any(map(str.isalnum, before))
        if opens and len(name) > WITH_NOUN and name[0] not in NO_NOUNS:
            # "Woordvoerder Tirza Palland" opens the sentence, and so does its noun.
            yield _Bearer(frozenset(name[1:]), name[0], "", "")
        if STOP_WORDS.issuperset(name) or (opens and len(name) == 1 and is_known(name[0])):
            continue  # "Dat is de functie", "Inmiddels is de oogst"
        closed = CLOSES.match(sentence, match.end()) is not None
        for pattern in (_DIRECTLY, _CALLED, *((_BESIDE, _IS_NAMED) if closed else ())):
            found = pattern.search(before)
            if found:
                yield _bearer(name, found.groupdict())
        behind = _BEHIND.match(sentence, match.end())
        # "Teun is een imker" makes him not the one there is.
        if behind and ("," in behind[0] or behind["is"]) and behind["det"] not in _INDEFINITE:
            yield _bearer(name, behind.groupdict())


def _bearer(name: Iterable[str], found: Mapping[str, str | None]) -> _Bearer:
    noun, like, det = (fold(found[part] or "") for part in ("noun", "like", "det"))
    return _Bearer(frozenset(name), noun, like, det)
