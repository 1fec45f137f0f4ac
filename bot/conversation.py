"""Follow-up → the question it depends on, and both as one question.

Whether a question depends on an earlier one is told by its meaning (`index/leaning.py`) where the
model is the one that this was fitted with. Elsewhere its words tell: it "leans" on what came before
if it opens with "En", points back with "daarbij" or "it", or has no subject of its own. A question
whose pronoun refers to something in the question itself is left alone. "What does she think of open
data?" says everything but who, and "she" is then the person interviewed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.question import MAX_QUESTION
from index.words import CONNECTIVE, STOP_WORDS, TELLING, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CONNECTIVE = re.compile(rf"^[^\w\u00bf]*{CONNECTIVE}\b[,\s]+", re.IGNORECASE)
# "Ook voor kinderen?" and "Zelfs in de winter?" add to what was asked.
_ADDS = re.compile(r"(?:ook|zelfs|alleen|only|even|also|auch|aussi) (?!(?:de|het|the) )")
_WORD = re.compile(r"[^\W_]+(?:[&'\u2019-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question as it would be asked without its history.

    `leans` says that it was joined to an earlier one: `parts` are the earlier question it depends
    on, at most one question between, and this one. `skip` is how many answers were already shown
    when the visitor asks for more. `original` is the question whose subject was replaced; "" if
    none was.
    """

    parts: tuple[str, ...]
    skip: int = 0
    original: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """The parts; an earlier one without its question mark gets one.

        What the model would not read is left out at the start: what is asked now stands last.
        """
        *before, last = self.parts
        kept, room = [last], MAX_QUESTION - len(last)
        for part in reversed(before):
            whole = f"{part}?" if part[-1:].isalnum() else part
            end = _end_of(whole, room - 1)
            kept += [end] if end else []
            room = room - len(end) - 1 if end == whole else 0
        return tuple(reversed(kept))

    @property
    def text(self) -> str:
        """The whole question."""
        return " ".join(self.questions)

    @property
    def leans(self) -> bool:
        """Whether it depends on an earlier question."""
        return len(self.parts) > 1


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
_OPENS_CLAUSE = frozenset(
    "de het een er ik je jij u we wij ze zij hij mijn uw hun haar the a an i you we they".split()
)
# After these, a noun is what is asked for, not what a pronoun could refer to.
_MEASURED = frozenset("hoeveel welk welke soort what which many much kind wieviel wieviele".split())
_BEFORE_NOUN = frozenset("de het een the a an".split()) | frozenset(_ADVERBS)
_BEFORE_VERB = frozenset("ik je jij u jullie we wij ze zij i you we they niet to te".split())
_AUXILIARIES = frozenset(
    "is was ben bent zijn waren wordt worden werd werden heb hebt heeft hebben had hadden kan kun "
    "kunt kunnen kon konden zal zult zullen zou zouden moet moeten mag mogen wil willen doe doet "
    "doen gaat gaan are were do does did has have can could will would shall should may might "
    "must".split()
)
# Words besides the stop words that give a question its form but no subject.
_FORM = frozenset(
    "precies eigenlijk vaak lang bijvoorbeeld meer exact exactly often long much many vroeger "
    "later ander andere anders gebeurt gebeurde zit werkt work werken kost sinds since betekent "
    "mean means heet heette allemaal lukt komt staat ging gingen meteen ja nee oh und der die das "
    "ist sind hat war was wer wo wann warum wieso wie welche noch seit hoezo toch waarheen vanwaar "
    "vertel vertellen verteld leg uitleggen toelichten licht noem geef voorbeeld voorbeelden "
    "tell explain example examples elaborate please graag alsjeblieft pourquoi quand comment qui "
    "ou quoi est ce que depuis combien echt helemaal vooral inmiddels ooit verder nader iets "
    "else again really kwam kwamen duurt duurde duren zei zegt ene deed deden krijg krijgt vandaan "
    "heen mis klopt ok oke iedereen iemand niemand everyone everybody someone somebody "
    "nobody".split()
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
_PREPOSITIONS = (
    "met|over|tegen|voor|bij|na|in|van|naar|op|aan|with|about|for|against|to|mit|gegen|avec"
)
_NO_SUBJECT = STOP_WORDS.union(_FORM, _ADVERBS, _POINTING, _PRONOUNS, _NEAR, _WHOSE)
# "Kunt u dat uitleggen?" asks for more, "Kunt u blockchain uitleggen?" something else.
_ANY = f"(?:{'|'.join(map(re.escape, sorted(_NO_SUBJECT)))})"
_MORE = re.compile(
    r"(?:(?:wat|wie|waar|welke) )?(?:nog )?(?:meer|verder|anders)(?: nog)?|nog (?:iets|meer|wat)|"
    rf"(?:kunt|kun|kan|wilt|wil|zou) (?:u|je|jij|jullie) (?:{_ANY} ){{0,4}}"
    r"(?:vertellen|uitleggen|toelichten|uitweiden)|is dat alles|ga (?:door|verder)|"
    rf"vertel(?:(?: {_ANY}){{0,2}} (?:meer|verder))?(?: {_ANY}){{0,2}}|tell me|"
    rf"(?:leg|licht)(?: {_ANY}){{0,3}} (?:uit|toe)|"
    r"(?:what|anything|who) else|(?:please )?(?:tell me more|go on|continue|explain|elaborate)"
    r"(?: (?:about|on))?(?: (?:that|this|it))?|more(?: please)?|"
    r"(?:can|could) you (?:please )?(?:tell me more|explain|elaborate|say more)"
    r"(?: (?:about|on))?(?: (?:that|this|it))?|was noch|mehr|erzahl mehr|quoi d'autre"
)
_ABOUT_ANOTHER = re.compile(rf"(?P<preposition>{_PREPOSITIONS})\s+(?P<subject>.+)", re.IGNORECASE)
_MAX_SUBJECT_WORDS = 4
# A follow-up cannot depend on "Waarom?" or "Hoezo dan?".
_MIN_LEANT_ON = 3
_ASKS = frozenset(
    "wat wie waar wanneer waarom hoe hoezo hoeveel hoelang welk welke waarvan waarmee waarvoor "
    "waarheen what who whom which when where why how".split()
)


def leans(question: str) -> bool:
    """Whether a question is asked together with an earlier one, by its words."""
    return asks_for_more(question) or leans_back(question, people=False)


def standalone(
    question: str, history: Sequence[str], depends: Callable[[str], bool] = leans
) -> Standalone:
    """Resolve a question against the earlier ones, oldest first.

    `depends` says whether a question depends on an earlier one, judged by itself.
    """
    if not history or not (asks_for_more(question) or depends(question)):
        return Standalone((question,))
    before = standalone(history[-1], history[:-1], depends)
    if asks_for_more(question):
        return replace(before, skip=before.skip + 1)
    root, *since = before.parts
    if len(_words(root)) < _MIN_LEANT_ON and not names_subject(root):
        return Standalone((question,))
    for earlier in (*reversed(since), before.original or root):
        exchanged = _with_another_subject(question, earlier)
        if exchanged is not None and len(exchanged) <= MAX_QUESTION:
            return Standalone((exchanged,), original=earlier)
    new = _CONNECTIVE.sub("", question).strip()
    if _exchanges(question) and _exchanges(history[-1]):
        since = since[:-1]  # "En Jan?" after "En Piet?" asks what that did
    # "En voor wie?" after "Sinds wanneer?" is about the question that both depend on.
    between = filter(names_subject, since[-1:])
    return Standalone((root, *between, f"{new[:1].upper()}{new[1:]}"))


def _end_of(text: str, length: int) -> str:
    """The last words of a text that fit in so many characters."""
    return text if len(text) <= length else text[len(text) - length - 1 :].partition(" ")[2]


def asks_for_more(question: str) -> bool:
    """Whether the visitor wants to hear more about what was answered: "Wat nog meer?"."""
    return bool(_MORE.fullmatch(" ".join(_words(question))))


def leans_back(question: str, *, people: bool = True) -> bool:
    """Whether a question is unlikely to be understood without the one before it.

    Without `people`, "she" and "his" are the person interviewed, if the question says all else.
    """
    connected = bool(_CONNECTIVE.match(question))
    words = _words(question)
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


def _words(question: str) -> list[str]:
    return [fold(word) for word in _written(question)]


def _written(question: str) -> list[str]:
    return _WORD.findall(_CONNECTIVE.sub("", question))


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
        if verb is None and word in _AUXILIARIES:
            verb = at
    return False


def _opens_clause(word: str, rest: Sequence[str]) -> bool:
    return word in _CLAUSE and bool(rest) and rest[0] in _OPENS_CLAUSE


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
    return bool(word) and word not in _NO_SUBJECT


def _exchanges(question: str) -> bool:
    """Whether a question only gives another subject for what was asked: "En de foto?"."""
    words = _words(question)
    return bool(_CONNECTIVE.match(question)) and not any(
        word in _ASKS or word in _AUXILIARIES for word in words
    )


def _with_another_subject(question: str, previous: str) -> str | None:
    """'En met big data?' after 'Wat doet u met AI?' is 'Wat doet u met big data?'."""
    body = _CONNECTIVE.sub("", question).strip().rstrip("?!. ")
    new = _ABOUT_ANOTHER.fullmatch(body)
    if not _CONNECTIVE.match(question) or not new:
        return None
    if len(new["subject"].split()) > _MAX_SUBJECT_WORDS:
        return None
    old = re.search(
        rf"\b{new['preposition']}\s+(?P<subject>(?:(?:de|het|een|the|a)\s+)?[^\s?]+)",
        previous,
        re.IGNORECASE,
    )
    if not old:
        return None
    return previous[: old.start("subject")] + new["subject"] + previous[old.end("subject") :]
