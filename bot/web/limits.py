"""What a visitor may send: a conversation, and no files.

Gradio keeps whatever anybody uploads and gives it back by its name, and reads a body of any size.
Some routes for its developers write what the address says to standard output, terminal codes too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import JSONResponse

from bot.question import MAX_HISTORY, MAX_QUESTION, MAX_REQUEST
from bot.web.errors import error_json

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Of a length that is said: more than a body can have, and few enough to be read as a number.
_DIGITS = 12
# The routes of Gradio that the chat and its clients do not use. Those of the first line take, fetch
# or give files; the others are for who makes a page, or a component, with it.
_CLOSED = tuple(
    f"/gradio_api/{name}"
    for name in (
        *("upload", "file", "proxy=", "process_recording", "stream", "deep_link"),
        *("custom_component", "component_server", "dev/", "vibe", "undo-vibe", "profiling"),
    )
)


class VisitorLimits:
    """ASGI middleware: hides the routes that nobody needs, refuses a body that is far too large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body read, unless it is refused."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"].startswith(_CLOSED):
            await _NOTHING(scope, receive, send)
        elif (first := await _received(scope, receive)) is None:
            await _TOO_LARGE(scope, receive, send)
        else:
            read = iter((first,))

            async def again() -> Message:
                return next(read, None) or await receive()

            await self._app(scope, again, send)


async def _received(scope: Scope, receive: Receive) -> Message | None:
    """The whole body as one message; None when it is too large, or is said to be.

    One message, because a body that comes in a byte at a time takes two hundred times its size as
    it came.
    """
    said = Headers(scope=scope).get("content-length", "")
    if said.isdecimal() and (len(said) > _DIGITS or int(said) > MAX_REQUEST):
        return None
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return message
        body += message.get("body", b"")
        if len(body) > MAX_REQUEST:
            return None
        if not message.get("more_body", False):
            return {"type": "http.request", "body": bytes(body), "more_body": False}


_NOTHING = JSONResponse(
    error_json("not_found", "There is nothing here.", "See /api/docs for what there is."), 404
)
_TOO_LARGE = JSONResponse(
    error_json(
        "too_large",
        f"The request is larger than {MAX_REQUEST:,} bytes.",
        f"Ask at most {MAX_QUESTION:,} characters, with at most {MAX_HISTORY} earlier questions.",
    ),
    413,
)
