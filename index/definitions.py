"""Questions for what an abbreviation stands for: "Waar staat EZK voor?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.abbreviations import SHOUTED, has_capitals
from index.spelled_near import spelled_near
from index.words import CONNECTIVE, as_word, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from index.aliases import Thesaurus

    # A sentence that holds a word, and those beside it.
    Use = tuple[str, ...]

# They are asked in the languages that visitors write in, because the answer is found by the
# abbreviation alone.
_TERM = (
    r"(?:(?:de|het|een|the|an?|der|die|das|le|la|el) )?(?:afkorting |letters |abbreviation )?"
    r"[\"'\u2018\u201c]?([\w&]+)[\"'\u2019\u201d]?"
)
_TAIL = r"(?: (?:eigenlijk|precies|hier|nou|weer|voluit|exactly|genau))*"
_SHORT_FOR = r" (?:de|een) afkorting"
_NOUN = r"(?:betekenis|afkorting|meaning|abbreviation|bedeutung|signification|significado)"
_LED_IN = r"[^.?!]{0,40}?\b"
# Nothing answers these but the words themselves.
_IN_WORDS = (
    rf"(?:waar|waarvoor) (?:staat|staan) {_TERM}{_TAIL} voor{_TAIL}",
    rf"waarvoor (?:staat|staan) {_TERM}{_TAIL}",
    rf"wat (?:betekent|betekenen) {_TERM}{_TAIL}",
    rf"wat (?:is|zijn) {_TERM} voluit",
    rf"(?:waar|waarvan|waarvoor) (?:is|zijn) {_TERM}{_SHORT_FOR}(?: van| voor)?",
    rf"hoe heet {_TERM} voluit",
    rf"{_TERM},? (?:{_NOUN}|voluit|betekent)",
    rf"(?:wat is |what(?: is|'s) )?(?:de |the )?{_NOUN} (?:(?:van|of|von|de) )?{_TERM}",
    rf"{_TERM}\W{{0,3}} waar is dat(?:{_SHORT_FOR})? van",
    rf"{_TERM}\W{{0,3}} (?:wat betekent|waar staat) dat{_TAIL}(?: voor)?{_TAIL}",
    rf"what(?: is| are|'s|\u2019s) {_TERM} short for{_TAIL}",
    rf"what does {_TERM} (?:stand for|mean){_TAIL}",
    rf"(?:wof\u00fcr steht|was bedeutet) {_TERM}{_TAIL}",
    rf"(?:que (?:signifie|veut dire)|qu\u00e9 significa) {_TERM}",
    rf"{_TERM} ne demek",
    # "Weet je waar EZK voor staat?"
    rf"{_LED_IN}wat {_TERM}{_TAIL} (?:betekent|betekenen)",
    rf"{_LED_IN}(?:waar {_TERM}{_TAIL} voor|waarvoor {_TERM}{_TAIL}) (?:staat|staan)",
    rf"{_LED_IN}what {_TERM}{_TAIL} (?:stands for|means)",
)
# These are answered by what it is or does as well.
_OTHERWISE = (
    rf"(?:waar|waarvoor) (?:staat|staan) {_TERM}{_TAIL}",
    rf"(?:waar|waarvan|waarvoor) (?:is|zijn) {_TERM}(?: van| voor)?",
    rf"wat (?:is|zijn) {_TERM}{_TAIL}",
    rf"{_TERM}\W{{0,3}} (?:wat|waar) is dat{_TAIL}(?: voor)?{_TAIL}",
    rf"what(?: is| are|'s|\u2019s) {_TERM}{_TAIL}",
    rf"was ist {_TERM}{_TAIL}",
)
_VOWEL = re.compile(r"[aeiouy]")
# In a large library a common abbreviation is in thousands of sentences.
_MOST_USES = 100


@dataclass(frozen=True, slots=True)
class Definition:
    """What "Waar staat EZK voor?" asks for: the abbreviation, and what it may stand for.

    `longs` is empty where no text tells. `in_words` says that they alone are an answer: "Wat is
    EZK?" may be answered by what it does.
    """

    short: str
    longs: tuple[str, ...]
    in_words: bool


class Definitions:
    """Finds what an abbreviation stands for, for who asks that."""

    def __init__(self, thesaurus: Thesaurus, uses: Callable[[str], Iterable[Use]]) -> None:
        """`uses` gives the sentences that hold a word, each with those beside it behind it."""
        self._thesaurus = thesaurus
        self._uses = uses

    def asked(self, question: str) -> Definition | None:
        """What a question asks to define; None when that is no abbreviation, or it asks more."""
        for pattern in (_ASKS_WORDS, _ASKS_OTHERWISE):
            if match := pattern.match(question.strip()):
                term = next(filter(None, match.groups()))
                return self._of(term, in_words=pattern is _ASKS_WORDS)
        return None

    def _of(self, term: str, *, in_words: bool) -> Definition | None:
        known = self._thesaurus.standing_for(term)
        if known:
            return Definition(known[0].short, tuple(alias.long for alias in known), in_words)
        uses = list(islice(self._uses(term), _MOST_USES))
        written = _written(term, uses)
        if not written or not all(map(_is_short, written)):
            return None
        near = (spelled_near(term, text) for use in uses for text in use)
        longs = tuple(dict.fromkeys(filter(None, near)))
        return Definition(written[0], longs, in_words) if longs or in_words else None


def _written(term: str, uses: Sequence[Use]) -> list[str]:
    """How a word is written in the sentences that hold it, where they are not in capitals."""
    pattern = as_word(term)
    calm = (SHOUTED.sub("", sentence) for sentence, *_ in uses)
    return [match[0] for sentence in calm for match in pattern.finditer(sentence)]


def _is_short(word: str) -> bool:
    """Whether a word is an abbreviation: "EZK", "DigiD", or "gps", which cannot be said as one."""
    return has_capitals(word) or not _VOWEL.search(fold(word))


def _compiled(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{CONNECTIVE},? )?(?:{'|'.join(forms)})\W*$", re.IGNORECASE)


_ASKS_WORDS, _ASKS_OTHERWISE = _compiled(_IN_WORDS), _compiled(_OTHERWISE)
