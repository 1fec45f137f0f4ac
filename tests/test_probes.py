"""Which sentences play which role when somebody asks for what stands around an interview."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.parse import parse_bytes
from index.probes import Probes, roles_of

if TYPE_CHECKING:
    from index.encoder import Encoder

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


@pytest.mark.parametrize(
    ("caption", "credited"),
    [
        ("An de Wit in haar bakkerij (foto Bo As)", True),
        ("Foto: Bo As", True),
        ("An de Wit, bakker / beeld: Bo As", True),
        ("An de Wit in haar bakkerij, gefotografeerd door Bo As", True),
        ("[foto: eigen archief] An de Wit, bakker", True),
        ("Foto: An de Wit in haar bakkerij, met een brood van drie dagen oud", False),
        ("Op de foto: An de Wit in haar bakkerij in de Kerkstraat", False),
    ],
)
def test_a_caption_with_a_credit_also_tells_who_took_the_picture(
    caption: str, credited: bool
) -> None:
    block = parse_bytes(
        f"{LEAD_AND_ANSWER}\nAn de Wit, bakker\n".encode(), Path("a.txt"), "a.txt"
    ).blocks[-1]
    assert ("photographer" in roles_of(block, caption)) == credited
    assert "picture" in roles_of(block, caption)


@pytest.fixture(scope="module")
def probes(encoder: Encoder) -> Probes:
    return Probes(encoder)


# None of these is an example in `roles.toml`.
@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("what's the interview about", "subject"),
        ("Can you tell me what this interview is about?", "subject"),
        ("tell me about the interview", "subject"),
        ("Give me a summary of the interview", "subject"),
        ("Wovon handelt das Interview?", "subject"),
        ("De quoi parle cette interview ?", "subject"),
        ("Who am I reading about?", "subject"),
        ("Wie heeft deze man geïnterviewd?", "writer"),
        ("Who was she interviewed by?", "writer"),
        ("Wie interviewde haar?", "writer"),
        ("Who took the photo?", "photographer"),
        ("Wie staan er samen op de foto?", "picture"),
    ],
)
def test_what_a_question_about_the_piece_is_after(
    probes: Probes, encoder: Encoder, question: str, role: str
) -> None:
    roles = probes.read(encoder.encode_queries([question])[0]).roles
    assert role == max(roles, key=lambda one: roles[one])


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("Who interviewed her?", "subject"),
        ("Wie heeft hem geïnterviewd?", "subject"),
        ("Who took the photo?", "picture"),
        ("Van wie is de foto?", "picture"),
    ],
)
def test_who_asks_for_a_maker_does_not_ask_what_was_made(
    probes: Probes, encoder: Encoder, question: str, made: str
) -> None:
    assert probes.read(encoder.encode_queries([question])[0]).roles[made] == 0
