"""Keyword ranking of sentences: BM25 over stemmed words (Robertson and Zaragoza, 2009)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.words import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

# The usual values; sentences are short and much alike in length, so b is low.
_K1 = 1.2
_B = 0.4


@dataclass(frozen=True, slots=True)
class _Postings:
    rows: NDArray[np.int64]
    weights: NDArray[np.float32]


class LexicalIndex:
    """Term → rows with their BM25 weight, so that a query is a few additions."""

    def __init__(self, postings: Mapping[str, _Postings], idf: Mapping[str, float], size: int):
        self._postings = postings
        self._idf = idf
        self._size = size

    @classmethod
    def of(cls, texts: Iterable[str]) -> LexicalIndex:
        """The index of these texts; row numbers are their order."""
        counts = [Counter(terms_of(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in counts], np.float32)
        mean = float(lengths.mean()) if len(lengths) else 1.0
        entries: dict[str, list[tuple[int, int]]] = {}
        for row, count in enumerate(counts):
            for term, times in count.items():
                entries.setdefault(term, []).append((row, times))
        idf = {
            term: float(np.log(1 + (len(counts) - len(rows) + 0.5) / (len(rows) + 0.5)))
            for term, rows in entries.items()
        }
        postings = {}
        for term, pairs in entries.items():
            rows, times = np.array(pairs).T
            norm = _K1 * (1 - _B + _B * lengths[rows] / max(mean, 1.0))
            weights = idf[term] * times * (_K1 + 1) / (times + norm)
            postings[term] = _Postings(rows.astype(np.int64), weights.astype(np.float32))
        return cls(postings, idf, len(counts))

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every row for a query of these terms, shape (rows,)."""
        scores = np.zeros(self._size, np.float32)
        for term in terms:
            if term in self._postings:
                posting = self._postings[term]
                scores[posting.rows] += posting.weights
        return scores

    def __contains__(self, term: str) -> bool:
        return term in self._postings
