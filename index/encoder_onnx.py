"""The fast adapter: the embedded model on onnxruntime, with neither torch nor transformers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from index.artifacts import fingerprint
from index.cores import usable_cores
from index.encoder import (
    PASSAGE_PROMPT,
    QUERY_PROMPT,
    Tokens,
    Vectors,
    places_in,
    printable,
    word_log_probability,
)
from index.model.onnx_export import GRAPH_FILE, NAME_FILE, PIECES_FILE, SCORES_FILE
from index.model.telemetry import without_telemetry
from index.model.tokenizer import PieceTokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# The marks at both ends are no tokens of a text; those of the prompt are, as the reader learned.
_BETWEEN_MARKS = slice(1, -1)
# A residual and the normalisation after it: 33 µs as one operator of onnxruntime's, 12 as two.
_SLOW_FUSION = "SkipLayerNormFusion"


class OnnxEncoder:
    """A graph written by `index.model.onnx_export`, and its tokenizer.

    Every text is run alone, texts side by side on the cores. At int8 the activations' range
    is taken over a whole batch, so in a batch the vector of a text would depend on its
    neighbours (cosine .99 to itself); alone it never changes, whatever is rebuilt with it.
    On two cores that is also faster: 3.5 ms a sentence, against 4.0 in the best batch.
    """

    def __init__(self, folder: Path) -> None:
        without_telemetry()
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One core a text: many questions at once share the machine without waiting in turn.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            folder / GRAPH_FILE,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=[_SLOW_FUSION],
        )
        self._threads = usable_cores()
        self._tokenizer = PieceTokenizer(folder / PIECES_FILE)
        self._scores = np.load(folder / SCORES_FILE, mmap_mode="r")
        self.prompt_tokens = len(self._tokenizer.ids(QUERY_PROMPT)[_BETWEEN_MARKS])
        self.name = (folder / NAME_FILE).read_text(encoding="utf-8").strip()
        self.revision = f"{fingerprint(folder)[:12]}-int8"
        self.dimension, self.token_dimension = (
            int(output.shape[-1]) for output in self._session.get_outputs()
        )

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode([QUERY_PROMPT + printable(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([PASSAGE_PROMPT + printable(text) for text in texts])

    def read_query(self, text: str) -> tuple[Vectors, Vectors]:
        vector, states = self._run(self._tokenizer.ids(QUERY_PROMPT + printable(text)))
        return vector, states[_BETWEEN_MARKS]

    def read_passages(self, texts: Sequence[str]) -> list[tuple[Vectors, Tokens]]:
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._read_passage, texts))

    def log_probability(self, word: str) -> float:
        pieces = self._tokenizer.pieces(printable(word))
        return word_log_probability(self._scores[pieces].tolist())

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        if len(texts) == 1:
            vectors[0], _ = self._run(self._tokenizer.ids(texts[0]))
            return vectors
        with ThreadPoolExecutor(self._threads) as pool:
            for row, (vector, _) in enumerate(pool.map(self._run, map(self._tokenizer.ids, texts))):
                vectors[row] = vector
        return vectors

    def _read_passage(self, text: str) -> tuple[Vectors, Tokens]:
        ids, spans = self._tokenizer.ids_and_spans(PASSAGE_PROMPT + printable(text))
        vector, states = self._run(ids)
        # The prompt stays, at nothing.
        spans = places_in(text)[np.maximum(spans - len(PASSAGE_PROMPT), 0)]
        return vector, Tokens(states[_BETWEEN_MARKS], spans)

    def _run(self, ids: Sequence[int]) -> tuple[Vectors, Vectors]:
        row = np.array([ids], np.int64)
        vectors, tokens = self._session.run(None, {"input_ids": row})
        return np.asarray(vectors[0], np.float32), np.asarray(tokens[0], np.float32)
