"""A labelled JSONL file → cases: what is asked, and which quotation answers it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.question import checked_history, checked_question
from index.errors import ContentError, QuestionError
from index.interview import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALL_TALK = "chitchat"
_INTERVIEW = '{"kind", "question", "answer_any", "history"?, "interview"?}'
_PAGE = '{"id", "document", "question", "answer", "answer_start"}'
_REMEDY = f"Write {_INTERVIEW} or {_PAGE} on each line, the same kind throughout."
# An id becomes a file name, so it must not leave its folder or be hidden.
_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Words:
    """Answered by any quotation that contains one of these strings; by none when empty."""

    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """One page with a marked answer: answered by a quotation from it that holds `span`.

    `span` is None where the marked words do not stand in the text; the page is then right or
    wrong, but the quotation cannot be judged.
    """

    id: str
    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled question. `label` names it in reports: its id, or its line.

    `interview` is the id of the only one that it is put to; None is all of the content.
    """

    label: str
    kind: str
    question: str
    history: tuple[str, ...]
    target: Words | MarkedPage
    interview: str | None = None


class Pages(StrEnum):
    """Which version of each page is indexed: cut and swapped at random, or as published."""

    ROTATED = "rotated"
    NATURAL = "natural"


class _Line(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)

    question: str


class _InterviewLine(_Line):
    kind: Annotated[str, Field(min_length=1)]
    answer_any: list[Annotated[str, Field(min_length=1)]]
    history: list[str] | None = None
    interview: str | None = None


class _PageLine(_Line):
    id: Annotated[str, Field(pattern=_ID)]
    document: Annotated[str, Field(min_length=1)]
    answer: Annotated[str, Field(min_length=1)]
    answer_start: int  # -1, as other tools write "not found", marks nothing
    exact: bool = True
    rotated_document: Annotated[str, Field(min_length=1)] | None = None
    rotated_answer_start: int | None = None


def load_cases(path: Path, pages: Pages) -> tuple[Case, ...]:
    """The cases of a file, in order, all of one of the two sorts.

    Raises:
        ContentError: the file cannot be read, holds no question, or a line of it is neither
            sort; it names the line.
    """
    cases: list[Case] = []
    labels: set[str] = set()
    for number, line in _lines(path):
        case = _case(path, number, line, pages)
        if cases and type(case.target) is not type(cases[0].target):
            raise ContentError(path, number, "The line is of another sort than the first.", _REMEDY)
        if case.label in labels:
            raise ContentError(
                path, number, f"The id {case.label!r} is used before.", "Give each its own id."
            )
        labels.add(case.label)
        cases.append(case)
    if not cases:
        raise ContentError(path, 1, "The file holds no question.", _REMEDY)
    return tuple(cases)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ContentError(
            path, 1, f"The file cannot be read: {error.strerror}.", "Name a labelled JSONL file."
        ) from error
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield number, line


def _case(path: Path, number: int, line: bytes, pages: Pages) -> Case:
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ContentError(path, number, "The line is not JSON in UTF-8.", _REMEDY) from error
    if not isinstance(value, dict) or not ("answer_any" in value or "document" in value):
        raise ContentError(
            path, number, "The line is not a labelled question of either sort.", _REMEDY
        )
    try:
        if "answer_any" in value:
            return _interview_case(_InterviewLine.model_validate(value), number)
        return _page_case(_PageLine.model_validate(value), pages)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise ContentError(path, number, f"Field {name}: {first['msg']}.", _REMEDY) from error
    except QuestionError as error:
        raise ContentError(path, number, error.message, error.remedy) from error


def _interview_case(line: _InterviewLine, number: int) -> Case:
    checked_question(line.question)
    return Case(
        label=f"line {number}",
        kind=line.kind,
        question=line.question,
        history=checked_history(line.history),
        target=Words(tuple(line.answer_any)),
        interview=line.interview,
    )


def _page_case(line: _PageLine, pages: Pages) -> Case:
    checked_question(line.question)
    if line.id.upper().startswith("README"):
        raise QuestionError(f"The id {line.id!r} names no content.", "Give the page another id.")
    text, start = line.document, line.answer_start
    exact = line.exact
    if pages is Pages.ROTATED:
        if line.rotated_document is None or line.rotated_answer_start is None:
            # The page as published still competes with the others, but is no fair test of
            # the quotation among rotated ones.
            exact = False
        else:
            text, start = line.rotated_document, line.rotated_answer_start
    return Case(
        label=line.id,
        kind="page",
        question=line.question,
        history=(),
        target=MarkedPage(line.id, text, _marked(text, line.answer, start) if exact else None),
    )


def _marked(text: str, answer: str, start: int) -> Span | None:
    """Where the answer stands, if it does; spaces may differ in kind, as crawlers change them."""
    if start < 0:
        return None
    span = Span(start, start + len(answer))
    return span if _SPACE.sub(" ", span.of(text)) == _SPACE.sub(" ", answer) else None
