"""Why a reply is what it is, in plain language: what decided, and what was missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clarity import is_of_any_piece
from bot.conversation.anaphora import names_subject
from bot.language import is_function_word
from bot.smalltalk.words import only_fills
from index.words import whole_words, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.wording.messages import Messages
    from index.hits import Query

# The quotation is what was quoted last, or what follows on it.
_NEAR = ("quoted", "follows", "last_quoted", "last_follows")
# From here on (in tenths of a cosine) the interviewer's question is like the one that was asked.
_ALIKE = 3.4
# From this probability on a question is said to fit any interview, and not to lack a word.
_GENERAL = 0.8
# More words of a question than that rarely stand together.
_LONGEST_PHRASE = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """How a quotation stands to what is around it, and to the conversation.

    `own` says that it is beneath the very question that was asked; `heading_likeness` is how near
    the interviewer's question above it comes to that, in tenths of a cosine. `whole` says that it
    is all of its passage. `age` says that what is told there, if anything, is an age, and `person`
    that it is who somebody is. `at_hand` says that it is from the interview that the conversation
    was about, and `shown` that the reply before showed a quotation: what it nearly said counts too,
    but nobody saw that.
    """

    own: bool = False
    heading_likeness: float = 0.0
    whole: bool = False
    age: bool = False
    person: bool = False
    at_hand: bool = False
    shown: bool = False


def matched_terms(query: Query, quoted: Mapping[str, str]) -> dict[str, str]:
    """The question's words, as asked, that stand in the quotation, and how they stand there.

    `quoted` holds the quotation's words by their terms. What an apostrophe leaves ("thema's") is no
    word.
    """
    return {
        word.written: quoted[word.term]
        for word in words_of(query.text)
        if word.term in quoted and not word.stops and len(word.written) > 1
    }


def named(asked: str, quoted: str, terms: Mapping[str, str]) -> tuple[str, ...]:
    """The matched words as a reason names them: as they stand in the quotation, phrases whole.

    `terms` are what `matched_terms` gives. Those that stand for no subject decide nothing.
    """
    words = [(word, _subject(word[0], terms)) for word in whole_words(asked)]
    found: list[str] = []
    at = 0
    while at < len(words):
        word, subject = words[at]
        end = at + 1
        if subject:
            for further in range(at + 1, min(len(words), at + _LONGEST_PHRASE)):
                phrase = asked[word.start() : words[further][0].end()]
                same = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", quoted, re.IGNORECASE)
                if same is None:
                    break
                if words[further][1]:
                    subject, end = same[0], further + 1
            found.append(subject)
        at = end
    return tuple(dict.fromkeys(found))


def _subject(word: str, terms: Mapping[str, str]) -> str:
    """How a word that may be what something is about stands in the quotation; "" if it does not."""
    parts = (part.written for part in words_of(word))
    told = (part for part in parts if part in terms and _may_be_subject(part))
    return next((terms[part] for part in told), "")


def _may_be_subject(word: str) -> bool:
    """Whether something may be about this word; an abbreviation in capitals is a subject."""
    plain = is_function_word(word) or only_fills(word) or not names_subject(word)
    return word.isupper() or not plain


def why_answered(
    words: Sequence[str],
    signals: Mapping[str, float],
    messages: Messages,
    standing: Standing,
) -> str:
    """What spoke for a quotation: the words that it shares, and what stands out beside them.

    `words` are what `named` gives.
    """
    reasons: list[str] = []
    about_piece = signals.get("introduces", 0) <= 0 < signals.get("role", 0)
    if standing.own:
        reasons.append(messages.own)
    else:
        if words:
            several = len(words) > 1 or " " in words[0]
            matched = messages.matched if several else messages.matched_one
            reasons.append(matched.format(terms=messages.listed(words)))
        if signals.get("introduces", 0) > 0:
            reasons.append(_told(standing, messages))
        elif about_piece:
            reasons.append(messages.role)
        elif not words:
            reasons.append(messages.meaning)
        if standing.heading_likeness >= max(_ALIKE, signals.get("passage", 0)):
            reasons.append(messages.asked)
        elif not about_piece and _is_surrounded(signals, standing):
            reasons.append(messages.block)
    if standing.shown and any(signals.get(name, 0) == 1 for name in _NEAR):
        reasons.append(messages.nearby)
    elif standing.at_hand:
        reasons.append(messages.at_hand)
    return " ".join(reasons)


def _told(standing: Standing, messages: Messages) -> str:
    """What a quotation tells beyond any other."""
    if standing.person:
        return messages.person
    return messages.age if standing.age else messages.introduces


def _is_surrounded(signals: Mapping[str, float], standing: Standing) -> bool:
    """Whether more than the quotation is about what was asked."""
    return not standing.whole and signals.get("block", 0) > signals.get("passage", 0)


def why_not(
    missing: Sequence[str],
    signals: Mapping[str, float],
    messages: Messages,
    *,
    unsure: bool,
    several: bool = False,
    another: bool = False,
) -> str:
    """What an answer would have needed: a subject that is named, a number or time, likeness.

    `several` says that there is one in more than one interview, and `another` that somebody else
    than who is named may have it.
    """
    if another:
        return messages.another
    if several:
        return messages.which
    if signals.get("foreign", 0) > 0:
        # Words of another language cannot be looked for; a name can.
        named = signals.get("unknown_name", 0) > 0
        missing = [word for word in missing if named and word[0].isupper()]
    # Nothing is about "precies", found or not, and whatever is asked is of an "interview".
    subjects = [
        word
        for word in missing
        if _may_be_subject(word) and (word.isupper() or not is_of_any_piece(word))
    ]
    # "06-12345678" is looked for whole and in parts.
    parts = {part for word in subjects for part in word.split("-") if part != word}
    subjects = [word for word in subjects if word not in parts]
    unmatched = messages.unmatched_one if len(subjects) == 1 else messages.unmatched
    # Where anything would do, no word is the one that is lacking.
    general = signals.get("general", 0) > _GENERAL
    subjects = [] if general else subjects
    lacks = [unmatched.format(terms=messages.listed(subjects))] if subjects else []
    lacks += [
        message
        for name, message in (
            ("no_subject", messages.no_subject),
            ("not_written_out", messages.not_written_out),
            ("not_defined", messages.not_defined),
            ("no_name", messages.no_name),
            ("no_credit", messages.no_credit),
            ("no_contents", messages.no_contents),
            ("no_condition", messages.no_condition),
            ("no_explanation", messages.no_explanation),
            ("other_year", messages.other_year),
            ("number_missing", messages.number),
        )
        if signals.get(name, 0) > 0
    ]
    if general and not lacks:
        return messages.general
    return " ".join(lacks) or (messages.unsure if unsure else messages.weak)
