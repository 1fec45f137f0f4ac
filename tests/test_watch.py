"""A rebuilt index reaches the servers that share it; a broken one reaches none."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Hashable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

import pytest

from bot.bootstrap import Workshop
from bot.lazy import LazyBot
from bot.library import Library
from bot.reply import Reply
from bot.settings import Settings
from bot.web.listening import bind
from bot.web.watch import Watcher, folder_state
from index.encoder import Encoder
from index.errors import StaleIndexError, StoreUnavailableError
from index.interview import Interview
from index.parse import parse_bytes
from index.store import build_index, load_index
from index.versions import GRACE, published
from tests import patient
from tests.encoder_fake import WordCountEncoder
from tests.patient import PATIENCE
from tests.web import CONTENT, LOOPBACK, FakeBot, HeldBot, interviews_of, serving, told

ENCODER = WordCountEncoder(("appel", "peer"))
NEW = "Wat eet een giraffe?\n\n“Een giraffe eet vooral bladeren van de acacia.”\n"


class Shop:
    """What a watcher looks at, and what it does."""

    def __init__(self) -> None:
        self.published: Hashable = 1
        self.content: Hashable = "a"
        self.broken: Exception | None = None
        self.blind: Exception | None = None
        self.renewals = 0

    def now(self) -> Hashable:
        if self.blind is not None:
            raise self.blind
        return self.published

    def renew(self) -> None:
        self.renewals += 1
        if self.broken is not None:
            raise self.broken

    def watcher(self) -> Watcher:
        return Watcher(self.now, lambda: self.content, self.renew, serving=1)


def test_only_something_new_is_loaded_and_once() -> None:
    shop = Shop()
    watcher = shop.watcher()
    watcher.look()
    shop.content = "b"
    watcher.look()
    assert shop.renewals == 0
    shop.published = 2
    watcher.look()
    watcher.look()
    assert shop.renewals == 1
    shop.published = None
    watcher.look()
    assert shop.renewals == 1


@pytest.mark.parametrize("error", [StaleIndexError("Other content.", "Copy it."), KeyError("x")])
def test_a_broken_renewal_warns_once_and_is_tried_again_when_something_changed(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    shop = Shop()
    watcher = shop.watcher()
    shop.published, shop.broken = 2, error
    with caplog.at_level(logging.INFO, "citaat"):
        watcher.look()
        watcher.look()
    assert shop.renewals == 1
    (message,) = caplog.messages
    assert "previous one answers" in message
    shop.content, shop.broken = "b", None
    watcher.look()
    watcher.look()
    assert shop.renewals == 2


def test_a_failed_renewal_is_tried_again_ever_less_often(caplog: pytest.LogCaptureFixture) -> None:
    shop = Shop()
    watcher = shop.watcher()
    shop.published, shop.broken = 2, StoreUnavailableError("Milvus is away.", "Start it.")
    tried = []
    for look in range(100):
        before = shop.renewals
        watcher.look()
        if shop.renewals > before:
            tried.append(look)
    assert tried == [0, 2, 5, 10, 19, 36, 69]
    assert len(caplog.messages) == 1
    shop.broken = None
    for _ in range(40):
        watcher.look()
    assert shop.renewals == len(tried) + 1


def test_a_server_that_no_longer_sees_what_is_published_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shop = Shop()
    watcher = shop.watcher()
    for shop.published in (None, None, 1, None):
        watcher.look()
    assert shop.renewals == 0
    assert len(caplog.messages) == 2
    assert "previous one answers" in caplog.messages[0]
    assert "index folder" in caplog.messages[0]


def test_looking_goes_on_after_an_unexpected_failure(caplog: pytest.LogCaptureFixture) -> None:
    shop = Shop()
    watcher = shop.watcher()
    shop.published, shop.blind = 2, KeyError("aliases")
    watcher.look()
    watcher.look()
    (record,) = caplog.records
    assert "KeyError: 'aliases'" in record.getMessage()
    assert record.exc_info is not None
    shop.blind = None
    watcher.look()
    assert shop.renewals == 1


def test_the_state_of_a_folder_follows_its_files_in_sub_folders_too(tmp_path: Path) -> None:
    assert folder_state(tmp_path / "none") == ()
    states = [folder_state(tmp_path)]
    below = tmp_path / "2024" / "mei"
    below.mkdir(parents=True)
    (tmp_path / ".#open.txt").symlink_to(tmp_path / "nobody@nowhere.1")
    for name, text in [("a.txt", "a"), ("a.txt", "ab"), ("b.txt", "b")]:
        (below / name).write_text(text, encoding="utf-8")
        states.append(folder_state(tmp_path))
    assert len(set(states)) == len(states)


def test_a_question_under_way_is_finished_by_the_bot_it_was_put_to(tmp_path: Path) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    held = HeldBot(interviews)
    lazy = LazyBot(lambda: held)
    replies: list[Reply] = []
    thread = threading.Thread(target=lambda: replies.append(told(lazy, "wij.")))
    thread.start()
    assert held.asked.wait(PATIENCE)
    lazy.replace(FakeBot(()))
    assert told(lazy, "wij.").kind == "abstain"
    held.gate.set()
    thread.join(PATIENCE)
    assert [reply.kind for reply in replies] == ["answer"]


def test_pages_follow_a_replaced_library(tmp_path: Path) -> None:
    interviews = interviews_of(tmp_path, {"a.txt": "Wie?\n\n“Wij.”\n".encode()})
    library = Library(interviews)
    with serving(Settings.of(port=0), library, lambda: FakeBot(interviews)) as running:
        assert patient.get(f"{running.url}/bron/giraffe").status_code == 404
        library.replace(interviews_of(tmp_path, {"giraffe.txt": NEW.encode()}))
        assert "acacia" in patient.get(f"{running.url}/bron/giraffe").text
        assert "bron/giraffe" in patient.get(running.url).text
        assert len(patient.get(f"{running.url}/api/interviews").json()) == 2


# The folder.


def interview(name: str) -> Interview:
    return parse_bytes(f"Een {name}.".encode(), Path(f"{name}.txt"), f"{name}.txt")


def build(folder: Path, *names: str) -> str:
    build_index([interview(name) for name in names], ENCODER, folder, lambda _done, _total: None)
    now = published(folder)
    assert now is not None
    return now.name


def test_what_is_published_names_the_version(tmp_path: Path) -> None:
    assert published(tmp_path) is None
    build(tmp_path, "appel")
    first = published(tmp_path)
    assert first is not None
    assert first.version == load_index([interview("appel")], ENCODER, tmp_path).manifest.version
    os.utime(tmp_path / "current", (1, 1))
    build(tmp_path, "appel")
    assert published(tmp_path) not in {None, first}


def test_a_replaced_version_stays_for_its_grace_and_the_previous_always(tmp_path: Path) -> None:
    first = build(tmp_path, "appel")
    second = build(tmp_path, "peer")
    (tmp_path / f"new-{'0' * 16}").mkdir()
    third = build(tmp_path, "appel", "peer")
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {first, second, third}
    long_ago = time.time() - GRACE - 60
    for name in (first, second, third):
        os.utime(tmp_path / name, (long_ago, long_ago))
    fourth = build(tmp_path, "appel")
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {third, fourth}


def test_a_folder_that_is_no_version_is_left_alone(tmp_path: Path) -> None:
    others = {"letters", "new-york", "0123456789ab"}
    for name in others:
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (1, 1))
    versions = {build(tmp_path, "appel"), build(tmp_path, "peer")}
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {*others, *versions}


# Two real servers on one folder.


class Server:
    """A server of its own process, and what it logs."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.url = ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve", "--port", "0"],
            env=environment,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        # A server that says nothing more must not be waited for.
        self._patience = threading.Timer(300, self._process.kill)
        self._patience.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._patience.cancel()
        self._process.terminate()
        self._process.communicate(timeout=PATIENCE)

    def listens(self) -> None:
        """Wait until it does, and learn where: a port chosen here might be taken meanwhile."""
        self.url = self.has_said("Citaat listens on").split()[-1]

    def has_said(self, words: str) -> str:
        """Wait until it says so, in this line."""
        assert self._process.stderr is not None
        heard = []
        for line in self._process.stderr:
            if words in line:
                return line
            heard.append(line)
        raise AssertionError(f"never said {words!r}: {heard}")

    def ask(self, question: str) -> dict[str, Any]:
        """Its reply, once its bot is awake."""
        reply = patient.post(f"{self.url}/api/ask", json={"question": question}, timeout=300)
        answer: dict[str, Any] = reply.json()
        return answer


@pytest.fixture(params=["folder", "milvus"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """What servers share besides the content: the index folder, or a Milvus that runs."""
    if request.param == "folder":
        yield {"CITAAT_INDEX": str(tmp_path / "index")}
        return
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed: citaat[milvus]")
    grpc = pytest.importorskip("grpc")
    with bind(LOOPBACK, 0) as free:
        port = free.getsockname()[1]
    where = ["--data-dir", str(tmp_path / "milvus"), "--host", LOOPBACK, "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-m", "milvus_lite", "server", *where],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with grpc.insecure_channel(f"{LOOPBACK}:{port}") as channel:
            grpc.channel_ready_future(channel).result(timeout=PATIENCE)
        # Servers look in a folder where nothing was built.
        yield {
            "CITAAT_STORE": f"milvus://{LOOPBACK}:{port}",
            "CITAAT_INDEX": str(tmp_path / "none"),
        }
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_two_servers_answer_from_an_index_that_another_process_rebuilt(
    tmp_path: Path, model_cache: Path, encoder: Encoder, shared: dict[str, str]
) -> None:
    content, index = tmp_path / "content", tmp_path / "index"
    shutil.copytree(CONTENT, content)
    store = shared.get("CITAAT_STORE")
    settings = Settings.of(content=content, index=index, cache=model_cache, store=store)
    Workshop(settings, lambda _: None, encoder).write(lambda _done, _total: None)
    environment = {
        **os.environ,
        "PYTHONPATH": str(CONTENT.parent),
        "CITAAT_CONTENT": str(content),
        "CITAAT_CACHE": str(model_cache),
        **shared,
    }

    with ExitStack() as stack:
        servers = [stack.enter_context(Server(environment)) for _ in range(2)]
        for server in servers:
            server.listens()
        before = [server.ask("wat doet het Digital Trust Center?") for server in servers]
        assert [reply["source"]["id"] for reply in before] == ["jos-de-groot-digitalisering"] * 2
        (content / "giraffe.txt").write_text(NEW, encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "bot.cli", "build"],
            env={**environment, "CITAAT_INDEX": str(index)},
            check=True,
            timeout=120,
            capture_output=True,
        )
        now = published(index)
        assert now is not None
        for server in servers:
            server.has_said(f"Now answering from index {now.version}.")
        after = [server.ask("Wat eet een giraffe?") for server in servers]
        assert [reply["source"]["id"] for reply in after] == ["giraffe"] * 2
        assert [reply["versions"]["index"] for reply in after] == [now.version] * 2
        assert before[0]["versions"] == before[1]["versions"] != after[0]["versions"]
        for server in servers:
            assert "acacia" in patient.get(f"{server.url}/bron/giraffe").text
    assert not (tmp_path / "none").exists()
