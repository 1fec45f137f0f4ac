"""Pages beside the chat: the interviews to read, the API's description, and static files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse

from bot.render import browser_language, environment, static
from bot.site import ACCENT, ink_on
from bot.web.source_page import named_span, source_html
from bot.wording import wording_for

if TYPE_CHECKING:
    from pathlib import Path

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
            language = browser_language(request.headers.get("accept-language", ""))
            return HTMLResponse(_missing(library, language), 404)
        quoted = named_span(_number(van), _number(tot), interview)
        ask = "../" if len(library) == 1 else f"../?{urlencode({'interview': name})}"
        return HTMLResponse(source_html(interview, quoted, static("source.css"), ask))

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


def _missing(library: Library, language: str) -> str:
    """What a visitor reads whose link leads to no interview: that, and which there are."""
    return (
        environment()
        .get_template("missing.html")
        .render(
            interviews=library.interviews[:LISTED],
            language=language,
            words=wording_for(
                language, several=len(library) > 1, conversations=library.conversations
            ),
            styles=static("source.css"),
        )
    )
