"""What a search takes and returns: a query, hits and their ranking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.bearers import asks_bearer
from index.persons import asks_who

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.columns import ByName
    from index.definitions import Definition
    from index.discourse import Quoted
    from index.encoder import Vectors
    from index.interview import Interview
    from index.lexical import QueryWord
    from index.probes import Reading
    from index.rows import Place
    from index.speakers import Mention


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for a search.

    `vector`, shape (dimension,), is of the question with its abbreviations written out.
    `definition` is of the abbreviation that a question like "Waar staat EZK voor?" asks for; None
    if it asks for none. `latest` is the follow-up itself, at the end of `text`. `tokens`, shape
    (tokens, token dimension), are for the reader: of a follow-up those of `latest`, read behind the
    rest; None if the encoder gives none. `at_hand` is the id of the interview that the conversation
    is about, each of whose sentences gets `stays` added to its score; "" if none. `quoted` is what
    was quoted last; None if nothing was. `under` holds the blocks that alone may answer, each as
    the id of its interview and its number there; empty if any may. `mention` tells who of those who
    speak is named in `text`, and was left out where it was read; None if nobody is. `told` is where
    it stands who is asked for, if that was known before.
    """

    text: str
    vector: Vectors = field(repr=False)
    words: tuple[QueryWord, ...]
    reading: Reading
    definition: Definition | None = None
    latest: str = ""
    tokens: Vectors | None = field(default=None, repr=False)
    at_hand: str = ""
    stays: float = 0.0
    quoted: Quoted | None = None
    under: tuple[tuple[str, int], ...] = ()
    mention: Mention | None = None
    told: frozenset[Place] = frozenset()

    @property
    def asks_who(self) -> bool:
        """Whether it asks who somebody is, or what whoever is something is called."""
        asked = self.latest or self.text
        return self.definition is None and (
            bool(self.told) or asks_who(asked) or asks_bearer(asked)
        )

    @property
    def unheard(self) -> frozenset[tuple[str, int]]:
        """The blocks that may not answer, since somebody else says them than who is named."""
        return self.mention.unheard if self.mention and not self.under else frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that may answer: `block` and `sentence` are its place in `interview`.

    `mass` is its share of the evidence over all candidates. `here` and `above` tell for each of
    the query's words how closely it is matched in the sentence and in the heading above it.
    """

    interview: Interview
    block: int
    sentence: int
    score: float
    mass: float
    signals: ByName
    here: Sequence[float]
    above: Sequence[float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search found: hits, best first, and how the interviews of the library compare.

    `apart` is the nearest interview's closeness minus the mean closeness of those ranked fifth and
    lower, which is what unrelated text of the library scores for this question; None if the library
    is too small to tell. `shares` is each interview's share of the evidence, by id; together they
    are one. `answered` is the reader's log-odds that any sentence it read answers, in fives as its
    signal is. `nearest` tells for each of the query's words how closely it is matched anywhere
    among the candidates. `sentences` is the number of candidates.
    """

    hits: tuple[Hit, ...]
    apart: float | None
    shares: Mapping[str, float]
    answered: float
    nearest: tuple[float, ...]
    sentences: int
