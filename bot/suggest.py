"""What else can be asked: the content's own questions that are nearest to the visitor's."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from bot.asked import asked
from bot.conversation.anaphora import leans_back
from bot.conversation.standalone import leans
from bot.library import questions_in_turn
from bot.question import as_compared, normalised
from bot.turned import is_about_somebody, is_to_somebody, turned
from index.units import heading_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.conversation.earlier import Earlier
    from bot.quote import Candidate
    from index.hits import Query
    from index.interview import Interview
    from index.search import Searcher

SUGGESTIONS = 3
# Nearest questions that are considered; those that can be asked by themselves come first.
_CONSIDERED = 9
# Questions for which it is remembered whether they depend on the one before.
_QUESTIONS = 4096


class Suggestions:
    """The interviewers' own questions, which the content answers in the text beneath them."""

    def __init__(self, interviews: Sequence[Interview], searcher: Searcher) -> None:
        self.all = questions_in_turn(interviews)
        self._several = len(interviews) > 1
        self._searcher = searcher
        self._asked = frozenset(map(normalised, self.all))
        self._meant = frozenset(map(as_compared, self.all))
        self._beneath = _blocks_beneath(interviews, as_compared)
        self._put = frozenset(map(turned, filter(is_to_somebody, self.all)))
        self._beneath_turned = _blocks_beneath(interviews, turned)
        # The same few questions are suggested time and again.
        self._leans_back = lru_cache(_QUESTIONS)(leans_back)

    def __contains__(self, question: str) -> bool:
        """Whether this is one of them, normalised as a channel passes it on.

        It may be typed without capitals and marks, unless it then means what it leans on ("hoezo").
        """
        return question in self._asked or (
            as_compared(question) in self._meant and not leans(question)
        )

    def turns(self, question: str) -> bool:
        """Whether one of them asks this of who is interviewed: "Bent u bang?" for "Is ze bang?"."""
        said = asked(question)
        return is_about_somebody(said) and turned(said) in self._put

    def beneath(self, query: Query) -> tuple[tuple[str, int], ...]:
        """The blocks under one of these questions, each by its interview's id and its number.

        Where several interviews ask it, the one at hand is meant.
        """
        blocks = self._beneath.get(as_compared(query.text)) or self._beneath_turned.get(
            turned(asked(query.text)), []
        )
        return tuple(one for one in blocks if one[0] == query.at_hand) or tuple(blocks)

    def asking(self, question: str) -> frozenset[str]:
        """The ids of the interviews in which one of these questions is asked."""
        return frozenset(one for one, _ in self._beneath.get(as_compared(question), ()))

    def after(
        self, query: Query, answered: Candidate | None, said: Earlier, of: str = ""
    ) -> tuple[str, ...]:
        """Those nearest to a question, without what was asked before or is answered now.

        Those of the interview that was quoted, or else of the one with the id `of`, come first, and
        those that depend on the interviewer's question before them ("En de prijs?") last, after
        those whose answers were quoted from earlier.
        """
        done = self._meant.intersection(map(as_compared, (query.text, *said.turns)))
        if answered:
            done |= {as_compared(heading_of(answered.interview, answered.passage.block))}
        most = _CONSIDERED + len(done)
        nearest = self._searcher.nearest_questions(query, most)
        of = answered.interview.id if answered else of
        if of and self._several:
            own = self._searcher.nearest_questions(query, most, of)
            nearest = tuple(dict.fromkeys((*own, *nearest)))
        return self._fresh(nearest, done, said)

    def first(self, said: Earlier) -> tuple[str, ...]:
        """The first that were not asked yet; those that were answered all the same come last."""
        return self._fresh(self.all, frozenset(map(as_compared, said.turns)), said)

    def _fresh(
        self, questions: Sequence[str], done: frozenset[str], said: Earlier
    ) -> tuple[str, ...]:
        """The first that are not `done`, which are questions as they are compared."""
        answered = said.answered - done
        gone = answered | done
        unread = (question for question in questions if as_compared(question) not in gone)
        read = (question for question in questions if as_compared(question) in answered)
        return by_themselves(chain(unread, read), SUGGESTIONS, self._leans_back)


def _blocks_beneath(
    interviews: Iterable[Interview], compared: Callable[[str], str]
) -> dict[str, list[tuple[str, int]]]:
    """By each heading as it is `compared`, the blocks that stand under it."""
    found: dict[str, list[tuple[str, int]]] = {}
    for interview in interviews:
        for number, block in enumerate(interview.blocks):
            if block.question:
                heading = compared(heading_of(interview, number))
                found.setdefault(heading, []).append((interview.id, number))
    return found


def by_themselves(
    questions: Iterable[str], most: int, leaning: Callable[[str], bool] = leans_back
) -> tuple[str, ...]:
    """The first so many that can be asked by themselves; if they are too few, others after them."""
    alone: list[str] = []
    others: list[str] = []
    for question in questions:
        (others if leaning(question) else alone).append(question)
        if len(alone) == most:
            break
    return tuple((alone + others)[:most])
