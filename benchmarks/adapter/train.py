"""Train the adapter: the model's layers, on which text answers which question.

    python -m benchmarks.adapter.train FILE ... [--pair TEXTS QUESTIONS] ... [--adapters NAME ...]

Contrastive, as the model itself was trained (Wang et al., 2024), with low-rank additions to its
matrices (Hu et al., 2022): a question is to be nearer to what answers it than to the
rest of the same interview, and than to what answers other questions of others. FILEs and pairs are
as for `benchmarks.reader.train`; without those public questions the model forgets what it knew of
other texts. A question's vector is held near to what it was.

Writes index/data/adapter.npz, trained on all training interviews, and to the user's cache two
that saw only every other one; `--adapters` chooses, so that they can be trained side by side, half
an hour each on a core that multiplies bfloat16 (AMX, AVX-512 BF16). What comes after:
`benchmarks.reader.train`, `benchmarks.adapter.jointly`, the readers again, and the fits.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from benchmarks.adapter.batches import Articles, Interviews
from benchmarks.descent import descend, open_checkpoint
from benchmarks.pages import as_crawled, as_written, whole_families
from benchmarks.public import parser_of, public_texts
from benchmarks.training import (
    ADAPTER_FILE,
    TRAINED,
    published_checkpoint,
    seen_by,
    steps_of,
    trained_file,
)
from index.model.adapter import Adapter
from index.model.attention import linear_of
from index.reader import LAYERS

if TYPE_CHECKING:
    import random
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.adapter.batches import Batch
    from index.model.adapter import Part

    Draws = Sequence[Callable[[random.Random], Batch]]

ROOT = Path(__file__).parents[2]
RANK, SCALE = 16, 2.0
# The adapter that ships is trained a third longer.
STEPS, RATE = 450, 4e-4
# The share of what was learned that is added: between the model as it was and as it became, it does
# nearly as well on interviews, and forgets less of other texts (Wortsman et al., 2022).
KEPT = 0.6
# Cosines differ by a tenth; logits are to differ by a few.
SHARPEN = 30.0
# What a question's vector may change, beside the loss.
ANCHOR = 2.0
# Questions of one interview, of as many interviews, of one public article, of as many, of one
# family of pages against its sentences, and of some families against whole pages.
SHARES = (0.4, 0.12, 0.15, 0.15, 0.1, 0.08)
PUBLIC = (2, 3)
# Texts of a batch that are held near to what they were: the rest follow.
_HELD_TEXTS = 16
_PAD = 1
# Texts that are run together, of about the same length, and how many tokens those have.
_AT_ONCE, _TOKENS_AT_ONCE = 16, 2500


class LowRank(nn.Module):
    """A linear layer with an addition of low rank, which can be put back to what it began as."""

    def __init__(self, linear: nn.Linear, first: Part | None = None) -> None:
        super().__init__()
        self.linear = linear
        if first is None:
            down = torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features)
            up = torch.zeros(linear.out_features, RANK)
        else:
            down, up = map(torch.from_numpy, first)
            up = up / SCALE
        self.down, self.up = nn.Parameter(down), nn.Parameter(up)
        self._first = down.clone(), up.clone()
        self.on = True

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """As the linear layer."""
        whole: torch.Tensor = self.linear(values)
        down, up = (self.down, self.up) if self.on else self._first
        return whole + values @ down.T @ up.T * SCALE


class Model:
    """The model as it was published, with additions that can be trained, from `start` on."""

    def __init__(self, checkpoint: Path, start: Adapter) -> None:
        self._tokenizer, self._bert = open_checkpoint(checkpoint)
        first = start.parts
        self._bert.requires_grad_(requires_grad=False)
        self.additions: dict[str, LowRank] = {}
        for number, layer in enumerate(self._bert.encoder.layer):
            for name in (
                *(f"attention.self.{part}" for part in ("query", "key", "value")),
                "attention.output.dense",
                "intermediate.dense",
                "output.dense",
            ):
                above, _, last = name.rpartition(".")
                whole = f"encoder.layer.{number}.{name}.weight"
                addition = LowRank(linear_of(layer, name).bfloat16(), first.get(whole))
                setattr(layer.get_submodule(above), last, addition)
                self.additions[whole] = addition
        self._original: dict[str, torch.Tensor] = {}

    def parameters(self) -> list[nn.Parameter]:
        """What is trained."""
        return [
            part for addition in self.additions.values() for part in (addition.down, addition.up)
        ]

    def adapter(self, kept: float) -> Adapter:
        """The additions, times `kept`."""
        return Adapter.of(
            {
                name: (
                    addition.down.detach().numpy(),
                    (kept * SCALE * addition.up.detach()).numpy(),
                )
                for name, addition in self.additions.items()
            }
        )

    def tokenised(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Ids of a text's tokens, the marks at both ends included, and where each stands."""
        read = self._tokenizer.encode(text)
        return read.ids, read.offsets

    def states(self, texts: Sequence[Sequence[int]]) -> list[torch.Tensor]:
        """Of each text's tokens, without the marks, the states that a reader's are made from."""
        found: dict[int, torch.Tensor] = {}
        for own, real, layers in self._run(texts):
            states = torch.cat([layers[number] for number in LAYERS], -1)
            for row, at in enumerate(own):
                found[at] = states[row, 1 : int(real[row].sum()) - 1].float()
        return [found[at] for at in range(len(texts))]

    def encode(self, texts: Sequence[str]) -> torch.Tensor:
        """Vectors, shape (texts, dimension)."""
        order: list[int] = []
        parts = []
        for own, real, layers in self._run([self.tokenised(text)[0] for text in texts]):
            order += own
            hidden = layers[-1].float()
            parts.append((hidden * real[..., None]).sum(1) / real.sum(1, keepdim=True))
        return functional.normalize(torch.cat(parts)[torch.tensor(order).argsort()], dim=-1)

    def _run(
        self, texts: Sequence[Sequence[int]]
    ) -> Iterator[tuple[list[int], torch.Tensor, tuple[torch.Tensor, ...]]]:
        """Texts of about the same length: their numbers, what of them is real, and all states."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        while order:
            longest = [(at + 1) * len(texts[number]) for at, number in enumerate(order[:_AT_ONCE])]
            fitting = max(1, sum(size <= _TOKENS_AT_ONCE for size in longest))
            own, order = order[:fitting], order[fitting:]
            real = _real([len(texts[at]) for at in own])
            padded = torch.full(real.shape, _PAD)
            for row, at in enumerate(own):
                padded[row, : len(texts[at])] = torch.tensor(texts[at])
            with torch.autocast("cpu", torch.bfloat16):
                run = self._bert(padded, attention_mask=real, output_hidden_states=True)
            yield own, real, run.hidden_states

    @torch.no_grad()
    def original(self, texts: Sequence[str]) -> torch.Tensor:
        """Vectors as the model made them before training began."""
        new = [text for text in texts if text not in self._original]
        if new:
            for addition in self.additions.values():
                addition.on = False
            self._original.update(zip(new, self.encode(new), strict=True))
            for addition in self.additions.values():
                addition.on = True
        return torch.stack([self._original[text] for text in texts])


def train(model: Model, draws: Draws, steps: int) -> None:
    """Batches are drawn by `SHARES`."""
    descend({RATE: model.parameters()}, lambda rng: missed(model, draws, rng), steps)


def missed(
    model: Model, draws: Draws, rng: random.Random, *, text_anchor: float = 0.0
) -> torch.Tensor | None:
    """The loss of one batch: how far its questions are from what answers them, and were moved.

    `text_anchor` is what the vector of a public article's text may change beside that.
    """
    (kind,) = rng.choices(range(len(draws)), SHARES)
    batch = draws[kind](rng)
    if len(batch.questions) < 2:
        return None
    questions, texts = model.encode(batch.questions), model.encode(batch.texts)
    scores = questions @ texts.T * SHARPEN
    right = scores.masked_fill(~batch.answers, -1e9)
    loss = (scores.logsumexp(1) - right.logsumexp(1)).mean()
    loss += ANCHOR * _moved(model, batch.questions, questions)
    if text_anchor and kind in PUBLIC:
        some = rng.sample(range(len(batch.texts)), min(_HELD_TEXTS, len(batch.texts)))
        loss += text_anchor * _moved(model, [batch.texts[at] for at in some], texts[some])
    return loss


def _moved(model: Model, texts: Sequence[str], vectors: torch.Tensor) -> torch.Tensor:
    """How far vectors are from those that the model made of their texts before training."""
    return (1 - (vectors * model.original(texts)).sum(1)).mean()


def _real(lengths: Sequence[int]) -> torch.Tensor:
    """Which places of a padded batch are tokens."""
    return torch.tensor(np.arange(max(lengths)) < np.array(lengths)[:, None])


def family_articles() -> tuple[Articles, Articles]:
    """The families of pages in either form, and as they are crawled: a part for each page."""
    return (
        Articles(list(whole_families(as_written, as_crawled))),
        Articles(list(whole_families(as_crawled))),
    )


def draws_of(
    interviews: Interviews, articles: Articles, families: Articles, crawled: Articles
) -> Draws:
    """What is drawn from, in the order of `SHARES`."""
    return (
        interviews.within,
        interviews.across,
        articles.within,
        articles.across,
        families.within,
        crawled.wholes,
    )


def adapter_parser(description: str | None, steps: int) -> ArgumentParser:
    """What a script that trains adapters is told; each is trained for `steps` unless it is."""
    parser = parser_of(description)
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--adapters", nargs="+", choices=TRAINED, default=TRAINED)
    return parser


def main() -> None:
    """Train three adapters and write them."""
    arguments = adapter_parser(__doc__, STEPS).parse_args()
    articles = Articles(list(public_texts(arguments)))
    families, crawled = family_articles()
    for name in arguments.adapters:
        torch.manual_seed(0)
        model = Model(published_checkpoint(), Adapter.none())
        interviews = Interviews(list(seen_by(name, ROOT / "content")))
        train(
            model,
            draws_of(interviews, articles, families, crawled),
            steps_of(name, arguments.steps),
        )
        path = trained_file(name, ADAPTER_FILE)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(model.adapter(KEPT).content)


if __name__ == "__main__":
    main()
