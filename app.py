"""Citaat as an app: `python app.py` serves it; `demo` is there for hosts that import it."""

from __future__ import annotations

import sys

from bot.settings import Settings
from bot.web.server import INTERRUPTED, create_demo, serve
from index.errors import CitaatError

if __name__ == "__main__":
    try:
        serve(Settings.of())
    except CitaatError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
else:
    demo = create_demo(Settings.of())
