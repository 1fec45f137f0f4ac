"""A visitor who chooses one of the quotations that were offered: "de tweede"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.quote import in_marks
from bot.smalltalk.words import COMMON, QUESTION_WORDS, plain

if TYPE_CHECKING:
    from bot.reply import Reply

# How each place is named, in the languages that visitors write in.
_FIRST = (
    "1 1e 1ste 1st eerste bovenste first top former erste ersten erster premier première primero "
    "primera birinci pierwszy pierwsza pierwsze перший перша перше الأول الأولى"
)
_SECOND = (
    "2 2e 2de 2nd tweede second two zweite zweiten zweiter deuxième seconde segundo segunda ikinci "
    "drugi druga drugie другий друга друге الثاني الثانية"
)
_LAST = "laatste onderste last bottom latter letzte letzten dernier dernière último última"
# From the end where it is below zero.
_PLACES = {
    word: place
    for place, words in ((0, _FIRST), (1, _SECOND), (-1, _LAST))
    for word in plain(words)
}
# What may be said along with it: "ik bedoel die tweede", "show me the second one".
_ALONG = (COMMON - QUESTION_WORDS) | frozenset(
    plain(
        "die dat nummer optie citaat antwoord passage bedoel bedoelde kies doe neem geef toon laat "
        "zien wil graag number option quote quotation answer mean meant one choose pick take give "
        "show want like i'd think das den der la le el bitte"
    )
)
# "What about the second?" does not ask what that is.
_PROPOSES = (("what", "about"), ("how", "about"))


def ordinal(said: str) -> int | None:
    """The place that is named, counted from 0 or from the end, if nothing else is said."""
    words = plain(said)
    if words[:2] in _PROPOSES:
        words = words[2:]
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
