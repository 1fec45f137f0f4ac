"""Greetings, thanks and questions about the chat itself: recognised by example."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.encoder import Encoder, Vectors

# The cosine from which two short utterances are the same one. Below it "hoe gaat het met de
# blockchain?" would be taken for "hoe gaat het?".
SAME_UTTERANCE = 0.93


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of small talk: how people say it, and what to say back in each language."""

    name: str
    examples: tuple[str, ...]
    replies: Mapping[str, str]

    def reply(self, language: str) -> str:
        """English for an English speaker, Dutch for every other."""
        return self.replies["en" if language == "en" else "nl"]


def load_intents() -> tuple[Intent, ...]:
    """The intents of `bot/data/smalltalk.toml`."""
    data = tomllib.loads(files("bot").joinpath("data/smalltalk.toml").read_text("utf-8"))
    return tuple(
        Intent(name, tuple(entry["examples"]), {"nl": entry["nl"], "en": entry["en"]})
        for name, entry in data.items()
    )


class SmallTalk:
    """Finds the intent of an utterance, or None when it is meant for the interview."""

    def __init__(self, intents: Sequence[Intent], encoder: Encoder) -> None:
        self._intents = [intent for intent in intents for _ in intent.examples]
        # One at a time: a batch is padded, and its vectors would differ from a visitor's.
        self._vectors: Vectors = np.concatenate(
            [encoder.encode_queries([example]) for intent in intents for example in intent.examples]
        )

    def intent(self, query: Vectors) -> tuple[Intent, float] | None:
        """The intent nearest to an utterance's vector, shape (dimension,), with its cosine."""
        cosines = self._vectors @ query
        best = int(np.argmax(cosines))
        if cosines[best] < SAME_UTTERANCE:
            return None
        return self._intents[best], float(cosines[best])
