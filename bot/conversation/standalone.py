"""Follow-up → the question it depends on, and both as one question.

Whether a question depends on an earlier one is told by its meaning (`index/leaning.py`) where the
model is the one that this was fitted with, and elsewhere by its words (`anaphora.py` beside this).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.conversation.anaphora import (
    AUXILIARIES,
    CONNECTED,
    NO_SUBJECT,
    leans_back,
    names_subject,
    plain_words,
)
from bot.question import MAX_QUESTION
from bot.wanted.times import years_of
from index.words import fold, whole_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# "Kunt u dat uitleggen?" asks for more, "Kunt u blockchain uitleggen?" something else.
_ANY = f"(?:{'|'.join(map(re.escape, sorted(NO_SUBJECT)))})"
_TELL = "(?:vertellen|uitleggen|toelichten|uitweiden)"
_COULD_YOU = "(?:can|could|would|will) you"
_GO_ON = (
    "(?:(?:tell|give) me more|say more|(?:go|carry) on|keep going|continue|explain|elaborate|"
    "clarify)"
)
_ABOUT_IT = "(?: details| information)?(?: (?:about|on))?(?: (?:that|this|it))?(?: please)?"
# "Geef me nog een ander citaat", "Could you show me another quote?"
_GIVE = (
    "(?:(?:geef|toon|laat|heb|hebt|heeft|kun|kunt|kan|mag|wil|graag|je|u|jij|ik|me|mij|eens|ook|"
    "please|can|could|would|may|do|have|give|show|you|i|want|like|to|see|i['\u2019]d) ){0,7}"
)
_ANOTHER = (
    "(?:nog (?:een|wat|meer)|(?:nog )?(?:(?:een|wat) )?(?:andere?|tweede)|meer|"
    "(?:yet )?another|(?:a )?different|one more|any other|some other|other|more)"
)
_QUOTATION = (
    "(?:citaat|citaten|quotes?|quotations?|antwoord(?:en)?|answers?|passages?|fragment(?:en)?)"
)
_GIVEN = (
    "(?: (?:geven|laten|zien|tonen|krijgen|hebben|graag|alsjeblieft|alstublieft|aub|please|"
    "daarover|erover|hierover|about|on|it|that|this))*"
)
_MORE = re.compile(
    "|".join(
        (
            rf"{_GIVE}{_ANOTHER} {_QUOTATION}{_GIVEN}",
            rf"{_GIVE}(?:er )?(?:nog (?:een|eentje)|another(?: one)?|one more){_GIVEN}",
            r"(?:(?:en|nog) )*(?:iets|wat|meer) (?:anders |meer )?(?:daarover|erover|hierover)",
            r"(?:something|anything) else (?:about|on) (?:it|that|this)",
            r"(?:(?:wat|wie|waar|welke) )?(?:nog )?(?:meer|verder|anders)(?: nog)?",
            r"nog (?:iets|meer|wat)|is dat alles|ga (?:door|verder)",
            rf"(?:kunt|kun|kan|wilt|wil|zou) (?:u|je|jij|jullie) (?:{_ANY} ){{0,4}}{_TELL}",
            rf"vertel(?:(?: {_ANY}){{0,2}} (?:meer|verder))?(?: {_ANY}){{0,2}}",
            rf"(?:leg|licht)(?: {_ANY}){{0,3}} (?:uit|toe)",
            r"(?:what|anything|something|who|where|which) (?:else|more)(?: please)?|tell me",
            rf"is that (?:all|it)|(?:is there )?(?:any(?:thing)? )?more{_ABOUT_IT}",
            rf"(?:please )?(?:{_COULD_YOU} )?(?:please )?{_GO_ON}{_ABOUT_IT}",
            # As they are when folded.
            r"(?:sonst )?noch (?:etwas|was|mehr)|was (?:sonst )?noch|mehr|erzahl(?:en sie)? mehr",
            r"(?:konnen sie|kannst du) (?:das|es|mehr) (?:erklaren|erlautern|erzahlen)",
            r"quoi (?:d['\u2019]autre|encore)|autre chose|(?:dis|dites)-m['\u2019]en plus",
            r"(?:pouvez-vous|peux-tu) (?:l['\u2019])?expliquer(?: cela| ca)?",
            r"(?:y )?(?:que|algo) mas|cuentame mas|(?:puede|puedes) explicar(?:lo|me)?(?: eso)?",
            r"baska (?:ne|bir sey)(?: var)?(?: mi)?|co jeszcze|cos jeszcze|opowiedz wiecej",
            r"що ще|ще щось|розкажи(?:те)? більше|ماذا ايضا|المزيد",
        )
    )
)
# "Nu iets anders: wie betaalt dat?", "laat maar, ..."; "Iets anders dan subsidie?" goes on.
_ANEW = re.compile(
    r"\W*(?:(?:nee|ok|oke|ok\u00e9|nou|nu|dan|even|toch|no|well|now|but|maar|en|and)\W+)*"
    r"(?:een |nog een |a )?"
    r"(?:(?:andere|nieuwe|volgende|another|different|next|new) (?:vraag|question)|"
    r"(?:ander|nieuw|another|different|new) (?:onderwerp|topic|subject)|"
    r"(?:(?:heel|totaal) )?(?:iets|wat) (?:(?:heel|totaal) )?anders|"
    r"something (?:(?:completely|totally|entirely) )?(?:else|different)|"
    r"laat (?:dat )?maar|never ?mind)"
    r"(?: dan)?\s*(?:[:.,;!\u2013\u2026-]|$)",
    re.IGNORECASE,
)
# "Nee, ik bedoel 2023" mends what was asked, and asks nothing of its own.
_MENDS = re.compile(
    r"\W*(?:(?:nee|no|nou|sorry|oh|ach|eh|uh|maar|but|dus|so)\b\W*)*"
    r"(?:ik bedoel(?:de)?|bedoel(?:de)? ik|i mean(?:t)?)\b",
    re.IGNORECASE,
)
# "In 2023", "het jaar 2023".
_AROUND_YEAR = frozenset("in van voor sinds jaar het of from for since year the".split())
_PREPOSITIONS = (
    "met|over|tegen|voor|bij|na|in|van|naar|op|aan|with|about|for|against|to|mit|gegen|avec"
)
_ABOUT_ANOTHER = re.compile(rf"(?P<preposition>{_PREPOSITIONS})\s+(?P<subject>.+)", re.IGNORECASE)
_MAX_SUBJECT_WORDS = 4
# From this likeness on, one word is another one with a slip: "varne", but not "vader" for "water".
_SPELLED_ALIKE = 0.8
# A follow-up cannot depend on "Waarom?" or "Hoezo dan?".
_MIN_LEANT_ON = 3
_ASKS = frozenset(
    "wat wie waar wanneer waarom hoe hoezo hoeveel hoelang welk welke waarvan waarmee waarvoor "
    "waarheen what who whom which when where why how".split()
)


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question as it would be asked without its history.

    `leans` says that it was joined to an earlier one: `parts` are the earlier question it depends
    on, at most one question between, and this one. `skip` is how many answers were already shown
    when the visitor asks for more. `original` is the question whose subject was replaced; "" if
    none was.
    """

    parts: tuple[str, ...]
    skip: int = 0
    original: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """The parts; an earlier one without its question mark gets one.

        What the model would not read is left out at the start: what is asked now stands last.
        """
        *before, last = self.parts
        kept, room = [last], MAX_QUESTION - len(last)
        for part in reversed(before):
            whole = f"{part}?" if part[-1:].isalnum() else part
            end = _end_of(whole, room - 1)
            kept += [end] if end else []
            room = room - len(end) - 1 if end == whole else 0
        return tuple(reversed(kept))

    @property
    def text(self) -> str:
        """The whole question."""
        return " ".join(self.questions)

    @property
    def leans(self) -> bool:
        """Whether it depends on an earlier question."""
        return len(self.parts) > 1


def leans(question: str) -> bool:
    """Whether a question is asked together with an earlier one, by its words."""
    return asks_for_more(question) or leans_back(question, people=False)


def _nobody(_question: str, _earlier: str) -> None:
    """Where it is not known who speaks, no name takes another's place."""


def standalone(
    question: str,
    history: Sequence[str],
    depends: Callable[[str], bool] = leans,
    renamed: Callable[[str, str], str | None] = _nobody,
) -> Standalone:
    """Resolve a question against the earlier ones, oldest first.

    `depends` says whether a question depends on an earlier one, judged by itself. `renamed` gives
    an earlier question with the name in this one for its own, if that is all that this one says.
    """
    if not history or not (asks_for_more(question) or depends(question)):
        return Standalone((question,))
    before = standalone(history[-1], history[:-1], depends, renamed)
    if asks_for_more(question):
        return replace(before, skip=before.skip + 1)
    root, *since = before.parts
    if len(plain_words(root)) < _MIN_LEANT_ON and not names_subject(root):
        return Standalone((question,))
    for earlier in reversed(before.parts):
        exchanged = (
            renamed(question, earlier)
            or _of_another_year(question, earlier)
            or _as_it_is_spelled(question, earlier)
        )
        if exchanged is not None and len(exchanged) <= MAX_QUESTION:
            # "Wat vindt Gerda daarvan?" is about what was asked first.
            return Standalone((exchanged,) if earlier is root else (root, exchanged))
    for earlier in (*reversed(since), before.original or root):
        exchanged = _with_another_subject(question, earlier)
        if exchanged is not None and len(exchanged) <= MAX_QUESTION:
            return Standalone((exchanged,), original=earlier)
    new = CONNECTED.sub("", question).strip()
    if _exchanges(question) and _exchanges(history[-1]):
        since = since[:-1]  # "En Jan?" after "En Piet?" asks what that did
    # "En voor wie?" after "Sinds wanneer?" is about the questions that both depend on.
    between = tuple(filter(names_subject, since))[-1:]
    return Standalone((root, *between, f"{new[:1].upper()}{new[1:]}"))


def _end_of(text: str, length: int) -> str:
    """The last words of a text that fit in so many characters."""
    return text if len(text) <= length else text[len(text) - length - 1 :].partition(" ")[2]


def begins_anew(typed: str) -> bool:
    """Whether somebody says that what comes next is about something else."""
    return _ANEW.match(typed) is not None


def mends(typed: str) -> bool:
    """Whether somebody says what was meant in the last question: "Nee, ik bedoel in 2023"."""
    opening = _MENDS.match(typed)
    meant = typed[opening.end() :] if opening else ""
    return _only_names(meant) and 0 < len(plain_words(meant)) <= _MAX_SUBJECT_WORDS


def asks_for_more(question: str) -> bool:
    """Whether the visitor wants to hear more about what was answered: "Wat nog meer?"."""
    return bool(_MORE.fullmatch(" ".join(plain_words(question))))


def _exchanges(question: str) -> bool:
    """Whether a question only gives another subject for what was asked: "En de foto?"."""
    return bool(CONNECTED.match(question)) and _only_names(question)


def _only_names(question: str) -> bool:
    """Whether a question names something, and asks nothing about it."""
    return not any(word in _ASKS or word in AUXILIARIES for word in plain_words(question))


def _asks(subject: str) -> bool:
    return fold(subject.split(maxsplit=1)[0]) in _ASKS


def _of_another_year(question: str, previous: str) -> str | None:
    """The same, of the year that is all that a question names: "En 2023?"."""
    new, old = years_of(question), years_of(previous)
    if (
        len(new) != 1
        or len(old) != 1
        or not _AROUND_YEAR.issuperset({*plain_words(question)} - {*new})
    ):
        return None
    return previous.replace(*old, *new)


def _as_it_is_spelled(question: str, previous: str) -> str | None:
    """'Varen' after 'Hoe snel kunnen jullie varne?' is that, without the slip."""
    words = plain_words(question)
    written = {fold(match[0]): match for match in whole_words(previous)}
    if len(words) != 1 or words[0] in written:
        return None
    slip = next(iter(get_close_matches(words[0], written, 1, _SPELLED_ALIKE)), None)
    if slip is None:
        return None
    meant = CONNECTED.sub("", question).strip(" ?!.")
    return previous[: written[slip].start()] + meant + previous[written[slip].end() :]


def _with_another_subject(question: str, previous: str) -> str | None:
    """'En met big data?' after 'Wat doet u met AI?' is 'Wat doet u met big data?'."""
    body = CONNECTED.sub("", question).strip().rstrip("?!. ")
    new = _ABOUT_ANOTHER.fullmatch(body)
    if not new or not (CONNECTED.match(question) or _only_names(question)):
        return None
    if len(new["subject"].split()) > _MAX_SUBJECT_WORDS:
        return None
    places = re.finditer(
        rf"\b{new['preposition']}\s+(?P<subject>(?:(?:de|het|een|the|a|welke?|which)\s+)?[^\s?]+)",
        previous,
        re.IGNORECASE,
    )
    # "In welk jaar" asks for what it names, and "in Assen" does not.
    asks = _asks(new["subject"])
    old = next((place for place in places if _asks(place["subject"]) == asks), None)
    if not old:
        return None
    return previous[: old.start("subject")] + new["subject"] + previous[old.end("subject") :]
