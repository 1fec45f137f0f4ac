"""Nothing leaves the machine, whatever a library would tell its maker."""

from __future__ import annotations

import os


def without_telemetry() -> None:
    """To be called before onnxruntime is imported.

    From 1.32 on it numbers the machine in the home folder when it is imported, and notes there what
    is run, for Microsoft's collector, whose address it has. Its own function to stop that can only
    be called once it was imported.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
