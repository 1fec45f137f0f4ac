"""A Citaat server in a process of its own, on a free port of this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE_S = 60.0


class Server:
    """A running `citaat serve`."""

    def __init__(self, process: subprocess.Popen[bytes], url: str, began: float) -> None:
        self.url = url
        self._process = process
        self._began = began

    def seconds_until(self, path: str) -> float:
        """Seconds from the start of the process until this path is answered with 200.

        Raises:
            TimeoutError: it never was.
        """
        with httpx.Client(base_url=self.url) as client:
            while time.perf_counter() - self._began < _PATIENCE_S:
                try:
                    if client.get(path).status_code == httpx.codes.OK:
                        return time.perf_counter() - self._began
                except httpx.TransportError:
                    pass
                time.sleep(0.01)
        raise TimeoutError(f"{path} was not served within {_PATIENCE_S} s")

    def ask(self, question: str) -> float:
        """Ask once; seconds from the start of the process until the answer."""
        with httpx.Client(base_url=self.url, timeout=_PATIENCE_S) as client:
            client.post("/api/ask", json={"question": question}).raise_for_status()
        return time.perf_counter() - self._began

    def memory_mb(self) -> dict[str, float]:
        """Resident and proportional set size, in megabytes of 10⁶ bytes (Linux)."""
        rollup = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text(encoding="ascii")
        sizes = {line.split()[0].rstrip(":"): line.split()[1] for line in rollup.splitlines()[1:]}
        return {
            "rss_mb": int(sizes["Rss"]) * 1024 / 1e6,
            "pss_mb": int(sizes["Pss"]) * 1024 / 1e6,
        }


@contextmanager
def serving() -> Iterator[Server]:
    """Start a server, and end it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Server(process, f"http://127.0.0.1:{port}", began)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
