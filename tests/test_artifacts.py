from __future__ import annotations

from pathlib import Path

import pytest

from index.artifacts import fingerprint, made_once
from index.errors import CacheError


def write(words: str, folder: Path) -> None:
    (folder / "a.txt").write_text(words, encoding="utf-8")


def test_the_fingerprint_changes_with_what_is_in_the_folder(tmp_path: Path) -> None:
    one = made_once(tmp_path / "one", "k", lambda folder: write("een", folder))
    same = made_once(tmp_path / "same", "other key", lambda folder: write("een", folder))
    two = made_once(tmp_path / "two", "k", lambda folder: write("twee", folder))
    assert fingerprint(one) == fingerprint(same) != fingerprint(two)


def test_a_folder_that_was_not_made_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(CacheError, match="made again"):
        fingerprint(tmp_path)
