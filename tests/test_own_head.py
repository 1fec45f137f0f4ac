"""The head of the chat's page is the site's own, for previews of links and who runs no scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Route, expect

from bot.settings import Settings
from bot.web.own_head import SPEAKS, own_page
from tests import patient
from tests.small import BAKERY, SMITHY, interview
from tests.web import FakeBot, Live, Watched, ask_on, serving

pytest_plugins = ("tests.web_fixtures",)

LEAD = 'Over brood & "vuur", in <twee> gesprekken.'
META = re.compile(r'<meta (?:name|property)="((?:og|twitter):\w+|description)" content="([^"]*)">')
GRADIO = (
    '<html><head><base href="./"/><meta\n property="og:title" content="Gradio" />'
    '<style></style><meta name="twitter:creator" content="@Gradio" /></head>'
    '<body style="x"><gradio-app></gradio-app></body></html>'
)


@pytest.fixture(scope="module")
def site() -> Iterator[Live]:
    titled = "---\ntitle: Hoefijzers uit het vuur\n---\nEen smid vertelt.\n"
    smithy = titled + SMITHY.partition("\n")[2]
    two = (interview("oven.txt", BAKERY), interview("vuur.txt", smithy))
    settings = Settings.of(port=0, title="Ambacht", lead=LEAD, accent="#0b5cad")
    with serving(settings, two, lambda: FakeBot(two)) as running:
        yield running


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize(
    ("query", "title", "description"),
    [
        ("", "Ambacht", LEAD),
        ("?vraag=Wie%3F", "Ambacht", LEAD),
        ("?interview=vuur&vraag=Wie%3F", "Hoefijzers uit het vuur", "Een smid vertelt."),
        ("?vraag=Wie%3F&vraag=Waarom%3F", "Ambacht", LEAD),
        ("?interview=%3Cb%3E", "Ambacht", LEAD),
        # Gradio knows pages of its own by this name.
        ("?page=2&deep_link=x", "Ambacht", LEAD),
    ],
)
def test_a_preview_of_a_link_is_the_sites(
    site: Live, query: str, title: str, description: str, encoding: str
) -> None:
    answer = patient.get(f"{site.url}/{query}", headers={"Accept-Encoding": encoding})
    head = answer.text.partition("</head>")[0]
    told = {name: html.unescape(value) for name, value in META.findall(head)}
    assert re.findall(r"<title>(.*?)</title>", head) == [title]
    assert told["og:title"] == title
    assert told["description"] == told["og:description"] == description
    assert told["twitter:card"] == "summary"
    assert len(re.findall('<meta[^>]+"(?:og|twitter):', head)) == len(told) - 1
    written = head.partition("<script")[0]
    assert "radio" not in written
    assert "//" not in written


def test_the_page_is_small_on_its_way(site: Live) -> None:
    """It is what each visitor waits for first, perhaps on a slow line."""
    small = patient.get(site.url, headers={"Accept-Encoding": "gzip"})
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < len(small.content) / 4
    assert "Accept-Encoding" in small.headers["vary"]


def test_a_page_that_looks_otherwise_stays_as_it_is() -> None:
    ours = own_page(GRADIO, "<title>Wij</title>", "<noscript></noscript>")
    assert ours == (
        f'<html><head><base href="./"/><title>Wij</title>\n{SPEAKS}<style></style></head>'
        '<body style="x">\n<noscript></noscript><gradio-app></gradio-app></body></html>'
    )
    for other in (
        GRADIO.replace("og:", "").replace("twitter:", ""),
        GRADIO.replace("<style>", "<title>Gradio</title><style>"),
        GRADIO.replace("</head>", ""),
        GRADIO.replace("<body", "<main"),
        "",
    ):
        assert own_page(other, "<title>Wij</title>", "<noscript></noscript>") == other


def test_a_program_goes_on_at_the_address_that_it_was_given() -> None:
    oven = interview("oven.txt", BAKERY)
    away = Settings.of(port=0, public_url="https://chat.example/vraag")
    with serving(away, [oven], lambda: FakeBot([oven])) as live:
        for encoding in ("identity", "gzip"):
            told = patient.get(f"{live.url}/config", headers={"Accept-Encoding": encoding}).json()
            # Which @gradio/client would call.
            assert "root" not in told
            assert told["dependencies"]
        chat = patient.gradio_client(live.url)
        assert chat.predict("deeg", api_name="/ask")["kind"] == "answer"
        chat.close()


def test_only_the_page_is_changed(site: Live) -> None:
    assert patient.get(f"{site.url}/config").json()["title"] == "Ambacht"
    whole = patient.get(site.url, headers={"Accept-Encoding": "identity"})
    assert patient.head(site.url, headers={"Accept-Encoding": "identity"}).headers[
        "content-length"
    ] == str(len(whole.content))


@pytest.mark.parametrize("path", ["favicon.svg", "favicon.ico"])
def test_the_icon_is_in_the_colour_of_the_site(site: Live, path: str) -> None:
    icon = patient.get(f"{site.url}/{path}")
    assert icon.headers["content-type"].startswith("image/svg+xml")
    assert 'fill="#0b5cad"' in icon.text


def test_a_link_to_a_quotation_previews_its_words(site: Live) -> None:
    (bakery, _) = site.interviews
    span = bakery.blocks[-1].sentences[0].span
    page = patient.get(f"{site.url}/bron/oven", params={"van": span.start, "tot": span.end}).text
    told = dict(META.findall(page))
    assert html.unescape(told["og:description"]) == span.of(bakery.text)
    assert told["og:title"] == bakery.title
    assert 'href="../favicon.svg"' in page


def test_without_scripts_the_interviews_can_be_read(
    site: Live, visit: Callable[..., Watched]
) -> None:
    browser = visit(f"{site.url}/healthz").page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(site.url)
    expect(page.locator("noscript li a")).to_have_count(2)
    expect(page.locator("noscript p")).to_contain_text("deze interviews lezen")
    page.get_by_role("link", name="Hoefijzers uit het vuur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoefijzers uit het vuur")
    context.close()


def test_links_lead_on_under_a_path_of_a_proxy(visit: Callable[..., Watched]) -> None:
    address = "http://chat.example/vraag"
    oven = interview("oven.txt", BAKERY)
    with serving(Settings.of(port=0), [oven], lambda: FakeBot([oven])) as live:

        def proxied(route: Route) -> None:
            told = {**route.request.headers, "x-forwarded-host": "chat.example"}
            route.fulfill(
                response=route.fetch(url=route.request.url.replace(address, live.url), headers=told)
            )

        seen = visit("about:blank")
        seen.page.route(f"{address}/**", proxied)
        seen.page.goto(f"{address}/")
        ask_on(seen.page, "deeg")
        link = seen.page.locator(".turn.answer a.open").first
        assert link.evaluate("a => a.href").startswith(f"{address}/bron/oven?van=")
        seen.page.set_content(
            f'<script type="module" src="{address}/embed/citaat-chat.js"></script><citaat-chat>'
        )
        seen.page.locator("citaat-chat input").fill("deeg")
        seen.page.keyboard.press("Enter")
        link = seen.page.locator("citaat-chat figcaption a").first
        assert link.evaluate("a => a.href").startswith(f"{address}/bron/oven?van=")
        assert seen.errors == []


def test_the_page_works_at_every_address_that_leads_to_it(visit: Callable[..., Watched]) -> None:
    public = "http://chat.example/vraag"
    oven = interview("oven.txt", BAKERY)
    with serving(Settings.of(port=0, public_url=public), [oven], lambda: FakeBot([oven])) as live:

        def proxied(route: Route) -> None:
            # As many a proxy does, without a word of the address that was called.
            own = {**route.request.headers, "origin": public.removesuffix("/vraag")}
            address = route.request.url.replace(public, live.url)
            route.fulfill(response=route.fetch(url=address, headers=own))

        for address in (live.url, public):
            seen = visit("about:blank")
            seen.page.route(f"{public}/**", proxied)
            seen.page.goto(f"{address}/")
            ask_on(seen.page, "deeg")
            expect(seen.page.locator(".turn.answer .slice").first).to_be_visible()
            assert seen.errors == []
            assert seen.strangers(address) == []
