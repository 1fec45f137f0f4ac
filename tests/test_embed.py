"""The chat on somebody else's page: a real browser, and a page of another origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from bot.addresses import under
from bot.answer import Bot
from bot.settings import Settings
from tests.web import Live, Site, Watched, another_site, ask_on, serving

pytest_plugins = ("tests.web_fixtures",)

DTC = "wat doet het Digital Trust Center?"
Visit = Callable[..., Watched]


@pytest.fixture(scope="module")
def friend() -> Iterator[Site]:
    with another_site() as site:
        yield site


@pytest.fixture(scope="module")
def shared(bot: Bot, friend: Site) -> Iterator[Live]:
    """The product, for which the friend's site is allowed and no other."""
    settings = Settings.of(port=0, allowed_origins=(friend.origin,))
    with serving(settings, bot.interviews, lambda: bot) as running:
        yield running


def component(chat: str, attributes: str = "", more: str = "") -> str:
    return (
        f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>Site</title>{more}'
        f'<script type="module" src="{chat}/embed/citaat-chat.js"></script>'
        f"<citaat-chat {attributes}></citaat-chat>"
    )


def test_the_component_quotes_on_a_page_of_another_origin(
    shared: Live, friend: Site, bot: Bot, visit: Visit
) -> None:
    friend.html = component(shared.url)
    seen = visit(friend.origin)
    page = seen.page
    page.get_by_label("Uw vraag").fill(DTC)
    page.keyboard.press("Enter")
    reply = bot.ask(DTC)
    assert reply.quote and reply.passage and reply.source
    expect(page.locator("citaat-chat mark.slice")).to_have_text(reply.quote.text)
    figure = page.locator("citaat-chat figure")
    assert figure.locator("blockquote").evaluate("e => e.textContent") == reply.passage.text
    expect(figure.locator("b")).to_have_text(f"— {reply.passage.speaker}")
    link = figure.locator("a").get_attribute("href")
    assert link == shared.url + reply.source.deep_link
    assert seen.errors == []
    assert seen.strangers(shared.url, friend.origin) == []


def test_the_component_offers_the_interviews_questions(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    chips = page.locator("citaat-chat .chips button")
    expect(chips.first).to_have_text(shared.interviews[0].questions[0])
    chips.first.click()
    expect(page.locator("citaat-chat .turn:not(.waiting)")).to_have_count(1)


def test_the_floating_button_opens_and_closes_with_the_keyboard(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url, 'mode="button" heading="Vraag het Jos"')
    page = visit(friend.origin, width=390, height=700).page
    launch = page.get_by_role("button", name="Stel een vraag")
    launch.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Uw vraag")).to_be_focused()
    expect(page.get_by_role("heading", name="Vraag het Jos")).to_be_visible()
    box = page.locator("citaat-chat .panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.keyboard.press("Escape")
    expect(launch).to_be_focused()


def test_the_component_tells_the_page_what_happens(
    shared: Live, friend: Site, bot: Bot, visit: Visit
) -> None:
    names = ["ready", "question", "reply", "error"]
    listen = "".join(
        f'addEventListener("citaat-{name}", e => (window.heard ??= []).push([e.type, e.detail]));'
        for name in names
    )
    friend.html = component(shared.url, "", f"<script>{listen}</script>")
    page = visit(friend.origin).page
    page.wait_for_function("window.heard")
    reply = page.evaluate("q => document.querySelector('citaat-chat').ask(q)", DTC)
    assert reply == under(shared.url, bot.ask(DTC)).as_json()
    heard = page.evaluate("heard")
    assert [name for name, _ in heard] == ["citaat-ready", "citaat-question", "citaat-reply"]
    assert heard[2][1]["reply"]["quote"] == reply["quote"]


def test_the_pages_styles_stay_out_and_its_variables_come_in(
    shared: Live, friend: Site, visit: Visit
) -> None:
    style = (
        "<style>button { background: lime !important }"
        "citaat-chat { --citaat-accent: rgb(0, 85, 170) }</style>"
    )
    friend.html = component(shared.url, "", style)
    page = visit(friend.origin).page
    send = page.locator("citaat-chat form button")
    assert send.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 85, 170)"


def test_the_component_speaks_english_on_an_english_page(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url).replace('lang="nl"', 'lang="en"')
    page = visit(friend.origin).page
    expect(page.get_by_label("Your question")).to_be_visible()


def test_a_conversation_stays_when_the_visitor_turns_the_page(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    page.get_by_label("Uw vraag").fill(DTC)
    page.keyboard.press("Enter")
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    page.reload()
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.locator("citaat-chat mark.slice")).to_have_count(0)


def test_the_component_survives_the_server_restarting(bot: Bot, friend: Site, visit: Visit) -> None:
    settings = Settings.of(port=0, allowed_origins=(friend.origin,))
    with serving(settings, bot.interviews, lambda: bot) as first:
        friend.html = component(first.url)
        page = visit(friend.origin).page
        expect(page.get_by_label("Uw vraag")).to_be_visible()
    page.get_by_label("Uw vraag").fill(DTC)
    page.keyboard.press("Enter")
    expect(page.locator("citaat-chat .message")).to_contain_text("De server is even weg")
    again = settings.model_copy(update={"port": int(first.url.rsplit(":", 1)[1])})
    with serving(again, bot.interviews, lambda: bot):
        expect(page.locator("citaat-chat mark.slice")).to_be_visible(timeout=20_000)


def test_bad_input_to_the_component_is_a_message(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    expect(page.get_by_label("Uw vraag")).to_be_visible()
    page.evaluate("document.querySelector('citaat-chat').ask('x'.repeat(100000))")
    expect(page.locator("citaat-chat .message")).to_contain_text("100,000")
    assert page.evaluate("document.querySelector('citaat-chat').ask('  ')") is None


def test_the_chat_works_in_a_frame_on_another_origin(
    shared: Live, friend: Site, bot: Bot, visit: Visit
) -> None:
    friend.html = (
        '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Site</title>'
        f'<iframe title="Chat" src="{shared.url}/" width="420" height="700"></iframe>'
    )
    seen = visit(friend.origin)
    frame = seen.page.frame_locator("iframe")
    frame.locator("#question textarea").fill(DTC)
    frame.locator("#question textarea").press("Enter")
    reply = bot.ask(DTC)
    assert reply.quote
    expect(frame.locator(".hero .slice")).to_have_text(reply.quote.text)
    assert seen.errors == []


def test_another_site_can_neither_frame_nor_call(shared: Live, visit: Visit) -> None:
    with another_site() as stranger:
        stranger.html = (
            f'<!doctype html><title>Site</title><iframe src="{shared.url}/"></iframe>'
            f'<script type="module" src="{shared.url}/embed/citaat-chat.js"></script>'
            "<citaat-chat></citaat-chat>"
        )
        seen = visit(stranger.origin)
        seen.page.wait_for_timeout(500)
        assert any("frame-ancestors" in error for error in seen.errors)
        assert seen.page.evaluate("customElements.get('citaat-chat') === undefined")
        failed = seen.page.evaluate(
            "url => fetch(url + '/api/interviews').then(() => false, () => true)", shared.url
        )
        assert failed


def test_asking_in_the_chat_itself_still_works_beside_the_embeds(
    shared: Live, visit: Visit
) -> None:
    page = visit(shared.url).page
    ask_on(page, DTC)
    expect(page.locator(".turn.answer .slice").first).to_be_visible()
