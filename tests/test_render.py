from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.text import reply_text
from bot.library import Library
from bot.render import (
    around,
    attribution,
    browser_language,
    exact,
    failure_html,
    inert,
    spoken,
    turn_html,
)
from bot.reply import Reply
from bot.settings import Settings
from bot.site import in_the_dark, ink_on
from bot.ui.page import Page
from bot.web.source_page import named_span, source_html
from bot.wording.labels import DUTCH, DUTCH_ARTICLE, ENGLISH, wording_for
from index.encoder import printable
from index.interview import Block, Interview, Role, Sentence, Span
from tests.small import interview
from tests.web import CONTENT, FakeBot, UnsureBot, interviews_of

SLICE = re.compile(r'<mark class="slice[ a-z]*">(.*?)</mark>', re.DOTALL)
LIT = re.compile(r"<mark [^>]*>(.*?)</mark>", re.DOTALL)


def reply_to(text: str) -> Reply:
    """A reply that quotes the whole of a text."""
    span = Span(0, len(text))
    interview = Interview(
        id="a",
        file="a.txt",
        sha256="0" * 64,
        text=text,
        title="T<i>tel",
        blocks=(Block(Role.PARAGRAPH, span, (Sentence(span),), speaker="Jos <b>"),),
    )
    bot = FakeBot([interview])
    return bot.ask(text.split(maxsplit=1)[0])


@pytest.mark.parametrize(
    ("said", "shown"),
    [("Ja hoor.", "\u201cJa hoor.\u201d"), ("\u201cJa.\u201d", "\u201cJa.\u201d")],
)
def test_a_terminal_shows_a_quotation_in_one_pair_of_marks(said: str, shown: str) -> None:
    assert reply_text(reply_to(said)).startswith(f"{shown}\n")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_the_slice_survives_the_html_whatever_it_holds(text: str) -> None:
    assert html.unescape(str(exact(text)).replace("&#13;", "\r")) == text
    assert "<" not in exact(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gewoon.",
        "a *b* _c_ `d` $$e$$ ${f} {{g}}",
        "<script>alert(1)</script> &amp; <b>",
        "één ’twee’ “drie”",
        "🎉 en e\u0301",
        "regel\r\nregel  twee\tdrie",
        "\u00ad\u200bzacht",
    ],
)
def test_what_stands_in_the_mark_is_the_quotation(text: str) -> None:
    page = turn_html(reply_to(text))
    (inside,) = SLICE.findall(page)
    assert html.unescape(inside) == text
    assert "<script" not in page
    assert "<b>" not in page


def test_only_spaces_that_html_would_lose_are_kept_by_force() -> None:
    assert 'class="slice"' in turn_html(reply_to("Een twee."))
    assert 'class="slice spaced"' in turn_html(reply_to("Een  twee."))


def test_the_rest_of_the_answer_stands_around_the_quotation(tmp_path: Path) -> None:
    bot = FakeBot(
        interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Eerst. Dan zij. Tot slot.”\n".encode()})
    )
    reply = bot.ask("zij.")
    assert reply.quote is not None
    assert around(reply).before == "Eerst. "
    assert around(reply).after == " Tot slot."
    assert reply.quote.text == "Dan zij."


def test_a_copied_quotation_names_its_speaker_and_source() -> None:
    assert attribution(reply_to("Zo is het.")) == "“Zo is het.”\n— Jos <b>, T<i>tel"


def test_a_screen_reader_hears_quotation_speaker_and_source() -> None:
    said = spoken(reply_to("Zo is het."))
    assert said.unescape() == (
        'Citaat: <span lang="nl">“Zo is het.”</span> Jos <b>. Bron: <span lang="nl">T<i>tel</span>.'
    )
    assert said.striptags() == "Citaat: “Zo is het.” Jos <b>. Bron: T<i>tel."
    bot = FakeBot(())
    assert spoken(bot.ask("iets")) == "Daar geeft het interview geen antwoord op."
    unsure = UnsureBot([interview("stuk.txt", "Wie?\n\n“Wij zijn met vier. Wij twee ook.”\n")])
    asks = "Bedoelt u misschien dit? “Wij zijn met vier.” “Wij twee ook.”"
    assert spoken(unsure.ask("wij")).striptags() == asks
    assert spoken(unsure.ask("the wij")).count('<span lang="nl">') == 2


def test_the_frame_is_in_the_language_of_the_question() -> None:
    quote = reply_to("Zo is het.").quote
    assert quote is not None
    bot = FakeBot([quote.interview])
    dutch, english = turn_html(bot.ask("is")), turn_html(bot.ask("the is"))
    assert DUTCH.copy in dutch
    assert ENGLISH.copy in english
    assert 'lang="en"' in english.splitlines()[0]
    assert 'blockquote cite="' in english
    assert 'lang="nl"' in english


def test_what_an_interview_says_and_asks_is_in_its_own_language(tmp_path: Path) -> None:
    files = {
        "brood.txt": "Wie bakt?\n\n“Wij met vier.”\n".encode(),
        "bread.txt": "---\nlanguage: en\n---\nWho bakes?\n\n“The four of us.”\n".encode(),
    }
    library = Library(interviews_of(tmp_path, files))
    reply = FakeBot(library.interviews).ask("vier")
    assert reply.source is not None
    assert reply.source.language == "nl"
    page = turn_html(reply.model_copy(update={"language": "en"}), library.tongues)
    assert re.search(r'<p class="interviewer" dir="auto" lang="nl">.*Wie bakt', page)
    assert re.search(r"<blockquote [^>]*lang=\"nl\"", page)
    for chip in (
        'lang="nl" data-ask="Wie bakt?"',
        'lang="en" data-ask="Who bakes?"',
    ):
        assert chip in page
        assert chip.partition(" data")[0] in Page.of(Settings.of(), library.interviews).frame


def test_the_title_of_the_only_interview_is_read_in_its_own_language() -> None:
    one = interview("brood.txt", "---\ntitle: Brood\n---\nWie bakt?\n\n“Wij met vier.”\n")
    other = interview("zout.txt", "Wie zout?\n\n“Wij ook.”\n")
    assert '<h1 lang="nl">Brood</h1>' in Page.of(Settings.of(), [one]).opening
    assert "<h1>Bakkers</h1>" in Page.of(Settings.of(title="Bakkers"), [one]).opening
    assert "<h1>Citaat</h1>" in Page.of(Settings.of(), [one, other]).opening


def test_only_another_question_is_shown_as_understood() -> None:
    reply = reply_to("Zo is het.").model_copy(update={"question": "WAT IS ZO?"})
    for understood, told in (("wat is zo?", False), ("En nu? Wat is zo?", True)):
        answered = reply.model_copy(update={"standalone_question": understood})
        assert (DUTCH.understood in turn_html(answered)) == told
        heard = f"{DUTCH.understood}: {understood} Citaat: "
        assert spoken(answered).striptags().startswith(heard if told else "Citaat: ")


def test_an_abstention_offers_questions_and_presents_no_candidate() -> None:
    bot = FakeBot(interviews_of_content())
    page = turn_html(bot.ask("parkeerterrein"))
    assert "<mark" not in page
    assert page.count("data-ask=") == 3
    assert DUTCH.why_not in page


def test_a_failure_repeats_the_question_briefly_and_says_what_to_do() -> None:
    page = failure_html("<b>" * 1000, "Te lang. Korter.", "nl")
    assert "Te lang. Korter." in page
    assert len(page) < 3000
    assert "<b>" not in page
    assert failure_html(None, "Leeg.", "en").count("<h2") == 0


def test_surrogates_become_question_marks_that_can_be_sent() -> None:
    assert printable("a\ud800b").encode() == b"a?b"


def test_gradio_finds_nothing_to_run_in_an_inert_text() -> None:
    safe = inert("${alert(1)} {{x}} `y` \\ <b>")
    assert not set("${}`\\<") & set(safe)
    assert html.unescape(safe) == "${alert(1)} {{x}} `y` \\ <b>"


def test_both_languages_fill_the_same_blanks() -> None:
    dutch, english = DUTCH.as_dict(), ENGLISH.as_dict()
    assert dutch.keys() == english.keys()
    assert all(dutch.values())
    assert all(english.values())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("several", [True, False])
def test_an_article_is_not_called_an_interview(language: str, *, several: bool) -> None:
    words = wording_for(language, several=several, conversations=False)
    assert not [text for text in words.as_dict().values() if "interview" in text.lower()]


def test_a_quotation_of_an_article_leads_to_the_article(tmp_path: Path) -> None:
    shown = turn_html(reply_to("Zo is het."))
    assert DUTCH_ARTICLE.open_source in shown
    assert DUTCH.open_source not in shown
    said = FakeBot(interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Dan zij.”\n".encode()}))
    assert DUTCH.open_source in turn_html(said.ask("zij."))


def interviews_of_content() -> tuple[Interview, ...]:
    from index.parse import parse_folder

    return tuple(parse_folder(CONTENT))


def test_the_article_has_an_anchor_for_each_question_and_every_word_in_order() -> None:
    interview = next(i for i in interviews_of_content() if i.id.startswith("jos"))
    page = source_html(interview, None, "", "../")
    assert page.count("<h2 id=") == len(interview.questions)
    words = html.unescape(re.sub(r"<[^>]+>", "", page.split("<article>")[1].split("</article>")[0]))
    at = 0
    for block in interview.blocks:
        at = words.index(block.span.of(interview.text), at)
    assert "<mark" not in page


def test_the_article_lights_up_the_span_that_a_link_names() -> None:
    interview = next(i for i in interviews_of_content() if i.id.startswith("jos"))
    for block in interview.blocks:
        span = block.sentences[-1].span
        (lit,) = LIT.findall(source_html(interview, span, "", "../"))
        assert html.unescape(lit) == span.of(interview.text)


@pytest.mark.parametrize("url", ["", "url: https://a.example/x\n"])
def test_the_date_stands_on_the_page_and_beside_a_quotation(url: str) -> None:
    dated = interview("a.txt", f"---\n{url}date: 2018-11-05\n---\nDe appel valt.")
    time = '<time datetime="2018-11-05">5 november 2018</time>'
    assert source_html(dated, None, "", "../").count(time) == 1
    assert turn_html(FakeBot([dated]).ask("appel")).count(f"</cite>, {time}") == 1
    undated = interview("a.txt", "De appel valt.")
    assert "<time" not in source_html(undated, None, "", "../")
    assert "<time" not in turn_html(FakeBot([undated]).ask("appel"))


def test_the_article_names_who_answers_where_several_people_do() -> None:
    two = (
        "Hoe?\n\nAn Bos: “Zo.”\n\nFoto: An Bos\n\nAn Bos: “Echt.”\n\nJan Wit: “Nee.”\n\n"
        "Wie?\n\nJan Wit: “Ik.”\n"
    )
    page = source_html(interview("a.txt", two), None, "", "../")
    named = re.findall(r'<p class="speaker">(.*?)</p>', page)
    assert named == ["An Bos", "Jan Wit", "Jan Wit"]
    one = two.replace("Jan Wit", "An Bos")
    assert 'class="speaker"' not in source_html(interview("a.txt", one), None, "", "../")


@pytest.mark.parametrize(
    ("start", "end"), [(None, None), (5, 5), (9, 3), (-1, 4), (0, 10**9), (0, 3000)]
)
def test_a_link_that_names_no_words_of_the_interview_lights_up_nothing(
    start: int | None, end: int | None
) -> None:
    interview = next(i for i in interviews_of_content() if i.id.startswith("jos"))
    assert named_span(start, end, interview) is None


@pytest.mark.parametrize(("count", "folded"), [(1, 0), (4, 0), (5, 1), (30, 1)])
def test_a_large_library_is_named_behind_its_number(count: int, folded: int) -> None:
    interviews = [
        interview(f"{number}.txt", f"Gesprek {number}\n\nDe appel valt.") for number in range(count)
    ]
    closing = Page.of(Settings.of(), interviews).closing
    assert closing.count('href="bron/') == count
    assert closing.count("<details>") == folded
    assert (f"<summary>{count} interviews</summary>" in closing) == bool(folded)


@pytest.mark.parametrize(
    ("accent", "ink", "dark"),
    [
        ("#0b5cad", "#ffffff", "#4583c1"),
        ("#000000", "#ffffff", "#7e7e7e"),
        ("#ffe066", "#000000", "#ffe066"),
    ],
)
def test_an_accent_can_be_read_and_seen_in_the_dark(accent: str, ink: str, dark: str) -> None:
    assert ink_on(accent) == ink
    assert in_the_dark(accent) == dark


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", "en"),
        ("fr-BE,fr;q=0.9,nl;q=0.8,en;q=0.7", "nl"),
        ("en;q=0.5, nl;q=0.7", "nl"),
        ("EN", "en"),
        ("de", "nl"),
        ("en;q=0", "nl"),
        ("enm,*;q=0.5", "nl"),
        ("en;q=oops", "nl"),
        ("", "nl"),
    ],
)
def test_of_english_and_dutch_the_page_speaks_what_the_browser_likes_better(
    accepted: str, language: str
) -> None:
    assert browser_language(accepted) == language
