"""A small encoder for tests: one dimension a word, so every cosine can be done by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from index.encoder import MAX_TOKENS, Tokens

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


class WordTokenEncoder(WordCountEncoder):
    """The same, with a token for every word: what the word alone would be."""

    def __init__(self, vocabulary: Sequence[str], revision: str = "1") -> None:
        super().__init__(vocabulary, revision)
        self.token_dimension = self.dimension
        self.prompt_tokens = 0

    def read_query(self, text: str) -> tuple[Vectors, Vectors]:
        return self._encode([text])[0], self._tokens(text).vectors

    def read_passages(self, texts: Sequence[str]) -> list[tuple[Vectors, Tokens]]:
        vectors = self.encode_passages(texts)
        return [(vectors[row], self._tokens(text)) for row, text in enumerate(texts)]

    def _tokens(self, text: str) -> Tokens:
        words = list(re.finditer(r"\w+", text))[: MAX_TOKENS - 2]
        spans = np.array([word.span() for word in words], np.int64).reshape(-1, 2)
        vectors = self._encode([word[0] for word in words])
        return Tokens(vectors.reshape(-1, self.dimension), spans)
