"""Whom a lead introduces, where it says no more of who speaks: "An de Wit, molenaar, over graan".

Leads name more bodies and places than people, and both have capitals. So a name counts as somebody
only if an office, an age or a title tells that, and no answer has it: of 247 who are interviewed in
the files of benchmarks four have their own surname in an answer. That somebody does something is
not enough, since leads open with others too ("Burgemeester Jan Bos maakte bekend ..."): in 38 leads
by somebody who knew nothing of this, that gave nine names more and four wrong ones, and words under
a wrong name are worse than words under none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.interview import Role
from index.parsing.lines import SENTENCE_ENDS
from index.parsing.names import CAPITAL, NAME, WHOLE_NAME, is_whole, less_office, names_in, spaced
from index.sentences import OPENERS
from index.words import ADDRESSES, ARTICLES, NAME_PARTICLES, PARTICLE, STOP_WORDS, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.interview import Block

# Before whom or what else a name may stand: "haar man Piet Bos (60)", "de Lange Straat (12)".
OF_ANOTHER = re.compile(
    r"\b(?:de|het|the|in|te|man|vrouw|zoon|dochter|broer|zus|zusje|broertje|vader|moeder|partner|"
    r"collega|compagnon|husband|wife|son|daughter|brother|sister|father|mother|colleague)\s+$"
)
LONGEST_WORD_BEFORE = 20
# Who asks, though a caption may open so: "An de Wit sprak met".
TALKS = r"(?:sprak|spreekt|praatte|praat|spoke|speaks)"
TALKING = re.compile(rf"({WHOLE_NAME})\s+{TALKS} (?:met|with)\b")
# What is no part of a name that follows: the end of a sentence, a heading, "Toen".
_BEFORE_NAME = re.compile(
    rf"(?:\S{{3,}}\.|[^\W\d_a-z]{{3,}}|(?i:{'|'.join(sorted(OPENERS - NAME_PARTICLES))}))\s+"
    rf"(?={CAPITAL}\S*[a-z])"
)
_NAMED = re.compile(WHOLE_NAME)
# More capitals in a row are a headline, and more names than that a list of them.
_MOST_WORDS = 8
_MOST_NAMES = 20
_ADDRESS = rf"(?i:{'|'.join(sorted(ADDRESSES | TITLES))})"
_TITLES = re.compile(rf"(?:{_ADDRESS}\.?\s+)+")
_BEHIND_TITLE = re.compile(rf"\b(?:{_ADDRESS}\.?\s+)+$")
# What is looked at before a name: an article and four words.
_BEFORE = 60
_OPENS = re.compile(
    r"(?:^|[.!?:|\u2026]['\"\u2019\u201d)\]]*\s+|[\u2013\u2014]\s+)['\"\u2018\u201c\u201e(]*$"
)
_DETERMINER = r"(?i:de|het|een|onze|zijn|haar|hun|the|an?|our|his|her|their)"
_SMALL = r"[^\W\d_A-Z][\w-]*"
# Two who speak: "An de Wit, bakker, en de molenaar Piet Bos"; "An de Wit en haar man Piet".
_JOINED = re.compile(rf"(?:\b(?i:en|and)|&)\s+(?:{_DETERMINER}\s+)?(?:{_SMALL}\s+){{0,2}}$")
_IN_BRACKETS = r"(?:\s+\([^()]{1,20}\))?"
_JOINS = re.compile(rf"{_IN_BRACKETS}\s+(?:en|and|&)\s+(?:{_SMALL}\s+){{0,3}}{CAPITAL}")
# What is no subject, and mostly no person: "het fictieve programma Levend Veen", "directeur van
# Tweede Draad".
_PART_OF_ANOTHER = re.compile(
    rf"\b(?:{_DETERMINER}\s+(?:{_SMALL}\s+){{0,4}}|(?i:in|te|uit|naar|vanuit|bij|op|rond|tussen|"
    r"langs|aan|van|voor|door|over|volgens|tegen|namens|na|from|at|near|of|for|by|about|after)\s+)$"
)
# What bodies and papers are called, also as the last part of a word: "voedselbank", "vakblad".
_BODY = (
    r"(?i:[\w-]*(?:agentschap|atelier|bank|bedrijf|blad|bond|bureau|centrale|centrum|club|college|"
    r"co\u00f6peratie|dienst|fabriek|fonds|gemeente|gezelschap|groep|hotel|huis|inspectie|instituut|"
    r"kantoor|kerk|krant|maatschappij|magazine|ministerie|museum|omroep|organisatie|park|partij|"
    r"platform|programma|project|provincie|raad|restaurant|schap|school|station|stichting|team|"
    r"theater|universiteit|vereniging|winkel|zender))"
)
_IS_BODY = re.compile(_BODY)
_OF_BODY = re.compile(rf"\b{_BODY}\s+$")
# Who made it, where the lead tells that: "An de Wit sprak haar", "An de Wit schreef dit stuk".
_MAKES = re.compile(
    rf"\s+(?:{TALKS}\b|(?:interviewde|interviewt|bezocht|bezoekt|ondervroeg|ontmoette|interviewed|"
    r"visited)\b|[^\W\d_A-Z]\w*\s+(?:dit|deze|this)\b)"
)
# What somebody is, as no body has it, without an article: "An de Wit, molenaar in Ede". Behind a
# place or a paper stands when: ", maart 2024", ", nummer 4", ", zaterdagochtend".
_OFFICE = re.compile(
    rf"{_IN_BRACKETS},\s+(?!\w+\.?\s+\d|[\w-]*(?:dag|ochtend|middag|avond|nacht)\b)"
    rf"(?P<word>{_SMALL})"
)
_PRONOUN = re.compile(r"\b(?i:hij|zij|ze|hem|haar|he|she|him|her)\b")
_AGE = re.compile(r"\b\d\d-jarige\b|\b\d\d jaar\b|\b\d\d-year-old\b")


def whole_name(words: str) -> str:
    """A name without what stands before it with a capital, but for an office."""
    while (before := _BEFORE_NAME.match(words)) and " " in words[before.end() :]:
        words = words[before.end() :]
    return words


def only_introduced(leads: Sequence[str], text: str, blocks: Sequence[Block]) -> str | None:
    """The only one whom title and lead name, where they tell of him or her as of somebody.

    None if they may name another as well, unless that is a part of something: "directeur van".
    """
    found: dict[str, bool] = {}
    for lead in leads:
        for name, introduced in _names(lead):
            found[name] = found.get(name, False) or introduced
            if len(found) > _MOST_NAMES:
                return None
    made = {
        name
        for block in blocks
        if block.role is Role.BYLINE
        for name in names_in(spaced(block.span.of(text)))
    }
    said = "\n".join(block.span.of(text) for block in blocks if block.role is Role.ANSWER)
    people = {
        less_office(name, text): introduced or _is_addressed(name, text)
        for name, introduced in found.items()
        # "Journalist An de Wit", and the byline has "An de Wit".
        if not any(
            one.endswith(other)
            for maker in made
            for one, other in ((f" {maker}", f" {name}"), (f" {name}", f" {maker}"))
        )
        and not re.search(rf"\b{re.escape(_last_word(name))}\b", said)
        and not _is_thing(less_office(name, text), text)
    }
    one = min((name for name, introduced in people.items() if introduced), key=len, default=None)
    if one is None or not all(f" {name}".endswith(f" {one}") for name in people):
        return None
    # What stands around a name in the lead is not in a caption: "Rector An de Wit", "An de Wit van
    # Waterland".
    elsewhere = {
        name
        for name in names_in(spaced(text))
        if one.endswith(f" {name}") or one.startswith(f"{name} van ")
    }
    return min(filter(is_whole, elsewhere), key=len, default=one)


def _names(lead: str) -> Iterator[tuple[str, bool]]:
    """Who may be somebody in a lead, each with whether it tells of them as of somebody.

    A headline tells of nobody: "Deep Learning helpt artsen".
    """
    tells = lead.rstrip("\"'\u2019\u201d*_ ")[-1:] in SENTENCE_ENDS
    pronoun = max((match.start() for match in _PRONOUN.finditer(lead)), default=0)
    aged = max((match.start() for match in _AGE.finditer(lead)), default=0)
    for match in _NAMED.finditer(lead):
        if len(match[0].split()) > _MOST_WORDS:
            continue
        words = whole_name(match[0])
        title = _TITLES.match(words)
        if title and NAME.fullmatch(words, title.end()):
            words = words[title.end() :]
        start, end = match.end() - len(words), match.end()
        name = " ".join(words.split())
        behind = _BEHIND_TITLE.search(lead, max(0, start - _BEFORE), start)
        before = behind.start() if behind else start
        if not _may_be_somebody(name) or _MAKES.match(lead, end):
            continue
        window = max(0, before - _BEFORE)
        if _JOINED.search(lead, window, before) or _JOINS.match(lead, end):
            yield name, False
            continue
        if _PART_OF_ANOTHER.search(lead, window, before) or any(
            pattern.search(lead, window, before) for pattern in (OF_ANOTHER, _OF_BODY)
        ):
            continue
        office = _OFFICE.match(lead, end)
        is_something = office is not None and office["word"] not in STOP_WORDS
        subject = is_something and (pronoun > end or _OPENS.search(lead, window, before))
        yield name, tells and bool(subject or behind or aged > end)


def _may_be_somebody(name: str) -> bool:
    """Whether a name may be a person's: "De Linde", "Museum De Linde" and "Ede. Zij" are none."""
    first, *later = name.split()
    return not (
        name.isupper()
        or re.search(r"\w{3,}\.", name)
        or (first.lower() in OPENERS | ARTICLES and first != "An")
        or {"De", "Het"}.intersection(later)
        or _IS_BODY.fullmatch(first)
    )


def _is_thing(name: str, text: str) -> bool:
    """Whether what a name begins with is a word to the text: "Schone Lucht", and schone lucht."""
    first = name.split(maxsplit=1)[0]
    return re.search(rf"\b{re.escape(first[0].lower() + first[1:])}\b", text) is not None


def _is_addressed(name: str, text: str) -> bool:
    """Whether a text calls somebody by the surname, "mevrouw De Wit"."""
    surname = rf"(?i:{PARTICLE}\s+)*{re.escape(_last_word(name))}\b"
    return re.search(rf"\b{_ADDRESS}\.?\s+{surname}", text) is not None


def _last_word(name: str) -> str:
    """A surname without its particles."""
    return name.rsplit(maxsplit=1)[-1]
