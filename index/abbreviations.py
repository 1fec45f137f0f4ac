"""Abbreviations, learned where a text introduces them.

Three ways of introducing are recognised, without a list of known abbreviations: the words before
brackets whose letters the bracketed form takes (Schwartz and Hearst, 2003), or of which it is the
beginnings ("Duurzaam Maatschappelijk Vastgoed (DUMAVA)"), the same as the first beside a comma
("de wildbeheereenheid, de WBE"), and a name whose capitals spell an abbreviation that the same
interview uses ("Digital Trust Center … Het DTC"). A compound in such a name may give a letter from
inside ("Medisch Regiecentrum … MRC"). Laws have one capital, in their names and their abbreviations
("de Wet open overheid … De Woo").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from index.aliases import Alias
from index.initials import (
    MAX_WORDS,
    MIN_LETTERS,
    SMALL,
    WORD,
    are_beginnings,
    are_initials,
    beginnings,
    endings,
    letters_of,
    spelled_until,
    stand_inside,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.interview import Interview

# "NU'91" is a name.
_ABBREVIATION = re.compile(r"\b[^\W\d_]{1,5}(?:&[^\W\d_])?\b(?!['\u2019]\d)")
# Beside a word in capitals a word is in capitals itself, as in "DE DRONE OVER UW DAK".
SHOUTED = re.compile(r"\b[^\W\d_a-z]{2,}(?: +[^\W\d_a-z]{2,})+\b")
# And so it is in a whole line, where a word is too long for an abbreviation: "WOONKRANT - ZOMER".
_SMALL_LETTERS = r"a-z\u00df-\u00f6\u00f8-\u00ff"
_SHOUTED_LINE = re.compile(
    rf"(?<![^\r\n])(?=[^\r\n]*[^\W\d_{_SMALL_LETTERS}]{{6}})[^{_SMALL_LETTERS}\r\n]+(?![^\r\n])"
)
_BRACKETED = re.compile(r" \((?P<short>[^\W\d_][\w&]{1,5})\)")
_SEVERAL_CAPITALS = re.compile(r"[^\W\d_a-z][^\W\d_a-z&]")
# What ends the phrase before an abbreviation, and how long that may be.
_ENDS, _LONGEST = "().;:!?\n", 120
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
# Neighbouring sentences of which it is known whether one explains the other, about 500 bytes each.
_PAIRS = 4096


def learn_aliases(interview: Interview) -> tuple[Alias, ...]:
    """The abbreviations that an interview introduces, each with the words it stands for."""
    found: dict[str, str] = {}
    for short, long in _introduced(interview.text):
        found.setdefault(short, long)
    return tuple(Alias(short, long) for short, long in found.items())


@lru_cache(maxsize=_PAIRS)
def writes_out(before: str, sentence: str) -> bool:
    """Whether the sentence before writes out an abbreviation that a sentence uses."""
    if not _SEVERAL_CAPITALS.search(sentence):
        return False
    return any(
        long in before and long not in sentence and re.search(rf"\b{re.escape(short)}\b", sentence)
        for short, long in _introduced(f"{before} {sentence}")
    )


def has_capitals(word: str) -> bool:
    """Whether a word is written as abbreviations are: "EZK", "DigiD"."""
    return _capitals(word) >= MIN_LETTERS


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    yield from _bracketed(text)
    yield from _spelled(text)
    yield from _beside(text)
    yield from _with_one_capital(text)


def in_capitals(text: str) -> Iterator[str]:
    """Each use of an abbreviation in a text, where that is not in capitals itself."""
    calm = SHOUTED.sub("", _SHOUTED_LINE.sub("", text))
    return (match[0] for match in _ABBREVIATION.finditer(calm) if has_capitals(match[0]))


def _spelled(text: str) -> Iterator[tuple[str, str]]:
    shorts = set(in_capitals(text))
    words = list(WORD.finditer(text))
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
        starts.sort(key=lambda at: words[at][0].lower() in SMALL)
        # Initials alone first: a letter from inside is the weaker evidence.
        for inside in (False, True):
            names = [
                _name_from(text, words[at : at + MAX_WORDS], letters, inside=inside)
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
    end = spelled_until(text, words, letters, inside=inside)
    return text[words[0].start() : words[end - 1].end()] if end else None


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    for match in _BRACKETED.finditer(text):
        before = _phrase_before(text, match.start(), _ENDS)
        taken = list(_taken(match["short"], endings(before), inside=True))
        yield from taken or _begun(match["short"], endings(before))


def _beside(text: str) -> Iterator[tuple[str, str]]:
    for match in _BESIDE.finditer(text):
        called, capitals = bool(match["called"]), _capitals(match["short"])
        if called or has_capitals(match["short"]):
            before = _phrase_before(text, match.start(), _ENDS + ",\u201c\u201d")
            inside = called or capitals >= _MIN_BESIDE
            yield from _taken(match["short"], endings(before), inside=inside)
    for match in _BESIDE_AFTER.finditer(text):
        inside = _capitals(match["short"]) >= _MIN_BESIDE
        yield from _taken(match["short"], beginnings(match["after"]), inside=inside)


def _with_one_capital(text: str) -> Iterator[tuple[str, str]]:
    longs = [long for match in _NAME.finditer(text) for long in beginnings(match[0])]
    for short in dict.fromkeys(match["short"] for match in _ONE_CAPITAL.finditer(text)):
        yield from _taken(short, longs, inside=False)


def _taken(
    short: str, longs: Iterable[tuple[str, int]], *, inside: bool
) -> Iterator[tuple[str, str]]:
    """The first of the phrases, each with its number of words, that gives the letters."""
    letters = letters_of(short)
    if len(letters) < MIN_LETTERS:
        return
    for long, count in longs:
        # A compound gives its abbreviation from inside: inkomstenbelasting (IB).
        compound = inside and count <= 2 and len(long) > 2 * len(letters)
        if long[:1].lower() == letters[0] and (
            are_initials(letters, long) or (compound and stand_inside(letters, long))
        ):
            yield short, long
            return


def _begun(short: str, longs: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """The first of the phrases, of two words or more, whose words begin with the letters."""
    letters = letters_of(short)
    for long, count in longs if has_capitals(short) else ():
        if count > 1 and are_beginnings(letters, WORD.findall(long.lower())):
            yield short, long
            return


def _phrase_before(text: str, end: int, separators: str) -> str:
    """What stands before `end`, from the last separator on."""
    start = max(0, end - _LONGEST)
    return text[max(start, *(text.rfind(sign, start, end) + 1 for sign in separators)) : end]


def _capitals(short: str) -> int:
    return sum(map(str.isupper, short))
