"""Words as keyword search sees them: folded, stemmed, and without the most common ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

# "J&V" and "e-mail" are one word each; an apostrophe ends one ("thema's").
_WORD = re.compile(r"[^\W_]+(?:[&@-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
# As it is read: "thema's".
_WHOLE = re.compile(r"[^\W_]+(?:[&@'\u2019-][^\W_]+)*")
# Soft hyphens and the like, which a word processor leaves within words, and marks of direction.
UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
_WITHOUT = dict.fromkeys(map(ord, UNSEEN))

# Closed-class Dutch and English words: they occur in every sentence and tell none apart.
STOP_WORDS = frozenset(
    "de het een en van in op te ten ter dat dit die deze is was ben bent zijn waren geweest wordt "
    "worden werd werden geworden heb hebt heeft hebben had hadden gehad kan kun kunt kunnen kon "
    "konden zal zult zullen zou zouden moet moeten mag mogen wil willen doe doet doen gaat gaan "
    "er hier daar ik jij je u hij zij ze wij we jullie hun hen hem haar mij me mijn uw ons onze "
    "zich wat wie waar wanneer waarom hoe welk welke waarvan waarvoor waarmee hoeveel of als dan "
    "maar want omdat dus toch ook nog al niet geen wel naar voor met bij om door over uit tot aan "
    "af onder tegen tussen zo zoals toen nu daarom eens even iets iemand niets alle elk elke "
    "the a an and or of to in on at for with by from is are was were be been being do does did "
    "have has had can could will would shall should may might must i you he she it we they them "
    "his her its our your their my me us this that these those what who whom which when where "
    "why how not no there here than then so as if but about into".split()
)

ARTICLES = frozenset("de het een the a an".split())
# What a text may be called, whatever it is about.
PIECES = frozenset(
    "interview gesprek artikel stuk verhaal reportage column blog podcast aflevering uitzending "
    "article piece conversation episode broadcast".split()
)
# What stands before a name: how somebody is called, and titles.
ADDRESSES = frozenset("meneer mijnheer mevrouw heer dhr mevr mw mr mrs ms".split())
TITLES = frozenset("dr drs ir ing prof professor".split())
# What belongs to a surname, as it is compared: "t" is that of "Youp van 't Hek".
DUTCH_PARTICLES = frozenset("van de den der het t ten ter te".split())
NAME_PARTICLES = DUTCH_PARTICLES | frozenset(
    "von la le el al da das do dos del di du des zu zur af".split()
)
# They open a surname before one of those ("Sophie in 't Veld"), and else say where somebody is, so
# that they count only where it is known that somebody is named.
PLACE_PARTICLES = frozenset("in op aan uit".split())
# The typographic ones are how a phone writes "'t".
APOSTROPHES = "'\u2018\u2019"
# How one is written within a name, as a pattern.
PARTICLE = rf"(?:{'|'.join(sorted(NAME_PARTICLES - {'t'}))}|[{APOSTROPHES}]t)"

# What joins a question to what was said before it, as a pattern: "En waar staat EZK voor?".
CONNECTIVE = r"(?:en|maar|dus|and|but|so|und|aber|et|mais)"

# "Hiermee", "waarover", "eraan": they point, and stand for no subject.
_POINTING = frozenset(
    place + where
    for place in ("daar", "er", "hier", "waar")
    for where in (
        "aan af bij binnen boven door in langs mee na naar naast om onder op over tegen toe tussen "
        "uit van voor"
    ).split()
)
# "Wat zegt hij over ...?", "What does she mention?": words for the telling, not for what is told.
TELLING = frozenset(
    "zeg zegt zeggen zei zeiden gezegd noem noemt noemen noemde noemden genoemd vertel vertelt "
    "vertellen vertelde verteld vind vindt vinden vond denk denkt denken dacht bedoel bedoelt "
    "bedoelen bedoelde meent beschrijft legt uitlegt bespreekt besproken "
    "say says said mention mentions mentioned tell tells told think thinks thought mean means "
    "describe describes talk talks talked explain explains explained discuss discussed".split()
)
_TELLING_NOTHING = STOP_WORDS | _POINTING | TELLING


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written, and as compared."""

    written: str
    term: str
    stops: bool


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order; a compound with a hyphen gives its parts as well."""
    for match in _WORD.finditer(as_seen(text)):
        written = match[0]
        yield _word(written)
        if "-" in written:
            for part in _PART.findall(written):
                yield _word(part)


def whole_words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text as they are read, with what an apostrophe joins to them."""
    return _WHOLE.finditer(text)


def as_word(term: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Where a term stands as a word of its own: not "EZ" in "EZK", nor "J" in "J&V"."""
    return re.compile(rf"(?<![\w&]){re.escape(term)}(?![\w&])", flags)


def as_seen(text: str) -> str:
    """The text without what no reader sees."""
    return text if text.isascii() else text.translate(_WITHOUT)


def fold(text: str) -> str:
    """Lower case without accents: "coördinerende" and "coordinerende" are one word."""
    folded = as_seen(text).casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def is_particle(word: str) -> bool:
    """Whether a word as it is written may belong to a surname: "van", "'t"."""
    return fold(word).lstrip(APOSTROPHES) in NAME_PARTICLES


@lru_cache(maxsize=1 << 16)
def _word(written: str) -> Word:
    folded = fold(written)
    # "JE" and "AN" in capitals are abbreviations, not stop words.
    stops = folded in _TELLING_NOTHING and not (len(written) > 1 and written.isupper())
    # The stemmer keeps state while it works, so each call makes its own; the cache makes up.
    return Word(written, str(snowballstemmer.stemmer("dutch").stemWord(folded)), stops)
