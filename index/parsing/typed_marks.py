"""Quotation marks that are typed as two signs, as in ",,Ja.''", read as the one they print."""

from __future__ import annotations

import re

_OPENS = re.compile("(?<![^\\s(\\[*_>\u2013\u2014-])(?:,,|\u201a\u201a)(?=[^\\s,\u201a])")
_CLOSES = re.compile("(?<=\\S)(?:\u2019\u2019|''|\u00b4\u00b4)(?![\\w'\u2019\u00b4])")


def as_printed(text: str) -> str:
    """The text with one mark for each two signs that regional papers type, \u201e for ",,".

    What nobody sees fills up the second place, so that every offset stays what it was.
    """
    printed = _OPENS.sub("\u201e\u200b", text)
    return _CLOSES.sub("\u200b\u201d", printed) if printed != text else text
