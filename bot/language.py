"""Which language a question is in: from its closed-class words, else from words that tell.

"When?" and "Since when?" have hardly any others; "waiting list" has none, and is told by words that
one language uses far more than the others. Names are in no language: "Who is Cor van Drimmelen?"
holds one Dutch word, and asks nothing in Dutch.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.telling_words import told_by
from index.words import DUTCH_PARTICLES, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# Question words, articles, prepositions, pronouns, auxiliaries and the like. Many belong to several
# languages ("in", "was"), and count for each.
_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "nl": frozenset(
        "de het een en van wat wie waar waarom wanneer hoe welke welk hoeveel hoelang hoezo "
        "waarvan waarmee waarvoor waarin waarop waarover waardoor is was waren ben bent zijn "
        "wordt worden werd werden geweest geworden doet doen deed gedaan dat dit deze die er "
        "daar hier dan toen nu niet ook voor met naar bij om aan op in te tot onder tussen "
        "tegen tijdens zonder volgens sinds binnen buiten achter af mee als of omdat want dus "
        "maar toch nog al wel geen alle alles elk elke ieder iedereen iemand iets niets niemand "
        "veel meer meest minder vaak ooit altijd soms eens even zo zelf je jij jou jouw jullie "
        "u uw ik mij mijn wij we ons onze ze zij hij hem haar hun heeft heb hebt hebben had "
        "hadden kan kun kunt kunnen kon konden mag mogen moet moeten moest wil willen wilde zal "
        "zullen zou zouden gaat gaan ging komt komen kwam krijgt krijgen over uit door ja nee "
        "bedankt dank hallo graag alstublieft alsjeblieft aub".split()
    ),
    "en": frozenset(
        "the a an and of or but if so than then as because while what who whom whose where why "
        "when how which is are was were be  being am do does did done doing that this these "
        "there those here not no also too for with to from by about on in at into up over "
        "under after before between during since until against without within through it its he "
        "his him they their them you your i my me she her we our us any some all each every "
        "many much more most other has have had having can could will would shall should may "
        "might must get gets got yes please thanks thank hello ever never always go "
        "going went say says said tell told anything something nothing everything anyone "
        "someone nobody anybody somebody everybody everyone another both such only just still "
        "again himself herself itself themselves".split()
    ),
    "de": frozenset(
        "der die das und oder aber wenn weil dass ob als denn von was wer wen wem wo woher "
        "wohin womit wofur warum wieso weshalb wann wie welche welcher welches welchen welchem "
        "wieviel wieviele ist sind war waren wird wurde wurden werden macht machen gibt geht "
        "nicht kein keine keinen auch noch schon nur sehr fur mit nach bei um auf zu zum zur im "
        "in an am ins vom beim vor seit gegen ohne durch zwischen wahrend unter ich wir sie er "
        "es ihr ihre ihren sein seine seinen mein meine dein unser unsere uns mir mich dir dich "
        "sich man hat haben hatte hatten kann konnen konnte muss mussen soll sollen will wollen "
        "darf durfen ein eine einen einem einer eines den dem des uber aus dieser diese dieses "
        "diesem viel viele mehr ja nein bitte danke hallo".split()
    ),
    "fr": frozenset(
        "le la les l un une et ou mais donc si de du des au aux que qu qui pourquoi quand "
        "comment combien quel quelle quels quelles lequel laquelle est sont etait etaient ete "
        "etre a ont avait avaient sera fait font faire peut peuvent doit doivent faut pas aussi "
        "plus moins tres pour par avec sans sous sur dans en entre chez vers depuis pendant "
        "comme parce je j nous vous il ils elle elles on lui ce cet cette ces c ca cela quoi y "
        "se sa son ses leur leurs notre nos votre mon ma mes tout tous toute toutes oui non "
        "merci bonjour".split()
    ),
    "es": frozenset(
        "el la los las lo un una unos unas y o pero si de del a al que quien quienes donde por "
        "para porque cuando como cual cuales cuanto cuanta cuantos cuantas es son era eran fue "
        "fueron ser esta estan hay ha han hace hacen hacer tiene tienen puede pueden debe no "
        "tambien mas menos muy ya con sin sobre en entre desde hasta durante segun yo tu "
        "nosotros usted ustedes ella ellos ellas este estos estas ese esa eso esto se su sus "
        "nos gracias hola".split()
    ),
    "tr": frozenset(
        "ve veya ama bir bu su ne neden niye nicin nedir neler neye nasil nasıl kim kimin "
        "kimler kimdir nerede nereye nereden hangi hangisi hangileri kac icin ile mi mı mu "
        "midir mudur da de ki gibi kadar gore sonra once simdi her hic degil degildir var yok "
        "yapiyor yapıyor yapar olan olarak oldu oluyor olur ediyor edildi daha cok en ben sen "
        "biz siz onlar onun hakkinda hakkında tarafindan tarafından zaman evet hayir hayır "
        "merhaba tesekkurler".split()
    ),
    "pl": frozenset(
        "co kto kogo komu gdzie skad dokad kiedy dlaczego czemu jak jaki jaka jakie jakiego ile "
        "czy czym czego jest sa był była było byli były bedzie beda nie tak i oraz ale albo lub w "
        "we z ze na do od dla po przez przy o u za nad pod przed miedzy bez to ten ta te tego tej "
        "tym tych ktory ktora ktore ktorzy ktorych sie go jej jego ich im mu my wy oni one on ona "
        "ja ty pan pani ma maja miał miała moze moga mozna musi trzeba juz jeszcze tylko tez "
        "bardzo wiecej mniej bo gdy jesli poniewaz tam tu teraz wtedy potem ktos cos wszystko "
        "dzieki dziekuje prosze".split()
    ),
}
_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    word: tuple(code for code, known in _FUNCTION_WORDS.items() if word in known)
    for word in frozenset().union(*_FUNCTION_WORDS.values())
}
# The "w" of "w8" and the "e" of "3e" are no words, nor are the letters of "i.o." and "J&V".
_WORD = re.compile(r"\b(?:[^\W\d_]{2,}|(?<![&.])[^\W\d_](?!&|\.\w))\b")
# The Dutch "hè?" at the end, which few write with its accent: "wat mooi he".
_TAG = re.compile(r"\bhe\W*$", re.IGNORECASE)
# A question in another script is in another language, though it may name somebody in this one.
# Where several languages share the script, their own letters and words come first, else the one
# with most speakers.
_UKRAINIAN = "що|щоб|як|яка|яке|хто|чому|скільки|дякую|але|та|чи|від|це|були"
_SCRIPTS: Mapping[str, re.Pattern[str]] = {
    code: re.compile(letters, re.IGNORECASE)
    for code, letters in (
        ("uk", rf"[\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491]|\b(?:{_UKRAINIAN})\b"),
        ("ru", "[\u0400-\u04ff]"),
        ("fa", "[\u067e\u0686\u0698\u06a9\u06af\u06cc]"),
        ("ar", "[\u0600-\u06ff]"),
        ("he", "[\u0590-\u05ff]"),
        ("el", "[\u0370-\u03ff]"),
        ("hi", "[\u0900-\u097f]"),
        ("th", "[\u0e00-\u0e7f]"),
        ("ja", "[\u3040-\u30ff]"),
        ("ko", "[\uac00-\ud7af]"),
        ("zh", "[\u4e00-\u9fff]"),
    )
}
_LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
# Small words within Dutch names: "Bond van Improviserende Musici", "Het Waaghuis". What belongs to
# names elsewhere stands between other capitals too: "Was macht Anna zu Hause?".
_WITHIN_NAMES = DUTCH_PARTICLES | {"voor", "aan", "op"}
# German writes every noun with a capital.
_CAPITALS_ARE_NAMES = frozenset(_FUNCTION_WORDS) - {"de"}


def detect_language(
    question: str, default: str, of_content: Callable[[str], bool] | None = None
) -> str:
    """ISO 639-1 code of the language with the most function words; `default` when none leads.

    Where several lead, or there is no such word, words that tell do, but those `of_content` only
    for `default`: a Dutch interview speaks of "smart industry" too. A tie goes to `default`, then
    to Dutch: "is" and "was" are Dutch as well as English. A question mostly in another script is in
    a language of that.
    """
    in_script = _by_script(question)
    if in_script is not None:
        return in_script
    words = _without_names(_WORD.findall(question), shouted=question.isupper())
    votes = Counter(
        code
        for word in words
        for code in _LANGUAGES.get(fold(word), ())
        if code != "en" or word.isascii()  # "hè" is not "he": English has no accents
    )
    if _TAG.search(question):
        votes["nl"] += 1
    leaders = _leaders(votes)
    if len(leaders) != 1:
        telling = Counter(_told_by(words, default, of_content))
        leaders = _leaders({code: telling[code] for code in leaders or telling}) or leaders
    return default if not leaders or default in leaders else leaders[0]


def can_tell(code: str) -> bool:
    """Whether a text in this language is known as such; Frisian would be taken for Dutch."""
    return code in _FUNCTION_WORDS or code in _SCRIPTS


def is_function_word(word: str) -> bool:
    """Whether Dutch or English has this word for its grammar: "volgens", "hoelang", "until"."""
    return not {"nl", "en"}.isdisjoint(_LANGUAGES.get(fold(word), ()))


def spoken_language(
    question: str,
    earlier: Sequence[str],
    default: str,
    detect: Callable[[str, str], str] = detect_language,
) -> str:
    """The language that a conversation is held in: "ok" is in that of the question before.

    `detect` tells that of one turn, given the default.
    """
    for turn in (*earlier, question):
        default = detect(turn, default)
    return default


def _by_script(question: str) -> str | None:
    """The language of a question in another script, whatever Latin names it holds."""
    if question.isascii():
        return None
    latin = len(_LATIN.findall(question))
    words = _WORD.findall(question)
    foreign = sum(not _LATIN.search(word) for word in words)
    ordinary = sum(
        bool(_LATIN.search(word)) and (word[0].islower() or fold(word) in _LANGUAGES)
        for word in words
    )
    if foreign <= ordinary and latin >= sum(map(str.isalpha, question)) / 2:
        return None
    return next((code for code, letters in _SCRIPTS.items() if letters.search(question)), None)


def _without_names(words: Sequence[str], *, shouted: bool) -> list[str]:
    """The words that do not stand within a name, like "van" between two with a capital."""
    if shouted:
        return list(words)
    smalls = [fold(word) in _WITHIN_NAMES for word in words]
    # Of each word the next that is none of those. From the end: looking ahead from each of them
    # takes minutes where a whole article is read.
    afters, after = [], ""
    for word, small in zip(reversed(words), reversed(smalls), strict=True):
        afters.append(after)
        after = after if small else word
    kept: list[str] = []
    named = False  # whether the word before is part of a name
    for at, (word, small, after) in enumerate(zip(words, smalls, reversed(afters), strict=True)):
        if small:
            named = after[:1].isupper() and (named or word[0].isupper())
        else:
            named = word[0].isupper() and (at > 0 or fold(word) not in _LANGUAGES)
        if not (small and named):
            kept.append(word)
    return kept


def _told_by(
    words: Sequence[str], default: str, of_content: Callable[[str], bool] | None
) -> Iterator[str]:
    """The language of each word that tells one by itself."""
    # Of "Yara Benali" both are names, of "Waiting list" the first word is none.
    first = 1 if words and all(word[0].isupper() for word in words[:2]) else 0
    for at, word in enumerate(words):
        code = told_by(fold(word))
        named = word[0].isupper() and at >= 1 - first and code in _CAPITALS_ARE_NAMES
        said = code != default and of_content is not None and of_content(word)
        if code and not named and not said:
            yield code


def _leaders(votes: Mapping[str, int]) -> list[str]:
    """The languages with the most votes, if there are any."""
    best = max(votes.values(), default=0)
    return [code for code in _FUNCTION_WORDS if best and votes.get(code) == best]
