"""Whether a sentence points back, so that by itself nobody knows whom or what it is about.

Only words at its beginning count: one in the middle mostly refers to something in the sentence
itself. "Daarnaast", "ook" and "verder" add to what was said and can be read without it.
"""

from __future__ import annotations

import re

# "Zij", "Dat", "Daarvan", "Hierdoor", "Bijvoorbeeld", "Want ..."
_POINTING = (
    r"dat|dit|die|deze|daar(?!naast\b)\w*|hier\w+|zij|ze|hij|hem|hen|hun|haar|zulke|beiden?|allebei|"
    r"bijvoorbeeld|want|vandaar|sindsdien|vervolgens|"
    r"that|this|these|those|they|it|he|she|his|her|their|such|then|therefore|thereby"
)
# A part of what was named: "De rest", but not "De rest van het geld".
_PARTS = r"de (?:meesten|anderen|ene|rest(?! van)|helft(?! van))"
# "Toen heb ik gewaarschuwd" points back; "Toen ik waarschuwde" says itself when, and so does
# "Dit jaar".
_WHEN = (
    r"(?:toen|dan)(?! (?:ik|je|jij|u|we|wij|ze|zij|hij|het|er|de|een|dat|die|mijn|onze?|hun|zijn|"
    r"haar|(?-i:[A-Z])))"
)
_NOW = (
    r"(?:dit|deze|this) (?:jaar|najaar|voorjaar|maand|week|zomer|winter|herfst|lente|interview|"
    r"gesprek|artikel|verhaal|year|month|week|summer|winter|spring|autumn|article)\b"
)
_POINTS_BACK = re.compile(
    rf"[\"'\u2018\u201c(*_]*(?!{_NOW})(?:{_POINTING}|{_PARTS}|{_WHEN})\b", re.IGNORECASE
)


def points_back(sentence: str) -> bool:
    """Whether a sentence opens with what only the one before it explains."""
    return _POINTS_BACK.match(sentence) is not None
