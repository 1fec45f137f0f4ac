"""Small talk by its words: what is a pleasantry, and what is left to ask."""

from __future__ import annotations

import pytest

from bot.smalltalk import Heard, SmallTalk, load_intents
from index.encoder_fake import WordCountEncoder


@pytest.fixture(scope="module")
def small_talk() -> SmallTalk:
    return SmallTalk(load_intents(), WordCountEncoder(["hallo", "bedankt"]))


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [
        ("Hoi, bedankt!", "thanks"),
        ("hoiii!!", "greeting"),
        ("Bedankt, tot ziens!", "goodbye"),
        ("Bedankt, top!", "thanks"),
        ("hallo, alles goed?", "how_are_you"),
        ("👍", "compliment"),
    ],
)
def test_pleasantries_leave_nothing_to_ask(
    small_talk: SmallTalk, utterance: str, intent: str
) -> None:
    heard = small_talk.hear(utterance)
    assert heard.intent is not None
    assert (heard.intent.name, heard.question) == (intent, "")


@pytest.mark.parametrize(
    ("utterance", "question"),
    [
        ("Hallo, wat is de rol van EZK?", "wat is de rol van EZK?"),
        ("hoi wat doet het DTC", "wat doet het DTC"),
        ("Bedankt! En wat is de uitdaging?", "En wat is de uitdaging?"),
        ("Wie is de minister? Alvast bedankt!", "Wie is de minister?"),
        ("Oké, en sinds wanneer?", "en sinds wanneer?"),
        ("Dag van de arbeid", "Dag van de arbeid"),
        ("Mobiliteit, landbouw, zorg", "Mobiliteit, landbouw, zorg"),
        ("Hi-tech bedrijven", "Hi-tech bedrijven"),
    ],
)
def test_a_question_is_left_of_what_begins_or_ends_with_one(
    small_talk: SmallTalk, utterance: str, question: str
) -> None:
    assert small_talk.hear(utterance).question == question


@pytest.mark.parametrize("utterance", ["😀😀😀", "?!", "robot"])
def test_what_says_nothing_is_left_as_it_is(small_talk: SmallTalk, utterance: str) -> None:
    assert small_talk.hear(utterance) == Heard(None, utterance)
