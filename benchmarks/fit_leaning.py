"""Fit what tells whether a question depends on the one before it, cross-validated by halves.

    python -m benchmarks.fit_leaning [--write]

Prints which share of the follow-ups and of the other questions is taken for a follow-up, each by
what was fitted on the other half of the interviews, beside what their words alone tell. `--write`
writes index/data/leaning.json, fitted on all, and to the user's cache those of the halves, which
the fits of ranker and confidence ask.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.training import (
    FOLLOW_UP,
    LEANING_FILE,
    TRAINED,
    has_seen,
    remembering_encoder,
    trained_file,
    training_interviews,
)
from bot.asked import asked
from bot.conversation.standalone import asks_for_more, leans
from index.leaning import Leaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.training import Question
    from index.encoder import Vectors

ROOT = Path(__file__).parents[1]
INVERSE_RIDGE = 0.1
# Vectors of questions lie within a tenth of one another.
SCALE = 10.0
# Whether these depend on anything, or fit any text, means nothing.
LEFT_OUT = ("noise", "chitchat")


def questions() -> list[Question]:
    """All that can depend on something but questions for more, which their words tell."""
    return [
        question
        for _, _, own in training_interviews(ROOT / "content")
        for question in own
        if question.kind not in LEFT_OUT and not asks_for_more(asked(question.text))
    ]


def fit(vectors: Vectors, follow: np.ndarray, model: str) -> Leaning:
    """From vectors, shape (questions, dimension), and which of them are follow-ups."""
    offset, slopes = told_by(vectors, follow, INVERSE_RIDGE)
    return Leaning(model, offset, slopes.astype(np.float32))


def told_by(
    vectors: Vectors, which: np.ndarray, inverse_ridge: float, weights: np.ndarray | None = None
) -> tuple[float, np.ndarray]:
    """Offset and slopes, shape (dimension,), of the log-odds that a vector is one of `which`."""
    mean = vectors.mean(axis=0)
    fitted = LogisticRegression(C=inverse_ridge, max_iter=3000)
    fitted.fit((vectors - mean) * SCALE, which, sample_weight=weights)
    slopes = SCALE * fitted.coef_[0]
    return float(fitted.intercept_[0] - slopes @ mean), slopes


def report(own: Sequence[Question], found: Sequence[bool]) -> None:
    """A line for each way of asking: what is taken for a follow-up, by meaning and by words."""
    meant, said = np.array(found), np.array([leans(asked(question.text)) for question in own])
    follow = np.array([question.kind == FOLLOW_UP for question in own])
    ways = np.array([question.way for question in own])
    for way in sorted(set(ways)):
        here = ways == way
        sys.stdout.write(f"{way or 'interviews':12}")
        for name, chosen in (("follow-ups", here & follow), ("others", here & ~follow)):
            sys.stdout.write(
                f"  {name} n={chosen.sum():5} {meant[chosen].mean():.3f} "
                f"(words {said[chosen].mean():.3f})"
            )
        sys.stdout.write("\n")


def main() -> None:
    """Cross-validate; with --write also write what was fitted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    everything = questions()
    follow = np.array([one.kind == FOLLOW_UP for one in everything])
    asked_of: list[Question] = []
    found: list[bool] = []
    for name in TRAINED:
        encoder = remembering_encoder("fit", name)
        vectors = np.stack([encoder.read_query(asked(one.text))[0] for one in everything])
        encoder.save()
        seen = np.array([has_seen(name, one.group) for one in everything])
        leaning = fit(vectors[seen], follow[seen], encoder.name)
        asked_of += [one for one, known in zip(everything, seen, strict=True) if not known]
        found += [leaning(vector) for vector in vectors[~seen]]
        if arguments.write:
            trained_file(name, LEANING_FILE).write_text(
                json.dumps(leaning.data()) + "\n", encoding="utf-8"
            )
    report(asked_of, found)


if __name__ == "__main__":
    main()
