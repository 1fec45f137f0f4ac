"""Several questions in one: "Wat doet het DTC en wie coördineert de strategie?".

Read as one they get one quotation. Of the 90 such questions in `benchmarks` that one passage
answers, 69 get it and 7 another. What a quotation leaves is worth asking by itself.
"""

from __future__ import annotations

import re

from bot.conversation.anaphora import OPENS_CLAUSE, leans_back, names_subject

_INTERROGATIVES = (
    "wat|wie|waar(?:aan|bij|door|heen|in|mee|naar|om|op|over|toe|uit|van|voor)?|wanneer|welke?|"
    "hoe(?:veel|lang|vaak|zo)?|who|whom|whose|what|when|where|which|why|how"
)
_PREPOSITIONS = (
    "aan|bij|door|in|met|naar|op|over|sinds|tot|uit|van|voor|about|at|by|for|from|in|of|on|since|"
    "to|until|with"
)
_ASKS = rf"(?:(?:{_PREPOSITIONS}) )?(?:{_INTERROGATIVES})\b"
# After "Kunt u uitleggen wat AI is" another clause comes, and no question.
_OPENS = re.compile(_ASKS, re.IGNORECASE)
# "hoe je dat doet" is a clause of the question before it, "hoe doe je dat" a question.
_SUBJECT = "|".join(sorted(OPENS_CLAUSE | {"dat", "dit", "die", "deze", "that", "this", "those"}))
_NEXT = re.compile(
    rf"(?:[?,;]+\s*(?:(?:en|and) )?|\s(?:en|and) )\s*(?={_ASKS} (?!(?:{_SUBJECT})\b))",
    re.IGNORECASE,
)


def questions_in(typed: str) -> tuple[str, ...]:
    """The questions that are asked at once, each as a sentence; none where it is one.

    Those that nobody could ask by themselves ("hoe lang zijn ze?") are left out.
    """
    parts = [part.strip(" ?!.,;") for part in _NEXT.split(typed)]
    if len(parts) == 1 or not _OPENS.match(parts[0]):
        return ()
    alone = (part for part in parts if names_subject(part) and not leans_back(part))
    return tuple(f"{part[:1].upper()}{part[1:]}?" for part in alone)
