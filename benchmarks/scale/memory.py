"""The memory of this process, as Linux counts it."""

from __future__ import annotations

from pathlib import Path


def own_mb() -> float:
    """Resident megabytes that belong to this process alone: mapped files do not count."""
    return _status("RssAnon")


def peak_mb() -> float:
    """The most resident megabytes so far, mapped files included."""
    return _status("VmHWM")


def _status(name: str) -> float:
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1e3
    raise ValueError(f"/proc/self/status has no {name}")
