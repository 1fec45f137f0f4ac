"""Many users at once over HTTP.

    python -m benchmarks.speed.load URL USERS SECONDS PATH FILE NUMBER

The client takes its part of the cores that it shares with the server, so it is wrk where that is
installed (Debian and Ubuntu: `apt install wrk`), and this Python elsewhere. Which one was used,
and how much of a core it took, stands beside the figures.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from pydantic import BaseModel, ConfigDict

from benchmarks.speed.figures import distinct_questions, median, p99
from bot.evaluation.cases import Pages, load_cases

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = Path("tests/data/interview-questions-dev.jsonl")
_SCRIPT = Path("benchmarks/speed/ask.lua")
# Each way of asking: its path, and the body around a question.
WAYS: dict[str, tuple[str, Callable[[str], object]]] = {
    "rest": ("/api/ask", lambda question: {"question": question}),
    "gradio": ("/gradio_api/run/ask", lambda question: {"data": [question, []]}),
}
CLIENT = "wrk" if shutil.which("wrk") else "Python"


class Load(BaseModel):
    """What so many users saw: seconds a question, and the share of a core the client took."""

    model_config = ConfigDict(frozen=True)

    answered: int
    errors: int
    seconds: float
    p50: float
    p99: float
    client_cpu: float = 0.0

    @property
    def throughput(self) -> float:
        """Questions answered a second."""
        return self.answered / self.seconds


def questions(count: int) -> tuple[str, ...]:
    """So many different questions to the interview."""
    return distinct_questions([c.question for c in load_cases(QUESTIONS, Pages.NATURAL)], count)


def under_load(url: str, users: int, seconds: float, way: str, *, same: bool = False) -> Load:
    """What users see who each ask one question after the other, in a process of its own.

    No question is asked twice, unless it is the `same` every time.
    """
    path, _ = WAYS[way]
    lines = bodies(way, "" if same else " (%d)")
    # By the clock, so that no run repeats the questions of an earlier one on the same server.
    first = str(int(time.time()) % 10_000 * 1000)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write("\n".join(lines[:1] if same else lines) + "\n")
        file.flush()
        command = (
            [
                *("wrk", "--threads", "1", "--connections", str(users), "--timeout", "60"),
                *("--duration", f"{max(1, round(seconds))}s", "--script", str(_SCRIPT)),
                *(url, "--", path, file.name, first),
            ]
            if CLIENT == "wrk"
            else [
                *(sys.executable, "-m", "benchmarks.speed.load"),
                *(url, str(users), str(seconds), path, file.name, first),
            ]
        )
        before = _children()
        done = subprocess.run(  # noqa: S603
            command, check=True, capture_output=True, text=True, timeout=seconds + 90
        )
        spent = _children() - before
    load = Load.model_validate_json(done.stdout.strip().splitlines()[-1])
    # The Python client knows its share without its imports; wrk has none to speak of.
    return load if load.client_cpu else load.model_copy(update={"client_cpu": spent / load.seconds})


def bodies(way: str, varied: str) -> list[str]:
    """The bodies of requests, with what makes a question different at its end."""
    _, body = WAYS[way]
    return [
        json.dumps(body(f"{question.replace('%', '')}{varied}"), ensure_ascii=False)
        for question in questions(500)
    ]


def _children() -> float:
    """Seconds of a processor that finished child processes have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def measure(
    url: str, users: int, seconds: float, path: str, lines: list[str], first: int
) -> Load:
    """Let each user ask one question after the other until the time is over."""
    numbers = itertools.count(first)
    times: list[float] = []
    errors = 0
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    json_body = {"Content-Type": "application/json"}
    async with httpx.AsyncClient(
        base_url=url, timeout=60, limits=limits, headers=json_body
    ) as client:
        began, cpu = time.perf_counter(), time.process_time()

        async def user() -> None:
            nonlocal errors
            while time.perf_counter() - began < seconds:
                number = next(numbers)
                body = lines[number % len(lines)].replace("%d", str(number))
                start = time.perf_counter()
                try:
                    (await client.post(path, content=body.encode())).raise_for_status()
                    times.append(time.perf_counter() - start)
                except httpx.HTTPError:
                    errors += 1

        await asyncio.gather(*(user() for _ in range(users)))
        took, spent = time.perf_counter() - began, time.process_time() - cpu
    return Load(
        answered=len(times),
        errors=errors,
        seconds=took,
        p50=median(times),
        p99=p99(times),
        client_cpu=spent / took,
    )


if __name__ == "__main__":
    _, address, how_many, how_long, over, file_name, number = sys.argv
    asked = Path(file_name).read_text("utf-8").splitlines()
    measured = measure(address, int(how_many), float(how_long), over, asked, int(number))
    print(asyncio.run(measured).model_dump_json())
