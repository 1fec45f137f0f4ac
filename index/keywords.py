"""Keywords as sparse vectors, for a store that compares those: term → weight.

A passage's weight of a term is its BM25 impact, a question's is rarity times likeness, so their
inner product is the passage's BM25 score. What follows from the whole vocabulary (rarity,
spelling, compounds) is the question's, so rows depend on the content alone: not on the
editor's synonyms, which may differ from one server to the next.
"""

from __future__ import annotations

import zlib
from collections import Counter
from typing import TYPE_CHECKING

from index.abbreviations import learn_aliases
from index.aliases import expanded_sentences
from index.lexical import K1, B
from index.units import passage_around
from index.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.interview import Interview

# Of a term's hash: two of a hundred thousand terms share a number, and then count as one.
_DIMENSIONS = 1 << 31


def sparse(weights: Mapping[str, float]) -> dict[int, float]:
    """Weights by the number of each term, the same in every process."""
    return {zlib.crc32(term.encode()) % _DIMENSIONS: weight for term, weight in weights.items()}


def keyword_vectors(interviews: Sequence[Interview]) -> list[dict[int, float]]:
    """The sparse vector of the passage around every sentence, in the order of the rows."""
    passages = list(_passages(interviews))
    mean = max(1.0, sum(map(Counter.total, passages)) / max(1, len(passages)))
    return [sparse(_impacts(passage, mean)) for passage in passages]


def _passages(interviews: Sequence[Interview]) -> Iterator[Counter[str]]:
    texts = expanded_sentences(interviews, [learn_aliases(one) for one in interviews], ())
    for interview in interviews:
        for number, block in enumerate(interview.blocks):
            count = len(block.sentences)
            words = [Counter(word.term for word in words_of(next(texts))) for _ in range(count)]
            for sentence in range(count):
                around = passage_around(number, sentence, count)
                yield sum(words[around.first : around.last], Counter())


def _impacts(passage: Counter[str], mean: float) -> dict[str, float]:
    norm = K1 * (1 - B + B * passage.total() / mean)
    return {term: times * (K1 + 1) / (times + norm) for term, times in passage.items()}
