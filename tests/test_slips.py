"""What `citaat check` doubts in the text of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.check import doubts
from bot.cli.slips import slips
from index.errors import ContentError
from index.parse import parse_bytes
from tests.small import BAKERY, SMITHY, interview

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.parametrize("folder", ["training", "unseen"])
def test_no_text_of_the_benchmarks_is_doubted(folder: str) -> None:
    for path in (BENCHMARKS / folder).rglob("*.txt"):
        assert list(slips(parse_bytes(path.read_bytes(), path, path.name))) == []


@pytest.mark.parametrize(
    ("html", "first"),
    [
        ("<p><strong>Een oven.</strong></p>", "<p>"),
        ("<!-- wp:paragraph -->", "<!--"),
        ("Een&nbsp;oven.", "&nbsp;"),
    ],
)
def test_html_in_plain_text_is_doubted(html: str, first: str) -> None:
    (doubt,) = doubts(interview("a.txt", f"{BAKERY}\n{html}\n"))
    line = BAKERY.count("\n") + 2
    assert doubt.startswith(f"a.txt:{line}: The HTML {first!r} would be quoted")
    assert "Write what a reader should see" in doubt


@pytest.mark.parametrize("line", ["# Brood", "### Brood en zout", "**Wie helpt u?**"])
def test_markdown_in_plain_text_is_doubted(line: str) -> None:
    above = f"{line}\n\n{BAKERY}\n**Wat nog?**\n\n“Zout.”\n"
    (doubt,) = doubts(interview("brood.txt", above))
    assert doubt.startswith(f"brood.txt:1: {line!r} is Markdown, of which")
    assert doubt.endswith("Rename the file to brood.md (2 such lines).")
    assert not any("is Markdown" in doubt for doubt in doubts(interview("brood.md", above)))


@pytest.mark.parametrize("said", ["**Nee**, zei ik.", "Op nr.\n#1 in de hitlijst.", "****"])
def test_signs_of_their_own_are_no_markdown(said: str) -> None:
    assert not list(doubts(interview("a.txt", f"{BAKERY}\nWat?\n\n“{said}”\n")))


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("a.txt", "---\nspeaker: Bert Smit\n---\n"),
        ("a.md", "# Hoefijzers\n"),
        ("a.md", "Hoefijzers\n==========\n"),
        ("a.txt", "Een gesprek met smid Bert Smit.\n"),
    ],
)
def test_a_second_interview_in_a_file_is_doubted(name: str, above: str) -> None:
    title = "# Brood" if name.endswith(".md") else "Brood"
    first = f"{title}\n\nEen interview met Anna de Boer.\n\n{BAKERY}"
    (doubt,) = doubts(interview(name, f"{first}\n{above}\n{SMITHY}"))
    assert doubt.startswith(f"{name}:{first.count(chr(10)) + 2}: Two interviews in one file?")
    assert list(doubts(interview(name, first))) == []


def test_the_name_of_a_second_guest_ends_at_its_line() -> None:
    text = f"Interview met Anna de Boer\n\n{BAKERY}\nInterview met Bert Smit\n\nMet wie?\n\n“An.”\n"
    (doubt,) = doubts(interview("a.txt", text))
    assert "Two interviews in one file?" in doubt


@pytest.mark.parametrize("more", ["# Wat kost het?", "Een gesprek met mevrouw De Boer.", "---"])
def test_one_interview_is_not_taken_for_two(more: str) -> None:
    first = f"# Brood\n\nEen interview met Anna de Boer.\n\n{BAKERY}\n{more}\n\n“Een euro.”\n"
    assert list(doubts(interview("a.md", first))) == []


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("'Goed.'", "Line 5 opens with ', but only “…”, "),
        ("»Goed.«", "Line 5 opens with », but only “…”, "),
        ("1. “Goed.”", "Line 5 has '1.' before its quotation mark"),
        ("(lacht) “Ja.”", "Line 5 has '(lacht)' before its quotation mark"),
        ("• “Ja.”", "Line 5 has '•' before its quotation mark"),
        ("**Jan Bos** “Ja.”", "Line 5 has '**Jan Bos**' before its quotation mark"),
        ("[00:12] Bram: “Ja.”", "'[00:12] Bram:' before its quotation mark: remove '[00:12]'."),
        ("VERHULST «Ja.»", "Line 5 has 'VERHULST' before its quotation mark: if it is who answers"),
        ("Verhulst – “Ja.”", "Line 5 has 'Verhulst –' before its quotation mark: if it is who"),
        ("Jan Bos\n“Ja.”", "Line 5 has 'Jan Bos' alone. If it is who answers, write `Jan Bos:`"),
        ("De kade is oud. “Ja”, zei hij.", "put each answer in “curly quotes”"),
        ("Goed.", "put each answer in “curly quotes”"),
        ("'s Ochtends, zo'n beetje.", "put each answer in “curly quotes”"),
    ],
)
def test_what_keeps_a_quotation_from_being_an_answer_is_told(answer: str, told: str) -> None:
    text = f"Een stuk.\n\nHoe gaat het?\n\n{answer}\n\nEn nu?\n\n{answer}\n"
    (doubt,) = doubts(interview("a.txt", text))
    assert "2 lines ask something" in doubt
    assert told in doubt


def test_questions_in_quotation_marks_are_told() -> None:
    text = "Een stuk.\n\nBos: “Hoe gaat het?”\nVis: “Goed.”\n\nBos: “En nu?”\nVis: “Zo.”\n"
    (doubt,) = doubts(interview("a.txt", text))
    assert "Line 3 asks in quotation marks, but only answers stand in" in doubt


def test_a_question_in_quotation_marks_among_others_is_told() -> None:
    text = f"{BAKERY}\nEn zout?\n\n“Ja.”\n\n“Waarom dan?”\n\n“Daarom.”\n"
    (doubt,) = doubts(interview("a.txt", text))
    line = text.splitlines().index("“Waarom dan?”") + 1
    assert doubt.startswith(f"a.txt:{line}: Line {line} asks in quotation marks, but only answers")


@pytest.mark.parametrize(
    "said",
    [
        "“Waarom niet?”\n\n“Daarom.”",
        "“Nee.”\n\n“Waarom niet?”",
        "“Ja.”\n\n(Stilte.)\n\n“Waarom niet?”\n\n(Stilte.)\n\n“Het is zo.”",
        "Anna: “Ja.”\n\nBert: “Waarom niet?”\n\nAnna: “Daarom.”",
    ],
)
def test_what_is_asked_in_an_answer_is_not_doubted(said: str) -> None:
    assert not list(doubts(interview("a.txt", f"{BAKERY}\nEn zout?\n\n{said}\n")))


def test_an_answer_that_is_read_as_a_caption_is_doubted() -> None:
    line = "Anna de Boer bij de oven"
    asked = "\n\n".join(
        f"{line}\n“Het is er {word}.”\n\nEn nu?\n\n“Zo.”" for word in ("fijn", "nat")
    )
    text = f"{BAKERY}\nEn zout?\n\n“Ja.”\n\n{asked}\n"
    (doubt,) = doubts(interview("a.txt", text))
    first, second = (number for number, each in enumerate(text.splitlines(), 1) if each == line)
    assert doubt.startswith(f"a.txt:{first}: {line!r} and the quotation below it are read as a")
    assert doubt.endswith(f"(2 in all: also line {second}).")


@pytest.mark.parametrize("told", ["Anna de Boer\nbij haar oven", "Zij noemt het\n“brood” van ooit"])
def test_a_caption_of_two_lines_is_not_doubted(told: str) -> None:
    assert not list(doubts(interview("a.txt", f"{BAKERY}\n{told}\n")))


def test_an_answer_without_the_colon_of_its_label_is_doubted() -> None:
    asked = "\n\n".join(
        f"{word}?\n\nKees Tak: “Een kade.”\n\nAnna Bos “Geen {word}.”" for word in ("Wat", "Wie")
    )
    (doubt,) = doubts(interview("a.txt", f"Anna Bos en Kees Tak praten.\n\n{asked}\n"))
    assert doubt == (
        "a.txt:7: 'Anna Bos “Geen Wat.”' is read as a caption (2 in all: also line 13). If it is "
        "an answer: Line 7 has 'Anna Bos' before its quotation mark: if it is who answers, write a "
        "colon behind the name; else remove it."
    )


@pytest.mark.parametrize(
    ("label", "line"),
    [("Kees Tak: ", "Café “De Zwaan”"), ("", "Anna Bos “Ik vaar graag.”"), ("Tak: ", "Anna Bos")],
)
def test_a_caption_with_a_quotation_is_not_doubted(label: str, line: str) -> None:
    text = f"Met Anna Bos en Kees Tak.\n\nWat?\n\n{label}“Een kade.”\n\n{line}\n"
    assert not list(doubts(interview("a.txt", text)))


@pytest.mark.parametrize("name", ["Jan Smti", "Jna Smit", "Jan Smits"])
def test_a_misspelt_speaker_is_doubted(name: str) -> None:
    text = (
        "Een gesprek met Jan Smit en Kees van der Berg.\n\nVan wie?\n\nJan Smit: “Van mij.”\n\n"
        f"Kees van der Berg: “Nee.”\n\nEn nu?\n\n{name}: “Wat nu.”\n"
    )
    (doubt,) = doubts(interview("a.txt", text))
    assert doubt.startswith(f"a.txt:11: {name!r} is read as somebody else than 'Jan Smit'.")


def test_a_misspelt_last_name_is_doubted() -> None:
    text = (
        "Een gesprek met Jan Smit en A.J. van der Berg.\n\nVan wie?\n\nSmit: “Van mij.”\n\n"
        "Van der Berg: “Nee.”\n\nEn nu?\n\nVan den Berg: “Wat nu.”\n"
    )
    (doubt,) = doubts(interview("a.txt", text))
    assert "'Van den Berg' is read as somebody else than 'A.J. van der Berg'." in doubt


def test_somebody_whose_name_is_much_alike_is_not_doubted() -> None:
    text = (
        "Een gesprek met Jan Smit en zijn zus Jannie Smit.\n\nVan wie?\n\nJan: “Van mij.”\n\n"
        "Jannie Smit: “Nee.”\n\nEn nu?\n\nJan Smit: “Wat nu.”\n\nJannie: “Niets.”\n"
    )
    assert not list(doubts(interview("a.txt", text)))


def test_questions_with_their_answers_on_the_same_line_are_doubted() -> None:
    text = "Een stuk.\n\nVraag: Hoe? Antwoord: “Goed.”\nVraag: En nu? Antwoord: “Zo.”\n"
    (doubt,) = doubts(interview("a.txt", text))
    assert "2 lines ask something" in doubt


@pytest.mark.parametrize(
    ("speaker", "doubted"),
    [("Jos de Groot", True), ("Dr. A. de Boer", False), ("ANNA", False), ("Anna", False)],
)
def test_a_speaker_who_is_not_in_the_text_is_doubted(speaker: str, *, doubted: bool) -> None:
    found = list(doubts(interview("a.txt", f"---\nspeaker: {speaker}\n---\n{BAKERY}")))
    assert [f"The speaker {speaker!r} stands nowhere" in doubt for doubt in found] == [
        True
    ] * doubted


@pytest.mark.parametrize(
    ("speaker", "doubted"),
    [("Anna Boerema", True), ("Anna Boer (bakker)", False), ("Bert Boer", False)],
)
def test_a_speaker_of_another_last_name_is_doubted(speaker: str, *, doubted: bool) -> None:
    found = list(doubts(interview("a.txt", f"---\nspeaker: {speaker}\n---\n{BAKERY}")))
    assert ["in the text, which names 'Anna de Boer'." in doubt for doubt in found] == (
        [True] * doubted
    )


@pytest.mark.parametrize(
    ("title", "above", "doubted"),
    [
        ("Vijf vragen aan Jos de Groot", "", False),
        ("Vijf vragen", "", True),
        ("Vijf vragen aan Jos de Groot", "Een gesprek met bakker An Bos.\n\n", True),
        ("Jos de Groot", "Wie?\n\nAn Bos: “Ik.”\n\nJo Vis: “En ik.”\n\n", True),
    ],
)
def test_a_speaker_whom_the_title_names_is_doubted_where_the_text_names_another(
    title: str, above: str, *, doubted: bool
) -> None:
    text = f"---\nspeaker: Jos de Groot\ntitle: {title}\n---\n{above}{BAKERY}"
    found = list(doubts(interview("a.txt", text)))
    assert ["'Jos de Groot' stands nowhere" in doubt for doubt in found] == [True] * doubted


def test_a_speaker_whom_the_text_calls_by_the_first_name_is_not_doubted() -> None:
    text = BAKERY.replace("Anna de Boer", "Anna. De oven van Anna is van Leem")
    assert not list(doubts(interview("a.txt", f"---\nspeaker: Anna Boerema\n---\n{text}")))


@pytest.mark.parametrize(("date", "doubted"), [("2123-05-12", True), ("2023-05-12", False)])
def test_a_date_to_come_is_doubted(date: str, *, doubted: bool) -> None:
    found = list(doubts(interview("a.txt", f"---\ndate: {date}\n---\n{BAKERY}")))
    assert [doubt.startswith(f"a.txt: The date {date} is still to come.") for doubt in found] == (
        [True] * doubted
    )


def test_a_speaker_whom_only_the_title_names_is_not_doubted() -> None:
    titled = f"---\ntitle: Vijf vragen aan Jos de Groot\n---\n{BAKERY}"
    assert list(doubts(interview("a.txt", titled))) == []


@pytest.mark.parametrize("sign", ["é", "’", "“", "ï"])
def test_damaged_text_is_doubted(sign: str) -> None:
    damaged = sign.encode().decode("cp1252", errors="replace")
    (doubt,) = doubts(interview("a.txt", f"{BAKERY}\nZo geïnd{damaged}.\n"))
    assert doubt.startswith(f"a.txt:{BAKERY.count(chr(10)) + 2}: {damaged!r} is what becomes of")
    assert "save it as UTF-8" in doubt


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ("\n\npagina 12\n\n", "'pagina 12' looks like the number of a page"),
        ("\nDe Schakel      12\n", "'De Schakel 12' looks like the number of a page"),
        ("\n\n- 4 -\n\n", "'- 4 -' looks like"),
        ("\n\n4\n\n", "'4' looks like"),
        ("\n{{< youtube abc >}}\n", "'{{< youtube abc >}}' would be quoted"),
        ("\n{:.bijschrift}\n", "'{:.bijschrift}' would be quoted"),
        ("\n\n[00:01:12]\n\n", "'[00:01:12]' looks like the time of a recording"),
        ("\n\nAdvertentie\n\n", "'Advertentie' is what a website puts around a text"),
        (" hier, ge-\nbakken in een ste-\nnen oven.", "'ge-' is broken off at the end"),
        # Of a PDF, and of a terminal.
        (" als samen\x02werking.", r"samen\x02werking.En v' holds U+0002, which"),
        (" en\x1b[31m rood\x1b[0m.", "holds U+001B, which is no sign to read"),
    ],
)
def test_what_a_page_leaves_in_an_answer_is_doubted(left: str, told: str) -> None:
    text = f"Over brood.\n\nWaar?\n\n“In de stad.{left}En verder niets.”\n"
    (doubt,) = doubts(interview("a.txt", text))
    assert told in doubt
    assert doubt.startswith("a.txt:")
    assert doubt.split(":")[1].isdigit()


@pytest.mark.parametrize(
    "sign", sorted({*map(chr, (*range(0x20), *range(0x7F, 0xA0)))} - {*"\t\n\f\r"})
)
def test_no_sign_that_cannot_be_read_goes_unnoticed(sign: str) -> None:
    try:
        read = interview("a.txt", BAKERY.replace("gerezen", f"gere{sign}zen"))
    except ContentError as error:
        assert f"U+{ord(sign):04X}" in str(error) or "null character" in str(error)
    else:
        assert [f"U+{ord(sign):04X}" in doubt for doubt in doubts(read)] == [True]


@pytest.mark.parametrize(
    "line",
    [
        "15/20",
        "18 | Kaaskrant juni 2020",
        "Kaaskrant juni 2020 | 19",
        "18 | De Kaaskrant | juni 2020",
        "De Kaaskrant | juni 2020 | 19",
        "12 DE KAASKRANT JUNI 2020",
        "KAASKRANT - NUMMER 3 - PAGINA 12",
        "Pagina 13 – De Kaaskrant",
        "bladzijde 24",
        "[26]",
        "25 Kaaskrant",
        "De Kaaskrant 16",
        "28",
        "Pagina 13 van 20",
        "Lees verder op pagina 14",
        "(vervolg)",
    ],
)
@pytest.mark.parametrize("empty", ["\n", "\n\n"])
def test_the_numbers_of_pages_are_doubted_with_their_lines(line: str, empty: str) -> None:
    left = f"{empty}{line}{empty}"
    text = f"Over brood.\n\nWaar?\n\n“In de stad.{left}En verder niets.{left}Of toch.”\n"
    (doubt,) = doubts(interview("a.txt", text))
    first, second = (number for number, each in enumerate(text.splitlines(), 1) if each == line)
    assert doubt.startswith(f"a.txt:{first}: {line!r} looks like the number of a page")
    assert doubt.endswith(f"(2 in all: also line {second}).")


def test_the_numbers_of_pages_outside_answers_are_doubted() -> None:
    article = "De stad\n\nTekst: Jo Bak\n\nLeeg.\n\n12\n\nDe bakker slaapt.\n\nPagina 13\n\nNu.\n"
    (doubt,) = doubts(interview("a.txt", article))
    assert doubt.startswith("a.txt:7: '12' looks like the number of a page")
    assert doubt.endswith("(2 in all: also line 11).")
    (doubt,) = doubts(interview("a.txt", f"Pagina 12\n\n{BAKERY}"))
    assert doubt.startswith("a.txt:1: 'Pagina 12' looks like the number of a page")


@pytest.mark.parametrize(
    "text",
    [
        "Eén.\n\n1\n\nHet begin.\n\n2\n\nHet einde.\n",
        "In cijfers.\n\n12\n\nkoeien\n\n34\n\nkippen\n",
        "De uitslag.\n\nHoorn | 12\nAlmere | 8\nEde | 4\n",
        "De groepen.\n\nGroep 7\n\nHeel druk.\n",
        "De score was 3/4 en op\n12/3\nook.\n",
    ],
)
def test_numbers_in_an_article_are_not_doubted(text: str) -> None:
    assert not list(doubts(interview("a.txt", text)))


def test_the_head_of_each_page_is_doubted() -> None:
    head = "DE WOONKRANT – ZOMER 2021"
    said = f"“Hier.\n\n{head}\n\nEn daar.”"
    text = f"{head}\n\nOver brood.\n\nWaar?\n\n{said}\n\n{head}\n\nHoe?\n\n“Zo.”\n"
    (doubt,) = doubts(interview("a.txt", text))
    assert doubt.startswith(f"a.txt:1: {head!r} looks like the head of each page")
    assert doubt.endswith("Remove it (3 in all: also line 9, 13).")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("12 De Kaaskrant juni 2020", "De Kaaskrant juni 2020 13"),
        ("De Kaaskrant, juni 2020, 12", "De Kaaskrant, juni 2020, 13"),
        ("12 – Kaaskrant – nummer 3", "Kaaskrant – nummer 3 – 13"),
    ],
)
def test_heads_that_differ_in_the_number_of_the_page_are_doubted(left: str, right: str) -> None:
    first, second = f"Hier, want er is een\n{left}\noven.", f"In\n{right}\nde stad."
    text = f"Over brood.\n\nWaar?\n\n“{first}”\n\nEn?\n\n“{second}”\n"
    (doubt,) = doubts(interview("a.txt", text))
    assert doubt.startswith(f"a.txt:6: {left!r} looks like the head of each page")
    assert doubt.endswith("Remove it (2 in all: also line 12).")


@pytest.mark.parametrize(
    "said",
    [
        "Neem 10 minuten\n12 Rondjes om het veld\n14 Rondjes om het veld\nElke dag.",
        "Het waren\n14 Rondjes om het veld.\nToen nog\n12 Rondjes om het veld.",
        "Het waren\n12 rondjes om het veld en\nnu zijn het\n14 rondjes om het veld en meer.",
        "Ik woon in\nDe Schakel, nummer 12\nen dat is fijn.",
    ],
)
def test_numbers_within_what_is_said_are_not_doubted(said: str) -> None:
    assert not list(doubts(interview("a.txt", f"{BAKERY}\nEn nu?\n\n“{said}”\n")))


@pytest.mark.parametrize("line", ["Hoe gaat dat dan?", "**Anna de Boer**", "Foto: Anna de Boer"])
def test_what_stands_there_more_often_is_not_doubted(line: str) -> None:
    said = "\n\n".join(f"{line}\n\n“Zo {number}.”" for number in range(3))
    text = f"Een gesprek met Anna de Boer.\n\nWaar?\n\n“Hier.”\n\n{said}\n"
    assert not list(doubts(interview("a.md", text)))


@pytest.mark.parametrize(
    ("left", "right", "doubted"),
    [
        ("“Het brood is nooit op,", "“Wij gaan naar de zee,", True),
        ("Zout uit de zee", "€ 12", False),
        ("2 kilo", "fijn zout uit Texel", False),
    ],
)
def test_two_columns_are_doubted(left: str, right: str, *, doubted: bool) -> None:
    line = f"{left:40}{right}"
    text = f"Over brood.\n\nWaar?\n\n“Hier.”\n\nZij zegt:\n{line}\n{line}\n"
    found = list(doubts(interview("a.txt", text)))
    assert [doubt.startswith("a.txt:8: ") and "two columns" in doubt for doubt in found] == (
        [True] * doubted
    )


@pytest.mark.parametrize("time", ["00:01:02", "0:12", "1:00:02", "[01:02]"])
def test_the_times_of_a_recording_above_questions_are_doubted(time: str) -> None:
    asked = f"\n\n{time}\nBent u bang?\n\n“Ja.”"
    text = f"Over brood.\n\nWaar?\n\n“Hier.”{asked}{asked}\n"
    (doubt,) = doubts(interview("a.txt", text))
    assert doubt.startswith(f"a.txt:7: {time!r} looks like the time of a recording")
    assert doubt.endswith("(2 in all).")


@pytest.mark.parametrize("said", ["Om:\n\n12:30\n\nofzo.", "12:30", "Het werd\n3:10."])
def test_times_of_the_clock_are_not_doubted(said: str) -> None:
    assert not list(doubts(interview("a.txt", f"Over brood.\n\nWaar?\n\n“{said}”\n")))


@pytest.mark.parametrize(
    ("name", "answer", "doubted"),
    [
        ("a.md", "Nee \\- of \\[ja\\].", True),
        ("a.txt", "Nee \\- of ja.", False),
        ("a.md", "Op C:\\schijf en \\(x\\).", False),
    ],
)
def test_backslashes_that_markdown_hides_are_doubted(
    name: str, answer: str, *, doubted: bool
) -> None:
    found = list(doubts(interview(name, f"Over brood.\n\nWaar?\n\n“{answer}”\n")))
    assert [doubt.startswith("a.md:5: \\- would be quoted with") for doubt in found] == (
        [True] * doubted
    )
    assert all("(3 in all)" in doubt for doubt in found)


@pytest.mark.parametrize(
    "answer",
    [
        "In\n1953.",
        "Op paal\n12\nen verder.",
        "Zo:\n\n2023   34\n2024   51\n\nMeer.",
        "12",
        "Een mbo-\nopleiding.",
        "De in- en\nuitvoer; voor- en\nna de oorlog.",
    ],
)
def test_numbers_and_hyphens_of_their_own_are_not_doubted(answer: str) -> None:
    assert list(doubts(interview("a.txt", f"Over brood.\n\nWaar?\n\n“{answer}”\n"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Naar hoofdinhoud",
        "Home › Nieuws › Interview",
        "Deze website gebruikt cookies om u beter te helpen.",
        "Deel dit artikel via Facebook",
        "Leestijd: 4 minuten",
        "5 min leestijd",
        "Meld je aan voor onze nieuwsbrief",
        "Lees ook: De laatste pont",
        "Tags: brood, zout",
        "Reacties (3)",
        "Delen op Facebook Twitter LinkedIn",
        "Dit bericht delen: Mail WhatsApp",
        "Volg ons op Instagram",
        "Lees hier meer over de bakker",
        ">> Lees hier het eerdere interview",
        "Klik hier voor de podcast",
        "Abonneer je nu voor € 5 per maand",
        "Premium artikel",
        "Log in om verder te lezen",
        "Reageren? redactie@brood.nl",
        "Wil je reageren? Mail dan naar de redactie.",
        "© 2024 Brood B.V. Alle rechten voorbehouden.",
    ],
)
def test_what_a_website_puts_around_a_text_is_doubted(line: str) -> None:
    text = f"{line}\n\nOver brood.\n\nWaar?\n\n“In de stad.”\n\nZout is duur, zegt hij.\n\n{line}\n"
    (doubt,) = doubts(interview("a.txt", text))
    assert f"a.txt:1: {line!r} is what a website puts around a text" in doubt
    assert doubt.endswith("Remove it, and look at line 11.")


def test_what_belongs_to_such_a_line_is_named_with_it() -> None:
    form = "Het beste in je mailbox.\nE-mailadres\nInschrijven"
    text = (
        "Over brood.\n\nWaar?\n\n“Hier.”\n\nLEES OOK\nDe laatste pont\n\n"
        "Hoe?\n\n“Zo.\n\nDelen\n\nEn zo.”\n\n"
        f"Tekst: Anna de Boer\nLeestijd: 4 minuten\n4 maart\n\n{form}\n"
    )
    (doubt,) = doubts(interview("a.txt", text))
    assert doubt.startswith("a.txt:7: 'LEES OOK' is what a website puts around a text")
    assert doubt.endswith(
        "Remove it, with what belongs to it (line 7-8), and look at line 14, 19, 22-24."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Ik zeg: volg ons op Instagram, maar niemand doet het.",
        "Hoe reageren patiënten?",
        "© Lotte Bakker",
        "X",
        "Wij gebruiken geen cookies, en dat scheelt werk. Dat zegt hij vaak.",
        "Delen is het mooiste wat er is.",
        "Menukaart van De Hoop",
        "Zij meldde zich aan voor een nieuwsbrief.",
        "Om 12:30 uur was het brood op.",
    ],
)
def test_what_is_said_of_websites_is_not_doubted(line: str) -> None:
    text = f"Over brood.\n\nWaar?\n\n“In de stad.\n\n{line}”\n"
    assert not list(doubts(interview("a.txt", text)))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (None, "is taken for 'nl'. Write `language: en` between two lines of --- at its top."),
        ("nl", "is said to be in 'nl'. Write `language: en` instead."),
        ("de", "is said to be in 'de'. Write `language: en` instead."),
        ("en", None),
        # Scots, which nothing here tells from English.
        ("sco", None),
    ],
)
def test_a_text_in_another_language_is_doubted(language: str | None, told: str | None) -> None:
    text = (
        "How many?\n\n“There were four of them, and they went to the sea with what they had.”\n\n"
    )
    matter = f"---\nlanguage: {language}\n---\n" if language else ""
    found = list(doubts(interview("a.txt", f"{matter}{text * 3}")))
    assert found == ([f"a.txt: The text seems to be in 'en', and {told}"] if told else [])


def test_the_beginning_of_a_long_text_tells_its_language() -> None:
    text = "Het brood is van de bakker, en dat is niet van ons.\n\n" * 400
    other = "The bread is of the baker, and that is not with us.\n\n" * 800
    assert not list(slips(interview("a.txt", text + other)))
    (doubt,) = slips(interview("a.txt", other + text))
    assert "`language: en`" in doubt
