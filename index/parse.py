"""Content files → interviews, or an error that names the file, the line and the remedy."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from index.aliases import SYNONYMS_FILE
from index.errors import ContentError, ContentErrors, raise_all
from index.folder import UNREADABLE_SUFFIXES, content_files, means_synonyms
from index.interview import Interview
from index.parsing.blocks import read_body
from index.parsing.frontmatter import FrontMatter, id_of_name, is_id, read_header
from index.parsing.labels import with_addressed, with_full_names
from index.parsing.lines import line_of
from index.parsing.naming import infer_speaker, infer_title

if TYPE_CHECKING:
    from pathlib import Path

# Line breaks of word processors: a file with them looks right, and is one paragraph.
_OTHER_BREAK = re.compile("[\x0b\u2028\u2029]")
# What is left of letters and quotation marks when a program took one encoding for another.
_LOST = re.compile("[\ufffd\x80-\x9f]")
# How files begin that are no text, though an editor may have given them a text's name.
_NO_TEXT = {
    b"PK\x03\x04": "a Word file or another archive",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"%PDF-": "a PDF",
    b"{\\rtf": "an RTF file",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}
# A long book is 2 MB; more is another kind of file, and would stall every visitor's start.
MAX_BYTES = 10_000_000


def parse_folder(folder: Path) -> tuple[Interview, ...]:
    """All interviews of a content folder, ordered by file name.

    Raises:
        ContentErrors: every problem of the folder, in the order of its files.
    """
    interviews: list[Interview] = []
    errors: list[ContentError] = []
    for path in content_files(folder):
        try:
            interviews.append(parse_file(path, folder))
        except ContentError as error:
            errors.append(error)
        except ContentErrors as several:
            errors.extend(several.errors)
    errors.extend(_duplicates(interviews, folder))
    if errors:
        raise ContentErrors(sorted(errors, key=lambda error: (str(error.path), error.line)))
    return tuple(interviews)


def parse_file(path: Path, folder: Path) -> Interview:
    """One content file as an interview.

    Raises:
        ContentError: the file cannot be read, is not UTF-8, is empty or too large, or its
            front matter, questions and answers do not fit together.
        ContentErrors: several of these.
    """
    if path.suffix.lower() in UNREADABLE_SUFFIXES:
        raise ContentError(
            path,
            1,
            f"A {path.suffix} file cannot be quoted to the letter.",
            "Save it as plain text (.txt, UTF-8) or Markdown (.md).",
        )
    if means_synonyms(path):
        raise ContentError(
            path,
            1,
            "The file's name is that of synonyms, and would be read as an article.",
            f"Rename it to {SYNONYMS_FILE}; if it is an article, leave .toml out of its name.",
        )
    file = path.relative_to(folder).as_posix()
    if not _is_unicode(file):
        raise ContentError(
            path, 1, "The name of the file is not UTF-8.", "Rename it, with letters and hyphens."
        )
    return parse_bytes(_read(path), path, file)


def parse_bytes(data: bytes, path: Path, file: str) -> Interview:
    """The bytes of one content file as an interview; `path` is for its error messages.

    Raises:
        ContentError, ContentErrors: as for `parse_file`.
    """
    text = _decode(data, path)
    header = read_header(text, path)
    if not text[header.end :].strip():
        empty = ContentError(
            path, 1, "The file is empty.", "Put the interview in it, or remove the file."
        )
        raise_all([*header.errors, empty])
    body = read_body(text, header.end, path, markdown=path.suffix.lower() == ".md")
    matter, errors = header.matter, [*header.errors, *body.errors]
    stem = _stem_of(file)
    name = matter.id or id_of_name(stem)
    if not is_id(name):
        errors.append(
            ContentError(
                path,
                1,
                f"The file's name {stem!r} cannot stand in an address.",
                "Rename it, or give it an id in its front matter, with letters and hyphens.",
            )
        )
    raise_all(sorted(errors, key=lambda error: error.line))
    blocks = with_addressed(text, with_full_names(text, body.blocks))
    title = matter.title or body.headline
    speaker = matter.speaker or infer_speaker(text, blocks, title)
    return Interview(
        id=unicodedata.normalize("NFC", name),
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        title=title or infer_title(stem, text),
        blocks=blocks,
        url=matter.url,
        date=matter.date,
        speaker=speaker,
        language=matter.language or FrontMatter.DEFAULT_LANGUAGE,
    )


def _stem_of(file: str) -> str:
    """What a file is called; its folder where publishing systems call every text `index.md`."""
    path = PurePosixPath(file)
    return path.parent.name or path.stem if path.stem == "index" else path.stem


def _is_unicode(name: str) -> bool:
    """Whether a name can be written down: what the disk gave may hold bytes that are no letters."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ContentError(
                path,
                1,
                f"The file is {path.stat().st_size / 1e6:.0f} MB; an interview is at most "
                f"{MAX_BYTES / 1e6:.0f} MB.",
                "Split it, or check that it is the text itself.",
            )
        return path.read_bytes()
    except OSError as error:
        raise ContentError(
            path, 1, f"The file cannot be read: {error.strerror}.", "Check its permissions."
        ) from error


def _decode(data: bytes, path: Path) -> str:
    renamed = next((kind for magic, kind in _NO_TEXT.items() if data.startswith(magic)), None)
    if renamed:
        raise ContentError(
            path,
            1,
            f"The file is {renamed}, whatever its name ends in.",
            "Open it and save it as plain text (.txt, UTF-8).",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(
            path,
            line_of(data[: error.start].decode(), error.start),
            f"The file is not UTF-8: byte 0x{data[error.start]:02x} does not fit.",
            "Save it again with the encoding UTF-8.",
        ) from error
    text = text.removeprefix("\ufeff")
    broken = _OTHER_BREAK.findall(text)
    if broken:
        # Word has several, and whoever replaced one would be told of the next.
        kinds = " and ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(broken))
        number = f" ({len(broken)} in all)" if broken[1:] else ""
        raise ContentError(
            path,
            line_of(text, text.index(broken[0])),
            f"A line is broken by {kinds}, no newline to most programs{number}.",
            "Replace it by a newline everywhere, and save the file as plain text.",
        )
    lost = _LOST.search(text)
    if lost:
        raise ContentError(
            path,
            line_of(text, lost.start()),
            f"The text was saved with another encoding: U+{ord(lost[0]):04X} stands in the place "
            "of what was lost.",
            "Open the original and save it as UTF-8.",
        )
    if "\0" in text:
        raise ContentError(
            path,
            line_of(text, text.index("\0")),
            "The file holds a null character, so it is not plain text.",
            "Save it as plain text with the encoding UTF-8.",
        )
    return text


def _duplicates(interviews: list[Interview], folder: Path) -> list[ContentError]:
    counts = Counter(interview.id for interview in interviews)
    first: dict[str, str] = {}
    errors = []
    for interview in interviews:
        if counts[interview.id] > 1 and interview.id in first:
            errors.append(
                ContentError(
                    folder / interview.file,
                    1,
                    f"The id {interview.id!r} is also that of {first[interview.id]}.",
                    "Give one of them another id in its front matter, or rename it.",
                )
            )
        first.setdefault(interview.id, interview.file)
    return errors
