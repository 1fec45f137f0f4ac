"""Abbreviations: where content introduces them, what an editor adds, how a question is expanded."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.abbreviations import in_capitals, learn_aliases, writes_out
from index.aliases import Alias, Thesaurus, load_synonyms
from index.errors import ContentError, ContentErrors
from index.parse import parse_bytes, parse_folder

CONTENT = Path(__file__).parents[1] / "content"


def learned(text: str) -> dict[str, str]:
    interview = parse_bytes(text.encode(), Path("a.txt"), "a.txt")
    return {alias.short: alias.long for alias in learn_aliases(interview)}


def test_the_first_interview_introduces_two() -> None:
    (interview,) = (i for i in parse_folder(CONTENT) if i.id.startswith("jos"))
    found = {alias.short: alias.long for alias in learn_aliases(interview)}
    assert found == {"DTC": "Digital Trust Center", "EZK": "Economische Zaken en Klimaat"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De inkomstenbelasting (IB) stijgt.", {"IB": "inkomstenbelasting"}),
        ("het burgerservicenummer (bsn) is uniek.", {"bsn": "burgerservicenummer"}),
        ("De Raad van State zegt het. De RVS niet.", {}),
        ("De Raad voor Cultuur adviseert. De RC wacht.", {"RC": "Raad voor Cultuur"}),
        ("Het Midden, Oosten. MO is kort.", {}),
        ("Het Medisch Regiecentrum is open. Het MRC belt.", {"MRC": "Medisch Regiecentrum"}),
        ("Ons Exportpunt Noorderkwartier. Bel EPN.", {"EPN": "Exportpunt Noorderkwartier"}),
        ("De Zorgverzekeraar betaalt. De ZVR niet.", {}),
        ("Op grond van de Wet open overheid. De Woo helpt.", {"Woo": "Wet open overheid"}),
        ("Zie de Wet op het mooie toezicht. De Wmt geldt.", {"Wmt": "Wet op het mooie toezicht"}),
        # What opens a sentence has a capital anyway, and so have names.
        ("Dan rijd ik ergens heen. De Drie Gezusters is dicht.", {}),
        ("Wij kennen Jan. Hij belt de Jonge Academie Nederland.", {}),
        # In a heading in capitals every word looks like an abbreviation.
        ("WAT MAG HET KOSTEN\n\nDe Milieuprestatie Gebouwen telt.", {}),
        ("De Raad voor Procesvoering betaalt. De RvP wacht.", {"RvP": "Raad voor Procesvoering"}),
        ("De Drone als Eerste Helper. Een DEH.", {"DEH": "Drone als Eerste Helper"}),
        (
            "Met de Milieumeting Noord. De Milieumeting Noord heet MN.",
            {"MN": "Milieumeting Noord"},
        ),
        ("Dat is Stil Lezen In Mentortijd. Ons SLIM.", {"SLIM": "Stil Lezen In Mentortijd"}),
        ("Bel de wildbeheereenheid, de WBE, op.", {"WBE": "wildbeheereenheid"}),
        ("Hij zit in de LAR, de ledenadviesraad.", {"LAR": "ledenadviesraad"}),
        ("Maak een cryptografische inventaris, een CI.", {"CI": "cryptografische inventaris"}),
        ("We doen audiodescriptie, kortweg AD.", {"AD": "audiodescriptie"}),
        ("We doen audiodescriptie, zegt AD.", {}),
        ("Vraag het in Amsterdam, de AM weet het.", {}),
        (
            "Uit de Subsidieregeling Duurzaam Maatschappelijk Vastgoed (DUMAVA).",
            {"DUMAVA": "Duurzaam Maatschappelijk Vastgoed"},
        ),
        ("Wij eten al lang (alla) samen.", {}),
        ("Dat is Duurzaam (DUUR).", {}),
        ("Dat is Duurzaam Maatschappelijk Vastgoed (DUMAVO).", {}),
        ("Dat (denk ik) klopt.", {}),
        ("Niets hier.", {}),
    ],
)
def test_forms_that_are_and_are_not_introductions(text: str, found: dict[str, str]) -> None:
    assert learned(text) == found


def test_a_name_that_ends_in_a_year_is_no_abbreviation() -> None:
    used = "Bond NU'91 en FNV, volgens NU\u201991; de AMV's en Feyenoord '08 ook."
    assert list(in_capitals(used)) == ["FNV", "AMV"]


@pytest.mark.parametrize(
    ("question", "expanded"),
    [
        # The content's own word stays alone, another gives way to it.
        ("Waar staan de kasten?", None),
        ("Hoeveel bijenkasten zijn er?", "Hoeveel kasten zijn er?"),
        ("Hoeveel korven zijn er?", "Hoeveel kasten zijn er?"),
        ("bijenkasten of kasten?", None),
        # What the content says in two ways is said in both.
        ("Wat kost PV?", "Wat kost zonnepanelen (PV)?"),
        ("Wat kosten panelen?", "Wat kosten PV, zonnepanelen?"),
        ("Wat kost AI?", None),
    ],
)
def test_a_question_gets_the_words_of_the_content(question: str, expanded: str | None) -> None:
    synonyms = [
        Alias("bijenkasten", "kasten"),
        Alias("korven", "kasten"),
        Alias("PV", "zonnepanelen"),
        Alias("panelen", "PV"),
        Alias("AI", "kunstmatige intelligentie"),
    ]
    thesaurus = Thesaurus((), synonyms, "De kasten staan naast de Zonnepanelen (PV).")
    assert thesaurus.expand(question) == expanded


@pytest.mark.parametrize(
    ("question", "expanded"),
    [
        ("Wat doet het DTC?", "Wat doet het Digital Trust Center (DTC)?"),
        ("wat doet dtc", "wat doet Digital Trust Center (dtc)"),
        ("Wat doet het Digital Trust Center?", "Wat doet het DTC (Digital Trust Center)?"),
        ("Is het DTC het Digital Trust Center?", None),
        ("Wat is de DTCA?", None),
        ("is dat zo", None),
        ("Hoe werkt IS?", "Hoe werkt informatiesysteem (IS)?"),
        ("Met wie werkt u?", None),
        ("Hoe werkt de MET?", "Hoe werkt de Mensenrechten Effect Toets (MET)?"),
        ("Wat doet J&V?", "Wat doet JenV (J&V)?"),
    ],
)
def test_a_question_is_expanded_both_ways(question: str, expanded: str | None) -> None:
    thesaurus = Thesaurus(
        [
            Alias("DTC", "Digital Trust Center"),
            Alias("IS", "informatiesysteem"),
            Alias("MET", "Mensenrechten Effect Toets"),
            Alias("JenV", "J&V"),
        ]
    )
    assert thesaurus.expand(question) == expanded


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_editor_lists_synonyms(tmp_path: Path, encoding: str) -> None:
    assert load_synonyms(tmp_path) == ()
    (tmp_path / "synonyms.toml").write_text(
        'AI = ["kunstmatige intelligentie", "artificial intelligence"]\nJenV = "J&V"\n',
        encoding=encoding,
    )
    assert load_synonyms(tmp_path) == (
        Alias("AI", "kunstmatige intelligentie"),
        Alias("AI", "artificial intelligence"),
        Alias("JenV", "J&V"),
    )


TOO_MUCH = [
    pytest.param(f"AI = {'[' * 100_000}", id="lists"),
    pytest.param(f"AI = {'1' * 10_000}", id="digits"),
]


@pytest.mark.parametrize(
    "text", ["AI = ", "AI = 3", "AI = ''", "AI = [1]", "\x00", '"" = "x"', *TOO_MUCH]
)
def test_synonyms_that_do_not_parse_name_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "synonyms.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"synonyms.toml:\d+: "):
        load_synonyms(tmp_path)


@pytest.mark.parametrize(
    ("text", "line"),
    [(b'A = "a"\nAI = 3\n', 2), (b'A = "a"\r\n\r\nAI = \xff', 3), (b"A = 'a'\nAI = [", 2)],
)
def test_a_problem_of_the_synonyms_is_told_with_its_line(
    tmp_path: Path, text: bytes, line: int
) -> None:
    (tmp_path / "synonyms.toml").write_bytes(text)
    with pytest.raises(ContentError) as caught:
        load_synonyms(tmp_path)
    assert caught.value.line == line


def test_all_wrong_synonyms_are_told(tmp_path: Path) -> None:
    (tmp_path / "synonyms.toml").write_text('A = 1\nB = "b"\n"J&V" = 3\nC = [2]\n[D]\n')
    with pytest.raises(ContentErrors) as caught:
        load_synonyms(tmp_path)
    assert [error.line for error in caught.value.errors] == [1, 3, 4, 5]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file")
def test_synonyms_that_cannot_be_read_have_no_wrong_form(tmp_path: Path) -> None:
    # The memory of a process has nothing at its beginning, whoever reads it.
    (tmp_path / "synonyms.toml").symlink_to("/proc/self/mem")
    with pytest.raises(ContentError, match=r"cannot be read: .+\. Check its permissions\."):
        load_synonyms(tmp_path)


@pytest.mark.parametrize(
    ("before", "sentence", "written_out"),
    [
        ("Er is het Herstelfonds Fundering Merenland.", "Het HFM leent geld uit.", True),
        ("Wij volgen de Autoriteit Persoonsgegevens (AP).", "De AP waakt.", True),
        ("Wij bellen de AP.", "De AP waakt.", False),
        ("Er is het Herstelfonds Fundering Merenland.", "Dat leent geld uit.", False),
        ("Er is het Herstelfonds Fundering.", "Het Herstelfonds Fundering (HF) leent.", False),
    ],
)
def test_an_abbreviation_is_written_out_in_the_sentence_before(
    before: str, sentence: str, *, written_out: bool
) -> None:
    assert writes_out(before, sentence) == written_out
