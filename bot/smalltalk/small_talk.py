"""Greetings, thanks and questions about the chat itself: by their words, else by example.

The words come first: "Hallo, wat is het DTC?" is a question once its greeting is taken off, and
"Hoi, bedankt!" is small talk through and through. What is left may still be meant for the chat
("wat kun je?"); that is for the encoder to tell, by examples. Those count only for who says
nothing of their own: "Hoe laat is het?" is small talk, "Hoe laat is het debat?" is not. Turns
about the reply ("bron?", "wie zei dat?") are told by the same: they name nothing else.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.asked import introduces, written
from bot.conversation.anaphora import AUXILIARIES
from bot.smalltalk.danger import Dangers
from bot.smalltalk.pleasantries import Pleasantries
from bot.smalltalk.words import (
    ADDRESSED,
    ASKS_WHO,
    COMMON,
    CONNECTIVES,
    FILLING,
    GOES_ON,
    HELPED,
    ME,
    MYSELF,
    OF_TIME,
    OPENS_QUESTION,
    QUESTION_WORDS,
    SAID_BESIDES,
    STOPS,
    TOKEN,
    TOLD,
    TOLD_OF_ME,
    plain,
)
from index.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.smalltalk.intents import Intent
    from bot.smalltalk.pleasantries import Heard
    from index.encoder import Encoder, Vectors

# The cosine from which two short utterances may be the same one. Any from .55 to .75 says the same
# of them, since it is their words that decide (docs/decisions/0014, 0023).
SAME_UTTERANCE = 0.7

# From this length on a word that is spelled nearly like a known one is that word.
_LONG_WORD = 7
_SPELLED_ALIKE = 0.85
# "Praat ik nu echt met Jos de Groot zelf?" asks no more than "Praat ik met Jos de Groot?".
_BESIDE_NAME = FILLING | frozenset(
    plain("zelf nu hier now himself herself yourself really dan then")
)
# "Moet je" and "je moet" are said of anybody.
_ANYBODY = tuple(
    {subject, verb} for subject in plain("je you") for verb in plain("moet moest mag mocht must")
)
_DENIAL = re.compile(
    r"\b(?:geen|niet|niets|niks|nooit|nergens|no|not|never|nothing|cannot|kein\w*|nicht)\b|"
    r"n['\u2019]t\b",
    re.IGNORECASE,
)
# "Vertaald" is "vertaal", "spreekuur" is not "spreek".
_ENDING = 2


class SmallTalk:
    """Finds the intent of an utterance, or None when it is meant for the interview."""

    def __init__(self, intents: Sequence[Intent], encoder: Encoder) -> None:
        self._pleasantries = Pleasantries(intents)
        self._who_are_you = next((one for one in intents if one.name == "who_are_you"), None)
        self._introduction = next((one for one in intents if one.name == "introduction"), None)
        self._in_need = next((intent for intent in intents if intent.dangers), None)
        self._dangers = Dangers(self._in_need.dangers if self._in_need else ())
        self._owners = [intent for intent in intents for _ in intent.examples]
        # One at a time: a batch is padded, and its vectors would differ from a visitor's.
        self._vectors: Vectors = np.concatenate(
            [encoder.encode_queries([example]) for intent in intents for example in intent.examples]
        )
        self._known = {
            intent.name: _words_in((*intent.examples, *intent.phrases, *intent.exclaims))
            for intent in intents
        }
        # What an example denies or affirms; None where that does not tell intents apart.
        self._denied = [
            _denies(example) if intent.polar else None
            for intent in intents
            for example in intent.examples
        ]
        self._said = {plain(example) for intent in intents for example in intent.examples}
        self._needed = {
            intent.name: self._known[intent.name] & ADDRESSED
            if intent.about_me
            else _words_in(intent.needs)
            for intent in intents
        }
        self._needed_too = {intent.name: _words_in(intent.needs_too) for intent in intents}

    def hear(self, utterance: str) -> Heard:
        """Take the pleasantries off both ends of an utterance."""
        return self._pleasantries.hear(utterance)

    def in_need(self, typed: str) -> Intent | None:
        """The intent of who tells of somebody in danger, whatever else was typed."""
        return self._in_need if self._dangers.told(written(typed)) else None

    def intent(self, question: str, vector: Vectors) -> tuple[Intent, float] | None:
        """The intent nearest to a question's vector, shape (dimension,), with its cosine."""
        cosines = self._vectors @ vector
        near = np.flatnonzero(cosines >= SAME_UTTERANCE)
        # An intent has many examples, and fits a question or does not whichever of them is near.
        nearest: dict[str, int] = {}
        alike = (None, _denies(question))
        for at in near[np.argsort(-cosines[near])]:
            if self._denied[at] not in alike:
                continue
            nearest.setdefault(self._owners[at].name, int(at))
        for at in nearest.values():
            if self._fits(self._owners[at], question):
                return self._owners[at], float(cosines[at])
        if self._introduction is not None and introduces(question):
            return self._introduction, 1.0
        return None

    def asks_who(self, beside: str) -> Intent | None:
        """The intent of who asks whether the chat is somebody; `beside` is said beside the name."""
        words = tuple(word for word in plain(beside) if word not in _BESIDE_NAME)
        return self._who_are_you if words in ASKS_WHO else None

    def _fits(self, intent: Intent, question: str) -> bool:
        """Whether a question that resembles an intent says nothing that the intent does not."""
        words = plain(question)
        if words in self._said:
            return True
        led = bool(CONNECTIVES.intersection(words[:1]))
        words = words[led:]
        needed, too = self._needed[intent.name], self._needed_too[intent.name]
        own = _own(words, question)
        if (
            (needed and needed.isdisjoint(words))
            or (too and too.isdisjoint(words))
            or (not intent.about_me and STOPS.issuperset(own))
            or (intent.about_me and _is_of_anybody(words))
            or _asks_on(words, intent.name, led=led, marked="?" in question)
        ):
            return False
        besides = intent.name in SAID_BESIDES and not self._pleasantries.asks(question)
        if besides and self._pleasantries.says(words, intent):
            return True
        return all(_is_among(self._known[intent.name], word) for word in own)


def _denies(said: str) -> bool:
    return _DENIAL.search(said) is not None


def _words_in(sayings: Iterable[str]) -> set[str]:
    """Every word that any of them holds, as words are compared."""
    return {word for said in sayings for word in plain(said)}


def _own(words: tuple[str, ...], question: str) -> list[str]:
    """The words of a question that say something."""
    own = [word for word in words if word[0].isalnum() and word not in COMMON]
    # An abbreviation in capitals is a subject, whatever it spells ("Waar staat BOT voor?").
    named = [] if question.isupper() else [t for t in TOKEN.findall(question) if t.isupper()]
    own += [fold(token) for token in named if len(token) > 1]
    # "Waar staat dat voor?" asks what it means, not where it stands.
    return [*own, "waarvoor"] if words[:1] == ("waar",) and "voor" in words else own


def _asks_on(words: tuple[str, ...], intent: str, *, led: bool, marked: bool) -> bool:
    """Whether words ask what the intent does not.

    They may be `led` in by "en" or "maar", or `marked` as a question.
    """
    asks = marked or bool(OPENS_QUESTION.intersection(words[:1]))
    # "Ik wil weten" asks as well; "ik begrijp het nog steeds niet" does not.
    asks = asks and (marked or words[0] not in MYSELF or intent not in (HELPED, *TOLD_OF_ME))
    # "Heb je er genoeg aan" asks, "daar heb ik genoeg aan" does not.
    asks = asks or (intent == HELPED and not AUXILIARIES.isdisjoint(words[:1]))
    if asks and (intent in (*TOLD, HELPED) or (intent in TOLD_OF_ME and ME.isdisjoint(words))):
        return True
    # "Maar hoe werkt dit?" follows on what was quoted; "maar dat helpt niet" asks nothing.
    follows = led and (asks or intent == "greeting" or intent not in (*TOLD, HELPED, *TOLD_OF_ME))
    # "Op welke dag" and "in de avond" say which, or when.
    which = intent in (*TOLD, "shorter") and not QUESTION_WORDS.isdisjoint(words[:2])
    when = intent in OF_TIME and not GOES_ON.isdisjoint(words[:1])
    return follows or which or when


def _is_of_anybody(words: tuple[str, ...]) -> bool:
    """Whether "je" is nobody in particular: "Hoe oud moet je zijn?"."""
    return any({*pair} in _ANYBODY for pair in pairwise(words))


def _is_among(known: set[str], word: str) -> bool:
    """Whether a word is known, spelled nearly like a known one, or one with another ending."""
    return (
        word in known
        or (len(word) >= _LONG_WORD and bool(get_close_matches(word, known, 1, _SPELLED_ALIKE)))
        or any(
            word[:-cut] in known for cut in range(1, _ENDING + 1) if len(word) - cut > _ENDING * 2
        )
    )
