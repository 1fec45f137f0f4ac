"""Where a quotation stands, as an address that opens there and as a W3C annotation target.

Pure: a page and a span in, an address out. A text fragment makes the browser find the
words by itself, also on the publisher's page, so each fragment is proven here to find this
span first, under a comparison coarser than any browser's: no case, accents or kinds of quotes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote as percent_encode

from pydantic import BaseModel, ConfigDict, Field

from index.interview import Span

if TYPE_CHECKING:
    from index.interview import Interview

# Words at each end of a long quotation; fewer give a shorter address, but are rarely unique.
_EDGE_WORDS = 4
# A quotation up to this many words is named whole: nothing is left to chance.
_WHOLE_WORDS = 12
# Words around a repeated quotation that may help to tell which of them is meant.
_NEAR_WORDS = 40
# Characters of context in a TextQuoteSelector, as annotation tools usually keep.
_CONTEXT = 32

_WORD = re.compile(r"\S+")
_QUOTES = str.maketrans("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u00ab\u00bb", '\'\'\'\'"""""')


class _Selector(BaseModel):
    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class TextQuoteSelector(_Selector):
    """The words, with a little of what stands before and after."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


class TextPositionSelector(_Selector):
    """Where the words stand, in code points, as the W3C model prescribes."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int
    end: int


class Target(_Selector):
    """A target in the W3C Web Annotation Data Model."""

    source: str = Field(description="Address of the page or article that holds the words.")
    selector: tuple[TextQuoteSelector, TextPositionSelector]


class SearchedPage:
    """What a browser searches: the title and the text, folded more coarsely than it folds.

    Folding is most of the work of a link: keep a page for the next one.
    """

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self._title = _folded(interview.title)
        self._folded = _folded(interview.text)

    def finds_once(self, span: Span) -> bool:
        """Whether the words of a span stand in the page only there."""
        words = _folded(span.of(self.interview.text)).strip()
        return bool(words) and (
            _count(self._folded, words) == 1 and _count(self._title, words) == 0
        )

    def finds_first(self, span: Span, *, after: int) -> bool:
        """Whether, read on from `after`, the words of a span stand nowhere before it."""
        text = self.interview.text
        words = _folded(span.of(text)).strip()
        return span.start >= after and words not in _folded(text[after : span.end])[:-1]


def page_link(interview: Interview, base: str) -> str:
    """The publisher's page when the content names one, else the article that Citaat serves."""
    if interview.url:
        # Copied with "link to highlight", an address has a directive that is of no quotation here.
        return interview.url.partition(":~:")[0].removesuffix("#")
    return f"{base}/bron/{percent_encode(interview.id, safe='')}"


def deep_link(page: SearchedPage, span: Span, base: str) -> str:
    """An address that opens the source with the span highlighted.

    On Citaat's own page the offsets go along too, so that the server highlights it for a
    browser that knows no text fragments.
    """
    address = page_link(page.interview, base)
    if page.interview.url is None:
        address += f"?van={span.start}&tot={span.end}"
    fragment = text_fragment(page, span)
    if fragment is None:
        return address
    # A publisher's address may carry a fragment of its own; the directive goes behind it.
    return f"{address}{'' if '#' in address else '#'}:~:text={fragment}"


def annotation_target(interview: Interview, span: Span, link: str) -> Target:
    """The span as a W3C Web Annotation target, on the page that its deep link opens."""
    text = interview.text
    return Target(
        source=page_link(interview, "") if interview.url else link.partition("?")[0],
        selector=(
            TextQuoteSelector(
                exact=span.of(text),
                prefix=text[max(0, span.start - _CONTEXT) : span.start],
                suffix=text[span.end : span.end + _CONTEXT],
            ),
            TextPositionSelector(start=span.start, end=span.end),
        ),
    )


def text_fragment(page: SearchedPage, span: Span) -> str | None:
    """The value of a `text=` directive that finds exactly this span, or None when none can.

    Short quotations are named whole, long ones by their first and last words; the words before
    or behind come along when the quotation stands there more than once.
    """
    text = page.interview.text
    words = [Span(match.start(), match.end()) for match in _WORD.finditer(span.of(text))]
    words = [Span(span.start + word.start, span.start + word.end) for word in words]
    if not words:
        return None
    if len(words) > _WHOLE_WORDS:
        for count in range(_EDGE_WORDS, len(words) // 2 + 1):
            start = Span(span.start, words[count - 1].end)
            end = Span(words[-count].start, span.end)
            if page.finds_once(start) and page.finds_first(end, after=start.end):
                return f"{_encoded(start, text)},{_encoded(end, text)}"
    if page.finds_once(span):
        return _encoded(span, text)
    return _with_context(page, span)


def _with_context(page: SearchedPage, span: Span) -> str | None:
    """The whole span with as few of the words around it as make it unique."""
    text = page.interview.text
    before = [match.start() for match in _WORD.finditer(text, 0, span.start)][-_NEAR_WORDS:]
    after = [match.end() for match in _WORD.finditer(text, span.end)][:_NEAR_WORDS]
    exact = _encoded(span, text)
    for count in range(1, max(len(before), len(after)) + 1):
        prefix = Span(before[-count], span.start) if count <= len(before) else None
        suffix = Span(span.end, after[count - 1]) if count <= len(after) else None
        if prefix and page.finds_once(Span(prefix.start, span.end)):
            return f"{_encoded(prefix, text)}-,{exact}"
        if suffix and page.finds_once(Span(span.start, suffix.end)):
            return f"{exact},-{_encoded(suffix, text)}"
    return None


def _encoded(span: Span, text: str) -> str:
    """The words of a span for a directive, in which `-`, `,` and `&` have a meaning."""
    words = " ".join(span.of(text).split())
    return percent_encode(words, safe="").replace("-", "%2D")


def _count(text: str, words: str) -> int:
    """How often the words stand in the text, also where they overlap."""
    found, at = 0, text.find(words)
    while at >= 0:
        found, at = found + 1, text.find(words, at + 1)
    return found


def _folded(text: str) -> str:
    """Text without case, accents, kinds of quotation marks, soft hyphens and runs of space."""
    plain = unicodedata.normalize("NFKD", text.translate(_QUOTES).replace("\u00ad", ""))
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"\s+", " ", bare.casefold())
