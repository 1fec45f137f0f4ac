"""`citaat eval`: read the cases, ask them all, report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.evaluation.cases import Pages, load_cases
from bot.evaluation.compare import changes
from bot.evaluation.pages import content_of, draw, pages_of
from bot.evaluation.plot import check_plot, plot
from bot.evaluation.report import report
from bot.evaluation.results import (
    SCHEMA,
    Result,
    Run,
    SystemResult,
    check_output,
    load,
    save,
    without_replies,
)
from bot.evaluation.scoring import score
from bot.evaluation.summary import summarise
from index.errors import SettingsError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Sequence

    from bot.cli.services import Services
    from bot.cli.streams import Streams
    from bot.evaluation.cases import Case
    from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Request:
    """The flags of `citaat eval`."""

    file: Path
    json: Path | None = None
    figures_only: bool = False
    plot: Path | None = None
    compare: Path | None = None
    pages: Pages | None = None
    indexed: int | None = None
    seed: int = 0

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> Self:
        """The flags as argparse read them."""
        return cls(
            file=Path(arguments.file),
            json=Path(arguments.json) if arguments.json else None,
            figures_only=arguments.figures_only,
            plot=Path(arguments.plot) if arguments.plot else None,
            compare=Path(arguments.compare) if arguments.compare else None,
            pages=Pages(arguments.pages) if arguments.pages else None,
            indexed=arguments.indexed,
            seed=arguments.seed,
        )

    @property
    def version(self) -> Pages:
        """Which version of the pages is read."""
        return self.pages or Pages.ROTATED

    @property
    def for_pages(self) -> tuple[str, ...]:
        """The flags that were given and say something of pages."""
        given = {"--pages": self.pages, "--indexed": self.indexed}
        return tuple(flag for flag, value in given.items() if value is not None)


def run(request: Request, settings: Settings, services: Services, streams: Streams) -> Result:
    """Score every system on the labelled questions, and write what was asked for.

    Raises:
        CitaatError: the questions, an earlier result, the content, the model or an output.
    """
    cases = load_cases(request.file, request.version)
    # What can fail at the end is tried at the start: a run may take minutes.
    before = load(request.compare) if request.compare else None
    if request.plot:
        check_plot(request.plot)
    for output in filter(None, (request.json, request.plot)):
        check_output(output)
    pages = pages_of(cases)
    if pages:
        chosen = draw(pages, request.indexed, request.seed)
        indexed = frozenset(page.id for page in chosen)
        with content_of(chosen, settings) as there:
            result = _score(request, cases, indexed, there, services, streams)
    elif useless := request.for_pages:
        raise SettingsError(
            "These questions are about the content folder, not about pages of their own.",
            f"Leave out {' and '.join(useless)}.",
        )
    else:
        result = _score(request, cases, frozenset(), settings, services, streams)
    for line in report(result):
        streams.write(line)
    if before is not None:
        streams.write("")
        for line in changes(before, result):
            streams.write(line)
    if request.json:
        save(without_replies(result) if request.figures_only else result, request.json)
    if request.plot:
        plot(result, request.plot)
    return result


def _score(
    request: Request,
    cases: Sequence[Case],
    indexed: Collection[str],
    settings: Settings,
    services: Services,
    streams: Streams,
) -> Result:
    with streams.progress("Embedding") as progress:
        systems = services.open_systems(settings, streams.say, progress)
    results = []
    for name, system in systems.items():
        with streams.progress(name) as progress:
            outcomes = score(cases, system, indexed, progress)
        results.append(SystemResult(name, summarise(outcomes, request.seed), outcomes))
    first = next(iter(systems.values())).ask(
        cases[0].question, cases[0].history, cases[0].interview
    )
    return Result(
        SCHEMA,
        Run(
            questions=request.file.name,
            sha256=hashlib.sha256(request.file.read_bytes()).hexdigest(),
            pages=request.version if indexed else None,
            indexed=request.indexed,
            seed=request.seed,
            threshold=first.why.threshold,
            model=first.versions.model,
            index=first.versions.index,
        ),
        tuple(results),
    )
