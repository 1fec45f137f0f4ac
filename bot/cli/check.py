"""What `citaat check` says of an interview: how it was understood, and what may be meant else."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.misread import asks_quoted, misread
from bot.cli.slips import slips
from index.aliases import SYNONYMS_FILE
from index.folder import is_draft, means_synonyms
from index.interview import FOOTNOTE, Role
from index.parsing.drafts import PUBLICATION
from index.parsing.frontmatter import FrontMatter, read_header
from index.parsing.hindrances import hindrance
from index.parsing.lines import LINE, line_of
from index.parsing.names import NAME
from index.parsing.speech import OPENING, speaks_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.interview import Interview
    from index.twins import Twins

# A line that asks, also where what is asked stands in quotation marks, or an answer behind it.
_ASKING_LINE = re.compile(
    rf"\?[\"'\u2019\u201d\u00bb]?(?:{FOOTNOTE})?[*_ \t]*\r?$|"
    r"^[^?.!\r\n]+\?[*_]*[ \t]+(?:\w+:[ \t]*)?[\"\u2018\u201c\u201e\u00ab]",
    re.MULTILINE,
)
# One question may be a headline; an article seldom has more on lines of their own.
_SEVERAL = 2
# So many other files that bear a title are named; of more it is told how many.
_NAMED = 3


def summary(interview: Interview) -> str:
    """One line: the file, what it is read as, who speaks, how much there is, and the title."""
    questions = len(interview.questions)
    sentences = sum(len(block.sentences) for block in interview.blocks)
    counts = [_counted(sentences, "sentence"), f"\u201c{interview.title}\u201d"]
    if interview.is_conversation:
        counts.insert(0, _counted(questions, "question"))
    return f"{interview.file}: {', '.join([_kind(interview), *counts])}"


def doubts(interview: Interview) -> Iterator[str]:
    """What an editor may have meant otherwise, each with its remedy."""
    asking = len(_ASKING_LINE.findall(interview.text))
    if not interview.is_conversation and asking >= _SEVERAL:
        remedy = _why_no_answer(interview.text) or (
            "If it is an interview, put each answer in \u201ccurly quotes\u201d below its question."
        )
        yield (
            f"{interview.file}: {asking} lines ask something, but no answer in quotation marks "
            f"opens right below one, so that it is read as an article. {remedy}"
        )
    asked = dict.fromkeys(
        block.question.span.of(interview.text)
        for block in interview.blocks
        if block.question
        and (block.role is Role.ANSWER or block.span.of(interview.text)[0] in OPENING)
    )
    for name in filter(NAME.fullmatch, asked):
        yield (
            f"{interview.file}: {name!r} is read as what is asked above an answer. If it is who "
            f"answers, write `{name}:` before the opening quotation mark."
        )
    yield from misread(interview)
    yield from slips(interview)


def doubled(twins: Iterable[Twins]) -> Iterator[str]:
    """Files that hold much the same, so that each answer vies with itself."""
    for pair in twins:
        yield (
            f"{pair.again.file}: The file holds much the same as {pair.one.file}, which makes "
            "every answer of both less sure. Remove one of them."
        )


def namesakes(interviews: Iterable[Interview], twins: Iterable[Twins]) -> Iterator[str]:
    """Titles of several interviews, by which nobody can tell them apart."""
    # What is there twice is told of already.
    told = {pair.again.file for pair in twins}
    bearers: dict[str, list[str]] = {}
    for interview in interviews:
        if interview.file not in told:
            bearers.setdefault(interview.title, []).append(interview.file)
    for title, (first, *others) in bearers.items():
        if not others:
            continue
        named = ", ".join(others[:_NAMED])
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        yield (
            f"{first}: The title {title!r} is also that of {named}{more}, so that a reader cannot "
            "tell from which of them a quotation is. Remove what is the same interview, and give "
            "each that stays a `title` of its own in its front matter."
        )


def unused_fields(interviews: Iterable[Interview]) -> str | None:
    """One line for the fields of front matter that say nothing here; None where there are none."""
    headers = (read_header(each.text, Path(each.file)) for each in interviews)
    unused = {name for header in headers for name in header.unused}
    names = sorted(name for name in unused if name.lower() not in PUBLICATION)
    if not names:
        return None
    known = ", ".join(field.name for field in fields(FrontMatter))
    return f"Not used from the front matter: {', '.join(names)}. Citaat reads {known}."


def left_alone(paths: Sequence[Path], folder: Path) -> str:
    """One line for the files of a content folder that are not read."""
    names = ", ".join(path.relative_to(folder).as_posix() for path in paths)
    links = [path for path in paths if path.is_dir()]
    synonyms = [path for path in paths if path.is_file() and means_synonyms(path)]
    remedies = []
    if links:
        remedies.append("A link to a folder is not followed: put the folder itself there.")
    if synonyms:
        remedies.append(
            f"Synonyms are read from {(folder / SYNONYMS_FILE).as_posix()} only: rename the file "
            "to that."
        )
    drafts = [path for path in paths if is_draft(path)]
    if drafts:
        remedies.append(
            "What says `draft: true`, `published: false` or `status: draft` at its top (or `ja`, "
            "`nee`, `concept`) is read once it says so no longer."
        )
    if len(links) + len(synonyms) + len(drafts) < len(paths):
        remedies.append("To have a text read, let its name end in .txt or .md.")
    return f"Not read: {names}. {' '.join(remedies)}"


def _why_no_answer(text: str) -> str | None:
    """What keeps a quotation below a question from being an answer; None where there is none."""
    for asked in _ASKING_LINE.finditer(text):
        if LINE.match(text, asked.end()):  # What may be an answer follows on the line itself.
            continue
        below = LINE.search(text, asked.end())
        while below and not below[0].strip():
            below = LINE.search(text, below.end())
        if not below or _ASKING_LINE.search(below[0]):
            continue
        line = text.rfind("\n", 0, asked.start()) + 1
        if speaks_at(text, line, asked.end()) and speaks_at(text, *below.span()):
            return asks_quoted(line_of(text, line))
        found = hindrance(text, below.start())
        if found:
            return found
    return None


def _kind(interview: Interview) -> str:
    if not interview.is_conversation:
        tells = "on" if interview.is_portrait else "by"
        return f"article {tells} {interview.speaker}" if interview.speaker else "article"
    known = interview.speakers
    if not known:
        return "interview, nobody named"
    answers = (block for block in interview.blocks if block.role is Role.ANSWER)
    others = () if all(map(interview.speaker_of, answers)) else ("somebody who is not named",)
    return f"interview with {' and '.join((*known, *others))}"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
