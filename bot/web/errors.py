"""The one shape of every error over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.requests import Request


class ErrorDetail(BaseModel):
    """What went wrong, and what to do."""

    code: str
    message: str
    remedy: str


class ErrorReply(BaseModel):
    """The one shape of every error."""

    error: ErrorDetail


def error_json(code: str, message: str, remedy: str) -> dict[str, dict[str, str]]:
    """The JSON of an `ErrorReply`."""
    return {"error": {"code": code, "message": message, "remedy": remedy}}


def no_such_endpoint(_: Request, error: Exception) -> JSONResponse:
    """Gradio's API was asked for a name that it does not have."""
    del error
    remedy = "See /gradio_api/info for what there is."
    return JSONResponse(error_json("not_found", "There is no endpoint of this name.", remedy), 404)
