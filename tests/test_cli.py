"""The command line, as a user sees it: arguments in, streams and exit status out."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from bot.cli import BAD_INPUT, BROKEN_PIPE, INTERRUPTED, OK, TRY_LATER, main
from bot.cli.parser import build_parser, help_pages
from bot.cli.services import Installed
from bot.cli.streams import Streams
from bot.evaluation.systems import System
from bot.question import MAX_HISTORY, MAX_QUESTION, checked_question
from bot.reply import Context, Quote, Reply, Source, Versions, Why
from bot.settings import Settings
from index.errors import (
    CacheError,
    CitaatError,
    ContentErrors,
    EncoderError,
    PortError,
    StoreUnavailableError,
)
from index.interview import Interview
from index.parse import parse_bytes
from index.store import Built
from tests.small import quiet

FULL = Path("/dev/full")
ROOT = Path(__file__).parents[1]
TEXT = "Wat is het?\n\n“Het is een zin. Het is nog één zin.”\n"


class FakeBot:
    """Quotes the first sentence when asked about it, abstains from the rest."""

    def __init__(self) -> None:
        self.interview = parse_bytes(TEXT.encode(), Path("gesprek.txt"), "gesprek.txt")
        self.asked: list[tuple[str, tuple[str, ...], str | None]] = []

    def ask(
        self, question: str, history: Sequence[str] = (), interview: str | None = None
    ) -> Reply:
        self.asked.append((question, tuple(history), interview))
        asked = checked_question(question)
        if asked == "breek":
            raise EncoderError("The model broke.", "Try again.")
        block = self.interview.blocks[0]
        answers = "het" in asked.lower()
        return Reply(
            kind="answer" if answers else "abstain",
            question=asked,
            standalone_question=asked,
            language="nl",
            message="“Het is een zin.”" if answers else "Dat staat er niet.",
            quote=Quote(interview=self.interview, span=block.sentences[0].span)
            if answers
            else None,
            passage=Context(
                interview=self.interview, span=block.span, question="Wat is het?", speaker="Jan"
            )
            if answers
            else None,
            source=Source(
                id="gesprek",
                title="Een gesprek",
                file="gesprek.txt",
                language="nl",
                sha256="0",
                url="https://example.org/gesprek",
                deep_link="https://example.org/gesprek#t",
            )
            if answers
            else None,
            confidence=0.9 if answers else 0.2,
            alternatives=(),
            suggestions=("Wat is het?",),
            why=Why(matched_terms=(), signals={}, threshold=0.5, reason=""),
            versions=Versions(index="i", model="m"),
        )


class FakeServices:
    """The port of the command line, over a fake bot and the real parser."""

    def __init__(self, failure: BaseException | None = None, built: Built | None = None) -> None:
        self.bot = FakeBot()
        self.served: list[Settings] = []
        self.opened: list[Settings] = []
        self._failure = failure
        self._built = built or Built(3, published=True)

    def open_bot(
        self, settings: Settings, say: Callable[[str], None], progress: Callable[[int, int], None]
    ) -> FakeBot:
        self._fail()
        self.opened.append(settings)
        progress(1, 1)
        return self.bot

    def open_systems(
        self, settings: Settings, say: Callable[[str], None], progress: Callable[[int, int], None]
    ) -> Mapping[str, System]:
        return {"citaat": System(self.open_bot(settings, say, progress).ask)}

    def build(
        self, settings: Settings, say: Callable[[str], None], progress: Callable[[int, int], None]
    ) -> Built:
        self._fail()
        say("Working.")
        progress(3, 3)
        return self._built

    def serve(self, settings: Settings) -> None:
        self._fail()
        self.served.append(settings)

    def check(self, settings: Settings) -> Sequence[Interview]:
        return Installed().check(settings)

    def _fail(self) -> None:
        if self._failure is not None:
            raise self._failure


class Ran:
    """What a command left behind."""

    def __init__(
        self, *argv: str, stdin: bytes = b"", services: FakeServices | None = None
    ) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.services = services or FakeServices()
        try:
            self.status = main(argv, self.services, Streams(io.BytesIO(stdin), out, err))
        finally:
            self.out, self.err = out.getvalue(), err.getvalue()
        self.lines = (
            [json.loads(line) for line in self.out.splitlines()] if (argv[0] == "batch") else []
        )


def test_ask_shows_the_quotation_and_where_it_stands() -> None:
    ran = Ran("ask", "Wat is het?")
    assert ran.status == OK
    assert ran.out.startswith("“Het is een zin.”\n")
    assert "Een gesprek (gesprek.txt, characters 14-29)" in ran.out
    assert "https://example.org/gesprek#t" in ran.out
    assert ran.err == ""


def test_ask_joins_words_that_were_not_quoted() -> None:
    assert Ran("ask", "wat", "is", "het").services.bot.asked == [("wat is het", (), None)]


def test_ask_shows_what_can_be_asked_when_it_abstains() -> None:
    ran = Ran("ask", "Hoe laat?")
    assert ran.status == OK
    assert "Dat staat er niet." in ran.out
    assert "- Wat is het?" in ran.out


def test_ask_json_is_the_whole_reply() -> None:
    reply = json.loads(Ran("ask", "Wat is het?", "--json").out)
    assert reply["quote"]["text"] == "Het is een zin."
    assert reply["versions"]["schema"] == 1


@pytest.mark.parametrize("question", [("En het?",), ("En", "het?")])
def test_ask_takes_the_conversation_so_far_before_the_question_or_after_it(
    question: tuple[str, ...],
) -> None:
    earlier = ("--history", "Eerst?", "--history", "Daarna?")
    for flags in ((*question, *earlier), (*earlier, *question)):
        ran = Ran("ask", *flags)
        assert ran.services.bot.asked == [("En het?", ("Eerst?", "Daarna?"), None)]


@pytest.mark.parametrize("question", ["", "   ", "\x00", "a" * (MAX_QUESTION + 1), "a" * 100_000])
def test_a_question_that_cannot_be_asked_is_one_line_before_the_model_loads(question: str) -> None:
    ran = Ran("ask", question)
    assert ran.status == BAD_INPUT
    assert ran.err.count("\n") == 1
    assert ran.services.opened == []


@pytest.mark.parametrize("question", ["🙂🙂", "<script>alert(1)</script>", "\ud800 het?"])
def test_odd_questions_are_answered(question: str) -> None:
    assert Ran("ask", question).status == OK


def test_batch_answers_in_order_and_puts_an_error_in_place_of_a_bad_line() -> None:
    stdin = b"\n".join(
        (
            b'\xef\xbb\xbf{"question": "Wat is het?", "id": 7}',
            b"",
            b"not json",
            b'["Wat is het?"]',
            b'{"vraag": "Wat is het?"}',
            b'{"question": 3}',
            b'{"question": "  "}',
            b'{"question": "het", "history": "eerst"}',
            b'{"question": "het", "history": [1]}',
            b'{"question": "\xff"}',
            b'{"question": "' + b"a" * 3000 + b'"}',
            b'{"question": "' + b"a" * 2_500_000 + b'"}',
            b"[" * 100_000,
            b'{"question": "breek"}',
            b'{"question": "\\ud800 het", "history": ["Eerst?"]}\r',
            b'{"question": "Wie?", "history": null}',
        )
    )
    ran = Ran("batch", "-", stdin=stdin)
    assert ran.status == BAD_INPUT
    assert [line["error"]["line"] if "error" in line else line["kind"] for line in ran.lines] == [
        "answer",
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        "answer",
        "abstain",
    ]
    assert ran.services.bot.asked[2] == ("\ufffd het", ("Eerst?",), None)
    assert all(
        line["error"]["message"] and line["error"]["remedy"]
        for line in ran.lines
        if "error" in line
    )
    assert ran.err.count("\n") == 1
    assert "12 of 15 lines" in ran.err


def test_one_interview_can_be_asked() -> None:
    ran = Ran("ask", "wat is het", "--interview", "gesprek")
    assert ran.services.bot.asked == [("wat is het", (), "gesprek")]
    lines = b'{"question": "het", "interview": "gesprek"}\n{"question": "het", "interview": null}'
    asked = Ran("batch", "-", stdin=lines).services.bot.asked
    assert asked == [("het", (), "gesprek"), ("het", (), None)]


def test_batch_reads_the_longest_conversation() -> None:
    longest = "\N{PARTY POPPER}" * MAX_QUESTION
    line = json.dumps({"question": longest, "history": [longest] * MAX_HISTORY}).encode()
    assert Ran("batch", "-", stdin=line).status == OK


def test_batch_of_good_lines_succeeds_without_a_word() -> None:
    ran = Ran("batch", "-", stdin='{"question": "Wat ís het?"}\n'.encode() * 3)
    assert (ran.status, len(ran.lines), ran.err) == (OK, 3, "")
    assert ran.lines[0]["question"] == "Wat ís het?"


def test_batch_of_nothing_is_nothing() -> None:
    assert (Ran("batch", "-").status, Ran("batch", "-").out) == (OK, "")


def test_batch_reads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "vragen.jsonl"
    file.write_text('{"question": "Wat is het?"}', encoding="utf-8")
    assert Ran("batch", str(file)).lines[0]["kind"] == "answer"


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_batch_says_so_when_the_file_cannot_be_read(tmp_path: Path, name: str) -> None:
    ran = Ran("batch", str(tmp_path / name))
    assert (ran.status, ran.out) == (BAD_INPUT, "")
    assert ran.err.count("\n") == 1
    assert ran.services.opened == []


def test_batch_writes_each_reply_before_it_reads_the_next_line() -> None:
    out = io.StringIO()

    class Watched(io.BytesIO):
        seen: list[int] = []  # noqa: RUF012 - one object, one test

        def readline(self, size: int | None = -1, /) -> bytes:
            self.seen.append(out.getvalue().count("\n"))
            return super().readline(size)

    stdin = Watched(b'{"question": "het"}\n' * 2)
    main(["batch", "-"], FakeServices(), Streams(stdin, out, io.StringIO()))
    assert stdin.seen == [0, 1, 2]


def test_build_reports_what_it_did() -> None:
    ran = Ran("build", "--index", "somewhere")
    assert (ran.status, ran.out) == (OK, "somewhere: 3 texts embedded\n")
    assert ran.err == "Working.\n"
    same = FakeServices(built=Built(0, published=False))
    assert "already up to date" in Ran("build", services=same).out
    renamed = FakeServices(built=Built(0, published=True))
    assert "published, nothing to embed" in Ran("build", services=renamed).out


def test_build_names_what_looks_like_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITAAT_PROT", "80")
    assert Ran("build").err == "citaat: No setting, and ignored: CITAAT_PROT.\nWorking.\n"


def test_serve_gets_its_flags_as_settings(tmp_path: Path) -> None:
    ran = Ran(
        "serve",
        "--host",
        "127.0.0.2",
        "--port",
        "8000",
        "--content",
        str(tmp_path),
        "--index",
        "i",
        "--model",
        "m",
        "--threshold",
        "0.4",
    )
    (settings,) = ran.services.served
    assert (settings.host, settings.port) == ("127.0.0.2", 8000)
    assert (settings.content, settings.index) == (tmp_path, Path("i"))
    assert (settings.model, settings.threshold) == ("m", 0.4)


@pytest.mark.parametrize(
    "flags", [["--port", "70000"], ["--port", "x"], ["--threshold", "2"], ["--threshold", "nan"]]
)
def test_an_impossible_flag_is_one_line(flags: list[str]) -> None:
    ran = Ran("serve", *flags)
    assert ran.status == BAD_INPUT
    assert flags[0] in ran.err
    assert ran.err.count("\n") == 1


def test_journal_shows_what_was_asked_in_vain(tmp_path: Path) -> None:
    content, file = tmp_path / "content", tmp_path / "journal.jsonl"
    content.mkdir()
    (content / "gesprek.txt").write_text("Het is een zin.\n", encoding="utf-8")
    entry = {"kind": "unanswered", "question": "Wie?", "asked": "Wie?", "confidence": 0.1}
    file.write_text(f"{json.dumps(entry)}\n{json.dumps(entry)}\n", encoding="utf-8")
    ran = Ran("journal", str(file), "--content", str(content))
    assert (ran.status, ran.err) == (OK, "")
    assert "Asked in vain: 1, of which answered by now: 0." in ran.out
    assert "2×  Wie?" in ran.out
    shown = Ran("journal", str(file), "--content", str(content), "--json")
    assert json.loads(shown.out)["questions"][0]["times"] == 2
    file.write_text("Wie?\n", encoding="utf-8")
    bad = Ran("journal", str(file), "--content", str(content))
    assert bad.status == BAD_INPUT
    assert "line 1" in bad.err


@pytest.mark.parametrize("file", [(), ("nowhere.jsonl",)])
def test_a_journal_that_is_not_there_is_one_line(file: tuple[str, ...]) -> None:
    ran = Ran("journal", *file)
    assert ran.status == BAD_INPUT
    assert ran.err.count("\n") == 1
    assert "CITAAT_JOURNAL" in ran.err


def test_check_lists_what_it_found(tmp_path: Path) -> None:
    (tmp_path / "gesprek.txt").write_text(TEXT, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path), "--index", str(tmp_path / "index"))
    assert ran.status == OK
    assert ran.out == "gesprek.txt: interview, nobody named, 1 question, 2 sentences, “Gesprek”\n"
    assert ran.err == ""


def test_check_says_who_speaks_and_what_is_an_article(tmp_path: Path) -> None:
    two = "Hoe?\n\nAn Bos: “Zo.”\n\nJan Wit: “Nee.”\n\nWie?\n\n“Ik.”\n"
    (tmp_path / "a.txt").write_text(two, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Een verhaal. Meer niet.", encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert [line.split(": ", 1)[1].split(", ")[0] for line in ran.out.splitlines()] == [
        "interview with An Bos and Jan Wit and somebody who is not named",
        "article",
    ]
    assert ran.err == ""


@pytest.mark.parametrize(
    "text",
    [
        "Waarom?\n\nDaarom.\n\nHoe?\n\nZo.\n",
        "NRC: “Waarom?”\n\nJansen: “Daarom.”\n\nNRC: “Hoe?”\n\nJansen: “Zo.”\n",
        "Waarom? “Daarom.”\n\nHoe? “Zo.”\n",
    ],
)
def test_check_doubts_an_article_that_keeps_asking(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    assert ran.out.startswith("a.txt: article, ")
    assert "a.txt: 2 lines ask something" in ran.err
    assert "curly quotes" in ran.err


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Hoe?\n\n“Zo.”\n\n**Jan Wit**\n\n“Nee.”\n", True),
        ("Een gesprek.\n\n**Jan Wit**\n\n“Nee.”\n", True),
        ("Met Jan Wit.\n\nHoe?\n\n“Zo.”\n\n**Jan Wit**\n\n“Nee.”\n", False),
        ("Over vier mensen.\n\n**Jan Wit**\n\nHij was bakker.\n", False),
    ],
)
def test_check_doubts_a_name_that_is_read_as_a_question(
    tmp_path: Path, text: str, *, doubted: bool
) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    assert ("'Jan Wit' is read as what is asked" in ran.err) is doubted


def test_check_doubts_a_file_that_is_there_twice(tmp_path: Path) -> None:
    dated = f"---\ndate: 2024-05-17\ntitle: Nog eens\n---\n{TEXT}\n"
    for name, text in (("a.txt", TEXT), ("b.txt", TEXT.replace("nog", "wel")), ("c.txt", dated)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    assert ran.err.startswith("citaat: c.txt: The file holds much the same as a.txt, ")
    assert ran.err.count("\n") == 1


def test_check_doubts_a_title_that_several_files_bear(tmp_path: Path) -> None:
    for number in range(5):
        text = f"---\ntitle: De Schakel\n---\nEen gesprek.\n\nHoe?\n\n\u201cZo {number}.\u201d\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "5.txt").write_text(text, encoding="utf-8")
    (tmp_path / "anders.txt").write_text(TEXT, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    twice, title = ran.err.splitlines()
    assert twice.startswith("citaat: 5.txt: The file holds much the same as 4.txt, ")
    assert title.startswith(
        "citaat: 0.txt: The title 'De Schakel' is also that of 1.txt, 2.txt, 3.txt and 1 more, "
    )


def test_check_names_the_files_that_are_not_read(tmp_path: Path) -> None:
    names = ("a.markdown", "b.text", "c", "README.md", "readme-van-de-minister.txt", ".d.txt")
    for name in names:
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "synonyms.toml").write_text("", encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    assert ran.out.startswith("readme-van-de-minister.txt: interview")
    assert ran.err.startswith("citaat: Not read: a.markdown, b.text, c. ")


@pytest.mark.parametrize("more", [(), ("b.text",)])
@pytest.mark.parametrize(
    "field",
    [
        "draft: true",
        "draft: 'yes' # nog niet",
        "published: false",
        "Status: draft",
        "draft: ja",
        "concept: ja",
        "gepubliceerd: nee",
        'status: "Concept"',
        "status: 0",
        "draft: misschien\npublished: no",
    ],
)
def test_check_names_drafts_which_are_not_read(
    tmp_path: Path, field: str, more: tuple[str, ...]
) -> None:
    for file in ("a.txt", *more):
        (tmp_path / file).write_text(TEXT, encoding="utf-8")
    draft = f"\ufeff---\r\ntitle: a\r\n{field}\r\n---\r\nWaarom?\r\n\r\n\u201cNog niet"
    (tmp_path / "z.md").write_text(draft, encoding="utf-8", newline="")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["a.txt"]
    assert ran.err.startswith(f"citaat: Not read: {', '.join([*more, 'z.md'])}. What says `draft")
    assert (".txt or .md" in ran.err) is bool(more)


@pytest.mark.parametrize(
    "draft",
    [
        "draft: false",
        "draft: nee",
        "draft:",
        "status: published",
        "status: evergreen\ndraft: false",
        "published: 2024-05-17",
        "concept: Bouwen met hout",
        "tags:\n  draft: true",
    ],
)
def test_what_is_published_is_no_draft(tmp_path: Path, draft: str) -> None:
    text = f"---\n{draft}\n---\n{TEXT}\ndraft: true\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.out.startswith("a.md: interview")
    assert "Not read" not in ran.err
    assert "draft: true" not in ran.err
    assert ("Not used from" in ran.err) is draft.startswith("tags")


@pytest.mark.parametrize("field", ["draft: misschien", "status: in bewerking", "published: later"])
def test_check_doubts_what_may_be_a_draft_that_visitors_are_shown(
    tmp_path: Path, field: str
) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: a\n{field}\n---\n{TEXT}", encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.err == (
        f"citaat: a.md:3: {field!r} is not understood, and visitors are shown the file. Write "
        "`draft: true` if they should not be, else `draft: false`.\n"
    )


def test_a_folder_with_drafts_alone_holds_no_interview(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ndraft: true\n---\n{TEXT}", encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == BAD_INPUT
    assert "Not read: a.md" in ran.err
    assert "holds no interview" in ran.err


@pytest.mark.parametrize(("told", "tells"), [("Bos kookt.", "on"), ("Ik kook.", "by")])
def test_check_says_whether_an_article_is_by_or_on_somebody(
    tmp_path: Path, told: str, tells: str
) -> None:
    text = f"---\nspeaker: Jan Bos\n---\n{told}\n\nElke dag.\n\nBos zwijgt.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert Ran("check", "--content", str(tmp_path)).out.startswith(
        f"a.txt: article {tells} Jan Bos"
    )


def test_check_names_the_fields_that_are_not_used_once(tmp_path: Path) -> None:
    for name, fields in (("a.md", "layout: post\ntags: [a]"), ("b.md", "weight: 2\nlayout: x")):
        text = f"---\n{fields}\n---\n{name}\n\nHoe?\n\n\u201cZo werkt {name} nu eenmaal.\u201d\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    assert ran.err == (
        "citaat: Not used from the front matter: layout, tags, weight. "
        "Citaat reads id, title, url, date, speaker, language.\n"
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ASSEN - De bakker slaapt.\n\nHet is stil.\n", None),
        ("ASSEN (ANP) \u2013 De bakker slaapt.\n\nHet is stil.\n", "ANP."),
        ("LOTTE: Hoe?\n\nBAS: Zo.\n\nLOTTE: En dan?\n\nBAS: Dan niet, LOTTE.\n", None),
        ("De wet.\n\nAVG: die geldt overal.\n", "AVG."),
        ("Er was brood. (JK)\n", None),
        ("TEKST Jan Bos\nBEELD An Vos\n\nEr was brood.\n", None),
        ("Er was brood, zei het ministerie (EZ).\n", "EZ."),
        ("Met Jan Bos (TW).\n", "TW."),
    ],
)
def test_check_takes_no_place_and_nobody_for_an_abbreviation(
    tmp_path: Path, text: str, named: str | None
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    told = re.findall(r"never written out: (\S+)", Ran("check", "--content", str(tmp_path)).err)
    assert told == ([named] if named else [])


MANY = " ".join(f"De {letter}{letter}Q belt." for letter in "ABCDEFGHIJ")


@pytest.mark.parametrize(
    ("said", "synonyms", "named"),
    [
        ("Wij doen dat met BZK en J&V. De BZK helpt.", "", "BZK and J&V."),
        ("Wij doen dat met BZK en J&V.", 'JenV = "J&V"', "BZK."),
        ("EZK – BZK, VWS.", "", "EZK, BZK and VWS."),
        ("Het GPQ belt. Het DTC helpt. Het DTC belt.", "", "DTC and GPQ."),
        # Each form is looked up once: hours otherwise.
        ("Het DTC helpt. " * 10_000, "", "DTC."),
        (MANY, "", "AAQ, BBQ, CCQ, DDQ, EEQ, FFQ, GGQ, HHQ and 2 more."),
    ],
)
def test_check_names_the_abbreviations_that_no_text_writes_out(
    tmp_path: Path, said: str, synonyms: str, named: str
) -> None:
    (tmp_path / "a.txt").write_text(f"Wie?\n\n\u201c{said}\u201d\n", encoding="utf-8")
    (tmp_path / "synonyms.toml").write_text(synonyms, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    first = re.split(r"[ ,.]", named)[0]
    assert ran.err == (
        f"citaat: Used but never written out: {named} A question that writes one out may be "
        f'misread. List what it stands for in synonyms.toml: "{first}" = "..."\n'
    )


def test_an_abbreviation_that_another_text_writes_out_is_not_named(tmp_path: Path) -> None:
    full = "Het Digital Trust Center helpt. Het DTC is nieuw."
    for name, said in (("a", "Ik werk bij het DTC."), ("b", full), ("c", "Het DTC belt.")):
        text = f"Wie?\n\n\u201c{said}\u201d\n\n{name}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert (ran.status, "DTC" in ran.err) == (OK, False)


@pytest.mark.parametrize(
    "said",
    [
        "Het Digital Trust Center (DTC) helpt.",
        "Ik was Registeraccountant, een RA dus.",
        "DE WOONKRANT – ZOMER 2021",
        "FOTO: ANNA VERHULST",
        "Nee.",
        "Ja.”\n\nEinde van dit stuk. (JK)\n\n“Nee.",
        "Met Yassin El Idrissi (YI), Sjaan op 't Hof (SH) en An Vos [AV]. YI en SH praten.",
    ],
)
def test_check_says_nothing_of_what_is_written_out(tmp_path: Path, said: str) -> None:
    (tmp_path / "a.txt").write_text(f"Wie?\n\n\u201c{said}\u201d\n", encoding="utf-8")
    assert not Ran("check", "--content", str(tmp_path)).err


@pytest.mark.parametrize("more", [(), ("b.text",)])
@pytest.mark.parametrize(
    "name", ["Synonyms.toml", "sub/synonyms.toml", "synoniemen.toml", "synonyms.toml.bak"]
)
def test_check_says_which_synonyms_are_read(
    tmp_path: Path, name: str, more: tuple[str, ...]
) -> None:
    (tmp_path / "sub").mkdir()
    for file in ("a.txt", name, *more):
        (tmp_path / file).write_text(TEXT, encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    known = tmp_path / "synonyms.toml"
    assert f"Synonyms are read from {known} only: rename the file to that." in ran.err
    assert (".txt or .md" in ran.err) is bool(more)


@pytest.mark.parametrize("name", ["synonyms.toml.txt", "Synoniemen.TOML.md"])
def test_synonyms_with_the_ending_of_a_text_are_no_article(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / name).write_text('AI = "kunstmatige intelligentie"\n', encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == BAD_INPUT
    assert f"{tmp_path / name}:1: " in ran.err
    assert "Rename it to synonyms.toml" in ran.err


@pytest.mark.parametrize("name", ["archief", "oud.txt"])
def test_check_names_a_link_to_a_folder_which_is_not_followed(tmp_path: Path, name: str) -> None:
    content, elsewhere = tmp_path / "content", tmp_path / "elders"
    for folder, file in ((content, "a.txt"), (elsewhere, "b.txt")):
        folder.mkdir()
        (folder / file).write_text(TEXT, encoding="utf-8")
    (content / name).symlink_to(elsewhere)
    (content / "brief.txt").symlink_to(elsewhere / "b.txt")
    ran = Ran("check", "--content", str(content))
    assert ran.status == OK
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["a.txt", "brief.txt"]
    assert ran.err.startswith(
        f"citaat: Not read: {name}. A link to a folder is not followed: put the folder itself "
    )


def test_check_lists_every_problem_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_bytes(b"\xff")
    (tmp_path / "twee.txt").write_text("", encoding="utf-8")
    (tmp_path / "drie.txt").write_text("Wat?\n\n“Geen einde.\n", encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert (ran.status, ran.out) == (BAD_INPUT, "")
    assert {line.split(":")[0] for line in ran.err.splitlines()} == {
        str(tmp_path / name) for name in ("een.txt", "twee.txt", "drie.txt")
    }


def test_check_reads_the_synonyms_too(tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_text("", encoding="utf-8")
    (tmp_path / "synonyms.toml").write_text("AI = \n", encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == BAD_INPUT
    assert [line.split(":")[0] for line in ran.err.splitlines()] == [
        str(tmp_path / name) for name in ("een.txt", "synonyms.toml")
    ]


def test_build_reads_the_synonyms_too(tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "synonyms.toml").write_text("A = 1\nB = 2\n", encoding="utf-8")
    settings = Settings.of(content=tmp_path, cache=tmp_path / "cache")
    with pytest.raises(ContentErrors) as caught:
        Installed().build(settings, print, quiet)
    assert [error.line for error in caught.value.errors] == [1, 2]


@pytest.mark.parametrize(
    ("synonyms", "told"),
    [
        ('nergens = "onbekend"', "No interview has 'nergens' or 'onbekend', so that they change"),
        ('a1 = ["b2", "c3"]', "No interview has 'a1' or 'b2' or 'c3', so that they change"),
        ('de = "het"', "'de' is too common for a synonym: nearly every question"),
        ('zin = "van de"', "'van de' is too common for a synonym"),
        ('zinnetje = "zin"', None),
        ('IT = "zin"', None),
        ('"€" = "zin"', None),
        ('ALS = ["zin", "nergens"]', None),
        ("", None),
    ],
)
def test_check_doubts_synonyms_that_change_no_question_or_nearly_every(
    tmp_path: Path, synonyms: str, told: str | None
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "synonyms.toml").write_text(f"{synonyms}\n", encoding="utf-8")
    ran = Ran("check", "--content", str(tmp_path))
    assert ran.status == OK
    assert ran.err.startswith(f"citaat: synonyms.toml: {told}") if told else not ran.err


def test_check_of_a_missing_folder_says_that_it_is_not_there(tmp_path: Path) -> None:
    ran = Ran("check", "--content", str(tmp_path / "nergens"))
    assert ran.status == BAD_INPUT
    assert ran.err.count("\n") == 1
    assert "There is no such content folder. Make it " in ran.err


@pytest.mark.parametrize("command", [["ask", "het"], ["batch", "-"], ["build"], ["serve"]])
def test_an_expected_failure_is_one_line(command: list[str]) -> None:
    failure = EncoderError("The model is gone.", "Put it back.")
    ran = Ran(*command, services=FakeServices(failure))
    assert (ran.status, ran.out) == (BAD_INPUT, "")
    assert ran.err == "citaat: The model is gone. Put it back.\n"


@pytest.mark.parametrize("error", [CacheError, PortError, StoreUnavailableError])
def test_what_may_be_over_later_has_a_status_by_which_it_is_tried_again(
    error: type[CitaatError],
) -> None:
    ran = Ran("serve", services=FakeServices(error("The disk is full.", "Free some space.")))
    assert ran.status == TRY_LATER
    assert ran.err == "citaat: The disk is full. Free some space.\n"
    unit = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    (never,) = re.findall(r"^RestartPreventExitStatus=(.+)", unit, re.MULTILINE)
    assert never.split() == [str(BAD_INPUT)]


def test_an_interruption_is_quiet() -> None:
    assert Ran("serve", services=FakeServices(KeyboardInterrupt())).status == INTERRUPTED


@pytest.mark.parametrize(
    "argv",
    [[], ["aks"], ["ask"], ["ask", "x", "--hist", "y"], ["eval"], ["check", "--store", "index.db"]],
)
def test_an_unusable_command_line_is_one_line(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == BAD_INPUT
    assert capsys.readouterr().err.count("\n") == 1


def test_the_documented_help_is_the_help() -> None:
    """Regenerate with `python -m bot.cli.help > docs/cli.md`."""
    from bot.cli.help import document

    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == document()


def test_every_command_has_an_example_that_parses() -> None:
    pages = list(help_pages())
    assert len(pages) == 8
    for name, page in pages[1:]:
        assert "Example:\n" in page, name
        assert f"{name} " in page.split("Example:\n")[1]
    build_parser().parse_args(["ask", "a", "--history", "b"])


def _run(*argv: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "bot.cli", *argv],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        **options,
    )


def test_the_process_prints_its_version() -> None:
    ran = _run("--version")
    assert ran.returncode == OK
    assert ran.stdout.startswith("citaat ")


def test_help_starts_without_the_heavy_libraries() -> None:
    program = (
        "import sys, contextlib, bot.cli\n"
        "with contextlib.suppress(SystemExit): bot.cli.main(['--help'])\n"
        "heavy = {'numpy', 'torch', 'faiss', 'gradio', 'pydantic', 'onnxruntime', 'tqdm'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (OK, "")


def test_the_real_command_quotes_the_interview_to_the_letter(tmp_path: Path) -> None:
    ran = _run(
        "ask", "wat doet het Digital Trust Center?", "--json", "--index", str(tmp_path / "index")
    )
    assert ran.returncode == OK
    reply = json.loads(ran.stdout)
    file = ROOT / "content" / reply["source"]["file"]
    text = file.read_bytes().decode("utf-8")
    quote = reply["quote"]
    assert text[quote["start"] : quote["end"]] == quote["text"]
    assert "Het DTC geeft voorlichting" in quote["text"]


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "gesprek.txt").write_text(TEXT, encoding="utf-8")
    ran = _run(
        "check",
        "--content",
        str(tmp_path),
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    )
    assert (ran.returncode, ran.stderr) == (OK, "")
    assert "“" in ran.stdout


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["check --content .", "--version"])
def test_a_closed_stream_is_no_mistake(tmp_path: Path, closed: str, command: str) -> None:
    (tmp_path / "gesprek.txt").write_text(TEXT, encoding="utf-8")
    ran = subprocess.run(
        ["sh", "-c", f'"$0" -m bot.cli {command} {closed}', sys.executable],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (OK, "")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no file that is always full")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check"]])
def test_a_full_disk_is_told_in_one_line(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "gesprek.txt").write_text(TEXT, encoding="utf-8")
    # As it mostly is: what was written stands in a buffer until Python ends.
    own = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with FULL.open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            cwd=tmp_path,
            env={**own, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (
        BAD_INPUT,
        "citaat: Output: No space left on device.\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="this system does not limit files")
@pytest.mark.parametrize("program", ["-m bot.cli serve", "app.py"])
def test_a_server_without_a_temporary_folder_says_what_to_do(program: str) -> None:
    # No file may grow at all, whoever runs the tests and whichever folders there are.
    ran = subprocess.run(
        ["sh", "-c", f'ulimit -f 0; exec "$0" {program}', sys.executable],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (TRY_LATER, "", 1)
    assert "--tmpfs /tmp" in ran.stderr
    assert "TMPDIR" in ran.stderr


def test_a_reader_that_leaves_early_hears_no_complaint(tmp_path: Path) -> None:
    (tmp_path / "gesprek.txt").write_text(TEXT, encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        ran = subprocess.run(
            [sys.executable, "-m", "bot.cli", "check", "--content", str(tmp_path)],
            cwd=ROOT,
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (BROKEN_PIPE, "")
