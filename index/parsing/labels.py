"""Who says an answer: the label before it in full, and whom a question is put to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from index.interview import Block, Question, Role
from index.parsing.names import (
    PLACED_NAME,
    full_name,
    is_whole,
    less_office,
    may_be_placed,
    names_in,
    opens_surname,
    people,
    placed_names_in,
    spaced,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME_AT_END = re.compile(rf"({PLACED_NAME})[*_]*\s+\Z")
_LONGEST_NAME = 80
# With one guest less, all answers are the same one's.
_FEWEST_GUESTS = 2


def with_full_names(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with each speaker called as the text first writes the whole name.

    An interview with two people calls them "Hennie Bolsius" once and "Bolsius" from there on.
    """
    labels = {block.speaker for block in blocks if block.speaker}
    if not labels:
        return tuple(blocks)
    names = [spaced(name) for name in (*names_in(text), *placed_names_in(text, labels))]
    full = {
        label: _in_brackets_behind(label, text, names)
        or less_office(full_name(spaced(label), names), text)
        for label in labels
    }
    # "VAN CAMP" is who "GOEDELE VAN CAMP" is, whatever stands before that elsewhere.
    whole = sorted(filter(is_whole, full.values()), key=len)
    full = {
        label: next((each for each in whole if name.endswith(f" {each}")), name)
        for label, name in full.items()
    }
    return tuple(
        replace(block, speaker=full[block.speaker]) if block.speaker else block for block in blocks
    )


def _in_brackets_behind(label: str, text: str, names: Sequence[str]) -> str | None:
    """Whose initials a label is, where the text says so: "Hilde van der Meulen (HvdM)"."""
    bracket = re.search(rf"[(\[]{re.escape(label)}[)\]]", text)
    before = text[max(0, bracket.start() - _LONGEST_NAME) : bracket.start()] if bracket else ""
    introduced = _NAME_AT_END.search(before)
    if introduced is None:
        return None
    words = spaced(introduced[1]).split()
    # "Huisarts Ria Molenkamp (RM)": an office opens the sentence.
    initials = label.replace(".", "").lower()
    for first in range(len(words) - 1, -1, -1):
        # "Piet van der Wal" is PvdW as well as PW.
        every = "".join(word[0] for word in words[first:]).lower()
        own = "".join(word[0] for word in words[first:] if not opens_surname(word)).lower()
        if initials in (every, own):
            return " ".join(words[first:])
    name = " ".join(words)
    return None if may_be_placed(name) else full_name(name, names)


def with_addressed(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each answer of several people without a label said by whom its question names.

    "En jij, Koen?" is answered by Koen, unless a label says that another did first.
    """
    speakers = {block.speaker for block in blocks if block.speaker}
    if len(speakers) < _FEWEST_GUESTS:
        return tuple(blocks)
    addressed = {name: _addressing(name) for name in speakers}
    labelled: set[Question] = set()
    found = []
    for block in blocks:
        speaker = block.speaker
        if block.question and speaker:
            labelled.add(block.question)
        elif block.question and block.role is Role.ANSWER and block.question not in labelled:
            asked = spaced(block.question.span.of(text))
            named = [name for name, pattern in addressed.items() if pattern.search(asked)]
            speaker = named[0] if len(named) == 1 else None
        found.append(replace(block, speaker=speaker))
    return tuple(found)


def _addressing(name: str) -> re.Pattern[str]:
    """How somebody is spoken to, by the whole name or a part of it: "Koen, jij?", "En u, Koen?"."""
    forms = "|".join(map(re.escape, sorted({name, *people(name)}, key=len, reverse=True)))
    called = rf"(?:(?i:mevrouw|meneer|mr|mrs|ms)\.? )?(?:{forms})"
    return re.compile(
        rf"(?:^|[,.:!?\u2026]\s+|\b(?:[Ee]n|[Mm]aar|[Dd]us|[Aa]nd|[Bb]ut|[Ss]o)\s+){called},"
        rf"|,\s+{called}\s*[,.!?]"
    )
