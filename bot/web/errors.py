"""The one shape of every error over HTTP."""

from __future__ import annotations

from pydantic import BaseModel


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
