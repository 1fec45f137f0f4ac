"""What an abbreviation may stand for, in the sentences around it.

Only for who asks that: "Wij kennen bedrijfshulpverlening. Negen BHV'ers doen mee." tells too little
to read every question by, as what `index/abbreviations.py` learns is.
"""

from __future__ import annotations

import re

from index.initials import (
    MIN_LETTERS,
    SMALL,
    WORD,
    are_initials,
    are_taken_from,
    beginnings,
    letters_of,
)
from index.words import as_word

_ENDING = re.compile(r"[().;:!?\n\u201c\u201d]")
# What tells that something is called so: "bij ons heet dat GPC", "zzp (zelfstandigen ...)".
_CALLING = re.compile(
    r"\b(?:heet|hiet|heten|staa[nt] voor|noem\w*|zegt|zeggen|oftewel|ofwel|kortweg|"
    r"afgekort|afkort\w+|wandelgang\w*|letters?|in het kort|jargon|betekent|betekenen|voluit|"
    r"stands for|called|short for|known as|or)\b|[()]",
    re.IGNORECASE,
)
# Words with a capital that make a name; one of them may open a sentence.
_MIN_NAMES = 2
# Where nothing introduces it, a compound has this many letters for each of the abbreviation.
_COMPOUND_SHARE = 4


def spelled_near(short: str, text: str) -> str | None:
    """What an abbreviation may stand for in a sentence that uses it, or in one beside that."""
    letters = letters_of(short)
    if len(letters) < MIN_LETTERS:
        return None
    # Any words have some initials, so they must be a name, or something be called so here.
    least = 0 if _CALLING.search(text) else _MIN_NAMES
    # The abbreviation itself ends a phrase, as a full stop does.
    without = as_word(short).sub(".", text)
    for word in WORD.finditer(without):
        if word[0][0].lower() == letters[0] and word[0].lower() not in SMALL:
            phrase = _ENDING.split(without[word.start() :], 1)[0]
            longs = [long for long, _ in beginnings(phrase)]
            for long in longs:
                if are_initials(letters, long) and sum(map(str.istitle, long.split())) >= least:
                    return long
            for long in longs:
                if _is_compound(letters, long):
                    return long
    return None


def _is_compound(letters: str, long: str) -> bool:
    """Whether letters are from inside one or two words; two letters from inside a name.

    Two letters are in any long word.
    """
    large = [word for word in WORD.findall(long) if word.lower() not in SMALL]
    most = 2 if len(letters) > MIN_LETTERS else int(large[0].istitle())
    return (
        len(large) <= most
        and len(long) >= _COMPOUND_SHARE * len(letters)
        and "," not in long
        and long.endswith(large[-1])
        and are_taken_from(letters, [word.lower() for word in large])
    )
