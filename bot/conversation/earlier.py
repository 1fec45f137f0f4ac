"""The earlier turns of a conversation: what was asked, and what was quoted in reply."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.asked import asked_last
from bot.conversation.choosing import Choice, and_more, chooses
from bot.conversation.standalone import begins_anew
from bot.question import as_compared, says_something
from index.discourse import Quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.reply import Quote, Reply
    from bot.smalltalk.pleasantries import Heard
    from index.interview import Interview


@dataclass(frozen=True, slots=True)
class Earlier:
    """Turns as they were typed, oldest first.

    `hear` tells what a turn says; `reply` gives the reply to a turn, given those before it.
    Articles do not count as quoted: whether one page leads to the next question is not known.
    """

    turns: tuple[str, ...]
    hear: Callable[[str], Heard]
    reply: Callable[[str, tuple[str, ...]], Reply]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that may still be meant: not the greetings between them, nor "???".

        What was said before "Nu iets anders:" is not.
        """
        anew = max((at for at, turn in enumerate(self.turns) if begins_anew(turn)), default=0)
        return tuple(
            self._behind_remark(at) or heard.question
            for at, heard in islice(enumerate(map(self.hear, self.turns)), anew, None)
            if (heard.intent is None or heard.question)
            and _is_told(self._reply_to(at))
            and self._before(at).choice(self.turns[at]) is None
        )

    def _behind_remark(self, turn: int) -> str:
        """The question behind a remark, if only that was answered; "" otherwise."""
        last = asked_last(self.turns[turn])
        question = self.hear(last).question if last else ""
        return question if self._reply_to(turn).standalone_question == question else ""

    @property
    def answered(self) -> frozenset[str]:
        """The interviewer's questions from whose answers was quoted, as they are compared."""
        passages = (reply.passage for reply in self._replies())
        return frozenset(as_compared(one.question) for one in passages if one and one.question)

    def choice(self, question: str) -> Choice | None:
        """What this chooses from the quotations that the last reply offered, if it does."""
        last = next(self._replies(), None) if chooses(question) else None
        return Choice.of(question, last) if last else None

    def in_parts(self, question: str) -> tuple[str, ...]:
        """What is typed, in two where it chooses first: "De tweede. Wanneer was dat?"."""
        parts = and_more(question)
        chosen = parts and self.choice(question) is None and self.choice(parts[0])
        return parts if parts and chosen else (question,)

    def apart(self) -> Earlier:
        """The same conversation, as if whoever chooses asks the rest in a turn of its own."""
        apart = replace(self, turns=())
        for turn in self.turns:
            apart = replace(apart, turns=(*apart.turns, *apart.in_parts(turn)))
        return apart

    @property
    def piece(self) -> Interview | None:
        """The interview or article that was quoted last, or offered by itself."""
        quotes = (quote for quote in map(_of_one, self._replies()) if quote is not None)
        quote = next(quotes, None)
        return quote.interview if quote else None

    @property
    def at_hand(self) -> str:
        """The id of that, if it is an interview; "" when none was."""
        piece = self.piece
        return piece.id if piece and piece.is_conversation else ""

    @property
    def quoted(self) -> Quoted | None:
        """The best quotation for the last question, given or not."""
        last = next(self._told(), None)
        best = _best(last) if last else None
        if best is None or not best.interview.is_conversation:
            return None
        return Quoted(best.interview.id, best.span)

    @property
    def last(self) -> tuple[str, Earlier] | None:
        """The question that was asked last, and what was said before it; None if none was."""
        questions = self.questions
        before = self
        while questions and before.turns:
            before = replace(before, turns=before.turns[:-1])
            if len(before.questions) < len(questions):
                return questions[-1], before
        return None

    def in_turn(self) -> Iterator[tuple[str, Earlier]]:
        """Each turn, with those before it."""
        for at, turn in enumerate(self.turns):
            yield turn, self._before(at)

    def _before(self, turn: int) -> Earlier:
        return replace(self, turns=self.turns[:turn])

    def has_offered(self, question: str) -> bool:
        """Whether a question was suggested in a reply."""
        return any(question in reply.suggestions for reply in self._replies())

    def shown(self, replies: int | None = None) -> list[Quote]:
        """What was quoted or offered, in so many of the last replies, without small talk."""
        return [quote for reply in islice(self._told(), replies) for quote in _shown(reply)]

    def _told(self) -> Iterator[Reply]:
        """The replies to questions, the latest first."""
        return filter(_is_told, self._replies())

    def _replies(self) -> Iterator[Reply]:
        """The latest first."""
        return map(self._reply_to, reversed(range(len(self.turns))))

    def _reply_to(self, turn: int) -> Reply:
        return self.reply(self.turns[turn], self.turns[:turn])


def _is_told(reply: Reply) -> bool:
    """Whether it is the reply to a question."""
    return reply.kind != "smalltalk" and says_something(reply.question)


def _best(reply: Reply) -> Quote | None:
    return reply.quote or next((other.quote for other in reply.alternatives), None)


def _shown(reply: Reply) -> list[Quote]:
    return [reply.quote] if reply.quote else [offered.quote for offered in reply.offered]


def _of_one(reply: Reply) -> Quote | None:
    """The best that a reply shows, if all that it shows is from one interview."""
    shown = _shown(reply)
    return shown[0] if len({quote.interview.id for quote in shown}) == 1 else None
