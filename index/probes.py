"""Fixed texts that every question is compared with: an ordinary background, and roles.

The cosines of E5 models lie between .7 and 1.0 whatever is asked, so a cosine says something
only next to those of unrelated text for the same question. The role examples tell when a
question is about what stands around the interview.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from index.interview import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from index.encoder import Encoder, Vectors
    from index.interview import Block

# Cosines are spread over about a tenth; times ten, the other signals have the same size.
SCALE = 10.0
# A question is about a role only when it is at least this near to one of its examples: as 93 % of
# those about makers, pictures and subject are, and 16 % of the others (docs/decisions/0014).
_MIN_ROLE_COSINE = 0.65

_WRITER = re.compile(
    r"\b(?:tekst|woord(?:en)?|verhaal|interview|(?:vraag)?gesprek|verslag\w*|door|auteur|"
    r"(?:eind)?redact\w+|text|words|story|by|written)\b",
    re.IGNORECASE,
)
_PHOTOGRAPHER = re.compile(
    r"\b(?:(?:ge)?foto|beeld|portret|illustratie|photo|image|picture)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the probes say of a question."""

    background: float
    highest_background: float
    roles: Mapping[str, float]


class Probes:
    """The fixed texts, embedded by one encoder."""

    def __init__(self, encoder: Encoder) -> None:
        data = files("index").joinpath("data")
        background = data.joinpath("background.txt").read_text("utf-8").splitlines()
        roles = tomllib.loads(data.joinpath("roles.toml").read_text("utf-8"))
        self._background = encoder.encode_passages(background)
        self._ordinary = encoder.encode_queries(roles.pop("ordinary"))
        self._roles = {role: encoder.encode_queries(examples) for role, examples in roles.items()}

    def read(self, query: Vectors) -> Reading:
        """Compare a question's vector, shape (dimension,), with every probe."""
        background = self._background @ query
        ordinary = max(float((self._ordinary @ query).max()), _MIN_ROLE_COSINE)
        return Reading(
            background=float(background.mean()),
            highest_background=float(background.max()),
            roles={
                role: max(0.0, (float((examples @ query).max()) - ordinary) * SCALE)
                for role, examples in self._roles.items()
            },
        )


def roles_of(block: Block, words: str) -> frozenset[str]:
    """The roles in `roles.toml` that a sentence of a block plays; none in answers and paragraphs.

    `words` is the sentence: a byline has one a line, and one line may name several makers.
    """
    if block.role is Role.LEAD:
        return frozenset({"subject"})
    if block.role is Role.CAPTION:
        return frozenset({"picture"})
    if block.role is Role.BYLINE:
        makers = {"writer": _WRITER, "photographer": _PHOTOGRAPHER}
        return frozenset(role for role, pattern in makers.items() if pattern.search(words))
    return frozenset()


def standardised(cosines: NDArray[np.float32], reading: Reading) -> NDArray[np.float32]:
    """Cosines above those of unrelated text, in tenths."""
    return np.asarray((cosines - reading.background) * SCALE, np.float32)
