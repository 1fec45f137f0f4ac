"""Whichever store the index is in, the interviews that a question is about are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.candidates import INTERVIEWS
from index.columns import COLUMN
from index.encoder import Vectors
from index.errors import CorruptIndexError
from index.interview import Interview
from index.keywords import keyword_vectors, sparse
from index.milvus_address import Address
from index.parse import parse_bytes
from index.probes import SCALE
from index.ranker import Ranker
from index.search import Searcher
from index.store import Index, index_in_memory
from index.store_milvus import Milvus
from tests.encoder_fake import WordCountEncoder

# What the encoder knows is found by meaning, everything else by its words alone.
MEANT = ("appel", "peer", "kers")
ENCODER = WordCountEncoder(MEANT)
SUBJECTS = (
    *MEANT,
    "blockchaincoalitie",
    "dijkbewaking",
    "tuinderij",
    "schoolbibliotheek",
    "uitdagingen",
    *(f"onderwerp{letter * 3}" for letter in "abcdefghijklmnopqrstuvwxyz"),
)
Open = Callable[[Index], Index]


@pytest.fixture(params=["faiss", "milvus-lite"])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Puts an index in a store, and opens it there."""
    if request.param == "faiss":
        yield lambda index: index
        return
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed: citaat[milvus]")
    with closing(Milvus(Address.parse(str(tmp_path / "index.db")))) as milvus:

        def there(index: Index) -> Index:
            milvus.publish(index)
            return milvus.load(index.interviews, ENCODER)

        yield there


def library(subjects: Sequence[str], sentences: int = 1) -> list[Interview]:
    return [
        parse_bytes(
            "".join(f"Het gesprek gaat over {subject}. " * sentences).encode(),
            Path(f"{subject}.txt"),
            subject,
        )
        for subject in subjects
    ]


def found(searcher: Searcher, question: str) -> list[str]:
    """The interviews whose sentences are looked at for a question."""
    rows = searcher.evidence(searcher.read(question)).rows
    return [
        searcher.interviews[number].id
        for number in sorted({searcher.rows.place(int(row))[0] for row in rows})
    ]


def test_what_is_asked_about_is_found_by_meaning_and_by_words(stored: Open) -> None:
    index = stored(index_in_memory(library(SUBJECTS), ENCODER))
    searcher = Searcher(index, ENCODER, Ranker.load())
    for question, subject in {
        "peer": "peer",
        "Wat is dijkbewaking?": "dijkbewaking",
        "Welke uitdagigen zijn er?": "uitdagingen",
        "Wat doet de blockchain?": "blockchaincoalitie",
        "Wat is een tuinderij met een kers?": "tuinderij",
    }.items():
        assert subject in found(searcher, question), question
        assert len(found(searcher, question)) == INTERVIEWS
    both = found(searcher, "Over de schoolbibliotheek, de appel en de kers")
    assert {"schoolbibliotheek", "appel", "kers"} <= set(both)


def test_a_question_without_a_word_that_the_library_knows_finds_as_many(stored: Open) -> None:
    index = stored(index_in_memory(library(SUBJECTS), ENCODER))
    searcher = Searcher(index, ENCODER, Ranker.load())
    assert len(found(searcher, "?")) == INTERVIEWS
    assert found(searcher, "zzzzzz") == found(searcher, "zzzzzz")


def test_long_interviews_leave_room_for_others(stored: Open) -> None:
    long = library(SUBJECTS[:4], sentences=150)
    index = stored(index_in_memory([*long, *library(SUBJECTS[4:])], ENCODER))
    assert len(found(Searcher(index, ENCODER, Ranker.load()), "appel")) == INTERVIEWS


def test_a_small_library_is_looked_at_whole(stored: Open) -> None:
    subjects = SUBJECTS[:INTERVIEWS]
    index = stored(index_in_memory(library(subjects), ENCODER))
    assert found(Searcher(index, ENCODER, Ranker.load()), "appel") == list(subjects)


def test_an_interview_is_about_the_mean_of_its_blocks(stored: Open) -> None:
    texts = (b"Een appel. Een appel. Een appel.\n\nEen peer.", b"Een kers.")
    interviews = [
        parse_bytes(text, Path(f"{number}.txt"), f"{number}") for number, text in enumerate(texts)
    ]
    searcher = Searcher(stored(index_in_memory(interviews, ENCODER)), ENCODER, Ranker.load())
    query = searcher.read("Is er een peer?")
    about = searcher.evidence(query).matrix[:, COLUMN["interview"]]
    cosines = about / SCALE + query.reading.background
    # Between apple and pear, however many sentences are about either; and no cherry.
    assert cosines == pytest.approx([0.5**0.5] * 4 + [0], abs=1e-5)


def test_interviews_share_the_evidence_and_few_do_not_stand_apart(stored: Open) -> None:
    few, many = SUBJECTS[: INTERVIEWS - 1], SUBJECTS
    alone, among = (
        Searcher(stored(index_in_memory(library(own), ENCODER)), ENCODER, Ranker.meaning_alone())
        for own in (few, many)
    )
    assert alone.search(alone.read("Een appel?"), 3).apart is None
    ranking = among.search(among.read("Een appel?"), 3)
    assert ranking.apart is not None
    assert len(ranking.shares) == INTERVIEWS
    assert sum(ranking.shares.values()) == pytest.approx(1, abs=1e-5)
    assert max(ranking.shares, key=ranking.shares.__getitem__) == "appel"


class Few:
    """A hybrid store that holds too few rows, and says so."""

    def __len__(self) -> int:
        return 1

    def search(self, query: Vectors, keywords: Mapping[int, float], k: int) -> NDArray[np.int64]:
        return np.arange(1)


def test_a_hybrid_store_that_lacks_rows_is_refused() -> None:
    with pytest.raises(CorruptIndexError, match="citaat build"):
        replace(index_in_memory(library(SUBJECTS), ENCODER), hybrid=Few())


def test_a_passage_has_the_words_of_its_neighbours_in_the_block() -> None:
    text = b"Een appel valt. De peer hangt.\n\nEen kers."
    rows = keyword_vectors([parse_bytes(text, Path("a.txt"), "a")])
    (appel,), (peer,), (kers,) = (sparse({word: 1.0}) for word in ("appel", "peer", "ker"))
    assert [appel in row for row in rows] == [True, True, False]
    assert [peer in row for row in rows] == [True, True, False]
    assert [kers in row for row in rows] == [False, False, True]
    assert rows[2][kers] > rows[0][appel]
