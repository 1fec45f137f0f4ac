"""Folders in the cache that are made once: atomically, by one process, verified by hash."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from typing import TYPE_CHECKING

from filelock import FileLock

from index.errors import CacheError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MANIFEST = "artifact.json"


def made_once(folder: Path, key: str, make: Callable[[Path], None]) -> Path:
    """`folder`, made by `make(temporary folder)` unless it is there, whole, and of this key.

    `key` names everything that the content depends on. A second process waits for the
    first; a folder that was damaged is made again.

    Raises:
        CacheError: the folder cannot be written.
    """
    if _is_whole(folder, key):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{folder}.lock"):
            if not _is_whole(folder, key):
                _make(folder, key, make)
    except OSError as error:
        raise CacheError(
            f"The cache folder {folder.parent} cannot be written: {error.strerror or error}.",
            "Free some space or change its permissions, or set CITAAT_CACHE to another folder.",
        ) from error
    return folder


def beside(path: Path) -> Path:
    """A name next to `path` that nothing has, to write to before it is renamed into place.

    The caller makes it as any file or folder, so that who may read it is for the umask to say:
    what `tempfile` makes stays closed to the other users that share an index or a cache.
    """
    return path.with_name(f"{path.name}-{secrets.token_hex(8)}")


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(folder: Path) -> str:
    """SHA-256, in hexadecimal, of what `made_once` recorded: the hash of every file in it.

    Raises:
        CacheError: the folder was not made by `made_once`.
    """
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return hashlib.sha256(json.dumps(manifest["files"], sort_keys=True).encode()).hexdigest()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CacheError(
            f"The cache folder {folder} has no readable manifest.",
            "Remove the folder; it is made again.",
        ) from error


def _is_whole(folder: Path, key: str) -> bool:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return manifest["key"] == key and all(
            digest(folder / name) == expected for name, expected in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _make(folder: Path, key: str, make: Callable[[Path], None]) -> None:
    # One name, for the lock is held: what a killed process left, hundreds of megabytes, goes.
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        make(fresh)
        files = {
            path.relative_to(fresh).as_posix(): digest(path)
            for path in sorted(fresh.rglob("*"))
            if path.is_file()
        }
        record = fresh / _MANIFEST
        record.write_text(json.dumps({"key": key, "files": files}, indent=2), encoding="utf-8")
        # The libraries that write weights keep them to their owner, whatever the umask says.
        for name in files:
            shutil.copymode(record, fresh / name)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.replace(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
