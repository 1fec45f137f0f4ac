"""Question → ranked hits, each signal kept apart so that later steps can weigh and explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.fusion import top_rows, union
from index.lexical import LexicalIndex
from index.units import Level, texts_of
from index.words import terms_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder import Encoder, Vectors
    from index.interview import Interview
    from index.store import Index

# Rows that each ranking contributes. Fixed, so that asking for more results never changes
# the first; wide enough that the best row of one signal is judged by all the others.
CANDIDATES = 64


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched with: its vector, shape (dimension,), and its terms."""

    text: str
    vector: Vectors
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """How well one sentence fits a question, by each way of looking at it."""

    sentence: float
    passage: float
    block: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that may answer: `block` and `sentence` are its place in `interview`."""

    interview: Interview
    block: int
    sentence: int
    signals: Signals
    score: float


class Searcher:
    """Ranks the sentences of an index for a question."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder
        self._lexical = LexicalIndex.of(
            text for interview in index.interviews for text in texts_of(interview, Level.PASSAGE)
        )

    def read(self, question: str) -> Query:
        """A question made ready to search with; the one place where the encoder reads it."""
        vector = self._encoder.encode_queries([question])[0]
        return Query(question, vector, tuple(terms_of(question)))

    def search(self, query: Query, k: int) -> list[Hit]:
        """The k best sentences for a question, best first; fewer when there are fewer."""
        lexical = self._lexical.scores(query.terms)
        rows = self._candidates(query.vector, lexical)
        signals = self._signals(query.vector, lexical, rows)
        scores = signals @ WEIGHTS
        best = top_rows(scores, k)
        return [self._hit(int(rows[i]), signals[i], float(scores[i])) for i in best]

    def _candidates(self, query: Vectors, lexical: NDArray[np.float32]) -> NDArray[np.int64]:
        stores, layout = self._index.stores, self._index.layout
        _, sentences = stores[Level.SENTENCE].search(query, CANDIDATES)
        _, passages = stores[Level.PASSAGE].search(query, CANDIDATES)
        _, blocks = stores[Level.BLOCK].search(query, CANDIDATES)
        words = top_rows(lexical, CANDIDATES)
        touched = np.unique(
            np.concatenate(
                (layout.block_of_sentence[union((sentences, passages, words))], blocks[:8])
            )
        )
        return np.concatenate([np.array(layout.sentences_of(int(block))) for block in touched])

    def _signals(
        self, query: Vectors, lexical: NDArray[np.float32], rows: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        stores, layout = self._index.stores, self._index.layout
        blocks = layout.block_of_sentence[rows]
        distinct, inverse = np.unique(blocks, return_inverse=True)
        return np.column_stack(
            (
                stores[Level.SENTENCE].vectors(rows) @ query,
                stores[Level.PASSAGE].vectors(rows) @ query,
                (stores[Level.BLOCK].vectors(distinct) @ query)[inverse],
                lexical[rows],
            )
        ).astype(np.float32)

    def _hit(self, row: int, signals: NDArray[np.float32], score: float) -> Hit:
        layout = self._index.layout
        block = int(layout.block_of_sentence[row])
        interview = int(layout.interview_of_block[block])
        return Hit(
            interview=self._index.interviews[interview],
            block=block - int(layout.first_block[interview]),
            sentence=row - int(layout.first_sentence[block]),
            signals=Signals(*map(float, signals)),
            score=score,
        )


WEIGHTS = np.array([1.0, 1.0, 0.5, 0.005], np.float32)
