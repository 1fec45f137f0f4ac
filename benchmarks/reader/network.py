"""The reader as a torch module, for training; `index/reader.py` runs it on numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from index.reader import SHARPEN

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.reader.batches import Batch
    from index.reader import Projection

DIMENSION = 128
# What is made of a token of the text for a question: half the size is as good, and twice as fast.
HIDDEN = 64
DROPOUT = 0.1
_NOWHERE = -1e4


class ReaderNetwork(nn.Module):
    """Judges the sentences of one text for several questions, by their tokens.

    It starts as plain late interaction: what is learned besides begins at zero.
    """

    def __init__(self) -> None:
        super().__init__()
        d, h = DIMENSION, HIDDEN
        self.tau = nn.Parameter(torch.tensor(12.0))
        self.scale = nn.Parameter(torch.tensor(25.0))
        self.len = nn.Parameter(torch.tensor(-1.0))
        self.w, self.null = nn.Linear(d, 1), nn.Linear(d, 1)
        self.out, self.o2 = nn.Linear(h, 1), nn.Linear(h, 1)
        self.x, self.y = nn.Linear(d, d), nn.Linear(d, d)
        self.wide, self.narrow = nn.Linear(d, 2 * d), nn.Linear(2 * d, d)
        self.a = nn.Linear(d, h)
        self.b, self.c, self.g = (nn.Linear(d, h, bias=False) for _ in range(3))
        self.f = nn.Linear(3, h, bias=False)
        self.o1 = nn.Linear(h + d, h)
        self.ln, self.ny, self.nf = nn.LayerNorm(d), nn.LayerNorm(d), nn.LayerNorm(h)
        self.drop = nn.Dropout(DROPOUT)
        for part in (self.w, self.out, self.null, self.o2):
            nn.init.zeros_(part.weight)
            nn.init.zeros_(part.bias)
        nn.init.constant_(self.null.bias, 12.0)

    def forward(
        self, tokens: torch.Tensor, asked: torch.Tensor, real: torch.Tensor, owner: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores of tokens (questions, tokens), of none (questions,), of sentences.

        `tokens` (tokens, dimension) are of all sentences, `owner` (tokens,) says of which;
        `asked` (questions, longest, dimension) are padded, `real` says where not.
        """
        number, count = len(asked), int(owner.max()) + 1
        root = DIMENSION**0.5
        like = torch.einsum("td,qld->qtl", tokens, asked).masked_fill(~real[:, None], -1.0)
        weight = (self.w(asked)[..., 0] * SHARPEN).masked_fill(~real, _NOWHERE).softmax(-1)
        places = owner[None].expand(number, -1)
        found = torch.full((number, count, like.shape[2]), -1.0).scatter_reduce(
            1, places[..., None].expand_as(like), like, "amax"
        )
        alike = self.scale * (found * weight[:, None]).sum(-1)

        meant = self.drop(self.y(asked * root))
        meant = meant + self.narrow(self.drop(functional.relu(self.wide(self.ny(meant)))))
        gist = (meant * real[..., None]).sum(1) / real.sum(1, keepdim=True)
        seen = self.ln(self.x(self.drop(tokens * root)))
        given = torch.einsum("qtl,qld->qtd", (self.tau * like).softmax(-1), meant)
        matches = torch.stack(
            (like.amax(-1), (like * weight[:, None]).sum(-1), alike.gather(1, places) / 10), -1
        )
        hidden = self.a(seen)[None] + self.b(given) + self.c(seen[None] * given)
        hidden = hidden + self.f(matches) + self.g(gist)[:, None]
        hidden = self.nf(self.drop(functional.relu(hidden)))

        answers = self.out(hidden)[..., 0]
        lengths = torch.bincount(owner, minlength=count).clamp_min(1)
        highest = answers.amax(1, keepdim=True).detach()
        powers = torch.zeros(number, count).scatter_add(1, places, (answers - highest).exp())
        said = highest + powers.clamp_min(1e-9).log()
        mean = torch.zeros(number, count, HIDDEN).scatter_add(
            1, places[..., None].expand_as(hidden), hidden
        )
        pair = torch.cat((mean / lengths[:, None], gist[:, None].expand(-1, count, -1)), -1)
        whole = self.o2(self.drop(functional.relu(self.o1(pair))))[..., 0]
        sentences = alike + said + self.len * lengths.log() + whole
        return (
            answers + (sentences - said).gather(1, places),
            self.null(gist)[:, 0],
            sentences,
        )

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """The network that was saved there, to be trained on.

        Raises:
            OSError: there is no such file.
        """
        network = cls()
        with np.load(path) as stored:
            weights = {name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored}
        network.load_state_dict({name: weights[name] for name in network.state_dict()})
        return network

    def save(self, path: Path, projection: Projection) -> None:
        """Write the weights as `index.reader.Reader` reads them, at half precision.

        `projection` is that of the tokens that it was trained on, and goes with it.
        """
        weights = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        weights |= {"projection": projection.matrix, "offset": projection.offset}
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path, **{name: value.astype(np.float16) for name, value in weights.items()}
        )


def missed(judged: tuple[torch.Tensor, torch.Tensor, torch.Tensor], batch: Batch) -> torch.Tensor:
    """The loss of a batch, as `ReaderNetwork.forward` judged it: by tokens and by sentences."""
    tokens, none, sentences = judged
    both = loss(tokens, none, batch.answers) + loss(sentences, none, batch.sentences)
    return both.mean() / 2


def loss(scores: torch.Tensor, none: torch.Tensor, answers: torch.Tensor) -> torch.Tensor:
    """Minus the log-probability of what answers, or of none when nothing does; (questions,)."""
    everything = torch.logsumexp(torch.cat((scores, none[:, None]), 1), 1)
    right = torch.logsumexp(scores.masked_fill(~answers, _NOWHERE), 1)
    return everything - torch.where(answers.any(1), right, none)
