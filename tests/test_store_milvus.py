"""Every store keeps the same contract; Milvus shows readers whole versions only."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.bootstrap import Workshop
from bot.settings import Settings
from index.dense import VectorStore
from index.encoder import Vectors
from index.errors import SettingsError, StaleIndexError, StoreUnavailableError
from index.interview import Interview
from index.milvus_address import Address
from index.milvus_collections import MilvusStore
from index.parse import parse_bytes
from index.store import Index, index_in_memory
from index.store_faiss import FaissStore
from index.store_milvus import Milvus
from index.units import Level
from tests.encoder_fake import WordCountEncoder
from tests.small import quiet

ROOT = Path(__file__).parents[1]
ENCODER = WordCountEncoder(("appel", "peer"))
DIMENSION = 8
Make = Callable[[Vectors], VectorStore]


@pytest.fixture
def milvus(tmp_path: Path) -> Iterator[Milvus]:
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed: citaat[milvus]")
    with closing(Milvus(Address.parse(str(tmp_path / "index.db")))) as opened:
        yield opened


@pytest.fixture(params=["faiss", "milvus-lite"])
def store_of(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Makes a store of some vectors."""
    if request.param == "faiss":
        yield FaissStore.of
        return
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed: citaat[milvus]")
    from pymilvus import MilvusClient

    client = MilvusClient(str(tmp_path / "store.db"))

    def make(vectors: Vectors) -> MilvusStore:
        of = FaissStore.of(vectors)
        MilvusStore.write(client, "rows", len(of), of, vectors.shape[1])
        opened = MilvusStore.open(client, "rows", vectors.shape[1])
        assert opened is not None
        return opened

    yield make
    client.close()


def directions(count: int) -> Vectors:
    vectors = np.random.default_rng(1).standard_normal((count, DIMENSION)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def test_a_search_gives_exact_scores_best_first(store_of: Make) -> None:
    vectors = directions(300)
    store = store_of(vectors)
    query = vectors[17]
    scores, rows = store.search(query, 20)
    cosines = vectors @ query
    assert rows.tolist() == np.argsort(-cosines, kind="stable")[:20].tolist()
    assert np.allclose(scores, np.sort(cosines)[::-1][:20], atol=1e-6)
    assert scores.dtype == np.float32
    assert rows.dtype == np.int64


def test_equal_scores_come_in_the_order_of_their_rows(store_of: Make) -> None:
    vectors = np.repeat(directions(2), 4, axis=0)
    store = store_of(vectors)
    _, rows = store.search(vectors[5], 50)
    assert rows.tolist() == [4, 5, 6, 7, 0, 1, 2, 3]


def test_vectors_come_as_they_were_in_the_order_asked(store_of: Make) -> None:
    vectors = directions(50)
    vectors[3] = 0
    store = store_of(vectors)
    asked = np.array([7, 3, 49, 7], np.int64)
    assert len(store) == 50
    assert (store.vectors(asked) == vectors[asked]).all()
    assert store.vectors(asked[:0]).shape == (0, DIMENSION)


def index_of(*names: str) -> Index:
    return index_in_memory(interviews_of(*names), ENCODER)


def interviews_of(*names: str) -> list[Interview]:
    return [parse_bytes(f"Een {name}.".encode(), Path(f"{name}.txt"), name) for name in names]


class Breaking:
    """A store whose vectors cannot be read: a builder that stops half way."""

    def __init__(self, store: VectorStore) -> None:
        self._store = store

    def __len__(self) -> int:
        return len(self._store)

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        raise NotImplementedError

    def vectors(self, rows: object) -> Vectors:
        raise InterruptedError


def test_a_published_index_is_what_readers_load(milvus: Milvus) -> None:
    with pytest.raises(StaleIndexError, match="citaat build"):
        milvus.load(interviews_of("appel"), ENCODER)
    assert milvus.published() is None
    index = index_of("appel", "peer")
    assert milvus.publish(index)
    assert not milvus.publish(index)
    loaded = milvus.load(index.interviews, ENCODER)
    now = milvus.published()
    assert now is not None
    assert now.version == loaded.manifest.version == index.manifest.version
    for level in Level:
        every = np.arange(index.layout.rows(level))
        assert (loaded.stores[level].vectors(every) == index.stores[level].vectors(every)).all()
    pear = index.interviews[1].id
    one, same = loaded.of_one(pear), index.of_one(pear)
    assert one.stores[Level.BLOCK].vectors(np.arange(1)).tolist() == (
        same.stores[Level.BLOCK].vectors(np.arange(1)).tolist()
    )
    with pytest.raises(StaleIndexError):
        milvus.load(interviews_of("appel"), ENCODER)


def test_a_broken_build_reaches_no_reader_and_the_next_one_mends_it(milvus: Milvus) -> None:
    old, new = index_of("appel"), index_of("peer", "appel")
    milvus.publish(old)
    half = Index(
        new.interviews,
        new.manifest,
        new.layout,
        {**new.stores, Level.BLOCK: Breaking(new.stores[Level.BLOCK])},
    )
    with pytest.raises(InterruptedError):
        milvus.publish(half)
    assert milvus.load(old.interviews, ENCODER).manifest == old.manifest
    with pytest.raises(StaleIndexError):
        milvus.load(new.interviews, ENCODER)
    milvus.publish(new)
    assert len(milvus.load(new.interviews, ENCODER).stores[Level.BLOCK]) == 2


def test_the_version_before_stays_for_those_who_still_read_it(milvus: Milvus) -> None:
    first, second, third = index_of("appel"), index_of("peer"), index_of("appel", "peer")
    milvus.publish(first)
    oldest = milvus.load(first.interviews, ENCODER)
    milvus.publish(second)
    reading = milvus.load(second.interviews, ENCODER)
    assert len(oldest.stores[Level.SENTENCE].vectors(np.arange(1))) == 1
    milvus.publish(third)
    assert len(reading.stores[Level.SENTENCE].vectors(np.arange(1))) == 1
    with pytest.raises(StoreUnavailableError):
        oldest.stores[Level.SENTENCE].vectors(np.arange(1))


def test_an_address_is_read_and_its_password_never_shown() -> None:
    address = Address.parse("milvus://anna:se%40cret@db.example.org/citaat")
    assert address == Address("http://db.example.org:19530", "anna:se@cret", "citaat")
    assert "cret" not in repr(address)
    assert Address.parse("milvus+tls://[::1]:443").uri == "https://[::1]:443"
    assert Address.parse("folder/index.db") == Address("folder/index.db")


@pytest.mark.parametrize(
    "text", ["", "http://u:secret@h", "milvus://", "index.faiss", "milvus://h:x"]
)
def test_another_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(SettingsError, match="milvus://host:19530") as caught:
        Address.parse(text)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_one_clear_error() -> None:
    pytest.importorskip("pymilvus", reason="pymilvus is not installed: citaat[milvus]")
    with pytest.raises(StoreUnavailableError, match="cannot be reached") as caught:
        Milvus(Address.parse("milvus://anna:secret@127.0.0.1:9"))
    assert "secret" not in str(caught.value)


def test_a_file_that_cannot_be_opened_is_one_clear_error_and_no_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed: citaat[milvus]")
    (tmp_path / "index.db").write_text("not a database", encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match="one process at a time"):
        Milvus(Address.parse(str(tmp_path / "index.db")))
    assert caplog.messages == []


def test_nothing_is_embedded_for_a_store_that_cannot_be_opened(tmp_path: Path) -> None:
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed: citaat[milvus]")
    (tmp_path / "index.db").write_text("not a database", encoding="utf-8")
    (tmp_path / "wie.txt").write_text("Wie?\n\n\u201cWij.\u201d\n", encoding="utf-8")
    settings = Settings.of(content=tmp_path, index=tmp_path / "i", store=f"{tmp_path}/index.db")
    with pytest.raises(StoreUnavailableError):
        Workshop(settings, pytest.fail).write(quiet)
    assert not (tmp_path / "i").exists()


@pytest.mark.parametrize("missing", ["pymilvus", "milvus_lite"])
def test_a_library_that_is_not_installed_is_named_with_what_to_do(missing: str) -> None:
    pytest.importorskip("pymilvus", reason="pymilvus is not installed: citaat[milvus]")
    program = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        "from index.milvus_address import Address\n"
        "from index.store_milvus import Milvus\n"
        "Milvus(Address.parse('index.db'))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    last = ran.stderr.splitlines()[-1]
    assert last.startswith("index.errors.SettingsError")
    assert missing.replace("_", "-") in last
    assert "not installed. Run `pip install 'citaat[milvus]'`." in last
