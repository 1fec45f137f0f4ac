"""What an assistant reads before it calls a tool: which interviews there are, what a call may do.

Gradio describes a tool by its docstring alone, which does not know the content. A model that has
many tools takes this one when a question is about what stands here, and its program asks a person
first before it calls what may change something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.version import own_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gradio.mcp import GradioMCPServer
    from mcp.types import Tool

    from bot.library import Library
    from index.interview import Interview

# So many are named, as every conversation reads it, for each tool; the others can be listed.
_NAMED = 5


def describe_tools(server: GradioMCPServer, library: Library) -> None:
    """Say of each tool what its docstring cannot; the content is what it is when it is asked."""
    from mcp import types

    protocol = server.mcp_server
    # Gradio gives the title of the page as it started, and the library its own version.
    protocol.name, protocol.version = "Citaat", own_version()
    listed = protocol.request_handlers[types.ListToolsRequest]
    harmless = types.ToolAnnotations(
        readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False
    )

    async def described() -> list[Tool]:
        tools: list[Tool] = (await listed(types.ListToolsRequest())).root.tools  # type: ignore[union-attr]
        here = contents(library.interviews)
        return [
            tool.model_copy(
                update={
                    "description": f"{tool.description} {here}",
                    # Else one that is not there is refused by a hint at Gradio's page.
                    "inputSchema": {**tool.inputSchema, "additionalProperties": False},
                    "annotations": harmless,
                }
            )
            for tool in tools
        ]

    protocol.list_tools()(described)  # type: ignore[no-untyped-call]


def contents(interviews: Sequence[Interview]) -> str:
    """Which interviews there are, by their titles and who speaks in them."""
    named = [
        f"\u201c{one.title}\u201d" + (f" (with {one.speaker})" if one.speaker else "")
        for one in interviews[:_NAMED]
    ]
    more = len(interviews) - len(named)
    return f"There are: {', '.join(named)}{f' and {more} more' if more else ''}."
