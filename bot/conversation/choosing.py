"""A visitor who chooses one of the quotations that were offered: "de tweede"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.quote import in_marks
from bot.smalltalk.words import COMMON, QUESTION_WORDS, plain

if TYPE_CHECKING:
    from bot.reply import Reply

# Which place each names; from the end where it is below zero.
_PLACES = {
    "eerste": 0, "first": 0, "1": 0, "1e": 0, "1ste": 0, "bovenste": 0,
    "tweede": 1, "second": 1, "2": 1, "2e": 1, "2de": 1,
    "laatste": -1, "last": -1, "onderste": -1,
}  # fmt: skip
# What may be said along with it: "ik bedoel die tweede", "number one".
_ALONG = (COMMON - QUESTION_WORDS) | frozenset(
    plain("die dat nummer optie citaat antwoord bedoel bedoelde kies doe number option mean one")
)


def ordinal(said: str) -> int | None:
    """The place that is named, counted from 0 or from the end, if nothing else is said."""
    words = plain(said)
    places = [_PLACES[word] for word in words if word in _PLACES]
    others = [word for word in words if word not in _PLACES]
    return places[0] if len(places) == 1 and _ALONG.issuperset(others) else None


def as_chosen(offering: Reply, which: int, question: str, language: str, reason: str) -> Reply:
    """The reply to who chooses one of the quotations that `offering` offered.

    The visitor says that it answers, so its confidence is at least the threshold.
    """
    one = offering.offered[which]
    question_above = one.passage.question
    return offering.model_copy(
        update={
            "kind": "answer",
            "question": question,
            "language": language,
            "message": in_marks(one.quote.text),
            "quote": one.quote,
            "passage": one.passage,
            "source": one.source,
            "confidence": max(one.confidence, offering.why.threshold),
            "alternatives": tuple(other for other in offering.alternatives if other != one),
            "offered": (),
            "suggestions": tuple(
                asked for asked in offering.suggestions if asked != question_above
            ),
            "why": offering.why.model_copy(
                update={"matched_terms": (), "signals": {}, "reason": reason}
            ),
        }
    )
