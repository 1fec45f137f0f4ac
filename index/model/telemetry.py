"""Nothing leaves the machine, whatever a library would tell its maker."""

from __future__ import annotations

import os


def without_telemetry() -> None:
    """To be called before onnxruntime is imported.

    From 1.32 on it numbers the machine in the home folder when it is imported, notes there which
    models run, and sends that to Microsoft. What it offers to stop that comes too late.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
