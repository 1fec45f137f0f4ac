"""Addresses that can be opened anywhere: a reply's links under the address it was asked at.

A bot without `CITAAT_PUBLIC_URL` gives links such as `/bron/…`, which an assistant cannot open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import HTTPConnection
    from starlette.types import Scope

    from bot.reply import Alternative, Reply, Source

_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?", re.ASCII)


def base_of(request: HTTPConnection) -> str:
    """Scheme and host that a client called, as the proxies in front tell; "" when they make none.

    Whoever makes these headers up is the only one to get the links: no reply is kept with them.
    """
    headers = request.headers
    host = forwarded_host(headers) or headers.get("host", "")
    scheme = _first(headers.get("x-forwarded-proto")) or request.url.scheme
    known = scheme in {"http", "https"} and _HOST.fullmatch(host)
    return f"{scheme}://{host}" if known else ""


def forwarded_host(headers: Mapping[str, str]) -> str:
    """The host that was called, as the outermost proxy tells it; "" when none does."""
    return _first(headers.get("x-forwarded-host"))


def place(scope: Scope) -> str:
    """The path that was called, below the address of the chat."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def under(base: str, reply: Reply) -> Reply:
    """The reply with its own links under `base`; those to a publisher stay as they are."""
    if not base:
        return reply
    changed: dict[str, Any] = {
        "source": reply.source and _source(base, reply.source),
        "alternatives": tuple(_alternative(base, item) for item in reply.alternatives),
        "offered": tuple(_alternative(base, item) for item in reply.offered),
    }
    return reply.model_copy(update=changed)


def _alternative(base: str, item: Alternative) -> Alternative:
    return item.model_copy(update={"source": _source(base, item.source)})


def _source(base: str, source: Source) -> Source:
    if not source.deep_link.startswith("/"):
        return source
    changed: dict[str, Any] = {"deep_link": base + source.deep_link}
    if source.target is not None:
        page = base + source.target.source
        changed["target"] = source.target.model_copy(update={"source": page})
    return source.model_copy(update=changed)


def _first(header: str | None) -> str:
    """What the outermost of several proxies put in a header."""
    return (header or "").partition(",")[0].strip()
