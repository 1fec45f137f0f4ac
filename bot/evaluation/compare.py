"""Two results of the same questions → what changed, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.evaluation.results import Result
    from bot.evaluation.scoring import Outcome

_LONGEST = 160


def changes(old: Result, new: Result) -> Iterator[str]:
    """The lines of the comparison of two results' products; questions matched by label and text."""
    before = {(o.label, o.question): o for o in old.systems[0].outcomes}
    after = new.systems[0].outcomes
    shared = [(before[key], o) for o in after if (key := (o.label, o.question)) in before]
    yield f"Compared with {old.run.questions}, {old.run.model}: {len(shared)} shared questions"
    if len(shared) < max(len(before), len(after)):
        yield f"  only there: {len(before) - len(shared)}; only here: {len(after) - len(shared)}"
    counts = {"fixed": 0, "broken": 0, "different": 0}
    for was, now in shared:
        verdict = _verdict(was, now)
        if verdict is None:
            continue
        counts[verdict] += 1
        yield f"{verdict:9} [{now.kind}] {now.question}"
        yield f"          was {_said(was)}"
        yield f"          now {_said(now)}"
    same = len(shared) - sum(counts.values())
    tally = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    yield f"{tally}, {same} the same"


def _verdict(was: Outcome, now: Outcome) -> str | None:
    """Whether it is right now and was not, or the reverse, or only says something else.

    What is not marked counts as wrong on both sides.
    """
    before, after = ((bool(one.right), bool(one.quote_right)) for one in (was, now))
    if before != after:
        return "fixed" if after > before else "broken"
    if (was.reply, was.quote, was.source) != (now.reply, now.quote, now.source):
        return "different"
    return None


def _said(outcome: Outcome) -> str:
    words = " ".join((outcome.quote or "nothing").split())
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 1]}…"
    right = {True: "right", False: "wrong", None: "unmarked"}[outcome.quote_right]
    return f"{outcome.reply} {outcome.confidence:.2f} ({right}): {words}"
