"""A rebuilt index is picked up by the servers that share it, without a restart.

Publishing is `citaat build`: it replaces the index's pointer, and that is all that is looked
at, because it costs one small read. Only when the pointer has moved and the content does not
fit it (half copied, or broken) is the content folder looked at too, to try again when it
changes. Polling rather than inotify, which is silent on network file systems.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from index.errors import CitaatError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

_log = logging.getLogger("citaat")
# Seconds between two looks: soon enough for an editor, and nothing for the machine.
PERIOD = 2.0


class Watcher:
    """Renews what is served when its index was rebuilt; on failure the old stays.

    Args:
        published: what stands published now; None when nothing does or it cannot be read.
        content: the state of the content folder, asked only while a renewal fails.
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
        self._said = ""
        self._stop = threading.Event()

    def start(self, period: float = PERIOD) -> None:
        """Look every `period` seconds, on a thread that ends with the process."""

        def run() -> None:
            while not self._stop.wait(period):
                self.look()

        threading.Thread(target=run, name="citaat-watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()

    def look(self) -> None:
        """Renew when something else is published, unless that failed and nothing changed."""
        published = self._published()
        if published is None or published == self._serving:
            return
        state = (published, self._content())
        if state == self._failed:
            return
        try:
            self._renew()
        except CitaatError as error:
            self._failed = state
            self._warn(str(error))
        except Exception:  # noqa: BLE001 - the old bot answers on, whatever happened to the new one
            self._failed = state
            _log.exception("A rebuilt index is not in use; the previous one answers.")
        else:
            self._serving, self._failed, self._said = published, None, ""

    def _warn(self, reason: str) -> None:
        """Say it once, not at every attempt."""
        if reason != self._said:
            self._said = reason
            _log.warning("A rebuilt index is not in use; the previous one answers. %s", reason)


def folder_state(folder: Path) -> Hashable:
    """What tells that a file of a folder was added, removed or changed; None if unreadable."""
    try:
        return tuple(
            sorted(
                (path.name, stat.st_mtime_ns, stat.st_size)
                for path in folder.iterdir()
                if (stat := path.stat())
            )
        )
    except OSError:
        return None
