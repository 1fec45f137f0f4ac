"""What belongs to a quotation, so that it is understood alone, as far as the promise lets it.

To an item of a list the rest of the list and what announces it, to a question that somebody asks
himself the answer, to "Zij" whoever that is, to an abbreviation its words, and to whoever asked
what the interviewer did the opening of the answer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.pointing import points_back
from index.abbreviations import writes_out
from index.interview import Passage, is_question, trimmed
from index.sentences import LIST_ITEM, OPENS_LIST

if TYPE_CHECKING:
    from index.interview import Interview

# The promise: never longer than the longer of these two.
MAX_SENTENCES = 3
MAX_CHARACTERS = 400

# What announces a list with one of these is not so of its items.
_DENIES = re.compile(
    r"\b(?:niet|geen|nooit|nergens|niemand|niets|behalve|zonder|not|no|never|none|nothing|except|"
    r"without|\w+n['\u2019]t)\b",
    re.IGNORECASE,
)


def is_promised(sentences: int, characters: int) -> bool:
    """Whether a quotation may be so long."""
    return sentences <= MAX_SENTENCES or characters <= MAX_CHARACTERS


def is_told_behind(interview: Interview, block: int, sentence: int) -> bool:
    """Whether between a sentence and the next something is told, which is no sentence itself."""
    said, following = interview.blocks[block].sentences[sentence : sentence + 2]
    return trimmed(interview.text, said.span.end, following.span.start) is not None


def with_what_belongs(
    interview: Interview, passage: Passage, others: set[tuple[int, int]], *, from_opening: bool
) -> Passage | None:
    """The passage with all that belongs to it but is not in `others`.

    None if by itself it says another thing. `others` are the sentences that other quotations have,
    as `Passage.sentences` gives them. `from_opening` says that it answers the question above.
    """
    whole = _with_list(interview, passage)
    if whole is None:
        return None
    if others.isdisjoint(whole.sentences):
        passage = whole
    passage = _with_own_answer(interview, passage, others)
    if from_opening:
        passage = _extended(interview, passage, replace(passage, first=0), others) or passage
    return _with_what_it_points_to(interview, passage, others)


def _with_list(interview: Interview, passage: Passage) -> Passage | None:
    """The passage with the list that it is in the middle of, as much as fits.

    None if what announces the list denies its items, and does not fit.
    """
    spans = [sentence.span for sentence in interview.blocks[passage.block].sentences]

    def goes_on(at: int) -> bool:
        """Whether a sentence and the next are parts of one list, or the first announces it."""
        said, following = (span.of(interview.text) for span in spans[at : at + 2])
        is_part = LIST_ITEM.match(following) and (LIST_ITEM.match(said) or OPENS_LIST.search(said))
        listed = said[-1] in ":;" or is_part
        return bool(listed) and not is_told_behind(interview, passage.block, at)

    first, last = passage.first, passage.last
    while first > 0 and goes_on(first - 1):
        first -= 1
    while last < len(spans) and goes_on(last - 1):
        last += 1
    # All of it, or from what announces it on; "dit doen wij nooit:" belongs to every item.
    for end in (last, passage.last):
        if is_promised(end - first, spans[end - 1].end - spans[first].start):
            return Passage(passage.block, first, end)
    announces = spans[first].of(interview.text)
    return None if first < passage.first and _DENIES.search(announces) else passage


def _with_own_answer(
    interview: Interview, passage: Passage, others: set[tuple[int, int]]
) -> Passage:
    """The passage with what somebody answers to the question of his own that ends it."""
    sentences = interview.blocks[passage.block].sentences
    while passage.last < len(sentences):
        if not is_question(sentences[passage.last - 1].span.of(interview.text)):
            break
        longer = _extended(interview, passage, replace(passage, last=passage.last + 1), others)
        if longer is None:
            break
        passage = longer
    return passage


def _with_what_it_points_to(
    interview: Interview, passage: Passage, others: set[tuple[int, int]]
) -> Passage:
    """The passage from the sentence on that its first one points back to, as far as that fits.

    That one may point back too: "In het bestuur zit een dominee. Hij let op. Dat moet ook." So does
    an abbreviation that is written out there. One item of a list explains nothing.
    """
    sentences = interview.blocks[passage.block].sentences
    while passage.first > 0:
        opens, before = (
            sentences[at].span.of(interview.text) for at in (passage.first, passage.first - 1)
        )
        if LIST_ITEM.match(before) or not (points_back(opens) or writes_out(before, opens)):
            break
        longer = _extended(interview, passage, replace(passage, first=passage.first - 1), others)
        if longer is None:
            break
        passage = longer
    return passage


def _extended(
    interview: Interview, passage: Passage, longer: Passage, others: set[tuple[int, int]]
) -> Passage | None:
    """The longer passage, if it fits, nothing is told in what it adds, and no other has it."""
    fits = is_promised(longer.last - longer.first, len(interview.span_of(longer)))
    added = (*range(longer.first, passage.first), *range(passage.last - 1, longer.last - 1))
    told = any(is_told_behind(interview, passage.block, at) for at in added)
    return longer if fits and not told and others.isdisjoint(longer.sentences) else None
