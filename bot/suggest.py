"""What else can be asked: questions of the content that are near to the visitor's."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.conversation import leans_back
from bot.question import normalised
from index.units import heading_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.quote import Candidate
    from index.hits import Query
    from index.interview import Interview
    from index.search import Searcher

SUGGESTIONS = 3
# Questions near to a visitor's among which those are chosen that can be asked by themselves.
_CONSIDERED = 9
# Questions of the content of which is kept whether they lean on the one before.
_QUESTIONS = 4096


class Suggestions:
    """The interviewers' own questions, which the content answers by what stands under them."""

    def __init__(self, interviews: Sequence[Interview], searcher: Searcher) -> None:
        self.all = tuple(question for interview in interviews for question in interview.questions)
        self._searcher = searcher
        self._asked = frozenset(map(normalised, self.all))
        # Whatever is asked, the same few questions are suggested.
        self._leans_back = lru_cache(_QUESTIONS)(leans_back)

    def __contains__(self, question: str) -> bool:
        """Whether this is such a question, as a channel passes it on."""
        return question in self._asked

    def after(
        self, query: Query, answered: Candidate | None, earlier: Sequence[str]
    ) -> tuple[str, ...]:
        """Those nearest to a question, without what was asked or answered before.

        One that leans on the interviewer's question before it ("En de prijs?") comes last.
        """
        done = self._asked.intersection((query.text, *earlier))
        if answered:
            done |= {normalised(heading_of(answered.interview, answered.passage.block))}
        nearest = self._searcher.nearest_questions(query, _CONSIDERED + len(done))
        fresh = (question for question in nearest if normalised(question) not in done)
        return tuple(sorted(fresh, key=self._leans_back)[:SUGGESTIONS])
