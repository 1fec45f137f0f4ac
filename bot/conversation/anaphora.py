"""Whether a question's words point back to what was said before, in Dutch and English.

A question "leans" on what came before it if it opens with "En", points back with "daarbij" or "it",
or has no subject of its own. One whose pronoun refers to something in the question itself is left
alone. "What does she think of open data?" says everything but who, and "she" is then the person
interviewed. These rules tell the interviewers' questions that can be asked by themselves, and
visitors' follow-ups where no model was fitted to tell them (`index/leaning.py`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.words import ARTICLES, CONNECTIVE, STOP_WORDS, TELLING, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

CONNECTED = re.compile(rf"^[^\w\u00bf]*{CONNECTIVE}\b[,\s]+", re.IGNORECASE)
# "Ook voor kinderen?" and "Zelfs in de winter?" add to what was asked.
_ADDS = re.compile(r"(?:ook|zelfs|alleen|only|even|also|auch|aussi) (?!(?:de|het|the) )")
_WORD = re.compile(r"[^\W_]+(?:[&'\u2019-][^\W_]+)*")

# "daarbij", "ervan": they point back, unless a clause follows that says to what.
_ADVERBS = "aan af bij door in mee na naast om onder op over tegen toe tussen uit van voor".split()
_POINTING = frozenset(f"{place}{adverb}" for place in ("daar", "er") for adverb in _ADVERBS)
# The same in two words: "is iedereen er blij mee?", "kon je er meteen van leven?"
_SPLIT = re.compile(
    r"\b(?:er|daar)\b.* (?:van|mee|over|tussen|voor|tegen|bij|onder|achter)$|"
    r"\b(?:kan|kun|kunt|kon|wil|wilt|wilde|moet|mag|zal|zou)\b.*\ber\b.* "
    rf"(?:{'|'.join(_ADVERBS)}) \w+en$"
)
_MAX_OWN_AROUND_SPLIT = 2
# Real questions are shorter, and looking for the pair takes the square of the length.
_MAX_WORDS_SPLIT = 40
# Pronouns that refer to somebody or something mentioned before ...
_PRONOUNS = frozenset(
    "het dat die daar ze zij hij hem hen toen it they them he she that those then".split()
)
# ... these only without a noun after them: "dit artikel" is the interview itself.
_NEAR = frozenset("dit deze this these".split())
_WHOSE = frozenset("hun haar zijn its their his her zo'n".split())
# Those of them that may be the person interviewed, and how many words of its own a question must
# then have.
_PEOPLE = frozenset("ze zij hij hem haar zijn she he her his him".split())
_MIN_OWN_OF_PEOPLE = 2
# "Hoe komt het dat ..." and "hoe is het met ..." say themselves what "het" refers to.
_ANTICIPATING = frozenset(("het", "it"))
# What may follow "het" without being its noun, and nouns that look like it.
_PARTICIPLE = re.compile(
    r"(?:(?:aan|af|bij|door|in|mee|na|om|op|over|tegen|terug|toe|uit|voor|weg)?ge|be|ver|ont|her)"
    r"\w{2,}(?:d|t|en|aan)"
)
_NOUNS = frozenset(
    "gebied geld geluid gevecht gewicht gezicht gerecht getij geloof gemiddelde beleid bericht "
    "bestand besluit bewind bewijs beeld verbod verband verleden vermogen vertrouwen verdriet "
    "verlof verloop ontslag ontwerp onderwijs".split()
)
# What opens a clause that says what a pronoun refers to ("klopt het dat ..."), and the word after.
_CLAUSE = frozenset("dat of om als toen wanneer omdat that if whether to then".split())
_ANTICIPATED = _CLAUSE | frozenset("met voor voordat tot totdat with about until".split())
OPENS_CLAUSE = frozenset(
    "de het een er ik je jij u we wij ze zij hij mijn uw hun haar the a an i you we they".split()
)
# After these, a noun is what is asked for, not what a pronoun could refer to.
_MEASURED = frozenset("hoeveel welk welke soort what which many much kind wieviel wieviele".split())
_BEFORE_NOUN = ARTICLES | frozenset(_ADVERBS)
_BEFORE_VERB = frozenset("ik je jij u jullie we wij ze zij i you we they niet to te".split())
AUXILIARIES = frozenset(
    "is was ben bent zijn waren wordt worden werd werden heb hebt heeft hebben had hadden kan kun "
    "kunt kunnen kon konden zal zult zullen zou zouden moet moeten mag mogen wil willen doe doet "
    "doen gaat gaan are were do does did has have can could will would shall should may might "
    "must".split()
)
# Verbs that say nothing of what a question is about, in all their forms that are no noun.
_FORM_VERBS = frozenset(
    "gebeuren gebeurt gebeurde gebeurden gebeurd zitten zit zat zaten gezeten "
    "werken werkt werkte werkten gewerkt kost kostte kostten gekost "
    "betekenen betekent betekende betekenden betekend heten heet heette heetten geheten "
    "lukken lukt lukte lukten gelukt komen kom komt kwam kwamen gekomen "
    "staan sta staat stond stonden gestaan ga ging gingen gegaan gedaan deed deden "
    "duren duurt duurde duurden geduurd krijgen krijg krijgt kreeg kregen gekregen "
    "geven geef geeft gaf gaven gegeven "
    "kloppen klopt klopte klopten geklopt zei zegt "
    "vertel vertellen verteld leg uitleggen uitgelegd toelichten toegelicht licht noem "
    "work works working worked cost costs mean means meant happen happens happening happened "
    "called come comes coming came go goes going gone went give gives giving gave given "
    "take takes taking took taken lasts lasting lasted get gets getting got gotten said "
    "tell explain elaborate".split()
)
# Other words besides the stop words that give a question its form but no subject.
_FORM = _FORM_VERBS.union(
    "precies eigenlijk vaak lang bijvoorbeeld meer exact exactly often long much many vroeger "
    "later ander andere anders sinds since allemaal meteen ja nee oh und der die das "
    "ist sind hat war was wer wo wann warum wieso wie welche noch seit hoezo toch waarheen "
    "vanwaar voorbeeld voorbeelden example examples please graag alsjeblieft pourquoi quand "
    "comment qui ou quoi est ce que depuis combien echt helemaal vooral inmiddels ooit weleens "
    "verder nader ergens nergens zelf iets else again really somewhere anywhere nowhere "
    "himself herself themselves yes no all mainly mostly especially "
    "immediately ever further something anything nothing also still yet already only even too ene "
    "vandaan heen mis ok oke iedereen iemand niemand everyone everybody someone somebody "
    "nobody".split()
)
# The same in other languages: who asks, when, how much and why.
_ASKED_ABROAD = frozenset(
    map(
        fold,
        "es wen wem woher wohin weshalb wieviel kostet quoi quel quelle quels quelles "
        "lequel coûte coûtent cela ça por qué que quién quiénes cuándo dónde cómo cuál cuáles "
        "cuánto cuánta cuántos cuántas cuesta perché chi cosa quando dove quanto come neden "
        "niçin niye nasıl kimin nerede kaç hangi peki zaman kadar dlaczego czemu kto kogo co "
        "kiedy gdzie ile który która чому хто що коли де як скільки навіщо який яка почему кто "
        "что когда где как сколько зачем لماذا من ماذا متى أين كيف كم ما هل".split(),
    )
)
# A question that opens with "En" but has more words of its own may well be complete.
_MAX_OWN_AFTER_CONNECTIVE = 3
# "Met welke ministeries?", "Hoeveel leerlingen?", "Hoe ver?", "Waarom zo duur?": they say what is
# asked, but not about what.
_VERBLESS = re.compile(
    r"(?:(?:met|voor|van|in|op|bij|aan|over|uit|naar|door|with|for|from|in|at|of|to) )?"
    r"(?:welke?|hoeveel|wat voor|which|how many|what kind of)(?: \S+){1,2}|"
    r"(?:hoe|how|waarom (?:zo|niet)|why (?:so|not)) \S+"
)
# "Is het veilig?": a noun in that place would have been asked about with "wat".
_IS_IT_SO = re.compile(
    r"(?:is|was|wordt|werd|blijft|lijkt|klinkt) het(?: (?:ook|echt|wel|nog|dan))* \S+"
)
# "Moet je dan betalen?", but not a comparison ("meer dan", "groter dan").
_THEN = re.compile(r"(?<!meer )(?<!minder )(?<!anders )(?<!er )\bdan\b")
_MAX_OWN_VERBLESS = 1
_MAX_OWN_ADDED = 2
NO_SUBJECT = STOP_WORDS.union(_FORM, _ASKED_ABROAD, _ADVERBS, _POINTING, _PRONOUNS, _NEAR, _WHOSE)


def leans_back(question: str, *, people: bool = True) -> bool:
    """Whether a question is unlikely to be understood without the one before it.

    Without `people`, "she" and "his" are the person interviewed, if the question says all else.
    """
    connected = bool(CONNECTED.match(question))
    words = plain_words(question)
    own = sum(map(_is_subject, words))
    people = people or own < _MIN_OWN_OF_PEOPLE
    if not words or (connected and own > _MAX_OWN_AFTER_CONNECTIVE):
        return _points_back(words, people=people)
    asked = " ".join(words)
    return (
        connected
        or not own
        or (own <= _MAX_OWN_VERBLESS and bool(_VERBLESS.fullmatch(asked)))
        or (own <= _MAX_OWN_AROUND_SPLIT and _is_split(words))
        or (own <= _MAX_OWN_ADDED and bool(_ADDS.match(asked)))
        or (own <= 1 and bool(_IS_IT_SO.fullmatch(asked) or _THEN.search(asked)))
        or _points_back(words, people=people)
    )


def _is_split(words: Sequence[str]) -> bool:
    return len(words) <= _MAX_WORDS_SPLIT and bool(_SPLIT.search(" ".join(words)))


def names_subject(question: str) -> bool:
    """Whether a question says what it is about: "Waarom?" and "Wat vindt hij daarvan?" do not.

    An abbreviation in capitals is a subject, whatever it spells ("Wat is DAS?").
    """
    shouted = question.isupper()
    return any(
        (len(word) > 1 and word.isupper() and not shouted)
        or (_is_subject(fold(word)) and fold(word) not in TELLING)
        for word in _written(question)
    )


def subjects_of(question: str) -> list[str]:
    """The words that may name what a question is about, as they are compared."""
    return [word for word in plain_words(question) if _is_subject(word)]


def plain_words(question: str) -> list[str]:
    """The words as they are compared, without the "En" that opens a question."""
    return [fold(word) for word in _written(question)]


def _written(question: str) -> list[str]:
    return _WORD.findall(CONNECTED.sub("", question))


def _points_back(words: Sequence[str], *, people: bool) -> bool:
    """Whether a word points back, with no noun before it in the question that it could refer to."""
    verb: int | None = None
    for at, word in enumerate(words):
        before, rest = (words[at - 1] if at else ""), words[at + 1 :]
        if _is_subject(word):
            if before in _MEASURED:
                continue
            # Dutch has the verb first, or right after the question word.
            if before in _BEFORE_NOUN or (verb is not None and before not in _BEFORE_VERB):
                return False
            verb = at
        elif _opens_clause(word, rest) and verb is not None and verb < at - 1:
            return False
        elif word in _ANTICIPATING and not _ANTICIPATED.isdisjoint(rest):
            if "dat" in rest and "om" not in rest:
                return False
        elif (people or word not in _PEOPLE) and _points(word, rest, verb=verb is not None):
            return True
        if verb is None and word in AUXILIARIES:
            verb = at
    return False


def _opens_clause(word: str, rest: Sequence[str]) -> bool:
    return word in _CLAUSE and bool(rest) and rest[0] in OPENS_CLAUSE


def _points(word: str, rest: Sequence[str], *, verb: bool) -> bool:
    """Whether a word refers to something said before, judging by what follows it."""
    after = rest[0] if rest else ""
    if word in _POINTING:
        return after not in _CLAUSE
    if word in _WHOSE:
        return verb and _is_subject(after)
    if word == "het" and _is_subject(after):
        # "Is het ontstaan" has no noun, "is het fundament" has.
        return len(rest) == 1 and after not in _NOUNS and bool(_PARTICIPLE.fullmatch(after))
    return word in _PRONOUNS or (word in _NEAR and not _is_subject(after))


def _is_subject(word: str) -> bool:
    """Whether a word could be what a question is about; "" could not."""
    return bool(word) and word not in NO_SUBJECT
