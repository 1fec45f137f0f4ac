"""Does the text above an interview explain anything?

Who has read no further asks why or how what it tells is so, in its own words: "Waarom is een laptop
geen scholing?", of the headline that says that it is not. Nothing is more alike, and an
introduction seldom explains.
"""

from __future__ import annotations

import re

# "Hoe werkt het", not "Hoe groot is het" or "Hoe heet het".
_ASKS = re.compile(
    r"\b(?:waarom|waardoor|hoezo|why|how come|how (?:do|does|did|is|are|was|were|can|could|would)|"
    r"hoe (?!heet|heten|heette|luidt)\w+ "
    r"(?:de|het|een|je|jij|u|ze|zij|hij|we|wij|men|dat|die|dit|deze|er|ik|(?-i:[A-Z])\w+))\b",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"\b(?:omdat|doordat|want|zodat|dankzij|daarom|daardoor|namelijk|immers|waardoor|door te|"
    r"because|since|so that|thanks to|therefore|by \w+ing)\b",
    re.IGNORECASE,
)


def asks_explanation(question: str) -> bool:
    """Whether a question asks why or how something is so."""
    return _ASKS.search(question) is not None


def explains(quotation: str) -> bool:
    """Whether a quotation says why or how anything is so."""
    return _EXPLAINS.search(quotation) is not None
