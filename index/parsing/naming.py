"""What to call an interview and its speaker when the front matter does not say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from index.interview import Block, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTICLES = r"(?:(?:de|den|der|het|'t|van|von|ten|ter|te|la|le)\s+)*"
# Initials have a full stop; after the last word it would be the sentence's.
_FIRST, _LATER = r"[^\W\d_a-z][\w'\u2019.-]*", r"[^\W\d_a-z][\w'\u2019-]*"
# A name in a text, of two words or more; and what stands before an answer, which may be one.
_NAME = rf"{_FIRST}(?:\s+{_PARTICLES}{_LATER})+"
LABEL = rf"{_FIRST}(?:[ \t]+{_PARTICLES}{_LATER})*"
NAME = re.compile(_NAME)
# A caption may say that it is one: "Foto: An de Wit", "[Bijschrift bij de foto: An de Wit]".
_CAPTION_NAME = re.compile(rf"(?:[^:\r\n]{{0,30}}:\s*)?({_NAME})(\s*,)?")
_INTERVIEW_WITH = re.compile(
    rf"\b(?:interview met|gesprek met|interview with)\s+({_NAME})", re.IGNORECASE
)


def infer_speaker(text: str, blocks: Sequence[Block]) -> str | None:
    """Who answers: the name a caption opens with that the lead has too, else "interview met …".

    None for an article, which nobody speaks, when neither is found, and for several people: each
    of their answers says whose it is.
    """
    if not any(block.role is Role.ANSWER for block in blocks):
        return None
    labelled = {block.speaker for block in blocks if block.speaker}
    if labelled:
        return labelled.pop() if len(labelled) == 1 else None
    lead = " ".join(block.span.of(text) for block in blocks if block.role is Role.LEAD)
    for block in blocks:
        if block.role is Role.CAPTION:
            named = _CAPTION_NAME.match(block.span.of(text))
            if named and not lead and named[2]:
                return named[1]
            # "Huisarts An de Wit": a function may open the caption and not stand in the lead.
            words = named[1].split() if named else []
            names = (" ".join(words[first:]) for first in range(len(words) - 1))
            found = next((name for name in names if name in lead), None)
            if found:
                return found
    # Case folds the introducing words only; the name itself must be capitalised.
    introduced = _INTERVIEW_WITH.search(lead)
    if introduced and introduced[1][0].isupper():
        name = re.match(_NAME, introduced[1])
        return name[0] if name else None
    return None


def with_full_names(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with each speaker called as the text first writes the whole name.

    An interview with two people calls them "Hennie Bolsius" once and "Bolsius" from there on.
    """
    labels = {block.speaker for block in blocks if block.speaker}
    if not labels:
        return tuple(blocks)
    names = re.findall(_NAME, text)
    full = {label: _full_name(label, names) for label in labels}
    return tuple(
        replace(block, speaker=full[block.speaker]) if block.speaker else block for block in blocks
    )


def _full_name(label: str, names: Sequence[str]) -> str:
    """The first name that holds a label, less a capitalised word before it that is not its own."""
    first = next((name for name in names if f" {label} " in f" {name} "), label)
    # "Projectmanager Yvette Brandsma" opens a sentence; "Yvette Brandsma" stands elsewhere.
    return min((name for name in names if first.endswith(f" {name}")), key=len, default=first)


def infer_title(stem: str, text: str) -> str:
    """A file's stem as words, each with the capitals that the text itself gives it most."""
    forms: dict[str, Counter[str]] = {}
    for word in re.findall(r"\w+", text):
        forms.setdefault(word.lower(), Counter())[word] += 1
    words = [
        forms[word.lower()].most_common(1)[0][0] if word.lower() in forms else word
        for word in re.split(r"[-_\s]+", stem)
        if word
    ]
    title = " ".join(words) or stem
    return title[0].upper() + title[1:]
