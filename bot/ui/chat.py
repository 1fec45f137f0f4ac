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

from bot.question import MAX_HISTORY
from bot.render import failure_html, frame_language, spoken, static, turn_html
from bot.ui.endpoints import add_endpoints
from bot.ui.page import FIELD_LIMIT, Page, page_options, translations
from bot.ui.sessions import PageConfig
from bot.wording import wording_for
from index.errors import CitaatError, NoSuchInterviewError, QuestionError

if TYPE_CHECKING:
    from bot.lazy import LazyBot
    from bot.library import Library
    from bot.reply import Reply
    from bot.settings import Settings

# Named in the page's script and stylesheet.
_FIELD, _CONVERSATION = "question", "conversation"

# Before a question is sent: show it at once, and leave an empty one where it is.
_ANNOUNCE = """(question, conversation) => {
  document.dispatchEvent(new CustomEvent("citaat:asked", { detail: question }));
  return [question, conversation];
}"""
_FAILED = '() => { document.dispatchEvent(new Event("citaat:failed")); }'


@dataclass(frozen=True, slots=True)
class Turn:
    """What one exchange adds to the page."""

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

    def __init__(self, page: Page) -> None:
        super().__init__(title=page.title, analytics_enabled=False, fill_width=True)
        self.default_config = self._components = PageConfig(self)
        self.launch_options: dict[str, Any] = page_options(page)

    def launch(self, *args: Any, **options: Any) -> Any:
        """Launch with what belongs to the page; any option given here wins."""
        return super().launch(*args, **{**self.launch_options, **options})

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

        Every call comes by here, just before Gradio fetches what a file's address names.
        """
        traverse(inputs, _refuse_file, is_file_obj)
        missing = block_fn.inputs[len(inputs) :]
        if all(isinstance(block, Api) for block in missing):
            inputs.extend(block.value for block in missing)
        super().validate_inputs(block_fn, inputs)


def _refuse_file(_: object) -> NoReturn:
    raise gr.Error("A question is text, not a file. Send it as a string.", print_exception=False)


async def respond(
    bot: LazyBot, question: object, shown: object, language: str, interview: str | None = None
) -> Turn:
    """Ask, and render what comes back; `shown` is what the page handed back.

    A question that is no text is the bot's to refuse, like an empty one.
    """
    earlier = earlier_questions(shown)

    def render(reply: Reply) -> Turn:
        return Turn(turn_html(reply), spoken(reply), (*earlier, reply.question))

    try:
        return await bot.told(cast("str", question), earlier, render, interview)
    except CitaatError as error:
        message = _refusal(error, language)
        return Turn(failure_html(question, message, language), message, earlier)


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
    """The last questions asked before, oldest first; whatever else was sent is ignored."""
    questions = shown.get("questions") if isinstance(shown, dict) else None
    if not isinstance(questions, list):
        return ()
    return tuple(q for q in questions[-MAX_HISTORY:] if isinstance(q, str))


def build_page(settings: Settings, bot: LazyBot, library: Library) -> ChatPage:
    """The chat as Blocks, with its API endpoints; it follows the library."""
    words = translations()
    page = Page.of(settings, library.interviews)
    demo = ChatPage(page)
    with demo:
        with gr.Column(elem_id="reading"):
            opening = gr.HTML(
                page.opening, elem_id="opening", padding=False, apply_default_css=False
            )
            conversation = gr.HTML(
                Turn("", "", ()).as_value(),
                html_template=page.frame,
                js_on_load=static("chat.js"),
                elem_id=_CONVERSATION,
                padding=False,
                apply_default_css=False,
            )
        with gr.Row(elem_id="ask-row"):
            field = gr.Textbox(
                label=words("ask_label"),
                placeholder=words("placeholder"),
                elem_id=_FIELD,
                lines=1,
                max_lines=5,
                max_length=FIELD_LIMIT,
                scale=1,
            )
            send = gr.Button(words("send"), variant="primary", elem_id="send", scale=0)
        closing = gr.HTML(page.closing, elem_id="closing", padding=False, apply_default_css=False)
        _wire(bot, conversation, field, send)
        add_endpoints(bot, library)
    parts = Parts(opening, conversation, closing)
    library.on_replaced(lambda: demo.show(parts, Page.of(settings, library.interviews)))
    return demo


def _wire(bot: LazyBot, conversation: gr.HTML, field: gr.Textbox, send: gr.Button) -> None:
    """One handler for a typed question, one for a clicked one."""

    async def typed(
        question: str, shown: object, request: gr.Request
    ) -> tuple[dict[str, Any], str]:
        turn = await respond(bot, question, shown, _language(request), _interview(request))
        return turn.as_value(), ""

    async def clicked(shown: object, event: gr.EventData, request: gr.Request) -> dict[str, Any]:
        question = event.question
        turn = await respond(bot, question, shown, _language(request), _interview(request))
        return turn.as_value()

    quiet: dict[str, Any] = {
        "api_visibility": "private",
        "show_progress": "hidden",
        "concurrency_limit": None,
    }
    asked = gr.on(
        [field.submit, send.click],
        typed,
        [field, conversation],
        [conversation, field],
        js=_ANNOUNCE,
        **quiet,
    )
    picked = conversation.ask(clicked, [conversation], [conversation], **quiet)
    for event in (asked, picked):
        event.failure(None, None, None, js=_FAILED, api_visibility="private")


def _language(request: gr.Request) -> str:
    """What the browser prefers, as far as the page speaks it."""
    preferred = request.headers.get("accept-language", "") if request else ""
    return frame_language(preferred[:2].lower())


def _interview(request: gr.Request) -> str | None:
    """Which interview the page is about, by its own address; None is all of them."""
    return request.query_params.get("interview") if request else None
