"""Families of pages that readers are trained on: what answers where, in either form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.pages import (
    Page,
    as_crawled,
    as_written,
    families,
    page_texts,
    whole_families,
)
from benchmarks.reader.texts import Text


def page(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Kelder",
        "opening": "U mag een kelder graven.",
        "sections": [{"heading": "Kosten", "text": "Dat kost\n40 euro. Betaal vooraf."}],
        "questions": [
            {"kind": "detail", "question": "Wat kost het?", "answer": "Dat kost\n40 euro."},
            {"kind": "near", "question": "Wie controleert dat?", "answer": None},
        ],
    } | changes


def answers(text: Text) -> list[str]:
    """What answers each of the questions."""
    return [
        " / ".join(text.parts[part][start:end] for part, start, end in question.answers)
        for question in text.questions
    ]


def test_a_page_as_it_was_written_and_as_a_crawler_leaves_it() -> None:
    own = Page.of(page())
    assert [part.text for part in as_written(own)] == [
        "U mag een kelder graven.",
        "Kosten\nDat kost\n40 euro. Betaal vooraf.",
    ]
    (whole,) = as_crawled(own)
    assert whole.text == "u mag een kelder graven.title: kosten, : dat kost 40 euro. betaal vooraf."


@pytest.mark.parametrize("answer", ["Dat kost 50 euro.", "a"])
def test_an_answer_stands_in_its_page_once(answer: str) -> None:
    asked = [{"kind": "detail", "question": "Wat kost het?", "answer": answer}]
    with pytest.raises(ValueError, match="times"):
        Page.of(page(questions=asked))


def written(folder: Path) -> Path:
    folder.mkdir()
    other = page(
        opening="Een schuur hoeft niemand te melden.",
        sections=[],
        questions=[{"kind": "main", "question": "Moet het gemeld?", "answer": "hoeft niemand"}],
    )
    family = {"family": "graven", "pages": [page(), other]}
    (folder / "graven.json").write_text(json.dumps(family), encoding="utf-8")
    return folder


def test_what_only_a_missing_page_answers_has_no_answer(tmp_path: Path) -> None:
    whole, no_cellar, no_shed, crawled, *_ = map(answers, page_texts(written(tmp_path / "pages")))
    assert whole == ["Dat kost\n40 euro.", "", "hoeft niemand"]
    assert no_cellar == ["", "", "hoeft niemand"]
    assert no_shed == ["Dat kost\n40 euro.", "", ""]
    assert crawled == ["dat kost 40 euro.", "", "hoeft niemand"]


def test_every_answer_is_found_in_either_form() -> None:
    names = [name for name, pages in families() for _ in pages]
    assert len(names) == 4 * len(set(names)) > 200
    for text in whole_families(as_written, as_crawled):
        asked = [bool(question.answers) for question in text.questions]
        assert sum(asked) > len(asked) / 2
        for part, start, end in text.sentences:
            assert text.parts[part][start:end].strip()
