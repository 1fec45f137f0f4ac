"""Abbreviations that no text writes out, so that a question which does may be misread."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from index.abbreviations import in_capitals, learn_aliases
from index.aliases import SYNONYMS_FILE
from index.initials import WORD, letters_of
from index.interview import Role
from index.spelled_near import spelled_near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.aliases import Alias
    from index.interview import Block, Interview

# So many are named, those that are used most.
_ABBREVIATIONS = 8
# What is in capitals and stands for nothing else. Where a report was written: "ASSEN - ".
_DATELINE = re.compile(
    r"(?<![^\r\n])[^\W\d_a-z]{2,}(?=[ \t]+(?:\([^()\r\n]{1,20}\)[ \t]+)?[-\u2013\u2014][ \t])"
)
# Who wrote it, behind the last sentence of a paragraph: "(JK)".
_SIGNED = re.compile(
    r"(?:(?<![^\r\n])|(?<=[.!?\u2026\"\u2019\u201d]))[ \t]*\([^\W\d_a-z]{2,4}\)[ \t]*(?![^\r\n])"
)
# Who speaks, in a transcript or a conversation of several: "BAS:", each more than once; and the
# initials behind a name: "Yassin El Idrissi (YI)".
_LABEL = re.compile(r"(?<![^\r\n])[*_>\t ]*(?P<label>[^\W\d_a-z]{2,})[*_]*:")
_FEWEST_TIMES = 2
_INITIALS = re.compile(r"(?<= )[(\[](?P<initials>[^\W\d_]{2,5})[)\]]")
# In words, and in characters.
_LONGEST_NAME, _BEFORE = 5, 80


def only_used(interviews: Sequence[Interview], synonyms: Iterable[Alias]) -> str | None:
    """One line for the abbreviations that are written out nowhere; None where there are none."""
    known = {term for alias in synonyms for term in (alias.short, alias.long)}
    # A question is read by what any of the interviews introduces.
    known |= {alias.short for interview in interviews for alias in learn_aliases(interview)}
    known |= {name for interview in interviews for name in _names_people(interview)}
    uses: Counter[str] = Counter()
    for interview in interviews:
        # Who made it is credited in capitals: "TEKST Jan Bos".
        for block in (each for each in interview.blocks if each.role is not Role.BYLINE):
            text = _told(interview, block)
            for short, times in Counter(in_capitals(text)).items():
                if short not in known and spelled_near(short, text) is None:
                    uses[short] += times
    if not uses:
        return None
    *others, last = [short for short, _ in uses.most_common(_ABBREVIATIONS)]
    more = f" and {len(uses) - _ABBREVIATIONS} more" if len(uses) > _ABBREVIATIONS else ""
    named = f"{', '.join(others)}{',' if more else ' and'} {last}{more}" if others else last
    return (
        f"Used but never written out: {named}. A question that writes one out may be misread. List "
        f'what it stands for in {SYNONYMS_FILE}: "{(others or [last])[0]}" = "..."'
    )


def _names_people(interview: Interview) -> Iterator[str]:
    """What is in capitals and is somebody who speaks: a label, or the initials behind a name."""
    labels = Counter(found["label"] for found in _LABEL.finditer(interview.text))
    yield from (label for label, times in labels.items() if times >= _FEWEST_TIMES)
    for found in _INITIALS.finditer(interview.text):
        before = interview.text[max(0, found.start() - _BEFORE) : found.start()]
        words = WORD.findall(before.splitlines()[-1])
        if any(
            _are_of_name(letters_of(found["initials"]), words[first:])
            for first in range(-min(_LONGEST_NAME, len(words)), 0)
        ):
            yield found["initials"]


def _are_of_name(initials: str, words: Sequence[str]) -> bool:
    """Whether a name of these words gives the initials, from the first word to the last.

    What belongs to a surname may be left out: "Sjaan op 't Hof (SH)".
    """
    first, last = words[0], words[-1]
    rest = iter(word[0].lower() for word in words)
    return (
        first[0].isupper()
        and first[0].lower() == initials[0]
        and last[0].lower() == initials[-1]
        and all(letter in rest for letter in initials)
    )


def _told(interview: Interview, block: Block) -> str:
    """The words of a block without where and by whom it was written."""
    text = _SIGNED.sub("", block.span.of(interview.text))
    return text if block.role is Role.ANSWER else _DATELINE.sub("", text)
