"""The name of a model → its encoder; what an adapter needs is imported when it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from index.encoder import Encoder
    from index.encoder_onnx import OnnxEncoder
    from index.model.adapter import Adapter
    from index.progress import Say


def open_encoder(model: str | None, cache: Path, say: Say) -> Encoder:
    """The encoder for a model name or folder; None is the embedded default.

    The default runs on onnxruntime, at int8; any other model on sentence-transformers.

    Raises:
        EncoderError: the model cannot be found or loaded.
        CacheError: the converted default cannot be kept in `cache`.
    """
    if model is not None:
        from index.encoder_torch import TorchEncoder

        return TorchEncoder.load(model)
    return embedded_encoder(cache, say)


def embedded_encoder(cache: Path, say: Say, adapter: Adapter | None = None) -> OnnxEncoder:
    """The embedded model on onnxruntime with an adapter, the one that ships when that is None.

    Raises:
        EncoderError: the embedded model is missing.
        CacheError: it cannot be kept in `cache`, which holds one adapter's at a time.
    """
    from index.encoder_onnx import OnnxEncoder
    from index.model.adapter import Adapter
    from index.model.checkpoint import default_checkpoint
    from index.model.onnx_export import default_onnx

    merged = adapter or Adapter.load()

    def checkpoint() -> Path:
        return default_checkpoint(cache, say, merged)

    return OnnxEncoder(default_onnx(checkpoint, cache, say, merged))
