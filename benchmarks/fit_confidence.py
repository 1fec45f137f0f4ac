"""Fit the calibration of confidence, cross-validated by page and by interview.

    python -m benchmarks.fit_confidence POLICYQA.jsonl [--write]

Unanswerable questions are those whose page is left out of an index of 250, and the near
misses, far questions and noise of the training interviews, which are asked one by one and several
together.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from benchmarks.fit_ranker import FOLDS, ROOT, Labelled, fit, load
from benchmarks.training import (
    IN_HASTE,
    Question,
    chains,
    examples,
    policyqa,
    searcher_for,
    training_interviews,
)
from bot.abstain import SIGNALS, Calibration, Curve, confidence_signals
from bot.evaluation.metrics import calibration_error
from bot.judging import HITS
from bot.language import detect_language
from bot.quote import windows
from index.aliases import load_synonyms
from index.manifest import INDEX_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from benchmarks.training import Chain
    from index.ranker import Ranker

# Where a curve may bend, as shares of a signal's values; straight lines left three far questions of
# ten answered when nine of ten answerable ones were, these leave two (docs/decisions/0004).
SHARES = (0.02, 0.34, 0.66, 0.98)
MOSTLY = 0.3
INVERSE_RIDGE = 0.5
DRAWS = 4
INDEXED = 250
# So many interviews are asked together, and each of them one question in so many.
LIBRARIES, ONE_IN = (2, 4, 8, 16, 40), 5
# A page is asked in every draw, so it counts once over all of them.
INTERVIEW_WEIGHT = 2.0
PAGE_WEIGHT = 1 / DRAWS
STRANGER_WEIGHT = 0.15
# The training interviews are asked hard questions on purpose. These are as a visitor asks, and set
# the level of confidence. A share, because a weight would count for less with every interview.
DEV_SHARE = 1 / 12
# What is asked again of the same interviews in another way counts for half.
AGAIN_WEIGHT = 0.5
# Most training questions whose answer is not quoted are paraphrases, hard on purpose. At a fifth of
# their weight right and wrong quotations are told apart as well as before (AUROC .905, it was
# .906), and what has no answer in the interview much better (docs/decisions/0004).
# Several interviews together are asked none, so there a wrong quotation counts whole, and so does
# one for what is typed in haste, as people do: else confidence in it is .05 too high, and .47 of
# what has no answer is answered instead of .38 (docs/decisions/0029).
MISSED_WEIGHT = 0.2
# Of each interview's questions, one in so many is asked to every other: some 130 to each.
STRANGERS = 60
# Answered from here on: likelier right than not. As many answers as .45 gave before the last 22
# interviews, and fewer near misses; docs/answers.md shows what other choices risk.
THRESHOLD = 0.5
# What fewer questions with an answer have tells nothing. One was answered by the first sentence of
# an article, as hardly any interview has, and wrongly: then no article by itself was answered.
_FEWEST = 25
# A column that varies less than this does not vary.
_CONSTANT = 1e-6
PAGES = ("natural", "rotated", "seamless")
LIBRARY = "several interviews"
WEIGHTS = {"policyqa": PAGE_WEIGHT, "stranger": STRANGER_WEIGHT}
# Kinds of questions that only their own interview can answer.
ABOUT_ITS_OWN = ("direct", "acronym", "english", "otherlang", "typo")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The signals of one answer, and whether it was right; `fold` never trained its ranker."""

    signals: dict[str, float]
    right: bool
    answerable: bool
    dataset: str
    kind: str
    fold: int
    question: str
    way: str


def outcome(item: Labelled, ranker: Ranker) -> Outcome:
    """What the product would say, and how sure it could be."""
    question = item.example.question
    ranking = item.searcher.rank(item.example.evidence, ranker, HITS)
    best = windows(ranking.hits, 1)[0]
    foreign = detect_language(question.text, "nl", item.searcher.holds) != "nl"
    gold = item.searcher.interviews[question.gold] if question.answerable else None
    right = (
        gold is not None
        and best.interview is gold
        and (
            not question.spans
            or any(best.span.start <= s and e <= best.span.end for s, e in question.spans)
        )
    )
    (signals,) = confidence_signals(item.example.query, [best], ranking, foreign=foreign)
    return Outcome(
        signals,
        right,
        question.answerable,
        item.example.dataset,
        question.kind,
        item.fold,
        question.text,
        question.way,
    )


def draws(policy: Path, chain: Chain) -> Iterator[Labelled]:
    """All questions asked to indexes of 250 pages."""
    folds = np.random.default_rng(0).integers(FOLDS, size=1000)
    for draw in range(DRAWS):
        variant = ("natural", "rotated")[draw % 2]
        interviews, questions = policyqa(policy, variant)
        kept = np.sort(np.random.default_rng(draw).permutation(len(interviews))[:INDEXED])
        place = {int(number): at for at, number in enumerate(kept)}
        library = [interviews[number] for number in kept]
        searcher = searcher_for(library, chain)
        asked = [
            replace(
                question,
                gold=place.get(question.gold, 0),
                answerable=question.gold in place,
            )
            for question in questions
        ]
        for example in examples(library, asked, searcher, variant):
            fold = int(folds[example.question.group])
            yield Labelled(example, searcher, fold, PAGE_WEIGHT, trains=True)


def libraries(unseen: tuple[Chain, Chain, Chain]) -> Iterator[Labelled]:
    """Questions to one of several: of kinds that only it answers, about itself, and near misses."""
    content = ROOT / "content"
    talks, known = list(training_interviews(content)), load_synonyms(content)
    for half, chain in enumerate(unseen[:2]):
        own = [talk for talk in talks if talk[2][0].group % 2 == half]
        order = iter(np.random.default_rng(half).permutation(len(own)).tolist())
        for size in LIBRARIES:
            chosen = [own[number] for number in islice(order, size)]
            interviews = [interview for _, interview, _ in chosen]
            searcher = searcher_for(interviews, chain, known)
            asked = [
                replace(question, gold=number)
                for number, (_, _, questions) in enumerate(chosen)
                for question in questions
                if question.kind in (*ABOUT_ITS_OWN, "meta", "near", "far") and not question.history
            ]
            for example in examples(interviews, asked[::ONE_IN], searcher, LIBRARY):
                fold = example.question.group % FOLDS
                yield Labelled(example, searcher, fold, INTERVIEW_WEIGHT, trains=True)


def strangers(data: Sequence[Labelled], policy: Path) -> Iterator[Labelled]:
    """Questions of other interviews and of citizens, asked where nothing answers them."""
    talks = {item.example.dataset: item for item in data if item.example.dataset not in PAGES}
    _, citizens = policyqa(policy, "natural")
    for number, (name, host) in enumerate(talks.items()):
        if name == "dev":
            continue
        others = [
            item.example.question
            for item in data
            if item.example.dataset not in (*PAGES, name, "dev")
            and item.example.question.kind in ABOUT_ITS_OWN
        ]
        asked = [
            Question(question.text, "stranger", 0, (), answerable=False, group=host.fold)
            for question in (
                *others[number % STRANGERS :: STRANGERS],
                *citizens[number % STRANGERS :: STRANGERS],
            )
        ]
        for example in examples(host.searcher.interviews, asked, host.searcher, name):
            yield Labelled(example, host.searcher, host.fold, STRANGER_WEIGHT, trains=True)


def train(
    outcomes: Sequence[Outcome], names: Sequence[str]
) -> tuple[float, dict[str, Curve], dict[str, Curve]]:
    """Intercept, curves for one interview, and curves among others."""
    right = np.array([item.right for item in outcomes])
    weights = weights_of(outcomes)
    alone = np.array([item.signals["alone"] for item in outcomes]) > 0
    everywhere = np.ones(len(outcomes), bool)
    parts = [
        (name, where)
        for name in names
        # What a signal means is another thing where there are other interviews to compare with.
        for where in ((everywhere,) if name == "alone" else (alone, ~alone))
    ]
    values = {name: np.array([item.signals[name] for item in outcomes]) for name in names}
    points = [bends_at(values[name][where]) for name, where in parts]
    answerable = np.array([item.answerable for item in outcomes])
    columns = [
        _bends(values[name], at) * where[:, None] * _tells(values[name], where, answerable)
        for (name, where), at in zip(parts, points, strict=True)
    ]
    matrix = np.concatenate(columns, axis=1)
    spread = matrix.std(axis=0)
    spread[spread < _CONSTANT] = 1.0
    model = LogisticRegression(C=INVERSE_RIDGE, max_iter=5000)
    model.fit(matrix / spread, right, sample_weight=weights)
    slopes = np.split(
        model.coef_[0] / spread, np.cumsum([column.shape[1] for column in columns])[:-1]
    )
    curves: dict[str, Curve] = {}
    among: dict[str, Curve] = {}
    for (name, where), at, slope in zip(parts, points, slopes, strict=True):
        curve = Curve(tuple(at.tolist()), tuple(np.round(_bends(at, at) @ slope, 4).tolist()))
        if where is not alone:
            among[name] = curve
        curves.setdefault(name, curve)
    return float(model.intercept_[0]), curves, among


def _tells(
    values: NDArray[np.float64], where: NDArray[np.bool_], answerable: NDArray[np.bool_]
) -> bool:
    """Whether enough questions with an answer have more than the least of a signal."""
    return int((values[where & answerable] > values[where].min()).sum()) >= _FEWEST


def weights_of(outcomes: Sequence[Outcome]) -> NDArray[np.float64]:
    """How much each outcome counts, shape (outcomes,)."""
    weights = np.array([_weight(item) for item in outcomes])
    dev = np.array([item.dataset == "dev" for item in outcomes])
    if dev.any():
        weights[dev] = DEV_SHARE / (1 - DEV_SHARE) * weights[~dev].sum() / dev.sum()
    return weights


def _weight(item: Outcome) -> float:
    missed = item.answerable and not item.right
    hard = item.dataset not in (*PAGES, LIBRARY) and item.way != IN_HASTE
    weight = WEIGHTS.get(item.kind, INTERVIEW_WEIGHT) * (AGAIN_WEIGHT if item.way else 1.0)
    return weight * (MISSED_WEIGHT if missed and hard else 1.0)


def bends_at(values: np.ndarray) -> np.ndarray:
    """Where a curve may bend: at its ends and at shares of the values.

    Many signals are mostly zero; the other values then have the bends to themselves.
    """
    lowest = values.min()
    mostly_lowest = (values == lowest).mean() > MOSTLY
    spread_out = values[values > lowest] if mostly_lowest else values
    points = np.quantile(spread_out if len(spread_out) else values, SHARES)
    found = np.unique(np.round(np.r_[lowest, points] if mostly_lowest else points, 3))
    # Of fewer values than a share, as of pages among many interviews, the ends tell.
    return found if len(found) > 1 else np.unique(np.round([lowest, values.max()], 3))


def _bends(values: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The values, level outside the points, and how far each is past every point between them."""
    level = np.clip(values, points[0], points[-1])
    return np.stack([level, *(np.maximum(0, level - point) for point in points[1:-1])], axis=1)


def predict(
    outcomes: Sequence[Outcome],
    intercept: float,
    curves: dict[str, Curve],
    among: dict[str, Curve],
) -> np.ndarray:
    """Probabilities, shape (outcomes,)."""
    calibration = Calibration(intercept, curves, "", INDEX_SCHEMA, THRESHOLD, among)
    return np.array(calibration.probabilities([item.signals for item in outcomes]))


def collect(
    policy: Path, unseen: tuple[Chain, Chain, Chain]
) -> tuple[list[Outcome], list[Outcome]]:
    """Outcomes of pages and of interviews, each by a ranker that saw neither."""
    data = load(policy, unseen)
    rankers = [fit([i for i in data if i.trains and i.fold != fold]) for fold in range(FOLDS)]
    pages = [outcome(item, rankers[item.fold]) for item in draws(policy, unseen[2])]
    unseen[2].encoder.save()
    talks = [
        outcome(item, rankers[item.fold]) for item in data if item.example.dataset not in PAGES
    ]
    talks += [outcome(item, rankers[item.fold]) for item in libraries(unseen)]
    talks += [outcome(item, rankers[item.fold]) for item in strangers(data, policy)]
    for chain in unseen:
        chain.encoder.save()
    return pages, talks


def cross_validate(outcomes: Sequence[Outcome], names: Sequence[str]) -> np.ndarray:
    """Every outcome's probability by a calibration that did not see it.

    Nor its page or interview; but a development question may have been preceded by the others
    of its set, as it is where Citaat ships.
    """
    probabilities = np.zeros(len(outcomes))
    others = [item for item in outcomes if item.dataset != "dev"]
    dev = [at for at, item in enumerate(outcomes) if item.dataset == "dev"]
    for fold in range(FOLDS):
        seen = [item for item in others if item.fold != fold]
        places = [at for at, item in enumerate(outcomes) if item.fold == fold and at not in dev]
        probabilities[places] = predict([outcomes[at] for at in places], *train(seen, names))
        places = dev[fold::FOLDS]
        seen = [item for item in others if item.fold != outcomes[dev[0]].fold]
        seen += [outcomes[at] for at in dev if at not in places]
        probabilities[places] = predict([outcomes[at] for at in places], *train(seen, names))
    return probabilities


def report(outcomes: Sequence[Outcome], probabilities: np.ndarray) -> None:
    """AUROC, calibration, and what a few thresholds let through."""
    out = sys.stdout.write
    answerable = np.array([item.answerable for item in outcomes])
    right = np.array([item.right for item in outcomes])
    kinds = np.array([item.kind for item in outcomes])
    groups = {
        "natural": [item.dataset == "natural" for item in outcomes],
        "rotated": [item.dataset == "rotated" for item in outcomes],
        "training interviews": [
            item.dataset not in ("natural", "rotated", LIBRARY, "dev") for item in outcomes
        ],
        LIBRARY: [item.dataset == LIBRARY for item in outcomes],
        "dev": [item.dataset == "dev" for item in outcomes],
    }
    for name, chosen in groups.items():
        at = np.flatnonzero(chosen)
        talk = at[~np.isin(kinds[at], ["chitchat", "stranger"])]
        auroc = roc_auc_score(answerable[talk], probabilities[talk])
        error = calibration_error(probabilities[talk].tolist(), right[talk].tolist())
        out(f"{name:20} n={len(talk):5} AUROC={auroc:.3f} ECE={error:.3f}\n")
        if name in ("training interviews", LIBRARY, "dev"):
            for threshold in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
                said = probabilities >= threshold
                near, far = at[kinds[at] == "near"], at[np.isin(kinds[at], ["far", "noise"])]
                strange = at[kinds[at] == "stranger"]
                out(
                    f"   at {threshold:.2f}: answered {said[at[answerable[at]]].mean():.3f} "
                    f"near {said[near].mean():.3f} far {said[far].mean():.3f} "
                    f"stranger {said[strange].mean() if len(strange) else 0:.3f}\n"
                )


def main() -> None:
    """Cross-validate; with --write also fit on everything and write the calibration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("policyqa", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    unseen = chains("fit")
    pages, talks = collect(arguments.policyqa, unseen)
    outcomes = [*pages, *(item for item in talks if item.kind != "chitchat")]
    report(outcomes, cross_validate(outcomes, SIGNALS))
    if arguments.write:
        intercept, curves, among = train(outcomes, SIGNALS)
        (ROOT / "bot/data/calibration.json").write_text(
            json.dumps(
                {
                    "model": unseen[2].encoder.name,
                    "index_schema": INDEX_SCHEMA,
                    "threshold": THRESHOLD,
                    "intercept": round(intercept, 4),
                    "curves": {name: asdict(curve) for name, curve in curves.items()},
                    "among": {name: asdict(curve) for name, curve in among.items()},
                },
                indent=2,
            )
            + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
