"""Follow-up → standalone question, from the words alone.

A follow-up leans on what came before: it opens with "En", points back with "daarbij" or "it",
or has no subject of its own. It is then asked together with the question that it leans on; a
question with a subject of its own is left alone, so that a new subject is not dragged back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.words import STOP_WORDS, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONNECTIVE = re.compile(r"^\W*(?:en|maar|dus|and|but|so|und|et)\b[,\s]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[&'\u2019-][^\W_]+)*")

# Words that stand for something said before ...
_POINTING = frozenset(
    "daarbij daarmee daarvan daarvoor daarin daarover daaraan daardoor daartegen ermee ervan "
    "ervoor ertegen erbij erover eraan erin".split()
)
# ... and those that only do so when no noun follows ("dat", but not "dat ministerie").
_POINTING_ALONE = frozenset(
    "dat dit die deze daar het ze zij hij hem haar hun that this these those it they them he she "
    "its their das es sie".split()
)
# What gives a question a form but no subject, beside the stop words.
_FORM = frozenset(
    "precies eigenlijk vaak lang bijvoorbeeld meer exact exactly often long much many vroeger "
    "later ander andere anders gebeurt zit werkt work werken kost sinds since betekent mean means "
    "heet allemaal lukt komt staat ging gingen meteen ja oh und der die das ist was wer wo wann "
    "warum wie welche noch hoezo toch waarheen vanwaar".split()
)
# With these a short question is about what it names ("snel internet" is a keyword, and
# "sinds wanneer?" is not, for want of a verb and a subject).
_MAX_OWN = 2
_MAX_OWN_AFTER_CONNECTIVE = 3
_PREPOSITIONS = (
    "met|over|tegen|voor|bij|na|in|van|naar|op|aan|with|about|for|against|to|mit|gegen|avec"
)
_ABOUT_ANOTHER = re.compile(rf"(?P<preposition>{_PREPOSITIONS})\s+(?P<subject>.+)", re.IGNORECASE)
_MAX_SUBJECT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question as it would be asked without its history.

    `emphasis` is the new part of a question that was joined to an earlier one; it counts
    double, or the earlier question would answer itself again.
    """

    text: str
    emphasis: str | None = None


def standalone(question: str, history: Sequence[str]) -> Standalone:
    """Resolve a question against the earlier ones, oldest first."""
    if not history or not leans_back(question):
        return Standalone(question)
    previous = standalone(history[-1], history[:-1]).text
    exchanged = _with_another_subject(question, previous)
    if exchanged is not None:
        return Standalone(exchanged)
    new = _CONNECTIVE.sub("", question).strip()
    return Standalone(f"{previous} {new[:1].upper()}{new[1:]}", emphasis=new)


def leans_back(question: str) -> bool:
    """Whether a question is unlikely to be understood without the one before it."""
    connected = bool(_CONNECTIVE.match(question))
    words = [fold(word) for word in _WORD.findall(_CONNECTIVE.sub("", question))]
    own = [word for word in words if _is_subject(word)]
    points = any(
        word in _POINTING
        or (word in _POINTING_ALONE and not (words[at + 1 :] and _is_subject(words[at + 1])))
        for at, word in enumerate(words)
    )
    if connected:
        return points or len(own) <= _MAX_OWN_AFTER_CONNECTIVE
    if not words:
        return False
    # "Welke sectoren bijvoorbeeld?" names a kind of thing, but not what it is of.
    asks_which = words[0] in {"welke", "which"} and len(own) <= 1 and len(words) <= 3
    return (points and len(own) <= _MAX_OWN) or not own or asks_which


def _is_subject(word: str) -> bool:
    return word not in STOP_WORDS and word not in _FORM and word not in _POINTING | _POINTING_ALONE


def _with_another_subject(question: str, previous: str) -> str | None:
    """'En met big data?' after 'Wat doet u met AI?' is 'Wat doet u met big data?'."""
    body = _CONNECTIVE.sub("", question).strip().rstrip("?!. ")
    new = _ABOUT_ANOTHER.fullmatch(body)
    if not _CONNECTIVE.match(question) or not new:
        return None
    if len(new["subject"].split()) > _MAX_SUBJECT_WORDS:
        return None
    old = re.search(
        rf"\b{new['preposition']}\s+(?P<subject>(?:(?:de|het|een|the|a)\s+)?[^\s?]+)",
        previous,
        re.IGNORECASE,
    )
    if not old:
        return None
    return previous[: old.start("subject")] + new["subject"] + previous[old.end("subject") :]
