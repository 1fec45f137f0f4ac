"""The one schema: as committed, and with offsets that JavaScript can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.answer import Bot
from bot.places import Places
from bot.reply import SCHEMA_VERSION, json_schema, utf16_offset
from index.interview import Passage, Role
from tests.small import BAKERY, interview

COMMITTED = Path(__file__).parents[1] / "docs" / "reply.schema.json"


def test_the_committed_schema_is_that_of_the_code() -> None:
    """To write it again: python -m bot.reply > docs/reply.schema.json."""
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == json_schema()


@pytest.mark.parametrize(
    "question", ["wat doet het Digital Trust Center?", "Wat kost een brood?", "hallo"]
)
def test_every_kind_of_reply_fits_the_schema(bot: Bot, question: str) -> None:
    reply = bot.ask(question).as_json()
    Draft202012Validator(json_schema()).validate(reply)
    assert reply["versions"]["schema"] == SCHEMA_VERSION
    assert json.loads(bot.ask(question).as_bytes()) == reply


@pytest.mark.parametrize(
    ("block", "question"), [(Role.LEAD, None), (Role.ANSWER, "Wanneer gaat de oven aan?")]
)
def test_a_passage_without_a_question_has_none(block: Role, question: str | None) -> None:
    oven = interview("oven.txt", "Wij gaan langs bij een bakker.\n\n" + BAKERY)
    number = [one.role for one in oven.blocks].index(block)
    place = Places([oven], lambda _page, _span: "").of("oven", Passage(number, 0, 1))
    assert place.passage.model_dump(mode="json")["question"] == question


def test_the_fields_are_those_of_the_design() -> None:
    assert set(json_schema()["properties"]) == {
        "kind",
        "question",
        "standalone_question",
        "language",
        "message",
        "quote",
        "passage",
        "source",
        "confidence",
        "alternatives",
        "offered",
        "suggestions",
        "why",
        "versions",
    }


@given(st.text(), st.integers(0, 50))
def test_offsets_in_utf16_are_those_of_the_encoded_text(text: str, offset: int) -> None:
    encoded = text[:offset].encode("utf-16-le", "surrogatepass")
    assert utf16_offset(text, min(offset, len(text))) == len(encoded) // 2
