"""Fixtures that several test files share: the real model, and the real bot on the real content."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis

from bot.answer import Bot
from bot.bootstrap import build_bot
from bot.settings import Settings
from index.encoder import Encoder
from index.encoder_choice import open_encoder
from index.encoder_torch import TorchEncoder
from index.model.checkpoint import MODEL_NAME, default_checkpoint

CONTENT = Path(__file__).parents[1] / "content"
# How long an example takes says more about the machine than about the code.
hypothesis.register_profile("untimed", hypothesis(), deadline=None)
hypothesis.load_profile("untimed")


def pytest_report_header() -> list[str]:
    """Before all else, since it explains what fails."""
    changed = [name for name in os.environ if name.upper().startswith("CITAAT_")]
    named = [*changed, *(["the file .env"] if Path(".env").exists() else [])]
    return [f"settings of your own may fail tests: {', '.join(named)}"] if named else []


def quiet(*_: object) -> None:
    """Progress that nobody watches."""


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """The user's own cache: the converted model is verified by hash, so tests may share it."""
    return Settings.of().cache


@pytest.fixture(scope="session")
def encoder(model_cache: Path) -> Encoder:
    """The embedded model as it ships."""
    return open_encoder(None, model_cache, quiet)


@pytest.fixture(scope="session")
def reference(encoder: Encoder, model_cache: Path) -> Encoder:
    """The same model in sentence-transformers."""
    assert encoder.name == MODEL_NAME
    return TorchEncoder.load(str(default_checkpoint(model_cache, quiet)), MODEL_NAME)


@pytest.fixture(scope="session")
def settings(model_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The real content with an index of its own."""
    index = tmp_path_factory.mktemp("index")
    return Settings.of(content=CONTENT, index=index, cache=model_cache)


@pytest.fixture(scope="session")
def bot(settings: Settings, encoder: Encoder) -> Bot:
    """The product as a visitor meets it, without a channel."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return build_bot(settings, quiet, quiet, encoder)
