"""What stands in a content file that its editor cannot have meant, each with its remedy."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.finding import place_of
from bot.cli.page_edges import page_edges
from bot.cli.remains import remains
from bot.cli.surroundings import surroundings
from bot.language import can_tell, detect_language
from index.interview import Role, is_question
from index.parsing.drafts import unclear
from index.parsing.frontmatter import FrontMatter, read_header
from index.parsing.lines import LINE
from index.parsing.markup import markup_error
from index.parsing.names import NAME
from index.parsing.naming import infer_speaker
from index.parsing.paragraphs import paragraphs_of
from index.words import NAME_PARTICLES, PLACE_PARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.interview import Interview

_FIELDS = "|".join(field.name for field in fields(FrontMatter))
_FRONT_MATTER = re.compile(rf"(?<![^\r\n])---[^\S\r\n]*(?:\r\n|\r|\n)\s*(?:{_FIELDS})[ \t]*:[ \t]")
# A line that opens an interview: "Een gesprek met huisarts An de Wit".
_INTRODUCES = re.compile(
    r"(?:#+[ \t]+)?"
    r"(?i:(?:een |in |an? )?(?:interview|gesprek|conversation) (?:met|with))"
    rf"(?:[ \t]+[a-z][\w-]*){{0,4}}[ \t]+(?P<name>{NAME.pattern})"
)

# A heading or a bold line, of which only a `.md` file shows no signs.
_MARKDOWN = re.compile(
    r"(?<![^\r\n])(?:#{1,6}[ \t]+[^\s#][^\r\n]*|\*\*[^*\r\n]+\*\*[ \t]*(?![^\r\n]))"
)
_LONGEST_NAMED = 40
# In fewer words no language can be told for sure.
_FEWEST_WORDS = 40
# So many characters tell as much as a whole book: some three thousand words.
_TELLING = 20_000
# Text in UTF-8 that was read as Windows-1252 and saved again: "geÃ¯nd", "â€œJa".
_DAMAGED = re.compile("\u00e2\u20ac.?|\u00c3[\u0080-\u00bf]")


def slips(interview: Interview) -> Iterator[str]:
    """What was left in a file by mistake; texts that are as they should be have none."""
    path = Path(interview.file)
    header = read_header(interview.text, path)
    body = header.end
    if path.suffix.lower() != ".md":
        yield from _html(interview, body, path)
        yield from _markdown(interview, body, path)
    yield from _damage(interview)
    yield from page_edges(interview, body)
    yield from remains(interview)
    yield from surroundings(interview)
    yield from _other_language(interview, header.matter.language, body)
    yield from _unclear_draft(interview)
    yield from _date_to_come(interview)
    yield from _unknown_speaker(interview, header.matter, body)
    second = _second_interview(interview, body, path)
    if second:
        yield (
            f"{place_of(interview, second)}: Two interviews in one file? "
            "Give each its own, or the words of the second guest go to the first."
        )


def _html(interview: Interview, body: int, path: Path) -> Iterator[str]:
    """The HTML of a `.txt` file; in Markdown it is an error."""
    paragraphs = list(paragraphs_of(interview.text, body, markdown=False))
    html = markup_error(interview.text, paragraphs, path)
    if html:
        yield str(html)


def _markdown(interview: Interview, body: int, path: Path) -> Iterator[str]:
    """The headings and bold lines of a `.txt` file, which a visitor would see with their signs."""
    found = list(_MARKDOWN.finditer(interview.text, body))
    if found:
        words = found[0][0].strip()
        more = f" ({len(found)} such lines)" if found[1:] else ""
        yield (
            f"{place_of(interview, found[0].start())}: {words[:_LONGEST_NAMED]!r} is Markdown, of "
            f"which a .txt file shows the signs. Rename the file to {path.stem}.md{more}."
        )


def _damage(interview: Interview) -> Iterator[str]:
    damaged = _DAMAGED.search(interview.text)
    if damaged:
        yield (
            f"{place_of(interview, damaged.start())}: {damaged[0]!r} is what "
            "becomes of a sign when a file is saved with another encoding. Open the original, and "
            "save it as UTF-8."
        )


def _other_language(interview: Interview, said: str | None, body: int) -> Iterator[str]:
    """A text of some length in another language than it is said to be in, or is taken for."""
    text = interview.text[body : body + _TELLING]
    found = detect_language(text, interview.language)
    if found == interview.language or len(_words(text)) < _FEWEST_WORDS:
        return
    seems = f"{interview.file}: The text seems to be in {found!r}, and is"
    if not said:
        yield (
            f"{seems} taken for {interview.language!r}. Write `language: {found}` between two "
            "lines of --- at its top."
        )
    elif can_tell(said):
        yield f"{seems} said to be in {said!r}. Write `language: {found}` instead."


def _unknown_speaker(interview: Interview, matter: FrontMatter, body: int) -> Iterator[str]:
    """A name of the front matter of which the text has no word; it may call somebody "Jos".

    Its title may be all that names somebody, unless the text itself tells who else speaks.
    """
    speaker, text = matter.speaker, interview.text
    if not speaker or not interview.is_conversation:
        return
    particles = NAME_PARTICLES | PLACE_PARTICLES
    words = [word for word in _words(speaker) if word[1:] and word not in particles]
    told = frozenset(_words(text[body:]))
    labelled = any(block.speaker for block in interview.blocks)
    if matter.title and not labelled and infer_speaker(text, interview.blocks) is None:
        told |= frozenset(_words(matter.title))
    namesake = _namesake(text[body:], words) if words[1:] else None
    if words and (told.isdisjoint(words) or (words[-1] not in told and namesake)):
        instead = f", which names {namesake!r}" if namesake else ""
        yield (
            f"{interview.file}: The speaker {speaker!r} stands nowhere in the text{instead}. "
            "Check that the front matter is that of this interview."
        )


def _namesake(text: str, words: Sequence[str]) -> str | None:
    """Who is called by the first of these words in a text, and has another last name."""
    for name in NAME.findall(text):
        first, *others = name.split()
        if first.casefold() == words[0] and others[-1].casefold() not in words:
            return " ".join((first, *others))
    return None


def _unclear_draft(interview: Interview) -> Iterator[str]:
    """What may mean that nobody is to read a file yet, which visitors are shown."""
    found = unclear(interview.text)
    if found:
        line, words = found
        yield (
            f"{interview.file}:{line}: {words!r} is not understood, and visitors are shown the "
            "file. Write `draft: true` if they should not be, else `draft: false`."
        )


def _date_to_come(interview: Interview) -> Iterator[str]:
    """A date of publication that is not there yet; in some places it is tomorrow already."""
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    if interview.date and datetime.date.fromisoformat(interview.date) > tomorrow:
        yield (
            f"{interview.file}: The date {interview.date} is still to come. Write in the front "
            "matter when the text was published."
        )


def _words(text: str) -> list[str]:
    """Each composed, as some systems write "\u00e9" as two characters."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def _second_interview(interview: Interview, body: int, path: Path) -> int | None:
    """Where another interview seems to begin; None where there is but one."""
    text = interview.text
    matter = _FRONT_MATTER.search(text, body)
    if matter:
        return matter.start()
    if not interview.is_conversation:
        return None
    if path.suffix.lower() == ".md":
        titles = [
            paragraph.span.start
            for paragraph in paragraphs_of(text, body, markdown=True)
            if paragraph.level == 1 and not is_question(paragraph.words.of(text))
        ]
        if titles[1:]:
            return titles[1]
    return _second_guest(interview, body)


def _second_guest(interview: Interview, body: int) -> int | None:
    """Where a line says with whom the interview is, and that is somebody who is not in the first.

    What is said may tell of other interviews.
    """
    said = [block.span for block in interview.blocks if block.role is Role.ANSWER]
    introduced = [
        found
        for line in LINE.finditer(interview.text, body)
        # No name goes on below its line.
        if (found := _INTRODUCES.match(interview.text, *line.span()))
        and not any(span.start <= found.start() < span.end for span in said)
    ]
    for found in introduced[1:]:
        if found["name"].split()[-1] not in interview.text[body : found.start()]:
            return found.start()
    return None
