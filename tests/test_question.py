"""What may be asked: everything readable, and a clear refusal for the rest."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.judging import ALTERNATIVES
from bot.question import (
    MAX_QUESTION,
    TURNS,
    checked_history,
    checked_interview,
    checked_question,
    latest,
)
from index.errors import QuestionError


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "empty"),
        ("  \n\t", "empty"),
        ("\0\x01", "empty"),
        ("\u200b\ufeff", "empty"),
        ("a" * (MAX_QUESTION + 1), "at most 2,000"),
        ("x" * 100_000, "100,000 characters"),
        (None, "not NoneType"),
        (7, "not int"),
        (["wat"], "not list"),
        ({}, "not dict"),
    ],
)
def test_what_cannot_be_asked_says_why_and_what_to_do(question: object, words: str) -> None:
    with pytest.raises(QuestionError, match=words) as caught:
        checked_question(question)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("  wat \n doet\tdit? ", "wat doet dit?"),
        ("wat\0doet", "wat doet"),
        ("a\ud800b", "a\ufffdb"),
        ("😀😀😀", "😀😀😀"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("coo\u0308rdineert", "coördineert"),
        ("coör\u200bdi\u00adneert", "coördineert"),
        ("a" * MAX_QUESTION, "a" * MAX_QUESTION),
    ],
)
def test_everything_else_is_read(question: str, read: str) -> None:
    assert checked_question(question) == read


@given(st.text(max_size=300))
def test_a_read_question_can_be_sent_and_read_again(question: str) -> None:
    try:
        read = checked_question(question)
    except QuestionError:
        return
    assert read.encode("utf-8").decode("utf-8") == read
    assert checked_question(read) == read


@pytest.mark.parametrize("history", ["a question", 3, {"a": 1}, ["a", 3], [None], ["x" * 5000]])
def test_a_history_of_something_else_is_refused(history: object) -> None:
    with pytest.raises(QuestionError):
        checked_history(history)


@pytest.mark.parametrize(
    ("history", "says"),
    [
        (["a", "", "x" * 2001], "Earlier question 3 of 3 cannot be read: The question has 2,001"),
        (["a"] * 60 + [7], "Earlier question 61 of 61 cannot be read: A question is text, not int"),
    ],
)
def test_an_earlier_question_is_not_taken_for_the_one_that_is_asked(
    history: list[object], says: str
) -> None:
    with pytest.raises(QuestionError, match=says) as caught:
        checked_history(history)
    assert "history" in caught.value.remedy


@pytest.mark.parametrize("name", [None, ""])
def test_no_interview_is_all_of_them(name: object) -> None:
    assert checked_interview(name, ["oven", "vuur"]) is None


@pytest.mark.parametrize(
    ("name", "ids", "says"),
    [
        ("oven ", ["oven", "vuur"], "There are: oven, vuur"),
        ("bakers", [*"abcde", "bakkers"], "Perhaps you mean bakkers. There are 6"),
        ("zee", [*"abcdef"], "There are 6: see /api/interviews"),
        ("o" * 300, ["oven"], "at most 255 characters, not 300"),
        (3, ["oven"], "not int"),
        (["oven"], ["oven"], "not list"),
    ],
)
def test_an_interview_that_is_not_there_is_refused_with_what_is(
    name: object, ids: list[str], says: str
) -> None:
    with pytest.raises(QuestionError, match=re.escape(says)):
        checked_interview(name, ids)
    assert checked_interview(ids[0], ids) == ids[0]


def test_an_id_is_known_with_its_accents_apart() -> None:
    assert checked_interview("cafe\u0301", ["caf\u00e9"]) == "caf\u00e9"


def test_history_keeps_the_latest_questions_and_drops_blank_ones() -> None:
    assert checked_history(None) == ()
    assert checked_history(["a", " ", "b"]) == ("a", "b")
    many = [str(number) for number in range(20 * TURNS)]
    assert checked_history(many) == tuple(many[-TURNS:])
    assert checked_history([said for one in many for said in (one, "")]) == tuple(many[-TURNS:])
    assert checked_history([3, *many]) == tuple(many[-TURNS - 1 :])


def test_a_question_still_counts_when_all_of_its_quotations_were_shown() -> None:
    assert TURNS >= ALTERNATIVES + 2


@given(st.integers(0, 500), st.integers(TURNS, 40))
def test_what_counts_begins_at_the_same_turn_for_the_next_questions(turns: int, least: int) -> None:
    conversation = range(turns)
    kept = latest(conversation, least)
    assert conversation[len(conversation) - len(kept) :] == kept
    assert min(least, turns) <= len(kept) < least + TURNS
    assert kept.start % TURNS == 0
    # Whoever keeps only the latest sends what counts all the same.
    assert latest(kept) == latest(conversation)
