"""What the doubts of `bot/wanted` take away: answers that were right, and answers that were not.

    python -m benchmarks.only_named [--training]

Every question to the interviews that no fit has seen, or with `--training` to those that everything
was fitted on, whose best quotation is doubted because it only names what is asked about. Each would
have been answered before if its confidence, without the doubts, reaches the threshold.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict

from benchmarks.follow_ups import bot_for
from benchmarks.training import TRAINING, remembering_encoder
from benchmarks.unseen import UNSEEN, cases_of
from bot.evaluation.scoring import judge
from bot.evaluation.systems import System
from bot.wanted.doubts import NO_DOUBTS, left_of

# These were there before the others.
_OLDER = ("no_subject",)


def main() -> None:
    """Print for each doubt what was answered without it and is not with it, and what still is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--training", action="store_true", help="the interviews of every fit")
    folder = TRAINING if parser.parse_args().training else UNSEEN
    encoder = remembering_encoder("follow-ups")
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.rglob("*.jsonl")):
        bot = bot_for(path, encoder)
        for case in cases_of(path, None):
            reply = bot.ask(case.question, case.history)
            doubts = [name for name in NO_DOUBTS if reply.why.signals.get(name)]
            if not doubts or doubts[0] in _OLDER:
                continue
            outcome = judge(case, System(bot.ask), frozenset())
            alone = reply.confidence / left_of({**NO_DOUBTS, **reply.why.signals})
            before = alone >= reply.why.threshold
            verdict = "right" if outcome.quote_right else "wrong"
            for name in doubts:
                taken[name][f"{verdict}, {'answered' if before else 'silent'} before"] += 1
    for name, counts in sorted(taken.items()):
        told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
        sys.stdout.write(f"{name:16} {told}\n")
    encoder.save()


if __name__ == "__main__":
    main()
