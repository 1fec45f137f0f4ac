"""What was found, or small talk → the reply: what is quoted, what is said around it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.judging import Found
from bot.pieces import titles, when_published
from bot.quote import in_marks
from bot.reasons import Standing, matched_terms, named, why_answered, why_not
from bot.reply import Alternative, Reply, Versions, Why
from bot.suggest import SUGGESTIONS
from bot.wanted.doubts import only_names
from bot.wording.messages import messages_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.conversation.earlier import Earlier
    from bot.judging import Judge, Weighed
    from bot.places import Place, Places
    from bot.smalltalk.intents import Intent
    from bot.suggest import Suggestions
    from bot.wording.messages import Messages
    from index.hits import Query
    from index.interview import Interview


@dataclass(frozen=True, slots=True)
class Turn:
    """What was typed, the language of the reply's frame, and what was said before."""

    question: str
    language: str
    said: Earlier


class Replies:
    """Puts the replies of one library together."""

    def __init__(
        self,
        interviews: Sequence[Interview],
        judge: Judge,
        places: Places,
        suggestions: Suggestions,
        versions: Versions,
    ) -> None:
        """`judge` tells what of all that was found is offered."""
        self._interviews = interviews
        self._conversations = all(interview.is_conversation for interview in interviews)
        self._judge = judge
        self._places = places
        self._own = suggestions
        self._versions = versions

    def messages(self, language: str) -> Messages:
        """What is said around quotations, in the language of the frame."""
        several = len(self._interviews) > 1
        return messages_for(language, several=several, conversations=self._conversations)

    def chat(self, turn: Turn, intent: Intent, cosine: float, piece: Interview | None) -> Reply:
        """A word back to small talk; `piece` is the one whose date is asked for, if that is."""
        return Reply(
            kind="smalltalk",
            question=turn.question,
            standalone_question=turn.question,
            language=turn.language,
            message=self._says(intent, turn, piece),
            quote=None,
            passage=None,
            source=None,
            confidence=0.0,
            alternatives=(),
            suggestions=self._own.first(turn.said),
            why=Why(
                matched_terms=(),
                signals={"smalltalk": cosine},
                threshold=self._judge.threshold,
                reason=intent.name,
            ),
            versions=self._versions,
        )

    def untold(self, turn: Turn, query: Query, piece: Interview) -> Reply:
        """That nobody knows when a piece was published: a date in it is of something else."""
        message = when_published(piece, self.messages(turn.language), turn.language)
        return self.abstain(turn, Found(query, (), ())).model_copy(update={"message": message})

    def answer(self, turn: Turn, found: Found) -> Reply:
        """The best quotation that was found."""
        said = turn.said
        query, (best, *others) = found.query, found.judged
        chosen = self._alternative(best)
        terms = matched_terms(query, self._where(best).words)
        standing = Standing(
            own=bool(query.under),
            heading_likeness=best.candidate.signals["question"],
            whole=best.candidate.is_whole,
            age=query.definition is None,
            person=query.asks_who,
            at_hand=bool(query.at_hand) and chosen.source.id == said.at_hand,
            shown=bool(said.shown(1)),
        )
        words = named(query.text, chosen.quote.text, terms)
        reason = why_answered(words, best.signals, self.messages(turn.language), standing)
        return Reply(
            kind="answer",
            question=turn.question,
            standalone_question=query.text,
            language=turn.language,
            message=in_marks(chosen.quote.text),
            quote=chosen.quote,
            passage=chosen.passage,
            source=chosen.source,
            confidence=best.confidence,
            alternatives=tuple(map(self._alternative, others)),
            suggestions=self._own.after(query, best.candidate, said),
            why=self._why(best, terms, reason),
            versions=self._versions,
        )

    def abstain(self, turn: Turn, found: Found) -> Reply:
        """That nothing answers, with what may be meant."""
        messages = self.messages(turn.language)
        query, judged = found.query, found.judged
        best = judged[0] if judged else None
        offered = self._judge.offered(judged)
        terms = matched_terms(query, self._where(best).words) if best else {}
        reason = why_not(
            found.missing,
            best.signals if best else {},
            messages,
            unsure=bool(offered),
            several=best is not None and self._judge.answers_alone(best),
            another=found.another,
        )
        return Reply(
            kind="abstain",
            question=turn.question,
            standalone_question=query.text,
            language=turn.language,
            message=_silence(messages, best, offered=bool(offered), more=found.more),
            quote=None,
            passage=None,
            source=None,
            confidence=best.confidence if best else 0.0,
            alternatives=tuple(map(self._alternative, judged)),
            offered=tuple(map(self._alternative, offered)),
            suggestions=self._own.after(query, None, turn.said, of=_of_one(offered)),
            why=self._why(best, terms, reason),
            versions=self._versions,
        )

    def with_others(self, reply: Reply, questions: Sequence[str]) -> Reply:
        """A reply to several questions at once, with those that it leaves suggested first."""
        if not questions:
            return reply
        suggested = tuple(dict.fromkeys((*questions, *reply.suggestions)))[:SUGGESTIONS]
        silent = reply.kind == "abstain" and not reply.offered
        message = self.messages(reply.language).one_by_one if silent else reply.message
        return reply.model_copy(update={"suggestions": suggested, "message": message})

    def _says(self, intent: Intent, turn: Turn, piece: Interview | None) -> str:
        messages = self.messages(turn.language)
        if piece is not None:
            return when_published(piece, messages, turn.language)
        return intent.reply(turn.language, messages.asked_of, titles(self._interviews, messages))

    def _alternative(self, judged: Weighed) -> Alternative:
        place = self._where(judged)
        return Alternative(
            quote=place.quote,
            passage=place.passage,
            source=place.source,
            confidence=judged.confidence,
        )

    def _where(self, judged: Weighed) -> Place:
        return self._places.of(judged.candidate.interview.id, judged.candidate.passage)

    def _why(self, best: Weighed | None, terms: Iterable[str], reason: str) -> Why:
        return Why(
            matched_terms=tuple(terms),
            signals={name: round(value, 4) for name, value in best.signals.items()} if best else {},
            threshold=self._judge.threshold,
            reason=reason,
        )


def _of_one(offered: Sequence[Weighed]) -> str:
    """The id of the interview that all of what is offered is from; "" where there is none."""
    ids = {judged.candidate.interview.id for judged in offered}
    return ids.pop() if len(ids) == 1 else ""


def _silence(messages: Messages, best: Weighed | None, *, offered: bool, more: bool) -> str:
    """The message in place of an answer; `more` was asked for where one was given."""
    if offered:
        named = best is not None and only_names(best.signals)
        return messages.only_named if named else messages.did_you_mean
    if more:
        return messages.nothing_more
    return messages.unclear if best and best.signals["no_subject"] else messages.abstain
