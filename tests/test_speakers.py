"""Who is interviewed may be named: it tells which interview is meant, and nothing more."""

from __future__ import annotations

import pytest

from bot.answer import Bot
from bot.conversation.anaphora import names_subject
from index.encoder import Encoder
from index.interview import Interview
from index.speakers import Speakers
from tests.small import BAKERY, SMITHY, bot_over, interview


def spoken_by(speaker: str, text: str = BAKERY, more: str = "") -> Interview:
    name = speaker.rsplit(maxsplit=1)[-1].lower()
    return interview(f"{name}.txt", f"---\nspeaker: {speaker}\n{more}---\n{text}")


BAKER = spoken_by("Jos de Groot")
SMITH = spoken_by("Wubbe Stienstra-Bakker", SMITHY, "date: 2025-03-08\n")
SPEAKERS = Speakers([BAKER, SMITH], names_subject)


@pytest.mark.parametrize(
    ("question", "without", "whose"),
    [
        ("Wat vindt Jos de Groot van brood?", "Wat vindt van brood?", "groot"),
        ("wat vindt jos de groot van brood", "wat vindt van brood", "groot"),
        ("Hoe heet is het vuur volgens Stienstra?", "Hoe heet is het vuur ?", "stienstra-bakker"),
        ("how hot is fire according to stienstra", "how hot is fire", "stienstra-bakker"),
        ("Volgens mevrouw Stienstra-Bakker, is vuur heet?", "is vuur heet?", "stienstra-bakker"),
        ("Wat zegt Wubbe over vuur?", "Wat zegt over vuur?", "stienstra-bakker"),
        ("Wat is de mening van De Groot over brood?", "Wat is de mening over brood?", "groot"),
        ("Bakken De Groot en Stienstra samen brood?", "Bakken en samen brood?", ""),
        # Nothing else is asked about.
        ("Wie is Jos de Groot?", "Wie is Jos de Groot?", "groot"),
        ("En Stienstra?", "En Stienstra?", "stienstra-bakker"),
    ],
)
def test_who_speaks_is_known_by_any_part_of_the_name(
    question: str, without: str, whose: str
) -> None:
    mention = SPEAKERS.named(question)
    assert mention is not None
    assert (mention.without, mention.interview) == (without, whose)


@pytest.mark.parametrize(
    "question",
    [
        "Wat doet een bakker met de groot uitgevallen broden?",
        "Hoe heet is de oven van de Bakker?",
        "WAT DOET EEN BAKKER?",
        "Bakker worden, hoe doe je dat?",
        "Wat kost brood in Groningen?",
        "",
    ],
)
def test_a_word_like_a_name_is_none(question: str) -> None:
    assert SPEAKERS.named(question) is None


def test_a_name_that_two_have_tells_neither_from_the_other() -> None:
    twice = Speakers([BAKER, spoken_by("Anna de Groot-Smit", SMITHY)], names_subject)
    both, one = (
        twice.named("Wat zegt De Groot over brood?"),
        twice.named("Zegt Anna iets over vuur?"),
    )
    assert both is not None and both.without == "Wat zegt over brood?"
    assert one is not None and one.interview == "groot-smit"


@pytest.fixture(scope="module")
def two(encoder: Encoder) -> Bot:
    return bot_over([BAKER, SMITH], encoder)


@pytest.mark.parametrize(
    ("question", "whose", "words"),
    [
        ("Met hoeveel mensen werkt Stienstra?", "stienstra-bakker", "negen"),
        ("Met hoeveel mensen werkt Jos de Groot?", "groot", "vier"),
        ("met hoeveel mensen werkt de groot volgens jos de groot", "groot", "vier"),
    ],
)
def test_a_name_tells_which_interview_is_meant(
    two: Bot, question: str, whose: str, words: str
) -> None:
    reply = two.ask(question)
    assert reply.quote is not None and reply.source is not None
    assert (reply.source.id, words in reply.quote.text) == (whose, True)
    assert reply.standalone_question == question
    # What comes after it stays there, and a name leads elsewhere.
    other = two.ask("En Wubbe Stienstra?" if whose == "groot" else "En Jos de Groot?", [question])
    assert other.alternatives[0].source.id != whose


def test_a_name_costs_no_answer(encoder: Encoder) -> None:
    alone = bot_over([BAKER], encoder)
    plain, named = (
        alone.ask(f"Hoe laat gaat de oven aan{name}?") for name in ("", " volgens Jos de Groot")
    )
    assert plain.quote is not None and named.quote is not None
    assert plain.quote.text == named.quote.text
    assert named.confidence == pytest.approx(plain.confidence, abs=0.1)


def test_when_it_was_published_is_told_of_the_one_that_is_named(two: Bot) -> None:
    reply = two.ask("Wanneer is het interview met Wubbe Stienstra gepubliceerd?")
    assert "8 maart 2025" in reply.message
    unknown = two.ask("Wanneer is het interview met Jos de Groot gepubliceerd?")
    assert unknown.kind == "abstain"
    assert "staat er niet bij" in unknown.message
