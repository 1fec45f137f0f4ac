"""Small interviews: for tests that count what was embedded, or that need two much alike."""

from __future__ import annotations

from pathlib import Path

from index.interview import Interview
from index.parse import parse_bytes

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


def quiet(done: int, total: int) -> None:
    """Progress that nobody watches, but that must make sense."""
    assert 0 <= done <= total
