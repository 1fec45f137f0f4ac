"""Topics that are asked for in many words: "Ik wil graag meer weten over zonnepanelen".

    python -m benchmarks.topics

The keywords among the questions to the interviews that no fit has seen, each in every form of
`FORMS`, and those of three other interviews, which have no answer there.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from benchmarks.follow_ups import bot_for
from benchmarks.forms import Tally
from benchmarks.training import remembering_encoder
from benchmarks.unseen import UNSEEN, cases_of
from bot.evaluation.cases import Words
from bot.evaluation.scoring import judge
from bot.evaluation.systems import System

# The first is the keyword alone. The rule was made with those up to the empty line at hand; of the
# others, six were read as it was then, and it was made to read the rest (docs/decisions/0037).
FORMS = """{}
Wat zegt hij over {}?
Wat vindt u van {}?
Wat wordt er gezegd over {}?
Kunt u iets vertellen over {}?
Ik wil graag meer weten over {}
ik zoek informatie over {}
Wat staat er over {} in het interview?
Noemt hij {}?
Komt {} ter sprake?
What does she say about {}?
Does he mention {}?

Wat vertelde u over {}?
Wordt er iets gezegd over {}?
Wat is haar visie op {}?
Ik ben benieuwd naar {}
Heb je info over {}?
Vertel me alles over {}
Weet u iets van {}?
Komt {} aan bod?
What are his views on {}?
I'd like to know more about {}
Could you explain {}?
Tell me everything about {}""".split("\n")
# Interviews whose keywords are asked of each.
_OTHERS = 3


def main() -> None:
    """Print for each form how often the right words are found and given, and anything else is."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    encoder = remembering_encoder("follow-ups")
    paths = sorted(UNSEEN.glob("*.jsonl"))
    topics = [[case for case in cases_of(path, None) if case.kind == "keyword"] for path in paths]
    tallies = {form: Tally() for form in FORMS}
    for number, path in enumerate(paths):
        bot = System(bot_for(path, encoder).ask)
        others = [topics[(number + step) % len(paths)] for step in range(1, _OTHERS + 1)]
        absent = [replace(case, target=Words(())) for other in others for case in other]
        for form in filter(None, FORMS):
            for case in (*topics[number], *absent):
                keyword = case.question.rstrip("?!. ")
                asked = replace(case, question=form.format(keyword))
                outcome = judge(asked, bot, frozenset())
                kind = "there" if outcome.answerable else "absent"
                tallies[form].add(kind, outcome)
    for form, tally in tallies.items():
        shares = tally.shares("there", "absent")
        sys.stdout.write(f"{form:40} {shares if form else ''}\n")
    encoder.save()


if __name__ == "__main__":
    main()
