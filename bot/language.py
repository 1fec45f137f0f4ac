"""Which language a question is in, from its closed-class words; short questions have few others."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from index.words import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

# Words that are frequent in one language and rare or different in the others.
_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "nl": frozenset(
        "de het een en van wat wie waar waarom wanneer hoe welke welk is zijn wordt worden doet "
        "doen dat dit deze er niet ook voor met naar bij om aan op te je jij jullie u uw ik wij "
        "we ze zij hij heeft hebben kan kun kunt gaat gaan over uit door maar geen wel nog".split()
    ),
    "en": frozenset(
        "the a an and of what who where why when how which is are was were do does did that this "
        "these there not also for with to from by about on in it they you your i he she has have "
        "can could will would should its their any me my".split()
    ),
    "de": frozenset(
        "der die das und von was wer wo warum wann wie welche ist sind wird macht nicht auch fur "
        "mit nach bei um auf zu ich wir sie er hat haben kann ein eine den dem uber aus".split()
    ),
    "fr": frozenset(
        "le la les un une et de du des que qui ou pourquoi quand comment quel quelle est sont fait "
        "pas aussi pour avec sur dans je nous vous il elle ce cette quoi".split()
    ),
    "es": frozenset(
        "el la los las un una y de del que quien donde por cuando como cual es son hace no tambien "
        "para con sobre en yo nosotros usted ella este esta".split()
    ),
    "tr": frozenset(
        "ve bir bu ne nedir kim nerede neden niye nasil hangi icin ile mi mu da de degil var yok "
        "yapiyor olan daha cok kimdir midir".split()
    ),
}
_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    word: tuple(code for code, known in _FUNCTION_WORDS.items() if word in known)
    for word in frozenset().union(*_FUNCTION_WORDS.values())
}
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(question: str, default: str) -> str:
    """ISO 639-1 code of the language with the most function words; `default` when none leads.

    A tie goes to `default`, then to Dutch: "is" and "was" are Dutch as well as English.
    """
    votes = Counter(
        code for word in _WORD.findall(fold(question)) for code in _LANGUAGES.get(word, ())
    )
    if not votes:
        return default
    best = max(votes.values())
    leaders = [code for code in _FUNCTION_WORDS if votes[code] == best]
    return default if default in leaders else leaders[0]
