"""The checkpoint as one ONNX graph at int8: ids in, vectors of text and tokens out; made once."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import warnings
from contextlib import contextmanager
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from index.artifacts import made_once
from index.errors import EncoderError
from index.model.checkpoint import MODEL_NAME, packed_model_path, packed_model_version
from index.model.telemetry import without_telemetry
from index.model.tokenizer import write_tokenizer
from index.reader import Projection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.model.adapter import Adapter
    from index.progress import Say


GRAPH_FILE = "model.onnx"
# Beside the graph, so that the operating system maps it: of 96 MB of word vectors only the pages
# that questions touch are in memory, and server processes share them.
WEIGHTS_FILE = "model.weights"
PIECES_FILE = "pieces.model"
NAME_FILE = "name.txt"
SCORES_FILE = "piece-scores.npy"
# Raise it when the export or the quantisation changes.
_EXPORT = 9
_OPSET = 17
# The few channels that `index.model.smoothing` keeps apart, and the projection that makes tokens.
_KEPT_AT_FLOAT = re.compile(r"/outliers/|/to_token/")
# What the checkpoint calls its tokenizer.
_TOKENIZER_FILE = "tokenizer.json"


def default_onnx(checkpoint: Callable[[], Path], cache: Path, say: Say, adapter: Adapter) -> Path:
    """The folder of the embedded model for `OnnxEncoder`, exported when it is not there.

    `checkpoint` is only called for an export, and only then torch is imported; it has `adapter`
    merged.

    Raises:
        EncoderError: the embedded model is missing, or what exports it.
        CacheError: the cache cannot be written.
    """
    # Version and size, not a hash of 70 MB: this check runs at every start. No time stamp,
    # or two installations that share a cache would each make it again for the other.
    size = packed_model_path().stat().st_size
    ranges = hashlib.sha256(files("index").joinpath("data/ranges.npz").read_bytes()).hexdigest()
    learned = f"{adapter.digest}:{Projection.load().digest}:{ranges[:12]}"
    key = f"{_EXPORT}:{learned}:{packed_model_version()}:{size}"

    def make(folder: Path) -> None:
        _require_exporter()
        source = checkpoint()
        say("Preparing the language model for this processor; this happens once.")
        export(source, folder)

    return made_once(cache / "multilingual-e5-small-int8", key, make)


def _require_exporter() -> None:
    """Find out before the conversion whether the export can follow it.

    Raises:
        EncoderError: a library is missing, or lacks one of its own.
    """
    for library in ("onnx", "torch", "transformers"):
        try:
            import_module(library)
        # Torch is an OSError short of a library for a GPU, and would pass for a full disk.
        except (ImportError, OSError) as error:
            raise EncoderError(
                f"The language model cannot be converted, since {library} cannot be loaded: "
                f"{error}.",
                "Install Citaat again with all that it asks for, or set CITAAT_CACHE to a cache "
                "in which the model was converted.",
            ) from error


def export(checkpoint: Path, folder: Path) -> None:
    """Write what `OnnxEncoder` reads of a sentence-transformers checkpoint to `folder`.

    Mean pooling, L2 normalisation and the reader's projection of tokens are inside the graph; it
    reads one text of any length.
    """
    without_telemetry()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full = folder / "full.onnx"
    _export_float(checkpoint, full)
    # Seven bits a weight: on processors without VNNI, eight overflow the 16-bit sums.
    with _without_advice():
        quantize_dynamic(
            full,
            folder / GRAPH_FILE,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=_sensitive(full),
        )
    full.unlink()
    _move_weights_out(folder)
    write_tokenizer(checkpoint / _TOKENIZER_FILE, folder / PIECES_FILE)
    tokenizer = json.loads((checkpoint / _TOKENIZER_FILE).read_text(encoding="utf-8"))
    scores = [score for _, score in tokenizer["model"]["vocab"]]
    np.save(folder / SCORES_FILE, np.array(scores, np.float32))
    (folder / NAME_FILE).write_text(f"{MODEL_NAME}\n", encoding="utf-8")


def _sensitive(graph: Path) -> list[str]:
    """Names of the nodes that lose most by eight bits."""
    import onnx

    nodes = onnx.load(graph).graph.node
    return [node.name for node in nodes if _KEPT_AT_FLOAT.search(node.name)]


def _move_weights_out(folder: Path) -> None:
    import onnx

    onnx.save_model(
        onnx.load(folder / GRAPH_FILE),
        folder / GRAPH_FILE,
        save_as_external_data=True,
        location=WEIGHTS_FILE,
    )


@contextmanager
def _without_advice() -> Iterator[None]:
    """Keep the quantiser's advice to developers, logged to the root, from visitors' consoles."""
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    try:
        yield
    finally:
        root.setLevel(level)


def _export_float(checkpoint: Path, target: Path) -> None:
    import torch
    from transformers import AutoModel
    from transformers.utils import logging as transformers_logging

    from index.model.attention import join_attention
    from index.model.smoothing import load_ranges, smooth

    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    bert = AutoModel.from_pretrained(
        checkpoint, local_files_only=True, dtype=torch.float32, attn_implementation="eager"
    )

    with torch.no_grad():
        join_attention(bert.encoder.layer, bert.config.num_attention_heads)
        smooth(list(bert.encoder.layer), load_ranges())

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert
            self.to_token = torch.nn.Linear(*projection.matrix.shape)
            self.to_token.weight.copy_(torch.from_numpy(projection.matrix.T.copy()))
            self.to_token.bias.copy_(torch.from_numpy(projection.offset))

        def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            layers = self.bert(input_ids=input_ids, output_hidden_states=True).hidden_states
            tokens = self.to_token(torch.cat([layers[number] for number in projection.layers], -1))
            normalize = torch.nn.functional.normalize
            return normalize(layers[-1].mean(1), dim=1), normalize(tokens, dim=2)

    projection = Projection.load()
    example = torch.ones((1, 9), dtype=torch.long)
    length = {1: "length"}
    with warnings.catch_warnings(), torch.no_grad():
        # The tracing exporter is deprecated, but the new one needs a package more.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Pooled().eval(),
            (example,),
            target,
            input_names=["input_ids"],
            output_names=["vectors", "tokens"],
            dynamic_axes={"input_ids": length, "tokens": length},
            opset_version=_OPSET,
            dynamo=False,
        )
