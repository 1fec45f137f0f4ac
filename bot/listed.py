"""What the channels tell of an interview: the same of each, and some of them more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from bot.links import page_link

if TYPE_CHECKING:
    from index.interview import Interview


class ListedJSON(TypedDict):
    """One interview that can be asked and read."""

    id: str
    title: str
    language: str
    speaker: str | None
    speakers: list[str]
    date: str | None
    url: str


class InterviewsJSON(TypedDict):
    """All of them."""

    interviews: list[ListedJSON]


class InterviewSummary(ListedJSON):
    """One interview that can be asked."""

    kind: Annotated[
        Literal["interview", "article"],
        Field(description="An article is a text without questions and answers."),
    ]
    lead: str | None
    sha256: str
    questions: list[str]


class InterviewJSON(ListedJSON):
    """One interview as a whole; offsets of quotations count in `text`."""

    file: str
    sha256: str
    questions: list[str]
    text: str


def listed(interview: Interview, base: str) -> ListedJSON:
    """What every channel tells of it; `url` is the page to read it on, here under `base`."""
    return ListedJSON(
        id=interview.id,
        title=interview.title,
        language=interview.language,
        speaker=interview.speaker,
        speakers=list(interview.speakers),
        date=interview.date,
        url=page_link(interview, base),
    )


def summary(interview: Interview, base: str) -> InterviewSummary:
    """What a page needs to present it: its lead and its questions too."""
    return InterviewSummary(
        **listed(interview, base),
        kind="interview" if interview.is_conversation else "article",
        lead=interview.lead,
        sha256=interview.sha256,
        questions=list(interview.questions),
    )


def whole(interview: Interview, base: str) -> InterviewJSON:
    """All of it."""
    return InterviewJSON(
        **listed(interview, base),
        file=interview.file,
        sha256=interview.sha256,
        questions=list(interview.questions),
        text=interview.text,
    )
