"""Why nothing was answered, in plain words."""

from __future__ import annotations

from bot.reasons import why_answered, why_not
from bot.wording.messages import DUTCH, ENGLISH, messages_for


def test_only_subjects_are_said_to_be_missing() -> None:
    said = why_not(["precies", "schade", "Oh", "graag", "IT"], {}, DUTCH, unsure=False)
    assert said == DUTCH.unmatched.format(terms="schade, IT")
    assert why_not(["precies", "graag"], {}, DUTCH, unsure=False) == DUTCH.weak


def test_of_a_question_in_another_language_only_names_are_said_to_be_missing() -> None:
    missing = ["Yapay", "zeka", "Blockchain"]
    foreign = {"foreign": 1.0, "unknown_name": 0.8}
    said = why_not(missing[1:], foreign, DUTCH, unsure=False)
    assert said == DUTCH.unmatched_one.format(terms="Blockchain")
    nouns = {"foreign": 1.0, "unknown_name": 0.0}
    assert why_not(missing, nouns, DUTCH, unsure=False) == DUTCH.weak


def test_what_says_what_the_piece_is_names_no_subject() -> None:
    said = why_not(["interview", "gepubliceerd", "schade"], {}, DUTCH, unsure=False)
    assert said == "Nergens in het interview staat het woord schade."
    assert why_not(["artikel"], {}, DUTCH, unsure=False) == DUTCH.weak


def test_near_the_last_quotation_is_only_what_follows_on_one_that_was_shown() -> None:
    near = {"quoted": 1.0}
    for shown, why in ((True, f"{DUTCH.meaning} {DUTCH.nearby}"), (False, DUTCH.meaning)):
        assert why_answered((), near, DUTCH, at_hand=False, shown=shown) == why


def test_that_each_interview_answers_it_is_the_reason() -> None:
    lacking = {"no_subject": 1.0}
    assert why_not(["schade"], lacking, DUTCH, unsure=True, several=True) == DUTCH.which


def test_a_word_that_is_missing_is_not_named_in_parts_too() -> None:
    said = why_not(("e-bike-accu", "bike", "accu"), {}, DUTCH, unsure=False)
    assert said == DUTCH.unmatched_one.format(terms="e-bike-accu")


def test_an_article_is_not_called_an_interview() -> None:
    one = messages_for("nl", several=False, conversations=False)
    assert one.abstain == "Daar geeft het artikel geen antwoord op."
    more = messages_for("nl", several=True, conversations=False)
    assert more.abstain == "Daar geven de teksten geen antwoord op."
    assert more.unclear == "Over welke tekst, of over welk onderwerp, gaat uw vraag?"
    english = messages_for("en", several=True, conversations=False)
    assert english.asked_of == "the texts"
    assert messages_for("en", several=False, conversations=False).asked_of == "the article"


def test_an_explanation_claims_no_more_than_is_known() -> None:
    # Only words of the quotation are matched, and the ranker weighs more than what is nearest.
    assert why_answered(("rol",), {}, DUTCH, at_hand=False, shown=False) == (
        "Het woord rol staat in het citaat."
    )
    assert why_answered((), {}, ENGLISH, at_hand=False, shown=False) == (
        "The quotation was chosen for its meaning."
    )
    # A lead has several lines, and tells of whoever is interviewed too.
    assert "regel" not in DUTCH.role
    assert "line" not in ENGLISH.role
