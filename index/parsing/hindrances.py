"""What keeps a quotation below a question from being its answer, in words for an editor."""

from __future__ import annotations

import re

from index.parsing.lines import LINE, line_of
from index.parsing.names import LABEL
from index.parsing.speech import OPENING, speaks_at

# Marks that open no answer around what is said, though not an apostrophe; and what may stand before
# a mark that does.
_OTHER_MARK = re.compile(
    "[>*_ \\t]*(?P<mark>['`\u2019\u201a\u2039\u203a\u00bb])(?!\\w\\b)"
    "[^\\r\\n]*['\u2018\u2019\u2039\u203a\u00ab]"
)
_BEFORE_MARK = re.compile(rf"\s*(?P<words>[^\r\n{OPENING}]{{1,60}}?)\s*[{OPENING}]")
# A name without its colon: "VERHULST", "**Linde Kuik**", "Van Haver."; what is set apart: "\u2022",
# "1.", "(lacht)"; and that before a name: "[00:12] Bram:". Other words are a sentence.
_NAME = re.compile(rf"[*_]*{LABEL}[*_]*[ \t]?[.,\u2013\u2014-]?[*_]*")
_APART = re.compile(r"(?:[^\w\s]|\d)+|[(\[][^()\[\]]*[)\]]")
_BEFORE_NAME = re.compile(rf"(?P<words>{_APART.pattern})\s+[*_]*{LABEL}[*_]*:[*_]*")
_PAIRS = (
    '\u201c\u2026\u201d, \u2018\u2026\u2019, \u201e\u2026\u201d, \u00ab\u2026\u00bb and "\u2026"'
)


def hindrance(text: str, start: int) -> str | None:
    """What is in the way at the line from `start` on, and what to do; None if nothing is known."""
    line = LINE.match(text, start)
    if not line or speaks_at(text, *line.span()):
        return None
    number = f"Line {line_of(text, start)}"
    other = _OTHER_MARK.match(line[0])
    if other:
        return f"{number} opens with {other['mark']}, but only {_PAIRS} open an answer."
    before = _BEFORE_MARK.match(line[0])
    remedy = _remedy(before["words"]) if before else None
    if before and remedy:
        return f"{number} has {before['words']!r} before its quotation mark: {remedy}."
    name = line[0].strip().strip("*_")
    below = LINE.search(text, line.end())
    if below and re.fullmatch(LABEL, name) and speaks_at(text, *below.span()):
        return (
            f"{number} has {name!r} alone. If it is who answers, write `{name}:` before the "
            "opening quotation mark below it."
        )
    return None


def _remedy(words: str) -> str | None:
    named = _BEFORE_NAME.fullmatch(words)
    if named:
        return f"remove {named['words']!r}"
    if _APART.fullmatch(words):
        return "remove it"
    if _NAME.fullmatch(words):
        return "if it is who answers, write a colon behind the name; else remove it"
    return None
