"""Measure small talk: what is recognised as such, and which real questions are taken for it.

    python -m benchmarks.small_talk [--failures]

The utterances of `conversation/small-talk.jsonl` are split in two by a fixed seed: the phrases,
examples and threshold were chosen on the first half. Those of `small-talk-later.jsonl` were
written after that and led to a second round; those of `small-talk-last.jsonl` were written when
that was done, and changed no phrase or example then (one rule that failed a question was mended).
Later rules were tried on all of these. `small-talk-turns.jsonl`, reactions and turns about the
reply or the chat with questions that resemble them, was written before any of it was recognised,
by the author of the phrases: 65 of its 102 utterances are phrases or examples to the letter.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.follow_ups import CONTENT, bot_for
from benchmarks.training import remembering_encoder
from bot.evaluation.metrics import proportion
from bot.evaluation.report import with_interval

if TYPE_CHECKING:
    from bot.answer import Bot

FOLDER = Path(__file__).parent / "conversation"
SEED = 11
# What the interview cannot know either: silence is as good an answer as a polite one.
ELSEWHERE = "elsewhere"

RECOGNISED = "small talk answered in kind"
INTENT = "small talk given the fitting reply"
OFF_TOPIC = "time, weather and jokes not answered with a quotation"
QUESTION = "real questions taken for questions"
MEASURES = (RECOGNISED, INTENT, OFF_TOPIC, QUESTION)


def main() -> None:
    """Print the figures of both halves, with 95 % Wilson intervals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", action="store_true", help="print what went wrong")
    arguments = parser.parse_args()
    encoder = remembering_encoder("follow-ups")
    bot = bot_for(CONTENT / "jos-de-groot-digitalisering.jsonl", encoder)
    rows = utterances("small-talk")
    # A seed, not a secret: the halves must stay what they are.
    random.Random(SEED).shuffle(rows)  # noqa: S311
    half = len(rows) // 2
    parts = {
        "tuning": rows[:half],
        "other half": rows[half:],
        "written later": utterances("small-talk-later"),
        "written last": utterances("small-talk-last"),
        "turns about the reply": utterances("small-talk-turns"),
    }
    for name, part in parts.items():
        verdicts = [
            (*verdict, row["utterance"])
            for row in part
            for verdict in judge(bot, str(row["utterance"]), row["intent"])
        ]
        print(f"{name}:")
        for measure in MEASURES:
            passed = [right for one, right, _ in verdicts if one == measure]
            share = proportion(sum(passed), len(passed))
            if share is not None:
                print(f"  {with_interval(share)} n={len(passed):<4} {measure}")
        if arguments.failures:
            for measure, right, utterance in verdicts:
                if not right:
                    print(f"    {measure}: {utterance}")
    encoder.save()


def utterances(name: str) -> list[dict[str, str | None]]:
    """What people say, each with its intent; None is a question to the interview."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def judge(bot: Bot, utterance: str, intent: str | None) -> list[tuple[str, bool]]:
    """What one utterance tells of each measure that it belongs to."""
    reply = bot.ask(utterance)
    spoken = reply.why.reason if reply.kind == "smalltalk" else None
    if intent is None:
        return [(QUESTION, spoken is None)]
    if intent == ELSEWHERE:
        return [(OFF_TOPIC, reply.kind != "answer")]
    return [(RECOGNISED, spoken is not None), (INTENT, spoken == intent)]


if __name__ == "__main__":
    main()
