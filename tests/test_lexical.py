"""Where a question's words stand, against looking at every word of every sentence."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalIndex
from index.words import words_of

WORDS = ("appel", "appels", "appelboom", "peer", "kers", "boomgaard")


def rarity(word: str) -> float:
    return -9.0


@given(
    sentences=st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), min_size=1),
    question=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    data=st.data(),
)
def test_presence_is_that_of_the_nearest_word(
    sentences: list[str], question: str, data: st.DataObject
) -> None:
    every = range(len(sentences))
    rows = np.array(sorted(data.draw(st.sets(st.sampled_from(every)))), np.int64)
    index = LexicalIndex(sentences, sentences, np.zeros(len(sentences), np.int64), rarity)
    numbers: dict[str, int] = {}
    for sentence in sentences:
        for other in words_of(sentence):
            numbers.setdefault(other.term, len(numbers))
    words = index.read(question)
    found = index.presence(words, rows, index.texts)
    assert found.shape == (len(words), len(rows))
    for word, row_found in zip(words, found, strict=True):
        alike = dict(word.meets)
        for row, value in zip(rows, row_found, strict=True):
            held = [alike.get(numbers[one.term], 0.0) for one in words_of(sentences[row])]
            assert value == max(held, default=0.0)


@given(st.text("aé-&\u00ad\u200b ", max_size=20))
def test_what_no_reader_sees_makes_no_other_word(text: str) -> None:
    seen = re.sub("[\u00ad\u200b]", "", text)
    assert [word.term for word in words_of("x" + text)] == [
        word.term for word in words_of("x" + seen)
    ]
