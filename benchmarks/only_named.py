"""Questions whose words a text has: does it answer them, or only name what they ask about?

    python -m benchmarks.only_named

465 questions by somebody who knew nothing of the rules, to the interviews that no fit has seen and
to those of `abbreviations`: half have an answer, often in unusual words, half have none though the
text talks about exactly that. The rules of `bot/wanted` were written before, and some of their
words were added with these at hand (docs/decisions/0038).
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.abbreviations import FOLDER
from benchmarks.follow_ups import bot_for
from benchmarks.forms import Tally
from benchmarks.training import remembering_encoder
from benchmarks.unseen import UNSEEN
from bot.evaluation.cases import Case, Words
from bot.evaluation.scoring import judge
from bot.evaluation.systems import System
from bot.wanted.doubts import NO_DOUBTS, left_of

if TYPE_CHECKING:
    from bot.answer import Bot
    from bot.evaluation.scoring import Outcome

QUESTIONS = Path(__file__).parent / "only_named/questions.jsonl"


def main() -> None:
    """Print for each form of question how it goes with the doubts, and how it would without."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    encoder = remembering_encoder("follow-ups")
    bots: dict[str, Bot] = {}
    tallies: dict[tuple[str, str], Tally] = {}
    for line in QUESTIONS.read_text("utf-8").splitlines():
        asked = json.loads(line)
        name = asked["file"]
        if name not in bots:
            folder = next(each for each in (UNSEEN, FOLDER) if (each / f"{name}.txt").exists())
            bots[name] = bot_for(folder / f"{name}.txt", encoder)
        target = Words(tuple(asked["answer_any"]))
        case = Case(name, asked["kind"], asked["question"], (), target)
        outcome = judge(case, System(bots[name].ask), frozenset())
        kind = "there" if target.any_of else "absent"
        for way, counted in (
            ("with doubts", outcome),
            ("without", _without_doubts(bots[name], outcome)),
        ):
            tallies.setdefault((asked["kind"], way), Tally()).add(kind, counted)
    for (kind, way), tally in sorted(tallies.items()):
        shares = tally.shares("there", "absent")
        sys.stdout.write(f"{kind:20} {way:12} {shares}\n")
    encoder.save()


def _without_doubts(bot: Bot, outcome: Outcome) -> Outcome:
    """The outcome as the calibrated probability alone would have it."""
    why = bot.ask(outcome.question).why
    alone = outcome.confidence / left_of({**NO_DOUBTS, **why.signals})
    if outcome.answered or alone < why.threshold:
        return outcome
    return replace(outcome, reply="answer", right=outcome.quote_right)


if __name__ == "__main__":
    main()
