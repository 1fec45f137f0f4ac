"""Follow-up → standalone question, from the words alone.

A follow-up leans on what came before: it opens with "En", points back with "dat" or "it", or
is too short to have a subject of its own. It is then asked together with the question it
leans on; a question with a subject of its own is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.words import fold, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONNECTIVE = re.compile(r"(?:en|maar|dus|and|but|so|und|et)\b[,\s]+", re.IGNORECASE)
_POINTS_BACK = frozenset(
    "dat dit die deze daar daarbij daarmee daarvan daarvoor daarin daarover daaraan daardoor er "
    "ervan ervoor ermee erbij hij zij ze hem haar hen hun het zulke zoiets "
    "that this those these it they them he she him her there its their one das es sie".split()
)
# "Wat is het fundament?" has "het" as an article: pronouns are followed by no noun. Only
# these are unambiguous by themselves; the others count when nothing follows but a verb.
_AMBIGUOUS = frozenset("het dat die deze dit er that this das es sie".split())


def standalone(question: str, history: Sequence[str]) -> str:
    """The question as it would be asked without its history."""
    if not history or not leans_back(question):
        return question
    previous = standalone(history[-1], history[:-1])
    subject = _CONNECTIVE.sub("", question, count=1)
    return f"{previous.rstrip()} {subject[0].upper()}{subject[1:]}"


def leans_back(question: str) -> bool:
    """Whether a question is unlikely to be understood without the one before it."""
    if _CONNECTIVE.match(question):
        return True
    words = [fold(word) for word in re.findall(r"\w+", question)]
    own = terms_of(question)
    if any(word in _POINTS_BACK - _AMBIGUOUS for word in words):
        return len(own) <= 3
    if any(word in _AMBIGUOUS for word in words):
        return len(own) <= 2
    return len(own) == 0 or (len(words) <= 3 and words[0] in {"sinds", "since", "welke", "which"})
