"""How many cores this process may use, which in a container are fewer than the machine has."""

from __future__ import annotations

import os
from pathlib import Path

# Where Linux tells a container its share of the processor: microseconds, and of how many.
_SHARE = Path("/sys/fs/cgroup/cpu.max")


def usable_cores() -> int:
    """The cores that a thread each is worth while."""
    affinity = getattr(os, "sched_getaffinity", None)
    allowed = len(affinity(0)) if affinity else os.cpu_count() or 1
    try:
        share = _SHARE.read_text(encoding="ascii")
    except OSError:
        share = ""
    return within_share(allowed, share)


def within_share(cores: int, share: str) -> int:
    """The cores that a share such as "150000 100000" (one and a half) keeps busy, at least one.

    Anything else is no limit, as "max 100000" is.
    """
    quota, _, period = share.strip().partition(" ")
    if not (quota.isdecimal() and period.isdecimal() and int(period)):
        return cores
    return max(1, min(cores, -(-int(quota) // int(period))))
