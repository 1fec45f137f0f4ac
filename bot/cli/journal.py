"""`citaat journal`: what visitors asked in vain, put to the content as it is now."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.journal import Judged, Unanswered, read_entry
from bot.question import as_compared
from index.errors import QuestionError, SettingsError
from index.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.journal import Entry
    from bot.lazy import Answers
    from bot.reply import Reply
    from index.interview import Interview

# Of a quotation, as much as fits on a line.
_LINE = 88
_NOWHERE = "its file has changed since, or never had such a quotation"


@dataclass(frozen=True, slots=True)
class AskedInVain:
    """A question that was asked in vain, how often, and the reply that it gets now.

    `reply` is None when it cannot be asked any more: the interview that it was put to is gone.
    """

    entry: Unanswered
    times: int
    reply: Reply | None

    @property
    def answered(self) -> bool:
        """Whether the content answers it by now."""
        return self.reply is not None and self.reply.kind != "abstain"

    def as_json(self) -> dict[str, Any]:
        """The values for a program."""
        reply = self.reply
        return {
            "question": self.entry.asked,
            "interview": self.entry.interview,
            "times": self.times,
            "last": _date(self.entry),
            "answered": self.answered,
            "reply": reply.as_json() if reply else None,
        }


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation that some visitor found of no use; `words` is None when its file has it not."""

    entry: Judged
    words: str | None
    useful: int
    useless: int

    def as_json(self) -> dict[str, Any]:
        """The values for a program."""
        return {
            "question": self.entry.question,
            "source": self.entry.source,
            "quote": self.words,
            "useful": self.useful,
            "useless": self.useless,
            "last": _date(self.entry),
        }


@dataclass(frozen=True, slots=True)
class Review:
    """What an editor wants to know of a journal, the most frequent first."""

    questions: tuple[AskedInVain, ...]
    quotations: tuple[Quotation, ...]

    def as_json(self) -> dict[str, Any]:
        """The values for a program."""
        return {
            "questions": [question.as_json() for question in self.questions],
            "quotations": [quotation.as_json() for quotation in self.quotations],
        }


@dataclass(frozen=True, slots=True)
class Journalled:
    """The entries of a file, and the numbers of lines that are none."""

    entries: tuple[Entry, ...]
    unreadable: tuple[int, ...]


def read_journal(path: Path) -> Journalled:
    """Every entry, in order.

    Raises:
        SettingsError: the file cannot be read.
    """
    entries: list[Entry] = []
    unreadable: list[int] = []
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                entry = read_entry(line)
                if entry is None:
                    unreadable.append(number)
                else:
                    entries.append(entry)
    except OSError as error:
        raise SettingsError(
            f"The journal {path} cannot be read: {error.strerror or error}.",
            "Name the file that --journal or CITAAT_JOURNAL gave to `citaat serve`.",
        ) from error
    return Journalled(tuple(entries), tuple(unreadable))


def review(entries: Sequence[Entry], bot: Answers, interviews: Iterable[Interview]) -> Review:
    """Ask every question again, once however often it was asked."""
    unanswered = [entry for entry in entries if isinstance(entry, Unanswered)]
    judged = [entry for entry in entries if isinstance(entry, Judged)]
    times = Counter(map(_question, unanswered))
    votes = Counter((_quotation(entry), entry.useful) for entry in judged)
    library = {interview.id: interview for interview in interviews}
    # Of those that are the same, the last: it has the latest day.
    questions = [
        AskedInVain(entry, times[key], _again(entry, bot))
        for key, entry in {_question(entry): entry for entry in unanswered}.items()
    ]
    quotations = [
        Quotation(entry, _words(entry, library), votes[key, True], votes[key, False])
        for key, entry in {_quotation(entry): entry for entry in judged}.items()
        if votes[key, False]
    ]
    return Review(
        tuple(sorted(questions, key=lambda item: (-item.times, item.entry.asked))),
        tuple(sorted(quotations, key=lambda item: (-item.useless, item.entry.question))),
    )


def review_text(found: Review, *, several: bool = False) -> Iterator[str]:
    """The review as lines for a terminal; `several` interviews are named by their ids."""
    silent = [question for question in found.questions if not question.answered]
    answered = [question for question in found.questions if question.answered]
    yield f"Asked in vain: {len(found.questions)}, of which answered by now: {len(answered)}."
    for title, questions in (("Still without an answer", silent), ("Answered by now", answered)):
        if questions:
            yield f"\n{title}"
        for question in questions:
            yield from _question_text(question, several=several)
    if found.quotations:
        yield "\nOf no use to a visitor"
        for quotation in found.quotations:
            votes = f"{quotation.useless} of {quotation.useless + quotation.useful}"
            yield f"  {votes}  {quotation.entry.question}"
            words = quotation.words
            of = _in(quotation.entry.source if several else None)
            yield f"       {_short(words) if words else _NOWHERE}{of}"


def _question_text(question: AskedInVain, *, several: bool) -> Iterator[str]:
    only = question.entry.interview
    yield f"  {question.times}\u00d7  {question.entry.asked}{_in(only)}"
    several = several and not only
    reply = question.reply
    if reply is None:
        yield "       that interview is no longer there"
    elif reply.quote is not None:
        of = _in(reply.quote.interview.id if several else None)
        yield f"       {reply.confidence:.0%} {_short(reply.quote.text)}{of}"
    elif reply.alternatives:
        nearest = reply.alternatives[0]
        of = _in(nearest.source.id if several else None)
        yield f"       nearest, {nearest.confidence:.0%}: {_short(nearest.quote.text)}{of}"


def _in(interview: str | None) -> str:
    return f" ({interview})" if interview else ""


def _short(words: str) -> str:
    return "\u201c" + textwrap.shorten(words, _LINE, placeholder="\u2026") + "\u201d"


def _again(entry: Unanswered, bot: Answers) -> Reply | None:
    try:
        return bot.ask(entry.question, entry.history, entry.interview)
    except QuestionError:
        return None


def _question(entry: Unanswered) -> tuple[str, str | None]:
    """What makes two questions the same: their words, whatever case and punctuation."""
    return as_compared(entry.asked), entry.interview


def _quotation(entry: Judged) -> tuple[str, str, int, int, str | None]:
    return fold(entry.question), entry.source, entry.start, entry.end, entry.sha256


def _words(entry: Judged, library: Mapping[str, Interview]) -> str | None:
    """The quotation; None when its file changed since it was judged, or never had it there."""
    interview = library.get(entry.source)
    if interview is None or entry.sha256 not in {None, interview.sha256}:
        return None
    span = interview.span_within(entry.start, entry.end)
    return span.of(interview.text) if span else None


def _date(entry: Entry) -> str | None:
    return entry.day.isoformat() if entry.day else None
