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

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from benchmarks.descent import descend
from benchmarks.reader.batches import Library
from benchmarks.reader.network import ReaderNetwork, loss
from benchmarks.reader.texts import of_interview, of_squad
from benchmarks.training import (
    ALL,
    READER_FILE,
    TRAINED,
    remembering_encoder,
    seen_by,
    trained_file,
)
from index.reader import Projection

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.reader.batches import Batch
    from benchmarks.reader.texts import Text
    from benchmarks.remembering import RememberingEncoder
    from index.encoder import Tokens, Vectors

ROOT = Path(__file__).parents[2]
# Sixteen interviews were learned by heart in as many of the second; seventy are not.
PUBLIC, OURS = 700, 2400
# What ships sees twice as many interviews.
LONGER = 4 / 3
RATE = 1e-3
# Steps that read interviews, of those after the first stage; forgetting the others costs.
SHARE = 0.65


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
    """Half of the loss is by tokens, half by sentences."""

    def missed(rng: random.Random) -> torch.Tensor:
        batch = draw(rng)
        tokens, none, sentences = network(*batch.given)
        both = loss(tokens, none, batch.answers) + loss(sentences, none, batch.sentences)
        return both.mean() / 2

    network.train()
    descend({RATE: network.parameters()}, missed, steps)
    network.eval()


def public_texts(squad: Sequence[Path], pairs: Sequence[Sequence[Path]]) -> Iterator[Text]:
    """Every article of the files, and of the pairs."""
    for path in squad:
        yield from of_squad(path)
    for texts, questions in pairs:
        yield from of_squad(texts, questions)


def main() -> None:
    """Train three readers and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("squad", type=Path, nargs="+")
    parser.add_argument("--pair", type=Path, nargs=2, action="append", default=[])
    parser.add_argument("--steps", type=int, nargs=2, default=(PUBLIC, OURS))
    parser.add_argument("--readers", nargs="+", choices=TRAINED, default=TRAINED)
    arguments = parser.parse_args()
    publics = list(public_texts(arguments.squad, arguments.pair))
    for name in arguments.readers:
        encoder = remembering_encoder("reader", name)
        public = Library(publics, Shipped(encoder))
        seen = [of_interview(*labelled) for labelled in seen_by(name, ROOT / "content")]
        library = Library(seen, Shipped(encoder))

        def draw(rng: random.Random, public: Library = public, library: Library = library) -> Batch:
            if rng.random() < SHARE:
                return library.batch(rng, whole=True)
            return public.batch(rng, whole=False)

        def draw_public(rng: random.Random, public: Library = public) -> Batch:
            return public.batch(rng, whole=False)

        torch.manual_seed(0)
        network = ReaderNetwork()
        first, second = arguments.steps
        train(network, draw_public, first)
        train(network, draw, round(second * (LONGER if name == ALL else 1)))
        network.save(trained_file(name, READER_FILE), Projection.load())
        encoder.save()


if __name__ == "__main__":
    main()
