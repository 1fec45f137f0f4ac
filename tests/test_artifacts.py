from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.artifacts import fingerprint, made_once
from index.encoder_cached import CachedEncoder
from index.errors import CacheError
from index.store import build_index
from index.versions import current
from tests.encoder_fake import WordCountEncoder
from tests.small import interview, quiet


def write(words: str, folder: Path) -> None:
    (folder / "a.txt").write_text(words, encoding="utf-8")


def write_for_its_owner(folder: Path) -> None:
    """As libraries write the weights of a model."""
    (folder / "deep").mkdir()
    (folder / "deep" / "weights").touch(0o600)


def test_the_fingerprint_changes_with_what_is_in_the_folder(tmp_path: Path) -> None:
    one = made_once(tmp_path / "one", "k", lambda folder: write("een", folder))
    same = made_once(tmp_path / "same", "other key", lambda folder: write("een", folder))
    two = made_once(tmp_path / "two", "k", lambda folder: write("twee", folder))
    assert fingerprint(one) == fingerprint(same) != fingerprint(two)


def test_a_folder_that_was_not_made_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(CacheError, match="made again"):
        fingerprint(tmp_path)


def test_what_a_killed_process_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "one.new").mkdir()
    write("half", tmp_path / "one.new")
    made_once(tmp_path / "one", "k", lambda folder: (folder / "b.txt").touch())
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"one"}
    assert not (tmp_path / "one" / "a.txt").exists()


@pytest.fixture(params=[0o022, 0o027], ids=["all may read", "the group may read"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """What this user keeps from others."""
    mask: int = request.param
    before = os.umask(mask)
    yield mask
    os.umask(before)


def test_what_one_user_makes_others_may_read_as_far_as_the_umask_lets_them(
    tmp_path: Path, umask: int
) -> None:
    encoder = WordCountEncoder(["brug"])
    made_once(tmp_path / "model", "k", write_for_its_owner)
    build_index([interview("a.txt", "De brug.")], encoder, tmp_path / "index", quiet)
    cached = CachedEncoder(encoder, tmp_path / "fixed.npz")
    cached.encode_passages(["brug"])
    cached.save()
    made = [
        path
        for top in (tmp_path / "model", tmp_path / "fixed.npz", current(tmp_path / "index"))
        for path in (top, *top.rglob("*"))
    ]
    assert len(made) > 8
    for path in made:
        everyone = 0o777 if path.is_dir() else 0o666
        assert path.stat().st_mode & 0o777 == everyone & ~umask, path
