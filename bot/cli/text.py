"""A reply as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.quote import in_marks

if TYPE_CHECKING:
    from bot.reply import Reply


def reply_text(reply: Reply) -> str:
    """The quotation with its source; without one the message, and what can be asked."""
    if reply.quote is None or reply.source is None:
        lines = [reply.message]
        for offered in reply.offered:
            lines += ["", f"  {in_marks(offered.quote.text)}", f"  ({offered.source.file})"]
        if reply.suggestions:
            lines += ["", "The content does answer:"]
            lines += [f"  - {suggestion}" for suggestion in reply.suggestions]
        return "\n".join(lines)
    lines = [in_marks(reply.quote.text), ""]
    if reply.passage is not None:
        if reply.passage.question:
            lines.append(f"  Asked:      {reply.passage.question}")
        if reply.passage.speaker:
            lines.append(f"  Speaker:    {reply.passage.speaker}")
    place = f"{reply.source.file}, characters {reply.quote.start}-{reply.quote.end}"
    lines.append(f"  Source:     {reply.source.title} ({place})")
    if reply.source.url:
        lines.append(f"  Address:    {reply.source.deep_link}")
    lines.append(f"  Confidence: {reply.confidence:.0%}")
    return "\n".join(lines)
