"""What is said around a question, or in place of one, by its words: "Hallo, wat ...?", "Mooi!"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation.anaphora import OPENS_CLAUSE
from bot.conversation.standalone import leans
from bot.smalltalk.words import (
    ALONG,
    ANY_FACE,
    ASKS,
    BEFORE_QUESTION,
    CALLED,
    CONNECTIVES,
    EXCLAIMS,
    FACE,
    HELPED,
    LEADS_IN,
    LEADS_TO_QUESTION,
    LIGHT,
    OPENS_QUESTION,
    PARTICLES,
    PIECE,
    QUESTION_WORDS,
    SALUTES,
    TOKEN,
    plain,
)
from index.words import ARTICLES, fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from bot.smalltalk.intents import Intent

# The dot within "i.o." ends nothing.
_PART = re.compile(r"(?:[^.,;:!?\u2026\n]|(?<=\b\w)\.(?=\w\b))+[.,;:!?\u2026\s]*")
# "Mevrouw Van den Berg".
_LONGEST_ADDRESS = 4
# "Ik zou graag willen weten" and, of which an apostrophe makes two, "I'd like to know".
_LONGEST_LEAD = 5
# Right after a question word they make it a clause.
_SUBJECTS = OPENS_CLAUSE - ARTICLES


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said besides a question, and the question that is left; "" when none is."""

    intent: Intent | None
    question: str


class Pleasantries:
    """Finds the phrases of intents in what is typed."""

    def __init__(self, intents: Sequence[Intent]) -> None:
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

    def hear(self, utterance: str) -> Heard:
        """Take the pleasantries off both ends of an utterance."""
        heard = self._taken_off(utterance, praised=True)
        # Of "mooi portret, wie maakte dat?" the first half says what is meant.
        return self._taken_off(utterance, praised=False) if leans(heard.question) else heard

    def _taken_off(self, utterance: str, *, praised: bool) -> Heard:
        parts = _PART.findall(utterance)
        heard = [self._pleasantry(part, praised=praised) for part in parts]
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
        # The comma before "toch?" goes with it.
        asked = "".join(parts[first:last]).strip()
        question = self._without_opening(asked.rstrip(",;") if last < len(parts) else asked)
        if not question and not intents:
            return Heard(None, utterance)
        return Heard(_chief(intents), question)

    def says(self, words: tuple[str, ...], intent: Intent) -> bool:
        """Whether a phrase stands anywhere in an utterance; who greets begins with it."""
        starts = range(1 if intent.name == "greeting" else len(words))
        lengths = ((at, self._phrase_at(words, at)) for at in starts)
        return any(n and self._phrases[words[at : at + n]] is intent for at, n in lengths)

    def asks(self, utterance: str) -> bool:
        """Whether a part of an utterance opens with a question word, and exclaims nothing."""
        return any(self._is_asked(plain(part)) for part in _PART.findall(utterance))

    def _is_asked(self, words: tuple[str, ...]) -> bool:
        at = int(bool(CONNECTIVES.intersection(words[:1])))
        opening = not QUESTION_WORDS.isdisjoint(words[at : at + 1])
        return opening and not _longest(words, at, EXCLAIMS)

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
        # "Geachte heer Bos, ..." greets as well.
        at = int(not SALUTES.isdisjoint(words[:1]) and _calls_by_name(question, 1))
        opens: Container[str] = ()
        while at < len(words) and not (at and _calls_by_name(question, at)):
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
                # "Precies wat ik zocht" asks nothing.
                told = not _SUBJECTS.isdisjoint(words[at + 1 : at + 2])
                if opens is ASKS and words[at] in QUESTION_WORDS and told:
                    return question
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


def _calls_by_name(question: str, at: int) -> bool:
    """Whether who is spoken to is named from this word on: "dag | mevrouw Bos, wat ...?".

    The name stays, since in a library it tells which interview is meant.
    """
    tokens = list(TOKEN.finditer(question))[at:]
    comma = question.find(",", tokens[0].start()) if tokens else -1
    called = [token[0] for token in tokens if token.end() <= comma]
    if not 0 < len(called) < len(tokens) or len(called) > _LONGEST_ADDRESS:
        return False
    capitals = [word[0].isupper() for word in called]
    named = any(capitals) and all(
        capital or fold(word) in PARTICLES for word, capital in zip(called, capitals, strict=True)
    )
    return named or fold(called[0]) in CALLED


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
    weighty = [intent for intent in intents if intent.name not in (*LIGHT, HELPED)]
    return next(reversed(weighty or intents), None)
