"""The address of the tools as it is often written down, without the slash at its end.

Starlette would send a client on to the other with the address that the server knows of itself. A
proxy in front makes that another one: without TLS, and without the path that the proxy gives it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_TOOLS = "/gradio_api/mcp"


def unslashed_tools() -> Route:
    """A route that takes every method, and gives what the address with the slash gives."""
    return Route(_TOOLS, _Slashed(), include_in_schema=False)


class _Slashed:
    """An ASGI application, so that its route takes every method."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        slashed = {**scope, "path": f"{scope['path']}/", "raw_path": scope["raw_path"] + b"/"}
        await scope["app"].router(slashed, receive, send)
