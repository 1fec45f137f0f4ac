"""The interviewer's question as a visitor asks it: "Bent u wel eens bang?", "Is ze weleens bang?".

Who is interviewed is spoken to by the one and spoken of by the other. Besides the pronouns the verb
that goes with them changes, in Dutch and English; all else is the same, or it is another question.
"""

from __future__ import annotations

import re

from index.words import fold

_SPOKEN_TO = frozenset("u uw uzelf je jij jou jouw jezelf you your yours yourself".split())
_SPOKEN_OF = frozenset(
    "hij hem zijn zij ze haar zich zichzelf he him his himself she her hers herself".split()
)
# The verbs of which more than the ending changes.
_FORMS = {
    "ben": "is", "bent": "is", "heb": "heeft", "hebt": "heeft", "kun": "kan", "kunt": "kan",
    "wilt": "wil", "zult": "zal", "zul": "zal", "are": "is", "were": "was", "have": "has",
    "do": "does",
}  # fmt: skip
# "Vind je" and "vindt hij", "ga je" and "gaat hij".
_ENDING = re.compile(r"(?<=\w\w)t$")
_LONG_VOWEL = re.compile(r"(?<=[^aeiou])(aa|oo|uu)$")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


def is_to_somebody(question: str) -> bool:
    """Whether a question is put to somebody: "Bent u ...?"."""
    return not _SPOKEN_TO.isdisjoint(_words(question))


def is_about_somebody(question: str) -> bool:
    """Whether a question may be about somebody by a pronoun only: "Is hij ...?"."""
    return not _SPOKEN_OF.isdisjoint(_words(question))


def turned(question: str) -> str:
    """What a question has in common with the same one to or about another.

    The spaces are left out: "wel eens" and "hoe lang" are also written as one word.
    """
    return "".join(map(_plain, _words(question)))


def _words(question: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(question)]


def _plain(word: str) -> str:
    if word in _SPOKEN_TO | _SPOKEN_OF:
        return "*"
    stem = _ENDING.sub("", _FORMS.get(word, word))
    return _LONG_VOWEL.sub(lambda long: long[0][0], stem) if stem != word else stem
