"""The interviews that can be asked now: what every page and listing looks in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.interview import Interview


def tongues_of(interviews: Iterable[Interview]) -> dict[str, str]:
    """The language of each question that is put in these interviews."""
    return {question: one.language for one in interviews for question in one.questions}


class Library(Mapping[str, "Interview"]):
    """Interviews by id, in the order of the content; replaced as a whole, never changed.

    One assignment replaces them, so a reader on another thread sees the old ones or the new.
    """

    def __init__(self, interviews: Iterable[Interview]) -> None:
        self._now = {interview.id: interview for interview in interviews}
        self._tongues = tongues_of(self.interviews)
        self._tell: list[Callable[[], None]] = []

    @property
    def tongues(self) -> Mapping[str, str]:
        """The language of each of their questions."""
        return self._tongues

    def replace(self, interviews: Iterable[Interview]) -> None:
        """Show these from now on, and tell whoever asked to be told."""
        self._now = {interview.id: interview for interview in interviews}
        self._tongues = tongues_of(self.interviews)
        for tell in self._tell:
            tell()

    def on_replaced(self, tell: Callable[[], None]) -> None:
        """Call `tell` after every replacement."""
        self._tell.append(tell)

    @property
    def interviews(self) -> tuple[Interview, ...]:
        """All of them, in the order of the content."""
        return tuple(self._now.values())

    def __getitem__(self, name: str) -> Interview:
        return self._now[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now)

    def __len__(self) -> int:
        return len(self._now)
