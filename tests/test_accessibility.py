"""WCAG 2.2 AA, as far as axe-core can tell, of every page in every look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.web import Live, Watched, ask_on

pytest_plugins = ("tests.web_fixtures",)

Visit = Callable[..., Watched]
LOOKS = [
    pytest.param({"width": 1280}, id="desktop-light"),
    pytest.param({"width": 390, "height": 844, "dark": True}, id="phone-dark"),
    pytest.param({"width": 390, "height": 844, "locale": "en-GB"}, id="phone-english"),
]
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    """What axe-core finds, one line for each kind with the places."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {[node['html'][:120] for node in one['nodes']]}"
        for one in found
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_the_chat_has_no_violation_before_during_and_after_asking(
    live: Live, visit: Visit, look: dict[str, object]
) -> None:
    page = visit(live.url, **look).page
    page.locator("#question textarea").wait_for()
    # What Gradio shows while it loads may stay a moment longer.
    expect(page.locator("p.loading")).to_have_count(0)
    assert violations(page) == []
    ask_on(page, "wat doet het Digital Trust Center?")
    ask_on(page, "waar kan ik mijn auto parkeren?")
    ask_on(page, "hallo")
    ask_on(page, " ")
    for summary in page.locator(".more summary").all():
        summary.click()
    assert violations(page) == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", ["/bron/{id}?van=0&tot=22", "/api/docs"])
def test_the_other_pages_have_no_violation(
    live: Live, visit: Visit, look: dict[str, object], path: str
) -> None:
    page = visit(live.url + path.format(id=live.interviews[0].id), **look).page
    assert violations(page) == []


def test_the_component_has_no_violation(live: Live, visit: Visit) -> None:
    page = visit(f"{live.url}/healthz").page
    page.set_content('<!doctype html><html lang="nl"><title>Site</title><main><h1>Site</h1></main>')
    page.evaluate(
        """url => import(url + "/embed/citaat-chat.js").then(() => {
          const chat = document.createElement("citaat-chat");
          document.querySelector("main").append(chat);
          return chat.ask("wat doet het Digital Trust Center?");
        })""",
        live.url,
    )
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_runs_off_a_narrow_screen(live: Live, visit: Visit, width: int) -> None:
    page = visit(live.url, width=width, height=640).page
    ask_on(page, "wat doet het Digital Trust Center?")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_can_be_pressed_is_large_enough(live: Live, visit: Visit) -> None:
    """WCAG 2.2, 2.5.8: at least 24 by 24 pixels."""
    page = visit(live.url, width=390, height=844).page
    ask_on(page, "wat doet het Digital Trust Center?")
    for button in page.locator("#conversation button:visible, #send, .more summary").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_a_phone_has_room_for_letters_twice_as_large(live: Live, visit: Visit) -> None:
    page = visit(live.url, width=375, height=700).page
    page.add_style_tag(content="html { font-size: 200% }")
    ask_on(page, "wat doet het Digital Trust Center?")
    assert page.locator("#reading").evaluate("e => e.scrollWidth <= e.clientWidth")
    field = page.locator("#question textarea").bounding_box()
    assert field is not None
    assert field["width"] > 250
