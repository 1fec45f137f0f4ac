"""Running the server, from what it is started with until it has stopped."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING, NoReturn

import uvicorn

from bot.exit_status import INTERRUPTED
from bot.journal import journal_of
from bot.library import Library
from bot.web.discretion import tells_no_question
from bot.web.listening import authority, bind
from bot.web.stopping import OrderlyServer, interrupts_wait
from index.aliases import load_synonyms
from index.parse import parse_folder

if TYPE_CHECKING:
    import socket

    from bot.journal import Journal
    from bot.settings import Settings

_log = logging.getLogger("citaat")


def serve(settings: Settings) -> None:
    """Serve until stopped.

    Raises:
        CitaatError: content that cannot be read, a journal that cannot be written, a port that is
            taken, or a bot that cannot be built; the server has stopped then.
        KeyboardInterrupt: it was interrupted, and has stopped.
    """
    # The server speaks through its log: where it listens, and what it is waiting for.
    handler = logging.StreamHandler()
    handler.addFilter(tells_no_question)
    logging.basicConfig(format="%(asctime)s %(message)s", handlers=[handler])
    _log.setLevel(logging.INFO)
    for doubt in settings.doubts():
        _log.warning("%s", doubt)
    library = Library(parse_folder(settings.content))
    # The bot reads them when it wakes, and could not then.
    load_synonyms(settings.content)
    journal = journal_of(settings)
    with bind(settings.host, settings.port) as listener:
        _serve_on(listener, settings, library, journal)


def _serve_on(
    listener: socket.socket, settings: Settings, library: Library, journal: Journal | None
) -> None:
    # It imports Gradio, which takes seconds: only now that nothing is wrong with the settings.
    from bot.web.server import create_app, lazy_bot

    bot = lazy_bot(settings, library, journal)
    server = OrderlyServer(
        uvicorn.Config(
            create_app(settings, library, bot, journal),
            # In the one log, with the time: what failed is asked for by when it did.
            log_config=None,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=2,
            proxy_headers=settings.public_url is not None,
        )
    )

    def stop() -> None:
        server.should_exit = True

    bot.on_failure(stop)
    taken = authority(settings.host, listener.getsockname()[1])
    visited = f", for visitors on {settings.public_url}" if settings.public_url else ""
    try:
        with interrupts_wait(stop):
            _log.info("Citaat listens on http://%s%s", taken, visited)
            server.run(sockets=[listener])
    except KeyboardInterrupt:
        if bot.waking:
            _leave()
        raise
    if bot.failure is not None:
        raise bot.failure


def _leave() -> NoReturn:
    """End the process where it is interrupted while the bot still loads.

    An interpreter that ends in order waits for no such thread, and aborts when the native code in
    it comes back. What is half written is never read, and goes at the next build.
    """
    _log.info("Stopped before it was ready.")
    logging.shutdown()
    sys.stdout.flush()
    os._exit(INTERRUPTED)
