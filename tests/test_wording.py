"""What is said around a quotation, in both languages and on both pages."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from bot.render import static
from bot.wording.labels import wording_for
from bot.wording.messages import messages_for

# What the web component says too, by its own names.
_SHARED = {
    "label": "ask_label", "hint": "placeholder", "send": "send", "examples": "examples",
    "more": "answered", "others": "suggestions", "wait": "searching",
    "unreadable": "unreadable", "read": "open_source", "asked": "you_asked",
    "quotation": "quotation_of", "clear": "anew", "talk": "conversation",
    "understood": "understood",
}  # fmt: skip
_FILLED_IN = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_component_says_what_the_page_says(language: str) -> None:
    own = re.search(rf"(?ms)^  {language}: \{{$(.*?)^  \}},$", static("citaat-chat.js"))
    assert own is not None
    words = dict(re.findall(r'(\w+): "([^"]*)"', own[1]))
    page = wording_for(language).as_dict()
    assert {name: words[name] for name in _SHARED} == {
        name: page[field] for name, field in _SHARED.items()
    }
    assert words["readArticle"] == wording_for(language, conversations=False).open_source
    # The server does not tell whether what is gone was an interview.
    texts = wording_for(language, several=True, conversations=False)
    assert words["missing"] == texts.gone


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("conversations", [False, True])
def test_the_same_is_filled_in_in_both_languages(*, several: bool, conversations: bool) -> None:
    dutch, english = (
        asdict(messages_for(code, several=several, conversations=conversations))
        for code in ("nl", "en")
    )
    for name, said in dutch.items():
        assert set(_FILLED_IN.findall(said)) == set(_FILLED_IN.findall(english[name])), name
        assert said != english[name], name


# Of a word with "het", what goes with one that has "de", and the other way round.
_DISAGREES = re.compile(
    r"\b(?:het|dit|dat|welk|elk|ieder) tekst\b|\btekst dat\b"
    r"|\b(?:de|deze|die|welke|elke|iedere) (?:artikel|interview)\b|\b(?:artikel|interview) die\b"
    r"|\ban text|\ba (?:article|interview)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("conversations", [False, True])
def test_what_goes_with_the_name_of_a_text_agrees(
    language: str, *, several: bool, conversations: bool
) -> None:
    for form in (messages_for, wording_for):
        said = asdict(form(language, several=several, conversations=conversations))
        for name, sentence in said.items():
            assert not _DISAGREES.search(sentence), name
            assert conversations or "interview" not in sentence.lower(), name
