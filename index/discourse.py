"""Where a conversation is: what was quoted last, and which sentences stand there.

What is said next is mostly about what is being talked about (Grosz, Joshi and Weinstein, 1995). Of
the follow-ups to the training interviews, .50 are answered within the last quotation and .16 by the
sentence after it (docs/decisions/0025).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.interview import Interview, Span

# Of each sentence: whether it was quoted, how soon it follows, whether it stands in that answer.
NEARNESS = ("quoted", "follows", "beside")
# The same for a question that does not lean on another: it may go on with that, or begin anew.
GOING_ON = ("last_quoted", "last_follows", "last_beside")
# What the answer after it counts for, against the one that was quoted from.
_NEXT_BLOCK = 0.5


@dataclass(frozen=True, slots=True)
class Quoted:
    """What was quoted last: the id of its interview, and its place there."""

    interview: str
    span: Span


def nearness(interview: Interview, quoted: Span) -> NDArray[np.float32]:
    """How near each sentence of an interview is to a quotation, shape (sentences, 3)."""
    rows: list[tuple[float, float, float]] = []
    beside = 0.0
    for block in interview.blocks:
        own = quoted in block.span
        beside = 1.0 if own else _NEXT_BLOCK if beside == 1 else 0.0
        after = 0
        for sentence in block.sentences:
            after += own and sentence.span.start >= quoted.end
            rows.append((float(sentence.span in quoted), 1 / after if after else 0.0, beside))
    return np.array(rows, np.float32)
