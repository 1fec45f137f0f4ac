"""What is said and what is told around it: quotation marks, brackets and pull quotes."""

from __future__ import annotations

import pytest

from index.errors import ContentError
from index.interview import Role
from tests.parsed import SMALL, asked_and_said, parse, shown, within_an_answer


def test_an_answer_may_run_over_paragraphs() -> None:
    interview = parse("Waarom?\n\n“Eerst.\n\n“Dan?\n\nEn klaar.”\n\nHoe?\n\n“Zo.”")
    assert [row[2] for row in shown(interview)] == ["Eerst.\n\n“Dan?\n\nEn klaar.", "Zo."]


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
    assert sentences_of(answer) == ["Daarom.", "*Echt.*", "Ja."]


def test_what_is_told_where_paragraphs_open_with_the_mark_again_is_no_sentence() -> None:
    answer = "“Daarom.\n\n“Echt.” Bos zucht. “Ja.\n\n“Zo.”"
    assert sentences_of(answer) == ["Daarom.", "“Echt.", "Ja.", "“Zo."]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("“Nee,” zegt Bos. “Echt. Niet.”", ["Nee,", "Echt.", "Niet."]),
        ("“Nee.” Dan, na een stilte: “Echt niet.”", ["Nee.", "Echt niet."]),
        (
            "“Nee. Ik,” zegt Bos, “kom niet.” Hij lacht. “Ja.”",
            ["Nee.", "Ik,” zegt Bos, “kom niet.", "Ja."],
        ),
        ("“Hij zei: ‘Nee.’” Bos lacht. “‘Kom’, zei ik.”", ["Hij zei: ‘Nee.’", "‘Kom’, zei ik."]),
        ("“Hij zei: “Nee.” Echt.” Bos lacht. “Ja.”", ["Hij zei: “Nee.”", "Echt.", "Ja."]),
    ],
)
def test_no_mark_of_an_answer_is_left_at_the_end_of_a_sentence(
    answer: str, said: list[str]
) -> None:
    assert sentences_of(answer) == said


def test_what_is_told_of_another_guest_stays_with_what_is_said() -> None:
    text = f"Met An Bos en Jan Wit.\n\n{SMALL}\nHoe?\n\nWit: “Zo.” Hij zucht. “Ja.” Bos: “Nee.”\n"
    said = [sentence.span.of(text) for sentence in parse(text).blocks[-1].sentences]
    assert said == ["Zo.", "Ja.", "Bos: “Nee."]


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


def test_what_is_said_may_ask_and_answer_itself_line_by_line() -> None:
    said = "Toen dacht ik na.\nWaarom?\n“Daarom” is geen antwoord."
    assert asked_and_said(f"Waarom?\n\n“{said}”\n") == [("Waarom?", said)]


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


@pytest.mark.parametrize("unseen", ["* * *", "<!-- nog niet -->"])
def test_what_nobody_sees_within_an_answer_is_not_said(unseen: str) -> None:
    rows = shown(parse(within_an_answer(unseen), "a.md"))
    assert [row[2] for row in rows] == ["Goed. Ik heb geslapen.", "Het was laat.", "Daarom. Echt."]


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


@pytest.mark.parametrize(("opening", "told"), [("(lacht)", ["(lacht)"]), ("Jan Bos: (lacht)", [])])
def test_what_happens_may_stand_in_brackets_before_what_is_said(
    opening: str, told: list[str]
) -> None:
    rows = shown(parse(f"{SMALL}\nHoe?\n\n{opening} “Zo. Echt.”\n"))
    assert rows[1:] == [
        *(("paragraph", "Hoe?", words) for words in told),
        ("answer", "Hoe?", "Zo. Echt."),
    ]


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
