"""What Gradio's routes for calls let slip: an unknown name, and arguments that do not fit.

They meet both with an error of Python's own, which would be a failure of the server. Any other
error of that kind is one, and stays so. A stream that they ended with an error fails once more.
"""

from __future__ import annotations

from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from bot.web.errors import error_json, no_such_endpoint
from bot.web.rest import ExactJSON, what_does_not_fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi.exceptions import RequestValidationError
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TAKES = "See /gradio_api/info for what it takes."


def unknown_name(request: Request, error: Exception) -> JSONResponse:
    """For a `KeyError`: 404 when the name in the address, or `fn_index`, was looked up in vain.

    Raises:
        KeyError: something else was.
    """
    named = error.args == (f"/{request.path_params.get('api_name')}",)
    if not named and not _went_through("gradio.route_utils.get_fn", error):
        raise error
    return no_such_endpoint(request, error)


def unfit_arguments(_: Request, error: Exception) -> JSONResponse:
    """For a `TypeError`: 422 when it is about the arguments of a call.

    Raises:
        TypeError: it is about something else.
    """
    if not _went_through("gradio_client.utils.construct_args", error):
        raise error
    # What follows is about a part of Gradio's page that is not shown.
    said = str(error).partition(" Please click")[0].removesuffix(".")
    return ExactJSON(error_json("invalid_request", f"{said}.", _TAKES), 422)


def _went_through(function: str, error: Exception) -> bool:
    """By its name, as only the server and the page know Gradio."""
    frames = (frame for frame, _ in walk_tb(error.__traceback__))
    return any(
        f"{one.f_globals.get('__name__')}.{one.f_code.co_name}" == function for one in frames
    )


def unfit_body(request: Request, error: RequestValidationError) -> JSONResponse:
    """422 for a body that is none of a call.

    FastAPI's own answer repeats what was sent, and where that holds half a character, which cannot
    be sent, the log tells it.
    """
    return ExactJSON(error_json("invalid_request", what_does_not_fit(request, error), _TAKES), 422)


CALL_ERRORS: Mapping[int | type[Exception], Any] = {
    KeyError: unknown_name,
    TypeError: unfit_arguments,
}


class ToldInTheStream:
    """ASGI middleware: a stream in which Gradio told what is wrong with the request ends there.

    Gradio then raises the same, which nothing can answer any more: every page that is still open
    when a server starts anew would leave a traceback in its log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except RuntimeError as error:
            # What Starlette makes of an answer that comes after another has begun.
            if not (begun and isinstance(error.__cause__, HTTPException)):
                raise
            await send({"type": "http.response.body"})
