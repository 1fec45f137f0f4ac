"""What each rival's process does: a question on a line in, an answer as JSON on a line out."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[[str], tuple[float, str]]


def set_threads() -> None:
    """As many threads as RIVAL_THREADS says, or torch's own choice."""
    if (threads := os.environ.get("RIVAL_THREADS", "default")) != "default":
        import torch

        torch.set_num_threads(int(threads))


def answer_lines(ask: Ask) -> None:
    """Answer until the input ends."""
    for line in sys.stdin:
        start = time.perf_counter()
        score, text = ask(line.rstrip("\n"))
        took = time.perf_counter() - start
        print(json.dumps({"seconds": took, "score": float(score), "text": text}), flush=True)
