"""A row of an index is a sentence: where it stands in which interview, and what it says there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from index.interview import Interview
    from index.units import Layout

# A sentence: the id of its interview, the number of its block there, and its own in that.
Place = tuple[str, int, int]


class Rows:
    """The sentences of a library, by the number of their row."""

    def __init__(self, interviews: Sequence[Interview], layout: Layout) -> None:
        """`layout` is that of an index of these interviews.

        `number_of` gives the number of each by its id.
        """
        self._interviews = interviews
        self._layout = layout
        self.number_of = {interview.id: number for number, interview in enumerate(interviews)}

    def place(self, row: int) -> tuple[int, int, int]:
        """The numbers of a row's interview, of its block there, and of its sentence in that."""
        layout = self._layout
        block = int(layout.block_of_sentence[row])
        interview = int(layout.interview_of_block[block])
        return (
            interview,
            block - int(layout.first_block[interview]),
            row - int(layout.first_sentence[block]),
        )

    def told(self, row: int) -> tuple[Place, str]:
        """The place of a row, and its words."""
        number, block, sentence = self.place(row)
        interview = self._interviews[number]
        words = interview.blocks[block].sentences[sentence].span.of(interview.text)
        return (interview.id, block, sentence), words

    def text(self, row: int) -> str:
        """The words of a row."""
        return self.told(row)[1]

    def with_neighbours(self, row: int) -> tuple[str, ...]:
        """The words of a row, and behind them those of the sentences beside it in its block."""
        number, block, sentence = self.place(row)
        interview = self._interviews[number]
        sentences = interview.blocks[block].sentences
        beside = (at for at in (sentence - 1, sentence + 1) if 0 <= at < len(sentences))
        return tuple(sentences[at].span.of(interview.text) for at in (sentence, *beside))

    def of_blocks(self, blocks: Iterable[tuple[str, int]]) -> list[int]:
        """The rows of blocks, each given as the id of its interview and its number there."""
        first = self._layout.first_block
        return [int(first[self.number_of[name]]) + block for name, block in blocks]

    def are(self, places: Collection[Place], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Which of some rows are the sentences at these places: 1 or 0 for each."""
        first = self._layout.first_sentence
        blocks = self.of_blocks((name, block) for name, block, _ in places)
        sentences = [int(first[block]) + at for block, (*_, at) in zip(blocks, places, strict=True)]
        return np.isin(rows, sentences).astype(np.float32)
