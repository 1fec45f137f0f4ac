"""Which version of Citaat runs, for programs that ask."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    """As the distribution has it; "0" where it runs without being installed."""
    try:
        return version("citaat")
    except PackageNotFoundError:
        return "0"
