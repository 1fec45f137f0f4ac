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
`benchmarks.reader.train` and the fits.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from benchmarks.adapter.batches import Articles, Interviews
from benchmarks.descent import descend, open_checkpoint
from benchmarks.reader.train import LONGER, public_texts
from benchmarks.training import (
    ADAPTER_FILE,
    ALL,
    TRAINED,
    published_checkpoint,
    seen_by,
    trained_file,
)
from index.model.adapter import Adapter
from index.model.attention import linear_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from benchmarks.adapter.batches import Batch

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
# Questions of one interview, of as many interviews, of one public article, of as many.
SHARES = (0.45, 0.15, 0.2, 0.2)
_PAD = 1
# Texts that are run together, of about the same length.
_AT_ONCE = 16


class LowRank(nn.Module):
    """A linear layer with an addition of low rank, which can be left out."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        down = torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features)
        self.down = nn.Parameter(down)
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))
        self.on = True

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """As the linear layer."""
        whole: torch.Tensor = self.linear(values)
        return whole + values @ self.down.T @ self.up.T * SCALE if self.on else whole


class Model:
    """The model as it was published, with additions that can be trained."""

    def __init__(self, checkpoint: Path) -> None:
        self._tokenizer, self._bert = open_checkpoint(checkpoint)
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
                addition = LowRank(linear_of(layer, name).bfloat16())
                setattr(layer.get_submodule(above), last, addition)
                self.additions[f"encoder.layer.{number}.{name}.weight"] = addition
        self._original: dict[str, torch.Tensor] = {}

    def parameters(self) -> list[nn.Parameter]:
        """What is trained."""
        return [
            part for addition in self.additions.values() for part in (addition.down, addition.up)
        ]

    def adapter(self) -> Adapter:
        """What was learned, as much of it as is kept."""
        kept = KEPT * SCALE
        return Adapter.of(
            {
                name: (addition.down.detach().numpy(), (kept * addition.up.detach()).numpy())
                for name, addition in self.additions.items()
            }
        )

    def encode(self, texts: Sequence[str]) -> torch.Tensor:
        """Vectors, shape (texts, dimension)."""
        ids = [self._tokenizer.encode(text).ids for text in texts]
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        parts = []
        for start in range(0, len(order), _AT_ONCE):
            own = [ids[at] for at in order[start : start + _AT_ONCE]]
            real = _real([len(text) for text in own])
            padded = torch.full(real.shape, _PAD)
            for row, text in enumerate(own):
                padded[row, : len(text)] = torch.tensor(text)
            with torch.autocast("cpu", torch.bfloat16):
                hidden = self._bert(padded, attention_mask=real).last_hidden_state.float()
            parts.append((hidden * real[..., None]).sum(1) / real.sum(1, keepdim=True))
        return functional.normalize(torch.cat(parts)[torch.tensor(order).argsort()], dim=-1)

    @torch.no_grad()
    def original(self, texts: Sequence[str]) -> torch.Tensor:
        """Vectors as the published model makes them."""
        new = [text for text in texts if text not in self._original]
        if new:
            for addition in self.additions.values():
                addition.on = False
            self._original.update(zip(new, self.encode(new), strict=True))
            for addition in self.additions.values():
                addition.on = True
        return torch.stack([self._original[text] for text in texts])


def train(model: Model, draws: Sequence[Callable[[random.Random], Batch]], steps: int) -> None:
    """Batches are drawn by `SHARES`."""

    def loss(rng: random.Random) -> torch.Tensor | None:
        (draw,) = rng.choices(draws, SHARES)
        batch = draw(rng)
        if len(batch.questions) < 2:
            return None
        vectors = model.encode(batch.questions)
        scores = vectors @ model.encode(batch.texts).T * SHARPEN
        right = scores.masked_fill(~batch.answers, -1e9)
        missed = (scores.logsumexp(1) - right.logsumexp(1)).mean()
        changed = (1 - (vectors * model.original(batch.questions)).sum(1)).mean()
        return missed + ANCHOR * changed

    descend(model.parameters(), loss, steps, RATE)


def _real(lengths: Sequence[int]) -> torch.Tensor:
    """Which places of a padded batch are tokens."""
    return torch.tensor(np.arange(max(lengths)) < np.array(lengths)[:, None])


def main() -> None:
    """Train three adapters and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("squad", type=Path, nargs="+")
    parser.add_argument("--pair", type=Path, nargs=2, action="append", default=[])
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--adapters", nargs="+", choices=TRAINED, default=TRAINED)
    arguments = parser.parse_args()
    articles = Articles(list(public_texts(arguments.squad, arguments.pair)))
    for name in arguments.adapters:
        torch.manual_seed(0)
        model = Model(published_checkpoint())
        interviews = Interviews(list(seen_by(name, ROOT / "content")))
        draws = (interviews.within, interviews.across, articles.within, articles.across)
        train(model, draws, round(arguments.steps * (LONGER if name == ALL else 1)))
        path = trained_file(name, ADAPTER_FILE)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(model.adapter().content)


if __name__ == "__main__":
    main()
