"""What visitors asked in vain, and whether a quotation helped: for the editor, in one file.

Nothing is kept unless `CITAAT_JOURNAL` names a file. A line holds a question and the day, and
nothing of who asked it. `citaat journal` reads it back.
"""

from __future__ import annotations

import logging
import os
import threading
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from bot.question import checked_history, cleaned, composed
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.lazy import Answers
    from bot.reply import Reply
    from bot.settings import Settings

_log = logging.getLogger("citaat")
# A million questions or so; who floods a server shall not fill its disk.
MAX_BYTES = 100_000_000


# Visitors wrote it, and the editor's terminal shows it.
_Text = Annotated[str, AfterValidator(cleaned)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True)

    day: date | None = None
    question: _Text


class Unanswered(_Entry):
    """A question that was met with silence; `asked` is how it was understood."""

    kind: Literal["unanswered"] = "unanswered"
    history: tuple[_Text, ...] = ()
    interview: _Text | None = None
    asked: _Text
    confidence: float


class Judged(_Entry):
    """Whether a quotation helped: where it stands, and in which state of the file, if known."""

    kind: Literal["judged"] = "judged"
    source: _Text
    start: int
    end: int
    sha256: _Text | None = None
    useful: bool


Entry = Unanswered | Judged
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Annotated[Entry, Field(discriminator="kind")])


def today() -> date:
    """The day in UTC: two visitors of one day cannot be told apart by it."""
    return datetime.now(UTC).date()


class Journal:
    """Appends to a file; several servers may share it, each line is written at once."""

    def __init__(
        self, path: Path, *, today: Callable[[], date] = today, max_bytes: int = MAX_BYTES
    ) -> None:
        """Create the file when it is not there.

        Raises:
            SettingsError: it cannot be written.
        """
        self._path = path
        self._today = today
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._complained = False
        try:
            self._open().close()
        except OSError as error:
            raise SettingsError(
                f"The journal {path} cannot be written: {error.strerror or error}.",
                "Change --journal or CITAAT_JOURNAL to a file in a folder that can be written.",
            ) from error

    def note(self, entry: Entry) -> None:
        """Write a line; a disk that is full costs the editor a line, and no visitor an answer."""
        line = entry.model_copy(update={"day": self._today()}).model_dump_json().encode() + b"\n"
        with self._lock:
            try:
                with self._open() as file:
                    size = os.fstat(file.fileno()).st_size
                    if size + len(line) > self._max_bytes:
                        self._complain(f"it has grown to {self._max_bytes:,} bytes; move it away")
                        return
                    # A line that a full disk cut off would take this one with it.
                    file.write(b"\n" + line if size and self._complained else line)
                self._complained = False
            except OSError as error:
                self._complain(error.strerror or str(error))

    def _open(self) -> BinaryIO:
        """The file, made when it is not there: what visitors asked is for its owner to read."""
        return open(self._path, "ab", opener=lambda path, flags: os.open(path, flags, 0o600))

    def _complain(self, reason: str) -> None:
        """Say it once, not at every question, until it is written again."""
        if not self._complained:
            self._complained = True
            _log.warning("The journal %s is not written: %s.", self._path, reason)


def journal_of(settings: Settings) -> Journal | None:
    """The journal of these settings; None when nothing is to be kept.

    Raises:
        SettingsError: it cannot be written.
    """
    return Journal(settings.journal) if settings.journal else None


class Noting:
    """Answers as a bot does, and notes in a journal what it could not answer."""

    def __init__(self, bot: Answers, journal: Journal) -> None:
        self._bot = bot
        self._journal = journal

    def ask(
        self, question: str, history: Sequence[str] = (), interview: str | None = None
    ) -> Reply:
        """The bot's reply, as `bot.lazy.Answers` has it."""
        reply = self._bot.ask(question, history, interview)
        if reply.kind == "abstain":
            self._journal.note(
                Unanswered(
                    question=reply.question,
                    history=checked_history(history),
                    interview=composed(interview) if interview else None,
                    asked=reply.standalone_question,
                    confidence=reply.confidence,
                )
            )
        return reply


def read_entry(line: bytes) -> Entry | None:
    """One line of a journal; None when it is something else."""
    try:
        return _ENTRY.validate_json(line)
    except ValidationError:
        return None
