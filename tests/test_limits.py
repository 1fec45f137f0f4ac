"""What a visitor cannot send: files, addresses to fetch, and bodies without end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from starlette.types import Message, Receive, Scope, Send

from bot.question import MAX_HISTORY, MAX_QUESTION, MAX_REQUEST, TURNS
from bot.render import static
from bot.settings import Settings
from bot.ui.chat import earlier_questions
from bot.web.limits import VisitorLimits
from tests import patient
from tests.small import interview
from tests.web import FakeBot, Live, serving

PIECE = interview("stuk.txt", "Wie?\n\n“Wij zijn met vier. Dat is genoeg.”\n")
REFUSAL = "not a file"
ADDRESS = "http://192.0.2.1/never"
FILES = [
    {"path": ADDRESS, "url": ADDRESS, "meta": {"_type": "gradio.FileData"}},
    {"path": "/etc/hostname", "meta": {"_type": "gradio.FileData"}},
    {"path": ADDRESS, "meta": None},
]


@pytest.fixture(scope="module")
def small() -> Iterator[Live]:
    with serving(Settings.of(port=0), [PIECE], lambda: FakeBot([PIECE])) as running:
        yield running


def post(small: Live, path: str, body: object) -> httpx.Response:
    return patient.post(f"{small.url}/gradio_api/{path}", json=body)


# Gradio fetches the address of a file before a handler sees it, so what is refused is not fetched.


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("route", ["run", "api"])
def test_a_file_is_refused_at_once(small: Live, route: str, file: dict[str, Any]) -> None:
    for path, data in (
        ("ask", [file]),
        ("ask", ["wij", [file]]),
        ("ask", ["wij", [[{"deep": file}]]]),
        ("ask", ["wij", [], file]),
        ("chat", ["wij", [{"role": "user", "content": [file]}]]),
        ("read_interview", [file]),
    ):
        answer = post(small, f"{route}/{path}", {"data": data})
        assert REFUSAL in answer.json()["error"]


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_refused_in_line_too(
    small: Live, capfd: pytest.CaptureFixture[str], file: dict[str, Any]
) -> None:
    for path, body in (
        ("call/ask", {"data": ["wij", [file]]}),
        ("call/v2/ask", {"question": file}),
    ):
        event = post(small, path, body).json()["event_id"]
        heard = patient.get(f"{small.url}/gradio_api/call/ask/{event}").text
        assert REFUSAL in heard
    assert "Traceback" not in capfd.readouterr().err


def test_no_handler_of_the_page_takes_a_file_from_the_queue(small: Live) -> None:
    handlers = patient.get(f"{small.url}/config").json()["dependencies"]
    taking = [one for one in handlers if one["inputs"]]
    assert len(taking) == 5
    for handler in taking:
        number, inputs = handler["id"], len(handler["inputs"])
        body = {"fn_index": number, "session_hash": f"s{number}", "data": [FILES[0]] * inputs}
        assert post(small, "queue/join", body).status_code == 200
        address = f"{small.url}/gradio_api/queue/data?session_hash=s{number}"
        with patient.stream("GET", address) as events:
            done = next(line for line in events.iter_lines() if "process_completed" in line)
        assert REFUSAL in done


def test_an_assistant_cannot_send_a_file(small: Live) -> None:
    async def said(name: str, arguments: dict[str, Any]) -> str:
        async with (
            streamable_http_client(f"{small.url}/gradio_api/mcp/") as (reads, writes, _),
            ClientSession(reads, writes) as session,
        ):
            await session.initialize()
            result = await session.call_tool(name, arguments)
            assert result.isError
            return str(result.content)

    for file in FILES:
        for name, arguments in (
            ("ask", {"question": "wij", "history": [file]}),
            ("ask", {"question": file}),
            ("read_interview", {"interview": file}),
        ):
            # Here the schema of the tool forbids it, before Gradio is asked.
            assert "Input validation error" in asyncio.run(said(name, arguments))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "upload"),
        ("POST", "upload/"),
        ("POST", "%75pload"),
        ("GET", "upload_progress?upload_id=1"),
        ("GET", "file=/etc/hostname"),
        ("HEAD", "file=/etc/hostname"),
        ("GET", "file/etc/hostname"),
        ("GET", f"proxy={ADDRESS}"),
        ("POST", "process_recording"),
        ("GET", "deep_link?session_hash=1"),
        ("POST", "stream/1"),
        # Their handlers write what is asked for to standard output, tell of the program, or leave a
        # traceback.
        ("GET", "custom_component/%1b%5b2J%0d/client/x/y"),
        ("POST", "component_server"),
        ("GET", "dev/reload"),
        ("GET", "vibe-code"),
        ("POST", "vibe-starter-queries"),
        ("POST", "undo-vibe-edit"),
    ],
)
def test_there_are_no_routes_that_the_chat_does_not_need(
    small: Live, method: str, path: str
) -> None:
    answer = patient.request(method, f"{small.url}/gradio_api/{path}")
    assert answer.status_code == 404
    assert method == "HEAD" or answer.json()["error"]["code"] == "not_found"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["monitoring", "monitoring/", "monitoring/summary", "monitoring/x"]
)
@pytest.mark.parametrize("prefix", ["", "gradio_api/"])
def test_nobody_sees_how_much_is_asked(small: Live, prefix: str, path: str) -> None:
    answer = patient.get(f"{small.url}/{prefix}{path}", follow_redirects=True)
    assert answer.status_code in {403, 404}


# Bodies.


def test_the_longest_conversation_is_read(small: Live) -> None:
    longest = "\N{PARTY POPPER}" * MAX_QUESTION
    body = json.dumps({"question": longest, "history": [longest] * MAX_HISTORY})
    assert MAX_REQUEST / 3 < len(body) < MAX_REQUEST
    headers = {"Content-Type": "application/json"}
    answer = patient.post(f"{small.url}/api/ask", content=body, headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/run/ask", "/gradio_api/mcp/"])
def test_a_body_that_is_too_large_is_refused(small: Live, path: str) -> None:
    answer = patient.post(small.url + path, content=b" " * (MAX_REQUEST + 1))
    assert answer.status_code == 413
    error = answer.json()["error"]
    assert (error["code"], f"{MAX_REQUEST:,}" in error["message"]) == ("too_large", True)
    assert str(MAX_HISTORY) in error["remedy"]


def test_the_documentation_names_the_limit() -> None:
    docs = Path(__file__).parents[1] / "docs" / "embedding.md"
    assert f"{MAX_REQUEST:,} bytes" in docs.read_text(encoding="utf-8")


def test_a_body_of_unsaid_size_is_counted_as_it_comes(small: Live) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(MAX_REQUEST // 10_000 + 1):
            yield b" " * 10_000

    answer = patient.post(f"{small.url}/api/ask", content=chunks())
    assert answer.status_code == 413
    pieces = iter([b'{"question": ', b'"wij"}'])
    headers = {"Content-Type": "application/json"}
    asked = patient.post(f"{small.url}/api/ask", content=pieces, headers=headers)
    assert asked.json()["kind"] == "answer"


async def body_in_bytes(sent: bytes) -> tuple[list[Message], int]:
    """What an application receives of a body that comes in byte by byte, and what was read."""
    pieces = iter(sent)
    seen: list[Message] = []
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        taken += 1
        piece = next(pieces, None)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": bytes([piece]), "more_body": taken < len(sent)}

    async def application(_scope: Scope, receive: Receive, _send: Send) -> None:
        seen.extend([await receive(), await receive()])

    async def send(_: Message) -> None: ...

    scope: Scope = {"type": "http", "path": "/api/ask", "headers": []}
    await VisitorLimits(application)(scope, receive, send)
    return seen, taken


def test_a_body_that_comes_byte_by_byte_is_kept_as_one() -> None:
    seen, taken = asyncio.run(body_in_bytes(b'{"question": "wij"}'))
    whole = {"type": "http.request", "body": b'{"question": "wij"}', "more_body": False}
    assert seen == [whole, {"type": "http.disconnect"}]
    assert taken == len(b'{"question": "wij"}') + 1


@pytest.mark.parametrize("said", [str(MAX_REQUEST + 1), "9" * 5000])
def test_a_body_that_is_said_to_be_too_large_is_not_read(said: str) -> None:
    """Also where the server in front takes a length that is too long to be a number."""
    sent: list[Message] = []

    async def receive() -> Message:
        pytest.fail("it was read")

    async def application(*_: object) -> None:
        pytest.fail("it was passed on")

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-length", said.encode())]
    scope: Scope = {"type": "http", "path": "/api/ask", "headers": headers}
    asyncio.run(VisitorLimits(application)(scope, receive, send))
    assert sent[0]["status"] == 413


def test_the_page_hands_back_what_is_shown_again_and_begins_where_what_counts_does() -> None:
    asked = [str(number) for number in range(9 * TURNS)]
    assert earlier_questions({"questions": asked}) == tuple(asked[6 * TURNS :])
    assert earlier_questions({"questions": [*asked, "63", 5]}) == (*asked[6 * TURNS :], "63")
    assert earlier_questions({"questions": 5}) == earlier_questions(None) == ()


def test_the_web_component_sends_what_counts() -> None:
    assert f"const TURNS = {TURNS};" in static("citaat-chat.js")
