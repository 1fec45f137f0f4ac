"""The scale benchmark as a table and as a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.scale.figures import ScaleReport


def table(report: ScaleReport) -> str:
    """The stores of every size as a Markdown table, as docs/performance.md shows it."""
    lines = [
        "| rows | lists | build | again | peak | load | own memory | 10 | 200 | × | recall@10 |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.rows:,} | {row.lists:,} | {row.build_seconds:.2f} s | {row.again_seconds:.2f} s "
        f"| {row.build_peak_mb:,.0f} MB | {row.load_seconds:.2f} s | {row.own_mb:,.0f} MB "
        f"| {row.search_ms:.2f} ms | {row.search_200_ms:.2f} ms | {row.times_10k:.2f} × "
        f"| {row.recall_at_10:.4f} |"
        for row in report.vectors
    ]
    return "\n".join(lines)


def library_table(report: ScaleReport) -> str:
    """Whole libraries as a Markdown table, as docs/performance.md shows it."""
    lines = ["| sentences | interviews | start | own memory | search |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.sentences:,} | {row.interviews:,} | {row.start_seconds:.2f} s "
        f"| {row.own_mb:,.0f} MB | {row.search_ms:.1f} ms |"
        for row in report.libraries
    ]
    return "\n".join(lines)


def draw(report: ScaleReport, path: Path) -> None:
    """Time and memory against the number of passages, both axes by powers of ten."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4.5), layout="constrained")
    time, memory = figure.subplots(1, 2)
    rows = [row.rows for row in report.vectors]
    sizes = [row.sentences for row in report.libraries]
    for name, values in (
        ("build the store", [row.build_seconds for row in report.vectors]),
        ("build with the same lists", [row.again_seconds for row in report.vectors]),
        ("load, verified", [row.load_seconds for row in report.vectors]),
        ("nearest 10", [row.search_ms / 1e3 for row in report.vectors]),
    ):
        time.plot(rows, values, marker="o", label=name)
    time.plot(
        sizes, [row.start_seconds for row in report.libraries], "--s", label="start: whole library"
    )
    time.plot(
        sizes,
        [row.search_ms / 1e3 for row in report.libraries],
        "--s",
        label="search: whole library",
    )
    memory.plot(rows, [row.build_peak_mb for row in report.vectors], "-o", label="build, peak")
    memory.plot(rows, [row.files_mb for row in report.vectors], "-o", label="files on disk")
    memory.plot(sizes, [row.own_mb for row in report.libraries], "--s", label="searcher, own")
    time.set(xscale="log", yscale="log", xlabel="passages", ylabel="seconds")
    memory.set(xscale="log", yscale="log", xlabel="passages", ylabel="megabytes")
    time.legend(fontsize="small")
    memory.legend(fontsize="small")
    figure.suptitle(f"{report.machine.cpu}, {report.machine.cores} cores")
    figure.savefig(path, dpi=120)
