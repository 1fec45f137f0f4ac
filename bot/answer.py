"""Bot: question and history → reply. The readable spine of Citaat."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from bot.asked import asked, asked_last
from bot.conversation.anaphora import leans_back, names_subject, subjects_of
from bot.conversation.context import depends, in_context
from bot.conversation.earlier import Earlier
from bot.conversation.several import questions_in
from bot.conversation.standalone import (
    Standalone,
    asks_for_more,
    begins_anew,
    leans,
    mends,
    standalone,
)
from bot.conversation.whom import whom
from bot.judging import Judge
from bot.language import detect_language, spoken_language
from bot.pieces import PUBLISHED, may_tell
from bot.places import Places
from bot.question import checked_history, checked_interview, checked_question, says_something
from bot.replies import Replies, Turn
from bot.smalltalk.pleasantries import Heard
from bot.suggest import Suggestions
from index.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.abstain import Calibration
    from bot.conversation.whom import Another
    from bot.judging import Found
    from bot.places import Link
    from bot.reply import Reply, Versions
    from bot.smalltalk.intents import Intent
    from bot.smalltalk.small_talk import SmallTalk
    from index.hits import Query
    from index.interview import Interview
    from index.search import Searcher

# Bots for single interviews that are kept, each with a megabyte or two of prepared data.
_SINGLE = 16
# For a question whose words belong to no language, or to two.
_LANGUAGE = "nl"
# From this confidence on the question behind a remark is answered by itself, where both together
# are not. In `benchmarks` a remark may be what the question is about ("My mother's on blood
# thinners. Is there a shortage of those right now?"); of 49 such questions this changes none.
_SURE = 0.75
# Replies that are kept in case the same is asked again; one is about 10 kB.
_REMEMBERED = 1024


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
        # So is the language of each, and that of the last is asked for twice.
        self._detect = lru_cache(_REMEMBERED)(partial(detect_language, of_content=searcher.holds))
        conversations = sum(interview.is_conversation for interview in self.interviews)
        self._judge = Judge(searcher, calibration, several=conversations > 1)
        self._replies = Replies(
            self.interviews, self._judge, Places(self.interviews, link), self._own, versions
        )
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
        if len(self._ids) == 1:
            # What is earlier is looked for without it, and there is only one to ask.
            only = None
        return self._known_reply(checked_question(question), earlier, only)

    def _reply(self, question: str, earlier: tuple[str, ...], only: str | None) -> Reply:
        if only is not None:
            # Kept there too, where the next follow-up looks for what was said before.
            return self._of_one(only)._known_reply(question, earlier, None)  # noqa: SLF001 - its own class
        language = spoken_language(question, earlier, self._language, self._detect)
        said = Earlier(earlier, self._hear, self._reply_before).apart()
        *chosen, asked_last = said.in_parts(question)
        if chosen:
            reply = self._known_reply(asked_last, (*said.turns, *chosen), None)
            return reply.model_copy(update={"question": question})
        choice = said.choice(question)
        if choice is not None:
            return choice.reply(question, language, self._replies.messages(language))
        reply = self._heard(Turn(question, language, said))
        if reply.kind == "abstain":
            reply = self._behind_remark(question, said) or reply
        return self._replies.with_others(reply, self._asked_beside(reply, said))

    def _behind_remark(self, typed: str, said: Earlier) -> Reply | None:
        """The reply to the question behind a remark, if that needs nothing else and is sure."""
        question = asked_last(typed)
        if not question or depends(self._searcher.read(self._hear(question).question)):
            return None
        alone = self._reply_before(question, said.turns)
        sure = alone.kind == "answer" and alone.confidence >= _SURE
        return alone.model_copy(update={"question": typed}) if sure else None

    def _asked_beside(self, reply: Reply, said: Earlier) -> tuple[str, ...]:
        """Those of several questions asked at once that have another answer than was given."""
        if reply.kind == "smalltalk" or reply.question in self._own:
            return ()
        at_once = questions_in(self._hear(reply.question).question)
        alone = (self._reply_before(question, said.turns) for question in at_once)
        return tuple(
            one.question
            for one in alone
            if one.quote
            and one.standalone_question == one.question
            and not (reply.quote and one.quote.overlaps(reply.quote))
        )

    def _heard(self, turn: Turn) -> Reply:
        """The reply to what chooses nothing that was offered: small talk, or a question."""
        question, said = turn.question, turn.said
        # The interviewer's own questions are suggested word for word. The text beneath one answers
        # it, however little the two are alike.
        own = self._is_own(question, said)
        if not own and (need := self._smalltalk.in_need(question)):
            return self._replies.chat(turn, need, 1.0, None)
        # A smile is a reaction to something, so not at the start of a conversation.
        as_it_is = own or not (said.turns or says_something(question))
        heard = Heard(None, question) if as_it_is else self._hear(question)
        if heard.intent is not None and not heard.question:
            return self._replies.chat(turn, heard.intent, 1.0, self._piece(heard.intent, said))
        query = self._searcher.read(heard.question)
        # "En verder" is near to "prettige avond verder".
        for_interview = as_it_is or asks_for_more(heard.question)
        named = query.mention
        if named and not as_it_is and (who := self._smalltalk.asks_who(named.rest)):
            return self._replies.chat(turn, who, 1.0, None)
        said_to_chat = named.without if named else heard.question
        spoken = None if for_interview else self._smalltalk.intent(said_to_chat, query.vector)
        # "Waar gaat dit over?" resembles "hoe gaat het?", but "wat is dit voor stuk?" more.
        if spoken is not None and spoken[1] >= query.reading.about_piece:
            piece = self._piece(spoken[0], said, named.interview if named else "")
            if piece is None or piece.date:
                return self._replies.chat(turn, *spoken, piece)
            if not may_tell(piece):
                return self._replies.untold(turn, query, piece)
        return self._looked_up(turn, query, heard.question, own=own)

    def _looked_up(self, turn: Turn, read: Query, asked_now: str, *, own: bool) -> Reply:
        """The reply to a question, `asked_now` without what was said along with it."""
        said = turn.said
        anew = own or begins_anew(turn.question)
        alone = {typed for typed, before in said.in_turn() if self._is_own(typed, before)}
        another = None if anew else whom(self._searcher, asked_now, said)
        resolved = (
            Standalone((asked_now,)) if anew else self._resolved(turn, asked_now, alone, another)
        )
        read_as = partial(
            in_context,
            self._searcher,
            read,
            at_hand=said.at_hand if len(self.interviews) > 1 else None,
            quoted=None if anew else said.quoted,
        )
        query = read_as(resolved, another=another)
        # "Wat nog meer?" asks for more of the text beneath such a question too.
        own = own or (resolved.skip > 0 and resolved.text in alone)
        spoken = self._detect(turn.question, self._language)
        if own:
            query = replace(query, under=self._own.beneath(query))
        foreign = spoken not in self._languages
        found = self._judge.weigh(query, foreign=foreign)
        if query.latest and not (own or resolved.skip) and self._judge.fits_any_text(read):
            alone_now = self._judge.weigh(read_as(Standalone((asked_now,))), foreign=foreign)
            found = self._judge.surer(found, alone_now)
        if resolved.skip:
            shown = said.shown()
            unseen = (
                item
                for item in found.judged
                if not any(quote.overlaps(item.candidate) for quote in shown)
            )
            found = replace(found, judged=tuple(unseen), more=bool(said.shown(resolved.skip)))
        answered = self._judge.answers(found)
        if not own and self._stands_alone(turn, found, answered=answered):
            # Taken for a follow-up that it cannot be. It has an answer as the question that it is.
            return self._looked_up(turn, read, asked_now, own=True)
        return self._replies.answer(turn, found) if answered else self._replies.abstain(turn, found)

    def _resolved(
        self, turn: Turn, asked_now: str, alone: Collection[str], another: Another | None
    ) -> Standalone:
        """A question with what it depends on; what was typed `alone` depends on nothing."""
        said = turn.said
        typed = (*said.turns, turn.question)
        mended = {self._hear(one).question for one in typed if mends(one)}
        heard = ((self._hear(one).question, before) for one, before in said.in_turn())
        of_another = {one for one, before in heard if whom(self._searcher, one, before)}
        if another:
            of_another.add(asked_now)

        def follows(question: str) -> bool:
            return question not in alone and (
                question in mended
                or question in of_another
                or depends(self._searcher.read(question))
            )

        return standalone(asked_now, said.questions, follows, self._searcher.renamed)

    def _stands_alone(self, turn: Turn, found: Found, *, answered: bool) -> bool:
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
        """Whether this is one of the interviewer's questions, to or about who is interviewed.

        "Waarom?" is one in many an interview. Who asks it after another question means that,
        unless it was offered.
        """
        if question not in self._own:
            return self._own.turns(question) and not (said.questions and self._leans(question))
        return (
            not said.questions
            or not depends(self._searcher.read(question))
            or said.has_offered(question)
        )

    def _leans(self, question: str) -> bool:
        """Whether a question depends on an earlier one by its meaning or by its words."""
        return depends(self._searcher.read(question)) or leans(question)

    def _reply_before(self, question: str, earlier: tuple[str, ...]) -> Reply:
        return self._known_reply(question, earlier, None)

    def _piece(self, intent: Intent, said: Earlier, named: str = "") -> Interview | None:
        """The one whose date of publication is asked for; None where nothing tells which.

        `named` is the id of the one whose speaker is named.
        """
        if intent.name != PUBLISHED:
            return None
        if named:
            return next(one for one in self.interviews if one.id == named)
        return said.piece if len(self.interviews) > 1 else self.interviews[0]
