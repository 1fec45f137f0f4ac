"""The fast adapter: the embedded model on onnxruntime, with neither torch nor transformers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from index.artifacts import digest
from index.encoder import MAX_TOKENS, PASSAGE_PROMPT, QUERY_PROMPT, Vectors, printable
from index.onnx_export import GRAPH_FILE, REVISION_FILE, TOKENIZER_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Texts of one batch have about the same length; more of them only wait for each other.
_BATCH = 16


class OnnxEncoder:
    """A graph written by `index.onnx_export`, and its tokenizer.

    Batches hold texts of similar length and come back in the order asked. At int8 the
    activations' range is taken over a whole batch, so that vectors depend in the third
    decimal on what else is in it: questions are encoded one by one, to be reproducible.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or os.cpu_count() or 1
        options.inter_op_num_threads = 1
        # Spinning threads answer one question sooner, but starve the others of a small machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            folder / GRAPH_FILE, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._pad = int(self._tokenizer.token_to_id("<pad>"))
        self.name = (folder / REVISION_FILE).read_text(encoding="utf-8").strip()
        self.revision = f"{digest(folder / GRAPH_FILE)[:12]}-int8"
        self.dimension = int(self._session.get_outputs()[0].shape[-1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode([QUERY_PROMPT + printable(text) for text in texts], batch=1)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([PASSAGE_PROMPT + printable(text) for text in texts], batch=_BATCH)

    def _encode(self, texts: Sequence[str], batch: int) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(ids)), key=lambda row: len(ids[row]))
        for first in range(0, len(order), batch):
            rows = order[first : first + batch]
            vectors[rows] = self._run([ids[row] for row in rows])
        return vectors

    def _run(self, ids: Sequence[Sequence[int]]) -> Vectors:
        length = max(map(len, ids))
        tokens = np.full((len(ids), length), self._pad, np.int64)
        mask = np.zeros((len(ids), length), np.int64)
        for row, sequence in enumerate(ids):
            tokens[row, : len(sequence)] = sequence
            mask[row, : len(sequence)] = 1
        feed = {"input_ids": tokens, "attention_mask": mask}
        return np.asarray(self._session.run(None, feed)[0], np.float32)
