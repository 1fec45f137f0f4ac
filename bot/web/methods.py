"""What is answered where no route is, in the one shape of every error.

A method that none of a path's routes has gets 405, but HEAD is answered as GET; any other path
under `/api` gets 404. The chat stands behind these routes at `/`, and would answer in its own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.web.errors import error_json
from bot.web.rest import ExactJSON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import Receive, Scope, Send


def with_other_methods(routes: Iterable[Route]) -> list[Route]:
    """The routes; behind them one for all other methods of each path, and one for all of `/api`."""
    known = list(routes)
    paths: dict[str, list[Route]] = {}
    for route in known:
        paths.setdefault(route.path, []).append(route)
    others = [Route(path, _Others(same), include_in_schema=False) for path, same in paths.items()]
    nothing = [
        Route(path, _Nothing(), include_in_schema=False) for path in ("/api", "/api/{rest:path}")
    ]
    return [*known, *others, *nothing]


class _Nothing:
    """An ASGI application, as `_Others` is."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = error_json("not_found", f"There is no {scope['path']}.", "See /api/docs.")
        await ExactJSON(error, 404)(scope, receive, send)


class _Others:
    """An ASGI application, so that its route takes every method."""

    def __init__(self, routes: list[Route]) -> None:
        methods = {method for route in routes for method in route.methods or ()}
        self._get = next((route for route in routes if "GET" in (route.methods or ())), None)
        self._allow = ", ".join(sorted(methods | ({"HEAD"} if self._get else set())))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD" and self._get is not None:
            # The server sends the headers of what is answered, and leaves its body out.
            await self._get.handle({**scope, "method": "GET"}, receive, send)
            return
        message = f"{scope['path']} does not take {scope['method']}."
        error = error_json("method_not_allowed", message, f"Use {self._allow}; see /api/docs.")
        answer = ExactJSON(error, 405, headers={"Allow": self._allow})
        await answer(scope, receive, send)
