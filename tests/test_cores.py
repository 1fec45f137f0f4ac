"""How many threads are worth while, where a container limits the processor."""

from __future__ import annotations

import os

import pytest

from index.cores import usable_cores, within_share


@pytest.mark.parametrize(
    ("share", "cores"),
    [
        ("max 100000\n", 8),
        ("200000 100000\n", 2),
        ("150000 100000\n", 2),
        ("50000 100000\n", 1),
        ("0 100000\n", 1),
        ("6400000 100000\n", 8),
        ("", 8),
        ("200000", 8),
        ("200000 0", 8),
        ("-1 100000", 8),
    ],
)
def test_no_more_threads_than_a_container_may_keep_busy(share: str, cores: int) -> None:
    assert within_share(8, share) == cores


def test_there_is_always_a_core_and_never_one_that_is_not_there() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)
