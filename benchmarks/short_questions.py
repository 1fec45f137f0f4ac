"""Questions that name nobody and nothing, asked first, of each interview that no fit has seen.

    python -m benchmarks.short_questions [--failures]

"Waar werkt hij?" is answered by the lead or a caption, "Wie schreef dit?" by a byline, "Waarom?" by
nothing. `conversation/short-questions.jsonl` was written by somebody else when the examples in
`roles.toml` had been chosen; that roles compete was tried because of its first figures, and chosen
on the training interviews.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.follow_ups import bot_for
from benchmarks.training import remembering_encoder
from benchmarks.unseen import UNSEEN
from bot.evaluation.metrics import proportion
from bot.evaluation.report import with_interval
from bot.evaluation.scoring import best_candidate
from index.probes import roles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reply import Quote
    from index.interview import Interview

QUESTIONS = Path(__file__).parent / "conversation/short-questions.jsonl"
# What the part of a piece that answers is; of a question about nothing there is no such part.
ROLES = {
    "person": {"subject", "picture"},
    "about": {"subject"},
    "writer": {"writer"},
    "photographer": {"photographer"},
    "nothing": set(),
}


def main() -> None:
    """Print for each kind how often the right part is quoted, and how often it answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", action="store_true", help="print what went wrong")
    arguments = parser.parse_args()
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    encoder = remembering_encoder("follow-ups")
    counts: Counter[tuple[str, str]] = Counter()
    failures: Counter[str] = Counter()
    for path in sorted(UNSEEN.glob("*.jsonl")):
        bot = bot_for(path, encoder)
        (interview,) = bot.interviews
        there = set(played(interview, None))
        for row in asked:
            kind, wanted = row["kind"], ROLES[row["kind"]]
            if wanted and not wanted & there:
                continue
            reply = bot.ask(row["question"])
            quote, _ = best_candidate(reply)
            right = quote is not None and bool(wanted & set(played(interview, quote)))
            answered = reply.kind == "answer"
            counts[kind, "n"] += 1
            counts[kind, "right"] += right
            counts[kind, "answered"] += answered
            counts[kind, "wrongly"] += answered and not right
            failures[f"{kind}: {row['question']}"] += answered and not right
    for kind in ROLES:
        n = counts[kind, "n"]
        shares = [
            f"{measure} {with_interval(proportion(counts[kind, measure], n))}"
            for measure in ("right", "answered", "wrongly")
        ]
        sys.stdout.write(f"{kind:12} n={n:<5} {'  '.join(shares)}\n")
    if arguments.failures:
        for question, times in failures.most_common():
            if times:
                sys.stdout.write(f"{times:3} {question}\n")
    encoder.save()


def played(interview: Interview, quote: Quote | None) -> Iterator[str]:
    """The roles of the sentences in a quotation, or in the whole interview."""
    for block in interview.blocks:
        for sentence in block.sentences:
            if quote is None or sentence.span in quote.span:
                yield from roles_of(block, sentence.span.of(interview.text))


if __name__ == "__main__":
    main()
