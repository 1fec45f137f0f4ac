"""FAISS in this process: exact up to some ten thousands of rows, inverted lists from there on.

    sentences.npy       the vectors, float32, memory-mapped: what every cosine is computed from
    sentences.faiss     only of large stores: which rows lie near one another, at a bit a number

Inverted lists (`IVF`) of binary codes (RaBitQ: Gao and Long, 2024) find candidates in a part of
the rows; their cosines are then computed from the vectors themselves. So a score is exact
however a row was found, and the ranker's signals never see a compressed vector.
docs/decisions/0006 has the figures.
"""

from __future__ import annotations

import math
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from index.errors import CorruptIndexError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import faiss
    from numpy.typing import NDArray

    from index.encoder import Vectors

SUFFIX = ".npy"
LISTS_SUFFIX = ".faiss"
# Rows from which on comparing with every vector costs a visitor more than reading the question.
APPROXIMATE_FROM = 100_000
# Lists that are read for a question, and candidates by their codes for each result and beside
# those: recall@10 is .98 or more up to 1,000,000 rows.
_PROBES = 192
_CANDIDATES = 4
_MORE_CANDIDATES = 200
# k-means needs 39 rows a list, says FAISS; other values were not measured.
_TRAINING_ROWS = 64
_ROUNDS = 10
_CHUNK = 50_000


class FaissStore:
    """Vectors of shape (rows, dimension), and lists of rows when comparing all takes too long."""

    def __init__(self, vectors: Vectors, lists: faiss.IndexIVF | None = None) -> None:
        self._vectors = vectors
        self._lists = lists
        if lists is not None:
            lists.nprobe = _PROBES

    @classmethod
    def of(
        cls,
        vectors: Vectors,
        trained: Self | None = None,
        approximate_from: int = APPROXIMATE_FROM,
    ) -> Self:
        """A store of these rows; they may be memory-mapped, and are read in chunks.

        The lists of `trained`, an earlier store of nearly the same rows, are divided as they
        were there, for as long as the rows ask for the same number of lists.
        """
        # A mapped array stays what it is: `save` must know it, or it would cut its own file.
        rows = vectors
        if not isinstance(rows, np.memmap):
            rows = np.ascontiguousarray(rows, np.float32)
        if len(rows) < max(1, approximate_from):
            return cls(rows)
        return cls(rows, _lists_of(rows, trained._lists if trained else None))  # noqa: SLF001 - its own class

    @classmethod
    def allocate(cls, path: Path, rows: int, dimension: int) -> Vectors:
        """Vectors on disk, to be filled a few at a time and then given to `of` and `save`.

        Raises:
            OSError: they do not fit.
        """
        vectors = np.lib.format.open_memmap(path, "w+", np.float32, (rows, dimension))
        if hasattr(os, "posix_fallocate"):
            # On a full disk this is an error; a page that cannot be written ends the process.
            with path.open("r+b") as file:
                os.posix_fallocate(file.fileno(), 0, path.stat().st_size)
        return vectors

    @classmethod
    def load(cls, path: Path) -> Self:
        """A saved store, memory-mapped so that processes share its pages.

        Raises:
            CorruptIndexError: a file is missing or cannot be read.
        """
        import faiss

        lists = path.with_suffix(LISTS_SUFFIX)
        try:
            vectors = np.load(path, mmap_mode="r")
            if not lists.exists():
                return cls(vectors)
            # Read, not mapped: FAISS starts 32 threads a question to prefetch mapped lists.
            stored: Any = faiss.read_index(str(lists))
            return cls(vectors, stored)
        except (OSError, ValueError, EOFError, RuntimeError) as error:
            raise CorruptIndexError(
                f"{path.name} is no readable index file.", "Run `citaat build`."
            ) from error

    def save(self, path: Path) -> list[Path]:
        """Write the store; returns its files. Vectors that were allocated there stay."""
        import faiss

        if (
            isinstance(self._vectors, np.memmap)
            and Path(str(self._vectors.filename)) == path.resolve()
        ):
            self._vectors.flush()
        else:
            np.save(path, self._vectors)
        if self._lists is None:
            return [path]
        faiss.write_index(self._lists, str(path.with_suffix(LISTS_SUFFIX)))
        return [path, path.with_suffix(LISTS_SUFFIX)]

    def __len__(self) -> int:
        return len(self._vectors)

    @property
    def lists(self) -> int:
        """How many lists the rows are divided in; 0 when a question is compared with them all."""
        return int(self._lists.nlist) if self._lists is not None else 0

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        if k >= len(self):
            # No choice to make.
            scores, rows = np.asarray(self._vectors) @ query, np.arange(len(self))
        else:
            scores, rows = self._chosen(query, k)
        order = np.lexsort((rows, -scores))[:k]
        return scores[order], rows[order]

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        # As a plain array: each slice of a mapped one is an object that costs ten times as much.
        # Taken row by row: for a thousand rows an index in brackets takes five times as long.
        return np.asarray(np.asarray(self._vectors).take(rows, axis=0), np.float32)

    def _chosen(self, query: Vectors, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """At least k rows, the nearest k among them, in any order."""
        with _one_thread():
            rows = self._near(query, k) if self._lists else np.empty(0, np.int64)
            # Lists that hold too few rows leave some out: so many are looked for in all rows.
            if len(rows) < k:
                return self._nearest(query, k)
            return np.asarray(self._vectors[rows] @ query, np.float32), rows

    def _nearest(self, query: Vectors, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        import faiss

        scores, rows = faiss.knn(
            np.ascontiguousarray(query[None]), self._vectors, k, metric=faiss.METRIC_INNER_PRODUCT
        )
        return scores[0], rows[0]

    def _near(self, query: Vectors, k: int) -> NDArray[np.int64]:
        assert self._lists is not None  # noqa: S101 - for the type checker
        candidates = _CANDIDATES * k + _MORE_CANDIDATES
        _, found = self._lists.search(np.ascontiguousarray(query[None]), candidates)
        return np.sort(found[0][found[0] >= 0])


@contextmanager
def _one_thread() -> Iterator[None]:
    """FAISS on the calling thread alone.

    Questions side by side have a core each. A second thread for one of them gains nothing up to
    10,000 rows, and on a busy machine each waits for the other: 15 ms instead of 1.
    """
    import faiss

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def list_count(rows: int) -> int:
    """How many lists a store of this size is divided in: 4√rows, to the nearest power of two.

    It changes each time that the rows quadruple; only then are the lists divided anew.
    """
    return 1 << max(0, round(math.log2(4 * math.sqrt(rows))))


def _lists_of(vectors: Vectors, trained: faiss.IndexIVF | None) -> faiss.IndexIVF:
    import faiss

    count = min(list_count(len(vectors)), len(vectors))
    dimension = vectors.shape[1]
    if trained is not None and (trained.nlist, trained.d) == (count, dimension):
        quantiser = faiss.clone_index(trained.quantizer)
    else:
        quantiser = _quantiser(vectors, count)
    lists = faiss.IndexIVFRaBitQ(quantiser, dimension, count, faiss.METRIC_INNER_PRODUCT)
    lists.train(_sample(vectors, _TRAINING_ROWS * count))
    for start in range(0, len(vectors), _CHUNK):
        lists.add(np.ascontiguousarray(vectors[start : start + _CHUNK]))
    return lists


def _quantiser(vectors: Vectors, count: int) -> faiss.Index:
    """The middles of the lists, by k-means from a fixed seed: the same rows, the same lists."""
    import faiss

    means = faiss.Kmeans(
        vectors.shape[1],
        count,
        niter=_ROUNDS,
        spherical=True,
        seed=1,
        min_points_per_centroid=1,
        max_points_per_centroid=_TRAINING_ROWS,
    )
    means.train(_sample(vectors, _TRAINING_ROWS * count))
    return means.index


def _sample(vectors: Vectors, count: int) -> Vectors:
    """At most `count` rows, evenly spread, so that each file of a library is heard."""
    step = max(1, len(vectors) // count)
    return np.ascontiguousarray(vectors[::step])
