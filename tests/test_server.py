from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice, takewhile
from pathlib import Path

import httpx
import mcp.shared.session
import pytest
import uvicorn
from fastapi import FastAPI
from sse_starlette.sse import AppStatus
from starlette.types import Message, Receive, Scope, Send

from bot.addresses import under
from bot.answer import Bot
from bot.exit_status import BAD_INPUT, INTERRUPTED, TRY_LATER
from bot.lazy import LazyBot
from bot.reply import Reply
from bot.settings import Settings
from bot.web.azure import azure_answers
from bot.web.discretion import tells_no_question
from bot.web.listening import bind, refused
from bot.web.running import serve
from bot.web.server import create_demo
from bot.web.stopping import OrderlyServer, Stopping, interrupts_wait
from bot.wording.labels import DUTCH, ENGLISH
from index.cores import usable_cores
from index.errors import CitaatError, EncoderError, PortError, SettingsError
from tests import patient
from tests.patient import PATIENCE
from tests.web import CONTENT, LOOPBACK, FakeBot, HeldBot, Live, interviews_of, serving, told

pytest_plugins = ("tests.web_fixtures",)

DTC = "wat doet het Digital Trust Center?"


@pytest.fixture(scope="module")
def client(live: Live) -> Iterator[httpx.Client]:
    with patient.client(base_url=live.url) as opened:
        yield opened


def test_the_chat_the_health_and_the_readiness_are_there(client: httpx.Client) -> None:
    assert "gradio" in client.get("/").text
    for slash in ("", "/"):
        assert client.get(f"/healthz{slash}").json() == {"status": "ok"}
        assert client.get(f"/readyz{slash}").json() == {"status": "ready"}


def test_ask_gives_the_reply_of_the_bot(client: httpx.Client, live: Live, bot: Bot) -> None:
    answer = client.post("/api/ask", json={"question": DTC})
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(under(live.url, bot.ask(DTC)).as_json()))


def test_the_quotation_over_http_is_the_slice(client: httpx.Client) -> None:
    reply = client.post("/api/ask", json={"question": DTC}).json()
    data = (CONTENT / reply["source"]["file"]).read_bytes().decode().removeprefix("\ufeff")
    quote = reply["quote"]
    assert data[quote["start"] : quote["end"]] == quote["text"]
    in_units = data.encode("utf-16-le")[quote["start_utf16"] * 2 : quote["end_utf16"] * 2]
    assert in_units.decode("utf-16-le") == quote["text"]


def test_history_reaches_the_bot(client: httpx.Client, bot: Bot) -> None:
    asked = {"question": "en waarom?", "history": [DTC]}
    reply = client.post("/api/ask", json=asked).json()
    assert reply["standalone_question"] == bot.ask("en waarom?", [DTC]).standalone_question


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"question": ""}, 422, "empty"),
        ({"question": " \u200b\x00\x07 "}, 422, "empty"),
        ({"question": "x" * 100_000}, 422, "100,000"),
        ({"question": 5}, 422, "question"),
        ({"question": None}, 422, "question"),
        ({"question": ["a"]}, 422, "question"),
        ({"question": "a", "history": "b"}, 422, "history"),
        ({"question": "a", "history": [1]}, 422, "history"),
        ({"question": "a", "interview": 7}, 422, "interview"),
        ({"question": "a", "interview": "../geheim"}, 422, "../geheim"),
        ({}, 422, "question"),
        ([], 422, "body"),
        ({"question": "🎉🎉🎉"}, 200, None),
        ({"question": "<script>alert(1)</script>"}, 200, None),
    ],
)
def test_bad_input_is_one_clear_object_and_the_server_goes_on(
    client: httpx.Client, body: object, status: int, says: str | None
) -> None:
    answer = client.post("/api/ask", json=body)
    assert answer.status_code == status
    if says is not None:
        error = answer.json()["error"]
        assert says in error["message"]
        assert error["remedy"]
        assert "Traceback" not in answer.text
    assert client.post("/api/ask", json={"question": DTC}).json()["kind"] == "answer"


@pytest.mark.parametrize("path", ["/api/ask", "/api/feedback", "/language/:query-knowledgebases"])
@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b'{"question": "\xff"}', b"[" * 100_000])
def test_bytes_that_are_no_json_are_refused_in_the_one_shape(
    client: httpx.Client, raw: bytes, path: str
) -> None:
    answer = client.post(path, content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert (error["code"], set(error)) == ("invalid_request", {"code", "message", "remedy"})
    where = error["remedy"].removeprefix("Send JSON as /api/docs#").removesuffix(" has it.")
    assert f'id="{where}"' in client.get("/api/docs").text


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({}, "The header Content-Type is missing; send application/json."),
        (
            {"Content-Type": "text/plain"},
            "The header Content-Type says 'text/plain'; send application/json.",
        ),
        ({"Content-Type": "application/json; charset=utf-8"}, None),
        ({"Content-Type": "application/ld+json"}, None),
    ],
)
def test_a_body_of_an_unknown_kind_is_told_the_right_one(
    client: httpx.Client, headers: dict[str, str], says: str | None
) -> None:
    answer = client.post("/api/ask", content=b'{"question": "wie?"}', headers=headers)
    assert answer.json().get("error", {}).get("message") == says


@pytest.mark.parametrize(
    "raw", [b"", b"{", b'{"question": "\\ud800"}', b'{"question": "hoi \\udfff"}', b"\xff\xfe"]
)
def test_bytes_that_are_no_json_and_lone_surrogates_do_no_harm(
    client: httpx.Client, raw: bytes
) -> None:
    answer = client.post("/api/ask", content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code in {200, 422}
    assert isinstance(answer.json(), dict)


def test_the_interview_can_be_read(client: httpx.Client, live: Live) -> None:
    listed = client.get("/api/interviews").json()
    assert [one["id"] for one in listed] == [one.id for one in live.interviews]
    assert [one["kind"] for one in listed] == ["interview"]
    for interview in live.interviews:
        page = client.get(f"/bron/{interview.id}")
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")


def test_a_deep_link_lights_up_the_quotation_on_the_server_too(client: httpx.Client) -> None:
    reply = client.post("/api/ask", json={"question": DTC}).json()
    page = client.get(reply["source"]["deep_link"].split("#")[0]).text
    assert f'tabindex="-1">{reply["quote"]["text"]}</mark>' in page


@pytest.mark.parametrize(
    ("headers", "base"),
    [
        ({"Host": "chat.example:8080"}, "http://chat.example:8080"),
        ({"Host": "[::1]:7860"}, "http://[::1]:7860"),
        (
            {"X-Forwarded-Host": "chat.example, intern", "X-Forwarded-Proto": "https"},
            "https://chat.example",
        ),
        ({"X-Forwarded-Host": "a/b?c"}, ""),
        ({"X-Forwarded-Proto": "javascript"}, ""),
    ],
)
def test_links_lead_to_the_address_that_was_called(
    client: httpx.Client, headers: dict[str, str], base: str
) -> None:
    reply = client.post("/api/ask", json={"question": DTC}, headers=headers).json()
    for source in [reply["source"], *(one["source"] for one in reply["alternatives"])]:
        assert source["deep_link"].startswith(f"{base}/bron/")
        assert source["target"]["source"].startswith(f"{base}/bron/")
    (answer,) = client.post(AZURE, json={"question": DTC}, headers=headers).json()["answers"]
    assert answer["metadata"]["deep_link"].startswith(f"{base}/bron/")


@pytest.mark.parametrize(
    "query", ["?van=a&tot=b", "?van=-1&tot=5", "?van=9", "?van=0&tot=999999999999999"]
)
def test_a_link_with_strange_offsets_opens_the_article(
    client: httpx.Client, live: Live, query: str
) -> None:
    page = client.get(f"/bron/{live.interviews[0].id}{query}")
    assert page.status_code == 200
    assert "<mark" not in page.text


def test_an_unknown_interview_is_not_found(client: httpx.Client) -> None:
    answer = client.get("/api/interviews/bestaat-niet")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


def test_around_an_interview_is_said_what_the_visitor_can_read(
    client: httpx.Client, live: Live
) -> None:
    address = f"/bron/{live.interviews[0].id}"
    page = client.get(address, headers={"Accept-Language": "de-DE,en;q=0.8"})
    assert f'<p class="back" lang="en"><a href="../">{ENGLISH.ask_back}</a></p>' in page.text
    assert '<html lang="nl">' in page.text
    assert "Accept-Language" in page.headers["vary"]
    assert DUTCH.ask_back in client.get(address).text


def test_a_visitor_without_an_interview_sees_which_there_are(
    client: httpx.Client, live: Live
) -> None:
    page = client.get("/bron/bestaat-niet", headers={"Accept-Language": "en-GB"})
    assert page.status_code == 404
    assert ENGLISH.gone in page.text
    assert DUTCH.gone in client.get("/bron/bestaat-niet").text
    for interview in live.interviews:
        assert f'href="../bron/{interview.id}">{interview.title}</a>' in page.text


@pytest.mark.parametrize(
    ("path", "home"), [("/nergens", "./"), ("/bron/", "../"), ("/a/b/c", "../../")]
)
def test_who_follows_a_wrong_link_gets_a_page_and_a_program_json(
    client: httpx.Client, live: Live, path: str, home: str
) -> None:
    visited = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "nl"}
    page = client.get(path, headers=visited)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert DUTCH.no_page in page.text
    assert f'<p><a href="{home}">' in page.text
    assert f'<a href="{home}bron/{live.interviews[0].id}">' in page.text
    told = client.get(path)
    assert (told.status_code, told.json()) == (404, {"detail": "Not Found"})


@pytest.mark.parametrize(
    "path", ["/bron/{id}", "/embed/citaat-chat.js", "/api/docs", "/openapi.json"]
)
def test_what_is_read_is_small_on_its_way(client: httpx.Client, live: Live, path: str) -> None:
    path = path.format(id=live.interviews[0].id)
    small = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < len(small.content) * 0.6
    whole = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in whole.headers
    assert whole.content == small.content


@pytest.mark.parametrize("headers", [{}, {"Origin": "{url}"}])
def test_what_an_answer_depends_on_is_named_once(
    client: httpx.Client, live: Live, headers: dict[str, str]
) -> None:
    own = {name: value.format(url=live.url) for name, value in headers.items()}
    vary = client.get("/readyz", headers=own).headers["vary"].split(", ")
    assert vary.count("Origin") == 1


@pytest.mark.parametrize(
    "path",
    ["/readyz", "/readyz/", "/healthz", "/api/interviews", "/bron/{id}", "/embed/citaat-chat.js"],
)
def test_what_can_be_got_can_be_looked_for(client: httpx.Client, live: Live, path: str) -> None:
    path = path.format(id=live.interviews[0].id)
    head, got = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    assert "content-security-policy" in head.headers


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", "/api/ask", "POST"),
        ("HEAD", "/api/ask", "POST"),
        ("DELETE", "/api/feedback", "POST"),
        ("POST", "/readyz", "GET, HEAD"),
        ("PUT", "/api/interviews/x", "GET, HEAD"),
        ("GET", "/language/:query-knowledgebases", "POST"),
    ],
)
def test_a_wrong_method_is_told_the_right_one(
    client: httpx.Client, method: str, path: str, allow: str
) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allow)
    if method != "HEAD":
        assert answer.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "DELETE"])
@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/nope", "/api/ask/", "/api/interviews/", "/api/a/b"]
)
def test_what_is_not_there_is_told_in_the_one_shape(
    client: httpx.Client, method: str, path: str
) -> None:
    answer = client.request(method, path, follow_redirects=True)
    assert answer.status_code == 404
    if method != "HEAD":
        error = answer.json()["error"]
        assert (error["code"], error["remedy"]) == ("not_found", "See /api/docs.")
        assert path in error["message"]


def test_the_api_describes_itself_without_another_server(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    # FastAPI's own shape of a refusal, which no route gives.
    assert "HTTPValidationError" not in described["components"]["schemas"]
    assert set(described["paths"]) == {
        "/api/ask",
        "/api/interviews",
        "/api/interviews/{name}",
        "/api/feedback",
        "/healthz",
        "/readyz",
        "/language/:query-knowledgebases",
    }
    assert "ReplyJSON" in described["components"]["schemas"]
    page = client.get("/api/docs").text
    assert "POST /api/ask" in page
    assert "At most 2000 characters." in page.partition('<h2 id="schemas">')[0]
    assert ".;" not in page
    assert "//" not in page.replace("application/json", "").replace("http", "")


def test_a_judgement_becomes_one_line_of_json(
    client: httpx.Client, live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    source = live.interviews[0].id
    judged = {"source": source, "start": 1, "end": 5, "useful": True}
    body = {"question": DTC, **judged, "sha256": "0" * 64}
    with caplog.at_level(logging.INFO, "citaat.feedback"):
        assert client.post("/api/feedback", json=body).status_code == 204
    # Without a journal nothing that anyone asks is kept.
    assert json.loads(caplog.messages[-1]) == {**judged, "sha256": "0" * 64}
    assert client.post("/api/feedback", json=body | {"useful": "ja"}).status_code == 422
    assert client.post("/api/feedback", json=body | {"end": 10**9}).status_code == 422


# The shape of Azure's custom question answering.

AZURE = "/language/:query-knowledgebases?projectName=p&deploymentName=d&api-version=2021-10-01"


def test_azures_shape_spans_exactly_what_it_says(client: httpx.Client) -> None:
    body = {"question": DTC, "top": 3, "answerSpanRequest": {"enable": True}}
    answers = client.post(AZURE, json=body).json()["answers"]
    assert 1 <= len(answers) <= 3
    for answer in answers:
        span = answer["answerSpan"]
        assert answer["answer"][span["offset"] :][: span["length"]] == span["text"]
        assert set(answer) == {
            "questions",
            "answer",
            "confidenceScore",
            "id",
            "source",
            "metadata",
            "answerSpan",
        }


def test_asking_azures_way_for_more_does_not_change_the_first(client: httpx.Client) -> None:
    one = client.post(AZURE, json={"question": DTC, "top": 1}).json()["answers"]
    five = client.post(AZURE, json={"question": DTC, "top": 5}).json()["answers"]
    assert five[:1] == one


def test_azures_way_of_finding_nothing(client: httpx.Client) -> None:
    (answer,) = client.post(AZURE, json={"question": "waar kan ik parkeren?"}).json()["answers"]
    assert answer["id"] == -1
    assert answer["answer"] == "No good match found in KB"
    assert answer["answerSpan"] is None
    assert client.post(AZURE, json={"question": ""}).status_code == 422


def test_spans_count_code_points_also_after_an_emoji(tmp_path: Path) -> None:
    bot = FakeBot(interviews_of(tmp_path, {"a.txt": "Wie?\n\n“🎉 Eerst. Dan wij.”\n".encode()}))
    (answer,) = azure_answers(bot.ask("wij.")).answers
    assert answer.answer_span is not None
    assert answer.answer[answer.answer_span.offset :] == "Dan wij."


def test_a_threshold_leaves_the_less_sure_out(bot: Bot) -> None:
    reply = bot.ask(DTC)
    (answer,) = azure_answers(reply, top=5, threshold=reply.confidence).answers
    assert answer.confidence_score == round(reply.confidence, 4)


# Origins.


@pytest.mark.parametrize(
    "path", ["/api/interviews", "/", "/gradio_api/info", "/embed/citaat-chat.js"]
)
def test_pages_of_other_sites_are_refused(client: httpx.Client, path: str) -> None:
    refused = client.get(path, headers={"Origin": "https://elders.example"})
    assert refused.status_code == 403
    assert refused.json()["error"]["code"] == "origin_refused"
    assert '["https://elders.example"]' in refused.json()["error"]["remedy"]
    assert "access-control-allow-origin" not in refused.headers


def test_the_log_tells_once_of_a_page_that_was_refused_and_what_to_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    with (
        serving(Settings.of(port=0), interviews, lambda: FakeBot(interviews)) as running,
        patient.client(base_url=running.url) as client,
    ):
        for number in (0, 0, *range(100)):
            page = {"Origin": f"https://chat{number}.example"}
            refused = client.get("/healthz", headers=page)
        remedy = refused.json()["error"]["remedy"]
        # The chat's own page, behind a proxy that hides which address was called.
        assert "Host" in remedy
        assert "CITAAT_PUBLIC_URL" in remedy
    told = [line for line in caplog.messages if "may not use this chat" in line]
    assert len(told) == len(set(told)) == 20
    assert "CITAAT_PUBLIC_URL" in told[0]


@pytest.mark.parametrize("origin", ["http://[", "null", "", "http://]", "file://"])
def test_what_is_no_origin_is_refused_too(client: httpx.Client, origin: str) -> None:
    refused = client.get("/healthz", headers={"Origin": origin})
    assert refused.status_code == 403
    # A setting that names it would be refused as well.
    remedy = refused.json()["error"]["remedy"]
    assert "CITAAT_ALLOWED_ORIGINS" not in remedy
    assert "allow-same-origin" in remedy


def test_pages_of_this_site_are_welcome(client: httpx.Client, live: Live) -> None:
    assert client.get("/api/interviews", headers={"Origin": live.url}).status_code == 200


def test_a_proxy_may_tell_the_host_that_was_called(client: httpx.Client) -> None:
    origin = "https://chat.example"
    page = {"Origin": origin, "X-Forwarded-Host": "chat.example, intern"}
    assert client.post("/api/ask", json={"question": "hoi"}, headers=page).status_code == 200
    for host in ("elders.example", "intern, chat.example", ""):
        refused = client.get("/api/interviews", headers={**page, "X-Forwarded-Host": host})
        assert refused.status_code == 403
    # What a browser asks before it lets a page of another site send such a header.
    asking = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type, x-forwarded-host",
    }
    assert client.options("/api/ask", headers=asking).status_code == 403
    for nothing in ("null", ""):
        headers = {"Origin": nothing, "X-Forwarded-Host": nothing}
        assert client.get("/healthz", headers=headers).status_code == 403


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
@pytest.mark.parametrize(
    ("origin", "host", "status"),
    [
        ("https://chat.example", "chat.example:443", 200),
        ("http://chat.example", "chat.example:80", 200),
        ("http://chat.example", "Chat.example.", 200),
        ("https://chat.example.", "chat.example:443", 200),
        ("https://chat.example.:8443", "chat.example:8443", 200),
        ("http://[::1]", "[::1]:80", 200),
        # Another port is another site, by whichever scheme it is called.
        ("https://chat.example", "chat.example:80", 403),
        ("http://chat.example", "chat.example:8080", 403),
        ("http://chat.example", "chat.example.elders", 403),
        ("http://chat.example", "chat.example:x", 403),
    ],
)
def test_a_host_may_be_written_more_exactly_than_an_origin(
    client: httpx.Client, header: str, origin: str, host: str, status: int
) -> None:
    answer = client.get("/healthz", headers={"Origin": origin, header: host})
    assert answer.status_code == status


def test_nothing_may_frame_the_chat_unless_named(client: httpx.Client) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self'")
    assert "connect-src 'self'" in policy


def test_a_named_site_may_call_and_frame(tmp_path: Path) -> None:
    friend = "https://vriend.example"
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    settings = Settings.of(port=0, allowed_origins=(friend,))
    with serving(settings, interviews, lambda: FakeBot(interviews)) as running:
        headers = {"Origin": friend}
        answer = patient.post(f"{running.url}/api/ask", json={"question": "wij."}, headers=headers)
        assert answer.json()["kind"] == "answer"
        assert answer.headers["access-control-allow-origin"] == friend
        asking = {
            **headers,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        assert patient.options(f"{running.url}/api/ask", headers=asking).status_code == 200
        framed = patient.get(running.url).headers["content-security-policy"]
        assert framed.endswith(f"frame-ancestors 'self' {friend}")


# Starting and failing.


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=f"{LOOPBACK}:{port}.*--port") as caught:
            serve(Settings.of(content=CONTENT, port=port))
    assert isinstance(caught.value, CitaatError)
    assert "\n" not in str(caught.value)


def test_two_servers_cannot_take_one_port() -> None:
    with bind(LOOPBACK, 0) as first, pytest.raises(PortError):
        bind(LOOPBACK, first.getsockname()[1])


@pytest.mark.parametrize(
    ("number", "helps"), [(errno.EADDRINUSE, "other program"), (errno.EACCES, "below 1024")]
)
def test_each_reason_not_to_listen_has_its_remedy(number: int, helps: str) -> None:
    error = refused("::1", 80, OSError(number, os.strerror(number)))
    assert error.message == f"Cannot listen on [::1]:80: {os.strerror(number)}."
    assert helps in error.remedy
    assert "--port" in error.remedy


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("192.0.2.1", PortError),
        ("300.1.1.1", PortError),
        ("\u00e9" * 70, SettingsError),
        ("a\u00e9..b", SettingsError),
        ("a\0b", SettingsError),
    ],
)
def test_an_address_of_another_machine_cannot_be_listened_on(
    host: str, kind: type[CitaatError]
) -> None:
    with pytest.raises(kind) as caught:
        bind(host, 0)
    assert "--host" in caught.value.remedy
    assert "--port" not in caught.value.remedy


def test_the_page_is_there_while_the_bot_still_wakes_up(tmp_path: Path) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    gate = threading.Event()

    def slow() -> FakeBot:
        gate.wait(PATIENCE)
        return FakeBot(interviews)

    with serving(Settings.of(port=0), interviews, slow) as running:
        assert patient.get(running.url).status_code == 200
        waiting = patient.get(f"{running.url}/readyz")
        assert (waiting.status_code, waiting.json()) == (503, {"status": "starting"})
        threading.Timer(0.2, gate.set).start()
        answer = patient.post(f"{running.url}/api/ask", json={"question": "wij."})
        assert answer.json()["kind"] == "answer"
        assert patient.get(f"{running.url}/readyz").json() == {"status": "ready"}


def test_what_is_under_way_when_the_server_stops_is_told_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    held = HeldBot(interviews)
    answers: list[httpx.Response] = []

    def ask(url: str) -> None:
        answers.append(patient.post(f"{url}/api/ask", json={"question": "wij."}))

    with patient.client() as tab:
        with serving(Settings.of(port=0), interviews, lambda: held) as running:
            beat = tab.build_request("GET", f"{running.url}/gradio_api/heartbeat/s")
            stream = tab.send(beat, stream=True)
            waiting = threading.Thread(target=ask, args=(running.url,))
            waiting.start()
            assert held.asked.wait(PATIENCE)
        waiting.join(PATIENCE)
        stream.read()
    held.gate.set()
    (answer,) = answers
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "unavailable"
    assert "Traceback" not in capfd.readouterr().err


def test_a_stream_that_is_answered_once_more_ends() -> None:
    # As the MCP library does with a stream of events that stops with the server.
    end: Message = {"type": "http.response.body", "body": b"", "more_body": False}
    assert passed_on(START, EVENT, START, end) == [START, EVENT, {"type": "http.response.body"}]


def test_a_stream_that_is_left_open_ends() -> None:
    # As the MCP library does with one that it is told of by its cancellation.
    assert passed_on(START, EVENT) == [START, EVENT, {"type": "http.response.body"}]
    assert passed_on(START, EVENT, raising=asyncio.CancelledError()) == passed_on(START, EVENT)


START: Message = {"type": "http.response.start", "status": 200, "headers": []}
EVENT: Message = {"type": "http.response.body", "body": b"event: endpoint", "more_body": True}


def passed_on(*messages: Message, raising: BaseException | None = None) -> list[Message]:
    """What reaches the client of what an application sends before it returns, or is cancelled."""
    seen: list[Message] = []

    async def application(_scope: Scope, _receive: Receive, send: Send) -> None:
        for message in messages:
            await send(message)
        if raising is not None:
            raise raising

    async def send(message: Message) -> None:
        seen.append(message)

    async def receive() -> Message:
        raise AssertionError

    asyncio.run(Stopping(application)({"type": "http"}, receive, send))
    return seen


def test_what_nobody_foresaw_is_told_in_the_same_shape(tmp_path: Path) -> None:
    class Broken(FakeBot):
        def ask(
            self, question: str, history: Sequence[str] = (), interview: str | None = None
        ) -> Reply:
            raise ZeroDivisionError(question, history, interview)

    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    with serving(Settings.of(port=0), interviews, lambda: Broken(interviews)) as running:
        answer = patient.post(f"{running.url}/api/ask", json={"question": "wij."})
        assert answer.status_code == 500
        error = answer.json()["error"]
        assert error["code"] == "failed"
        assert error["remedy"]
        assert "ZeroDivision" not in answer.text


def test_a_bot_that_cannot_be_built_says_why(tmp_path: Path) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})

    def broken() -> FakeBot:
        raise EncoderError("The model is gone.", "Put it back.")

    with serving(Settings.of(port=0), interviews, broken) as running:
        answer = patient.post(f"{running.url}/api/ask", json={"question": "wij."})
        assert answer.status_code == 503
        assert answer.json()["error"]["remedy"] == "Put it back."
        assert patient.get(f"{running.url}/readyz").json()["status"] == "failed"


def test_serving_without_a_bot_stops_and_raises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITAAT_MODEL", str(tmp_path / "no-such-model"))
    with pytest.raises(CitaatError):
        serve(Settings.of(content=CONTENT, port=0, cache=tmp_path, index=tmp_path / "i"))


def test_a_lazy_bot_builds_once_for_many_at_a_time() -> None:
    built = []

    def build() -> FakeBot:
        built.append(1)
        return FakeBot(())

    lazy = LazyBot(build)
    assert not lazy.ready
    threads = [threading.Thread(target=told, args=(lazy, "hoi")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert built == [1]
    assert lazy.ready
    assert lazy.failure is None


def test_questions_wait_in_line() -> None:
    cores = usable_cores()
    questions = [str(number) for number in range(cores + 5)]
    gates = {question: threading.Event() for question in questions[:cores]}
    answered: list[str] = []

    class Slow(FakeBot):
        def ask(
            self, question: str, history: Sequence[str] = (), interview: str | None = None
        ) -> Reply:
            if question in gates:
                gates[question].wait(PATIENCE)
            answered.append(question)
            return super().ask(question, history)

    lazy = LazyBot(lambda: Slow(()))

    async def ask_all() -> None:
        waiting = [
            asyncio.ensure_future(lazy.told(question, (), lambda reply: reply.question))
            for question in questions
        ]
        told = asyncio.gather(*waiting)
        await asyncio.sleep(0)
        assert not answered
        # One thread is free; the others are still busy when the last question is answered.
        gates[questions[0]].set()
        await waiting[-1]
        for gate in gates.values():
            gate.set()
        assert await told == questions

    asyncio.run(ask_all())
    assert answered[: len(questions) - cores + 1] == [questions[0], *questions[cores:]]


def test_who_hangs_up_while_the_bot_wakes_keeps_it_from_nobody() -> None:
    gate = threading.Event()

    def slow() -> FakeBot:
        gate.wait(PATIENCE)
        return FakeBot(())

    lazy = LazyBot(slow)

    async def hang_up() -> None:
        waiting = asyncio.ensure_future(lazy.told("hoi", (), lambda reply: reply.kind))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    asyncio.run(hang_up())
    gate.set()
    assert told(lazy, "hoi").kind == "abstain"


def test_a_host_that_launches_the_demo_itself_gets_everything(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    demo = create_demo(Settings.of(content=tmp_path))
    with bind(LOOPBACK, 0) as free:
        port = free.getsockname()[1]
    _, url, _ = demo.launch(
        server_name=LOOPBACK, server_port=port, prevent_thread_lock=True, quiet=True
    )
    host = patient.client(base_url=url)
    try:
        assert "ui-sans-serif" in host.get("theme.css").text
        assert "citaat" in host.get("embed/citaat-chat.js").text
        assert "Wij." in host.get("bron/a").text
        assert host.post("api/ask", json={}).json()["error"]["code"] == "invalid_request"
        refused = host.get("healthz", headers={"Origin": "https://elders.example"})
        assert refused.status_code == 403
        assert host.post("gradio_api/upload").status_code == 404
        missing = host.post("gradio_api/run/vraag", json={"data": []})
        assert missing.json()["error"]["code"] == "not_found"
        # Its log holds its own lines, and no question: the MCP library tells the whole of a message
        # that it cannot read.
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
        for name in (7, "ask"):
            params = {"name": name, "arguments": {"question": "geheim?"}}
            with caplog.at_level(logging.DEBUG, "mcp"):
                host.post(
                    "gradio_api/mcp/",
                    json={**call, "params": params},
                    headers={"Accept": "application/json, text/event-stream"},
                ).raise_for_status()
        logging.getLogger().warning("van de gastheer")
        assert "geheim" not in caplog.text
        assert "van de gastheer" in caplog.text
    finally:
        host.close()
        demo.close()


@pytest.mark.parametrize(("flags", "wrong"), [([], "nergens"), (["--port", "veel"], "'veel'")])
def test_the_app_says_in_one_line_what_is_wrong(
    tmp_path: Path, flags: list[str], wrong: str
) -> None:
    ran = subprocess.run(
        [sys.executable, "app.py", *flags],
        cwd=CONTENT.parent,
        env={**os.environ, "CITAAT_CONTENT": str(tmp_path / "nergens")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 2
    assert wrong in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"CONTENT": "nergens"}, "nergens"),
        ({"CONTENT": "verkeerd"}, "synonyms.toml"),
        ({"JOURNAL": "."}, "journal"),
        ({"HOST": "192.0.2.1"}, "192.0.2.1"),
    ],
)
def test_what_is_wrong_is_told_before_gradio_is_imported(
    tmp_path: Path, wrong: dict[str, str], named: str
) -> None:
    # Importing it takes seconds, and here it would fail.
    code = "import sys; sys.modules['gradio'] = None; from bot.cli import main; sys.exit(main())"
    (tmp_path / "verkeerd").mkdir()
    interviews_of(
        tmp_path / "verkeerd",
        {"a.txt": "Wie?\n\n“Wij.”\n".encode(), "synonyms.toml": b"geen toml"},
    )
    settings = {"CONTENT": str(CONTENT), "PORT": "0", **wrong}
    ran = subprocess.run(
        [sys.executable, "-c", code, "serve"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(CONTENT.parent),
            **{f"CITAAT_{name}": value for name, value in settings.items()},
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode in {BAD_INPUT, TRY_LATER}, ran.stderr
    assert named in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_app_says_where_it_listens(tmp_path: Path) -> None:
    interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    settings = {"CONTENT": str(tmp_path), "INDEX": str(tmp_path / "i"), "PORT": "0"}
    settings |= {"PUBLIC_URL": "https://example.org/chat", "PROT": "80"}
    with subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=CONTENT.parent,
        env={**os.environ, **{f"CITAAT_{name}": value for name, value in settings.items()}},
        stderr=subprocess.PIPE,
        text=True,
    ) as app:
        assert app.stderr is not None
        said = "".join(takewhile(lambda line: "Ready: answering" not in line, app.stderr))
        port = int(said.partition(f"http://{LOOPBACK}:")[2].partition(",")[0])
        with socket.create_connection((LOOPBACK, port)) as caller:
            caller.sendall(b"hallo?\r\n\r\n")
            caller.recv(1)
        app.send_signal(signal.SIGINT)
        said += app.stderr.read()
    assert app.returncode == INTERRUPTED
    assert "CITAAT_PROT" in said
    assert f"Citaat listens on http://{LOOPBACK}:" in said
    assert "for visitors on https://example.org/chat" in said
    assert "There is no index yet. It is built now." in said
    (unread,) = (line for line in said.splitlines() if "Invalid HTTP request" in line)
    assert datetime.fromisoformat(unread[:19])
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("program", "host", "shown"),
    [(["app.py"], "::1", "[::1]"), (["-m", "bot.cli", "serve"], LOOPBACK, LOOPBACK)],
)
def test_a_server_that_still_loads_can_be_interrupted(
    tmp_path: Path, program: list[str], host: str, shown: str
) -> None:
    try:
        bind(host, 0).close()
    except PortError:
        # It is interrupted all the same; only how the other kind of address is written is not seen.
        host = shown = LOOPBACK
    interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    settings = {"CONTENT": str(tmp_path), "INDEX": str(tmp_path / "i"), "HOST": host, "PORT": "0"}
    with subprocess.Popen(
        [sys.executable, *program],
        cwd=CONTENT.parent,
        env={**os.environ, **{f"CITAAT_{name}": value for name, value in settings.items()}},
        stderr=subprocess.PIPE,
        text=True,
    ) as app:
        assert app.stderr is not None
        (told,) = islice((line for line in app.stderr if "Citaat listens on" in line), 1)
        port = int(told.partition(f"http://{shown}:")[2])
        socket.create_connection((host, port)).close()
        app.send_signal(signal.SIGINT)
        said = app.stderr.read()
    assert app.returncode == INTERRUPTED
    assert "Traceback" not in said
    assert "terminate" not in said


def test_an_interrupt_waits_for_what_is_under_way() -> None:
    """An event loop that is half made leaves tracebacks when it is interrupted."""
    happened: list[str] = []
    before = signal.getsignal(signal.SIGINT)

    def serve_interrupted() -> None:
        with interrupts_wait(lambda: happened.append("stop")):
            signal.raise_signal(signal.SIGINT)
            happened.append("ended")

    with pytest.raises(KeyboardInterrupt):
        serve_interrupted()
    assert happened == ["stop", "ended"]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_interrupt_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    # It hears of the interrupt too, and would cut every stream that this process sends from now on.
    monkeypatch.setattr(AppStatus, "should_exit", False)
    server = OrderlyServer(uvicorn.Config(FastAPI()))
    for _ in range(2):
        server.handle_exit(signal.SIGINT, None)
    assert (server.should_exit, server.force_exit) == (True, False)


def test_answers_are_sent_at_once_and_do_not_wait_for_the_client() -> None:
    with bind(LOOPBACK, 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize(
    ("logger", "file", "told"),
    [
        ("root", mcp.shared.session.__file__, False),
        ("root", __file__, True),
        ("mcp.server.lowlevel.server", "", False),
        ("citaat", "", True),
        ("asyncio", "", True),
    ],
)
def test_the_log_of_the_mcp_library_is_left_out(logger: str, file: str, *, told: bool) -> None:
    """It repeats whole messages, and what anyone asks is kept nowhere."""
    record = logging.makeLogRecord({"name": logger, "pathname": file})
    assert tells_no_question(record) is told
