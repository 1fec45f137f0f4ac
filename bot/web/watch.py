"""A rebuilt index is picked up by the servers that share it, without a restart.

Publishing is `citaat build`: it replaces the index's pointer, and that is all that is looked
at, because it costs one small read. The content folder is looked at too only when the pointer has
moved. If the new index cannot be taken up, it is tried again as soon as something changes there (a
copy that was half done), and otherwise at ever fewer looks (a Milvus that was away).
Polling rather than inotify, which is silent on network file systems.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from typing import TYPE_CHECKING

from index.errors import CitaatError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

_log = logging.getLogger("citaat")
# Seconds between two looks: soon enough for an editor, and nothing for the machine.
PERIOD = 2.0
# The most looks that pass between two attempts at the same: about a minute.
_MOST_PASSED = 32
_BEHIND = "A rebuilt index is not in use; the previous one answers."
_BLIND = (
    "It cannot be read which index is published, so a rebuilt one would go unnoticed; the previous "
    "one answers. Check who may read the index folder, or that Milvus runs."
)


class Watcher:
    """Renews what is served when its index was rebuilt; on failure the old answers on.

    Args:
        published: what stands published now; None when nothing does or it cannot be read.
        content: the state of the content folder, asked only before a renewal.
        renew: load what is published and serve it, or raise a `CitaatError`.
        serving: what `published` was for what is served at the start.
    """

    def __init__(
        self,
        published: Callable[[], Hashable],
        content: Callable[[], Hashable],
        renew: Callable[[], None],
        serving: Hashable,
    ) -> None:
        self._published = published
        self._content = content
        self._renew = renew
        self._serving = serving
        self._failed: Hashable = None
        # How many looks pass after the last failure, and how many of them are still to pass.
        self._pause = self._to_pass = 0
        self._said = ""

    def start(self, period: float = PERIOD) -> None:
        """Look every `period` seconds, on a thread that ends with the process."""

        def run() -> None:
            while True:
                time.sleep(period)
                self.look()

        threading.Thread(target=run, name="citaat-watch", daemon=True).start()

    def look(self) -> None:
        """Renew when something else is published; what failed is tried again, ever less often."""
        state: Hashable = None
        try:
            published = self._published()
            if published == self._serving:
                self._said = ""
                return
            if published is None:
                self._warn(_BLIND)
                return
            state = (published, self._content())
            if state == self._failed and self._to_pass:
                self._to_pass -= 1
                return
            self._renew()
        except CitaatError as error:
            self._put_off(state)
            self._warn(f"{_BEHIND} {error}")
        except Exception as error:  # noqa: BLE001 - the old bot answers on, and so does this thread
            self._put_off(state)
            self._warn(f"{_BEHIND} {type(error).__name__}: {error}", error)
        else:
            self._serving, self._failed, self._said = published, None, ""

    def _put_off(self, state: Hashable) -> None:
        self._pause = min(2 * self._pause, _MOST_PASSED) if state == self._failed else 1
        self._failed, self._to_pass = state, self._pause

    def _warn(self, message: str, unexpected: Exception | None = None) -> None:
        """Say it once, not at every attempt."""
        if message != self._said:
            self._said = message
            _log.warning("%s", message, exc_info=unexpected)


def folder_state(folder: Path) -> Hashable:
    """What tells that a file was added, removed or changed, in sub-folders too."""
    seen = []
    # What cannot be read now is noticed when it can.
    with contextlib.suppress(OSError):
        for path in folder.rglob("*"):
            # Gone meanwhile, or a link to nothing, as some editors leave beside an open file.
            with contextlib.suppress(OSError):
                stat = path.stat()
                seen.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(sorted(seen))
