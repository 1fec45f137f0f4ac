"""Why a reply is what it is, in plain language: what decided, and what was missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clarity import is_of_any_piece
from bot.conversation.anaphora import names_subject
from index.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.wording.messages import Messages
    from index.hits import Query

# The quotation is what was quoted last, or what follows on it.
_NEAR = ("quoted", "follows", "last_quoted", "last_follows")


def matched_terms(query: Query, quoted: frozenset[str]) -> tuple[str, ...]:
    """The question's words, as asked, that are among the terms of the quotation."""
    return tuple(
        dict.fromkeys(
            word.written for word in words_of(query.text) if not word.stops and word.term in quoted
        )
    )


def why_answered(
    terms: Sequence[str],
    signals: Mapping[str, float],
    messages: Messages,
    *,
    at_hand: bool,
    shown: bool,
) -> str:
    """What spoke for a quotation: the words that it shares, and what stands out beside them.

    `at_hand` says that it is from the interview that the conversation was about, and `shown` that
    the reply before showed a quotation: what it nearly said counts too, but nobody saw that.
    """
    named = messages.matched_one if len(terms) == 1 else messages.matched
    reasons = [named.format(terms=", ".join(terms)) if terms else messages.meaning]
    if signals.get("introduces", 0) > 0:
        reasons.append(messages.introduces)
    elif signals.get("role", 0) > 0:
        reasons.append(messages.role)
    elif signals.get("block", 0) > signals.get("passage", 0):
        reasons.append(messages.block)
    if shown and any(signals.get(name, 0) == 1 for name in _NEAR):
        reasons.append(messages.nearby)
    elif at_hand:
        reasons.append(messages.at_hand)
    return " ".join(reasons)


def why_not(
    missing: Sequence[str],
    signals: Mapping[str, float],
    messages: Messages,
    *,
    unsure: bool,
    several: bool = False,
) -> str:
    """What an answer would have needed: a subject that is named, a number or time, likeness.

    `several` says that there is one in more than one interview.
    """
    if several:
        return messages.which
    if signals.get("foreign", 0) > 0:
        # Words of another language cannot be looked for; a name can.
        named = signals.get("unknown_name", 0) > 0
        missing = [word for word in missing if named and word[0].isupper()]
    # Nothing is about "precies", found or not, and whatever is asked is of an "interview". An
    # abbreviation is a subject.
    subjects = [
        word
        for word in missing
        if word.isupper() or (names_subject(word) and not is_of_any_piece(word))
    ]
    # "06-12345678" is looked for whole and in parts.
    parts = {part for word in subjects for part in word.split("-") if part != word}
    subjects = [word for word in subjects if word not in parts]
    unmatched = messages.unmatched_one if len(subjects) == 1 else messages.unmatched
    lacks = [unmatched.format(terms=", ".join(subjects))] if subjects else []
    if signals.get("no_subject", 0) > 0:
        lacks.append(messages.no_subject)
    if signals.get("number_missing", 0) > 0:
        lacks.append(messages.number)
    return " ".join(lacks) or (messages.unsure if unsure else messages.weak)
