"""A library of any size, grown out of real vectors: what scale is measured with.

Nobody has a million passages of interviews here. The first rows are real, as embedded; each
row after them is synthetic: a point between a real passage and one of its nearest neighbours,
moved by half of the difference between two other neighbours. So the rows lie in the same
few directions, as near to one another as real ones, and no two are equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.encoder import Vectors

_NEIGHBOURS = 10
_CHUNK = 20_000


def neighbours_of(real: Vectors) -> NDArray[np.int64]:
    """The nearest other rows of each row, shape (rows, at most 10)."""
    import faiss

    count = min(_NEIGHBOURS, len(real) - 1)
    _, rows = faiss.knn(real, real, count + 1, metric=faiss.METRIC_INNER_PRODUCT)
    return np.asarray(rows[:, 1:], np.int64)


def expanded(real: Vectors, total: int, seed: int) -> Iterator[Vectors]:
    """`total` normalised rows in chunks: the real ones first, synthetic ones after them."""
    yield real[:total]
    near = neighbours_of(real)
    random = np.random.default_rng(seed)
    for start in range(len(real), total, _CHUNK):
        count = min(_CHUNK, total - start)
        one, other = (random.integers(len(real), size=count) for _ in range(2))
        share = random.random((count, 1), np.float32)
        rows = share * real[one] + (1 - share) * real[_one_of(near, one, random)]
        rows += (real[other] - real[_one_of(near, other, random)]) / 2
        yield np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def _one_of(
    near: NDArray[np.int64], rows: NDArray[np.int64], random: np.random.Generator
) -> NDArray[np.int64]:
    return near[rows, random.integers(near.shape[1], size=len(rows))]
