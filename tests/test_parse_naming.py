"""Who speaks, and who only made the piece or is told of."""

from __future__ import annotations

import unicodedata

import pytest

from index.errors import ContentError
from index.interview import Role
from tests.parsed import SMALL, parse, shown


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
        ("Interview met de Amsterdamse schrijver Sanne Jansen.", "", "Sanne Jansen"),
        ("Interview met Belgische topkok Sanne Jansen.", "", "Sanne Jansen"),
        ("Gesprek met de Groninger bakker Sanne van der Wal.", "", "Sanne van der Wal"),
        ("Gesprek met de Utrechtse bakkers Jan Bos en Piet Wit.", "", None),
        ("Gesprek met oud-minister van Onderwijs Sanne Jansen.", "", "Sanne Jansen"),
        ("Interview met minister van Buitenlandse Zaken Sanne Jansen.", "", "Sanne Jansen"),
        ("Interview met staatssecretaris van Zorg, Jeugd en Sport Jan Bos.", "", "Jan Bos"),
        ("INTERVIEW MET DE MOLENAAR\n\nHier zit Sanne Jansen (58).", "", "Sanne Jansen"),
        ("VIJF VRAGEN AAN DE MOLENAAR\n\nHier zit Sanne Jansen (58).", "", "Sanne Jansen"),
        ("INTERVIEW MET DE MOLENAAR\n\nHier zit Sanne Jansen.", "", None),
        ("INTERVIEW MET SANNE JANSEN\n\nHier zit Sanne Jansen.", "", "Sanne Jansen"),
        ("Roos op de Beeck (58) bakt een roos.", "", "Roos op de Beeck"),
        ("Interview met Jan Peter in den Berg", "", "Jan Peter in den Berg"),
        ("Interview met Sophie in ’t Veld in Den Haag.", "", "Sophie in ’t Veld"),
        ("Interview met Anna de Wit in Den Haag.", "", "Anna de Wit"),
        ("Interview met Anna de Wit in de Kuip.", "", "Anna de Wit"),
        ("Sophie in ’t Veld spreekt.", "Sophie in ’t Veld op haar boot", "Sophie in ’t Veld"),
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
    ("lead", "speaker"),
    [
        # Who opens a sentence, with what they are.
        ("Sanne Jansen, programmamanager bij de gemeente Ede, over filters.", "Sanne Jansen"),
        ("Sanne van der Wal, oud-lerares, leidt een bedrijf.", "Sanne van der Wal"),
        ("Wie bouwt er nog? Dr. Sanne Jansen wil dat.", "Sanne Jansen"),
        ("EDE – Sanne Jansen (De Halm), bakker, over brood.", "Sanne Jansen"),
        ("Oven uit, deur dicht. Sanne Jansen, opvolger van Piet Bos, bakt.", "Sanne Jansen"),
        # Of whom it goes on to tell, whose age it gives, or who is called by a title.
        ("In Ede bakt Sanne Jansen, bakker in rust. Zij begint vroeg.", "Sanne Jansen"),
        ("Wie honger heeft, belt Sanne Jansen. De 58-jarige bakker komt.", "Sanne Jansen"),
        ("Daar zoekt dr. Sanne Jansen naar.", "Sanne Jansen"),
        ("Daar zoekt Sanne Jansen naar.", None),
        # What somebody does is told of others too.
        ("Sanne Jansen leidt in Ede het programma Levend Veen.", None),
        ("Burgemeester Sanne Jansen opende het. Een bewoner vertelt.", None),
        ("Toen Piet Bos overleed, stond zijn vrouw er alleen voor. Zij bakt.", None),
        ("Piet Bos noemde haar de beste. Zelf is zij stiller.", None),
        # Two people.
        ("Sanne Jansen, bakker, en Piet Bos, molenaar, bakken.", None),
        ("Sanne Jansen en haar man Piet Bos bakken.", None),
        ("Sanne Jansen, bakker, en haar man Piet Bos bakken.", None),
        ("Sanne Jansen (links) en Piet Bos bakken. Zij zijn bakker.", None),
        ("Sanne Jansen bakt. Piet Bos maalt.", None),
        ("Sanne Jansen bakt. Wethouder Piet Bos maalt.", None),
        # Who made it.
        ("Piet Bos sprak haar in Ede.", None),
        ("Piet Bos tekende dit verhaal op. Zij bakt.", None),
        ("Piet Bos tekende dit verhaal op. Sanne Jansen, bakker, over brood.", "Sanne Jansen"),
        # Bodies, places and papers.
        ("De Lange Wei, zuivelboerderij in Ede, maakt kaas.", None),
        ("Voedselbank Oost deelt uit. Zij begint om drie uur.", None),
        ("Het programma Levend Veen redt dieren. Zij leidt het.", None),
        ("Bij Oude Pekela, stad van turf, graaft zij.", None),
        ("Oude Pekela, maart 2024. Daar graaft men.", None),
        ("Oude Pekela, vrijdagavond. Daar graaft men.", None),
        ("Wereldblad Nieuws, nummer 4.", None),
        ("Schone Lucht krijgt geld. Zij leidt het, en schone lucht is duur.", None),
        ("Zij leidt onderzoek van Museum De Linde.", None),
        ("In Ede. Zij bakt.", None),
        # No sentence tells of somebody.
        ("Deep Learning helpt artsen", None),
        ("SANNE JANSEN BAKT", None),
    ],
)
def test_the_only_one_whom_the_lead_introduces_is_the_speaker(
    lead: str, speaker: str | None
) -> None:
    assert parse(f"{lead}\n\n{SMALL}").speaker == speaker


def test_whom_the_answers_name_is_not_who_gives_them() -> None:
    text = f"Vincent Maas, schilder, over Ede.\n\n{SMALL}\nWaarom daar?\n\n“Maas hield van Ede.”\n"
    assert parse(text).speaker is None
    assert parse(text.replace("Maas hield", "Men hield")).speaker == "Vincent Maas"


def test_who_is_addressed_is_who_is_introduced() -> None:
    text = f"Al jaren werkt daar Sanne de Wit.\n\n{SMALL}"
    assert parse(text).speaker is None
    assert parse(f"{text}\nMevrouw De Wit, hoe?\n\n“Zo.”\n").speaker == "Sanne de Wit"


def test_who_made_it_is_not_the_only_one_whom_the_lead_introduces() -> None:
    text = f"Tekst: Piet Bos\n\nPiet Bos, molenaar, over graan.\n\n{SMALL}"
    assert parse(text).speaker is None
    assert parse(text.replace("Piet Bos, ", "Journalist Piet Bos, ")).speaker is None
    assert parse(text.replace("Tekst: Piet", "Tekst: An")).speaker == "Piet Bos"


def test_a_name_is_less_what_stands_around_it_where_a_caption_has_it_alone() -> None:
    text = (
        f"Huisarts Sanne Jansen, opleider in Ede, over griep.\n\n{SMALL}\n{{}}\n\nHoe?\n\n“Zo.”\n"
    )
    assert parse(text.format("De praktijk")).speaker == "Huisarts Sanne Jansen"
    assert parse(text.format("De praktijk van Sanne Jansen")).speaker == "Sanne Jansen"


def test_whom_the_lead_introduces_answers_only_where_no_answer_says_who_does() -> None:
    text = "Sanne Jansen, bakker, over brood.\n\nHoe?\n\n“Zo.”\n\nEcht?\n\nPiet Vis: “Ja.”\n"
    assert parse(text).speaker == "Piet Vis"


@pytest.mark.parametrize("run", ["Jan Bos bakt. ", "De Wit, ", "Jan en ", "dr. "])
def test_a_long_lead_is_read_in_time(run: str) -> None:
    """Each name in it with all of it would take minutes."""
    assert parse(f"{run * 5_000}.\n\n{SMALL}").questions == ("Waarom?",)


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
        ("Sophie in \u2019t Veld", "Sophie in \u2019t Veld"),
        ("Sophie in \u2019t Veld", "In \u2019t Veld"),
        ("Sophie in \u2019t Veld", "Sophie"),
        ("Jan uit den Bogaard", "Uit den Bogaard"),
        ("Griet op de Beeck", "Griet op de Beeck"),
        ("Griet op de Beeck", "Op de Beeck"),
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


def test_a_headline_in_capitals_does_not_shout_the_name_of_who_speaks() -> None:
    interview = parse(f"INTERVIEW MET JAN BOS\n\nJan Bos bakt al jaren.\n\n{SMALL}")
    assert (interview.title, interview.speaker) == ("INTERVIEW MET JAN BOS", "Jan Bos")


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
        ("Van het Rode Kruis in de stad is Sanne Jansen (SJ)", "SJ"),
    ],
)
def test_initials_are_those_of_whom_they_stand_behind(guest: str, label: str) -> None:
    text = f"{guest} en Piet van der Wal (PvdW) bakken.\n\nHoe?\n\n{label}: “Zo.”\n\nPvdW: “Nee.”\n"
    interview = parse(text)
    assert [block.speaker for block in interview.blocks[1:]] == ["Sanne Jansen", "Piet van der Wal"]


@pytest.mark.parametrize(
    ("guest", "label", "speaker"),
    [
        ("winkelier Sjaan op ’t Hof", "SH", "Sjaan op ’t Hof"),
        ("Winkelier Sjaan op ’t Hof", "SH", "Sjaan op ’t Hof"),
        ("Griet op de Beeck", "GB", "Griet op de Beeck"),
        ("Griet op de Beeck", "GodB", "Griet op de Beeck"),
        ("Anna Bos op de Markt", "AB", "AB"),
    ],
)
def test_initials_need_not_tell_of_particles(guest: str, label: str, speaker: str) -> None:
    text = f"{guest} ({label}) en Jan Bos praten.\n\nHoe?\n\n{label}: “Zo.”\n\nJan Bos: “Nee.”\n"
    assert parse(text).speakers == (speaker, "Jan Bos")


@pytest.mark.parametrize("caption", ["Anna Bos in de Kuip", "Rutte in de Kamer"])
def test_where_somebody_says_something_is_no_part_of_a_name(caption: str) -> None:
    text = f"Een gesprek met Jan Bos.\n\n{SMALL}\n{caption}: “Ja.”\n\nHoe?\n\n“Zo.”\n"
    assert parse(text).speakers == ("Jan Bos",)


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
