"""What is told of all interviews at once."""

from __future__ import annotations

import re

from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.lazy import LazyBot
from bot.library import Library, questions_in_turn, who_speaks
from bot.listed import listed, summary, whole
from bot.web.pages import LISTED, page_routes
from bot.web.rest import rest_routes
from tests.small import BAKERY, SMITHY, interview
from tests.web import FakeBot

OVEN, FORGE = interview("oven.txt", BAKERY), interview("smid.txt", SMITHY)
SILENT = interview("stil.txt", "Een brug.\n")


def test_every_interview_has_its_turn_and_a_question_is_told_once() -> None:
    assert questions_in_turn([OVEN, SILENT, FORGE]) == (
        "Wanneer gaat de oven aan?",
        "Wanneer steekt u het vuur aan?",
        "Met hoeveel mensen werkt u?",
    )
    assert questions_in_turn([SILENT]) == questions_in_turn([]) == ()


def test_every_channel_tells_the_same_of_an_interview() -> None:
    told = listed(OVEN, "https://example.org")
    for more in (summary, whole):
        assert told.items() <= more(OVEN, "https://example.org").items()


def test_who_looks_twice_sees_the_same_interviews() -> None:
    library = Library([OVEN])
    now = library.now
    library.replace([FORGE])
    assert list(now) == ["oven"]
    assert list(library) == list(library.now) == ["smid"]


PAIR = """An de Wit en de bakkers

Wie begon?

An de Wit: \u201cIk.\u201d

Bo Mol: \u201cEn ik ook.\u201d

En nu?

Bo Mol: \u201cMeer.\u201d
"""


def test_a_list_names_who_speaks_unless_the_title_does() -> None:
    pair = interview("paar.txt", PAIR)
    assert who_speaks(pair) == pair.speakers == ("An de Wit", "Bo Mol")
    assert who_speaks(interview("twee.txt", PAIR.replace("bakkers", "Mols"))) == ()
    article = interview("a.txt", "---\nspeaker: Bo Mol\n---\nEen column over brood.\n")
    assert who_speaks(article) == article.speakers == ("Bo Mol",)
    assert who_speaks(SILENT) == ()


def test_a_link_to_a_changed_id_leads_to_the_one_that_resembles_it() -> None:
    names = [*(f"{number}-brood.txt" for number in range(LISTED)), "zout-de-wit.txt"]
    app = FastAPI()
    app.include_router(page_routes(Library(interview(name, BAKERY) for name in names), None, None))
    page = TestClient(app).get("/bron/zout-an-de-wit").text
    listed = re.findall(r'href="../bron/([^"]*)"', page)
    assert listed[:2] == ["zout-de-wit", "0-brood"]
    assert len(set(listed)) == LISTED


def test_an_interview_has_one_address_however_its_accents_are_written() -> None:
    library = Library([interview("caf\u00e9.txt", BAKERY), FORGE])
    app = FastAPI()
    app.include_router(page_routes(library, None, None))
    bot = LazyBot(lambda: FakeBot(library.interviews))
    app.include_router(rest_routes(bot, library, None, None))
    client = TestClient(app)
    for written in ("caf\u00e9", "cafe\u0301"):
        assert client.get(f"/api/interviews/{written}").json()["id"] == "caf\u00e9"
        page = client.get(f"/bron/{written}")
        assert page.status_code == 200
        assert "../?interview=caf%C3%A9" in page.text
