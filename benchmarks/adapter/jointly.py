"""Train the adapter on, together with a reader, so that the model's tokens tell more.

    python -m benchmarks.adapter.jointly FILE ... [--pair TEXTS QUESTIONS] ... [--adapters NAME ...]

`benchmarks.adapter.train` looks at the vectors of whole texts, and `benchmarks.reader.train` takes
the tokens as they are. This goes on from what both left. In some of the steps the reader's loss
goes back through the model as well, as that of late interaction does in ColBERT (Khattab and
Zaharia, 2020); the others are the adapter's own, so that the vectors stay good. The vectors of
questions and of public articles are held near to what they were before.

Writes each adapter anew; the readers are then to be trained once more. FILEs, pairs and names are
as for `benchmarks.adapter.train`. Forty minutes each on a core that multiplies bfloat16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from benchmarks.adapter.batches import Articles, Interviews
from benchmarks.adapter.train import (
    ROOT,
    Model,
    adapter_parser,
    draws_of,
    family_articles,
    missed,
)
from benchmarks.descent import descend
from benchmarks.pages import page_texts
from benchmarks.public import public_texts
from benchmarks.reader import network
from benchmarks.reader.batches import Library
from benchmarks.reader.network import ReaderNetwork
from benchmarks.reader.texts import seen_texts
from benchmarks.reader.train import draw_from
from benchmarks.training import (
    ADAPTER_FILE,
    READER_FILE,
    published_checkpoint,
    seen_by,
    steps_of,
    trained_file,
)
from index.encoder import PASSAGE_PROMPT, QUERY_PROMPT, Tokens
from index.model.adapter import Adapter
from index.reader import Projection

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from benchmarks.adapter.train import Draws
    from benchmarks.reader.texts import Text
    from index.encoder import Vectors

# The adapter that ships is trained a third longer.
STEPS, RATE, READER_RATE = 1060, 2e-4, 3e-4
# What the vector of a public article's text may change: without it pages are told apart less well.
TEXT_ANCHOR = 4.0
# The share of steps that read.
READS = 0.6
# Of these, steps that read an interview, a family of pages, and a public article.
READ_SHARES = (0.55, 0.2, 0.25)
# The share of what was learned here that is kept, as in `benchmarks.adapter.train`.
KEPT = 0.7


class Numbered:
    """Reads nothing yet: a token's vector is its number among all tokens of `texts`."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[str, tuple[list[int], list[tuple[int, int]]]] = {}
        self.texts: list[list[int]] = []
        self._count = 0

    def clear(self) -> None:
        """Begin another batch."""
        self.texts, self._count = [], 0

    def passage(self, text: str) -> Tokens:
        """Of a part of a text."""
        return self._of(PASSAGE_PROMPT, text)

    def question(self, text: str) -> Vectors:
        """Of a question."""
        return self._of(QUERY_PROMPT, text).vectors

    def _of(self, prompt: str, text: str) -> Tokens:
        whole = prompt + text
        if whole not in self._known:
            self._known[whole] = self._model.tokenised(whole)
        ids, spans = self._known[whole]
        self.texts.append(ids)
        first, self._count = self._count, self._count + len(ids) - 2
        numbers = np.arange(first, self._count, dtype=np.float32)[:, None]
        return Tokens(numbers, np.maximum(np.array(spans)[1:-1] - len(prompt), 0))


class Reading:
    """Batches that a reader reads with the model as it is by then.

    `texts` are interviews, families of pages, and public articles.
    """

    def __init__(
        self, model: Model, reader: ReaderNetwork, texts: Sequence[Sequence[Text]]
    ) -> None:
        self._model, self._reader = model, reader
        self._numbered = Numbered(model)
        self._libraries = [Library(own, self._numbered) for own in texts]
        projection = Projection.load()
        self._matrix = torch.from_numpy(projection.matrix)
        self._offset = torch.from_numpy(projection.offset)

    def missed(self, rng: random.Random) -> torch.Tensor:
        """The reader's loss of one batch."""
        self._numbered.clear()
        batch = draw_from(self._libraries, READ_SHARES, rng)
        numbers, asked, real, owner = batch.given
        states = torch.cat(self._model.states(self._numbered.texts))
        tokens = functional.normalize(states @ self._matrix + self._offset, dim=-1)
        judged = self._reader(
            tokens[numbers[:, 0].long()], tokens[asked[..., 0].long()], real, owner
        )
        return network.missed(judged, batch)


def train(
    model: Model,
    reader: ReaderNetwork,
    reading: Reading,
    draws: Draws,
    steps: int,
) -> None:
    """Both at once; what the reader learns here is left behind."""

    def either(rng: random.Random) -> torch.Tensor | None:
        if rng.random() < READS:
            return reading.missed(rng)
        return missed(model, draws, rng, text_anchor=TEXT_ANCHOR)

    reader.train()
    parts = {RATE: model.parameters(), READER_RATE: list(reader.parameters())}
    descend(parts, either, steps)


def between(before: Adapter, after: Adapter, share: float) -> Adapter:
    """Part of the way from one adapter to another that went on from it.

    Of the factors, so that it stays as small; what these then add differs from the same part of the
    way between the sums by 2 % of that way.
    """
    parts = after.parts
    return Adapter.of(
        {
            name: (down + share * (parts[name][0] - down), up + share * (parts[name][1] - up))
            for name, (down, up) in before.parts.items()
        }
    )


def main() -> None:
    """Train three adapters on and write them."""
    arguments = adapter_parser(__doc__, STEPS).parse_args()
    public = list(public_texts(arguments))
    articles = Articles(public)
    families, crawled = family_articles()
    pages = list(page_texts())
    for name in arguments.adapters:
        torch.manual_seed(0)
        path = trained_file(name, ADAPTER_FILE)
        before = Adapter(path.read_bytes())
        model = Model(published_checkpoint(), before)
        reader = ReaderNetwork.of_file(trained_file(name, READER_FILE))
        content = ROOT / "content"
        ours = Interviews(list(seen_by(name, content)))
        draws = draws_of(ours, articles, families, crawled)
        talks = list(seen_texts(name, content))
        reading = Reading(model, reader, (talks, pages, public))
        train(model, reader, reading, draws, steps_of(name, arguments.steps))
        path.write_bytes(between(before, model.adapter(kept=1.0), KEPT).content)


if __name__ == "__main__":
    main()
