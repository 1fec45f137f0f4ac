"""Questions to one text at a time, as tensors to train on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import torch

from index.tokens import of_latest, within

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from benchmarks.reader.texts import Asked, Text
    from index.encoder import Tokens, Vectors

# Of a text longer than this a few paragraphs are read at a time, with the questions to them.
PARAGRAPHS = 3
AT_ONCE = 16


class Read(Protocol):
    """Gives what a text becomes: its tokens, or the states that tokens are made of."""

    def passage(self, text: str) -> Tokens:
        """Of a part of a text."""
        ...

    def question(self, text: str) -> Vectors:
        """Of a question."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """`given` are the arguments of `ReaderNetwork.forward`; the others say what is right."""

    given: tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]
    answers: torch.Tensor
    sentences: torch.Tensor


class Library:
    """Texts to draw batches from, each as often as it has questions."""

    def __init__(self, texts: Sequence[Text], read: Read) -> None:
        self._texts = [text for text in texts if text.questions]
        self._weights = [len(text.questions) for text in self._texts]
        self._read = read
        self._prompt = len(read.question(""))

    def batch(self, rng: random.Random, *, whole: bool) -> Batch:
        """Some questions to one text, or to a few paragraphs of it."""
        (text,) = rng.choices(self._texts, self._weights)
        parts = list(range(len(text.parts)))
        questions = list(text.questions)
        if not whole and len(parts) > PARAGRAPHS:
            first = rng.choice([q for q in questions if q.answers] or questions)
            own = first.answers[0][0] if first.answers else rng.choice(parts)
            rest = rng.sample([part for part in parts if part != own], PARAGRAPHS - 1)
            parts = [own, *rest]
            questions = [q for q in questions if q.answers and q.answers[0][0] in parts]
        questions = rng.sample(questions, min(AT_ONCE, len(questions)))
        return self._tensors(text, parts, questions)

    def _question(self, asked: Asked) -> Vectors:
        """As `index.search` gives it to the reader."""
        tokens = self._read.question(asked.text)
        if not asked.latest:
            return tokens
        alone = len(self._read.question(asked.latest))
        return of_latest(tokens, alone, self._prompt)

    def _tensors(self, text: Text, parts: Sequence[int], questions: Sequence[Asked]) -> Batch:
        read = [self._read.passage(text.parts[part]) for part in parts]
        base = dict(zip(parts, np.cumsum([0, *(len(t.vectors) for t in read)]), strict=False))
        total = sum(len(tokens.vectors) for tokens in read)

        def marked(part: int, start: int, end: int) -> slice:
            own = within(read[parts.index(part)].spans, start, end)
            return slice(base[part] + own.start, base[part] + own.stop)

        inside = [sentence for sentence in text.sentences if sentence[0] in base]
        # Headings and prompts are one more sentence, which never answers.
        owner = np.full(total, len(inside))
        for number, sentence in enumerate(inside):
            owner[marked(*sentence)] = number
        answers = np.zeros((len(questions), total), bool)
        for row, question in enumerate(questions):
            for answer in question.answers:
                answers[row, marked(*answer)] = True
        right = np.zeros((len(questions), len(inside) + 1), bool)
        for row in range(len(questions)):
            right[row, owner[answers[row]]] = True
        right[:, -1] = False
        asked = list(map(self._question, questions))
        longest = max(map(len, asked))
        padded = np.zeros((len(asked), longest, asked[0].shape[1]), np.float32)
        real = np.zeros((len(asked), longest), bool)
        for row, vectors in enumerate(asked):
            padded[row, : len(vectors)], real[row, : len(vectors)] = vectors, True
        given = np.concatenate([tokens.vectors for tokens in read]).astype(np.float32)
        return Batch(
            (
                torch.from_numpy(given),
                torch.from_numpy(padded),
                torch.from_numpy(real),
                torch.from_numpy(owner),
            ),
            torch.from_numpy(answers),
            torch.from_numpy(right),
        )
