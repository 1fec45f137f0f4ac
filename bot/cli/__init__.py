"""The `citaat` command: `parser` reads the flags, `command` runs what they name."""

from bot.cli.command import BAD_INPUT, BROKEN_PIPE, INTERRUPTED, OK, main

__all__ = ["BAD_INPUT", "BROKEN_PIPE", "INTERRUPTED", "OK", "main"]
