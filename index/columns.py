"""The names of a sentence's signals, in the order of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from index.discourse import GOING_ON, NEARNESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIGNALS = (
    # Meaning: cosines relative to those of unrelated text, in tenths.
    "sentence",
    "passage",
    "block",
    "title",
    "question",
    "opening",
    "best_sentence",
    "best_passage",
    "best_block",
    "interview",
    # Words: the share of the question's words, by weight, that occur there.
    "words",
    "words_near",
    "words_anywhere",
    "best_words",
    "keywords",
    # It tells what was asked for: an abbreviation written out, or since index/ages.py an age. The
    # files of coefficients know it by the name that it got for the first of these.
    "introduces",
    # What the text is.
    "role",
    "first",
    "second",
    "third",
    "later",
    "section_start",
    "makers",
    "asks",
    "length",
    "length_squared",
    # How near it is to what was quoted last, for a follow-up and for another question.
    *NEARNESS,
    *GOING_ON,
    # The reader's judgement of the likeliest sentences: log-odds against "none of them", in fives.
    "read",
)
# The column of each signal in the matrix of evidence.
COLUMN = {name: column for column, name in enumerate(SIGNALS)}


class ByName(Mapping[str, float]):
    """A row of evidence by signal name; no dict, because few of its signals are looked up."""

    __slots__ = ("row",)

    def __init__(self, row: Sequence[float]) -> None:
        self.row = row

    def __getitem__(self, name: str) -> float:
        return self.row[COLUMN[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(SIGNALS)

    def __len__(self) -> int:
        return len(SIGNALS)
