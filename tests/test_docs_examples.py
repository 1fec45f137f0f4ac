"""Every example in docs/embedding.md, run as it stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.answer import Bot
from bot.settings import Settings
from index.errors import PortError
from tests.web import CONTENT, Live, Site, Watched, another_site, ask_on, serving

pytest_plugins = ("tests.web_fixtures",)

ROOT = CONTENT.parent
GUIDE = (ROOT / "docs" / "embedding.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:7860"
DTC = "Wat doet het Digital Trust Center?"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def examples(*languages: str) -> list[object]:
    found = [code for language, code in BLOCKS if language in languages]
    return [pytest.param(code, id=f"{languages[0]}-{n}") for n, code in enumerate(found, 1)]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with another_site() as made:
        yield made


@pytest.fixture(scope="module")
def guide(bot: Bot, site: Site) -> Iterator[Live]:
    """A server at the address that the guide names; elsewhere only when that one is taken."""
    settings = Settings.of(port=7860, allowed_origins=(site.origin,))
    try:
        with serving(settings, bot.interviews, lambda: bot) as running:
            yield running
    except PortError:
        free = settings.model_copy(update={"port": 0})
        with serving(free, bot.interviews, lambda: bot) as running:
            yield running


def output(command: list[str], folder: Path) -> str:
    """What a program prints; its errors fail the test."""
    ran = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GRADIO_ANALYTICS_ENABLED": "False"},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def quotation(bot: Bot) -> str:
    quote = bot.ask(DTC).quote
    assert quote is not None
    return quote.text


def test_there_is_no_example_that_nobody_runs() -> None:
    assert {language for language, _ in BLOCKS} == {"env", "html", "js", "json", "python", "sh"}
    assert len(BLOCKS) >= 14


@pytest.mark.parametrize("code", examples("sh"))
def test_the_commands_print_the_quotation(guide: Live, bot: Bot, code: str, tmp_path: Path) -> None:
    printed = output(["sh", "-ec", code.replace(ADDRESS, guide.url)], tmp_path)
    _, _, data = printed.rpartition("data: ")
    assert quotation(bot) in json.dumps(json.loads(data), ensure_ascii=False)


@pytest.mark.parametrize("code", examples("python"))
def test_the_python_examples_run(guide: Live, bot: Bot, code: str) -> None:
    printed = output([sys.executable, "-c", code.replace(ADDRESS, guide.url)], ROOT)
    assert quotation(bot) in printed or printed == "True\n"


@pytest.mark.parametrize("code", examples("js"))
def test_the_javascript_examples_run(guide: Live, code: str, node_project: Path) -> None:
    (node_project / "example.js").write_text(code.replace(ADDRESS, guide.url))
    printed = output(["node", "example.js"], node_project)
    assert printed.split()[0] in {"answer", "abstain"}


@pytest.mark.parametrize("code", examples("python"))
def test_the_python_examples_bear_a_reply_without_a_quotation(guide: Live, code: str) -> None:
    code = code.replace(ADDRESS, guide.url).replace(DTC, "dank je wel")
    printed = output([sys.executable, "-c", code], ROOT)
    assert not printed or printed.startswith("smalltalk ")


@pytest.mark.parametrize("code", examples("js"))
def test_the_javascript_examples_bear_it_too(guide: Live, code: str, node_project: Path) -> None:
    code = code.replace(ADDRESS, guide.url).replace("En waarom?", DTC).replace(DTC, "dank je wel")
    (node_project / "example.js").write_text(code)
    assert output(["node", "example.js"], node_project).startswith("smalltalk ")


@pytest.mark.parametrize("code", examples("html"))
def test_the_pages_show_the_quotation(
    guide: Live, bot: Bot, site: Site, visit: Callable[..., Watched], code: str
) -> None:
    site.html = (
        '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Site</title>'
        + code.replace(ADDRESS, guide.url)
    )
    seen = visit(site.origin)
    page = seen.page
    if "<iframe" in code:
        ask_on(page.frame_locator("iframe"), DTC)
        shown = page.frame_locator("iframe").locator(".hero .slice")
    else:
        if 'mode="button"' in code:
            page.get_by_role("button", name="Stel een vraag").click()
        page.get_by_label("Uw vraag").fill(DTC)
        page.keyboard.press("Enter")
        shown = page.locator("citaat-chat mark.slice")
    expect(shown).to_have_text(quotation(bot))
    if "citaat-reply" in code:
        expect(page).to_have_title(f"answer: {DTC}")
    assert seen.errors == []


@pytest.mark.parametrize("code", examples("env"))
def test_the_settings_are_settings(code: str, tmp_path: Path) -> None:
    path = tmp_path / "example.env"
    path.write_text(code, "utf-8")
    read = Settings(_env_file=path)
    names = {line.partition("=")[0].removeprefix("CITAAT_").lower() for line in code.split("\n")}
    assert read.model_fields_set == names - {""}


@pytest.mark.parametrize("code", examples("json"))
def test_the_json_is_json(code: str) -> None:
    assert isinstance(json.loads(code), dict)
