"""Train the reader: first on public questions, then on ours as well.

    python -m benchmarks.reader.train FILE ... [--pair TEXTS QUESTIONS] ...

Each FILE has the form of SQuAD; a pair takes the questions of a parallel file in another language.
Writes index/data/reader.npz, trained on all training interviews, and to the user's cache two that
saw only every other one: the fits of ranker and confidence read each interview with the reader
that never saw it. Each reads the tokens of the adapter that saw the same interviews
(`benchmarks.adapter.train`), through the shipped projection (`benchmarks.reader.project`).
`--readers` chooses which to train, so that they can be trained side by side.
About three quarters of an hour on two cores; docs/decisions/0011 names the files.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from benchmarks.descent import descend
from benchmarks.public import parser_of, public_texts
from benchmarks.reader.batches import Library
from benchmarks.reader.network import ReaderNetwork, missed
from benchmarks.reader.texts import seen_texts
from benchmarks.training import (
    READER_FILE,
    TRAINED,
    remembering_encoder,
    steps_of,
    trained_file,
)
from index.reader import Projection

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from benchmarks.reader.batches import Batch
    from benchmarks.remembering import RememberingEncoder
    from index.encoder import Tokens, Vectors

ROOT = Path(__file__).parents[2]
# Sixteen interviews were learned by heart in as many of the second; seventy are not.
PUBLIC, OURS = 700, 2400
RATE = 1e-3
# Steps that read interviews and public articles, after the first stage; forgetting these costs.
SHARES = (0.65, 0.35)


class Shipped:
    """Tokens as the index has them."""

    def __init__(self, encoder: RememberingEncoder) -> None:
        self._encoder = encoder

    def passage(self, text: str) -> Tokens:
        """Of a part of a text."""
        return self._encoder.read_passages([text])[0][1]

    def question(self, text: str) -> Vectors:
        """Of a question."""
        return self._encoder.read_query(text)[1]


def train(network: torch.nn.Module, draw: Callable[[random.Random], Batch], steps: int) -> None:
    """Train a network that judges as `ReaderNetwork` does."""

    def loss(rng: random.Random) -> torch.Tensor:
        batch = draw(rng)
        return missed(network(*batch.given), batch)

    network.train()
    descend({RATE: network.parameters()}, loss, steps)
    network.eval()


def draw_from(libraries: Sequence[Library], shares: Sequence[float], rng: random.Random) -> Batch:
    """Questions to a whole text, or, of the last library, to a few paragraphs of an article."""
    (library,) = rng.choices(libraries, shares)
    return library.batch(rng, whole=library is not libraries[-1])


def main() -> None:
    """Train three readers and write them."""
    parser = parser_of(__doc__)
    parser.add_argument("--steps", type=int, nargs=2, default=(PUBLIC, OURS))
    parser.add_argument("--readers", nargs="+", choices=TRAINED, default=TRAINED)
    arguments = parser.parse_args()
    publics = list(public_texts(arguments))
    for name in arguments.readers:
        encoder = remembering_encoder("reader", name)
        public = Library(publics, Shipped(encoder))
        ours = Library(list(seen_texts(name, ROOT / "content")), Shipped(encoder))
        torch.manual_seed(0)
        network = ReaderNetwork()
        first, second = arguments.steps
        train(network, partial(public.batch, whole=False), first)
        train(network, partial(draw_from, (ours, public), SHARES), steps_of(name, second))
        network.save(trained_file(name, READER_FILE), Projection.load())
        encoder.save()


if __name__ == "__main__":
    main()
