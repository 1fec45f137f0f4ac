"""What the model's layers learned of interviews: low-rank additions to their weights.

As in LoRA (Hu et al., 2022): a matrix of weights gets `up @ down` added, which is merged once, when
the checkpoint is made. It is committed as data, with what trained it (`benchmarks/adapter/`).
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Part = tuple[NDArray[np.float32], NDArray[np.float32]]

_DOWN, _UP = ":down", ":up"


@dataclass(frozen=True, slots=True)
class Adapter:
    """The bytes of an archive of arrays; none leave the model as its makers published it."""

    content: bytes = field(repr=False)

    @classmethod
    def load(cls) -> Self:
        """The one that ships."""
        return cls(files("index").joinpath("data/adapter.npz").read_bytes())

    @classmethod
    def none(cls) -> Self:
        """No additions."""
        return cls(b"")

    @classmethod
    def of(cls, parts: Mapping[str, Part]) -> Self:
        """By BERT's name of a matrix, (outputs, inputs): `down`, (rank, inputs), and `up`.

        They are kept at half precision.
        """
        arrays = {}
        for name, (down, up) in parts.items():
            arrays[name + _DOWN] = down.astype(np.float16)
            arrays[name + _UP] = up.astype(np.float16)
        file = io.BytesIO()
        np.savez(file, allow_pickle=False, **arrays)
        return cls(file.getvalue())

    @property
    def digest(self) -> str:
        """Changes with it."""
        return hashlib.sha256(self.content).hexdigest()[:12]

    @property
    def parts(self) -> dict[str, Part]:
        """As `of` takes them."""
        if not self.content:
            return {}
        with np.load(io.BytesIO(self.content)) as stored:
            names = [name.removesuffix(_DOWN) for name in stored.files if name.endswith(_DOWN)]
            return {
                name: tuple(stored[name + part].astype(np.float32) for part in (_DOWN, _UP))
                for name in names
            }

    def merged(self, arrays: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
        """A model's arrays with the additions made.

        Raises:
            KeyError: it was trained on another model.
        """
        added = {name: arrays[name] + up @ down for name, (down, up) in self.parts.items()}
        return {**arrays, **added}
