"""The chat on somebody else's page: a real browser, and a page of another origin."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from bot.addresses import under
from bot.answer import Bot
from bot.settings import Settings
from index.interview import Interview
from tests.small import BAKERY, SMITHY, interview
from tests.web import FakeBot, Live, Site, UnsureBot, Watched, another_site, ask_on, serving

pytest_plugins = ("tests.web_fixtures",)

DTC = "wat doet het Digital Trust Center?"
Visit = Callable[..., Watched]


@contextmanager
def welcoming(friend: Site, bot: Bot | FakeBot) -> Iterator[Live]:
    """A bot's server, for which the friend's site is allowed and no other."""
    settings = Settings.of(port=0, allowed_origins=(friend.origin,))
    with serving(settings, bot.interviews, lambda: bot) as running:
        yield running


@pytest.fixture(scope="module")
def shared(bot: Bot, friend: Site) -> Iterator[Live]:
    """The product, and the friend's site."""
    with welcoming(friend, bot) as running:
        yield running


def component(chat: str, attributes: str = "", more: str = "") -> str:
    return (
        f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>Site</title>{more}'
        f'<script type="module" src="{chat}/embed/citaat-chat.js"></script>'
        f"<citaat-chat {attributes}></citaat-chat>"
    )


@contextmanager
def chatting(friend: Site, bot: Bot | FakeBot, attributes: str = "") -> Iterator[None]:
    """The friend's page has the component of a server with this bot."""
    with welcoming(friend, bot) as running:
        friend.html = component(running.url, attributes)
        yield


def type_in(page: Page, question: str) -> None:
    """Ask in the component as a visitor does."""
    page.get_by_label("Uw vraag").fill(question)
    page.keyboard.press("Enter")


def test_the_component_quotes_on_a_page_of_another_origin(
    shared: Live, friend: Site, bot: Bot, visit: Visit
) -> None:
    friend.html = component(shared.url)
    seen = visit(friend.origin)
    page = seen.page
    type_in(page, DTC)
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


def test_every_interview_has_an_example_in_its_turn(friend: Site, visit: Visit) -> None:
    two = (interview("oven.txt", BAKERY), interview("vuur.txt", SMITHY))
    with chatting(friend, FakeBot(two)):
        page = visit(friend.origin).page
        (oven, both), (vuur, same) = (one.questions for one in two)
        assert both == same
        chips = page.locator("citaat-chat .chips button")
        expect(chips).to_have_text([oven, vuur, both])
        expect(page.get_by_role("heading", name="Vraag de interviews")).to_be_visible()


@pytest.mark.parametrize(
    ("others", "heading"),
    [((), "Vraag het artikel"), ((interview("oven.txt", BAKERY),), "Vraag de teksten")],
)
def test_an_article_is_called_one(
    others: tuple[Interview, ...], heading: str, friend: Site, visit: Visit
) -> None:
    article = interview("pomp.txt", "De pomp\n\nHij pompt water op.\n\nHij doet dat met wind.\n")
    with chatting(friend, FakeBot((article, *others))):
        page = visit(friend.origin).page
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        type_in(page, "pompt")
        link = page.locator("citaat-chat figcaption a")
        expect(link).to_have_text("Lees het in het artikel ↗")
        # What is shown again was there before the server told what it is from.
        page.reload()
        expect(link).to_have_text("Lees het in het artikel ↗")
        if others:
            type_in(page, "deeg")
            expect(link.last).to_have_text("Lees het in het interview ↗")


def test_examples_come_when_the_server_does(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin, alone=True).page
    chips = page.locator("citaat-chat .chips button")
    expect(chips.first).to_be_visible()
    page.clock.install()
    page.route("**/api/interviews", lambda route: route.abort())
    page.get_by_role("button", name="Begin opnieuw").click()
    for seconds in (1, 2, 4, 8, 15, 30):
        with page.expect_event("requestfailed"):
            page.clock.run_for(seconds * 1000)
    expect(chips).to_have_count(0)
    page.unroute("**/api/interviews")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(chips.first).to_be_visible()


def test_the_quotation_comes_into_view_and_the_page_around_stays_where_it_is(
    shared: Live, friend: Site, visit: Visit
) -> None:
    below = "<p style='height: 3000px'>Onder.</p>"
    friend.html = component(shared.url) + below
    page = visit(friend.origin, width=390, height=844).page
    page.locator("citaat-chat .chips button").first.focus()
    page.keyboard.press("Enter")
    # The example that had the focus is gone.
    expect(page.get_by_label("Uw vraag")).to_be_focused()
    type_in(page, DTC)
    expect(page.locator("citaat-chat mark.slice")).to_have_count(2)
    log, words = (page.locator(f"citaat-chat {part}").last for part in (".log", "mark.slice"))
    view, quotation = log.bounding_box(), words.bounding_box()
    assert view and quotation
    assert view["y"] <= quotation["y"]
    assert quotation["y"] + quotation["height"] <= view["y"] + view["height"]
    assert page.evaluate("scrollY") == 0


def test_what_may_be_meant_is_shown_as_a_question(friend: Site, visit: Visit) -> None:
    piece = interview("stuk.txt", "Wie?\n\n“Wij zijn met vier. Wij twee ook.”\n")
    with chatting(friend, UnsureBot([piece])):
        page = visit(friend.origin).page
        type_in(page, "wij")
        turn = page.locator("citaat-chat .turn.abstain")
        expect(turn.locator("> .message")).to_have_text("Bedoelt u misschien dit?")
        expect(turn.locator(".offers mark")).to_have_text(["Wij zijn met vier.", "Wij twee ook."])
        expect(turn.locator(".offers figcaption a").first).to_be_visible()
        expect(page.locator("citaat-chat [role=status]")).to_contain_text("“Wij twee ook.”")
        page.reload()
        expect(turn.locator(".offers mark")).to_have_count(2)


def test_how_a_question_was_understood_is_told(friend: Site, visit: Visit) -> None:
    piece = interview("stuk.txt", "Wie?\n\n“Wij zijn met vier.”\n")
    with chatting(friend, FakeBot([piece])):
        page = visit(friend.origin).page
        type_in(page, "wij")
        type_in(page, "en vier?")
        turns = page.locator("citaat-chat .turn.answer")
        expect(turns.nth(1).locator(".understood")).to_have_text("Opgevat als: wij en vier?")
        expect(turns.nth(0).locator(".understood")).to_have_count(0)
        said = page.locator("citaat-chat [role=status]")
        expect(said).to_have_text("Opgevat als: wij en vier? Citaat: “Wij zijn met vier.” Stuk")


def test_the_date_of_publication_stands_beside_a_quotation(friend: Site, visit: Visit) -> None:
    piece = interview("stuk.txt", "---\ndate: 2018-11-05\n---\nWie?\n\n“Wij zijn met vier.”\n")
    with chatting(friend, FakeBot([piece])):
        page = visit(friend.origin).page
        type_in(page, "vier")
        expect(page.locator("citaat-chat figcaption time")).to_have_text("5 november 2018")


def test_the_reply_to_a_long_question_is_in_view(friend: Site, visit: Visit) -> None:
    piece = interview("stuk.txt", "Wie?\n\n“Wij zijn met vier.”\n")
    with chatting(friend, FakeBot([piece]), "style='--citaat-height: 400px'"):
        page = visit(friend.origin, width=375).page
        type_in(page, "Hoe zit dat? " * 100)
        expect(page.locator("citaat-chat .turn.abstain .message")).to_be_in_viewport()


def test_a_phones_keyboard_is_not_left_over_the_quotation(
    shared: Live, friend: Site, chromium: Browser
) -> None:
    friend.html = component(shared.url)
    page = chromium.new_page(has_touch=True, is_mobile=True, locale="nl-NL")
    page.goto(friend.origin)
    type_in(page, DTC)
    expect(page.get_by_label("Uw vraag")).not_to_be_focused()
    page.close()


def test_an_interview_that_is_gone_gives_no_examples_and_says_so(
    friend: Site, visit: Visit
) -> None:
    piece = interview("stuk.txt", "Wie?\n\n“Wij zijn met vier.”\n")
    with chatting(friend, FakeBot([piece]), 'interview="weg"'):
        page = visit(friend.origin).page
        expect(page.locator("citaat-chat .start")).to_contain_text("niet of niet meer")
        expect(page.locator("citaat-chat .chips")).to_have_count(0)
        type_in(page, "wij")
        expect(page.locator("citaat-chat .turn .message")).to_contain_text("niet of niet meer")


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


@pytest.mark.parametrize(("locale", "label"), [("en-GB", "Your question"), ("de-DE", "Uw vraag")])
def test_on_a_page_in_another_language_the_component_speaks_that_of_the_browser(
    shared: Live, friend: Site, visit: Visit, locale: str, label: str
) -> None:
    friend.html = component(shared.url).replace('lang="nl"', 'lang="de"')
    page = visit(friend.origin, locale=locale).page
    expect(page.get_by_label(label)).to_be_visible()


def test_a_conversation_stays_when_the_visitor_turns_the_page(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    type_in(page, DTC)
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    page.reload()
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.locator("citaat-chat mark.slice")).to_have_count(0)


def test_a_question_without_an_answer_outlives_the_page(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    ask_in(page, DTC)
    replied(page)
    Held(page)
    photo = "Wie maakte de foto?"
    for question in (photo, "x" * 100_000, "En waarom?"):
        page.evaluate(f"question => void {CHAT}.ask(question)", question)
    # The newer rule counts; without any in between, what is held would be let go.
    page.route("**/api/ask", lambda route: route.abort())
    page.reload()
    asked = page.locator("citaat-chat .asked bdi")
    expect(asked).to_have_count(4)
    message = page.locator("citaat-chat .turn.waiting .message").first
    expect(message).to_contain_text("zo opnieuw gesteld")
    page.unroute("**/api/ask")
    page.reload()
    # What cannot be asked is told so, and not kept.
    expect(page.locator("citaat-chat .failed .message")).to_contain_text("te lang")
    expect(page.locator("citaat-chat .turn:not(.waiting):not(.failed)")).to_have_count(3)
    page.reload()
    expect(asked).to_have_text([DTC, photo, "En waarom?"])
    expect(page.locator("citaat-chat .waiting, citaat-chat .failed")).to_have_count(0)
    page.get_by_role("button", name="Begin opnieuw").click()
    page.reload()
    expect(page.locator("citaat-chat .start")).to_be_visible()
    expect(asked).to_have_count(0)


def test_a_question_that_failed_outlives_the_page(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    page.route(
        "**/api/ask",
        lambda route: route.fulfill(
            status=429, body="Too many", headers={"Access-Control-Allow-Origin": "*"}
        ),
    )
    ask_in(page, DTC)
    again = page.get_by_role("button", name="Probeer het opnieuw")
    expect(again).to_be_visible()
    page.reload()
    expect(again).to_be_visible()
    page.unroute("**/api/ask")
    again.click()
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    page.reload()
    expect(page.locator("citaat-chat .turn")).to_have_count(1)


@pytest.mark.parametrize("kept", ["{", "null", "5", "[null]", '[{"kind": "answer"}]', '{"a": 1}'])
def test_a_store_with_something_else_in_it_does_no_harm(
    shared: Live, friend: Site, visit: Visit, kept: str
) -> None:
    friend.html = component(shared.url)
    seen = visit(friend.origin)
    page = seen.page
    page.evaluate(f"kept => sessionStorage.setItem('citaat:{shared.url}/', kept)", kept)
    page.reload()
    ask_in(page, DTC)
    assert replied(page)["kind"] == "answer"
    expect(page.locator("citaat-chat .turn")).to_have_count(1)
    assert seen.errors == []


def test_the_component_survives_the_server_restarting(bot: Bot, friend: Site, visit: Visit) -> None:
    settings = Settings.of(port=0, allowed_origins=(friend.origin,))
    with serving(settings, bot.interviews, lambda: bot) as first:
        friend.html = component(first.url)
        page = visit(friend.origin).page
        expect(page.get_by_label("Uw vraag")).to_be_visible()
    type_in(page, DTC)
    expect(page.locator("citaat-chat .message")).to_contain_text("De server is even weg")
    again = settings.model_copy(update={"port": int(first.url.rsplit(":", 1)[1])})
    with serving(again, bot.interviews, lambda: bot):
        expect(page.locator("citaat-chat mark.slice")).to_be_visible()


def test_bad_input_to_the_component_is_a_message(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    expect(page.get_by_label("Uw vraag")).to_be_visible()
    page.evaluate(
        """() => {
          addEventListener("citaat-error", (event) => { window.told = event.detail.message; });
          document.querySelector("citaat-chat").ask("x".repeat(100000));
        }"""
    )
    expect(page.locator("citaat-chat .turn .message")).to_contain_text("te lang")
    assert "100,000" in page.evaluate("told")
    for nothing in ("'  '", "", "undefined", "null"):
        assert page.evaluate(f"document.querySelector('citaat-chat').ask({nothing})") is None
    expect(page.locator("citaat-chat .turn")).to_have_count(1)


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
        with seen.page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            seen.page.reload()
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


CHAT = "document.querySelector('citaat-chat')"
# As frameworks write them: small rems, and rules for all elements at once.
HARSH = (
    "<style>html { font-size: 62.5% } * { text-transform: uppercase; letter-spacing: 3px;"
    " text-align: center; white-space: nowrap; text-indent: 20px; color: red; font-size: 9px;"
    " line-height: 3; word-spacing: 9px; font-style: italic }</style>"
)
LOOKS = """() => ["h2", ".asked", ".who", "mark", ".rest", "figcaption", ".chips button", "input"]
  .map(name => document.querySelector("citaat-chat").shadowRoot.querySelector(name))
  .map(node => getComputedStyle(node))
  .map(style => ["textTransform", "letterSpacing", "textAlign", "whiteSpace", "textIndent", "color",
    "fontSize", "lineHeight", "wordSpacing", "fontStyle", "padding"].map(name => style[name]))"""


class Held:
    """Questions on their way to the server, which go on when the test lets them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._routes: list[Route] = []
        page.route("**/api/ask", self._hold)

    def _hold(self, route: Route) -> None:
        self._routes.append(route)

    @property
    def waiting(self) -> int:
        return len(self._routes)

    def next(self) -> Route:
        for _ in range(20_000):
            if self._routes:
                return self._routes.pop(0)
            self._page.evaluate("0")  # whatever: routes arrive while the page is talked to
        raise AssertionError("no question was sent")


def history_of(route: Route) -> list[str]:
    """The earlier questions that one takes along."""
    asked = json.loads(route.request.post_data or "")
    return [str(question) for question in asked["history"]]


def heard(page: Page) -> None:
    """Keep what the component tells in `heard`, from now on."""
    page.evaluate(
        "names => { window.heard = []; for (const name of names)"
        " addEventListener(`citaat-${name}`, e => heard.push([name, e.detail])); }",
        ["question", "reply", "error", "open", "close"],
    )


def ask_in(page: Page, question: str) -> None:
    """Ask by the component's method; its promise is kept in `asked`."""
    page.evaluate(f"question => {{ window.asked = {CHAT}.ask(question); }}", question)


def replied(page: Page, promise: str = "asked") -> Any:
    """What the promise became; fails when it stays one."""
    became = page.wait_for_function(f"{promise}.then(reply => ({{ reply }}))").json_value()
    return became["reply"]


def test_questions_are_asked_one_after_another(
    shared: Live, friend: Site, bot: Bot, visit: Visit
) -> None:
    friend.html = component(shared.url)
    seen = visit(friend.origin)
    page = seen.page
    held = Held(page)
    page.evaluate(
        f"q => {{ window.all = Promise.all([{CHAT}.ask(q), {CHAT}.ask('En waarom?')]) }}", DTC
    )
    first = held.next()
    turns = page.locator("citaat-chat .turn")
    expect(turns).to_have_count(2)
    assert held.waiting == 0
    first.continue_()
    second = held.next()
    assert history_of(second) == [DTC]
    second.continue_()
    replies = replied(page, "all")
    expected = (bot.ask(DTC), bot.ask("En waarom?", [DTC]))
    assert replies == [under(shared.url, reply).as_json() for reply in expected]
    expect(turns.locator(".asked bdi")).to_have_text([DTC, "En waarom?"])
    expect(page.locator("citaat-chat .waiting")).to_have_count(0)
    assert seen.errors == []


def test_starting_over_lets_go_of_a_question_underway(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    held = Held(page)
    ask_in(page, DTC)
    held.next()
    page.get_by_role("button", name="Begin opnieuw").click()
    assert replied(page) is None
    ask_in(page, "Wie maakte de foto?")
    fresh = held.next()
    assert history_of(fresh) == []
    fresh.continue_()
    expect(page.locator("citaat-chat .turn")).to_have_count(1)


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (429, "text/html", "<h1>Too many requests</h1>"),
        (404, "application/json", '{"detail": "Not Found"}'),
        (413, "application/json", '{"error": "too large"}'),
        (400, "text/plain", ""),
        (200, "text/html", "<h1>Welcome to this hotel</h1>"),
        (200, "application/json", '{"ok": true}'),
    ],
)
def test_an_answer_that_is_not_ours_is_a_message(
    shared: Live, friend: Site, visit: Visit, status: int, kind: str, body: str
) -> None:
    friend.html = component(shared.url)
    seen = visit(friend.origin)
    page = seen.page
    allow = {"Access-Control-Allow-Origin": "*"}
    page.route(
        "**/api/ask",
        lambda route: route.fulfill(status=status, content_type=kind, body=body, headers=allow),
    )
    heard(page)
    ask_in(page, DTC)
    assert replied(page) is None
    message = f"Het antwoord van de server is niet te lezen. (HTTP {status})"
    expect(page.locator("citaat-chat .message")).to_have_text(message)
    assert page.evaluate("heard.at(-1)") == ["error", {"message": message}]
    assert [error for error in seen.errors if "Failed to load resource" not in error] == []
    page.unroute("**/api/ask")
    page.get_by_role("button", name="Probeer het opnieuw").click()
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    expect(page.locator("citaat-chat .turn")).to_have_count(1)


def test_a_promise_holds_until_the_server_is_back(
    shared: Live, friend: Site, bot: Bot, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin, alone=True).page
    page.clock.install()
    page.route("**/api/ask", lambda route: route.abort(), times=1)
    ask_in(page, DTC)
    expect(page.locator("citaat-chat .message")).to_contain_text("zo opnieuw gesteld")
    page.clock.run_for(1000)
    assert replied(page) == under(shared.url, bot.ask(DTC)).as_json()


def test_a_server_that_never_answers_is_away(
    shared: Live, friend: Site, bot: Bot, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin, alone=True).page
    page.clock.install()
    heard(page)
    held = Held(page)
    ask_in(page, DTC)
    held.next()
    page.clock.run_for(30_000)
    expect(page.locator("citaat-chat .message")).to_contain_text("zo opnieuw gesteld")
    assert page.evaluate("heard.at(-1)") == ["error", {"message": "No answer within 30 seconds."}]
    page.clock.run_for(1000)
    held.next().continue_()
    assert replied(page) == under(shared.url, bot.ask(DTC)).as_json()


def test_it_gives_up_aloud_and_asks_again_when_the_visitor_is_online(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin, alone=True).page
    page.clock.install()
    heard(page)
    page.route("**/api/ask", lambda route: route.abort())
    ask_in(page, DTC)
    for tries, seconds in enumerate((1, 2, 4, 8, 15, 30), start=1):
        page.wait_for_function(
            "tries => heard.filter(([name]) => name === 'error').length === tries", arg=tries
        )
        page.clock.run_for(seconds * 1000)
    assert replied(page) is None
    shown = page.locator("citaat-chat .message")
    expect(shown).to_have_text("De server is niet bereikbaar.")
    page.get_by_role("button", name="Probeer het opnieuw").click()
    expect(shown).to_contain_text("zo opnieuw gesteld")
    page.unroute("**/api/ask")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    expect(page.locator("citaat-chat .turn")).to_have_count(1)
    assert page.evaluate("heard.filter(([name]) => name === 'question').length") == 1


def test_a_page_with_small_rems_and_rules_for_everything_changes_nothing(
    shared: Live, friend: Site, visit: Visit
) -> None:
    looks = []
    for style in ("", HARSH):
        friend.html = component(shared.url, "", style)
        page = visit(friend.origin).page
        ask_in(page, DTC)
        expect(page.locator("citaat-chat mark.slice")).to_be_visible()
        looks.append(page.evaluate(LOOKS))
    assert looks[0] == looks[1]
    assert page.locator("citaat-chat h2").evaluate("e => getComputedStyle(e).fontSize") == "17px"


@pytest.mark.parametrize("room", [1200, 320])
def test_its_width_does_not_follow_what_is_in_it(
    shared: Live, friend: Site, visit: Visit, room: int
) -> None:
    flex = "<style>body { margin: 0; display: flex; align-items: start }</style>"
    friend.html = component(shared.url, "", flex)
    page = visit(friend.origin, width=room).page
    panel = page.locator("citaat-chat .panel")
    width = "panel => panel.getBoundingClientRect().width"
    before = panel.evaluate(width)
    assert 320 <= before <= room
    for question in (DTC, "x"):
        ask_in(page, question)
        replied(page)
        assert panel.evaluate(width) == before


@pytest.mark.parametrize(
    "around",
    [
        "<main>",
        "<fieldset>",
        "<table><td>",
        "<div style='display: flex'><main>",
        "<div style='display: grid; grid-template-columns: 1fr'><main>",
        "<div style='display: flex; flex-direction: column; align-items: start'><main>",
        "<div style='float: left'>",
    ],
)
@pytest.mark.parametrize("room", [1280, 375])
def test_it_fits_in_whatever_holds_it(
    shared: Live, friend: Site, visit: Visit, room: int, around: str
) -> None:
    friend.html = component(shared.url).replace("<citaat-chat", f"{around}<citaat-chat")
    page = visit(friend.origin, width=room).page
    page.locator("citaat-chat .panel").wait_for()
    whole = page.evaluate("document.documentElement.scrollWidth")
    chat = page.locator("citaat-chat").evaluate("e => e.offsetWidth")
    assert whole == room
    assert chat >= min(672, room - 48)


def test_it_can_be_as_high_as_what_holds_it(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url, "style='--citaat-height: 100%'").replace(
        "<citaat-chat", "<div style='height: 400px'><citaat-chat"
    )
    page = visit(friend.origin).page
    panel = page.locator("citaat-chat .panel")
    ask_in(page, DTC)
    replied(page)
    assert panel.evaluate("panel => panel.getBoundingClientRect().height") == 400


def test_it_is_hidden_with_what_holds_it(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url, 'style="visibility: hidden"')
    page = visit(friend.origin).page
    expect(page.locator("citaat-chat .panel")).to_be_attached()
    expect(page.locator("citaat-chat .panel")).not_to_be_visible()


def test_words_run_in_their_own_direction(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url).replace("<html", '<html dir="rtl"')
    page = visit(friend.origin).page
    ask_in(page, DTC)
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    for part in (".asked bdi", ".who", "blockquote", ".chips button"):
        node = page.locator(f"citaat-chat {part}").first
        assert node.evaluate("e => getComputedStyle(e).direction") == "ltr"
        assert node.evaluate("e => e.dir === 'auto' || e.localName === 'bdi'")


def test_what_is_typed_is_no_shortcut_of_the_page(shared: Live, friend: Site, visit: Visit) -> None:
    keys = "['keydown', 'keypress', 'keyup']"
    friend.html = component(shared.url) + (
        f"<script>window.pressed = []; for (const name of {keys}) document.addEventListener(name,"
        "({key, target}) => { if (target.tagName !== 'INPUT') pressed.push(key); })</script>"
    )
    page = visit(friend.origin).page
    field = page.get_by_label("Uw vraag")
    field.press_sequentially("s/ ?é")
    expect(field).to_have_value("s/ ?é")
    assert page.evaluate("pressed") == []
    # What is no letter may be the page's.
    field.press("Control+k")
    field.press("Escape")
    assert {"k", "Escape"} <= set(page.evaluate("pressed"))


def test_an_answer_moves_the_log_and_not_the_page(shared: Live, friend: Site, visit: Visit) -> None:
    filled = component(shared.url, "style='--citaat-height: 300px'")
    friend.html = f'{filled}<div style="height: 3000px"></div>'.replace(
        "<citaat-chat", '<div style="height: 700px"></div><citaat-chat'
    )
    page = visit(friend.origin, height=800).page
    log = page.locator("citaat-chat .log")
    page.evaluate("scrollTo(0, 500)")
    for question in (DTC, "Wie maakte de foto?"):
        ask_in(page, question)
        replied(page)
    assert page.evaluate("scrollY") == 500
    at_the_answer = log.evaluate(
        "log => log.lastElementChild.getBoundingClientRect().top - log.getBoundingClientRect().top"
    )
    assert 0 <= at_the_answer < 100
    assert log.evaluate("log => log.scrollTop") > 0
    page.reload()
    expect(page.locator("citaat-chat .turn")).to_have_count(2)
    assert log.evaluate("log => log.scrollTop") > 0
    page.wait_for_function("scrollY === 500")  # which Chromium restores by itself


def test_what_came_while_it_was_not_displayed_is_in_view_when_it_is(
    shared: Live, friend: Site, visit: Visit
) -> None:
    chat = component(shared.url, "style='--citaat-height: 300px'")
    friend.html = chat.replace("<citaat-chat", '<div id="tab" hidden><citaat-chat') + "</div>"
    page = visit(friend.origin).page
    log = page.locator("citaat-chat .log")

    def displayed(*, shown: bool) -> None:
        # The observer has seen it by the second frame.
        page.evaluate(
            """shown => { tab.hidden = !shown; return new Promise((seen) =>
            requestAnimationFrame(() => requestAnimationFrame(seen))); }""",
            shown,
        )

    def in_view() -> bool:
        within: bool = log.evaluate(
            """log => {
            const last = [...log.querySelectorAll("mark, .message")].at(-1);
            const [view, words] = [log, last].map((node) => node.getBoundingClientRect());
            return words.top >= view.top && words.top < view.bottom; }"""
        )
        return within

    for question in (DTC, "Wie maakte de foto?", "Waarom samenwerken?"):
        page.locator("citaat-chat").evaluate("(chat, question) => chat.ask(question)", question)
    displayed(shown=True)
    assert in_view()
    page.reload()
    expect(page.locator("citaat-chat .turn")).to_have_count(3)
    displayed(shown=True)
    assert in_view()
    # Where a reader is stays, while nothing came.
    log.evaluate("log => { log.scrollTop = 10; }")
    displayed(shown=False)
    displayed(shown=True)
    assert log.evaluate("log => log.scrollTop") == 10


def test_it_can_be_moved_while_it_asks(shared: Live, friend: Site, bot: Bot, visit: Visit) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    held = Held(page)
    ask_in(page, DTC)
    underway = held.next()
    page.evaluate(f"() => {{ window.chat = {CHAT}; chat.remove(); }}")
    underway.continue_()
    assert replied(page) == under(shared.url, bot.ask(DTC)).as_json()
    page.evaluate("document.body.append(chat)")
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()


def test_it_keeps_its_looks_in_another_document(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url) + "<iframe></iframe>"
    seen = visit(friend.origin)
    page, frame = seen.page, seen.page.frame_locator("iframe")
    ask_in(page, DTC)
    replied(page)
    # By way of a template, whose document has no window.
    page.evaluate(
        f"""() => {{ window.chat = {CHAT};
        document.createElement('template').content.append(chat);
        document.querySelector('iframe').contentDocument.body.append(chat); }}"""
    )
    expect(frame.locator("mark.slice")).to_be_visible()
    assert frame.locator(".panel").evaluate("e => getComputedStyle(e).display") == "flex"
    page.evaluate("document.body.append(chat)")
    assert page.locator(".panel").evaluate("e => getComputedStyle(e).display") == "flex"
    assert [error for error in seen.errors if "favicon" not in error] == []


def test_an_attribute_may_change_at_any_time(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url, 'mode="button" open')
    page = visit(friend.origin).page
    heard(page)
    ask_in(page, DTC)
    quoted = page.locator("citaat-chat mark.slice")
    expect(quoted).to_be_visible()
    chat = page.locator("citaat-chat")
    chat.evaluate("chat => chat.removeAttribute('open')")
    expect(quoted).not_to_be_visible()
    chat.evaluate("chat => chat.setAttribute('lang', 'en')")
    page.get_by_role("button", name="Ask a question").click()
    expect(quoted).to_be_visible()
    expect(page.get_by_label("Your question")).to_be_focused()
    expect(page.locator("citaat-chat .asked")).to_have_text(f"You asked: {DTC}")
    chat.evaluate("chat => chat.setAttribute('heading', 'Ask Jos')")
    expect(page.get_by_role("heading", name="Ask Jos")).to_be_visible()
    chat.evaluate("chat => { chat.removeAttribute('open'); chat.removeAttribute('mode'); }")
    expect(quoted).to_be_visible()
    expect(page.get_by_role("button", name="Close")).not_to_be_visible()
    names = [name for name, _ in page.evaluate("heard")]
    assert names == ["question", "reply", "close", "open", "close", "open"]
    # Another chat, or another server, is another conversation.
    chat.evaluate("chat => { chat.id = 'tweede'; }")
    expect(quoted).to_have_count(0)
    chat.evaluate("chat => chat.removeAttribute('id')")
    expect(quoted).to_be_visible()
    with page.expect_request(f"{friend.origin}/other/api/interviews"):
        chat.evaluate("chat => chat.setAttribute('src', '/other')")
    expect(quoted).to_have_count(0)


def test_an_inline_chat_cannot_be_folded_away(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url, "open")
    page = visit(friend.origin).page
    heard(page)
    field = page.get_by_label("Uw vraag")
    for folding in ("chat.removeAttribute('open')", "chat.hide()", "chat.show(), chat.hide()"):
        page.locator("citaat-chat").evaluate(f"chat => {{ {folding}; }}")
        expect(field).to_be_visible()
    assert page.evaluate("heard") == []
    page.locator("citaat-chat").evaluate("chat => chat.setAttribute('mode', 'button')")
    expect(page.get_by_role("button", name="Stel een vraag")).to_be_visible()
    expect(field).not_to_be_visible()


def test_its_address_may_be_assigned_as_a_property(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    chat = page.locator("citaat-chat")
    with page.expect_request(f"{friend.origin}/other/api/interviews"):
        chat.evaluate("chat => { chat.src = '/other'; }")
    assert chat.get_attribute("src") == "/other"
    assert chat.evaluate("chat => chat.src") == f"{friend.origin}/other/"
    for nothing in ("null", "undefined"):
        assert chat.evaluate(f"chat => {{ chat.src = {nothing}; return chat.src; }}") == (
            f"{shared.url}/"
        )
        assert chat.get_attribute("src") is None


def test_what_it_is_told_by_attributes_may_be_assigned(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url, 'mode="button"')
    page = visit(friend.origin).page
    chat, field = page.locator("citaat-chat"), page.get_by_label("Uw vraag")
    launch = page.get_by_role("button", name="Stel een vraag")
    # As Vue does with `:open="shown"`.
    for shown in (False, True, False):
        chat.evaluate("(chat, shown) => { chat.open = shown; }", shown)
        assert chat.evaluate("chat => chat.open") is shown
        expect(field if shown else launch).to_be_visible()
        expect(launch if shown else field).not_to_be_visible()
    for name, value in (
        ("heading", "Vraag het Jos"),
        ("theme", "dark"),
        ("interview", "jos-de-groot-digitalisering"),
        ("mode", "inline"),
    ):
        chat.evaluate(f"(chat, value) => {{ chat.{name} = value; }}", value)
        assert chat.get_attribute(name) == chat.evaluate(f"chat => chat.{name}") == value
    expect(page.get_by_role("heading", name="Vraag het Jos")).to_be_visible()
    for nothing in ("null", "undefined"):
        assert chat.evaluate(f"chat => {{ chat.mode = {nothing}; return chat.mode; }}") is None
        assert chat.get_attribute("mode") is None


def test_what_was_assigned_before_the_script_came_is_heard(
    shared: Live, friend: Site, visit: Visit
) -> None:
    early = "Object.assign(document.querySelector('citaat-chat'), {mode: 'button', open: true})"
    friend.html = f"{component(shared.url)}<script>{early}</script>"
    page = visit(friend.origin).page
    page.get_by_role("button", name="Sluiten").click()
    chat = page.locator("citaat-chat")
    assert chat.evaluate("chat => [chat.open, chat.mode]") == [False, "button"]


def test_its_address_may_be_assigned_before_the_script_comes(
    shared: Live, friend: Site, visit: Visit
) -> None:
    early = f"document.querySelector('citaat-chat').src = '{shared.url}'"
    # A module runs once the whole page is there.
    friend.html = f"{component(shared.url)}<script>{early}</script>"
    page = visit(friend.origin).page
    type_in(page, DTC)
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    assert page.locator("citaat-chat").get_attribute("src") == shared.url


def test_one_that_is_not_on_a_page_says_so(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    message = page.evaluate(
        "document.createElement('citaat-chat').ask('x').then(() => '', error => error.message)"
    )
    assert message == "Put <citaat-chat> on the page before you ask it something."


def test_a_quotation_is_read_in_its_own_language(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url).replace('lang="nl"', 'lang="en"')
    page = visit(friend.origin).page
    spoken = "e => e.closest('[lang]').lang"
    chips = page.locator("citaat-chat .chips button")
    assert chips.first.evaluate(spoken) == "nl"
    assert page.locator("citaat-chat h2").evaluate(spoken) == "en"
    ask_in(page, "What does the Digital Trust Center do?")
    expect(page.locator("citaat-chat mark.slice")).to_be_visible()
    for part in ("mark.slice", ".who", ".chips button", "[role=status] span"):
        assert page.locator(f"citaat-chat {part}").first.evaluate(spoken) == "nl"
    assert page.locator("citaat-chat figcaption a").evaluate(spoken) == "en"
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("citaat-chat [role=status]")).to_be_empty()


def test_only_the_question_is_in_a_language_that_the_chat_does_not_speak(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url).replace('lang="nl"', 'lang="en"')
    page = visit(friend.origin).page
    ask_in(page, "Was macht das Digital Trust Center und wo kann ich mein Auto parken?")
    replied(page)
    spoken = "e => e.closest('[lang]').lang"
    tongues = {
        ".asked .vh span": "en",
        ".asked bdi": "de",
        ".chips-title": "nl",
        "[role=status]": "nl",
    }
    for part, tongue in tongues.items():
        assert page.locator(f"citaat-chat {part}").first.evaluate(spoken) == tongue


def test_the_reply_itself_may_name_the_language_of_the_quotation(
    shared: Live, friend: Site, bot: Bot, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    reply = bot.ask(DTC).as_json()
    reply["source"]["language"] = "de"
    allow = {"Access-Control-Allow-Origin": "*"}
    page.route("**/api/ask", lambda route: route.fulfill(json=reply, headers=allow))
    ask_in(page, DTC)
    expect(page.locator("citaat-chat blockquote")).to_have_attribute("lang", "de")


def test_the_keyboard_goes_on_from_a_question_that_was_offered(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url, 'mode="button" open')
    page = visit(friend.origin).page
    page.locator("citaat-chat .start button").first.focus()
    page.keyboard.press("Enter")
    turn = page.locator("citaat-chat .turn:not(.waiting)")
    expect(page.get_by_label("Uw vraag")).to_be_focused()
    page.get_by_label("Uw vraag").evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Escape', isComposing: true, bubbles: true, composed: true}))"
    )
    expect(turn).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Stel een vraag")).to_be_focused()


def test_each_chat_of_a_page_keeps_its_own_conversation(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = (
        component(shared.url) + "<citaat-chat></citaat-chat><citaat-chat id=x></citaat-chat>"
    )
    page = visit(friend.origin).page
    questions = [DTC, "Wie maakte de foto?", "Waarom samenwerken?"]
    page.evaluate(
        "questions => Promise.all([...document.querySelectorAll('citaat-chat')]"
        ".map((chat, at) => chat.ask(questions[at])))",
        questions,
    )
    page.reload()
    expect(page.locator("citaat-chat .asked bdi")).to_have_text(questions)


def test_a_number_for_an_id_is_not_the_place_of_another_chat(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url, 'id="1"') + "<citaat-chat></citaat-chat>"
    page = visit(friend.origin).page
    ask_in(page, DTC)
    replied(page)
    page.reload()
    expect(page.locator("citaat-chat .asked bdi")).to_have_text([DTC])


def test_a_chat_whose_place_was_given_away_keeps_its_conversation_elsewhere(
    shared: Live, friend: Site, visit: Visit
) -> None:
    friend.html = component(shared.url)
    page = visit(friend.origin).page
    held = Held(page)
    ask_in(page, DTC)
    underway = held.next()
    page.evaluate(f"() => {{ window.first = {CHAT}; first.remove(); }}")
    page.evaluate("document.body.append(document.createElement('citaat-chat'))")
    # The new one goes on with what was kept, and the other with what it waits for.
    again = held.next()
    page.evaluate(f"{CHAT}.clear()")
    again.abort()
    underway.continue_()
    assert replied(page)["kind"] == "answer"
    page.evaluate(f"() => {{ window.asked = {CHAT}.ask('Wie maakte de foto?'); }}")
    held.next().continue_()
    replied(page)
    page.evaluate("document.body.append(first)")
    both = ["Wie maakte de foto?", DTC]
    asked = page.locator("citaat-chat .asked bdi")
    expect(asked).to_have_text(both)
    friend.html = component(shared.url) + "<citaat-chat></citaat-chat>"
    page.reload()
    expect(asked).to_have_text(both)
    expect(page.locator("citaat-chat mark.slice")).to_have_count(2)


def test_the_whole_conversation_is_printed(shared: Live, friend: Site, visit: Visit) -> None:
    friend.html = component(shared.url, 'mode="button" open theme="dark"')
    page = visit(friend.origin, height=600).page
    for question in (DTC, "Wie maakte de foto?", "Waarom samenwerken?"):
        ask_in(page, question)
        replied(page)
    page.emulate_media(media="print")
    assert page.locator("citaat-chat .log").evaluate("e => e.scrollHeight <= e.clientHeight")
    assert page.evaluate("document.documentElement.scrollHeight > innerHeight")
    expect(page.get_by_label("Uw vraag")).not_to_be_visible()
    ink = page.locator("citaat-chat .panel").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ink == "rgb(250, 247, 241)"


@pytest.mark.parametrize("mode", ["inline", "button"])
def test_there_is_room_to_read_at_four_times_the_size(
    shared: Live, friend: Site, visit: Visit, mode: str
) -> None:
    friend.html = component(shared.url, f'mode="{mode}" open')
    page = visit(friend.origin, width=320, height=256).page
    log = page.locator("citaat-chat .log").bounding_box()
    field = page.get_by_label("Uw vraag").bounding_box()
    assert log is not None
    assert field is not None
    assert log["height"] >= 128
    assert field["y"] + field["height"] <= 256
    assert field["height"] >= 24


def test_a_page_may_have_a_policy_of_its_own(shared: Live, friend: Site, visit: Visit) -> None:
    policy = f"default-src 'none'; script-src {shared.url}; connect-src {shared.url}"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    friend.html = component(shared.url, "", meta)
    seen = visit(friend.origin)
    seen.page.locator("citaat-chat .chips button").first.click()
    expect(seen.page.locator("citaat-chat mark.slice")).to_be_visible()
    assert seen.page.locator("citaat-chat .panel").evaluate("e => e.clientHeight") == 542
    assert [error for error in seen.errors if "favicon" not in error] == []


def test_a_page_can_pin_the_colours(shared: Live, friend: Site, visit: Visit) -> None:
    light, dark = "rgb(250, 247, 241)", "rgb(23, 20, 15)"
    for attributes, visitor, paper in (
        ("", False, light),
        ("", True, dark),
        ('theme="light"', True, light),
        ('theme="dark"', False, dark),
    ):
        friend.html = component(shared.url, attributes)
        panel = visit(friend.origin, dark=visitor).page.locator("citaat-chat .panel")
        assert panel.evaluate("e => getComputedStyle(e).backgroundColor") == paper


def test_a_page_can_have_a_second_accent_for_the_dark(
    shared: Live, friend: Site, visit: Visit
) -> None:
    style = "style='--citaat-accent: light-dark(rgb(1, 1, 1), rgb(9, 9, 9))'"
    for theme, accent in (("light", "rgb(1, 1, 1)"), ("dark", "rgb(9, 9, 9)")):
        friend.html = component(shared.url, f'theme="{theme}" {style}')
        send = visit(friend.origin).page.locator("citaat-chat form button")
        assert send.evaluate("e => getComputedStyle(e).backgroundColor") == accent
