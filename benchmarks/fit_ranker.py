"""Fit the ranker, cross-validated by page and by interview.

    python -m benchmarks.fit_ranker POLICYQA.jsonl [--write]

Prints passage@1, MRR and quote@1 for every dataset, each question scored by a ranker and a reader
that never saw its page or interview; `--write` fits on everything and writes
index/data/ranker.json, with the ranker that does without the reader and chooses what is read.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from benchmarks.descent import descend
from benchmarks.training import (
    Chain,
    Example,
    chains,
    examples,
    in_a_row,
    interview_questions,
    policyqa,
    questions_about_offices,
    questions_about_whoever,
    searcher_for,
    training_interviews,
)
from bot.quote import windows
from index.aliases import load_synonyms
from index.columns import SIGNALS
from index.parse import parse_folder
from index.ranker import Ranker

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.hits import Hit
    from index.search import Searcher

ROOT = Path(__file__).parents[1]
FOLDS = 5
# There are twenty-four times as many questions to interviews.
PAGE_WEIGHT = 4.0
# Units of the hidden layer, how often so many questions are drawn, and how large a step is.
UNITS, STEPS, AT_ONCE, RATE = 32, 4000, 64, 1e-2
# Two fits that differ by chance alone differ by .007 of unseen questions; their mean varies less.
NETWORKS = 3
# A signal that is nearly always zero would otherwise get any coefficient for nothing.
MIN_SPREAD = 0.15
HITS = 200
VARIANTS = ("natural", "rotated", "seamless")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An example beside the searcher that found its evidence, and its cross-validation fold."""

    example: Example
    searcher: Searcher
    fold: int
    weight: float
    trains: bool


class RankerNetwork(nn.Module):
    """A linear score and a hidden layer over signals, each divided by its `spread`."""

    def __init__(self, spread: NDArray[np.float32]) -> None:
        super().__init__()
        self._spread = torch.from_numpy(spread)
        self.linear = nn.Linear(len(spread), 1, bias=False)
        self.hidden = nn.Linear(len(spread), UNITS)
        self.out = nn.Linear(UNITS, 1, bias=False)
        nn.init.zeros_(self.out.weight)

    def forward(self, signals: torch.Tensor) -> torch.Tensor:
        """Scores, shape (rows,)."""
        scaled = signals / self._spread
        scores: torch.Tensor = self.linear(scaled) + self.out(torch.relu(self.hidden(scaled)))
        return scores[:, 0]

    @torch.no_grad()
    def ranker(self, names: Sequence[str]) -> Ranker:
        """The same over all signals, of which this network saw those of `names`."""
        columns = [SIGNALS.index(name) for name in names]
        coefficients = np.zeros(len(SIGNALS), np.float32)
        coefficients[columns] = (self.linear.weight[0] / self._spread).numpy()
        hidden = np.zeros((len(SIGNALS), UNITS), np.float32)
        hidden[columns] = (self.hidden.weight / self._spread).T.numpy()
        return Ranker(
            coefficients, hidden, self.hidden.bias.numpy().copy(), self.out.weight[0].numpy().copy()
        )


def fit(
    data: Sequence[Labelled],
    names: Sequence[str] = SIGNALS,
    steps: int = STEPS,
    at_once: int = AT_ONCE,
) -> Ranker:
    """What puts most probability on the rows that answer, after so many steps.

    Each step looks at so many questions `at_once`, drawn from all.

    The mean of several networks that began differently, and saw the questions in another order.
    Scores are levelled: over everything that it was fitted on, they are zero in the mean. Nothing
    else tells rankers of different folds where to begin, and confidence looks at the score.
    """
    useful = [item for item in data if item.example.answers.any()]
    columns = [SIGNALS.index(name) for name in names]
    signals = [item.example.evidence.matrix[:, columns] for item in useful]
    everything = np.concatenate(signals)
    spread = np.maximum(everything.std(axis=0, dtype=np.float64), MIN_SPREAD).astype(np.float32)

    def loss(rng: random.Random) -> torch.Tensor:
        drawn = rng.sample(range(len(useful)), at_once)
        scores = network(torch.from_numpy(np.concatenate([signals[at] for at in drawn])))
        missed = []
        for at, own in zip(drawn, scores.split([len(signals[at]) for at in drawn]), strict=True):
            right = own[torch.from_numpy(useful[at].example.answers)]
            missed.append(useful[at].weight * (own.logsumexp(0) - right.logsumexp(0)))
        return torch.stack(missed).mean()

    rankers = []
    for seed in range(NETWORKS):
        torch.manual_seed(seed)
        network = RankerNetwork(spread)
        descend({RATE: network.parameters()}, loss, steps, told=False, seed=seed)
        with torch.no_grad():
            level = -float(network(torch.from_numpy(everything)).mean())
        rankers.append(replace(network.ranker(names), level=level))
    return mean_of(rankers)


def mean_of(rankers: Sequence[Ranker]) -> Ranker:
    """One ranker whose scores are the mean of theirs: all hidden units, each counting for less."""
    return Ranker(
        np.mean([ranker.coefficients for ranker in rankers], axis=0, dtype=np.float32),
        np.concatenate([ranker.hidden for ranker in rankers], axis=1),
        np.concatenate([ranker.offsets for ranker in rankers]),
        np.concatenate([ranker.weights / np.float32(len(rankers)) for ranker in rankers]),
        float(np.mean([ranker.level for ranker in rankers])),
    )


def hits_of(item: Labelled, ranker: Ranker) -> tuple[Hit, ...]:
    """As the product's search, but more of them: a page's rank is by all of its evidence."""
    return item.searcher.rank(item.example.evidence, ranker, HITS).hits


def judge(item: Labelled, ranker: Ranker) -> tuple[float, bool, int]:
    """Reciprocal rank of the right interview, whether the quotation answers, its length."""
    question = item.example.question
    hits = hits_of(item, ranker)
    mass: dict[str, float] = {}
    for hit in hits:
        mass[hit.interview.id] = mass.get(hit.interview.id, 0) + hit.mass
    order = sorted(mass, key=lambda name: -mass[name])
    gold = item.searcher.interviews[question.gold].id
    reciprocal = 1 / (order.index(gold) + 1) if gold in order else 0.0
    best = windows(hits, 1)[0]
    right = best.interview.id == gold and any(
        best.span.start <= start and end <= best.span.end for start, end in question.spans
    )
    return reciprocal, right, best.passage.last - best.passage.first


def load(policy: Path, unseen: tuple[Chain, Chain, Chain]) -> list[Labelled]:
    """Every dataset, with its folds."""
    content = ROOT / "content"
    folds = np.random.default_rng(0).integers(FOLDS, size=1000)
    data: list[Labelled] = []
    for variant in VARIANTS:
        interviews, questions = policyqa(policy, variant)
        searcher = searcher_for(interviews, unseen[2])
        data.extend(
            Labelled(
                example, searcher, int(folds[example.question.group]), PAGE_WEIGHT, trains=True
            )
            for example in examples(interviews, questions, searcher, variant)
        )
        unseen[2].encoder.save()
    for name, interview, labelled in training_interviews(content):
        group = labelled[0].group
        questions = [
            *in_a_row(labelled),
            *questions_about_whoever(interview, group),
            *questions_about_offices(interview, group),
        ]
        searcher = searcher_for([interview], unseen[group % 2], load_synonyms(content))
        fold = group % FOLDS
        data.extend(
            Labelled(example, searcher, fold, 1.0, trains=True)
            for example in examples([interview], questions, searcher, name)
        )
        if name.startswith("jos"):
            real = next(i for i in parse_folder(content) if i.id == name)
            dev = interview_questions(real, ROOT / "tests/data/interview-questions-dev.jsonl", fold)
            data.extend(
                Labelled(example, searcher, fold, 1.0, trains=False)
                for example in examples([real], dev, searcher, "dev")
            )
    for chain in unseen:
        chain.encoder.save()
    return data


def cross_validate(
    data: Sequence[Labelled], names: Sequence[str]
) -> dict[str, list[tuple[float, bool, int, str]]]:
    """Judgements by dataset, each by a ranker that saw neither page nor interview."""
    results: dict[str, list[tuple[float, bool, int, str]]] = {}
    for fold in range(FOLDS):
        ranker = fit([item for item in data if item.trains and item.fold != fold], names)
        for item in data:
            if item.fold == fold and item.example.question.answerable:
                rank, right, size = judge(item, ranker)
                if item.example.question.spans:
                    key = item.example.dataset
                    results.setdefault(key, []).append(
                        (rank, right, size, item.example.question.kind)
                    )
    return results


def report(results: dict[str, list[tuple[float, bool, int, str]]]) -> None:
    """One line a dataset, then one a kind of question to the training interviews."""
    talks = [
        row for name, rows in results.items() if name not in (*VARIANTS, "dev") for row in rows
    ]
    kinds = {kind: [row for row in talks if row[3] == kind] for kind in {row[3] for row in talks}}
    for name, rows in (
        results | {"training interviews": talks} | dict(sorted(kinds.items()))
    ).items():
        ranks, rights, sizes, _ = zip(*rows, strict=True)
        sys.stdout.write(
            f"{name:32} n={len(rows):4}  passage@1={np.mean(np.array(ranks) == 1):.3f}  "
            f"MRR={np.mean(ranks):.3f}  quote@1={np.mean(rights):.3f}  "
            f"sentences={np.mean(sizes):.2f}\n"
        )


def main() -> None:
    """Cross-validate; with --write also fit on everything and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("policyqa", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data = load(arguments.policyqa, chains("fit"))
    report(cross_validate(data, SIGNALS))
    if arguments.write:
        trains = [item for item in data if item.trains]
        unread = [name for name in SIGNALS if name != "read"]
        written = {
            "ranker": fit(trains).data(),
            "shortlist": fit(trains, unread).data(),
        }
        lines = (f'"{name}": {json.dumps(fitted)}' for name, fitted in written.items())
        (ROOT / "index/data/ranker.json").write_text(
            "{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
