from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.encoder_cached import CachedEncoder
from tests.encoder_fake import WordCountEncoder


@pytest.fixture
def inner() -> WordCountEncoder:
    return WordCountEncoder(["brug", "boek"])


def test_what_was_saved_is_not_embedded_again(tmp_path: Path, inner: WordCountEncoder) -> None:
    first = CachedEncoder(inner, tmp_path / "deep" / "a.npz")
    vectors = first.encode_passages(["brug", "boek brug"])
    first.save()
    assert inner.encoded == ["brug", "boek brug"]
    again = CachedEncoder(inner, tmp_path / "deep" / "a.npz")
    assert np.array_equal(again.encode_passages(["boek brug", "brug"]), vectors[::-1])
    assert inner.encoded == ["brug", "boek brug"]


def test_a_question_and_a_passage_of_the_same_words_are_two_texts(
    tmp_path: Path, inner: WordCountEncoder
) -> None:
    cached = CachedEncoder(inner, tmp_path / "a.npz")
    cached.encode_queries(["brug"])
    cached.encode_passages(["brug"])
    assert inner.encoded == ["brug"]


def test_vectors_of_another_revision_do_not_count(tmp_path: Path, inner: WordCountEncoder) -> None:
    cached = CachedEncoder(inner, tmp_path / "a.npz")
    cached.encode_passages(["brug"])
    cached.save()
    other = WordCountEncoder(["brug", "boek"], revision="2")
    CachedEncoder(other, tmp_path / "a.npz").encode_passages(["brug"])
    assert other.encoded == ["brug"]


@pytest.mark.parametrize("damage", [b"", b"no archive", None])
def test_a_damaged_file_counts_as_empty(
    tmp_path: Path, inner: WordCountEncoder, damage: bytes | None
) -> None:
    path = tmp_path / "a.npz"
    cached = CachedEncoder(inner, path)
    before = cached.encode_passages(["brug"])
    cached.save()
    data = path.read_bytes()
    path.write_bytes(damage if damage is not None else data.replace(before.tobytes(), b"\0" * 12))
    assert np.array_equal(CachedEncoder(inner, path).encode_passages(["brug"]), before)
    assert inner.encoded == ["brug", "brug"]


def test_whatever_bit_of_a_file_flips_the_vectors_are_right(
    tmp_path: Path, inner: WordCountEncoder
) -> None:
    path = tmp_path / "a.npz"
    cached = CachedEncoder(inner, path)
    before = cached.encode_passages(["brug", "boek"])
    cached.save()
    data = path.read_bytes()
    # Of each byte another bit; the archive's directory, which has no checksum, is at the end.
    for bit in range(0, 8 * len(data), 9):
        damaged = bytearray(data)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        assert np.array_equal(CachedEncoder(inner, path).encode_passages(["brug", "boek"]), before)


def test_no_texts_give_no_vectors(tmp_path: Path, inner: WordCountEncoder) -> None:
    assert CachedEncoder(inner, tmp_path / "a.npz").encode_queries([]).shape == (0, 3)
