"""The help of every command as one page: `python -m bot.cli.help > docs/cli.md`."""

from __future__ import annotations

import sys

from bot.cli.parser import help_pages

_INTRODUCTION = """\
# The command line

What `--help` says, for every command; written by `python -m bot.cli.help`.

Results go to standard output, progress and messages to standard error. The exit status is
0 for success, 2 for bad input, and 75 for what may be over later with the same input: a cache
or an index that cannot be written, a Milvus that is not there, a port that is taken. One clear
line says what to do (`check` gives one for each problem). It is 130 when interrupted.
"""

_FIELDS = """\
## Labelled questions

`citaat eval` reads JSON objects, one a line, all of one sort.

Questions to the content folder:

| field | meaning |
|---|---|
| `kind` | any name; figures are given for each. `chitchat` may be met with small talk |
| `question` | what is asked |
| `history` | earlier questions of the conversation, oldest first; may be left out |
| `interview` | id of the only interview that it is put to; may be left out |
| `answer_any` | the quotation is right when it contains one of these; empty: no answer |

Questions that bring their own page (as in PolicyQA), indexed in place of the content folder:

| field | meaning |
|---|---|
| `id` | of the question and of its page: letters, digits, dot, dash, underscore |
| `question` | what is asked |
| `document` | the page |
| `answer`, `answer_start` | the marked answer, and its offset in the page in code points |
| `exact` | false: the answer does not stand there to the letter, so no quotation is judged |
| `rotated_document` | the page cut at random, its halves swapped; not for `--pages natural` |
| `rotated_answer_start` | offset of the answer in it |

The figures:

| figure | meaning |
|---|---|
| quote@1 | share of answerable questions whose best candidate answers, whatever the threshold |
| right | share of replies that are right as given; where there is no answer: silence |
| answered | share of answerable questions that got a quotation |
| false answers | share of unanswerable questions that got one |
| AUROC | chance that an answerable question gets more confidence than another |
| ECE | mean distance of confidence from the share that is right, 10 bins of equal mass |
| AURC | mean risk over all coverages: how wrong the most confident replies are |
| offers | of the abstentions that ask "Bedoelt u ...", how many hold the answer; below the tables |
| passage@1, MRR | whether, and how high, the right page is ranked |

A quotation of more than 3 sentences and 400 characters is never right. Shares have Wilson
intervals, AUROC a bootstrap interval, all of 95 %.
"""


def document() -> str:
    """The page as Markdown."""
    pages = [f"## `{name}`\n\n```text\n{text.rstrip()}\n```\n" for name, text in help_pages()]
    return "\n".join([_INTRODUCTION, *pages, _FIELDS])


if __name__ == "__main__":
    sys.stdout.write(document())
