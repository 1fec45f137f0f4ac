"""A question put to one interview of a library is answered as if there were no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, cast

import httpx
import numpy as np
import pytest
from gradio_client.exceptions import AppError
from numpy.typing import NDArray
from playwright.sync_api import expect

from bot.addresses import under
from bot.answer import Bot
from bot.question import MAX_HISTORY, TURNS
from bot.reply import Reply
from bot.settings import Settings
from bot.wording.labels import DUTCH_SEVERAL
from index.encoder import Encoder, Vectors
from index.errors import NoSuchInterviewError, QuestionError
from index.interview import Interview
from index.ranker import Ranker
from tests import patient
from tests.encoder_fake import WordCountEncoder
from tests.small import BAKERY, SMITHY, bot_over, interview
from tests.web import Live, Site, Watched, ask_on, serving

pytest_plugins = ("tests.web_fixtures",)

Visit = Callable[..., Watched]

OVEN, FIRE = "Wanneer gaat de oven aan?", "Wanneer steekt u het vuur aan?"
STAFF = "Hoeveel mensen werken er?"
PHOTO = "Wie heeft de foto gemaakt?"
CONVERSATIONS = [
    (OVEN,),
    (FIRE,),
    (STAFF,),
    (PHOTO,),
    ("How many people work here?",),
    ("Wie schreef Max Havelaar?",),
    ("Hallo",),
    ("Waarom dan?", OVEN),
    ("Wat nog meer?", STAFF),
    (STAFF, FIRE, OVEN),
    (OVEN, STAFF),
]


def bot_of(encoder: Encoder, **texts: str) -> Bot:
    """Interviews by their ids."""
    return bot_over([interview(f"{name}.txt", texts[name]) for name in texts], encoder)


@pytest.fixture(scope="module")
def two(encoder: Encoder) -> Bot:
    return bot_of(encoder, oven=BAKERY, vuur=SMITHY)


def but_for_versions(reply: Reply) -> dict[str, object]:
    return {name: value for name, value in reply.as_json().items() if name != "versions"}


@pytest.mark.parametrize(("name", "text"), [("oven", BAKERY), ("vuur", SMITHY)])
def test_the_reply_is_that_of_the_interview_by_itself(
    encoder: Encoder, two: Bot, name: str, text: str
) -> None:
    alone = bot_of(encoder, **{name: text})
    for question, *history in CONVERSATIONS:
        reply = two.ask(question, history, name)
        assert but_for_versions(reply) == but_for_versions(alone.ask(question, history))
        assert reply.versions == two.versions
        # A library of one is asked alike whether it is named or not.
        assert alone.ask(question, history, name) == alone.ask(question, history)


def test_it_is_remembered_apart_from_the_reply_of_the_library(two: Bot) -> None:
    whole, oven, fire = two.ask(PHOTO), two.ask(PHOTO, (), "oven"), two.ask(PHOTO, (), "vuur")
    assert (whole.kind, oven.kind, fire.kind) == ("abstain", "answer", "answer")
    assert oven.source and fire.source
    assert (oven.source.id, fire.source.id) == ("oven", "vuur")
    assert two.ask(PHOTO, (), "oven") is oven
    assert two.ask(PHOTO, (), "") is whole


class Counting(WordCountEncoder):
    """Counts the questions that it reads."""

    asked = 0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        return super().encode_queries(texts)


def test_each_turn_is_answered_once_in_a_conversation_with_one() -> None:
    encoder = Counting(["oven", "vuur", "mensen", "foto"])
    bot = bot_of(encoder, oven=BAKERY, vuur=SMITHY)
    turns = [OVEN, STAFF, PHOTO, FIRE]
    for at, question in enumerate(turns):
        bot.ask(question, turns[:at], "oven")
    before = encoder.asked
    reply = bot.ask("Waarom dan?", turns, "oven")
    assert reply.standalone_question == f"{FIRE} Waarom dan?"
    # By itself, and joined to what it leans on.
    assert encoder.asked == before + 2


def test_a_conversation_without_end_is_answered_once_as_well() -> None:
    encoder = Counting(["oven", "vuur", "mensen", "foto"])
    bot = bot_of(encoder, oven=BAKERY, vuur=SMITHY)
    turns = [f"Wat is de koers van munt {number}?" for number in range(MAX_HISTORY + 2 * TURNS)]
    for at, question in enumerate(turns):
        if at == MAX_HISTORY:
            encoder.asked = 0
        bot.ask(question, turns[:at])
    # Once in so many turns those that count begin later, and are answered as if nothing was before.
    assert encoder.asked <= 2 * (TURNS + TURNS)


class Ranking(Ranker):
    """Keeps of each search how much it ranks."""

    ranked: ClassVar[list[int]] = []

    def scores(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        self.ranked.append(len(matrix))
        return super().scores(matrix)


def test_what_was_said_to_one_that_is_named_is_not_looked_up_anew(encoder: Encoder) -> None:
    ranker, turns = Ranking.of_data(Ranker.load().data()), [STAFF, "Waarom dan?", PHOTO]
    oven, vuur = interview("oven.txt", BAKERY), interview("vuur.txt", SMITHY)

    def searches(interviews: Sequence[Interview], only: str) -> list[int]:
        bot = bot_over(interviews, encoder, ranker=ranker)
        Ranking.ranked.clear()
        for at, question in enumerate(turns):
            bot.ask(question, turns[:at], only)
        return list(Ranking.ranked)

    once = searches([oven], "")
    assert searches([oven], "oven") == searches([oven, vuur], "oven") == once != []


@pytest.mark.parametrize(
    ("question", "one", "all_of_them"),
    [
        ("Wie schreef Max Havelaar?", "het interview", "de interviews"),
        ("Who wrote Max Havelaar?", "The interview", "The interviews"),
        ("Hallo", "over het interview", "over de interviews"),
    ],
)
def test_a_library_speaks_of_its_interviews_and_one_of_itself(
    two: Bot, question: str, one: str, all_of_them: str
) -> None:
    named, whole = two.ask(question, (), "vuur"), two.ask(question)
    assert named.kind == whole.kind != "answer"
    assert f"{one} " in named.message.replace(";", " ")
    assert f"{all_of_them} " in whole.message.replace(";", " ")
    assert "het interview" not in whole.message + whole.why.reason


@pytest.mark.parametrize("name", ["bakker", "oven.txt", "../oven", " "])
def test_one_that_is_not_there_is_refused(two: Bot, name: str) -> None:
    with pytest.raises(NoSuchInterviewError, match="There are: oven, vuur"):
        two.ask(OVEN, (), name)
    with pytest.raises(QuestionError):
        two.ask(OVEN, (), cast("str", 3))  # as a client may send it


@pytest.fixture(scope="module")
def live_two(two: Bot) -> Iterator[Live]:
    with serving(Settings.of(port=0), two.interviews, lambda: two) as running:
        yield running


def test_every_channel_takes_it(live_two: Live, two: Bot) -> None:
    expected = json.loads(json.dumps(under(live_two.url, two.ask(PHOTO, (), "vuur")).as_json()))
    with patient.client(base_url=live_two.url) as http:
        asked = {"question": PHOTO, "interview": "vuur"}
        assert http.post("/api/ask", json=asked).json() == expected
        run = http.post("/gradio_api/run/ask", json={"data": [PHOTO, [], "vuur"]})
        assert run.json()["data"] == [expected]
    client = patient.gradio_client(live_two.url)
    for endpoint in ("/ask", "/chat"):
        assert client.predict(PHOTO, [], "vuur", api_name=endpoint) == expected
        with pytest.raises(AppError, match="There are: oven, vuur"):
            client.predict(PHOTO, [], "zee", api_name=endpoint)
    client.close()


def test_azures_filter_names_it_by_its_file(live_two: Live) -> None:
    address = f"{live_two.url}/language/:query-knowledgebases"

    def asked(*sources: str) -> httpx.Response:
        body = {"question": PHOTO, "filters": {"sourceFilter": list(sources)}}
        return patient.post(address, json=body)

    (answer,) = asked("vuur.txt").json()["answers"]
    assert answer["source"] == "vuur.txt"
    assert asked().json()["answers"][0]["id"] == -1
    for sources, says in ((["zee.txt"], "vuur.txt"), (["vuur.txt", "oven.txt"], "Name one")):
        refused = asked(*sources)
        assert refused.status_code == 422
        assert says in refused.json()["error"]["remedy"]


def test_one_can_be_presented(live_two: Live, two: Bot) -> None:
    shown = patient.get(f"{live_two.url}/api/interviews/vuur").json()
    (smithy,) = (one for one in two.interviews if one.id == "vuur")
    assert shown in patient.get(f"{live_two.url}/api/interviews").json()
    assert (shown["title"], shown["lead"]) == (smithy.title, smithy.lead)
    assert shown["questions"] == list(smithy.questions)


def test_the_page_of_an_interview_leads_to_a_chat_about_it(
    live_two: Live, two: Bot, visit: Visit
) -> None:
    seen = visit(f"{live_two.url}/bron/vuur")
    page = seen.page
    page.get_by_role("link", name="Stel een vraag over dit interview").click()
    (smithy,) = (one for one in two.interviews if one.id == "vuur")
    expect(page.get_by_role("heading", level=1)).to_have_text(smithy.title)
    expect(page.locator(".examples .chip")).to_have_text(list(smithy.questions))
    assert page.title() == smithy.title
    ask_on(page, PHOTO)
    expect(page.locator(".turn.answer .hero .slice")).to_have_text("Foto: Bert Smit")
    # A clicked question is put to it as well.
    page.locator(".turn .chip").first.click()
    expect(page.locator(".turn.answer").nth(1).locator(".hero cite")).to_have_text(smithy.title)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Deel dit antwoord").first.click()
    expect(page.get_by_role("button", name="Link gekopieerd")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    shared = visit(link).page
    expect(shared.locator(".turn.answer .hero .slice")).to_have_text("Foto: Bert Smit")
    page.get_by_role("link", name="Vraag alle interviews").click()
    ask_on(page, PHOTO)
    expect(page.locator(".turn.abstain .message")).to_contain_text("Bedoelt u")
    assert seen.errors == []
    assert seen.strangers(live_two.url) == []


def test_the_page_of_a_library_speaks_of_its_interviews(live_two: Live, visit: Visit) -> None:
    page = visit(live_two.url).page
    expect(page.locator("#closing")).to_contain_text("letterlijk zo in de interviews")
    assert page.locator('.strings[lang="nl"]').get_attribute("data-waking") == (
        DUTCH_SEVERAL.waking
    )


def test_a_page_about_one_that_is_gone_says_so(live_two: Live, visit: Visit) -> None:
    page = visit(f"{live_two.url}/?interview=zee&vraag=Wie%3F", locale="en-GB").page
    expect(page.locator(".opening .intro")).to_have_text(
        "This interview is not here, or no longer here."
    )
    expect(page.locator(".turn.failure")).to_contain_text("This interview is not here")
    expect(page.get_by_role("link", name="Ask all interviews")).to_be_visible()


def test_a_site_puts_each_on_its_own_page(two: Bot, friend: Site, visit: Visit) -> None:
    settings = Settings.of(port=0, allowed_origins=(friend.origin,))
    with serving(settings, two.interviews, lambda: two) as running:
        friend.html = (
            '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Site</title>'
            f'<script type="module" src="{running.url}/embed/citaat-chat.js"></script>'
            '<citaat-chat interview="vuur"></citaat-chat>'
        )
        seen = visit(friend.origin)
        page = seen.page
        heading = page.locator("citaat-chat h2")
        chips = page.locator("citaat-chat .chips button")
        expect(chips.first).to_have_text(FIRE)
        page.get_by_label("Uw vraag").fill(PHOTO)
        page.keyboard.press("Enter")
        quoted = page.locator("citaat-chat mark.slice")
        expect(quoted).to_have_text("Foto: Bert Smit")
        # Another interview is another conversation, and each is still there.
        page.evaluate("document.querySelector('citaat-chat').setAttribute('interview', 'oven')")
        expect(quoted).to_have_count(0)
        expect(chips.first).to_have_text(OVEN)
        reply = page.evaluate("q => document.querySelector('citaat-chat').ask(q)", PHOTO)
        assert reply == under(running.url, two.ask(PHOTO, (), "oven")).as_json()
        page.evaluate("document.querySelector('citaat-chat').setAttribute('interview', 'vuur')")
        expect(quoted).to_have_text("Foto: Bert Smit")
        expect(heading).to_have_text("Vraag het interview")
        page.evaluate("document.querySelector('citaat-chat').removeAttribute('interview')")
        expect(heading).to_have_text("Vraag de interviews")
        assert seen.errors == []


def test_a_frame_about_one_does_not_lead_away(live_two: Live, two: Bot, visit: Visit) -> None:
    page = visit(live_two.url).page
    page.evaluate(
        "address => { const frame = document.createElement('iframe'); frame.src = address;"
        " frame.width = 800; frame.height = 600; document.body.replaceChildren(frame); }",
        f"{live_two.url}/?interview=vuur",
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator(".examples .chip").first).to_have_text(FIRE)
    expect(frame.get_by_role("link", name="Vraag alle interviews")).to_have_count(0)
