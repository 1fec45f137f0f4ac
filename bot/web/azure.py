"""A reply in the shape of Azure's custom question answering, for a site that moves over.

Its spans are in code points and satisfy `answer[offset:offset + length] == text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from bot.addresses import base_of, under
from bot.question import there_are
from bot.web.errors import ErrorReply
from bot.web.rest import PlainRoute
from index.errors import NoSuchInterviewError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.lazy import LazyBot
    from bot.library import Library
    from bot.reply import Alternative, Reply

# What that service answers when it finds nothing.
NO_ANSWER = "No good match found in KB"


class _Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class PreviousTurn(_Camel):
    """What was asked before; `previousQnaId` is of no use here and is not read."""

    previous_user_query: str | None = None


class Filters(_Camel):
    """Which sources may answer; metadata is not read."""

    source_filter: list[str] = []


class AzureQuestion(_Camel):
    """The fields of that service's request which mean something here; others are ignored."""

    question: str
    top: Annotated[int, Field(ge=1, le=10)] = 1
    confidence_score_threshold: Annotated[float, Field(ge=0, le=1)] = 0.0
    context: PreviousTurn | None = None
    filters: Filters | None = None


class AnswerSpan(_Camel):
    """The quotation inside the answer, in code points."""

    text: str
    confidence_score: float
    offset: int
    length: int


class AzureAnswer(_Camel):
    """One answer: the whole passage, with the quotation as its span."""

    questions: tuple[str, ...]
    answer: str
    confidence_score: float
    id: int
    source: str
    metadata: dict[str, str]
    answer_span: AnswerSpan | None


class AzureAnswers(_Camel):
    """The answers, the surest first."""

    answers: tuple[AzureAnswer, ...]


def azure_routes(bot: LazyBot, library: Library) -> APIRouter:
    """The endpoint under the name that clients of that service call."""
    routes = APIRouter(route_class=PlainRoute)

    @routes.post(
        "/language/:query-knowledgebases",
        tags=["azure"],
        response_model_by_alias=True,
        responses={422: {"model": ErrorReply, "description": "Cannot be asked."}},
        summary="Ask in the shape of Azure's custom question answering",
    )
    async def query(asked: AzureQuestion, request: Request) -> AzureAnswers:
        """The reply as `answers[]`, each with its `answerSpan`."""
        earlier = asked.context.previous_user_query if asked.context else None

        base = base_of(request)

        def tell(reply: Reply) -> AzureAnswers:
            return azure_answers(under(base, reply), asked.top, asked.confidence_score_threshold)

        sources = asked.filters.source_filter if asked.filters else []
        history = (earlier,) if earlier else ()
        return await bot.told(asked.question, history, tell, _named_by(sources, library))

    return routes


def _named_by(sources: Sequence[str], library: Library) -> str | None:
    """The id of the interview that a filter names by its file, as `source` of an answer has it.

    Raises:
        QuestionError: it names several, or none that is there.
    """
    if not sources:
        return None
    if len(sources) > 1:
        raise QuestionError(
            f"The filter names {len(sources)} sources.", "Name one, or leave it out to ask all."
        )
    files = {interview.file: interview.id for interview in library.interviews}
    if sources[0] not in files:
        raise NoSuchInterviewError(
            f"There is no source {sources[0]!r}.", there_are(files, sources[0])
        )
    return files[sources[0]]


def azure_answers(reply: Reply, top: int = 1, threshold: float = 0.0) -> AzureAnswers:
    """A reply as that service would give it; an abstention is its "no good match"."""
    found = tuple(
        answer
        for answer in (_answer(n, item) for n, item in enumerate(_items(reply), start=1))
        if answer.confidence_score >= threshold
    )[:top]
    return AzureAnswers(answers=found or (_nothing(reply),))


def _items(reply: Reply) -> Iterator[Reply | Alternative]:
    if reply.kind == "answer":
        yield reply
        yield from reply.alternatives


def _answer(number: int, item: Reply | Alternative) -> AzureAnswer:
    if item.quote is None or item.passage is None or item.source is None:
        raise ValueError("an answer has a quotation, a passage and a source")
    return AzureAnswer(
        questions=(item.passage.question,) if item.passage.question else (),
        answer=item.passage.text,
        confidence_score=item.confidence,
        id=number,
        source=item.source.file,
        metadata={"deep_link": item.source.deep_link, "sha256": item.source.sha256},
        answer_span=AnswerSpan(
            text=item.quote.text,
            confidence_score=item.confidence,
            offset=item.quote.start - item.passage.start,
            length=item.quote.end - item.quote.start,
        ),
    )


def _nothing(reply: Reply) -> AzureAnswer:
    return AzureAnswer(
        questions=(),
        answer=reply.message if reply.kind == "smalltalk" else NO_ANSWER,
        confidence_score=0.0,
        id=-1,
        source="",
        metadata={},
        answer_span=None,
    )
