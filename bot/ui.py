"""The page: a Gradio app around one `ask`, and the named endpoints of its API.

The conversation is our own HTML in `gr.HTML`, not `gr.Chatbot`: that one renders Markdown,
LaTeX and HTML, and an interview's `*`, `_`, `$` and `<` must reach the screen unchanged.
Nothing is kept on the server: each request brings the earlier questions along.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from bot.render import failure_html, frame_language, spoken, turn_html
from bot.ui_api import add_endpoints
from bot.ui_page import FIELD_LIMIT, Page, page_options, static, translations
from bot.wording import wording_for
from index.errors import CitaatError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.lazy import Answers
    from index.interview import Interview

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


class Conversation(gr.HTML):
    """The turns so far. The browser keeps them and hands back only the earlier questions."""

    def preprocess(self, payload: Any) -> tuple[str, ...]:
        """The earlier questions, oldest first; whatever else was sent is ignored."""
        questions = payload.get("questions", []) if isinstance(payload, dict) else []
        return tuple(q for q in questions if isinstance(q, str))

    def postprocess(self, value: Turn | None) -> Any:
        """The newest turn, for the page's script to append."""
        if value is None:
            return {"questions": [], "turn": "", "spoken": ""}
        return {"questions": value.questions, "turn": value.html, "spoken": value.spoken}


class ChatPage(gr.Blocks):
    """Blocks that know their own theme, style and translations, whoever launches them."""

    def __init__(self, page: Page) -> None:
        super().__init__(title=page.title, analytics_enabled=False, fill_width=True)
        self.page = page

    def launch(self, **options: Any) -> Any:
        """Launch with the page's own looks; any option given here wins."""
        return super().launch(**{**page_options(self.page), **options})


def respond(bot: Answers, question: object, earlier: tuple[str, ...], language: str) -> Turn:
    """Ask, and render what comes back."""
    try:
        reply = bot.ask(question, earlier)  # type: ignore[arg-type] - the bot refuses non-text
    except CitaatError as error:
        message = wording_for(language).unreadable if isinstance(error, QuestionError) else None
        html = failure_html(question, message or str(error), language)
        return Turn(html, message or str(error), earlier)
    return Turn(turn_html(reply), spoken(reply), (*earlier, reply.question))


def build_page(page: Page, bot: Answers, interviews: Sequence[Interview]) -> ChatPage:
    """The chat as Blocks, with its API endpoints."""
    words = translations()
    with ChatPage(page) as demo:
        gr.HTML(page.opening, elem_id="opening", padding=False, apply_default_css=False)
        conversation = Conversation(
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
        gr.HTML(page.closing, elem_id="closing", padding=False, apply_default_css=False)
        _wire(bot, conversation, field, send)
        add_endpoints(bot, interviews)
    return demo


def _wire(bot: Answers, conversation: Conversation, field: gr.Textbox, send: gr.Button) -> None:
    """One handler for a typed question, one for a clicked one."""

    def typed(question: str, earlier: tuple[str, ...], request: gr.Request) -> tuple[Turn, str]:
        return respond(bot, question, earlier, _language(request)), ""

    def clicked(earlier: tuple[str, ...], event: gr.EventData, request: gr.Request) -> Turn:
        return respond(bot, event.question, earlier, _language(request))

    quiet: dict[str, Any] = {
        "api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None,
    }
    asked = gr.on(
        [field.submit, send.click], typed, [field, conversation], [conversation, field],
        js=_ANNOUNCE, **quiet,
    )
    picked = conversation.ask(clicked, [conversation], [conversation], **quiet)
    for event in (asked, picked):
        event.failure(None, None, None, js=_FAILED, api_visibility="private")


def _language(request: gr.Request) -> str:
    """What the browser prefers, as far as the page speaks it."""
    preferred = request.headers.get("accept-language", "") if request else ""
    return frame_language(preferred[:2].lower())
