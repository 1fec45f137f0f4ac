"""Where in a paragraph somebody speaks: quotation marks, and who is named before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.parsing.naming import LABEL

if TYPE_CHECKING:
    from index.parsing.paragraphs import Paragraph

# What opens an answer, and what may close it.
QUOTES = {
    "\u201c": "\u201d",
    "\u201e": "\u201d\u201c",
    "\u00ab": "\u00bb",
    "\u2018": "\u2019",
    '"': '"',
}
OPENING = "".join(QUOTES)
# "\u2018s Ochtends" is an apostrophe that a typewriter turned round.
_APOSTROPHE = re.compile("\u2018[kmnrst]\\b")
# Who of several people answers: "Bolsius: ", "Hennie Bolsius (rechts): ", "De Vries, wethouder: ".
_LABEL = re.compile(
    rf"(?P<name>{LABEL})"
    rf"(?:[ \t]*\([^()\r\n]{{1,60}}\)|,[^:{OPENING}\r\n]{{1,60}})?[ \t]*:[ \t]*(?=[{OPENING}])"
)
# What happens in the room before someone speaks: "Hij lacht. \u201cNee.\u201d"
_NARRATED = re.compile(rf"[.!?:\u2026]\s+(?=[{OPENING}])")


def opens_answer(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph opens with what somebody says."""
    return opening_mark(text, opening(text, paragraph)) is not None


def opening_mark(text: str, at: int) -> str | None:
    """The quotation mark that stands there; None if there is another sign."""
    return text[at] if text[at] in QUOTES and not _APOSTROPHE.match(text, at) else None


def opening(text: str, paragraph: Paragraph) -> int:
    """Where a paragraph begins after the label that says who speaks."""
    named = label(text, paragraph)
    return named.end() if named else paragraph.span.start


def label(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    """Who speaks, where the paragraph begins with that: the group `name`."""
    return _LABEL.match(text, paragraph.span.start, paragraph.span.end)


def narration(text: str, paragraph: Paragraph) -> int | None:
    """Where someone begins to speak in a paragraph that opens with what they do."""
    narrated = _NARRATED.search(text, paragraph.span.start, paragraph.span.end)
    return narrated.end() if narrated and opening_mark(text, narrated.end()) else None


def closing(text: str, paragraph: Paragraph, mark: str) -> int | None:
    """Where an answer that `mark` opened ends in this paragraph; its marks stand behind it.

    What happens in the room may follow: "\u201cNee.\u201d Hij lacht."
    """
    start, end = paragraph.span.start, paragraph.span.end
    closers = QUOTES[mark]
    if len(paragraph.span) > 1 and text[start:end].rstrip(".")[-1:] in closers:
        return end
    last = max(text.rfind(closer, start, end) for closer in closers)
    told = text[last + 1 : end] if last > start and mark != closers else ""
    if re.match(r"\s+[^\W\d_a-z]", told) and text[last - 1] in ".!?\u2026,":
        spoken = text[start : last + 1]
        if mark not in told and spoken.count(mark) >= sum(map(spoken.count, closers)):
            return last + 1
    return None


def only_names(text: str, paragraph: Paragraph) -> bool:
    """Whether the quotation that opens a paragraph is a term or a title, not an answer."""
    begin = opening(text, paragraph)
    closers = QUOTES[text[begin]]
    if closing(text, paragraph, text[begin]) is not None:
        return False
    return any(text.find(closer, begin + 1, paragraph.span.end) >= 0 for closer in closers)
