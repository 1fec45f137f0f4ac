"""HTML in Markdown, which a reader would not see but a quotation would show."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from index.errors import ContentError
from index.parsing.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.parsing.lines import Paragraph

# "<https://example.org>" is an address, and "x < y" is no tag.
_HTML = re.compile(
    r"<!--|</?(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|&(?P<entity>#?\w+;)",
)


def markup_error(text: str, paragraphs: Sequence[Paragraph], path: Path) -> ContentError | None:
    """The tags, entities and comments within the paragraphs, at the line of the first.

    One for all of them: a page that was copied with its tags has dozens.
    """
    found = [
        html
        for paragraph in paragraphs
        for html in _HTML.finditer(text, paragraph.span.start, paragraph.span.end)
        if _is_seen(html["entity"])
    ]
    if not found:
        return None
    first = found[0]
    kinds = {(html["tag"] or html[0]).lower() for html in found}
    more = f", and so would other HTML ({len(kinds)} kinds, {len(found)} in all)"
    comment = "; a comment has lines of its own" if "<!--" in kinds else ""
    return ContentError(
        path,
        line_of(text, first.start()),
        f"The HTML {first[0]!r} would be quoted as it stands{more if len(kinds) > 1 else ''}.",
        f"Write what a reader should see instead, everywhere{comment}.",
    )


def _is_seen(entity: str | None) -> bool:
    """Whether a browser shows something else for it; "&aangifte;" is no entity."""
    return not entity or entity.startswith("#") or entity in html5
