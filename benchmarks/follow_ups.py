"""Measure the conversation: follow-ups, turns to another subject, and questions that stand alone.

    python -m benchmarks.follow_ups [FOLDER ...] [--failures]

Each folder holds interviews (`*.txt`) with labelled questions (`*.jsonl` of the same name); an
interview that is not there is that of `content` or of `benchmarks/unseen`. Without a folder it is
the training interviews; somebody else's conversations are in `benchmarks/conversation/turns`.
Every interview is asked by itself.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.training import TRAINING, interview_of, remembering_encoder
from bot.abstain import Calibration
from bot.bootstrap import assemble
from bot.evaluation.metrics import proportion
from bot.evaluation.report import with_interval
from bot.evaluation.scoring import best_candidate
from index.aliases import load_synonyms
from index.ranker import Ranker
from index.store import index_in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answer import Bot
    from bot.reply import Reply
    from index.encoder import Encoder

HERE = Path(__file__).parent
# Where an interview is, if not beside its questions.
CONTENT = HERE.parent / "content"
OTHER_FOLDERS = (CONTENT, HERE / "unseen")
SEED = 7

RIGHT = "follow-ups quoted right"
ANSWERED = "follow-ups answered from the threshold on"
ABSTAINED = "unanswerable turns abstained from"
KEPT = "answerable questions that a history leaves alone"
KEPT_SILENT = "unanswerable questions that a history leaves alone"
SUGGESTED = "suggested questions that are answered"
ELSEWHERE = "suggested questions that are answered by other words"
MEASURES = (RIGHT, ANSWERED, ABSTAINED, KEPT, KEPT_SILENT, SUGGESTED, ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled question: `answers` are the words that answer it, none when nothing does."""

    kind: str
    text: str
    history: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one turn went by one measure; `said` is what to read when it went wrong."""

    measure: str
    passed: bool
    said: str


def main() -> None:
    """Print the figures of each folder, with 95 % Wilson intervals."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("folders", nargs="*", type=Path, default=[TRAINING])
    parser.add_argument("--failures", action="store_true", help="print every turn that went wrong")
    arguments = parser.parse_args()
    encoder = remembering_encoder("follow-ups")
    total: Counter[tuple[str, bool]] = Counter()
    for folder in arguments.folders:
        verdicts = [
            verdict
            for path in sorted(folder.glob("*.jsonl"))
            for verdict in judge(bot_for(path, encoder), questions(path))
        ]
        encoder.save()
        if arguments.failures:
            for verdict in verdicts:
                if not verdict.passed:
                    print(f"  {verdict.measure}: {verdict.said}")
        counts = Counter((verdict.measure, verdict.passed) for verdict in verdicts)
        total.update(counts)
        report(folder.name, counts)
    if len(arguments.folders) > 1:
        report("all", total)


def report(name: str, counts: Counter[tuple[str, bool]]) -> None:
    """The figures of one set."""
    print(f"{name}:")
    for measure in MEASURES:
        passed = counts[measure, True]
        n = passed + counts[measure, False]
        share = proportion(passed, n)
        if share is not None:
            print(f"  {with_interval(share)} n={n:<4} {measure}")


def questions(path: Path) -> list[Labelled]:
    """The labelled questions of one interview."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Labelled(
            row["kind"], row["question"], tuple(row.get("history", ())), tuple(row["answer_any"])
        )
        for row in rows
    ]


def bot_for(path: Path, encoder: Encoder, calibration: Calibration | None = None) -> Bot:
    """The product on the interview that a file of questions belongs to.

    `calibration` is another than what ships.
    """
    index = index_in_memory([interview_of(path, *OTHER_FOLDERS)], encoder)
    synonyms = load_synonyms(CONTENT)
    calibration = calibration or Calibration.load()
    return assemble(index, encoder, calibration, Ranker.load(), synonyms=synonyms)


def judge(bot: Bot, asked: Sequence[Labelled]) -> Iterator[Verdict]:
    """Every follow-up in its conversation, and every other question after a random one."""
    for question in asked:
        if question.history:
            yield from _followed_up(bot, question)
    alone = [one for one in asked if not one.history and one.kind != "chitchat"]
    openings = [one.text for one in alone if one.answers]
    # A seed, not a secret: the same questions must follow the same ones.
    chance = random.Random(SEED)  # noqa: S311
    for question in alone:
        before = chance.choice([text for text in openings if text != question.text])
        plain, after = bot.ask(question.text), bot.ask(question.text, (before,))
        same = plain.kind == after.kind and _quotation(plain) == _quotation(after)
        yield Verdict(
            KEPT if question.answers else KEPT_SILENT,
            same,
            f"{before} > {question.text} > {after.standalone_question}\n"
            f"      {plain.confidence:.2f} {_right(plain, question)} -> "
            f"{after.confidence:.2f} {_right(after, question)}",
        )
        yield from _suggested(bot, plain)


def _suggested(bot: Bot, reply: Reply) -> Iterator[Verdict]:
    for suggestion in reply.suggestions:
        next_one = bot.ask(suggestion, (reply.question,))
        said = f"{reply.question} -> {suggestion} ({next_one.confidence:.2f})"
        yield Verdict(SUGGESTED, next_one.kind == "answer", said)
        if reply.kind == "answer":
            yield Verdict(ELSEWHERE, _quotation(next_one) != _quotation(reply), said)


def _followed_up(bot: Bot, question: Labelled) -> Iterator[Verdict]:
    reply = bot.ask(question.text, question.history)
    said = (
        f"{' > '.join(question.history)} > {question.text}\n      {reply.confidence:.2f} "
        f"{reply.standalone_question}: {_quotation(reply)[:140]}"
    )
    if question.answers:
        yield Verdict(RIGHT, _right(reply, question), said)
        yield Verdict(ANSWERED, reply.kind == "answer", said)
    else:
        yield Verdict(ABSTAINED, reply.kind != "answer", said)


def _right(reply: Reply, question: Labelled) -> bool:
    return any(words in _quotation(reply) for words in question.answers)


def _quotation(reply: Reply) -> str:
    quote, _ = best_candidate(reply)
    return quote.text if quote else ""


if __name__ == "__main__":
    main()
