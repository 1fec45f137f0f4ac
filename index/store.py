"""The library with its vectors, in memory or on disk: build what changed, verify what is loaded.

A version's folder (index/versions.py) holds manifest.json, the vectors of each level
(index/store_faiss.py), and the tokens of sentences (index/tokens.py).
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock

from index.encoder import TokenEncoder
from index.errors import CacheError, CorruptIndexError, StaleIndexError
from index.kept import Kept, vectors_file, verified
from index.manifest import Manifest
from index.store_faiss import FaissStore
from index.tokens import SentenceTokens, TokenWriter, read_blocks
from index.units import Layout, Level, embed, texts_of
from index.versions import current, digests, publish_again, swap_in, unfinished

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.dense import HybridStore, VectorStore
    from index.encoder import Encoder, Vectors
    from index.interview import Interview
    from index.progress import Progress, Say
    from index.tokens import Steps, TokenStore


@dataclass(frozen=True, slots=True)
class Index:
    """A library of interviews with the vectors of every unit, ready to search.

    `tokens` is there if the encoder gives them, and `hybrid` if the store can search by meaning
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

    def of_one(self, interview: str) -> Index:
        """The index that one interview would have by itself, in memory.

        Raises:
            ValueError: none has this id.
        """
        number = [item.id for item in self.interviews].index(interview)
        interviews = (self.interviews[number],)

        def rows(level: Level) -> NDArray[np.int64]:
            own = self.layout.rows_of_interview(level, number)
            return np.arange(own.start, own.stop)

        tokens = None
        if self.tokens is not None:
            steps = self.tokens.steps(rows(Level.SENTENCE))
            tokens = SentenceTokens.of(steps, steps[0].shape[1])
        stores = {level: store.vectors(rows(level)) for level, store in self.stores.items()}
        return Index(
            interviews,
            self.manifest.model_copy(update={"content": (self.manifest.content[number],)}),
            Layout(interviews),
            {level: FaissStore.of(vectors) for level, vectors in stores.items()},
            tokens,
        )


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: how many texts it embedded, and whether readers get a new version."""

    embedded: int
    published: bool


def open_index(
    interviews: Sequence[Interview],
    encoder: Encoder,
    folder: Path,
    progress: Progress,
    say: Say = lambda _: None,
) -> Index:
    """The index of this content: loaded if it is still valid, otherwise built or updated.

    `say` is told why it is built.

    Raises:
        CacheError: the folder cannot be written.
        EncoderError: the model fails.
    """
    try:
        return load_index(interviews, encoder, folder)
    except (StaleIndexError, CorruptIndexError) as error:
        say(f"{error.message} It is built now.")
        build_index(interviews, encoder, folder, progress)
        return load_index(interviews, encoder, folder)


def index_in_memory(interviews: Sequence[Interview], encoder: Encoder) -> Index:
    """The same index without a disk, for a library that is used once.

    No bot has one: it is how benchmarks and tests ask a few interviews, of which nothing is kept.
    """
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
    """The index in `folder`, with every file verified by hash.

    Raises:
        StaleIndexError: there is none, or it was built from other content or another model.
        CorruptIndexError: a file is missing or was changed.
    """
    version = current(folder)
    manifest = Manifest.load(version)
    expected = Manifest.of(interviews, encoder, manifest.files)
    if manifest.version != expected.version:
        raise StaleIndexError(
            "The index was built from other content or another model.", "Run `citaat build`."
        )
    stores, tokens = verified(version, manifest, encoder)
    return Index(tuple(interviews), manifest, Layout(interviews), stores, tokens)


def build_index(
    interviews: Sequence[Interview], encoder: Encoder, folder: Path, progress: Progress
) -> Built:
    """Write the index of this content, unless it is there.

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
) -> Built:
    try:
        load_index(interviews, encoder, folder)
    except (StaleIndexError, CorruptIndexError):
        pass
    else:
        publish_again(folder)
        return Built(0, published=False)
    kept = Kept.from_folder(folder, interviews, encoder)
    fresh = unfinished(folder)
    try:
        embedded, files = _write(fresh, interviews, encoder, kept, progress)
        manifest = Manifest.of(interviews, encoder, digests(files))
        manifest.save(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    swap_in(fresh, manifest, folder)
    return Built(embedded, published=True)


def _write(
    fresh: Path,
    interviews: Sequence[Interview],
    encoder: Encoder,
    kept: Kept,
    progress: Progress,
) -> tuple[int, list[Path]]:
    """Write the vectors of every level to disk; only one interview's are in memory at a time."""
    layout = Layout(interviews)
    paths = {level: fresh / vectors_file(level) for level in Level}
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
    """The vectors of one interview at one level; the block level also gives sentences' tokens."""
    if level is Level.BLOCK and isinstance(encoder, TokenEncoder):
        return read_blocks(interview, encoder)
    return embed(interview, level, encoder), []


def _texts(interview: Interview, level: Level) -> int:
    """The number of texts that a level embeds; a block without a heading has none at its level."""
    return sum(1 for text in texts_of(interview, level) if text)
