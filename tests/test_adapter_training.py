"""What the adapter is trained on: which texts answer which questions, and what becomes of it."""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import torch
from torch import nn

from benchmarks.adapter.batches import Articles, Batch, Interviews
from benchmarks.adapter.jointly import Numbered, between
from benchmarks.adapter.train import (
    ANCHOR,
    PUBLIC,
    ROOT,
    SCALE,
    SHARES,
    LowRank,
    Model,
    missed,
)
from benchmarks.reader.batches import Library
from benchmarks.reader.texts import Asked, Text, of_interview
from benchmarks.training import (
    AFTER_ANOTHER,
    FOLLOW_UP,
    IN_HASTE,
    WAYS,
    Question,
    in_a_row,
    interview_of,
    training_files,
)
from benchmarks.unseen import UNSEEN, cases_of
from index.encoder import PASSAGE_PROMPT, QUERY_PROMPT, Tokens, Vectors
from index.model.adapter import Adapter
from index.parse import parse_bytes

WORDS = """Wat bakt u?

\u201cIk bak brood. Dat doe ik graag.\u201d

En wanneer?

\u201cElke ochtend om vier uur.\u201d
"""
INTERVIEW = parse_bytes(WORDS.encode(), Path("brood.txt"), "brood.txt")


def asked(text: str, answer: str) -> Question:
    start = WORDS.index(answer)
    return Question(text, "direct", 0, ((start, start + len(answer)),), answerable=True, group=0)


def chance(seed: int = 0) -> random.Random:
    """Draws the same every time."""
    return random.Random(seed)  # noqa: S311 - draws batches


def right(batch: Batch) -> dict[str, set[str]]:
    """Of each question the texts that answer it."""
    return {
        question: {text for text, yes in zip(batch.texts, row, strict=True) if yes}
        for question, row in zip(batch.questions, batch.answers.tolist(), strict=True)
    }


def test_a_sentence_answers_when_an_answer_stands_in_it() -> None:
    questions = [asked("Hoe laat?", "vier uur"), asked("Wat?", "brood")]
    levels = set()
    for seed in range(20):
        batch = Interviews([(INTERVIEW, questions)]).within(chance(seed))
        found = right(batch)
        assert set(found) == {f"{QUERY_PROMPT}Hoe laat?", f"{QUERY_PROMPT}Wat?"}
        assert all("brood" in text for text in found[f"{QUERY_PROMPT}Wat?"])
        assert all("vier uur" in text for text in found[f"{QUERY_PROMPT}Hoe laat?"])
        assert all(text.startswith(PASSAGE_PROMPT) for text in batch.texts)
        levels.add(tuple(batch.texts))
    # Sentences by themselves, and with their neighbours.
    assert len(levels) == 2


def test_what_has_no_answer_or_leans_on_another_question_is_no_example() -> None:
    unanswered = Question("Waarom?", "near", 0, (), answerable=False, group=0)
    leaning = Question(
        "En daarna?", "followup", 0, ((0, 3),), answerable=True, group=0, history=("Wat bakt u?",)
    )
    batch = Interviews([(INTERVIEW, [asked("Wat?", "brood"), unanswered, leaning])]).within(
        chance()
    )
    assert batch.questions == [f"{QUERY_PROMPT}Wat?"]


def test_what_was_added_is_behind_and_every_answer_stands_in_its_interview() -> None:
    files = training_files()
    folders = [path.parent.name for path in files]
    assert list(dict.fromkeys(folders)) == ["training", "shorter", "shorter-more"]
    assert (folders.count("training"), folders.count("shorter")) == (141, 78)
    for path in files:
        text = interview_of(path, ROOT / "content").text
        for line in path.read_text(encoding="utf-8").splitlines():
            assert [words for words in json.loads(line)["answer_any"] if words not in text] == []


def test_more_questions_are_to_the_same_interviews_and_answered_there() -> None:
    known = {path.name: path for path in (*training_files(), *UNSEEN.glob("*.jsonl"))}
    ways = sorted(WAYS.glob("*/*.jsonl"))
    assert {path.parent.name for path in ways} == {IN_HASTE, "in_pairs", "translated"}
    # Each is asked in several ways, and parsed once.
    texts = {
        name: interview_of(known[name], ROOT / "content").text
        for name in {path.name for path in ways}
    }
    for path in ways:
        text = texts[path.name]
        for line in path.read_text(encoding="utf-8").splitlines():
            assert [words for words in json.loads(line)["answer_any"] if words not in text] == []


def test_what_is_typed_in_haste_begins_anew_after_what_was_said_before() -> None:
    first, then = replace(asked("Wat?", "brood"), way=IN_HASTE), asked("Hoe laat?", "vier uur")
    talk = [first, replace(first, text="En dan?", history=("Wat?",)), replace(then, way=IN_HASTE)]
    assert [question.history for question in in_a_row(talk)] == [(), ("Wat?",), ("Wat?", "En dan?")]


def test_an_unseen_interview_is_asked_in_haste_as_by_one_visitor() -> None:
    path = min(UNSEEN.glob("*.jsonl"))
    first, *others = cases_of(path, IN_HASTE)
    assert first.history == ()
    assert all(case.history for case in others)
    assert len({case.history[0] for case in others}) > 5
    assert all(case.history == () for case in cases_of(path, None) if case.kind != "followup")


def test_some_of_the_other_questions_are_asked_after_one_that_has_an_answer() -> None:
    unanswered = Question("Waarom?", "near", 0, (), answerable=False, group=0)
    questions = [asked("Hoe laat?", "vier uur"), *[unanswered] * 400]
    after = [question.history for question in in_a_row(questions)]
    assert set(after) == {(), ("Hoe laat?",)}
    assert abs(after.count(("Hoe laat?",)) - 400 / AFTER_ANOTHER) < 40
    assert [question.text for question in in_a_row(questions)] == [one.text for one in questions]


def test_the_reader_is_asked_follow_ups_as_the_product_asks_them() -> None:
    answer = WORDS.index("vier uur")
    spans = ((answer, answer + len("vier uur")),)
    before = ("Wat bakt u?",)
    typed = {"Hoe laat?": FOLLOW_UP, "Wat nog meer?": FOLLOW_UP, "Waarom staat hij op?": "direct"}
    text = of_interview(
        INTERVIEW,
        [Question(one, kind, 0, spans, True, 0, before) for one, kind in typed.items()],  # noqa: FBT003
    )
    assert [(one.text, one.latest) for one in text.questions] == [
        ("Wat bakt u? Hoe laat?", "Hoe laat?"),
        ("Waarom staat hij op?", ""),
    ]
    read = Word()
    batch = Library([text], read).batch(chance(), whole=True)
    _, questions, real, _ = batch.given
    assert sorted(real.sum(1).tolist()) == [3, 5]
    leaning = questions[int(real.sum(1).argmin()), :3, 0].tolist()
    assert leaning == [read.number("query:"), *map(read.number, ("Hoe", "laat?"))]


class Word:
    """A token for each word, and one for the prompt: its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, float] = {}

    def number(self, word: str) -> float:
        return self._numbers.setdefault(word, float(len(self._numbers)))

    def passage(self, text: str) -> Tokens:
        words = list(re.finditer(r"\S+", text))
        vectors = np.array([[self.number(word[0])] for word in words], np.float32)
        return Tokens(vectors, np.array([word.span() for word in words]))

    def question(self, text: str) -> Vectors:
        return np.array([[self.number(word)] for word in ("query:", *text.split())], np.float32)


def test_articles_answer_each_their_own_question() -> None:
    texts = [
        Text((f"Deel {n} is af.",), ((0, 0, 13),), (Asked(f"Welk deel {n}?", ((0, 5, 6),)),))
        for n in range(5)
    ]
    found = right(Articles(texts).across(chance()))
    assert len(found) > 1
    for question, answers in found.items():
        number = question[-2]
        assert answers == {f"{PASSAGE_PROMPT}Deel {number} is af."}
    alone = Articles(texts[:1]).within(chance())
    assert right(alone) == {f"{QUERY_PROMPT}Welk deel 0?": {f"{PASSAGE_PROMPT}Deel 0 is af."}}


def test_whole_pages_of_other_families_answer_nothing() -> None:
    texts = [
        Text(
            (f"Eerste {number}.", f"Tweede {number}."),
            ((0, 0, 9), (1, 0, 9)),
            (Asked(f"Tweede van {number}?", ((1, 0, 6),)), Asked("Wat niet?", ())),
        )
        for number in range(5)
    ]
    batch = Articles(texts).wholes(chance())
    assert len(batch.texts) == 2 * len(batch.questions)
    for question, answers in right(batch).items():
        assert answers == {f"{PASSAGE_PROMPT}Tweede {question[-2]}."}


class Moved:
    """Every text's vector has turned by a right angle since training began."""

    def encode(self, texts: Sequence[str]) -> torch.Tensor:
        return torch.eye(2)[0].repeat(len(texts), 1)

    def original(self, texts: Sequence[str]) -> torch.Tensor:
        return torch.eye(2)[1].repeat(len(texts), 1)


@pytest.mark.parametrize(("public", "held"), [(False, ANCHOR), (True, ANCHOR + 4.0)])
def test_only_public_texts_are_held_near_to_what_they_were(public: bool, held: float) -> None:
    two = Batch(["q", "r"], ["a", "b"], torch.eye(2, dtype=torch.bool))
    nothing = Batch([], [], torch.zeros(0, 0, dtype=torch.bool))
    draws = [
        (lambda _: two) if (kind in PUBLIC) is public else (lambda _: nothing)
        for kind in range(len(SHARES))
    ]
    losses = [
        missed(cast("Model", Moved()), draws, chance(seed), text_anchor=4.0) for seed in range(9)
    ]
    # Both texts are as near to a question: half a chance to be right.
    assert {round(loss.item() - math.log(2), 3) for loss in losses if loss is not None} == {held}


@torch.no_grad()
def test_what_is_learned_is_what_the_checkpoint_gets() -> None:
    torch.manual_seed(0)
    linear, values = nn.Linear(6, 4), torch.randn(3, 6)
    addition = LowRank(linear)
    assert torch.equal(addition(values), linear(values))
    addition.up.normal_()
    learned = Adapter.of({"w": (addition.down.numpy(), (SCALE * addition.up).numpy())})
    merged = torch.from_numpy(learned.merged({"w": linear.weight.numpy()})["w"])
    # Kept at half precision.
    expected = nn.functional.linear(values, merged, linear.bias)
    assert torch.allclose(addition(values), expected, atol=0.05)
    addition.on = False
    assert torch.equal(addition(values), linear(values))
    on = LowRank(linear, learned.parts["w"])
    assert torch.allclose(on(values), expected, atol=0.05)
    before = on(values)
    on.up.zero_()
    assert torch.equal(on(values), linear(values))
    on.on = False
    assert torch.equal(on(values), before)


def test_part_of_the_way_between_two_adapters() -> None:
    down, up = np.ones((1, 2), np.float32), np.ones((3, 1), np.float32)
    ends = Adapter.of({"w": (down, up)}), Adapter.of({"w": (down * 3, up * 5)})
    (quarter,) = between(*ends, 0.25).parts.values()
    assert quarter[0].tolist() == (down * 1.5).tolist()
    assert quarter[1].tolist() == (up * 2).tolist()


def test_a_token_is_its_number_until_the_model_has_run() -> None:
    class Letters:
        """Every character is a token, between two marks."""

        def tokenised(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
            return [0, *map(ord, text), 2], [
                (0, 0),
                *((n, n + 1) for n in range(len(text))),
                (0, 0),
            ]

    numbered = Numbered(cast("Model", Letters()))
    prompt = len(PASSAGE_PROMPT)
    first, second = numbered.passage("ab"), numbered.question("c")
    assert first.vectors[:, 0].tolist() == list(range(prompt + 2))
    assert first.spans[prompt:].tolist() == [[0, 1], [1, 2]]
    assert second[-1, 0] == len(numbered.texts[0]) - 2 + len(numbered.texts[1]) - 2 - 1
    numbered.clear()
    assert numbered.texts == []
    assert numbered.question("c")[0, 0] == 0
