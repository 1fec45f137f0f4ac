"""What a page or a program leaves between the words of a text, and a quotation would show."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from bot.cli.finding import found_in, place_of
from index.parsing.lines import LINE
from index.parsing.speech import OPENING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.interview import Interview

# Characters around what cannot be seen, by which it can be found.
_BESIDE = 12
# "had-" at the end of a line, and "den" below it; "in- en" is as it should be.
_BROKEN_WORD = re.compile(
    r"(?<![^\W\d_])(?P<begins>[^\W\d_]{2,}-)(?:\r\n|\r|\n)"
    r"(?!(?:en|of|and|or|als|tot)\b)[^\W\d_A-Z][^\W\d_]+"
)
# One may be a word with a hyphen of its own: "mbo-" above "opleiding".
_FEWEST_BROKEN = 2
# What a website puts a picture or a film for: "{{< youtube x >}}", "[caption id=...]", and the
# measures behind a picture.
_SHORTCODE = re.compile(
    r"\{\{[<%][^\r\n]{1,300}?[>%]\}\}|\{%[^\r\n]{1,300}?%\}"
    r"|\[/?(?:caption|gallery|embed|video|audio|playlist|su_\w+|vc_\w+|et_pb_\w+)\b[^\]\r\n]{0,300}\]"
    r"|\{:[^{}\r\n]{1,100}\}|!\[[^\]\r\n]{0,300}\]\([^()\r\n]{0,300}\)\{[^}\r\n]{0,300}\}"
)
# The times of a recording: those of subtitles, and "[00:12]" before who speaks; before what is said
# in quotation marks it is told as what keeps that from being an answer.
_TIME = re.compile(
    r"(?<![^\r\n])(?:\d{1,2}:)?\d\d:\d\d[.,]\d{3} --> [^\r\n]*"
    r"|(?<![^\r\n])[\[(](?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d+)?[\])]"
    rf"(?![^\r\n{OPENING}]*[{OPENING}])"
)
# On a line of its own a time needs no brackets; "12:30" may also be one of the clock, unless others
# beside it are none.
_TIME_ALONE = re.compile(r"(?<![^\r\n])(?:\d{1,2}:)?\d{1,2}:\d\d(?=[ \t]*(?![^\r\n]))")
_OF_NO_CLOCK = re.compile(r"\d+:\d\d:\d\d|0?0:\d\d")
# What programs that make Markdown put before a sign that would mean something there: "\\-", "1\\.".
_ESCAPED = re.compile(r"\\[\\*_`~#>.!+\[\]-]")
# What a document that is copied has for a hyphen or a picture, and what a terminal obeys. A file
# with any other sign of this kind is refused (`index/parse.py`).
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")

# Columns, and how many words each has; those of a table have one or two.
_COLUMN = re.compile(" {4,}")
_FEWEST_WORDS = 3
_FEWEST_LINES = 2


def remains(interview: Interview) -> Iterator[str]:
    """The first of each kind, with its line and what to do."""
    yield from _columns(interview)
    yield from _broken_words(interview)
    yield from _shortcodes(interview)
    yield from _escapes(interview)
    yield from _times(interview)
    yield from _control_characters(interview)


def _columns(interview: Interview) -> Iterator[str]:
    """The first lines below one another that stand beside others, which break off each of them."""
    lines = (line for line in LINE.finditer(interview.text) if line[0].strip())
    for beside, together in itertools.groupby(lines, _is_in_columns):
        found = list(together)
        if beside and len(found) >= _FEWEST_LINES:
            yield (
                f"{place_of(interview, found[0].start())}: {' '.join(found[0][0].split())!r} and "
                "the lines below it seem to be two columns, and would be read across both. Put "
                "the second column below the first."
            )
            return


def _is_in_columns(line: re.Match[str]) -> bool:
    parts = [part for part in _COLUMN.split(line[0].strip()) if part]
    return len(parts) > 1 and all(len(part.split()) >= _FEWEST_WORDS for part in parts)


def _broken_words(interview: Interview) -> Iterator[str]:
    broken = found_in(interview, _BROKEN_WORD)
    if len(broken) >= _FEWEST_BROKEN:
        yield (
            f"{place_of(interview, broken[0].start())}: "
            f"{broken[0]['begins']!r} is broken off at the end of its line, and would be quoted "
            f"so. Write such words in one piece ({len(broken)} of them)."
        )


def _shortcodes(interview: Interview) -> Iterator[str]:
    for code in found_in(interview, _SHORTCODE)[:1]:
        yield (
            f"{place_of(interview, code.start())}: {code[0]!r} would be "
            "quoted as it stands. Remove it, or write what a reader should see."
        )


def _escapes(interview: Interview) -> Iterator[str]:
    if not interview.file.lower().endswith(".md"):
        return
    escaped = found_in(interview, _ESCAPED)
    if escaped:
        yield (
            f"{place_of(interview, escaped[0].start())}: {escaped[0][0]} would be quoted "
            "with its backslash, which a page does not show. Remove those before signs "
            f"({len(escaped)} in all)."
        )


def _times(interview: Interview) -> Iterator[str]:
    """Also those in a question, which is shown above its answer."""
    alone = list(_TIME_ALONE.finditer(interview.text))
    if not any(_OF_NO_CLOCK.fullmatch(time[0]) for time in alone):
        alone = []
    times = sorted([*_TIME.finditer(interview.text), *alone], key=lambda time: time.start())
    if times:
        yield (
            f"{place_of(interview, times[0].start())}: {times[0][0]!r} looks "
            "like the time of a recording, and would be shown as it stands. Remove such times "
            f"({len(times)} in all)."
        )


def _control_characters(interview: Interview) -> Iterator[str]:
    found = found_in(interview, _CONTROL)
    if found:
        around = interview.text[max(0, found[0].start() - _BESIDE) : found[0].end() + _BESIDE]
        yield (
            f"{place_of(interview, found[0].start())}: {around!r} holds "
            f"U+{ord(found[0][0]):04X}, which is no sign to read, and a page shows as a box or not "
            f"at all. Remove it, or write what stood there ({len(found)} in all)."
        )
