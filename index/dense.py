"""Nearest vectors by inner product: the VectorStore protocol and its FAISS adapter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

import numpy as np

from index.errors import CorruptIndexError

if TYPE_CHECKING:
    from pathlib import Path

    import faiss
    from numpy.typing import NDArray

    from index.encoder import Vectors


class VectorStore(Protocol):
    """Rows of L2-normalised vectors, searched by inner product (so, by cosine)."""

    def __len__(self) -> int:
        """Number of rows."""
        ...

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The k nearest rows to `query`, shape (dimension,): scores and rows, best first.

        Fewer than k when the store is smaller. Equal scores come in the order of their rows.
        """
        ...

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of these rows, shape (len(rows), dimension)."""
        ...


class FaissStore:
    """Exact search (`IndexFlatIP`): at this size as fast as any approximation, and never wrong."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: Vectors) -> Self:
        """A store of these rows, shape (n, dimension)."""
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        if len(vectors):
            index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> Self:
        """A saved store, memory-mapped so that processes share its pages.

        Raises:
            CorruptIndexError: FAISS cannot read the file.
        """
        import faiss

        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP))
        except RuntimeError as error:
            raise CorruptIndexError(
                f"{path.name} is no readable FAISS index.", "Run `citaat build`."
            ) from error

    def save(self, path: Path) -> None:
        """Write the store to a file."""
        import faiss

        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        k = min(k, len(self))
        if k == 0:
            return np.empty(0, np.float32), np.empty(0, np.int64)
        scores, rows = self._index.search(np.ascontiguousarray(query[None]), k)
        order = np.lexsort((rows[0], -scores[0]))
        return scores[0][order], rows[0][order]

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        if not len(rows):
            return np.empty((0, self._index.d), np.float32)
        return np.asarray(self._index.reconstruct_batch(np.ascontiguousarray(rows)))
