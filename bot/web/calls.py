"""What Gradio's routes for calls let slip: an unknown name, and arguments that do not fit.

They meet both with an error of Python's own, which would be a failure of the server. Any other
error of that kind is one, and stays so.
"""

from __future__ import annotations

from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from gradio_client.utils import construct_args

from bot.web.errors import error_json, no_such_endpoint
from bot.web.rest import ExactJSON, what_does_not_fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi.exceptions import RequestValidationError
    from starlette.requests import Request
    from starlette.responses import JSONResponse

_TAKES = "See /gradio_api/info for what it takes."


def unknown_name(request: Request, error: Exception) -> JSONResponse:
    """For a `KeyError`: 404 when the name in the address was looked up in vain.

    Raises:
        KeyError: something else was.
    """
    if error.args != (f"/{request.path_params.get('api_name')}",):
        raise error
    return no_such_endpoint(request, error)


def unfit_arguments(_: Request, error: Exception) -> JSONResponse:
    """For a `TypeError`: 422 when it is about the arguments of a call.

    Raises:
        TypeError: it is about something else.
    """
    frames = (frame for frame, _ in walk_tb(error.__traceback__))
    if all(frame.f_code is not construct_args.__code__ for frame in frames):
        raise error
    # What follows is about a part of Gradio's page that is not shown.
    said = str(error).partition(" Please click")[0].removesuffix(".")
    return ExactJSON(error_json("invalid_request", f"{said}.", _TAKES), 422)


def unfit_body(request: Request, error: RequestValidationError) -> JSONResponse:
    """422 for a body that is none of a call.

    FastAPI's own answer repeats what was sent, and where that holds half a character, which cannot
    be sent, the log tells it.
    """
    return ExactJSON(error_json("invalid_request", what_does_not_fit(request, error), _TAKES), 422)


CALL_ERRORS: Mapping[type[Exception], Any] = {KeyError: unknown_name, TypeError: unfit_arguments}
