"""Rows measured in this process and against one server: latency, load, start and memory."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import httpx
import numpy as np

from benchmarks.speed.figures import (
    Interval,
    Result,
    difference_interval,
    median,
    p99,
    ratio_interval,
)
from benchmarks.speed.load import CLIENT, WAYS, questions, under_load
from benchmarks.speed.server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.speed.load import Load
    from benchmarks.speed.server import Server
    from bot.answer import Bot
    from index.encoder import Encoder

_WARM_UP = 20
_USERS = 50
_START_ROUNDS = 7
_LOAD_ROUNDS = 6


def seconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def reply_against_encoder(bot: Bot, encoder: Encoder, asked: Sequence[str]) -> Result:
    """The whole reply against the encoder alone, question by question."""
    whole: list[float] = []
    alone: list[float] = []
    for question in asked:
        whole.append(seconds(partial(bot.ask, question)))
        alone.append(seconds(partial(encoder.encode_queries, [question])))
    whole, alone = whole[_WARM_UP:], alone[_WARM_UP:]
    return Result(
        name="reply",
        measure="one question → reply, in process, p50",
        against="the encoder alone",
        unit="×",
        value=median(whole) / median(alone),
        interval=ratio_interval(whole, alone),
        target=1.3,
        at_most=True,
        detail={
            "reply_p50_ms": median(whole) * 1e3,
            "reply_p99_ms": p99(whole) * 1e3,
            "encoder_p50_ms": median(alone) * 1e3,
            "encoder_p99_ms": p99(alone) * 1e3,
            "p99_ratio": p99(whole) / p99(alone),
            "questions": len(whole),
        },
    )


def api_and_memory(bot: Bot, asked: Sequence[str]) -> Iterable[Result]:
    """One user over the Gradio API against in process, and what the server then holds."""
    from gradio_client import Client

    with serving() as server:
        server.seconds_until("/readyz")
        client = Client(server.url, verbose=False)
        unverified = Client(server.url, verbose=False, ssl_verify=False)
        with httpx.Client(base_url=server.url, timeout=60) as http:

            def posted(way: str) -> Callable[[str], object]:
                path, body = WAYS[way]
                return lambda q: http.post(path, json=body(q)).raise_for_status()

            def called(question: str) -> None:
                made = http.post("/gradio_api/call/ask", json={"data": [question, []]})
                event = made.raise_for_status().json()["event_id"]
                http.get(f"/gradio_api/call/ask/{event}").raise_for_status()

            ways: dict[str, Callable[[str], object]] = {
                "process": bot.ask,
                "gradio_client": lambda q: client.predict(q, api_name="/ask"),
                "gradio_client_unverified": lambda q: unverified.predict(q, api_name="/ask"),
                "gradio_call": called,
                "gradio": posted("gradio"),
                "rest": posted("rest"),
            }
            times: dict[str, list[float]] = {way: [] for way in ways}
            for question in asked:
                for way, ask in ways.items():
                    # Of equal length, but different: a server's cache would flatter later ways.
                    text = f"{question} {list(ways).index(way)}"
                    times[way].append(seconds(partial(ask, text)))
        memory = server.memory_mb()
    times = {way: taken[_WARM_UP:] for way, taken in times.items()}
    detail = {f"{way}_p50_ms": median(taken) * 1e3 for way, taken in times.items()}
    detail |= {f"{way}_p99_ms": p99(taken) * 1e3 for way, taken in times.items()}
    for way, how in {
        "gradio": "one request on a kept connection",
        "gradio_client": "`gradio_client.predict`",
        "gradio_client_unverified": "`gradio_client.predict` with `ssl_verify=False`",
    }.items():
        extra = difference_interval(times[way], times["process"])
        yield Result(
            name=way.replace("_", "-"),
            measure=f"one question over the Gradio API, {how}, p50",
            against="in process",
            unit="ms more",
            value=(median(times[way]) - median(times["process"])) * 1e3,
            interval=Interval(low=extra.low * 1e3, high=extra.high * 1e3),
            target=15,
            at_most=True,
            detail=detail,
        )
    yield Result(
        name="memory",
        measure="memory of the server, warm (resident)",
        against=f"after {(len(ways) - 1) * len(asked)} questions",
        unit="MB",
        value=memory["rss_mb"],
        interval=None,
        target=600,
        at_most=True,
        detail=memory,
    )


def _after_the_others(
    server: Server, way: str, users: int, seconds: float, *, same: bool = False
) -> Load:
    """A load that does not wait for what the last one left in the queue."""
    server.ask("Is iedereen aan de beurt geweest?")
    return under_load(server.url, users, seconds, way, same=same)


def many_users(minute: float) -> Iterable[Result]:
    """Fifty users at once against one, in turn, over each way, with errors and the tail."""
    for way in WAYS:
        with serving() as server:
            server.seconds_until("/readyz")
            under_load(server.url, _USERS, 3, way)
            ask = partial(_after_the_others, server, way)
            part = minute / _LOAD_ROUNDS
            turns = [(ask(1, part / 2), ask(_USERS, part)) for _ in range(_LOAD_ROUNDS)]
            cached = ask(_USERS, part, same=True)
        one, many = [turn[0] for turn in turns], [turn[1] for turn in turns]
        one_rate, rate = [load.throughput for load in one], [load.throughput for load in many]
        tails, ideal = [load.p99 for load in many], [_USERS / load.throughput for load in many]
        detail = {
            "one_user_per_s": median(one_rate),
            "users_per_s": median(rate),
            "same_question_per_s": cached.throughput,
            "p50_s": median([load.p50 for load in many]),
            "p99_s": median(tails),
            "ideal_queue_s": median(ideal),
            "client_cpu_cores": median([load.client_cpu for load in many]),
            "one_user_client_cpu_cores": median([load.client_cpu for load in one]),
            "seconds": sum(load.seconds for load in many),
            "answered": sum(load.answered for load in many),
        }
        what = f"{_USERS} users at once, {way}, asked by {CLIENT}"
        yield Result(
            name=f"{way}-throughput",
            measure=f"{what}: throughput",
            against="one user",
            unit="×",
            value=median(rate) / median(one_rate),
            interval=ratio_interval(rate, one_rate),
            target=1.8,
            at_most=False,
            detail=detail,
        )
        yield Result(
            name=f"{way}-tail",
            measure=f"{what}: p99",
            against="the ideal queue",
            unit="×",
            value=median(tails) / median(ideal),
            interval=ratio_interval(tails, ideal),
            target=2,
            at_most=True,
            detail=detail,
        )
        yield Result(
            name=f"{way}-errors",
            measure=f"{what}: errors",
            against="none",
            unit="",
            value=sum(load.errors for load in (*one, *many)),
            interval=None,
            target=0,
            at_most=True,
            detail=detail,
        )


def start() -> Result:
    """Start to first answer with a warm cache, against importing Gradio."""
    answered: list[float] = []
    imported: list[float] = []
    paged: list[float] = []
    readied: list[float] = []
    command = [sys.executable, "-c", "import gradio"]
    for _ in range(_START_ROUNDS):
        imported.append(seconds(lambda: subprocess.run(command, check=True)))  # noqa: S603
        with serving() as server:
            paged.append(server.seconds_until("/"))
            readied.append(server.seconds_until("/readyz"))
            answered.append(server.ask("Wat doet het Digital Trust Center?"))
    # The first round warms the disk's cache.
    return Result(
        name="start",
        measure="start to first answer, warm cache",
        against="`import gradio`",
        unit="×",
        value=median(answered[1:]) / median(imported[1:]),
        interval=ratio_interval(answered[1:], imported[1:]),
        target=1.5,
        at_most=True,
        detail={
            "answer_s": median(answered[1:]),
            "ready_s": median(readied[1:]),
            "page_s": median(paged[1:]),
            "import_gradio_s": median(imported[1:]),
            "rounds": float(np.size(answered[1:])),
        },
    )


def all_rows(bot: Bot, encoder: Encoder, minute: float) -> Iterable[Result]:
    """Every row that needs no other pipeline."""
    asked = questions(_WARM_UP + 500)
    yield reply_against_encoder(bot, encoder, asked)
    yield from api_and_memory(bot, asked[: _WARM_UP + 200])
    yield start()
    yield from many_users(minute)
