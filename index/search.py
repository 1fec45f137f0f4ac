"""Question → ranked hits, each signal kept apart so that later steps can weigh and explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.fusion import top_rows
from index.lexical import LexicalIndex
from index.units import Level, texts_of
from index.words import terms_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder import Encoder, Vectors
    from index.interview import Interview, Passage
    from index.store import Index

# Rows that each ranking contributes. Fixed, so that asking for more results never changes
# the first; wide enough that the best row of one signal is judged by all the others.
CANDIDATES = 64


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
    row: int
    signals: Signals
    score: float
