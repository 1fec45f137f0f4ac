"""The reference adapter: any sentence-transformers model, on torch, without the network."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Self

import numpy as np

from index.encoder import (
    PASSAGE_PROMPT,
    QUERY_PROMPT,
    UNKNOWN_RARITY,
    Vectors,
    printable,
    word_log_probability,
)
from index.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentence_transformers import SentenceTransformer

_BATCH = 32


class TorchEncoder:
    """A sentence-transformers model at float32 on the CPU."""

    def __init__(self, model: SentenceTransformer, name: str, revision: str) -> None:
        self._model = model
        self.name = name
        self.revision = revision
        self.dimension = int(model.get_embedding_dimension() or 0)
        prompts = model.prompts or {}
        is_e5 = "e5" in name.lower().split("/")[-1].split("-")
        self._query = prompts.get("query") or (QUERY_PROMPT if is_e5 else "")
        self._passage = (
            prompts.get("passage") or prompts.get("document") or (PASSAGE_PROMPT if is_e5 else "")
        )

        self._scores = _piece_scores(model)

    @classmethod
    def load(cls, model: str, name: str | None = None) -> Self:
        """A model by folder, or by a name that was downloaded before.

        Raises:
            EncoderError: it is not on this machine, or is no sentence-transformers model, or
                what runs those is not installed.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging
        except ImportError as error:
            raise EncoderError(
                f"The model {model!r} cannot be loaded: {str(error).splitlines()[0]}.",
                "Install Citaat again with all that it asks for, or leave CITAAT_MODEL out for "
                "the embedded one.",
            ) from error

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        try:
            loaded = SentenceTransformer(
                model, device="cpu", local_files_only=True, model_kwargs={"dtype": "float32"}
            )
        except Exception as error:  # the libraries below raise a dozen unrelated kinds
            raise EncoderError(
                f"The model {model!r} cannot be loaded: {str(error).splitlines()[0]}",
                "Give the folder of a sentence-transformers model, download it beforehand, or "
                "leave CITAAT_MODEL out for the embedded one.",
            ) from error
        return cls(loaded, name or model, _weights_hash(loaded))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._query)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._passage)

    def log_probability(self, word: str) -> float:
        if not self._scores:
            return UNKNOWN_RARITY
        ids = self._model.tokenizer(printable(word), add_special_tokens=False)["input_ids"]
        return word_log_probability([self._scores[number] for number in ids])

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        vectors = self._model.encode(
            [prompt + printable(text) for text in texts],
            prompt="",
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


def _piece_scores(model: SentenceTransformer) -> tuple[float, ...]:
    """Log-probabilities of a unigram tokenizer's pieces; none for other tokenizers."""
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        return ()
    tokenizer = json.loads(backend.to_str())["model"]
    if tokenizer.get("type") != "Unigram":
        return ()
    return tuple(score for _, score in tokenizer["vocab"])


def _weights_hash(model: SentenceTransformer) -> str:
    digest = hashlib.sha256()
    for name, weights in sorted(model.state_dict().items()):
        if "pooler" in name:
            continue  # unused by mean pooling, and random when a checkpoint leaves it out
        digest.update(name.encode())
        digest.update(weights.detach().cpu().numpy().tobytes())
    return f"{digest.hexdigest()[:12]}-fp32"
