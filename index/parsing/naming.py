"""What to call an interview and its speaker when the front matter does not say."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from index.interview import Role
from index.parsing.introduced import (
    LONGEST_WORD_BEFORE,
    OF_ANOTHER,
    TALKING,
    TALKS,
    only_introduced,
    whole_name,
)
from index.parsing.names import (
    CAPITAL,
    PLACED,
    PLACED_NAME,
    WHOLE_NAME,
    full_name,
    less_office,
    names_in,
    opens_surname,
    spaced,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from index.interview import Block

# A caption may say that it is one: "Foto: An de Wit", "[Bijschrift bij de foto: An de Wit]".
_CAPTION_NAME = re.compile(rf"(?:(?!{WHOLE_NAME})[^:\r\n]{{0,30}}:\s*)?({WHOLE_NAME})(\s*,)?")
# What somebody is may stand before the name: "de nieuwe dijkgraaf". In "de directeur van Het Bos"
# and "stichting Het Bos" a body is named, and several people ("bakkers") have no one name.
_NO_OFFICE = (
    r"(?:van|der?|den|het|in|uit|bij|over|op|aan|voor|met|en|of|from|at|and|"
    r"gemeente|provincie|stichting|vereniging|ministerie|bedrijf|bureau|team|groep)\b"
)
# "de Amsterdamse schrijver", "minister van Economische Zaken en Klimaat".
_OF_PLACE = rf"(?:\s+{CAPITAL}[\w-]+(?:s(?:ch)?e|er))?"
_PART = rf"{CAPITAL}[\w-]+(?:\s+Zaken)?"
_MINISTER = (
    rf"\s+[\w-]*(?:minister|secretaris)\s+(?:van|of)\s+(?:{_PART},\s+)*{_PART}(?:\s+en\s+{_PART})?"
)
_OFFICE = (
    rf"(?:(?:\s+(?:de|het|een|onze|the))?{_OF_PLACE}(?:{_MINISTER}"
    rf"|(?:\s+(?!{_NO_OFFICE})[^\W\d_A-Z][\w-]*){{1,3}}(?<!en)(?<!ers)))?"
    r"(?:\s+(?i:prof|dr|drs|ir|ing|mr|mrs|ms|ds|mw|dhr|mevr)\.)*"
)
# Who is spoken with; only these words may have other capitals, the name may not.
_SPOKEN_WITH = re.compile(
    r"\b(?i:interview met|gesprek met|interview with|vragen aan|questions for|"
    rf"{TALKS} (?:met|with)){_OFFICE}\s+({WHOLE_NAME})"
    rf"(?P<more>(?:,{_OFFICE}\s+{WHOLE_NAME})*,?\s+(?:en|and|&){_OFFICE}\s+{WHOLE_NAME})?"
)
# Who says what a headline quotes: "An de Wit: \u2018Zout heeft geen haast\u2019".
_SAYS = re.compile(rf"({WHOLE_NAME}):\s*[\"'\u2018\u201c\u201e\u00ab]")
# How papers introduce somebody: "An de Wit (58)", "An de Wit, 58 jaar,".
_AGE = re.compile(r"\s+\(\d\d(?:\s+jaar)?\)|,\s+\d\d(?:\s+jaar)?,")
_OF_SOME_AGE = re.compile(PLACED_NAME)


def infer_speaker(text: str, blocks: Sequence[Block], title: str | None = None) -> str | None:
    """Who answers: whom the first answer names, else whom title, lead and captions tell of.

    Somebody who is named at a later answer only may have dropped in, and is the one when they tell
    of nobody; else it is the only one whom title and lead introduce. None for an article, which
    nobody speaks, when none of these is found, and for several people: each of their answers says
    whose it is.
    """
    answers = [block for block in blocks if block.role is Role.ANSWER]
    labelled = {block.speaker for block in answers if block.speaker}
    if not answers or len(labelled) > 1:
        return None
    leads = [spaced(block.span.of(text)) for block in blocks if block.role is Role.LEAD]
    told = _told_of(text, blocks, leads, title)
    told = less_office(told, text) if told else None
    named = answers[0].speaker or told or next(iter(labelled), None)
    return named or only_introduced([spaced(title), *leads] if title else leads, text, blocks)


def _told_of(
    text: str, blocks: Sequence[Block], leads: Sequence[str], title: str | None
) -> str | None:
    """The name a caption opens with that title or lead has too, else "interview met …".

    Else the only one of whom the lead gives the age, who is also the only one a caption may name;
    else whom the title quotes.
    """
    untold = not leads
    if title:
        leads = [spaced(title), *leads]
    lead = " | ".join(leads)  # no name goes on in the next
    spoken_with = _SPOKEN_WITH.search(lead)
    if spoken_with and spoken_with["more"]:
        return None
    aged = _of_an_age(leads)
    others = {*PLACED.findall(lead), *TALKING.findall(lead)}
    captions = (block.span.of(text) for block in blocks if block.role is Role.CAPTION)
    for named in filter(None, map(_CAPTION_NAME.match, map(spaced, captions))):
        if untold and named[2]:
            return named[1]
        found = _introduced_in(lead, named[1], others)
        # A programme may open a note in the same way.
        if found and (aged is None or found in aged) and (name := _in_small_letters(found, text)):
            return name
    says = _SAYS.match(spaced(title)) if title else None
    told = (spoken_with[1] if spoken_with else None, aged, says[1] if says else None)
    names = (_in_small_letters(name, text) for name in told if name)
    return next(filter(None, names), None)


def _in_small_letters(name: str, text: str) -> str | None:
    """A name that a headline has in capitals as the text writes it elsewhere; None if nowhere.

    People are called by small letters somewhere; "DE MOLENAAR" and the head of each page are not.
    """
    written = full_name(name, names_in(text)) if name.isupper() else name
    return None if written.isupper() else written


def _introduced_in(lead: str, name: str, others: Collection[str]) -> str | None:
    """What the lead has of the name that opens a caption, unless it is one of the others there.

    "Huisarts An de Wit": a function may open the caption and not stand in the lead.
    """
    words = name.split()
    names = (
        " ".join(words[first:])
        for first in range(len(words) - 1)
        if not (first and opens_surname(words[first]))
    )
    return next((part for part in names if part in lead and part not in others), None)


def _of_an_age(leads: Sequence[str]) -> str | None:
    """The only one whose age is given; a headline's last word is no part of the name below it."""
    aged = {
        whole_name(name[0])
        for lead in leads
        for name in _OF_SOME_AGE.finditer(lead)
        if _AGE.match(lead, name.end())
        and not OF_ANOTHER.search(lead, max(0, name.start() - LONGEST_WORD_BEFORE), name.start())
    }
    return aged.pop() if len(aged) == 1 else None


def infer_title(stem: str, text: str) -> str:
    """A file's stem as words, each with the capitals that the text itself gives it most."""
    forms: dict[str, Counter[str]] = {}
    for word in re.findall(r"\w+", text):
        forms.setdefault(word.lower(), Counter())[word] += 1
    words = [
        forms[word.lower()].most_common(1)[0][0] if word.lower() in forms else word
        for word in re.split(r"[-_\s]+", stem)
        if word
    ]
    title = " ".join(words) or stem
    return title[0].upper() + title[1:]
