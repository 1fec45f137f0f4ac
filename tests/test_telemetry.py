"""Nothing leaves the machine: a library that tells its maker what runs is kept from it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_IMPORT = re.compile(r"^( *)(?:import|from) onnxruntime\b", re.MULTILINE)


def test_onnxruntime_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    program = (
        "from index.model.telemetry import without_telemetry\n"
        "without_telemetry()\n"
        "import onnxruntime\n"
        "onnxruntime.SessionOptions()\n"
    )
    surroundings = {**os.environ, "HOME": str(tmp_path)}
    for name in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"):
        surroundings.pop(name, None)
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=surroundings, check=True)
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("folder", ["bot", "index"])
def test_onnxruntime_is_imported_nowhere_without_that(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        text = path.read_text("utf-8")
        for found in _IMPORT.finditer(text):
            assert text[: found.start()].endswith("without_telemetry()\n"), path
