"""The likeliest sentences are read, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index.close_reading import READ_SCALE, CloseReading
from index.columns import COLUMN, SIGNALS
from index.ranker import Ranker
from index.reader import Reader
from index.signals import Evidence
from index.tokens import SentenceTokens, unpacked

READ = COLUMN["read"]
SENTENCES = 12
# As many as are read; one of them has no tokens.
LIKELY = 8
EMPTY = 3
READER = Reader.load()
RANDOM = np.random.default_rng(0)
STEPS = [
    RANDOM.integers(-20, 20, (0 if row == EMPTY else 5, READER.dimension), np.int8)
    for row in range(SENTENCES)
]
QUESTION = unpacked(STEPS[0][:2])


@pytest.fixture
def reading() -> CloseReading:
    tokens = SentenceTokens.of(STEPS, READER.dimension)
    return CloseReading(READER, Ranker.of({"sentence": 1.0}), tokens)


@pytest.fixture
def found() -> Evidence:
    """The first sentence is the likeliest, the last the least likely."""
    matrix = np.zeros((SENTENCES, len(SIGNALS)), np.float32)
    matrix[:, COLUMN["sentence"]] = -np.arange(SENTENCES)
    nothing = np.zeros((0, SENTENCES), np.float32)
    rows, start = np.arange(SENTENCES), np.zeros(1, np.int64)
    return Evidence(rows, start, matrix, nothing, nothing, np.zeros(SENTENCES, np.float32))


def odds_of(rows: list[int]) -> np.ndarray:
    """What the reader thinks of sentences, against none of them."""
    judged = READER.read(QUESTION, [READER.prepare(unpacked(STEPS[row])) for row in rows])
    return (judged.sentences - judged.none) / READ_SCALE


def test_the_likeliest_are_read_and_the_others_are_as_the_least_of_them(
    reading: CloseReading, found: Evidence
) -> None:
    rows = [row for row in range(LIKELY) if row != EMPTY]
    odds = odds_of(rows)
    read = reading.read(QUESTION, found)
    assert read.matrix[rows, READ] == pytest.approx(odds, abs=1e-5)
    assert read.matrix[[EMPTY, *range(LIKELY, SENTENCES)], READ] == pytest.approx(odds.min())
    total = np.log(np.exp(odds * READ_SCALE).sum()) / READ_SCALE
    assert read.answered == pytest.approx(float(total), abs=1e-5)
    others = [column for column in range(len(SIGNALS)) if column != READ]
    assert (read.matrix[:, others] == found.matrix[:, others]).all()


def test_what_was_found_stays_as_it_was(reading: CloseReading, found: Evidence) -> None:
    reading.read(QUESTION, found)
    assert not found.matrix[:, READ].any()
    assert found.answered == 0


def test_the_interview_at_hand_is_read_first(reading: CloseReading, found: Evidence) -> None:
    at_hand = np.zeros(SENTENCES, np.float32)
    at_hand[-1] = 20
    read = reading.read(QUESTION, replace(found, added=at_hand))
    rows = [row for row in (*range(LIKELY - 1), SENTENCES - 1) if row != EMPTY]
    assert read.matrix[rows, READ] == pytest.approx(odds_of(rows), abs=1e-5)


def test_a_question_without_tokens_reads_nothing(reading: CloseReading, found: Evidence) -> None:
    assert reading.read(QUESTION[:0], found) is found
