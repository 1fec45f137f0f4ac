"""What stands in an interview where it is read otherwise than its editor will have meant."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from bot.cli.finding import in_all, place_of
from index.interview import Role, is_question
from index.parsing.lines import LINE, line_of
from index.parsing.speech import CLOSING, OPENING, ends_spoken, speaks_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.interview import Block, Interview

_MARKS = re.compile(rf"[\s{OPENING}{CLOSING}]*")


def misread(interview: Interview) -> Iterator[str]:
    """Questions and answers that are taken for something else, each with its remedy."""
    yield from _quoted_questions(interview)
    yield from _swallowed(interview)


def asks_quoted(line: int) -> str:
    """What to do with a line that asks in quotation marks."""
    return (
        f"Line {line} asks in quotation marks, but only answers stand in \u201ccurly quotes\u201d: "
        "remove them from every question, or let it begin with `Vraag:`."
    )


def _quoted_questions(interview: Interview) -> Iterator[str]:
    """The first question that is taken for a part of the answer above it."""
    text = interview.text
    for above, block, below in zip(*(interview.blocks[at:] for at in range(3)), strict=False):
        together = (above, block, below)
        if (
            all(_answers_unnamed(each) for each in together)
            and len({each.question for each in together}) == 1
            and len(block.sentences) == 1
            and is_question(block.span.of(text))
            and all(
                _MARKS.fullmatch(text, first.span.end, second.span.start)
                for first, second in itertools.pairwise(together)
            )
        ):
            line = line_of(text, block.span.start)
            yield f"{place_of(interview, block.span.start)}: {asks_quoted(line)}"
            return


def _swallowed(interview: Interview) -> Iterator[str]:
    """Lines of captions with what seems to be an answer right below them."""
    text = interview.text
    found = [
        above
        for block in interview.blocks
        if block.role is Role.CAPTION
        for above, below in itertools.pairwise(
            LINE.finditer(text, block.span.start, block.span.end)
        )
        if speaks_at(text, *below.span()) and ends_spoken(below[0])
    ]
    if found:
        yield (
            f"{place_of(interview, found[0].start())}: {found[0][0].strip()!r} and the quotation "
            "below it are read as a caption. If it is what is asked, put an empty line between "
            f"them, or end it with a question mark"
            f"{in_all(interview, [line.start() for line in found])}."
        )


def _answers_unnamed(block: Block) -> bool:
    return block.role is Role.ANSWER and block.speaker is None
