"""Learn what a token's vector is made of: a projection of the model's states.

    python -m benchmarks.reader.project FILE ... [--pair TEXTS QUESTIONS] ...

It is learned with a reader on top, from public questions alone, so that readers that are later
trained on different interviews read one index. Prints its digest and writes it into
index/data/reader.npz; the index, and every fit, is then to be made again, from
`python -m benchmarks.reader.train` on. FILEs are as for that.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from benchmarks.descent import open_checkpoint
from benchmarks.public import parser_of, public_texts
from benchmarks.reader.batches import Library
from benchmarks.reader.network import DIMENSION, ReaderNetwork
from benchmarks.reader.train import PUBLIC, ROOT, train
from benchmarks.training import published_checkpoint
from index.encoder import PASSAGE_PROMPT, QUERY_PROMPT, Tokens
from index.reader import LAYERS, Projection

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder import Vectors

SAMPLE = 20_000
BATCHES_SAMPLED = 40


class States:
    """The model's states of every token of a text, at float32, kept at half precision."""

    def __init__(self, checkpoint: Path) -> None:
        self._tokenizer, self._model = open_checkpoint(checkpoint)
        self._known: dict[str, Tokens] = {}

    def passage(self, text: str) -> Tokens:
        """Of a part of a text."""
        return self._of(PASSAGE_PROMPT, text)

    def question(self, text: str) -> Vectors:
        """Of a question."""
        return self._of(QUERY_PROMPT, text).vectors

    @torch.inference_mode()
    def _of(self, prompt: str, text: str) -> Tokens:
        key = prompt + text
        if key not in self._known:
            read = self._tokenizer.encode(key)
            layers = self._model(torch.tensor([read.ids]), output_hidden_states=True).hidden_states
            spans = np.array(read.offsets)
            real = spans[:, 1] > spans[:, 0]
            states = torch.cat([layers[number][0] for number in LAYERS], -1).numpy()
            own = np.maximum(spans[real] - len(prompt), 0)
            self._known[key] = Tokens(states[real].astype(np.float16), own)
        return self._known[key]


class Projected(nn.Module):
    """A reader of states: they are standardised by `mean` and `spread`, shape (states,)."""

    def __init__(self, mean: NDArray[np.float32], spread: NDArray[np.float32]) -> None:
        super().__init__()
        self._mean, self._spread = torch.from_numpy(mean), torch.from_numpy(spread)
        self.project = nn.Linear(len(mean), DIMENSION, bias=False)
        nn.init.orthogonal_(self.project.weight)
        self.reader = ReaderNetwork()

    def forward(
        self, states: torch.Tensor, asked: torch.Tensor, real: torch.Tensor, owner: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """As `ReaderNetwork.forward`, of states."""
        judged: tuple[torch.Tensor, torch.Tensor, torch.Tensor] = self.reader(
            self._tokens(states), self._tokens(asked), real, owner
        )
        return judged

    def _tokens(self, states: torch.Tensor) -> torch.Tensor:
        return functional.normalize(self.project((states - self._mean) / self._spread), dim=-1)

    def projection(self) -> Projection:
        """What was learned, as the encoder's export takes it."""
        matrix = self.project.weight.detach().numpy() / self._spread.numpy()
        offset = -matrix @ self._mean.numpy()
        return replace(Projection.load(), matrix=matrix.T, offset=offset)


def main() -> None:
    """Learn a projection and write it."""
    parser = parser_of(__doc__)
    parser.add_argument("--steps", type=int, default=PUBLIC)
    parser.add_argument("--out", type=Path, default=ROOT / "index/data/reader.npz")
    arguments = parser.parse_args()
    states = States(published_checkpoint())
    public = Library(list(public_texts(arguments)), states)
    rng = random.Random(1)  # noqa: S311 - draws a sample
    drawn = [public.batch(rng, whole=False).given[0] for _ in range(BATCHES_SAMPLED)]
    sample = torch.cat(drawn)[:SAMPLE].numpy()
    torch.manual_seed(0)
    network = Projected(sample.mean(axis=0), sample.std(axis=0) + 1e-3)
    train(network, lambda rng: public.batch(rng, whole=False), arguments.steps)
    projection = network.projection()
    network.reader.save(arguments.out, projection)
    sys.stdout.write(f"{projection.digest}\n")


if __name__ == "__main__":
    main()
