"""Eight bits for activations of which a few are a hundred times as large as the others.

One scale holds for all inputs of a quantised matrix product, so the widest input channel sets the
steps of every other. SmoothQuant (Xiao et al., 2023) narrows it beforehand and widens its weights
as much. The few channels that even then stand out, in the second feed-forward matrices, are
multiplied at float32 beside the others, as in LLM.int8() (Dettmers et al., 2022).

How wide each channel is, is committed as data, with what measured it (`benchmarks.adapter.ranges`).
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from index.model.attention import linear_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Ranges = Mapping[str, NDArray[np.float32]]

# How much of a channel's width goes to its weights; docs/decisions/0013 has the others.
_SHARE = 0.55
# Channels of a second feed-forward matrix that stay at float32: the widest is up to fourteen times
# as wide as the fifth.
_OUTLIERS = 4
# A channel that was never in use is not widened without end.
_NARROWEST = 0.05


def load_ranges() -> Ranges:
    """The largest activation of each input channel, by layer and product: "3.intermediate"."""
    with (
        files("index").joinpath("data/ranges.npz").open("rb") as file,
        np.load(file) as stored,
    ):
        return {name: stored[name].astype(np.float32) for name in stored.files}


def inputs_of(layer: nn.Module) -> dict[str, nn.Module]:
    """What of a BERT layer is smoothed, by its name in `Ranges`; each takes its input first."""
    return {
        "attention": layer.get_submodule("attention.self"),
        "intermediate": layer.get_submodule("intermediate.dense"),
        "output": layer.get_submodule("output.dense"),
    }


def smooth(layers: Sequence[nn.Module], ranges: Ranges) -> None:
    """Rewrite the layers of a BERT model, in place; what they compute stays the same.

    Their attention is joined (`index.model.attention`).
    """
    for number, layer in enumerate(layers):
        parts = inputs_of(layer)
        widths = {name: torch.from_numpy(ranges[f"{number}.{name}"]) for name in parts}
        attention = parts["attention"]
        scale = _divided(linear_of(attention, "joined"), widths["attention"])
        layer.get_submodule("attention").self = _Narrowed(attention, 1 / scale)
        intermediate = linear_of(layer, "intermediate.dense")
        scale = _divided(intermediate, widths["intermediate"])
        layer.get_submodule("intermediate").dense = _Narrowed(intermediate, 1 / scale)
        output = linear_of(layer, "output.dense")
        layer.get_submodule("output").dense = _Parted(output, widths["output"])


def _divided(product: nn.Linear, widths: torch.Tensor) -> torch.Tensor:
    """Multiply the weights of a product's inputs; returns what these are to be divided by."""
    weights = product.weight.abs().amax(0)
    scale = widths.clamp(min=1e-3) ** _SHARE / weights.clamp(min=1e-4) ** (1 - _SHARE)
    scale = (scale / scale.mean()).clamp(min=_NARROWEST)
    product.weight.copy_(product.weight * scale)
    return scale


class _Narrowed(nn.Module):
    """A layer whose first input is multiplied by `narrow`, channel by channel."""

    def __init__(self, inner: nn.Module, narrow: torch.Tensor) -> None:
        super().__init__()
        self.inner = inner
        self.register_buffer("narrow", narrow)

    def forward(self, values: torch.Tensor, *others: object, **named: object) -> object:
        return self.inner(values * self.get_buffer("narrow"), *others, **named)


class _Outliers(nn.Module):
    """The product of a few channels; the export knows it by this name."""

    def __init__(self, linear: nn.Linear, kept: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("kept", kept)
        self.register_buffer("weight", linear.weight[:, kept].T.clone())

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return values.index_select(2, self.get_buffer("kept")) @ self.get_buffer("weight")


class _Parted(nn.Module):
    """A product of most channels, narrowed, plus one of the outliers, zero in the first."""

    def __init__(self, linear: nn.Linear, widths: torch.Tensor) -> None:
        super().__init__()
        kept = widths.topk(_OUTLIERS).indices
        self.outliers = _Outliers(linear, kept)
        narrow = 1 / _divided(linear, widths)
        narrow[kept] = 0
        linear.weight[:, kept] = 0
        self.most = _Narrowed(linear, narrow)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        together: torch.Tensor = self.most(values) + self.outliers(values)
        return together
