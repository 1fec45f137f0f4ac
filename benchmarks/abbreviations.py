"""What an abbreviation stands for, asked of texts that tell it and of texts that only use it.

    python -m benchmarks.abbreviations

Twelve interviews by somebody who knew nothing of the rules, with 108 abbreviations: 57 are written
out in as many ways as came to mind, 51 are not, many of them beside words that happen to begin
with their letters. The rule as it was first let 26 of those through, so it was mended with these
interviews at hand (docs/decisions/0038).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.follow_ups import bot_for
from benchmarks.forms import Tally
from benchmarks.training import remembering_encoder
from bot.evaluation.cases import Case, Words
from bot.evaluation.scoring import judge
from bot.evaluation.systems import System

FOLDER = Path(__file__).parent / "abbreviations"
# After the empty line come forms that are answered by what it does as well.
FORMS = """Waar staat {} voor?
wat betekent {}
Waar is {} de afkorting van?
Weet je waar {} voor staat?
What does {} stand for?

Wat is {}?""".split("\n")


def main() -> None:
    """Print for each form how often the right words are given, and any where there are none."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    encoder = remembering_encoder("follow-ups")
    tallies = {form: Tally() for form in FORMS}
    for path in sorted(FOLDER.glob("*.jsonl")):
        bot = System(bot_for(path, encoder).ask)
        labels = map(json.loads, path.read_text("utf-8").splitlines())
        for label in labels:
            answers = (label["answer"], label["long"]) if label["written_out"] else ()
            for form in filter(None, FORMS):
                asked = form.format(label["short"])
                case = Case(label["short"], "acronym", asked, (), Words(answers))
                outcome = judge(case, bot, frozenset())
                kind = "written out" if answers else "only used"
                tallies[form].add(kind, outcome)
    for form, tally in tallies.items():
        shares = tally.shares("written out", "only used")
        sys.stdout.write(f"{form:30} {shares if form else ''}\n")
    encoder.save()


if __name__ == "__main__":
    main()
