"""Names as texts write them, and the one that a label stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.words import APOSTROPHES, PARTICLE, PLACE_PARTICLES, is_particle

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# "Sophie in 't Veld", "Jan uit den Bogaard"; "Griet op de Beeck" looks like "An Bos op de Brink".
_PLACE = rf"(?:{'|'.join(sorted(PLACE_PARTICLES))})\s+"
_PARTICLES = rf"(?:{_PLACE}(?=(?:[{APOSTROPHES}]t|den)\s))?(?:{PARTICLE}\s+)*"
_ANY_PARTICLES = rf"(?:{_PLACE}(?={PARTICLE}\s))?(?:{PARTICLE}\s+)*"
_ELIDED = "[dl]['\u2019]"  # "Jan d'Hont"
_PARTICLE = re.compile(rf"(?:{_PLACE})?{PARTICLE}\s|{_ELIDED}", re.IGNORECASE)
# Small letters with an accent are no capitals either ("tatoe\u00ebert An de Wit").
# The lower line is emphasis: "__An de Wit__".
CAPITAL = r"(?<![^\W_])[^\W\d_a-z\u00df-\u00f6\u00f8-\u00ff]"
# Initials have a full stop; after the last word it would be the sentence's.
_OPENS = rf"(?:(?<![^\W_]){_ELIDED})?{CAPITAL}"
# Macs write an accent as a sign of its own, behind its letter.
_IN_NAME = r"\w\u0300-\u036f'\u2019"
# No word of a name is longer: a line of "A.A.A.A." is read to its end from each of them otherwise.
_FIRST, _LATER = rf"{_OPENS}[{_IN_NAME}.-]{{0,80}}", rf"{_OPENS}[{_IN_NAME}-]{{0,80}}"
# A name in a text, of two words or more; and what stands before an answer, which may be one.
_INITIALS = rf"(?:(?:{CAPITAL}\.)+[^\S\r\n]+)?"  # "Louise O. Fresco"
WHOLE_NAME = rf"{_FIRST}(?:\s+{_INITIALS}{_PARTICLES}{_LATER})+"
LABEL = rf"{_FIRST}(?:[^\S\r\n]+{_INITIALS}{_PARTICLES}{_LATER})*"
NAME = re.compile(WHOLE_NAME)
# The same where somebody is surely named, so that "op de Beeck" is no place.
PLACED_NAME = rf"{_FIRST}(?:\s+{_INITIALS}{_ANY_PARTICLES}{_LATER})+"
PLACED_LABEL = rf"{_FIRST}(?:[^\S\r\n]+{_INITIALS}{_ANY_PARTICLES}{_LATER})*"
_LABEL, _PLACED_NAME = re.compile(LABEL), re.compile(PLACED_NAME)
_HARD_SPACES = {ord("\N{NO-BREAK SPACE}"): " ", ord("\N{NARROW NO-BREAK SPACE}"): " "}
# Places and things that are called as people are: "In Den Haag", "het Rode Kruis".
PLACED = re.compile(rf"\b(?i:in|te|uit|naar|vanuit|from)\s+({WHOLE_NAME})")
_THING = re.compile(rf"\b(?i:het|the)\s+({WHOLE_NAME})")


def people(words: str) -> frozenset[str]:
    """What those may be called whose whole names stand in these words: "An", "Wit", "De Wit"."""
    names = set(names_in(words))
    names -= {*PLACED.findall(words), *_THING.findall(words)}
    parts = {part for name in names for part in name.split()}
    last = {name.split(maxsplit=1)[1] for name in names}
    return frozenset(
        names
        | {part for part in parts if not opens_surname(part)}
        | {name[0].upper() + name[1:] for name in last}
    )


def names_in(words: str) -> list[str]:
    """The whole names, each on one line: the next may open with a capital that is no part of it."""
    return [name for line in words.splitlines() for name in NAME.findall(line)]


def placed_names_in(words: str, labels: Collection[str]) -> list[str]:
    """Those that may also say where somebody is, where a label has the name or the surname."""
    written = (label[0].lower() + label[1:] for label in labels)
    surnames = tuple(f" {name}" for name in written if name.split()[0] in PLACE_PARTICLES)
    return [
        name
        for line in words.splitlines()
        for name in _PLACED_NAME.findall(line)
        if may_be_placed(name) and (name in labels or name.endswith(surnames))
    ]


def opens_surname(word: str) -> bool:
    """Whether a word of a name is a particle, or may stand before one: "in" of "in 't Veld"."""
    return is_particle(word) or word in PLACE_PARTICLES


def may_be_placed(name: str) -> bool:
    """Whether a name may also say where somebody is: "Griet op de Beeck", "An Bos in de Kuip"."""
    return _LABEL.fullmatch(name) is None


def spaced(words: str) -> str:
    """Words with ordinary spaces for hard ones, which keep a name on one line."""
    return words.translate(_HARD_SPACES)


def full_name(label: str, names: Sequence[str]) -> str:
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
    shorter = (name for name in names if first.endswith(f" {name}") and is_whole(name))
    return min(shorter, key=len, default=first)


def _from_label(name: str, label: str) -> str:
    """A name without what stands before the first name that a label is.

    Of "Vader Klaas Riemersma" the label is "Klaas", and of "Actrice Goedele Van Camp" the whole
    name in capitals: what stands before neither is a part of it.
    """
    before, found, after = f" {name} ".partition(f" {label} ")
    return f"{label} {after}".strip() if found and before and (after or is_whole(label)) else name


def is_whole(label: str) -> bool:
    """Whether a label is a first and a last name; "Van Camp" is a last name alone."""
    return bool(NAME.fullmatch(label)) and not _PARTICLE.match(label)


def less_office(name: str, text: str) -> str:
    """A name without what somebody is, where that opens a sentence: "Hydroloog An de Wit".

    The text has that word in small letters too, and a name of its own is left: of "Roos Van Damme"
    and "Roos van Damme" none is.
    """
    office, _, rest = name.partition(" ")
    if not NAME.fullmatch(rest) or is_particle(rest.split()[0]):
        return name
    in_small = re.compile(rf"\b{re.escape(office[0].lower() + office[1:])}\b")
    return rest if in_small.search(text) else name
