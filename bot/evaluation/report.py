"""Figures → a table that fits a terminal and a Markdown file alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.evaluation.metrics import Estimate
    from bot.evaluation.results import Result, SystemResult
    from bot.evaluation.summary import Row

_KINDS = ("kind", "n", "quote@1", "right", "answered", "false answers")
_SYSTEMS = ("system", "quote@1", "answered", "false answers", "AUROC", "ECE", "AURC")
_PAGES = ("passage@1", "MRR")


def report(result: Result) -> Iterator[str]:
    """The lines of the report: the product by kind, then every system overall."""
    run = result.run
    pages = f", {run.pages} pages" if run.pages else ""
    limit = f", {run.indexed} of them indexed" if run.indexed is not None else ""
    yield f"{run.questions}{pages}{limit}; {run.model}; 95 % intervals"
    yield ""
    first = result.systems[0].summary
    yield from _table(_KINDS, [_kind_cells(row) for row in (*first.kinds, first.overall)])
    yield ""
    paged = any(system.summary.passage_at_1 is not None for system in result.systems)
    header = (*_SYSTEMS, *_PAGES) if paged else _SYSTEMS
    yield from _table(header, [_system_cells(s, paged=paged) for s in result.systems])
    notes = list(_notes(result))
    if notes:
        yield ""
        yield from notes


def _notes(result: Result) -> Iterator[str]:
    first = result.systems[0].summary
    answerable = sum(outcome.answerable for outcome in result.systems[0].outcomes)
    if first.overall.judged < answerable:
        yield (
            f"quote@1, ECE and AURC leave out {answerable - first.overall.judged} questions "
            "whose answer is not marked in the indexed text."
        )
    if first.offers is not None:
        yield (
            f"{first.offered} abstentions offer candidates; one of them answers in "
            f"{with_interval(first.offers)}, of answerable questions in "
            f"{with_interval(first.offers_answerable)}."
        )
    for system in result.systems:
        if system.summary.unranked:
            yield (
                f"MRR of {system.name} is a lower bound: the right page of "
                f"{system.summary.unranked} questions is not among the candidates."
            )


def _kind_cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        str(row.n),
        with_interval(row.quote_at_1),
        _share(row.right.value if row.right else None),
        _share(row.answered.value if row.answered else None),
        with_interval(row.false_answers),
    )


def _system_cells(system: SystemResult, *, paged: bool) -> tuple[str, ...]:
    summary = system.summary
    cells = (
        system.name,
        with_interval(summary.overall.quote_at_1),
        _share(summary.overall.answered.value if summary.overall.answered else None),
        with_interval(summary.overall.false_answers),
        with_interval(summary.auroc),
        _share(summary.calibration_error),
        _share(summary.aurc),
    )
    if not paged:
        return cells
    return (*cells, with_interval(summary.passage_at_1), _share(summary.mrr))


def with_interval(estimate: Estimate | None) -> str:
    """A figure with its interval of 95 %; a dash where there is none."""
    if estimate is None:
        return "-"
    return f"{estimate.value:.3f} [{estimate.low:.2f}, {estimate.high:.2f}]"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table, its columns padded to line up; the first to the left."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        first, *others = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join((first, *others))} |"

    yield line(header)
    rules = ("-" * width for width in widths)
    yield f"|-{'-|-'.join(rules)}-|"
    yield from map(line, rows)
