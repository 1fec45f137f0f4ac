"""Fixed texts that every question is compared with: an ordinary background, and roles.

The cosines of E5 models lie between .7 and 1.0 whatever is asked, so a cosine means something only
relative to those of unrelated text for the same question. The role examples tell when a question
is about the text around the interview: lead, byline and captions.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from index.interview import Role
from index.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from index.encoder import Encoder, Vectors
    from index.interview import Block
    from index.leaning import Leaning

# Cosines are spread over about a tenth; times ten they are of the size of the other signals.
SCALE = 10.0
# A question is about a role only if it is at least this near to one of its examples. That holds for
# 97 % of questions about makers, pictures and subject, and 12 % of others (docs/decisions/0024).
_MIN_ROLE_COSINE = 0.7
# Who made something, and what they made: "who interviewed?" has the words of "who was
# interviewed?", and "who took the photo?" those of what is in it.
_MADE = {"writer": "subject", "photographer": "picture"}
# From this much nearer to the maker, a question is not about what was made at all. Of
# short questions about who speaks .86 are quoted right from 0 on, .875 from .01 and without it;
# about the writer .915 up to .015 and .89 from .02.
_CLEARLY = 0.01
# What `roles.toml` calls the examples of a question about no role at all.
_ORDINARY = "ordinary"

_WRITER = re.compile(
    r"\b(?:tekst|woord(?:en)?|verhaal|interview|(?:vraag)?gesprek|verslag\w*|door|auteur|"
    r"(?:eind)?redact\w+|text|words|story|by|written)\b",
    re.IGNORECASE,
)
_PHOTOGRAPHER = re.compile(
    r"\b(?:(?:ge)?foto|beeld|portret|illustratie|photo|image|picture)", re.IGNORECASE
)
# "(foto An de Wit)", "gemaakt door An", "Beeld: An de Wit" and nothing else; of the captions that
# open with "Foto:" most tell what is on it: "Foto: An de Wit in haar bakkerij, met een vers brood".
_CREDITED = re.compile(
    r"(?:^|[(\[|/] ?)"
    r"(?:\u00a9|(?:eigen )?(?:foto|beeld|photo|image|picture)(?:grafie|graphy|['\u2019]?s)?\b)"
    r"[^()\[\]]{2,40}(?:$|[)\]])|\b(?:gemaakt|genomen|gefotografeerd|made|taken) (?:door|by)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the probes say about a question.

    `about_piece` is its highest cosine with any role example. `depends` says whether it depends on
    an earlier question; None where only its words can tell.
    """

    background: float
    roles: Mapping[str, float]
    about_piece: float
    depends: bool | None = None

    @property
    def strongest_role(self) -> float:
        """How surely the question is about the piece itself: makers, subject, who speaks."""
        return max(self.roles.values(), default=0.0)

    @property
    def asks_photographer(self) -> bool:
        """Whether it is clearly who took a picture that is asked, and not what is in it."""
        photographer = self.roles.get("photographer", 0.0)
        return photographer == self.strongest_role > 0 == self.roles.get("picture", 0.0)


class Probes:
    """The fixed texts, embedded by one encoder."""

    def __init__(self, encoder: Encoder, leaning: Leaning | None = None) -> None:
        """`leaning` must be fitted with the same model."""
        self._leaning = leaning
        background = files("index").joinpath("data/background.txt").read_text("utf-8").splitlines()
        self._background: Vectors = encoder.encode_passages(background).mean(axis=0)
        examples = {role: encoder.encode_queries(texts) for role, texts in _role_examples().items()}
        # One product for all roles; one for each takes three times as long.
        self._roles = tuple(examples)
        self._examples: Vectors = np.concatenate(list(examples.values()))
        self._starts = np.cumsum([0, *map(len, examples.values())])[:-1]

    def read(self, query: Vectors) -> Reading:
        """Compare a question's vector, shape (dimension,), with every probe."""
        highest = np.maximum.reduceat(self._examples @ query, self._starts).tolist()
        cosines = dict(zip(self._roles, highest, strict=True))
        ordinary = max(cosines.pop(_ORDINARY), _MIN_ROLE_COSINE)
        nearest = max(cosines.values())
        # A question asks for one thing, so a role's distance to the nearest role counts twice.
        roles = {
            role: max(0.0, (2 * cosine - nearest - ordinary) * SCALE)
            for role, cosine in cosines.items()
        }
        for maker, made in _MADE.items():
            if cosines[maker] - _CLEARLY >= cosines[made]:
                roles[made] = 0.0
        return Reading(
            # The cosine with the mean is the mean of the cosines.
            background=float(self._background @ query),
            roles=roles,
            about_piece=nearest,
            depends=self._leaning(query) if self._leaning else None,
        )


@cache
def role_words() -> frozenset[str]:
    """The terms of which questions about any piece consist: "wie", "interview", "foto"."""
    examples = _role_examples()
    return frozenset(
        word.term
        for role in examples.keys() - {_ORDINARY}
        for text in examples[role]
        for word in words_of(text)
    )


@cache
def _role_examples() -> Mapping[str, list[str]]:
    return tomllib.loads(files("index").joinpath("data/roles.toml").read_text("utf-8"))


def roles_of(block: Block, words: str) -> frozenset[str]:
    """The roles in `roles.toml` of a block's sentence; none in answers and paragraphs.

    `words` is the sentence. In a byline each line is one, and it may name several makers.
    """
    if block.role is Role.LEAD:
        return frozenset({"subject"})
    if block.role is Role.CAPTION:
        credited = {"photographer"} if _CREDITED.search(words) else set()
        return frozenset({"picture"} | credited)
    if block.role is Role.BYLINE:
        makers = {"writer": _WRITER, "photographer": _PHOTOGRAPHER}
        return frozenset(role for role, pattern in makers.items() if pattern.search(words))
    return frozenset()


def standardised(cosines: NDArray[np.float32], reading: Reading) -> NDArray[np.float32]:
    """Cosines relative to those of unrelated text, in tenths."""
    return np.asarray((cosines - reading.background) * SCALE, np.float32)
