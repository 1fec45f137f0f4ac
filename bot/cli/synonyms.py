"""What `citaat check` doubts in the synonyms of an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.aliases import SYNONYMS_FILE, Thesaurus
from index.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.aliases import Alias
    from index.interview import Interview


def synonym_doubts(synonyms: Sequence[Alias], interviews: Iterable[Interview]) -> Iterator[str]:
    """Terms that spoil questions, as they stand in most, and terms that change none."""
    terms = dict.fromkeys(term for alias in synonyms for term in (alias.short, alias.long))
    for term in filter(_is_common, terms):
        yield (
            f"{SYNONYMS_FILE}: {term!r} is too common for a synonym: nearly every question would "
            "be put in other words. Remove it, or write it in capitals if it is an abbreviation."
        )
    content = "\n".join(interview.text for interview in interviews)
    for group in Thesaurus((), synonyms, content).without_use():
        yield (
            f"{SYNONYMS_FILE}: No interview has {' or '.join(map(repr, group))}, so that they "
            "change nothing. Check how they are spelled there."
        )


def _is_common(term: str) -> bool:
    """Whether a term tells no subject; in capitals it is an abbreviation ("IT", "ALS")."""
    words = list(words_of(term))
    return bool(words) and all(word.stops for word in words)
