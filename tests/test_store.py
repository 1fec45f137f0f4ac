"""The index on disk: what is embedded again, what is refused, and that swaps are whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.errors import CacheError, CorruptIndexError, StaleIndexError
from index.interview import Interview, Sentence, Span
from index.store import Built, build_index, load_index, open_index
from index.units import Level
from tests.encoder_fake import WordCountEncoder
from tests.small import interview, quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.encoder import Vectors

VOCABULARY = ("appel", "peer", "boom")
# A file that is there, and whose first byte nobody can read, the superuser neither.
UNREADABLE = Path("/proc/self/mem")


APPLE = interview("a.txt", "De appel valt. De boom staat.\n\nEen peer.")
PEAR = interview("b.txt", "Een peer hangt.")


def test_a_built_index_loads_with_a_row_for_every_unit(tmp_path: Path) -> None:
    encoder = WordCountEncoder(VOCABULARY)
    index = open_index([APPLE, PEAR], encoder, tmp_path, quiet)
    assert {level: len(store) for level, store in index.stores.items()} == {
        Level.SENTENCE: 4,
        Level.PASSAGE: 4,
        Level.BLOCK: 3,
        Level.HEADING: 3,
    }
    scores, rows = index.stores[Level.SENTENCE].search(encoder.encode_queries(["peer"])[0], 2)
    assert rows.tolist() == [2, 3]
    assert scores.tolist() == [1.0, 1.0]


def test_only_what_changed_is_embedded_again(tmp_path: Path) -> None:
    open_index([APPLE, PEAR], WordCountEncoder(VOCABULARY), tmp_path, quiet)
    encoder = WordCountEncoder(VOCABULARY)
    changed = interview("b.txt", "Een peer valt.")
    index = open_index([APPLE, changed], encoder, tmp_path, quiet)
    assert set(encoder.encoded) == {"Een peer valt."}
    fresh = open_index([APPLE, changed], WordCountEncoder(VOCABULARY), tmp_path / "new", quiet)
    assert index.manifest.version == fresh.manifest.version
    for level in Level:
        rows = index.layout.rows(level)
        every = np.arange(rows)
        assert (index.stores[level].vectors(every) == fresh.stores[level].vectors(every)).all()


def test_a_renamed_file_keeps_its_vectors_and_a_removed_one_goes(tmp_path: Path) -> None:
    open_index([APPLE, PEAR], WordCountEncoder(VOCABULARY), tmp_path, quiet)
    encoder = WordCountEncoder(VOCABULARY)
    renamed = interview("z.txt", PEAR.text)
    index = open_index([renamed], encoder, tmp_path, quiet)
    assert encoder.encoded == []
    assert len(index.stores[Level.SENTENCE]) == 1


def test_one_of_an_index_is_what_it_would_be_by_itself(tmp_path: Path) -> None:
    encoder = WordCountEncoder(VOCABULARY)
    index = open_index([APPLE, PEAR], encoder, tmp_path / "both", quiet)
    one = index.of_one("b")
    alone = open_index([PEAR], encoder, tmp_path / "alone", quiet)
    assert (one.interviews, one.manifest.version) == ((PEAR,), alone.manifest.version)
    for level in Level:
        every = np.arange(alone.layout.rows(level))
        assert (one.stores[level].vectors(every) == alone.stores[level].vectors(every)).all()
    with pytest.raises(ValueError, match="c"):
        index.of_one("c")


def test_building_twice_embeds_nothing(tmp_path: Path) -> None:
    encoder = WordCountEncoder(VOCABULARY)
    assert build_index([PEAR], encoder, tmp_path, quiet) == Built(3, published=True)
    assert build_index([PEAR], encoder, tmp_path, quiet) == Built(0, published=False)
    renamed = interview("z.txt", PEAR.text)
    assert build_index([renamed], encoder, tmp_path, quiet) == Built(0, published=True)


def test_a_file_that_is_cut_otherwise_is_embedded_anew(tmp_path: Path) -> None:
    """As by a version that splits sentences otherwise and forgot to say so."""
    encoder = WordCountEncoder(VOCABULARY)
    (block,) = PEAR.blocks
    halves = (Sentence(Span(0, 8)), Sentence(Span(9, 15)))
    otherwise = replace(PEAR, blocks=(replace(block, sentences=halves),))
    build_index([PEAR, APPLE], encoder, tmp_path, quiet)
    assert build_index([otherwise, APPLE], encoder, tmp_path, quiet) == Built(5, published=True)
    assert load_index([otherwise, APPLE], encoder, tmp_path).layout.rows(Level.SENTENCE) == 5


@pytest.mark.parametrize(
    ("interviews", "encoder"),
    [
        ([APPLE], WordCountEncoder(VOCABULARY)),
        ([PEAR], WordCountEncoder(VOCABULARY, revision="2")),
        ([PEAR], WordCountEncoder((*VOCABULARY, "meer"))),
    ],
)
def test_other_content_or_another_model_is_stale(
    tmp_path: Path, interviews: list[Interview], encoder: WordCountEncoder
) -> None:
    build_index([PEAR], WordCountEncoder(VOCABULARY), tmp_path, quiet)
    with pytest.raises(StaleIndexError, match="citaat build"):
        load_index(interviews, encoder, tmp_path)


def test_no_index_is_stale(tmp_path: Path) -> None:
    with pytest.raises(StaleIndexError):
        load_index([PEAR], WordCountEncoder(VOCABULARY), tmp_path / "none")


@pytest.mark.parametrize("name", ["sentences.npy", "passages.npy", "blocks.npy"])
@pytest.mark.parametrize("damage", [b"", b"junk"])
def test_a_damaged_file_is_refused_and_then_rebuilt(
    tmp_path: Path, name: str, damage: bytes
) -> None:
    encoder = WordCountEncoder(VOCABULARY)
    build_index([PEAR], encoder, tmp_path, quiet)
    (path,) = tmp_path.glob(f"*/{name}")
    path.write_bytes(damage)
    with pytest.raises(CorruptIndexError, match=name):
        load_index([PEAR], encoder, tmp_path)
    assert open_index([PEAR], encoder, tmp_path, quiet).interviews == (PEAR,)


@pytest.mark.skipif(not UNREADABLE.exists(), reason="this system has no /proc")
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    encoder = WordCountEncoder(VOCABULARY)
    build_index([PEAR], encoder, tmp_path, quiet)
    (path,) = tmp_path.glob("*/blocks.npy")
    path.unlink()
    path.symlink_to(UNREADABLE)
    with pytest.raises(CorruptIndexError, match=r"blocks\.npy"):
        load_index([PEAR], encoder, tmp_path)


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff", b'{"schema_version": "x"}'])
def test_a_damaged_manifest_is_refused(tmp_path: Path, damage: bytes) -> None:
    encoder = WordCountEncoder(VOCABULARY)
    build_index([PEAR], encoder, tmp_path, quiet)
    (path,) = tmp_path.glob("*/manifest.json")
    path.write_bytes(damage)
    with pytest.raises(CorruptIndexError):
        load_index([PEAR], encoder, tmp_path)


@pytest.mark.parametrize("pointer", ["", "gone", "../elsewhere", "x" * 5000, "\0"])
def test_a_pointer_to_nowhere_is_refused(tmp_path: Path, pointer: str) -> None:
    encoder = WordCountEncoder(VOCABULARY)
    build_index([PEAR], encoder, tmp_path, quiet)
    (tmp_path / "current").write_text(pointer, encoding="utf-8")
    with pytest.raises(CorruptIndexError):
        load_index([PEAR], encoder, tmp_path)
    assert open_index([PEAR], encoder, tmp_path, quiet).interviews == (PEAR,)


def test_a_failing_build_leaves_the_old_index(tmp_path: Path) -> None:
    class Failing(WordCountEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            raise KeyboardInterrupt

    encoder = WordCountEncoder(VOCABULARY)
    build_index([PEAR], encoder, tmp_path, quiet)
    with pytest.raises(KeyboardInterrupt):
        build_index([APPLE], Failing(VOCABULARY), tmp_path, quiet)
    assert load_index([PEAR], encoder, tmp_path).interviews == (PEAR,)
    assert not list(tmp_path.glob("new-*"))


def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(CacheError, match="--index"):
        build_index([PEAR], WordCountEncoder(VOCABULARY), tmp_path / "file", quiet)
