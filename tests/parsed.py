"""A small text, and what becomes of one: for the tests of how content is read."""

from __future__ import annotations

from pathlib import Path

from index.interview import Interview
from index.parse import parse_bytes

SMALL = "Waarom?\n\n“Daarom. Echt.”\n"


def parse(text: str, name: str = "proef.txt") -> Interview:
    return parse_bytes(text.encode(), Path(name), name)


def shown(interview: Interview) -> list[tuple[str, str | None, str]]:
    return [
        (
            block.role.value,
            block.question.span.of(interview.text) if block.question else None,
            block.span.of(interview.text),
        )
        for block in interview.blocks
    ]


def asked_and_said(text: str, name: str = "proef.txt") -> list[tuple[str | None, str]]:
    return [row[1:] for row in shown(parse(text, name)) if row[0] == "answer"]


def within_an_answer(between: str) -> str:
    return f"Hoe gaat het?\n\n“Goed. Ik heb geslapen.\n\n{between}\n\nHet was laat.”\n\n{SMALL}"
