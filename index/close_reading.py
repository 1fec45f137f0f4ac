"""The likeliest sentences, read token by token for one more signal.

A separate ranker, fitted without the reader, chooses which sentences are read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

import numpy as np

from index.columns import COLUMN
from index.fusion import top_rows
from index.tokens import unpacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder import Vectors
    from index.ranker import Ranker
    from index.reader import Prepared, Reader
    from index.signals import Evidence
    from index.store import Index
    from index.tokens import TokenStore

# Sentences that are read. Twelve answer hardly any more questions (docs/decisions/0011).
_SHORTLIST = 8
# Sentences that are kept prepared, about 40 kB each.
_PREPARED = 1000
# The reader's log-odds range from about -10 to 10.
READ_SCALE = 5.0
_READ = COLUMN["read"]


class CloseReading:
    """Adds a reader's judgement to the evidence, for the sentences of one index."""

    def __init__(self, reader: Reader, shortlist: Ranker, tokens: TokenStore) -> None:
        self._reader = reader
        self._shortlist = shortlist
        self._tokens = tokens
        self._prepared: dict[int, Prepared] = {}

    @classmethod
    def of(cls, index: Index, reader: Reader, shortlist: Ranker) -> Self | None:
        """For the sentences of an index; None if its encoder gave no tokens."""
        return None if index.tokens is None else cls(reader, shortlist, index.tokens)

    def read(self, question: Vectors, found: Evidence) -> Evidence:
        """The evidence with the reader's signal, and its log-odds that anything it read answers.

        `question`, shape (tokens, token dimension), is the question's tokens. Sentences that are
        not read get the lowest signal of those that are.
        """
        if not len(question):
            return found
        likely = top_rows(self._shortlist.scores(found.matrix) + found.added, _SHORTLIST)
        prepared = self._prepare(found.rows[likely])
        # A sentence of characters that the model does not know has no tokens.
        filled = [at for at, sentence in enumerate(prepared) if len(sentence.table)]
        if not filled:
            return found
        judged = self._reader.read(question, [prepared[at] for at in filled])
        odds = (judged.sentences - judged.none) / READ_SCALE
        matrix = found.matrix.copy()
        matrix[:, _READ] = odds.min()
        matrix[likely[filled], _READ] = odds
        answered = float(np.logaddexp.reduce(odds * READ_SCALE)) / READ_SCALE
        return replace(found, matrix=matrix, answered=answered)

    def _prepare(self, rows: NDArray[np.int64]) -> list[Prepared]:
        """Sentences prepared for reading; some are kept, since many questions need the same."""
        wanted = rows.tolist()
        kept = self._prepared
        known = {row: kept[row] for row in wanted if row in kept}
        missing = [row for row in wanted if row not in known]
        if missing:
            steps = self._tokens.steps(np.array(missing, np.int64))
            fresh = {
                row: self._reader.prepare(unpacked(own))
                for row, own in zip(missing, steps, strict=True)
            }
            known |= fresh
            # Replaced, never emptied: another thread may be reading it.
            self._prepared = kept | fresh if len(kept) + len(fresh) <= _PREPARED else fresh
        return [known[row] for row in wanted]
