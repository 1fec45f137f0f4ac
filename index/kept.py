"""What a new version of an index takes over from the one before it, and the files of a version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from index.encoder import TokenEncoder
from index.errors import CorruptIndexError, StaleIndexError
from index.manifest import Manifest
from index.store_faiss import SUFFIX, FaissStore
from index.tokens import SentenceTokens
from index.units import BY_BLOCK, Level
from index.versions import current, verify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.encoder import Encoder, Vectors
    from index.interview import Interview
    from index.manifest import ContentEntry
    from index.tokens import Steps

# The suffix decides how the same bytes are parsed; the rest of the name does not matter, so
# a renamed file keeps its vectors.
_Key = tuple[str, str]


def _key(file: Interview | ContentEntry) -> _Key:
    return file.sha256, Path(file.file).suffix.lower()


@dataclass(frozen=True, slots=True)
class Kept:
    """What still holds of the previous index, by the hash of its content file."""

    stores: Mapping[Level, FaissStore]
    tokens: SentenceTokens | None
    rows: Mapping[_Key, Mapping[Level, range]]

    @classmethod
    def from_folder(cls, folder: Path, interviews: Sequence[Interview], encoder: Encoder) -> Self:
        """What the version in `folder` has; nothing when it is damaged or of another model."""
        nothing = cls({}, None, {})
        try:
            version = current(folder)
            manifest = Manifest.load(version)
            now = Manifest.of(interviews, encoder, {})
            if not manifest.same_vectors(now):
                return nothing
            stores, tokens = verified(version, manifest, encoder)
        except (StaleIndexError, CorruptIndexError, OSError):
            return nothing
        # Cut otherwise, by a version that did not say so, a file is new.
        as_cut = {(_key(entry), entry.sentences, entry.blocks) for entry in now.content}
        rows: dict[_Key, dict[Level, range]] = {}
        sentence = block = 0
        for entry in manifest.content:
            sentences = range(sentence, sentence + entry.sentences)
            blocks = range(block, block + entry.blocks)
            if (_key(entry), entry.sentences, entry.blocks) in as_cut:
                rows[_key(entry)] = {
                    level: blocks if level in BY_BLOCK else sentences for level in Level
                }
            sentence, block = sentences.stop, blocks.stop
        return cls(stores, tokens, rows)

    def __contains__(self, interview: Interview) -> bool:
        return _key(interview) in self.rows

    def of(self, interview: Interview, level: Level) -> tuple[Vectors, list[Steps]] | None:
        """Its vectors at a level, with its blocks its sentences' tokens; None when it is new."""
        known = self.rows.get(_key(interview))
        if known is None:
            return None
        vectors = self.stores[level].vectors(np.array(known[level], np.int64))
        if level is not Level.BLOCK or self.tokens is None:
            return vectors, []
        return vectors, self.tokens.steps(np.array(known[Level.SENTENCE], np.int64))


def verified(
    version: Path, manifest: Manifest, encoder: Encoder
) -> tuple[dict[Level, FaissStore], SentenceTokens | None]:
    """The vectors of a version, and its tokens when the encoder gives them.

    Raises:
        CorruptIndexError: a file is missing or was changed.
    """
    verify(version, manifest)
    stores = {level: FaissStore.load(version / vectors_file(level)) for level in Level}
    if not isinstance(encoder, TokenEncoder):
        return stores, None
    return stores, SentenceTokens.load(version, encoder.token_dimension)


def vectors_file(level: Level) -> str:
    """The file of a level's vectors in a version."""
    return f"{level}{SUFFIX}"
