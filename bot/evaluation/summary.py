"""Outcomes → figures: a row for each kind, and one for everything together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.evaluation import metrics
from bot.evaluation.metrics import Estimate, RiskPoint  # noqa: TC001 - read by TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.evaluation.scoring import Outcome


@dataclass(frozen=True, slots=True)
class Row:
    """Figures over some of the cases; None where a figure has no case to be about.

    `n` cases, `judged` of which say which quotation answers. `quote_at_1`: the best
    candidate answers, whatever the threshold. `right`: the reply as given is right.
    `answered`: share of the answerable that got a quotation. `false_answers`: share of the
    unanswerable that got one.
    """

    name: str
    n: int
    judged: int
    quote_at_1: Estimate | None
    right: Estimate | None
    answered: Estimate | None
    false_answers: Estimate | None


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of one system.

    `auroc`: confidence, answerable against unanswerable. `calibration_error` (equal-mass
    bins) and `aurc`: confidence against "the quotation answers", which it never does for an
    unanswerable question. `passage_at_1` and `mrr` are over pages; of `mrr`, `unranked`
    pages were beyond the end of the candidates and count as 0, so it is a lower bound.
    Of `offered` abstentions that offer candidates, `offers` is the share of which one answers,
    and `offers_answerable` that of answerable questions alone.
    """

    kinds: tuple[Row, ...]
    overall: Row
    auroc: Estimate | None
    calibration_error: float | None
    aurc: float | None
    passage_at_1: Estimate | None
    mrr: float | None
    unranked: int
    risk_coverage: tuple[RiskPoint, ...]
    offered: int = 0
    offers: Estimate | None = None
    offers_answerable: Estimate | None = None


def summarise(outcomes: Sequence[Outcome], seed: int) -> Summary:
    """The figures of a run; kinds in the order in which they first appear."""
    judged = [outcome for outcome in outcomes if outcome.quote_right is not None]
    confidence = [outcome.confidence for outcome in judged]
    right = [bool(outcome.quote_right) for outcome in judged]
    curve = metrics.risk_coverage(confidence, right)
    ranked = [outcome for outcome in outcomes if outcome.ranked]
    return Summary(
        kinds=tuple(
            _row(kind, [outcome for outcome in outcomes if outcome.kind == kind])
            for kind in dict.fromkeys(outcome.kind for outcome in outcomes)
        ),
        overall=_row("all", outcomes),
        auroc=metrics.auroc(
            [outcome.confidence for outcome in outcomes if outcome.answerable],
            [outcome.confidence for outcome in outcomes if not outcome.answerable],
            seed,
        ),
        calibration_error=metrics.calibration_error(confidence, right),
        aurc=metrics.area_under(curve),
        passage_at_1=metrics.proportion(sum(outcome.rank == 1 for outcome in ranked), len(ranked)),
        mrr=metrics.mean_reciprocal_rank([outcome.rank for outcome in ranked]),
        unranked=sum(outcome.rank is None for outcome in ranked),
        risk_coverage=curve,
        offered=sum(outcome.offer_right is not None for outcome in outcomes),
        offers=_offers(outcomes),
        offers_answerable=_offers([outcome for outcome in outcomes if outcome.answerable]),
    )


def _offers(outcomes: Sequence[Outcome]) -> Estimate | None:
    verdicts = [o.offer_right for o in outcomes if o.offer_right is not None]
    return metrics.proportion(sum(verdicts), len(verdicts))


def _row(name: str, outcomes: Sequence[Outcome]) -> Row:
    answerable = [outcome for outcome in outcomes if outcome.answerable]
    others = [outcome for outcome in outcomes if not outcome.answerable]
    quotes = [o.quote_right for o in answerable if o.quote_right is not None]
    verdicts = [o.right for o in outcomes if o.right is not None]
    return Row(
        name=name,
        n=len(outcomes),
        judged=len(quotes),
        quote_at_1=metrics.proportion(sum(quotes), len(quotes)),
        right=metrics.proportion(sum(verdicts), len(verdicts)),
        answered=metrics.proportion(sum(o.answered for o in answerable), len(answerable)),
        false_answers=metrics.proportion(sum(o.answered for o in others), len(others)),
    )
