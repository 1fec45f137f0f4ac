"""The page: a Gradio app around one `ask`, and the named endpoints of its API.

The conversation is our own HTML in `gr.HTML`, not `gr.Chatbot`: that one renders Markdown,
LaTeX and HTML, and an interview's `*`, `_`, `$` and `<` must reach the screen unchanged.
Nothing is kept on the server: each request brings the earlier questions along.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, cast

import gradio as gr
from gradio.components.api_component import Api
from gradio_client.utils import is_file_obj, traverse
from markupsafe import escape

from bot.question import MAX_QUESTION, latest
from bot.render import browser_language, failure_html, spoken, static, turn_html
from bot.ui.endpoints import add_endpoints
from bot.ui.page import Page, page_options, translations
from bot.ui.queue import BoundedQueue
from bot.ui.sessions import PageConfig
from bot.ui.sharing import shared
from bot.ui.tools import describe_tools
from bot.wording.labels import wording_for
from index.errors import CitaatError, NoSuchInterviewError, QuestionError

if TYPE_CHECKING:
    from gradio.mcp import GradioMCPServer

    from bot.lazy import LazyBot
    from bot.library import Library
    from bot.reply import Reply
    from bot.settings import Settings

# Named in the page's script and stylesheet.
_FIELD, _CONVERSATION = "question", "conversation"

# A visitor who comes back sees so many of the latest turns again.
_RESTORED = 20

# Of so many visitors Gradio keeps a copy of the page, 33 kB each; it would of 10,000. Who comes
# back after that gets a new one: what was asked comes with every request. So many replies wait to
# be fetched, too.
SESSIONS = 1_000

_FOR_THE_PAGE = "Only the page calls this. Call /ask: see /gradio_api/info for what it takes."
_FAILED = '() => { document.dispatchEvent(new Event("citaat:failed")); }'


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one exchange adds to the page; `html` and `spoken` are HTML."""

    html: str
    spoken: str
    questions: tuple[str, ...]

    def as_value(self) -> dict[str, Any]:
        """The turn as the page's script takes it, and hands its questions back."""
        return {"questions": self.questions, "turn": self.html, "spoken": self.spoken}


@dataclass(frozen=True, slots=True)
class Parts:
    """The components whose words come from the content."""

    opening: gr.HTML
    conversation: gr.HTML
    closing: gr.HTML


class ChatPage(gr.Blocks):
    """Blocks that know their own looks and routes, whoever launches them."""

    def __init__(self, page: Page, library: Library) -> None:
        self._library = library
        super().__init__(title=page.title, analytics_enabled=False, fill_width=True)
        self.state_session_capacity = SESSIONS
        self.default_config = self._components = PageConfig(self)
        self.launch_options: dict[str, Any] = page_options(page)

    @property  # type: ignore[override]
    def mcp_server_obj(self) -> GradioMCPServer | None:
        """The server of the tools, which Gradio sets just before the page is served."""
        return self._tools

    @mcp_server_obj.setter
    def mcp_server_obj(self, server: GradioMCPServer | None) -> None:
        self._tools = server
        if server is not None:
            describe_tools(server, self._library)

    def queue(self, *args: Any, **options: Any) -> Any:
        """Put calls in line as Gradio does, but without keeping what nobody fetches."""
        super().queue(*args, **options)
        self._queue = BoundedQueue.like(self._queue, self, SESSIONS)
        return self

    def launch(self, *args: Any, **options: Any) -> Any:
        """Launch with what belongs to the page; any option given here wins."""
        own = {**self.launch_options, "state_session_capacity": self.state_session_capacity}
        return super().launch(*args, **{**own, **options})

    def show(self, parts: Parts, page: Page) -> None:
        """Be `page` for visitors who come from now on; an open conversation stays as it is."""
        self.title = page.title
        parts.opening.value = page.opening
        parts.conversation.html_template = page.frame
        parts.closing.value = page.closing
        self._components.forget()
        self.config = self.get_config_file()

    def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
        """Refuse files, and give left-out arguments of an endpoint their defaults.

        Every call comes by here, just before Gradio fetches what a file's address names. What is
        the page's, and called without what the page sends, Gradio would meet with a traceback.
        """
        traverse(inputs, _refuse_file, is_file_obj)
        missing = block_fn.inputs[len(inputs) :]
        if block_fn.fn is None or not all(isinstance(block, Api) for block in missing):
            raise gr.Error(_FOR_THE_PAGE, print_exception=False)
        inputs.extend(block.value for block in missing)
        super().validate_inputs(block_fn, inputs)


def _refuse_file(_: object) -> NoReturn:
    raise gr.Error("A question is text, not a file. Send it as a string.", print_exception=False)


async def respond(
    bot: LazyBot,
    library: Library,
    question: object,
    earlier: tuple[str, ...],
    language: str,
    interview: str | None = None,
    *,
    again: bool = False,
) -> Exchange:
    """Ask, and render what comes back; `again` when it was asked before and is only shown.

    A question that is no text is the bot's to refuse, like an empty one.
    """
    words = cast("str", question)
    try:
        told = await bot.told(words, earlier, lambda reply: reply, interview, again=again)
        link = await shared(bot, told, earlier, interview)

        def render(reply: Reply) -> Exchange:
            turn = turn_html(reply, library.tongues, link)
            return Exchange(turn, spoken(reply), (*earlier, reply.question))

        return await bot.told(words, earlier, render, interview, again=True)
    except CitaatError as error:
        message = _refusal(error, language)
        return Exchange(failure_html(question, message, language), escape(message), earlier)


async def restored(
    bot: LazyBot,
    library: Library,
    questions: tuple[str, ...],
    language: str,
    interview: str | None = None,
) -> Exchange:
    """The latest turns of a conversation, each answered again after the questions before it."""
    turns = [
        await respond(bot, library, questions[at], questions[:at], language, interview, again=True)
        for at in range(max(0, len(questions) - _RESTORED), len(questions))
    ]
    return Exchange("".join(turn.html for turn in turns), "", questions)


def _refusal(error: CitaatError, language: str) -> str:
    """Why there is no reply, to a visitor."""
    match error:
        case NoSuchInterviewError():
            return wording_for(language).gone
        case QuestionError():
            return wording_for(language).unreadable
        case _:
            return str(error)


def earlier_questions(shown: object) -> tuple[str, ...]:
    """The latest questions asked before, oldest first: as many as a visitor sees again, or more.

    Whatever else was sent is ignored.
    """
    questions = shown.get("questions") if isinstance(shown, dict) else None
    if not isinstance(questions, list):
        return ()
    asked = tuple(question for question in questions if isinstance(question, str))
    return tuple(latest(asked, _RESTORED))


def build_page(settings: Settings, bot: LazyBot, library: Library) -> ChatPage:
    """The chat as Blocks, with its API endpoints; it follows the library."""
    words = translations()
    page = Page.of(settings, library.interviews)
    demo = ChatPage(page, library)
    with demo:
        with gr.Column(elem_id="reading"):
            opening = gr.HTML(
                page.opening, elem_id="opening", padding=False, apply_default_css=False
            )
            conversation = gr.HTML(
                Exchange("", "", ()).as_value(),
                html_template=page.frame,
                js_on_load=static("chat.js"),
                elem_id=_CONVERSATION,
                padding=False,
                apply_default_css=False,
            )
        with gr.Row(elem_id="ask-row"):
            gr.Textbox(
                label=words("ask_label"),
                placeholder=words("placeholder"),
                elem_id=_FIELD,
                lines=1,
                max_lines=5,
                max_length=MAX_QUESTION,
                scale=1,
            )
            gr.Button(words("send"), variant="primary", elem_id="send", scale=0)
        closing = gr.HTML(page.closing, elem_id="closing", padding=False, apply_default_css=False)
        _wire(bot, library, conversation)
        add_endpoints(bot, library, settings.public_url)
    parts = Parts(opening, conversation, closing)
    library.on_replaced(lambda: demo.show(parts, Page.of(settings, library.interviews)))
    return demo


def _wire(bot: LazyBot, library: Library, conversation: gr.HTML) -> None:
    """One handler for a question, however it is asked, and one for a visitor who comes back.

    The page's script reads the field, so that what is typed and what is clicked wait in one line.
    """

    async def asked(shown: object, event: gr.EventData, request: gr.Request) -> dict[str, Any]:
        earlier, language = earlier_questions(shown), _language(request)
        question = _question(event)
        turn = await respond(bot, library, question, earlier, language, _interview(request))
        return turn.as_value()

    async def returned(shown: object, request: gr.Request) -> dict[str, Any]:
        questions, language = earlier_questions(shown), _language(request)
        turn = await restored(bot, library, questions, language, _interview(request))
        return turn.as_value()

    quiet: dict[str, Any] = {
        "api_visibility": "private",
        "show_progress": "hidden",
        "concurrency_limit": None,
        # The script asks one at a time; one that is given up must not hold up the next.
        "trigger_mode": "multiple",
    }
    for event in (
        conversation.ask(asked, [conversation], [conversation], **quiet),
        conversation.restore(returned, [conversation], [conversation], **quiet),
    ):
        event.failure(None, None, None, js=_FAILED, api_visibility="private")


def _question(event: gr.EventData) -> object:
    """What the page's script asks; None when something else calls, and sends no event."""
    try:
        return event.question
    except (AttributeError, TypeError):
        return None


def _language(request: gr.Request) -> str:
    """What the browser prefers, as far as the page speaks it."""
    return browser_language(request.headers.get("accept-language", "") if request else "")


def _interview(request: gr.Request) -> str | None:
    """Which interview the page is about, by its own address; None is all of them."""
    return request.query_params.get("interview") if request else None
