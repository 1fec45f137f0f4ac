"""Whom a question names of those who speak: "Wat vindt Jos de Groot van big data?".

Who is interviewed does not name himself in his answers. The name tells which interview is meant,
but within that, it is what no answer has: of 396 questions to unseen interviews .72 got the right
reply, and .42 with "volgens" and a name behind them (docs/decisions/0034). So a question is read
without it, unless nothing else is left to ask about ("Wie is Jos de Groot?").

Of several who speak in one interview, the others' answers are nothing that the one who is named
said (docs/decisions/0036).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.names import (
    FORMS_OF_ADDRESS,
    Written,
    first_name_of,
    is_name,
    is_of_another,
    names_of,
    terms_of,
    written,
)
from index.words import ARTICLES, STOP_WORDS, TELLING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.interview import Interview

# What joins a name to the rest of a question: "volgens", "according to", "de mening van".
_JOINS = frozenset(
    "volgens van met door bij aan namens according to of by with from for laut von mit bei "
    "selon de".split()
)
_GOES_WITH_NAME = FORMS_OF_ADDRESS | _JOINS
# "En Stienstra?" asks nothing but what was asked before.
_GOES_ON = frozenset("en maar and but und aber et mais y pero".split())
# "What about Stienstra?", "Hoe zit het met Stienstra?"
_GOES_ON_AT_LENGTH = {("what", "about"), ("how", "about"), ("hoe", "zit", "het")}
# Their capital is that of the sentence: in "En Gerda?" and "Volgens Gerda?" the other one tells.
_OPENS = _GOES_ON | _JOINS
_ACCORDING = frozenset("volgens according laut selon".split())
# Who is spoken to is not the one who is named: "Hoe heeft u mevrouw Smeets leren kennen?".
_SPOKEN_TO = frozenset("u uw je jij jou jouw jullie you your".split())
# The longest of a name in words.
_MAX_WORDS = 6
# Interviews with several who speak of which it is kept who says what.
_TOLD = 64
# First names of which it is kept whether the texts also have them as a word.
_ONLY_NAMES = 256


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who speaks is named in a question.

    `without` is the question without the name, or as it is where nothing else is asked about, and
    `rest` what is said besides the name in either case. `interview` is the id of the one interview
    that he or she speaks in; "" where there are more. `unheard` holds the blocks that somebody else
    says there without a word of him or her, each as the id of its interview and its number in it.
    `alone` says that the question is no more than a name: "En Jos de Groot?"; `telling` that it
    asks what somebody says, and not about what: "Wat vindt Jos de Groot daarvan?"; `addressed` that
    it is put to whoever is named: "Jos de Groot, wat doet het DTC?".
    """

    without: str
    rest: str
    interview: str
    alone: bool = False
    telling: bool = False
    addressed: bool = False
    unheard: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Voice:
    """Somebody who speaks, in one interview."""

    interview: str
    speaker: str


class Speakers:
    """Knows who speaks in which interview."""

    def __init__(self, interviews: Sequence[Interview], asks: Callable[[str], bool]) -> None:
        """`asks` tells whether what is left of a question still says what it is about."""
        self._asks = asks
        self._spoken: dict[tuple[str, ...], set[_Voice]] = {}
        self._shared: dict[str, Interview] = {}
        self._texts = tuple(interview.text for interview in interviews)
        self._first: set[str] = set()
        for interview in interviews:
            if len(interview.speakers) > 1:
                self._shared[interview.id] = interview
            for speaker in interview.speakers:
                self._first.update(first_name_of(speaker))
                for name in names_of(speaker):
                    self._spoken.setdefault(name, set()).add(_Voice(interview.id, speaker))
        self._told = lru_cache(_TOLD)(self._told_in)
        self._is_only_name = lru_cache(_ONLY_NAMES)(self._is_never_small)

    def named(self, question: str) -> Mention | None:
        """Who is named in a question; None if nobody is."""
        words = written(question)
        found = list(self._found(words))
        if not found:
            return None
        without = question
        for first, last, _ in reversed(found):
            start, end = _with_what_joins(words, first), words[last - 1].end
            without = f"{without[: words[start].start].rstrip()} {without[end:].lstrip()}"
        without = without.strip(" ,:;")
        among = set.intersection(*({voice.interview for voice in whose} for *_, whose in found))
        named = set.union(*(whose for *_, whose in found))
        to_another = not _SPOKEN_TO.isdisjoint(word.term for word in words) and not any(
            _is_asked(question, words, first, last) for first, last, _ in found
        )
        return Mention(
            without if self._asks(without) else question,
            without,
            interview=next(iter(among)) if len(among) == 1 else "",
            alone=_goes_on(without),
            telling=_tells(without) and not self._asks(without),
            addressed=self._asks(without)
            and all(_stands_apart(question, words, first, last) for first, last, _ in found),
            unheard=frozenset() if to_another else self._unheard(named),
        )

    def renamed(self, question: str, earlier: str) -> str | None:
        """The earlier question with the name in a later one for its own: "En Ilham?".

        None where either does not name one, or the later one says more than that.
        """
        said = self.named(question)
        words, before = written(question), written(earlier)
        new, old = list(self._found(words)), list(self._found(before))
        if said is None or len(new) != 1 or len(old) != 1:
            return None
        if not (said.alone or (said.telling and _tells(earlier))):
            return None
        (first, last, _), (start, end, _) = new[0], old[0]
        name = question[words[first].start : words[last - 1].end]
        return f"{earlier[: before[start].start]}{name}{earlier[before[end - 1].end :]}"

    def _unheard(self, named: set[_Voice]) -> frozenset[tuple[str, int]]:
        """The blocks of the others in the interviews where these speak, unless one is named."""
        return frozenset(
            (interview, block)
            for interview in {voice.interview for voice in named} & self._shared.keys()
            for block, about in self._told(interview)
            if named.isdisjoint(about)
        )

    def _told_in(self, interview: str) -> list[tuple[int, set[_Voice]]]:
        """The blocks that somebody says, each with who says it and whom it names."""
        shared = self._shared[interview]
        told: list[tuple[int, set[_Voice]]] = []
        for number, block in enumerate(shared.blocks):
            speaker = shared.speaker_of(block)
            if speaker:
                names = self._found(written(block.span.of(shared.text)))
                about = set().union(*(whose for *_, whose in names))
                told.append((number, {_Voice(interview, speaker), *about}))
        return told

    def _found(self, words: Sequence[Written]) -> Iterator[tuple[int, int, set[_Voice]]]:
        """Each name as its first word, the one after its last, and who has it."""
        terms = [word.term for word in words]
        capitals = any(
            word.text[:1].islower() or (not at and word.term in _OPENS and not word.text.isupper())
            for at, word in enumerate(words)
        )
        first = 0
        while first < len(words):
            for last in range(min(first + _MAX_WORDS, len(words)), first, -1):
                whose = self._spoken.get(tuple(terms[first:last]))
                if whose and self._is_named(words, first, last, whose, capitals=capitals):
                    yield first, last, whose
                    first = last
                    break
            else:
                first += 1

    def _is_named(
        self, words: Sequence[Written], first: int, last: int, whose: set[_Voice], *, capitals: bool
    ) -> bool:
        """Whether these words name one of these here."""
        if last - first == 1 and is_of_another(words, first, (voice.speaker for voice in whose)):
            return False
        return is_name(words, first, last, capitals=capitals) or self._is_first_name(
            words, first, last
        )

    def _is_first_name(self, words: Sequence[Written], first: int, last: int) -> bool:
        """Whether these words are a first name, and one that means nothing else here: "gerda"."""
        name = words[first].term
        behind_article = first > 0 and words[first - 1].term in ARTICLES
        return (
            last - first == 1
            and not behind_article
            and name in self._first
            and self._is_only_name(name)
        )

    def _is_never_small(self, name: str) -> bool:
        small = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        return name not in STOP_WORDS and not any(map(small.search, self._texts))


def _goes_on(rest: str) -> bool:
    """Whether what is said beside a name asks nothing: "En", "What about"."""
    terms = terms_of(rest)
    opening = int(bool(_GOES_ON.intersection(terms[:1])))
    return terms[opening:] in _GOES_ON_AT_LENGTH or _GOES_ON.issuperset(terms)


def _tells(text: str) -> bool:
    return not TELLING.isdisjoint(terms_of(text))


def _is_asked(question: str, words: Sequence[Written], first: int, last: int) -> bool:
    """Whether the one who is named is asked: "Mevrouw Smeets, wat ...?", "volgens Smeets"."""
    start = words[_with_what_joins(words, first)].start
    joined = {word.term for word in words[:first] if word.start >= start}
    return not joined.isdisjoint(_ACCORDING) or _stands_apart(question, words, first, last)


def _stands_apart(question: str, words: Sequence[Written], first: int, last: int) -> bool:
    """Whether a comma parts a name from what is asked."""
    start = words[_with_what_joins(words, first)].start
    behind = question[words[last - 1].end :].lstrip()
    return behind.startswith(",") or question[:start].rstrip().endswith(",")


def _with_what_joins(words: Sequence[Written], first: int) -> int:
    """The first word that goes with a name: "volgens mevrouw Smeets", "according to"."""
    while first > 0 and words[first - 1].term in _GOES_WITH_NAME:
        first -= 1
    return first
