"""What is scored: the product, or a baseline that replies in the same schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.reply import Reply

    Ask = Callable[[str, Sequence[str], str | None], Reply]
    Rank = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class System:
    """Something that answers; `rank` gives all source ids for a question, best first.

    Without `rank`, sources are ranked as they first appear in the reply's candidates, which
    is a short list: a source beyond it counts as not found.
    """

    ask: Ask
    rank: Rank | None = None
