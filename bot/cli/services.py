"""What the command line asks of the rest of Citaat, as a port with one real adapter.

Importing this module loads nothing heavy; each method imports what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.evaluation.systems import System
    from bot.lazy import Answers
    from bot.settings import Settings
    from index.interview import Interview
    from index.progress import Progress, Say
    from index.store import Built


class Services(Protocol):
    """The work behind the commands. Each method may raise any `CitaatError`."""

    def open_bot(self, settings: Settings, say: Say, progress: Progress) -> Answers:
        """A bot over the content folder, its index built or updated first."""
        ...

    def open_systems(
        self, settings: Settings, say: Say, progress: Progress
    ) -> Mapping[str, System]:
        """The systems that `citaat eval` scores; the product first, its baselines after."""
        ...

    def build(self, settings: Settings, say: Say, progress: Progress) -> Built:
        """Build or update the index."""
        ...

    def serve(self, settings: Settings) -> None:
        """Serve the chat until interrupted."""
        ...

    def check(self, settings: Settings) -> Sequence[Interview]:
        """Every interview of the content folder; all its problems at once as `ContentErrors`."""
        ...


class Installed:
    """The services of this installation."""

    def open_bot(self, settings: Settings, say: Say, progress: Progress) -> Answers:
        from bot.bootstrap import build_bot

        return build_bot(settings, say, progress)

    def open_systems(
        self, settings: Settings, say: Say, progress: Progress
    ) -> Mapping[str, System]:
        from bot.bootstrap import Workshop
        from bot.evaluation.systems import System
        from index.ranker import Ranker

        rankers = {
            "citaat": Ranker.load(),
            "meaning alone": Ranker.meaning_alone(),
            "words alone": Ranker.words_alone(),
        }
        bots = Workshop(settings, say).build_each(progress, rankers)
        return {name: System(bot.ask) for name, bot in bots.items()}

    def build(self, settings: Settings, say: Say, progress: Progress) -> Built:
        from bot.bootstrap import Workshop

        return Workshop(settings, say).write(progress)

    def serve(self, settings: Settings) -> None:
        _check_temporary_folder()
        from bot.web.running import serve

        serve(settings)

    def check(self, settings: Settings) -> Sequence[Interview]:
        from index.aliases import load_synonyms
        from index.errors import ContentError, ContentErrors
        from index.parse import parse_folder

        problems: list[ContentError] = []
        interviews: tuple[Interview, ...] = ()
        try:
            interviews = parse_folder(settings.content)
        except ContentErrors as errors:
            problems.extend(errors.errors)
        try:
            load_synonyms(settings.content)
        except ContentError as error:
            problems.append(error)
        except ContentErrors as errors:
            problems.extend(errors.errors)
        if problems:
            raise ContentErrors(problems)
        return interviews


def _check_temporary_folder() -> None:
    """Gradio asks for one when it is imported, and what Python then raises tells no remedy.

    Raises:
        CacheError: there is none that can be written.
    """
    import tempfile

    from index.errors import CacheError

    try:
        tempfile.gettempdir()
    except FileNotFoundError as error:
        raise CacheError(
            "No folder for temporary files can be written.",
            "Free some space, give /tmp a tmpfs (`docker run --tmpfs /tmp`), or set TMPDIR.",
        ) from error
