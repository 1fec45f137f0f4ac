"""The words by which small talk is told from questions, and how words are spelled alike.

`bot/data/smalltalk.toml` holds what people say; this holds what they say around it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.words import ADDRESSES, NAME_PARTICLES, PLACE_PARTICLES, STOP_WORDS, fold

# "hoiii" is "hoi" and "neee" "nee": letters that are held on to count once.
_HELD = re.compile(r"(.)\1{2,}|(?!ee$)(.)\2$")
_HELD_E = re.compile(r"e{3,}$")
_LAUGHTER = re.compile(r"(?:b?w?h+[aei]+){2,}h?")
_LAUGHED = "haha"
TOKEN = re.compile(
    r"[^\W_]+(?:-[^\W_]+)*|[\u2600-\u27bf\U0001f000-\U0001f3fa\U0001f400-\U0001faff]"
)
# Faces, hands and hearts say how something is taken; what, when no intent has them, this one tells.
FACE = re.compile(
    r"[\u2639-\u263b\u2763\u2764\U0001f446-\U0001f450\U0001f493-\U0001f49f\U0001f600-\U0001f64f"
    r"\U0001f90c-\U0001f915\U0001f917-\U0001f92f\U0001f970-\U0001f97a\U0001fae0-\U0001faf8]"
)
ANY_FACE = ("\N{SLIGHTLY SMILING FACE}",)


# What is typed is compared several times: whole, in parts, and with examples.
@lru_cache(maxsize=256)
def plain(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    shouted = text.isupper()
    return tuple(
        fold(token) if token.isupper() and not shouted else _held_once(fold(token))
        for token in TOKEN.findall(text)
    )


def _held_once(word: str) -> str:
    word = _HELD_E.sub("ee", word)
    return _LAUGHED if _LAUGHTER.fullmatch(word) else _HELD.sub(r"\1\2", word)


def _each(phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(map(plain, phrases.split("; ")))


# How somebody is called, with or without a name.
CALLED = ADDRESSES | {"sir", "madam"}
# Said along with a greeting or thanks, without adding anything.
ALONG = CALLED | frozenset(
    plain(
        "je jij jou u you zeer heel erg hoor er daar there citaat chatbot bot robot allemaal all "
        "ja nee yes no well so much very nou mate en and he toch zeg dan wel even echt"
    )
)
# What stands before "mooi" and "jammer", and makes no question of them.
EXCLAIMS = _each(
    "wat een; wat; dat is; dat is een; dit is; dit is een; da's; dat was; dat was een; best; zo; "
    "nogal; te; die; die is; dat vind ik; ik vind het; ik vind dat; vind ik; klinkt; what a; how; "
    "that is; that is a; that's; that's a; thats; this is; this is a; it's; that was; that was a; "
    "really; quite; pretty; too; sounds; i find that"
)
# What is praised or regretted in two words: "mooi interview".
PIECE = _each(
    "interview; gesprek; verhaal; stuk; artikel; portret; tekst; foto; foto's; plaatje; antwoord; "
    "citaat; conversation; story; piece; article; portrait; text; photo; photos; picture; "
    "pictures; read; answer; quote"
)
# After these comes what is asked, whatever it is.
LEADS_IN = _each(
    "ik bedoel; ik bedoelde; bedoel ik; mijn vraag is; mijn vraag was; de vraag was; "
    "andere vraag; een andere vraag; nog een vraag; volgende vraag; laatste vraag; "
    "een laatste vraag; nog een laatste vraag; tot slot; tot slot nog; i mean; "
    "i meant; my question is; my question was; another question; next question; last question; "
    "one last question; one more question"
)
# After these a question word begins what is asked: "Ik wil graag weten hoe oud hij is".
LEADS_TO_QUESTION = _each(
    "ik wil weten; ik wil graag weten; ik wilde weten; ik wilde graag weten; ik wou weten; "
    "ik zou willen weten; ik zou graag willen weten; ik vraag me af; ik vroeg me af; weet je; "
    "weet jij; weet u; kun je me vertellen; kan je me vertellen; kunt u me vertellen; "
    "kun je mij vertellen; kan je mij vertellen; kunt u mij vertellen; kun je vertellen; "
    "kunt u vertellen; kun je zeggen; kunt u zeggen; kun je me zeggen; kunt u mij zeggen; "
    "i want to know; i would like to know; i'd like to know; i wonder; i was wondering; "
    "do you know; can you tell me; could you tell me; please tell me; tell me; "
    "can you please tell me; could you please tell me; would you tell me; may i ask; "
    "i'm wondering; i am wondering; i'd love to know; i would love to know; i'm curious; "
    "do you have any idea; any idea; "
    "vertel me; vertel mij; zeg me; mag ik vragen; weet iemand; "
    "enig idee; heb je enig idee"
)
# After these a greeting without a comma is one all the same: "hoi wat doet het DTC".
BEFORE_QUESTION = ("greeting", "thanks", "no", "apology")
# Before a name they ask the chat who it is: "Bent u Jos de Groot?", "Spreek ik met Jos?".
ASKS_WHO = _each(
    "ben je; ben jij; ben jij het; bent u; bent u het; spreek ik; spreek ik met; praat ik; "
    "praat ik met; chat ik met; heb ik; are you; am i talking to; am i talking; am i speaking to; "
    "am i speaking; am i speaking with; is that you; bist du; sind sie; spreche ich; es tu; "
    "tu es; \u00eates vous; vous \u00eates; eres; es usted"
)
# These greet before a name, of which not every word has a capital: "Geachte heer Van de Wit, ...".
SALUTES = frozenset(plain("beste geachte lieve waarde dear"))
PARTICLES = NAME_PARTICLES | PLACE_PARTICLES
# These say how something is taken, and nothing of what is wanted.
LIGHT = ("compliment", "reaction")
# Whatever else is said with them, it is no question.
SAID_BESIDES = ("greeting", "thanks", "goodbye")
# Whoever says so asks nothing, though "wat ik zocht" stands in it.
HELPED = "helped"
# Nobody asks these, or asks them of nothing but the chat ("Waarom weet je dat niet?").
TOLD = (*SAID_BESIDES, *LIGHT, "no", "apology")
TOLD_OF_ME = ("complaint",)
ASKS = frozenset(
    plain(
        "wat wie waar wanneer waarom hoe hoeveel welk welke en maar what who where when why how "
        "which and but"
    )
)
QUESTION_WORDS = ASKS - frozenset(plain("en maar and but"))
# "Op welke dag", "in de avond" and "elke dag" go on about a time; none of them greets, or asks what
# time it is.
GOES_ON = frozenset(plain("in op om na per elke iedere ieder ook during at on every also"))
OF_TIME = ("greeting", "goodbye", "now")
OPENS_QUESTION = ASKS | frozenset(plain("kun kan kunt is zijn heeft ik can could is are do does"))
# Who the chat is, or who talks with it; "u" may well be the one who was interviewed.
ME = frozenset(plain("je jij jou jouw you your chat citaat bot robot"))
MYSELF = frozenset(plain("ik i"))
ADDRESSED = ME | frozenset(plain("dit deze this hier here me mij mijn my ik i"))
STOPS = frozenset(plain(" ".join(STOP_WORDS)))
CONNECTIVES = frozenset(plain("en maar dus and but so und et"))
# Stop words that turn a question into another one: no, then, over there, somebody else.
_TELLING = frozenset(
    plain(
        "geen niet nooit not never dat die daar dan toen that those there then was waren werd "
        "were ze zij hij hem haar hun u jullie we wij he she they him her them their his "
        "wie waar wanneer waarom waarvoor waarvan waarmee hoeveel who where when why "
        "al wordt worden"
    )
)
FILLING = frozenset(
    plain(
        "precies eigenlijk exact echt graag alsjeblieft alstublieft aub svp please exactly "
        "actually just s m re ve ll "
        # How much, which changes nothing of what is said.
        "helemaal enorm ontzettend volledig totaal absoluut steeds really totally completely "
        "absolutely still"
    )
)
COMMON = (ALONG | STOPS | FILLING) - _TELLING


def only_fills(word: str) -> bool:
    """Whether a word is said for politeness or as laughter: "aub", "hahaha"."""
    return all(part == _LAUGHED or part in FILLING for part in plain(word))
