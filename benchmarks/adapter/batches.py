"""Questions beside texts, of which some answer them: what the adapter is trained on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from index.encoder import PASSAGE_PROMPT, QUERY_PROMPT
from index.units import Level, texts_of

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from benchmarks.reader.texts import Text
    from benchmarks.training import Question
    from index.interview import Interview

# Questions of one interview, of one public article, and texts that each answer another question.
WITHIN, ARTICLE, ACROSS = 16, 12, 24
# Of a public article, so many paragraphs and sentences.
_PARAGRAPHS, _SENTENCES = 8, 90
# Families of pages whose questions are asked together, and of each so many.
_FAMILIES, _TO_EACH = 3, 5


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions, texts, and which of these answer which, shape (questions, texts)."""

    questions: list[str]
    texts: list[str]
    answers: torch.Tensor


class Interviews:
    """Batches of the training interviews."""

    def __init__(self, ours: Sequence[tuple[Interview, Sequence[Question]]]) -> None:
        self._all = [
            (
                [
                    [PASSAGE_PROMPT + text for text in texts_of(interview, level)]
                    for level in (Level.SENTENCE, Level.PASSAGE)
                ],
                [sentence.span for block in interview.blocks for sentence in block.sentences],
                [q for q in questions if q.answerable and not q.history and q.spans],
            )
            for interview, questions in ours
        ]

    def within(self, rng: random.Random) -> Batch:
        """Questions to one interview, against all its sentences, or these with their neighbours."""
        levels, spans, questions = rng.choice(self._all)
        asked = rng.sample(questions, min(WITHIN, len(questions)))
        answers = [[question.is_answered_in(span) for span in spans] for question in asked]
        return _batch([question.text for question in asked], rng.choice(levels), answers)

    def across(self, rng: random.Random) -> Batch:
        """A question to each of some interviews, against what answers the others."""
        pairs = []
        for (_, passages), spans, questions in rng.sample(self._all, ACROSS):
            question = rng.choice(questions)
            right = [
                passage
                for passage, span in zip(passages, spans, strict=True)
                if question.is_answered_in(span)
            ]
            if right:
                pairs.append((question.text, rng.choice(right)))
        return _paired(pairs)


class Articles:
    """Batches of public questions."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = [text for text in texts if any(q.answers for q in text.questions)]
        self._weights = [len(text.questions) for text in self._texts]

    def within(self, rng: random.Random) -> Batch:
        """Questions to one article, against the sentences of the paragraphs that answer them."""
        (text,) = rng.choices(self._texts, self._weights)
        asked = [question for question in text.questions if question.answers]
        asked = rng.sample(asked, min(ARTICLE, len(asked)))
        parts = list({question.answers[0][0] for question in asked})[:_PARAGRAPHS]
        sentences = [place for place in text.sentences if place[0] in parts][:_SENTENCES]
        answers = [
            [
                any(a[0] == part and start < a[2] and a[1] < end for a in question.answers)
                for part, start, end in sentences
            ]
            for question in asked
        ]
        texts = [PASSAGE_PROMPT + text.parts[part][start:end] for part, start, end in sentences]
        return _batch([question.text for question in asked], texts, answers)

    def across(self, rng: random.Random) -> Batch:
        """A question to each of some articles, against what answers the others."""
        pairs = []
        for number in set(rng.choices(range(len(self._texts)), self._weights, k=ACROSS)):
            text = self._texts[number]
            question = rng.choice([q for q in text.questions if q.answers])
            part, start, end = question.answers[0]
            own = [place for place in text.sentences if place[0] == part]
            at = next((n for n, p in enumerate(own) if start < p[2] and p[1] < end), None)
            if at is not None:
                first, last = own[max(0, at - 1)], own[min(len(own) - 1, at + 1)]
                pairs.append((question.text, PASSAGE_PROMPT + text.parts[part][first[1] : last[2]]))
        return _paired(pairs)

    def wholes(self, rng: random.Random) -> Batch:
        """Questions to some articles, against whole parts of all of these."""
        chosen = rng.sample(self._texts, _FAMILIES)
        texts = [PASSAGE_PROMPT + part for text in chosen for part in text.parts]
        first = 0
        questions, answers = [], []
        for text in chosen:
            asked = [question for question in text.questions if question.answers]
            for question in rng.sample(asked, min(_TO_EACH, len(asked))):
                own = {first + part for part, _, _ in question.answers}
                questions.append(question.text)
                answers.append([at in own for at in range(len(texts))])
            first += len(text.parts)
        return _batch(questions, texts, answers)


def _batch(questions: list[str], texts: list[str], answers: list[list[bool]]) -> Batch:
    """Without the questions that none of the texts answers."""
    kept = [at for at, row in enumerate(answers) if any(row)]
    return Batch(
        [QUERY_PROMPT + questions[at] for at in kept],
        texts,
        torch.tensor([answers[at] for at in kept], dtype=torch.bool),
    )


def _paired(pairs: Sequence[tuple[str, str]]) -> Batch:
    texts = list(dict.fromkeys(text for _, text in pairs))
    return _batch(
        [question for question, _ in pairs],
        texts,
        [[text == right for text in texts] for _, right in pairs],
    )
