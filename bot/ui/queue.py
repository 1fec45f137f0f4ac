"""Gradio's queue of calls, bounded: it is made for an app of which somebody watches the figures.

It keeps a name for ever for every session, and what nobody fetches; after each call it makes a
table of the last 10,000, for a page that is switched off here (`enable_monitoring`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from gradio.queueing import Queue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gradio.blocks import Blocks

# A page's name for its session has a dozen characters.
MAX_NAME = 100


class BoundedQueue(Queue):
    """Drops sessions that have got all their replies, and beyond `most` replies the greediest."""

    def __init__(self, most: int, **options: Any) -> None:
        super().__init__(**options)
        self._most = most

    @classmethod
    def like(cls, queue: Queue, blocks: Blocks, most: int) -> Self:
        """A queue with the options of another."""
        return cls(
            most,
            live_updates=queue.live_updates,
            concurrency_count=queue.max_thread_count,
            update_intervals=queue.update_intervals,
            max_size=queue.max_size,
            blocks=blocks,
            default_concurrency_limit=queue.default_concurrency_limit,
        )

    async def push(self, body: Any, request: Any, username: str | None) -> Any:
        """Put a call in line, as Gradio does, and forget what is of no use any more."""
        if len(body.session_hash or "") > MAX_NAME:
            return False, f"A session_hash has at most {MAX_NAME} characters.", "error"
        await self._make_room()
        return await super().push(body, request, username)

    async def _make_room(self) -> None:
        awaited = self.pending_event_ids_session
        for session in [session for session, calls in awaited.items() if not calls]:
            self._drop(session)
        while sum(map(len, awaited.values())) >= self._most:
            # Of those with as many, the one that was there first.
            greediest = max(awaited, key=lambda session: len(awaited[session]))
            # What is under way for it must not be told to a session that is gone.
            await self.clean_events(session_hash=greediest)
            self._drop(greediest)

    def _drop(self, session: str) -> None:
        self.pending_event_ids_session.pop(session, None)
        self.pending_messages_per_session.pop(session, None)

    def compute_analytics_summary(self, records: Sequence[Any]) -> dict[str, Any]:
        """Nothing: nobody sees it."""
        del records
        return {}
