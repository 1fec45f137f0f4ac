"""What stands above a text, between lines of dashes, and how a text is called."""

from __future__ import annotations

import pytest

from index.errors import ContentError, ContentErrors
from tests.parsed import SMALL, parse, shown


def test_front_matter_wins_and_is_not_quotable() -> None:
    interview = parse(
        "---\nid: x\ntitle: 'T: U'\nurl: https://example.org/a\ndate: 2019-01-02\n"
        "speaker: An\nlanguage: en\n---\n" + SMALL
    )
    assert (interview.id, interview.title, interview.url) == ("x", "T: U", "https://example.org/a")
    assert (interview.date, interview.speaker, interview.language) == ("2019-01-02", "An", "en")
    assert shown(interview) == [("answer", "Waarom?", "Daarom. Echt.")]


def test_what_the_front_matter_says_stays_as_it_is_written() -> None:
    interview = parse(
        "---\n# een aantekening\nid: 007\ntitle: 12:30\nspeaker:\nlanguage: no\n---\n" + SMALL
    )
    assert (interview.id, interview.title, interview.language) == ("007", "12:30", "no")
    assert interview.speaker is None


def test_an_emoji_that_json_escaped_is_one_character() -> None:
    written = '---\ntitle: "Praten met bijen \\ud83d\\udc1d"\nspeaker: "An \\ud83d\\udc1d"\n---\n'
    interview = parse(written + SMALL)
    assert (interview.title, interview.speaker) == ("Praten met bijen \U0001f41d", "An \U0001f41d")


@pytest.mark.parametrize("field", ["title", "speaker", "id", "url"])
@pytest.mark.parametrize("escape", [r"\ud83d", r"\udc1d\ud83d", r"\0", r"\e", r"\x9b"])
def test_what_no_page_can_show_is_refused_with_its_line(field: str, escape: str) -> None:
    value = f"https://example.org/{escape}" if field == "url" else f"a{escape}b"
    with pytest.raises(ContentError, match="no page can show") as error:
        parse(f'---\nlanguage: nl\n{field}: "{value}"\n---\n{SMALL}')
    assert error.value.line == 3
    assert "Write the character itself" in error.value.remedy


@pytest.mark.parametrize(
    "host", ["www.example.org:8o80", "example.org:99999", "a..b", "[::1", "?a=b", ":80", "a;b", ""]
)
def test_an_address_that_no_browser_can_open_is_refused(host: str) -> None:
    with pytest.raises(ContentError, match="no web address") as error:
        parse(f'---\nurl: "https://{host}/x"\n---\n{SMALL}')
    assert error.value.line == 2


@pytest.mark.parametrize(
    "url", ["https://b\u00fccher.nl/a", "http://[::1]:80/#top", "https://An:x@a_b.example.org?a=b"]
)
def test_an_address_stays_as_it_is_written(url: str) -> None:
    assert parse(f'---\nurl: "{url}"\n---\n{SMALL}').url == url


def test_the_other_fields_of_a_publishing_system_are_no_problem() -> None:
    interview = parse(
        "---\nlayout: post\ntitle: Brood\nsubtitle: Over brood\nupdate: 2024-12-01\n"
        "date: 2024-11-02 07:00:00 +0100\nlanguage: nl-NL\ntags:\n  - brood\n  - 'a: b'\n"
        "image:\n  title: Een brood\n  titel: Een brood\ntitles: [a]\ndraft: false # ja\n---\n"
        + SMALL
    )
    assert (interview.title, interview.date, interview.language) == ("Brood", "2024-11-02", "nl")


@pytest.mark.parametrize(
    "written", ["2024-11-02T07:00:00.000Z", "2024-11-02T07:00:00+01:00", "2024-11-02 07:00"]
)
def test_the_time_behind_a_date_is_left_out(written: str) -> None:
    assert parse(f"---\ndate: {written}\n---\n{SMALL}").date == "2024-11-02"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        # A text that is called "index" has the name of its folder.
        ("een/index.md", "een"),
        ("a/twee/index.txt", "twee"),
        ("index.md", "index"),
        ("a/b.md", "b"),
        # What can be typed in an address.
        ("Jan de Boer.txt", "Jan-de-Boer"),
        ("cafe\u0301.txt", "caf\u00e9"),
        ("a.b.txt", "a.b"),
    ],
)
def test_an_id_is_the_name_of_the_file_or_of_its_folder(name: str, id_: str) -> None:
    assert parse(SMALL, name).id == id_


def test_all_problems_of_front_matter_and_body_are_told() -> None:
    with pytest.raises(ContentErrors) as caught:
        parse("---\nTitle: a\ndate: gisteren\n---\nWaarom?\n\n“Daarom.\n")
    assert [error.line for error in caught.value.errors] == [2, 3, 7]


@pytest.mark.parametrize("name", ["wat?.txt", "100%.txt", "...txt"])
def test_a_file_name_that_no_address_can_hold_is_refused(name: str) -> None:
    with pytest.raises(ContentError, match="cannot stand in an address"):
        parse(SMALL, name)
    assert parse(f"---\nid: a\n---\n{SMALL}", name).id == "a"


def test_front_matter_may_stand_below_empty_lines() -> None:
    assert parse(f" \n\n---\nid: x\n---\n{SMALL}").id == "x"
    with pytest.raises(ContentError, match="unknown field") as error:
        parse(f"\n\n---\nid: x\ntitel: a\n---\n{SMALL}")
    assert error.value.line == 5
    assert [row[0] for row in shown(parse(f"\n---\n\nOver brood.\n\n{SMALL}"))] == [
        "lead",
        "answer",
    ]


@pytest.mark.parametrize("fence", ["----", "—", "–", "+++", "--"])
@pytest.mark.parametrize("field", ["id: x", 'title = "x"'])
def test_front_matter_between_other_lines_is_an_error(fence: str, field: str) -> None:
    with pytest.raises(ContentError, match="no beginning") as error:
        parse(f"{fence}\n{field}\n{fence}\n{SMALL}")
    assert "only ---" in error.value.remedy
