"""What a quotation must hold to be an answer, whatever the signals of confidence say of it.

These see that a question and a quotation are about the same. That the quotation only uses the word
that is asked about, or is of another year, they hardly do. Each doubt takes a share of the
confidence, so that an answer becomes an offer (docs/decisions/0038-what-only-names-it.md).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.wanted.conditions import supposes, tells_condition
from bot.wanted.contents import asks_contents, tells_contents
from bot.wanted.explanations import asks_explanation, explains
from bot.wanted.meanings import asks_to_explain, asks_what, tells_what, uses
from bot.wanted.names import asks_name, tells_name
from bot.wanted.times import years_of
from index.interview import Role
from index.probes import roles_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.quote import Candidate
    from index.hits import Query

# "Waarom?", "Wat kost het?": without an earlier question nobody knows what is meant. Of 196 such
# follow-ups, asked alone, .76 were answered with .69 on average, and .31 quoted right.
_UNCLEAR = 0.45
_SHARES = {
    # "Waar staat BZK voor?", and what is quoted uses the abbreviation.
    "not_written_out": 0.5,
    # "Wat is een kogelmolen?", and what is quoted uses the word.
    "not_defined": 0.5,
    # "Hoe heet de opa van Ilse?", and what is quoted names nobody.
    "no_name": 0.5,
    # "Wie nam de foto?", and what is quoted is a caption without a credit, or credits another.
    "no_credit": 0.5,
    # "Wat staat er in de brief?", and what is quoted tells who got it.
    "no_contents": 0.5,
    # "Wat als de dochter niet wil?", and what is quoted supposes nothing.
    "no_condition": 0.5,
    # "Waarom kijken horende mensen te weinig?", and what is quoted is the headline.
    "no_explanation": 0.5,
    # "Hoeveel waren er in 2019?", which the interview does not name, or not where it names others.
    "other_year": 0.5,
}
NO_DOUBTS: Mapping[str, float] = {"no_subject": 0.0, **dict.fromkeys(_SHARES, 0.0)}


def left_of(signals: Mapping[str, float]) -> float:
    """The share of a confidence that what is doubted of the quotation leaves."""
    return math.prod(share for name, share in _SHARES.items() if signals[name] > 0)


def left_if_unclear(signals: Mapping[str, float]) -> float:
    """The share of a confidence that is left where the question has no subject; else 1."""
    return _UNCLEAR if signals["no_subject"] > 0 else 1.0


def only_names(signals: Mapping[str, float]) -> bool:
    """Whether a quotation with these signals is about what is asked, and does not hold it."""
    return any(signals[name] > 0 for name in _SHARES)


class Doubts:
    """What there is to doubt about quotations for one question."""

    def __init__(self, query: Query, *, clear: bool, foreign: bool) -> None:
        """`clear` says that it has a subject, `foreign` that the content is in another language."""
        self._unclear = not clear
        self._foreign = foreign
        self._in_words = query.definition is not None and query.definition.in_words
        question = query.latest or query.text
        self._term = None if self._in_words else asks_what(question)
        self._name_of = question if asks_name(question) else ""
        self._photographer = query.reading.asks_photographer
        self._contents = asks_contents(question)
        self._supposes = supposes(question)
        self._explains = asks_explanation(question)
        self._years = years_of(query.text)
        self._year_now = years_of(question)

    def about(self, candidate: Candidate, signals: Mapping[str, float]) -> dict[str, float]:
        """Each doubt as a signal: 1 where there is one, else 0."""
        quotation, tells_it = candidate.text, signals["introduces"] > 0
        return {
            "no_subject": float(self._unclear),
            "not_written_out": float(self._in_words and not tells_it),
            "not_defined": float(not tells_it and not self._told(candidate)),
            "no_name": float(bool(self._name_of) and not tells_name(self._name_of, quotation)),
            "no_credit": float(self._photographer and _credits_another(candidate)),
            "no_contents": float(self._contents and not tells_contents(quotation)),
            "no_condition": float(self._supposes and not tells_condition(quotation)),
            "no_explanation": float(
                self._explains and signals["role"] <= 0 and _only_introduces(candidate)
            ),
            "other_year": float(self._is_of_another_year(candidate)),
        }

    def _is_of_another_year(self, candidate: Candidate) -> bool:
        """Whether the interview does not name a year, or names only others where it is quoted."""
        interview = candidate.interview
        if any(year not in interview.text for year in self._years):
            return True
        if not (self._year_now and years_of(candidate.text)):
            return False
        block = interview.blocks[candidate.passage.block].span.of(interview.text)
        around = f"{candidate.heading}\n{block}"
        return any(year not in around for year in self._year_now)

    def _told(self, candidate: Candidate) -> bool:
        """Whether a quotation tells what something is, if that is asked."""
        term = self._term
        if term is None:
            return True
        quotation = candidate.text
        if tells_what(term, quotation):
            return True
        # Who is asked to explain it begins by doing so.
        if candidate.opens and asks_to_explain(term, candidate.heading):
            return True
        # A word of another language cannot be looked for.
        return self._foreign and not uses(term, quotation)


def _only_introduces(candidate: Candidate) -> bool:
    """Whether a quotation is of what stands above the interview, and explains nothing."""
    block = candidate.interview.blocks[candidate.passage.block]
    return block.role is Role.LEAD and not explains(candidate.text)


def _credits_another(candidate: Candidate) -> bool:
    """Whether a quotation is of a caption or byline, and does not say who took the picture."""
    block = candidate.interview.blocks[candidate.passage.block]
    quoted = block.sentences[candidate.passage.first : candidate.passage.last]
    texts = (sentence.span.of(candidate.interview.text) for sentence in quoted)
    return block.role in (Role.CAPTION, Role.BYLINE) and not any(
        "photographer" in roles_of(block, words) for words in texts
    )
