"""Does a quotation name somebody or something?

"Hoe heet de opa van Ilse?" is not answered by what that grandfather did.
"""

from __future__ import annotations

import re

from bot.wanted.meanings import calls
from index.words import fold, whole_words

# "Hoe heet is het glas?" asks how hot it is.
_ASKS_NAME = re.compile(
    r"\W*(?:\w+ )?(?:hoe (?:heet|heette|heten|heetten)(?! (?:is|was|wordt|wort|werd)\b)|"
    r"wat is de naam van|what(?: is|'s|\u2019s) the name of|"
    r"what (?:is|are|was|were) .* called\W*$)",
    re.IGNORECASE,
)
# A capital that opens no sentence and no quotation within one.
_NAME = re.compile(r"(?<=[\w,] )[A-Z][\w'\u2019-]*|(?<= )['\"\u2018\u201c][A-Z]")


def asks_name(question: str) -> bool:
    """Whether a question asks what somebody or something is called."""
    return _ASKS_NAME.match(question) is not None


def tells_name(question: str, quotation: str) -> bool:
    """Whether a quotation says what something is called, or has a name that was not asked with."""
    asked = {fold(word[0]) for word in whole_words(question)}
    return calls(quotation) or any(fold(name) not in asked for name in _NAME.findall(quotation))
