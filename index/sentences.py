"""Split text into whole sentences without losing a single offset.

Rule-based, after the observation of Kiss and Strunk (Punkt, 2006) that deciding which full
stops belong to abbreviations is nearly the whole problem. Rules rather than a trained
splitter, because a boundary that is missed costs a longer quotation but one that is invented
cuts a sentence in two, and may lose a "niet": in doubt, do not split.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from index.interview import FOOTNOTE, Sentence, Span, trimmed
from index.words import NAME_PARTICLES, UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

# Written with a full stop and always followed by more of the same sentence.
_NEVER_FINAL = frozenset(
    "aant afb afz alg amer art bijl bijv bv blz ca cf cq dhr dr drs eng fig fr geb gem gen "
    "hfst hr ing ir jhr jkvr jl lic m.a.w m.b.t m.b.v m.i m.i.v m.n max mevr mej mgr min mr "
    "mrs ms mw n.a.v nl no nr nrs o.a o.b.v o.g.v o.i o.i.v o.l.v o.m o.v.v p par pag plm pp "
    "prof red resp sr st sub t.a.v t.b.v t.g.v t.m t.n.v t.o t.o.v t.w tel t/m vgl vs vb "
    "w.o z.g z.g.n zgn zog d.d d.m.v d.w.z d.i e.a.d i.c i.g.v i.h.a i.h.b i.i.g i.o.m i.p.v "
    "i.s.m i.t.t i.v.m i.z b.v e.g i.e evt plv wnd secr burg weth afd ds prov temp uitgez zr "
    "approx dept univ viz messrs".split()
)
# The same, but small letters make another word of them: "het gen".
_NEVER_FINAL_CAPITALISED = frozenset(
    "Adm Br Capt Chr Col Dra Fa Fed Ft Gen Gov Hon IJ Joh Kon Lt Maj Mt Ned Nos Past Ph Pr Pres "
    "Rep Rev Sen Sgt Stb Stcrt Th Tj Trb Ver Vol".split()
)
# May end a sentence, but only when a word that opens sentences follows.
_SOMETIMES_FINAL = frozenset(
    "a.d aanv c.q c.s dir div e.a e.d e.o e.v enz etc ev excl i.o incl inl jr min ong "
    "s.v.p sec u.i v.chr n.chr vlg xx jan feb mrt apr jun jul aug sept sep okt nov dec mln "
    "mld fl corp inc ltd msc".split()
)
# No initials but words: "voor u. Mijn vader".
_ONE_LETTER_WORDS = frozenset("u")
# Closed-class words that open Dutch and English sentences; none of them follows an
# abbreviation or initial inside a sentence with a capital, except the name particles.
OPENERS = frozenset(
    "de den der het van von ten ter te la le "
    "een dat dit deze die wij we ik jij je u zij ze hij er hier daar daarnaast daarom daarbij "
    "daarvoor dus maar en of want omdat als toen nu ook bovendien verder vervolgens in op voor "
    "met bij om door na naar uit wat wie waar wanneer hoe waarom zo ja nee misschien natuurlijk "
    "the a an this that these those we i you he she they it there here but and or because if "
    "when then now also in on for with at by after what who where how why so yes no".split()
)

_TERMINATOR = re.compile(
    r"(?P<mark>[.!?\u2026\u3002\uff01\uff1f\u061f\u0964]+)"
    rf"(?P<close>(?:{FOOTNOTE}|[\"'\u2019\u201d\u00bb)\]*_,{UNSEEN}])*)"
    # Chinese and Japanese write no space behind a sentence.
    r"(?:(?=\s|$)|(?<=[\u3002\uff01\uff1f]))"
)
# Atomic, so that the two characters of one "\r\n" are never two breaks.
_PARAGRAPH_BREAK = re.compile(r"(?>\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# What announces a list may have its first item on its own line: "drie dingen: 1. Eerst".
OPENS_LIST = re.compile(r"[:;]\s*\d{1,3}[.)]\s")
LIST_ITEM = re.compile(r"[^\S\r\n]*(?:[-*\u2022\u2013]|\d{1,3}[.)])[^\S\r\n]+")
_LAST_TOKEN = re.compile(r"[^\s(\[\"'\u2018\u2019\u201c\u201d\u00ab]*\Z")
_NEXT_TOKEN = re.compile(r"[\s\"'(\[\u2018\u2019\u201c\u201e\u00ab*_\u2013-]*(?P<word>\S*)")
# "i.o", "Ph.D", "Mr.drs"; "2e" is an ordinal in the same way.
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}|\d+e")
_INITIAL = re.compile(r"[^\W\d_a-z]\.")
# The number of a list item, at its beginning or within a line: "drie dingen: 1. Eerst".
_ITEM_NUMBER = re.compile(r"(?:^|[:;])[\s*_]*\d{1,3}\Z")
_APOSTROPHE_WORD = re.compile(r"\s*['\u2019](?:s|t|n|k|m|r)\s+[A-Z]")

# White space that may stand at the end of a line; and characters before a full stop that tell if
# it is one, so that a text without sentences does not take the square of its length.
_TRAILING, _LOOK_BACK = 8, 80
_ELLIPSIS = re.compile(r"\u2026+|\.{2,}")
# What is in brackets or quoted within a text, up to three or four sentences. A closing \u2019 may
# also be an apostrophe, and a straight mark opens as well as closes.
_HELD = 300
_PAIRS = tuple(
    re.compile(pair)
    for pair in (
        rf"\([^()]{{1,{_HELD}}}\)",
        rf"\[[^\[\]]{{1,{_HELD}}}\]",
        rf"\u201c[^\u201c\u201d]{{1,{_HELD}}}\u201d",
        rf"\u201e[^\u201e\u201c\u201d]{{1,{_HELD}}}[\u201c\u201d]",
        rf"\u00ab[^\u00ab\u00bb]{{1,{_HELD}}}\u00bb",
        rf"\u2018(?![kmnrst]\b)(?:[^\u2018\u2019]|\u2019(?=\w)){{1,{_HELD}}}\u2019(?!\w)",
        rf'(?<![^\s(])"(?=\S)[^"]{{1,{_HELD}}}(?<=\S)"(?!\w)',
        rf"(?<![^\s(])'(?![kmnrst]\b)(?=\S)(?:[^']|'(?=\w)){{1,{_HELD}}}(?<=\S)'(?!\w)",
    )
)

# Below this share of capitals a text was lower-cased, and capitals say nothing about
# where its sentences start (a Dutch newspaper text has 2 to 5 %).
_CASED_SHARE = 0.002


@dataclass(frozen=True, slots=True)
class Splitter:
    """Splits spans of one text; whether it has capitals is found out once for all of them."""

    text: str = field(repr=False)
    cased: bool

    @classmethod
    def of(cls, text: str) -> Self:
        """The splitter of a text."""
        letters = sum(map(str.isalpha, text))
        return cls(text, sum(map(str.isupper, text)) > _CASED_SHARE * letters)

    def split(self, span: Span, *, by_line: bool = False) -> tuple[Sentence, ...]:
        """The whole sentences of a span, in order.

        Together they cover everything in the span but white space. A list item always ends a
        sentence, and so does a blank line, unless it interrupts one; with `by_line` (bylines)
        every line break does.
        """
        sentences: list[Sentence] = []
        for start, end in _pieces(self.text, span, by_line=by_line):
            sentences.extend(_split_piece(self.text, start, end, cased=self.cased))
        return tuple(sentences)


def _pieces(text: str, span: Span, *, by_line: bool) -> Iterator[tuple[int, int]]:
    """Cut at paragraph breaks, list items and, when asked, lines."""
    start = span.start
    for match in _LINE_BREAK.finditer(text, span.start, span.end):
        if match.start() < start:
            continue
        blank = _PARAGRAPH_BREAK.match(text, match.start(), span.end)
        if blank and not by_line:
            said = text[max(start, match.start() - _TRAILING) : match.start()].rstrip()
            # A blank line interrupts a sentence that no mark ends and a small letter goes on with.
            if said[-1:].isalnum() and text[blank.end() : blank.end() + 1].islower():
                continue
        if blank or by_line or LIST_ITEM.match(text, match.end(), span.end):
            yield start, match.start()
            start = blank.end() if blank else match.end()
    yield start, span.end


def _split_piece(text: str, start: int, end: int, *, cased: bool) -> Iterator[Sentence]:
    held, at, closes = sorted(_held_together(text, start, end)), 0, -1
    for match in _TERMINATOR.finditer(text, start, end):
        while at < len(held) and held[at][0] < match.end():
            closes = max(closes, held[at][1])
            at += 1
        if match.end() <= closes:
            continue
        if match.end() < end and _ends_sentence(text, start, match, end, cased=cased):
            yield from _sentence(text, start, match.end())
            start = match.end()
    yield from _sentence(text, start, end)


def _held_together(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where brackets and quotation marks open and close: what is within belongs to what is around.

    "Ik zeg nooit: \u2018Het kan niet. Wij stoppen.\u2019" does not say that they stop. Longer ones
    are cut all the same.
    """
    for pair in _PAIRS:
        for match in pair.finditer(text, start, end):
            yield match.start(), match.end() - 1


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    span = trimmed(text, start, end)
    if span is not None:
        yield Sentence(span)


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int, *, cased: bool) -> bool:
    following = _NEXT_TOKEN.match(text, match.end(), end)
    word = following["word"] if following else ""
    if not word:
        return True
    if cased and word[0].islower() and not _APOSTROPHE_WORD.match(text, match.end(), end):
        return False
    before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
    if _ELLIPSIS.fullmatch(match["mark"]):
        # What was left out, or is not said, may be in the middle: "nooit (\u2026) Zeist".
        apart = not before or before[-1].isspace() or before[-1] in "(["
        return not apart and _opens(word, cased=cased)
    if match["mark"] != ".":
        return True
    if _ITEM_NUMBER.search(before):
        return False
    return _full_stop_is_final(before, word, cased=cased)


def _full_stop_is_final(before: str, word: str, *, cased: bool) -> bool:
    last = _LAST_TOKEN.search(before)
    token = last[0] if last else ""
    lowered = token.lower()
    if lowered in _NEVER_FINAL or token in _NEVER_FINAL_CAPITALISED:
        return False
    opens = _opens(word, cased=cased)
    if len(token) == 1 and token.isalpha() and token not in _ONE_LETTER_WORDS:
        # "J. de Groot", but "plan B. We ..."
        return opens and _bare(word) not in NAME_PARTICLES
    if lowered in _SOMETIMES_FINAL or _DOTTED.fullmatch(token):
        return opens and cased
    return True


def _opens(word: str, *, cased: bool) -> bool:
    """Whether a word opens sentences, and is written as one that does.

    "A." is an initial: "Dat zei mr. E. A. Bos."
    """
    return not _INITIAL.match(word) and _bare(word) in OPENERS and (not cased or word[0].isupper())


def _bare(word: str) -> str:
    return word.strip(",.:;!?\"'\u2019\u201d()").lower()
