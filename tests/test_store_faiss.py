"""What every vector store promises, kept by exact search and by inverted lists alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dense import VectorStore
from index.encoder import Vectors
from index.errors import CorruptIndexError
from index.store_faiss import FaissStore, list_count

Make = Callable[[Vectors], VectorStore]


def exact(vectors: Vectors) -> FaissStore:
    return FaissStore.of(vectors)


def in_lists(vectors: Vectors) -> FaissStore:
    return FaissStore.of(vectors, approximate_from=0)


def random_rows(count: int, seed: int = 0, dimension: int = 8) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize("make", [exact, in_lists])
class TestEveryStore:
    def test_the_nearest_come_first_with_their_inner_products(self, make: Make) -> None:
        store = make(np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float32))
        scores, rows = store.search(np.array([0, 1], np.float32), 2)
        assert rows.tolist() == [1, 2]
        assert scores.tolist() == pytest.approx([1, 0.8])

    def test_equal_scores_come_in_the_order_of_their_rows(self, make: Make) -> None:
        store = make(np.array([[0, 1], [1, 0], [0, 1], [0, 1]], np.float32))
        _, rows = store.search(np.array([0, 1], np.float32), 4)
        assert rows.tolist() == [0, 2, 3, 1]

    def test_fewer_than_asked_when_there_are_fewer(self, make: Make) -> None:
        store = make(random_rows(3))
        scores, rows = store.search(random_rows(1, seed=1)[0], 10)
        assert sorted(rows.tolist()) == [0, 1, 2]
        assert scores.tolist() == sorted(scores.tolist(), reverse=True)

    def test_none_asked_or_none_there(self, make: Make) -> None:
        for store in (make(random_rows(3)), make(np.empty((0, 8), np.float32))):
            scores, rows = store.search(random_rows(1)[0], 0 if len(store) else 5)
            assert scores.shape == rows.shape == (0,)

    def test_rows_come_back_as_they_went_in(self, make: Make) -> None:
        vectors = random_rows(20)
        store = make(vectors)
        assert len(store) == 20
        assert (store.vectors(np.array([7, 3])) == vectors[[7, 3]]).all()
        assert store.vectors(np.array([], np.int64)).shape == (0, 8)

    @settings(max_examples=25)
    @given(count=st.integers(1, 300), seed=st.integers(0, 10_000), k=st.integers(1, 20))
    def test_a_score_is_the_row_s_own_inner_product(
        self, make: Make, count: int, seed: int, k: int
    ) -> None:
        vectors, query = random_rows(count, seed), random_rows(1, seed + 1)[0]
        scores, rows = make(vectors).search(query, k)
        assert len(set(rows.tolist())) == min(k, count)
        assert np.allclose(scores, vectors[rows] @ query, atol=1e-6)
        assert rows[0] == (vectors @ query).argmax()


def test_a_loaded_store_answers_as_the_saved_one(tmp_path: Path) -> None:
    vectors, query = random_rows(500), random_rows(1, seed=1)[0]
    for number, store in enumerate((exact(vectors), in_lists(vectors))):
        path = tmp_path / f"{number}.npy"
        files = store.save(path)
        assert sorted(files) == sorted(tmp_path.glob(f"{number}.*"))
        again = FaissStore.load(path)
        scores, rows = store.search(query, 9)
        assert [values.tolist() for values in again.search(query, 9)] == [
            scores.tolist(),
            rows.tolist(),
        ]


def test_rows_that_were_filled_on_disk_are_not_overwritten_by_themselves(tmp_path: Path) -> None:
    path, vectors = tmp_path / "rows.npy", random_rows(100)
    rows = FaissStore.allocate(path, *vectors.shape)
    rows[:] = vectors
    store = FaissStore.of(rows)
    assert store.save(path) == [path]
    assert (FaissStore.load(path).vectors(np.arange(100)) == vectors).all()
    copy = tmp_path / "copy.npy"
    FaissStore.load(path).save(copy)
    assert copy.read_bytes() == path.read_bytes()


def test_the_lists_of_an_earlier_store_divide_the_next(tmp_path: Path) -> None:
    before = in_lists(random_rows(500))
    more = np.concatenate([random_rows(500), random_rows(3, seed=5)])
    after = FaissStore.of(more, trained=before, approximate_from=0)
    assert after.search(more[-1], 1)[1].tolist() == [502]
    after.save(tmp_path / "after.npy")
    assert FaissStore.load(tmp_path / "after.npy").search(more[-1], 1)[1].tolist() == [502]


@pytest.mark.parametrize("damaged", ["rows.npy", "rows.faiss"])
@pytest.mark.parametrize("content", [b"", b"junk"])
def test_a_damaged_file_is_refused(tmp_path: Path, damaged: str, content: bytes) -> None:
    in_lists(random_rows(50)).save(tmp_path / "rows.npy")
    (tmp_path / damaged).write_bytes(content)
    with pytest.raises(CorruptIndexError, match="citaat build"):
        FaissStore.load(tmp_path / "rows.npy")


def test_the_number_of_lists_changes_when_the_rows_quadruple() -> None:
    assert [list_count(rows) for rows in (1, 50_000, 100_000, 1_000_000)] == [4, 1024, 1024, 4096]
