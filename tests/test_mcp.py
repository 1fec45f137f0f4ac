"""The MCP server as an assistant meets it: the official client, over HTTP."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

from bot.addresses import under
from bot.answer import Bot
from bot.ui.tools import contents
from bot.version import own_version
from tests import patient
from tests.small import interview
from tests.web import Live

pytest_plugins = ("tests.web_fixtures",)

T = TypeVar("T")
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
ACCEPTED = {"Accept": "application/json, text/event-stream"}
Use = Callable[[Callable[[ClientSession], Awaitable[Any]]], Any]


@pytest.fixture
def use(live: Live) -> Use:
    """Run one conversation with the server."""

    def run(talk: Callable[[ClientSession], Awaitable[T]]) -> T:
        async def connected() -> T:
            address = f"{live.url}/gradio_api/mcp/"
            async with (
                streamable_http_client(address) as (reading, writing, _),
                ClientSession(reading, writing) as session,
            ):
                await session.initialize()
                return await talk(session)

        return asyncio.run(connected())

    return run


def text_of(result: Any) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_the_server_is_called_what_it_stays_whatever_the_content_becomes(live: Live) -> None:
    answer = patient.post(f"{live.url}/gradio_api/mcp/", json=HELLO, headers=ACCEPTED)
    (data,) = re.findall(r"^data: (.+)$", answer.text, re.MULTILINE)
    told = json.loads(data)["result"]["serverInfo"]
    assert (told["name"], told["version"]) == ("Citaat", own_version())


def test_there_are_three_tools_that_say_what_they_do(use: Use) -> None:
    tools = {tool.name: tool for tool in use(lambda session: session.list_tools()).tools}
    assert set(tools) == {"ask", "list_interviews", "read_interview"}
    ask = tools["ask"]
    assert "to the letter" in ask.description
    assert "abstain" in ask.description
    # An abstention holds quotations too, which an assistant must not take for its answer.
    assert "`alternatives` are only what came nearest, and no answer" in ask.description
    assert "list_interviews" in ask.description
    assert ask.inputSchema["required"] == ["question"]
    for tool in tools.values():
        for described in tool.inputSchema.get("properties", {}).values():
            assert described["description"].endswith(".")


def test_an_assistant_knows_what_stands_here_and_that_nothing_is_changed(
    use: Use, live: Live
) -> None:
    told = live.interviews[0]
    for tool in use(lambda session: session.list_tools()).tools:
        # What a question must be about for this tool to be the one to call.
        assert f"\u201c{told.title}\u201d (with {told.speaker})" in tool.description
        assert tool.annotations.readOnlyHint
        assert not tool.annotations.openWorldHint


def test_the_description_names_a_few_of_many_interviews() -> None:
    many = [interview(f"{n}.txt", f"Stuk {n}\n\nEen zin.\n") for n in range(7)]
    assert contents(many).endswith(f"\u201c{many[4].title}\u201d and 2 more.")
    assert contents(many[:1]) == f"There are: \u201c{many[0].title}\u201d."


def test_an_argument_that_is_not_there_is_named_without_gradios_page(use: Use) -> None:
    asked = {"question": "wat doet het DTC?", "top": 3}
    result = use(lambda session: session.call_tool("ask", asked))
    assert result.isError
    assert "'top'" in text_of(result)
    assert "Gradio" not in text_of(result)


def test_the_quotation_comes_with_its_source_and_offsets(use: Use, live: Live, bot: Bot) -> None:
    asked = {"question": "wat doet het Digital Trust Center?"}
    result = use(lambda session: session.call_tool("ask", asked))
    assert not result.isError
    reply = json.loads(text_of(result))
    assert reply == json.loads(json.dumps(under(live.url, bot.ask(asked["question"])).as_json()))
    assert patient.get(reply["source"]["deep_link"]).status_code == 200
    read = use(
        lambda session: session.call_tool("read_interview", {"interview": reply["source"]["id"]})
    )
    whole = json.loads(text_of(read))
    quote = reply["quote"]
    assert whole["text"][quote["start"] : quote["end"]] == quote["text"]
    assert whole["sha256"] == reply["source"]["sha256"]


def test_an_assistant_finds_the_interviews_and_may_name_none(use: Use, live: Live) -> None:
    listed = json.loads(text_of(use(lambda session: session.call_tool("list_interviews", {}))))
    assert [one["id"] for one in listed["interviews"]] == [one.id for one in live.interviews]
    asked = {"question": "wat doet het DTC?", "interview": None, "history": None}
    reply = json.loads(text_of(use(lambda session: session.call_tool("ask", asked))))
    assert reply["kind"] == "answer"


def test_an_assistant_hears_that_there_is_no_answer(use: Use) -> None:
    asked = {"question": "waar kan ik mijn auto parkeren?", "history": []}
    reply = json.loads(text_of(use(lambda session: session.call_tool("ask", asked))))
    assert (reply["kind"], reply["quote"]) == ("abstain", None)


@pytest.mark.parametrize("arguments", [{"question": ""}, {"question": "x" * 100_000}, {}])
def test_bad_input_is_an_error_of_the_tool(use: Use, arguments: dict[str, str]) -> None:
    result = use(lambda session: session.call_tool("ask", arguments))
    assert result.isError
    assert "Traceback" not in text_of(result)


def test_an_error_is_said_in_plain_words(use: Use) -> None:
    result = use(lambda session: session.call_tool("ask", {"question": ""}))
    assert text_of(result).endswith("The question is empty. Type a question about the interview.")
    assert "'" not in text_of(result)


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_the_address_without_its_slash_is_the_same_one(live: Live, method: str) -> None:
    # No redirect: behind a proxy its address would lead to http, and out of the proxy's path.
    accepted = ACCEPTED if method == "POST" else {"Accept": "*/*"}
    body = HELLO if method == "POST" else None
    given = [
        patient.request(method, f"{live.url}/gradio_api/mcp{end}", json=body, headers=accepted)
        for end in ("", "/")
    ]
    assert [one.status_code for one in given] == [200, 200]
    assert given[0].text == given[1].text
