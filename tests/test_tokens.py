"""Tokens stand with the sentence that they are of, however they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.encoder import TokenEncoder, token_dimension
from index.interview import Interview
from index.milvus_address import Address
from index.store import Index, build_index, index_in_memory, load_index, open_index
from index.store_milvus import Milvus
from index.tokens import of_latest, read_blocks, unpacked
from tests.encoder_fake import WordCountEncoder, WordTokenEncoder
from tests.small import interview, quiet

VOCABULARY = ("appel", "peer", "valt", "wat")
Make = Callable[[Sequence[Interview]], Index]


APPLE = interview("a.txt", "De appel valt. De peer hangt.\n\nEen peer.")
PEAR = interview("b.txt", "Wat valt?\n\n\u201cEen peer valt. En de appel.\u201d")


def words(index: Index) -> list[list[str]]:
    """The tokens of every sentence, as words of the vocabulary; another word is a dash."""
    assert index.tokens is not None
    names = (*VOCABULARY, "-")
    sentences = index.tokens.steps(np.arange(len(index.tokens)))
    return [[names[int(column)] for column in steps.argmax(axis=1)] for steps in sentences]


@pytest.fixture(params=["memory", "folder", "milvus-lite"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    encoder = WordTokenEncoder(VOCABULARY)
    if request.param == "memory":
        yield lambda interviews: index_in_memory(interviews, encoder)
    elif request.param == "folder":
        yield lambda interviews: open_index(interviews, encoder, tmp_path, quiet)
    else:
        pytest.importorskip("milvus_lite", reason="milvus-lite is not installed: citaat[milvus]")
        with closing(Milvus(Address.parse(str(tmp_path / "index.db")))) as milvus:

            def published(interviews: Sequence[Interview]) -> Index:
                milvus.publish(index_in_memory(interviews, encoder))
                return milvus.load(interviews, encoder)

            yield published


def test_every_sentence_has_its_own_tokens_and_none_of_the_heading(make: Make) -> None:
    assert words(make([APPLE, PEAR])) == [
        ["-", "appel", "valt"],
        ["-", "peer", "-"],
        ["-", "peer"],
        ["-", "peer", "valt"],
        ["-", "-", "appel"],
    ]


def test_rows_may_be_asked_for_in_any_order(make: Make) -> None:
    tokens = make([APPLE, PEAR]).tokens
    assert tokens is not None
    last, first = map(unpacked, tokens.steps(np.array([4, 0])))
    assert last.argmax(axis=1).tolist() == [4, 4, 0]
    assert first.argmax(axis=1).tolist() == [4, 0, 2]
    assert np.allclose(last.max(axis=1), 1)


def test_tokens_of_files_that_did_not_change_are_kept(tmp_path: Path) -> None:
    build_index([APPLE, PEAR], WordTokenEncoder(VOCABULARY), tmp_path, quiet)
    encoder = WordTokenEncoder(VOCABULARY)
    changed = interview("a.txt", "Wat valt er?")
    build_index([changed, PEAR], encoder, tmp_path, quiet)
    assert set(encoder.encoded) == {"Wat valt er?"}
    assert words(load_index([changed, PEAR], encoder, tmp_path))[1] == ["-", "peer", "valt"]


def test_an_index_of_an_encoder_without_tokens_has_none(tmp_path: Path) -> None:
    encoder = WordCountEncoder(VOCABULARY)
    assert not isinstance(encoder, TokenEncoder)
    assert token_dimension(encoder) == 0
    assert open_index([APPLE], encoder, tmp_path, quiet).tokens is None
    assert index_in_memory([APPLE], encoder).tokens is None


def test_a_block_that_the_model_cannot_read_at_once_is_read_on() -> None:
    text = " ".join(f"Zin {number} over de appel en de peer." for number in range(200))
    long = interview("c.txt", text)
    vectors, sentences = read_blocks(long, WordTokenEncoder(VOCABULARY))
    assert vectors.shape == (1, 5)
    assert [len(steps) for steps in sentences] == [8] * 200


def test_a_sentence_longer_than_the_model_reads_stays_cut() -> None:
    long = interview("d.txt", "peer " * 600 + "valt. En de appel valt.")
    _, sentences = read_blocks(long, WordTokenEncoder(VOCABULARY))
    assert [len(steps) for steps in sentences] == [510, 4]


def test_what_no_reader_sees_is_not_read(encoder: TokenEncoder) -> None:
    seen, text = (
        "De burgemeester van het water.",
        "De burge\u00admees\u200bter van het wa\u00adter.",
    )
    ((plain, own),) = encoder.read_passages([seen])
    ((vector, tokens),) = encoder.read_passages([text])
    assert np.array_equal(vector, plain)
    assert np.array_equal(tokens.vectors, own.vectors)
    # They stand where the words stand in the file, which keeps its hyphens.
    spelled = [text[start:end].strip() for start, end in tokens.spans.tolist()]
    assert "".join(spelled) == text.replace(" ", "")
    assert np.array_equal(encoder.read_query(text)[0], encoder.read_query(seen)[0])


def test_the_models_tokens_stand_where_their_text_does(encoder: TokenEncoder) -> None:
    text = "\u00c9\u00e9n caf\u00e9 \u2014 \U0001f600 en \u201cdat\u201d was \u00bd kilometer."
    ((vector, tokens),) = encoder.read_passages([text])
    assert np.allclose(vector, encoder.encode_passages([text])[0])
    assert np.allclose(np.linalg.norm(tokens.vectors, axis=1), 1, atol=1e-4)
    spelled = [text[start:end].strip() for start, end in tokens.spans.tolist()]
    assert "".join(spelled) == text.replace(" ", "")
    assert tokens.spans.shape == (len(tokens.vectors), 2)


@pytest.mark.parametrize(
    ("alone", "kept"),
    [
        (2, [0, 5]),
        (3, [0, 4, 5]),
        # A text that is too long was cut off, or nothing is left of the prompt alone.
        (7, [0, 1, 2, 3, 4, 5]),
        (1, [0, 1, 2, 3, 4, 5]),
    ],
)
def test_of_a_follow_up_only_its_own_tokens_are_kept(alone: int, kept: list[int]) -> None:
    joined = np.arange(6, dtype=np.float32)[:, None]
    assert of_latest(joined, alone, prompt=1)[:, 0].tolist() == [float(at) for at in kept]


def test_a_follow_up_is_read_behind_what_it_depends_on(encoder: TokenEncoder) -> None:
    """The real model: the same words, as the question before them makes them mean."""
    before, latest = "Wie bakt het brood?", "En wie eet het?"
    joined = encoder.read_query(f"{before} {latest}")[1]
    alone = encoder.read_query(latest)[1]
    prompt = encoder.prompt_tokens
    own = of_latest(joined, len(alone), prompt)
    assert own.shape == alone.shape
    assert (own[prompt:] == joined[-(len(alone) - prompt) :]).all()
    likeness = (own * alone).sum(axis=1)
    assert likeness.min() > 0.5
    assert likeness.max() < 1.0
