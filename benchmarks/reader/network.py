"""The reader as a torch module, for training; `index/reader.py` runs it on numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from index.reader import HEADS, SHARPEN

if TYPE_CHECKING:
    from pathlib import Path

DIMENSION = 128
DROPOUT = 0.1
# Of the parts that numpy runs, those with and without a bias.
_WITH_BIAS = ("w", "y", "x", "ln", "a", "nf", "out", "null", "o1", "o2")
_WITHOUT_BIAS = ("b", "c", "f", "g")
_ATTENTION = {
    "attention": "self_attn.in_proj_",
    "attended": "self_attn.out_proj.",
    "wide": "linear1.",
    "narrow": "linear2.",
    "norm1": "norm1.",
    "norm2": "norm2.",
}
_NOWHERE = -1e4


class ReaderNetwork(nn.Module):
    """Judges the sentences of one text for several questions.

    `mean` and `spread`, shape (states,), standardise the model's states. It starts as plain late
    interaction: what is learned besides begins at zero.
    """

    def __init__(self, mean: np.ndarray, spread: np.ndarray) -> None:
        super().__init__()
        d = DIMENSION
        self.mean, self.spread = (
            nn.Parameter(torch.from_numpy(part), requires_grad=False) for part in (mean, spread)
        )
        self.project = nn.Linear(len(mean), d, bias=False)
        nn.init.orthogonal_(self.project.weight)
        self.tau = nn.Parameter(torch.tensor(12.0))
        self.scale = nn.Parameter(torch.tensor(25.0))
        self.len = nn.Parameter(torch.tensor(-1.0))
        self.w, self.out, self.null, self.o2 = (nn.Linear(d, 1) for _ in range(4))
        self.y, self.x, self.a = (nn.Linear(d, d) for _ in range(3))
        self.b, self.c, self.g = (nn.Linear(d, d, bias=False) for _ in range(3))
        self.f = nn.Linear(3, d, bias=False)
        self.o1 = nn.Linear(2 * d, d)
        self.ln, self.nf = nn.LayerNorm(d), nn.LayerNorm(d)
        self.attend = nn.TransformerEncoderLayer(
            d, HEADS, 2 * d, dropout=DROPOUT, batch_first=True, norm_first=True
        )
        self.drop = nn.Dropout(DROPOUT)
        for part in (self.w, self.out, self.null, self.o2):
            nn.init.zeros_(part.weight)
            nn.init.zeros_(part.bias)
        nn.init.constant_(self.null.bias, 12.0)

    def tokens(self, states: torch.Tensor) -> torch.Tensor:
        """Unit vectors of tokens."""
        return functional.normalize(self.project((states - self.mean) / self.spread), dim=-1)

    def forward(
        self, text: torch.Tensor, questions: torch.Tensor, real: torch.Tensor, owner: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores of tokens (questions, tokens), of none (questions,), of sentences.

        `text` (tokens, states) is of all sentences, `owner` (tokens,) says of which; `questions`
        (questions, longest, states) are padded, `real` says where not.
        """
        tokens, asked = self.tokens(text), self.tokens(questions)
        number, count = len(asked), int(owner.max()) + 1
        root = DIMENSION**0.5
        like = torch.einsum("td,qld->qtl", tokens, asked).masked_fill(~real[:, None], -1.0)
        weight = (self.w(asked)[..., 0] * SHARPEN).masked_fill(~real, _NOWHERE).softmax(-1)
        places = owner[None].expand(number, -1)
        found = torch.full((number, count, like.shape[2]), -1.0).scatter_reduce(
            1, places[..., None].expand_as(like), like, "amax"
        )
        alike = self.scale * (found * weight[:, None]).sum(-1)

        meant = self.attend(self.drop(self.y(asked * root)), src_key_padding_mask=~real)
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
        mean = torch.zeros(number, count, DIMENSION).scatter_add(
            1, places[..., None].expand_as(hidden), hidden
        )
        pair = torch.cat((mean / lengths[:, None], gist[:, None].expand_as(mean)), -1)
        whole = self.o2(self.drop(functional.relu(self.o1(pair))))[..., 0]
        sentences = alike + said + self.len * lengths.log() + whole
        return (
            answers + (sentences - said).gather(1, places),
            self.null(gist)[:, 0],
            sentences,
        )

    def save(self, path: Path) -> None:
        """Write the weights as `index.reader.Reader` reads them, at half precision."""
        state = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        matrix = state["project.weight"] / state["spread"]
        weights = {"projection": matrix.T, "offset": -matrix @ state["mean"]}
        weights |= {name: state[name] for name in ("tau", "scale", "len")}
        for name in (*_WITH_BIAS, *_WITHOUT_BIAS):
            weights[f"{name}.weight"] = state[f"{name}.weight"]
        for name in _WITH_BIAS:
            weights[f"{name}.bias"] = state[f"{name}.bias"]
        for name, inside in _ATTENTION.items():
            for part in ("weight", "bias"):
                weights[f"{name}.{part}"] = state[f"attend.{inside}{part}"]
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path, **{name: value.astype(np.float16) for name, value in weights.items()}
        )


def loss(scores: torch.Tensor, none: torch.Tensor, answers: torch.Tensor) -> torch.Tensor:
    """Minus the log-probability of what answers, or of none when nothing does; (questions,)."""
    everything = torch.logsumexp(torch.cat((scores, none[:, None]), 1), 1)
    right = torch.logsumexp(scores.masked_fill(~answers, _NOWHERE), 1)
    return everything - torch.where(answers.any(1), right, none)
