"""What a page tells of itself to who only looks at its head: previews of links, and a tab."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.site import site_title
from bot.wording.labels import wording_for

if TYPE_CHECKING:
    from bot.library import Library
    from bot.settings import Settings
    from index.interview import Interview, Span

# So much of a text is shown at most, by whoever shows most.
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """The head of a page, but for what makes it work; `icon` is an address."""

    title: str
    description: str
    kind: Literal["website", "article"]
    icon: str


def chat_preview(settings: Settings, library: Library, named: str, language: str) -> Preview:
    """The chat with all interviews, or with the one that its address names."""
    interviews, only = library.interviews, library.get(named)
    usual = wording_for(language).lead
    if only is not None:
        title, told = only.title, only.lead or settings.lead
    else:
        alone = interviews[0].lead if len(interviews) == 1 else None
        title, told = site_title(settings, interviews), settings.lead or alone
    return Preview(title, _brief(told or usual), "website", "favicon.svg")


def source_preview(interview: Interview, quoted: Span | None) -> Preview:
    """An interview to read, or the quotation in it that a link names."""
    told = quoted.of(interview.text) if quoted else interview.lead or interview.title
    return Preview(interview.title, _brief(told), "article", "../favicon.svg")


def _brief(text: str) -> str:
    return textwrap.shorten(text, _SHOWN, placeholder="…")
