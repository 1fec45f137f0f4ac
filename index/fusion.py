"""Pure functions that combine rankings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def top_rows(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """Rows of the k highest scores, best first; equal scores in the order of their rows."""
    k = min(k, len(scores))
    if k == 0:
        return np.empty(0, np.int64)
    candidates = np.argpartition(-scores, k - 1)[:k] if k < len(scores) else np.arange(len(scores))
    return candidates[np.lexsort((candidates, -scores[candidates]))].astype(np.int64)


def union(rankings: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Every row that any ranking holds, once, in ascending order."""
    rows = list(rankings)
    return np.unique(np.concatenate(rows)) if rows else np.empty(0, np.int64)
