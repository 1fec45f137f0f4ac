"""What is shipped, what depends on what, and what must not stand in the repository."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "index")
_QUESTIONS = str(ROOT / "tests/data/interview-questions-dev.jsonl")
# What sentence-transformers and Gradio are made of, and so bring along.
COMES_ALONG = {"torch", "transformers", "tokenizers", "safetensors", "scikit-learn", "scipy"} | {
    "gradio-client",
    "mcp",
}
# Written as patterns, so that this file does not match itself.
FORBIDDEN = {
    "a registry's address": re.compile(
        r"pypi\.org|pythonhosted\.org|download\.pytorch\.org|registry\.npmjs|huggingface\.co/"
    ),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:home|root|work|opt|Users)/\w"),
    "an index option": re.compile(r"(?:extra-)index-url[ =]\S*http|find-links[ =]"),
}


def shipped_files() -> list[str]:
    """The files of both packages, by their path in the checkout."""
    return sorted(
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it, by its full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout by its own backend, without any network."""
    return built("wheel", tmp_path_factory.mktemp("wheel"))


def built(target: str, folder: Path) -> Path:
    """What the backend makes of the checkout."""
    pytest.importorskip("hatchling")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (made,) = folder.iterdir()
    return made


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    shipped = [name for name in names if ".dist-info/" not in name]
    assert sorted(shipped) == shipped_files()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_has_the_notice_of_what_is_not_under_the_licence_of_the_code(
    wheel: Path,
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        said = {
            Path(name).name: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert "License-File: NOTICE" in said["METADATA"].splitlines()
    assert "License-Expression: MIT AND CC-BY-SA-4.0" in said["METADATA"].splitlines()
    for named in ("creativecommons.org/licenses/by-sa/4.0/", "Robyn Speer", "SUBTLEX"):
        assert named in said["NOTICE"]
    assert {*re.findall(r"\S+\.np[yz]", said["NOTICE"])} <= {*shipped_files()}


def test_the_wheel_installs_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "citaat = bot.cli:main" in archive.read(entry).decode()


def test_the_shipped_command_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    shutil.unpack_archive(wheel, installed, "zip")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    ran = subprocess.run(
        [sys.executable, "-m", "bot.cli", "check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "jos-de-groot-digitalisering.txt: interview with Jos de Groot, 5 questions" in ran.stdout


@pytest.mark.parametrize(
    ("missing", "arguments", "named"),
    [
        ("matplotlib", ["eval", _QUESTIONS, "--plot", "curves.png"], "citaat[eval]"),
        ("onnx", ["build"], "CITAAT_CACHE"),
        ("torch", ["build"], "CITAAT_CACHE"),
        ("transformers", ["build"], "CITAAT_CACHE"),
        ("sentence_transformers", ["build", "--model", "a-model"], "CITAAT_MODEL"),
    ],
)
def test_what_is_not_installed_is_named_on_one_line_with_what_to_do(
    missing: str, arguments: list[str], named: str, tmp_path: Path
) -> None:
    code = (
        f"import sys; sys.modules[{missing!r}] = None; from bot.cli import main; sys.exit(main())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "CITAAT_CONTENT": str(ROOT / "content"),
            "CITAAT_CACHE": str(tmp_path / "cache"),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1), ran.stderr
    assert missing.replace("_", "-") in ran.stderr.replace("_", "-")
    assert named in ran.stderr


def test_index_knows_nothing_of_bot() -> None:
    for path in (ROOT / "index").rglob("*.py"):
        assert not [name for name in imports_of(path) if name.split(".")[0] == "bot"], path


def test_no_modules_import_each_other() -> None:
    modules = {
        name.removesuffix(".py").replace("/", ".").removesuffix(".__init__"): ROOT / name
        for name in shipped_files()
        if name.endswith(".py")
    }
    TopologicalSorter({name: imports_of(path) for name, path in modules.items()}).prepare()


def test_only_the_page_and_the_server_know_gradio() -> None:
    allowed = {ROOT / "bot/web/server.py", *(ROOT / "bot/ui").glob("*.py")}
    others = [
        path
        for path in (ROOT / name for name in shipped_files() if name.endswith(".py"))
        if path not in allowed and path.name != "__main__.py"
    ]
    for path in others:
        assert not [name for name in imports_of(path) if name.split(".")[0] == "gradio"], path
    # Nor by way of another module.
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in others]
    code = "import importlib, sys; list(map(importlib.import_module, sys.argv[1:]))"
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}; print('gradio' in sys.modules)", *names],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stdout.strip() == "False", ran.stderr


def test_no_code_imports_the_tests() -> None:
    for name in shipped_files():
        if name.endswith(".py"):
            roots = {module.split(".")[0] for module in imports_of(ROOT / name)}
            assert not roots & {"tests", "pytest", "hypothesis", "benchmarks", "scripts"}, name


def test_whatever_is_imported_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        asked += extra
    declared = {_name_in(requirement) for requirement in asked} | COMES_ALONG
    owners = packages_distributions()
    imported = {
        module.split(".")[0]
        for name in shipped_files()
        if name.endswith(".py")
        for module in imports_of(ROOT / name)
    }
    others = imported - sys.stdlib_module_names - {*PACKAGES}
    undeclared = {
        module
        for module in others
        if not declared & {_normal(owner) for owner in owners.get(module, [module])}
    }
    assert undeclared == set()


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", pin) for pin in pins)
    pinned = {_normal(pin.split("==")[0]) for pin in pins}
    wanted = [
        *project["project"]["dependencies"],
        *(name for extra in project["project"]["optional-dependencies"].values() for name in extra),
        *project["dependency-groups"]["dev"],
        "torch",
    ]
    assert {_name_in(requirement) for requirement in wanted} <= pinned


def _name_in(requirement: str) -> str:
    return _normal(re.split(r"[\[<>=;! ]", requirement)[0])


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="session")
def tracked() -> list[str]:
    """The files under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name]


def test_whoever_gets_the_source_can_test_and_measure_it(
    tracked: list[str], tmp_path: Path
) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        shipped = {name.partition("/")[2] for name in archive.getnames()}
    assert {name for name in tracked if (ROOT / name).is_file()} <= shipped


@pytest.mark.usefixtures("tracked")
def test_settings_and_what_visitors_asked_are_not_shipped() -> None:
    """The build leaves out what git ignores."""
    secret = [".env", "journal.jsonl"]
    ran = subprocess.run(
        ["git", "check-ignore", *secret], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == secret


def test_every_link_between_documents_leads_somewhere(tracked: list[str]) -> None:
    broken = [
        f"{name}: {link}"
        for name in tracked
        if name.endswith(".md") and (ROOT / name).is_file()
        for link in re.findall(r"\]\(([^)#\s]+)", (ROOT / name).read_text(encoding="utf-8"))
        if "://" not in link and not (ROOT / name).parent.joinpath(link).exists()
    ]
    assert broken == []


def test_every_decision_is_listed_once_with_its_number_and_title() -> None:
    folder = ROOT / "docs/decisions"
    listed = re.findall(
        r"^\| (\d+) \| \[(.+)\]\(([^)]+)\) \| .+ \|$",
        (folder / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    decisions = [
        (path.name, path.read_text("utf-8").partition("\n")[0])
        for path in sorted(folder.glob("[0-9]*.md"))
    ]
    assert [(file, f"# {int(number):04}. {title}") for number, title, file in listed] == decisions


def test_no_file_names_a_registry_or_a_machine(tracked: list[str]) -> None:
    found = []
    for name in tracked:
        path = ROOT / name
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # an image, or a file that is being removed
        found += [
            f"{name}: {what}: {match[0]}"
            for what, pattern in FORBIDDEN.items()
            if (match := pattern.search(text))
        ]
    assert found == []
