"""Does a quotation say what is in something?

"Wat staat er in de brief?" is not answered by who got it.
"""

from __future__ import annotations

import re

from bot.clarity import is_of_any_piece

_ASKS_CONTENTS = re.compile(
    r"\W*(?:\w+ )?(?:"
    r"wat (?:staat|stond) (?:er |daar )?(?:precies |allemaal |nog meer |verder |nou )?in|"
    r"what (?:is|was) (?:written |stated )?in) "
    r"(?:(?:de|het|een|die|dat|deze|dit|zijn|haar|hun|the|an?|his|her|their|this|that) )?"
    r"(?P<what>[\w-]+)",
    re.IGNORECASE,
)
# It stands there, somebody says, asks or forbids it, or it follows: "de kritiek was dat ...".
_TELLS = re.compile(
    r"\b(?:staa[nt]|stond|stonden|daarin|waarin|erin|bevat\w*|vermeld\w*|bepaalt|gaat over|"
    r"ging over|beschrijft|says|said|states|contains|describes|met (?:wat|alle|een lijst)|"
    r"advis\w+|afgesproken|kritiek|voorgesteld|schrijft|schreef|beloof\w+|eist|verplicht\w*|"
    r"verbied\w+|regelt|moet|moeten|moest|moesten|mag|mogen|hoeft|"
    r"dat (?:je|de|het|een|we|wij|ze|zij|hij|er|u|zijn|haar))\b",
    re.IGNORECASE,
)


def asks_contents(question: str) -> bool:
    """Whether a question asks what is in a text that is told of, rather than in the piece."""
    found = _ASKS_CONTENTS.match(question)
    return found is not None and not is_of_any_piece(found["what"])


def tells_contents(quotation: str) -> bool:
    """Whether a quotation says what is in something."""
    return _TELLS.search(quotation) is not None
