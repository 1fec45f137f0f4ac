"""Why something was answered, or nothing was, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reasons import Standing, named, why_answered, why_not
from bot.wording.messages import DUTCH, ENGLISH, messages_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.wording.messages import Messages


def test_only_subjects_are_said_to_be_missing() -> None:
    said = why_not(["precies", "schade", "Oh", "graag", "IT"], {}, DUTCH, unsure=False)
    assert said == DUTCH.unmatched.format(terms="schade en IT")
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


def test_no_form_of_a_verb_that_says_nothing_is_missed() -> None:
    missing = "zit zitten zat gezeten kreeg ergens weleens zelf worked".split()
    assert why_not(missing, {}, DUTCH, unsure=False) == DUTCH.weak


def test_what_is_said_for_form_is_not_missed_nor_decides() -> None:
    missing = "Hoelang volgens Until aub svp hahaha".split()
    assert why_not(missing, {}, DUTCH, unsure=False) == DUTCH.weak
    terms = {"volgens": "volgens", "trein": "trein"}
    assert named("volgens de trein", "Daar rijdt volgens mij een trein.", terms) == ("trein",)


def why(
    words: Sequence[str] = (),
    messages: Messages = DUTCH,
    standing: Standing | None = None,
    **signals: float,
) -> str:
    return why_answered(words, signals, messages, standing or Standing())


def test_near_the_last_quotation_is_only_what_follows_on_one_that_was_shown() -> None:
    for shown, reason in ((True, f"{DUTCH.meaning} {DUTCH.nearby}"), (False, DUTCH.meaning)):
        assert why(standing=Standing(shown=shown), quoted=1.0) == reason


def test_words_are_named_as_they_stand_in_the_quotation() -> None:
    terms = {"uitdagigen": "uitdagingen", "grootse": "grootste", "EZK": "EZK"}
    words = named("wat zijn de grootse uitdagigen EZK", "Voor EZK de grootste uitdagingen.", terms)
    assert words == ("grootste", "uitdagingen", "EZK")
    assert why(words) == "De woorden grootste, uitdagingen en EZK staan in het citaat."
    assert why(words, ENGLISH) == "The words grootste, uitdagingen and EZK are in the quotation."
    both = {"thema": "thema\u2019s", "s": "thema\u2019s"}
    assert named("Welke thema's?", "Deze thema\u2019s.", both) == ("thema\u2019s",)
    assert why(["thema\u2019s"]) == "Het woord thema\u2019s staat in het citaat."


def test_words_that_stand_together_are_named_together() -> None:
    terms = {"Jos": "Jos", "groot": "Groot", "data": "data", "rol": "rol"}
    said = "Jos de Groot heeft een rol bij data."
    assert named("Is Jos de groot van de data?", said, terms) == ("Jos de Groot", "data")
    # A phrase ends in a word that may decide.
    assert named("welke rol bij wat", said, terms) == ("rol",)
    assert why(["Jos de Groot"]) == "De woorden Jos de Groot staan in het citaat."


def test_words_that_stand_for_no_subject_decide_nothing() -> None:
    terms = {"komt": "kwam", "mee": "mee", "trein": "trein"}
    assert named("komt die mee", "Hij kwam mee.", terms) == ()
    assert named("komt de trein mee", "De trein kwam mee.", terms) == ("trein",)


def test_beneath_the_question_that_was_asked_nothing_else_decided() -> None:
    own = Standing(own=True, heading_likeness=9.0)
    assert why(["rol"], standing=own, block=2.0, passage=1.0) == DUTCH.own
    article = messages_for("nl", several=True, conversations=False)
    assert why(messages=article, standing=own).startswith("Deze vraag wordt in de tekst gesteld")


def test_that_the_interviewer_asked_nearly_the_same_is_a_reason() -> None:
    alike = Standing(heading_likeness=4.0)
    assert why(standing=alike, block=2.0, passage=1.0) == f"{DUTCH.meaning} {DUTCH.asked}"
    assert why(standing=Standing(heading_likeness=2.0), passage=1.0) == DUTCH.meaning
    # What is said is nearer still.
    assert why(standing=alike, passage=4.5) == DUTCH.meaning


def test_the_rest_of_the_passage_is_a_reason_where_there_is_a_rest() -> None:
    assert why(block=2.0, passage=1.0) == f"{DUTCH.meaning} {DUTCH.block}"
    assert why(standing=Standing(whole=True), block=2.0, passage=1.0) == DUTCH.meaning


def test_what_tells_about_the_piece_was_not_chosen_for_its_meaning() -> None:
    assert why(role=1.0, block=2.0, passage=1.0) == DUTCH.role
    assert why(introduces=1.0, role=1.0) == DUTCH.introduces


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
    assert why(["rol"]) == "Het woord rol staat in het citaat."
    assert why(messages=ENGLISH) == "The quotation was chosen for its meaning."
    # A lead has several lines, and tells of whoever is interviewed too.
    assert "regel" not in DUTCH.role
    assert "line" not in ENGLISH.role
