"""Abbreviations, learned where a text introduces them.

Three ways of introducing are recognised, without a list of known abbreviations: the words before
brackets whose letters the bracketed form takes (Schwartz and Hearst, 2003), the same beside a comma
("de wildbeheereenheid, de WBE"), and a name whose capitals spell an abbreviation that the same
interview uses ("Digital Trust Center … Het DTC"). A compound in such a name may give a letter from
inside ("Medisch Regiecentrum … MRC"). Laws have one capital, in their names and their abbreviations
("de Wet open overheid … De Woo").
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from index.aliases import Alias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.interview import Interview

_ABBREVIATION = re.compile(r"\b[^\W\d_]{1,5}(?:&[^\W\d_])?\b")
# Beside a word in capitals a word is in capitals itself, as in "DE DRONE OVER UW DAK".
_SHOUTED = re.compile(r"\b[^\W\d_a-z]{2,}(?: +[^\W\d_a-z]{2,})+\b")
_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_BRACKETED = re.compile(r" \((?P<short>[^\W\d_][\w&]{1,5})\)")
_SEVERAL_CAPITALS = re.compile(r"[^\W\d_a-z][^\W\d_a-z&]")
# What ends the phrase before an abbreviation, and how long that may be.
_ENDS, _LONGEST = "().;:!?\n", 120
_SEPARATOR = re.compile(r"[.,;:!?()\n\r]")
# Left out of most abbreviations: ministerie van Economische Zaken *en* Klimaat is EZK.
_SMALL = frozenset(
    "van voor de het der den en in op te of met tot bij aan als uit over om tegen door "
    "and for the a an as to by with from des du und".split()
)
# How an abbreviation stands beside its words: "de audiodescriptie, kortweg AD", "de LAR, de raad".
_ARTICLE = r"(?:(?:de|het|een|the|an?|onze|our) )?"
_CALLED = r"(?P<called>oftewel |ofwel |kortweg |afgekort |in het kort |wij zeggen |or )?"
_PHRASE = r"[^().;:!?,\n\u201c\u201d]{3,80}"
_SHORT = r"[^\W\d_][\w&]{1,5}"
_BESIDE = re.compile(rf", {_CALLED}{_ARTICLE}(?P<short>{_SHORT})\b")
_BESIDE_AFTER = re.compile(
    rf"\b(?P<short>(?=\w*[A-Z]\w*[A-Z]){_SHORT})(?: \w+)?, {_ARTICLE}(?P<after>{_PHRASE})"
)
# "De Woo", and the name that it shortens: neither opens a sentence, so that its capital tells.
_ONE_CAPITAL = re.compile(r"\b(?:[Dd]e|[Hh]et|the) (?P<short>[A-Z][a-z]{2,3})\b")
_NAME = re.compile(rf"(?<=[a-z] )[A-Z]{_PHRASE}")
# Two letters are found in nearly any long word; three are when the text calls it an abbreviation.
_MIN_BESIDE = 3
_MIN_LETTERS = 2
_MAX_WORDS = 8
# A shorter word is no compound, and gives no letter from inside.
_MIN_COMPOUND = 8


def learn_aliases(interview: Interview) -> tuple[Alias, ...]:
    """The abbreviations that an interview introduces, each with the words it stands for."""
    found: dict[str, str] = {}
    for short, long in _introduced(interview.text):
        found.setdefault(short, long)
    return tuple(Alias(short, long) for short, long in found.items())


def writes_out(before: str, sentence: str) -> bool:
    """Whether the sentence before writes out an abbreviation that a sentence uses."""
    if not _SEVERAL_CAPITALS.search(sentence):
        return False
    return any(
        long in before and long not in sentence and re.search(rf"\b{re.escape(short)}\b", sentence)
        for short, long in _introduced(f"{before} {sentence}")
    )


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    yield from _bracketed(text)
    yield from _spelled(text)
    yield from _beside(text)
    yield from _with_one_capital(text)


def _spelled(text: str) -> Iterator[tuple[str, str]]:
    calm = _SHOUTED.sub("", text)
    shorts = {
        match[0] for match in _ABBREVIATION.finditer(calm) if _capitals(match[0]) >= _MIN_LETTERS
    }
    words = list(_WORD.finditer(text))
    for short in sorted(shorts):
        letters = "".join(filter(str.isalpha, short))
        starts = [
            at
            for at, match in enumerate(words)
            if match[0] != short
            and match[0][0].isupper()
            and match[0][0].lower() == letters[0].lower()
        ]
        # Rather a name than the word that opens a sentence: "Met de Milieuprestatie Gebouwen".
        starts.sort(key=lambda at: words[at][0].lower() in _SMALL)
        # Initials alone first: a letter from inside is the weaker evidence.
        for inside in (False, True):
            names = [
                _name_from(text, words[at : at + _MAX_WORDS], letters, inside=inside)
                for at in starts
            ]
            long = next(filter(None, names), None)
            if long:
                yield short, long
                break


def _name_from(
    text: str, words: Sequence[re.Match[str]], letters: str, *, inside: bool
) -> str | None:
    """The capitalised words, small ones between them, that `letters` are taken from."""
    end = _spelled_until(text, words, letters, inside=inside)
    return text[words[0].start() : words[end - 1].end()] if end else None


def _spelled_until(
    text: str,
    words: Sequence[re.Match[str]],
    letters: str,
    position: int = 0,
    *,
    inside: bool,
) -> int:
    """How many words spell the letters; 0 when none do.

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
    if word.lower() in _SMALL:
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
    ends = (_spelled_until(text, words, rest, position + 1, inside=inside) for rest in choices)
    return next(filter(None, ends), 0)


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    for match in _BRACKETED.finditer(text):
        before = _phrase_before(text, match.start(), _ENDS)
        yield from _taken(match["short"], _endings(before), inside=True)


def _beside(text: str) -> Iterator[tuple[str, str]]:
    for match in _BESIDE.finditer(text):
        called, capitals = bool(match["called"]), _capitals(match["short"])
        if called or capitals >= _MIN_LETTERS:
            before = _phrase_before(text, match.start(), _ENDS + ",\u201c\u201d")
            inside = called or capitals >= _MIN_BESIDE
            yield from _taken(match["short"], _endings(before), inside=inside)
    for match in _BESIDE_AFTER.finditer(text):
        inside = _capitals(match["short"]) >= _MIN_BESIDE
        yield from _taken(match["short"], _beginnings(match["after"]), inside=inside)


def _with_one_capital(text: str) -> Iterator[tuple[str, str]]:
    longs = [long for match in _NAME.finditer(text) for long in _beginnings(match[0])]
    for short in dict.fromkeys(match["short"] for match in _ONE_CAPITAL.finditer(text)):
        yield from _taken(short, longs, inside=False)


def _endings(phrase: str) -> Iterator[tuple[str, int]]:
    """The last words of a phrase, one more each time, and how many they are."""
    words = list(_WORD.finditer(phrase))
    for count in range(1, min(len(words), _MAX_WORDS) + 1):
        yield phrase[words[-count].start() :].strip(), count


def _beginnings(phrase: str) -> Iterator[tuple[str, int]]:
    """The first words of a phrase, one more each time, and how many they are."""
    for count, word in enumerate(islice(_WORD.finditer(phrase), _MAX_WORDS), 1):
        yield phrase[: word.end()], count


def _taken(
    short: str, longs: Iterable[tuple[str, int]], *, inside: bool
) -> Iterator[tuple[str, str]]:
    """The first of the phrases, each with its number of words, that gives the letters."""
    letters = _letters(short)
    if len(letters) < _MIN_LETTERS:
        return
    for long, count in longs:
        if long[:1].lower() == letters[0] and _takes(letters, long, count, inside=inside):
            yield short, long
            return


def _takes(letters: str, long: str, words: int, *, inside: bool) -> bool:
    """Whether the letters are the words' initials, or stand `inside` a long word in that order."""
    parts = _WORD.findall(long.lower())
    initials = "".join(part[0] for part in parts)
    without_small = "".join(part[0] for part in parts if part not in _SMALL)
    if letters in (initials, without_small):
        return True
    position = 0
    for char in long.lower():
        if position < len(letters) and char == letters[position]:
            position += 1
    # A compound gives its abbreviation from inside: inkomstenbelasting (IB).
    return inside and position == len(letters) and words <= 2 and len(long) > 2 * len(letters)


def _phrase_before(text: str, end: int, separators: str) -> str:
    """What stands before `end`, from the last separator on."""
    start = max(0, end - _LONGEST)
    return text[max(start, *(text.rfind(sign, start, end) + 1 for sign in separators)) : end]


def _capitals(short: str) -> int:
    return sum(map(str.isupper, short))


def _letters(short: str) -> str:
    return "".join(filter(str.isalpha, short)).lower()
