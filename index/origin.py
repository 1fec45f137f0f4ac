"""Origins: scheme, host and port of a site, as a browser writes them."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urlsplit

# In place of an origin: any.
EVERYONE = "*"

_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*")
_PORTS = {"http": 80, "https": 443}


def origin_of(address: str) -> str:
    """The origin of an address; what comes after the port does not count.

    Raises:
        ValueError: it has none, as it is no address of the web.
    """
    with suppress(ValueError):
        parts = urlsplit(address)
        # An international name goes over the wire in ASCII.
        host = (parts.hostname or "").encode("idna").decode("ascii")
        if parts.scheme in _PORTS and _HOST.fullmatch(host):
            name = f"[{host}]" if ":" in host else host
            port = "" if parts.port in {None, _PORTS[parts.scheme]} else f":{parts.port}"
            return f"{parts.scheme}://{name}{port}"
    msg = "must be the address of a site, such as https://www.example.org"
    raise ValueError(msg)
