"""An encoder that remembers: texts that come back at every start are embedded once."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from index.artifacts import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.encoder import Encoder, Vectors


class CachedEncoder:
    """Looks texts up in a file before it asks the encoder that it wraps.

    A file that was damaged (its archive holds checksums) or comes from another revision of the
    model counts as empty. Each new text is embedded alone, so that its vector does not depend
    on what else is asked for.
    """

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self._encoder = encoder
        self._path = path
        self.name, self.revision = encoder.name, encoder.revision
        self.dimension = encoder.dimension
        self._known = _load(path, encoder)
        self._grown = False

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._look_up("q", texts, self._encoder.encode_queries)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._look_up("p", texts, self._encoder.encode_passages)

    def log_probability(self, word: str) -> float:
        return self._encoder.log_probability(word)

    def save(self) -> None:
        """Keep what is known for the next start, if there is anything new.

        Raises:
            OSError: the file cannot be written.
        """
        if not self._grown:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = beside(self._path)
        try:
            with fresh.open("xb") as file:
                np.savez(
                    file,
                    revision=np.array(self.revision),
                    keys=np.array(list(self._known)),
                    vectors=np.array(list(self._known.values())),
                )
            fresh.replace(self._path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        self._grown = False

    def _look_up(
        self, prompt: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]
    ) -> Vectors:
        keys = [prompt + hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        for key, text in zip(keys, texts, strict=True):
            if key not in self._known:
                self._known[key] = encode([text])[0]
                self._grown = True
        return np.array([self._known[key] for key in keys], np.float32).reshape(
            len(texts), self.dimension
        )


def _load(path: Path, encoder: Encoder) -> dict[str, Vectors]:
    try:
        # Opened here: of an archive that is damaged, numpy leaves the file open.
        with path.open("rb") as file, np.load(file) as stored:
            keys, vectors = stored["keys"].tolist(), stored["vectors"]
            fits = str(stored["revision"]) == encoder.revision
        if not fits or vectors.shape != (len(keys), encoder.dimension):
            return {}
        return dict(zip(keys, vectors, strict=True))
    except Exception:  # noqa: BLE001 - a byte that changed makes an archive raise anything
        return {}
