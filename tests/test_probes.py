"""Which sentences play which role when somebody asks for what stands around an interview."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.parse import parse_bytes
from index.probes import roles_of

LEAD_AND_ANSWER = "Een gesprek met An de Wit over brood.\n\nWaarom?\n\n\u201cDaarom.\u201d\n"


def roles(text: str) -> list[frozenset[str]]:
    interview = parse_bytes(text.encode(), Path("a.txt"), "a.txt")
    return [
        roles_of(block, sentence.span.of(interview.text))
        for block in interview.blocks
        for sentence in block.sentences
    ]


@pytest.mark.parametrize(
    ("byline", "played"),
    [
        ("Tekst: An Bos", [{"writer"}]),
        ("Fotografie: An Bos", [{"photographer"}]),
        ("Beeld An Bos", [{"photographer"}]),
        ("Tekst en fotografie: An Bos", [{"writer", "photographer"}]),
        ("Tekst: An Bos | Foto\u2019s: Bo As", [{"writer", "photographer"}]),
        ("Door An Bos\nBeeld: Bo As", [{"writer"}, {"photographer"}]),
        ("Bron: de gemeente", [set()]),
    ],
)
def test_a_byline_tells_its_makers_line_by_line(byline: str, played: list[set[str]]) -> None:
    assert roles(f"{byline}\n\n{LEAD_AND_ANSWER}") == [*played, {"subject"}, set()]


def test_a_caption_is_the_picture() -> None:
    assert roles(f"{LEAD_AND_ANSWER}\nAn de Wit, bakker\n") == [
        {"subject"},
        set(),
        {"picture"},
    ]
