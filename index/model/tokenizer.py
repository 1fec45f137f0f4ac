"""The model's unigram tokenizer on sentencepiece, the library that it was trained with.

`tokenizers` cuts the same pieces, but holds the 250,000 of this model in 285 MB, takes half a
second to load them and five times as long for a question (docs/decisions/0008).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from index.encoder import MAX_TOKENS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# As in sentencepiece's own models: NFKC, and every kind of white space read as one space.
_NORMALISATION = "nmt_nfkc"


class PieceTokenizer:
    """Text → the ids of its pieces; many threads may use one."""

    def __init__(self, path: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor = SentencePieceProcessor(model_file=str(path))
        self._start: int = self._processor.bos_id()
        self._end: int = self._processor.eos_id()

    def pieces(self, text: str) -> list[int]:
        """The ids of the pieces alone."""
        ids: list[int] = self._processor.encode(text)
        return ids

    def ids(self, text: str) -> list[int]:
        """As the model reads it, between its marks: at most `MAX_TOKENS` ids."""
        return [self._start, *self.pieces(text)[: MAX_TOKENS - 2], self._end]

    def ids_and_spans(self, text: str) -> tuple[list[int], NDArray[np.int64]]:
        """The same, and where each piece stands, shape (pieces, 2): not of the marks."""
        # The library counts in bytes of UTF-8; a character's first byte is none of 10xxxxxx.
        opens = (np.frombuffer(text.encode(), np.uint8) & 0xC0) != 0x80
        characters = np.r_[0, np.cumsum(opens)]
        pieces = self._processor.encode(text, return_type="proto").pieces[: MAX_TOKENS - 2]
        spans = np.array([(piece.begin, piece.end) for piece in pieces], np.int64).reshape(-1, 2)
        return [self._start, *(piece.id for piece in pieces), self._end], characters[spans]


def write_tokenizer(source: Path, target: Path) -> None:
    """Write the unigram model of a `tokenizer.json` as a sentencepiece model."""
    from sentencepiece import SentencePieceNormalizer
    from sentencepiece import sentencepiece_model_pb2 as format_

    described = json.loads(source.read_text(encoding="utf-8"))
    unigram = described["model"]
    special = {token["content"] for token in described["added_tokens"] if token["special"]}
    kinds = format_.ModelProto.SentencePiece
    model = format_.ModelProto()
    model.ParseFromString(
        SentencePieceNormalizer(rule_name=_NORMALISATION).serialized_model_proto()
    )
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = True
    model.normalizer_spec.escape_whitespaces = True
    model.trainer_spec.model_type = format_.TrainerSpec.UNIGRAM
    del model.pieces[:]
    for number, (piece, score) in enumerate(unigram["vocab"]):
        kind = kinds.NORMAL
        if number == unigram["unk_id"]:
            kind = kinds.UNKNOWN
            model.trainer_spec.unk_id, model.trainer_spec.unk_piece = number, piece
        elif piece in special:
            kind = kinds.CONTROL
        model.pieces.add(piece=piece, score=score, type=kind)
    target.write_bytes(model.SerializeToString(deterministic=True))
