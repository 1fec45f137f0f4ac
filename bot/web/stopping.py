"""What is still under way when the server stops is ended in order."""

from __future__ import annotations

import asyncio
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn
from starlette.responses import JSONResponse

from bot.web.errors import error_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


@contextmanager
def interrupts_wait(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` where the process is interrupted, and raise only when the body has ended.

    A server that starts has moments in which its event loop is half made, and an exception in one
    leaves tracebacks of what cannot be closed. Elsewhere than in the main thread nothing is held,
    as nothing is interrupted there.

    Raises:
        KeyboardInterrupt: it was interrupted, and the body has ended.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    interrupted = False

    def hold(*_: object) -> None:
        nonlocal interrupted
        interrupted = True
        stop()

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupted:
        raise KeyboardInterrupt


class OrderlyServer(uvicorn.Server):
    """Ends in order, however often it is interrupted; that takes seconds at most.

    uvicorn drops everything at the second Ctrl-C, and writes a traceback of what it dropped.
    """

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self.force_exit = False


class Stopping:
    """ASGI middleware: a request that the server gives up gets an answer, a stream its end.

    The server cancels them when their time is up, and would write a traceback for each.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = ended = False

        async def sent(message: Message) -> None:
            nonlocal begun, ended
            if begun and message["type"] == "http.response.start":
                # The MCP library answers once more when a stream of events was cut off.
                message = {"type": "http.response.body"}
            elif ended:
                return
            begun = True
            ended = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except asyncio.CancelledError:
            if not begun:
                await _STOPPED(scope, receive, send)
        # Some, as the MCP library, end in order when they are given up, and leave a stream open.
        if begun and not ended:
            await send({"type": "http.response.body"})


_STOPPED = JSONResponse(
    error_json("unavailable", "The server is stopping.", "Ask again in a moment."), 503
)
