"""Other pipelines with the same model and content, each in a process, one question at a time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel

from benchmarks.speed.figures import Result, median, p99, ratio_interval
from benchmarks.speed.load import questions
from index.model.checkpoint import default_checkpoint
from index.parse import parse_folder
from index.units import Level, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.settings import Settings

_FOLDER = Path("benchmarks/rivals")
_OFF_TOPIC = "Wat is de hoofdstad van Mongolië?"
_ON_TOPIC = "wat doet het Digital Trust Center?"
_WARM_UP = 10
_QUESTIONS = 500
# Each rival with its own choice of threads, and with one and two.
_THREADS = ("default", "1", "2")


class Answer(BaseModel):
    """A rival's answer: seconds, the best score and its text."""

    seconds: float
    score: float
    text: str


class Rival:
    """A live process that answers one line with one line."""

    def __init__(self, name: str, command: list[str], threads: str, model: str) -> None:
        self.name = name
        environment = os.environ | {"HF_HUB_OFFLINE": "1", "RIVAL_THREADS": threads}
        if name == "citaat-torch":
            environment["CITAAT_MODEL"] = model
        self._process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)

    def ask(self, question: str) -> Answer:
        """Ask one question and wait for the answer.

        Raises:
            RuntimeError: the process ended.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError(f"{self.name} has no pipes")
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        while line := self._process.stdout.readline():
            if line.startswith("{"):
                return Answer.model_validate_json(line)
        raise RuntimeError(f"{self.name} ended; run its file under {_FOLDER} by hand to see why")


def at_full_precision(checkpoint: Path, copy: Path) -> Path:
    """A copy whose weights are float32: at the half precision they are kept in, a CPU is slow."""
    from safetensors.numpy import load_file, save_file

    shutil.copytree(checkpoint, copy)
    weights = copy / "model.safetensors"
    full = {name: tensor.astype("float32") for name, tensor in load_file(weights).items()}
    save_file(full, weights, metadata={"format": "pt"})
    config = json.loads((copy / "config.json").read_text("utf-8"))
    config |= {"dtype": "float32", "torch_dtype": "float32"}
    (copy / "config.json").write_text(json.dumps(config), "utf-8")
    return copy


def against_rivals(
    python: Path, settings: Settings, say: Callable[[str], None]
) -> Iterable[Result]:
    """One row a rival: how many times as long as Citaat it takes for the same question."""
    original = default_checkpoint(settings.cache, say)
    texts = [
        text for page in parse_folder(settings.content) for text in texts_of(page, Level.SENTENCE)
    ]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "texts.json").write_text(json.dumps(texts), "utf-8")
        checkpoint = str(at_full_precision(original, folder / "model"))
        given = [str(folder / "texts.json"), checkpoint]
        citaat = [sys.executable, "-m", "benchmarks.rivals.citaat"]
        live = {"citaat": Rival("citaat", citaat, "default", checkpoint)}
        for threads in _THREADS:
            live[f"citaat-torch {threads}"] = Rival("citaat-torch", citaat, threads, checkpoint)
            for name in ("haystack", "txtai", "langchain"):
                command = [str(python), str(_FOLDER / f"{name}_faq.py"), *given]
                live[f"{name} {threads}"] = Rival(name, command, threads, checkpoint)
        for rival in live.values():
            stack.enter_context(rival)
        times: dict[str, list[float]] = {name: [] for name in live}
        for question in questions(_WARM_UP + _QUESTIONS):
            for name, rival in live.items():
                times[name].append(rival.ask(question).seconds)
        scores = {
            name: (rival.ask(_OFF_TOPIC).score, rival.ask(_ON_TOPIC).score)
            for name, rival in live.items()
        }
    times = {name: taken[_WARM_UP:] for name, taken in times.items()}
    for rival_name in ("haystack", "txtai", "langchain", "citaat-torch"):
        variants = [f"{rival_name} {threads}" for threads in _THREADS]
        best = min(variants, key=lambda name: median(times[name]))
        detail = {f"{name} p50_ms": median(times[name]) * 1e3 for name in variants}
        yield Result(
            name=rival_name,
            measure=f"{rival_name}, at its best number of threads, p50",
            against="citaat",
            unit="× as long",
            value=median(times[best]) / median(times["citaat"]),
            interval=ratio_interval(times[best], times["citaat"]),
            target=4,
            at_most=False,
            detail=detail
            | {
                "citaat_p50_ms": median(times["citaat"]) * 1e3,
                "p99_ms": p99(times[best]) * 1e3,
                "off_topic_score": scores[best][0],
                "on_topic_score": scores[best][1],
                "citaat_off_topic_score": scores["citaat"][0],
                "citaat_on_topic_score": scores["citaat"][1],
            },
        )
