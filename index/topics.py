"""What somebody wants to hear about: "Wat zegt hij over blockchain?" asks for "blockchain".

In the questions that everything was fitted on, "Wat vindt hij van ..." nearly always asks for what
is not there, and the reader learned so (docs/decisions/0037). The words around a topic tell that
somebody speaks, which holds for every answer, so the topic is read alone, as a keyword is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.words import ARTICLES, PIECES, STOP_WORDS, TELLING, fold, whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_VIEWS = frozenset("standpunt visie kijk opinion opinions view views thoughts".split())
# What is told, besides the words for telling it, and what is looked for.
_TOLD = TELLING.union(
    _VIEWS,
    "iets meer alles staat mening weet weten bekend info informatie anything something".split(),
    "everything more know known information".split(),
)
_SOUGHT = frozenset("zoek zoeken benieuwd interesse geinteresseerd looking interested".split())
_JUDGED = frozenset("vind vindt vinden vond vonden weet weten".split())
_THOUGHT = frozenset("think thinks thought know".split())
# "Noemt hij blockchain?", "Komt blockchain ter sprake?", "Leg blockchain uit".
_NAMED = frozenset(
    "noem noemt noemde noemen genoemd bespreekt besproken sprake bod leg uitleggen mention "
    "mentions mentioned discuss discusses discussed explain explained".split()
)
# Who tells it, and in what: that holds for every answer.
_TOLD_IN = PIECES.union("tekst geinterviewde spreker text interviewee speaker".split())
# "Ik wil graag ...", "I'd like ...", "Komt ... ter sprake?"
_ASKING = frozenset("graag komt komen kwam i'd like please alstublieft alsjeblieft".split())
_AROUND = STOP_WORDS | _TOLD | _SOUGHT | _NAMED | _TOLD_IN | _ASKING
# What stands before a topic, after words of one kind or another.
_BEFORE = {
    "over": _TOLD | _SOUGHT,
    "about": _TOLD | _SOUGHT,
    "op": _VIEWS,
    "on": _VIEWS,
    "van": _JUDGED,
    "of": _THOUGHT | _VIEWS,
    "naar": _SOUGHT,
    "in": _SOUGHT,
    "for": _SOUGHT,
}
# "Wat zei de dierenarts over paarden?": somebody else is to have told it.
_TOLD_OF = frozenset("over about van of".split())
# "Wat noemt hij een risico?" asks what is called so.
_ASKS = frozenset("wat what".split())
# Who, when and why somebody told it is another question.
_ASKS_ELSE = frozenset(
    "wie waar wanneer waarom hoe welk welke waarvan waarvoor waarmee hoeveel who whom which when "
    "where why how".split()
)
# "Wat vindt hij van dat plan?" says nothing without what was said before.
_POINTS = frozenset(
    "dat die dit deze hem daar dan toen uzelf jezelf zichzelf that this these those it "
    "him them then yourself himself herself themselves".split()
)
_NO_TOPIC = _ASKS_ELSE | _POINTS
# "Vat het gesprek even samen": what the whole piece is about, and it has no words for that.
_SUMMED_UP = tuple(
    frozenset(words.split())
    for words in (
        "samenvatting;samenvatten;samengevat;samenvat;vat samen;hoofdpunten;belangrijkste punten;"
        "kernpunten;hoofdlijnen;hoofdboodschap;kernboodschap;kern;highlights;summary;summarise;"
        "summarize;sum up;main points;main message;tldr"
    ).split(";")
)
_WITH_SUM = frozenset(
    "geef geven give maak maken make kort korte even eens hele zin zinnen short brief key whole "
    "sentence".split()
)
_AROUND_SUM = STOP_WORDS | _TOLD_IN | _ASKING | _WITH_SUM
_SUBJECT = "Waar gaat dit interview over?"
# A longer one is a question of its own: "... van bijen houden midden in de stad?".
_LONGEST = 3


def topic_of(question: str) -> str:
    """The topic that a question asks to hear about; the question itself where it asks otherwise.

    Who wants a summary asks what the piece is about.
    """
    words = list(whole_words(question))
    shouted = question.isupper()
    # "IT" in capitals is no pronoun.
    terms = [
        word[0] if word[0].isupper() and len(word[0]) > 1 and not shouted else fold(word[0])
        for word in words
    ]
    if _asks_summary(terms):
        return _SUBJECT
    own = [at for at, term in enumerate(terms) if term not in _AROUND]
    if not own or not _NO_TOPIC.isdisjoint(terms):
        return question
    first, last = own[0], own[-1] + 1
    topic = terms[first:last]
    if len(topic) > _LONGEST or not _TOLD_OF.isdisjoint(topic):
        return question
    asked = _asks_what_is_told(terms[:first], terms[last:])
    return question[words[first].start() : words[last - 1].end()] if asked else question


def _asks_summary(terms: Sequence[str]) -> bool:
    """Whether words ask to sum up the piece, and nothing else."""
    summed = next((words for words in _SUMMED_UP if words.issubset(terms)), None)
    return summed is not None and "dat" not in terms and set(terms) - summed <= _AROUND_SUM


def _asks_what_is_told(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words before and after a topic ask no more than what is told about it."""
    before = before[:-1] if before and before[-1] in ARTICLES else before
    if before and before[-1] == "over" and "het" in before:
        return True  # "Heeft hij het over blockchain?", "Gaat het ook over blockchain?"
    if before and before[-1] in _BEFORE:
        return not _BEFORE[before[-1]].isdisjoint((*before, *after))
    return _ASKS.isdisjoint(before) and not _NAMED.isdisjoint((*before, *after[-1:]))
