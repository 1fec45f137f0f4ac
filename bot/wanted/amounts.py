"""A question for a number or a time → what its answer must hold."""

from __future__ import annotations

import re

from index.words import fold

_ASKS_NUMBER = re.compile(
    r"\b(?:hoeveel|hoe (?:veel|hoog|duur|groot|vaak|lang|oud|diep|laat)|wat kost(?:en)?|"
    r"how (?:many|much|often|long|old|high|expensive)|wie ?viele?|combien|cuantos?|kac)\b"
)
_ASKS_TIME = re.compile(r"\b(?:wanneer|hoe laat|welk jaar|when|wann|quand|cuando|ne zaman)\b")
_NUMBER = re.compile(
    r"\d|%|\b(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|[a-z]*tien|"
    r"[a-z]*(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig|[a-z]*honderd\w*|[a-z]*duizend\w*|miljoen\w*|miljard\w*|half|helft|kwart|"
    r"procent|dubbel\w*|gratis|niets|geen)\b"
)
_TIME = re.compile(
    r"\d|\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december|[a-z]*dag|week|weken|maand\w*|ja?a?r(?:en)?|kwartaal|seizoen|zomer|winter|herfst|"
    r"voorjaar|lente|sinds|recent|onlangs|inmiddels|vorige?|volgende?|uur|straks|nu|toen|eeuw|"
    r"half|kwart|morgens?|ochtends?|middags?|avonds?|nachts?)\b"
)
# An article is no number: "een" counts only where its accents show that it is one.
_ARTICLE = re.compile(r"\been\b", re.IGNORECASE)


def wanted_by(question: str) -> re.Pattern[str] | None:
    """What the answer to a question for a time or a number holds; None for any other question."""
    asked = fold(question)
    if _ASKS_TIME.search(asked):
        return _TIME
    return _NUMBER if _ASKS_NUMBER.search(asked) else None


def lacks(quotation: str, wanted: re.Pattern[str]) -> bool:
    """Whether a quotation holds nothing of what is wanted."""
    return not wanted.search(fold(_ARTICLE.sub(" ", quotation)))
