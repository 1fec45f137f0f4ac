"""Take the screenshots of docs/images from the running product: `python scripts/screenshots.py`.

The real bot answers on the real content; Chromium must be on the PATH.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from bot.library import Library
from bot.settings import Settings
from bot.web.listening import bind
from bot.web.server import create_app, lazy_bot
from index.parse import parse_folder

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
ASKED = "Wat doet het Digital Trust Center?"
OFF_TOPIC = "Waar kan ik mijn auto parkeren?"
PHONE = 390
ENGLISH = "Why is cooperation important?"


@dataclass(frozen=True)
class Shot:
    """One picture: what is asked, and in which look."""

    name: str
    questions: tuple[str, ...]
    width: int = 1280
    height: int = 860
    dark: bool = False
    locale: str = "nl-NL"


def on_phone(name: str, *questions: str, dark: bool = False) -> Shot:
    """A picture in the size of a phone."""
    return Shot(name, questions, width=PHONE, height=844, dark=dark)


SHOTS = (
    Shot("chat", (ASKED,)),
    Shot("chat-dark", (ASKED,), dark=True),
    on_phone("chat-phone", ASKED),
    on_phone("chat-phone-dark", ASKED, dark=True),
    Shot("start", ()),
    on_phone("start-phone-dark", dark=True),
    Shot("abstain", (OFF_TOPIC,)),
    Shot("english", (ENGLISH,), locale="en-GB"),
)


def main() -> int:
    """Serve, look, and write the pictures; 2 when there is no browser."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("There is no Chromium on the PATH. Install it: apt-get install chromium\n")
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    settings = Settings.of(content=ROOT / "content", port=0)
    library = Library(parse_folder(settings.content))
    listener = bind(settings.host, 0)
    address = f"http://{settings.host}:{listener.getsockname()[1]}"
    bot = lazy_bot(settings, library)
    server = uvicorn.Server(uvicorn.Config(create_app(settings, library, bot), log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    source = asyncio.run(bot.told(ASKED, (), lambda reply: reply.source))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for shot in SHOTS:
            page = open_page(browser, shot)
            page.goto(address)
            page.locator("#question textarea").wait_for()
            for number, question in enumerate(shot.questions):
                page.locator("#question textarea").fill(question)
                page.locator("#question textarea").press("Enter")
                page.locator(".turn:not(.pending)").nth(number).wait_for()
            save(page, shot.name)
        reading = Shot("source", ())
        page = open_page(browser, reading)
        if source is not None:
            page.goto(address + source.deep_link)
            save(page, reading.name)
        widget = Shot("component", ())
        page = open_page(browser, widget)
        site = WIDGET.replace("ADDRESS", address)
        page.route("**/site", lambda route: route.fulfill(body=site, content_type="text/html"))
        page.goto(f"{address}/site")
        page.locator("citaat-chat .chips").wait_for()
        page.evaluate("q => document.querySelector('citaat-chat').ask(q)", ASKED)
        save(page, widget.name)
        browser.close()
    server.should_exit = True
    return 0


WIDGET = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Een website</title>
<style>body { font: 1.1rem/1.6 sans-serif; margin: 4rem; max-width: 40rem; color: #223 }</style>
<h1>Een website</h1><p>Op deze pagina staat de chat als webcomponent, in de hoek.</p>
<script type="module" src="ADDRESS/embed/citaat-chat.js"></script>
<citaat-chat mode="button" open style="--citaat-accent: #0b5cad"></citaat-chat></html>"""


def open_page(browser: Browser, shot: Shot) -> Page:
    """A fresh page in the look of a shot, without motion."""
    return browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        locale=shot.locale,
        reduced_motion="reduce",
        device_scale_factor=1 if shot.width > PHONE else 2,
    ).new_page()


def save(page: Page, name: str) -> None:
    """Write one picture, once everything stands still and nothing has the focus ring."""
    page.wait_for_timeout(300)
    page.evaluate("document.activeElement?.blur()")
    page.screenshot(path=IMAGES / f"{name}.png")
    sys.stdout.write(f"docs/images/{name}.png\n")


if __name__ == "__main__":
    sys.exit(main())
