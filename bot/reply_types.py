"""The JSON of a `Reply` as types, for clients in Python and for the description of the API.

`Reply` is the schema; a test holds these names and types against it.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12


class QuoteJSON(TypedDict):
    """The words to the letter; offsets in code points, and in UTF-16 units for JavaScript."""

    text: str
    start: int
    end: int
    start_utf16: int
    end_utf16: int


class PassageJSON(TypedDict):
    """The whole answer around the quotation."""

    text: str
    start: int
    end: int
    question: str | None
    speaker: str | None


class QuoteSelectorJSON(TypedDict):
    """The words, with a little of what stands before and after."""

    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


class PositionSelectorJSON(TypedDict):
    """Where the words stand, in code points."""

    type: Literal["TextPositionSelector"]
    start: int
    end: int


class TargetJSON(TypedDict):
    """The quotation as a W3C Web Annotation target."""

    source: str
    selector: list[QuoteSelectorJSON | PositionSelectorJSON]


class SourceJSON(TypedDict):
    """Where it stands."""

    id: str
    title: str
    file: str
    language: str
    sha256: str
    url: str | None
    date: str | None
    deep_link: str
    target: TargetJSON | None


class AlternativeJSON(TypedDict):
    """Another candidate."""

    quote: QuoteJSON
    passage: PassageJSON
    source: SourceJSON
    confidence: float


class WhyJSON(TypedDict):
    """What decided."""

    matched_terms: list[str]
    signals: dict[str, float]
    threshold: float
    reason: str


class VersionsJSON(TypedDict):
    """What produced the reply."""

    schema: int
    index: str
    model: str


class ReplyJSON(TypedDict):
    """The answer to one question."""

    kind: Literal["answer", "abstain", "smalltalk"]
    question: str
    standalone_question: str
    language: str
    message: str
    quote: QuoteJSON | None
    passage: PassageJSON | None
    source: SourceJSON | None
    confidence: float
    alternatives: list[AlternativeJSON]
    offered: list[AlternativeJSON]
    suggestions: list[str]
    why: WhyJSON
    versions: VersionsJSON
