"""Labelled questions as training examples: the evidence for each, and which rows answer."""

from __future__ import annotations

import json
import logging
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from benchmarks.remembering import RememberingEncoder
from bot.asked import asked
from bot.conversation.context import depends, in_context
from bot.conversation.standalone import standalone
from bot.judging import HITS
from bot.quote import windows
from bot.settings import Settings
from index.close_reading import CloseReading
from index.discourse import Quoted
from index.encoder_choice import embedded_encoder
from index.interview import Role
from index.leaning import Leaning
from index.model.adapter import Adapter
from index.model.checkpoint import default_checkpoint
from index.parse import parse_bytes
from index.probes import Probes
from index.ranker import Ranker
from index.reader import Reader
from index.search import Searcher
from index.store import index_in_memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from bot.conversation.standalone import Standalone
    from index.aliases import Alias
    from index.hits import Query
    from index.interview import Interview, Span
    from index.signals import Evidence

TRAINING = Path(__file__).parent / "training"
# More questions to the same interviews, in a folder for each way of asking.
WAYS = Path(__file__).parent / "asked"
IN_HASTE = "in_haste"
# What was asked of some of them by who had seen title and lead only: what fits any text, and what
# names the subject. Nothing is learned of these but what `benchmarks.fit_general` learns.
BEFORE_READING = Path(__file__).parent / "before_reading"
# One in so many of the others is asked after another question.
AFTER_ANOTHER = 4
ABOUT_WHOEVER = Path(__file__).parent / "conversation/about-whoever.txt"
OFFICES = Path(__file__).parent / "conversation/offices.txt"
# Each interview gets one in so many of these questions.
WHOEVER_STEP = 6
OFFICES_STEP = 5
# What is learned of interviews is learned three times: of those of even and of odd groups, so that
# each can be asked of what never saw it, and of all, which ships.
HALVES = ("even", "odd")
ALL = "all"
TRAINED = (*HALVES, ALL)
# What ships sees twice as many interviews.
LONGER = 4 / 3
ADAPTER_FILE, READER_FILE, LEANING_FILE = "adapter.npz", "reader.npz", "leaning.json"
# The kind of a question that depends on the one before it.
FOLLOW_UP = "followup"
DATA = Path(__file__).parents[1] / "index/data"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with where its answer stands: spans in interview `gold`; none if unanswered."""

    text: str
    kind: str
    gold: int
    spans: tuple[tuple[int, int], ...]
    answerable: bool
    group: int
    """Folds are by group: a page's questions, an interview's questions."""
    history: tuple[str, ...] = ()
    way: str = ""
    """The folder of `WAYS` that it is from, if it is from there."""

    def is_answered_in(self, span: Span) -> bool:
        """Whether any of its answer stands there."""
        return any(span.start < end and start < span.end for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its evidence; `answers` marks the rows that overlap an answer."""

    question: Question
    query: Query
    evidence: Evidence
    answers: NDArray[np.bool_]
    dataset: str


@dataclass(frozen=True, slots=True)
class Chain:
    """An encoder with what it remembers, the reader of its tokens, and what tells follow-ups."""

    encoder: RememberingEncoder
    reader: Reader
    leaning: Leaning


def remembering_encoder(name: str, saw: str = ALL) -> RememberingEncoder:
    """The embedded model with the vectors of earlier runs in the user's cache.

    With the adapter that ships, or with that of `saw`, one of `HALVES`.

    Raises:
        SystemExit: that adapter was not trained here before.
    """
    cache = cache_of(saw)
    try:
        adapter = Adapter(trained_file(saw, ADAPTER_FILE).read_bytes())
    except FileNotFoundError as error:
        raise SystemExit("Run `python -m benchmarks.adapter.train` first.") from error
    encoder = embedded_encoder(cache, logging.getLogger(__name__).info, adapter)
    return RememberingEncoder(encoder, cache / f"{name}.npz")


def cache_of(saw: str) -> Path:
    """Where what is read with what was trained on the interviews `saw` is remembered."""
    cache = Settings.of().cache
    return cache if saw == ALL else cache / "halves" / saw


def trained_file(saw: str, name: str) -> Path:
    """Where what was trained on the interviews `saw`, one of `TRAINED`, is kept; ALL ships."""
    return (DATA if saw == ALL else cache_of(saw)) / name


def steps_of(saw: str, steps: int) -> int:
    """How long what is trained on the interviews `saw` is trained, if a half takes `steps`."""
    return round(steps * (LONGER if saw == ALL else 1))


def seen_by(saw: str, content: Path) -> Iterator[tuple[Interview, list[Question]]]:
    """The training interviews that `saw`, one of `TRAINED`, stands for."""
    for _, interview, questions in training_interviews(content):
        if has_seen(saw, questions[0].group):
            yield interview, questions


def has_seen(saw: str, group: int) -> bool:
    """Whether what was trained on `saw`, one of `TRAINED`, saw the interview of this group."""
    return saw in (ALL, HALVES[group % 2])


def published_checkpoint() -> Path:
    """The model as its makers published it, without an adapter."""
    return default_checkpoint(Settings.of().cache / "published", lambda _: None, Adapter.none())


def chains(name: str) -> tuple[Chain, Chain, Chain]:
    """What never saw interviews of even, of odd, and of any of our groups but saw the rest.

    The third is what ships; it saw all interviews, and no page. `name` is that of their caches.

    Raises:
        SystemExit: they were not trained here before.
    """
    try:
        odd, even, ships = (
            Chain(
                remembering_encoder(name, saw),
                Reader.of_file(trained_file(saw, READER_FILE)),
                Leaning.of_file(trained_file(saw, LEANING_FILE)),
            )
            for saw in ("odd", "even", ALL)
        )
    except FileNotFoundError as error:
        raise SystemExit(
            "Run `python -m benchmarks.reader.train` and `python -m benchmarks.fit_leaning --write`"
            " first."
        ) from error
    return odd, even, ships


def policyqa(path: Path, variant: str) -> tuple[list[Interview], list[Question]]:
    """The pages as articles, `variant` natural, rotated, or seamless (rotated without its seam)."""
    interviews, questions = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        rotated = variant != "natural" and "rotated_document" in row
        text = row["rotated_document" if rotated else "document"]
        start = row["rotated_answer_start" if rotated else "answer_start"]
        if variant == "seamless":
            text = text.replace("\n", " ")
        exact = row["exact"] and (rotated or variant == "natural")
        spans = ((start, start + len(row["answer"])),) if exact else ()
        interviews.append(_article(text, row["id"]))
        questions.append(
            Question(row["question"], "policyqa", number, spans, answerable=True, group=number)
        )
    return interviews, questions


def interview_questions(
    interview: Interview, path: Path, group: int, way: str = ""
) -> list[Question]:
    """The labelled questions to one interview."""
    questions = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple(
            (at, at + len(words))
            for words in row["answer_any"]
            for at in _places(interview.text, words)
        )
        questions.append(
            Question(
                row["question"],
                row["kind"],
                0,
                spans,
                bool(row["answer_any"]),
                group,
                tuple(row.get("history", ())),
                way,
            )
        )
    return questions


def questions_about_whoever(interview: Interview, group: int) -> list[Question]:
    """A few questions about whoever was interviewed that do not say who: answered around it.

    What names the speaker in a lead or a caption tells the rest as well.
    """
    if interview.speaker is None:
        return []
    name = interview.speaker.split()[-1]
    spans = tuple(
        (sentence.span.start, sentence.span.end)
        for block in interview.blocks
        if block.role in {Role.LEAD, Role.CAPTION}
        for sentence in block.sentences
        if name in sentence.span.of(interview.text)
    )
    asked = ABOUT_WHOEVER.read_text(encoding="utf-8").splitlines()
    return [
        Question(text, "whoever", 0, spans, answerable=True, group=group)
        for text in asked[group % WHOEVER_STEP :: WHOEVER_STEP]
        if spans
    ]


def questions_about_offices(interview: Interview, group: int) -> list[Question]:
    """A few questions about whoever holds an office that the interview does not mention.

    Without them "Wie is de voorzitter?" is taken for "Wie is er aan het woord?". A ministry is no
    minister, so an office is mentioned only as a word of its own.
    """
    lines = OFFICES.read_text(encoding="utf-8").splitlines()
    asked = (line.split(" | ") for line in lines[group % OFFICES_STEP :: OFFICES_STEP])
    return [
        Question(question, "office", 0, (), answerable=False, group=group)
        for office, question in asked
        if not re.search(rf"\b{re.escape(office)}\b", interview.text, re.IGNORECASE)
    ]


def searcher_for(
    interviews: Sequence[Interview], chain: Chain, synonyms: Sequence[Alias] = ()
) -> Searcher:
    """A searcher over these interviews, its ranker still unfitted."""
    index = index_in_memory(interviews, chain.encoder)
    reading = CloseReading.of(index, chain.reader, Ranker.shortlist())
    probes = Probes(chain.encoder, chain.leaning)
    return Searcher(index, chain.encoder, Ranker.of({}), synonyms, probes, reading)


def examples(
    interviews: Sequence[Interview],
    questions: Sequence[Question],
    searcher: Searcher,
    dataset: str,
) -> Iterator[Example]:
    """Each question with its evidence and the rows that answer it.

    What a follow-up leans on is what the ranker that ships would quote.
    """
    ranker = Ranker.load()
    for question in questions:
        turn = _Turn.of(searcher, ranker, (*question.history, question.text))
        if turn.resolved.skip:
            continue  # "What else?" asks for the next quotation, not for the best
        query = turn.query
        evidence = searcher.evidence(query)
        answers = np.zeros(len(evidence.rows), np.bool_)
        for at, row in enumerate(evidence.rows):
            number, block, sentence = searcher.rows.place(int(row))
            if number == question.gold:
                span = interviews[number].blocks[block].sentences[sentence].span
                answers[at] = question.is_answered_in(span)
        yield Example(question, query, evidence, answers, dataset)


@dataclass(frozen=True, slots=True)
class _Turn:
    """The last turn of a conversation without small talk, as `bot.answer.Bot` understands it."""

    query: Query
    resolved: Standalone

    @classmethod
    def of(cls, searcher: Searcher, ranker: Ranker, typed: Sequence[str]) -> Self:
        *before, last = map(asked, typed)
        resolved = standalone(last, before, lambda said: depends(searcher.read(said)))
        quoted = _quoted(searcher, ranker, before) if before else None
        return cls(in_context(searcher, searcher.read(last), resolved, quoted=quoted), resolved)


def _quoted(searcher: Searcher, ranker: Ranker, typed: Sequence[str]) -> Quoted | None:
    """The best quotation for the last question of a conversation."""
    turn = _Turn.of(searcher, ranker, typed)
    hits = searcher.rank(searcher.evidence(turn.query), ranker, HITS).hits
    candidates = windows(hits, turn.resolved.skip + 1)
    return Quoted(candidates[-1].interview.id, candidates[-1].span) if candidates else None


def training_interviews(content: Path) -> Iterator[tuple[str, Interview, list[Question]]]:
    """The interviews with training questions; the real one is read from `content`."""
    for group, path in enumerate(training_files()):
        interview = interview_of(path, content)
        questions = interview_questions(interview, path, group)
        for more in sorted(WAYS.glob(f"*/{path.name}")):
            questions += interview_questions(interview, more, group, more.parent.name)
        yield path.stem, interview, questions


def in_a_row(questions: Sequence[Question]) -> Iterator[Question]:
    """The questions to one interview, some of them asked after others.

    A visitor does not say that he changes the subject. What is typed in haste begins anew after the
    conversation before it; of the other questions without a history one in so many is asked after
    another that has an answer.
    """
    rng = random.Random(questions[0].group)  # noqa: S311 - draws questions
    answered = [question for question in questions if question.answerable]
    typed = as_one_visitor((one.history, one.text) for one in questions if one.way == IN_HASTE)
    for question in questions:
        history = next(typed) if question.way == IN_HASTE else question.history
        if not history and rng.random() < 1 / AFTER_ANOTHER:
            said = rng.choice(answered)
            history = (*said.history, said.text)
        yield replace(question, history=history)


def as_one_visitor(turns: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[tuple[str, ...]]:
    """The history of each turn, given with its own: one without goes on from the turn before it."""
    before: tuple[str, ...] = ()
    for history, text in turns:
        yield history or before
        before = (*history, text)


def training_files() -> list[Path]:
    """The files of questions, in the order that the halves are made of.

    Those of a folder within come behind, so that what is added there moves nothing into the other
    half.
    """
    return [*sorted(TRAINING.glob("*.jsonl")), *sorted(TRAINING.glob("*/*.jsonl"))]


def interview_of(questions: Path, *elsewhere: Path) -> Interview:
    """The interview that a file of questions belongs to, beside it or in one of these folders.

    Raises:
        FileNotFoundError: it is in none of them.
    """
    beside = questions.with_suffix(".txt")
    places = (beside, *(folder / beside.name for folder in elsewhere))
    source = next((place for place in places if place.exists()), beside)
    return parse_bytes(source.read_bytes(), source, source.name)


def _article(text: str, name: str) -> Interview:
    path = Path(f"{name}.txt")
    return parse_bytes(text.encode(), path, path.name)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
