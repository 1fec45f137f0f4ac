"""Where a command reads and writes: standard input, output and error, as one argument."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn, Self, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.progress import Progress


@dataclass(frozen=True, slots=True)
class Streams:
    """Input in bytes (it may not be UTF-8), output and errors as text."""

    into: BinaryIO
    out: TextIO
    err: TextIO

    @classmethod
    def of_process(cls) -> Self:
        """The streams of this process, which always speak UTF-8, whatever the locale says."""
        # A closed one is None, and there is more than this class that writes to it.
        for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
            if getattr(sys, name) is None:
                # It is open as long as the process is.
                nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115
                setattr(sys, name, nowhere)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return cls(sys.stdin.buffer, sys.stdout, sys.stderr)

    def write(self, line: str) -> None:
        """One result, flushed, so that whoever reads along sees it at once."""
        self.out.write(f"{line}\n")
        self.out.flush()

    def say(self, line: str) -> None:
        """One line for the person at the keyboard."""
        self.err.write(f"{line}\n")
        self.err.flush()

    @contextmanager
    def progress(self, what: str) -> Iterator[Progress]:
        """A `progress(done, total)` that draws a bar; silent when nobody watches."""
        from tqdm import tqdm

        bar: tqdm[NoReturn] | None = None

        def show(done: int, total: int) -> None:
            nonlocal bar
            if bar is None:
                # `disable=None`: not when standard error is a file or a pipe.
                bar = tqdm(total=total, desc=what, file=self.err, disable=None, leave=False)
            bar.update(done - bar.n)

        try:
            yield show
        finally:
            if bar is not None:
                bar.close()
