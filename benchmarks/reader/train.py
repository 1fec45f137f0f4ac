"""Train the reader: first on public questions, then on ours as well.

    python -m benchmarks.reader.train FILE ... [--pair TEXTS QUESTIONS] ...

Each FILE has the form of SQuAD; a pair takes the questions of a parallel file in another language.
Writes index/data/reader.npz, trained on all training interviews, and to the user's cache two that
saw only every other one: the fits of ranker and confidence read each interview with the reader
that never saw it. The projection of tokens is learned from the public questions alone, so all
three read the same index. About half an hour on two cores; docs/decisions/0011 names the files.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from benchmarks.reader.network import ReaderNetwork, loss
from benchmarks.reader.texts import Asked, Text, of_interview, of_squad
from benchmarks.training import training_interviews
from bot.settings import Settings
from index.checkpoint import default_checkpoint
from index.encoder import MAX_TOKENS, PASSAGE_PROMPT, QUERY_PROMPT
from index.reader import LAYERS
from index.tokens import within

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[2]
PRETRAINING, TRAINING = 700, 800
RATE, DECAY, WARM = 1e-3, 0.01, 0.1
# Steps that read interviews, of those after the first stage; forgetting the others costs.
OURS = 0.65
# Of a text longer than this a few paragraphs are read at a time, with the questions to them.
PARAGRAPHS = 3
AT_ONCE = 16
SAMPLE = 20_000

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


class States:
    """The model's states of every token of a text, at float32, kept at half precision."""

    def __init__(self, checkpoint: Path) -> None:
        from tokenizers import Tokenizer
        from transformers import AutoModel

        self._tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._model = AutoModel.from_pretrained(
            checkpoint, local_files_only=True, dtype=torch.float32
        ).eval()
        self._known: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    @torch.inference_mode()
    def of(self, prompt: str, text: str) -> tuple[np.ndarray, np.ndarray]:
        """States (tokens, states) and spans (tokens, 2) in the text; the prompt's end before 1."""
        key = prompt + text
        if key not in self._known:
            read = self._tokenizer.encode(key)
            layers = self._model(torch.tensor([read.ids]), output_hidden_states=True).hidden_states
            spans = np.array(read.offsets)
            real = spans[:, 1] > spans[:, 0]
            states = torch.cat([layers[number][0] for number in LAYERS], -1).numpy()
            self._known[key] = (states[real].astype(np.float16), spans[real] - len(prompt))
        return self._known[key]


class Library:
    """Texts to draw batches from."""

    def __init__(self, texts: Sequence[Text], states: States) -> None:
        self._texts = [text for text in texts if text.questions]
        self._weights = [len(text.questions) for text in self._texts]
        self._states = states

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

    def _tensors(self, text: Text, parts: Sequence[int], questions: Sequence[Asked]) -> Batch:
        read = [self._states.of(PASSAGE_PROMPT, text.parts[part]) for part in parts]
        base = dict(zip(parts, np.cumsum([0, *(len(states) for states, _ in read)]), strict=False))
        total = sum(len(states) for states, _ in read)

        def marked(part: int, start: int, end: int) -> slice:
            own = within(read[parts.index(part)][1], start, end)
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
        asked = [self._states.of(QUERY_PROMPT, question.text)[0] for question in questions]
        longest = max(map(len, asked))
        padded = np.zeros((len(asked), longest, asked[0].shape[1]), np.float32)
        real = np.zeros((len(asked), longest), bool)
        for row, states in enumerate(asked):
            padded[row, : len(states)], real[row, : len(states)] = states, True
        arrays = (np.concatenate([s for s, _ in read]).astype(np.float32), padded, real, owner)
        given, others, mask, owners = map(torch.from_numpy, arrays)
        return given, others, mask, owners, torch.from_numpy(answers), torch.from_numpy(right)


def train(network: ReaderNetwork, draw: Callable[[random.Random], Batch], steps: int) -> None:
    """AdamW on a one-cycle schedule; half of the loss by tokens, half by sentences."""
    rng = random.Random(0)  # noqa: S311 - draws batches
    learned = [part for part in network.parameters() if part.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=steps + 1, pct_start=WARM
    )
    network.train()
    for step in range(steps):
        text, questions, real, owner, answers, right = draw(rng)
        tokens, none, sentences = network(text, questions, real, owner)
        value = (loss(tokens, none, answers) + loss(sentences, none, right)).mean() / 2
        optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            sys.stdout.write(f"{step}/{steps} loss {value.item():.3f}\n")
    network.eval()


def main() -> None:
    """Train three readers and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("squad", type=Path, nargs="+")
    parser.add_argument("--pair", type=Path, nargs=2, action="append", default=[])
    parser.add_argument("--steps", type=int, nargs=2, default=(PRETRAINING, TRAINING))
    arguments = parser.parse_args()
    cache = Settings.of().cache
    states = States(default_checkpoint(cache, print))
    files = [(path, None) for path in arguments.squad] + arguments.pair
    public = Library([text for pair in files for text in of_squad(*pair)], states)
    ours = [
        (questions[0].group, of_interview(interview, questions))
        for _, interview, questions in training_interviews(ROOT / "content")
    ]
    rng = random.Random(1)  # noqa: S311 - draws a sample
    sample = torch.cat([public.batch(rng, whole=False)[0] for _ in range(40)])[:SAMPLE].numpy()
    torch.manual_seed(0)
    network = ReaderNetwork(sample.mean(axis=0), sample.std(axis=0) + 1e-3)
    train(network, lambda rng: public.batch(rng, whole=False), arguments.steps[0])
    network.project.requires_grad_(requires_grad=False)
    start = {name: value.clone() for name, value in network.state_dict().items()}
    for path, seen, steps in (
        (cache / "readers/even.npz", [text for group, text in ours if group % 2 == 0], 1.0),
        (cache / "readers/odd.npz", [text for group, text in ours if group % 2 == 1], 1.0),
        (ROOT / "index/data/reader.npz", [text for _, text in ours], 4 / 3),
    ):
        network.load_state_dict(start)
        library = Library(seen, states)

        def draw(rng: random.Random, library: Library = library) -> Batch:
            if rng.random() < OURS:
                return library.batch(rng, whole=True)
            return public.batch(rng, whole=False)

        train(network, draw, round(arguments.steps[1] * steps))
        network.save(path)


if __name__ == "__main__":
    main()
