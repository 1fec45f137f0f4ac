"""The public questions that the model's additions and the readers are trained on, by file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.reader.texts import of_squad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.reader.texts import Text


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """A parser that already takes the files, as `public_texts` reads them."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("squad", type=Path, nargs="+")
    parser.add_argument("--pair", type=Path, nargs=2, action="append", default=[])
    return parser


def public_texts(arguments: argparse.Namespace) -> Iterator[Text]:
    """Every article of the files, and of the pairs."""
    for path in arguments.squad:
        yield from of_squad(path)
    for texts, questions in arguments.pair:
        yield from of_squad(texts, questions)
