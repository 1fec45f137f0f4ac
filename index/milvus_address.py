"""Where Milvus is, as a setting says it; reading that needs no library that speaks to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

from index.errors import SettingsError

_SCHEMES = {"milvus": "http", "milvus+tls": "https"}
_DEFAULT_PORT = 19530


@dataclass(frozen=True, slots=True)
class Address:
    """Where Milvus is: a server, or a file for Milvus Lite. Never shows the password."""

    uri: str
    token: str = field(default="", repr=False)
    database: str = ""

    @property
    def is_file(self) -> bool:
        """Whether Milvus Lite opens it, in this process."""
        return "://" not in self.uri

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `milvus://[user:password@]host[:port][/database]`, or a path that ends in .db.

        Raises:
            SettingsError: it is neither; the message does not repeat it, for its password.
        """
        try:
            parts = urlsplit(text)
            port = parts.port or _DEFAULT_PORT
        except ValueError:
            parts, port = urlsplit(""), 0
        if parts.scheme in _SCHEMES and parts.hostname:
            host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
            token = unquote(parts.netloc.rpartition("@")[0])
            database = parts.path.strip("/")
            return cls(f"{_SCHEMES[parts.scheme]}://{host}:{port}", token, database)
        if text.endswith(".db") and "://" not in text:
            return cls(text)
        raise SettingsError(
            "The setting store is no address of Milvus.",
            "Write --store or CITAAT_STORE as milvus://host:19530 or as a file ending in .db.",
        )
