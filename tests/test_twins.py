"""Interviews that are there twice, in the same words if not with the same signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.services import Installed
from bot.settings import Settings
from index.twins import Twins, twins_among
from tests.small import BAKERY, SMITHY, interview, quiet

STRAIGHT = BAKERY.replace("\u201c", '"').replace("\u201d", '"')


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("b.txt", BAKERY),
        ("b.txt", STRAIGHT),
        (
            "b.md",
            BAKERY.replace("Brood", "# Brood").replace("Met hoeveel mensen werkt u?", "**Wie?**"),
        ),
        ("b.txt", BAKERY.replace(" is ", "\u00a0is ").replace("bakkerij", "bak\u00adkerij")),
        ("b.txt", f"---\ndate: 2024-05-17\ntitle: Nog eens\n---\n{BAKERY}"),
        ("b.txt", BAKERY.replace("Foto: Anna de Boer\n", "").replace("Dan is", "Dan  is")),
        ("b.txt", f"{BAKERY}\n{SMITHY}"),
    ],
)
def test_what_is_there_twice_is_found_whatever_its_signs(name: str, again: str) -> None:
    one, other = interview("a.txt", BAKERY), interview(name, again)
    smithy = interview("s.txt", "Nog een.\n\nWie?\n\n\u201cIk, de smid.\u201d\n")
    assert list(twins_among([one, smithy, other])) == [Twins(one, other)]
    assert list(twins_among([other, smithy, one])) == [Twins(other, one)]


def test_each_is_told_with_the_first_that_it_resembles() -> None:
    one, two, three = (
        interview(f"{n}.txt", text) for n, text in enumerate((BAKERY, STRAIGHT, BAKERY))
    )
    assert list(twins_among([one, two, three])) == [Twins(one, two), Twins(one, three)]


@pytest.mark.parametrize(
    "other",
    [
        SMITHY,
        BAKERY.replace("drie uur", "zes uur").replace("vier mensen", "negen mensen"),
        # What every file of a series ends with, and what anybody says.
        f"{SMITHY}\n\u201cDat is genoeg voor een bakkerij.\u201d\n",
    ],
)
def test_what_is_alike_in_part_is_not_there_twice(other: str) -> None:
    assert not list(twins_among([interview("a.txt", BAKERY), interview("b.txt", other)]))


def test_building_tells_of_what_is_there_twice(settings: Settings, tmp_path: Path) -> None:
    for name, text in (("a.txt", BAKERY), ("b.txt", STRAIGHT), ("c.txt", SMITHY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    there = Settings.of(content=tmp_path, index=tmp_path / "index", cache=settings.cache)
    said: list[str] = []
    Installed().build(there, said.append, quiet)
    (told,) = (line for line in said if "Remove one" in line)
    assert told.startswith("a.txt and b.txt hold much the same, ")
