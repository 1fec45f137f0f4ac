"""What to call an interview and its speaker when the front matter does not say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from index.interview import Block, Question, Role
from index.sentences import OPENERS
from index.words import NAME_PARTICLES, PARTICLE, is_particle

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_PARTICLES = rf"(?:{PARTICLE}\s+)*"
_ELIDED = "[dl]['\u2019]"  # "Jan d'Hont"
_PARTICLE = re.compile(rf"{PARTICLE}\s|{_ELIDED}", re.IGNORECASE)
# Small letters with an accent are no capitals either ("tatoe\u00ebert An de Wit").
# The lower line is emphasis: "__An de Wit__".
_CAPITAL = r"(?<![^\W_])[^\W\d_a-z\u00df-\u00f6\u00f8-\u00ff]"
# Initials have a full stop; after the last word it would be the sentence's.
_OPENS = rf"(?:(?<![^\W_]){_ELIDED})?{_CAPITAL}"
# Macs write an accent as a sign of its own, behind its letter.
_IN_NAME = r"\w\u0300-\u036f'\u2019"
# No word of a name is longer: a line of "A.A.A.A." is read to its end from each of them otherwise.
_FIRST, _LATER = rf"{_OPENS}[{_IN_NAME}.-]{{0,80}}", rf"{_OPENS}[{_IN_NAME}-]{{0,80}}"
# A name in a text, of two words or more; and what stands before an answer, which may be one.
_INITIALS = rf"(?:(?:{_CAPITAL}\.)+[^\S\r\n]+)?"  # "Louise O. Fresco"
_NAME = rf"{_FIRST}(?:\s+{_INITIALS}{_PARTICLES}{_LATER})+"
LABEL = rf"{_FIRST}(?:[^\S\r\n]+{_INITIALS}{_PARTICLES}{_LATER})*"
NAME = re.compile(_NAME)
_NAME_AT_END = re.compile(rf"({_NAME})[*_]*\s+\Z")
_LONGEST_NAME = 80
_HARD_SPACES = {ord("\N{NO-BREAK SPACE}"): " ", ord("\N{NARROW NO-BREAK SPACE}"): " "}
# A caption may say that it is one: "Foto: An de Wit", "[Bijschrift bij de foto: An de Wit]".
_CAPTION_NAME = re.compile(rf"(?:(?!{_NAME})[^:\r\n]{{0,30}}:\s*)?({_NAME})(\s*,)?")
# What somebody is may stand before the name: "de nieuwe dijkgraaf". In "de directeur van Het Bos"
# and "stichting Het Bos" a body is named, and several people ("bakkers") have no one name.
_NO_OFFICE = (
    r"(?:van|der?|den|het|in|uit|bij|over|op|aan|voor|met|en|of|from|at|and|"
    r"gemeente|provincie|stichting|vereniging|ministerie|bedrijf|bureau|team|groep)\b"
)
_OFFICE = (
    rf"(?:(?:\s+(?:de|het|een|onze|the))?(?:\s+(?!{_NO_OFFICE})[^\W\d_A-Z][\w-]*){{1,3}}"
    r"(?<!en)(?<!ers))?"
    r"(?:\s+(?i:prof|dr|drs|ir|ing|mr|mrs|ms|ds|mw|dhr|mevr)\.)*"
)
# Who is spoken with; only these words may have other capitals, the name may not.
_TALKS = r"(?:sprak|spreekt|praatte|praat|spoke|speaks)"
_SPOKEN_WITH = re.compile(
    r"\b(?i:interview met|gesprek met|interview with|vragen aan|questions for|"
    rf"{_TALKS} (?:met|with)){_OFFICE}\s+({_NAME})"
    rf"(?P<more>(?:,{_OFFICE}\s+{_NAME})*,?\s+(?:en|and|&){_OFFICE}\s+{_NAME})?"
)
# Who says what a headline quotes: "An de Wit: \u2018Zout heeft geen haast\u2019".
_SAYS = re.compile(rf"({_NAME}):\s*[\"'\u2018\u201c\u201e\u00ab]")
# How papers introduce somebody: "An de Wit (58)", "An de Wit, 58 jaar,"; and before whom else or
# what that may stand: "haar man Piet Bos (60)", "de Lange Straat (12)".
_AGE = re.compile(r"\s+\(\d\d(?:\s+jaar)?\)|,\s+\d\d(?:\s+jaar)?,")
_OF_ANOTHER = re.compile(
    r"\b(?:de|het|the|in|te|man|vrouw|zoon|dochter|broer|zus|zusje|broertje|vader|moeder|partner|"
    r"collega|compagnon|husband|wife|son|daughter|brother|sister|father|mother|colleague)\s+$"
)
_LONGEST_WORD_BEFORE = 20
# With one guest less, all answers are the same one's.
_FEWEST_GUESTS = 2
# What is no part of a name that follows: the end of a sentence, a heading, "Toen".
_BEFORE_NAME = re.compile(
    rf"(?:\S{{3,}}\.|[^\W\d_a-z]{{3,}}|(?i:{'|'.join(sorted(OPENERS - NAME_PARTICLES))}))\s+"
    rf"(?={_CAPITAL}\S*[a-z])"
)
# Names that are no speaker's, however a caption opens: "In Den Haag", "An de Wit sprak met".
_PLACED = re.compile(rf"\b(?i:in|te|uit|naar|vanuit|from)\s+({_NAME})")
_THING = re.compile(rf"\b(?i:het|the)\s+({_NAME})")
_TALKING = re.compile(rf"({_NAME})\s+{_TALKS} (?:met|with)\b")


def infer_speaker(text: str, blocks: Sequence[Block], title: str | None = None) -> str | None:
    """Who answers: whom the first answer names, else whom title, lead and captions tell of.

    Somebody who is named at a later answer only may have dropped in, and is the one when they tell
    of nobody. None for an article, which nobody speaks, when none of these is found, and for
    several people: each of their answers says whose it is.
    """
    answers = [block for block in blocks if block.role is Role.ANSWER]
    labelled = {block.speaker for block in answers if block.speaker}
    if not answers or len(labelled) > 1:
        return None
    told = _told_of(text, blocks, title)
    if told and told.isupper():
        told = _full_name(told, _names(text))  # a headline may be in capitals
    told = _less_office(told, text) if told else None
    return answers[0].speaker or told or next(iter(labelled), None)


def _told_of(text: str, blocks: Sequence[Block], title: str | None) -> str | None:
    """The name a caption opens with that title or lead has too, else "interview met …".

    Else the only one of whom the lead gives the age, who is also the only one a caption may name;
    else whom the title quotes.
    """
    leads = [_spaced(block.span.of(text)) for block in blocks if block.role is Role.LEAD]
    untold = not leads
    if title:
        leads.insert(0, _spaced(title))
    lead = " | ".join(leads)  # no name goes on in the next
    spoken_with = _SPOKEN_WITH.search(lead)
    if spoken_with and spoken_with["more"]:
        return None
    aged = _of_an_age(leads)
    others = {*_PLACED.findall(lead), *_TALKING.findall(lead)}
    captions = (block.span.of(text) for block in blocks if block.role is Role.CAPTION)
    for named in filter(None, map(_CAPTION_NAME.match, map(_spaced, captions))):
        if untold and named[2]:
            return named[1]
        found = _introduced_in(lead, named[1], others)
        if found and found.isupper() and _full_name(found, _names(text)).isupper():
            continue  # the head of each page: people are called by small letters somewhere
        # A programme may open a note in the same way.
        if found and (aged is None or found in aged):
            return found
    if spoken_with or aged:
        return spoken_with[1] if spoken_with else aged
    says = _SAYS.match(_spaced(title)) if title else None
    return says[1] if says else None


def _introduced_in(lead: str, name: str, others: Collection[str]) -> str | None:
    """What the lead has of the name that opens a caption, unless it is one of the others there.

    "Huisarts An de Wit": a function may open the caption and not stand in the lead.
    """
    words = name.split()
    names = (
        " ".join(words[first:])
        for first in range(len(words) - 1)
        if not (first and is_particle(words[first]))
    )
    return next((part for part in names if part in lead and part not in others), None)


def _less_office(name: str, text: str) -> str:
    """A name without what somebody is, where that opens a sentence: "Hydroloog An de Wit".

    The text has that word in small letters too, and a name of its own is left: of "Roos Van Damme"
    and "Roos van Damme" none is.
    """
    office, _, rest = name.partition(" ")
    if not NAME.fullmatch(rest) or is_particle(rest.split()[0]):
        return name
    in_small = re.compile(rf"\b{re.escape(office[0].lower() + office[1:])}\b")
    return rest if in_small.search(text) else name


def _of_an_age(leads: Sequence[str]) -> str | None:
    """The only one whose age is given; a headline's last word is no part of the name below it."""
    aged = {
        _whole_name(name[0])
        for lead in leads
        for name in NAME.finditer(lead)
        if _AGE.match(lead, name.end())
        and not _OF_ANOTHER.search(lead, max(0, name.start() - _LONGEST_WORD_BEFORE), name.start())
    }
    return aged.pop() if len(aged) == 1 else None


def _whole_name(words: str) -> str:
    """A name without what stands before it with a capital, but for an office."""
    while (before := _BEFORE_NAME.match(words)) and " " in words[before.end() :]:
        words = words[before.end() :]
    return words


def _spaced(words: str) -> str:
    """Words with ordinary spaces for hard ones, which keep a name on one line."""
    return words.translate(_HARD_SPACES)


def people(words: str) -> frozenset[str]:
    """What those may be called whose whole names stand in these words: "An", "Wit", "De Wit"."""
    names = set(_names(words))
    names -= {*_PLACED.findall(words), *_THING.findall(words)}
    parts = {part for name in names for part in name.split()}
    last = {name.split(maxsplit=1)[1] for name in names}
    return frozenset(
        names
        | {part for part in parts if not is_particle(part)}
        | {name[0].upper() + name[1:] for name in last}
    )


def _names(words: str) -> list[str]:
    """The whole names, each on one line: the next may open with a capital that is no part of it."""
    return [name for line in words.splitlines() for name in NAME.findall(line)]


def with_full_names(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with each speaker called as the text first writes the whole name.

    An interview with two people calls them "Hennie Bolsius" once and "Bolsius" from there on.
    """
    labels = {block.speaker for block in blocks if block.speaker}
    if not labels:
        return tuple(blocks)
    names = [_spaced(name) for name in _names(text)]
    full = {
        label: _in_brackets_behind(label, text, names)
        or _less_office(_full_name(_spaced(label), names), text)
        for label in labels
    }
    # "VAN CAMP" is who "GOEDELE VAN CAMP" is, whatever stands before that elsewhere.
    whole = sorted(filter(_is_whole, full.values()), key=len)
    full = {
        label: next((each for each in whole if name.endswith(f" {each}")), name)
        for label, name in full.items()
    }
    return tuple(
        replace(block, speaker=full[block.speaker]) if block.speaker else block for block in blocks
    )


def _in_brackets_behind(label: str, text: str, names: Sequence[str]) -> str | None:
    """Whose initials a label is, where the text says so: "Hilde van der Meulen (HvdM)"."""
    bracket = re.search(rf"[(\[]{re.escape(label)}[)\]]", text)
    before = text[max(0, bracket.start() - _LONGEST_NAME) : bracket.start()] if bracket else ""
    introduced = _NAME_AT_END.search(before)
    if introduced is None:
        return None
    words = _spaced(introduced[1]).split()
    # "Huisarts Ria Molenkamp (RM)": an office opens the sentence.
    initials = label.replace(".", "").lower()
    for first in range(len(words) - 1, -1, -1):
        letters = "".join(word[0] for word in words[first:]).lower()
        if letters == initials:
            return " ".join(words[first:])
    return _full_name(" ".join(words), names)


def with_addressed(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each answer of several people without a label said by whom its question names.

    "En jij, Koen?" is answered by Koen, unless a label says that another did first.
    """
    speakers = {block.speaker for block in blocks if block.speaker}
    if len(speakers) < _FEWEST_GUESTS:
        return tuple(blocks)
    addressed = {name: _addressing(name) for name in speakers}
    labelled: set[Question] = set()
    found = []
    for block in blocks:
        speaker = block.speaker
        if block.question and speaker:
            labelled.add(block.question)
        elif block.question and block.role is Role.ANSWER and block.question not in labelled:
            asked = _spaced(block.question.span.of(text))
            named = [name for name, pattern in addressed.items() if pattern.search(asked)]
            speaker = named[0] if len(named) == 1 else None
        found.append(replace(block, speaker=speaker))
    return tuple(found)


def _addressing(name: str) -> re.Pattern[str]:
    """How somebody is spoken to, by the whole name or a part of it: "Koen, jij?", "En u, Koen?"."""
    forms = "|".join(map(re.escape, sorted({name, *people(name)}, key=len, reverse=True)))
    called = rf"(?:(?i:mevrouw|meneer|mr|mrs|ms)\.? )?(?:{forms})"
    return re.compile(
        rf"(?:^|[,.:!?\u2026]\s+|\b(?:[Ee]n|[Mm]aar|[Dd]us|[Aa]nd|[Bb]ut|[Ss]o)\s+){called},"
        rf"|,\s+{called}\s*[,.!?]"
    )


def _full_name(label: str, names: Sequence[str]) -> str:
    """The first name that holds a label, less a capitalised word before it that is not its own."""
    if label.isupper():
        # "DE WIT" has capitals to stand out; the name has them as it stands elsewhere.
        shouted = re.compile(rf"\b{re.escape(label)}\b", re.IGNORECASE)
        found = (shouted.search(name) for name in names if not name.isupper())
        label = next((match[0] for match in found if match), label)
    particle = _PARTICLE.match(label)
    if particle:
        names = [name for name in names if name != label]
    # "De Boer" opens a line with a capital that "Piet de Boer" does not have.
    written = label[0].lower() + label[1:] if particle else label
    holders = [name for name in names if f" {written} " in f" {name} "]
    if particle and not holders:
        written = label  # "Piet De Boer", as Belgians write it
        holders = [name for name in names if f" {written} " in f" {name} "]
    if particle and len({name.removesuffix(written).split()[-1:][0] for name in holders}) > 1:
        return label  # "Leunis de Kraker" and "Maatje de Kraker"
    first = _from_label(next(iter(holders), label), label)
    # "Projectmanager Yvette Brandsma" opens a sentence; "Yvette Brandsma" stands elsewhere.
    shorter = (name for name in names if first.endswith(f" {name}") and _is_whole(name))
    return min(shorter, key=len, default=first)


def _from_label(name: str, label: str) -> str:
    """A name without what stands before the first name that a label is.

    Of "Vader Klaas Riemersma" the label is "Klaas", and of "Actrice Goedele Van Camp" the whole
    name in capitals: what stands before neither is a part of it.
    """
    before, found, after = f" {name} ".partition(f" {label} ")
    return f"{label} {after}".strip() if found and before and (after or _is_whole(label)) else name


def _is_whole(label: str) -> bool:
    """Whether a label is a first and a last name; "Van Camp" is a last name alone."""
    return bool(NAME.fullmatch(label)) and not _PARTICLE.match(label)


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
