"""Headlines, headings, captions, makers and paragraphs, also as Markdown has them."""

from __future__ import annotations

import pytest

from index.errors import ContentError, ContentErrors
from index.interview import Role
from tests.parsed import SMALL, parse, shown, within_an_answer


def test_a_heading_of_an_article_that_asks_is_a_question_of_it_once() -> None:
    article = parse(
        "# Wat nu?\n\nWater.\n\n## Waarom?\n\nDaarom.\n\nZeker.\n\n## Slot\n\nUit.", "a.md"
    )
    assert article.questions == ("Waarom?",)


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


@pytest.mark.parametrize(
    ("above", "below", "title"),
    [
        ("WETENSCHAP", "De stad is geen museum", "De stad is geen museum"),
        ("ACHTER DE SCHERMEN", "‘De stad leeft!’", "‘De stad leeft!’"),
        ("**WETENSCHAP**", "# De stad is geen museum", "De stad is geen museum"),
        ("DE LAATSTE PONT", "Interview met An Bos", "DE LAATSTE PONT"),
        ("DE LAATSTE PONT", "An Bos", "DE LAATSTE PONT"),
        ("DE LAATSTE PONT", "Door An Bos", "DE LAATSTE PONT"),
        ("DE LAATSTE PONT", "An Bos vaart al jaren. Nu stopt ze.", "DE LAATSTE PONT"),
        ("DE LAATSTE PONT VAN ZEELAND", "Hij vaart nog", "DE LAATSTE PONT VAN ZEELAND"),
        ("DE LAATSTE PONT", "VAN ZEELAND", "DE LAATSTE PONT"),
    ],
)
def test_a_section_of_the_paper_is_no_headline(above: str, below: str, title: str) -> None:
    assert parse(f"{above}\n\n{below}\n\nDe pont vaart.\n\n{SMALL}", "a.md").title == title


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


def test_all_html_of_a_file_is_one_problem() -> None:
    with pytest.raises(ContentError) as error:
        parse("Een <p class=x>alinea</P>.\n\nNog <em>een</em>&nbsp;<br> <!-- a -->.\n", "a.md")
    assert error.value.line == 1
    assert str(error.value).startswith(
        "a.md:1: The HTML '<p class=x>' would be quoted as it stands, and so would other HTML (5 "
        "kinds, 7 in all). Write what a reader"
    )
    assert "a comment has lines of its own" in error.value.remedy


def test_signs_that_are_no_html_stay() -> None:
    assert parse("R&D; en x < y > z, <https://example.org> & meer.", "a.md")


@pytest.mark.parametrize("heading", ["## Opgestaan", "**Opgestaan**", "## Opgestaan!"])
def test_a_heading_within_an_answer_is_not_quoted(heading: str) -> None:
    rows = shown(parse(within_an_answer(heading), "a.md"))
    assert [row[2] for row in rows] == ["Goed. Ik heb geslapen.", "Het was laat.", "Daarom. Echt."]


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


def test_a_list_of_an_article_stands_with_what_announces_it() -> None:
    interview = parse("Zonder deze dingen:\n\n- eieren;\n\n- suiker.\n\nEn dat is alles.\n", "a.md")
    assert [block.span.of(interview.text) for block in interview.blocks] == [
        "Zonder deze dingen:\n\n- eieren;\n\n- suiker.",
        "En dat is alles.",
    ]


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


@pytest.mark.parametrize("heading", ["## Inleiding", "### Over Jan Bos", "Over Jan Bos\n---"])
def test_no_heading_is_quoted_whatever_its_level(heading: str) -> None:
    text = f"{heading}\n\nEen gesprek met Jan Bos.\n\n{SMALL}\n{heading}\n\nHoe?\n\n“Zo.”\n"
    assert [row[0] for row in shown(parse(text, "a.md"))] == ["lead", "answer", "answer"]


def test_the_introduction_is_not_the_headline_above_it() -> None:
    assert parse(f"De kade zakt\n\nEen gesprek over de kade.\n\n{SMALL}").lead == (
        "Een gesprek over de kade."
    )
    assert parse(f"De kade zakt\n\n{SMALL}").lead is None


def test_a_quoted_question_that_opens_a_file_is_no_title() -> None:
    assert parse("V: “Echt?”\nA: “Ja. Echt.”\n").title == "Proef"


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


@pytest.mark.parametrize(
    "line",
    [
        "Tekst loopt door onder de foto",
        "Tekst gaat verder onder de foto.",
        "(De tekst gaat onder de foto\u2019s verder)",
        ">> Lees verder onder de advertentie <<",
        "Lees verder na de advertentie \u2193",
        "Artikel gaat hieronder verder",
        "Article continues below",
        "Story continues after the advertisement.",
    ],
)
@pytest.mark.parametrize("below", ["", "Foto: An Bos\n"])
def test_where_a_website_says_that_the_text_goes_on_is_nothing(line: str, below: str) -> None:
    text = f"Waarom?\n\n\u201cDaarom.\u201d\n\n{below}{line}\n\n\u201cEcht.\u201d\n"
    rows = [row for row in shown(parse(text)) if row[0] != "byline"]
    assert rows == [("answer", "Waarom?", "Daarom."), ("answer", "Waarom?", "Echt.")]
    within = f"Waarom?\n\n\u201cDaarom.\n\n{line}\n\nEcht.\u201d\n"
    assert shown(parse(within)) == [
        ("answer", "Waarom?", "Daarom."),
        ("answer", "Waarom?", "Echt."),
    ]


@pytest.mark.parametrize(
    "remark", ["Het verhaal gaat verder na de oorlog.", "Lees verder onder de streep."]
)
def test_what_goes_on_behind_something_else_is_a_remark(remark: str) -> None:
    text = f"{SMALL}\n{remark}\n\n\u201cZo is het.\u201d\n"
    assert shown(parse(text))[-1] == ("answer", remark, "Zo is het.")
