"""An encoder that also remembers tokens, for fits that read the same library again and again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from index.encoder import PASSAGE_PROMPT, QUERY_PROMPT, Tokens
from index.encoder_cached import CachedEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.encoder import TokenEncoder, Vectors

    Known = tuple[Vectors, np.ndarray, np.ndarray]


class RememberingEncoder(CachedEncoder):
    """A cached encoder with a second file, `<name>-tokens.npz`, for what it read."""

    def __init__(self, encoder: TokenEncoder, path: Path) -> None:
        super().__init__(encoder, path)
        self._reading = encoder
        self._file = path.with_name(f"{path.stem}-tokens.npz")
        self.token_dimension = encoder.token_dimension
        self.prompt_tokens = encoder.prompt_tokens
        self._read: dict[str, Known] = {}
        self._more = False
        if self._file.exists():
            with np.load(self._file) as stored:
                if str(stored["revision"]) == self.revision:
                    ends = stored["ends"][:-1]
                    tables = (np.split(stored[name], ends) for name in ("table", "spans"))
                    known = zip(stored["vectors"], *tables, strict=True)
                    self._read = dict(zip(stored["keys"].tolist(), known, strict=True))

    def read_query(self, text: str) -> tuple[Vectors, Vectors]:
        """As the encoder that it wraps does."""
        ((vector, tokens),) = self._remember(QUERY_PROMPT, [text])
        return vector, tokens.vectors

    def read_passages(self, texts: Sequence[str]) -> list[tuple[Vectors, Tokens]]:
        """As the encoder that it wraps does."""
        return self._remember(PASSAGE_PROMPT, texts)

    def save(self) -> None:
        """Keep what is known for the next run."""
        super().save()
        if self._more:
            known = list(self._read.values())
            np.savez(
                self._file,
                revision=np.array(self.revision),
                keys=np.array(list(self._read)),
                vectors=np.array([vector for vector, _, _ in known]),
                ends=np.cumsum([len(table) for _, table, _ in known]),
                table=np.concatenate([table for _, table, _ in known]),
                spans=np.concatenate([spans for _, _, spans in known]),
            )
            self._more = False

    def _remember(self, prompt: str, texts: Sequence[str]) -> list[tuple[Vectors, Tokens]]:
        keys = [hashlib.sha256((prompt + text).encode()).hexdigest()[:24] for text in texts]
        new = [at for at, key in enumerate(keys) if key not in self._read]
        if prompt == QUERY_PROMPT:
            fresh = [_nowhere(*self._reading.read_query(texts[at])) for at in new]
        else:
            fresh = self._reading.read_passages([texts[at] for at in new])
        for at, (vector, tokens) in zip(new, fresh, strict=True):
            table, spans = tokens.vectors.astype(np.float16), tokens.spans.astype(np.int32)
            self._read[keys[at]] = (vector, table, spans)
            self._more = True
        return [
            (vector, Tokens(table.astype(np.float32), spans.astype(np.int64)))
            for vector, table, spans in map(self._read.__getitem__, keys)
        ]


def _nowhere(vector: Vectors, tokens: Vectors) -> tuple[Vectors, Tokens]:
    """A question as a passage is kept: nobody asks where its tokens stand."""
    return vector, Tokens(tokens, np.zeros((len(tokens), 2), np.int64))
