"""Which questions a link asks, so that who opens it sees the quotation that was shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.question import latest

if TYPE_CHECKING:
    from bot.lazy import LazyBot
    from bot.reply import Reply

# Of the latest earlier questions, fewer than this are tried; what needs more gets all that count.
_TRIED = 4


async def shared(
    bot: LazyBot, told: Reply, earlier: tuple[str, ...], interview: str | None = None
) -> tuple[str, ...]:
    """As few questions as lead to the same reply, the one that it answers last.

    A follow-up joined to what it depends on is not answered as it is in its conversation, and what
    leans on nothing may still be about the interview that was quoted last. So each is asked.

    Raises:
        CitaatError: as when it was asked.
    """

    def is_same(reply: Reply) -> bool:
        same = reply.standalone_question == told.standalone_question
        return same and reply.quote == told.quote

    asked = told.question
    if told.quote is None:
        return (asked,)  # what is no answer is not shared
    for count in range(min(_TRIED, len(earlier))):
        before = earlier[len(earlier) - count :]
        if await bot.told(asked, before, is_same, interview, again=True):
            return (*before, asked)
    return (*latest(earlier), asked)
