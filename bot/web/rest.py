"""Plain HTTP beside Gradio: POST /api/ask, the interviews, feedback, and how the server is."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from bot.addresses import base_of, under
from bot.journal import Judged
from bot.listed import InterviewSummary, summary
from bot.question import (
    MAX_QUESTION,
    MAX_REQUEST,
    TURNS,
    checked_interview,
    checked_question,
    composed,
)
from bot.reply_types import ReplyJSON
from bot.web.errors import ErrorReply, error_json
from index.errors import CitaatError, NoSuchInterviewError, QuestionError
from index.parse import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from bot.journal import Journal
    from bot.lazy import LazyBot
    from bot.library import Library
    from bot.reply import Reply
    from index.interview import Interview

# One JSON object a line, for an editor who wants to know which quotations help. What was asked is
# the visitor's: only a journal keeps that, where somebody wants one.
feedback_log = logging.getLogger("citaat.feedback")
_log = logging.getLogger(__name__)


class _Body(BaseModel):
    model_config = ConfigDict(strict=True)


class Asked(_Body):
    """A question, with the earlier ones of the same conversation."""

    question: str = Field(
        description=f"At most {MAX_QUESTION} characters.",
        examples=["Wat doet het Digital Trust Center?"],
    )
    history: list[str] | None = Field(
        default=None,
        description=f"Earlier questions, oldest first; the last {TURNS} or more count.",
    )
    interview: str | None = Field(
        default=None,
        description="The id of the only interview to ask, as in `source.id`; all when left out.",
    )


class Feedback(_Body):
    """Whether a quotation answered the question."""

    question: str
    source: Annotated[str, Field(min_length=1, description="The id of the interview.")]
    start: Annotated[int, Field(ge=0, le=MAX_BYTES)]
    end: Annotated[int, Field(gt=0, le=MAX_BYTES)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    useful: bool


_ERRORS: dict[int | str, dict[str, Any]] = {
    422: {"model": ErrorReply, "description": "The question cannot be asked."},
    403: {"model": ErrorReply, "description": "A page of another site, which is not allowed."},
    413: {"model": ErrorReply, "description": f"More than {MAX_REQUEST:,} bytes."},
    503: {"model": ErrorReply, "description": "The bot could not be started."},
}


class ExactJSON(JSONResponse):
    """JSON in plain UTF-8; a lone surrogate that somebody sent becomes a replacement mark."""

    def render(self, content: Any) -> bytes:
        """The body's bytes."""
        return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")


def rest_routes(
    bot: LazyBot, library: Library, journal: Journal | None, public_url: str | None
) -> APIRouter:
    """The routes of the plain API; `public_url` is the address of links, None the one called."""
    routes = APIRouter(default_response_class=ExactJSON, route_class=PlainRoute)

    @routes.post(
        "/api/ask",
        response_model=None,
        responses={200: {"model": ReplyJSON}, **_ERRORS},
        tags=["ask"],
        summary="Ask, and get the interview's own words",
    )
    async def ask(asked: Asked, request: Request) -> Response:
        """Answer with a quotation, or say that the interview does not answer."""
        base = base_of(request)

        def tell(reply: Reply) -> bytes:
            return under(base, reply).as_bytes()

        body = await bot.told(asked.question, asked.history or (), tell, asked.interview)
        return Response(body, media_type="application/json")

    @routes.get("/api/interviews", tags=["ask"], summary="What can be asked")
    def listing(request: Request) -> tuple[InterviewSummary, ...]:
        """The interviews, with the questions that were put in them."""
        base = _base(public_url, request)
        return tuple(summary(interview, base) for interview in library.interviews)

    @routes.get(
        "/api/interviews/{name}",
        response_model=InterviewSummary,
        responses={
            404: {"model": ErrorReply, "description": "There is no such interview."},
            # Without it FastAPI promises a 422 in a shape of its own, which never comes.
            "4XX": {"model": ErrorReply, "description": "Refused, as a page of another site is."},
        },
        tags=["ask"],
        summary="One interview that can be asked",
    )
    def listed(name: str, request: Request) -> InterviewSummary | Response:
        """What a page needs to present one interview: its title, its lead, its questions."""
        interview = library.get(name)
        base = _base(public_url, request)
        return not_found(name) if interview is None else summary(interview, base)

    @routes.post(
        "/api/feedback",
        status_code=204,
        responses={422: _ERRORS[422]},
        tags=["ask"],
        summary="Say whether a quotation helped",
    )
    def feedback(judged: Feedback) -> None:
        """Write the judgement to the log `citaat.feedback`; a journal gets the question too."""
        interviews = library.now
        source = composed(judged.source)
        checked_interview(source, interviews)
        question = checked_question(judged.question)
        # Who leaves the hash out has the file in mind as it is.
        sha256 = judged.sha256 or interviews[source].sha256
        checked_span(judged.start, judged.end, interviews[source], sha256)
        noted = judged.model_copy(update={"question": question, "source": source, "sha256": sha256})
        feedback_log.info(noted.model_dump_json(exclude={"question"}))
        if journal is not None:
            journal.note(Judged(**noted.model_dump()))

    # Some that watch a server write the slash, and would be told that it is not there.
    @routes.get("/healthz/", include_in_schema=False)
    @routes.get("/healthz", tags=["server"], summary="Whether the server runs")
    def health() -> dict[str, str]:
        """Always ok: a server that does not run does not answer."""
        return {"status": "ok"}

    @routes.get("/readyz/", include_in_schema=False)
    @routes.get(
        "/readyz",
        tags=["server"],
        summary="Whether questions are answered at once",
        responses={503: {"description": "Still starting, or failed to."}},
    )
    def ready() -> Response:
        """Ready, starting or failed; starting begins here when it has not yet."""
        bot.wake()
        if bot.failure is not None:
            return ExactJSON({"status": "failed", "reason": str(bot.failure)}, 503)
        return (
            ExactJSON({"status": "ready"}) if bot.ready else ExactJSON({"status": "starting"}, 503)
        )

    return routes


def _base(public_url: str | None, request: Request) -> str:
    return public_url or base_of(request)


def checked_span(start: int, end: int, interview: Interview, sha256: str) -> None:
    """Refuse what cannot be a quotation; of another state of the file only the order is known.

    Raises:
        QuestionError: it ends before it starts, or the file has no such quotation.
    """
    if start < end and (sha256 != interview.sha256 or interview.span_within(start, end)):
        return
    raise QuestionError(
        f"There is no quotation from {start:,} to {end:,} in {interview.id!r}.",
        "Send `start` and `end` of the reply's `quote`.",
    )


def not_found(name: str) -> Response:
    """What is answered where an address names an interview that is not there."""
    return ExactJSON(
        error_json("not_found", f"There is no interview {name!r}.", "See /api/interviews."), 404
    )


def _unanswerable(_: Request, error: QuestionError) -> Response:
    gone = isinstance(error, NoSuchInterviewError)
    code = "no_such_interview" if gone else "question_refused"
    return ExactJSON(error_json(code, error.message, error.remedy), 422)


def _unable(_: Request, error: CitaatError) -> Response:
    _log.error("%s", error)
    return ExactJSON(error_json("unavailable", error.message, error.remedy), 503)


def _unexpected(_: Request, error: Exception) -> Response:
    del error  # Starlette logs it, with its traceback
    message, remedy = "The server failed at this.", "Try again; its log says what happened."
    return ExactJSON(error_json("failed", message, remedy), 500)


def _invalid(request: Request, error: RequestValidationError) -> Response:
    return _refused_body(request, what_does_not_fit(request, error))


def what_does_not_fit(request: Request, error: RequestValidationError) -> str:
    """What is wrong with a request, in one sentence and without its own words."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != "body") or "body"
    message = f"{where}: {first['msg']}."
    if first["type"] == "json_invalid":
        message = f"The body is no JSON, from character {where} on: {first['ctx']['error']}."
    elif where == "body" and not _says_json(said := request.headers.get("content-type", "")):
        # FastAPI has not tried to read it then.
        told = f"says {said!r}" if said else "is missing"
        message = f"The header Content-Type {told}; send application/json."
    return message


def _says_json(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind == "application/json" or (
        kind.startswith("application/") and kind.endswith("+json")
    )


def _refused_body(request: Request, message: str) -> Response:
    about = getattr(request.scope.get("route"), "unique_id", "")
    remedy = f"Send JSON as /api/docs#{about} has it."
    return ExactJSON(error_json("invalid_request", message, remedy), 422)


class PlainRoute(APIRoute):
    """A route whose body may be anything: what cannot be read at all is refused as the rest is."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, without its own shape of error."""
        handler = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handler(request)
            except HTTPException as error:
                # FastAPI's, for bytes that are no UTF-8 and for JSON that is nested too deeply.
                if error.status_code != 400:
                    raise
                return _refused_body(request, "The body cannot be read as JSON in UTF-8.")

        return handled


# Every failure of the plain routes is one clear JSON object, never a traceback.
ERROR_HANDLERS: Mapping[type[Exception], Any] = {
    QuestionError: _unanswerable,
    CitaatError: _unable,
    RequestValidationError: _invalid,
    Exception: _unexpected,
}
