"""Small interviews, and bots over them: for tests that need two much alike, or that count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.abstain import Calibration
from bot.answer import Bot
from bot.bootstrap import FIXED_TEXTS, assemble
from bot.settings import Settings
from index.columns import SIGNALS, ByName
from index.encoder import Encoder
from index.encoder_cached import CachedEncoder
from index.interview import Interview
from index.parse import parse_bytes
from index.ranker import Ranker
from index.store import index_in_memory

# Two that many a question could be put to.
BAKERY = """Brood voor de hele wijk

Wanneer gaat de oven aan?

\u201cOm drie uur 's nachts. Dan is het deeg gerezen.\u201d

Met hoeveel mensen werkt u?

\u201cWij zijn met vier mensen. Dat is genoeg voor een bakkerij.\u201d

Foto: Anna de Boer
"""
SMITHY = """Hoefijzers uit het vuur

Wanneer steekt u het vuur aan?

\u201cOm zes uur, als de paarden wakker worden.\u201d

Met hoeveel mensen werkt u?

\u201cWij zijn met negen mensen. Dat is veel voor een smederij.\u201d

Foto: Bert Smit
"""


def interview(name: str, text: str) -> Interview:
    """A file of this name and text, parsed."""
    return parse_bytes(text.encode(), Path(name), name)


def signals(**values: float) -> ByName:
    """The signals of a sentence; those that are left out are zero."""
    return ByName([values.get(name, 0.0) for name in SIGNALS])


_REMEMBERING: dict[Encoder, Encoder] = {}


def remembering(encoder: Encoder) -> Encoder:
    """The same, for the seven hundred texts that every bot begins with.

    They are read where a real bot has kept them; nothing is added there, as most encoders of tests
    are fakes.
    """
    if encoder not in _REMEMBERING:
        _REMEMBERING[encoder] = CachedEncoder(encoder, Settings.of().cache / FIXED_TEXTS)
    return _REMEMBERING[encoder]


def bot_over(
    interviews: Sequence[Interview],
    encoder: Encoder,
    threshold: float | None = None,
    fixed: Encoder | None = None,
    ranker: Ranker | None = None,
) -> Bot:
    """A bot with an index of its own in memory, which answers from its calibrated threshold on.

    `fixed` is the same encoder for the texts that every bot begins with.
    """
    return assemble(
        index_in_memory(interviews, encoder),
        encoder,
        Calibration.load(),
        ranker or Ranker.load(),
        fixed=fixed or remembering(encoder),
        threshold=threshold,
    )


def quiet(done: int, total: int) -> None:
    """Progress that nobody watches, but that must make sense."""
    assert 0 <= done <= total
