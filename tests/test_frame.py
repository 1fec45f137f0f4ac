"""The whole chat in a frame: what it does there stays there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from bot.settings import Settings
from tests.small import interview
from tests.web import FakeBot, HeldBot, Live, Site, Watched, ask_on, serving

pytest_plugins = ("tests.web_fixtures",)

PIECE = interview("stuk.txt", f"Wie?\n\n“{'Wij zijn met vier. ' * 40}”\n")
Visit = Callable[..., Watched]


@pytest.fixture(scope="module")
def shared(friend: Site) -> Iterator[Live]:
    settings = Settings.of(port=0, allowed_origins=(friend.origin,))
    with serving(settings, [PIECE], lambda: FakeBot([PIECE])) as running:
        yield running


def framed(address: str) -> str:
    """A page with a field of its own, and the chat far below it."""
    return (
        '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Site</title>'
        '<input aria-label="Zoek" autofocus><div style="height: 3000px"></div>'
        f'<iframe title="Chat" src="{address}" width="420" height="600"></iframe>'
        '<div style="height: 3000px"></div>'
    )


def settled(page: Page) -> list[object]:
    """Where the page around the frame is, and what has the focus there, after a frame's time."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return [page.evaluate("scrollY"), page.evaluate("document.activeElement.tagName")]


def latest_is_at_the_top(page: Page) -> None:
    """The frame brings its latest turn to its top, once it has been laid out."""
    page.frames[-1].wait_for_function(
        """() => {
          const latest = [...document.querySelectorAll(".turn")].at(-1);
          return Math.abs(latest.getBoundingClientRect().top) < 60;
        }"""
    )


def chat_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


@pytest.mark.parametrize("calm", [True, False])
def test_a_shared_question_leaves_the_page_around_it_where_it_is(
    shared: Live, friend: Site, visit: Visit, calm: bool
) -> None:
    friend.html = framed(f"{shared.url}/?vraag=wij")
    page = visit(friend.origin, calm=calm).page
    expect(chat_of(page).locator(".turn.answer")).to_be_visible()
    assert settled(page) == [0, "INPUT"]


def test_a_conversation_that_comes_back_does_too(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = framed(f"{shared.url}/")
    page = visit(friend.origin).page
    for _ in range(2):
        ask_on(chat_of(page), "wij")
    page.evaluate("scrollTo(0, 0)")
    page.get_by_label("Zoek").focus()
    page.reload()
    expect(chat_of(page).locator(".turn.answer")).to_have_count(2)
    page.evaluate("scrollTo(0, 0)")
    inner = page.frames[-1]
    with inner.expect_navigation():
        inner.evaluate("() => location.reload()")
    expect(chat_of(page).locator(".turn.answer")).to_have_count(2)
    latest_is_at_the_top(page)
    assert settled(page) == [0, "INPUT"]


def test_an_answer_shows_in_the_frame_and_moves_nothing_else(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = framed(f"{shared.url}/")
    page = visit(friend.origin, height=500).page
    chat = chat_of(page)
    for _ in range(2):
        ask_on(chat, "wij")
    # The field is in view, and the top of the frame is not.
    before = page.evaluate("scrollTo(0, 3200), scrollY")
    chat.locator("#question textarea").fill("vier")
    page.keyboard.press("Enter")
    expect(chat.locator(".turn.answer")).to_have_count(3)
    expect(chat.locator("#question textarea")).to_be_focused()
    latest_is_at_the_top(page)
    assert settled(page) == [before, "IFRAME"]
    for name in ("Kopieer citaat", "Begin opnieuw"):
        button = chat.get_by_role("button", name=name).last
        button.evaluate("button => button.click()")
        assert settled(page) == [before, "IFRAME"]


def test_who_went_back_to_the_page_keeps_the_focus_there(friend: Site, visit: Visit) -> None:
    held = HeldBot([PIECE])
    settings = Settings.of(port=0, allowed_origins=(friend.origin,))
    with serving(settings, [PIECE], lambda: held) as running:
        friend.html = framed(f"{running.url}/")
        page = visit(friend.origin).page
        chat_of(page).locator("#question textarea").fill("wij")
        page.keyboard.press("Enter")
        expect(chat_of(page).locator(".turn.pending")).to_be_visible()
        page.get_by_label("Zoek").focus()
        held.gate.set()
        expect(chat_of(page).locator(".turn.answer")).to_be_visible()
        assert settled(page)[1] == "INPUT"


@pytest.mark.parametrize("dark", [False, True])
def test_a_page_can_pin_the_colours_of_the_frame(
    shared: Live, friend: Site, visit: Visit, dark: bool
) -> None:
    friend.html = framed(f"{shared.url}/?__theme={'dark' if dark else 'light'}")
    chat = chat_of(visit(friend.origin, dark=not dark).page)
    chat.locator("#question textarea").wait_for()
    paper = chat.locator("html").evaluate("e => getComputedStyle(e).backgroundColor")
    assert paper == ("rgb(23, 20, 15)" if dark else "rgb(250, 247, 241)")
