"""The named endpoints of the Gradio API, which are also the tools of its MCP server.

Gradio reads the annotations of an endpoint as they stand, so here they are not postponed.
"""

import json
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import make_dataclass
from functools import cache
from typing import Any, TypeVar, cast

import gradio as gr
from gradio.events import api

from bot.addresses import base_of, under
from bot.lazy import LazyBot
from bot.library import Library
from bot.listed import InterviewJSON, InterviewsJSON, listed, whole
from bot.question import checked_interview, there_are
from bot.reply import Reply
from bot.reply_types import ReplyJSON
from index.errors import CitaatError, QuestionError
from index.interview import Interview

_T = TypeVar("_T")

# Answering takes milliseconds, and no call waits for another.
_OPEN: dict[str, Any] = {"concurrency_limit": None, "queue": False}


def add_endpoints(bot: LazyBot, library: Library, public_url: str | None) -> None:
    """Add `/ask`, `/chat`, `/list_interviews` and `/read_interview` to the Blocks being built.

    `public_url` is the address of links; None is the one that is called.
    """

    async def ask(  # noqa: D417 - Gradio gives the request, a client does not
        question: str,
        history: list[str] | None = None,
        interview: str | None = None,
        request: gr.Request | None = None,
    ) -> ReplyJSON:
        """Ask the published interviews a question and get their own words back.

        Call it for whatever the people interviewed may have told. The reply quotes the passage
        that answers, to the letter: `quote.text` with its offsets `start` and `end` (code points
        in the source file), the whole answer it stands in as `passage`, and `source` with a link
        that opens it there. Give these words unchanged, in quotation marks, with who says them
        (`passage.speaker`) and the link; your own words around them are no quotation. `kind` is
        "abstain" when the interviews do not answer; say so then, and do not answer from
        elsewhere. Passages that may be meant are then `offered`, as a question; `alternatives`
        are only what came nearest, and no answer. Questions may be in any language; quotations
        stay in the language of the interview. `list_interviews` tells which interviews there
        are.

        Args:
            question: The question, in any language, at most 2000 characters.
            history: Earlier questions of this conversation, oldest first, for a follow-up.
            interview: The id of the only interview to ask, as in `source.id`; all when left out.
        """
        with passed_on():
            return await bot.told(question, history or (), telling(request), interview)

    async def chat(  # noqa: D417
        message: str,
        history: list[Any] | None = None,
        interview: str | None = None,
        request: gr.Request | None = None,
    ) -> ReplyJSON:
        """Ask, for a chat client: the same reply as /ask, with the client's own history.

        Args:
            message: What the visitor says.
            history: The conversation so far, as texts or as messages with role and content.
            interview: The id of the only interview to ask; all when left out.
        """
        with passed_on():
            question = cast("str", written(message))
            return await bot.told(question, user_turns(history), telling(request), interview)

    def list_interviews(request: gr.Request | None = None) -> InterviewsJSON:
        """List the published interviews that can be asked and read, with who speaks in them.

        `id` is what the other tools take as `interview`, `url` is the page to read it on.
        """
        return listing(library.now, public_url or called(request))

    def read_interview(  # noqa: D417
        interview: str | None = None, request: gr.Request | None = None
    ) -> InterviewJSON:
        """Read a published interview as a whole, with the questions that were put in it.

        `text` is the file to the letter, in which the offsets of every quotation count.

        Args:
            interview: Its id, as `list_interviews` has it; optional when there is only one.
        """
        with passed_on():
            return reading(library.now, interview, public_url or called(request))

    # A chat client's endpoint is no tool: the protocol's clients have `ask`.
    chat._mcp_type = "none"  # type: ignore[attr-defined]  # noqa: SLF001
    for endpoint in (ask, chat, list_interviews, read_interview):
        api(endpoint, api_name=endpoint.__name__, **_OPEN)


class _PlainError(gr.Error):
    """What Gradio shows as `message`, and its MCP server as `str`, where it would be in quotes."""

    def __str__(self) -> str:
        return str(self.message)


@contextmanager
def passed_on() -> Generator[None]:
    """An error as Gradio passes it on: one sentence and no traceback."""
    try:
        yield
    except CitaatError as error:
        raise _PlainError(str(error), print_exception=False) from None


def called(request: gr.Request | None) -> str:
    """The address that a client called, for links that it can open.

    Gradio's request has what Starlette's has, and over MCP it is one of those.
    """
    return base_of(cast("Any", request)) if request else ""


def telling(request: gr.Request | None) -> Callable[[Reply], ReplyJSON]:
    """A reply by the names of its schema, with links under the address that was called."""
    base = called(request)
    return lambda reply: _legible(ReplyJSON, under(base, reply).as_json())


def listing(library: Mapping[str, Interview], base: str) -> InterviewsJSON:
    """What can be asked and read."""
    found = [listed(interview, base) for interview in library.values()]
    return _legible(InterviewsJSON, InterviewsJSON(interviews=found))


def _legible(shape: type[_T], values: Mapping[str, Any]) -> _T:
    """The values as an object that every channel of Gradio turns into the same JSON.

    The HTTP channels serialise a dataclass as they would a dict, but the MCP server shows
    `str(result)`, which for a dict would be Python's notation.
    """
    return cast("_T", _legible_class(shape.__name__, tuple(values))(**values))


@cache  # making a class takes longer than a search
def _legible_class(name: str, fields: tuple[str, ...]) -> type:
    return make_dataclass(
        name,
        fields,
        frozen=True,
        namespace={"__str__": lambda self: json.dumps(vars(self), ensure_ascii=False)},
    )


def user_turns(history: object) -> tuple[str, ...]:
    """The visitor's questions out of a chat client's history.

    Raises:
        QuestionError: it is no list of texts or messages.
    """
    if history is None:
        return ()
    if not isinstance(history, list):
        raise QuestionError(
            f"The history is a list, not {type(history).__name__}.",
            'Send messages such as {"role": "user", "content": "..."}, or leave it out.',
        )
    return tuple(text for message in history if (text := _said(message)) is not None)


def written(message: object) -> object:
    """The text of a field that takes files as well, when there are none; else what was sent."""
    match message:
        case {"text": text, "files": [] | None}:
            return text
        case _:
            return message


def _text_of(part: object) -> str:
    """What a part of a message says; "" when it is a picture or the like."""
    match part:
        case str(text) | {"text": str(text)}:
            return text
        case _:
            return ""


def _said(message: object) -> str | None:
    """What the visitor said in one entry of a history; None for the bot's own words."""
    match message:
        case str():
            return message
        case {"role": "user", "content": str(content)}:
            return content
        case {"role": "user", "content": [*parts]} if any(map(_text_of, parts)):
            return " ".join(filter(None, map(_text_of, parts)))
        case {"role": str(role)} if role != "user":
            return None
        case _:
            raise QuestionError(
                "A message of the history holds no question that can be read.",
                'Send {"role": "user", "content": "..."} or the earlier question as text.',
            )


def reading(library: Mapping[str, Interview], name: object, base: str) -> InterviewJSON:
    """One interview in full; the only one when none is named.

    Raises:
        QuestionError: there is no interview of this name, or several to choose from.
    """
    named = checked_interview(name, library)
    if named is None:
        if len(library) != 1:
            raise QuestionError("Say which interview to read.", there_are(library))
        (named,) = library
    return _legible(InterviewJSON, whole(library[named], base))
