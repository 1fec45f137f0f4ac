"""Measure what grows with a library: `python -m benchmarks.scale [--pages FILE] [--out FOLDER]`."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import numpy as np

from benchmarks.scale.encoding import encoding, sentences
from benchmarks.scale.figures import ScaleReport
from benchmarks.scale.library import library
from benchmarks.scale.report import draw, library_table, table
from benchmarks.scale.vectors import COMPARED, build, fill, search
from benchmarks.speed.load import questions
from benchmarks.speed.report import this_machine
from benchmarks.training import policyqa, training_interviews
from bot.bootstrap import encoder_for
from bot.settings import Settings
from index.model.checkpoint import default_checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.scale.figures import VectorRow

_SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
_ARGUMENTS = ParamSpec("_ARGUMENTS")
_Result = TypeVar("_Result")


def main() -> None:
    """Run every size, print the table and write `scale.json` and `scale.png`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, help="questions with pages: the real passages")
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--libraries", type=int, nargs="+", default=_SIZES[:-1])
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"))
    chosen = parser.parse_args()
    settings = Settings.of()

    def say(message: str) -> None:
        print(message, file=sys.stderr)

    interviews = [interview for _, interview, _ in training_interviews(settings.content)]
    asked = list(questions(200))
    if chosen.pages is not None:
        pages, about = policyqa(chosen.pages, "natural")
        interviews += pages
        asked = [question.text for question in about]
    encoder = encoder_for(settings, say)
    texts = sentences(interviews)
    with tempfile.TemporaryDirectory(prefix="citaat-scale-") as name:
        folder = Path(name)
        say(f"{len(texts)} real sentences, {len(asked)} questions")
        np.save(folder / "real.npy", encoder.encode_passages(texts))
        np.save(folder / "questions.npy", encoder.encode_queries(asked))
        speed = encoding(encoder, default_checkpoint(settings.cache, say), interviews)
        say(f"encoding: {speed.ratio:.2f} × sentence-transformers at batch {speed.best_batch}")
        _store(folder, COMPARED)
        rows = []
        for size in sorted(chosen.sizes):
            rows.append(_vectors(folder, size, len(texts)))
            say(rows[-1].model_dump_json())
        libraries = []
        for size in sorted(chosen.libraries):
            libraries.append(_apart(library, interviews, asked, size))
            say(libraries[-1].model_dump_json())
    report = ScaleReport(
        machine=this_machine(), encoding=speed, vectors=tuple(rows), libraries=tuple(libraries)
    )
    print(table(report))
    print(library_table(report))
    (chosen.out / "scale.json").write_text(report.model_dump_json(indent=2) + "\n", "utf-8")
    draw(report, chosen.out / "scale.png")


def _apart(
    work: Callable[_ARGUMENTS, _Result],
    *arguments: _ARGUMENTS.args,
    **options: _ARGUMENTS.kwargs,
) -> _Result:
    """Done in a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments, **options).result()


def _path(folder: Path, size: int) -> Path:
    return folder / f"rows{size}.npy"


def _store(folder: Path, size: int) -> tuple[float, float, float]:
    _apart(fill, _path(folder, size), folder / "real.npy", size)
    return _apart(build, _path(folder, size))


def _vectors(folder: Path, size: int, real: int) -> VectorRow:
    built = _store(folder, size)
    row = _apart(
        search, _path(folder, size), _path(folder, COMPARED), folder / "questions.npy", built
    )
    if size != COMPARED:
        for file in folder.glob(f"rows{size}.*"):
            file.unlink()
    return row.model_copy(update={"real_rows": min(size, real)})


if __name__ == "__main__":
    main()
