"""Questions with the name of somebody who speaks: of who answers them, and of somebody else.

    python -m benchmarks.named [--training]

Questions to the interviews that no fit has seen, as they are and with "volgens" and a name behind
them. Where several speak in one interview, "another" is one who does not say what answers: a
quotation of somebody else is wrong then, however well it fits. `--training` asks the training
interviews in which several speak, which are more, but what ships was fitted on them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.follow_ups import OTHER_FOLDERS, bot_for
from benchmarks.training import TRAINING, interview_of, remembering_encoder
from benchmarks.unseen import UNSEEN, cases_of
from bot.evaluation.cases import Words
from bot.evaluation.metrics import proportion
from bot.evaluation.report import with_interval
from bot.evaluation.scoring import judge
from bot.evaluation.systems import System

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.answer import Bot
    from bot.evaluation.cases import Case
    from index.interview import Interview


def main() -> None:
    """Print for each way of asking how often the right words are found and given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--training", action="store_true")
    arguments = parser.parse_args()
    folder = TRAINING if arguments.training else UNSEEN
    encoder = remembering_encoder("follow-ups")
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.rglob("*.jsonl")):
        interview = interview_of(path, *OTHER_FOLDERS)
        several = len(interview.speakers) > 1
        if arguments.training and not several:
            continue
        bot = bot_for(path, encoder)
        for way, case, name in _asked(path, interview):
            speak = "several speak" if several else "one speaks"
            counts[speak, way].update(_found(bot, case, name))
    for (speak, way), count in sorted(counts.items()):
        shares = (
            f"{measure} {with_interval(proportion(count[measure], count['n']))}"
            for measure in ("quoted right", "answered right", "answered", "of somebody else")
        )
        sys.stdout.write(f"{speak:14} {way:12} n={count['n']:<5} {'  '.join(shares)}\n")
    encoder.save()


def _asked(path: Path, interview: Interview) -> Iterator[tuple[str, Case, str]]:
    """Each question with an answer in every way, and who is named; "" for nobody."""
    for case in cases_of(path, None):
        speaker = _who_answers(case, interview)
        if case.history or speaker is None:
            continue
        named = {"as it is": "", "its speaker": speaker}
        another = next((other for other in interview.speakers if other != speaker), None)
        if another:
            named["another"] = another
        for way, name in named.items():
            by = "according to" if case.kind == "english" else "volgens"
            asked = f"{case.question.rstrip(' ?!.')} {by} {name}?" if name else case.question
            yield way, replace(case, question=asked), name


def _who_answers(case: Case, interview: Interview) -> str | None:
    """Who says the words that answer; None if there are none, or nobody or several say them."""
    any_of = case.target.any_of if isinstance(case.target, Words) else ()
    speakers = {
        interview.speaker_of(block)
        for block in interview.blocks
        if any(words in block.span.of(interview.text) for words in any_of)
    }
    return speakers.pop() if len(speakers) == 1 else None


def _found(bot: Bot, case: Case, name: str) -> Iterator[str]:
    """What is true of the reply to a case."""
    yield "n"
    outcome = judge(case, System(bot.ask), frozenset())
    reply = bot.ask(case.question)
    if outcome.quote_right:
        yield "quoted right"
    if outcome.right:
        yield "answered right"
    if outcome.answered:
        yield "answered"
        said = reply.passage.speaker if reply.passage else None
        if name and said not in (None, name):
            yield "of somebody else"


if __name__ == "__main__":
    main()
