"""Self-attention of one text by itself, in few operators.

Query, key and value are one product instead of three, so that their input is quantised and laid
out once. There is no mask: every text is run alone, so that none is padded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTS = ("query", "key", "value")


def linear_of(module: nn.Module, name: str) -> nn.Linear:
    """A part of a module that is known to be linear.

    Raises:
        TypeError: it is not.
    """
    found = module.get_submodule(name)
    if not isinstance(found, nn.Linear):
        msg = f"{name} is no linear layer"
        raise TypeError(msg)
    return found


class JoinedAttention(nn.Module):
    """What a BERT layer calls its self-attention, for one text."""

    def __init__(self, attention: nn.Module, heads: int) -> None:
        super().__init__()
        parts = [linear_of(attention, name) for name in _PARTS]
        self.dimension, self.heads = parts[0].in_features, heads
        self.joined = nn.Linear(self.dimension, len(_PARTS) * self.dimension)
        with torch.no_grad():
            self.joined.weight.copy_(torch.cat([part.weight for part in parts]))
            self.joined.bias.copy_(torch.cat([part.bias for part in parts]))

    def forward(self, states: torch.Tensor, **_: object) -> tuple[torch.Tensor, None]:
        """What states (1, tokens, dimension) are once they have seen each other, and no weights.

        Sizes are constants, or the graph works them out each time.
        """
        size = self.dimension // self.heads
        query, key, value = (
            part.view(1, -1, self.heads, size).transpose(1, 2)
            for part in self.joined(states).split(self.dimension, -1)
        )
        alike = (query @ key.transpose(-1, -2) * size**-0.5).softmax(-1)
        return (alike @ value).transpose(1, 2).reshape(1, -1, self.dimension), None


def join_attention(layers: Iterable[nn.Module], heads: int) -> None:
    """Rewrite the layers of a BERT model, in place; what they make of one text stays the same."""
    for layer in layers:
        attention = layer.get_submodule("attention")
        attention.self = JoinedAttention(attention.get_submodule("self"), heads)
