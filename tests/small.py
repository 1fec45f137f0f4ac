"""Interviews of a line or two, for tests that count what was embedded or stored."""

from __future__ import annotations

from pathlib import Path

from index.interview import Interview
from index.parse import parse_bytes


def interview(name: str, text: str) -> Interview:
    """A file of this name and text, parsed."""
    return parse_bytes(text.encode(), Path(name), name)


def quiet(done: int, total: int) -> None:
    """Progress that nobody watches, but that must make sense."""
    assert 0 <= done <= total
