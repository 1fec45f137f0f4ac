"""A whole library of a given size: what a server does at its start, and one search.

The interviews are real ones, again and again under other names: texts and vectors repeat, so
the vocabulary is smaller than that of a real library of that size, and answers mean nothing.
Tokens are random, as many a sentence as an interview's have, and are read as they are in a server.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.scale.figures import LibraryRow
from benchmarks.scale.memory import own_mb
from index.close_reading import CloseReading
from index.encoder import Tokens
from index.manifest import Manifest
from index.parse import parse_bytes
from index.ranker import Ranker
from index.reader import Reader
from index.search import Searcher
from index.store import Index
from index.store_faiss import FaissStore
from index.tokens import SentenceTokens
from index.units import Layout, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.encoder import Vectors
    from index.interview import Interview

_DIMENSION = 384
# Of a sentence of the interview that ships, on average.
_TOKENS = 25
_SEED = 6
_QUESTIONS = 100


def library(interviews: Sequence[Interview], asked: Sequence[str], sentences: int) -> LibraryRow:
    """Time and memory of a searcher over at least so many sentences."""
    copies = _copies(interviews, sentences)
    layout = Layout(copies)
    random = np.random.default_rng(_SEED)
    stores = {}
    for level in Level:
        vectors = random.standard_normal((layout.rows(level), _DIMENSION), np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        stores[level] = FaissStore.of(vectors)
    rows = layout.rows(Level.SENTENCE)
    reader = Reader.load()
    table = random.integers(-20, 20, (rows * _TOKENS, reader.dimension), np.int8)
    tokens = SentenceTokens(table, np.arange(1, rows + 1) * _TOKENS)
    encoder = _Encoder(reader.dimension)
    index = Index(tuple(copies), Manifest.of(copies, encoder, {}), layout, stores, tokens)
    before = own_mb()
    start = time.perf_counter()
    reading = CloseReading.of(index, reader, Ranker.shortlist())
    searcher = Searcher(index, encoder, Ranker.load(), reading=reading)
    started = time.perf_counter() - start
    own = own_mb() - before
    whole = []
    for text in asked[:_QUESTIONS]:
        query = searcher.read(text)
        start = time.perf_counter()
        searcher.search(query, 5)
        whole.append(time.perf_counter() - start)
    return LibraryRow(
        sentences=rows,
        interviews=len(copies),
        start_seconds=started,
        own_mb=own,
        search_ms=float(np.median(whole)) * 1e3,
    )


class _Encoder:
    """Random vectors, and a token for every word, of the size that the reader takes."""

    name = "random"
    revision = "1"
    dimension = _DIMENSION
    prompt_tokens = 0

    def __init__(self, token_dimension: int) -> None:
        self.token_dimension = token_dimension
        self._random = np.random.default_rng(_SEED)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(len(texts), self.dimension)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(len(texts), self.dimension)

    def log_probability(self, word: str) -> float:
        return -9.0 if len(word) > 3 else -3.0

    def read_query(self, text: str) -> tuple[Vectors, Vectors]:
        return self.encode_queries([text])[0], self._tokens(text).vectors

    def read_passages(self, texts: Sequence[str]) -> list[tuple[Vectors, Tokens]]:
        return [(self.encode_passages([text])[0], self._tokens(text)) for text in texts]

    def _tokens(self, text: str) -> Tokens:
        spans = np.array([word.span() for word in re.finditer(r"\w+", text)], np.int64)
        return Tokens(self._vectors(len(spans), self.token_dimension), spans.reshape(-1, 2))

    def _vectors(self, count: int, dimension: int) -> Vectors:
        vectors = self._random.standard_normal((count, dimension), np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def _copies(interviews: Sequence[Interview], sentences: int) -> list[Interview]:
    copies: list[Interview] = []
    held = 0
    while held < sentences:
        source = interviews[len(copies) % len(interviews)]
        name = f"{len(copies)}.txt"
        copies.append(parse_bytes(source.text.encode(), Path(name), name))
        held += sum(len(block.sentences) for block in copies[-1].blocks)
    return copies
