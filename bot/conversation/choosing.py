"""A visitor who chooses one of the quotations that were offered: "de tweede", or "ja"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.quote import in_marks
from bot.smalltalk.words import COMMON, QUESTION_WORDS, plain

if TYPE_CHECKING:
    from bot.reply import Reply
    from bot.wording.messages import Messages

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
        "die dat that nummer optie citaat antwoord passage bedoel bedoelde kies doe neem geef toon "
        "laat zien wil graag number option quote quotation answer mean meant one choose pick take "
        "give show want like i'd think das den der la le el bitte"
    )
)
_YES = frozenset(
    plain(
        "ja jazeker jawel jep yes yep yeah yup si sí oui evet tak так наعم klopt inderdaad precies "
        "juist exact exactly indeed correct graag"
    )
)
# "Die bedoel ik" is a yes too, "ik bedoel" begins something else.
_IT = frozenset(plain("dat die that"))
_MEANT = frozenset(plain("bedoel bedoelde mean meant"))
# "Klopt dat" and "correct?" ask whether it is so; "ja?" and "klopt, dat bedoel ik" say that it is.
_TRUE = frozenset(plain("klopt inderdaad precies juist exact exactly indeed correct"))
_VERBS = frozenset(plain("klopt is was"))
_SO = _IT | frozenset(plain("dit this het it"))
# "Ja maar" goes on to something else.
_YET = frozenset(plain("maar but aber mais pero"))
_FIRST_PART = re.compile(r"([^.,;:!?]+)[.,;:!]+\s*([^\s.,;:!?].*)")
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


def agrees(said: str) -> bool:
    """Whether somebody says yes, and nothing else."""
    words = frozenset(plain(said))
    meant = bool(words & _IT) and bool(words & _MEANT)
    if not meant and _asks_whether(said):
        return False
    return (meant or bool(words & _YES)) and words <= (_YES | _ALONG) - _YET


def _asks_whether(said: str) -> bool:
    """Whether the words for agreeing ask: the verb stands first, or all is marked as a question."""
    words = plain(said)
    verb_first = not _VERBS.isdisjoint(words[:1]) and not _SO.isdisjoint(words[1:2])
    return verb_first or ("?" in said and (_YES & {*words}) <= _TRUE)


def chooses(said: str) -> bool:
    """Whether it is said to quotations that were offered, if any were."""
    return ordinal(said) is not None or agrees(said)


def and_more(said: str) -> tuple[str, str] | None:
    """What may choose from an offer, and what is said behind it: "De tweede. Wanneer was dat?"."""
    parts = _FIRST_PART.fullmatch(said)
    return (parts[1], parts[2]) if parts and chooses(parts[1]) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What was said to the quotations that `offering` offered: `which` of them is meant.

    None where there are several, and all that was said is yes.
    """

    offering: Reply
    which: int | None

    @classmethod
    def of(cls, said: str, offering: Reply) -> Choice | None:
        """What chooses from these; None if it is something else, or names one that is not there."""
        offered = len(offering.offered)
        which = ordinal(said)
        if which is None and offered and agrees(said):
            return cls(offering, 0 if offered == 1 else None)
        if which is None or not -offered <= which < offered:
            return None
        return cls(offering, which)

    def reply(self, question: str, language: str, messages: Messages) -> Reply:
        """The chosen quotation, or which of them is meant."""
        if self.which is None:
            update = {"question": question, "language": language, "message": messages.which_one}
            return self.offering.model_copy(update=update)
        return _as_chosen(self.offering, self.which, question, language, messages.chosen)


def _as_chosen(offering: Reply, which: int, question: str, language: str, reason: str) -> Reply:
    """The visitor says that it answers, so its confidence is at least the threshold."""
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
