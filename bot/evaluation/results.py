"""The result of a run: what was run, how it scored, every outcome; as JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from bot.evaluation.scoring import Outcome  # noqa: TC001 - read by TypeAdapter
from bot.evaluation.summary import Summary  # noqa: TC001
from index.errors import ContentError, SettingsError

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked: enough to do it again. No folder is named, as it differs elsewhere."""

    questions: str
    sha256: str
    pages: str | None
    indexed: int | None
    seed: int
    threshold: float | None
    model: str
    index: str


@dataclass(frozen=True, slots=True)
class SystemResult:
    """One system's figures, and the outcomes that they are about."""

    name: str
    summary: Summary
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A whole run. The first system is the product, the others its baselines."""

    schema: int
    run: Run
    systems: tuple[SystemResult, ...]


def without_replies(result: Result) -> Result:
    """The figures alone, for questions that are not ours to publish."""
    return replace(result, systems=tuple(replace(s, outcomes=()) for s in result.systems))


def save(result: Result, path: Path) -> None:
    """Write a result as JSON, with as many digits as mean something.

    Raises:
        SettingsError: the file cannot be written.
    """
    text = json.dumps(_rounded(asdict(result)), ensure_ascii=False, indent=1)
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise _unwritable(path, error) from error


def check_output(path: Path) -> None:
    """Find out early whether a file can be written; what it holds stays.

    Raises:
        SettingsError: it cannot.
    """
    try:
        path.open("ab").close()
    except OSError as error:
        raise _unwritable(path, error) from error


def load(path: Path) -> Result:
    """A result that `save` wrote.

    Raises:
        ContentError: the file cannot be read, or is no such result.
    """
    remedy = "Name a file that `citaat eval --json` wrote."
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ContentError(
            path, 1, f"The file cannot be read: {error.strerror}.", remedy
        ) from error
    try:
        result = TypeAdapter(Result).validate_json(data)
    except ValidationError as error:
        raise ContentError(path, 1, "The file is not a result of an evaluation.", remedy) from error
    if result.schema != SCHEMA or not result.systems:
        raise ContentError(path, 1, "The file is a result of another version.", remedy)
    return result


def _unwritable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(f"{path} cannot be written: {error.strerror}.", "Name another file.")


def _rounded(value: object) -> object:
    """Nested values of JSON, their numbers to four decimals."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: _rounded(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(held) for held in value]
    return value
