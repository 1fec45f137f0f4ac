"""What makes a site's pages its own: what it is called, and the ink on its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings
    from index.interview import Interview

# As in the stylesheets.
ACCENT = "#a8431f"


def site_title(settings: Settings, interviews: Sequence[Interview]) -> str:
    """What the site calls itself, else what its only interview is called."""
    return settings.title or (interviews[0].title if len(interviews) == 1 else "Citaat")


def ink_on(colour: str) -> str:
    """Black or white, whichever is read best on a colour (WCAG relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#000000" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "#ffffff"
