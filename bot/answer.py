"""Bot: question and history → reply. The readable spine of Citaat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.asked import asked
from bot.conversation.anaphora import leans_back, names_subject, subjects_of
from bot.conversation.context import depends, in_context
from bot.conversation.earlier import Earlier
from bot.conversation.standalone import asks_for_more, begins_anew, standalone
from bot.judging import ALTERNATIVES, Found, Judge
from bot.language import detect_language, spoken_language
from bot.pieces import PUBLISHED, may_tell, titles, when_published
from bot.places import Place, Places
from bot.question import checked_history, checked_interview, checked_question, says_something
from bot.quote import in_marks
from bot.reasons import Standing, matched_terms, named, why_answered, why_not
from bot.reply import Alternative, Reply, Versions, Why
from bot.smalltalk.pleasantries import Heard
from bot.suggest import Suggestions
from bot.wanted.doubts import only_names
from bot.wording.messages import messages_for
from index.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.abstain import Calibration
    from bot.judging import Judged
    from bot.places import Link
    from bot.quote import Candidate
    from bot.reply import Quote
    from bot.smalltalk.intents import Intent
    from bot.smalltalk.small_talk import SmallTalk
    from bot.wording.messages import Messages
    from index.hits import Query
    from index.interview import Interview
    from index.search import Searcher

# Bots for single interviews that are kept, each with a megabyte or two of prepared data.
_SINGLE = 16
# For a question whose words belong to no language, or to two.
_LANGUAGE = "nl"
# Replies that are kept in case the same is asked again; one is about 10 kB.
_REMEMBERED = 1024
# At least this many earlier questions count, and fewer than twice as many: enough for a question
# and "Wat nog meer?" until there is nothing more. Each may have to be answered again.
_TURNS = ALTERNATIVES + 2


@dataclass(frozen=True, slots=True)
class _Turn:
    """What was typed, the language of the reply's frame, and what was said before."""

    question: str
    language: str
    said: Earlier


class Bot:
    """Answers questions with quotations from a library of interviews."""

    def __init__(
        self,
        interviews: Sequence[Interview],
        searcher: Searcher,
        smalltalk: SmallTalk,
        calibration: Calibration,
        *,
        versions: Versions,
        link: Link,
        of_one: Callable[[str], Bot],
    ) -> None:
        """`of_one` makes a bot for one interview of the library, given its id."""
        self.interviews = tuple(interviews)
        self._ids = tuple(interview.id for interview in self.interviews)
        self._searcher = searcher
        self._smalltalk = smalltalk
        self.versions = versions
        # A bot has one index for its whole life, so a reply holds as long as the bot does.
        self._known_reply = lru_cache(_REMEMBERED)(self._reply)
        self._of_one = lru_cache(_SINGLE)(of_one)
        self._own = Suggestions(self.interviews, searcher)
        # Earlier questions come with every request; they were heard when they were asked.
        self._hear = lru_cache(_REMEMBERED)(lambda typed: smalltalk.hear(asked(typed)))
        self._places = Places(self.interviews, link)
        self._conversations = sum(interview.is_conversation for interview in self.interviews)
        self._judge = Judge(searcher, calibration, several=self._conversations > 1)
        self._languages = {interview.language for interview in self.interviews}
        # A question whose words belong to no language is in the content's, if that is only one.
        self._language = min(self._languages) if len(self._languages) == 1 else _LANGUAGE

    def examples(self) -> tuple[str, ...]:
        """Questions that the content answers: the interviewers' own."""
        return self._own.all

    def ask(
        self, question: str, history: Sequence[str] = (), interview: str | None = None
    ) -> Reply:
        """The reply to a question, given the earlier questions of the conversation.

        `interview` is the id of the one interview to ask, as if there were no other.

        Raises:
            QuestionError: the question or the history cannot be read, or no interview has this id.
        """
        earlier = checked_history(history)
        only = checked_interview(interview, self._ids)
        return self._known_reply(checked_question(question), counted(earlier), only)

    def _reply(self, question: str, earlier: tuple[str, ...], only: str | None) -> Reply:
        if only is not None and len(self.interviews) > 1:
            # Kept there too, where the next follow-up looks for what was said before.
            return self._of_one(only)._known_reply(question, earlier, None)  # noqa: SLF001 - its own class
        language = spoken_language(question, earlier, self._language, self._searcher.holds)
        said = Earlier(earlier, self._hear, self._reply_before).apart()
        *chosen, asked_last = said.in_parts(question)
        if chosen:
            reply = self._known_reply(asked_last, (*said.turns, *chosen), None)
            return reply.model_copy(update={"question": question})
        choice = said.choice(question)
        if choice is not None:
            return choice.reply(question, language, self._messages(language))
        return self._heard(_Turn(question, language, said))

    def _heard(self, turn: _Turn) -> Reply:
        """The reply to what chooses nothing that was offered: small talk, or a question."""
        question, said = turn.question, turn.said
        # The interviewer's own questions are suggested word for word. The text beneath one answers
        # it, however little the two are alike.
        own = self._is_own(question, said)
        # A smile is a reaction to something, so not at the start of a conversation.
        as_it_is = own or not (said.turns or says_something(question))
        heard = Heard(None, question) if as_it_is else self._hear(question)
        if heard.intent is not None and not heard.question:
            return self._chat(turn, heard.intent, 1.0, self._piece(heard.intent, said))
        query = self._searcher.read(heard.question)
        # "En verder" is near to "prettige avond verder".
        for_interview = as_it_is or asks_for_more(heard.question)
        named = query.mention
        said_to_chat = named.without if named else heard.question
        spoken = None if for_interview else self._smalltalk.intent(said_to_chat, query.vector)
        # "Waar gaat dit over?" resembles "hoe gaat het?", but "wat is dit voor stuk?" more.
        if spoken is not None and spoken[1] >= query.reading.about_piece:
            piece = self._piece(spoken[0], said, named.interview if named else "")
            if piece is None or piece.date:
                return self._chat(turn, *spoken, piece)
            if not may_tell(piece):
                return self._untold(turn, query, piece)
        return self._looked_up(turn, query, heard.question, own=own)

    def _looked_up(self, turn: _Turn, read: Query, asked_now: str, *, own: bool) -> Reply:
        """The reply to a question, `asked_now` without what was said along with it."""
        said = turn.said
        first = own or begins_anew(turn.question)
        alone = {typed for typed, before in said.in_turn() if self._is_own(typed, before)}
        resolved = standalone(
            asked_now,
            () if first else said.questions,
            lambda typed: typed not in alone and depends(self._searcher.read(typed)),
        )
        query = in_context(
            self._searcher,
            read,
            resolved,
            at_hand=said.at_hand if len(self.interviews) > 1 else None,
            quoted=None if first else said.quoted,
        )
        # "Wat nog meer?" asks for more of the text beneath such a question too.
        own = own or (resolved.skip > 0 and resolved.text in alone)
        spoken = detect_language(turn.question, self._language, self._searcher.holds)
        if own:
            query = replace(query, under=self._own.beneath(query))
        found = self._judge.weigh(query, foreign=spoken not in self._languages)
        if resolved.skip:
            shown = said.shown()
            unseen = (item for item in found.judged if not _is_among(shown, item.candidate))
            found = replace(found, judged=tuple(unseen), more=bool(said.shown(resolved.skip)))
        answered = self._judge.answers(found)
        if not own and self._stands_alone(turn, found, answered=answered):
            # Taken for a follow-up that it cannot be. It has an answer as the question that it is.
            return self._looked_up(turn, read, asked_now, own=True)
        return self._answer(turn, found) if answered else self._abstain(turn, found)

    def _stands_alone(self, turn: _Turn, found: Found, *, answered: bool) -> bool:
        """Whether an interviewer's question is no follow-up: `found` does not answer it as one.

        Nor does an interview that neither asks it nor says any of its words. "Is dat gevaarlijk?"
        after a question to one that does speak of danger is about that, also without an answer.
        """
        question = turn.question
        if question not in self._own:
            return False
        if not (answered or leans_back(question)):
            return True
        about = found.judged[0].candidate.interview.id if answered else turn.said.at_hand
        if not about or about in self._own.asking(question):
            return not answered and names_subject(question)
        words = subjects_of(question)
        text = fold(next(one for one in self.interviews if one.id == about).text)
        return bool(words) and not any(word in text for word in words)

    def _is_own(self, question: str, said: Earlier) -> bool:
        """Whether this is one of the interviewer's questions, asked by itself.

        "Waarom?" is one in many an interview. Who asks it after another question means that,
        unless it was offered.
        """
        return question in self._own and (
            not said.questions
            or not depends(self._searcher.read(question))
            or said.has_offered(question)
        )

    def _reply_before(self, question: str, earlier: tuple[str, ...]) -> Reply:
        return self._known_reply(question, earlier, None)

    def _messages(self, language: str) -> Messages:
        every = len(self.interviews)
        return messages_for(language, several=every > 1, conversations=self._conversations == every)

    def _piece(self, intent: Intent, said: Earlier, named: str = "") -> Interview | None:
        """The one whose date of publication is asked for; None where nothing tells which.

        `named` is the id of the one whose speaker is named.
        """
        if intent.name != PUBLISHED:
            return None
        if named:
            return next(one for one in self.interviews if one.id == named)
        return said.piece if len(self.interviews) > 1 else self.interviews[0]

    def _says(self, intent: Intent, turn: _Turn, piece: Interview | None) -> str:
        messages = self._messages(turn.language)
        if piece is not None:
            return when_published(piece, messages, turn.language)
        return intent.reply(turn.language, messages.asked_of, titles(self.interviews, messages))

    def _untold(self, turn: _Turn, query: Query, piece: Interview) -> Reply:
        """That nobody knows when a piece was published: a date in it is of something else."""
        message = when_published(piece, self._messages(turn.language), turn.language)
        return self._abstain(turn, Found(query, (), ())).model_copy(update={"message": message})

    def _chat(self, turn: _Turn, intent: Intent, cosine: float, piece: Interview | None) -> Reply:
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
            versions=self.versions,
        )

    def _answer(self, turn: _Turn, found: Found) -> Reply:
        said = turn.said
        query, (best, *others) = found.query, found.judged
        chosen = self._alternative(best)
        terms = matched_terms(query, self._where(best).words)
        standing = Standing(
            own=bool(query.under),
            asked=max(hit.signals["question"] for hit in best.candidate.hits),
            whole=best.candidate.is_whole,
            age=query.asked is None,
            at_hand=bool(query.at_hand) and chosen.source.id == said.at_hand,
            shown=bool(said.shown(1)),
        )
        words = named(query.text, chosen.quote.text, terms)
        reason = why_answered(words, best.signals, self._messages(turn.language), standing)
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
            versions=self.versions,
        )

    def _abstain(self, turn: _Turn, found: Found) -> Reply:
        messages = self._messages(turn.language)
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
            versions=self.versions,
        )

    def _alternative(self, judged: Judged) -> Alternative:
        place = self._where(judged)
        return Alternative(
            quote=place.quote,
            passage=place.passage,
            source=place.source,
            confidence=judged.confidence,
        )

    def _where(self, judged: Judged) -> Place:
        return self._places.of(judged.candidate.interview.id, judged.candidate.passage)

    def _why(self, best: Judged | None, terms: Iterable[str], reason: str) -> Why:
        return Why(
            matched_terms=tuple(terms),
            signals={name: round(value, 4) for name, value in best.signals.items()} if best else {},
            threshold=self._judge.threshold,
            reason=reason,
        )


def counted(earlier: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the earlier questions that count.

    Cut in steps, so that the earlier replies are still cached when the next question comes.
    """
    return earlier[max(0, len(earlier) // _TURNS - 1) * _TURNS :]


def _is_among(shown: Sequence[Quote], candidate: Candidate) -> bool:
    """Whether any of it was shown."""
    return any(
        quote.interview.id == candidate.interview.id and quote.span.overlaps(candidate.span)
        for quote in shown
    )


def _of_one(offered: Sequence[Judged]) -> str:
    """The id of the interview that all of what is offered is from; "" where there is none."""
    ids = {judged.candidate.interview.id for judged in offered}
    return ids.pop() if len(ids) == 1 else ""


def _silence(messages: Messages, best: Judged | None, *, offered: bool, more: bool) -> str:
    """The message in place of an answer; `more` was asked for where one was given."""
    if offered:
        named = best is not None and only_names(best.signals)
        return messages.only_named if named else messages.did_you_mean
    if more:
        return messages.nothing_more
    return messages.unclear if best and best.signals["no_subject"] else messages.abstain
