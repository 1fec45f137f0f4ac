"""What visitors asked in vain is noted for the editor, when the editor wants it."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.journal import read_journal, review, review_text
from bot.journal import Journal, Judged, Noting, Unanswered, journal_of, read_entry
from bot.library import Library
from bot.settings import Settings
from bot.web.server import lazy_bot
from index.errors import SettingsError
from index.parse import parse_folder
from tests import patient
from tests.small import interview
from tests.web import CONTENT, FakeBot, serving, told

DAY = date(2026, 3, 14)
PIECE = interview("stuk.txt", "Wie?\n\n“Wij zijn met vier. Dat is genoeg.”\n")


def journal(folder: Path, max_bytes: int = 10_000) -> Journal:
    return Journal(folder / "journal.jsonl", today=lambda: DAY, max_bytes=max_bytes)


def lines(folder: Path) -> list[dict[str, object]]:
    text = (folder / "journal.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_silence_is_noted_and_an_answer_is_not(tmp_path: Path) -> None:
    bot = Noting(FakeBot([PIECE]), journal(tmp_path))
    assert bot.ask("wij").kind == "answer"
    assert lines(tmp_path) == []
    reply = bot.ask("Hoe laat?", ["Waarom?"], "stuk")
    assert reply == FakeBot([PIECE]).ask("Hoe laat?", ["Waarom?"], "stuk")
    assert lines(tmp_path) == [
        {
            "day": "2026-03-14",
            "question": "Hoe laat?",
            "kind": "unanswered",
            "history": ["Waarom?"],
            "interview": "stuk",
            "asked": "Waarom? Hoe laat?",
            "confidence": 0.1,
        }
    ]


def test_the_real_server_notes_what_the_content_does_not_tell(tmp_path: Path) -> None:
    settings = Settings.of(content=CONTENT, journal=tmp_path / "journal.jsonl")
    bot = lazy_bot(settings, Library(parse_folder(CONTENT)), journal_of(settings))
    assert told(bot, "wat doet het Digital Trust Center?").kind == "answer"
    assert told(bot, "waar kan ik mijn auto parkeren?").kind == "abstain"
    assert told(bot, "dank je wel").kind == "smalltalk"
    (noted,) = lines(tmp_path)
    assert noted["question"] == "waar kan ik mijn auto parkeren?"


def test_a_judgement_is_noted_with_the_state_of_the_file(tmp_path: Path) -> None:
    settings = Settings.of(port=0, journal=tmp_path / "journal.jsonl")
    with serving(settings, [PIECE], lambda: FakeBot([PIECE])) as running:
        judged = {"question": "wij", "source": "stuk", "start": 7, "end": 25, "useful": False}
        for sha256 in (PIECE.sha256, None):
            sent = patient.post(f"{running.url}/api/feedback", json={**judged, "sha256": sha256})
            assert sent.status_code == 204
    assert [(line["kind"], line["sha256"], line["useful"]) for line in lines(tmp_path)] == [
        ("judged", PIECE.sha256, False),
        ("judged", PIECE.sha256, False),
    ]


DECOMPOSED = "cafe\u0301"  # as macOS writes the name of a file


def test_an_interview_is_noted_by_its_id_however_that_is_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cafe = interview("caf\u00e9.txt", "Wie?\n\n“Wij zijn met vier. Dat is genoeg.”\n")
    Noting(FakeBot([cafe]), journal(tmp_path)).ask("Hoe laat?", (), DECOMPOSED)
    settings = Settings.of(port=0, journal=tmp_path / "journal.jsonl")
    judged = {"question": "wij", "source": DECOMPOSED, "start": 7, "end": 25, "useful": False}
    with (
        caplog.at_level(logging.INFO, "citaat.feedback"),
        serving(settings, [cafe], lambda: FakeBot([cafe])) as running,
    ):
        assert patient.post(f"{running.url}/api/feedback", json=judged).status_code == 204
    unanswered, noted = lines(tmp_path)
    assert unanswered["interview"] == noted["source"] == cafe.id
    assert json.loads(caplog.messages[-1])["source"] == cafe.id


def test_a_judgement_holds_nothing_that_a_terminal_obeys(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings.of(port=0, journal=tmp_path / "journal.jsonl")
    judged = {
        "question": "wij\x1b[2J\x9b",
        "source": "stuk",
        "start": 7,
        "end": 25,
        "useful": False,
    }
    with (
        caplog.at_level(logging.INFO, "citaat.feedback"),
        serving(settings, [PIECE], lambda: FakeBot([PIECE])) as running,
    ):

        def status(**more: object) -> int:
            return patient.post(f"{running.url}/api/feedback", json={**judged, **more}).status_code

        assert status() == 204
        for wrong in ({"source": "weg\x1b"}, {"sha256": "\x1b" * 64}, {"question": "\x1b"}):
            assert status(**wrong) == 422
        assert status(question="x" * 3000) == status(source="") == 422
        for start, end in ((9, 5), (7, 7), (0, 5), (7, 10_000), (7, 9), (8, 25)):
            assert status(start=start, end=end) == 422
        # Of a file that was otherwise, less is known.
        older = {"sha256": "0" * 64}
        assert status(start=9, end=5, **older) == 422
        assert status(start=7, end=10_000, **older) == 204
    noted, _ = lines(tmp_path)
    assert noted["question"] == "wij [2J"
    logged, _ = caplog.messages
    assert set(json.loads(logged)) == {"source", "start", "end", "sha256", "useful"}


def test_an_old_journal_is_cleaned_as_it_is_read() -> None:
    entry = read_entry(
        b'{"kind": "unanswered", "question": "a", "asked": "b\\u001b[2J", "confidence": 0}'
    )
    assert isinstance(entry, Unanswered)
    text = "\n".join(review_text(review([entry], FakeBot([PIECE]), [PIECE])))
    assert "\x1b" not in text
    assert "b [2J" in text
    (found,) = review([entry], FakeBot([PIECE]), [PIECE]).as_json()["questions"]
    assert found["last"] is None


def test_without_the_setting_nothing_is_kept() -> None:
    assert journal_of(Settings.of()) is None


def test_a_journal_that_cannot_be_written_says_so_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CITAAT_JOURNAL"):
        Journal(tmp_path / "nowhere" / "journal.jsonl")
    with pytest.raises(SettingsError, match="cannot be written"):
        Journal(tmp_path)


def test_a_journal_is_for_its_owner_to_read(tmp_path: Path) -> None:
    made = journal(tmp_path)
    file = tmp_path / "journal.jsonl"
    assert file.stat().st_mode & 0o777 == 0o600
    # The editor has moved it away.
    file.unlink()
    made.note(Unanswered(question="Wie?", asked="Wie?", confidence=0.1))
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o640)
    assert journal(tmp_path) is not made
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_journal_does_not_fill_the_disk(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    bot = Noting(FakeBot([PIECE]), journal(tmp_path, max_bytes=350))
    with caplog.at_level(logging.WARNING, logger="citaat"):
        for _ in range(9):
            assert bot.ask("Hoe laat?").kind == "abstain"
    assert len(lines(tmp_path)) == 2
    (said,) = caplog.messages
    assert "move it away" in said
    (tmp_path / "journal.jsonl").unlink()
    for _ in range(3):
        bot.ask("Hoe laat?")
    assert len(lines(tmp_path)) == 2
    # It is full again, and that is news again.
    assert caplog.messages == [said, said]


def test_a_disk_that_fails_costs_no_visitor_an_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bot = Noting(FakeBot([PIECE]), journal(tmp_path))
    (tmp_path / "journal.jsonl").unlink()
    (tmp_path / "journal.jsonl").mkdir()
    with caplog.at_level(logging.WARNING, logger="citaat"):
        assert bot.ask("Hoe laat?").kind == "abstain"
        assert bot.ask("Hoe laat?").kind == "abstain"
    assert len(caplog.messages) == 1


def test_a_line_that_a_full_disk_cut_off_takes_no_other_with_it(tmp_path: Path) -> None:
    bot = Noting(FakeBot([PIECE]), journal(tmp_path))
    file = tmp_path / "journal.jsonl"
    bot.ask("Hoe laat?")
    cut_off = file.read_bytes()[:40]
    file.unlink()
    file.mkdir()
    bot.ask("Hoe oud?")
    file.rmdir()
    file.write_bytes(cut_off)
    bot.ask("Hoe ver?")
    bot.ask("Hoe lang?")
    found = read_journal(file)
    assert [entry.question for entry in found.entries] == ["Hoe ver?", "Hoe lang?"]
    assert found.unreadable == (1,)


@given(st.text(), st.lists(st.text(), max_size=3), st.none() | st.text())
def test_every_entry_is_one_line_that_is_read_back(
    question: str, history: Sequence[str], only: str | None
) -> None:
    entry = Unanswered(
        question=question, history=tuple(history), interview=only, asked=question, confidence=0.5
    )
    line = entry.model_dump_json().encode()
    assert b"\n" not in line
    assert read_entry(line) == entry


# Read back.


def unanswered(asked: str, interview: str | None = None) -> Unanswered:
    return Unanswered(day=DAY, question=asked, asked=asked, interview=interview, confidence=0.1)


def judged(*, useful: bool, sha256: str | None = PIECE.sha256) -> Judged:
    start = PIECE.text.index("Dat")
    return Judged(
        day=DAY,
        question="Hoeveel?",
        source="stuk",
        start=start,
        end=start + len("Dat is genoeg."),
        sha256=sha256,
        useful=useful,
    )


def test_each_question_is_asked_again_once_the_most_frequent_first() -> None:
    entries = [
        unanswered("Hoe laat?"),
        unanswered("Waar?"),
        unanswered("waar\u2026"),
        unanswered("Genoeg wij.", "stuk"),
        unanswered("Waar?", "weg"),
    ]
    found = review(entries, FakeBot([PIECE]), [PIECE])
    assert [
        (question.entry.asked, question.times, question.answered) for question in found.questions
    ] == [
        ("waar\u2026", 2, False),
        ("Genoeg wij.", 1, True),
        ("Hoe laat?", 1, False),
        ("Waar?", 1, False),
    ]
    text = "\n".join(review_text(found))
    assert "Asked in vain: 4, of which answered by now: 1." in text
    assert "that interview is no longer there" in text
    assert "“Wij zijn met vier.”" in text
    assert json.dumps(found.as_json())


def test_of_several_interviews_it_is_told_which_one_comes_near() -> None:
    pieces = [PIECE, interview("ander.txt", "Hoe?\n\n\u201cMet de trein.\u201d\n")]
    entries: list[Unanswered | Judged] = [
        unanswered("De trein?"),
        unanswered("Genoeg wij.", "stuk"),
        judged(useful=False),
    ]
    text = list(review_text(review(entries, FakeBot(pieces), pieces), several=True))
    assert text[2:4] == ["  1\u00d7  De trein?", "       90% \u201cMet de trein.\u201d (ander)"]
    assert text[4].endswith("Genoeg wij. (stuk)")
    assert text[5].endswith("\u201d")
    assert text[-1].endswith("\u201cDat is genoeg.\u201d (stuk)")


def test_quotations_that_did_not_help_are_shown_while_their_file_is_the_same() -> None:
    votes = [judged(useful=useful) for useful in (False, True, False, True)]
    entries = [*votes, judged(useful=False, sha256="older")]
    found = review(entries, FakeBot([PIECE]), [PIECE])
    assert [(one.words, one.useless, one.useful) for one in found.quotations] == [
        ("Dat is genoeg.", 2, 2),
        (None, 1, 0),
    ]
    text = "\n".join(review_text(found))
    assert "2 of 4  Hoeveel?" in text
    assert "its file has changed since" in text
    (unsaid,) = review([judged(useful=False, sha256=None)], FakeBot([PIECE]), [PIECE]).quotations
    assert (unsaid.words, unsaid.as_json()["last"]) == ("Dat is genoeg.", "2026-03-14")
    assert review([judged(useful=True)], FakeBot([PIECE]), [PIECE]).quotations == ()


@pytest.mark.parametrize(("start", "end"), [(0, 20), (20, 5), (-9, -5), (0, 99_999)])
def test_what_is_no_quotation_is_not_shown_as_one(start: int, end: int) -> None:
    piece = interview("stuk.txt", f"---\ntitle: Geheim\n---\n{PIECE.text}")
    entry = judged(useful=False, sha256=None).model_copy(update={"start": start, "end": end})
    found = review([entry], FakeBot([piece]), [piece])
    assert found.quotations[0].words is None
    assert "Geheim" not in "\n".join(review_text(found))


def test_lines_that_are_no_entries_are_named_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    good = unanswered("Waar?").model_dump_json().encode()
    path.write_bytes(b"\n".join([good, b"", b"{", b"\xff", b'{"kind": "else"}', good]) + b"\n")
    read = read_journal(path)
    assert len(read.entries) == 2
    assert read.unreadable == (3, 4, 5)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_journal(tmp_path / "nowhere.jsonl")
