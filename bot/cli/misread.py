"""What stands in an interview where it is read otherwise than its editor will have meant."""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.cli.finding import in_all, place_of
from index.interview import Role, is_question
from index.parsing.hindrances import hindrance
from index.parsing.lines import LINE, line_of
from index.parsing.speech import CLOSING, OPENING, ends_spoken, label_at, speaks_at

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from index.interview import Block, Interview

# A name that is misspelt every time is how somebody is called.
_MOST_MISSPELT = 2
_LEAST_ALIKE = 0.8
_FEWEST_SPEAKERS = 2
# A sentence in quotation marks at the end of a line; "Caf\u00e9 \u201cDe Zwaan\u201d" has none.
_SENTENCE_SAID = re.compile(rf"[.!?\u2026][{CLOSING}'][*_ ]*\Z")
_LONGEST_NAMED = 40
_MARKS = re.compile(rf"[\s{OPENING}{CLOSING}]*")


def misread(interview: Interview) -> Iterator[str]:
    """Questions and answers that are taken for something else, each with its remedy."""
    yield from _quoted_questions(interview)
    yield from _swallowed(interview)
    yield from _without_colon(interview)
    yield from _misspelt(interview)


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


def _without_colon(interview: Interview) -> Iterator[str]:
    """Captions with a line that would be an answer but for what stands before its quotation mark.

    Only where other answers are labelled: a caption may have a name and a quotation as well.
    """
    if not any(block.speaker for block in interview.blocks):
        return
    text = interview.text
    found = [
        (line, hindered)
        for block in interview.blocks
        if block.role is Role.CAPTION
        for line in LINE.finditer(text, block.span.start, block.span.end)
        if _SENTENCE_SAID.search(line[0]) and (hindered := hindrance(text, line.start()))
    ]
    if found:
        first, hindered = found[0]
        yield (
            f"{place_of(interview, first.start())}: {first[0].strip()[:_LONGEST_NAMED]!r} is read "
            f"as a caption{in_all(interview, [line.start() for line, _ in found])}. If it is an "
            f"answer: {hindered}"
        )


def _misspelt(interview: Interview) -> Iterator[str]:
    """Who is named before an answer or two and nowhere else, nearly as another who answers is.

    "Jannie Smit" beside "Jan Smit" is somebody else, whom the lead names too.
    """
    spoken = [block for block in interview.blocks if block.role is Role.ANSWER]
    counts = Counter(block.speaker for block in spoken if block.speaker)
    if len(counts) < _FEWEST_SPEAKERS:
        return
    text = interview.text
    labels = [label_at(text, line.start(), len(text)) for line in LINE.finditer(text)]
    labelled = {label.start("name") for label in labels if label}
    known = [name for name in counts if _stands_elsewhere(text, name, labelled)]
    called = {part.casefold(): name for name in known for part in _parts(name)}
    for name, count in counts.items():
        if name in known or count > _MOST_MISSPELT:
            continue
        near = difflib.get_close_matches(name.casefold(), called, 1, _LEAST_ALIKE)
        if near:
            first = next(block for block in spoken if block.speaker == name)
            yield (
                f"{place_of(interview, first.span.start)}: {name!r} is read as somebody else than "
                f"{called[near[0]]!r}. If that is one person, write the name in the same way."
            )


def _stands_elsewhere(text: str, name: str, labelled: Container[int]) -> bool:
    """Whether a name stands anywhere but before what is said."""
    found = re.finditer(rf"\b{re.escape(name)}(?![\w-])", text)
    return any(each.start() not in labelled for each in found)


def _parts(name: str) -> Iterator[str]:
    """What somebody of this name may be called: by the first name, or without it."""
    words = name.split()
    yield words[0]
    yield from (" ".join(words[at:]) for at in range(len(words)))


def _answers_unnamed(block: Block) -> bool:
    return block.role is Role.ANSWER and block.speaker is None
