from __future__ import annotations

import gc
import re
import weakref
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import SearchedPage, annotation_target, deep_link, page_link, text_fragment
from index.interview import Block, Interview, Role, Sentence, Span
from index.parse import parse_folder

CONTENT = Path(__file__).parents[1] / "content"


def page(text: str, *, url: str | None = None) -> SearchedPage:
    return SearchedPage(article(text, url=url))


def article(text: str, *spans: tuple[int, int], url: str | None = None) -> Interview:
    blocks = tuple(
        Block(Role.PARAGRAPH, Span(start, end), (Sentence(Span(start, end)),))
        for start, end in spans or ((0, len(text)),)
    )
    return Interview(
        id="een artikel",
        file="a.txt",
        sha256="0" * 64,
        text=text,
        title="Iets anders",
        blocks=blocks,
        url=url,
    )


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def found_by(fragment: str, text: str) -> str:
    """What a browser that reads the specification simply would highlight."""
    terms = [unquote(part) for part in fragment.split(",")]
    prefix = terms.pop(0)[:-1] + " " if fragment.split(",", maxsplit=1)[0].endswith("-") else ""
    suffix = " " + terms.pop()[1:] if terms[-1].startswith("-") else ""
    page = folded(text)
    start = page.index(folded(prefix + terms[0] + suffix)) + len(prefix)
    if len(terms) == 1:
        return page[start : start + len(terms[0])]
    return page[start : page.index(folded(terms[1]), start + len(terms[0])) + len(terms[1])]


@pytest.fixture(scope="module")
def interview() -> Interview:
    return next(one for one in parse_folder(CONTENT) if one.id == "jos-de-groot-digitalisering")


def test_every_sentence_of_the_interview_has_a_fragment_that_finds_it(
    interview: Interview,
) -> None:
    for block in interview.blocks:
        for sentence in block.sentences:
            fragment = text_fragment(SearchedPage(interview), sentence.span)
            assert fragment is not None
            assert found_by(fragment, interview.text) == folded(sentence.span.of(interview.text))


def test_own_page_carries_the_offsets_and_the_fragment(interview: Interview) -> None:
    start = interview.text.index("Het DTC geeft")
    span = Span(start, interview.text.index(" Concrete", start))
    link = deep_link(SearchedPage(interview), span, "https://chat.example.org")
    assert link.startswith(
        f"https://chat.example.org/bron/{interview.id}?van={span.start}&tot={span.end}#:~:text="
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/stuk", "https://a.example/stuk#:~:text=Hallo%20wereld."),
        ("https://a.example/stuk#top", "https://a.example/stuk#top:~:text=Hallo%20wereld."),
        ("https://a.example/stuk#:~:text=Hallo", "https://a.example/stuk#:~:text=Hallo%20wereld."),
        ("https://a.example/x#top:~:text=Ha", "https://a.example/x#top:~:text=Hallo%20wereld."),
    ],
)
def test_the_publishers_page_comes_first(url: str, expected: str) -> None:
    link = deep_link(page("Hallo wereld.", url=url), Span(0, 13), "https://b")
    assert link == expected
    target = annotation_target(page("Hallo wereld.", url=url).interview, Span(0, 13), link)
    assert ":~:" not in target.source


def test_an_id_with_a_space_is_encoded() -> None:
    assert page_link(article("x y"), "") == "/bron/een%20artikel"


def test_signs_with_a_meaning_in_a_fragment_are_encoded() -> None:
    text = "Twee-in-één, a&b, 100% #waar"
    fragment = text_fragment(page(text), Span(0, len(text)))
    assert fragment is not None
    assert not set("-,&#% ") & set(re.sub(r"%[0-9A-F]{2}", "", fragment))
    assert unquote(fragment) == text


def test_a_repeated_quotation_is_told_apart_by_the_words_around_it() -> None:
    text = "Eerst dit. Wij doen het. Dan dat. Wij doen het. Klaar."
    first, second = text.index("Wij"), text.rindex("Wij")
    one = text_fragment(page(text), Span(first, first + 13))
    other = text_fragment(page(text), Span(second, second + 13))
    assert one == "dit.-,Wij%20doen%20het."
    assert other == "dat.-,Wij%20doen%20het."


def test_a_long_quotation_goes_on_to_its_end_though_it_says_the_same_before() -> None:
    text = (
        "Wij bakken brood in de oven van de wijk en eten het samen op. Dan vegen wij de vloer, "
        "doen het licht uit en gaan naar huis, en daar bakken wij weer en eten het samen op."
    )
    fragment = text_fragment(page(text), Span(0, len(text)))
    assert fragment is not None
    assert found_by(fragment, text) == folded(text)


def test_a_quotation_that_cannot_be_told_apart_gets_no_fragment() -> None:
    text = "Ja. " * 200
    assert text_fragment(page(text), Span(400, 403)) is None
    assert deep_link(page(text), Span(400, 403), "") == "/bron/een%20artikel?van=400&tot=403"
    assert deep_link(page("Ja. Ja."), Span(0, 3), "") == (
        "/bron/een%20artikel?van=0&tot=3#:~:text=Ja.,-Ja."
    )
    assert text_fragment(page("Ja"), Span(0, 2)) == "Ja"
    assert text_fragment(page("   "), Span(0, 2)) is None


def test_case_accents_and_kinds_of_quotes_do_not_make_a_difference_to_a_browser() -> None:
    text = "Cafe ‘open’. CAFÉ 'OPEN'."
    fragment = text_fragment(page(text), Span(0, 12))
    assert fragment is not None
    assert fragment.endswith("%E2%80%99.,-CAF%C3%89")


class Watched(Interview):
    """An interview of which one can tell that it is gone: others have no weak references."""


def test_no_interview_outlives_the_page_that_its_links_were_made_from() -> None:
    text = "De zee is kort."
    interview = Watched("zee", "zee.txt", "0" * 64, text, "Zee", ())
    gone = weakref.ref(interview)
    text_fragment(SearchedPage(interview), Span(0, len(text)))
    del interview
    gc.collect()
    assert gone() is None


@given(
    st.lists(
        st.sampled_from(["een", "twee", "Drie", "vier-vijf", "é", "“zes”"]), min_size=1, max_size=40
    ),
    st.data(),
)
def test_whatever_fragment_is_made_finds_its_span(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    start = len(" ".join(words[:first])) + (first > 0)
    span = Span(start, start + len(" ".join(words[first:last])))
    fragment = text_fragment(page(text), span)
    if fragment is not None:
        assert found_by(fragment, text) == folded(span.of(text))


def test_the_w3c_target_selects_by_quotation_and_by_position() -> None:
    text = "Voor. 🎉 Dit staat er. Na."
    span = Span(6, 21)
    link = deep_link(page(text), span, "https://c")
    target = annotation_target(article(text), span, link).model_dump()
    assert target["source"] == "https://c/bron/een%20artikel"
    quote, position = target["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": text[6:21],
        "prefix": "Voor. ",
        "suffix": " Na.",
    }
    assert text[position["start"] : position["end"]] == quote["exact"]


def test_words_that_are_the_title_too_are_found_in_the_text() -> None:
    """A browser would highlight the title above it."""
    titled = SearchedPage(replace(article("Hallo wereld. Dag maan."), title="Hallo wereld."))
    assert text_fragment(titled, Span(0, 13)) == "Hallo%20wereld.,-Dag"
    assert text_fragment(titled, Span(14, 23)) == "Dag%20maan."
