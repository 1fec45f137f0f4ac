"""Does a quotation say what happens if?

"Wat als de dochter het bedrijf niet wil?" is not answered by "Mijn dochter wil het bedrijf
overnemen". Who answers it supposes something too: "Als ...", "Zonder VOG krijg je niets", "Zakt u,
dan ...", "Wie zakt, verhuurt niet".
"""

from __future__ import annotations

import re

_SUPPOSES = re.compile(
    r"\b(?:wat (?:gebeurt er )?(?:dan |nu |nou )?(?:als|wanneer|indien)|"
    r"wat zou er gebeuren als|stel(?: je voor| u voor)? dat|what (?:happens |would happen )?if)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?i:\b(?:als|zonder|mocht|mochten|anders|tenzij|indien|zodra|stel|voor wie|"
    r"if|otherwise|without|unless)\b|, dan\b|(?:^|[.;:!?,] |\ben )wie \w|"
    r"\bwie [^.,]{1,40}[tnd],)|"
    # A verb opens the sentence.
    r"(?:^|[.;:!?] )(?:Dan|[A-Z]\w*(?:t|en)) "
    r"(?:ik|de|het|een|je|iemand|hij|zij|ze|er|u|we|wij|niemand|dat|die|dit)\b",
    re.MULTILINE,
)


def supposes(question: str) -> bool:
    """Whether a question asks what happens if something is so."""
    return _SUPPOSES.search(question) is not None


def tells_condition(quotation: str) -> bool:
    """Whether a quotation says on what condition something happens."""
    return _CONDITION.search(quotation) is not None
