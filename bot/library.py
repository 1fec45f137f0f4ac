"""The interviews that can be asked now: what every page and listing looks in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.question import composed
from index.words import fold

if TYPE_CHECKING:
    from index.interview import Interview


def tongues_of(interviews: Iterable[Interview]) -> dict[str, str]:
    """The language of each question that is put in these interviews."""
    return {question: one.language for one in interviews for question in one.questions}


def questions_in_turn(interviews: Iterable[Interview]) -> tuple[str, ...]:
    """The interviewers' own questions, each once: the first of every interview, the second ..."""
    rounds = zip_longest(*(one.questions for one in interviews))
    return tuple(dict.fromkeys(question for asked in rounds for question in asked if question))


def who_speaks(interview: Interview) -> tuple[str, ...]:
    """Who speaks in it, for a list of titles; nobody where the title names them all."""
    title = fold(interview.title)
    named = all(fold(name.split()[-1]) in title for name in interview.speakers)
    return () if named else interview.speakers


def are_conversations(interviews: Iterable[Interview]) -> bool:
    """Whether none of these is an article."""
    return all(one.is_conversation for one in interviews)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The interviews of one moment, by id, and the language of each of their questions.

    `conversations` says that none of them is an article.
    """

    by_id: Mapping[str, Interview]
    tongues: Mapping[str, str]
    conversations: bool

    @classmethod
    def of(cls, interviews: Iterable[Interview]) -> _Shown:
        by_id = {interview.id: interview for interview in interviews}
        return cls(by_id, tongues_of(by_id.values()), are_conversations(by_id.values()))


class Library(Mapping[str, "Interview"]):
    """Interviews by id, in the order of the content; replaced as a whole, never changed.

    One assignment replaces them, so a reader on another thread sees the old ones or the new.
    """

    def __init__(self, interviews: Iterable[Interview]) -> None:
        self._now = _Shown.of(interviews)
        self._tell: list[Callable[[], None]] = []

    @property
    def tongues(self) -> Mapping[str, str]:
        """The language of each of their questions."""
        return self._now.tongues

    @property
    def conversations(self) -> bool:
        """Whether none of them is an article."""
        return self._now.conversations

    def replace(self, interviews: Iterable[Interview]) -> None:
        """Show these from now on, and tell whoever asked to be told."""
        self._now = _Shown.of(interviews)
        for tell in self._tell:
            tell()

    def on_replaced(self, tell: Callable[[], None]) -> None:
        """Call `tell` after every replacement."""
        self._tell.append(tell)

    @property
    def now(self) -> Mapping[str, Interview]:
        """The interviews of this moment, for who looks twice."""
        return self._now.by_id

    @property
    def interviews(self) -> tuple[Interview, ...]:
        """All of them, in the order of the content."""
        return tuple(self._now.by_id.values())

    def __getitem__(self, name: str) -> Interview:
        return self._now.by_id[composed(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now.by_id)

    def __len__(self) -> int:
        return len(self._now.by_id)
