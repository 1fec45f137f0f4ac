"""Eight bits for activations of which a few are a hundred times as large as the others.

One scale holds for all inputs of a quantised matrix product, so the widest input channel sets the
steps of every other. SmoothQuant (Xiao et al., 2023) narrows it beforehand and widens its weights
as much. The few channels that even then stand out, in the second feed-forward matrices, are
multiplied at float32 beside the others, as in LLM.int8() (Dettmers et al., 2022).

How wide each channel is, is committed as data, with what measured it (`benchmarks.encoder.ranges`).
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

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
    """Rewrite the layers of a BERT model, in place; what they compute stays the same."""
    for number, layer in enumerate(layers):
        for name, part in inputs_of(layer).items():
            products = [part] if isinstance(part, nn.Linear) else _projections(part)
            scale = _scale(torch.from_numpy(ranges[f"{number}.{name}"]), products)
            place = layer.get_submodule("attention") if name == "attention" else layer
            if name == "output":
                (product,) = products
                kept = torch.from_numpy(ranges[f"{number}.{name}"]).topk(_OUTLIERS).indices
                place.get_submodule("output").dense = _Parted(product, scale, kept)
                continue
            for product in products:
                product.weight.copy_(product.weight * scale)
            if name == "attention":
                place.self = _Narrowed(part, scale)
            else:
                place.get_submodule("intermediate").dense = _Narrowed(part, scale)


def _projections(attention: nn.Module) -> list[nn.Linear]:
    found = [attention.get_submodule(name) for name in ("query", "key", "value")]
    return [module for module in found if isinstance(module, nn.Linear)]


def _scale(widths: torch.Tensor, products: Sequence[nn.Linear]) -> torch.Tensor:
    """What each channel is divided by."""
    weights = torch.cat([product.weight for product in products]).abs().amax(0)
    scale = widths.clamp(min=1e-3) ** _SHARE / weights.clamp(min=1e-4) ** (1 - _SHARE)
    return (scale / scale.mean()).clamp(min=_NARROWEST)


class _Narrowed(nn.Module):
    """A layer whose first input is narrowed."""

    def __init__(self, inner: nn.Module, scale: torch.Tensor) -> None:
        super().__init__()
        self.inner = inner
        self.register_buffer("narrow", 1 / scale)

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

    def __init__(self, linear: nn.Linear, scale: torch.Tensor, kept: torch.Tensor) -> None:
        super().__init__()
        self.outliers = _Outliers(linear, kept)
        narrow = 1 / scale
        narrow[kept] = 0
        linear.weight.copy_(linear.weight * scale)
        linear.weight[:, kept] = 0
        self.most = _Narrowed(linear, scale)
        self.most.register_buffer("narrow", narrow)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        together: torch.Tensor = self.most(values) + self.outliers(values)
        return together
