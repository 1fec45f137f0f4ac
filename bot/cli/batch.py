"""`citaat batch`: questions in, replies out, one JSON object a line, in order.

A line that cannot be answered gets an error object in its place, so that the n-th line out
always belongs to the n-th question in, and one bad line never costs the others.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.question import MAX_REQUEST, checked_history, checked_question
from index.errors import CitaatError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from bot.cli.streams import Streams
    from bot.reply import Reply

    Ask = Callable[[str, Sequence[str], str | None], Reply]

_BOM = b"\xef\xbb\xbf"
_SHAPE = (
    'Write {"question": "…", "history": ["earlier question", …], "interview": "its id"} on one '
    "line; only the question is needed."
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines there were, blank ones left out, and how many were refused."""

    total: int
    refused: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input, as the question it holds."""

    question: str
    history: tuple[str, ...]
    interview: str | None


@contextmanager
def open_lines(file: str, streams: Streams) -> Iterator[BinaryIO]:
    """The file, or standard input for `-`.

    Raises:
        QuestionError: the file cannot be opened.
    """
    if file == "-":
        if streams.into.isatty():
            streams.say('Type questions as {"question": "…"}, one a line; end with Ctrl-D.')
        yield streams.into
        return
    try:
        lines = Path(file).open("rb")  # noqa: SIM115 - closed below, after what may fail here
    except OSError as error:
        raise QuestionError(
            f"{file} cannot be read: {error.strerror}.",
            "Name a file of questions, or - for standard input.",
        ) from error
    with lines:
        yield lines


def answer_lines(lines: BinaryIO, ask: Ask, write: Callable[[str], None]) -> Tally:
    """Answer every line and write its reply, or its error, as soon as it is known."""
    total = refused = 0
    for number, line in _numbered(lines):
        if not line.strip():
            continue
        total += 1
        try:
            asked = read_line(line)
            answer = ask(asked.question, asked.history, asked.interview).as_json()
        except CitaatError as error:
            refused += 1
            answer = {"error": {"line": number, "message": error.message, "remedy": error.remedy}}
        write(json.dumps(answer, ensure_ascii=False))
    return Tally(total, refused)


def read_line(line: bytes) -> Line:
    """One line of input, checked; fields that are not known are left alone.

    Raises:
        QuestionError: it is too long, not UTF-8, not JSON, or not of the right shape.
    """
    if len(line) > MAX_REQUEST:
        raise QuestionError(f"The line is longer than {MAX_REQUEST:,} bytes.", _SHAPE)
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise QuestionError(
            f"The line is not UTF-8: byte 0x{line[error.start]:02x} does not fit.",
            "Save the questions with the encoding UTF-8.",
        ) from error
    except json.JSONDecodeError as error:
        raise QuestionError(
            f"The line is not JSON: {error.msg} at column {error.colno}.", _SHAPE
        ) from error
    except (ValueError, RecursionError) as error:
        raise QuestionError("The line is JSON that no question needs.", _SHAPE) from error
    if not isinstance(value, dict):
        raise QuestionError(f"The line is a JSON {_json_type(value)}, not an object.", _SHAPE)
    if "question" not in value:
        raise QuestionError("The line has no question.", _SHAPE)
    return Line(
        checked_question(value["question"]),
        checked_history(value.get("history")),
        value.get("interview"),
    )


def _numbered(lines: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their one-based number; of one that is too long only the beginning."""
    number = 0
    while line := lines.readline(MAX_REQUEST + 1):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and len(rest) > MAX_REQUEST:
            rest = lines.readline(MAX_REQUEST + 1)
        yield number, line.removeprefix(_BOM) if number == 1 else line


def _json_type(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, list):
        return "array"
    return "string" if isinstance(value, str) else "number"
