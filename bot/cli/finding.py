"""Where something stands in a content file that its editor is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.parsing.lines import line_of

if TYPE_CHECKING:
    import re

    from index.interview import Interview


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
