"""Who may embed: origins that the settings name may frame the chat and call it, others not."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse

from bot.addresses import forwarded_host
from bot.web.errors import error_json
from index.encoder import printable
from index.origin import EVERYONE, origin_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The page runs on what this server gives: a browser refuses anything else by itself. Gradio's
# page needs inline scripts, inline styles and compiled templates.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'self'; form-action 'self'; object-src 'none'; "
)

# What ends a host's name for who wants to be exact, and is no part of it.
_ROOT = re.compile(r"\.(?=$|:\d+$)")
# The log names so many refused origins, of at most so many characters: anybody can make them up.
_TOLD = 20
_MAX_TOLD = 300
_log = logging.getLogger(__name__)


class OriginGuard:
    """ASGI middleware: refuses calls from other sites' pages, and says who may frame."""

    def __init__(
        self, app: ASGIApp, *, allowed: Sequence[str], public_url: str | None = None
    ) -> None:
        self._app = app
        self._allowed = frozenset(allowed)
        self._own = origin_of(public_url) if public_url else None
        ancestors = EVERYONE if EVERYONE in self._allowed else " ".join(("'self'", *allowed))
        self._told: set[str] = set()
        self._policy = f"{_POLICY}frame-ancestors {ancestors}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless a page of another site sent it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = self._policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
                # What answers other sites' calls, behind this, says it of some answers.
                if "origin" not in headers.get("vary", "").lower():
                    headers.add_vary_header("Origin")
            await send(message)

        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is not None and not self.allows(origin, headers):
            message, remedy = f"Pages of {origin} may not use this chat.", _remedy(origin)
            self._tell(origin, f"{message} {remedy}")
            refusal = JSONResponse(error_json("origin_refused", message, remedy), status_code=403)
            await refusal(scope, receive, dressed)
            return
        await self._app(scope, receive, dressed)

    def _tell(self, origin: str, refusal: str) -> None:
        """To whoever runs the server, once for each of the first few: a page shows no remedy."""
        if len(self._told) < _TOLD and len(origin) <= _MAX_TOLD and origin not in self._told:
            self._told.add(origin)
            _log.warning("%s", printable(refusal))

    def allows(self, origin: str, headers: Headers) -> bool:
        """Whether a page of this origin may call: this site itself, or one that is named."""
        if EVERYONE in self._allowed or origin in self._allowed or origin == self._own:
            return True
        # Many a proxy puts its own name in Host, and the visitor's in the other. A page of another
        # site cannot send that header without asking first by a preflight, which comes without it
        # and is refused.
        hosts = (headers.get("host"), forwarded_host(headers))
        # Same host and port: the scheme may differ behind a proxy that ends TLS.
        scheme = origin.partition(":")[0]
        called = {_as_meant(f"{scheme}://{host}") for host in hosts if host}
        return _as_meant(origin) in called - {None}


def _as_meant(address: str) -> str | None:
    """The origin of an address however exactly it was written; None when it has none."""
    try:
        return _ROOT.sub("", origin_of(address))
    except ValueError:
        return None


def _remedy(origin: str) -> str:
    """How a page of this origin gets in; a browser gives "null" for one that has no origin."""
    try:
        named = origin_of(origin)
    except ValueError:
        return (
            "This page has no origin that can be named: serve it over http(s); "
            "a sandboxed frame needs allow-same-origin."
        )
    return (
        f"Add it: CITAAT_ALLOWED_ORIGINS='{json.dumps([named])}'. If it is the chat's own address, "
        "let the proxy in front pass Host on, or set CITAAT_PUBLIC_URL to what visitors call."
    )
