"""A bot that is built in the background, and can be replaced while it answers.

The page is available at once; the first answer waits for the bot. A question under way is finished
by the bot that it was put to.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from index.cores import usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.reply import Reply

_T = TypeVar("_T")


class Answers(Protocol):
    """What answers; a server puts it behind a `LazyBot`."""

    def ask(
        self, question: str, history: Sequence[str] = (), interview: str | None = None
    ) -> Reply:
        """The reply to a question, given the earlier ones, oldest first.

        `interview` is the id of the one interview to ask; None is the whole library.

        Raises:
            QuestionError: the question or the history cannot be read, or no interview has this id.
        """
        ...


class LazyBot:
    """Builds a bot on a separate thread; questions asked before it is ready wait for it."""

    def __init__(
        self,
        build: Callable[[], Answers],
        noted: Callable[[Answers], Answers] = lambda bot: bot,
    ) -> None:
        """`noted` wraps a bot so that visitors' questions are noted."""
        self._build = build
        self._noted = noted
        self._bot: Future[Answers] = Future()
        self._start = threading.Lock()
        self._started = False
        # As many questions at once as there are cores: more would only wait for the interpreter
        # lock. The others wait in line, so that none is overtaken (docs/decisions/0008).
        self._turns = ThreadPoolExecutor(usable_cores(), "citaat-ask")

    def wake(self) -> None:
        """Start building, once."""
        with self._start:
            if self._started:
                return
            self._started = True
        threading.Thread(target=self._run, name="citaat-wake", daemon=True).start()

    async def told(
        self,
        question: str,
        history: Sequence[str],
        tell: Callable[[Reply], _T],
        interview: str | None = None,
        *,
        again: bool = False,
    ) -> _T:
        """What `tell` makes of the reply, once the bot is ready.

        `again` is for a question that was answered before and is shown again: it is not noted
        twice. The work does not run on the event loop, and no thread is spent on waiting.

        Raises:
            CitaatError: the bot could not be built, or the question cannot be asked.
        """
        self.wake()
        # A visitor who hangs up meanwhile must not cancel the bot for the others.
        bot = await asyncio.shield(asyncio.wrap_future(self._bot))
        if not again:
            bot = self._noted(bot)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._turns, lambda: tell(bot.ask(question, history, interview))
        )

    def replace(self, bot: Answers) -> None:
        """Answer with `bot` from the next question on."""
        replaced: Future[Answers] = Future()
        replaced.set_result(bot)
        self._bot = replaced

    @property
    def ready(self) -> bool:
        """Whether a question would be answered without waiting."""
        return self._bot.done() and self._bot.exception() is None

    @property
    def waking(self) -> bool:
        """Whether it is being built now."""
        return self._started and not self._bot.done()

    @property
    def failure(self) -> BaseException | None:
        """Why the bot could not be built; None if it was, or while it is still being built."""
        return self._bot.exception() if self._bot.done() else None

    def on_failure(self, tell: Callable[[], None]) -> None:
        """Call `tell` when building fails, or at once if it already has."""
        self._bot.add_done_callback(lambda done: tell() if done.exception() else None)

    def _run(self) -> None:
        try:
            self._bot.set_result(self._build())
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits
            self._bot.set_exception(error)
