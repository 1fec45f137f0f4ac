"""Texts with questions for the reader: interviews, and public sets in the form of SQuAD."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.training import FOLLOW_UP, questions_about_offices, seen_by
from bot.asked import asked
from bot.conversation.standalone import leans, standalone
from index.interview import Span
from index.sentences import Splitter
from index.units import lead_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.training import Question
    from index.interview import Interview

_KEYS = "qwertyuiopasdfghjklzxcvbnm"
# Shares of the questions that are typed in haste.
_LOWER, _BARE, _MISTYPED = 0.35, 0.4, 0.2


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers: (part, start, end) in characters; none: unanswerable.

    `latest` is the follow-up at the end of `text`, when that is one with what it depends on.
    """

    text: str
    answers: tuple[tuple[int, int, int], ...]
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """What is encoded part by part, where its sentences are (part, start, end), and questions."""

    parts: tuple[str, ...]
    sentences: tuple[tuple[int, int, int], ...]
    questions: tuple[Asked, ...]


def seen_texts(saw: str, content: Path) -> Iterator[Text]:
    """The interviews that `saw` learns from, asked for offices that nobody there holds as well."""
    for interview, questions in seen_by(saw, content):
        offices = questions_about_offices(interview, questions[0].group)
        yield of_interview(interview, (*questions, *offices))


def of_interview(interview: Interview, questions: Sequence[Question]) -> Text:
    """An interview, a part for each block, under the interviewer's question as in the index."""
    parts, sentences, shifts = [], [], []
    for number, block in enumerate(interview.blocks):
        lead = lead_of(interview, number)
        parts.append(lead + block.span.of(interview.text))
        shift = len(lead) - block.span.start
        shifts.append((number, block.span, shift))
        sentences += [(number, s.span.start + shift, s.span.end + shift) for s in block.sentences]
    known = []
    for question in questions:
        *before, last = map(asked, (*question.history, question.text))
        resolved = standalone(last, before, partial(_depends, question))
        if resolved.skip:
            continue  # "What else?" asks for the next quotation, not for the best
        spans = tuple(
            (number, start + shift, end + shift)
            for start, end in question.spans
            for number, span, shift in shifts
            if span.start <= start < span.end
        )
        known.append(Asked(resolved.text, spans, last if resolved.leans else ""))
    return Text(tuple(parts), tuple(sentences), tuple(known))


def _depends(question: Question, said: str) -> bool:
    """Whether what was said depends on what was said before it; of the question it is known."""
    return question.kind == FOLLOW_UP if said == asked(question.text) else leans(said)


def of_squad(path: Path, questions: Path | None = None) -> Iterator[Text]:
    """The articles of a file, a part for each paragraph; questions may come in another language.

    Each question is there twice: as it was written, and as it may be typed in haste.
    """
    rng = random.Random(0)  # noqa: S311 - makes typing errors
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    others = json.loads(questions.read_text(encoding="utf-8"))["data"] if questions else articles
    for article, other in zip(articles, others, strict=True):
        parts, sentences, asked = [], [], []
        for number, paragraph in enumerate(article["paragraphs"]):
            text = paragraph["context"]
            parts.append(text)
            found = Splitter.of(text).split(Span(0, len(text)))
            sentences += [(number, s.span.start, s.span.end) for s in found]
            for own, foreign in zip(
                paragraph["qas"], other["paragraphs"][number]["qas"], strict=True
            ):
                spans = tuple(
                    (number, a["answer_start"], a["answer_start"] + len(a["text"]))
                    for a in own["answers"]
                )
                question = foreign["question"].strip()
                asked += [Asked(question, spans), Asked(in_haste(question, rng), spans)]
        yield Text(tuple(parts), tuple(sentences), tuple(asked))


def in_haste(question: str, rng: random.Random) -> str:
    """A question in lower case, without its mark, or with a wrong letter, now and then."""
    if rng.random() < _LOWER:
        question = question.lower()
    if rng.random() < _BARE:
        question = question.rstrip(" ?")
    if rng.random() < _MISTYPED and len(question) > 12:
        at = rng.randrange(1, len(question) - 1)
        before, here, after = question[:at], question[at : at + 2], question[at + 2 :]
        question = rng.choice(
            (
                before + here[::-1] + after,
                before + here[1:] + after,
                before + rng.choice(_KEYS) + here + after,
            )
        )
    return question
