"""Measure how large each channel of the model's activations gets: `index/data/ranges.npz`.

    python -m benchmarks.adapter.ranges

Reads some of the training interviews and their questions with the model as it was published, so
that what is measured holds for every adapter; about a minute. When it changes the index, and every
fit, is to be made again.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from benchmarks.descent import open_checkpoint
from benchmarks.training import DATA, published_checkpoint, training_interviews
from index.encoder import PASSAGE_PROMPT, QUERY_PROMPT
from index.model.smoothing import inputs_of
from index.units import Level, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torch import nn

ROOT = Path(__file__).parents[2]
# Every seventh, third and twelfth of the interviews, of their blocks and of their questions.
_INTERVIEWS, _BLOCKS, _QUESTIONS = 7, 3, 12


def texts(content: Path) -> Iterator[str]:
    """What is read."""
    for _, interview, questions in list(training_interviews(content))[::_INTERVIEWS]:
        for text in list(texts_of(interview, Level.BLOCK))[::_BLOCKS]:
            yield PASSAGE_PROMPT + text
        for text in list(texts_of(interview, Level.SENTENCE))[::_QUESTIONS]:
            yield PASSAGE_PROMPT + text
        for question in questions[::_QUESTIONS]:
            yield QUERY_PROMPT + question.text


@torch.inference_mode()
def main() -> None:
    """Measure and write."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    tokenizer, model = open_checkpoint(published_checkpoint())
    widest: dict[str, torch.Tensor] = {}

    def measure(name: str, _: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        now = given[0].abs().amax((0, 1))
        widest[name] = torch.maximum(widest.get(name, now), now)

    for number, layer in enumerate(model.encoder.layer):
        for name, part in inputs_of(layer).items():
            part.register_forward_pre_hook(partial(measure, f"{number}.{name}"))
    read = 0
    for text in texts(ROOT / "content"):
        model(torch.tensor([tokenizer.encode(text).ids]))
        read += 1
    arrays = {name: values.numpy().astype(np.float16) for name, values in widest.items()}
    np.savez(DATA / "ranges.npz", allow_pickle=False, **arrays)
    sys.stdout.write(f"{read} texts\n")


if __name__ == "__main__":
    main()
