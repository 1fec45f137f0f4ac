"""The chat as a visitor sees it, in headless Chromium."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from bot.answer import Bot
from bot.lazy import LazyBot
from bot.reply import Reply
from bot.settings import Settings
from bot.wording.labels import DUTCH
from index.interview import Interview
from tests.patient import PATIENCE
from tests.web import FakeBot, Live, Watched, ask_on, interviews_of, serving, watch

pytest_plugins = ("tests.web_fixtures",)

DTC = "wat doet het Digital Trust Center?"
PARKING = "waar kan ik mijn auto parkeren?"
Visit = Callable[..., Watched]
LOOKS = [
    pytest.param({"width": 1280}, id="desktop-light"),
    pytest.param({"width": 1280, "dark": True}, id="desktop-dark"),
    pytest.param({"width": 390, "height": 844}, id="phone-light"),
    pytest.param({"width": 390, "height": 844, "dark": True}, id="phone-dark"),
]


@contextmanager
def opened(chromium: Browser, url: str) -> Iterator[Watched]:
    """A page that several tests use in turn, as a page of Gradio's takes long to load."""
    context = chromium.new_context(locale="nl-NL", reduced_motion="reduce")
    seen = watch(context)
    seen.page.goto(url)
    yield seen
    context.close()


def begun_anew(seen: Watched) -> Watched:
    """The page as the next test takes it over; the last may not have waited for its reply."""
    expect(seen.page.locator(".turn.pending")).to_have_count(0)
    if seen.page.locator(".turn").count():
        seen.page.get_by_role("button", name=DUTCH.anew).click()
    expect(seen.page.locator(".examples")).to_be_visible()
    seen.errors.clear()
    return seen


@pytest.fixture(scope="module")
def opened_live(chromium: Browser, live: Live) -> Iterator[Watched]:
    with opened(chromium, live.url) as seen:
        yield seen


@pytest.fixture
def at_hand(opened_live: Watched) -> Watched:
    """The product's page, for a test that does not care what was asked on it before."""
    return begun_anew(opened_live)


@pytest.mark.parametrize("look", LOOKS)
def test_a_visitor_asks_and_sees_the_interviews_words(
    live: Live, bot: Bot, visit: Visit, look: dict[str, object]
) -> None:
    seen = visit(live.url, **look)
    page = seen.page
    ask_on(page, DTC)
    reply = bot.ask(DTC)
    assert reply.quote and reply.passage and reply.source and reply.passage.question
    turn = page.locator(".turn.answer")
    assert turn.locator(".hero .slice").inner_text() == reply.quote.text
    assert turn.locator(".hero blockquote").evaluate("e => e.textContent").split() == (
        reply.passage.text.split()
    )
    expect(turn.locator(".hero .interviewer")).to_contain_text(reply.passage.question)
    expect(turn.locator(".hero .speaker")).to_have_text(str(reply.passage.speaker))
    expect(turn.locator(".hero cite")).to_have_text(reply.source.title)
    # A phone's screen is for the quotation.
    is_wide = page.evaluate("matchMedia('(min-width: 31rem)').matches")
    expect(page.locator("#closing")).to_be_visible(visible=is_wide)
    ask_on(page, PARKING)
    expect(page.locator(".turn.abstain .message")).to_have_text(bot.ask(PARKING).message)
    assert page.locator(".turn.abstain mark").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.errors == []
    assert seen.strangers(live.url) == []


def test_the_interviews_questions_are_examples_that_can_be_clicked(
    live: Live, at_hand: Watched
) -> None:
    page = at_hand.page
    examples = page.locator(".examples .chip")
    (interview,) = live.interviews
    expect(examples).to_have_text(list(interview.questions))
    examples.first.click()
    expect(page.locator(".turn .asked .words")).to_have_text(interview.questions[0])


def test_a_suggestion_after_an_abstention_can_be_clicked(at_hand: Watched) -> None:
    page = at_hand.page
    ask_on(page, PARKING)
    page.locator(".turn.abstain .chip").first.click()
    expect(page.locator(".turn.answer mark.slice").first).to_be_visible()


def test_a_follow_up_brings_the_earlier_questions_along(bot: Bot, at_hand: Watched) -> None:
    page = at_hand.page
    ask_on(page, DTC)
    ask_on(page, "en waarom?")
    alone = bot.ask("en waarom?", [DTC])
    if alone.quote is not None:
        shown = page.locator(".turn").nth(1).locator(".hero .slice").inner_text()
        assert shown == alone.quote.text
    else:
        expect(page.locator(".turn").nth(1).locator(".message")).to_have_text(alone.message)


def test_two_visitors_do_not_see_each_others_questions(live: Live, visit: Visit) -> None:
    one, other = visit(live.url).page, visit(live.url).page
    ask_on(one, DTC)
    assert other.locator(".turn").count() == 0
    ask_on(other, PARKING)
    assert one.locator(".turn").count() == 1


def test_everything_works_by_keyboard_alone(live: Live, visit: Visit) -> None:
    page = visit(live.url).page
    page.locator("#question textarea").wait_for()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_be_focused()
    page.locator(".skip").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".examples .chip").first).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".turn.answer").wait_for()
    reached = []
    page.locator("#question textarea").focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        reached.append(
            page.evaluate(
                "[document.activeElement.tagName, document.activeElement.className,"
                " JSON.stringify(document.activeElement.dataset)].join(' ')"
            )
        )
    path = "\n".join(reached)
    for stop in ("data-ask", "SUMMARY", "useful", "share", "copy", "A open"):
        assert stop.removeprefix("data-") in path
    page.locator(".more summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".more .other").first).to_be_visible()


def test_a_screen_reader_hears_the_quotation_and_its_source(bot: Bot, at_hand: Watched) -> None:
    page = at_hand.page
    ask_on(page, DTC)
    reply = bot.ask(DTC)
    assert reply.quote and reply.source and reply.passage
    status = page.locator("#conversation [role=status]")
    for part in (reply.quote.text, reply.source.title, str(reply.passage.speaker)):
        expect(status).to_contain_text(part)
    expect(page.get_by_role("heading", level=2, name=DTC)).to_be_visible()
    expect(page.get_by_role("textbox", name="Uw vraag")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "button", "lang"),
    [
        ("nl-NL", "Vraag", "nl"),
        ("en-GB", "Ask", "en"),
        ("en-US", "Ask", "en"),
        ("de-DE", "Vraag", "nl"),
        ("tr-TR", "Vraag", "nl"),
        ("fr-BE", "Vraag", "nl"),
        ("fy-NL", "Vraag", "nl"),
    ],
)
def test_the_page_speaks_the_browsers_language(
    live: Live, visit: Visit, locale: str, button: str, lang: str
) -> None:
    page = visit(live.url, locale=locale).page
    expect(page.locator("#send")).to_have_text(button)
    assert page.evaluate("document.documentElement.lang") == lang
    expect(page.locator(f".opening .lead .say[lang={lang}]")).to_be_visible()


def test_the_page_is_english_where_the_browser_likes_that_better_than_dutch(
    live: Live, chromium: Browser
) -> None:
    page = chromium.new_page(locale="de-DE")
    page.add_init_script(
        "Object.defineProperty(navigator, 'languages', { value: ['de-DE', 'en-GB', 'nl'] })"
    )
    page.goto(live.url)
    expect(page.locator("#send")).to_have_text("Ask")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.close()


def test_the_frame_around_the_answer_speaks_the_questions_language(at_hand: Watched) -> None:
    page = at_hand.page
    ask_on(page, "What does the Digital Trust Center do?")
    turn = page.locator(".turn").first
    assert turn.get_attribute("lang") == "en"
    if turn.locator(".actions").count():
        expect(turn.get_by_role("button", name="Copy quotation")).to_be_visible()
        assert turn.locator(".hero blockquote").get_attribute("lang") == "nl"


def test_copying_takes_the_quotation_with_its_attribution(
    live: Live, bot: Bot, visit: Visit
) -> None:
    page = visit(live.url).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask_on(page, DTC)
    page.get_by_role("button", name="Kopieer citaat").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    reply = bot.ask(DTC)
    assert reply.quote and reply.source
    assert copied.startswith(f"“{reply.quote.text}”\n— Jos de Groot")
    assert copied.endswith(f"{live.url}{reply.source.deep_link}")


def test_a_shared_link_asks_its_question(live: Live, visit: Visit) -> None:
    page = visit(live.url).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask_on(page, DTC)
    page.get_by_role("button", name="Deel dit antwoord").click()
    expect(page.get_by_role("button", name="Link gekopieerd")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{live.url}/?vraag=")
    shared = visit(link).page
    expect(shared.locator(".turn.answer .asked .words")).to_have_text(DTC)


def test_a_thumb_is_sent_and_thanked_for(live: Live, visit: Visit) -> None:
    page = visit(live.url).page
    ask_on(page, DTC)
    with page.expect_response("**/api/feedback") as sent:
        page.locator("[data-useful=true]").click()
    assert sent.value.status == 204
    expect(page.locator(".thumbs")).to_have_text("Bedankt voor uw oordeel.")


@pytest.mark.parametrize(
    "words", ["   ", "\u200b", "🎉🎉🎉", "<img src=x onerror=alert(1)>", "**vet**"]
)
def test_odd_questions_get_a_clear_message_and_the_chat_goes_on(
    at_hand: Watched, words: str
) -> None:
    seen = at_hand
    ask_on(seen.page, words)
    expect(seen.page.locator(".turn .message, .turn mark").first).to_be_visible()
    ask_on(seen.page, DTC)
    expect(seen.page.locator(".turn.answer mark.slice").first).to_be_visible()
    assert seen.page.locator(".turn img").count() == 0
    assert seen.errors == []


def test_the_same_refusal_twice_keeps_nobody_waiting(at_hand: Watched) -> None:
    seen = at_hand
    for _ in range(3):
        ask_on(seen.page, "   ")
    ask_on(seen.page, DTC)
    expect(seen.page.locator(".turn")).to_have_count(4)
    expect(seen.page.locator(".turn.answer")).to_have_count(1)


def test_a_link_without_a_fragment_brings_the_quotation_into_view(
    live: Live, bot: Bot, visit: Visit
) -> None:
    reply = bot.ask(DTC)
    assert reply.source is not None
    link = reply.source.deep_link.partition("#")[0]
    seen = visit(live.url + link)
    expect(seen.page.locator("#citaat")).to_be_in_viewport()


def test_no_more_can_be_typed_than_is_read(live: Live, visit: Visit) -> None:
    page = visit(live.url).page
    page.locator("#question textarea").fill("waarom " * 20_000)
    assert len(page.locator("#question textarea").input_value()) <= 140_000
    page.keyboard.press("Enter")
    expect(page.locator(".turn .message, .turn mark").first).to_be_visible()


def test_motion_stays_still_for_whom_it_makes_ill(live: Live, visit: Visit) -> None:
    page = visit(live.url, calm=True).page
    ask_on(page, DTC)
    moving = page.evaluate("document.getAnimations().filter(a => a.playState === 'running').length")
    assert moving == 0


# What stands there is what is shown.

HARD = {
    "opmaak.txt": "a *b* _c_ `d` $$e$$ \\(f\\) ${1+1} {{g}} <b>h</b> &amp; &lt; alfa.",
    "tekens.txt": "Hij zei ’t: één e\u0301 🎉 👩‍👩‍👧 ﬁn \u00a0 \u00ad\u200d bravo.",
    "script.txt": "<script>document.title='x'</script><img src=x onerror=alert(1)> charlie.",
    "koppen.txt": "1. één - twee | drie # vier > vijf ~~zes~~ [zeven](http://x) delta.",
}


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Content that tempts a page to render it, with CRLF in one answer."""
    files = {name: f"Wat?\n\n“{text}”\n".encode() for name, text in HARD.items()}
    files["crlf.txt"] = "Wat?\r\n\r\n“Regel een\r\nregel  twee echo.”\r\n".encode()
    interviews = interviews_of(tmp_path_factory.mktemp("hard"), files)
    with serving(Settings.of(port=0), interviews, lambda: FakeBot(interviews)) as running:
        yield running


@pytest.fixture(scope="module")
def opened_hard(chromium: Browser, hard: Live) -> Iterator[Watched]:
    with opened(chromium, hard.url) as seen:
        yield seen


@pytest.mark.parametrize("word", ["alfa", "bravo", "charlie", "delta", "echo"])
def test_the_displayed_words_equal_the_slice(hard: Live, opened_hard: Watched, word: str) -> None:
    seen = begun_anew(opened_hard)
    ask_on(seen.page, word)
    reply = FakeBot(hard.interviews).ask(word)
    assert reply.quote is not None
    shown = seen.page.locator(".hero .slice")
    assert shown.evaluate("e => e.textContent") == reply.quote.text
    if "\r" not in reply.quote.text:
        assert shown.inner_text() == reply.quote.text
    assert shown.locator("*").count() == 0
    assert seen.errors == []


def test_examples_of_hard_content_are_literal_and_inert(tmp_path: Path, visit: Visit) -> None:
    question = "Wat is `x` ${alert(1)} {{y}} <b>z</b> $$e$$?"
    interviews = interviews_of(tmp_path, {"a.txt": f"{question}\n\n“Dit is het.”\n".encode()})
    with serving(Settings.of(port=0), interviews, lambda: FakeBot(interviews)) as running:
        seen = visit(running.url)
        expect(seen.page.locator(".examples .chip")).to_have_text(question)
        seen.page.locator(".examples .chip").click()
        expect(seen.page.locator(".asked .words")).to_have_text(question)
        assert seen.errors == []


# Links.


def highlighted(page: Page) -> str:
    """The words that the page lights up, by its own mark."""
    return str(page.locator("mark").first.evaluate("e => e.textContent"))


def test_following_a_link_lights_up_the_quotation(live: Live, bot: Bot, visit: Visit) -> None:
    page = visit(live.url).page
    ask_on(page, DTC)
    with page.context.expect_page() as opened:
        page.locator(".hero a.open").click()
    source = opened.value
    source.wait_for_load_state()
    reply = bot.ask(DTC)
    assert reply.quote is not None
    assert highlighted(source) == reply.quote.text
    assert source.locator("mark").bounding_box()
    expect(source.locator("mark")).to_be_in_viewport()


def test_the_fragment_alone_brings_the_browser_to_every_sentence(live: Live, visit: Visit) -> None:
    """Without the offsets, so that only the text fragment can have scrolled there."""
    from bot.links import SearchedPage, text_fragment

    (interview,) = live.interviews
    block = interview.blocks[-1]
    page = visit(f"{live.url}/bron/{interview.id}", height=300).page
    for sentence in (block.sentences[0], block.sentences[-1]):
        fragment = text_fragment(SearchedPage(interview), sentence.span)
        page.goto("about:blank")
        page.goto(f"{live.url}/bron/{interview.id}#:~:text={fragment}")
        page.wait_for_function("scrollY > 500")


def test_the_article_reads_well_on_a_phone(live: Live, visit: Visit) -> None:
    (interview,) = live.interviews
    seen = visit(f"{live.url}/bron/{interview.id}", width=390, height=844, dark=True)
    assert seen.page.locator("h2").all_inner_texts() == list(interview.questions)
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.errors == []
    assert seen.strangers(live.url) == []


# The site's own looks.


def test_a_site_makes_the_chat_its_own(tmp_path: Path, visit: Visit) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>')
    content = tmp_path / "content"
    content.mkdir()
    interviews = interviews_of(content, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    settings = Settings.of(
        port=0,
        title="Vraag het Jos",
        lead="Over digitalisering.",
        accent="#0055aa",
        logo=logo,
        examples=("Wie zijn wij?",),
    )
    with serving(settings, interviews, lambda: FakeBot(interviews)) as running:
        seen = visit(running.url)
        page = seen.page
        expect(page.get_by_role("heading", level=1)).to_have_text("Vraag het Jos")
        expect(page.locator(".opening .lead")).to_have_text("Over digitalisering.")
        expect(page.locator(".examples .chip")).to_have_text(["Wie zijn wij?"])
        assert page.title() == "Vraag het Jos"
        page.wait_for_function("document.querySelector('img.logo').naturalWidth === 40")
        colour = page.locator("#send").evaluate("e => getComputedStyle(e).backgroundColor")
        assert re.sub(r"\s", "", colour) == "rgb(0,85,170)"
        assert seen.errors == []


def test_the_article_is_set_in_its_own_type(live: Live, visit: Visit) -> None:
    """An escaped quotation mark in the stylesheet would silently drop the rule."""
    page = visit(f"{live.url}/bron/{live.interviews[0].id}").page
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "19px"


def test_a_server_that_is_gone_is_said_so(tmp_path: Path, visit: Visit) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    with serving(Settings.of(port=0), interviews, lambda: FakeBot(interviews)) as running:
        page = visit(running.url).page
        ask_on(page, "wij.")
    page.locator("#question textarea").fill("wie?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn").nth(1)).to_contain_text(DUTCH.unreachable)
    # The question is in the field again, to be tried once more.
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".turn").nth(2)).to_contain_text("wie?")
    expect(page.locator(".turn").nth(2)).to_contain_text(DUTCH.unreachable)
    page.locator("#send").click()
    expect(page.locator(".turn")).to_have_count(4)


def test_a_slow_first_answer_explains_itself(tmp_path: Path, visit: Visit) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    awake = threading.Event()

    def build() -> FakeBot:
        awake.wait(PATIENCE)
        return FakeBot(interviews)

    with serving(Settings.of(port=0), interviews, build) as running:
        page = visit(running.url).page
        page.locator("#question textarea").fill("wij.")
        page.locator("#question textarea").press("Enter")
        expect(page.locator(".turn.pending .wait")).to_have_text(DUTCH.searching)
        expect(page.locator(".turn.pending .wait")).to_have_text(DUTCH.waking)
        awake.set()
        expect(page.locator(".turn.answer .slice")).to_have_text("Wij.")


@pytest.mark.parametrize("dark", [False, True])
def test_a_meter_near_zero_is_not_drawn_as_full(live: Live, visit: Visit, dark: bool) -> None:
    page = visit(live.url, dark=dark).page
    ask_on(page, PARKING)
    page.locator(".why summary").click()
    shot = Image.open(BytesIO(page.locator("meter").screenshot())).convert("L")
    ground = (
        Image.open(BytesIO(page.locator(".measure").screenshot())).convert("L").getpixel((0, 0))
    )
    middle = shot.getpixel((shot.width // 2, shot.height // 2))
    assert isinstance(ground, int)
    assert isinstance(middle, int)
    # The empty part is nearer to the paper than to the ink.
    assert abs(middle - ground) < 64


@pytest.mark.parametrize("width", [1280, 390])
def test_how_a_question_was_understood_stands_above_the_quotation(
    live: Live, visit: Visit, width: int
) -> None:
    page = visit(live.url, width=width).page
    ask_on(page, DTC)
    ask_on(page, "en waarom?")
    turn = page.locator(".turn.answer").nth(1)
    left = "e => e.getBoundingClientRect().left + parseFloat(getComputedStyle(e).paddingLeft)"
    understood = turn.locator(".understood").evaluate(left)
    assert understood == turn.locator(".hero .interviewer").evaluate(left)


def test_the_reply_to_a_long_question_is_in_view(hard: Live, visit: Visit) -> None:
    page = visit(hard.url, width=375, height=600).page
    ask_on(page, "Hoe zit dat? " * 100)
    expect(page.locator(".turn.abstain .message")).to_be_in_viewport()


def test_a_phones_keyboard_is_not_left_over_the_quotation(hard: Live, chromium: Browser) -> None:
    page = chromium.new_page(has_touch=True, is_mobile=True)
    page.goto(hard.url)
    ask_on(page, "Hoe zit dat?")
    expect(page.locator("#question textarea")).not_to_be_focused()
    page.close()


def test_a_reply_is_found_from_its_question_without_a_keyboard(
    hard: Live, chromium: Browser
) -> None:
    page = chromium.new_page(has_touch=True, is_mobile=True)
    page.goto(hard.url)
    page.locator(".examples .chip").first.tap()
    expect(page.locator(".turn:not(.pending) .asked")).to_be_focused()
    ask_on(page, "Hoe zit dat?")
    expect(page.locator(".turn .asked").last).to_be_focused()
    page.close()


def test_the_conversation_scrolls_from_the_field(live: Live, visit: Visit) -> None:
    page = visit(live.url, width=375, height=400).page
    ask_on(page, DTC)
    expect(page.locator("#question textarea")).to_be_focused()
    before = page.locator("#reading").evaluate("e => e.scrollTop")
    page.keyboard.press("PageDown")
    after = page.locator("#reading").evaluate("e => e.scrollTop")
    assert after > before + 100
    page.keyboard.press("PageUp")
    assert page.locator("#reading").evaluate("e => e.scrollTop") == before


def test_a_question_runs_in_its_own_direction(hard: Live, visit: Visit) -> None:
    page = visit(hard.url).page
    ask_on(page, "מה המחיר?")
    for part in ("#question textarea", ".turn .words"):
        assert page.locator(part).evaluate("e => e.dir") == "auto"
    expect(page.locator(".turn .words")).to_have_css("direction", "rtl")


def test_a_reply_is_read_aloud_in_its_own_language(hard: Live, visit: Visit) -> None:
    page = visit(hard.url, locale="en-GB").page
    ask_on(page, "Hoe zit dat?")
    expect(page.locator("[role=status][lang=nl]")).to_contain_text("geen antwoord")
    ask_on(page, "the alfa.")
    expect(page.locator("[role=status][lang=en] [lang=nl]").first).to_contain_text("alfa")
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("#conversation [role=status]")).to_be_empty()


def test_a_conversation_in_the_dark_is_printed_on_light_paper(live: Live, visit: Visit) -> None:
    page = visit(live.url, dark=True).page
    ask_on(page, DTC)
    page.emulate_media(media="print")
    sheet = Image.open(BytesIO(page.screenshot())).convert("L")
    assert sheet.getpixel((2, 2)) == sheet.getpixel((640, 2)) == 255
    for part in ("h1", ".asked .words", ".hero .slice", ".origin a", ".more summary"):
        expect(page.locator(part).first).to_have_css("color", "rgb(33, 28, 22)")
    expect(page.locator("#ask-row")).not_to_be_visible()


def test_the_quotation_is_marked_in_the_colours_of_the_visitor(live: Live, visit: Visit) -> None:
    page = visit(live.url).page
    page.emulate_media(forced_colors="active")
    ask_on(page, DTC)
    mark = page.evaluate(
        "document.body.appendChild(Object.assign(document.createElement('p'),"
        " { style: 'background: Mark' })) && getComputedStyle(document.body.lastChild)"
        ".backgroundColor"
    )
    expect(page.locator(".hero .slice")).to_have_css("background-color", mark)


def test_a_low_screen_is_for_the_conversation(live: Live, visit: Visit) -> None:
    page = visit(live.url, width=320, height=256).page
    ask_on(page, DTC)
    assert page.locator("#reading").evaluate("e => e.clientHeight") > 200


# A conversation stays.


def turns(page: Page) -> list[str]:
    """The conversation as it stands there, without what may change with the time."""
    page.locator(".turn.pending").wait_for(state="detached")
    return [str(turn.evaluate("e => e.outerHTML")) for turn in page.locator(".turn").all()]


def test_a_conversation_and_what_was_typed_outlive_a_reload(
    live: Live, bot: Bot, visit: Visit
) -> None:
    seen = visit(live.url)
    page = seen.page
    ask_on(page, DTC)
    ask_on(page, "en waarom?")
    before = turns(page)
    page.locator("#question textarea").fill("en w")
    page.reload()
    expect(page.locator(".turn:not(.pending)")).to_have_count(2)
    assert turns(page) == before
    expect(page.locator("#question textarea")).to_have_value("en w")
    ask_on(page, "en wie?")
    reply = bot.ask("en wie?", [DTC, "en waarom?"])
    expect(page.locator(".turn").nth(2)).to_contain_text(
        reply.quote.text if reply.quote else reply.message
    )
    page.goto(f"{live.url}/bron/{live.interviews[0].id}")
    page.go_back()
    expect(page.locator(".turn:not(.pending)")).to_have_count(3)
    assert seen.errors == []


def test_what_is_kept_is_never_markup(live: Live, visit: Visit) -> None:
    seen = visit(live.url)
    ask_on(seen.page, "<img src=x onerror=alert(1)>")
    assert seen.page.evaluate("Object.keys(JSON.parse(sessionStorage[sessionStorage.key(0)]))") == [
        "questions",
        "draft",
        "judged",
    ]
    seen.page.reload()
    expect(seen.page.locator(".turn:not(.pending)")).to_have_count(1)
    assert seen.page.locator(".turn img").count() == 0
    assert seen.errors == []


@pytest.mark.parametrize("kept", ["{", "null", "[]", '{"questions": 5}', '{"questions": [null]}'])
def test_a_store_with_something_else_in_it_does_no_harm(
    live: Live, visit: Visit, kept: str
) -> None:
    # Of the same site, and lighter than the chat.
    seen = visit(f"{live.url}/bron/{live.interviews[0].id}")
    seen.page.evaluate("kept => sessionStorage.setItem('citaat-chat:/', kept)", kept)
    seen.page.goto(live.url)
    ask_on(seen.page, DTC)
    expect(seen.page.locator(".turn.answer mark.slice").first).to_be_visible()
    assert seen.errors == []


def test_each_address_has_its_own_conversation(live: Live, visit: Visit) -> None:
    page = visit(live.url).page
    ask_on(page, DTC)
    page.goto(f"{live.url}/?interview={live.interviews[0].id}")
    page.locator("#question textarea").wait_for()
    assert page.locator(".turn").count() == 0


def test_a_shared_link_asks_once(live: Live, visit: Visit) -> None:
    page = visit(f"{live.url}/?vraag=Wat doet het DTC?").page
    expect(page.locator(".turn:not(.pending)")).to_have_count(1)
    ask_on(page, "en waarom?")
    page.reload()
    expect(page.locator(".turn:not(.pending)")).to_have_count(2)
    page.get_by_role("button", name="Begin opnieuw").click()
    page.reload()
    expect(page.locator(".examples")).to_be_visible()
    assert page.locator(".turn").count() == 0


def test_one_can_begin_anew(live: Live, bot: Bot, visit: Visit) -> None:
    page = visit(live.url).page
    expect(page.get_by_role("button", name="Begin opnieuw")).to_be_hidden()
    ask_on(page, DTC)
    page.get_by_role("button", name="Begin opnieuw").click()
    assert page.locator(".turn").count() == 0
    expect(page.locator(".examples")).to_be_visible()
    ask_on(page, "en waarom?")
    alone = bot.ask("en waarom?")
    expect(page.locator(".turn")).to_contain_text(
        alone.quote.text if alone.quote else alone.message
    )


class Held(FakeBot):
    """Waits until it may answer."""

    def __init__(self, interviews: tuple[Interview, ...]) -> None:
        super().__init__(interviews)
        self.free = threading.Event()

    def ask(
        self, question: str, history: Sequence[str] = (), interview: str | None = None
    ) -> Reply:
        self.free.wait(PATIENCE)
        return super().ask(question, history, interview)


def test_a_server_that_comes_back_finds_the_conversation(tmp_path: Path, visit: Visit) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij. Zij.”\n".encode()})
    with serving(Settings.of(port=0), interviews, lambda: FakeBot(interviews)) as running:
        page = visit(running.url).page
        ask_on(page, "wij.")
        port = int(running.url.rpartition(":")[2])
    page.locator("#question textarea").fill("zij.")
    page.keyboard.press("Enter")
    expect(page.locator(".turn.failure")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value("zij.")
    with serving(Settings.of(port=port), interviews, lambda: FakeBot(interviews)):
        # Gradio does this by itself when it has noticed that its server was away.
        page.reload()
        expect(page.locator(".turn.answer .slice")).to_have_text(["Wij."])
        expect(page.locator("#question textarea")).to_have_value("zij.")
        page.locator("#question textarea").press("Enter")
        expect(page.locator(".turn.answer .slice")).to_have_text(["Wij.", "Zij."])


def test_what_is_typed_meanwhile_stays_and_is_asked_in_turn(tmp_path: Path, visit: Visit) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij. Zij. Jullie.”\n".encode()})
    held = Held(interviews)
    with serving(Settings.of(port=0), interviews, lambda: held) as running:
        page = visit(running.url).page
        area = page.locator("#question textarea")
        area.fill("wij.")
        area.press("Enter")
        expect(area).to_have_value("")
        area.press("Enter")
        area.fill("zij.")
        area.press("Enter")
        expect(page.locator(".turn.pending")).to_have_count(2)
        area.fill("jullie.")
        held.free.set()
        expect(page.locator(".turn.answer .slice")).to_have_text(["Wij.", "Zij."])
        expect(page.locator(".turn .asked .words")).to_have_text(["wij.", "zij."])
        expect(area).to_have_value("jullie.")
        # The second was asked after the first.
        expect(page.locator(".turn").nth(1).locator(".understood")).to_contain_text("wij. zij.")


def test_what_comes_back_is_not_noted_again(tmp_path: Path, visit: Visit) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    asked: list[str] = []

    class Counting(FakeBot):
        def ask(
            self, question: str, history: Sequence[str] = (), interview: str | None = None
        ) -> Reply:
            asked.append(question)
            return super().ask(question, history, interview)

    noted = Counting(interviews)
    lazy = LazyBot(lambda: FakeBot(interviews), lambda _: noted)
    with serving(Settings.of(port=0), interviews, lazy) as running:
        page = visit(running.url).page
        ask_on(page, "parkeren?")
        page.reload()
        expect(page.locator(".turn.abstain")).to_have_count(1)
    assert asked == ["parkeren?"]


def test_a_thumb_that_was_given_is_not_asked_for_again(live: Live, visit: Visit) -> None:
    page = visit(live.url).page
    ask_on(page, DTC)
    page.locator("[data-useful=true]").click()
    expect(page.locator(".thumbs")).to_have_text(DUTCH.thanks)
    page.reload()
    expect(page.locator(".turn.answer .thumbs")).to_have_text(DUTCH.thanks)
    page.get_by_role("button", name=DUTCH.anew).click()
    ask_on(page, DTC)
    expect(page.locator("[data-useful=true]")).to_be_visible()
