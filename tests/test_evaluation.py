"""The evaluation: what counts as right, how pages are read, what is reported and compared."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import BAD_INPUT, OK, main
from bot.cli.streams import Streams
from bot.evaluation.cases import Case, MarkedPage, Pages, Words, load_cases
from bot.evaluation.compare import changes
from bot.evaluation.pages import content_of, draw
from bot.evaluation.results import Result, load
from bot.evaluation.scoring import Outcome, judge
from bot.evaluation.summary import summarise
from bot.evaluation.systems import System
from bot.reply import Alternative, Context, Kind, Quote, Reply, Source, Versions, Why
from bot.settings import Settings
from index.errors import ContentError, SettingsError
from index.interview import Interview, Span
from index.parse import parse_bytes, parse_folder
from index.store import Built


class Library:
    """Answers from a script: a question's words name the interview, the sentence and the kind.

    `ask("p1 2 answer")` quotes the sentence 2 of the interview p1, with confidence 0.9;
    `abstain` has it as a candidate with 0.3, `offer` offers it to choose from as well, and
    `smalltalk` has none.
    """

    def __init__(self, interviews: Sequence[Interview]) -> None:
        self.interviews = {interview.id: interview for interview in interviews}
        self.histories: list[tuple[str, ...]] = []

    def ask(
        self, question: str, history: Sequence[str] = (), interview: str | None = None
    ) -> Reply:
        self.histories.append(tuple(history))
        name, sentence, kind, *rest = question.split()
        candidates = [self._candidate(name, sentence, kind)]
        candidates += [self._candidate(other, "0", kind) for other in rest]
        found = [candidate for candidate in candidates if candidate is not None]
        answers = kind == "answer" and bool(found)
        best = found[0] if answers else None
        return Reply(
            kind=_kind(kind) if found or kind == "smalltalk" else "abstain",
            question=question,
            standalone_question=question,
            language="nl",
            message="",
            quote=best.quote if best else None,
            passage=best.passage if best else None,
            source=best.source if best else None,
            confidence=found[0].confidence if found else 0.0,
            alternatives=tuple(found[1:] if answers else found),
            offered=tuple(found if kind == "offer" else ()),
            suggestions=(),
            why=Why(matched_terms=(), signals={}, threshold=0.5, reason=""),
            versions=Versions(index="i1", model="m1"),
        )

    def _candidate(self, name: str, sentence: str, kind: str) -> Alternative | None:
        interview = self.interviews.get(name)
        if interview is None or kind == "smalltalk":
            return None
        first, _, last = sentence.partition("-")
        block = interview.blocks[0]
        span = Span(
            block.sentences[int(first)].span.start, block.sentences[int(last or first)].span.end
        )
        return Alternative(
            quote=Quote(interview=interview, span=span),
            passage=Context(interview=interview, span=block.span, question=None, speaker=None),
            source=Source(
                id=interview.id,
                title="",
                file=interview.file,
                language=interview.language,
                sha256=interview.sha256,
                url=None,
                deep_link="",
            ),
            confidence=0.9 if kind == "answer" else 0.3,
        )


def _kind(word: str) -> Kind:
    kinds: Mapping[str, Kind] = {
        "answer": "answer",
        "abstain": "abstain",
        "offer": "abstain",
        "smalltalk": "smalltalk",
    }
    return kinds[word]


class FakeServices:
    """The port of the command line: a library over whatever content the settings name."""

    def __init__(self) -> None:
        self.settings: list[Settings] = []

    def open_bot(
        self, settings: Settings, say: Callable[[str], None], progress: Callable[[int, int], None]
    ) -> Library:
        self.settings.append(settings)
        return Library(parse_folder(settings.content))

    def open_systems(
        self, settings: Settings, say: Callable[[str], None], progress: Callable[[int, int], None]
    ) -> Mapping[str, System]:
        library = self.open_bot(settings, say, progress)
        everything = sorted(library.interviews)
        return {
            "citaat": System(library.ask),
            "alphabet": System(library.ask, lambda _question: everything),
        }

    def build(
        self, settings: Settings, say: Callable[[str], None], progress: Callable[[int, int], None]
    ) -> Built:
        raise NotImplementedError

    def serve(self, settings: Settings) -> None:
        raise NotImplementedError

    def check(self, settings: Settings) -> Sequence[Interview]:
        raise NotImplementedError


PAGE = "Een eerste zin. De tweede zin is hier. Een derde zin staat daar."


LIBRARY = Library(
    [parse_bytes(PAGE.encode(), Path(f"{name}.txt"), f"{name}.txt") for name in ("p1", "p2", "p3")]
)


def ask_about_words(question: str, *any_of: str, kind: str = "direct") -> Outcome:
    case = Case("line 1", kind, question, (), Words(any_of))
    return judge(case, System(LIBRARY.ask), frozenset())


def ask_about_page(
    question: str,
    words: str | None,
    indexed: Sequence[str] = ("p1",),
    rank: Callable[[str], Sequence[str]] | None = None,
) -> Outcome:
    span = Span(PAGE.index(words), PAGE.index(words) + len(words)) if words else None
    case = Case("p1", "page", question, (), MarkedPage("p1", PAGE, span))
    return judge(case, System(LIBRARY.ask, rank), frozenset(indexed))


class TestAQuestionToTheContent:
    def test_is_right_when_the_quotation_contains_one_of_the_strings(self) -> None:
        outcome = ask_about_words("p1 1 answer", "staat elders", "tweede zin")
        assert (outcome.quote_right, outcome.right, outcome.answered) == (True, True, True)

    def test_is_wrong_when_another_sentence_is_quoted(self) -> None:
        outcome = ask_about_words("p1 0 answer", "tweede zin")
        assert (outcome.quote_right, outcome.right, outcome.answered) == (False, False, True)

    def test_has_the_right_candidate_but_no_right_reply_when_it_is_kept_silent(self) -> None:
        outcome = ask_about_words("p1 1 abstain", "tweede zin")
        assert (outcome.quote_right, outcome.right, outcome.answered) == (True, False, False)

    def test_without_an_answer_is_right_only_in_silence(self) -> None:
        assert ask_about_words("p1 1 abstain").right is True
        assert ask_about_words("p1 1 answer").right is False
        assert ask_about_words("p1 1 abstain").quote_right is False

    def test_may_be_met_with_small_talk_only_when_it_is_small_talk(self) -> None:
        assert ask_about_words("p1 1 smalltalk", kind="chitchat").right is True
        assert ask_about_words("p1 1 smalltalk", kind="far").right is False
        assert ask_about_words("p1 1 abstain", kind="chitchat").right is True

    def test_with_small_talk_in_place_of_an_answer_is_wrong(self) -> None:
        outcome = ask_about_words("p1 1 smalltalk", "tweede zin")
        assert (outcome.quote_right, outcome.right, outcome.answered) == (False, False, False)

    def test_is_asked_with_its_history(self) -> None:
        case = Case("line 1", "followup", "p1 0 answer", ("Eerst?",), Words(("eerste",)))
        judge(case, System(LIBRARY.ask), frozenset())
        assert LIBRARY.histories[-1] == ("Eerst?",)


class TestAnOffer:
    def test_is_right_when_one_of_its_quotations_answers(self) -> None:
        assert ask_about_page("p2 1 offer p1", "eerste zin").offer_right is True
        assert ask_about_page("p2 1 offer p1", "derde zin").offer_right is False
        assert ask_about_words("p1 1 offer", "tweede zin").offer_right is True

    def test_is_no_answer(self) -> None:
        outcome = ask_about_words("p1 1 offer", "tweede zin")
        assert (outcome.answered, outcome.right) == (False, False)

    def test_of_what_is_not_answered_is_never_right(self) -> None:
        assert ask_about_words("p1 1 offer").offer_right is False
        assert ask_about_page("p1 1 offer", "tweede zin", indexed=("p2",)).offer_right is False

    def test_is_not_judged_where_there_is_none_or_the_words_are_unknown(self) -> None:
        assert ask_about_words("p1 1 abstain", "tweede zin").offer_right is None
        assert ask_about_page("p1 1 offer", None).offer_right is None

    def test_counts_over_all_and_over_what_can_be_answered(self) -> None:
        outcomes = [
            ask_about_words("p1 1 offer", "tweede"),
            ask_about_words("p1 0 offer", "tweede"),
            ask_about_words("p1 1 offer", kind="near"),
            ask_about_words("p1 1 answer", "tweede"),
        ]
        summary = summarise(outcomes, seed=0)
        assert summary.offered == 3
        assert summary.offers is not None
        assert summary.offers.value == pytest.approx(1 / 3)
        assert summary.offers_answerable is not None
        assert summary.offers_answerable.value == pytest.approx(1 / 2)


def test_a_quotation_longer_than_promised_is_never_right() -> None:
    text = " ".join(
        f"Dit is zin {word} en die is niet heel kort meer. " * 3 for word in ("een", "twee", "drie")
    ).strip()
    library = Library([parse_bytes(text.encode(), Path("p1.txt"), "p1.txt")])
    case = Case("line 1", "direct", "p1 0-8 answer", (), Words(("zin een",)))
    assert judge(case, System(library.ask), frozenset()).quote_right is False
    short = Case("line 1", "direct", "p1 0-2 answer", (), Words(("zin een",)))
    assert judge(short, System(library.ask), frozenset()).quote_right is True


class TestAQuestionWithItsPage:
    def test_is_right_when_the_quotation_from_that_page_holds_the_span(self) -> None:
        assert ask_about_page("p1 1 answer", "tweede zin").quote_right is True
        assert ask_about_page("p1 0 answer", "tweede zin").quote_right is False

    def test_is_wrong_when_another_page_says_the_same(self) -> None:
        outcome = ask_about_page("p2 1 answer p1", "tweede zin")
        assert (outcome.quote_right, outcome.rank) == (False, 2)

    def test_has_no_answer_when_its_page_is_left_out(self) -> None:
        outcome = ask_about_page("p2 1 abstain", "tweede zin", indexed=("p2",))
        assert (outcome.answerable, outcome.kind) == (False, "page left out")
        assert (outcome.quote_right, outcome.right, outcome.ranked) == (False, True, False)

    def test_judges_no_quotation_where_the_span_is_not_marked(self) -> None:
        outcome = ask_about_page("p1 1 answer", None)
        assert (outcome.quote_right, outcome.right, outcome.rank) == (None, None, 1)
        assert ask_about_page("p1 1 abstain", None).right is False

    def test_ranks_pages_by_the_candidates_each_counted_once(self) -> None:
        assert ask_about_page("p2 1 answer p2 p3 p1", "tweede").rank == 3
        assert ask_about_page("p2 1 abstain p1", "tweede").rank == 2
        assert ask_about_page("p2 1 answer", "tweede").rank is None

    def test_ranks_pages_by_the_system_itself_when_it_can(self) -> None:
        assert ask_about_page("p1 1 answer", "tweede", rank=lambda _: ("p3", "p1")).rank == 2


def test_the_summary_counts_each_figure_over_its_own_cases() -> None:
    outcomes = [
        ask_about_words("p1 1 answer", "tweede"),
        ask_about_words("p1 0 answer", "tweede"),
        ask_about_words("p1 1 abstain", "tweede"),
        ask_about_words("p1 1 answer", kind="near"),
        ask_about_words("p1 1 abstain", kind="near"),
    ]
    summary = summarise(outcomes, seed=0)
    direct, near = summary.kinds
    assert (direct.name, direct.n, near.name, near.n) == ("direct", 3, "near", 2)
    assert direct.quote_at_1 is not None
    assert direct.quote_at_1.value == pytest.approx(2 / 3)
    assert direct.answered is not None
    assert direct.answered.value == pytest.approx(2 / 3)
    assert direct.false_answers is None
    assert near.quote_at_1 is None
    assert near.false_answers is not None
    assert near.false_answers.value == pytest.approx(1 / 2)
    assert summary.overall.right is not None
    assert summary.overall.right.value == pytest.approx(2 / 5)
    assert summary.auroc is not None
    # Of 6 pairs, .9 .9 .3 against .9 .3: ties, wins; ties, wins; loses, ties.
    assert summary.auroc.value == pytest.approx((1.5 + 1.5 + 0.5) / 6)
    # Ten bins of one: .9 thrice, of which a third is right; .3 twice, of which a half.
    assert summary.calibration_error == pytest.approx((3 * (0.9 - 1 / 3) + 2 * (0.5 - 0.3)) / 5)
    assert (summary.passage_at_1, summary.mrr) == (None, None)


INTERVIEW_LINE = {"kind": "direct", "question": "p1 1 answer", "answer_any": ["tweede"]}
PAGE_LINE = {
    "id": "p1",
    "document": PAGE,
    "question": "p1 1 answer",
    "answer": "tweede zin",
    "answer_start": PAGE.index("tweede zin"),
    "exact": True,
    "rotated_document": f"Gedraaid. {PAGE}",
    "rotated_answer_start": PAGE.index("tweede zin") + 10,
}


def written(path: Path, *lines: Mapping[str, object] | bytes) -> Path:
    data = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    path.write_bytes(b"\n".join(data))
    return path


def test_pages_are_read_rotated_or_natural(tmp_path: Path) -> None:
    file = written(tmp_path / "q.jsonl", PAGE_LINE)
    (rotated,), (natural,) = load_cases(file, Pages.ROTATED), load_cases(file, Pages.NATURAL)
    for case, start in ((rotated, "Gedraaid"), (natural, "Een eerste")):
        assert isinstance(case.target, MarkedPage)
        assert case.target.text.startswith(start)
        assert case.target.span is not None
        assert case.target.span.of(case.target.text) == "tweede zin"


@pytest.mark.parametrize(
    "change", [{"exact": False}, {"answer_start": -1}, {"answer_start": 3}, {"answer_start": 999}]
)
def test_an_answer_that_does_not_stand_there_is_not_marked(
    tmp_path: Path, change: Mapping[str, object]
) -> None:
    file = written(tmp_path / "q.jsonl", {**PAGE_LINE, **change})
    (case,) = load_cases(file, Pages.NATURAL)
    assert isinstance(case.target, MarkedPage)
    assert case.target.span is None


def test_a_page_without_its_rotated_version_competes_as_it_is(tmp_path: Path) -> None:
    line = {name: value for name, value in PAGE_LINE.items() if "rotated" not in name}
    (case,) = load_cases(written(tmp_path / "q.jsonl", line), Pages.ROTATED)
    assert case.target == MarkedPage("p1", PAGE, None)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ((INTERVIEW_LINE, b"{"), 2),
        ((INTERVIEW_LINE, b"", b"[]"), 3),
        ((b"\xff",), 1),
        ((b"[" * 100_000,), 1),
        (({"question": "x"},), 1),
        (({**INTERVIEW_LINE, "answer_any": "tweede"},), 1),
        (({**INTERVIEW_LINE, "answer_any": [""]},), 1),
        (({**INTERVIEW_LINE, "question": " "},), 1),
        (({**INTERVIEW_LINE, "history": "eerst"},), 1),
        (({**INTERVIEW_LINE, "interview": 3},), 1),
        ((INTERVIEW_LINE, PAGE_LINE), 2),
        ((PAGE_LINE, PAGE_LINE), 2),
        (({**PAGE_LINE, "id": "../p1"},), 1),
        (({**PAGE_LINE, "id": "README"},), 1),
        (({**PAGE_LINE, "answer_start": "12"},), 1),
        ((), 1),
    ],
)
def test_a_file_that_cannot_be_read_names_its_line(
    tmp_path: Path, lines: Sequence[Mapping[str, object] | bytes], number: int
) -> None:
    file = written(tmp_path / "q.jsonl", *lines)
    with pytest.raises(ContentError) as raised:
        load_cases(file, Pages.ROTATED)
    assert str(raised.value).startswith(f"{file}:{number}: ")
    assert raised.value.remedy


def test_pages_become_content_to_the_letter(tmp_path: Path) -> None:
    text = "Regel een.\r\nRegel \u2018twee\u2019.\rRegel drie 🙂.\n"
    settings = Settings.of(cache=tmp_path)
    with content_of(
        [MarkedPage("p1", text, None), MarkedPage("p0", PAGE, None)], settings
    ) as there:
        assert [(i.id, i.text) for i in parse_folder(there.content)] == [("p0", PAGE), ("p1", text)]
        folder = there.content
    assert not folder.exists()
    assert there.index is not None
    assert there.index.parent == tmp_path / "evaluation"


def test_an_evaluation_of_pages_leaves_the_index_of_the_real_content_alone(tmp_path: Path) -> None:
    settings = Settings.of(
        cache=tmp_path, index=tmp_path / "shared", store="milvus://example.org:19530"
    )
    with content_of([MarkedPage("p1", PAGE, None)], settings) as there:
        assert there.store is None
        assert there.index is not None
        assert there.index.parent == tmp_path / "evaluation"


def test_the_index_is_kept_by_what_the_pages_say(tmp_path: Path) -> None:
    settings = Settings.of(cache=tmp_path)
    one, same, other = (
        [MarkedPage("p1", text, None)] for text in ("Een zin.", "Een zin.", "Een andere zin.")
    )
    folders = []
    for pages in (one, same, other):
        with content_of(pages, settings) as there:
            folders.append(there.index)
    assert folders[0] == folders[1] != folders[2]


def test_the_pages_to_index_are_drawn_by_the_seed() -> None:
    pages = [MarkedPage(f"p{number}", PAGE, None) for number in range(20)]
    drawn = draw(pages, 5, seed=1)
    assert len(set(drawn)) == 5
    assert list(drawn) == sorted(drawn, key=pages.index)
    assert drawn == draw(pages, 5, seed=1) != draw(pages, 5, seed=2)
    assert draw(pages, None, seed=1) == tuple(pages)


@pytest.mark.parametrize("count", [0, -1, 3])
def test_more_pages_than_there_are_cannot_be_indexed(count: int) -> None:
    with pytest.raises(SettingsError, match="--indexed"):
        draw([MarkedPage("p1", PAGE, None), MarkedPage("p2", PAGE, None)], count, seed=0)


class Evaluated:
    """What `citaat eval` left behind."""

    def __init__(self, *argv: str) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.services = FakeServices()
        self.status = main(["eval", *argv], self.services, Streams(io.BytesIO(), out, err))
        self.out, self.err = out.getvalue(), err.getvalue()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "p1.txt").write_text(PAGE, encoding="utf-8")
    return folder


def test_eval_prints_a_table_by_kind_and_a_row_for_each_system(
    tmp_path: Path, content: Path
) -> None:
    far = {"kind": "far", "question": "p1 0 abstain", "answer_any": []}
    file = written(tmp_path / "q.jsonl", INTERVIEW_LINE, far)
    ran = Evaluated(str(file), "--content", str(content))
    assert (ran.status, ran.err) == (OK, "")
    cells = [[cell.strip() for cell in line.split("|")] for line in ran.out.splitlines()]
    rows = {row[1]: row[2:-1] for row in cells if len(row) > 2}
    assert rows["direct"] == ["1", "1.000 [0.21, 1.00]", "1.000", "1.000", "-"]
    assert rows["far"] == ["1", "-", "1.000", "-", "0.000 [0.00, 0.79]"]
    assert rows["all"][0] == "2"
    assert {"citaat", "alphabet"} <= rows.keys()


def test_eval_of_pages_indexes_them_in_place_of_the_content(tmp_path: Path) -> None:
    second = {**PAGE_LINE, "id": "p2", "question": "p1 1 abstain"}
    file = written(tmp_path / "q.jsonl", PAGE_LINE, second)
    out = tmp_path / "out.json"
    ran = Evaluated(str(file), "--json", str(out), "--pages", "natural")
    assert (ran.status, ran.err) == (OK, "")
    result = load(out)
    product, baseline = result.systems
    assert [outcome.rank for outcome in product.outcomes] == [1, None]
    assert product.summary.mrr == pytest.approx(0.5)
    assert "MRR of citaat is a lower bound" in ran.out
    assert [outcome.rank for outcome in baseline.outcomes] == [1, 2]
    assert baseline.summary.mrr == pytest.approx(0.75)
    assert result.run.questions == "q.jsonl"
    assert str(tmp_path) not in out.read_text(encoding="utf-8")


def test_eval_can_keep_the_questions_and_replies_out_of_its_result(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    file = written(tmp_path / "q.jsonl", PAGE_LINE)
    Evaluated(str(file), "--json", str(out), "--figures-only")
    assert "tweede" not in out.read_text(encoding="utf-8")
    result = load(out)
    assert result.systems[0].outcomes == ()
    assert result.systems[0].summary.passage_at_1 is not None


def test_eval_of_some_pages_leaves_the_other_questions_without_an_answer(tmp_path: Path) -> None:
    lines = [
        {**PAGE_LINE, "id": f"p{number}", "question": f"p{number} 2 answer"} for number in range(4)
    ]
    out = tmp_path / "out.json"
    Evaluated(str(written(tmp_path / "q.jsonl", *lines)), "--indexed", "3", "--json", str(out))
    outcomes = load(out).systems[0].outcomes
    assert sorted(outcome.kind for outcome in outcomes) == [*["page indexed"] * 3, "page left out"]
    assert [outcome.reply for outcome in outcomes if not outcome.answerable] == ["abstain"]


def test_eval_compares_with_an_earlier_run_question_by_question(
    tmp_path: Path, content: Path
) -> None:
    def result(name: str, *questions: str) -> Path:
        lines = [{**INTERVIEW_LINE, "question": question} for question in questions]
        out = tmp_path / f"{name}.json"
        file = written(tmp_path / "q.jsonl", *lines)
        assert Evaluated(str(file), "--content", str(content), "--json", str(out)).status == OK
        return out

    old = load(result("old", "p1 1 answer", "p1 0 answer", "p1 2 answer"))
    lines = list(changes(old, load(result("same", "p1 1 answer", "p1 0 answer", "p1 0 abstain"))))
    assert lines[-1] == "0 fixed, 0 broken, 0 different, 2 the same"
    assert "only there: 1; only here: 1" in lines[1]
    replies = {"p1 1 answer": "p1 0 answer", "p1 0 answer": "p1 1 answer"}
    lines = list(changes(old, _replied(old, replies)))
    assert [line.split()[0] for line in lines if "[direct]" in line] == ["broken", "fixed"]
    assert lines[-1] == "1 fixed, 1 broken, 0 different, 1 the same"


def _replied(result: Result, replies: Mapping[str, str]) -> Result:
    """The same questions as they would be with the replies to others."""
    product = result.systems[0]
    by_question = {outcome.question: outcome for outcome in product.outcomes}
    outcomes = tuple(
        replace(
            by_question[replies.get(outcome.question, outcome.question)],
            label=outcome.label,
            question=outcome.question,
        )
        for outcome in product.outcomes
    )
    return replace(result, systems=(replace(product, outcomes=outcomes),))


def test_eval_draws_the_risk_coverage_curve(tmp_path: Path, content: Path) -> None:
    pytest.importorskip("matplotlib")
    file, image = written(tmp_path / "q.jsonl", INTERVIEW_LINE), tmp_path / "curve.png"
    ran = Evaluated(str(file), "--content", str(content), "--plot", str(image))
    assert ran.status == OK
    assert image.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "flags",
    [
        ["--compare", "nergens.json"],
        ["--compare", "q.jsonl"],
        ["--plot", "curve.txt"],
        ["--plot", "nergens/curve.png"],
        ["--json", "nergens/out.json"],
        ["--indexed", "3"],
        ["--pages", "natural"],
        ["--pages", "rotated"],
    ],
)
def test_eval_refuses_bad_flags_before_it_asks_anything(
    tmp_path: Path, flags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "q.jsonl", INTERVIEW_LINE)
    ran = Evaluated("q.jsonl", *flags)
    assert (ran.status, ran.out) == (BAD_INPUT, "")
    assert ran.err.count("\n") == 1
    assert ran.services.settings == []


def test_eval_of_a_missing_file_is_one_line(tmp_path: Path) -> None:
    ran = Evaluated(str(tmp_path / "nergens.jsonl"))
    assert (ran.status, ran.err.count("\n")) == (BAD_INPUT, 1)
    assert "nergens.jsonl" in ran.err


def test_eval_says_so_when_its_result_cannot_be_written(tmp_path: Path, content: Path) -> None:
    file = written(tmp_path / "q.jsonl", INTERVIEW_LINE)
    out = tmp_path / "nergens" / "out.json"
    ran = Evaluated(str(file), "--content", str(content), "--json", str(out))
    assert (ran.status, ran.err.count("\n")) == (BAD_INPUT, 1)
