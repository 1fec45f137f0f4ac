"""What makes a site's pages its own: what it is called, and the ink on its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings
    from index.interview import Interview

# As in the stylesheets: the accent, and the dark paper.
ACCENT = "#a8431f"
_DARK_PAPER = "#17140f"
# What WCAG asks of text; a ring around what has the focus needs three.
_CONTRAST = 4.5


def site_title(settings: Settings, interviews: Sequence[Interview]) -> str:
    """What the site calls itself, else what its only interview is called."""
    return settings.title or (interviews[0].title if len(interviews) == 1 else "Citaat")


def ink_on(colour: str) -> str:
    """Black or white, whichever is read best on a colour."""
    return max(("#000000", "#ffffff"), key=lambda ink: _contrast(ink, colour))


def in_the_dark(colour: str) -> str:
    """A colour, made lighter until it stands out on the dark paper."""
    parts = _parts(colour)
    while _contrast(colour, _DARK_PAPER) < _CONTRAST:
        parts = [part + (255 - part + 7) // 8 for part in parts]
        colour = "#{:02x}{:02x}{:02x}".format(*parts)
    return colour


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2), from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [part / 255 for part in _parts(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
