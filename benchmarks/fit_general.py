"""Fit how sure an answer is to what may be asked of any text, cross-validated by interview.

    python -m benchmarks.fit_general [--write]

First what tells such questions from all others to the training interviews, then the probability
that what is quoted for them answers. Both are learned of `benchmarks/before_reading/in_general`:
what was asked by people who had seen the title and lead of an interview, and labelled when they had
read it. Prints what is answered, and how that is calibrated, without and with it; the questions
that name the subject (`by_subject`) are only measured. `--write` writes bot/data/general.json.

After a new calibration (`benchmarks.fit_confidence`) it has to be fitted anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.fit_confidence import THRESHOLD
from benchmarks.fit_leaning import LEFT_OUT, told_by
from benchmarks.follow_ups import bot_for
from benchmarks.training import (
    BEFORE_READING,
    remembering_encoder,
    training_files,
    training_interviews,
)
from bot.abstain import Calibration
from bot.asked import asked
from bot.evaluation.cases import Pages, load_cases
from bot.evaluation.metrics import auroc, calibration_error, proportion
from bot.evaluation.report import with_interval
from bot.evaluation.scoring import judge
from bot.evaluation.systems import System
from bot.general import General, log_odds
from bot.wanted.doubts import left_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.remembering import RememberingEncoder
    from index.encoder import Vectors

ROOT = Path(__file__).parents[1]
WRITTEN = ROOT / "bot/data/general.json"
IN_GENERAL, BY_SUBJECT = "in_general", "by_subject"
FOLDS = 6
# Of four questions one fits any text. At one of two, more of what no interview answers is refused
# (.11 and not .15 answered), and more that other questions have an answer to (AUROC of those to
# interviews that nothing was fitted on .913, not .915; it was .918).
SHARE = 0.25
# Of .1, .3, 1, 3 and 10 this leaves the least log loss, cross-validated: .242, .216, .207, .210 and
# .219.
INVERSE_RIDGE = 1.0
# Of the confidence. Three signals and the confidence that it would have otherwise: with all 28 they
# are told apart hardly better (.73 and .72).
OTHERWISE, SIGNALS = "otherwise", ("alike", "score")
CONFIDENCE_INVERSE_RIDGE = 0.05


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked before reading, and what came of it as to any other.

    `confidence` is without what `bot.wanted` doubts of the quotation, which is subtracted last.
    """

    vector: Vectors
    signals: Mapping[str, float]
    confidence: float
    right: bool
    answerable: bool
    fold: int


def before_reading(folder: str, encoder: RememberingEncoder) -> list[Asked]:
    """What the training interviews are asked, each as it would be served without `General`.

    Their signal "general" is 1 where the question may be one, else 0.
    """
    nothing = np.zeros_like(encoder.encode_queries([""])[0])
    as_it_is = General(encoder.name, np.inf, nothing, 0.0, {OTHERWISE: 1.0})
    calibration = replace(Calibration.load(), general=as_it_is)
    files = {path.name: path for path in (BEFORE_READING / folder).glob("*.jsonl")}
    found: list[Asked] = []
    for number, path in enumerate(one for one in training_files() if one.name in files):
        bot = bot_for(path, encoder, calibration)
        for case in load_cases(files[path.name], Pages.NATURAL):
            reply = bot.ask(case.question)
            outcome = judge(case, System(bot.ask), frozenset())
            # Small talk quotes nothing.
            if outcome.quote is not None:
                found.append(
                    Asked(
                        encoder.encode_queries([asked(case.question)])[0],
                        reply.why.signals,
                        min(reply.confidence / left_of(reply.why.signals), 1.0),
                        bool(outcome.quote_right),
                        outcome.answerable,
                        number % FOLDS,
                    )
                )
    return found


def others(encoder: RememberingEncoder) -> Vectors:
    """All other questions to the training interviews, shape (questions, dimension)."""
    texts = [
        asked(question.text)
        for _, _, own in training_interviews(ROOT / "content")
        for question in own
        if not question.history and question.kind not in LEFT_OUT
    ]
    vectors = encoder.encode_queries(texts)
    encoder.save()
    return vectors


def fit(general: Sequence[Asked], ordinary: Vectors, model: str) -> General:
    """What tells `general` from `ordinary` questions, and the confidence in what is quoted."""
    own = np.stack([one.vector for one in general])
    vectors = np.concatenate([own, ordinary])
    weight = SHARE / (1 - SHARE) * len(ordinary) / len(own)
    is_general = np.arange(len(vectors)) < len(own)
    # The weights of all together are those of as many questions of both kinds as of the rarer.
    weights = np.where(is_general, weight, 1.0) * len(own) / len(ordinary)
    offset, slopes = told_by(vectors, is_general, INVERSE_RIDGE, weights)
    shares = 1 / (1 + np.exp(-(own @ slopes + offset)))

    plain = np.array([one.signals["general"] > 0 and left_of(one.signals) == 1 for one in general])
    rows = np.array([_evidence(one) for one in general])[plain]
    spread = rows.std(axis=0)
    sure = LogisticRegression(C=CONFIDENCE_INVERSE_RIDGE, max_iter=3000)
    right = np.array([one.right for one in general])
    sure.fit(rows / spread, right[plain], sample_weight=shares[plain])
    adds = (sure.coef_[0] / spread).tolist()
    return General(
        model,
        offset,
        slopes.astype(np.float32),
        float(sure.intercept_[0]),
        dict(zip((OTHERWISE, *SIGNALS), adds, strict=True)),
    )


def _evidence(one: Asked) -> list[float]:
    return [log_odds(one.confidence), *(one.signals[name] for name in SIGNALS)]


def confidences(general: General, several: Sequence[Asked]) -> list[float]:
    """What each would be answered with."""
    return [
        left_of(one.signals)
        * general.confidence(
            one.confidence,
            {**one.signals, "general": one.signals["general"] * general.share(one.vector)},
        )
        for one in several
    ]


def report(name: str, several: Sequence[Asked], found: Sequence[float]) -> None:
    """A line: how many of those with and without an answer are answered, and how surely."""
    answered = [confidence >= THRESHOLD for confidence in found]
    right = [one.right for one in several]
    pairs = list(zip(several, found, strict=True))
    answered_right = sum(map(all, zip(answered, right, strict=True)))
    sys.stdout.write(f"{name:24} n={len(several)}")
    for what, hits, n in (
        ("answers right", answered_right, sum(answered)),
        ("of what is right answered", answered_right, sum(right)),
        (
            "without an answer answered",
            sum(is_so and not one.answerable for is_so, one in zip(answered, several, strict=True)),
            sum(not one.answerable for one in several),
        ),
    ):
        share = proportion(hits, n)
        sys.stdout.write(f"  {what} {with_interval(share) if share else '-'}")
    told_apart = auroc(
        [confidence for one, confidence in pairs if one.right],
        [confidence for one, confidence in pairs if not one.right],
    )
    if told_apart:
        sys.stdout.write(f"  AUROC of right {with_interval(told_apart)}")
    sys.stdout.write(f"  ECE {calibration_error(found, right):.3f}\n")


def main() -> None:
    """Cross-validate; with --write also write what was fitted on all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    encoder = remembering_encoder("general")
    ordinary = others(encoder)
    in_general, by_subject = (before_reading(each, encoder) for each in (IN_GENERAL, BY_SUBJECT))
    for name, several in ((IN_GENERAL, in_general), (BY_SUBJECT, by_subject)):
        otherwise = [one.confidence * left_of(one.signals) for one in several]
        report(f"{name}, otherwise", several, otherwise)
        found = np.zeros(len(several))
        for fold in range(FOLDS):
            fitted = fit([one for one in in_general if one.fold != fold], ordinary, encoder.name)
            places = [at for at, one in enumerate(several) if one.fold == fold]
            found[places] = confidences(fitted, [several[at] for at in places])
        report(name, several, found.tolist())
    encoder.save()
    fitted = fit(in_general, ordinary, encoder.name)
    sys.stdout.write(f"{fitted.intercept:.3f} {fitted.adds}\n")
    if arguments.write:
        WRITTEN.write_text(json.dumps(fitted.data()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
