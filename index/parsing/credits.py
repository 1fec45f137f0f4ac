"""Who made a text and its pictures: which lines say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.parsing.names import LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

# A credit is short; a longer line is prose that happens to name its makers.
MAX_CREDIT = 120
_WORK = (
    r"(?:tekst(?:en)?|woorden|verhaal|interview|vraaggesprek|gesprek|verslag|(?:eind)?redactie|"
    r"auteur|foto'?s?|foto\u2019s|fotograaf|fotografie|beeld|portret(?:ten)?|illustraties?|bron|"
    r"text|words|story|photos?|photography|images?|pictures?|source)"
)
_MADE = r"(?:opgetekend|geschreven|gefotografeerd|ge\u00efnterviewd|written|photographed)"
_NEWS = (
    r"van (?:onze|een) [\w ]{0,20}(?:redact(?:ie|eur|rice)|verslag(?:gever|geefster)|"
    r"medewerk(?:er|ster)|correspondent(?:e)?)"
)
# What a credit opens with.
_OPENS = re.compile(
    rf"[(\[]?(?:{_WORK}|door|by|{_MADE}(?: (?:en|and) {_MADE})? (?:door|by)|{_NEWS})\b",
    re.IGNORECASE,
)
# What opens so and is a title: "Interview met An de Wit", unless its maker follows, and small words
# that name nobody, "Woorden schieten tekort", unlike "Tekst en foto" and "Door onze redactie".
_NO_MAKER = rf"(?!.* (?i:(?:door|by)\b|{_WORK}\b[\w ]*:))"
_WITH = rf"(?i:interview|gesprek|vraaggesprek) (?i:met|with)\b{_NO_MAKER}"
_TITLE = re.compile(
    rf"{_WITH}|(?i:{_WORK}|door|by)"
    rf"(?: (?!(?:door|van|by|onze|our|{_WORK})\b)[^\W\d_A-Z][\w'\u2019-]*){{2,}}$"
)
# What is a headline above everything else, though it may be a credit elsewhere: "Beeld van een
# stad", "Interview: de glazenwasser", "Fotograaf An de Wit stopt", "Auteur An Bos: \u2018Ja\u2019".
_HEADLINE = re.compile(
    # "Foto: de gemeente" and "Bron: een lezer" do name a maker.
    rf"(?:(?i:{_WORK}|door|by)|(?i:interview|vraaggesprek|gesprek|verhaal|portret|story):)"
    rf"(?: (?!(?:onze|our|archief|{_WORK})\b)[^\W\d_A-Z][\w'\u2019-]*)+$"
    rf"|(?i:{_WORK}) (?>{LABEL})(?:: [\"'\u2018\u201c\u201e\u00ab]|"
    rf" (?!(?:en|and|voor|for|met|with|namens|{_WORK})\b)[^\W\d_A-Z]{_NO_MAKER})"
)
_NAME = r"[^\W\d_a-z][\w'\u2019.-]+"
# "Vakblad De Wacht | door An de Wit", "Redactie: An de Wit. Beeld: Jan Bos.", "An de Wit (tekst)".
_NAMES = re.compile(
    rf"(?:^|[|\u2013\u2014\u2022\u00b7\-,;.(\[/&] ?|\b(?:en|and) )"
    rf"(?:(?i:{_WORK}(?: en {_WORK})?)[\w ]{{0,20}}(?::| (?i:door|van|by)\b) ?|"
    rf"(?i:door|by|{_MADE} (?:door|by)) (?:(?i:onze|de)\b[\w ]{{1,30}} )?|"
    rf"(?i:{_NEWS} |met foto'?\u2019?s van )){_NAME}"
    rf"|{_NAME} \((?i:{_WORK})\b"
)


def is_title(line: str) -> bool:
    """Whether a line opens as a credit does and is a title: "Interview met An de Wit"."""
    return _TITLE.match(line.strip("*_ ")) is not None


def is_credit(lines: Sequence[str], *, among: bool, above: bool = False) -> bool:
    """Whether these lines of one paragraph name the makers.

    `among` says that it stands where a text has no credits, between questions: there a line that
    ends as a sentence does is a caption. `above` says that it stands above everything else, where a
    headline stands.
    """
    if any(len(line) > MAX_CREDIT for line in lines):
        return False
    if is_title(lines[0]) or (above and _HEADLINE.match(lines[0].strip("*_ "))):
        lines = lines[1:]
    if not lines:
        return False
    sentence = any(line.rstrip(")]*_ ")[-1:] in (".", "?", "!") for line in lines)
    if not sentence and _OPENS.match(lines[0].lstrip("*_ ")):
        return True
    return not among and any(map(_NAMES.search, lines))
