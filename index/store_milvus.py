"""Vectors in Milvus, for servers on several machines that share one index.

    citaat_<version>_<level>    one collection for each level of a version; never changed
    citaat_current              an alias of one of them: the version that readers use

The alias moves when every collection of a version is complete, so a reader sees the old index
or the new one, never half of either. The version follows from the content and the model, so a
reader with the same content folder needs nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

import numpy as np

from index.errors import SettingsError, StaleIndexError, StoreUnavailableError
from index.manifest import Manifest
from index.store import Index, Published
from index.units import Layout, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.dense import VectorStore
    from index.encoder import Encoder, Vectors
    from index.interview import Interview

_ALIAS = "citaat_current"
_NAME = re.compile(rf"citaat_([0-9a-f]{{12}})_({'|'.join(Level)})")
_SCHEMES = {"milvus": "http", "milvus+tls": "https"}
_DEFAULT_PORT = 19530
# Rows in one message: 384 float32 numbers each, far below the 64 MB that Milvus takes.
_CHUNK = 4096
_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where Milvus is: a server, or a file for Milvus Lite. Never shows the password."""

    uri: str
    token: str = field(default="", repr=False)
    database: str = ""

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


class MilvusStore:
    """One level of one version: exact search by inner product (`FLAT`)."""

    def __init__(self, client: Any, name: str, rows: int, dimension: int) -> None:
        self._client = client
        self._name = name
        self._rows = rows
        self._dimension = dimension

    @classmethod
    def write(cls, client: Any, name: str, rows: int, vectors: VectorStore, dimension: int) -> Self:
        """A new collection of these vectors; what stood under its name is dropped.

        Raises:
            StoreUnavailableError: Milvus cannot be reached, or refuses.
        """
        from pymilvus import DataType

        def create() -> None:
            client.drop_collection(name)
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("row", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
            lookup = client.prepare_index_params()
            lookup.add_index("vector", index_type="FLAT", metric_type="IP")
            # A reader comes after the alias has moved, and must then see every row.
            client.create_collection(
                name, schema=schema, index_params=lookup, consistency_level="Strong"
            )
            for numbers in _chunks(np.arange(rows)):
                client.insert(
                    name,
                    [
                        {"row": int(row), "vector": vector}
                        for row, vector in zip(numbers, vectors.vectors(numbers), strict=True)
                    ],
                )
            client.flush(name)

        _call(create)
        return cls(client, name, rows, dimension)

    @classmethod
    def open(cls, client: Any, name: str, dimension: int) -> Self | None:
        """The collection of this name; None when there is none.

        Raises:
            StoreUnavailableError: Milvus cannot be reached, or refuses.
        """
        if not _call(client.has_collection, name):
            return None
        _call(client.load_collection, name)
        (counted,) = _call(
            client.query, name, filter="", output_fields=["count(*)"], consistency_level="Strong"
        )
        return cls(client, name, int(counted["count(*)"]), dimension)

    def __len__(self) -> int:
        return self._rows

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        k = min(k, len(self))
        if k == 0:
            return np.empty(0, np.float32), np.empty(0, np.int64)
        (found,) = _call(
            self._client.search,
            self._name,
            data=[query],
            anns_field="vector",
            limit=k,
            output_fields=["row"],
        )
        scores = np.array([hit["distance"] for hit in found], np.float32)
        rows = np.array([hit["row"] for hit in found], np.int64)
        order = np.lexsort((rows, -scores))
        return scores[order], rows[order]

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        found: dict[int, Any] = {}
        for numbers in _chunks(np.unique(rows)):
            ids = numbers.tolist()
            for entity in _call(self._client.get, self._name, ids=ids, output_fields=["vector"]):
                found[int(entity["row"])] = entity["vector"]
        try:
            vectors = [found[int(row)] for row in rows]
        except KeyError as error:
            raise StoreUnavailableError(
                "Milvus has lost a part of the index.", "Run `citaat build`."
            ) from error
        return np.array(vectors, np.float32).reshape(len(rows), self._dimension)


class Milvus:
    """The versions of an index in one Milvus database."""

    def __init__(self, address: Address) -> None:
        """Connect.

        Raises:
            StoreUnavailableError: pymilvus is not installed, or Milvus cannot be reached.
        """
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise StoreUnavailableError(
                "The store asks for Milvus, and pymilvus is not installed.",
                "Run `pip install 'citaat[milvus]'`.",
            ) from error
        self._client: Any = _call(
            MilvusClient,
            address.uri,
            token=address.token,
            db_name=address.database,
            timeout=_TIMEOUT,
        )

    def close(self) -> None:
        """End the connection; a file may then be opened by another process."""
        self._client.close()

    def published(self) -> Published | None:
        """The version that readers use; None when there is none or it cannot be told."""
        try:
            name = self._current()
        except StoreUnavailableError:
            return None
        return Published(name, 0) if name else None

    def load(self, interviews: Sequence[Interview], encoder: Encoder) -> Index:
        """The published index of this content.

        Raises:
            StaleIndexError: what is published is of other content or another model, or nothing.
            CorruptIndexError: a collection lacks rows.
            StoreUnavailableError: Milvus cannot be reached.
        """
        manifest = Manifest.of(interviews, encoder, {})
        stores = {
            level: MilvusStore.open(self._client, _name(manifest.version, level), encoder.dimension)
            for level in Level
            if self._current() == manifest.version
        }
        found = {level: store for level, store in stores.items() if store is not None}
        if len(found) < len(Level):
            raise StaleIndexError(
                "Milvus holds no index of this content and model.", "Run `citaat build`."
            )
        return Index(tuple(interviews), manifest, Layout(interviews), found)

    def publish(self, index: Index) -> None:
        """Copy an index to Milvus and make it what readers use; what is there stays as it is.

        The version before stays too, for readers that have not followed; older ones go.

        Raises:
            StoreUnavailableError: Milvus cannot be reached, or refuses.
        """
        version, dimension = index.manifest.version, index.manifest.dimension
        for level, vectors in index.stores.items():
            name = _name(version, level)
            there = MilvusStore.open(self._client, name, dimension)
            if there is None or len(there) != len(vectors):
                MilvusStore.write(self._client, name, len(vectors), vectors, dimension)
        previous = self._current()
        first = _name(version, Level.SENTENCE)
        if not previous:
            _call(self._client.create_alias, first, _ALIAS)
        elif previous != version:
            _call(self._client.alter_alias, first, _ALIAS)
            self._sweep({version, previous})

    def _current(self) -> str:
        """The version that the alias names, or nothing."""
        for name in _call(self._client.list_collections):
            match = _NAME.fullmatch(name)
            if match and match[2] == Level.SENTENCE:
                known = _call(self._client.list_aliases, name)
                if _ALIAS in known["aliases"]:
                    return match[1]
        return ""

    def _sweep(self, kept: set[str]) -> None:
        for name in _call(self._client.list_collections):
            match = _NAME.fullmatch(name)
            if match and match[1] not in kept:
                _call(self._client.drop_collection, name)


def _name(version: str, level: Level) -> str:
    return f"citaat_{version}_{level}"


def _chunks(rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))


def _call(ask: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """What Milvus answers, its failures as ours; the library's own text may hold an address."""
    from pymilvus.exceptions import MilvusException

    try:
        return ask(*arguments, **options)
    except MilvusException as error:
        raise StoreUnavailableError(
            f"Milvus cannot be reached or refuses (code {error.code}).",
            "Check CITAAT_STORE and that Milvus runs; one process at a time may open a file.",
        ) from error
