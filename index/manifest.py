"""What an index was built from, so that loading it can tell whether it is still valid."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import CorruptIndexError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Self

    from index.encoder import Encoder
    from index.interview import Interview

# Increase it when the meaning of the stored vectors changes: units, prompts, parsing.
INDEX_SCHEMA = 9
FILE_NAME = "manifest.json"
_LIBRARIES = ("faiss-cpu", "numpy")


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ContentEntry(_Value):
    """One content file as it was when it was embedded, with its numbers of rows."""

    file: str
    id: str
    sha256: str
    sentences: int
    blocks: int


class Manifest(_Value):
    """Everything that the vectors depend on, and the hashes of the files that hold them."""

    schema_version: int
    model: str
    revision: str
    dimension: int
    content: tuple[ContentEntry, ...]
    libraries: dict[str, str]
    files: dict[str, str]

    @classmethod
    def of(cls, interviews: Sequence[Interview], encoder: Encoder, files: dict[str, str]) -> Self:
        """The manifest of an index of these interviews by this encoder."""
        return cls(
            schema_version=INDEX_SCHEMA,
            model=encoder.name,
            revision=encoder.revision,
            dimension=encoder.dimension,
            content=tuple(map(entry_of, interviews)),
            libraries={name: version(name) for name in _LIBRARIES},
            files=files,
        )

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with content, model and schema only."""
        relevant = self.model_dump_json(exclude={"files", "libraries"})
        return hashlib.sha256(relevant.encode()).hexdigest()[:12]

    def same_vectors(self, other: Manifest) -> bool:
        """Whether vectors of both can be used together: same schema and model."""
        return (self.schema_version, self.model, self.revision, self.dimension) == (
            other.schema_version,
            other.model,
            other.revision,
            other.dimension,
        )

    def save(self, folder: Path) -> None:
        """Write it into an index folder."""
        (folder / FILE_NAME).write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read it from an index folder.

        Raises:
            CorruptIndexError: it is missing, or not a manifest of this version of Citaat.
        """
        try:
            return cls.model_validate_json((folder / FILE_NAME).read_bytes())
        except (OSError, ValidationError) as error:
            raise CorruptIndexError(
                "The index has no readable manifest.", "Run `citaat build`."
            ) from error


def entry_of(interview: Interview) -> ContentEntry:
    """The manifest's entry for an interview."""
    return ContentEntry(
        file=interview.file,
        id=interview.id,
        sha256=interview.sha256,
        sentences=sum(len(block.sentences) for block in interview.blocks),
        blocks=len(interview.blocks),
    )
