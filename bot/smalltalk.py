"""Greetings, thanks and questions about the chat itself: by their words, else by example.

The words come first: "Hallo, wat is het DTC?" is a question once its greeting is taken off, and
"Hoi, bedankt!" is small talk through and through. What is left may still be meant for the chat
("wat kun je?"); that is for the encoder to tell, by examples. Those count only for who says
nothing of their own: "Hoe laat is het?" is small talk, "Hoe laat is het debat?" is not.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from index.words import STOP_WORDS, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.encoder import Encoder, Vectors

# The cosine from which two short utterances may be the same one. Any from .55 to .75 says the same
# of 174 of them, since it is their words that decide (docs/decisions/0014).
SAME_UTTERANCE = 0.7

# "hoiii" is "hoi": letters that are repeated count once.
_REPEATED = re.compile(r"(.)\1+")
_PART = re.compile(r"[^.,;:!?\u2026\n]+[.,;:!?\u2026\s]*")
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*|[\U0001f300-\U0001faff]")
# From this length on a word that is spelled nearly like a known one is that word.
_LONG_WORD = 4
_SPELLED_ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of small talk: how people say it, and what to say back in each language.

    `phrases` are it wherever they stand by themselves; `examples` are compared by meaning.
    `about_me` says that they ask after the chat, and so address it.
    """

    name: str
    examples: tuple[str, ...]
    replies: Mapping[str, str]
    phrases: tuple[str, ...] = ()
    about_me: bool = False

    def reply(self, language: str) -> str:
        """English for an English speaker, Dutch for every other."""
        return self.replies["en" if language == "en" else "nl"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said besides a question, and the question that is left; "" when none is."""

    intent: Intent | None
    question: str


def load_intents() -> tuple[Intent, ...]:
    """The intents of `bot/data/smalltalk.toml`."""
    data = tomllib.loads(files("bot").joinpath("data/smalltalk.toml").read_text("utf-8"))
    return tuple(
        Intent(
            name,
            tuple(entry["examples"]),
            {"nl": entry["nl"], "en": entry["en"]},
            tuple(entry.get("phrases", ())),
            entry.get("about_me", False),
        )
        for name, entry in data.items()
    )


class SmallTalk:
    """Finds the intent of an utterance, or None when it is meant for the interview."""

    def __init__(self, intents: Sequence[Intent], encoder: Encoder) -> None:
        self._owners = [intent for intent in intents for _ in intent.examples]
        # One at a time: a batch is padded, and its vectors would differ from a visitor's.
        self._vectors: Vectors = np.concatenate(
            [encoder.encode_queries([example]) for intent in intents for example in intent.examples]
        )
        self._phrases = {_plain(phrase): intent for intent in intents for phrase in intent.phrases}
        self._longest = max(map(len, self._phrases), default=0)
        self._known = {
            intent.name: {
                word for said in (*intent.examples, *intent.phrases) for word in _plain(said)
            }
            for intent in intents
        }
        self._said = {_plain(example) for intent in intents for example in intent.examples}

    def hear(self, utterance: str) -> Heard:
        """Take the pleasantries off both ends of an utterance."""
        parts = _PART.findall(utterance)
        heard = [self._pleasantry(part) for part in parts]
        first = next((at for at, found in enumerate(heard) if found is None), len(parts))
        last = next((at for at in range(len(parts), first, -1) if heard[at - 1] is None), first)
        intents = [intent for found in heard[:first] + heard[last:] for intent in found or ()]
        question = self._without_opening("".join(parts[first:last]).strip())
        if not question and not intents:
            return Heard(None, utterance)
        return Heard(_chief(intents), question)

    def intent(self, question: str, vector: Vectors) -> tuple[Intent, float] | None:
        """The intent nearest to a question's vector, shape (dimension,), with its cosine."""
        cosines = self._vectors @ vector
        best = int(np.argmax(cosines))
        intent = self._owners[best]
        if cosines[best] < SAME_UTTERANCE or not self._fits(intent, question):
            return None
        return intent, float(cosines[best])

    def _fits(self, intent: Intent, question: str) -> bool:
        """Whether a question that resembles an intent says nothing that the intent does not."""
        words = _plain(question)
        if words in self._said:
            return True
        own = [word for word in words if word.isalnum() and word not in _COMMON]
        if _ADDRESSED.isdisjoint(words) if intent.about_me else not own:
            return False
        if intent.phrases and not intent.about_me:
            if "?" in question or _OPENS_QUESTION.intersection(words[:1]):
                return False
            if any(self._said_at(words, at, intent) for at in range(len(words))):
                return True
        known = self._known[intent.name]
        return all(
            word in known
            or (len(word) >= _LONG_WORD and get_close_matches(word, known, 1, _SPELLED_ALIKE))
            or any(word.startswith(part) for part in known if len(part) > _LONG_WORD)
            for word in own
        )

    def _said_at(self, words: tuple[str, ...], at: int, intent: Intent) -> bool:
        length = self._phrase_at(words, at)
        return length > 0 and self._phrases[words[at : at + length]] is intent

    def _pleasantry(self, part: str) -> list[Intent] | None:
        """What a part of an utterance says when it is nothing but pleasantries."""
        words = _plain(part)
        intents: list[Intent] = []
        at = 0
        while at < len(words):
            length = self._phrase_at(words, at)
            if length:
                intents.append(self._phrases[words[at : at + length]])
            elif words[at] not in _ALONG and words[at].isalnum():
                return None
            at += length or 1
        return intents

    def _without_opening(self, question: str) -> str:
        """A question without the greeting or thanks that stands before it without a comma."""
        words = _plain(question)
        at = 0
        while at < len(words) and words[at] not in _OPENS_QUESTION:
            length = self._phrase_at(words, at)
            if length and self._phrases[words[at : at + length]].name in _BEFORE_QUESTION:
                at += length
            elif at and words[at] in _ALONG:
                at += 1
            else:
                return question
        if not 0 < at < len(words):
            return question
        tokens = list(_TOKEN.finditer(question))
        return question[tokens[at].start() :]

    def _phrase_at(self, words: tuple[str, ...], at: int) -> int:
        """How many words from here on are a phrase, the longest that there is."""
        lengths = range(min(self._longest, len(words) - at), 0, -1)
        return next((n for n in lengths if words[at : at + n] in self._phrases), 0)


def _chief(intents: Sequence[Intent]) -> Intent | None:
    """What several pleasantries come down to: the last one, but any before a compliment."""
    weighty = [intent for intent in intents if intent.name != "compliment"]
    return next(reversed(weighty or intents), None)


# Each utterance is compared in three ways.
@lru_cache(maxsize=256)
def _plain(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(_REPEATED.sub(r"\1", fold(token)) for token in _TOKEN.findall(text))


# Said along with a greeting or thanks, without adding anything.
_ALONG = frozenset(
    _plain(
        "je jij jou u you zeer heel erg hoor er daar there citaat chatbot bot robot allemaal all "
        "ja nee yes no well so much very sorry ah oh haha nou mate en and"
    )
)
# After these a greeting without a comma is one all the same: "hoi wat doet het DTC".
_BEFORE_QUESTION = ("greeting", "thanks")
_OPENS_QUESTION = frozenset(
    _plain(
        "wat wie waar wanneer waarom hoe hoeveel welk welke kun kan kunt is zijn heeft en maar ik "
        "what who where when why how which can could is are do does and but"
    )
)
# Who the chat is, or who talks with it; "u" may well be the one who was interviewed.
_ADDRESSED = frozenset(
    _plain(
        "je jij jou jouw you your dit deze this chat citaat bot robot hier here mens ai me mij ik i"
    )
)
_COMMON = _ALONG | frozenset(_plain(" ".join(STOP_WORDS)))
