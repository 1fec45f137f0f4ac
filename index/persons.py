"""Who somebody is that a text speaks of, where it says so beside the name: "Zijn vrouw Geeske".

Who is interviewed is told of in the lead, and "Wie is Jos de Groot?" finds that. Whoever is spoken
of is told of once, in passing, in a sentence about something else. That is found, and doubted,
since nearly all such questions that confidence was fitted on are about who is interviewed, or near
misses (docs/decisions/0040-who-somebody-is.md).
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from index.ages import AGE, CALLED, NAME, OPENING
from index.interview import Role
from index.spelling import is_known
from index.words import ARTICLES, STOP_WORDS, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from index.interview import Interview
    from index.rows import Place

# What may stand behind a question without changing it.
ENDING = r"(?: (?:nou|dan|eigenlijk|precies|ook alweer|ook al weer|again|exactly))*\W*"
ADDRESS = rf"(?:(?:{'|'.join(sorted(CALLED))})\b\.?)"
_ASKS = re.compile(
    rf"{OPENING}"
    r"(?:wie (?:is|was)|who(?: is| was|['\u2019]s)) "
    rf"(?:(?:die|dat|deze|that|this|nou|toch|dan) |(?:de )?{ADDRESS} )*"
    r"(?P<name>[\w'\u2019-]+(?: [\w'\u2019-]+){0,4}?)"
    rf"{ENDING}",
    re.IGNORECASE,
)
OWN = r"(?:mijn|m'n|zijn|z'n|haar|onze?|hun|jouw|uw|je|my|his|her|our|their|your)"
ARTICLE = rf"(?:{'|'.join(sorted(ARTICLES))})"
_DETERMINER = rf"(?:{OWN}|{ARTICLE})"
PREPOSITION = (
    r"(?:met|van|door|bij|aan|voor|naar|tegen|over|onder|in|op|uit|tussen|namens|volgens|"
    r"with|by|from|for|to|of)"
)
# What somebody is stands right before the name: "Zijn vrouw Geeske", "de vorige chef Wim", "met
# wethouder Fenna". Where it opens the sentence it has a capital as well: "Woordvoerder Tirza".
_BEFORE = re.compile(
    rf"\b(?i:(?:{OWN}|(?P<article>{ARTICLE})) (?:(?P<like>[\w-]+e) )?|{PREPOSITION} )"
    rf"(?P<noun>[a-z\u00df-\u00ff][\w-]{{2,}}) (?i:{ADDRESS} )*$"
)
# Or a comma parts them: "Onze huisarts, dokter Van Eijsden, ...", "De planner van toen, Wil, ...".
_BESIDE = re.compile(rf"\b{_DETERMINER} [\w-]+(?: [\w-]+){{0,3}}, (?:{ADDRESS} )*$", re.IGNORECASE)
# "De hond heet Bolder", "De componist is Jeroen Wisse."
_CALLED = re.compile(r"\b(?:heet|heette|genaamd|called|named) $")
_IS_NAMED = re.compile(rf"\b{_DETERMINER} (?:[\w-]+e )?[\w-]{{4,}} (?:is|was) $", re.IGNORECASE)
CLOSES = re.compile(r"(?: uit [A-Z]\w+)?[,;:)]|[.!?\u201d\"]*$")
# Or it stands behind the name: ", 67 jaar", "(links)", ", de oudste", ", dochter van".
_BEHIND = re.compile(rf"{AGE}| \([a-z][^()]{{2,60}}\)|, (?:{_DETERMINER}|[\w-]+ van)\b")
# "Annick is mijn vrouw", but not "In Annen is het aantal".
_IS = re.compile(rf",? (?:is|was|werd|wordt) (?:{_DETERMINER}|[\w-]+ van)\b")
NO_NOUNS = CALLED | STOP_WORDS | {"volgens", "namens"}
# A noun, a first name and a surname.
WITH_NOUN = 2
# What is shorter is a headline, or a line with those who made it.
_SHORTEST_OPENING = 100
_NAME = re.compile(NAME)
_WORD = re.compile(r"[\w'\u2019-]+")


def asks_who(question: str) -> bool:
    """Whether a question asks who somebody is."""
    return _ASKS.fullmatch(question) is not None


class Persons:
    """Knows where a library says who somebody is that it speaks of."""

    def __init__(
        self,
        interviews: Sequence[Interview],
        uses: Callable[[str], Iterable[tuple[Place, str]]],
    ) -> None:
        """`uses` gives the sentences that hold a word, in order, each with its place."""
        self._uses = uses
        self._makers = {
            (interview.id, number)
            for interview in interviews
            for number, block in enumerate(interview.blocks)
            if block.role is Role.BYLINE
        }
        self._presented = [
            frozenset(terms_in(text)) for interview in interviews for text in presenting(interview)
        ]

    def asked(self, question: str, at_hand: str = "") -> frozenset[Place]:
        """Where the first sentence stands that says who a question asks for; empty if none does.

        Nor does any where an interview presents that person itself, or where several speak of
        somebody by that name, unless one is `at_hand`: the id of the one the conversation is about.
        """
        match = _ASKS.fullmatch(question)
        words = _WORD.findall(match["name"]) if match else []
        asked = [fold(word) for word in words]
        own = [term for term in asked if term not in STOP_WORDS]
        if (
            not own
            or asked[0] in ARTICLES
            or any(presented.issuperset(asked) for presented in self._presented)
        ):
            return frozenset()
        # "Wie is verantwoordelijk?": the capital that opens a sentence makes no name of a word.
        word = all(map(str.islower, words)) and all(map(is_known, own))
        first: dict[str, Place] = {}
        for place, sentence in self._uses(max(own, key=len)):
            name, block, _ = place
            if (name, block) not in self._makers and _tells(sentence, asked, opening=not word):
                first.setdefault(name, place)
        if at_hand in first:
            return frozenset({first[at_hand]})
        return frozenset(first.values()) if len(first) == 1 else frozenset()


def presenting(interview: Interview) -> Iterator[str]:
    """The names of who speaks, and what tells at the start whom a piece is about."""
    yield from interview.speakers
    yield interview.title
    for block in takewhile(lambda block: block.role is not Role.ANSWER, interview.blocks):
        yield block.span.of(interview.text)
        if block.role in (Role.LEAD, Role.PARAGRAPH) and len(block.span) >= _SHORTEST_OPENING:
            return


def _tells(sentence: str, asked: Sequence[str], *, opening: bool) -> bool:
    """Whether a sentence says who has a name, of which `asked` are words.

    `opening` says that the name may open the sentence.
    """
    sentence = " ".join(sentence.split())
    for match in _NAME.finditer(sentence):
        written = _WORD.findall(match[0])
        terms = [fold(word) for word in written]
        ends = range(len(asked), len(terms) + 1)
        at = next((end - len(asked) for end in ends if terms[end - len(asked) : end] == asked), -1)
        before = sentence[: match.start()]
        opens = not any(map(str.isalnum, before))
        # Of "Tirza Palland van Rijkswaterstaat" the last word is not the name.
        if at < 0 or (at and written[at - 1].islower()) or (opens and at == 0 and not opening):
            continue
        # "Woordvoerder Palland" may be somebody's first name and surname.
        noun = opens and at > 0 and len(terms) > WITH_NOUN and terms[0] not in NO_NOUNS
        subject = (opens and terms[0] not in STOP_WORDS) or fold(before.strip()) in ARTICLES
        if (
            noun
            or _stands_before(before, closed=CLOSES.match(sentence, match.end()) is not None)
            or _BEHIND.match(sentence, match.end())
            or (subject and _IS.match(sentence, match.end()))
        ):
            return True
    return False


def _stands_before(before: str, *, closed: bool) -> bool:
    """Whether what somebody is stands before the name; `closed` says that a comma follows that."""
    if _CALLED.search(before):
        return True
    if closed and (_BESIDE.search(before) or _IS_NAMED.search(before)):
        return True
    found = _BEFORE.search(before)
    if found is None or fold(found["noun"]) in STOP_WORDS:
        return False
    # "De gemeente vroeg Geeske" has a verb there, "de oude Gerard" no noun.
    return (found["like"] is None or _is_inflected(found["like"])) and not (
        found["article"] and _is_inflected(found["noun"])
    )


def _is_inflected(word: str) -> bool:
    """Whether a word is what an adjective becomes before a noun: "toenmalig" and "toenmalige"."""
    return word.endswith("e") and is_known(fold(word)[:-1])


def terms_in(text: str) -> list[str]:
    """The words of a text, folded, with the apostrophes and hyphens that are theirs."""
    return [fold(word) for word in _WORD.findall(text)]
