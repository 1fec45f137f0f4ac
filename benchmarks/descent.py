"""How networks are trained here, and what of the model they are trained on."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

import torch

from index.encoder import MAX_TOKENS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from tokenizers import Tokenizer
    from transformers import BertModel

_DECAY, _WARM = 0.01, 0.1
_REPORT_EVERY = 100


def descend(
    parameters: Mapping[float, Iterable[torch.nn.Parameter]],
    loss: Callable[[random.Random], torch.Tensor | None],
    steps: int,
    *,
    told: bool = True,
    seed: int = 0,
) -> None:
    """AdamW on a one-cycle schedule; `loss` draws a batch, None when there is nothing in it.

    `parameters` are what is trained, by how large a step is at most. The loss is printed now and
    then when `told`.
    """
    groups = [list(own) for own in parameters.values()]
    trained = [one for own in groups for one in own]
    rng = random.Random(seed)  # noqa: S311 - draws batches
    optimiser = torch.optim.AdamW([{"params": own} for own in groups], weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, list(parameters), total_steps=steps + 1, pct_start=_WARM
    )
    for step in range(steps):
        value = loss(rng)
        if value is None:
            continue
        optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call] # torch gives it no types
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        schedule.step()
        if told and step % _REPORT_EVERY == 0:
            sys.stdout.write(f"{step}/{steps} loss {value.item():.3f}\n")
            sys.stdout.flush()


def open_checkpoint(checkpoint: Path) -> tuple[Tokenizer, BertModel]:
    """The tokenizer, which cuts at what the model reads and does not pad, and the model."""
    from tokenizers import Tokenizer
    from transformers import AutoModel

    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    model: BertModel = AutoModel.from_pretrained(
        checkpoint,
        local_files_only=True,
        dtype=torch.float32,
        # The other way to attend takes four times as long back through a layer on a processor.
        attn_implementation="eager",
    )
    model.eval()
    return tokenizer, model
