"""The report as a file and as a plot."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from benchmarks.speed.figures import Machine, Report


def this_machine() -> Machine:
    """The machine's kind; its name is nobody's business."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        cpu = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        cpu = platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return Machine(
        cpu=cpu,
        cores=os.cpu_count() or 1,
        memory_gb=round(memory, 1),
        python=platform.python_version(),
    )


def draw(report: Report, path: Path) -> None:
    """Each figure as a share of its target."""
    from matplotlib.figure import Figure

    rows = [row for row in report.results if row.target > 0]
    figure = Figure(figsize=(8, 0.45 * len(rows) + 1.4), layout="constrained")
    axes = figure.add_subplot()
    # Above 1 the target is met, whichever way it points.
    kept = [row.target / row.value if row.at_most else row.value / row.target for row in rows]
    colours = ["tab:green" if row.met else "tab:red" for row in rows]
    axes.barh([row.measure for row in rows], kept, color=colours)
    axes.axvline(1, color="black", linewidth=1)
    axes.set(xscale="log", xlabel="how far within the target (right of 1: met)")
    axes.set_title(f"{report.machine.cpu}, {report.machine.cores} cores")
    axes.invert_yaxis()
    figure.savefig(path, dpi=120)
