"""Questions that bring their own pages: a content folder of those pages, to be indexed."""

from __future__ import annotations

import hashlib
import random
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.evaluation.cases import Case, MarkedPage
from index.errors import CacheError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.settings import Settings


def pages_of(cases: Sequence[Case]) -> tuple[MarkedPage, ...]:
    """The pages that cases bring, in order; none when they are about the content folder."""
    return tuple(case.target for case in cases if isinstance(case.target, MarkedPage))


def draw(pages: Sequence[MarkedPage], count: int | None, seed: int) -> tuple[MarkedPage, ...]:
    """`count` of the pages, drawn at random, in their own order; all for None.

    Raises:
        SettingsError: there are not so many.
    """
    if count is None:
        return tuple(pages)
    if not 0 < count <= len(pages):
        raise SettingsError(
            f"There are {len(pages)} pages, so {count} cannot be indexed.",
            f"Give --indexed a number from 1 to {len(pages)}.",
        )
    chosen = random.Random(seed).sample(range(len(pages)), count)  # noqa: S311 - not a secret
    return tuple(pages[position] for position in sorted(chosen))


@contextmanager
def content_of(pages: Sequence[MarkedPage], settings: Settings) -> Iterator[Settings]:
    """Settings whose content is these pages, one article each, for as long as this is open.

    The index is kept in the cache by the hash of the pages, so that the next run over the
    same pages need not embed them again, and the index of the real content stays as it is.

    Raises:
        CacheError: the temporary folder cannot be written.
    """
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory(prefix="citaat-pages-") as name:
        folder = Path(name)
        for page in pages:
            data = page.text.encode("utf-8", "surrogatepass")
            digest.update(f"{page.id} {len(data)} ".encode())
            digest.update(data)
            _write(folder / f"{page.id}.txt", data)
        index = settings.cache / "evaluation" / digest.hexdigest()[:16]
        yield settings.model_copy(update={"content": folder, "index": index, "store": None})


def _write(path: Path, data: bytes) -> None:
    """Bytes, not text: a translated newline would shift every offset after it."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CacheError(
            f"The page {path.name} cannot be written: {error.strerror}.",
            "Free some space in the temporary folder, or set TMPDIR to another.",
        ) from error
