"""Citaat as an app: `python app.py` is `citaat serve`; `demo` is for hosts that import it."""

from __future__ import annotations

import sys

from bot.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
else:
    from bot.settings import Settings
    from bot.web.server import create_demo

    demo = create_demo(Settings.of())
