"""Whether the front matter of a text says that nobody is to read it yet.

As publishing systems say it, and as an editor does in Dutch.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.parsing.frontmatter import matter_of
from index.parsing.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# What "yes" says behind each: that a text is a draft, or that it is none.
PUBLICATION = {
    "draft": True,
    "concept": True,
    "published": False,
    "gepubliceerd": False,
    "status": False,
}
# Others may hold anything: what a text is about is a "concept" too.
_STATES = ("draft", "published", "status")
_YES = frozenset("true yes ja on y j 1".split())
_NO = frozenset("false no nee off n 0".split())
_DRAFT = frozenset(("draft", "concept"))
_PUBLISHED = frozenset(
    "published publish public live online final gepubliceerd openbaar definitief".split()
)
_FIELD = re.compile(
    rf"^(?P<field>{'|'.join(PUBLICATION)})[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<value>[^\s#][^\r\n#]*?)"
    r"(?P=quote)[ \t]*(?:#[^\r\n]*)?\r?$",
    re.MULTILINE | re.IGNORECASE,
)


def says_draft(text: str) -> bool:
    """Whether any field says that a text is not published."""
    return any(_is_draft(found) for found in _fields(text))


def unclear(text: str) -> tuple[int, str] | None:
    """The line of a field that may mean this in a way that is not known, and its words.

    None where there is none, or another field says it.
    """
    found = list(_fields(text))
    if any(_is_draft(field) is not None for field in found):
        return None
    unread = (field for field in found if field["field"].lower() in _STATES)
    return next(((line_of(text, field.start()), field[0].strip()) for field in unread), None)


def _fields(text: str) -> Iterator[re.Match[str]]:
    matter = matter_of(text)
    if matter:
        yield from _FIELD.finditer(text, matter.start, matter.end)


def _is_draft(found: re.Match[str]) -> bool | None:
    """Whether a field says that a text is a draft; None when it says neither."""
    field, value = found["field"].lower(), found["value"].casefold()
    if value in _YES | _NO:
        return PUBLICATION[field] is (value in _YES)
    if field == "status" and value in _DRAFT | _PUBLISHED:
        return value in _DRAFT
    # When it was published.
    return False if not PUBLICATION[field] and value[0].isdigit() else None
