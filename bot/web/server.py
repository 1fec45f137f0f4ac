"""One application: the chat, its APIs, the interviews to read, and what other sites embed."""

from __future__ import annotations

import gc
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from gradio.route_utils import FnIndexInferError
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from bot.journal import Noting, journal_of
from bot.lazy import Answers, LazyBot
from bot.library import Library
from bot.ui.chat import ChatPage, build_page
from bot.version import own_version
from bot.web.azure import azure_routes
from bot.web.calls import CALL_ERRORS, ToldInTheStream, unfit_body
from bot.web.discretion import leave_questions_out
from bot.web.errors import no_such_endpoint
from bot.web.limits import VisitorLimits
from bot.web.methods import with_other_methods
from bot.web.origins import OriginGuard
from bot.web.own_head import OwnHead
from bot.web.pages import page_routes, wrong_address
from bot.web.rest import ERROR_HANDLERS, rest_routes
from bot.web.stopping import Stopping
from bot.web.unslashed import unslashed_tools
from bot.web.watch import Watcher, folder_state
from index.parse import parse_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.journal import Journal
    from bot.settings import Settings

_log = logging.getLogger("citaat")
# So many bytes go as they are: they fit in the first packet all the same.
_SMALL = 1024


def create_app(
    settings: Settings, library: Library, bot: LazyBot, journal: Journal | None = None
) -> FastAPI:
    """The whole application; the bot wakes up when the server starts."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        bot.wake()
        yield

    app = FastAPI(
        title="Citaat",
        description="Answers a question with the words of a published interview.",
        version=own_version(),
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        **_beside(settings, library, bot, journal),
    )
    page = build_page(settings, bot, library)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=settings.public_url,
        server_name=settings.host,
        server_port=settings.port,
        mcp_server=True,
        ssr_mode=False,
        show_error=False,
        app_kwargs={
            "middleware": [_own_head(settings, library)],
            "exception_handlers": {**_gradio_errors(library), RequestValidationError: unfit_body},
        },
        **page.launch_options,
    )
    return app


def create_demo(settings: Settings) -> ChatPage:
    """The chat for a host that imports it and calls `launch()` itself.

    Raises:
        CitaatError: content that cannot be read, or a journal that cannot be written.
    """
    leave_questions_out()
    library = Library(parse_folder(settings.content))
    journal = journal_of(settings)
    bot = lazy_bot(settings, library, journal)
    demo = build_page(settings, bot, library)
    beside = _beside(settings, library, bot, journal)
    beside["middleware"].append(_own_head(settings, library))
    demo.launch_options |= {
        "mcp_server": True,
        "ssr_mode": False,
        "app_kwargs": {"docs_url": None, **beside},
    }
    return demo


def _own_head(settings: Settings, library: Library) -> Middleware:
    """Around Gradio itself."""
    return Middleware(OwnHead, settings=settings, library=library)


def _beside(
    settings: Settings, library: Library, bot: LazyBot, journal: Journal | None
) -> dict[str, Any]:
    """What stands beside the chat, as the arguments of a FastAPI application."""
    routers = (
        rest_routes(bot, library, journal, settings.public_url),
        azure_routes(bot, library),
        page_routes(library, settings.logo, settings.accent),
    )
    return {
        "routes": [
            unslashed_tools(),
            *with_other_methods(
                route for router in routers for route in router.routes if isinstance(route, Route)
            ),
        ],
        "exception_handlers": {**ERROR_HANDLERS, **_gradio_errors(library)},
        "middleware": [
            Middleware(Stopping),
            Middleware(
                OriginGuard, allowed=settings.allowed_origins, public_url=settings.public_url
            ),
            # Gradio sees this one and leaves its own rules about origins out.
            Middleware(
                CORSMiddleware,
                allow_origins=settings.allowed_origins,
                allow_methods=["GET", "POST"],
                allow_headers=["*"],
            ),
            # Gradio compresses only what has an ending in its address. Streams stay as they are.
            Middleware(GZipMiddleware, minimum_size=_SMALL, compresslevel=6),
            Middleware(VisitorLimits),
            Middleware(ToldInTheStream),
        ],
    }


def _gradio_errors(library: Library) -> dict[int | type[Exception], Any]:
    """For what it raises that is no failure of the server: nothing is there, or nothing fits."""
    return {**CALL_ERRORS, FnIndexInferError: no_such_endpoint, 404: wrong_address(library)}


def lazy_bot(settings: Settings, library: Library, journal: Journal | None = None) -> LazyBot:
    """The bot of these settings, not yet awake; what it cannot answer is noted in the journal.

    Once awake it looks every few seconds whether the index was rebuilt; then the bot and
    the library are replaced by those of the new content.
    """

    def noted(bot: Answers) -> Answers:
        return Noting(bot, journal) if journal else bot

    def build() -> Answers:
        from bot.bootstrap import Workshop

        workshop = Workshop(settings, _log.info)
        bot = workshop.build(_silent)
        now = workshop.published()

        def renew() -> None:
            fresh = workshop.load()
            # First what links lead to, then what gives links.
            library.replace(fresh.interviews)
            lazy.replace(fresh)
            # The old bot and its cache of replies refer to each other: nothing else frees them.
            gc.collect()
            _log.info("Now answering from index %s.", fresh.versions.index)

        _log.info("Ready: answering from index %s.", bot.versions.index)
        # The bot may have been built from newer content than the page was.
        library.replace(bot.interviews)
        Watcher(
            workshop.published,
            lambda: folder_state(settings.content),
            renew,
            serving=now if now and now.version == bot.versions.index else None,
        ).start()
        return bot

    lazy = LazyBot(build, noted)
    return lazy


def _silent(_done: int, _total: int) -> None:
    """The progress of building goes to the log, not to a bar."""
