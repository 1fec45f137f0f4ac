"""The reader on numpy says what the network says that was trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.encoder import TokenEncoder
from index.reader import Projection, Reader


def test_numpy_and_torch_agree(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from benchmarks.reader.network import DIMENSION, ReaderNetwork

    torch.manual_seed(1)
    network = ReaderNetwork().eval()
    with torch.no_grad():
        for part in network.parameters():
            part.add_(torch.randn_like(part) * 0.05)
        network.save(tmp_path / "reader.npz", Projection.load())
        tokens = torch.nn.functional.normalize(torch.randn(9, DIMENSION), dim=-1)
        question = torch.nn.functional.normalize(torch.randn(4, DIMENSION), dim=-1)
        owner = torch.tensor([0, 0, 0, 1, 1, 2, 2, 2, 2])
        _, none, sentences = network(tokens, question[None], torch.ones(1, 4, dtype=bool), owner)
    reader = Reader.of_file(tmp_path / "reader.npz")
    parts = [reader.prepare(part) for part in np.split(tokens.numpy(), [3, 5])]
    judged = reader.read(question.numpy(), parts)
    # The weights are kept at half precision.
    assert np.allclose(judged.sentences, sentences[0].numpy(), atol=0.05)
    assert judged.none == pytest.approx(float(none[0]), abs=0.05)


def test_a_sentence_is_judged_by_itself() -> None:
    reader, random = Reader.load(), np.random.default_rng(0)
    tokens = random.standard_normal((10, reader.dimension)).astype(np.float32)
    tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
    question = tokens[:3]
    first, second = reader.prepare(tokens[:4]), reader.prepare(tokens[4:])
    together = reader.read(question, [first, second])
    alone = reader.read(question, [second])
    assert together.sentences[1] == pytest.approx(alone.sentences[0], abs=1e-4)
    assert together.none == pytest.approx(alone.none)


def test_what_answers_is_told_from_what_is_about_the_same(encoder: TokenEncoder) -> None:
    texts = ["De brug is in 1987 gebouwd.", "De brug is rood en heel lang.", "Ik eet graag brood."]
    read = [tokens.vectors for _, tokens in encoder.read_passages(texts)]
    reader = Reader.load()
    sentences = [reader.prepare(vectors[2:]) for vectors in read]
    _, question = encoder.read_query("In welk jaar is de brug gebouwd?")
    judged = reader.read(question, sentences)
    assert judged.sentences.argmax() == 0
    _, question = encoder.read_query("Hoeveel kostte de brug?")
    other = reader.read(question, sentences)
    assert other.sentences.max() - other.none < judged.sentences.max() - judged.none


def test_the_projection_reads_the_layers_that_it_names() -> None:
    projection = Projection.load()
    assert projection.matrix.shape == (384 * len(projection.layers), Reader.load().dimension)
    assert len(projection.digest) == 12
