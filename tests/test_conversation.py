"""Follow-ups: how they are asked alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.standalone import (
    Standalone,
    asks_for_more,
    begins_anew,
    mends,
    standalone,
)
from bot.question import MAX_QUESTION


@pytest.mark.parametrize(
    ("question", "history", "expected"),
    [
        ("Sinds wanneer?", [], ["Sinds wanneer?"]),
        ("En met big data?", ["Wat doen jullie met AI?"], ["Wat doen jullie met big data?"]),
        ("En waarom?", ["Wie komt er?"], ["Wie komt er?", "Waarom?"]),
        ("Wat kost een brood?", ["Wie komt er?"], ["Wat kost een brood?"]),
        ("Wat vindt ze van open data?", ["Wie komt er?"], ["Wat vindt ze van open data?"]),
        (
            "What does she think of open data?",
            ["Who is coming?"],
            ["What does she think of open data?"],
        ),
        ("Hoe oud is ze?", ["Wie komt er?"], ["Wie komt er?", "Hoe oud is ze?"]),
        ("En wat vindt ze daarvan?", ["Wie komt er?"], ["Wie komt er?", "Wat vindt ze daarvan?"]),
    ],
)
def test_a_follow_up_becomes_a_question_of_its_own(
    question: str, history: list[str], expected: list[str]
) -> None:
    resolved = standalone(question, history)
    assert resolved.parts == tuple(expected)
    assert resolved.text == " ".join(expected)
    assert resolved.leans == (len(expected) > 1)


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        # What has no subject of its own adds nothing to what comes after it.
        (["Wat doet EZK?", "Waarom?"], "En sinds wanneer?", ["Wat doet EZK?", "Sinds wanneer?"]),
        (
            ["Wat doet EZK?", "En wie?", "Waarom?", "Hoezo?"],
            "Nu ook?",
            ["Wat doet EZK?", "Nu ook?"],
        ),
        # ... nor does it where there is nothing else.
        (["Waarom?"], "Waar werkt hij?", ["Waar werkt hij?"]),
        (["Hoezo dan?", "Waarom?"], "Sinds wanneer?", ["Sinds wanneer?"]),
        # What is exchanged is not added up.
        (
            ["Wat kost een brood?", "En een taart?", "En een ei?"],
            "En een koek?",
            ["Wat kost een brood?", "Een koek?"],
        ),
        (
            ["Wat doen jullie met AI?", "En met big data?"],
            "En met blockchain?",
            ["Wat doen jullie met blockchain?"],
        ),
        # ... nor does it hide what stands before it.
        (
            ["Wat is R290?", "Is dat niet gevaarlijk?", "Hoeveel dan?"],
            "En wat deden ze vroeger?",
            ["Wat is R290?", "Is dat niet gevaarlijk?", "Wat deden ze vroeger?"],
        ),
        # What was asked last may be what a question leans on.
        (
            ["Wie bakt het brood?", "En wie is zijn leerling?"],
            "Hoe oud is hij?",
            ["Wie bakt het brood?", "Wie is zijn leerling?", "Hoe oud is hij?"],
        ),
    ],
)
def test_a_long_conversation_does_not_make_a_long_question(
    history: list[str], question: str, expected: list[str]
) -> None:
    assert standalone(question, history).parts == tuple(expected)


def test_a_question_mark_that_was_left_out_stands_between() -> None:
    assert standalone("voor wie", ["wat doet EZK"]).text == "wat doet EZK? Voor wie"
    assert standalone("En wie?", ["Wat doet EZK..."]).text == "Wat doet EZK... Wie?"


WORD = st.text("abé?", min_size=1, max_size=40)
LONG = st.lists(WORD, min_size=1, max_size=400).map(lambda words: " ".join(words)[:MAX_QUESTION])


@given(st.lists(LONG.map(str.strip), min_size=1, max_size=3).map(tuple))
def test_the_whole_question_is_read_to_its_end(parts: tuple[str, ...]) -> None:
    asked = Standalone(parts)
    assert len(asked.text) <= MAX_QUESTION
    assert asked.questions[-1] == parts[-1]
    whole = " ".join(f"{part}?" if part[-1].isalnum() else part for part in parts[:-1])
    before = " ".join(asked.questions[:-1])
    if len(whole) + len(parts[-1]) < MAX_QUESTION:
        assert before == whole
    assert f" {whole}".endswith(f" {before}" if before else "")


def test_a_long_question_before_it_does_not_crowd_out_a_follow_up() -> None:
    question = f"Wie {'betaalt ' * 245}de oven?"
    asked = Standalone((question, "Wie betaalt dat eigenlijk?"))
    assert asked.text.endswith("betaalt de oven? Wie betaalt dat eigenlijk?")
    assert MAX_QUESTION - len("betaalt ") < len(asked.text) <= MAX_QUESTION


def test_a_subject_that_makes_a_question_too_long_is_not_exchanged() -> None:
    asked = f"Wat doet u met AI en {'x' * 1970}?"
    assert len(standalone(f"En met {'y' * 200}?", [asked]).text) <= MAX_QUESTION


def test_more_is_the_next_answer_to_the_same_question() -> None:
    history = ["Wat doet EZK?", "Kunt u daar meer over vertellen?"]
    assert standalone("Wat nog meer?", history) == Standalone(("Wat doet EZK?",), skip=2)


def test_another_subject_is_exchanged_in_the_question_that_has_the_old_one() -> None:
    history = ["Hoeveel pijpen?", "Wat gebeurt er dan met het pand?"]
    assert standalone("En met de beitels?", history).text == "Wat gebeurt er dan met de beitels?"


@pytest.mark.parametrize(
    ("question", "history", "expected"),
    [
        ("2023", ["Wat kostte het in 2022?"], ["Wat kostte het in 2023?"]),
        ("En in het jaar 2023?", ["Wat kostte het?", "In 2022?"], ["Wat kostte het?", "In 2023?"]),
        # Which year is meant is not said, or more is than a year.
        (
            "En 2023?",
            ["Wat kostte het in 2021 en 2022?"],
            ["Wat kostte het in 2021 en 2022?", "2023?"],
        ),
        (
            "En de oven van 2023?",
            ["Wat kostte het in 2022?"],
            ["Wat kostte het in 2022?", "De oven van 2023?"],
        ),
    ],
)
def test_a_year_takes_the_place_of_another(
    question: str, history: list[str], expected: list[str]
) -> None:
    assert standalone(question, history, lambda _: True).parts == tuple(expected)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("nee ik bedoel 2023", True),
        ("Ik bedoelde met de tram.", True),
        ("no, I mean the other one", True),
        ("ik bedoel wat vindt Sander ervan", False),
        ("I mean is it far?", False),
        ("ik bedoel of die routes ook echt werken", False),
        ("ik bedoel", False),
        ("Wat bedoel je?", False),
    ],
)
def test_what_mends_a_question_asks_nothing_of_its_own(typed: str, *, mended: bool) -> None:
    assert mends(typed) is mended


def test_a_slip_is_mended_in_its_place() -> None:
    history = ["Hoe snel kunnen jullie varne?"]
    assert standalone("varen", history, lambda _: True).text == "Hoe snel kunnen jullie varen?"
    assert standalone("lopen", history, lambda _: True).leans


def test_what_is_asked_for_is_not_exchanged() -> None:
    asked = "In welk jaar begon hij in Assen?"
    assert standalone("En in Emmen?", [asked]).text == "In welk jaar begon hij in Emmen?"
    assert standalone("En in welke stad?", [asked]).text == "In welke stad begon hij in Assen?"
    assert standalone("En in welk jaar?", ["Woont hij in Assen?"]).text.endswith("In welk jaar?")


def test_who_else_is_asked_about_is_asked_the_last_question() -> None:
    history = ["Is ze blij dat de smid stopt?", "Gelooft zij in God?", "En de smid?"]

    def depends(turn: str) -> bool:
        return turn != history[0]

    assert standalone(history[2], history[:2], depends).parts == (*history[:2], "De smid?")
    assert standalone("En de bakker?", history, depends).parts == (*history[:2], "De bakker?")


@pytest.mark.parametrize(
    "question",
    [
        "Wat nog meer?",
        "En verder?",
        "Leg eens uit",
        "Kun je dat uitleggen?",
        "Kunt u daar iets meer over vertellen?",
        "Is that all?",
        "anything more?",
        "more details please",
        "Please keep going",
        "could you clarify that, please?",
        "Was sonst noch?",
        "Quoi d\u2019autre ?",
        "\u00bfAlgo m\u00e1s?",
        "Başka ne var?",
        "Co jeszcze?",
        "Що ще?",
        "Tell me more about it",
        "geef me een ander citaat",
        "Kun je nog een andere passage laten zien?",
        "nog een citaat graag",
        "Nog een",
        "nog eentje graag",
        "heb je er nog een?",
        "another one",
        "One more, please",
        "Another quote please",
        "could you show me a different quote about that?",
        "iets anders daarover",
        "Anything else about that?",
        "Go on",
        "vertel",
        "Vertel eens iets",
    ],
)
def test_questions_for_more(question: str) -> None:
    assert asks_for_more(question)


@pytest.mark.parametrize(
    "question",
    [
        "Wie verdient er meer?",
        "Wat is er anders?",
        "Waarom?",
        "Kunt u het DTC toelichten?",
        "Leg blockchain eens uit",
        "Vertel eens over het DTC",
        "Kunt u iets over cybersecurity vertellen?",
        "Waarom geef je een ander citaat?",
        "Welk ander antwoord gaf de minister?",
        "nog een keer",
        "nog een vraag",
        "another step",
    ],
)
def test_questions_for_something_else(question: str) -> None:
    assert not asks_for_more(question)


@pytest.mark.parametrize(
    ("typed", "anew"),
    [
        ("Nu iets anders: wie betaalt dat?", True),
        ("even wat anders, hoe oud is haar moeder", True),
        ("ok\u00e9, andere vraag. Wie is dat?", True),
        ("laat maar", True),
        ("Something else: who is she?", True),
        ("never mind, who pays?", True),
        ("ander onderwerp, wat kost zijn soep", True),
        ("heel iets anders. Wie betaalt dat?", True),
        ("Iets anders dan subsidie?", False),
        ("Is er iets anders?", False),
        ("Wat is de volgende vraag?", False),
        ("En anders?", False),
        ("", False),
    ],
)
def test_who_begins_anew_says_so(typed: str, *, anew: bool) -> None:
    assert begins_anew(typed) is anew
