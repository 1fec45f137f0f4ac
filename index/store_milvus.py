"""Vectors in Milvus, for servers on several machines that share one index.

    citaat_<version>_<level>      one collection for each level of a version; never changed
    citaat_<version>_hybrid       the same vectors and keywords, one row for each sentence
    citaat_current                an alias of one of them: the version that readers use

The alias moves when every collection of a version is complete, so a reader sees the old index
or the new one, never half of either. The version follows from the content and the model, so a
reader with the same content folder needs nothing else.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from index.encoder import token_dimension
from index.errors import SettingsError, StaleIndexError, StoreUnavailableError
from index.keywords import keyword_vectors
from index.manifest import Manifest
from index.milvus_collections import MilvusHybrid, MilvusStore, call
from index.store import Index
from index.units import Layout, Level
from index.versions import Published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.encoder import Encoder
    from index.interview import Interview
    from index.milvus_address import Address

_ALIAS = "citaat_current"
_HYBRID = "hybrid"
_NAME = re.compile(rf"citaat_([0-9a-f]{{12}})_({'|'.join([*Level, _HYBRID])})")
_TIMEOUT = 10.0


class Milvus:
    """The versions of an index in one Milvus database."""

    def __init__(self, address: Address) -> None:
        """Connect.

        Raises:
            SettingsError: a library that the address asks for is not installed.
            StoreUnavailableError: Milvus cannot be reached.
        """
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise SettingsError(
                "The store asks for Milvus, and pymilvus is not installed.",
                "Run `pip install 'citaat[milvus]'`.",
            ) from error
        if address.is_file and not find_spec("milvus_lite"):
            raise SettingsError(
                "The store is a file, which milvus-lite reads, and that is not installed.",
                "Run `pip install 'citaat[milvus]'`.",
            )
        with _without_traceback():
            self._client: Any = call(
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
        stale = StaleIndexError(
            "Milvus holds no index of this content and model.", "Run `citaat build`."
        )
        # Opening a collection brings it into Milvus's memory: not before it is sure to be used.
        if self._current() != manifest.version:
            raise stale
        stores = {
            level: MilvusStore.open(self._client, _name(manifest.version, level), encoder.dimension)
            for level in Level
        }
        found = {level: store for level, store in stores.items() if store is not None}
        hybrid = MilvusHybrid.open(
            self._client, _name(manifest.version, _HYBRID), token_dimension(encoder)
        )
        if len(found) < len(Level) or hybrid is None:
            raise stale
        tokens = hybrid if token_dimension(encoder) else None
        return Index(tuple(interviews), manifest, Layout(interviews), found, tokens, hybrid)

    def publish(self, index: Index) -> bool:
        """Copy an index to Milvus and make it what readers use; whether that is new to them.

        What is there stays as it is. The version before stays too, for readers that have not
        followed; older ones go.

        Raises:
            StoreUnavailableError: Milvus cannot be reached, or refuses.
        """
        version, dimension = index.manifest.version, index.manifest.dimension
        for level, vectors in index.stores.items():
            name = _name(version, level)
            there = MilvusStore.open(self._client, name, dimension)
            if there is None or len(there) != len(vectors):
                MilvusStore.write(self._client, name, len(vectors), vectors, dimension)
        self._publish_hybrid(index)
        previous = self._current()
        first = _name(version, Level.SENTENCE)
        if not previous:
            call(self._client.create_alias, first, _ALIAS)
        elif previous != version:
            call(self._client.alter_alias, first, _ALIAS)
            self._sweep({version, previous})
        return previous != version

    def _publish_hybrid(self, index: Index) -> None:
        name = _name(index.manifest.version, _HYBRID)
        there = MilvusHybrid.open(self._client, name, 0)
        if there is None or len(there) != index.layout.rows(Level.SENTENCE):
            MilvusHybrid.write(
                self._client,
                name,
                index.layout,
                index.stores,
                keyword_vectors(index.interviews),
                index.tokens,
                index.manifest.dimension,
            )

    def _current(self) -> str:
        """The version that the alias names, or nothing."""
        for name in call(self._client.list_collections):
            match = _NAME.fullmatch(name)
            if match and match[2] == Level.SENTENCE:
                known = call(self._client.list_aliases, name)
                if _ALIAS in known["aliases"]:
                    return match[1]
        return ""

    def _sweep(self, kept: set[str]) -> None:
        for name in call(self._client.list_collections):
            match = _NAME.fullmatch(name)
            if match and match[1] not in kept:
                call(self._client.drop_collection, name)


@contextmanager
def _without_traceback() -> Iterator[None]:
    """What the libraries log of a failure to connect is in the error that they raise."""
    loggers = [logging.getLogger(name) for name in ("milvus_lite", "pymilvus")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _name(version: str, part: str) -> str:
    return f"citaat_{version}_{part}"
