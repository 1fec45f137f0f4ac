"""Ranked sentences → quotations: whole, consecutive, and as long as their meaning needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.interview import Passage, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.interview import Interview
    from index.search import Hit

# The promise: never more than this, whichever of the two is more.
MAX_SENTENCES = 3
MAX_CHARACTERS = 400

# A sentence that opens with one of these points back at the one before it.
_POINTS_BACK = re.compile(
    r"[\"'\u2018\u201c(]*(?:dat|dit|die|deze|daar|daarbij|daarmee|daardoor|daarom|daarvoor|"
    r"bijvoorbeeld|zij|ze|hij|that|this|these|those|they|it|he|she)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotation that may answer: sentences `passage` of `interview`, found through `hit`."""

    interview: Interview
    passage: Passage
    hit: Hit

    @property
    def span(self) -> Span:
        """Where the quotation stands in the interview's text."""
        return self.interview.span_of(self.passage)


def candidates(hits: Sequence[Hit], limit: int) -> list[Candidate]:
    """The quotations of the best hits, best first; a hit inside an earlier one is left out."""
    chosen: list[Candidate] = []
    for hit in hits:
        passage = quotation(hit)
        candidate = Candidate(hit.interview, passage, hit)
        if not any(_overlap(candidate, earlier) for earlier in chosen):
            chosen.append(candidate)
        if len(chosen) == limit:
            break
    return chosen


def quotation(hit: Hit) -> Passage:
    """The sentence of a hit, with the one before it when it points back at that."""
    sentence = hit.sentence
    alone = Passage(hit.block, sentence, sentence + 1)
    if sentence > 0 and _POINTS_BACK.match(hit.interview.span_of(alone).of(hit.interview.text)):
        longer = Passage(hit.block, sentence - 1, sentence + 1)
        if fits(hit.interview, longer):
            return longer
    return alone


def fits(interview: Interview, passage: Passage) -> bool:
    """Whether a quotation keeps the promise about its length."""
    return (
        passage.last - passage.first <= MAX_SENTENCES
        or len(interview.span_of(passage)) <= MAX_CHARACTERS
    )


def _overlap(one: Candidate, other: Candidate) -> bool:
    return (
        one.interview.id == other.interview.id
        and one.passage.block == other.passage.block
        and one.passage.first < other.passage.last
        and other.passage.first < one.passage.last
    )
