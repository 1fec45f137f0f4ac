"""Do words give the letters of an abbreviation?"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
# Left out of most abbreviations: ministerie van Economische Zaken *en* Klimaat is EZK.
SMALL = frozenset(
    "van voor de het der den en in op te of met tot bij aan als uit over om tegen door "
    "and for the a an as to by with from on des du und".split()
)
# An abbreviation of fewer letters, or of more words, is none.
MIN_LETTERS = 2
MAX_WORDS = 8
_SEPARATOR = re.compile(r"[.,;:!?()\n\r]")
# A shorter word is no compound, and gives no letter from inside.
_MIN_COMPOUND = 8


def letters_of(short: str) -> str:
    """The letters of an abbreviation, small: "j" and "v" of "J&V"."""
    return "".join(filter(str.isalpha, short)).lower()


def endings(phrase: str) -> Iterator[tuple[str, int]]:
    """The last words of a phrase, one more each time, and how many they are."""
    words = list(WORD.finditer(phrase))
    for count in range(1, min(len(words), MAX_WORDS) + 1):
        yield phrase[words[-count].start() :].strip(), count


def beginnings(phrase: str) -> Iterator[tuple[str, int]]:
    """The first words of a phrase, one more each time, and how many they are."""
    for count, word in enumerate(islice(WORD.finditer(phrase), MAX_WORDS), 1):
        yield phrase[: word.end()], count


def are_initials(letters: str, words: str) -> bool:
    """Whether the letters are the initials of the words, or of those that are not small."""
    parts = WORD.findall(words.lower())
    every = "".join(part[0] for part in parts)
    return letters in (every, "".join(part[0] for part in parts if part not in SMALL))


def stand_inside(letters: str, words: str) -> bool:
    """Whether the words hold the letters in that order: inkomstenbelasting (IB)."""
    rest = iter(words.lower())
    return all(letter in rest for letter in letters)


def are_taken_from(letters: str, words: Sequence[str]) -> bool:
    """Whether each word gives its initial, and a compound letters from inside as well.

    All are in small letters: "ikc" is taken from "integraal" and "kindcentrum".
    """
    if not words or not letters:
        return not words and not letters
    first, *others = words
    most = len(letters) if len(first) >= _MIN_COMPOUND else 1
    return first[0] == letters[0] and any(
        stand_inside(letters[:count], first) and are_taken_from(letters[count:], others)
        for count in range(1, most + 1)
    )


def are_beginnings(letters: str, words: Sequence[str]) -> bool:
    """Whether each word gives one letter or more that it begins with, and nothing is left over.

    All are in small letters: "dumava" is of "duurzaam", "maatschappelijk" and "vastgoed".
    """
    if not words or not letters:
        return not words and not letters
    first, *others = words
    return any(
        first.startswith(letters[:count]) and are_beginnings(letters[count:], others)
        for count in range(1, len(letters) + 1)
    )


def spelled_until(
    text: str,
    words: Sequence[re.Match[str]],
    letters: str,
    position: int = 0,
    *,
    inside: bool,
) -> int:
    """How many words of a name spell the letters; 0 when none do.

    Each capitalised word gives its initial, and a compound one letter more when `inside`.
    """
    if not letters:
        # From inside one word any three letters can be had.
        return position if not inside or position > 1 else 0
    if position == len(words):
        return 0
    if position and _SEPARATOR.search(text[words[position - 1].end() : words[position].start()]):
        return 0
    word = words[position][0]
    initial = word[0].lower() == letters[0].lower()
    if word.lower() in SMALL:
        # Raad voor Procesvoering is RvP; RVP is something else.
        taken = initial and word[0].isupper() == letters[0].isupper()
        choices = [letters, letters[1:]] if taken else [letters]
    elif word[0].isupper() and not word.isupper() and initial:
        choices = [letters[1:]]
        compound = inside and len(word) >= _MIN_COMPOUND and len(letters) > 1
        if compound and letters[1].lower() in word[2:].lower():
            choices.insert(0, letters[2:])
    else:
        return 0
    ends = (spelled_until(text, words, rest, position + 1, inside=inside) for rest in choices)
    return next(filter(None, ends), 0)
