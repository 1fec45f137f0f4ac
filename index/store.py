"""The index on disk: build what changed, swap it in whole, load it verified.

    FOLDER/current            the name of the version that readers use
    FOLDER/<version>/         manifest.json, for each level its vectors (index/store_faiss.py), and
                              the tokens of sentences (index/tokens.py)

A new version is written beside the old one and `current` replaced in one rename, so a
reader sees the old index or the new one, never half of either. Any number of processes may
read the folder while one builds; a version is deleted an hour after it was replaced, and
never the one before the last: processes may still map it, and over a network file system a
deleted file is gone for them too.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock

from index.artifacts import digest
from index.encoder import TokenEncoder
from index.errors import CacheError, CorruptIndexError, StaleIndexError
from index.manifest import ContentEntry, Manifest
from index.store_faiss import SUFFIX, FaissStore
from index.tokens import SentenceTokens, TokenWriter, read_blocks
from index.units import BY_BLOCK, Layout, Level, embed, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.dense import HybridStore, VectorStore
    from index.encoder import Encoder, Vectors
    from index.interview import Interview
    from index.tokens import Steps, TokenStore

    Progress = Callable[[int, int], None]

_CURRENT = "current"
_UNFINISHED = "new-"
# Seconds that a version is kept after another took its place: readers follow within seconds.
GRACE = 3600.0


@dataclass(frozen=True, slots=True)
class Index:
    """A library of interviews with the vectors of every unit, ready to search.

    `tokens` is there when the encoder gives them; `hybrid` when the store can search by meaning
    and by words at once.
    """

    interviews: tuple[Interview, ...]
    manifest: Manifest
    layout: Layout
    stores: Mapping[Level, VectorStore]
    tokens: TokenStore | None = None
    hybrid: HybridStore | None = None

    def __post_init__(self) -> None:
        for level, store in self.stores.items():
            if len(store) != self.layout.rows(level):
                raise CorruptIndexError(
                    f"The index holds {len(store)} {level}, the content {self.layout.rows(level)}.",
                    "Run `citaat build`.",
                )
        for part, name in ((self.tokens, "tokens"), (self.hybrid, "keywords")):
            if part is not None and len(part) != self.layout.rows(Level.SENTENCE):
                raise CorruptIndexError(
                    f"The index lacks {name} of the content.", "Run `citaat build`."
                )


@dataclass(frozen=True, slots=True)
class Published:
    """What `citaat build` published: a version, and when, in the file system's nanoseconds."""

    name: str
    at: int

    @property
    def version(self) -> str:
        """As `Manifest.version` has it."""
        return self.name.partition("-")[0]


def published(folder: Path) -> Published | None:
    """What stands published in an index folder; None when nothing does or it is unreadable.

    One small read, to be done every few seconds.
    """
    try:
        pointer = folder / _CURRENT
        return Published(pointer.read_text(encoding="utf-8").strip(), pointer.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError):
        return None


def open_index(
    interviews: Sequence[Interview], encoder: Encoder, folder: Path, progress: Progress
) -> Index:
    """The index of this content: loaded when it still holds, else built or updated.

    Raises:
        CacheError: the folder cannot be written.
        EncoderError: the model fails.
    """
    try:
        return load_index(interviews, encoder, folder)
    except (StaleIndexError, CorruptIndexError):
        build_index(interviews, encoder, folder, progress)
        return load_index(interviews, encoder, folder)


def index_in_memory(interviews: Sequence[Interview], encoder: Encoder) -> Index:
    """The same index without a disk, for a library that is used once."""
    rows: dict[Level, list[Vectors]] = {level: [] for level in Level}
    sentences: list[Steps] = []
    for interview in interviews:
        for level in Level:
            vectors, tokens = _embed(interview, level, encoder)
            rows[level].append(vectors)
            sentences += tokens
    return Index(
        tuple(interviews),
        Manifest.of(interviews, encoder, {}),
        Layout(interviews),
        {level: FaissStore.of(np.concatenate(parts)) for level, parts in rows.items()},
        SentenceTokens.of(sentences, encoder.token_dimension)
        if isinstance(encoder, TokenEncoder)
        else None,
    )


def load_index(interviews: Sequence[Interview], encoder: Encoder, folder: Path) -> Index:
    """The index in `folder`, every file of it verified by hash.

    Raises:
        StaleIndexError: there is none, or it was built from other content or another model.
        CorruptIndexError: a file is missing or was changed.
    """
    version = _current(folder)
    manifest = Manifest.load(version)
    expected = Manifest.of(interviews, encoder, manifest.files)
    if manifest.version != expected.version:
        raise StaleIndexError(
            "The index was built from other content or another model.", "Run `citaat build`."
        )
    _verify(version, manifest)
    stores = {level: FaissStore.load(version / _file(level)) for level in Level}
    tokens = _tokens(version, encoder)
    return Index(tuple(interviews), manifest, Layout(interviews), stores, tokens)


def build_index(
    interviews: Sequence[Interview], encoder: Encoder, folder: Path, progress: Progress
) -> int:
    """Write the index of this content; returns how many texts had to be embedded.

    Files whose bytes have not changed keep their vectors. `progress(done, total)` counts
    texts. Two builders at once take turns; the second finds the work done.

    Raises:
        CacheError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "build.lock"):
            return _build(interviews, encoder, folder, progress)
    except OSError as error:
        raise CacheError(
            f"The index folder {folder} cannot be written: {error.strerror or error}.",
            "Free some space or change its permissions, or name another folder with --index.",
        ) from error


def _build(
    interviews: Sequence[Interview], encoder: Encoder, folder: Path, progress: Progress
) -> int:
    try:
        load_index(interviews, encoder, folder)
    except (StaleIndexError, CorruptIndexError):
        pass
    else:
        # Published again, for what a server reads beside the index: the editor's synonyms.
        os.utime(folder / _CURRENT)
        return 0
    kept = _Kept.from_folder(folder, interviews, encoder)
    fresh = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
    try:
        embedded, files = _write(fresh, interviews, encoder, kept, progress)
        manifest = Manifest.of(interviews, encoder, _digests(files))
        manifest.save(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _swap_in(fresh, manifest, folder)
    return embedded


def _write(
    fresh: Path,
    interviews: Sequence[Interview],
    encoder: Encoder,
    kept: _Kept,
    progress: Progress,
) -> tuple[int, list[Path]]:
    """Vectors of every level, straight to disk: one file's are in memory at a time."""
    layout = Layout(interviews)
    paths = {level: fresh / _file(level) for level in Level}
    rows = {
        level: FaissStore.allocate(path, layout.rows(level), encoder.dimension)
        for level, path in paths.items()
    }
    total = sum(
        _texts(interview, level)
        for interview in interviews
        if interview not in kept
        for level in Level
    )
    done = 0
    writer = TokenWriter(fresh) if isinstance(encoder, TokenEncoder) else None
    for number, interview in enumerate(interviews):
        for level in Level:
            place = layout.rows_of_interview(level, number)
            known = kept.of(interview, level)
            if known is None:
                vectors, tokens = _embed(interview, level, encoder)
                done += _texts(interview, level)
                progress(done, total)
            else:
                vectors, tokens = known
            rows[level][place.start : place.stop] = vectors
            if writer is not None:
                writer.add(tokens)
    files: list[Path] = writer.finish() if writer is not None else []
    for level, path in paths.items():
        files += FaissStore.of(rows[level], trained=kept.stores.get(level)).save(path)
    return done, files


def _embed(interview: Interview, level: Level, encoder: Encoder) -> tuple[Vectors, list[Steps]]:
    """The vectors of one interview at one level; with its blocks come its sentences' tokens."""
    if level is Level.BLOCK and isinstance(encoder, TokenEncoder):
        return read_blocks(interview, encoder)
    return embed(interview, level, encoder), []


def _tokens(version: Path, encoder: Encoder) -> SentenceTokens | None:
    if not isinstance(encoder, TokenEncoder):
        return None
    return SentenceTokens.load(version, encoder.token_dimension)


def _texts(interview: Interview, level: Level) -> int:
    """How many texts a level embeds; a block without a heading has none there."""
    return sum(1 for text in texts_of(interview, level) if text)


# The suffix decides how the same bytes are parsed; the rest of the name does not matter, so
# a renamed file keeps its vectors.
_Key = tuple[str, str]


def _key(file: Interview | ContentEntry) -> _Key:
    return file.sha256, Path(file.file).suffix.lower()


@dataclass(frozen=True, slots=True)
class _Kept:
    """What still holds of the previous index, by the hash of its content file."""

    stores: Mapping[Level, FaissStore]
    tokens: SentenceTokens | None
    rows: Mapping[_Key, Mapping[Level, range]]

    @classmethod
    def from_folder(cls, folder: Path, interviews: Sequence[Interview], encoder: Encoder) -> _Kept:
        nothing = cls({}, None, {})
        try:
            version = _current(folder)
            manifest = Manifest.load(version)
            if not manifest.same_vectors(Manifest.of(interviews, encoder, {})):
                return nothing
            _verify(version, manifest)
            stores = {level: FaissStore.load(version / _file(level)) for level in Level}
            tokens = _tokens(version, encoder)
        except (StaleIndexError, CorruptIndexError, OSError):
            return nothing
        rows: dict[_Key, dict[Level, range]] = {}
        sentence = block = 0
        for entry in manifest.content:
            sentences = range(sentence, sentence + entry.sentences)
            blocks = range(block, block + entry.blocks)
            rows[_key(entry)] = {
                level: blocks if level in BY_BLOCK else sentences for level in Level
            }
            sentence, block = sentences.stop, blocks.stop
        return cls(stores, tokens, rows)

    def __contains__(self, interview: Interview) -> bool:
        return _key(interview) in self.rows

    def of(self, interview: Interview, level: Level) -> tuple[Vectors, list[Steps]] | None:
        known = self.rows.get(_key(interview))
        if known is None:
            return None
        vectors = self.stores[level].vectors(np.array(known[level], np.int64))
        if level is not Level.BLOCK or self.tokens is None:
            return vectors, []
        return vectors, self.tokens.steps(np.array(known[Level.SENTENCE], np.int64))


def _swap_in(fresh: Path, manifest: Manifest, folder: Path) -> None:
    # The random part keeps a rebuild of a damaged version from colliding with it.
    version = folder / f"{manifest.version}-{fresh.name.removeprefix(_UNFINISHED)}"
    fresh.rename(version)
    previous = published(folder)
    pointer = folder / f"{_CURRENT}.new"
    pointer.write_text(version.name, encoding="utf-8")
    pointer.replace(folder / _CURRENT)
    _sweep(folder, previous.name if previous else "")


def _sweep(folder: Path, previous: str) -> None:
    """Delete versions that were replaced long ago, and what broken builds left behind.

    A folder's own time says when it was replaced, so that all times are the file system's.
    """
    now = (folder / _CURRENT).stat().st_mtime
    kept = {(folder / _CURRENT).read_text(encoding="utf-8"), previous}
    for old in folder.iterdir():
        if not old.is_dir():
            continue
        if old.name == previous:
            os.utime(old, (now, now))
        elif old.name.startswith(_UNFINISHED) or (
            old.name not in kept and old.stat().st_mtime <= now - GRACE
        ):
            shutil.rmtree(old, ignore_errors=True)


def _current(folder: Path) -> Path:
    try:
        name = (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StaleIndexError("There is no index yet.", "Run `citaat build`.") from error
    version = folder / name
    if not name or Path(name).name != name or not version.is_dir():
        raise CorruptIndexError("The index names a version that is gone.", "Run `citaat build`.")
    return version


def _file(level: Level) -> str:
    return f"{level}{SUFFIX}"


def _digests(files: Sequence[Path]) -> dict[str, str]:
    """Hashes by file name, several files at once."""
    with ThreadPoolExecutor() as pool:
        return dict(zip((path.name for path in files), pool.map(digest, files), strict=True))


def _verify(version: Path, manifest: Manifest) -> None:
    files = [version / name for name in manifest.files]
    changed = {path.name for path in files if not path.is_file()}
    found = _digests([path for path in files if path.name not in changed])
    changed |= {
        name for name, found_digest in found.items() if found_digest != manifest.files[name]
    }
    if changed:
        raise CorruptIndexError(
            f"{min(changed)} of the index is missing or was changed.", "Run `citaat build`."
        )
