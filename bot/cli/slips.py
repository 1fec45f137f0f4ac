"""What stands in a content file that its editor cannot have meant, each with its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.parsing.frontmatter import read_header
from index.parsing.markup import markup_errors
from index.parsing.paragraphs import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.interview import Interview


def slips(interview: Interview) -> Iterator[str]:
    """What was left in a file by mistake; texts that are as they should be have none."""
    path = Path(interview.file)
    body = read_header(interview.text, path).end
    if path.suffix.lower() != ".md":
        yield from _html(interview, body, path)


def _html(interview: Interview, body: int, path: Path) -> Iterator[str]:
    """The HTML of a `.txt` file; in Markdown it is an error.

    Only the first is told: a page that was copied with its tags has dozens.
    """
    paragraphs = list(paragraphs_of(interview.text, body, markdown=False))
    found = list(markup_errors(interview.text, paragraphs, path))
    if found:
        more = f" Other HTML stands there too ({len(found) - 1} kinds)." if found[1:] else ""
        yield f"{interview.file}:{found[0].line}: {found[0].message} {found[0].remedy}{more}"
