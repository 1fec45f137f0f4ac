"""A session of Gradio's gets the page's components described as Gradio itself would."""

from __future__ import annotations

from typing import Any

import pytest
from gradio.blocks import BlocksConfig
from gradio.components import HTML
from gradio.state_holder import SessionState, StateHolder

from bot.lazy import LazyBot
from bot.library import Library
from bot.settings import Settings
from bot.ui.chat import SESSIONS, ChatPage, build_page
from tests.small import interview
from tests.web import FakeBot

OLD, NEW = (
    interview(f"{name}.txt", f"{name}\n\nDe {name} is rijp.\n") for name in ("appel", "peer")
)


@pytest.fixture
def library() -> Library:
    return Library([OLD])


@pytest.fixture
def page(library: Library) -> ChatPage:
    return build_page(Settings.of(), LazyBot(lambda: FakeBot([OLD])), library)


def described(page: ChatPage) -> dict[int, Any]:
    return {
        number: BlocksConfig.config_for_block(number, [], block)
        for number, block in page.blocks.items()
    }


def values_of(page: ChatPage) -> dict[int, Any]:
    values: dict[int, Any] = SessionState(page).config_values
    return values


def test_every_session_is_described_as_by_gradio(page: ChatPage) -> None:
    assert values_of(page) == values_of(page) == described(page)


def test_what_a_session_writes_stays_there(page: ChatPage) -> None:
    first = SessionState(page)
    number = next(number for number, block in page.blocks.items() if isinstance(block, HTML))
    first.config_values[number]["props"]["value"] = "mine"
    other = HTML("another", render=False)
    instead = first.blocks_config.config_for_block(number, [], other)
    assert instead["props"]["value"] == "another"
    assert values_of(page) == described(page)


def test_a_session_that_was_left_long_ago_makes_room_and_can_come_back(page: ChatPage) -> None:
    holder = StateHolder()  # type: ignore[no-untyped-call]
    holder.set_blocks(page)
    for number in range(SESSIONS + 1):
        assert holder[str(number)] is not None
    assert len(holder.session_data) == SESSIONS
    assert "0" not in holder
    assert holder["0"].config_values == described(page)


def test_new_content_is_described_anew(page: ChatPage, library: Library) -> None:
    before = values_of(page)
    library.replace([NEW])
    assert values_of(page) == described(page) != before
