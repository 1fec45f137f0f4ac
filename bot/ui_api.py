"""The named endpoints of the Gradio API, which are also the tools of its MCP server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from index.errors import CitaatError, QuestionError

if TYPE_CHECKING:
    from bot.lazy import Answers
    from index.interview import Interview

# Answering takes milliseconds, and no call waits for another.
_OPEN: dict[str, Any] = {"concurrency_limit": None, "queue": False}


def add_endpoints(bot: Answers, interviews: Sequence[Interview]) -> None:
    """Add `/ask`, `/chat` and `/read_interview` to the Blocks being built."""
    library = {interview.id: interview for interview in interviews}

    def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Ask the published interviews a question and get their own words back.

        The reply quotes the passage that answers, to the letter: `quote.text` with its offsets
        `start` and `end` (code points in the source file), the whole answer it stands in as
        `passage`, and `source` with a link that opens it there. `kind` is "abstain" when the
        interviews do not answer; say so then, and do not answer from elsewhere. Questions may
        be in any language; quotations stay in the language of the interview.

        Args:
            question: The question, in any language, at most 2000 characters.
            history: Earlier questions of the same conversation, oldest first, so that a
                follow-up such as "and why?" is understood. Leave it out for a first question.
        """
        return asked(lambda: bot.ask(question, history or ()).as_json())

    def chat(message: str, history: list[Any] | None = None) -> dict[str, Any]:
        """Ask, for a chat client: the same reply as /ask, with the client's own history.

        Args:
            message: What the visitor says.
            history: The conversation so far: earlier questions, or messages with a role and a
                content, of which the user's are read.
        """
        return asked(lambda: bot.ask(message, user_turns(history)).as_json())

    def read_interview(interview: str = "") -> dict[str, Any]:
        """Read a published interview as a whole, or list which there are.

        `text` is the file to the letter, in which the offsets of every quotation count; without
        an id, the only interview, or the list of ids and titles when there are several.

        Args:
            interview: The id of the interview, as in `source.id` of a reply.
        """
        return asked(lambda: reading(library, interview))

    # A chat client's endpoint is no tool: the protocol's clients have `ask`.
    chat._mcp_type = "none"  # type: ignore[attr-defined]  # noqa: SLF001
    for endpoint in (ask, chat, read_interview):
        gr.api(endpoint, api_name=endpoint.__name__, **_OPEN)


def asked(answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """An answer, or the error as Gradio passes it on: one sentence and no traceback."""
    try:
        return answer()
    except CitaatError as error:
        raise gr.Error(str(error), print_exception=False) from None


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


def _said(message: object) -> str | None:
    """What the visitor said in one entry of a history; None for the bot's own words."""
    match message:
        case str():
            return message
        case {"role": "user", "content": str(content)}:
            return content
        case {"role": "user", "content": [*parts]}:
            texts = [part["text"] for part in parts if isinstance(part, dict) and "text" in part]
            return " ".join(map(str, texts))
        case {"role": str()}:
            return None
        case _:
            raise QuestionError(
                f"A message of the history cannot be {type(message).__name__}.",
                'Send {"role": "user", "content": "..."} or the earlier question as text.',
            )


def reading(library: dict[str, Interview], name: object) -> dict[str, Any]:
    """One interview in full, or the list of them.

    Raises:
        QuestionError: there is no interview of this name.
    """
    if not name and len(library) == 1:
        name = next(iter(library))
    if not name:
        return {"interviews": [{"id": one.id, "title": one.title} for one in library.values()]}
    interview = library.get(name) if isinstance(name, str) else None
    if interview is None:
        raise QuestionError(
            f"There is no interview {name!r}.", f"There are: {', '.join(library)}."
        )
    return {
        "id": interview.id,
        "title": interview.title,
        "language": interview.language,
        "speaker": interview.speaker,
        "url": interview.url,
        "file": interview.file,
        "sha256": interview.sha256,
        "questions": list(interview.questions),
        "text": interview.text,
    }
