"""Collections of Milvus: the vectors of one level, and what a hybrid search goes over.

`FLAT` and `SPARSE_INVERTED_INDEX` compare exactly, both by inner product.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from index.errors import StoreUnavailableError
from index.units import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from index.dense import VectorStore
    from index.encoder import Vectors
    from index.tokens import Steps, TokenStore
    from index.units import Layout

# Rows in one message, far below the 64 MB that Milvus takes: 384 float32 numbers each, and in a
# hybrid collection three times that and a sentence's words and tokens.
_CHUNK = 2048
# Levels that a hybrid search ranks by; a block stands there with each of its sentences.
_RANKED = (Level.SENTENCE, Level.PASSAGE, Level.BLOCK)
_KEYWORDS = "keywords"
# Kinds of fields.
_DENSE, _SPARSE, _TEXT = "dense", "sparse", "text"
_TOKENS = "tokens"
# The longest text that Milvus takes, and so the most of a sentence's tokens that stand there.
_MOST_TEXT = 65_535
# Reciprocal rank fusion's usual constant (Cormack, Clarke and Büttcher, 2009).
_RRF = 60


class MilvusStore:
    """One level of one version."""

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

        def entities(numbers: NDArray[np.int64]) -> Iterator[dict[str, Any]]:
            for row, vector in zip(numbers.tolist(), vectors.vectors(numbers), strict=True):
                yield {"row": row, "vector": vector}

        _write(client, name, {"vector": _DENSE}, dimension, rows, entities)
        return cls(client, name, rows, dimension)

    @classmethod
    def open(cls, client: Any, name: str, dimension: int) -> Self | None:
        """The collection of this name; None when there is none.

        Raises:
            StoreUnavailableError: Milvus cannot be reached, or refuses.
        """
        rows = _count(client, name)
        return None if rows is None else cls(client, name, rows, dimension)

    def __len__(self) -> int:
        return self._rows

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        k = min(k, len(self))
        if k == 0:
            return np.empty(0, np.float32), np.empty(0, np.int64)
        (found,) = call(
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
        vectors = _get(self._client, self._name, rows, "vector")
        return np.array(vectors, np.float32).reshape(len(rows), self._dimension)


class MilvusHybrid:
    """Every sentence with its levels' vectors and its keywords, in one collection.

    Milvus ranks by each of them and combines the rankings by rank (`RRFRanker`): their scores
    have no common scale, and a row that one ranking lacks would count as a cosine of zero.
    """

    def __init__(self, client: Any, name: str, rows: int, token_dimension: int) -> None:
        self._client = client
        self._name = name
        self._rows = rows
        self._token_dimension = token_dimension

    @classmethod
    def write(  # noqa: PLR0917 - what a row holds comes from this many sides
        cls,
        client: Any,
        name: str,
        layout: Layout,
        stores: Mapping[Level, VectorStore],
        keywords: Sequence[dict[int, float]],
        tokens: TokenStore | None,
        dimension: int,
    ) -> None:
        """A new collection of these sentences; what stood under its name is dropped.

        Raises:
            StoreUnavailableError: Milvus cannot be reached, or refuses.
        """

        def entities(numbers: NDArray[np.int64]) -> Iterator[dict[str, Any]]:
            at = {Level.BLOCK: layout.block_of_sentence[numbers]}
            levels = {level: stores[level].vectors(at.get(level, numbers)) for level in _RANKED}
            texts = [_as_text(steps) for steps in tokens.steps(numbers)] if tokens else None
            for place, row in enumerate(numbers.tolist()):
                vectors = {str(level): levels[level][place] for level in _RANKED}
                text = texts[place] if texts else ""
                yield {"row": row, **vectors, _KEYWORDS: keywords[row], _TOKENS: text}

        fields = {str(level): _DENSE for level in _RANKED}
        fields |= {_KEYWORDS: _SPARSE, _TOKENS: _TEXT}
        _write(client, name, fields, dimension, len(keywords), entities)

    @classmethod
    def open(cls, client: Any, name: str, token_dimension: int) -> Self | None:
        """The collection of this name; None when there is none.

        Raises:
            StoreUnavailableError: Milvus cannot be reached, or refuses.
        """
        rows = _count(client, name)
        return None if rows is None else cls(client, name, rows, token_dimension)

    def __len__(self) -> int:
        return self._rows

    def search(self, query: Vectors, keywords: Mapping[int, float], k: int) -> NDArray[np.int64]:
        from pymilvus import AnnSearchRequest, RRFRanker

        asked: dict[str, Any] = {str(level): query for level in _RANKED}
        if keywords:
            asked[_KEYWORDS] = dict(keywords)
        requests = [
            AnnSearchRequest([what], field, {"metric_type": "IP"}, limit=min(k, len(self)))
            for field, what in asked.items()
        ]
        (found,) = call(
            self._client.hybrid_search,
            self._name,
            requests,
            RRFRanker(_RRF),
            limit=len(requests) * k,
            output_fields=["row"],
        )
        scores = np.array([hit["distance"] for hit in found], np.float32)
        rows = np.array([hit["row"] for hit in found], np.int64)
        return rows[np.lexsort((rows, -scores))]

    def steps(self, rows: NDArray[np.int64]) -> list[Steps]:
        """The tokens of these sentences, as `index.tokens.TokenStore` has it."""
        texts = _get(self._client, self._name, rows, _TOKENS)
        return [_of_text(text, self._token_dimension) for text in texts]


def _write(
    client: Any,
    name: str,
    fields: Mapping[str, str],
    dimension: int,
    rows: int,
    entities: Callable[[NDArray[np.int64]], Iterable[dict[str, Any]]],
) -> None:
    """A new collection of so many rows and these kinds of fields."""
    from pymilvus import DataType

    def create() -> None:
        client.drop_collection(name)
        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("row", DataType.INT64, is_primary=True)
        lookup = client.prepare_index_params()
        for field, kind in fields.items():
            if kind == _TEXT:
                schema.add_field(field, DataType.VARCHAR, max_length=_MOST_TEXT)
            elif kind == _SPARSE:
                schema.add_field(field, DataType.SPARSE_FLOAT_VECTOR)
                lookup.add_index(field, index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
            else:
                schema.add_field(field, DataType.FLOAT_VECTOR, dim=dimension)
                lookup.add_index(field, index_type="FLAT", metric_type="IP")
        # A reader comes after the alias has moved, and must then see every row.
        client.create_collection(
            name, schema=schema, index_params=lookup, consistency_level="Strong"
        )
        for numbers in _chunks(np.arange(rows)):
            client.insert(name, list(entities(numbers)))
        client.flush(name)

    call(create)


def _get(client: Any, name: str, rows: NDArray[np.int64], field: str) -> list[Any]:
    """One field of these rows, in their order."""
    found: dict[int, Any] = {}
    for numbers in _chunks(np.unique(rows)):
        for entity in call(client.get, name, ids=numbers.tolist(), output_fields=[field]):
            found[int(entity["row"])] = entity[field]
    try:
        return [found[int(row)] for row in rows]
    except KeyError as error:
        raise StoreUnavailableError(
            "Milvus has lost a part of the index.", "Run `citaat build`."
        ) from error


def _as_text(steps: Steps) -> str:
    most = _MOST_TEXT * 3 // 4 // max(1, steps.shape[1])
    return b64encode(np.ascontiguousarray(steps[:most]).tobytes()).decode()


def _of_text(text: str, dimension: int) -> Steps:
    return np.frombuffer(b64decode(text), np.int8).reshape(-1, dimension)


def _count(client: Any, name: str) -> int | None:
    """How many rows a collection has, made ready to be searched; None when there is none."""
    if not call(client.has_collection, name):
        return None
    call(client.load_collection, name)
    (counted,) = call(
        client.query, name, filter="", output_fields=["count(*)"], consistency_level="Strong"
    )
    return int(counted["count(*)"])


def _chunks(rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))


def call(ask: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """What Milvus answers, its failures as ours; the library's own text may hold an address."""
    from pymilvus.exceptions import MilvusException

    try:
        return ask(*arguments, **options)
    except MilvusException as error:
        raise StoreUnavailableError(
            f"Milvus cannot be reached or refuses (code {error.code}).",
            "Check CITAAT_STORE and that Milvus runs; one process at a time may open a file.",
        ) from error
