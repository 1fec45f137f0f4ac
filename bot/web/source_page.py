"""An interview as a readable page, with the quotation that a link names highlighted. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.render import environment, frame_language
from bot.web.preview import source_preview
from bot.wording.labels import wording_for
from index.interview import Role

if TYPE_CHECKING:
    from index.interview import Block, Interview, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block; `lit` is the quotation."""

    text: str
    lit: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A block as the page shows it."""

    role: Role
    anchor: str
    question: str | None
    speaker: str | None
    pieces: tuple[Piece, ...]


def source_html(
    interview: Interview, quoted: Span | None, styles: str, ask: str, language: str | None = None
) -> str:
    """The whole interview as an article, `quoted` marked when it lies inside one block.

    `ask` is the address where it can be asked. What stands around it is in `language`, or else in
    the interview's.
    """
    frame = frame_language(language or interview.language)
    return (
        environment()
        .get_template("source.html")
        .render(
            interview=interview,
            parts=parts_of(interview, quoted),
            quoted=quoted is not None,
            preview=source_preview(interview, quoted),
            frame=frame,
            words=wording_for(frame, conversations=interview.is_conversation),
            styles=styles,
            ask=ask,
        )
    )


def parts_of(interview: Interview, quoted: Span | None) -> tuple[Part, ...]:
    """The blocks in order; a question stands above the first block that answers it."""
    parts, asked = [], None
    named = _named(interview)
    for number, block in enumerate(interview.blocks):
        question = block.question.span.of(interview.text) if block.question else None
        new = block.question != asked
        asked = block.question or asked
        parts.append(
            Part(
                role=block.role,
                anchor=f"vraag-{number}" if question and new else f"deel-{number}",
                question=question if new else None,
                speaker=named[number],
                pieces=_pieces(interview.text, block, quoted),
            )
        )
    return tuple(parts)


def _named(interview: Interview) -> tuple[str | None, ...]:
    """Of each block who is named above it: who answers, where several people do.

    Once for what one of them says in a row below a question.
    """
    answers = [block for block in interview.blocks if block.role is Role.ANSWER]
    if len({interview.speaker_of(block) for block in answers}) < 2:
        return (None,) * len(interview.blocks)
    named: list[str | None] = []
    above: tuple[object, str | None] | None = None
    for block in interview.blocks:
        says = (block.question, interview.speaker_of(block))
        is_answer = block.role is Role.ANSWER
        named.append(says[1] if is_answer and says != above else None)
        above = says if is_answer else above
    return tuple(named)


def _pieces(text: str, block: Block, quoted: Span | None) -> tuple[Piece, ...]:
    if quoted is None or quoted not in block.span:
        return (Piece(block.span.of(text), lit=False),)
    cut = (
        Piece(text[block.span.start : quoted.start], lit=False),
        Piece(quoted.of(text), lit=True),
        Piece(text[quoted.end : block.span.end], lit=False),
    )
    return tuple(piece for piece in cut if piece.text)


def named_span(start: int | None, end: int | None, interview: Interview) -> Span | None:
    """The span that a link names, or None when it names none that this interview has."""
    return None if start is None or end is None else interview.span_within(start, end)
