"""What was asked and what answers it: questions, remarks, topics and labels above answers."""

from __future__ import annotations

import pytest

from index.errors import ContentError
from tests.parsed import SMALL, asked_and_said, parse, shown


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


@pytest.mark.parametrize("prompt", ["Vertel eens.", "Vertel\neens van de storm!"])
@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Vraag: ", "Antwoord: "),
        ("V 1: ", "A: "),
        ("IV: ", ""),
        ("Interviewer: ", "Bos: "),
        ("Kamminga: ", "Bos: "),
    ],
)
def test_what_is_asked_needs_no_empty_lines_where_it_is_labelled(
    asks: str, answers: str, prompt: str
) -> None:
    text = (
        f"Met Jan Bos.\n\n{asks}Hoe?\n{answers}“Zo.”\n{asks}{prompt}\n{answers}“Ik was\ndrie.”\n"
        f"{asks}En nu?\n{answers}“Nu niet.”\n"
    )
    assert asked_and_said(text) == [
        ("Hoe?", "Zo."),
        (prompt, "Ik was\ndrie."),
        ("En nu?", "Nu niet."),
    ]


def test_a_colon_in_an_introduction_puts_nothing_to_who_answers_below_it() -> None:
    text = f"{SMALL}\nEr komt meer.\nLet op: het wordt nat.\nBos: “Ja.”\n"
    assert asked_and_said(text)[-1][0] != "Let op: het wordt nat."


def test_a_bold_line_is_asked_without_empty_lines_around_it() -> None:
    text = "**Hoe?**\n“Zo.”\n**Vertel eens.**\n“Ik was drie.”\n**En nu?**\n“Nu niet.”\n"
    assert asked_and_said(text, "a.md") == [
        ("Hoe?", "Zo."),
        ("Vertel eens.", "Ik was drie."),
        ("En nu?", "Nu niet."),
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


def test_a_sentence_that_was_cut_by_hand_before_a_colon_stays_whole() -> None:
    found = asked_and_said("Waarom?\n\n“Toen vroeg ik aan\nJan: ‘Kom je?’ En hij kwam.”\n")
    assert found == [("Waarom?", "Toen vroeg ik aan\nJan: ‘Kom je?’ En hij kwam.")]


def test_a_question_above_an_address_is_put_to_the_reader_below_the_last_answer_only() -> None:
    with pytest.raises(ContentError, match="no answer"):
        parse(f"{SMALL}\nHoe dan?\n\nKijk op www.example.org.\n\n{SMALL}")
    rows = shown(parse(f"{SMALL}\nMeer weten?\n\nKijk op www.example.org.\n"))
    assert [row[0] for row in rows] == ["answer", "caption", "caption"]


def test_a_colon_inside_a_paragraph_is_no_label() -> None:
    interview = parse(f"{SMALL}\nHij zei het zo, en iedereen in de zaal hoorde het: “Kom.”\n")
    assert {block.speaker for block in interview.blocks} == {None}


@pytest.mark.parametrize("title", ["# De brug", "De brug\n=======", "De brug"])
@pytest.mark.parametrize("more", [".", " aan de keukentafel. Ze is wethouder."])
def test_a_title_is_not_answered_by_the_quotation_that_opens_the_piece(
    title: str, more: str
) -> None:
    lead = f"“Ik wil een brug”, zegt Karin Mulder{more}"
    rows = shown(parse(f"{title}\n\n{lead}\n\n{SMALL}", "a.md"))
    assert rows[-2:] == [("lead", None, lead), ("answer", "Waarom?", "Daarom. Echt.")]


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


@pytest.mark.parametrize("unseen", ["\u200b", "\u200e", "\ufeff"])
def test_what_nobody_sees_makes_no_question_less(unseen: str) -> None:
    interview = parse(f"Gooit u weg?{unseen}\n\n{unseen}\u201cNee. Nooit.\u201d\n")
    assert shown(interview) == [("answer", "Gooit u weg?", "Nee. Nooit.")]


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


@pytest.mark.parametrize(
    ("asked", "shown_so"),
    [
        ("**Hoe diep is het?**[^1]", "Hoe diep is het?"),
        ("__Hoe diep is het?__\u00b9", "Hoe diep is het?"),
        ("## Hoe diep is het? {#diep}", "Hoe diep is het?"),
        ("### Hoe diep is het? ### {.vraag #diep}", "Hoe diep is het?"),
        ("**Hoe diep**?", "Hoe diep"),
        ("Is **dat** diep?", "Is **dat** diep?"),
    ],
)
def test_a_question_is_shown_without_the_marks_around_it(asked: str, shown_so: str) -> None:
    assert asked_and_said(f"{asked}\n\n“Tien meter.”\n", "a.md") == [(shown_so, "Tien meter.")]


@pytest.mark.parametrize("answer", ["“Nee. Echt.”", "An Bos: “Nee. Echt.”"])
@pytest.mark.parametrize("first", ["Hoe diep?\n\n“Zo.”\n\n", ""])
def test_a_reader_may_ask_between_quotation_marks(first: str, answer: str) -> None:
    text = (
        f"{first}Kim (9): “Mag dat?”\n\n{answer}\n\nBram (8): “En nu?”\n\n“Zo.”\n\nHoe?\n\n“Ja.”\n"
    )
    interview = parse(f"Vragen aan An Bos\n\n{text}")
    asked = [(each.question, interview.speaker_of(each)) for each in interview.blocks]
    assert [(question.span.of(interview.text), who) for question, who in asked if question][
        -3:
    ] == [
        ("Mag dat?", "An Bos"),
        ("En nu?", "An Bos"),
        ("Hoe?", "An Bos"),
    ]


def test_a_guest_may_answer_with_a_question() -> None:
    said = "Wit: “Wie weet?”\n\nBos: “Ik.”\n\nKim Wit: “Ja.”\n"
    text = f"Met An Bos en Kim Wit.\n\n{SMALL}\nHoe?\n\n{said}"
    assert ("Hoe?", "Wie weet?") in asked_and_said(text)


@pytest.mark.parametrize("sign", ["¹", "[1]", "[^a]", "²³ (lacht)"])
def test_a_question_may_have_a_footnote(sign: str) -> None:
    text = f"Over brood.\n\nWaarom?{sign}\n\n“Daarom.”\n\nHoe?\n\n“Zo.”\n"
    assert [said for _, said in asked_and_said(text)] == ["Daarom.", "Zo."]
    assert len(parse(text).questions) == 2


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
