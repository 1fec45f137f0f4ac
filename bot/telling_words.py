"""Words that one language uses far more than the others: "waiting", "wachttijd", "bütçe".

Of each a fingerprint of four bytes is kept; `benchmarks.telling_words` wrote them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from index.spelling import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

TELLING_WORDS = "telling-words.npz"


def told_by(word: str) -> str | None:
    """The language that a folded word tells, as an ISO 639-1 code; None if it tells none."""
    own = fingerprint(word)
    for code, known in _telling_words().items():
        at = int(known.searchsorted(own))
        if at < len(known) and known[at] == own:
            return code
    return None


@cache
def _telling_words() -> Mapping[str, NDArray[np.uint32]]:
    """The fingerprints of each language, ascending."""
    with files("bot").joinpath("data", TELLING_WORDS).open("rb") as file, np.load(file) as stored:
        return {code: stored[code] for code in stored.files}
