"""Content files: what becomes of them, and what an editor is told when they are malformed."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import ContentError, ContentErrors
from index.interview import Interview, Role
from index.parse import MAX_BYTES, parse_bytes, parse_folder
from index.parsing.blocks import read_body

CONTENT = Path(__file__).parents[1] / "content"
SMALL = "Waarom?\n\n“Daarom. Echt.”\n"


def parse(text: str, name: str = "proef.txt") -> Interview:
    return parse_bytes(text.encode(), Path(name), name)


def shown(interview: Interview) -> list[tuple[str, str | None, str]]:
    return [
        (
            block.role.value,
            block.question.span.of(interview.text) if block.question else None,
            block.span.of(interview.text),
        )
        for block in interview.blocks
    ]


class TestTheFirstInterview:
    interview = next(i for i in parse_folder(CONTENT) if i.id == "jos-de-groot-digitalisering")

    def test_has_five_answers_a_lead_a_caption_and_its_makers(self) -> None:
        roles = [block.role for block in self.interview.blocks]
        assert roles.count(Role.ANSWER) == 5
        assert roles.count(Role.LEAD) == 1
        assert roles.count(Role.CAPTION) == 1
        makers = [
            b.span.of(self.interview.text) for b in self.interview.blocks if b.role is Role.BYLINE
        ]
        assert makers == ["Tekst Marijn Gerretsen", "Foto Bart van Vliet"]

    def test_the_caption_is_no_part_of_its_neighbours(self) -> None:
        caption = "Jos de Groot, directeur Digitale Economie i.o. bij het Ministerie"
        holders = [
            b.role for b in self.interview.blocks if caption in b.span.of(self.interview.text)
        ]
        assert holders == [Role.CAPTION]

    def test_knows_its_questions_and_speaker(self) -> None:
        assert self.interview.questions[0] == "Wat is de rol van EZK bij digitalisering?"
        assert len(self.interview.questions) == 5
        assert self.interview.speaker == "Jos de Groot"
        assert self.interview.title == "Jos de Groot digitalisering"

    def test_counts_sentences_as_a_reader_does(self) -> None:
        counts = [len(b.sentences) for b in self.interview.blocks if b.role is Role.ANSWER]
        assert counts == [5, 6, 6, 5, 5]


class CountedText(str):
    """A text that counts how often all of it is gone through, letter by letter."""

    __slots__ = ("times",)

    def __init__(self, _: str) -> None:
        self.times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        return super().__iter__()


@pytest.mark.parametrize("part", [f"{SMALL}\n", "Een alinea. Nog een zin.\n\n"])
def test_a_text_is_searched_for_capitals_once_however_many_blocks_it_has(part: str) -> None:
    text = CountedText(part * 20)
    body = read_body(text, 0, Path("proef.txt"), markdown=False)
    assert len(body.blocks) == 20
    assert text.times <= 2  # once for small letters, once for capitals


def test_an_answer_may_run_over_paragraphs() -> None:
    interview = parse("Waarom?\n\n“Eerst.\n\n“Dan?\n\nEn klaar.”\n\nHoe?\n\n“Zo.”")
    assert [row[2] for row in shown(interview)] == ["Eerst.\n\n“Dan?\n\nEn klaar.", "Zo."]


def test_a_heading_of_an_article_that_asks_is_a_question_of_it_once() -> None:
    article = parse(
        "# Wat nu?\n\nWater.\n\n## Waarom?\n\nDaarom.\n\nZeker.\n\n## Slot\n\nUit.", "a.md"
    )
    assert article.questions == ("Waarom?",)


@pytest.mark.parametrize(
    "remark",
    [
        "Dat klinkt duur.",
        "U lacht erbij!",
        "En de privacy? Er kijkt iemand mee.",
        "Kinderarbeid. Ik moet ernaar vragen…",
    ],
)
def test_a_remark_right_above_an_answer_is_what_it_answers(remark: str) -> None:
    interview = parse(f"{SMALL}\n{remark}\n\n“Dat is zo.”\n")
    assert shown(interview)[1] == ("answer", remark, "Dat is zo.")
    assert interview.questions == ("Waarom?",)


@pytest.mark.parametrize(
    "thesis",
    ["Stelling 1: Honden horen aan de lijn", "Stelling: dat kan niet.", "DILEMMA 2: geld of tijd"],
)
def test_a_thesis_is_what_guests_answer(thesis: str) -> None:
    text = f"Honden\n\n{thesis}\n\nIlse Vos: “Eens.”\n\nRuben: “Nee.”\n"
    assert shown(parse(text))[1:] == [("answer", thesis, "Eens."), ("answer", thesis, "Nee.")]


def test_a_thesis_that_nobody_answers_is_no_error() -> None:
    rows = shown(parse(f"{SMALL}\nStelling 2: Brood is duur.\n\nDaar zegt hij niets van.\n"))
    assert rows[-2][2] == "Stelling 2: Brood is duur."


def test_a_remark_needs_no_empty_line_above_an_answer() -> None:
    text = f"{SMALL}\nDat klinkt duur.\n“Het was duur. Echt.”\n\nHij riep:\n“Kom.”\n"
    assert shown(parse(text))[1:3] == [
        ("answer", "Dat klinkt duur.", "Het was duur. Echt."),
        ("caption", None, "Hij riep:\n“Kom.”"),
    ]


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("2. Beste advies", "Beste advies"),
        ("**Beste advies**", "Beste advies"),
        ("Vraag: Noem een held", "Noem een held"),
        ("V 2:\tNoem een held", "Noem een held"),
    ],
)
@pytest.mark.parametrize("answer", ["“Ja. Echt.”", "A: “Ja. Echt.”", "Antwoord:\t“Ja. Echt.”"])
def test_a_topic_needs_no_empty_line_above_its_answer(line: str, topic: str, answer: str) -> None:
    asked = asked_and_said(f"{SMALL}\n{line}\n{answer}\n\nHoe?\n“Zo.”\n", "a.md")
    assert asked[1:] == [(topic, "Ja. Echt."), ("Hoe?", "Zo.")]


@pytest.mark.parametrize("topic", ["De Elfstedentocht", "Over Thialf"])
def test_a_topic_with_an_article_is_no_name(topic: str) -> None:
    assert asked_and_said(f"{SMALL}\n{topic}\n\n“Ooit. Echt.”\n")[1:] == [(topic, "Ooit. Echt.")]


def test_a_last_name_with_an_article_is_a_caption() -> None:
    text = f"Een interview met An de Wit.\n\n{SMALL}\nDe Wit\n\n“Ooit. Echt.”\n"
    assert shown(parse(text))[2:] == [
        ("caption", None, "De Wit"),
        ("answer", "Waarom?", "Ooit. Echt."),
    ]


@pytest.mark.parametrize("time", ["00:01:02", "1:02", "[00:12]"])
def test_the_time_of_a_recording_is_no_part_of_what_is_asked_or_said(time: str) -> None:
    turns = f"{time}\nInterviewer: Hoe?\n\n{time}\nAn de Wit: “Zo. Echt.”\n"
    rows = shown(parse(f"{SMALL}\n{turns}{time}\nIV: En nu?\n{time}\n\nAn de Wit: “Ja.”\n"))
    assert rows[1:] == [("answer", "Hoe?", "Zo. Echt."), ("answer", "En nu?", "Ja.")]


def test_a_time_above_other_words_is_kept() -> None:
    assert shown(parse("Programma.\n\n10:30\nOpening\n"))[1] == (
        "paragraph",
        None,
        "10:30\nOpening",
    )


def test_a_remark_may_open_the_interview_below_the_introduction() -> None:
    text = f"Een gesprek over brood.\n\nU bakt al lang.\n\n“Heel lang.”\n\n{SMALL}"
    assert shown(parse(text))[:2] == [
        ("lead", None, "Een gesprek over brood."),
        ("answer", "U bakt al lang.", "Heel lang."),
    ]


@pytest.mark.parametrize(
    "caption",
    ["Bijschrift: An bij de oven.", "[Foto: An bij de oven.]", "Op de foto staat An.", "An de Wit"],
)
@pytest.mark.parametrize("mark", ["”", '"'])
def test_an_answer_goes_on_behind_a_caption(caption: str, mark: str) -> None:
    interview = parse(f"{SMALL}\n{caption}\n\n“En nog iets.{mark}\n")
    assert shown(interview)[1:] == [
        ("caption", None, caption),
        ("answer", "Waarom?", "En nog iets."),
    ]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Tussenkop", "caption"),
        ("Onderschrift", "caption"),
        ("Foto", "byline"),
        ("Tekst", "byline"),
    ],
)
def test_what_an_editors_program_calls_a_heading_or_caption_is_nobody(
    label: str, role: str
) -> None:
    interview = parse(f"{SMALL}\n{label}: ‘Wij bakken door’\n\nHoe?\n\n“Zo. Echt.”\n")
    assert interview.speaker is None
    assert [row[0] for row in shown(interview)] == ["answer", role, "answer"]


def test_what_happens_before_somebody_speaks_may_stand_in_brackets() -> None:
    rows = shown(parse(f"{SMALL}\nWie?\n\n(Hij kijkt op.) “Jan.”\n"))[1:]
    assert [row[2] for row in rows] == ["(Hij kijkt op.)", "Jan."]


def test_what_happens_in_the_room_is_told_apart_from_what_is_said() -> None:
    text = "Waarom?\n\nHij kijkt op. “Daarom.”\n\nHoe?\n\n“Zo. Echt.” Hij lacht.\n"
    assert shown(parse(text)) == [
        ("paragraph", "Waarom?", "Hij kijkt op."),
        ("answer", "Waarom?", "Daarom."),
        ("answer", "Hoe?", "Zo. Echt."),
        ("paragraph", "Hoe?", "Hij lacht."),
    ]


def sentences_of(answer: str) -> list[str]:
    interview = parse(f"Waarom?\n\n{answer}\n")
    (block,) = interview.blocks
    assert (block.role, block.span.of(interview.text)) == (Role.ANSWER, answer[1:-1])
    return [sentence.span.of(interview.text) for sentence in block.sentences]


@pytest.mark.parametrize("marks", ["“”", "„”", "””", "«»", "‘’", '""'])
@pytest.mark.parametrize("told", ["Bos staat op. Hij zucht.", "(Hij lacht.)", "*Bos zucht.*"])
def test_what_is_told_between_what_is_said_is_no_sentence_of_it(told: str, marks: str) -> None:
    opens, closes = marks[0], marks[1]
    answer = f"{opens}Daarom.{closes} {told} {opens}*Echt.*{closes} Hij knikt. {opens}Ja.{closes}"
    assert sentences_of(answer) == [f"Daarom.{closes}", f"{opens}*Echt.*{closes}", f"{opens}Ja."]


def test_what_is_told_where_paragraphs_open_with_the_mark_again_is_no_sentence() -> None:
    answer = "“Daarom.\n\n“Echt.” Bos zucht. “Ja.\n\n“Zo.”"
    assert sentences_of(answer) == ["Daarom.", "“Echt.”", "“Ja.", "“Zo."]


@pytest.mark.parametrize(
    "answer",
    [
        "“De haven groeit”, zegt Bos, “en snel.”",
        "“Hij riep: “Kom.” Toen ging hij. “Nu?” vroeg ik.”",
        '"Hij riep: "Kom." Toen ging hij. "Nu?" vroeg ik."',
        "„Hij riep: “Kom.” Toen ging hij. “Nu?” vroeg ik.”",
        "“Hij riep: Kom.” Toen ging hij. “Nu?” vroeg ik.”",  # a mark too few
        "‘Dat was van mijn ouders’ vrienden. ‘s Avonds niet. En toen?’",
        "‘De foto’s van ‘de kade’ zijn op. Toen kwam ik. ‘Goed’, zei hij.’",
    ],
)
def test_what_is_quoted_within_an_answer_tells_nothing_around_it(answer: str) -> None:
    said = sentences_of(answer)
    assert "".join(answer[1:-1].split()) == "".join("".join(said).split())


@pytest.mark.parametrize(
    "answer", ["‘Daarom. Echt.’", "„Daarom. Echt.“", "«Daarom. Echt.»", '"Daarom. Echt."']
)
def test_answers_may_stand_in_other_quotation_marks(answer: str) -> None:
    assert shown(parse(f"Waarom?\n\n{answer}\n")) == [("answer", "Waarom?", "Daarom. Echt.")]


@pytest.mark.parametrize("closes", ["’’", "''", "”", '"'])
def test_two_commas_open_an_answer_as_regional_papers_type_it(closes: str) -> None:
    said = f",,Daarom. Ik zei: ‘Kom.’{closes} Hij zucht."
    text = f"Waarom?\n\n{said}\n\nHoe?\n\nJan: ,,Zo{closes}, zegt hij.\n"
    assert shown(parse(text)) == [
        ("answer", "Waarom?", "Daarom. Ik zei: ‘Kom.’"),
        ("paragraph", "Waarom?", "Hij zucht."),
        ("answer", "Hoe?", "Zo"),
        ("paragraph", "Hoe?", "zegt hij."),
    ]


def test_an_article_shows_marks_of_two_signs_as_they_stand() -> None:
    paragraph = ",,Ik hou van stilte’’, zegt hij. ,,Kaas ook. ‘Stil’, zei ik.’’ Hij lacht."
    interview = parse(f"Stilte\n\n{paragraph}\n")
    assert shown(interview)[1] == ("paragraph", None, paragraph)
    assert [sentence.span.of(interview.text) for sentence in interview.blocks[1].sentences] == [
        ",,Ik hou van stilte’’, zegt hij.",
        ",,Kaas ook. ‘Stil’, zei ik.’’",
        "Hij lacht.",
    ]


@pytest.mark.parametrize("first", ["‘Cloud’ is een woord voor veel.", "‘s Ochtends is het koud."])
def test_a_quotation_mark_that_nobody_speaks_in_makes_no_interview(first: str) -> None:
    assert shown(parse(f"Wat is dat?\n\n{first}\n")) == [("paragraph", "Wat is dat?", first)]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("‘Bijen lezen geen boeken’", "‘Bijen lezen geen boeken’"),
        (
            "Imker An de Wit: “Niemand vraagt: waarom?”",
            "Imker An de Wit: “Niemand vraagt: waarom?”",
        ),
        ("'Bijen lezen geen boeken'", "'Bijen lezen geen boeken'"),
        ("“Bijen lezen geen boeken.”", "Proef"),
        ("Tekst: An de Wit\n\nBijen en boeken", "Bijen en boeken"),
        ("Tekst: An de Wit\n\nBijen lezen geen boeken.", "Proef"),
        ("Uit: Het Bijenblad, nummer 4", "Proef"),
        ("Tekst: An de Wit", "Proef"),
    ],
)
def test_what_stands_above_all_but_the_makers_is_the_headline(above: str, title: str) -> None:
    assert parse(f"{above}\n\nEen imker vertelt.\n\n{SMALL}").title == title


def test_a_headline_may_ask() -> None:
    interview = parse(f"Wie is hier de gids?\n\nTekst: An\n\nOver een museum.\n\n{SMALL}")
    assert interview.title == "Wie is hier de gids?"
    assert [row[0] for row in shown(interview)] == ["lead", "byline", "lead", "answer"]


def test_a_few_words_above_a_question_are_a_heading_that_is_not_quoted() -> None:
    interview = parse(f"{SMALL}\nOnder water\n\nHoe?\n\n“Zo.”\n")
    assert [row[0] for row in shown(interview)] == ["answer", "answer"]


def test_a_plain_article_gives_paragraphs() -> None:
    assert shown(parse("Een alinea. Twee zinnen.\n\nNog een alinea.")) == [
        ("paragraph", None, "Een alinea. Twee zinnen."),
        ("paragraph", None, "Nog een alinea."),
    ]


def test_a_question_above_a_plain_paragraph_is_its_heading() -> None:
    interview = parse("Wat kost het?\n\nDat kost niets.")
    assert shown(interview) == [("paragraph", "Wat kost het?", "Dat kost niets.")]


def test_markdown_headings_are_questions_and_not_quotable() -> None:
    interview = parse("# De kop\n\n## Waarom?\n\n“Daarom.”\n", "a.md")
    assert interview.title == "De kop"
    assert shown(interview) == [("answer", "Waarom?", "Daarom.")]


def test_headings_inside_a_crawled_line_open_sections() -> None:
    interview = parse("eerst dit. title: hoe lang?, : zo lang. echt. title: kosten, : niets.")
    assert shown(interview) == [
        ("paragraph", None, "eerst dit."),
        ("paragraph", "hoe lang?", "zo lang. echt."),
        ("paragraph", "kosten", "niets."),
    ]


def test_a_crawled_page_may_begin_with_a_heading_inside_its_line() -> None:
    assert shown(parse("title: hoe lang?, : zo lang.")) == [("paragraph", "hoe lang?", "zo lang.")]


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


def test_what_nobody_sees_of_markdown_is_not_quotable() -> None:
    text = f"<!-- nog\n\nniet -->\nOver brood.\n\n---\n\n{SMALL}\n* * *\n\nHoe?\n\n“Zo.”\n"
    assert [row[2] for row in shown(parse(text, "a.md"))] == ["Over brood.", "Daarom. Echt.", "Zo."]


@pytest.mark.parametrize(
    "html", ["<p>", "</em>", "<br/>", '<a href="x">', "&nbsp;", "&#8217;", "<!-- a -->"]
)
def test_html_in_markdown_is_refused_with_its_line(html: str) -> None:
    with pytest.raises(ContentError, match="HTML") as error:
        parse(f"Een alinea.\n\nNog {html} een.\n", "a.md")
    assert error.value.line == 3
    assert parse(f"Een alinea.\n\nNog {html} een.\n", "a.txt")


def test_signs_that_are_no_html_stay() -> None:
    assert parse("R&D; en x < y > z, <https://example.org> & meer.", "a.md")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_are_kept_as_they_are(newline: str) -> None:
    interview = parse(SMALL.replace("\n", newline))
    assert interview.text == SMALL.replace("\n", newline)
    assert shown(interview) == [("answer", "Waarom?", "Daarom. Echt.")]


@given(st.text(alphabet="aA?.“”\n\n #*->", max_size=120), st.sampled_from(["\r\n", "\r"]))
@example("#\n>\n>", "\r")
def test_whatever_the_newlines_a_file_reads_the_same(text: str, newline: str) -> None:
    def read(text: str) -> list[tuple[str, list[str]]] | str:
        try:
            interview = parse(text, "a.md")
        except (ContentError, ContentErrors) as error:
            return str(error).replace(newline, "\n")
        return [
            (
                block.role.value,
                [" ".join(s.span.of(interview.text).split()) for s in block.sentences],
            )
            for block in interview.blocks
        ]

    assert read(text.replace("\n", newline)) == read(text)


def test_a_byte_order_mark_is_not_counted() -> None:
    interview = parse("\ufeff" + SMALL)
    assert interview.text == SMALL


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        (" \n\n ", 1, "empty"),
        ("Waarom?\n\n“Daarom.\n\nHoe?\n\n“Zo.”", 3, "no closing quotation mark"),
        ("Waarom?\n\n“Daarom.\n\nEn klaar.", 3, "no closing quotation mark"),
        ("Waarom?\n\n“Daarom.”\n\nHoe?\n", 5, "no answer"),
        ("Waarom?\n\n“Daarom.”\n\nHoe?\n\nWat?\n\n“Zo.”", 5, "no answer"),
        ("---\ntitle: a\n" + SMALL, 1, "no end"),
        ("---\ntitle: [a\n---\n" + SMALL, 3, "does not parse"),
        ("---\ntitle: *Haven*\n---\n" + SMALL, 2, "begins with a quotation mark or another"),
        ("---\ntitle: 'Foto's'\n---\n" + SMALL, 2, "begins with a quotation mark or another"),
        ('---\ntitle: "Goed" zegt Bos\n---\n' + SMALL, 2, "quotes around the whole value"),
        ("---\ntitel: a\n---\n" + SMALL, 2, "unknown field"),
        ("---\ndatum: 2024-01-02\n---\n" + SMALL, 2, "Write 'date'"),
        ("---\ntags: [a]\nspeker: An\n---\n" + SMALL, 3, "Write 'speaker'"),
        ("+++\nauthor = 'x'\ntitle = 'x'\n+++\n" + SMALL, 1, "no beginning"),
        ("---\ndate: 2024-02-30T07:00:00Z\n---\n" + SMALL, 2, "does not exist"),
        ("---\nid: a\nurl: ftp://x\n---\n" + SMALL, 3, "no web address"),
        ("---\nlanguage: Nederlands\n---\n" + SMALL, 2, "no language code"),
        ("---\nid: a/b\n---\n" + SMALL, 2, "cannot stand in an address"),
        ("---\nid: ..\n---\n" + SMALL, 2, "cannot stand in an address"),
        ("---\n- a\n---\n" + SMALL, 2, "not a list of fields"),
        ("---\nid: a\nTitle: a\n---\n" + SMALL, 3, "lower case"),
        ("---\nid: a\n\nid: b\n---\n" + SMALL, 4, "there twice"),
        ("---\nid: a\ndate: 2024-02-30\n---\n" + SMALL, 3, "date '2024-02-30' does not exist"),
        ("---\ndate: 5 november 2018\n---\n" + SMALL, 2, "cannot be read. Write it as year-month"),
        ("---\ntitle: Stil #1: goud\n---\n" + SMALL, 2, "follows the #"),
        ("---\nid: a\ntitle: Stil #1\n---\n" + SMALL, 3, "follows the #"),
        ("---\ntitle: ''\n---\n" + SMALL, 2, "not a text"),
        ("title: Over brood\n\n" + SMALL, 1, "no beginning"),
        ("Tekst\0", 1, "null character"),
        ("Een\rtwee\r\ndrie\0", 3, "null character"),
        ("Een\nGooit u weg?\u2028\u2028\u201cNee.\u201d", 2, "U+2028"),
        (
            "Een\x0btwee\u2028Hoe?\x0b",
            1,
            "U+000B and U+2028, no newline to most programs (3 in all)",
        ),
        ("---\ntitle: " + "[" * 3000 + "\n---\n" + SMALL, 2, "does not parse"),
        ("---\nid: " + "a" * 256 + "\n---\n" + SMALL, 2, "id"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(text)
    assert caught.value.line == line
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"proef.txt:{line}: ")
    assert caught.value.remedy


def test_bytes_that_are_not_utf8_are_refused_with_their_line() -> None:
    with pytest.raises(ContentError, match="not UTF-8") as caught:
        parse_bytes(b"een\rtwee\r\ndrie \xe9", Path("a.txt"), "a.txt")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14", "a Word file"),
        (b"%PDF-1.7\nWie?", "a PDF"),
        (rb"{\rtf1 Wie?}", "an RTF file"),
        ("\ufeffWie?".encode("utf-16-le"), "text in UTF-16"),
    ],
)
def test_a_file_that_was_only_renamed_is_called_what_it_is(data: bytes, kind: str) -> None:
    with pytest.raises(ContentError, match=f"The file is {kind}") as caught:
        parse_bytes(data, Path("a.md"), "a.md")
    assert "save it as plain text" in caught.value.remedy


class TestAFolder:
    def test_lists_every_problem_at_once(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("", encoding="utf-8")
        (tmp_path / "b.txt").write_bytes(b"\xff")
        (tmp_path / "c.txt").write_text(SMALL, encoding="utf-8")
        (tmp_path / "d.docx").write_bytes(b"PK")
        (tmp_path / "e.txt").write_text(f"---\nid: c\n---\n{SMALL}", encoding="utf-8")
        with pytest.raises(ContentErrors) as caught:
            parse_folder(tmp_path)
        assert [e.path.name for e in caught.value.errors] == ["a.txt", "b.txt", "d.docx", "e.txt"]
        assert len(str(caught.value).splitlines()) == 4

    def test_refuses_a_file_of_50_mb_without_reading_it(self, tmp_path: Path) -> None:
        with (tmp_path / "groot.txt").open("wb") as file:
            file.truncate(50_000_000)
        with pytest.raises(ContentErrors, match=f"at most {MAX_BYTES // 1_000_000} MB"):
            parse_folder(tmp_path)

    def test_readme_and_hidden_files_are_not_content(self, tmp_path: Path) -> None:
        (tmp_path / "README.md").write_text("", encoding="utf-8")
        (tmp_path / ".a.txt").write_text("", encoding="utf-8")
        (tmp_path / "~$verslag.docx").write_text("", encoding="utf-8")  # Word has it open
        (tmp_path / "b.txt").write_text(SMALL, encoding="utf-8")
        assert [interview.id for interview in parse_folder(tmp_path)] == ["b"]

    def test_a_folder_inside_that_cannot_be_read_is_an_error(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("sub", ".git", "lost+found"):
            (tmp_path / name).mkdir()
        (tmp_path / "b.txt").write_text(SMALL, encoding="utf-8")
        scandir = os.scandir

        def refusing(path: str) -> object:
            # An administrator, as whom tests may run, may read every folder.
            if Path(path) != tmp_path:
                raise PermissionError(errno.EACCES, "Permission denied", path)
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refusing)
        with pytest.raises(ContentErrors, match="cannot be read: Permission denied") as caught:
            parse_folder(tmp_path)
        assert [error.path for error in caught.value.errors] == [tmp_path / "sub"]
        assert "Check its permissions" in str(caught.value)

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
    def test_a_file_name_that_is_not_utf8_is_a_problem_of_that_file(self, tmp_path: Path) -> None:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text(SMALL, "utf-8")
        with pytest.raises(ContentErrors, match="not UTF-8") as caught:
            parse_folder(tmp_path)
        assert len(caught.value.errors) == 1

    @pytest.mark.parametrize("make", [True, False])
    def test_an_empty_or_missing_folder_says_what_to_do(
        self, tmp_path: Path, *, make: bool
    ) -> None:
        folder = tmp_path / "content"
        if make:
            folder.mkdir()
        with pytest.raises(ContentErrors, match="content folder"):
            parse_folder(folder)


@given(st.text(alphabet="aA?.“”\n\r #*-é😀", max_size=120))
@example("?\r?\r“")  # Two problems at once.
def test_any_text_parses_or_is_refused_cleanly(text: str) -> None:
    try:
        interview = parse(text, "a.md")
    except ContentError as error:
        assert error.line >= 1
        return
    except ContentErrors as several:
        assert all(error.line >= 1 for error in several.errors)
        return
    end = 0
    for block in interview.blocks:
        assert end <= block.span.start
        assert block.sentences
        end = block.span.end


@pytest.mark.parametrize(
    ("caption", "speaker"),
    [
        ("An de Wit, bakker", "An de Wit"),
        ("An de Wit in haar bakkerij", "An de Wit"),
        ("Foto: An de Wit in haar bakkerij.", "An de Wit"),
        ("[Bijschrift bij de foto: An de Wit bij de oven.]", "An de Wit"),
        ("Bakkersvrouw An de Wit bij de oven", "An de Wit"),
        ("De bakkerij van An de Wit", None),
        ("Jan Zwart, een klant", None),
    ],
)
def test_a_caption_that_opens_with_a_name_of_the_lead_tells_who_speaks(
    caption: str, speaker: str | None
) -> None:
    text = f"Bakker An de Wit over brood.\n\n{SMALL}\n{caption}\n\nHoe?\n\n“Zo.”\n"
    assert parse(text).speaker == speaker


def asked_and_said(text: str, name: str = "proef.txt") -> list[tuple[str | None, str]]:
    return [row[1:] for row in shown(parse(text, name)) if row[0] == "answer"]


QUESTION = "Waarom meet u geluid?\n\n“Omdat het kan.”\n"


@pytest.mark.parametrize(
    "asked",
    [
        "Stilte is overal. " * 20 + "Vindt u dat ook?",
        "“Stilte is goud”, schreef u ooit. Vindt u dat nog?",
        "Dat klinkt ernstig",
        "(Is dat zo?)",
        "Is dat zo? (lacht)",
        "*Is dat zo?*",
        "Is dat zo, en was het\ndat altijd al?",
    ],
)
def test_what_stands_right_above_an_answer_is_what_it_answers(asked: str) -> None:
    found = asked_and_said(f"{QUESTION}\n{asked}\n\n“Ja. Zeker.”\n")
    assert found[1] == (asked, "Ja. Zeker.")


@pytest.mark.parametrize("before", ["", "**Meer:** "])
def test_a_link_to_a_piece_that_asks_is_no_question(before: str) -> None:
    link = f"{before}[Waarom zoemen bruggen?](https://example.org/brug)"
    rows = shown(parse(f"{QUESTION}\n{link}\n\nHoe?\n\n“Zo.”\n", "a.md"))
    assert rows[1:] == [("caption", None, link), ("answer", "Hoe?", "Zo.")]


def test_an_answer_never_goes_on_under_a_question_that_prose_parts_it_from() -> None:
    prose = "We lopen verder door de tuin, waar het stil is. " * 8
    found = asked_and_said(f"{QUESTION}\n{prose}\n\n“Hier staan de bonen.”\n")
    assert found[1] == (None, "Hier staan de bonen.")


@pytest.mark.parametrize(
    "caption", ["> Stilte is goud", "(Lange stilte.)", "Foto: An.", "An de Wit, bakker"]
)
def test_an_answer_goes_on_behind_what_nobody_answers(caption: str) -> None:
    found = asked_and_said(f"{QUESTION}\n{caption}\n\n“En nog iets.”\n")
    assert found[1][0] == "Waarom meet u geluid?"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Waarom?\n“Omdat.”\nEn nu?\n“Zo.”\n", "a.txt"),
        ("**Waarom?**\n“Omdat.”\n\n**En nu?**\n“Zo.”\n", "a.md"),
        ("Vraag: Waarom?\nAntwoord: “Omdat.”\nVraag: En nu?\nAntwoord: “Zo.”\n", "a.txt"),
        ("V: Waarom?\nA: “Omdat.”\n\nV: En nu?\nA: “Zo.”\n", "a.txt"),
        ("**Interviewer:** Waarom?\n\n**A:** “Omdat.”\n\n**Interviewer:** En nu?\n\n“Zo.”", "a.md"),
        ("Waarom?\n\n> “Omdat.”\n\nEn nu?\n\n*“Zo.”*\n", "a.md"),
        ("Waarom?\n\n– “Omdat.”\n\nEn nu?\n\n”Zo.”\n", "a.txt"),
        ("Waarom?\n=======\n\n“Omdat.”\n\nEn nu?\n---\n“Zo.”\n", "a.md"),
    ],
)
def test_everyday_layouts_are_interviews(text: str, name: str) -> None:
    assert asked_and_said(text, name) == [("Waarom?", "Omdat."), ("En nu?", "Zo.")]
    assert parse(text, name).speaker is None


def test_a_label_in_bold_names_who_speaks() -> None:
    interview = parse("**Interviewer:** Waarom?\n\n**Sanne Jansen:** “Omdat.”\n", "a.md")
    assert interview.speaker == "Sanne Jansen"
    assert interview.questions == ("Waarom?",)


def test_a_line_that_opens_with_a_label_is_a_paragraph_of_its_own() -> None:
    interview = parse(
        "Een gesprek met Sanne Jansen en Piet de Boer over stilte.\n\nEn nu?\n\n"
        "Sanne Jansen: “Wij wachten.”\nPiet de Boer: “En we drinken koffie.”\n"
    )
    answers = [block for block in interview.blocks if block.role is Role.ANSWER]
    assert [(block.speaker, block.span.of(interview.text)) for block in answers] == [
        ("Sanne Jansen", "Wij wachten."),
        ("Piet de Boer", "En we drinken koffie."),
    ]


def test_a_sentence_that_was_cut_by_hand_before_a_colon_stays_whole() -> None:
    found = asked_and_said("Waarom?\n\n“Toen vroeg ik aan\nJan: ‘Kom je?’ En hij kwam.”\n")
    assert found == [("Waarom?", "Toen vroeg ik aan\nJan: ‘Kom je?’ En hij kwam.")]


@pytest.mark.parametrize("caption", ["Foto: Sanne aan het werk.", "Sanne Jansen aan het werk"])
def test_a_caption_within_an_answer_is_not_what_somebody_says(caption: str) -> None:
    text = f"Waarom?\n\n“Lawaai maakt ziek.\n\n{caption}\n\nDat is bewezen.”\n"
    assert shown(parse(text)) == [
        ("answer", "Waarom?", "Lawaai maakt ziek."),
        ("caption", None, caption),
        ("answer", "Waarom?", "Dat is bewezen."),
    ]


def test_an_answer_left_open_does_not_swallow_what_the_interviewer_says() -> None:
    with pytest.raises(ContentError, match="no closing quotation mark") as error:
        parse("Waarom?\n\n“Omdat het kan.\n\nDat klinkt duur.\n\n“Dat is het ook.”\n")
    assert error.value.line == 3


@pytest.mark.parametrize(
    ("answer", "said", "told"),
    [
        ("“Nee. Echt.” (lacht)", "Nee. Echt.", ["(lacht)"]),
        ("“Veel euro”, aldus Jansen.", "Veel euro", ["aldus Jansen."]),
        ("“Nee,” zegt Jansen.", "Nee,", ["zegt Jansen."]),
        ("“Nee. Echt.”[1]", "Nee. Echt.", []),
        ("“Nee. Echt.”¹", "Nee. Echt.", []),
        ("“Nee. Echt.”[^1]", "Nee. Echt.", []),
        ('"Nee. Echt." Hij lacht.', "Nee. Echt.", ["Hij lacht."]),
    ],
)
def test_what_follows_a_closing_mark_is_told(answer: str, said: str, told: list[str]) -> None:
    rows = shown(parse(f"Waarom?\n\n{answer}\n"))
    assert rows == [
        ("answer", "Waarom?", said),
        *(("paragraph", "Waarom?", words) for words in told),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "grapt hij.",
        "roept ze uit.",
        "klinkt het.",
        "stelt Bos vast.",
        "grapt de dichter.",
        "mompelt dichter An Bos.",
        "vertelt Bos, terwijl ze opstaat.",
        "he adds.",
    ],
)
@pytest.mark.parametrize("marks", ["“”", "‘’", '""'])
def test_any_verb_may_tell_that_it_was_said(told: str, marks: str) -> None:
    opens, closes = marks[0], marks[1]
    below = f"Bos schenkt in.\n\n{opens}Koffie,{closes} {told}"
    asked = f"Hoe?\n\n{opens}Zo!{closes} {told}"
    rows = shown(parse(f"{SMALL}\n{below}\n\n{asked}\n"))
    assert [row[2] for row in rows[1:]] == ["Koffie,", told, "Zo!", told]


@pytest.mark.parametrize(
    "quoted",
    [
        "‘Ik stop ermee,’ schreef u ooit.",
        "‘Wie ben ik?’ is de titel van zijn boek.",
        "‘Cloud’ noemt hij dat.",
        "‘Cloud’, zegt hij, is een woord.",
    ],
)
def test_other_words_behind_a_closing_mark_make_no_answer(quoted: str) -> None:
    rows = shown(parse(f"{SMALL}\n{quoted}\n\nHoe?\n\n“Zo.”\n"))
    assert rows[1] == ("caption", None, quoted)


@pytest.mark.parametrize("told", ["zegt hij.", "Hij lacht."])
def test_an_apostrophe_is_no_mark_that_closes_before_what_is_told(told: str) -> None:
    rows = shown(parse(f"{SMALL}\nHoe?\n\n‘Mijn foto’s zijn op.’ {told}\n"))
    assert [row[2] for row in rows[1:]] == ["Mijn foto’s zijn op.", told]


def test_what_is_told_within_a_quotation_closes_no_answer() -> None:
    said = "Toen riep ze: ‘Kom,’ zegt hij.\n\nEn ik kwam."
    assert asked_and_said(f"Hoe?\n\n‘{said}’\n\nEn nu?\n\n‘Nee.’\n")[0] == ("Hoe?", said)


def test_a_remedy_says_what_to_do_with_words_behind_the_closing_mark() -> None:
    with pytest.raises(ContentError, match="into a paragraph of its own"):
        parse(f"{SMALL}\nHoe?\n\n“Zo is het.” daar bleef het bij.\n")


def test_every_problem_of_a_file_is_told_at_once() -> None:
    with pytest.raises(ContentErrors) as caught:
        parse("Waarom?\n\n“Omdat.\n\nHoe?\n\n“Zo.”\n\nWie?\n\nNiemand.\n\nWat?\n\n“Dat.”\n")
    assert [error.line for error in caught.value.errors] == [3, 9]


def test_a_first_question_below_a_title_needs_its_answer() -> None:
    with pytest.raises(ContentError, match="no answer") as error:
        parse(f"Over brood\n\nWie bakt het?\n\nIk bak het.\n\n{SMALL}")
    assert error.value.line == 3


def test_a_question_above_an_address_is_put_to_the_reader_below_the_last_answer_only() -> None:
    with pytest.raises(ContentError, match="no answer"):
        parse(f"{SMALL}\nHoe dan?\n\nKijk op www.example.org.\n\n{SMALL}")
    rows = shown(parse(f"{SMALL}\nMeer weten?\n\nKijk op www.example.org.\n"))
    assert [row[0] for row in rows] == ["answer", "caption", "caption"]


@pytest.mark.parametrize(
    ("lead", "caption", "speaker"),
    [
        # Whom it says was spoken with.
        ("Interview met Sanne Jansen, directeur.", "", "Sanne Jansen"),
        ("Interview met dijkgraaf Sanne Jansen.", "", "Sanne Jansen"),
        ("Gesprek met de nieuwe oud-wethouder Sanne Jansen.", "", "Sanne Jansen"),
        ("Een gesprek met bakker Sanne Jansen en dijkgraaf Piet Bos.", "", None),
        ("Een gesprek met de directeur van Het Grote Bos.", "", None),
        ("Een gesprek met stichting Het Grote Bos.", "", None),
        ("Een gesprek met de bakkers Sanne Jansen, Piet Bos en Jan Wit.", "", None),
        ("Een interview met een man die veel weet.", "", None),
        ("Een gesprek met Sanne Jansen en Piet de Boer.", "", None),
        ("In Den Haag spreken we Sanne Jansen.", "Den Haag, gezien vanaf de toren", None),
        ("Jan Bos sprak met Sanne Jansen.", "Jan Bos (links) en Sanne Jansen", "Sanne Jansen"),
        # Whose age it gives.
        ("Sanne van der Wal (58) bakt in Oudeschip brood.", "", "Sanne van der Wal"),
        ("Rector Sanne Jansen (58 jaar) voerde het in.", "", "Rector Sanne Jansen"),
        ("Sanne Jansen, 58 jaar, bakt brood.", "", "Sanne Jansen"),
        ("Toen Sanne Jansen (58) begon, was er niets.", "", "Sanne Jansen"),
        ("‘ZOUT HEEFT GEEN HAAST’\n\nSanne Jansen (58) bakt.", "", "Sanne Jansen"),
        ("Van Gent tot Praag. Sanne Jansen (58) speelt.", "", "Sanne Jansen"),
        ("Daar tatoe\u00ebert Sanne Jansen (58) bruiden.", "", "Sanne Jansen"),
        ("Sanne Jansen (58) bakt met haar man Piet Bos (60).", "", "Sanne Jansen"),
        ("Sanne Jansen (58) en Piet Bos (60) bakken samen.", "", None),
        ("Sanne Jansen werkt op de Lange Straat (12) in Ede.", "", None),
        ("Sanne Jansen kwam op 3 mei.", "", None),
        ("Sanne Jansen (58) maakt De Trap.", "De Trap is elke dag te horen.", "Sanne Jansen"),
        ("Rector Sanne Jansen (58) bakt.", "Sanne Jansen op school", "Sanne Jansen"),
        ("Sanne van der Wal (58) bakt.", "Van der Wal in haar bakkerij", "Sanne van der Wal"),
        ("Rector Sanne Jansen (58) bakt. De rector zwijgt.", "", "Sanne Jansen"),
        ("Oud-rector Sanne van der Wal (58) bakt, als oud-rector.", "", "Sanne van der Wal"),
        ("Roos van Damme (58) bakt een roos.", "", "Roos van Damme"),
        ("Roos Van Damme (58) bakt een roos.", "", "Roos Van Damme"),
        ("Roos Jansen (58) bakt een roos.", "", "Roos Jansen"),
    ],
)
def test_the_lead_tells_who_speaks(lead: str, caption: str, speaker: str | None) -> None:
    assert parse(f"{lead}\n\n{SMALL}\n{caption}\n").speaker == speaker


@pytest.mark.parametrize(
    "caption", ["Sanne Jansen op school. Foto: Piet Bos", "Bijschrift bij de foto: Sanne Jansen"]
)
def test_whom_a_picture_shows_is_the_speaker_not_who_made_it(caption: str) -> None:
    text = f"Sanne Jansen bakt, en Piet Bos keek toe.\n\n{SMALL}\n{caption}\n\n{SMALL}"
    assert parse(text).speaker == "Sanne Jansen"


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Sanne Jansen: ‘Zout heeft geen haast’", "Sanne Jansen"),
        ('Bakker Sanne Jansen: "Zout heeft geen haast"', "Sanne Jansen"),
        ("Sanne Jansen en Piet Bos: ‘Zout heeft geen haast’", None),
        ("Sanne Jansen: zout", None),
    ],
)
def test_who_says_what_the_title_quotes_is_the_speaker(title: str, speaker: str | None) -> None:
    text = f"# {title}\n\nAl jaren is zij bakker.\n\n{SMALL}"
    assert parse(text, "a.md").speaker == speaker


def test_a_particle_with_a_capital_is_that_of_the_whole_name() -> None:
    text = "Een gesprek met Piet de Boer en An Bos.\n\nHoe?\n\nDe Boer: “Zo.”\n\nBos: “Ja.”\n"
    assert [b.speaker for b in parse(text).blocks if b.speaker] == ["Piet de Boer", "An Bos"]
    both = text.replace("An Bos", "An de Boer")
    assert [b.speaker for b in parse(both).blocks if b.speaker] == ["De Boer", "Bos"]


TWO = """Yusuf Karaaslan en Hennie Bolsius over schulden.

Hoeveel mensen komen er?

Yusuf Karaaslan: “In 2024 waren het er 1.180.”

Bolsius (rechts): “En wie komt, komt te laat.

Bij mij was het zeven jaar.”

Waarom?

Karaaslan, schuldhulpverlener: “Schaamte.”
"""


def test_several_people_may_answer_one_question_each_under_a_label() -> None:
    interview = parse(TWO)
    answers = [block for block in interview.blocks if block.role is Role.ANSWER]
    assert [(block.speaker, block.span.of(interview.text)) for block in answers] == [
        ("Yusuf Karaaslan", "In 2024 waren het er 1.180."),
        ("Hennie Bolsius", "En wie komt, komt te laat.\n\nBij mij was het zeven jaar."),
        ("Yusuf Karaaslan", "Schaamte."),
    ]
    assert interview.questions == ("Hoeveel mensen komen er?", "Waarom?")
    assert interview.speaker is None


def test_a_name_is_not_taken_with_the_capitalised_word_that_opens_its_sentence() -> None:
    text = "Wethouder An de Wit spreekt.\n\nHoe?\n\nDe Wit: “Zo.”\n\nWaarom?\n\n“Daarom.”\n"
    caption = "An de Wit, wethouder\n"
    interview = parse(text.replace("De Wit:", "Wit:") + "\n" + caption)
    assert [block.speaker for block in interview.blocks if block.speaker] == ["An de Wit"]
    assert interview.speaker == "An de Wit"


def test_a_labelled_answer_that_is_not_closed_is_an_error_at_its_line() -> None:
    with pytest.raises(ContentError, match="no closing quotation mark") as error:
        parse(TWO.replace("1.180.”", "1.180."))
    assert error.value.line == 5


def test_a_colon_inside_a_paragraph_is_no_label() -> None:
    interview = parse(f"{SMALL}\nHij zei het zo, en iedereen in de zaal hoorde het: “Kom.”\n")
    assert {block.speaker for block in interview.blocks} == {None}


@pytest.mark.parametrize(
    "byline",
    [
        "Van onze verslaggeefster Philippa Groen",
        "Opgetekend door Wubbo Hek",
        "Opgetekend en gefotografeerd door Wubbo Hek",
        "DOOR RENS VAN DAL",
        "WIJKNIEUWS – OPGETEKEND DOOR RENS VAN DAL",
        "Vakblad De Wacht | door Rens van Dal (tekst en foto)",
        "Rens van Dal (tekst) en An Bos (foto's)",
        "Redactie: Rens van Dal. Fotografie: An Bos.",
        "Vraaggesprek: Rens van Dal\nPortret: An Bos",
    ],
)
def test_who_wrote_it_is_no_title(byline: str) -> None:
    interview = parse(f"{byline}\n\n{SMALL}")
    assert interview.blocks[0].role is Role.BYLINE
    assert interview.title != byline


def within_an_answer(between: str) -> str:
    return f"Hoe gaat het?\n\n“Goed. Ik heb geslapen.\n\n{between}\n\nHet was laat.”\n\n{SMALL}"


@pytest.mark.parametrize(
    "pull_quote",
    [
        "> “Ik heb geslapen”",
        "> ‘Ik heb geslapen’\n> — An de Wit",
        "> Het was laat",
        "“IK HEB GESLAPEN”",
    ],
)
def test_a_pull_quote_within_an_answer_is_not_said_twice_and_closes_nothing(
    pull_quote: str,
) -> None:
    assert shown(parse(within_an_answer(pull_quote), "a.md")) == [
        ("answer", "Hoe gaat het?", "Goed. Ik heb geslapen."),
        ("answer", "Hoe gaat het?", "Het was laat."),
        ("answer", "Waarom?", "Daarom. Echt."),
    ]


def test_a_pull_quote_may_stand_between_straight_marks() -> None:
    text = within_an_answer('"IK HEB GESLAPEN"').replace("“", '"').replace("”", '"')
    assert [row[2] for row in shown(parse(text))][:2] == ["Goed. Ik heb geslapen.", "Het was laat."]


def test_a_block_quote_within_an_answer_that_is_nowhere_else_is_kept_apart() -> None:
    rows = shown(parse(within_an_answer("> “Slapen is voor later”"), "a.md"))
    assert rows[1:3] == [
        ("caption", None, "> “Slapen is voor later”"),
        ("answer", "Hoe gaat het?", "Het was laat."),
    ]


def test_a_pull_quote_between_answers_is_left_out() -> None:
    text = f"{SMALL}\n> “Daarom. Echt.”\n\nHoe?\n\n“Zo.”\n"
    assert [row[2] for row in shown(parse(text, "a.md"))] == ["Daarom. Echt.", "Zo."]


def test_a_pull_quote_in_quotation_marks_between_answers_is_left_out() -> None:
    said = "Zo.\n\nLeer moet een half jaar rusten voor je het snijdt."
    more = "“Leer wil stil liggen tot mei”"
    text = f"Hoe?\n\n“{said}”\n\n‘Leer moet een half jaar rusten’\n\n{more}\n\n{SMALL}"
    assert [row[2] for row in shown(parse(text))] == [said, more[1:-1], "Daarom. Echt."]


def test_a_block_quote_between_answers_is_said_where_answers_are_block_quotes() -> None:
    caption, second = "An de Wit, bakker", "> “En nog iets.”"
    assert shown(parse(f"{SMALL}\n{caption}\n\n{second}\n"))[-1] == ("caption", None, second)
    quoted = shown(parse(f"Waarom?\n\n> “Daarom.”\n\n{caption}\n\n{second}\n"))
    assert quoted[-1] == ("answer", "Waarom?", "En nog iets.")


def test_an_answer_that_repeats_another_is_no_pull_quote() -> None:
    text = f"{SMALL}\nEcht waar.\n\n“Daarom. Echt.”\n\nVertel eens.\n\n“Nee. Echt.”\n"
    assert [row[2] for row in shown(parse(text))] == [
        "Daarom. Echt.",
        "Daarom. Echt.",
        "Nee. Echt.",
    ]


@pytest.mark.parametrize("title", ["# De brug", "De brug\n=======", "De brug"])
@pytest.mark.parametrize("more", [".", " aan de keukentafel. Ze is wethouder."])
def test_a_title_is_not_answered_by_the_quotation_that_opens_the_piece(
    title: str, more: str
) -> None:
    lead = f"“Ik wil een brug”, zegt Karin Mulder{more}"
    rows = shown(parse(f"{title}\n\n{lead}\n\n{SMALL}", "a.md"))
    assert rows[-2:] == [("lead", None, lead), ("answer", "Waarom?", "Daarom. Echt.")]


@pytest.mark.parametrize("heading", ["## Opgestaan", "**Opgestaan**", "## Opgestaan!"])
def test_a_heading_within_an_answer_is_not_quoted(heading: str) -> None:
    rows = shown(parse(within_an_answer(heading), "a.md"))
    assert [row[2] for row in rows] == ["Goed. Ik heb geslapen.", "Het was laat.", "Daarom. Echt."]


@pytest.mark.parametrize("below", ["", "Tekst: Jan Bos\n\n"])
@pytest.mark.parametrize("asked", ["Hoe bakt u?", "**Hoe bakt u?**", "## Hoe bakt u?"])
def test_an_introduction_may_end_in_a_question(asked: str, below: str) -> None:
    lead = "Bakker An de Wit bakt al veertig jaar hetzelfde brood. Wat is haar geheim?"
    text = f"{lead}\n\n{below}{asked}\n\n\u201cMet zout.\u201d\n"
    assert [row[0] for row in shown(parse(text, "a.md")) if row[0] != "byline"] == [
        "lead",
        "answer",
    ]


@pytest.mark.parametrize(
    "unanswered",
    [
        "Waarom bakt u al veertig jaar hetzelfde brood?\n\nHoe?",
        "Hoe dan? Bakt u al veertig jaar hetzelfde?\n\nHoe?",
        "U bakt al veertig jaar hetzelfde brood. Waarom?\n\nDaarom.\n\nHoe?",
        "**U bakt al veertig jaar hetzelfde brood. Waarom?**\n\n**Hoe?**",
        "Hoe?\n\n\u201cZo.\u201d\n\nU bakt al veertig jaar hetzelfde brood. Waarom?\n\nHoe?",
    ],
)
def test_a_question_without_an_answer_is_no_introduction(unanswered: str) -> None:
    with pytest.raises(ContentError, match="has no answer"):
        parse(f"# Brood\n\n{unanswered}\n\n\u201cZo.\u201d\n", "a.md")


@pytest.mark.parametrize("asked", ["Hoe bakt u?", "**Hoe bakt u?**", "## Hoe bakt u?"])
@pytest.mark.parametrize("marks", ["**", "__"])
def test_answers_may_be_bold(asked: str, marks: str) -> None:
    text = (
        f"{asked}\n\n{marks}\u201cMet zout. En vuur.\u201d{marks}\n\n{asked}\n\n"
        f"{marks}\u201cZo.{marks}\n\n{marks}Of \u201cniet\u201d.\u201d{marks}\n\n"
        f"{asked}\n\n{marks}De Wit: \u201cJa.\u201d{marks}\n\n"
        f"{asked}\n\n{marks}\u201cNee.\u201d{marks} (lacht)\n"
    )
    assert shown(parse(text, "a.md")) == [
        ("answer", "Hoe bakt u?", "Met zout. En vuur."),
        ("answer", "Hoe bakt u?", "Zo."),
        ("answer", "Hoe bakt u?", "Of \u201cniet\u201d."),
        ("answer", "Hoe bakt u?", "Ja."),
        ("answer", "Hoe bakt u?", "Nee."),
        ("paragraph", "Hoe bakt u?", "(lacht)"),
    ]


def test_bold_quotations_are_no_answers_where_answers_are_not_bold() -> None:
    text = (
        "**Hoe bakt u?**\n\n\u201cMet zout.\u201d\n\n**\u201cVuur is alles\u201d**\n\n"
        "**\u201cGoud\u201d, zei u. Waarom?**\n\n\u201cDaarom.\u201d\n"
    )
    assert shown(parse(text, "a.md")) == [
        ("answer", "Hoe bakt u?", "Met zout."),
        ("caption", None, "\u201cVuur is alles\u201d"),
        ("answer", "\u201cGoud\u201d, zei u. Waarom?", "Daarom."),
    ]


def test_a_bold_sentence_within_an_answer_is_said() -> None:
    rows = shown(parse(within_an_answer("**Dat was het.**"), "a.md"))
    assert rows[0][2] == "Goed. Ik heb geslapen.\n\n**Dat was het.**\n\nHet was laat."


LED = f"Een gesprek met Bali de Wit over het Grote Bos.\n\n{SMALL}\n"


@pytest.mark.parametrize(
    "told", ["Bali zwaait naar een klant.", "Bali de Wit loopt weg. Hij zucht.", "De Wit zucht."]
)
def test_what_a_guest_does_is_not_what_the_next_words_answer(told: str) -> None:
    assert shown(parse(f"{LED}{told}\n\n“Mijn vader begon.”\n"))[2:] == [
        ("caption", None, told),
        ("answer", "Waarom?", "Mijn vader begon."),
    ]


@pytest.mark.parametrize(
    "said",
    ["Bali, vertel eens.", "Bali is uw voornaam.", "Vertel eens.", "Grote Bos wil het anders."],
)
def test_what_is_said_to_a_guest_is(said: str) -> None:
    assert shown(parse(f"{LED}{said}\n\n“Ja.”\n"))[2] == ("answer", said, "Ja.")


def test_what_one_of_two_guests_does_is_put_to_the_other() -> None:
    interview = parse(f"{LED}Bali twijfelt daaraan.\n\nBos: “Ik niet.”\n")
    assert shown(interview)[2][1] == "Bali twijfelt daaraan."


@pytest.mark.parametrize("asked", ["Wat doet u?", "Wat doet u eigenlijk\nde hele dag?"])
@pytest.mark.parametrize("lead", ["Een interview met An de Wit.", "Over brood.\nEen interview!"])
def test_the_first_question_needs_no_empty_line_above_it(lead: str, asked: str) -> None:
    rows = shown(parse(f"{lead}\n{asked}\n“Ik bak.”\nWaarom?\n“Daarom.”\n{asked}\n“Brood.”\n"))
    assert rows[0] == ("lead", None, lead)
    assert [row[1:] for row in rows[1:]] == [
        (asked, "Ik bak."),
        ("Waarom?", "Daarom."),
        (asked, "Brood."),
    ]


def test_what_is_said_may_ask_and_answer_itself_line_by_line() -> None:
    said = "Toen dacht ik na.\nWaarom?\n“Daarom” is geen antwoord."
    assert asked_and_said(f"Waarom?\n\n“{said}”\n") == [("Waarom?", said)]


def test_a_question_that_prose_asks_itself_is_no_line_of_its_own() -> None:
    rows = shown(parse("Hij dacht na.\nWat nu?\n“Dat” was de vraag.\n\nNog een alinea.\n"))
    assert rows[0] == ("paragraph", None, "Hij dacht na.\nWat nu?")


def test_the_first_question_may_have_two_lines() -> None:
    text = f"Een gesprek over brood.\n\nWat doet u eigenlijk\nde hele dag?\n\n“Ik bak.”\n\n{SMALL}"
    assert asked_and_said(text)[0] == ("Wat doet u eigenlijk\nde hele dag?", "Ik bak.")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_an_answer_may_stand_behind_a_bold_question(between: str) -> None:
    text = f"**Waarom?** “Omdat.{between}Echt.”{between}__En nu?__ “Zo.”\n"
    assert asked_and_said(text, "a.md") == [("Waarom?", f"Omdat.{between}Echt."), ("En nu?", "Zo.")]


def test_labels_may_be_in_capitals() -> None:
    interview = parse(
        "Een gesprek met Karin Mulder en An de Wit.\n\nINTERVIEWER: Hoe?\n\nMULDER: “Zo.”\n\n"
        "VRAAG: Waarom?\n\nDE WIT: “Daarom.”\n\nIV: Echt?\n\nKARIN MULDER: “Ja.”\n\nNRC: “Nee.”\n"
    )
    assert interview.questions == ("Hoe?", "Waarom?", "Echt?")
    assert [block.speaker for block in interview.blocks if block.speaker] == [
        "Karin Mulder",
        "An de Wit",
        "Karin Mulder",
        "NRC",
    ]


def test_a_name_may_hold_a_hard_space() -> None:
    name = "Yvonne van\N{NO-BREAK SPACE}der Meulen"
    text = f"Een interview met dijkgraaf {name}.\n\n{SMALL}\n{name}, dijkgraaf\n"
    assert parse(text).speaker == "Yvonne van der Meulen"
    labelled = f"{text}\nHoe?\n\nVan\N{NO-BREAK SPACE}der Meulen: “Zo.”\n"
    assert parse(labelled).blocks[-1].speaker == "Yvonne van der Meulen"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ('„Daarom."', "Daarom."),
        ('“Daarom. Echt."', "Daarom. Echt."),
        ('“Zo is "het".\n\nEn meer."', 'Zo is "het".\n\nEn meer.'),
        ('“Hij zei "nee"”', 'Hij zei "nee"'),
        ('“Hij zei "nee".\n\nEn meer.”', 'Hij zei "nee".\n\nEn meer.'),
    ],
)
def test_a_straight_mark_closes_what_no_other_mark_does(answer: str, said: str) -> None:
    text = f"Waarom?\n\n{answer}\n\nHoe?\n\n“Zo.”\n"
    assert asked_and_said(text) == [("Waarom?", said), ("Hoe?", "Zo.")]


@pytest.mark.parametrize("last", ["“Zo.”", '“Zo."'])
def test_a_straight_mark_of_a_pair_closes_no_answer(last: str) -> None:
    with pytest.raises(ContentError, match="no closing quotation mark") as error:
        parse(f'Waarom?\n\n“Hij zei "nee".\n\nHoe?\n\n{last}\n')
    assert error.value.line == 3


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


@pytest.mark.parametrize("below", ["\n", "\n\n"])
@pytest.mark.parametrize("title", ["", ", wethouder", " (De Halm, Sneek)", ":"])
def test_a_bold_name_on_its_own_line_says_who_speaks(below: str, title: str) -> None:
    interview = parse(
        f"Een gesprek met Karin Mulder en Jan Bos.\n\n**Waarom?**\n\n**Karin Mulder{title}**{below}"
        f"“Omdat.”\n\n**Jan Bos{title}**{below}“Daarom.\n\nEcht.”\n\n"
        f"**Looking Back**{below}“Ja.”\n",
        "a.md",
    )
    answers = [block for block in interview.blocks if block.role is Role.ANSWER]
    assert [(block.speaker, block.span.of(interview.text)) for block in answers][:2] == [
        ("Karin Mulder", "Omdat."),
        ("Jan Bos", "Daarom.\n\nEcht."),
    ]
    assert "Looking Back" not in {block.speaker for block in answers}


BOX = "### Wat is een pontje?\n\nEen pontje vaart. Het is klein.\n\nEn oud.\n"


@pytest.mark.parametrize(
    "below", ["**Hoe?**\n\n“Zo.”\n", "## Ten slotte\n\nDe pont vertrekt.\n", ""]
)
def test_a_heading_that_asks_above_prose_opens_a_box(below: str) -> None:
    rows = shown(parse(f"**Waarom?**\n\n“Daarom.”\n\n{BOX}\n{below}", "a.md"))
    assert rows[:3] == [
        ("answer", "Waarom?", "Daarom."),
        ("paragraph", "Wat is een pontje?", "Een pontje vaart. Het is klein."),
        ("paragraph", "Wat is een pontje?", "En oud."),
    ]
    assert "Wat is een pontje?" not in [row[1] for row in rows[3:]]


def test_a_heading_that_asks_as_those_that_are_answered_lacks_its_answer() -> None:
    with pytest.raises(ContentError, match="no answer"):
        parse(f"### Waarom?\n\n“Daarom.”\n\n{BOX}", "a.md")


@pytest.mark.parametrize(
    "picture",
    ["![](x.jpg)", '![An bij het raam](a/y.jpg "An")', "[![An](x.jpg)](https://example.org)"],
)
def test_a_picture_is_no_text(picture: str) -> None:
    text = within_an_answer(picture).replace("?\n", f"?\n\n{picture}\n", 1)
    rows = shown(parse(text, "a.md"))
    assert [row[1:] for row in rows] == [
        ("Hoe gaat het?", "Goed. Ik heb geslapen."),
        ("Hoe gaat het?", "Het was laat."),
        ("Waarom?", "Daarom. Echt."),
    ]
    assert picture in shown(parse(f"Een alinea met {picture} erin.", "a.md"))[0][2]


@pytest.mark.parametrize("unseen", ["* * *", "<!-- nog niet -->"])
def test_what_nobody_sees_within_an_answer_is_not_said(unseen: str) -> None:
    rows = shown(parse(within_an_answer(unseen), "a.md"))
    assert [row[2] for row in rows] == ["Goed. Ik heb geslapen.", "Het was laat.", "Daarom. Echt."]


def test_a_list_of_an_article_stands_with_what_announces_it() -> None:
    interview = parse("Zonder deze dingen:\n\n- eieren;\n\n- suiker.\n\nEn dat is alles.\n", "a.md")
    assert [block.span.of(interview.text) for block in interview.blocks] == [
        "Zonder deze dingen:\n\n- eieren;\n\n- suiker.",
        "En dat is alles.",
    ]


@pytest.mark.parametrize("unseen", ["\u200b", "\u200e", "\ufeff"])
def test_what_nobody_sees_makes_no_question_less(unseen: str) -> None:
    interview = parse(f"Gooit u weg?{unseen}\n\n{unseen}\u201cNee. Nooit.\u201d\n")
    assert shown(interview) == [("answer", "Gooit u weg?", "Nee. Nooit.")]


@pytest.mark.parametrize(
    ("guest", "label"),
    [
        ("Fatima el Idrissi", "El Idrissi"),
        ("Rosa da Silva", "Da Silva"),
        ("Karel van \u2019t Hof", "Van \u2019t Hof"),
        ("Karel van \u2018t Hof", "Hof"),
        ("Jan d\u2019Hont", "D\u2019Hont"),
        ("Jan D'Hont", "D'Hont"),
        ("Piet De Boer", "De Boer"),
    ],
)
def test_a_label_is_called_by_the_whole_name_with_its_particles(guest: str, label: str) -> None:
    text = f"Een gesprek met {guest}.\n\nHoe?\n\n{label}: \u201cZo.\u201d\n"
    assert parse(text).blocks[-1].speaker == guest


def test_no_name_goes_on_behind_the_end_of_its_line() -> None:
    text = "Het woord is aan Fenna Ottens\n\nHanneke Terpstra vraagt.\n\nHoe?\n\nOttens: “Zo.”\n"
    assert parse(text).blocks[-1].speaker == "Fenna Ottens"


@pytest.mark.parametrize(
    ("lead", "first", "speaker"),
    [
        ("Een interview met Jan Bos over de kade.", "", "Jan Bos"),
        ("Jan Bos (58) bakt.", "", "Jan Bos"),
        ("Over de kade.", "", "Piet Vis"),
        ("Een interview met Jan Bos over de kade.", "Piet Vis: ", "Piet Vis"),
    ],
)
def test_who_is_named_at_one_answer_gives_the_others_only_when_nobody_else_does(
    lead: str, first: str, speaker: str
) -> None:
    text = f"{lead}\n\nWaarom?\n\n{first}“Daarom.”\n\nHoe?\n\n“Zo.”\n\nEcht?\n\nPiet Vis: “Ja.”\n"
    interview = parse(text)
    assert interview.speaker == speaker
    assert interview.blocks[-1].speaker == "Piet Vis"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("asker", "answerer"),
    [
        ("V", "A"),
        ("V 1", "A 1"),
        ("V1", "A1"),
        ("Vraag", "Antw."),
        ("Frage", "Antwort"),
        ("Question", "Réponse"),
        ("Fraach 2", "Antwurd 2"),
        ("**Interviewer**", "**Geïnterviewde**"),
    ],
)
def test_who_asks_may_be_quoted_and_does_not_answer(
    asker: str, answerer: str, between: str
) -> None:
    lines = [f"{asker}: “Is de kade een vergissing?”", f"{answerer}: “Nee. Echt.”"]
    lines += [f"{asker}: “Dat klinkt streng.”", f"{answerer}: “Ja.”"]
    interview = parse(between.join(lines))
    assert shown(interview) == [
        ("answer", "Is de kade een vergissing?", "Nee. Echt."),
        ("answer", "Dat klinkt streng.", "Ja."),
    ]
    assert [block.speaker for block in interview.blocks] == [None, None]


def test_what_is_quoted_in_a_question_is_no_answer() -> None:
    asked = "“De haven is dood.” Waarom schreef u dat?"
    assert asked_and_said(f"{SMALL}\n{asked}\n\n“Omdat.”\n")[1] == (asked, "Omdat.")


def test_what_is_quoted_in_the_first_question_is_no_answer() -> None:
    asked = "‘De zee is een huis.’ Waarom schreef u dat?"
    text = f"De dichter\n\nEen interview met An de Wit.\n\n{asked}\n\n‘Omdat.’\n\nHoe?\n\n‘Zo.’\n"
    interview = parse(text)
    assert interview.speaker == "An de Wit"
    assert asked_and_said(text) == [(asked, "Omdat."), ("Hoe?", "Zo.")]


@pytest.mark.parametrize(
    "title",
    [
        "Interview met Jan Bos",
        "# Interview met Jan Bos",
        "# Gesprek met Jan Bos",
        "Gesprek met wethouder Jan Bos",
        "Interview met Jan Bos: ‘De kade zakt’",
        "# Foto: een vak",
        "Woorden schieten tekort",
        "Door de bomen het bos",
        "Beeld en geluid",
    ],
)
def test_a_title_that_opens_as_a_credit_does_is_a_title(title: str) -> None:
    interview = parse(f"{title}\n\nEen gesprek met Jan Bos over de kade.\n\n{SMALL}", "a.md")
    assert interview.title == title.lstrip("# ")
    assert interview.speaker == "Jan Bos"
    assert Role.BYLINE not in {block.role for block in interview.blocks}


@pytest.mark.parametrize(
    "title",
    [
        "Foto’s van vroeger",
        "Door het oog van de naald",
        "Auteur onbekend",
        "Interview: de glazenwasser",
        "Fotograaf Anna Roos stopt ermee",
        "Fotograaf Anna Roos: ‘Ik stop ermee’",
    ],
)
@pytest.mark.parametrize("makers", ["", "\nTekst: An de Wit"])
def test_a_headline_may_open_as_a_credit_does(title: str, makers: str) -> None:
    interview = parse(f"{title}{makers}\n\nEen gesprek met Jan Bos.\n\n{SMALL}")
    assert interview.title == title
    assert interview.speaker == "Jan Bos"
    assert (interview.blocks[0].role is Role.BYLINE) == bool(makers)


@pytest.mark.parametrize(
    "credit",
    [
        "Tekst An de Wit",
        "Interview: An de Wit",
        "Interview met Jan Bos door An de Wit",
        "Gesprek met Jan Bos. Tekst: An de Wit",
        "Tekst en beeld An de Wit",
        "Door An de Wit",
        "Door onze verslaggever An de Wit",
        "Woorden van An de Wit",
        "beeld: an de wit",
        "Tekst An de Wit voor De Schakel",
        "Fotograaf An de Wit, verslag: Jan Bos",
        "Door onze redactie",
        "Foto archief",
    ],
)
def test_a_credit_names_somebody_or_has_a_colon(credit: str) -> None:
    assert parse(f"{credit}\n\nOver de kade.\n\n{SMALL}").blocks[0].role is Role.BYLINE


@pytest.mark.parametrize(
    "above", ["Door An de Wit", "De kade\n\nDoor An de Wit", "# De kade\n\nTekst: An de Wit"]
)
def test_the_first_paragraph_below_the_makers_of_a_portrait_is_its_lead(above: str) -> None:
    rows = shown(parse(f"{above}\n\nJan Bos bakt. Elke dag.\n\nHij is er vroeg bij.\n", "a.md"))
    assert [row[0] for row in rows][-3:] == ["byline", "lead", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Bos bakt.\n\nElke dag.\n\nTekst: An de Wit\n",
        "Tekst: An de Wit\n\n## Het brood\n\nJan Bos bakt.\n\nElke dag.\n",
        "# De kade\n\nJan Bos bakt.\n\nElke dag.\n",
        "Jan Bos bakt.\n\nTekst: An de Wit\n\nElke dag.\n",
    ],
)
def test_an_article_without_its_makers_above_it_has_no_lead(text: str) -> None:
    assert parse(text, "a.md").lead is None


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            '"Hij riep: "Kom."\n\nEn toen ging ik. Ver weg."',
            'Hij riep: "Kom."\n\nEn toen ging ik. Ver weg.',
        ),
        ("“Hij riep: “Kom.”\n\nEn ik ging. Ver.”", "Hij riep: “Kom.”\n\nEn ik ging. Ver."),
        ("“Hij zei: “Doe maar.””", "Hij zei: “Doe maar.”"),
        ("“Hij zei “nee”.”", "Hij zei “nee”."),
        ('"Hij zei: "Doe maar.""', 'Hij zei: "Doe maar."'),
        ("“Hij zei: doe maar.””", "Hij zei: doe maar."),
        ("“Hij zei: “Doe maar.”", "Hij zei: “Doe maar."),
    ],
)
def test_a_mark_that_closes_what_is_quoted_within_an_answer_does_not_close_it(
    answer: str, said: str
) -> None:
    assert asked_and_said(f"Waarom?\n\n{answer}\n\nHoe?\n\n“Zo.”\n") == [
        ("Waarom?", said),
        ("Hoe?", "Zo."),
    ]


@pytest.mark.parametrize("name", ["Louise O. Fresco", "Sjoerd S. de Wit", "Jan P.C. Bos"])
def test_a_name_may_hold_initials(name: str) -> None:
    assert parse(f"Een interview met {name} over brood.\n\n{SMALL}").speaker == name
    labelled = parse(f"Over brood.\n\nWaarom?\n\n{name}: “Daarom.”\n")
    assert labelled.speaker == name


@pytest.mark.parametrize(
    "guests",
    [
        "Jan Bos & Piet Vis",
        "Jan Bos, Piet Vis en An de Wit",
        "Jan Bos, Piet Vis, en bakker An de Wit",
    ],
)
def test_several_guests_are_not_one(guests: str) -> None:
    assert parse(f"Een interview met {guests} over brood.\n\n{SMALL}").speaker is None


@pytest.mark.parametrize("heading", ["## Inleiding", "### Over Jan Bos", "Over Jan Bos\n---"])
def test_no_heading_is_quoted_whatever_its_level(heading: str) -> None:
    text = f"{heading}\n\nEen gesprek met Jan Bos.\n\n{SMALL}\n{heading}\n\nHoe?\n\n“Zo.”\n"
    assert [row[0] for row in shown(parse(text, "a.md"))] == ["lead", "answer", "answer"]


def test_the_introduction_is_not_the_headline_above_it() -> None:
    assert parse(f"De kade zakt\n\nEen gesprek over de kade.\n\n{SMALL}").lead == (
        "Een gesprek over de kade."
    )
    assert parse(f"De kade zakt\n\n{SMALL}").lead is None


def test_a_hard_break_of_markdown_parts_question_and_answer() -> None:
    text = "**Hoe gaat het?**\\\n“Goed. Ja.”\\\nEn nu?\\\n“Zo.”\n"
    assert asked_and_said(text, "a.md") == [("Hoe gaat het?", "Goed. Ja."), ("En nu?", "Zo.")]


@pytest.mark.parametrize("marks", ["*", "***", "_", "___", "**"])
def test_a_question_is_shown_without_its_emphasis(marks: str) -> None:
    assert asked_and_said(f"{marks}Hoe?{marks}\n\n“Zo.”\n", "a.md") == [("Hoe?", "Zo.")]


@pytest.mark.parametrize(
    "askers",
    [("Kamminga", "Kamminga"), ("Rens Vermaat", "Vermaat", "Vermaat"), ("**NRC**", "**NRC**")],
)
@pytest.mark.parametrize("guest", ["", "Bos: "])
def test_who_asks_by_name_is_no_part_of_the_question(askers: tuple[str, ...], guest: str) -> None:
    text = "\n\n".join(f"{asker}: Waarom goud?\n\n{guest}“Daarom. Echt.”" for asker in askers)
    assert {asked for asked, _ in asked_and_said(text, "a.md")} == {"Waarom goud?"}


@pytest.mark.parametrize(
    "opening", ["Tot slot: ", "U zegt: ", "Maar: ", "Stelling: ", "Piet Vis: ", "Bos: "]
)
def test_other_words_before_a_colon_are_part_of_the_question(opening: str) -> None:
    times = 1 if opening == "Piet Vis: " else 2
    text = f"{opening}het is goud?\n\nBos: “Daarom. Echt.”\n\n" * times
    text += "En nu?\n\n“Zo. Echt.”\n\nEn dan?\n\n“Zo.”\n"
    assert asked_and_said(text)[0][0] == f"{opening}het is goud?"


@pytest.mark.parametrize(
    ("asked", "speaker"),
    [
        ("En jij, Koen?", "Koen Bos"),
        ("Samira, jij woont er. Is het er stil?", "Samira El Kadi"),
        ("En mevrouw El Kadi, wat vindt u?", "Samira El Kadi"),
        ("Wat vindt Koen daarvan?", None),
        ("Zeg eens, Koen vond het stil. Klopt dat?", None),
        ("Koen, Samira, hoe gaat het?", None),
    ],
)
def test_who_is_addressed_says_the_answer_without_a_label(asked: str, speaker: str | None) -> None:
    text = (
        "Een gesprek met Koen Bos en Samira El Kadi.\n\nWaarom?\n\nBos: “Daarom.”\n\n"
        f"El Kadi: “Echt.”\n\n{asked}\n\n“Zo. Ja.”\n"
    )
    assert parse(text).blocks[-1].speaker == speaker
    assert parse(f"{text}\nBos: “Ja.”\n\n“Nee.”\n").blocks[-1].speaker is None


@pytest.mark.parametrize("lost", ["\ufffd", "\x80", "\x85", "\x93", "\x9f"])
def test_a_text_that_was_saved_with_another_encoding_is_refused(lost: str) -> None:
    with pytest.raises(ContentError, match="another encoding") as caught:
        parse(f"{SMALL}\nHoe?\n\n“Zo{lost} ja.”\n")
    assert caught.value.line == 7
    assert "save it as UTF-8" in caught.value.remedy


@pytest.mark.parametrize("unseen", ["\u200b", " \u200b\u200b ", "\ufeff"])
def test_a_line_with_only_what_nobody_sees_is_empty(unseen: str) -> None:
    text = (
        f"Over brood.\n{unseen}\n{SMALL.strip()}\n{unseen}\nHoe gaat\n{unseen}\nEn nu?\n\n“Zo.”\n"
    )
    assert [row[1:] for row in shown(parse(text))] == [
        (None, "Over brood."),
        ("Waarom?", "Daarom. Echt."),
        ("En nu?", "Zo."),
    ]


def test_a_headline_in_capitals_does_not_shout_the_name_of_who_speaks() -> None:
    interview = parse(f"INTERVIEW MET JAN BOS\n\nJan Bos bakt al jaren.\n\n{SMALL}")
    assert (interview.title, interview.speaker) == ("INTERVIEW MET JAN BOS", "Jan Bos")


def test_a_quoted_question_that_opens_a_file_is_no_title() -> None:
    assert parse("V: “Echt?”\nA: “Ja. Echt.”\n").title == "Proef"


@pytest.mark.parametrize("sign", ["¹", "[1]", "[^a]", "²³ (lacht)"])
def test_a_question_may_have_a_footnote(sign: str) -> None:
    text = f"Over brood.\n\nWaarom?{sign}\n\n“Daarom.”\n\nHoe?\n\n“Zo.”\n"
    assert [said for _, said in asked_and_said(text)] == ["Daarom.", "Zo."]
    assert len(parse(text).questions) == 2


def test_an_accent_may_be_a_sign_of_its_own_in_a_name() -> None:
    name = unicodedata.normalize("NFD", "Ève de Böhm")
    text = f"Een gesprek met {name}, geoloog.\n\nWaarom?\n\n{name}: “Daarom.”\n"
    interview = parse(text)
    assert interview.speaker == name
    assert [block.speaker for block in interview.blocks] == [None, name]


@pytest.mark.parametrize(
    "title",
    [
        "# Interview met bakker Sanne Jansen",
        "---\ntitle: In gesprek met Sanne Jansen\n---",
        "# Vijf vragen aan Sanne Jansen",
        "INTERVIEW MET SANNE JANSEN\nDoor: Piet Bos\n\nSanne Jansen bakt.",
        "# Sanne Jansen (58) bakt brood",
    ],
)
def test_whom_the_title_says_was_spoken_with_is_the_speaker(title: str) -> None:
    assert parse(f"{title}\n\nIn Oudeschip ruikt het naar brood.\n\n{SMALL}", "a.md").speaker == (
        "Sanne Jansen"
    )


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("‘Zout heeft geen haast’\ndoor Jan Bos", "‘Zout heeft geen haast’"),
        ("INTERVIEW MET AN DE WIT\nTekst: Jan Bos\nFoto: Piet Vis", "INTERVIEW MET AN DE WIT"),
        ("De Schakel | nr. 4 | april 2026\n\nZout heeft geen haast", "Zout heeft geen haast"),
        ("De Schakel    zaterdag 14 maart 2026\n\n‘Nee’\n\nDoor Jan Bos", "‘Nee’"),
        ("De storm van januari 1953", "De storm van januari 1953"),
        ("De pont vaart niet meer, sinds mei 2025.\n\nWel te huur", "Proef"),
        ("‘Wie vaart, mei 2026 of niet, wint’", "‘Wie vaart, mei 2026 of niet, wint’"),
        ("Jan Bos\nFoto: Piet Vis", "Proef"),
        ("De Schakel, nummer 4\nTekst: Jan Bos", "Proef"),
    ],
)
def test_a_headline_stands_right_above_its_makers_or_below_the_head_of_a_page(
    above: str, title: str
) -> None:
    assert parse(f"{above}\n\nEr gaat een pont.\n\n{SMALL}").title == title


@pytest.mark.parametrize(
    ("answer", "remedy"),
    [
        ("• “Zo.”", "Line 7 has '•' before its quotation mark: remove it."),
        ("'Zo.'", "Line 7 opens with ', but only"),
        ("“Zo.“", "It ends with “, which opens: put ” in its place."),
        ("Zo.", "Put the answer under it"),
    ],
)
def test_the_remedy_for_a_question_without_an_answer_is_true(answer: str, remedy: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(f"{SMALL}\nHoe?\n\n{answer}\n\nEn nu?\n\n“Klaar.”\n")
    assert caught.value.remedy.startswith(remedy)


@pytest.mark.parametrize(("opening", "told"), [("(lacht)", ["(lacht)"]), ("Jan Bos: (lacht)", [])])
def test_what_happens_may_stand_in_brackets_before_what_is_said(
    opening: str, told: list[str]
) -> None:
    rows = shown(parse(f"{SMALL}\nHoe?\n\n{opening} “Zo. Echt.”\n"))
    assert rows[1:] == [
        *(("paragraph", "Hoe?", words) for words in told),
        ("answer", "Hoe?", "Zo. Echt."),
    ]


@pytest.mark.parametrize("lead", ["LEES OOK", "Lees ook", "Zie ook", "READ MORE", "Luister"])
def test_what_leads_to_another_piece_is_nobody(lead: str) -> None:
    text = f"Een interview met Jan Bos.\n\n{SMALL}\n{lead}: ‘De laatste pont’\n\nHoe?\n\n“Zo.”\n"
    interview = parse(text)
    assert {interview.speaker_of(block) for block in interview.blocks} == {None, "Jan Bos"}
    assert (f"{lead}: ‘De laatste pont’") in [said for _, _, said in shown(interview)]


@pytest.mark.parametrize(
    ("guest", "label"),
    [
        ("Huisarts Sanne Jansen (SJ)", "SJ"),
        ("Sanne Jansen [S.J.]", "S.J."),
        ("**Sanne Jansen** (Sa)", "Sa"),
        ("Sanne Jansen (SJ, 58)", "Jansen"),
    ],
)
def test_initials_are_those_of_whom_they_stand_behind(guest: str, label: str) -> None:
    text = f"{guest} en Piet van der Wal (PvdW) bakken.\n\nHoe?\n\n{label}: “Zo.”\n\nPvdW: “Nee.”\n"
    interview = parse(text)
    assert [block.speaker for block in interview.blocks[1:]] == ["Sanne Jansen", "Piet van der Wal"]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("blank", [">", "> ", ""])
def test_a_block_quote_of_several_paragraphs_is_said_without_its_signs(
    blank: str, name: str
) -> None:
    text = (
        f"Wie?\n\n> “Ik.”\n{blank}\n> “Met An.”\n\n"
        f"Hoe?\n\n> “Zo.\n{blank}\n> En zo.\n{blank}\n> Of zo.”\n\n"
        f"En nu?\n\n> “Klaar.\n{blank}\n> “Echt.”\n"
    )
    assert asked_and_said(text, name) == [
        ("Wie?", "Ik."),
        ("Wie?", "Met An."),
        ("Hoe?", "Zo."),
        ("Hoe?", "En zo."),
        ("Hoe?", "Of zo."),
        ("En nu?", "Klaar."),
        ("En nu?", "Echt."),
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("asked", "shown_as"),
    [
        ("– Waarom zout?", "Waarom zout?"),
        ("- Waarom zout?", "Waarom zout?"),
        ("3. **Waarom zout?**", "Waarom zout?"),
        ("* **Waarom zout?**", "Waarom zout?"),
        ("> Waarom zout?", "Waarom zout?"),
        ("\uf0b7 Waarom zout?", "Waarom zout?"),
        ("Waarom zout?[1]", "Waarom zout?"),
        ("2010? Waarom *dat* jaar?", "2010? Waarom *dat* jaar?"),
    ],
)
def test_a_question_is_shown_without_what_sets_it_apart(
    asked: str, shown_as: str, name: str
) -> None:
    text = f"Over zout.\n\nHoe?\n\n“Zo.”\n\n{asked}\n\n– “Daarom.”\n"
    assert asked_and_said(text, name)[1:] == [(shown_as, "Daarom.")]


def test_the_head_of_each_page_is_not_who_speaks() -> None:
    text = f"DE SCHAKEL\n\nEen interview met Sanne Jansen.\n\n{SMALL}\nDE SCHAKEL\n"
    assert parse(text).speaker == "Sanne Jansen"


PORTRAIT = """---
speaker: Sanne van der Wal
---
Tekst: Jan Bos

Sanne van der Wal kookt in een gevangenis.

Ze telt elke avond de lepels.

“Ik vraag niets”, zegt ze. “Nooit.”

“Wie niets te kiezen heeft, moet goed eten.”
"""


def credited(text: str) -> list[str]:
    interview = parse(text)
    return [
        block.span.of(interview.text)
        for block in interview.blocks
        if interview.speaker_of(block) == "Sanne van der Wal"
    ]


def test_what_a_portrait_tells_is_not_said_by_whom_it_portrays() -> None:
    assert credited(PORTRAIT) == ["“Wie niets te kiezen heeft, moet goed eten.”"]


def test_a_portrait_may_quote_nobody() -> None:
    assert credited(PORTRAIT.replace("Ze telt", "Van der Wal telt").replace("“", "")) == []


def test_a_column_is_said_by_whoever_writes_it() -> None:
    text = (
        "---\nspeaker: Sanne van der Wal\n---\nIk tel elke avond de lepels.\n\n"
        "Gisteren was er een weg.\n\nSanne van der Wal is kok.\n"
    )
    assert len(credited(text)) == 3


def test_a_paragraph_of_an_article_that_ends_in_a_question_is_no_heading() -> None:
    told = "De gemeente bezuinigt nu al drie jaar. Maar waarop?"
    text = f"Brood\n\n{told}\n\nOp zout.\n"
    assert shown(parse(text))[1:] == [("paragraph", None, told), ("paragraph", None, "Op zout.")]
    asked = f"Brood\n\nWat nu?\n\nZout.\n\n{told}\n\nOp zout.\n"
    assert [row[1] for row in shown(parse(asked))] == [None, "Wat nu?", told]


@pytest.mark.parametrize("title", ["Waarom?", "**Waarom?**", "__Waarom?__", "*Waarom?*"])
@pytest.mark.parametrize("number", ["", "1\\. ", "1. "])
def test_a_heading_may_be_bold_as_well(title: str, number: str) -> None:
    asked = title.replace("Waarom", f"{number}Waarom")
    text = f"# **Over brood**\n\n## {asked}\n\n\u201cDaarom.\u201d\n"
    interview = parse(text, "a.md")
    assert interview.title == "Over brood"
    assert shown(interview) == [("answer", "Waarom?", "Daarom.")]


@pytest.mark.parametrize("mark", ["*", "_", "***"])
def test_what_is_all_in_italics_is_read_without_the_marks(mark: str) -> None:
    text = (
        f"{mark}Tekst: Jan Bos. Foto: An de Wit{mark}\n\n{mark}Over brood. En zout.{mark}\n\n"
        f"Waarom?\n\n{mark}“Zo.{mark}\n\n{mark}En zo.”{mark}\n\n*Een* brood van *zout*\n"
    )
    assert shown(parse(text, "a.md")) == [
        ("byline", None, "Tekst: Jan Bos. Foto: An de Wit"),
        ("lead", None, "Over brood. En zout."),
        ("answer", "Waarom?", "Zo."),
        ("answer", "Waarom?", "En zo."),
        ("caption", None, "*Een* brood van *zout*"),
    ]


@pytest.mark.parametrize("lead", ["An bakt al drie jaar brood. Met zout.", "An " + "bakt " * 30])
def test_a_bold_introduction_of_an_article_is_no_heading(lead: str) -> None:
    lead = lead.strip()
    text = f"Door Jan Bos\n\n**{lead}**\n\n**Zout**\n\nZout is duur.\n"
    assert shown(parse(text, "a.md")) == [
        ("byline", None, "Door Jan Bos"),
        ("lead", None, lead),
        ("paragraph", "Zout", "Zout is duur."),
    ]


@pytest.mark.parametrize("room", ["&nbsp;", "<br>", "<br />&nbsp;"])
def test_what_leaves_room_on_a_line_of_a_page_is_nothing(room: str) -> None:
    text = f"{room}\n\nWaarom?\n{room}\n“Daarom.\n\n{room}\n\nEcht.”\n"
    assert [row[:2] for row in shown(parse(text, "a.md"))] == [("answer", "Waarom?")] * 2
    with pytest.raises((ContentError, ContentErrors), match="HTML"):
        parse(f"{room} Over brood.\n\n{SMALL}", "a.md")


def test_an_office_is_no_part_of_whom_a_label_names() -> None:
    text = f"Rector Sanne Jansen en Piet Bos.\n\n{SMALL}\nRector?\n\nJansen: “Ja, rector.”\n"
    assert [b.speaker for b in parse(text).blocks if b.speaker] == ["Sanne Jansen"]


@pytest.mark.parametrize(
    ("lead", "first", "second", "names"),
    [
        ("Vader Klaas Bos en An Bos", "KLAAS", "Klaas", ["Klaas Bos"] * 2),
        (
            "Actrice Goedele Van Camp speelt",
            "GOEDELE VAN CAMP",
            "VAN CAMP",
            ["Goedele Van Camp"] * 2,
        ),
        ("Piet De Boer, Jan De Boer", "Piet De Boer", "De Boer", ["Piet De Boer", "De Boer"]),
    ],
)
def test_a_label_that_has_the_first_name_says_where_a_name_begins(
    lead: str, first: str, second: str, names: list[str]
) -> None:
    text = f"{lead}.\n\nWaarom?\n\n{first}: “Daarom.”\n\nHoe?\n\n{second}: “Zo.”\n"
    assert [block.speaker for block in parse(text).blocks[1:]] == names


@pytest.mark.parametrize("title", ["dr.", "prof. dr.", "hoogleraar prof. dr.", "Mr. drs."])
def test_a_title_is_no_hindrance_to_whom_the_interview_is_with(title: str) -> None:
    assert parse(f"Een gesprek met {title} Jan de Wit.\n\n{SMALL}").speaker == "Jan de Wit"


@pytest.mark.parametrize("run", ["A.", "A'", "Aa-", "A. "])
def test_a_line_of_capitals_is_read_once(run: str) -> None:
    """From each of them to its end would take minutes."""
    text = f"Waarom?\n\n“Daarom.”\n\n{run * 30_000}\n"
    assert parse(text).questions == ("Waarom?",)
