"""Families of information pages with questions: siblings that only one of answers each question.

`benchmarks/pages` holds a file for each family, of four pages about things that are easily
confused. They were written for training, and everything in them is invented. A citizen's question
to a real page is a title, a detail, or a situation in everyday words; a library of such pages has
many that are about its subject and do not answer it.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from benchmarks.reader.texts import Asked, Text, in_haste
from index.interview import Span
from index.sentences import Splitter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Rendering = Callable[["Page"], tuple["Part", ...]]

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Part:
    """A text that is encoded as a whole; its first `lead` characters are a heading."""

    text: str
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """An opening, sections under headings, and questions with what answers them; "" if nothing."""

    opening: str
    sections: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Self:
        """A page as its family's file tells it.

        Raises:
            ValueError: an answer does not stand in the page, or stands there twice.
        """
        sections = tuple((own["heading"], own["text"]) for own in data["sections"])
        whole = "\n".join([data["opening"], *(text for _, text in sections)])
        questions = tuple((own["question"], own["answer"] or "") for own in data["questions"])
        for question, answer in questions:
            if answer and whole.count(answer) != 1:
                msg = f"{answer!r} answers {question!r} and stands {whole.count(answer)} times"
                raise ValueError(msg)
        return cls(data["opening"], sections, questions)


def families(folder: Path = PAGES) -> Iterator[tuple[str, list[Page]]]:
    """The families by name."""
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, [Page.of(page) for page in data["pages"]]


def as_written(page: Page) -> tuple[Part, ...]:
    """A part for each section, under its heading, as the index has an article."""
    under = (Part(f"{heading}\n{text}", len(heading) + 1) for heading, text in page.sections)
    return (Part(page.opening), *under)


def as_crawled(page: Page) -> tuple[Part, ...]:
    """The whole page as one run of small letters, its headings within, as a crawler leaves it."""
    headed = (f"title: {heading}, : {_run(text)}" for heading, text in page.sections)
    return (Part((_run(page.opening) + ", ".join(headed)).lower()),)


def whole_families(*renderings: Rendering) -> Iterator[Text]:
    """Every family as a text, in each of these forms."""
    rng = random.Random(0)  # noqa: S311 - makes typing errors
    for _, pages in families():
        for render in renderings:
            yield _text(pages, pages, render, rng)


def page_texts(folder: Path = PAGES) -> Iterator[Text]:
    """Every family as texts for a reader: whole, and without each of its pages in turn.

    What only the missing page answers has no answer there.
    """
    rng = random.Random(0)  # noqa: S311 - makes typing errors
    for _, pages in families(folder):
        for render in (as_written, as_crawled):
            yield _text(pages, pages, render, rng)
            for missing in pages:
                yield _text([page for page in pages if page is not missing], pages, render, rng)


def _text(
    there: Sequence[Page], family: Sequence[Page], render: Rendering, rng: random.Random
) -> Text:
    """The pages that are `there`, with the questions to the whole family."""
    parts: list[Part] = []
    places: dict[Page, range] = {}
    for page in there:
        rendered = render(page)
        places[page] = range(len(parts), len(parts) + len(rendered))
        parts += rendered
    sentences = [
        (number, sentence.span.start, sentence.span.end)
        for number, part in enumerate(parts)
        for sentence in Splitter.of(part.text).split(Span(part.lead, len(part.text)))
    ]
    asked = []
    for page in family:
        own = places.get(page, range(0))
        for question, answer in page.questions:
            typed = in_haste(question, rng)
            asked.append(Asked(typed, tuple(_places(parts, own, answer))))
    return Text(tuple(part.text for part in parts), tuple(sentences), tuple(asked))


def _places(parts: Sequence[Part], own: range, answer: str) -> Iterator[tuple[int, int, int]]:
    """Where an answer stands in its page's parts, in whichever form these are."""
    if not answer:
        return
    for number in own:
        for form in (answer, _run(answer).lower()):
            at = parts[number].text.find(form, parts[number].lead)
            if at >= 0:
                yield number, at, at + len(form)
                return


def _run(text: str) -> str:
    return " ".join(text.split())
