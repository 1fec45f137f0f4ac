"""What long work tells whoever waits for it."""

from collections.abc import Callable

Say = Callable[[str], None]
"""Takes a sentence about what happens now."""

Progress = Callable[[int, int], None]
"""Takes how many of how many are done."""
