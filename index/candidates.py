"""Which interviews are looked at sentence by sentence: those that any ranking puts near the top.

A store that searches by meaning and by words at once finds them itself. For any other store, its
rankings by meaning are combined here with a ranking by words. tests/test_candidates.py holds both
to one contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.fusion import top_rows, union
from index.keywords import sparse
from index.units import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from index.dense import HybridStore, VectorStore
    from index.encoder import Vectors
    from index.lexical import LexicalIndex, QueryWord
    from index.store import Index
    from index.units import Layout

# A constant, so that asking for more results never changes the first ones.
INTERVIEWS = 20
# Rows that each ranking by meaning contributes.
_NEIGHBOURS = 200
# Both of about one in size: cosines differ by tenths, and BM25 of a good match is about 25.
_MEANING, _KEYWORDS = 10, 20
# The same if the store combines rankings; more are asked for only if they hold too few interviews.
_HYBRID_NEIGHBOURS = (100, 400, 1600)


class Candidates(Protocol):
    """Finds the interviews that may answer a question."""

    def nearest(
        self, query: Vectors, words: Sequence[QueryWord], keywords: NDArray[np.float32]
    ) -> NDArray[np.int64]:
        """Their numbers, ascending.

        `keywords`, shape (interviews,), is the score of `words` in every interview.
        """
        ...


def candidates_of(index: Index, lexical: LexicalIndex) -> Candidates:
    """The best way to find candidates in this index."""
    if len(index.interviews) <= INTERVIEWS:
        return _All(len(index.interviews))
    if index.hybrid is not None:
        return _Hybrid(index.hybrid, index.layout, lexical)
    return _Fused(index.stores, index.layout)


class _All:
    """Every interview, for a library that is small enough."""

    def __init__(self, interviews: int) -> None:
        self._interviews = np.arange(interviews)

    def nearest(
        self, query: Vectors, words: Sequence[QueryWord], keywords: NDArray[np.float32]
    ) -> NDArray[np.int64]:
        del query, words, keywords
        return self._interviews


class _Fused:
    """Each interview's nearest row at each level and its keywords, added up."""

    def __init__(self, stores: Mapping[Level, VectorStore], layout: Layout) -> None:
        self._stores = stores
        self._layout = layout

    def nearest(
        self, query: Vectors, words: Sequence[QueryWord], keywords: NDArray[np.float32]
    ) -> NDArray[np.int64]:
        del words
        best: dict[Level, NDArray[np.float32]] = {}
        touched = [top_rows(keywords, INTERVIEWS)]
        for level in (Level.SENTENCE, Level.PASSAGE, Level.BLOCK):
            scores, rows = self._stores[level].search(query, _NEIGHBOURS)
            owner = (
                self._layout.interview_of_block
                if level is Level.BLOCK
                else self._layout.interview_of_sentence
            )[rows]
            # An interview outside a ranking would score at most what the ranking's last row does.
            best[level] = np.full(len(keywords), scores[-1], np.float32)
            np.maximum.at(best[level], owner, scores)
            touched.append(np.unique(owner))
        interviews = union(touched)
        meaning = sum(signal[interviews] for signal in best.values()) * _MEANING
        total = meaning + keywords[interviews] / _KEYWORDS
        return np.sort(interviews[top_rows(np.asarray(total, np.float32), INTERVIEWS)])


class _Hybrid:
    """The interviews of the first rows when the store itself ranks by meaning and by words."""

    def __init__(self, store: HybridStore, layout: Layout, lexical: LexicalIndex) -> None:
        self._store = store
        self._layout = layout
        self._lexical = lexical

    def nearest(
        self, query: Vectors, words: Sequence[QueryWord], keywords: NDArray[np.float32]
    ) -> NDArray[np.int64]:
        del keywords
        weights = sparse(self._lexical.weights(words))
        found: list[int] = []
        for neighbours in _HYBRID_NEIGHBOURS:
            rows = self._store.search(query, weights, neighbours)
            found = list(dict.fromkeys(self._layout.interview_of_sentence[rows].tolist()))
            if len(found) >= INTERVIEWS:
                break
        return np.sort(np.array(found[:INTERVIEWS], np.int64))
