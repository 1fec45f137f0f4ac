"""The chat's page with a head of its own, as those read it who run no scripts.

Gradio writes its own name into every page: "Click to try out the app!", a picture on another
host, and no title. Given a public address it also makes every page and every program call that
one, which a page at any other address may not, and a program may not reach. No setting changes
that, so what it wrote gives way to what is ours. A page that looks otherwise, as that of another
version may, stays as it is.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders, QueryParams

from bot.addresses import place
from bot.render import browser_language, environment, static
from bot.web.pages import LISTED
from bot.web.preview import chat_preview
from bot.wording.labels import wording_for

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.library import Library
    from bot.settings import Settings

# Gradio writes no "<" in what it embeds, so these are never inside a script.
_ADVERTISED = re.compile(
    r'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*|<link\s+rel="manifest"[^>]*>\s*'
)
_BODY = re.compile(r"<body\b[^>]*>")
# The address under which the page calls its server; here it is the one that the browser has it
# from, which no proxy in between can hide.
_ROOT = re.compile(r'("root":|const root = )"[^"]*"(?=;|\};</script>)')
_HERE = r'\1new URL(".", location).href.slice(0, -1)'
_PAGE = frozenset({"", "/"})
# What a program reads first: how to call.
_CONFIG = frozenset({"/config", "/config/"})
# Gradio shows English to a browser of a language that it does not know. The page is in whichever
# of English and Dutch the browser likes better, else Dutch.
SPEAKS = (
    '<script>Object.defineProperty(navigator, "language", { value: (navigator.languages.find('
    '(tongue) => /^(en|nl)\\b/i.test(tongue)) ?? "nl").slice(0, 2).toLowerCase() });</script>\n'
)


class OwnHead:
    """ASGI middleware around Gradio: the page at `/` gets the site's head, and links to read.

    `/config` tells no address, so that a client goes on at the one that it was given.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings, library: Library) -> None:
        self._app = app
        self._settings = settings
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        ours = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        if ours and place(scope) in _PAGE | _CONFIG:
            await self._held(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _held(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What Gradio answers, changed once it is whole."""
        start: Message = {}
        body = bytearray()

        async def held(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if message.get("more_body", False):
                    return
                dressed = self._placeless if place(scope) in _CONFIG else self._dressed
                message = {**message, "body": dressed(scope, start, bytes(body))}
                await send(start)
            await send(message)

        # What a link names is the script's to read. Gradio would look for a page of its own
        # (`?page=2`), and fail where there is none.
        await self._app({**scope, "query_string": b""}, receive, held)

    def _dressed(self, scope: Scope, start: Message, body: bytes) -> bytes:
        """The body as it is sent, and the headers that go with it."""
        headers = MutableHeaders(scope=start)
        if not headers.get("content-type", "").startswith("text/html"):
            return body
        language = browser_language(Headers(scope=scope).get("accept-language", ""))
        named = QueryParams(scope["query_string"]).get("interview", "")
        page = self._own(body.decode(), named, language).encode()
        headers["content-length"] = str(len(page))
        headers.add_vary_header("Accept-Language")
        return page

    def _placeless(self, _: Scope, start: Message, body: bytes) -> bytes:
        """The configuration without its own address, and the headers that go with it."""
        with suppress(ValueError):
            config = json.loads(body)
            if isinstance(config, dict) and config.pop("root", None) is not None:
                body = json.dumps(config, ensure_ascii=False, separators=(",", ":")).encode()
                MutableHeaders(scope=start)["content-length"] = str(len(body))
        return body

    def _own(self, page: str, named: str, language: str) -> str:
        part = environment().get_template
        facts = {
            "preview": chat_preview(self._settings, self._library, named, language),
            "interviews": self._library.interviews[:LISTED],
            "language": language,
            "words": wording_for(
                language,
                several=len(self._library) > 1,
                conversations=self._library.conversations,
            ),
            "styles": static("source.css"),
        }
        return own_page(
            page, part("preview.html").render(facts), part("noscript.html").render(facts)
        )


def own_page(page: str, head: str, no_script: str) -> str:
    """Gradio's page with `head` in place of its own name, at home wherever it is opened.

    Unchanged where that name is not found.
    """
    before, end, after = page.partition("</head>")
    advertised = _ADVERTISED.search(before)
    body = _BODY.search(after)
    if advertised is None or body is None or "<title" in before:
        return page
    kept = _ROOT.sub(_HERE, _ADVERTISED.sub("", before[advertised.start() :]))
    return "".join(
        (
            f"{before[: advertised.start()]}{head}\n{SPEAKS}{kept}{end}",
            f"{after[: body.end()]}\n{no_script}{after[body.end() :]}",
        )
    )
