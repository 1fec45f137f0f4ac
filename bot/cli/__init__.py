"""The `citaat` command: `parser` reads the flags, `command` runs what they name."""

from bot.cli.command import main
from bot.exit_status import BAD_INPUT, BROKEN_PIPE, INTERRUPTED, OK, TRY_LATER

__all__ = ["BAD_INPUT", "BROKEN_PIPE", "INTERRUPTED", "OK", "TRY_LATER", "main"]
