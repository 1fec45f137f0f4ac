"""A plugin of fixtures that need a server or a browser; name it in `pytest_plugins`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from bot.answer import Bot
from bot.settings import Settings
from tests.patient import PATIENCE
from tests.web import CONTENT, Live, Site, Watched, another_site, serving, watch

# The shell has no windows of its own to draw: a page takes a third of the processor time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
# Nothing that Chromium does of its own accord may look like a request of the page.
QUIET_CHROMIUM = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def live(bot: Bot) -> Iterator[Live]:
    """The product: the real bot on the real content, behind the real server."""
    with serving(Settings.of(content=CONTENT, port=0), bot.interviews, lambda: bot) as running:
        yield running


@pytest.fixture(scope="module")
def friend() -> Iterator[Site]:
    """A page of another origin, which a server may allow to embed the chat."""
    with another_site() as site:
        yield site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Headless Chromium; without one the browser tests are skipped, unless they must run.

    Closed after each file: while it is open, an event loop runs in this thread, and tests that
    run one of their own would fail.
    """
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, and there is no Chromium on the PATH")
        pytest.skip("there is no Chromium on the PATH (apt-get install chromium-headless-shell)")
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET_CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def kept_contexts() -> dict[str, BrowserContext]:
    """By language, the contexts that visits take in turn, with what they loaded in their cache.

    A page of Gradio's that another visit has loaded takes a third less of the processor. What is
    kept for a page itself, its `sessionStorage`, is gone with the page.
    """
    return {}


@pytest.fixture
def visit(
    chromium: Browser, kept_contexts: dict[str, BrowserContext]
) -> Iterator[Callable[..., Watched]]:
    """Open an address as a visitor: `visit(url, width=390, dark=True, locale="en-US")`.

    Whoever comes second in a test shares nothing with the first. `alone` is for a test that does
    something to the browser which stays with the context, as a clock of its own does.
    """
    own: list[BrowserContext] = []
    taken: set[str] = set()

    def context_of(locale: str, *, alone: bool) -> BrowserContext:
        if alone or locale in taken:
            own.append(chromium.new_context(locale=locale))
            return own[-1]
        taken.add(locale)
        if locale not in kept_contexts:
            kept_contexts[locale] = chromium.new_context(locale=locale)
        return kept_contexts[locale]

    def open_page(
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        locale: str = "nl-NL",
        calm: bool = True,
        alone: bool = False,
    ) -> Watched:
        seen = watch(context_of(locale, alone=alone))
        seen.page.set_viewport_size({"width": width, "height": height})
        seen.page.emulate_media(
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
        )
        seen.page.goto(url)
        return seen

    yield open_page
    for context in own:
        context.close()
    for locale in taken:
        kept = kept_contexts[locale]
        for page in kept.pages:
            page.close()
        kept.clear_cookies()
        kept.clear_permissions()


@pytest.fixture(scope="session")
def node_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `@gradio/client` in it; skipped where npm cannot give it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm on the PATH")
    folder = tmp_path_factory.mktemp("node")
    (folder / "package.json").write_text('{"type": "module", "private": true}')
    try:
        subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "@gradio/client@2"],
            cwd=folder,
            capture_output=True,
            timeout=120,
            check=True,
        )
    # Where there is no network npm may try for minutes.
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("npm cannot install @gradio/client here")
    return folder
