"""What the page looks like before anyone asks: its title, examples, theme and translations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import gradio as gr

from bot.library import are_conversations, questions_in_turn, tongues_of
from bot.render import environment, static
from bot.site import in_the_dark, ink_on, site_title
from bot.suggest import by_themselves
from bot.wording.labels import DUTCH, ENGLISH, wording_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings
    from index.interview import Interview

# Questions offered at the start; more would push the field off a phone's screen.
_EXAMPLES = 6
# So many interviews are named under the field; more are behind their number.
_LINKED = 4
# The languages that Gradio knows; it shows English to a browser of any of them unless it has
# other words. Dutch is the default here, so each gets Dutch by name.
_LOCALES = (
    "ar ca ckb cs de el es eu fa fi fr he hi hr hu id it ja ko lt nb nl nn pl pt pt-BR pt-PT ro ru "
    "sk sv ta th tr uk ur uz vi zh-CN zh-TW"
).split()
# What Gradio's own controls say; all other words of the page are in its HTML, in both languages.
_CONTROLS = ("ask_label", "placeholder", "send")
_SANS = ("ui-sans-serif", "system-ui", "sans-serif")
_MONO = ("ui-monospace", "monospace")


@dataclass(frozen=True, slots=True)
class Page:
    """The fixed parts of the page, ready as HTML."""

    title: str
    accent: str | None
    opening: str
    frame: str
    closing: str

    @classmethod
    def of(cls, settings: Settings, interviews: Sequence[Interview]) -> Page:
        """The page of this site, from its settings and its content."""
        title = site_title(settings, interviews)
        questions = settings.examples or by_themselves(questions_in_turn(interviews), _EXAMPLES)
        tongues, usual = tongues_of(interviews), interviews[0].language if interviews else "nl"
        facts: dict[str, Any] = {
            "title": title,
            # What a site calls itself is in no language that anyone knows.
            "tongue": usual if len(interviews) == 1 and not settings.title else None,
            "lead": settings.lead,
            "logo": "logo" if settings.logo else None,
            "intro": interviews[0].lead if len(interviews) == 1 else None,
            "examples": [(one, tongues.get(one, usual)) for one in questions[:_EXAMPLES]],
            "most": _EXAMPLES,
            "interviews": interviews,
            "few": _LINKED,
            **{
                language: wording_for(
                    language,
                    several=len(interviews) > 1,
                    conversations=are_conversations(interviews),
                )
                for language in ("nl", "en")
            },
        }
        part = environment().get_template
        return cls(
            title=title,
            accent=settings.accent,
            opening=part("opening.html").render(facts),
            frame=part("frame.html").render(facts),
            closing=part("closing.html").render(facts),
        )


def page_options(page: Page) -> dict[str, Any]:
    """How Gradio dresses and serves the page: nothing from another origin."""
    accent = ""
    if page.accent:
        for looks, colour in (("body", page.accent), ("body.dark", in_the_dark(page.accent))):
            accent += f"{looks} {{ --accent: {colour}; --accent-ink: {ink_on(colour)}; }}"
    return {
        "theme": gr.themes.Base(font=_SANS, font_mono=_MONO),
        "css": static("chat.css") + accent,
        "head": environment().get_template("head.html").render(),
        "i18n": translations(),
        "footer_links": [],
        "run_history": False,
        # Who asks what, and how often, is nobody's to look up.
        "enable_monitoring": False,
    }


@cache
def translations() -> gr.I18n:
    """English for an English browser, Dutch for every other that Gradio knows."""
    dutch, english = DUTCH.as_dict(), ENGLISH.as_dict()
    return gr.I18n(
        en={name: english[name] for name in _CONTROLS},
        **{locale: {name: dutch[name] for name in _CONTROLS} for locale in _LOCALES},
    )
