"""Settings: what they make of what an editor writes, and what they say when they cannot."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from bot.settings import FLAGS, Settings
from index.errors import SettingsError


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("HTTPS://Example.ORG:443/page?a=b", "https://example.org"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://[::1]:80/", "http://[::1]"),
        ("https://b\u00fccher.nl", "https://xn--bcher-kva.nl"),
        ("*", "*"),
    ],
)
def test_an_origin_is_written_as_a_browser_writes_it(written: str, origin: str) -> None:
    assert Settings.of(allowed_origins=(written,)).allowed_origins == (origin,)


NO_SITES = """example.org https:// http://[ https://*.example.org null https://a;b https://a:99999
https://a..b ftp://example.org""".split()


@pytest.mark.parametrize("written", [*NO_SITES, "", "https://a b"])
@pytest.mark.parametrize("name", ["allowed_origins", "public_url"])
def test_what_is_no_address_of_a_site_is_refused(name: str, written: str) -> None:
    value = (written,) if name == "allowed_origins" else written
    with pytest.raises(SettingsError, match="such as https://www") as caught:
        Settings.of(**{name: value})
    assert caught.value.remedy == f"Change CITAAT_{name.upper()}."


@pytest.mark.parametrize("end", ["chat?a=b", "chat#top", "?", "chat ", "met spatie"])
def test_a_public_address_that_no_link_can_begin_with_is_refused(end: str) -> None:
    with pytest.raises(SettingsError, match="end with its path"):
        Settings.of(public_url=f"https://example.org/{end}")


def test_a_public_address_tells_no_password() -> None:
    with pytest.raises(SettingsError, match="no user"):
        Settings.of(public_url="https://jan:geheim@example.org")


def test_a_public_address_keeps_its_path() -> None:
    assert Settings.of(public_url="https://example.org/chat/").public_url == (
        "https://example.org/chat"
    )


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("[::1]", "::1"),
        (" 127.0.0.1", "127.0.0.1"),
        (" [::] ", "::"),
        ("::1", "::1"),
        ("localhost", "localhost"),
    ],
)
def test_an_address_to_listen_on_may_have_brackets_and_spaces(written: str, host: str) -> None:
    assert Settings.of(host=written).host == host


@pytest.mark.parametrize("written", [" ", "[]"])
def test_no_address_to_listen_on_is_not_every_address(written: str) -> None:
    with pytest.raises(SettingsError, match=r"host cannot be .*127\.0\.0\.1"):
        Settings.of(host=written)


def test_a_logo_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"file\. Change CITAAT_LOGO\."):
        Settings.of(logo=tmp_path / "missing.png")
    (tmp_path / "logo.png").touch()
    assert Settings.of(logo=tmp_path / "logo.png").logo == tmp_path / "logo.png"


def test_the_remedy_names_a_flag_only_where_there_is_one() -> None:
    with pytest.raises(SettingsError, match="Change --port or CITAAT_PORT"):
        Settings.of(port=99_999)
    with pytest.raises(SettingsError, match="Change CITAAT_ACCENT"):
        Settings.of(accent="red")
    assert set(FLAGS) <= set(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_variable_without_a_value_is_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = f"CITAAT_{name.upper()}"
    monkeypatch.delenv(variable, raising=False)
    default = Settings.of()
    monkeypatch.setenv(variable, "")
    assert Settings.of() == default


@pytest.mark.parametrize("name", FLAGS)
def test_a_flag_without_a_value_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=f"--{name} has no value"):
        Settings.of(**{name: ""})


@pytest.mark.parametrize("store", ["nonsense", "http://anna:secret@example.org"])
def test_a_store_that_is_no_address_is_refused_and_its_password_not_shown(store: str) -> None:
    with pytest.raises(SettingsError, match=r"--store or CITAAT_STORE as milvus://") as caught:
        Settings.of(store=store)
    assert "secret" not in str(caught.value)


def test_a_file_of_settings_that_is_not_utf_8_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("CITAAT_TITLE=Caf\xe9\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"\.env is not UTF-8"):
        Settings.of()
    (tmp_path / ".env").write_bytes("CITAAT_TITLE=Caf\xe9\n".encode())
    assert Settings.of().title == "Caf\xe9"


TEXTS = {
    **dict.fromkeys(("title", "lead", "host", "model"), b"caf\xe9"),
    "store": b"caf\xe9.db",
    "examples": b'["wie?", "caf\xe9"]',
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_variable_that_is_not_utf_8_is_one_clear_line(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    variable = f"CITAAT_{name.upper()}"
    monkeypatch.setenv(variable, os.fsdecode(TEXTS[name]))
    with pytest.raises(SettingsError, match=rf"{name} is not UTF-8\..*{variable} in UTF-8\.$"):
        Settings.of()
    monkeypatch.setenv(variable, TEXTS[name].decode("latin-1"))
    Settings.of()


def test_a_tilde_is_the_home_of_who_starts_it_where_no_shell_has_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "an"))
    (tmp_path / ".env").write_text("CITAAT_INDEX=~/index\nCITAAT_MODEL=~/model\n", encoding="utf-8")
    settings = Settings.of(content="~/teksten", journal="stuk~/vragen.jsonl")
    home = tmp_path / "an"
    assert (settings.content, settings.index) == (home / "teksten", home / "index")
    assert settings.model == str(home / "model")
    assert settings.journal == Path("stuk~/vragen.jsonl")


def test_a_folder_of_any_name_has_an_index_of_its_own(tmp_path: Path) -> None:
    latin = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    folders = {Settings.of(content=folder).index_folder for folder in (latin, tmp_path)}
    assert len(folders) == 2


def test_what_looks_like_a_setting_and_is_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITAAT_PORT", "80")
    assert Settings.doubts() == []
    monkeypatch.setenv("CITAAT_PROT", "80")
    (tmp_path / ".env").write_text("CITAAT_TITEL=Hallo\nOTHER=1\n", encoding="utf-8")
    assert Settings.doubts() == ["No setting, and ignored: CITAAT_PROT, CITAAT_TITEL."]


def test_a_list_that_is_no_json_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITAAT_ALLOWED_ORIGINS", "https://example.org")
    with pytest.raises(SettingsError, match="CITAAT_ALLOWED_ORIGINS is a JSON list"):
        Settings.of()
    monkeypatch.setenv("CITAAT_ALLOWED_ORIGINS", json.dumps(["https://example.org"]))
    assert Settings.of().allowed_origins == ("https://example.org",)


def test_the_readme_names_every_setting_and_those_that_are_flags() -> None:
    readme = Path(__file__).parents[1].joinpath("README.md").read_text("utf-8")
    rows = [line.split("|")[1:3] for line in readme.splitlines() if line.startswith("| `CITAAT_")]
    variables = [name.lower() for names, _ in rows for name in re.findall(r"CITAAT_(\w+)", names)]
    assert sorted(variables) == sorted(Settings.model_fields)
    flags = {name for _, flags in rows for name in re.findall(r"--(\w+)", flags)}
    assert flags == {*FLAGS}
    for names, own in rows:
        assert own == " " or re.findall(r"\w+", own.lower()) == [
            name.lower() for name in re.findall(r"CITAAT_(\w+)", names)
        ]
