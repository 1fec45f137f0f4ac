"""The versions of an index that stand in its folder, and which of them readers use.

    FOLDER/current               the name of the version that readers use
    FOLDER/<version>-<random>/   its files, with their hashes in manifest.json

A new version is written beside the old one and `current` replaced in one rename, so a
reader sees the old index or the new one, never half of either. Any number of processes may
read the folder while one builds; a version is deleted an hour after it was replaced, and
never the one before the last: processes may still map it, and over a network file system a
deleted file is gone for them too.
"""

from __future__ import annotations

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.artifacts import beside, digest
from index.errors import CorruptIndexError, StaleIndexError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.manifest import Manifest

_CURRENT = "current"
_UNFINISHED = "new"
# The folders that are made here: no other is ever deleted, whatever folder an index is put in.
_OWN = re.compile(rf"({_UNFINISHED}|[0-9a-f]{{12}})-[0-9a-f]{{16}}")
# Seconds that a version is kept after another took its place: readers follow within seconds.
GRACE = 3600.0


@dataclass(frozen=True, slots=True)
class Published:
    """What `citaat build` published: a version, and when, in the file system's nanoseconds."""

    name: str
    at: int

    @property
    def version(self) -> str:
        """As `Manifest.version` has it."""
        return self.name.partition("-")[0]


def published(folder: Path) -> Published | None:
    """What stands published in an index folder; None when nothing does or it is unreadable.

    One small read, to be done every few seconds.
    """
    try:
        pointer = folder / _CURRENT
        return Published(pointer.read_text(encoding="utf-8").strip(), pointer.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError):
        return None


def publish_again(folder: Path) -> None:
    """The same version anew, for what a server reads beside the index: the editor's synonyms."""
    os.utime(folder / _CURRENT)


def unfinished(folder: Path) -> Path:
    """A new folder to write a version to."""
    fresh = beside(folder / _UNFINISHED)
    fresh.mkdir()
    return fresh


def swap_in(fresh: Path, manifest: Manifest, folder: Path) -> None:
    """Publish a version that stands complete in `fresh`; those long replaced are deleted."""
    # The random part keeps a rebuild of a damaged version from colliding with it.
    version = folder / fresh.name.replace(_UNFINISHED, manifest.version, 1)
    fresh.rename(version)
    previous = published(folder)
    pointer = folder / f"{_CURRENT}.new"
    pointer.write_text(version.name, encoding="utf-8")
    pointer.replace(folder / _CURRENT)
    _sweep(folder, previous.name if previous else "")


def current(folder: Path) -> Path:
    """The folder of the version that is published.

    Raises:
        StaleIndexError: there is none.
        CorruptIndexError: it is gone.
    """
    try:
        name = (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StaleIndexError("There is no index yet.", "Run `citaat build`.") from error
    version = folder / name
    if not _OWN.fullmatch(name) or not version.is_dir():
        raise CorruptIndexError("The index names a version that is gone.", "Run `citaat build`.")
    return version


def digests(files: Sequence[Path]) -> dict[str, str]:
    """Hashes by file name, several files at once."""
    with ThreadPoolExecutor() as pool:
        return dict(zip((path.name for path in files), pool.map(digest, files), strict=True))


def verify(version: Path, manifest: Manifest) -> None:
    """Compare every file of a version with its hash.

    Raises:
        CorruptIndexError: one is missing, was changed or cannot be read.
    """

    def is_whole(name: str) -> bool:
        try:
            return digest(version / name) == manifest.files[name]
        except OSError:
            return False

    with ThreadPoolExecutor() as pool:
        whole = list(pool.map(is_whole, manifest.files))
    changed = [name for name, same in zip(manifest.files, whole, strict=True) if not same]
    if changed:
        raise CorruptIndexError(
            f"{min(changed)} of the index is missing or was changed.", "Run `citaat build`."
        )


def _sweep(folder: Path, previous: str) -> None:
    """Delete versions that were replaced long ago, and what broken builds left behind.

    A folder's own time says when it was replaced, so that all times are the file system's.
    """
    now = (folder / _CURRENT).stat().st_mtime
    used = (folder / _CURRENT).read_text(encoding="utf-8")
    for old in folder.iterdir():
        own = _OWN.fullmatch(old.name)
        if own is None or not old.is_dir():
            continue
        if old.name == previous:
            os.utime(old, (now, now))
        elif own[1] == _UNFINISHED or (old.name != used and old.stat().st_mtime <= now - GRACE):
            shutil.rmtree(old, ignore_errors=True)
