"""Interviews that are there twice, so that each answer vies with itself and looks unsure.

One interview comes in several forms: from a word processor with straight quotation marks, from a
website as Markdown, with hard spaces or without its last caption. So letters and digits alone are
compared, sentence by sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.interview import Interview

# So much of what the shorter of two says stands in the other, counted in letters, so that "Ja."
# weighs little. The rest was corrected in one of them, or divided into sentences otherwise.
_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Twins:
    """Two interviews that hold much the same: one, and the one that comes after it."""

    one: Interview
    again: Interview


def twins_among(interviews: Iterable[Interview]) -> Iterator[Twins]:
    """Each interview that holds much the same as one before it, with the first such one."""
    first: dict[str, int] = {}
    seen: list[tuple[Interview, frozenset[str]]] = []
    for number, interview in enumerate(interviews):
        said = frozenset(filter(None, _sentences(interview)))
        # Only with who said any of it first, or a thousand would be compared with one another.
        others = sorted({first.setdefault(sentence, number) for sentence in said} - {number})
        for one, before in (seen[other] for other in others):
            shorter = min(_letters(said), _letters(before))
            if _letters(said & before) > _SHARE * shorter:
                yield Twins(one, interview)
                break
        seen.append((interview, said))


def _sentences(interview: Interview) -> Iterator[str]:
    for block in interview.blocks:
        for sentence in block.sentences:
            yield "".join(filter(str.isalnum, fold(sentence.span.of(interview.text))))


def _letters(sentences: Iterable[str]) -> int:
    return sum(map(len, sentences))
