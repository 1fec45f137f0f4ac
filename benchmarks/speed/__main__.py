"""Measure speed and memory: `python -m benchmarks.speed [--rivals PYTHON] [--out FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.speed.figures import Report, Result, table
from benchmarks.speed.here import all_rows
from benchmarks.speed.report import draw, this_machine
from benchmarks.speed.rivals import against_rivals
from bot.bootstrap import build_bot, encoder_for
from bot.settings import Settings


def main() -> None:
    """Run every row, print the table and write `speed.json` and `speed.png`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rivals", type=Path, help="Python of the environment of the rivals")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results"))
    parser.add_argument("--seconds", type=float, default=60, help="how long many users ask")
    chosen = parser.parse_args()
    settings = Settings.of()

    def say(message: str) -> None:
        print(message, file=sys.stderr)

    bot = build_bot(settings, say, lambda _done, _all: None)
    rows: list[Result] = []
    left_out: list[str] = []
    for row in all_rows(bot, encoder_for(settings, say), chosen.seconds):
        say(f"{row.name}: {row.value:.2f} {row.unit}")
        rows.append(row)
    if chosen.rivals is not None and chosen.rivals.exists():
        rows.extend(against_rivals(chosen.rivals, settings, say))
    else:
        left_out.append("rivals: no environment; `make bench-rivals` makes it")
        say(left_out[-1])
    report = Report(machine=this_machine(), results=tuple(rows), left_out=tuple(left_out))
    print(table(report))
    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / "speed.json").write_text(report.model_dump_json(indent=2) + "\n", "utf-8")
    draw(report, chosen.out / "speed.png")


if __name__ == "__main__":
    main()
