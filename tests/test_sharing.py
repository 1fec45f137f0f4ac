"""A link to an answer shows that answer, also where it leans on what was asked before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from bot.answer import Bot
from bot.lazy import LazyBot
from bot.ui.sharing import shared
from index.encoder import Encoder
from tests.small import BAKERY, SMITHY, bot_over, interview
from tests.web import Live, Watched, ask_on

pytest_plugins = ("tests.web_fixtures",)

Visit = Callable[..., Watched]

DTC = "wat doet het Digital Trust Center?"
WHY = "en waarom?"
AI = "Wat doet u met AI?"
TOGETHER, MORE = "Waarom is samenwerken nodig?", "Wat nog meer?"
BLOCKCHAIN = "Wat vindt u van blockchain?"


@pytest.fixture(scope="module")
def two(encoder: Encoder) -> Bot:
    return bot_over([interview("oven.txt", BAKERY), interview("vuur.txt", SMITHY)], encoder)


def link_of(bot: Bot, *asked: str) -> tuple[str, ...]:
    """The questions of a link to the last of a conversation."""
    *earlier, last = asked
    lazy = LazyBot(lambda: bot)
    return asyncio.run(shared(lazy, bot.ask(last, earlier), tuple(earlier)))


@pytest.mark.parametrize(
    ("asked", "link"),
    [
        ((DTC,), (DTC,)),
        # By itself "en waarom?" has no answer, and joined to the question before it another one.
        ((DTC, WHY), (DTC, WHY)),
        ((BLOCKCHAIN, DTC, WHY), (DTC, WHY)),
        # What leans on nothing tells nobody what else was asked.
        ((DTC, WHY, AI), (AI,)),
        ((DTC, TOGETHER, MORE), (TOGETHER, MORE)),
    ],
)
def test_a_link_has_the_questions_that_its_answer_needs(
    bot: Bot, asked: tuple[str, ...], link: tuple[str, ...]
) -> None:
    assert link_of(bot, *asked) == link


def test_the_interview_that_was_quoted_last_comes_with_the_question(two: Bot) -> None:
    told = two.ask("Wanneer steekt u het vuur aan?")
    assert told.source is not None and told.source.id == "vuur"
    photo = "Wie heeft de foto gemaakt?"
    assert two.ask(photo).quote is None
    assert link_of(two, "Wanneer steekt u het vuur aan?", photo) == (
        "Wanneer steekt u het vuur aan?",
        photo,
    )


def test_every_link_into_a_long_conversation_leads_to_its_answer(bot: Bot) -> None:
    asked = [TOGETHER, *[MORE] * 4, AI, *[WHY, "En hoe werkt dat?"] * 10]
    for at, question in enumerate(asked):
        told = bot.ask(question, asked[:at])
        if told.quote is None:
            continue
        *before, last = link_of(bot, *asked[: at + 1])
        assert len(before) < 14
        assert last == question
        again = bot.ask(last, before)
        assert (again.quote, again.standalone_question) == (told.quote, told.standalone_question)


def shared_from(page: Page) -> str:
    """The link that the last answer on a page gives."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Deel dit antwoord").last.click()
    expect(page.get_by_role("button", name="Link gekopieerd")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_follow_up_that_is_shared_is_answered_as_it_was(
    live: Live, bot: Bot, visit: Visit
) -> None:
    page = visit(live.url).page
    ask_on(page, BLOCKCHAIN)
    ask_on(page, DTC)
    ask_on(page, WHY)
    quote = bot.ask(WHY, [DTC]).quote
    assert quote is not None
    expect(page.locator(".turn .hero .slice").last).to_have_text(quote.text)
    link = shared_from(page)
    assert parse_qs(urlsplit(link).query) == {"vraag": [DTC, WHY]}
    seen = visit(link)
    friend = seen.page
    expect(friend.locator(".turn:not(.pending) .asked .words")).to_have_text([DTC, WHY])
    expect(friend.locator(".turn .hero .slice").last).to_have_text(quote.text)
    expect(friend.locator("#conversation [role=status]")).to_contain_text(quote.text)
    # It goes on from there, and a link of its own leads there too.
    assert shared_from(friend) == link
    friend.reload()
    expect(friend.locator(".turn:not(.pending) .asked .words")).to_have_text([DTC, WHY])
    assert seen.errors == []


def test_a_link_about_one_interview_keeps_to_it(live: Live, bot: Bot, visit: Visit) -> None:
    (only,) = live.interviews
    page = visit(f"{live.url}/?interview={only.id}").page
    ask_on(page, DTC)
    ask_on(page, WHY)
    link = shared_from(page)
    assert parse_qs(urlsplit(link).query) == {"interview": [only.id], "vraag": [DTC, WHY]}
    quote = bot.ask(WHY, [DTC]).quote
    assert quote is not None
    expect(visit(link).page.locator(".turn .hero .slice").last).to_have_text(quote.text)


def test_what_cannot_be_read_before_a_question_does_not_stand_in_its_way(
    live: Live, bot: Bot, visit: Visit
) -> None:
    page = visit(f"{live.url}/?vraag={'a' * 2001}&vraag=%20&vraag=&vraag={DTC}").page
    quote = bot.ask(DTC).quote
    assert quote is not None
    expect(page.locator(".turn .hero .slice")).to_have_text(quote.text)
    expect(page.locator(".turn")).to_have_count(1)
