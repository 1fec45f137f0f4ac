"""Which files of a content folder are its interviews, and which are left alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from index.aliases import SYNONYMS_FILE
from index.errors import ContentError, ContentErrors
from index.parsing.drafts import says_draft

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".txt", ".md")
# Formats that an editor may drop in by mistake: silence would look like success.
UNREADABLE_SUFFIXES = frozenset({".doc", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm"})
# Where front matter has ended, lest a large file is read twice.
_LONGEST_FRONT_MATTER = 100_000


def content_files(folder: Path) -> list[Path]:
    """The files that should be interviews, sorted.

    Sub-folders are read too; hidden files, `README` and drafts are not content.

    Raises:
        ContentErrors: the folder is missing, unreadable or holds no content at all.
    """
    files = [path for path in _visible(folder) if _is_content(path) and not is_draft(path)]
    if not files:
        raise _refused(
            folder,
            "The content folder holds no interview.",
            "Put at least one .txt or .md file in it.",
        )
    return files


def skipped_files(folder: Path) -> list[Path]:
    """The files that look as if they were meant as content and are not read, sorted.

    And links to folders, which are not followed: one may lead back to where it stands.

    Raises:
        ContentErrors: the folder is missing or unreadable.
    """
    known = {folder / SYNONYMS_FILE}
    return [
        path
        for path in _visible(folder)
        if not _is_readme(path) and path not in known
        if not _is_content(path) or is_draft(path)
    ]


def means_synonyms(path: Path) -> bool:
    """Whether a file seems to be meant for synonyms: "synoniemen.toml", "synonyms.toml.txt".

    A program may put an ending of its own behind a name, and hide it.
    """
    return any(suffix.lower().startswith(".toml") for suffix in path.suffixes)


def is_draft(path: Path) -> bool:
    """Whether a file says of itself that it is not published: `draft: true`.

    What nobody was to read yet is not quoted, nor need it be whole.
    """
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            start = file.read(_LONGEST_FRONT_MATTER)
    except OSError:
        return False  # whoever reads it says why not
    return says_draft(start.decode("utf-8-sig", errors="replace"))


def _visible(folder: Path) -> list[Path]:
    """The files that are not hidden, and links to folders, sorted."""
    if not folder.is_dir():
        raise _refused(
            folder,
            "There is no such content folder.",
            "Make it and put an interview in it, or name another one with --content.",
        )
    try:
        return sorted(path for path in _walked(folder) if path.is_file() or path.is_dir())
    except OSError as error:
        unread = Path(error.filename or folder)
        raise _refused(
            unread,
            f"The {'content folder' if unread == folder else 'folder or file'} cannot be read: "
            f"{error.strerror}.",
            "Check its permissions, or take it out of the content folder.",
        ) from error


def _walked(folder: Path) -> Iterator[Path]:
    """Every path that is not hidden, but for folders that are walked themselves.

    Not by `rglob`, which passes over a folder that it may not read: its interviews would be gone.
    """
    for parent, folders, names in os.walk(folder, onerror=_fail):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        yield from (Path(parent, name) for name in names if not _is_hidden(name))
        yield from filter(Path.is_symlink, (Path(parent, name) for name in folders))


def _fail(error: OSError) -> NoReturn:
    raise error


def _is_hidden(name: str) -> bool:
    # A disk that is mounted here may have a folder that only its system can read, and Word marks a
    # document that is open ("~$verslag.docx").
    return name.startswith((".", "~$")) or name == "lost+found"


def _is_content(path: Path) -> bool:
    known = path.suffix.lower() in {*SUFFIXES, *UNREADABLE_SUFFIXES}
    return known and not _is_readme(path) and path.is_file()


def _is_readme(path: Path) -> bool:
    return path.stem.upper() == "README"


def _refused(folder: Path, message: str, remedy: str) -> ContentErrors:
    return ContentErrors([ContentError(folder, 1, message, remedy)])
