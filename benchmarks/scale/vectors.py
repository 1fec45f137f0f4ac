"""One store of a given size: built in one process, loaded and searched in another."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.expansion import expanded
from benchmarks.scale.figures import VectorRow
from benchmarks.scale.memory import own_mb, peak_mb
from index.artifacts import digest
from index.store_faiss import SUFFIX, FaissStore

if TYPE_CHECKING:
    from pathlib import Path

    from index.encoder import Vectors

COMPARED = 10_000
_SEED = 6
_RECALL = 10
# What Searcher asks for at each level.
_NEIGHBOURS = 200


def fill(path: Path, real: Path, rows: int) -> None:
    """Write so many vectors to disk: real ones, and synthetic ones after them."""
    vectors = np.load(real)
    mapped = FaissStore.allocate(path, rows, vectors.shape[1])
    start = 0
    for chunk in expanded(vectors, rows, _SEED):
        mapped[start : start + len(chunk)] = chunk
        start += len(chunk)


def build(path: Path) -> tuple[float, float, float]:
    """Seconds to build, seconds to build with the same lists, and peak memory in megabytes."""
    start = time.perf_counter()
    store = FaissStore.of(np.load(path, mmap_mode="r+"))
    for file in store.save(path):
        digest(file)
    first = time.perf_counter() - start
    peak = peak_mb()
    trained = FaissStore.load(path)
    start = time.perf_counter()
    again = FaissStore.of(np.load(path, mmap_mode="r+"), trained=trained)
    for file in again.save(path.with_name("again" + SUFFIX)):
        digest(file)
        file.unlink()
    return first, time.perf_counter() - start, peak


def search(
    path: Path, compared: Path, questions: Path, built: tuple[float, float, float]
) -> VectorRow:
    """The figures of a store that was built, in a process that did not build it."""
    import faiss

    before = own_mb()
    start = time.perf_counter()
    files = [file for file in path.parent.glob(f"{path.stem}.*") if file.is_file()]
    for file in files:
        digest(file)
    store = FaissStore.load(path)
    load = time.perf_counter() - start
    other = FaissStore.load(compared)
    asked = np.load(questions)
    for question in asked[:50]:
        store.search(question, _NEIGHBOURS)
        other.search(question, _RECALL)
    ours, wide, theirs, found = [], [], [], []
    for question in asked:
        seconds, rows = _timed(store, question, _RECALL)
        ours.append(seconds)
        found.append(rows)
        theirs.append(_timed(other, question, _RECALL)[0])
        wide.append(_timed(store, question, _NEIGHBOURS)[0])
    own = own_mb() - before
    vectors = np.load(path, mmap_mode="r")
    k = min(_RECALL, len(vectors))
    _, exact = faiss.knn(asked, vectors, k, metric=faiss.METRIC_INNER_PRODUCT)
    shared = [len(set(one) & set(other)) / k for one, other in zip(found, exact, strict=True)]
    return VectorRow(
        rows=len(store),
        real_rows=0,
        lists=store.lists,
        build_seconds=built[0],
        again_seconds=built[1],
        build_peak_mb=built[2],
        load_seconds=load,
        own_mb=own,
        files_mb=sum(file.stat().st_size for file in files) / 1e6,
        search_ms=float(np.median(ours)) * 1e3,
        search_200_ms=float(np.median(wide)) * 1e3,
        times_10k=float(np.median(ours) / np.median(theirs)),
        recall_at_10=float(np.mean(shared)),
    )


def _timed(store: FaissStore, question: Vectors, k: int) -> tuple[float, list[int]]:
    start = time.perf_counter()
    _, rows = store.search(question, k)
    return time.perf_counter() - start, rows.tolist()
