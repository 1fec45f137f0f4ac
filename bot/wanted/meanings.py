"""Does a quotation say what something is?

"Wat is een kogelmolen?" is not answered by "Ik kocht mijn kogelmolen in 2016", however much the two
are alike. Who explains a word calls it so ("dat heet", "oftewel"), says that it is a thing, or puts
that beside it: "balises, gele kastjes waaraan de trein kan aflezen waar hij is".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import get_close_matches
from typing import TYPE_CHECKING

from index.words import CONNECTIVE, fold, whole_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ASKS = (
    rf"\W*(?:{CONNECTIVE},? )?(?:wat (?:is|zijn)|what (?:is|are)|what['\u2019]s)"
    r"(?: nou| nu| dan| now)?(?: een| an?)? "
)
# "Wat is het probleem?" and "Wat is haar functie?" ask for something else than what a word means,
_OF_SOMETHING = (
    # Of "het CJIB" nobody knows what it is by itself.
    r"(?:(?:de|het|the)(?! (?-i:[A-Z]{2,})\W*$)|er|je|jouw|uw|haar|zijn|hun|ons|onze|mijn|his|her|"
    r"their|your|my|dat|dit|die|deze|that|this|daar\w*|hier\w*)\b"
)
# and so do "Wat is belangrijk?" and "Wat is besloten?".
_NO_THING = (
    r"(?:belangrijk|nieuw|moeilijk|lastig|nodig|ander|leuk|mooi|goed|beter|best|fout|mis|waar|mogelijk|"
    r"bekend|bijzonder|zeker|duidelijk|vreemd|gevaarlijk|slim|handig|uniek|important|new|different|"
    r"difficult|needed|missing|good|bad|true|wrong|next)\w{0,3}\W*$|"
    r"(?<=is )(?:ge|be|ver|ont|her)\w+(?:[dt]|en)(?<!heid)\W*$"
)
_AFTERWARDS = r"(?:precies|eigenlijk|nou|ook alweer|exactly)"
_TERM = rf"(?:(?:de|het|the) )?(?P<term>[\w-]+(?: (?!{_AFTERWARDS})[\w-]+)?)(?: {_AFTERWARDS})?\W*"
_ASKS_WHAT = re.compile(rf"{_ASKS}(?!{_OF_SOMETHING}|{_NO_THING}){_TERM}", re.IGNORECASE)
_CALLS = re.compile(
    r"\b(?:heet|heten|heette|heetten|hiet|noem(?:t|en|de|den)?|betekent|betekenen|oftewel|ofwel|kortweg|"
    r"dat wil zeggen|een soort|staat voor|called|means)\b",
    re.IGNORECASE,
)
_ONE_THAT = r"(?:(?!want|maar|en|of|omdat|als|toen)[\w-]+ ){1,3}(?:die|dat|waar\w*|which|that)\b"
_A_THING = (
    r"(?:(?:dus|eigenlijk|gewoon|namelijk|immers|ook|niets anders dan|not|just) )?"
    rf"(?:(?:een|de|het|geen|alle|iets|iemand|wat|als|a|an|the)\b|{_ONE_THAT})"
)
_IS_A_THING = re.compile(
    rf"\b(?:(?:dat|dit|het|die|zij|this|that|it|they) (?:is|zijn|was|waren|are|were) {_A_THING}|"
    r"dat zijn|bestaat uit|bestaan uit)",
    re.IGNORECASE,
)
# Behind the word itself: "is een ...", ": ...", "(...)", "die ...", ", een ...", ", gele kastjes
# waaraan ...". Behind "de Blockchain Coalitie, een ..." it would be told of the coalition.
_BEHIND = re.compile(
    rf"(?:[\W_]?\s\w+)?\W?\s(?:is|zijn|was|waren|are|were) {_A_THING}|(?:\s\w+)?:|"
    r"['\u2019\"\u201d]?(?: (?-i:[a-z])\w*)?,\s"
    rf"(?:(?:een|dat|die|waar\w*|zodat|dus|zeg|a|which)\b|{_ONE_THAT})|"
    r"['\u2019\"\u201d]?(?: (?:die|dat|waar\w*|which|that)\b| ?[(\u2013])",
    re.IGNORECASE,
)
# What it is stands before it: "hoeveel vrij water erin zit, de wateractiviteit."
_BEFORE = re.compile(r",\s(?:(?:de|het|een|zogeheten|zogenaamde|the|an?)\s)?$", re.IGNORECASE)
_ENDS = (".", ";")
_SENTENCE = re.compile(r".+?(?:[.!?\u201d]+\s+|$)", re.DOTALL)
# "Wat verstaat u onder ...?", "Wat moeten wij ons voorstellen bij ...?"
_EXPLAIN = re.compile(
    r"\b(?:(?:wat|what) (?:is|zijn|was|waren|are|were|heet|noem\w*|beteken\w*|bedoel\w*|versta\w*|"
    r"houd\w*|hield\w*)|voorstellen|uitleggen|omschrij\w+|explain|describe|what does .+ mean)\b",
    re.IGNORECASE,
)
# How alike a word of the quotation and one that was typed are spelled.
_SPELLED_ALIKE = 0.8


def calls(quotation: str) -> bool:
    """Whether a quotation says what something is called."""
    return _CALLS.search(quotation) is not None


def asks_what(question: str) -> str | None:
    """The thing of which a question asks what it is; None when it asks something else."""
    found = _ASKS_WHAT.fullmatch(question)
    return found["term"] if found else None


def tells_what(term: str, quotation: str) -> bool:
    """Whether a quotation says what a term is, rather than only using it."""
    places = uses(term, quotation)
    near = [quotation[start:end] for start, end in _around(quotation, places)] or [quotation]
    return any(calls(text) or _IS_A_THING.search(text) is not None for text in near) or any(
        _is_told(quotation, start, end) for start, end in places
    )


def asks_to_explain(term: str, heading: str) -> bool:
    """Whether the interviewer asks what a term is."""
    return _EXPLAIN.search(heading) is not None and bool(uses(term, heading))


def _around(quotation: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """For each place its sentence with the next: "Een kogelmolen. Dat is een trommel."."""
    ends = [match.end() for match in _SENTENCE.finditer(quotation)]
    starts = [0, *ends]
    for place, _ in places:
        at = bisect_right(ends, place)
        yield starts[at], ends[min(at + 1, len(ends) - 1)]


def _is_told(quotation: str, start: int, end: int) -> bool:
    """Whether what a word means stands right behind it, or before it at the end of a sentence."""
    closes = quotation.startswith(_ENDS, end) and _BEFORE.search(quotation[:start]) is not None
    return closes or _BEHIND.match(quotation, end) is not None


def uses(term: str, text: str) -> list[tuple[int, int]]:
    """Where words of the term stand in a text, however they are spelled or inflected."""
    terms = {word.term for word in words_of(term)}
    typed = [fold(word[0]) for word in whole_words(term)]
    return [
        word.span()
        for word in whole_words(text)
        if not terms.isdisjoint(part.term for part in words_of(word[0]))
        or get_close_matches(fold(word[0]), typed, 1, _SPELLED_ALIKE)
    ]
