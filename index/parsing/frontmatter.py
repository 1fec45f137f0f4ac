"""The optional YAML between two `---` lines at the top of a content file."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar

import yaml

from index.errors import ContentError
from index.interview import Span
from index.origin import origin_of
from index.parsing.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

_CLOSE = re.compile(r"^---[^\S\r\n]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
# A country may follow the language, and the time a date: "nl-NL", "2024-11-02T07:00:00+01:00". What
# a publishing system adds is left out.
_LANGUAGE = re.compile(r"(?P<kept>[a-z]{2,3})(?:[-_][A-Za-z]{2})?")
_DATE = re.compile(
    r"(?P<kept>\d{4}-\d\d-\d\d)(?:(?:T|[ \t]+)\d\d?:\d\d[\d:.]*[ \t]*(?:Z|UTC|[+-]\d\d:?\d\d)?)?"
)
_KEPT = {"language": _LANGUAGE, "date": _DATE}
# Ids become part of addresses (/bron/<id>), so what an address treats specially is out. They are no
# longer than the name of a file, which most are made from.
_ID = re.compile(r"(?!\.{1,2}$)[^\s/\\?#%\x00-\x1f]{1,255}")
# What an escape can put in a value, and no page can show: a control character, half an emoji.
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


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


@dataclass(frozen=True, slots=True)
class Header:
    """The front matter of a file, where its body starts, and what is wrong with it.

    `unused` are the fields that a publishing system has of its own, such as "tags".
    """

    matter: FrontMatter
    end: int
    errors: tuple[ContentError, ...] = ()
    unused: tuple[str, ...] = ()


_NAMES = tuple(field.name for field in fields(FrontMatter))
_DUTCH_NAMES = {"titel": "title", "datum": "date", "spreker": "speaker", "taal": "language"}
_LEAST_ALIKE = 0.8
# Not what a crawled page begins with: "title: ventileer uw huis goed : om ...".
_FIELD = (
    rf"\s*(?:{'|'.join(_NAMES)})(?::|[ \t]*=)[ \t]+"
    r"(?![^\r\n]* : )[^\s\r\n][^\r\n]{0,200}(?:[\r\n]|\Z)"
)
# What other programs put above the fields: "----", "+++", a dash that was typed as "--". Any
# field may be the first below "+++".
_OTHER_FENCE = r"(?:\s*[+\u2013\u2014-]{1,80}[^\S\r\n]*[\r\n])?"
_FIELD_LINE = re.compile(
    rf"{_OTHER_FENCE}{_FIELD}|\s*\+\+\+[^\S\r\n]*[\r\n]\s*[\w.-]+[ \t]*=[ \t]*[^\s\r\n]"
)
# Below an empty line it may be a rule across the page, unless a field follows.
_FENCE = re.compile(rf"(?:\s*[\r\n](?=---[^\S\r\n]*[\r\n]{_FIELD}))?---[^\S\r\n]*(?:\r\n|\r|\n)")


def read_header(text: str, path: Path) -> Header:
    """The front matter and the offset at which the body starts.

    Raises:
        ContentError: it has no beginning or no end, so that there is no telling what is in it.
    """
    opening = _FENCE.match(text)
    if not opening:
        if _FIELD_LINE.match(text):
            raise ContentError(
                path,
                1,
                "The front matter has no beginning.",
                "Put a line with only --- above its fields, and one below them; write one "
                "`field: value` a line.",
            )
        return Header(FrontMatter(), 0)
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        raise ContentError(
            path, 1, "The front matter has no end.", "Put a line with only --- after it."
        )
    source, first = text[opening.end() : closing.start()], line_of(text, opening.end())
    try:
        written = _written(source, path, first)
    except ContentError as error:
        return Header(FrontMatter(), closing.end(), (error,))
    known: dict[str, str] = {}
    errors: list[ContentError] = []
    unused: list[str] = []
    lines = source.splitlines()
    names = {str(key.value) for key, _ in written}
    for key, value in written:
        name, line = str(key.value), key.start_mark.line + first
        found = [*_name_problems(name, known), *_value_problems(name, value, lines)]
        if name not in _NAMES:
            found.extend(_slips(name, value, names))
            unused.append(name)
        elif not found and value.value:
            known[name] = _kept(name, _said(value))
        errors.extend(ContentError(path, line, *problem) for problem in found)
    return Header(FrontMatter(**known), closing.end(), tuple(errors), tuple(unused))


def _written(source: str, path: Path, first: int) -> Sequence[tuple[yaml.Node, yaml.Node]]:
    """The names and values between the two lines of ---; `first` is the line where they begin.

    Composed, not loaded: a value stays as it is written, and knows its line.

    Raises:
        ContentError: they are no fields, or no YAML at all.
    """
    try:
        node = yaml.compose(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise ContentError(
            path,
            (mark.line if mark else 0) + first,
            f"The front matter does not parse: {problem}.",
            "Write one `field: value` a line, with quotes around the whole value where it holds a "
            "colon, or begins with a quotation mark or another sign.",
        ) from error
    if node is None:
        return ()
    if not isinstance(node, yaml.MappingNode):
        raise ContentError(
            path,
            first,
            "The front matter is not a list of fields.",
            "Write one `field: value` a line.",
        )
    written: Sequence[tuple[yaml.Node, yaml.Node]] = node.value
    return written


def matter_of(text: str) -> Span | None:
    """Where the fields stand, however they are written; None where there is no front matter."""
    opening = _FENCE.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    if not opening or not closing or opening.end() == closing.start():
        return None
    return Span(opening.end(), closing.start())


def id_of_name(stem: str) -> str:
    """The id of a file that gives none: its name, with hyphens for spaces.

    Composed, because some systems write "é" as two characters, which nobody can type.
    """
    return unicodedata.normalize("NFC", "-".join(stem.split()))


def is_id(value: str) -> bool:
    """Whether an address can hold this."""
    return _ID.fullmatch(value) is not None


def _name_problems(name: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    if name in known:
        yield f"The field {name!r} is there twice.", "Remove one of them."


def _slips(name: str, node: yaml.Node, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """That a field is meant which has another name, unless that one is there as well.

    Other fields are those of a publishing system, and so is what holds more than a text.
    """
    lower = name.lower()
    alike = [known for known in _NAMES if known[0] == lower[:1]]
    near = difflib.get_close_matches(lower, alike, n=1, cutoff=_LEAST_ALIKE)
    meant = _DUTCH_NAMES.get(lower) or next(iter(near), None)
    if meant is None or meant in names or not isinstance(node, yaml.ScalarNode):
        return
    remedy = "Write it in lower case." if lower == meant else f"Write {meant!r}, or remove it."
    yield f"The front matter has an unknown field {name!r}.", remedy


def _value_problems(name: str, node: yaml.Node, lines: list[str]) -> Iterator[tuple[str, str]]:
    if name not in _NAMES:
        return
    if not isinstance(node, yaml.ScalarNode) or (node.style and not node.value.strip()):
        yield f"The field {name!r} is not a text.", "Write one value behind it."
        return
    behind = lines[node.end_mark.line : node.end_mark.line + 1]
    if not node.style and behind and "#" in behind[0][node.end_mark.column :]:
        yield (
            f"What follows the # in the field {name!r} is left out, as a comment.",
            "Put quotes around the whole value, or remove the comment.",
        )
    elif node.value:
        yield from _unfit(name, _said(node))


def _said(node: yaml.Node) -> str:
    """The value as it is meant: JSON writes an emoji as two escapes, which YAML does not join."""
    value: str = node.value.strip()
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _unfit(name: str, value: str) -> Iterator[tuple[str, str]]:
    unshown = _UNSHOWN.search(value)
    if unshown:
        yield (
            f"The field {name!r} holds U+{ord(unshown[0]):04X}, which no page can show.",
            "Write the character itself, or leave it out.",
        )
        return
    if name == "url" and not _is_address(value):
        yield (
            f"The url {value!r} is no web address.",
            "Copy it as a browser shows it: with https:// or http://, and %20 for a space.",
        )
    if name == "language" and not _LANGUAGE.fullmatch(value):
        yield (
            f"The language {value!r} is no language code.",
            "Use two lower-case letters, such as nl or en.",
        )
    if name == "id" and not is_id(value):
        yield f"The id {value!r} cannot stand in an address.", "Use letters, digits and hyphens."
    if name == "date" and not _is_date(value):
        written = "does not exist" if _DATE.fullmatch(value) else "cannot be read"
        yield f"The date {value!r} {written}.", "Write it as year-month-day: 2018-11-05."


def _is_address(value: str) -> bool:
    """Whether a browser can open it; of one that it cannot read, no page shows a quotation."""
    try:
        return re.fullmatch(r"https?://\S+", value) is not None and bool(origin_of(value))
    except ValueError:
        return False


def _is_date(value: str) -> bool:
    written = _DATE.fullmatch(value)
    try:
        return written is not None and bool(datetime.date.fromisoformat(written["kept"]))
    except ValueError:
        return False


def _kept(name: str, value: str) -> str:
    pattern = _KEPT.get(name)
    found = pattern.fullmatch(value) if pattern else None
    return found["kept"] if found else value
