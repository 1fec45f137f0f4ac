"""A question's ranking → candidates with their confidence, and which of them are said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.abstain import confidence_signals, missing_words
from bot.clarity import is_clear
from bot.general import general_signals
from bot.quote import windows
from bot.wanted.doubts import NO_DOUBTS, Doubts, left_if_unclear, left_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.abstain import Calibration
    from bot.quote import Candidate
    from index.hits import Query
    from index.search import Searcher

# How many sentences are weighed, and how many quotations a reply offers besides the first. Doubling
# it does not help: quote@1 .806 and .807 (n = 1,584), in a library .625 and .627, for pages .840
# and .840.
HITS = 16
ALTERNATIVES = 5
# The same beneath one of the interviewer's own questions: as good as all of it.
_OWN_HITS = 256
# Below the threshold but above this share of it, the best candidates are offered as a choice.
# docs/answers.md gives the share of answers found in this way.
_OFFER_FROM = 0.5
_OFFERED = 2
# What another says than who is named is no answer to "Wat vindt mevrouw Smeets van ...?", however
# sure it is, and makes her own words doubtful: an answer becomes an offer (docs/decisions/0036).
_OF_ANOTHER = _OFFER_FROM


# From this probability on, what is taken for a follow-up is read by itself as well: "Waar komt ze
# vandaan?" after "Wie is het niet met haar eens?" asks nothing more of that. Of 543 questions that
# fit any text and are taken for one .24 are answered right so and .16 without; of 288 follow-ups
# typed in haste .71 and .70, of 213 others .86 both ways (docs/decisions/0043).
_SURELY_GENERAL = 0.8


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate, its confidence, and the signals that this comes from."""

    candidate: Candidate
    confidence: float
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates for a question, best first, and its subjects that stand nowhere.

    `more` says that the visitor had seen some, which are left out. `another` says that the best is
    what somebody else says than who is named.
    """

    query: Query
    judged: tuple[Weighed, ...]
    missing: tuple[str, ...]
    more: bool = False
    another: bool = False


class Judge:
    """Knows how sure a quotation is to answer."""

    def __init__(self, searcher: Searcher, calibration: Calibration, *, several: bool) -> None:
        """`several` says that the library has more than one interview."""
        self._searcher = searcher
        self._calibration = calibration
        self._several = several
        self.threshold = calibration.threshold

    def weigh(self, query: Query, *, foreign: bool) -> Found:
        """The candidates for a query, best first.

        `foreign` says that it is in another language than the content. What stands beneath the
        interviewer's question that was asked answers it, however little the two are alike, and so
        does what says beside a name who that is. Where somebody else than who is named answers
        best, none of them is sure.
        """
        found = self._weighed(query, foreign=foreign)
        if not query.unheard or not found.judged:
            return found
        own = found.judged[0]
        rivals = self._weighed(replace(query, mention=None), foreign=foreign).judged
        # What ranks best of everybody's may all be items of a list that nothing can be quoted from.
        if not rivals:
            return found
        best = rivals[0]
        # Of two who answer one question of the interviewer, each has an answer.
        if (
            best.confidence < max(self.threshold, own.confidence)
            or best.candidate.block not in query.unheard
            or best.candidate.answers_with(own.candidate)
        ):
            return found
        unsure = tuple(
            replace(item, confidence=round(_OF_ANOTHER * item.confidence, 4))
            for item in (best, *found.judged[:ALTERNATIVES])
        )
        return replace(found, judged=unsure, another=True)

    def _weighed(self, query: Query, *, foreign: bool) -> Found:
        ranking = self._searcher.search(query, _OWN_HITS if query.under else HITS)
        judged: list[Weighed] = []
        candidates = windows(
            ranking.hits, ALTERNATIVES + 1, own=bool(query.under), alone=not query.latest
        )
        spoken_for = confidence_signals(query, candidates, ranking, foreign=foreign)
        # The interviewer's own question says what it is about, and the text beneath answers it.
        doubts = None
        if not query.under:
            doubts = Doubts(query, clear=is_clear(query, several=self._several), foreign=foreign)
        general = self._calibration.general
        share = general.share_of(query) if general else 0.0
        for candidate, signals in zip(candidates, spoken_for, strict=True):
            signals.update(doubts.about(candidate, signals) if doubts else NO_DOUBTS)
            signals.update(general_signals(share, candidate, signals))
        sureness = self._sureness(spoken_for)
        for candidate, signals, sure in zip(candidates, spoken_for, sureness, strict=True):
            confidence = round(sure, 4)
            if not judged and (query.under or (signals["introduces"] > 0 and query.asks_who)):
                confidence = max(confidence, self.threshold)
            # The ranker sets the order, so a later candidate cannot have a higher confidence.
            ceiling = judged[-1].confidence if judged else 1.0
            judged.append(Weighed(candidate, min(confidence, ceiling), signals))
        missing = missing_words(query, ranking.nearest, foreign=foreign)
        return Found(query, tuple(judged), missing)

    def fits_any_text(self, query: Query) -> bool:
        """Whether a question that was read by itself likely is one that fits any text."""
        general = self._calibration.general
        return general is not None and general.share_of(query) > _SURELY_GENERAL

    def surer(self, joined: Found, alone: Found) -> Found:
        """Of two readings of a question the second if that has an answer, and the surer one."""
        surest = joined.judged[0].confidence if joined.judged else 0.0
        return alone if self.answers(alone) and alone.judged[0].confidence > surest else joined

    def answers(self, found: Found) -> bool:
        """Whether the best candidate is sure enough to be an answer."""
        return bool(found.judged) and found.judged[0].confidence >= self.threshold

    def offered(self, judged: Sequence[Weighed]) -> Sequence[Weighed]:
        """The candidates that are too uncertain for an answer, but may be what was meant."""
        if judged and self.answers_alone(judged[0]):
            return judged[:_OFFERED]
        lowest = _OFFER_FROM * self.threshold
        return [item for item in judged[:_OFFERED] if item.confidence >= lowest]

    def answers_alone(self, judged: Weighed) -> bool:
        """Whether it would be an answer if other interviews did not hold one too."""
        # Put to one interview, "Wie maakte de foto?" says what it is about.
        if judged.signals["which"] <= 0:
            return False
        (alone,) = self._sureness([{**judged.signals, "which": 0.0, "no_subject": 0.0}])
        return alone >= self.threshold

    def _sureness(self, several: Sequence[Mapping[str, float]]) -> list[float]:
        """How sure each of several candidates is, given by their signals."""
        probabilities = self._calibration.probabilities(several)
        return list(map(self._sure, probabilities, several))

    def _sure(self, probability: float, signals: Mapping[str, float]) -> float:
        """A calibrated probability less what is doubted of question and quotation."""
        general = self._calibration.general
        sure = probability * left_if_unclear(signals)
        # It tells such questions from others by itself, also those without a subject.
        if general is not None:
            sure = general.confidence(sure, signals)
        return sure * left_of(signals)
