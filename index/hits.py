"""What a search is given and what it gives: a query, hits and their ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.signals import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.encoder import Vectors
    from index.interview import Interview
    from index.lexical import QueryWord
    from index.probes import Reading

# Which column of the evidence a signal is.
COLUMN = {name: column for column, name in enumerate(SIGNALS)}


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready to search with.

    `vector`, shape (dimension,), is of the question with its abbreviations written out. `asked`
    holds the long forms that a question like "Waar staat EZK voor?" asks for. `latest` is what a
    follow-up itself asks, at the end of `text`. `tokens`, shape (tokens, token dimension), are for
    the reader; None when the encoder gives none. `at_hand` is the id of the interview that the
    conversation is about, of which every sentence scores `stays` more; "" when it is about none.
    """

    text: str
    vector: Vectors = field(repr=False)
    words: tuple[QueryWord, ...]
    reading: Reading
    asked: tuple[str, ...] = ()
    latest: str = ""
    tokens: Vectors | None = field(default=None, repr=False)
    at_hand: str = ""
    stays: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that may answer: `block` and `sentence` are its place in `interview`.

    `mass` is its share of the evidence over all candidates; `here` and `above` tell for each
    of the query's words how nearly it stands in the sentence and in the heading above it.
    """

    interview: Interview
    block: int
    sentence: int
    score: float
    mass: float
    signals: Mapping[str, float]
    here: Sequence[float]
    above: Sequence[float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search found: hits, best first, and how the interviews of the library compare.

    `apart` is the nearest interview's closeness less the mean of those ranked fifth and
    lower: what unrelated text of the same library scores for the same question. None when
    the library is too small to tell. `shares` tells how much of the evidence lies in each, by its
    id; together they are one. `answered` is what the reader thinks of all that it read: log-odds
    that any of it answers, in fives as its signal is. `nearest` tells for each of the query's words
    how nearly it stands anywhere among the candidates, which are so many `sentences`.
    """

    hits: tuple[Hit, ...]
    apart: float | None
    shares: Mapping[str, float]
    answered: float
    nearest: tuple[float, ...]
    sentences: int


class ByName(Mapping[str, float]):
    """A row of the matrix, by `SIGNALS`; most hits are never asked for more than a few of it."""

    __slots__ = ("_row",)

    def __init__(self, row: Sequence[float]) -> None:
        self._row = row

    def __getitem__(self, name: str) -> float:
        return self._row[COLUMN[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(SIGNALS)

    def __len__(self) -> int:
        return len(SIGNALS)
