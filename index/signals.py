"""The signals of every sentence that may answer: one row per sentence, one column per signal.

Each signal describes one aspect of a sentence, and is zero or about one in size whatever the
library's size, so that a ranker fitted on a few interviews is valid for a thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.interview import Role
from index.probes import roles_of, standardised
from index.units import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from index.dense import VectorStore
    from index.encoder import Vectors
    from index.hits import Query
    from index.interview import Interview
    from index.lexical import LexicalIndex
    from index.units import Layout

_AVERAGE_LENGTH = 15.0
# BM25 of a good match is about 25; divided by this it is of the size of the other signals.
_KEYWORD_SCALE = 5.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidate sentences of a question: `rows` ascend, `matrix` is (rows, signals).

    `starts` are where each interview begins among the rows. `presence` and `heading_presence`,
    shape (words, rows), are how closely each word of the question is matched in a sentence and in
    the heading above it. `answered` is the reader's log-odds that any sentence it read answers, in
    fives as its signal is. `added`, shape (rows,), is added to every ranker's score.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    matrix: NDArray[np.float32]
    presence: NDArray[np.float32]
    heading_presence: NDArray[np.float32]
    added: NDArray[np.float32]
    answered: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What does not depend on the question; unless noted, arrays have an entry per sentence.

    `rows` ascend and hold interviews without the blocks that may not answer. `blocks` are the
    distinct blocks of the sentences, and `to_block` gives the index of each sentence's block in
    them. `starts` are where each interview begins among the rows, and `to_interview` gives the
    index of each sentence's interview in them. `same_block` is one shorter: whether a sentence is
    in the block of the one before it. `subjects`, shape (interviews, dimension), is what each
    interview is about, those blocks left out.
    """

    rows: NDArray[np.int64]
    blocks: NDArray[np.int64]
    to_block: NDArray[np.int64]
    same_block: NDArray[np.float32]
    interview_of: NDArray[np.int64]
    starts: NDArray[np.int64]
    to_interview: NDArray[np.int64]
    columns: NDArray[np.float32]
    spoken: NDArray[np.float32]
    opens: NDArray[np.float32]
    roles: Mapping[str, NDArray[np.float32]]
    subjects: Vectors


class Structure:
    """What kind of text each sentence is, whatever is asked; computed once for a library."""

    def __init__(self, interviews: Sequence[Interview], lengths: NDArray[np.float32]) -> None:
        columns: list[tuple[float, ...]] = []
        roles: list[frozenset[str]] = []
        spoken: list[bool] = []
        opens: list[bool] = []
        for interview in interviews:
            for block in interview.blocks:
                is_paragraph = block.role is Role.PARAGRAPH
                bare = is_paragraph and block.question is None
                makers = block.role in (Role.BYLINE, Role.CAPTION)
                for position, sentence in enumerate(block.sentences):
                    columns.append(
                        (
                            float(bare and position == 0),
                            float(bare and position == 1),
                            float(bare and position == 2),
                            float(bare and position > 2),
                            float(is_paragraph and not bare and position == 0),
                            float(makers),
                            float(sentence.span.of(interview.text).rstrip().endswith("?")),
                        )
                    )
                    roles.append(roles_of(block, sentence.span.of(interview.text)))
                    spoken.append(block.role is Role.ANSWER)
                    opens.append(block.role is Role.ANSWER and position == 0)
        logarithm = np.log(lengths / _AVERAGE_LENGTH)
        self.columns: NDArray[np.float32] = np.column_stack(
            (np.array(columns, np.float32), logarithm, logarithm**2)
        ).astype(np.float32)
        self.spoken: NDArray[np.float32] = np.array(spoken, np.float32)
        self.opens: NDArray[np.float32] = np.array(opens, np.float32)
        names = sorted(frozenset().union(*roles))
        self.roles: dict[str, NDArray[np.float32]] = {
            name: np.array([name in played for played in roles], np.float32) for name in names
        }

    def ground(self, rows: NDArray[np.int64], layout: Layout, texts: VectorStore) -> Ground:
        """What does not depend on the question, for ascending rows of whole blocks.

        `texts` are the vectors of blocks; the mean of those that are looked at is what an interview
        is about.
        """
        block_of = layout.block_of_sentence[rows]
        blocks, to_block = np.unique(block_of, return_inverse=True)
        interview_of = layout.interview_of_sentence[rows]
        starts = np.flatnonzero(np.r_[True, interview_of[1:] != interview_of[:-1]])
        sums = np.add.reduceat(texts.vectors(blocks), to_block[starts])
        return Ground(
            rows=rows,
            blocks=blocks,
            to_block=to_block,
            same_block=(block_of[1:] == block_of[:-1]).astype(np.float32),
            interview_of=interview_of,
            starts=starts,
            to_interview=np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(rows)])),
            columns=self.columns[rows],
            spoken=self.spoken[rows],
            opens=self.opens[rows],
            roles={name: belongs[rows] for name, belongs in self.roles.items()},
            subjects=np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), np.float32),
        )


def evidence(
    ground: Ground,
    query: Query,
    *,
    stores: Mapping[Level, VectorStore],
    lexical: LexicalIndex,
    keywords: NDArray[np.float32],
    telling: NDArray[np.float32],
    near: NDArray[np.float32],
) -> Evidence:
    """Every signal of the sentences of `ground` except "read", which is left at zero.

    `telling`, shape (rows,), marks sentences that write out the abbreviation that is asked for, or
    tell the age; `near`, shape (rows, 6), says how near each is to what was quoted last.
    """
    words, reading = query.words, query.reading
    rows, blocks, to_block = ground.rows, ground.blocks, ground.to_block
    starts, to_interview = ground.starts, ground.to_interview

    sentence = standardised(stores[Level.SENTENCE].vectors(rows) @ query.vector, reading)
    passage = standardised(stores[Level.PASSAGE].vectors(rows) @ query.vector, reading)
    block = standardised(stores[Level.BLOCK].vectors(blocks) @ query.vector, reading)[to_block]
    cosines = stores[Level.HEADING].vectors(blocks) @ query.vector
    heading = np.where(cosines == 0, 0, standardised(cosines, reading))[to_block]
    if telling.any():
        # The interviewer's questions use the abbreviation or ask for the age, but do not tell it.
        heading = np.zeros_like(heading)

    here = lexical.presence(words, rows, lexical.texts)
    above = lexical.presence(words, rows, lexical.headings)
    weights = np.array([word.idf for word in words], np.float32)
    weights /= max(float(weights.sum()), 1e-6)
    words_here = weights @ np.maximum(here, above)
    anywhere = weights @ np.maximum.reduceat(here, starts, axis=1)
    role = np.zeros(len(rows), np.float32)
    for name, belongs in ground.roles.items():
        role += reading.roles.get(name, 0.0) * belongs
    likeliest = np.array((sentence, passage, block, words_here))
    *best, best_words = np.maximum.reduceat(likeliest, starts, axis=1)[:, to_interview]
    signals = (
        sentence,
        passage,
        block,
        # The text beneath an interviewer's question answers it; a title asks nothing.
        heading * (1 - ground.spoken),
        heading * ground.spoken,
        heading * ground.opens,
        *best,
        standardised(ground.subjects @ query.vector, reading)[to_interview],
        words_here,
        weights @ _with_neighbours(here, ground.same_block),
        anywhere[to_interview],
        best_words,
        keywords[ground.interview_of] / _KEYWORD_SCALE,
        telling,
        role,
    )
    unread = np.zeros((len(rows), 1), np.float32)
    # Signals stacked as rows first: stacking so many columns takes twice as long.
    matrix = np.concatenate(
        (np.array(signals, np.float32).T, ground.columns, near, unread), axis=1, dtype=np.float32
    )
    return Evidence(rows, starts, matrix, here, above, np.zeros(len(rows), np.float32))


def _with_neighbours(
    presence: NDArray[np.float32], same_block: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Presence in a sentence, or in the one before or after it in the same block."""
    near = presence.copy()
    near[:, 1:] = np.maximum(near[:, 1:], presence[:, :-1] * same_block)
    near[:, :-1] = np.maximum(near[:, :-1], presence[:, 1:] * same_block)
    return near
