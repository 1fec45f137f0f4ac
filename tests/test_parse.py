"""Content files: what becomes of them, and what an editor is told when they are malformed."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import ContentError, ContentErrors
from index.interview import Role
from index.parse import MAX_BYTES, parse_bytes, parse_folder
from index.parsing.blocks import read_body
from tests.parsed import SMALL, asked_and_said, parse, shown

CONTENT = Path(__file__).parents[1] / "content"


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


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_are_kept_as_they_are(newline: str) -> None:
    interview = parse(SMALL.replace("\n", newline))
    assert interview.text == SMALL.replace("\n", newline)
    assert shown(interview) == [("answer", "Waarom?", "Daarom. Echt.")]


@given(st.text(alphabet="aA?.“”\n\n #*->", max_size=120), st.sampled_from(["\r\n", "\r"]))
@example("#\n>\n>", "\r")
@example("A\n. >", "\r\n")
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


def test_every_problem_of_a_file_is_told_at_once() -> None:
    with pytest.raises(ContentErrors) as caught:
        parse("Waarom?\n\n“Omdat.\n\nHoe?\n\n“Zo.”\n\nWie?\n\nNiemand.\n\nWat?\n\n“Dat.”\n")
    assert [error.line for error in caught.value.errors] == [3, 9]


def test_a_first_question_below_a_title_needs_its_answer() -> None:
    with pytest.raises(ContentError, match="no answer") as error:
        parse(f"Over brood\n\nWie bakt het?\n\nIk bak het.\n\n{SMALL}")
    assert error.value.line == 3


def test_an_answer_with_two_kinds_of_marks_names_them() -> None:
    with pytest.raises(ContentError, match=r'\'"Zo\.”\' opens with " and closes with ”\.'):
        parse('Hoe?\n\n"Zo.”\n')


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


@pytest.mark.parametrize(
    ("answer", "remedy"),
    [
        ("• “Zo.”", "Line 7 has '•' before its quotation mark: remove it."),
        ("'Zo.'", "Line 7 opens with ', but only"),
        ("“Zo.“", "It ends with “, which opens: put ” in its place."),
        ("Zo.", "Put the answer under it"),
        ('"Zo.”', "Use two that belong together."),
        ("**“Zo.»**", "Use two that belong together."),
        ('"Hij zei: “Zo.”', 'Put " at its end.'),
        ("“Hij zei: ‘Zo.’", "Put ” at its end."),
        ("“", "Put ” at its end."),
    ],
)
def test_the_remedy_for_a_question_without_an_answer_is_true(answer: str, remedy: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(f"{SMALL}\nHoe?\n\n{answer}\n\nEn nu?\n\n“Klaar.”\n")
    assert caught.value.remedy.startswith(remedy)
