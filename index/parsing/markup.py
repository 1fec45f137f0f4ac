"""HTML in Markdown, which a reader would not see but a quotation would show."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from index.errors import ContentError
from index.parsing.paragraphs import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.parsing.paragraphs import Paragraph

# "<https://example.org>" is an address, and "x < y" is no tag.
_HTML = re.compile(
    r"<!--|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?P<entity>#?\w+;)",
)


def markup_errors(text: str, paragraphs: Sequence[Paragraph], path: Path) -> Iterator[ContentError]:
    """Every tag, entity and comment within a paragraph, at its line."""
    for paragraph in paragraphs:
        for found in _HTML.finditer(text, paragraph.span.start, paragraph.span.end):
            entity = found["entity"]
            if entity and not entity.startswith("#") and entity not in html5:
                continue
            yield ContentError(
                path,
                line_of(text, found.start()),
                f"The HTML {found[0]!r} would be quoted as it stands.",
                "Write what a reader should see instead"
                + ("; a comment has lines of its own." if found[0] == "<!--" else "."),
            )
