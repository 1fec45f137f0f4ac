"""What a content file consists of: its lines, and the paragraphs that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.interview import Span

SENTENCE_ENDS = (".", "!", "?", "\u2026", ":")
LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Trimmed text between blank lines; `words` is it without a heading's or bold line's marks."""

    span: Span
    words: Span
    level: int  # of a Markdown heading; 0 is none

    @property
    def is_marked(self) -> bool:
        """Whether Markdown makes it a heading or a bold line."""
        return self.level > 0 or self.words != self.span


def is_one_line(words: str) -> bool:
    """Whether no line ends in these words, whatever the newlines are."""
    return LINE.fullmatch(words) is not None


def line_of(text: str, offset: int) -> int:
    """One-based line of an offset, whatever the newlines are."""
    before = text[:offset]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1
