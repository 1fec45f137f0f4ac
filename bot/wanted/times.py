"""The times that a question is about. Of one that it does not name, a text tells nothing.

Of the questions about a year that 237 interviews answer, all 164 are about one that is named there,
and 33 are about another, none of which has an answer.
"""

from __future__ import annotations

import re

# "In 2019", but not "2000 euro".
_YEAR = re.compile(r"(?<![\w.,-])(?:19|20)\d\d(?![\w-]|[.,]\d| (?:euro|dollar|meter|kilo)\w*)")


def years_of(question: str) -> tuple[str, ...]:
    """The years that a question is about."""
    return tuple(_YEAR.findall(question))
