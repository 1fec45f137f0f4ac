"""A small encoder for tests: one dimension a word, so every cosine can be done by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.encoder import Vectors


class WordCountEncoder:
    """Counts the words of a given vocabulary; the last dimension is "none of them".

    `encoded` records every text, so that a test can tell what was embedded again.
    """

    name = "word-count"

    def __init__(self, vocabulary: Sequence[str], revision: str = "1") -> None:
        self._column = {word: column for column, word in enumerate(vocabulary)}
        self.revision = revision
        self.dimension = len(vocabulary) + 1
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded.extend(texts)
        return self._encode(texts)

    def log_probability(self, word: str) -> float:
        return -9.0 if len(word) > 3 else -3.0

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                if word in self._column:
                    vectors[row, self._column[word]] += 1
            if not vectors[row].any():
                vectors[row, -1] = 1
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
