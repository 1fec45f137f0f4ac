"""The optional YAML between two `---` lines at the top of a content file."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar

import yaml

from index.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

_FENCE = re.compile(r"---[^\S\r\n]*(?:\r\n|\r|\n)")
_CLOSE = re.compile(r"^---[^\S\r\n]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
# Ids become part of addresses (/bron/<id>), so what an address treats specially is out.
_ID = re.compile(r"[^\s/\\?#%\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an editor may say about a file; None is "not said"."""

    DEFAULT_LANGUAGE: ClassVar[str] = "nl"

    id: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None
    speaker: str | None = None
    language: str | None = None


def split_front_matter(text: str, path: Path) -> tuple[FrontMatter, int]:
    """The front matter and the offset at which the body starts.

    Raises:
        ContentError: it has no end, is not YAML, or has an unknown or impossible field.
    """
    opening = _FENCE.match(text)
    if not opening:
        return FrontMatter(), 0
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        raise ContentError(
            path, 1, "The front matter has no end.", "Put a line with only --- after it."
        )
    source = text[opening.end() : closing.start()]
    try:
        values = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise ContentError(
            path,
            (mark.line if mark else 0) + 2,
            f"The front matter does not parse: {problem}.",
            "Write one `field: value` a line, with quotes around a value that holds a colon.",
        ) from error
    return _checked(values, source, path), closing.end()


def _checked(values: object, source: str, path: Path) -> FrontMatter:
    if values is None:
        return FrontMatter()
    if not isinstance(values, dict):
        raise ContentError(
            path, 2, "The front matter is not a list of fields.", "Write one `field: value` a line."
        )
    names = [field.name for field in fields(FrontMatter)]
    known: dict[str, str] = {}
    for name, value in values.items():
        line = _line_of(str(name), source)
        if name not in names:
            raise ContentError(
                path,
                line,
                f"The front matter has an unknown field {name!r}.",
                f"Use {', '.join(names)}, or remove it.",
            )
        if value is None:
            continue
        is_number = isinstance(value, (datetime.date, int, float)) and not isinstance(value, bool)
        # An unquoted date or number is still a text to us.
        text = str(value).strip() if is_number or isinstance(value, str) else ""
        if not text:
            raise ContentError(
                path, line, f"The field {name!r} is not a text.", "Write one value behind it."
            )
        _check_value(name, text, line, path)
        known[name] = text
    return FrontMatter(**known)


def _check_value(name: str, value: str, line: int, path: Path) -> None:
    if name == "url" and not re.match(r"https?://[^\s/]+", value):
        raise ContentError(
            path,
            line,
            f"The url {value!r} is no web address.",
            "Start it with https:// or http://.",
        )
    if name == "language" and not _LANGUAGE.fullmatch(value):
        raise ContentError(
            path,
            line,
            f"The language {value!r} is no language code.",
            "Use two lower-case letters, such as nl or en.",
        )
    if name == "id" and not _ID.fullmatch(value):
        raise ContentError(
            path,
            line,
            f"The id {value!r} cannot stand in an address.",
            "Use letters, digits and hyphens.",
        )


def _line_of(name: str, source: str) -> int:
    match = re.search(rf"^\s*[\"']?{re.escape(name)}\b", source, re.MULTILINE)
    return (source.count("\n", 0, match.start()) if match else 0) + 2
