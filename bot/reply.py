"""Reply: the one schema that every channel serialises, and `verify`, which checks a quotation.

Words are never stored. A `Quote` holds its interview and a span, and its text is derived as
`interview.text[start:end]`, so that no channel can show what the file does not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, computed_field
from pydantic.json_schema import SkipJsonSchema

from bot.links import Target
from index.interview import Interview, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from bot.quote import Candidate

SCHEMA_VERSION = 1

Kind = Literal["answer", "abstain", "smalltalk"]


class _Value(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        arbitrary_types_allowed=True,
        # A default is sent like any other value.
        json_schema_serialization_defaults_required=True,
    )


# mypy knows no property under another decorator; pydantic documents this ignore.
class _Slice(_Value):
    """A stretch of an interview. Offsets are code points; `*_utf16` are what JavaScript counts."""

    interview: SkipJsonSchema[InstanceOf[Interview]] = Field(exclude=True, repr=False)
    span: SkipJsonSchema[InstanceOf[Span]] = Field(exclude=True)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """The words, to the letter."""
        return self.span.of(self.interview.text)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def start(self) -> int:
        """First code point, in the file as `utf-8-sig` (no byte-order mark), newlines untouched."""
        return self.span.start

    @computed_field  # type: ignore[prop-decorator]
    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.span.end


class Quote(_Slice):
    """One or more whole, consecutive sentences of one block."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def start_utf16(self) -> int:
        """`start` in UTF-16 code units."""
        return utf16_offset(self.interview.text, self.span.start)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def end_utf16(self) -> int:
        """`end` in UTF-16 code units."""
        return utf16_offset(self.interview.text, self.span.end)

    def overlaps(self, other: Quote | Candidate) -> bool:
        """Whether both show the same words somewhere."""
        return self.interview.id == other.interview.id and self.span.overlaps(other.span)


class Context(_Slice):
    """The whole answer (or paragraph, lead, caption, byline) that a quotation is part of."""

    question: str | None = Field(description="What it answers; null when nothing was asked.")
    speaker: str | None = Field(description="Who says it; null when that is not known.")


class Source(_Value):
    """The file that a quotation comes from."""

    id: str = Field(description="What `interview` of a request takes.")
    title: str = Field(description="How the source is named.")
    file: str = Field(description="Path inside the content folder, with forward slashes.")
    language: str = Field(description="Of the quotation, as an ISO 639-1 code.")
    sha256: str = Field(description="Of the file's bytes.")
    url: str | None = Field(description="Where it was published, when its file says so.")
    date: str | None = Field(
        default=None, description="When it was published, as year-month-day, likewise."
    )
    deep_link: str = Field(description="Address that opens the source at the quotation.")
    target: Target | None = Field(
        default=None, description="The quotation as a W3C Web Annotation target."
    )


class Alternative(_Value):
    """Another candidate, at most as sure as the one before it."""

    quote: Quote = Field(description="What may answer.")
    passage: Context = Field(description="The whole that it is part of.")
    source: Source = Field(description="Where it stands.")
    confidence: float = Field(
        ge=0, le=1, description="Calibrated probability that it answers, at most that before it."
    )


class Why(_Value):
    """Which words and which signals decided; for an abstention, what was missing."""

    matched_terms: tuple[str, ...] = Field(description="Words of the question that stand there.")
    signals: dict[str, float] = Field(
        description="What the confidence was made of, by the names in bot/abstain.py, "
        "bot/general.py and bot/wanted/doubts.py."
    )
    threshold: float = Field(ge=0, le=1, description="From this confidence on it is an answer.")
    reason: str = Field(
        description="The same in plain language, for the visitor; of small talk its kind."
    )


class Versions(_Value):
    """What produced the reply: the same question and versions give the same reply."""

    schema_: int = Field(
        default=SCHEMA_VERSION,
        alias="schema",
        serialization_alias="schema",
        description="Of the reply: this schema's.",
    )
    index: str = Field(description="Changes with the content and the model.")
    model: str = Field(description="The embedding model and its revision.")


class Reply(_Value):
    """The answer to one question, in every channel."""

    kind: Kind = Field(description="Whether it quotes, is silent, or only is polite.")
    question: str = Field(description="As it was read.")
    standalone_question: str = Field(
        description="What was searched for: a follow-up with what it depends on."
    )
    language: str = Field(description="Of the question: nl, en, or another ISO 639-1 code.")
    message: str = Field(description="What the chat shows, as plain text.")
    quote: Quote | None = Field(description="The words that answer; null unless it is an answer.")
    passage: Context | None = Field(description="The whole that they are part of.")
    source: Source | None = Field(description="Where they stand.")
    confidence: float = Field(
        ge=0, le=1, description="Calibrated probability that the best candidate answers."
    )
    alternatives: tuple[Alternative, ...] = Field(
        description="The next candidates, best first; for an abstention the best is among them."
    )
    offered: tuple[Alternative, ...] = Field(
        default=(),
        description="Of an unsure abstention: the alternatives that the visitor may have meant, "
        "which `message` asks.",
    )
    suggestions: tuple[str, ...] = Field(description="Questions that the content answers.")
    why: Why = Field(description="What decided.")
    versions: Versions = Field(description="What it was made with.")

    def as_json(self) -> dict[str, Any]:
        """The reply as JSON-ready values, under the schema's names."""
        return self.model_dump(mode="json", by_alias=True)

    def as_bytes(self) -> bytes:
        """The same JSON as bytes, ready to send."""
        return self.__pydantic_serializer__.to_json(self, by_alias=True)


def json_schema() -> dict[str, Any]:
    """JSON Schema of a serialised `Reply`, as committed in `docs/reply.schema.json`."""
    return Reply.model_json_schema(mode="serialization", by_alias=True)


def utf16_offset(text: str, offset: int) -> int:
    """A code-point offset in UTF-16 code units: characters beyond U+FFFF count twice."""
    # Encoded, because counting a file's characters one by one costs as much as a search.
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def verify(quote: str, sha256: str, start: int, end: int, interviews: Iterable[Interview]) -> bool:
    """Whether `quote` is what the file with this hash says at `[start, end)` code points."""
    return any(
        interview.sha256 == sha256
        and 0 <= start < end <= len(interview.text)
        and interview.text[start:end] == quote
        for interview in interviews
    )


if __name__ == "__main__":
    import json
    import sys

    json.dump(json_schema(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
