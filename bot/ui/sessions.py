"""What Gradio keeps of a page for each session, described once instead of at every call.

A call over the API that brings no `session_hash` gets a session of its own, and Gradio then
describes every component of the page anew (`gradio.state_holder.SessionState`): half of all the
Python of such a call. They stay what they are until the content changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gradio.blocks import BlocksConfig

if TYPE_CHECKING:
    from gradio.blocks import Block, Blocks


class PageConfig(BlocksConfig):
    """The components of a page, of which a session's copy knows the descriptions."""

    def __init__(self, page: Blocks) -> None:
        super().__init__(page)
        self._described: dict[int, tuple[Block, dict[str, Any]]] = {}

    def forget(self) -> None:
        """Describe the components again: one of them has changed."""
        self._described = {}

    def __copy__(self) -> BlocksConfig:
        # Gradio's copy has no types, and what one session answers is no matter of its class.
        session: BlocksConfig = super().__copy__()  # type: ignore[no-untyped-call]
        session.config_for_block = self._description  # type: ignore[assignment, method-assign]
        return session

    def _description(
        self, number: int, rendered: list[int], block: Block, renderable: Any = None
    ) -> dict[str, Any]:
        if renderable is not None:
            return self.config_for_block(number, rendered, block, renderable)
        # What was begun before the content changed must not be kept after it.
        described = self._described
        known, description = described.get(number, (None, {}))
        # A handler may have put another component in its place, in its own session.
        if known is not block:
            description = self.config_for_block(number, rendered, block)
            if self.blocks.get(number) is block:
                described[number] = (block, description)
        # A session writes its own values there.
        return {**description, "props": dict(description["props"])}
