"""A question's words against those of the content: similar spellings, and misspellings.

Likeness is the Dice coefficient of character bigrams and trigrams. A word that is in no language
list and in no interview is a slip if a word of the content is nearly the same. The encoder then
reads that word instead, because it knows words and not letters. One slip leaves few bigrams of a
short stem ("breif"), so whatever is one slip away is tried as well (docs/decisions/0020-slips.md).
"""

from __future__ import annotations

import difflib
import hashlib
import re
from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_lowercase
from typing import TYPE_CHECKING

import numpy as np

from index.words import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

# Words are spelled alike from this Dice coefficient on: "uitdagigen" and "uitdagingen" have .78.
_MIN_DICE = 0.55
_ALIKE = 0.9
_COMPOUND = 0.6
_MIN_COMPOUND_PART = 5
_MIN_TYPO = 3
# Shorter words have too many neighbours to tell which of them was meant.
_MIN_SLIP = 5
# The least difflib ratio (letters that both words have in the same order) of a slip and the word
# that was meant: "grotste" and "grootste" have .93. From .75 to .85 as many
# questions are answered right.
_SLIP = 0.8
_LETTERS = re.compile(r"[^\W\d_]+")
# Words whose neighbours are cached, a few hundred bytes each.
_REMEMBERED = 8192
KNOWN_WORDS = "known-words.npy"


class Spelling:
    """The vocabulary, by character bigrams and trigrams."""

    def __init__(self, vocabulary: Mapping[str, int], forms: Sequence[Collection[str]]) -> None:
        """`vocabulary` is terms with their numbers; `forms` are the folded words of each term."""
        self._numbers = vocabulary
        self._forms = forms
        self._written = frozenset(form for own in forms for form in own)
        self.terms = list(vocabulary)
        holders: dict[str, list[int]] = {}
        self._sizes: NDArray[np.float32] = np.zeros(len(self.terms), np.float32)
        for number, term in enumerate(self.terms):
            grams = _grams(term)
            self._sizes[number] = len(grams)
            for gram in grams:
                holders.setdefault(gram, []).append(number)
        self._holders = {gram: np.array(numbers) for gram, numbers in holders.items()}
        # Visitors use the same words.
        self.like = lru_cache(_REMEMBERED)(self._like)
        self._meant = lru_cache(_REMEMBERED)(self._meant_by)

    def _like(self, term: str) -> tuple[tuple[int, float], ...]:
        """Terms like this one with their likeness, ascending; the term itself has 1."""
        alike: dict[int, float] = {}
        # 2018 is no slip for 2019.
        if len(term) >= _MIN_TYPO and self.terms and not any(map(str.isdigit, term)):
            grams = _grams(term)
            shared = np.zeros(len(self.terms), np.float32)
            for gram in grams:
                if gram in self._holders:
                    shared[self._holders[gram]] += 1
            dice = 2 * shared / (len(grams) + self._sizes)
            alike.update(
                (int(number), float(dice[number]) * _ALIKE)
                for number in np.flatnonzero(dice > _MIN_DICE)
            )
            alike.update(
                (int(number), max(alike.get(int(number), 0.0), _COMPOUND))
                for number in np.flatnonzero(shared >= _COMPOUND * min(len(grams), 8))
                if _holds(term, self.terms[number])
            )
        if term in self._numbers:
            alike[self._numbers[term]] = 1.0
        return tuple(sorted(alike.items(), key=lambda item: (item[1], item[0])))

    def corrected(self, question: str) -> str:
        """The question with misspelled words replaced by the content's; otherwise unchanged."""
        return _LETTERS.sub(lambda match: self._meant(match[0]), question)

    def holds(self, word: str) -> bool:
        """Whether the content has a word in this form."""
        return fold(word) in self._written

    def _meant_by(self, written: str) -> str:
        word = fold(written)
        if len(word) < _MIN_SLIP or word in self._written or is_known(word):
            return written
        (term,) = (one.term for one in words_of(written))
        forms = [form for number, _ in self.like(term) for form in self._forms[number]]
        near = difflib.get_close_matches(word, forms, 1, _SLIP)
        if not near:
            # These are some hundreds, however much the content has.
            slips = (form for form in _one_slip_from(word) if form in self._written)
            long = [form for form in slips if len(form) >= _MIN_SLIP]
            near = difflib.get_close_matches(word, long, 1, 0.0)
        if not near:
            return written
        (nearest,) = near
        return nearest.capitalize() if written[0].isupper() else nearest


def _one_slip_from(word: str) -> Iterator[str]:
    """What was meant if one letter was left out, added, swapped with the next or is another.

    The first letter is not the one.
    """
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]


def is_known(word: str) -> bool:
    """Whether a folded word is in the Dutch, English, German or French list."""
    known, own = _known_words(), fingerprint(word)
    at = int(known.searchsorted(own))
    return at < len(known) and bool(known[at] == own)


def fingerprint(word: str) -> np.uint32:
    """Four bytes for a word: among two million others, one has the same by chance."""
    digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
    return np.uint32(int.from_bytes(digest, "big"))


@cache
def _known_words() -> NDArray[np.uint32]:
    """The fingerprints of words, ascending; `benchmarks.known_words` wrote them."""
    with files("index").joinpath("data", KNOWN_WORDS).open("rb") as file:
        words: NDArray[np.uint32] = np.load(file)
    return words


def _holds(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _MIN_COMPOUND_PART and short in long


def _grams(term: str) -> set[str]:
    padded = f"^{term}$"
    return {padded[i : i + n] for n in (2, 3) for i in range(len(padded) - n + 1)}
