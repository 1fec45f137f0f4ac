"""A quotation → its passage, its source and a link, independent of the question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.links import SearchedPage, annotation_target
from bot.reply import Context, Quote, Source
from index.units import heading_of
from index.words import as_seen, whole_words, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.interview import Interview, Passage, Span

    Link = Callable[[SearchedPage, Span], str]

# Quotations whose places are kept, about 2 kB each.
_PLACES = 4096
# Interviews that are kept as a browser searches them: a reply's six candidates mostly share one.
_PAGES = 64


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation, its passage and source, and its words by the terms that search compares."""

    quote: Quote
    passage: Context
    source: Source
    words: Mapping[str, str]


class Places:
    """The places of a library's quotations; frequent ones are cached."""

    def __init__(self, interviews: Sequence[Interview], link: Link) -> None:
        self._by_id = {interview.id: interview for interview in interviews}
        self._link = link
        self.of = lru_cache(_PLACES)(self._of)
        self._page = lru_cache(_PAGES)(lambda name: SearchedPage(self._by_id[name]))

    def _of(self, interview_id: str, passage: Passage) -> Place:
        interview = self._by_id[interview_id]
        span, block = interview.span_of(passage), interview.blocks[passage.block]
        link = self._link(self._page(interview_id), span)
        return Place(
            quote=Quote(interview=interview, span=span),
            passage=Context(
                interview=interview,
                span=block.span,
                question=heading_of(interview, passage.block) or None,
                speaker=interview.speaker_of(block),
            ),
            source=Source(
                id=interview.id,
                title=interview.title,
                file=interview.file,
                language=interview.language,
                sha256=interview.sha256,
                url=interview.url,
                date=interview.date,
                deep_link=link,
                target=annotation_target(interview, span, link),
            ),
            words=MappingProxyType(_words_by_term(span.of(interview.text))),
        )


def _words_by_term(text: str) -> dict[str, str]:
    """Each term of a text, and the word that it first stands for, whole: "thema's"."""
    found: dict[str, str] = {}
    for match in whole_words(as_seen(text)):
        for word in words_of(match[0]):
            found.setdefault(word.term, match[0])
    return found
