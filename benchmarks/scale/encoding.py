"""Real texts and their vectors, and how fast they are read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.scale.figures import Encoding
from index.encoder import PASSAGE_PROMPT
from index.units import Level, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index.encoder import Encoder
    from index.interview import Interview

_BATCHES = (1, 8, 32, 128)
# Long enough to even out lengths, short enough for a laptop.
_TEXTS = 192
_ROUNDS = 2


def sentences(interviews: Sequence[Interview]) -> tuple[str, ...]:
    """The distinct sentences of these interviews, in order."""
    texts = (text for interview in interviews for text in texts_of(interview, Level.SENTENCE))
    return tuple(dict.fromkeys(texts))


def encoding(encoder: Encoder, checkpoint: Path, interviews: Sequence[Interview]) -> Encoding:
    """The index build's encoder and sentence-transformers on the same texts, in turn.

    The texts are what a build embeds: sentences and the passages around them.
    """
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        str(checkpoint), device="cpu", local_files_only=True, model_kwargs={"dtype": "float32"}
    )
    every = [
        text
        for interview in interviews
        for level in (Level.SENTENCE, Level.PASSAGE)
        for text in texts_of(interview, level)
    ]
    texts = every[:: max(1, len(every) // _TEXTS)][:_TEXTS]
    prompted = [PASSAGE_PROMPT + text for text in texts]
    theirs: dict[int, list[float]] = {batch: [] for batch in _BATCHES}
    ours: list[float] = []
    for _ in range(_ROUNDS):
        ours.append(_seconds(lambda: encoder.encode_passages(texts)))
        for batch, times in theirs.items():
            times.append(
                _seconds(
                    lambda batch=batch: model.encode(  # type: ignore[misc]
                        prompted, batch_size=batch, prompt="", show_progress_bar=False
                    )
                )
            )
    # The best of a few: other work on the machine only ever adds.
    best = min(theirs, key=lambda batch: min(theirs[batch]))
    return Encoding(
        texts=len(texts),
        ours=len(texts) / min(ours),
        theirs=len(texts) / min(theirs[best]),
        best_batch=best,
    )


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
