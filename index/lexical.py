"""Keyword evidence: which of a question's words occur where, including typos and compounds.

Document scores are BM25 (Robertson and Zaragoza, 2009). A word is weighted by its rarity in the
language, because five answers are too few to tell a rare word from a common one. A question's
word also matches words of the content that are spelled alike (Dice coefficient of character
bigrams and trigrams) or that contain it ("blockchain" in "blockchaincoalitie").
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.spelling import Spelling
from index.words import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from index.words import Word

    Rarity = Callable[[str], float]

# BM25's usual constants.
K1 = 1.2
B = 0.6
# The number of sentences of ordinary language that the content's counts are smoothed with.
_LANGUAGE_SENTENCES = 2000
# Words in an average sentence, to turn a word's probability into a sentence's.
_SENTENCE_WORDS = 12
# Words with a lower weight are in most sentences and tell nothing.
_MIN_IDF = 0.3
# To a tokenizer of a hundred languages "heeft" is rare, but a closed-class word tells little.
_STOP_WORD_SHARE = 0.3
# Words of questions that are cached, a few hundred bytes each.
_KNOWN_WORDS = 8192


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A question's word: its weight, and the terms it matches, by ascending likeness.

    `term` is what it has in common with its other forms.
    """

    written: str
    term: str
    idf: float
    meets: tuple[tuple[int, float], ...]


class LexicalIndex:
    """Sentences by their words. Rows are sentences, in the order given."""

    def __init__(
        self,
        sentences: Iterable[str],
        headings: Iterable[str],
        interview_of: NDArray[np.int64],
        rarity: Rarity,
    ) -> None:
        """Index sentences, each with the heading above it and its interview's number.

        `rarity(word)` is the word's log-probability in its language.
        """
        self._rarity = rarity
        self._vocabulary: dict[str, int] = {}
        self._forms: list[set[str]] = []
        counts = [self._count(sentence) for sentence in sentences]
        self.texts = _Postings(counts)
        # All sentences of a block have the same one above them.
        self.headings = _Postings(list(map(cache(self._count), headings)))
        self._interview_of = interview_of
        lengths = np.array([sum(count.values()) for count in counts], np.float32)
        self.lengths: NDArray[np.float32] = np.maximum(lengths, 1)
        self._interviews = int(interview_of[-1]) + 1 if len(interview_of) else 0
        interview_lengths = np.bincount(interview_of, lengths, minlength=self._interviews)
        mean = max(float(interview_lengths.mean()), 1.0) if self._interviews else 1.0
        self._norm = K1 * (1 - B + B * interview_lengths / mean)
        self._spelling = Spelling(self._vocabulary, self._forms)
        # Visitors use the same words, and finding words that are spelled alike costs the most.
        self._query_word = lru_cache(_KNOWN_WORDS)(self._read_word)

    def _count(self, text: str) -> Counter[int]:
        return Counter(map(self._number, words_of(text)))

    def _number(self, word: Word) -> int:
        number = self._vocabulary.setdefault(word.term, len(self._vocabulary))
        if number == len(self._forms):
            self._forms.append(set())
        self._forms[number].add(fold(word.written))
        return number

    def corrected(self, question: str) -> str:
        """The question with misspelled words replaced by the content's."""
        return self._spelling.corrected(question)

    def holds(self, word: str) -> bool:
        """Whether a word occurs in the content, in this form."""
        return self._spelling.holds(word)

    def rows_of(self, word: str) -> NDArray[np.int64]:
        """The rows that hold a word, in any of its forms."""
        terms = {self._vocabulary.get(part.term) for part in words_of(word)}
        rows = [self.texts.of(term)[0] for term in terms if term is not None]
        return np.unique(np.concatenate(rows)) if rows else np.zeros(0, np.int64)

    def read(self, question: str) -> tuple[QueryWord, ...]:
        """The distinct words of a question that are rare enough to tell sentences apart."""
        words: dict[str, QueryWord] = {}
        for word in words_of(question):
            if word.term not in words:
                found = self._query_word(word)
                if found is not None:
                    words[word.term] = found
        return tuple(words.values())

    def _read_word(self, word: Word) -> QueryWord | None:
        idf = self._idf(fold(word.written), word.term)
        idf *= _STOP_WORD_SHARE if word.stops else 1
        if idf < _MIN_IDF:
            return None
        return QueryWord(word.written, word.term, idf, self._spelling.like(word.term))

    def _idf(self, word: str, term: str) -> float:
        """Inverse sentence frequency: the content's count, smoothed with the language's."""
        number = self._vocabulary.get(term)
        seen = self.texts.frequency(number) if number is not None else 0
        in_sentence = min(0.9, 1 - math.exp(-_SENTENCE_WORDS * math.exp(self._rarity(word))))
        return -math.log(
            (seen + _LANGUAGE_SENTENCES * in_sentence + 0.1)
            / (len(self.lengths) + _LANGUAGE_SENTENCES)
        )

    def interview_scores(self, words: Sequence[QueryWord]) -> NDArray[np.float32]:
        """BM25 of every interview, shape (interviews,)."""
        times = np.zeros((len(words), self._interviews))
        for number, word in enumerate(words):
            for term, alike in word.meets:
                rows, counts = self.texts.of(term)
                times[number] += np.bincount(
                    self._interview_of[rows], alike * counts, minlength=self._interviews
                )
        rarity = np.array([word.idf for word in words], np.float64)
        scores: NDArray[np.float64] = rarity @ (times * (K1 + 1) / (times + self._norm))
        return scores.astype(np.float32)

    def weights(self, words: Sequence[QueryWord]) -> dict[str, float]:
        """The terms of the content that these words match, each with its weight.

        The weight is the word's rarity times the likeness. Multiplied by the BM25 impact of the
        term in a text, it gives the score.
        """
        weights: dict[str, float] = {}
        for word in words:
            for term, alike in word.meets:
                written = self._spelling.terms[term]
                weights[written] = weights.get(written, 0.0) + word.idf * alike
        return weights

    def presence(
        self, words: Sequence[QueryWord], rows: NDArray[np.int64], postings: _Postings
    ) -> NDArray[np.float32]:
        """The likeness of each row's nearest word, shape (words, rows); 0 is absent.

        `rows` ascend.
        """
        found = np.zeros((len(words), len(rows)), np.float32)
        all_rows = len(rows) == len(self.lengths)
        for word, stands in zip(words, found, strict=True):
            for term, alike in word.meets:
                holding, _ = postings.of(term)
                # Terms come by ascending likeness, so the nearest is written last.
                stands[holding if all_rows else _places(holding, rows)] = alike
        return found


def _places(holding: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The positions in `rows` of the rows that are in `holding` too; both ascend.

    The rows are looked up in the postings and not the other way round, because a common word is in
    most of a large library, and the rows are of only twenty interviews.
    """
    places = holding.searchsorted(rows)
    at = np.flatnonzero(places < len(holding))
    there: NDArray[np.int64] = at[holding[places[at]] == rows[at]]
    return there


class _Postings:
    """Term → the rows that it occurs in, ascending, and how often."""

    def __init__(self, counts: Sequence[Counter[int]]) -> None:
        terms = np.array([term for count in counts for term in count], np.int64)
        rows = np.repeat(np.arange(len(counts)), [len(count) for count in counts])
        times = np.array([number for count in counts for number in count.values()], np.int64)
        order = np.argsort(terms, kind="stable")
        self._rows: NDArray[np.int64] = rows[order]
        self._times: NDArray[np.int64] = times[order]
        self._start: NDArray[np.int64] = np.searchsorted(
            terms[order], np.arange(int(terms.max()) + 2 if len(terms) else 1)
        )

    def of(self, term: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows and counts of a term."""
        if term + 1 >= len(self._start):
            return self._rows[:0], self._times[:0]
        part = slice(int(self._start[term]), int(self._start[term + 1]))
        return self._rows[part], self._times[part]

    def frequency(self, term: int) -> int:
        """The number of rows that a term occurs in."""
        return len(self.of(term)[0])
