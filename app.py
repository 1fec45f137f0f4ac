"""Citaat as an app: `python app.py` serves it; `demo` is there for hosts that import it."""

from __future__ import annotations

from bot.server import lazy_bot, serve
from bot.settings import Settings
from bot.ui import build_page
from bot.ui_page import Page
from index.parse import parse_folder

_settings = Settings.of()
_interviews = tuple(parse_folder(_settings.content))
demo = build_page(Page.of(_settings, _interviews), lazy_bot(_settings), _interviews)

if __name__ == "__main__":
    serve(_settings)
