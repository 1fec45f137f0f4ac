"""What the scale benchmark measures, as values."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from benchmarks.speed.figures import Machine


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class VectorRow(_Value):
    """A store of so many rows; times in seconds unless named otherwise, memory in megabytes.

    `build_seconds` starts from vectors on disk and ends with hashed files; `again_seconds` is
    the same with the lists of an earlier build. `own_mb` is what searching took that is not a
    mapped file. `times_10k` compares with 10,000 rows, asked in turn with these.
    """

    rows: int
    real_rows: int
    lists: int
    build_seconds: float
    again_seconds: float
    build_peak_mb: float
    load_seconds: float
    own_mb: float
    files_mb: float
    search_ms: float
    search_200_ms: float
    times_10k: float
    recall_at_10: float


class LibraryRow(_Value):
    """A whole library of so many sentences: what a server does at its start, and a search."""

    sentences: int
    interviews: int
    start_seconds: float
    own_mb: float
    search_ms: float


class Encoding(_Value):
    """Texts a second, by the index build and by sentence-transformers in its best batch."""

    texts: int
    ours: float
    theirs: float
    best_batch: int

    @property
    def ratio(self) -> float:
        """How many times as fast the build encodes."""
        return self.ours / self.theirs


class ScaleReport(_Value):
    """One run on one machine."""

    machine: Machine
    encoding: Encoding | None
    vectors: tuple[VectorRow, ...]
    libraries: tuple[LibraryRow, ...]
