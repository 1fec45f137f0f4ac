"""What is typed in a chat → the question in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asked import asked, asked_last, introduces

STORY = (
    "Ik werk zelf bij een kleine gemeente en vorige week kwam er een mail binnen die niet deugde. "
)


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        # Spoken short forms.
        ("waar werkt ie", "waar werkt hij"),
        ("Wat vindt z\u2019n baas van m'n plan?", "Wat vindt zijn baas van mijn plan?"),
        ("Is 't waar?", "Is het waar?"),
        ("ook 's nachts?", "ook 's nachts?"),
        ("wie heeft t gebouwd", "wie heeft het gebouwd"),
        ("wat kost n deur", "wat kost een deur"),
        (
            "een T-shirt, een t-shirt, n.v.t. of plan T",
            "een T-shirt, een t-shirt, n.v.t. of plan T",
        ),
        ("wie is Sophie", "wie is Sophie"),
        ("foto's van ff", "foto's van even"),
        ("WAAR WERKT IE", "waar werkt hij"),
        ("sinds wnr, en wrm?", "sinds wanneer, en waarom?"),
        ("En hoelang duurde dat?", "En hoe lang duurde dat?"),
        ("Wat vindt de afdeling IE van WRM?", "Wat vindt de afdeling IE van WRM?"),
        ("whats the plan, who doesnt agree", "what is the plan, who does not agree"),
        ("how many ppl like ABT?", "how many people like ABT?"),
        # Not within a surname.
        (
            "Wat vindt Youp van \u2019t Hek van 't plan?",
            "Wat vindt Youp van \u2019t Hek van het plan?",
        ),
        ("Van 't Hek of Sophie in t Veld?", "Van 't Hek of Sophie in t Veld?"),
        ("Maarten 't Hart, mr. 't Hof", "Maarten 't Hart, mr. 't Hof"),
        ("Is 't Westland in 't DTC of 't Hof?", "Is het Westland in het DTC of het Hof?"),
        ("Hij heet Jan. 't Is mooi in 't Westland.", "Hij heet Jan. het Is mooi in het Westland."),
        ("Jan doesnt Anna", "Jan does not Anna"),
        # What is shouted, but for a question of nothing but names and numbers.
        ("WAT DOET HET DTC?", "wat doet het dtc?"),
        ("WAAROM?", "waarom?"),
        ("IS BLOCKCHAIN VEILIG?", "is blockchain veilig?"),
        ("HOEVEEL IN 2018", "hoeveel in 2018"),
        ("DTC", "DTC"),
        ("AI EN EZK?", "AI EN EZK?"),
        ("Wat doet het DTC?", "Wat doet het DTC?"),
        ("2018?", "2018?"),
    ],
)
def test_short_forms_are_written_out_and_what_is_shouted_is_in_small_letters(
    typed: str, question: str
) -> None:
    assert asked(typed) == question


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("Mijn vader was ook zeeman. Hoe snel vaart de boot?", "Hoe snel vaart de boot?"),
        ("I enjoyed this! It is long. Who is he?", "Who is he?"),
        ("Hoe snel vaart de boot?", ""),
        ("Wat vindt dr. Bos van mevr. Vis?", ""),
        ("Wat doet een loods? Hoe snel vaart de boot?", ""),
        ("Hoe snel vaart de boot? Ik vroeg het me af.", ""),
        ("Ik ben benieuwd. Naar de boot.", ""),
    ],
)
def test_a_question_stands_behind_a_remark(typed: str, question: str) -> None:
    assert asked_last(typed) == question


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("vat samen aub", "vat samen"),
        ("Wie is hij, alsjeblieft?", "Wie is hij, alsjeblieft?"),
        ("Hoe oud is de boot a.u.b.", "Hoe oud is de boot"),
        ("Please, who pays the rent?", "who pays the rent?"),
        ("meer pls", "meer"),
        ("wat betekent aub", "wat betekent aub"),
        ("Wie leidt de Zwitserse SVP", "Wie leidt de Zwitserse SVP"),
        ("please", "please"),
    ],
)
def test_please_is_no_part_of_what_is_asked(typed: str, question: str) -> None:
    assert asked(typed) == question


def test_a_story_before_a_question_is_not_asked() -> None:
    assert asked(f"{STORY}Hoeveel incidenten beginnen met een mail?") == (
        "Hoeveel incidenten beginnen met een mail?"
    )


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("Ik ben Jan. Wat doet het DTC?", "Wat doet het DTC?"),
        ("Hallo, ik ben journalist uit Gent. Wat doet het DTC?", "Wat doet het DTC?"),
        (
            "Hi! I'm a journalist from Ireland. Can you tell me what the DTC does?",
            "Can you tell me what the DTC does?",
        ),
        ("My name is Tom and I live in Leiden. What does it cost?", ""),
        ("I\u2019m from Poland. My name is Ania. What is the strategy?", "What is the strategy?"),
        ("hi I'm a student, how do I apply for a grant?", "how do I apply for a grant?"),
        ("ik ben zelf smid in Assen, wat kost een oven?", "wat kost een oven?"),
        ("I'm also a baker, how hot is fire?", "how hot is fire?"),
        ("Ich bin Journalist aus Wien. Was macht das DTC?", "Was macht das DTC?"),
        ("Je suis \u00e9tudiante. Que fait le DTC ?", "Que fait le DTC ?"),
    ],
)
def test_what_visitors_say_of_themselves_is_not_asked(typed: str, question: str) -> None:
    # "It" may be something that they said.
    assert asked(typed) == (question or typed)


@pytest.mark.parametrize(
    "typed",
    [
        f"{STORY}Wat kan ik daartegen doen?",
        "Ik ben benieuwd naar open data. Wat zijn de plannen?",
        "I'm interested in open data. What are the plans?",
        "Ik ben ge\u00efnteresseerd in Utrecht. Wat zijn de plannen?",
        "I'm a farmer. And for me?",
        "I am a farmer in Leiden",
        "ik ben boer, krijg ik subsidie?",
        STORY.strip(),
        f"Wat is het DTC? {STORY}",
        "",
    ],
)
def test_what_a_question_leans_on_and_what_is_no_story_stays(typed: str) -> None:
    assert asked(typed) == typed.replace("'t", "het")


@given(st.text(alphabet="ab .?!'\u2019\n", max_size=60))
def test_of_what_holds_no_short_form_only_the_beginning_is_left_out(typed: str) -> None:
    assert typed.rstrip().endswith(asked(typed).rstrip())


@pytest.mark.parametrize(
    "typed",
    [
        "ik ben zelf verpleegkundige in Utrecht",
        "Ik ben Jan.",
        "Mijn naam is Jan en ik werk bij de gemeente Utrecht",
        "ik heb zelf een warmtepomp",
        "I'm a nurse from Utrecht",
        "I have a heat pump myself!",
    ],
)
def test_who_says_who_they_are_asks_nothing(typed: str) -> None:
    assert introduces(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "ik werk als zzp'er, krijg ik subsidie",
        "ik werk als zzp'er in de zorg?",
        "ik ben benieuwd naar AI",
        "ik ben een beetje in de war",
        "ik heb een vraag",
        "I'm interested in Amsterdam",
        "Ik werk bij een bank en zoek informatie over hypotheken",
        "waar werk ik",
        "",
    ],
)
def test_who_wants_to_know_something_does(typed: str) -> None:
    assert not introduces(typed)
