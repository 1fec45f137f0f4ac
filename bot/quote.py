"""Ranked sentences → quotations: whole, consecutive, and as long as the evidence is spread.

A quotation is the stretch of one block, within the promised length, that holds most of the
evidence. It then drops sentences at its ends for as long as it keeps nearly all of that evidence.
Concentrated evidence thus gives one sentence, and diffuse evidence its neighbours too. What belongs
to it comes along (`bot/belonging.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bot.belonging import is_promised, is_told_behind, with_what_belongs
from index.columns import ByName
from index.interview import Passage, Role, Span
from index.units import heading_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.hits import Hit
    from index.interview import Interview

# The share of its evidence that a quotation must keep when it drops sentences. An answer is
# spoken, and a sentence of it is clear on its own. A paragraph is written to be read as a whole,
# and quoting less of it loses answers (see docs/decisions/0003-quotation-length.md).
KEEP_OF_ANSWER = 0.97
KEEP_OF_PARAGRAPH = 1.0

# From this much nearer to the interviewer's question than to the text beneath it, in tenths of a
# cosine, a visitor's question asks the same (see docs/decisions/0003-quotation-length.md).
_ASKS_THE_SAME = 1.0

# Whoever is quoted in an article is so within marks of the text itself.
_MARKED = re.compile(r"[\"\u201c\u201e\u00ab].*[\"\u201c\u201d\u00bb]", re.DOTALL)


def in_marks(text: str) -> str:
    """A quotation within quotation marks: its own, where it opens and closes with them."""
    return text if _MARKED.fullmatch(text) else f"\u201c{text}\u201d"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotation that may answer, the hits of its sentences, and the highest of their signals."""

    interview: Interview
    passage: Passage
    hits: tuple[Hit, ...]
    signals: ByName

    @property
    def span(self) -> Span:
        """The quotation's place in the interview's text."""
        return self.interview.span_of(self.passage)

    @property
    def block(self) -> tuple[str, int]:
        """The block that it is from: the id of its interview, and its number there."""
        return self.interview.id, self.passage.block

    @property
    def is_whole(self) -> bool:
        """Whether it is all of its block."""
        block = self.interview.blocks[self.passage.block]
        return self.passage.last - self.passage.first == len(block.sentences)

    @property
    def heading(self) -> str:
        """The interviewer's question or heading above it; empty when there is none."""
        return heading_of(self.interview, self.passage.block)

    @property
    def opens(self) -> bool:
        """Whether it is quoted from the opening of its block."""
        return self.passage.first == 0

    def answers_with(self, other: Self) -> bool:
        """Whether both are answers to one question of the interviewer."""
        asked = self.interview.blocks[self.passage.block].question
        return (
            asked is not None
            and self.interview.id == other.interview.id
            and asked == other.interview.blocks[other.passage.block].question
        )

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.of(self.interview.text)


def windows(
    hits: Sequence[Hit], limit: int, *, own: bool = False, alone: bool = False
) -> list[Candidate]:
    """The quotations with most evidence, best first, without overlap.

    `own` says that all stand beneath the interviewer's question that was asked: those that open an
    answer come first then. `alone` says that the question leans on no other, so that an answer to
    the same question may be quoted from its opening.
    """
    runs = list(_runs(hits))
    # Equals stay in reading order, because the numbers of the run and its hits come last.
    found = sorted(
        (own and run[first].sentence > 0, -mass, last - first, number, first, last)
        for number, run in enumerate(runs)
        for mass, first, last in _stretches(run)
    )
    # Sets of sentences, since most stretches overlap with one that is better.
    sentences = [[(hit.block, hit.sentence) for hit in run] for run in runs]
    quoted: dict[str, set[tuple[int, int]]] = {}
    chosen: list[Candidate] = []
    for later, negative_mass, _, number, first, last in found:
        run = runs[number]
        others = quoted.setdefault(run[0].interview.id, set())
        if not others.isdisjoint(sentences[number][first:last]):
            continue
        start, end = _tightened(run, first, last, -negative_mass, opens=own and not later)
        candidate = _candidate(run[start:end], others, alone=alone)
        if candidate is None:
            continue
        others.update(candidate.passage.sentences)
        chosen.append(candidate)
        if len(chosen) == limit:
            break
    return chosen


def _runs(hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Hits of consecutive sentences of one block, in reading order, with nothing told between."""
    ordered = sorted(hits, key=lambda hit: (hit.interview.id, hit.block, hit.sentence))
    run: list[Hit] = []
    for hit in ordered:
        if run and (
            hit.interview is not run[-1].interview
            or hit.block != run[-1].block
            or hit.sentence != run[-1].sentence + 1
            or is_told_behind(hit.interview, hit.block, run[-1].sentence)
        ):
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def _stretches(run: Sequence[Hit]) -> Iterator[tuple[float, int, int]]:
    """The stretches of a run that keep the promise: their share of the evidence, first, last."""
    interview, block = run[0].interview, run[0].block
    sentences = interview.blocks[block].sentences
    offset = run[0].sentence
    for first in range(len(run)):
        start = sentences[offset + first].span.start
        mass = 0.0
        for last in range(first + 1, len(run) + 1):
            length = sentences[offset + last - 1].span.end - start
            if not is_promised(last - first, length):
                break
            mass += run[last - 1].mass
            yield mass, first, last


def _candidate(
    hits: Sequence[Hit], others: set[tuple[int, int]], *, alone: bool
) -> Candidate | None:
    """The quotation of these sentences; None if by themselves they say another thing."""
    interview, signals = hits[0].interview, _strongest(hits)
    passage = with_what_belongs(
        interview,
        Passage(hits[0].block, hits[0].sentence, hits[-1].sentence + 1),
        others,
        from_opening=alone and _asks_the_same(signals),
    )
    return None if passage is None else Candidate(interview, passage, tuple(hits), signals)


def _strongest(hits: Sequence[Hit]) -> ByName:
    """The highest value that each signal has in any of these hits."""
    only, *others = (hit.signals.row for hit in hits)
    return ByName(list(map(max, only, *others)) if others else only)


def _asks_the_same(signals: ByName) -> bool:
    """Whether what was asked is the interviewer's question rather than anything in the text."""
    return signals["question"] - max(signals["passage"], signals["sentence"]) >= _ASKS_THE_SAME


def _tightened(
    run: Sequence[Hit], first: int, last: int, evidence: float, *, opens: bool
) -> tuple[int, int]:
    """The shortest part of a stretch that keeps its evidence, and its beginning if that `opens`.

    `evidence` was added up in the order in which it is here: `sum` may round otherwise.
    """
    if last - first == 1:
        return first, last
    interview = run[first].interview
    block = interview.blocks[run[first].block]
    spans = [sentence.span for sentence in block.sentences[run[first].sentence :]]
    mass_of = [hit.mass for hit in run[first:last]]
    keep = KEEP_OF_PARAGRAPH if block.role is Role.PARAGRAPH else KEEP_OF_ANSWER
    least = keep * evidence
    enough = []
    for start in range(1 if opens else len(mass_of)):
        mass = 0.0
        for end, more in enumerate(mass_of[start:], start + 1):
            mass += more
            if mass >= least:
                enough.append((spans[end - 1].end - spans[start].start, -mass, start, end))
    _, _, start, end = min(enough)
    return first + start, first + end
