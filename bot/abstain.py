"""Signals → the probability that the best quotation answers, and what is missing.

A generalised additive model (Hastie and Tibshirani, 1986): a logistic function of the sum of one
curve per signal, fitted on questions with and without an answer, near misses included. The curves
are valid for one model and ranker only, and name the model.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import numpy as np

from bot.general import General, log_odds
from bot.language import detect_language
from bot.wanted.amounts import lacks, wanted_by
from index.close_reading import READ_SCALE
from index.probes import SCALE
from index.words import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.quote import Candidate
    from index.hits import Hit, Query, Ranking

SIGNALS = (
    "score",
    # The reader: does anything answer, and the quotation rather than anything else.
    "answered",
    "chosen",
    "passage",
    "block",
    "first",
    "role",
    "introduces",
    # A follow-up or another question after the first, and how near the quotation is to the last.
    "leaning",
    "quoted",
    "follows",
    "going_on",
    "last_quoted",
    "last_follows",
    # What the question is like: near to any text, or about something rare.
    "background",
    "rarest",
    # Its words.
    "covered",
    "missing",
    "unmentioned",
    "unknown_name",
    "number_missing",
    # What the signals above cannot know: another language, no other articles to compare with.
    "foreign",
    "foreign_passage",
    "apart",
    "share",
    "which",
    "alone",
    # With more sentences, a wrong one that looks right is likelier.
    "size",
)
# Those of them that are the ranker's: the highest of the quoted sentences counts.
_OF_THE_QUOTED = (
    "passage block first role introduces quoted follows last_quoted last_follows".split()
)
# Signals are divided by these, to be about one in size; the curves were fitted on what that gives.
_SCORE_SCALE = 10.0  # the best sentence scores from about -10 to 20
_WORD_SCALE = 10.0  # the rarest word weighs about ten
_SUBJECT_SCALE = 5.0  # of which up to six are above `_SUBJECT_IDF`
_WORDS_SCALE = 20.0  # as much as two of the rarest words
_SHARE_SCALE = 5.0  # log-odds within `_SMALLEST_SHARE` range from -9 to 9
_SIZE_SCALE = 5.0  # the logarithm of 150 sentences
# From this weight on, a word says what a question is about, rather than how it is asked.
_SUBJECT_IDF = 4.0
# A question with no word that counts is scored as if one very rare word were missing.
_NOTHING_READ = 6.0
# Shares of the evidence are kept this far from zero and one; beyond that they say no more.
_SMALLEST_SHARE = 1e-4
# Any language in which a capital marks a name.
_NAMES_ARE_TOLD = "nl"
# A word at least this similar in spelling counts as the visitor's word.
_NAMED = 0.5


@dataclass(frozen=True, slots=True)
class Curve:
    """What a signal adds to the log-odds: straight lines between points, constant outside them."""

    at: tuple[float, ...]
    adds: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.at) != len(self.adds) or not self.at:
            msg = f"a curve has as many values as points, not {len(self.adds)} for {len(self.at)}"
            raise ValueError(msg)
        if any(after <= before for before, after in pairwise(self.at)):
            msg = f"the points of a curve ascend, unlike {self.at}"
            raise ValueError(msg)


class _Sum:
    """Curves added up for several candidates at once, since there are thirty of them for each."""

    def __init__(self, curves: Mapping[str, Curve]) -> None:
        self._names = tuple(curves)
        self._level = sum(curve.adds[0] for curve in curves.values())
        # How far a value is along each stretch between two points, times the slope there.
        stretches = [
            (number, start, end - start, (above - below) / (end - start))
            for number, curve in enumerate(curves.values())
            for (start, below), (end, above) in pairwise(zip(curve.at, curve.adds, strict=True))
        ]
        self._of = np.array([number for number, *_ in stretches], np.int64)
        self._starts, self._widths, self._slopes = (
            np.array([of_it for _, *of_it in stretches], np.float64).reshape(-1, 3).T
        )

    def __call__(self, several: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """What the signals of each candidate add."""
        values = np.array([[signals[name] for name in self._names] for signals in several])
        along = values[:, self._of] - self._starts
        np.minimum(np.maximum(along, 0, out=along), self._widths, out=along)
        added: NDArray[np.float64] = self._level + along @ self._slopes
        return added


@dataclass(frozen=True)
class Calibration:
    """A logistic function over `SIGNALS`, and the model and index that it was fitted with.

    `among` are the curves for when there are other articles to compare with, if those differ: a
    likeness that is high in one text is low when twenty were searched. `general` is how sure an
    answer is to what may be asked of any text; without it that is nothing special.
    """

    intercept: float
    curves: Mapping[str, Curve]
    model: str
    index_schema: int
    threshold: float
    among: Mapping[str, Curve] | None = None
    general: General | None = None

    def __post_init__(self) -> None:
        unknown = {*self.curves, *(self.among or ())} - set(SIGNALS)
        if unknown:
            msg = f"no such signals: {sorted(unknown)}"
            raise ValueError(msg)
        if self.general is not None and self.general.model != self.model:
            msg = f"fitted with {self.model}, but with {self.general.model} for general questions"
            raise ValueError(msg)

    def holds_for(self, model: str, index_schema: int) -> bool:
        """Whether it was fitted with this model and this way of indexing."""
        return (self.model, self.index_schema) == (model, index_schema)

    @classmethod
    def load(cls) -> Self:
        """The calibration that ships."""
        data = json.loads(files("bot").joinpath("data/calibration.json").read_text("utf-8"))
        curves, among = (
            {
                name: Curve(tuple(curve["at"]), tuple(curve["adds"]))
                for name, curve in data.pop(part).items()
            }
            for part in ("curves", "among")
        )
        return cls(curves=curves, among=among, general=General.load(), **data)

    def probabilities(self, several: Sequence[Mapping[str, float]]) -> list[float]:
        """For each candidate the probability that it answers, given the signals of several."""
        if not several:
            return []
        is_alone = [signals["alone"] > 0 for signals in several]
        alone, among = self._sums
        added = alone(several)
        if not all(is_alone):
            added = np.where(is_alone, added, among(several))
        logits = np.minimum(np.maximum(self.intercept + added, -30.0), 30.0)
        probabilities: list[float] = (1 / (1 + np.exp(-logits))).tolist()
        return probabilities

    @cached_property
    def _sums(self) -> tuple[_Sum, _Sum]:
        return _Sum(self.curves), _Sum(self.curves if self.among is None else self.among)


def confidence_signals(
    query: Query, candidates: Sequence[Candidate], ranking: Ranking, *, foreign: bool
) -> list[dict[str, float]]:
    """The signals for and against each of these candidates, each about one in size.

    `foreign` says that the question is in another language than the content, so that its words
    cannot be looked up; the word signals are then zero.
    """
    words = 0.0 if foreign else 1.0
    whatever_is_quoted = {
        "answered": ranking.answered,
        "background": query.reading.background * SCALE,
        "unmentioned": words * _unmentioned(query, ranking.nearest),
        "unknown_name": _unknown_name(query, ranking.nearest),
        "leaning": float(bool(query.latest)),
        "going_on": float(query.quoted is not None and not query.latest),
        "foreign": 1 - words,
        "size": math.log(ranking.sentences) / _SIZE_SCALE,
    }
    wanted = wanted_by(query.latest or query.text)
    rarest = words * max((word.idf for word in query.words), default=0.0) / _WORD_SCALE
    anything = float(np.logaddexp(0, ranking.answered * READ_SCALE)) / READ_SCALE
    return [
        whatever_is_quoted
        | {"number_missing": float(wanted is not None and lacks(candidate.text, wanted))}
        | _signals_of(candidate, query, ranking, words=words, rarest=rarest, anything=anything)
        for candidate in candidates
    ]


def _signals_of(
    candidate: Candidate,
    query: Query,
    ranking: Ranking,
    *,
    words: float,
    rarest: float,
    anything: float,
) -> dict[str, float]:
    """The signals that depend on what is quoted.

    `anything` is the reader's log-sum over all sentences and "none of them", in fives; a quotation
    is compared with it.
    """
    own = candidate.hits
    # Shares are sums in single precision, and may exceed one by a hair.
    share = min(ranking.shares[candidate.interview.id], 1.0)
    near = _presence(own)
    best = {name: candidate.signals[name] for name in _OF_THE_QUOTED}
    apart = ranking.apart
    # What is near among many articles is far among interviews, because these are longer
    # (decision 16).
    if apart is not None and candidate.interview.is_conversation:
        apart = None
    alone = float(apart is None)
    return {
        "score": max(hit.score for hit in own) / _SCORE_SCALE,
        **best,
        "chosen": candidate.signals["read"] - anything,
        # Among many articles a rare word finds its own text; in one text it may well be absent.
        "rarest": rarest * alone,
        "covered": words * _covered(query, near),
        "missing": words * _missing(query, near),
        "foreign_passage": (1 - words) * best["passage"],
        "apart": apart or 0.0,
        # Of the quoted interview's share of the evidence against all others'.
        "share": log_odds(share, _SMALLEST_SHARE) / _SHARE_SCALE,
        # "Wie maakte de foto?": every interview has an answer to that.
        "which": min(best["role"], 1.0) * (1 - share) if len(ranking.shares) > 1 else 0.0,
        "alone": alone,
    }


def missing_words(query: Query, nearest: Sequence[float], *, foreign: bool) -> tuple[str, ...]:
    """The subjects of a question that stand nowhere, as the visitor wrote them.

    `nearest` says how closely each word is matched where it is matched best. Of a question in
    another language (`foreign`) what opens it has a capital without being a name.
    """
    opening = _opening_of(query.latest or query.text)
    missing = (
        word.written
        for word, near in zip(query.words, nearest, strict=True)
        if word.idf >= _SUBJECT_IDF and near < _NAMED
    )
    # Joined to an earlier question it has a capital, however it was typed.
    written = (opening if fold(word) == fold(opening) else word for word in missing)
    return tuple(word for word in written if not (foreign and word == opening))


def _opening_of(question: str) -> str:
    """The word that opens a question: it has a capital without being a name."""
    return next((word.written for word in words_of(question)), "")


def _presence(hits: Sequence[Hit]) -> tuple[float, ...]:
    """How closely each word is matched in the hits' sentences or the headings above them."""
    return tuple(map(max, *(row for hit in hits for row in (hit.here, hit.above))))


def _covered(query: Query, presence: Sequence[float]) -> float:
    total = sum(word.idf for word in query.words)
    if not total:
        return 0.0
    return sum(word.idf * near for word, near in zip(query.words, presence, strict=True)) / total


def _missing(query: Query, presence: Sequence[float]) -> float:
    """The weight of the rarest subject that is absent, in fives."""
    subjects = [
        (word.idf - _SUBJECT_IDF) * (1 - near)
        for word, near in zip(query.words, presence, strict=True)
        if word.idf >= _SUBJECT_IDF
    ]
    return max(subjects, default=0.0 if query.words else _NOTHING_READ) / _SUBJECT_SCALE


def _unmentioned(query: Query, nearest: Sequence[float]) -> float:
    """The weight of all words that occur nowhere, in twenties: several are worse than one."""
    absent = (word.idf * (1 - near) for word, near in zip(query.words, nearest, strict=True))
    return sum(absent) / _WORDS_SCALE


def _unknown_name(query: Query, nearest: Sequence[float]) -> float:
    """The weight of a name in the question that occurs nowhere, in tens.

    A name is a capitalised word that does not open the question; names are the same in every
    language.
    """
    asked = query.latest or query.text
    opening = _opening_of(asked)
    names = [
        word.idf * (1 - near)
        for word, near in zip(query.words, nearest, strict=True)
        if word.written[:1].isupper() and word.written != opening
    ]
    # German writes every noun with a capital, and some visitors every word.
    if (
        not names
        or all(not word[0].islower() for word in asked.split())
        or detect_language(asked, _NAMES_ARE_TOLD) == "de"
    ):
        return 0.0
    return max(names) / _WORD_SCALE
