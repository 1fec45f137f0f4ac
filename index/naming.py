"""What to call an interview and its speaker when the front matter does not say."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from index.interview import Block, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTICLES = r"(?:(?:de|den|der|het|'t|van|von|ten|ter|te|la|le)\s+)*"
_NAME = rf"[^\W\d_a-z][\w'\u2019.-]*(?:\s+{_PARTICLES}[^\W\d_a-z][\w'\u2019-]*)+"
_CAPTION_NAME = re.compile(rf"({_NAME})(\s*,)?")
_INTERVIEW_WITH = re.compile(
    rf"\b(?:interview met|gesprek met|interview with)\s+({_NAME})", re.IGNORECASE
)


def infer_speaker(text: str, blocks: Sequence[Block]) -> str | None:
    """Who answers: the name a caption opens with that the lead has too, else "interview met …".

    None for an article, which nobody speaks, and when neither is found.
    """
    if not any(block.role is Role.ANSWER for block in blocks):
        return None
    lead = " ".join(block.span.of(text) for block in blocks if block.role is Role.LEAD)
    for block in blocks:
        if block.role is Role.CAPTION:
            named = _CAPTION_NAME.match(block.span.of(text))
            if named and (named[1] in lead if lead else named[2]):
                return named[1]
    # Case folds the introducing words only; the name itself must be capitalised.
    introduced = _INTERVIEW_WITH.search(lead)
    if introduced and introduced[1][0].isupper():
        name = re.match(_NAME, introduced[1])
        return name[0] if name else None
    return None


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
