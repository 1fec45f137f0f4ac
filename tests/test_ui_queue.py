"""Gradio's queue keeps no more of visitors than they fetch, however many come."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from gradio.data_classes import PredictBodyInternal

from bot.lazy import LazyBot
from bot.library import Library
from bot.settings import Settings
from bot.ui.chat import ChatPage, build_page
from bot.ui.queue import MAX_NAME, BoundedQueue
from tests import patient
from tests.small import interview
from tests.web import FakeBot, serving

PIECE = interview("stuk.txt", "Wie?\n\n“Wij zijn met vier. Dat is genoeg.”\n")
MOST = 3


@pytest.fixture
def page() -> ChatPage:
    return build_page(Settings.of(), LazyBot(lambda: FakeBot([PIECE])), Library([PIECE]))


@pytest.fixture
def queue(page: ChatPage) -> BoundedQueue:
    return BoundedQueue.like(page._queue, page, MOST)  # noqa: SLF001


async def asked(queue: BoundedQueue, page: ChatPage, session: str) -> Any:
    number = next(n for n, one in page.fns.items() if one.api_name == "ask")
    body = PredictBodyInternal(data=["wij"], fn_index=number, session_hash=session, request=None)
    return await queue.push(body, None, None)


def kept(queue: BoundedQueue) -> list[str]:
    assert set(queue.pending_messages_per_session) == set(queue.pending_event_ids_session)
    return list(queue.pending_messages_per_session)


def test_the_page_has_such_a_queue(page: ChatPage) -> None:
    assert isinstance(page._queue, BoundedQueue)  # noqa: SLF001


def test_who_has_got_every_reply_is_forgotten(queue: BoundedQueue, page: ChatPage) -> None:
    async def visits() -> None:
        for number in range(10):
            await asked(queue, page, f"visitor {number}")
            # As Gradio does when the reply was fetched.
            queue.pending_event_ids_session[f"visitor {number}"].clear()
        await asked(queue, page, "visitor 3")

    asyncio.run(visits())
    assert kept(queue) == ["visitor 3"]


def test_who_fetches_nothing_makes_room_for_who_does(queue: BoundedQueue, page: ChatPage) -> None:
    async def visits() -> None:
        for session in ("patient", "greedy", "greedy", "new"):
            assert (await asked(queue, page, session))[0]

    asyncio.run(visits())
    assert kept(queue) == ["patient", "new"]
    # What stood in line for it is not answered either.
    waiting = {event.session_hash for event in queue.event_ids_to_events.values()}
    assert waiting == {"patient", "new"}


def test_of_many_who_fetch_nothing_the_first_make_room(queue: BoundedQueue, page: ChatPage) -> None:
    async def visits() -> None:
        for number in range(10):
            await asked(queue, page, str(number))

    asyncio.run(visits())
    assert kept(queue) == ["7", "8", "9"]


def test_no_table_is_made_of_what_nobody_sees(queue: BoundedQueue) -> None:
    queue.events_recorded = 1
    assert queue.compute_analytics_summary([{"function": "ask", "status": "success"}]) == {}


def test_a_session_has_no_endless_name() -> None:
    with serving(Settings.of(port=0), [PIECE], lambda: FakeBot([PIECE])) as running:
        address = f"{running.url}/gradio_api"
        body = {"data": ["wij"], "fn_index": 0, "session_hash": "x" * (MAX_NAME + 1)}
        answer = patient.post(f"{address}/queue/join", json=body)
        assert (answer.status_code, str(MAX_NAME) in answer.text) == (400, True)
        # And a call by its name goes as ever, once and again.
        for _ in range(2):
            event = patient.post(f"{address}/call/ask", json={"data": ["wij"]}).json()["event_id"]
            heard = patient.get(f"{address}/call/ask/{event}").text
            assert "event: complete" in heard
