"""Pages beside the chat: the interviews to read, the API's description, and static files."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import FileResponse, HTMLResponse

from bot.addresses import place
from bot.question import similar
from bot.render import browser_language, environment, static
from bot.site import ACCENT, ink_on
from bot.web.source_page import named_span, source_html
from bot.wording.labels import wording_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from starlette.exceptions import HTTPException

    from bot.library import Library

# Small and without a version in its name: let browsers ask again after an hour.
_CACHE = {"Cache-Control": "public, max-age=3600"}
# So many interviews are named to a visitor who cannot ask: whose link leads to none, or who runs no
# scripts.
LISTED = 50


def page_routes(library: Library, logo: Path | None, accent: str | None) -> APIRouter:
    """The routes that give pages and files; `accent` is the colour of the icon."""
    colour = accent or ACCENT
    drawn = environment().get_template("favicon.svg").render(accent=colour, ink=ink_on(colour))
    routes = APIRouter(include_in_schema=False)

    @routes.get("/bron/{name}")
    def source(request: Request, name: str, van: str = "", tot: str = "") -> Response:
        interview = library.get(name)
        if interview is None:
            return _missing(request, library, "interview", name)
        quoted = named_span(_number(van), _number(tot), interview)
        ask = "../" if len(library) == 1 else f"../?{urlencode({'interview': interview.id})}"
        language = browser_language(request.headers.get("accept-language", interview.language))
        page = source_html(interview, quoted, static("source.css"), ask, language)
        return HTMLResponse(page, headers={"Vary": "Accept-Language"})

    @routes.get("/embed/citaat-chat.js")
    def component() -> Response:
        return Response(static("citaat-chat.js"), media_type="text/javascript", headers=_CACHE)

    @routes.get("/api/docs")
    def reference(request: Request) -> Response:
        described = request.app.openapi()
        return HTMLResponse(
            environment()
            .get_template("docs.html")
            .render(
                api=described,
                styles=static("source.css"),
            )
        )

    # What asks for no icon by name asks for the second.
    @routes.get("/favicon.svg")
    @routes.get("/favicon.ico")
    def icon() -> Response:
        return Response(drawn, media_type="image/svg+xml", headers=_CACHE)

    if logo is not None:

        @routes.get("/logo")
        def image() -> Response:
            return FileResponse(logo, headers=_CACHE)

    return routes


def _number(text: str) -> int | None:
    """A query parameter as an offset; anything else is as if it were not there."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


def wrong_address(library: Library) -> Callable[[Request, HTTPException], Awaitable[Response]]:
    """For a 404: a page for a person, who follows a link; for a program what it always was."""

    async def told(request: Request, error: HTTPException) -> Response:
        if "text/html" in request.headers.get("accept", ""):
            return _missing(request, library, "page")
        return await http_exception_handler(request, error)

    return told


def _missing(
    request: Request, library: Library, what: Literal["interview", "page"], name: str = ""
) -> Response:
    """What a visitor reads whose link leads to nothing: that, and which interviews there are.

    First those whose id resembles the `name` that is gone: it may only have changed.
    """
    now = library.now
    listed = dict.fromkeys((*similar(name, now), *now))
    language = browser_language(request.headers.get("accept-language", ""))
    words = wording_for(language, several=len(library) > 1, conversations=library.conversations)
    page = (
        environment()
        .get_template("missing.html")
        .render(
            interviews=[now[one] for one in islice(listed, LISTED)],
            language=language,
            words=words,
            said=words.gone if what == "interview" else words.no_page,
            home=_home(place(request.scope)),
            styles=static("source.css"),
        )
    )
    return HTMLResponse(page, 404)


def _home(path: str) -> str:
    """The way from a path to the chat, which a proxy may have put below another."""
    return "../" * (path.count("/") - 1) or "./"
