"""Greetings, thanks and questions about the chat itself: by their words, else by example.

The words come first: "Hallo, wat is het DTC?" is a question once its greeting is taken off, and
"Hoi, bedankt!" is small talk through and through. What is left may still be meant for the chat
("wat kun je?"); that is for the encoder to tell, by examples. Those count only for who says
nothing of their own: "Hoe laat is het?" is small talk, "Hoe laat is het debat?" is not. Turns
about the reply ("bron?", "wie zei dat?") are told by the same: they name nothing else.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from bot.small_words import (
    ADDRESSED,
    ALONG,
    ANY_FACE,
    ASKS,
    BEFORE_QUESTION,
    COMMON,
    CONNECTIVES,
    EXCLAIMS,
    FACE,
    GOES_ON,
    LEADS_IN,
    LEADS_TO_QUESTION,
    LIGHT,
    ME,
    OF_TIME,
    OPENS_QUESTION,
    PIECE,
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
    from collections.abc import Container, Mapping, Sequence

    from index.encoder import Encoder, Vectors

# The cosine from which two short utterances may be the same one. Any from .55 to .75 says the same
# of them, since it is their words that decide (docs/decisions/0014, 0023).
SAME_UTTERANCE = 0.7

# The dot within "i.o." ends nothing.
_PART = re.compile(r"(?:[^.,;:!?\u2026\n]|(?<=\b\w)\.(?=\w\b))+[.,;:!?\u2026\s]*")
# From this length on a word that is spelled nearly like a known one is that word.
_LONG_WORD = 7
_SPELLED_ALIKE = 0.85
# "Ik zou graag willen weten" and, of which an apostrophe makes two, "I'd like to know".
_LONGEST_LEAD = 5
# "Vertaald" is "vertaal", "spreekuur" is not "spreek".
_ENDING = 2


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of small talk: how people say it, and what to say back in each language.

    In `replies` `{interview}` is what is asked: "het interview", or "de interviews"; `{titles}`
    are the titles of these.
    `phrases` are it wherever they stand by themselves, `exclaims` after "wat" and "dat is" too,
    and before a word for the piece;
    `examples` are compared by meaning.
    `about_me` says that they ask after the chat, and so address it. Of `needs` one word must be
    said, whatever else is: "Welk jaar?" is about the interview, "Welk jaar is het?" is not.
    """

    name: str
    examples: tuple[str, ...]
    replies: Mapping[str, str]
    phrases: tuple[str, ...] = ()
    about_me: bool = False
    needs: tuple[str, ...] = ()
    exclaims: tuple[str, ...] = ()

    def reply(self, language: str, asked_of: str, titles: str = "") -> str:
        """English for an English speaker, Dutch for every other, about what is asked."""
        said = self.replies["en" if language == "en" else "nl"]
        return said.format(interview=asked_of, titles=titles)


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
            tuple(entry.get("needs", ())),
            tuple(entry.get("exclaims", ())),
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
        self._phrases = {
            plain(phrase): intent
            for intent in intents
            for phrase in (*intent.phrases, *intent.exclaims)
        }
        self._exclaims = {plain(said) for intent in intents for said in intent.exclaims}
        self._praise = {
            form: intent
            for intent in intents
            for said in intent.exclaims
            for form in _inflected(plain(said))
        }
        self._longest = max(map(len, self._phrases), default=0)
        self._known = {
            intent.name: {
                word
                for said in (*intent.examples, *intent.phrases, *intent.exclaims)
                for word in plain(said)
            }
            for intent in intents
        }
        self._said = {plain(example) for intent in intents for example in intent.examples}
        self._needed = {
            intent.name: self._known[intent.name] & ADDRESSED
            if intent.about_me
            else {word for said in intent.needs for word in plain(said)}
            for intent in intents
        }

    def hear(self, utterance: str) -> Heard:
        """Take the pleasantries off both ends of an utterance."""
        parts = _PART.findall(utterance)
        heard = [self._pleasantry(part, praised=True) for part in parts]
        if None in heard:
            # Of "mooi portret, wie maakte dat?" the first half says what is meant.
            heard = [self._pleasantry(part, praised=False) for part in parts]
        first = next((at for at, found in enumerate(heard) if found is None), len(parts))
        # What follows a colon is what the part before it tells of.
        last = next(
            (
                at
                for at in range(len(parts), first, -1)
                if heard[at - 1] is None or (at > 1 and parts[at - 2].rstrip().endswith(":"))
            ),
            first,
        )
        intents = [intent for found in heard[:first] + heard[last:] for intent in found or ()]
        question = self._without_opening("".join(parts[first:last]).strip())
        if not question and not intents:
            return Heard(None, utterance)
        return Heard(_chief(intents), question)

    def intent(self, question: str, vector: Vectors) -> tuple[Intent, float] | None:
        """The intent nearest to a question's vector, shape (dimension,), with its cosine."""
        cosines = self._vectors @ vector
        near = np.flatnonzero(cosines >= SAME_UTTERANCE)
        # An intent has many examples, and fits a question or does not whichever of them is near.
        nearest: dict[str, int] = {}
        for at in near[np.argsort(-cosines[near])]:
            nearest.setdefault(self._owners[at].name, int(at))
        for at in nearest.values():
            if self._fits(self._owners[at], question):
                return self._owners[at], float(cosines[at])
        return None

    def _fits(self, intent: Intent, question: str) -> bool:
        """Whether a question that resembles an intent says nothing that the intent does not."""
        words = plain(question)
        if words in self._said:
            return True
        led = bool(CONNECTIVES.intersection(words[:1]))
        words = words[led:]
        # An abbreviation in capitals is a subject, whatever it spells ("Waar staat BOT voor?").
        named = [] if question.isupper() else [t for t in TOKEN.findall(question) if t.isupper()]
        own = [word for word in words if word[0].isalnum() and word not in COMMON]
        own += [fold(token) for token in named if len(token) > 1]
        needed = self._needed[intent.name]
        if needed and needed.isdisjoint(words):
            return False
        # "Waar staat dat voor?" asks what it means, not where it stands.
        own += ["waarvoor"] if words[:1] == ("waar",) and "voor" in words else []
        asks = "?" in question or bool(OPENS_QUESTION.intersection(words[:1]))
        # "Maar hoe werkt dit?" follows on what was quoted; "maar dat helpt niet" asks nothing.
        follows = led and (asks or intent.name not in (*TOLD, *TOLD_OF_ME))
        follows = follows or _goes_on(words, intent.name, led=led)
        if follows or (not intent.about_me and STOPS.issuperset(own)):
            return False
        if asks and (intent.name in TOLD or (intent.name in TOLD_OF_ME and ME.isdisjoint(words))):
            return False
        if intent.name in SAID_BESIDES and self._says(words, intent):
            return True
        known = self._known[intent.name]
        return all(
            word in known
            or (len(word) >= _LONG_WORD and get_close_matches(word, known, 1, _SPELLED_ALIKE))
            or any(
                word[:-cut] in known
                for cut in range(1, _ENDING + 1)
                if len(word) - cut > _ENDING * 2
            )
            for word in own
        )

    def _says(self, words: tuple[str, ...], intent: Intent) -> bool:
        """Whether a phrase stands anywhere in an utterance; who greets begins with it."""
        starts = range(1 if intent.name == "greeting" else len(words))
        lengths = ((at, self._phrase_at(words, at)) for at in starts)
        return any(n and self._phrases[words[at : at + n]] is intent for at, n in lengths)

    def _pleasantry(self, part: str, *, praised: bool) -> list[Intent] | None:
        """What a part of an utterance says when it is nothing but pleasantries.

        With `praised`, "mooie foto" is one.
        """
        words = plain(part)
        intents: list[Intent] = []
        # "Maar bedankt" says what "bedankt" does; "so what" begins with no connective.
        led = "?" not in part and bool(CONNECTIVES.intersection(words[:1]))
        at = int(led and not self._phrase_at(words, 0))
        exclaims = False
        while at < len(words):
            length = self._phrase_at(words, at)
            of_piece = self._praised_at(words, at) if praised and "?" not in part else 0
            if of_piece > length:
                intents.append(self._praise[words[at]])
                length, exclaims = of_piece, False
            elif length:
                # "Wat mooi" says what "mooi" does, "wat mooi?" does not, nor does "wat precies".
                if exclaims and (words[at : at + length] not in self._exclaims or "?" in part):
                    return None
                intents.append(self._phrases[words[at : at + length]])
                exclaims = False
            elif opening := _longest(words, at, EXCLAIMS):
                length, exclaims = opening, True
            elif FACE.fullmatch(words[at]) and ANY_FACE in self._phrases:
                intents.append(self._phrases[ANY_FACE])
            elif words[at] not in ALONG and not (intents and not words[at][0].isalnum()):
                return None
            at += length or 1
        # "En morgen" greets nobody.
        greets = led and any(intent.name == "greeting" for intent in intents)
        return None if exclaims or greets else intents

    def _without_opening(self, question: str) -> str:
        """A question without the greeting or thanks that stands before it without a comma."""
        words = plain(question)
        at = 0
        opens: Container[str] = ()
        while at < len(words):
            if leading := _longest(words, at, LEADS_IN):
                # After "ik bedoel" anything is the question.
                at += leading
                break
            lead = at + (words[at] in CONNECTIVES)
            asks = lead + _longest(words, lead, LEADS_TO_QUESTION, _LONGEST_LEAD)
            if lead < asks and QUESTION_WORDS.intersection(words[asks : asks + 1]):
                at = asks
                break
            if words[at] in opens:
                break
            length = self._phrase_at(words, at)
            name = self._phrases[words[at : at + length]].name if length else ""
            if name in BEFORE_QUESTION:
                at, opens = at + length, OPENS_QUESTION
            elif name in LIGHT:
                # "Leuk is dat" is no question, "leuk en wat is dat" is.
                at, opens = at + length, ASKS
            elif at and words[at] in ALONG:
                at += 1
            else:
                return question
        if not 0 < at < len(words):
            return question
        tokens = list(TOKEN.finditer(question))
        return question[tokens[at].start() :]

    def _praised_at(self, words: tuple[str, ...], at: int) -> int:
        """How many words from here on say what the piece is like: "mooie foto"; 0 if none do."""
        named = _longest(words, at + 1, PIECE) if words[at] in self._praise else 0
        return named and 1 + named

    def _phrase_at(self, words: tuple[str, ...], at: int) -> int:
        """How many words from here on are a phrase, the longest that there is."""
        return _longest(words, at, self._phrases, self._longest)


def _goes_on(words: tuple[str, ...], intent: str, *, led: bool) -> bool:
    """Whether words say which, or when, after what was asked: "op welke dag", "in de avond"."""
    if intent in (*TOLD, "shorter") and not QUESTION_WORDS.isdisjoint(words[:2]):
        return True
    if intent in OF_TIME and not GOES_ON.isdisjoint(words[:1]):
        return True
    return led and intent == "greeting"


def _longest(
    words: tuple[str, ...], at: int, phrases: Container[tuple[str, ...]], most: int = 4
) -> int:
    lengths = range(min(most, len(words) - at), 0, -1)
    return next((n for n in lengths if words[at : at + n] in phrases), 0)


def _inflected(said: tuple[str, ...]) -> tuple[str, ...]:
    """How an adjective is written before a noun: "mooi", "mooie", "knappe"; no phrase is."""
    return (said[0], f"{said[0]}e", f"{said[0]}{said[0][-1]}e") if len(said) == 1 else ()


def _chief(intents: Sequence[Intent]) -> Intent | None:
    """What several pleasantries come down to: the last one, but any before a mere reaction."""
    weighty = [intent for intent in intents if intent.name not in LIGHT]
    return next(reversed(weighty or intents), None)
