"""What somebody types in a chat → the question in it, in written language.

The content is written language, and so are the word lists that tell what a follow-up refers to,
so "waar werkt ie" becomes "waar werkt hij". "WAT KOST HET?" is no string of abbreviations, and the
model knows few words in capitals. Somebody who tells a story first asks only what comes after it,
and so does somebody who says who is asking; read as a whole, the story would decide what is found.
"""

from __future__ import annotations

import re

from bot.conversation.anaphora import names_subject
from bot.conversation.standalone import asks_for_more, leans
from index.interview import Span
from index.sentences import Splitter
from index.words import ADDRESSES, NAME_PARTICLES, PLACE_PARTICLES, STOP_WORDS, TITLES, fold

# Spoken short forms, and how they are written.
_WRITTEN = {
    "ie": "hij", "'ie": "hij", "m'n": "mijn", "mn": "mijn", "z'n": "zijn", "zn": "zijn",
    "d'r": "haar", "'r": "haar", "'m": "hem", "'t": "het", "'n": "een", "da's": "dat is",
    "ff": "even", "t": "het", "n": "een", "wnr": "wanneer", "wrm": "waarom", "mss": "misschien",
    "hoelang": "hoe lang",
    "whats": "what is", "whos": "who is", "wheres": "where is", "whens": "when is",
    "hows": "how is", "whys": "why is", "thats": "that is", "theres": "there is",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "hasnt": "has not",
    "havent": "have not", "couldnt": "could not", "wouldnt": "would not", "theyre": "they are",
    "youre": "you are", "pls": "please", "plz": "please", "abt": "about", "ppl": "people",
    "govt": "government", "gonna": "going to", "wanna": "want to",
}  # fmt: skip
_APOSTROPHES = str.maketrans("\u2018\u2019\u201b\u00b4`", "'" * 5)
_FORM = re.compile(
    rf"(?<![\w'.-])(?:{'|'.join(map(re.escape, sorted(_WRITTEN, key=len, reverse=True)))})"
    r"(?![\w'-]|\.\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# "'t Hart" may be a surname, "'t DTC" is none.
_IN_NAMES = ("'t", "t")
_OPENS_NAME = re.compile(r"\s+[^\W\d_a-z][^\W\d_A-Z]")
_PARTICLES = NAME_PARTICLES | PLACE_PARTICLES
_SENTENCE = re.compile(r"[^.!?\u2026]+(?:[.!?\u2026]+|$)")
# "IS" and "OR" may be abbreviations as well, "WAAROM" is none, nor is a longer word.
_SHORT = 2
_LONG = 7
_KINDLY = r"(?:alsjeblieft|alstublieft|aub|a\.u\.b\.|svp|s\.v\.p\.|please|pl[sz])"
_PLEASE = re.compile(
    rf"^\W*(?:{_KINDLY}|A(?:lsjeblieft|lstublieft)|Please)[\s,]+|[\s,]+{_KINDLY}(?=\W*$)"
)
# A sentence or two before a question may well belong to it.
_STORY_WORDS = 15
# "Hello, I'm a journalist from Ireland." says who asks, and nothing of what; "ik ben benieuwd naar
# open data" says of what.
_GREETED = r"(?:[^\W\d_]+(?: [^\W\d_]+){0,2}[,.!]\s*|(?:hello|hi|hey|hallo|hoi|dag|bonjour|hola) )?"
# "Ik ben zelf verpleegkundige in Utrecht", but not "ik ben benieuwd naar AI", nor "in AI".
_ALSO = "(?:(?:zelf|ook|hier|toevallig|myself|also) )*"
_NOT_INTERESTED = "(?!interested|ge(?:i|\u00ef)nteresseerd)"
_IN_PLACE = " (?:in|van) (?-i:[A-Z][a-z])"
_OF_ONESELF = (
    r"(?:my name(?: is|'s)|i (?:live|work|study) (?:in|at|for|as)|i come from|"
    rf"(?:i'm|i am) {_ALSO}(?:an? |from |{_NOT_INTERESTED}\w+(?: from |{_IN_PLACE}|\s*[,.!]))|"
    rf"mijn naam is|ik heet|ik (?:woon|werk|studeer) {_ALSO}(?:in|op|bij|voor|als|aan)|ik kom uit|"
    rf"ik ben {_ALSO}(?:een |{_NOT_INTERESTED}\w+(?: uit | bij |{_IN_PLACE}|\s*[,.!]))|"
    r"mein name ist|ich (?:hei(?:ss|\u00df)e|wohne|arbeite)|ich komme aus|"
    r"ich bin (?:eine? |\w+(?: aus | bei |\s*[,.!]))|"
    r"je m'appelle|je (?:viens|travaille)|j'habite|je suis (?:une? |\w+(?: de | \u00e0 |\s*[,.!]))|"
    r"me llamo|vivo en|trabajo (?:en|para)|soy (?:una? |de |\w+(?: de | en |\s*[,.!])))"
)
_INTRODUCES = re.compile(rf"\W*{_GREETED}{_OF_ONESELF}", re.IGNORECASE)
# All that may be said after it by who asks nothing, and what else is said of oneself.
_TELLS_OF_ONESELF = re.compile(
    rf"\W*{_GREETED}(?:{_OF_ONESELF}|ik ben {_ALSO}(?-i:[A-Z])\w+|i(?:'m| am) (?-i:[A-Z])\w+|"
    r"ik heb (?:zelf|ook) (?:een|geen) |i have an? (?=.* myself\b))[^?]*",
    re.IGNORECASE,
)
_NEXT_OF_ONESELF = re.compile(
    r"[.!,;]+\s+|[.!,;\s]*$|\s+(?:en|and)\s+(?=ik |i |mijn |my )", re.IGNORECASE
)
_LONGEST_OF_ONESELF = 8
# Who says one of these wants something, or goes on to what a question may depend on.
_WANTS = frozenset(
    "vraag vragen zoek zoekende weten benieuwd geinteresseerd wil wilde wou graag maar dus want "
    "omdat die dat of beetje wat wie waar wanneer waarom hoe hoeveel welk welke "
    "question looking know wonder wondering curious interested want but so because that bit little "
    "what who where when why how which".split()
)
# That ends with a sentence, or where a question begins.
_ASKS = r"what|how|why|can|could|wat|hoe|hoeveel|waarom|kun|kunt|kan|was|wie|wann|warum|k\u00f6nnen"
_ASKS_TOO = r"who|which|when|where|do|does|did|is|are|waar|wanneer|welke?"
_ENDS = re.compile(
    rf"[.!;]+\s+|,\s*(?=(?:{_ASKS}|{_ASKS_TOO}) )|\s+(?=(?:{_ASKS}) )",
    re.IGNORECASE,
)


def asked(typed: str) -> str:
    """The question in what was typed, in small letters if shouted, short forms written out."""
    said = typed.lower() if _is_shouted(typed) else typed
    return written(_without_please(_without_introduction(_without_story(said))))


def written(question: str) -> str:
    """A question with its short forms written out: "m'n zoon" is "mijn zoon"."""
    plain = question.translate(_APOSTROPHES)
    # Every apostrophe is one character, so offsets are the same in both texts.
    pieces, end = [], 0
    for match in _FORM.finditer(plain):
        # Capitals by themselves are a name or a mark: "plan T", "de IE".
        if match[0].isupper() and (len(match[0]) == 1 or not plain.isupper()):
            continue
        if match[0] in _IN_NAMES and _is_in_name(plain, match):
            continue
        pieces += [question[end : match.start()], _WRITTEN[match[0].casefold()]]
        end = match.end()
    return "".join((*pieces, question[end:]))


def asked_last(typed: str) -> str:
    """The question behind a remark, as in "Ik vroeg me iets af. Wie is dit?".

    "" if there is none, and of several questions.
    """
    sentences = Splitter.of(typed).split(Span(0, len(typed)))
    said = [typed[one.span.start : one.span.end] for one in sentences]
    questions = [one for one in said if one.rstrip().endswith("?")]
    return said[-1] if len(said) > 1 and questions == said[-1:] else ""


def introduces(typed: str) -> bool:
    """Whether somebody says who they are, and asks nothing: "Ik ben zelf verpleegkundige"."""
    said = [part for part in _NEXT_OF_ONESELF.split(typed.translate(_APOSTROPHES)) if part]
    return bool(said) and all(
        _TELLS_OF_ONESELF.fullmatch(part)
        and len(words := [fold(word) for word in _WORD.findall(part)]) <= _LONGEST_OF_ONESELF
        and _WANTS.isdisjoint(words)
        for part in said
    )


def _without_please(question: str) -> str:
    """A question without the "aub" around it, which is no part of what is asked.

    In capitals it is a name, and "Wat betekent aub?" asks for it.
    """
    plainly = _PLEASE.sub("", question)
    return plainly if names_subject(plainly) or asks_for_more(plainly) else question


def _is_shouted(typed: str) -> bool:
    """Whether all is in capitals, and not only names and abbreviations ("EZK", "AI EN EZK")."""
    if not typed.isupper():
        return False
    return any(
        len(word) >= _LONG or (len(word) > _SHORT and fold(word) in STOP_WORDS)
        for word in _WORD.findall(typed)
    )


def _is_in_name(plain: str, article: re.Match[str]) -> bool:
    """Whether "'t" is part of a surname: "Youp van 't Hek", "In 't Veld", "meneer 't Hart".

    Before it stands who is called so, or a particle with a capital: "in 't Westland" has neither.
    """
    if not _OPENS_NAME.match(plain, article.end()):
        return False
    for word in reversed(plain[: article.start()].split()):
        term, capital = fold(word.rstrip(".")), word[0].isupper()
        if term in ADDRESSES | TITLES:
            return True
        if capital or term not in _PARTICLES:
            return capital and word[-1].isalnum() and term not in STOP_WORDS - _PARTICLES
    return False


def _without_introduction(typed: str) -> str:
    """A question without what the visitor says of themselves first, if it does not depend on it."""
    plain = typed.translate(_APOSTROPHES)
    opening = _INTRODUCES.match(plain)
    # The sign that ends "ik ben Jan." is part of how it is known.
    end = opening and _ENDS.search(plain, opening.end() - 2)
    if not end or not typed[end.end() :] or leans(typed[end.end() :]):
        return typed
    return _without_introduction(typed[end.end() :])


def _without_story(typed: str) -> str:
    """From the first question on, if it follows a story that it does not depend on."""
    sentences = _SENTENCE.findall(typed)
    first = next((at for at, said in enumerate(sentences) if said.endswith("?")), 0)
    story, question = "".join(sentences[:first]), "".join(sentences[first:]).strip()
    return typed if len(story.split()) < _STORY_WORDS or leans(question) else question
