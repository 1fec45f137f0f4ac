"""Many users at once over HTTP: `python -m benchmarks.speed.load URL USERS SECONDS WAY`.

A process of its own, so that its share of the processor can be told from the server's.
"""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from pydantic import BaseModel

from benchmarks.speed.figures import distinct_questions
from bot.evaluation.cases import Pages, load_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTIONS = Path("tests/data/interview-questions-dev.jsonl")


class Load(BaseModel):
    """What so many users saw; `times` are seconds a question."""

    times: list[float]
    errors: int
    seconds: float
    client_cpu: float

    @property
    def throughput(self) -> float:
        """Questions answered a second."""
        return len(self.times) / self.seconds


def questions(count: int) -> tuple[str, ...]:
    """So many different questions to the interview."""
    return distinct_questions([c.question for c in load_cases(QUESTIONS, Pages.NATURAL)], count)


def under_load(url: str, users: int, seconds: float, way: str) -> Load:
    """Run the client in its own process."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "benchmarks.speed.load", url, str(users), str(seconds), way],
        check=True,
        capture_output=True,
        timeout=seconds + 90,
    )
    return Load.model_validate_json(done.stdout)


async def ask_rest(client: httpx.AsyncClient, question: str) -> None:
    """Ask over plain HTTP."""
    (await client.post("/api/ask", json={"question": question})).raise_for_status()


async def ask_gradio(client: httpx.AsyncClient, question: str) -> None:
    """Ask over the Gradio API: an event is made, then its stream is read to the end."""
    made = await client.post("/gradio_api/call/ask", json={"data": [question, []]})
    made.raise_for_status()
    stream = await client.get(f"/gradio_api/call/ask/{made.json()['event_id']}")
    stream.raise_for_status()
    if "event: complete" not in stream.text:
        raise httpx.StreamError(stream.text[:200])


WAYS = {"rest": ask_rest, "gradio": ask_gradio}


async def measure(url: str, users: int, seconds: float, way: str) -> Load:
    """Let each user ask one question after the other until the time is over."""
    # A number at the end keeps each question different for as long as the minute lasts.
    asked: Iterator[str] = (
        f"{question} ({turn})" for turn in itertools.count() for question in questions(500)
    )
    times: list[float] = []
    errors = 0
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        began, cpu = time.perf_counter(), time.process_time()

        async def user() -> None:
            nonlocal errors
            while time.perf_counter() - began < seconds:
                start = time.perf_counter()
                try:
                    await WAYS[way](client, next(asked))
                    times.append(time.perf_counter() - start)
                except (httpx.HTTPError, httpx.StreamError):
                    errors += 1

        await asyncio.gather(*(user() for _ in range(users)))
        took, spent = time.perf_counter() - began, time.process_time() - cpu
    return Load(times=times, errors=errors, seconds=took, client_cpu=spent / took)


if __name__ == "__main__":
    _, address, how_many, how_long, over = sys.argv
    print(asyncio.run(measure(address, int(how_many), float(how_long), over)).model_dump_json())
