"""Interviews that no fit and no reader has seen, each asked by itself as it would be served.

    python -m benchmarks.unseen [--way WAY] [--together] [--json FILE]

What ships is fitted on everything but these, so that nothing here needs to be cross-validated.
Keep them apart: once something was chosen by these figures they say no more than the others.

`--together` puts all of them in one library. Their questions were written to one interview each, so
many do not say which they mean ("Wie is de fotograaf?"): only differences between systems tell.

`--way` asks other questions to the same interviews, those of a folder of `benchmarks/asked` or
`benchmarks/before_reading`. What is typed in haste is asked as one visitor would: each conversation
after the one before it.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.training import BEFORE_READING, IN_HASTE, WAYS, as_one_visitor
from bot.cli.services import Installed
from bot.evaluation.cases import Pages, load_cases
from bot.evaluation.report import report
from bot.evaluation.results import SCHEMA, Result, Run, SystemResult, save, without_replies
from bot.evaluation.scoring import Outcome, score
from bot.evaluation.summary import summarise
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.evaluation.cases import Case
    from bot.reply import Reply

UNSEEN = Path(__file__).parent / "unseen"


def main() -> None:
    """Ask every interview its questions, and report on all of them together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--way", choices=sorted(folders_of_ways()))
    parser.add_argument("--together", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    files = sorted(UNSEEN.glob("*.jsonl"))
    outcomes: dict[str, list[Outcome]] = {}
    first: Reply | None = None
    for paths in [files] if arguments.together else [[path] for path in files]:
        with tempfile.TemporaryDirectory() as folder:
            content = Path(folder) / "content"
            content.mkdir()
            for path in paths:
                shutil.copy(path.with_suffix(".txt"), content)
            settings = Settings.of(content=content, index=Path(folder) / "index")
            systems = Installed().open_systems(settings, _quiet, _quiet)
            cases = [case for path in paths for case in cases_of(path, arguments.way)]
            for name, system in systems.items():
                outcomes.setdefault(name, []).extend(score(cases, system, frozenset(), _quiet))
            first = first or next(iter(systems.values())).ask(cases[0].question, (), None)
    if first is None:
        raise SystemExit(f"There is no interview in {UNSEEN}.")
    everything = b"".join(_asked(path, arguments.way).read_bytes() for path in files)
    run = Run(
        questions=f"{len(files)} files",
        sha256=hashlib.sha256(everything).hexdigest(),
        pages=None,
        indexed=None,
        seed=0,
        threshold=first.why.threshold,
        model=first.versions.model,
        index="",
    )
    systems_of = tuple(
        SystemResult(name, summarise(found, 0), tuple(found)) for name, found in outcomes.items()
    )
    result = Result(SCHEMA, run, systems_of)
    for line in report(result):
        sys.stdout.write(f"{line}\n")
    if arguments.json:
        save(without_replies(result), arguments.json)


def _asked(path: Path, way: str | None) -> Path:
    """The questions to an interview in one way of asking; None is the file beside it."""
    return path if way is None else folders_of_ways()[way] / path.name


def folders_of_ways() -> dict[str, Path]:
    """Where the questions of each way of asking are, by its name."""
    return {path.name: path for around in (WAYS, BEFORE_READING) for path in around.iterdir()}


def cases_of(path: Path, way: str | None) -> list[Case]:
    """The questions to the interview beside this file, asked in one way."""
    cases = list(load_cases(_asked(path, way), Pages.ROTATED))
    if way != IN_HASTE:
        return cases
    histories = as_one_visitor((case.history, case.question) for case in cases)
    return [replace(case, history=own) for case, own in zip(cases, histories, strict=True)]


def _quiet(*_: object) -> None:
    """Progress that nobody watches."""


if __name__ == "__main__":
    main()
