"""What a store of vectors can do, as protocols; an adapter is a module beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
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
        An approximate store may miss a row; the scores of those it finds are exact.
        """
        ...

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of these rows, shape (len(rows), dimension)."""
        ...


class HybridStore(Protocol):
    """Rows of sentences, searched by meaning and by words at once."""

    def __len__(self) -> int:
        """Number of rows."""
        ...

    def search(self, query: Vectors, keywords: Mapping[int, float], k: int) -> NDArray[np.int64]:
        """Rows near `query`, shape (dimension,), or rich in `keywords`, best first.

        Each ranking that is combined contributes its first k. `keywords` is a sparse vector as
        `index/keywords.py` has it.
        """
        ...
