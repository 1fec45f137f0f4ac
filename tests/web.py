"""What tests of the web side share: a live server, a fake bot, a page that is watched."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn

from bot.journal import journal_of
from bot.lazy import Answers, LazyBot
from bot.library import Library
from bot.links import SearchedPage, deep_link
from bot.question import checked_interview
from bot.reply import Alternative, Context, Quote, Reply, Source, Versions, Why
from bot.settings import Settings
from bot.web.listening import bind
from bot.web.server import create_app
from index.interview import Block, Interview, Span
from index.parse import parse_folder
from tests.patient import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, FrameLocator, Page

CONTENT = Path(__file__).parents[1] / "content"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Live:
    """A server that listens."""

    url: str
    interviews: tuple[Interview, ...]


class FakeBot:
    """Quotes the first sentence with a word of the question; abstains when there is none."""

    def __init__(self, interviews: Sequence[Interview]) -> None:
        self.interviews = tuple(interviews)

    def ask(
        self, question: str, history: Sequence[str] = (), interview: str | None = None
    ) -> Reply:
        words = words_of(question)
        only = checked_interview(interview, [one.id for one in self.interviews])
        found = [
            reply_part(one, block, sentence.span)
            for one in self.interviews
            if only in {None, one.id}
            for block in one.blocks
            for sentence in block.sentences
            if words & words_of(sentence.span.of(one.text))
        ]
        best = found[0] if found else None
        return Reply(
            kind="answer" if best else "abstain",
            question=question,
            standalone_question=" ".join((*history, question)),
            language="en" if "the" in words else "nl",
            message=best.quote.text if best else "Daar geeft het interview geen antwoord op.",
            quote=best.quote if best else None,
            passage=best.passage if best else None,
            source=best.source if best else None,
            confidence=best.confidence if best else 0.1,
            alternatives=tuple(found[1:]),
            suggestions=tuple(q for one in self.interviews for q in one.questions)[:3],
            why=Why(matched_terms=(), signals={}, threshold=0.5, reason="Omdat."),
            versions=Versions(index="0", model="none"),
        )


class HeldBot(FakeBot):
    """Tells that it was asked, and answers once `gate` is open."""

    def __init__(self, interviews: Sequence[Interview]) -> None:
        super().__init__(interviews)
        self.asked, self.gate = threading.Event(), threading.Event()

    def ask(
        self, question: str, history: Sequence[str] = (), interview: str | None = None
    ) -> Reply:
        self.asked.set()
        self.gate.wait(PATIENCE)
        return super().ask(question, history, interview)


class UnsureBot(FakeBot):
    """Never dares to answer, and asks whether its quotations are meant."""

    def ask(
        self, question: str, history: Sequence[str] = (), interview: str | None = None
    ) -> Reply:
        sure = super().ask(question, history, interview)
        if sure.quote is None or sure.passage is None or sure.source is None:
            return sure
        best = Alternative(
            quote=sure.quote, passage=sure.passage, source=sure.source, confidence=0.4
        )
        found = (best, *sure.alternatives)
        asked = {"kind": "abstain", "message": "Bedoelt u misschien dit?", "confidence": 0.4}
        nothing = dict.fromkeys(("quote", "passage", "source"))
        return sure.model_copy(
            update={**asked, **nothing, "alternatives": found, "offered": found[:2]}
        )


def words_of(text: str) -> set[str]:
    """The words of a text without case and punctuation."""
    return {word.strip("?!.,") for word in text.casefold().split()}


def reply_part(interview: Interview, block: Block, span: Span) -> Alternative:
    """A candidate as the bot makes it."""
    return Alternative(
        quote=Quote(interview=interview, span=span),
        passage=Context(
            interview=interview,
            span=block.span,
            question=block.question.span.of(interview.text) if block.question else None,
            speaker=interview.speaker_of(block),
        ),
        source=Source(
            id=interview.id,
            title=interview.title,
            file=interview.file,
            language=interview.language,
            sha256=interview.sha256,
            url=interview.url,
            date=interview.date,
            deep_link=deep_link(SearchedPage(interview), span, ""),
        ),
        confidence=0.9,
    )


def interviews_of(folder: Path, files: dict[str, bytes]) -> tuple[Interview, ...]:
    """Interviews parsed from files written for the occasion."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return tuple(parse_folder(folder))


def told(bot: LazyBot, question: str) -> Reply:
    """What a bot says, for a thread that waits for it."""
    return asyncio.run(bot.told(question, (), lambda reply: reply))


class _Server(uvicorn.Server):
    """Tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()


@contextmanager
def serving(
    settings: Settings,
    interviews: Sequence[Interview] | Library,
    build: Callable[[], Answers] | LazyBot,
) -> Iterator[Live]:
    """A server on its own thread, stopped at the end."""
    listener = bind(LOOPBACK, settings.port)
    library = interviews if isinstance(interviews, Library) else Library(interviews)
    bot = build if isinstance(build, LazyBot) else LazyBot(build)
    app = create_app(settings, library, bot, journal_of(settings))
    server = _Server(
        uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, ws="none")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    assert server.listens.wait(PATIENCE)
    try:
        yield Live(f"http://{LOOPBACK}:{listener.getsockname()[1]}", library.interviews)
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listener.close()


@dataclass
class Watched:
    """A page, and what it did that it should not have done."""

    page: Page
    errors: list[str]
    requests: list[str]

    def strangers(self, *origins: str) -> list[str]:
        """Requests that went elsewhere."""
        own = (*origins, "data:", "blob:", "about:")
        return [request for request in self.requests if not request.startswith(own)]


def watch(context: BrowserContext) -> Watched:
    """A fresh page whose console errors and requests are written down."""
    seen = Watched(context.new_page(), [], [])
    seen.page.on(
        "console",
        lambda line: seen.errors.append(line.text) if line.type in {"error", "warning"} else None,
    )
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    return seen


def ask_on(page: Page | FrameLocator, question: str) -> None:
    """Type a question, send it, and wait for the turn that it makes."""
    turns = page.locator(".turn:not(.pending)")
    before = turns.count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    turns.nth(before).wait_for()


class Site:
    """A website of somebody else; `html` is its only page."""

    def __init__(self) -> None:
        site = self
        self.html = ""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = site.html.encode() if self.path == "/" else b""
                self.send_response(200 if self.path == "/" else 204)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
        self.origin = f"http://{LOOPBACK}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def another_site() -> Iterator[Site]:
    site = Site()
    try:
        yield site
    finally:
        site.close()
