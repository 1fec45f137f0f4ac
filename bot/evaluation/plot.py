"""Risk-coverage curves as an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.evaluation.results import Result


def check_plot(path: Path) -> None:
    """Find out early whether `plot` will be able to draw this.

    Raises:
        SettingsError: matplotlib is not installed, or does not know the format.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
    except ImportError as error:
        raise SettingsError(
            "A plot needs matplotlib, which is not installed.",
            "Install the extra: pip install 'citaat[eval]'.",
        ) from error
    if path.suffix.removeprefix(".").lower() not in FigureCanvasAgg.get_supported_filetypes():
        raise SettingsError(f"{path} has no suffix that can be drawn.", "Name a .png or .svg file.")


def plot(result: Result, path: Path) -> None:
    """Draw each system's curve into the file, whose suffix chooses the format.

    Raises:
        SettingsError: as for `check_plot`, or the file cannot be written.
    """
    check_plot(path)
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.4), layout="constrained")
    axes = figure.add_subplot()
    for system in result.systems:
        curve = system.summary.risk_coverage
        area = system.summary.aurc
        label = system.name if area is None else f"{system.name} (AURC {area:.3f})"
        axes.plot([p.coverage for p in curve], [p.risk for p in curve], label=label)
    axes.set(
        xlabel="coverage: share of the questions answered, most confident first",
        ylabel="risk: share of those whose quotation is wrong",
        title=f"Risk and coverage on {result.run.questions}",
        xlim=(0, 1),
        ylim=(0, None),
    )
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    try:
        figure.savefig(path, dpi=150)
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be written: {error.strerror}.", "Name another file."
        ) from error
