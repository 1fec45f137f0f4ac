"""`python -m bot.cli` is `citaat`."""

import sys

from bot.cli.command import main

sys.exit(main())
