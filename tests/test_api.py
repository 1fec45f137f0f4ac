"""The Gradio API as its clients use it: Python, JavaScript, and plain HTTP."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from bot.addresses import under
from bot.answer import Bot
from bot.reply_types import ReplyJSON
from bot.settings import Settings
from bot.web.calls import ToldInTheStream, unfit_arguments, unknown_name
from tests import patient, small
from tests.web import FakeBot, Live, serving

pytest_plugins = ("tests.web_fixtures",)

DTC = "wat doet het Digital Trust Center?"


@pytest.fixture(scope="module")
def client(live: Live) -> Iterator[Client]:
    opened = patient.gradio_client(live.url)
    yield opened
    opened.close()


@pytest.fixture
def as_json(live: Live, bot: Bot) -> Callable[..., Any]:
    """What the bot says, with links that open at this server."""
    return lambda *asked: json.loads(json.dumps(under(live.url, bot.ask(*asked)).as_json()))


def test_the_public_endpoints_are_these_and_no_others(client: Client) -> None:
    described = client.view_api(return_format="dict", print_info=False)
    assert isinstance(described, dict)
    assert described["unnamed_endpoints"] == {}
    named = described["named_endpoints"]
    assert {
        name: [(one["parameter_name"], one["parameter_has_default"]) for one in end["parameters"]]
        for name, end in named.items()
    } == {
        "/ask": [("question", False), ("history", True), ("interview", True)],
        "/chat": [("message", False), ("history", True), ("interview", True)],
        "/list_interviews": [],
        "/read_interview": [("interview", True)],
    }


def test_the_description_types_the_reply(client: Client) -> None:
    described = client.view_api(return_format="dict", print_info=False)
    assert isinstance(described, dict)
    for name in ("/ask", "/chat"):
        (returned,) = described["named_endpoints"][name]["returns"]
        assert set(returned["type"]["properties"]) == set(get_type_hints(ReplyJSON))


def test_the_types_for_clients_say_what_a_reply_holds(as_json: Callable[..., Any]) -> None:
    """The TypedDict follows the one schema: the same names, all the way down."""

    def names(shape: Any, value: Any) -> None:
        options = getattr(shape, "__args__", (shape,))
        records = [get_type_hints(option) for option in options if hasattr(option, "__total__")]
        if isinstance(value, dict) and records:
            hints = next((one for one in records if set(one) == set(value)), None)
            assert hints is not None, set(value)
            for key, hint in hints.items():
                names(hint, value[key])
        elif isinstance(value, list):
            for option in options:
                for item in value:
                    names(option, item)

    names(ReplyJSON, as_json(DTC))


def test_ask_gives_the_reply(client: Client, as_json: Callable[..., Any]) -> None:
    assert client.predict(DTC, api_name="/ask") == as_json(DTC)


def test_ask_takes_the_earlier_questions(client: Client, as_json: Callable[..., Any]) -> None:
    followed = client.predict("en waarom?", [DTC], api_name="/ask")
    assert followed == as_json("en waarom?", [DTC])


def test_chat_takes_a_chat_clients_messages(client: Client, as_json: Callable[..., Any]) -> None:
    messages = [
        {"role": "user", "content": DTC},
        {"role": "assistant", "content": "Het DTC geeft voorlichting."},
        {"role": "user", "content": [{"type": "text", "text": "waarom?"}]},
    ]
    expected = as_json("en wie?", [DTC, "waarom?"])
    assert client.predict("en wie?", messages, api_name="/chat") == expected
    assert client.predict("en wie?", [DTC, "waarom?"], api_name="/chat") == expected
    assert client.predict(DTC, api_name="/chat") == as_json(DTC)
    # As a client of a Gradio chat that takes files says it.
    assert client.predict({"text": DTC, "files": []}, api_name="/chat") == as_json(DTC)


@pytest.mark.parametrize("content", [5, {"text": DTC}, [], [{"type": "image"}]])
def test_what_a_visitor_said_is_never_left_out_in_silence(client: Client, content: object) -> None:
    history = [{"role": "user", "content": content}]
    with pytest.raises(AppError, match="no question that can be read"):
        client.predict("en wie?", history, api_name="/chat")


def test_the_interviews_are_listed(client: Client, live: Live) -> None:
    (listed,) = client.predict(api_name="/list_interviews")["interviews"]
    (interview,) = live.interviews
    assert (listed["id"], listed["title"]) == (interview.id, interview.title)
    assert listed["speakers"] == list(interview.speakers) == ["Jos de Groot"]
    assert listed["url"] == f"{live.url}/bron/{interview.id}"
    assert patient.get(listed["url"]).status_code == 200


def test_a_listed_interview_is_at_the_public_address() -> None:
    public = "https://chat.example.org"
    piece = small.interview("stuk.txt", "Wij zijn met vier.")
    with serving(
        Settings.of(port=0, public_url=public), [piece], lambda: FakeBot([piece])
    ) as there:
        calls = f"{there.url}/gradio_api/run"
        run = patient.post(f"{calls}/list_interviews", json={"data": []})
        read = patient.post(f"{calls}/read_interview", json={"data": ["stuk"]})
        (plain,) = patient.get(f"{there.url}/api/interviews").json()
    (listed,) = run.json()["data"][0]["interviews"]
    assert listed["url"] == f"{public}/bron/stuk"
    assert read.json()["data"][0]["url"] == plain["url"] == listed["url"]


def test_every_channel_names_the_same_page_to_read_an_interview_on(
    client: Client, live: Live
) -> None:
    (listed,) = client.predict(api_name="/list_interviews")["interviews"]
    read = client.predict(listed["id"], api_name="/read_interview")
    plain = patient.get(f"{live.url}/api/interviews").json()
    one = patient.get(f"{live.url}/api/interviews/{listed['id']}").json()
    assert plain == [one]
    assert listed["url"] == read["url"] == one["url"]


def test_an_interview_can_be_read(client: Client, live: Live) -> None:
    for interview in live.interviews:
        read = client.predict(interview.id, api_name="/read_interview")
        assert read["text"] == interview.text
        assert read["sha256"] == interview.sha256


@pytest.mark.parametrize(
    ("endpoint", "arguments", "says"),
    [
        ("/ask", ("",), "empty"),
        ("/ask", (" \x00\x07\u200b ",), "empty"),
        ("/ask", ("x" * 100_000,), "100,000"),
        ("/ask", (5,), "not int"),
        ("/ask", ({"a": 1},), "not dict"),
        ("/ask", ("hoi", "nee"), "history"),
        ("/ask", ("hoi", [5]), "not int"),
        ("/chat", ("hoi", "nee"), "history"),
        ("/chat", ("hoi", [5]), "message"),
        ("/chat", ("",), "empty"),
        ("/chat", ({"text": "hoi", "files": ["a.png"]},), "not dict"),
        ("/chat", ({"text": 5, "files": []},), "not int"),
        ("/read_interview", ("nergens",), "no interview"),
    ],
)
def test_bad_input_gives_a_clear_error_and_the_server_goes_on(
    client: Client,
    capfd: pytest.CaptureFixture[str],
    endpoint: str,
    arguments: tuple[Any, ...],
    says: str,
) -> None:
    with pytest.raises(AppError, match=says):
        client.predict(*arguments, api_name=endpoint)
    assert "Traceback" not in capfd.readouterr().err
    assert client.predict(DTC, api_name="/ask")["kind"] == "answer"


@pytest.mark.parametrize("question", ["🎉🎉", "<script>alert(1)</script>", "a\x00b", "' OR 1=1 --"])
def test_odd_questions_are_questions(client: Client, question: str) -> None:
    assert client.predict(question, api_name="/ask")["kind"] in {"answer", "abstain", "smalltalk"}


# Plain HTTP, as `curl` does it.


def called(live: Live, name: str, body: object) -> tuple[str, Any]:
    """Call an endpoint in two steps, and give the last event with its data."""
    started = patient.post(f"{live.url}/gradio_api/call/{name}", json=body)
    event = started.json()["event_id"]
    lines = patient.get(f"{live.url}/gradio_api/call/{name}/{event}").text.splitlines()
    *_, kind, data = (line for line in lines if line)
    return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_plain_http_may_leave_the_history_out(live: Live, as_json: Callable[..., Any]) -> None:
    assert called(live, "ask", {"data": [DTC]}) == ("complete", [as_json(DTC)])


@pytest.mark.parametrize("data", [[""], [], [None], [7], ["x" * 100_000], ["hoi", 3]])
def test_plain_http_gets_a_clear_error_too(
    live: Live, capfd: pytest.CaptureFixture[str], data: list[Any]
) -> None:
    kind, error = called(live, "ask", {"data": data})
    assert kind == "error"
    assert error["error"].endswith(".")
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("way", ["call", "call/v2", "run"])
def test_an_endpoint_that_is_not_there_is_not_found(
    live: Live, capfd: pytest.CaptureFixture[str], way: str
) -> None:
    answer = patient.post(f"{live.url}/gradio_api/{way}/vraag", json={"data": [DTC]})
    assert answer.status_code == 404
    assert "/gradio_api/info" in answer.json()["error"]["remedy"]
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("path", ["queue/join", "run/ask"])
def test_an_endpoint_of_an_unknown_number_is_not_found(
    live: Live, capfd: pytest.CaptureFixture[str], path: str
) -> None:
    call = {"data": [DTC], "fn_index": 999, "session_hash": "a"}
    answer = patient.post(f"{live.url}/gradio_api/{path}", json=call)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("data", [["x"], []])
@pytest.mark.parametrize("event", [{}, {"event_data": 5}, {"event_data": {"other": 1}}])
@pytest.mark.parametrize("name", ["asked", "returned", "js_fn", "js_fn_1"])
def test_what_is_the_pages_own_leaves_no_traceback_when_something_else_calls_it(
    live: Live,
    capfd: pytest.CaptureFixture[str],
    name: str,
    event: dict[str, Any],
    data: list[str],
) -> None:
    body = {"data": data, **event}
    answer = patient.post(f"{live.url}/gradio_api/run/{name}", json=body)
    if data and name in {"asked", "returned"}:
        assert answer.json()["data"][0]["questions"] == []
    else:
        assert (answer.status_code, "/ask" in answer.json()["error"]) == (500, True)
    number = ("asked", "returned", "js_fn", "js_fn_1").index(name)
    queued = {**body, "fn_index": number, "session_hash": name}
    patient.post(f"{live.url}/gradio_api/queue/join", json=queued)
    told = patient.get(f"{live.url}/gradio_api/queue/data?session_hash={name}").text
    assert "process_completed" in told
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "path", ["call/ask/gone", "call/v2/ask/gone", "queue/data?session_hash=gone"]
)
def test_a_page_from_before_a_restart_is_told_so_and_leaves_no_traceback(
    live: Live, capfd: pytest.CaptureFixture[str], path: str
) -> None:
    answer = patient.get(f"{live.url}/gradio_api/{path}")
    assert "404: Not Found" in answer.text
    assert "Traceback" not in capfd.readouterr().err


def test_only_a_stream_that_told_its_error_ends_there() -> None:
    told = RuntimeError("Caught handled exception, but response already started.")
    told.__cause__ = HTTPException(404)
    begun = {"type": "http.response.start", "status": 200, "headers": []}

    def sent(error: Exception, *before: dict[str, Any]) -> list[Any]:
        messages: list[Any] = []

        async def fails(_scope: Scope, _receive: Receive, send: Send) -> None:
            for message in before:
                await send(message)
            raise error

        async def send(message: Any) -> None:
            messages.append(message)

        async def receive() -> Any:
            raise AssertionError

        asyncio.run(ToldInTheStream(fails)({"type": "http"}, receive, send))
        return messages

    assert sent(told, begun) == [begun, {"type": "http.response.body"}]
    for error, before in ((told, ()), (RuntimeError("other"), (begun,))):
        with pytest.raises(RuntimeError):
            sent(error, *before)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "No value provided for required argument: question."),
        ({"question": DTC, "foo": 1}, "Parameter `foo` is not a valid key-word argument."),
    ],
)
def test_arguments_that_do_not_fit_are_told(
    live: Live, capfd: pytest.CaptureFixture[str], body: dict[str, Any], says: str
) -> None:
    answer = patient.post(f"{live.url}/gradio_api/call/v2/ask", json=body)
    assert (answer.status_code, answer.json()["error"]["message"]) == (422, says)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    ("handler", "error"), [(unknown_name, KeyError("ask")), (unfit_arguments, TypeError("no"))]
)
def test_other_errors_of_that_kind_are_failures_of_the_server(
    handler: Callable[[Request, Exception], object], error: Exception
) -> None:
    with pytest.raises(type(error)):
        handler(Request({"type": "http", "path_params": {"api_name": "ask"}}), error)


def test_a_lone_surrogate_over_plain_http_does_no_harm(live: Live) -> None:
    body = b'{"data": ["\\ud800 wat doet het DTC?"]}'
    answer = patient.post(
        f"{live.url}/gradio_api/run/ask", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.json()["data"][0]["question"].startswith("\ufffd")


@pytest.mark.parametrize(
    ("way", "body"),
    [
        ("run/ask", b'{"data": "\\ud800 wat is mijn geheim?"}'),
        ("call/ask", b'{"data": {"question": "\\ud800 wat is mijn geheim?"}}'),
        ("call/v2/ask", b'{"question": "geheim", "\\ud800": 1}'),
        ("run/ask", b'"wat is mijn geheim?"'),
    ],
)
def test_a_call_that_cannot_be_read_is_neither_logged_nor_repeated(
    live: Live, capfd: pytest.CaptureFixture[str], way: str, body: bytes
) -> None:
    answer = patient.post(
        f"{live.url}/gradio_api/{way}", content=body, headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")
    assert "geheim" not in answer.text + capfd.readouterr().err


# JavaScript.

_NODE = """
import { Client } from "@gradio/client";
const app = await Client.connect(process.argv[2]);
const asked = await app.predict("/ask", { question: process.argv[3] });
const chatted = await app.predict("/chat", [process.argv[3], [{ role: "user", content: "hallo" }]]);
let refused = "";
try { await app.predict("/ask", { question: "" }); } catch (error) { refused = error.message; }
console.log(JSON.stringify({ asked: asked.data[0], chatted: chatted.data[0], refused }));
process.exit(0);
"""


def test_the_javascript_client_asks_too(
    live: Live, as_json: Callable[..., Any], node_project: Path
) -> None:
    (node_project / "ask.js").write_text(_NODE)
    ran = subprocess.run(
        ["node", "ask.js", live.url, DTC],
        cwd=node_project,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    result = json.loads(ran.stdout)
    assert result["asked"] == as_json(DTC)
    assert result["chatted"]["kind"] == "answer"
    assert "empty" in result["refused"]
