"""HTML in Markdown, which a reader would not see but a quotation would show."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from index.errors import ContentError
from index.parsing.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.parsing.lines import Paragraph

# "<https://example.org>" is an address, and "x < y" is no tag.
_HTML = re.compile(
    r"<!--|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?P<entity>#?\w+;)",
)


def markup_errors(text: str, paragraphs: Sequence[Paragraph], path: Path) -> Iterator[ContentError]:
    """Each tag, entity and comment within the paragraphs, at the line where it is first."""
    first: dict[str, int] = {}
    for paragraph in paragraphs:
        for found in _HTML.finditer(text, paragraph.span.start, paragraph.span.end):
            entity = found["entity"]
            if not entity or entity.startswith("#") or entity in html5:
                first.setdefault(found[0], found.start())
    for html, at in first.items():
        yield ContentError(
            path,
            line_of(text, at),
            f"The HTML {html!r} would be quoted as it stands.",
            "Write what a reader should see instead, everywhere"
            + ("; a comment has lines of its own." if html == "<!--" else "."),
        )
