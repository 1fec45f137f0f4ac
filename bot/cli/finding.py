"""Where something stands in a content file that its editor is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.parsing.lines import line_of

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from index.interview import Interview


# A whole magazine may have dozens of lines to look at, and so may a page that was copied whole.
MOST_NAMED = 8


def found_in(interview: Interview, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Every match in what can be quoted, in order."""
    return [
        found
        for block in interview.blocks
        for found in pattern.finditer(interview.text, block.span.start, block.span.end)
    ]


def place_of(interview: Interview, offset: int) -> str:
    """The file and the line of an offset, as an editor opens them: "jansen.txt:12"."""
    return f"{interview.file}:{line_of(interview.text, offset)}"


def in_all(interview: Interview, offsets: Sequence[int]) -> str:
    """How many there are, and where the others stand: " (3 in all: also line 17, 26)"."""
    others = [str(line_of(interview.text, offset)) for offset in offsets[1 : MOST_NAMED + 1]]
    return f" ({len(offsets)} in all: also line {', '.join(others)})" if others else ""
