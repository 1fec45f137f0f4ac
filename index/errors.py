"""Every error that Citaat raises on purpose, each saying what to do about it.

    CitaatError
    ├── ContentError        a content file cannot be read or parsed
    ├── ContentErrors       several of them, found in one pass
    ├── EncoderError        the model cannot be found or loaded
    ├── CacheError          the cache or index folder cannot be written
    ├── StoreError          an index on disk cannot be used
    │   ├── StaleIndexError     it was built from other content or another model
    │   ├── CorruptIndexError   a file is missing or was changed
    │   └── StoreUnavailableError   Milvus cannot be reached
    ├── QuestionError       a question that cannot be asked
    │   └── NoSuchInterviewError   it is put to an interview that is not there
    ├── PortError           the address to listen on is taken, or is not this machine's
    └── SettingsError       a setting or flag has an impossible value

`StoreError` rather than `IndexError`, so that the builtin keeps its meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class CitaatError(Exception):
    """Base of all expected failures: what went wrong, and what to do.

    `str(error)` is one line fit for a visitor, an editor or a log.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


class ContentError(CitaatError):
    """A content file that cannot become an interview.

    `line` is one-based; 1 also stands for "the file as a whole".
    """

    def __init__(self, path: Path, line: int, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.path = path
        self.line = line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} {self.remedy}"


class ContentErrors(CitaatError):
    """All problems of a content folder at once, in the order of its files."""

    def __init__(self, errors: Sequence[ContentError]) -> None:
        super().__init__("\n".join(str(error) for error in errors), "")
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return self.message


def raise_all(errors: Sequence[ContentError]) -> None:
    """Raise what was found: one problem as itself, several together; nothing for none.

    Raises:
        ContentError: there is one.
        ContentErrors: there are several.
    """
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ContentErrors(errors)


class EncoderError(CitaatError):
    """The embedding model cannot be found, converted or loaded."""


class CacheError(CitaatError):
    """A folder that Citaat must write to cannot be written."""


class StoreError(CitaatError):
    """An index on disk cannot be used as it is."""


class StaleIndexError(StoreError):
    """The index was built from other content, another model or another version."""


class CorruptIndexError(StoreError):
    """A file of the index is missing, truncated or changed."""


class StoreUnavailableError(StoreError):
    """The server that holds the index is not there, or refuses."""


class QuestionError(CitaatError):
    """A question that cannot be asked: empty, not text, or far too long."""


class NoSuchInterviewError(QuestionError):
    """A question that is put to an interview which the library does not have."""


class PortError(CitaatError):
    """The address to listen on is taken, or is not this machine's."""


class SettingsError(CitaatError):
    """A setting or command-line flag whose value is impossible."""
