"""A topic that is asked for in many words is read as the topic alone."""

from __future__ import annotations

import pytest

from bot.answer import Bot
from index.encoder import Encoder
from index.topics import topic_of
from tests.small import BAKERY, bot_over, interview

FORMS = [
    "Wat zegt hij over {}?",
    "en wat vindt u van {}",
    "Wat is haar visie op de {}?",
    "Ik wil graag meer weten over de {}.",
    "ik ben benieuwd naar {}",
    "Wat staat er over {} in het interview?",
    "Gaat het ook over {}?",
    "Noemt ze {}?",
    "Komt {} ter sprake?",
    "Kunt u de {} uitleggen?",
    "What does she say about {}?",
    "I'd like to know more about the {}, please",
    "Is {} mentioned?",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("topic", ["open data", "IT", "wadden-zee", "café's in Urk", "Ω"])
def test_only_the_topic_is_read(form: str, topic: str) -> None:
    assert topic_of(form.format(topic)) == topic


@pytest.mark.parametrize(
    "question",
    [
        "Vat het gesprek even samen",
        "Kun je een korte samenvatting geven?",
        "kun je de hele aflevering samenvatten",
        "Can you summarise this episode?",
        "SAMENVATTING",
        "Geef de kern in één zin",
        "wat zijn de belangrijkste punten van dit interview",
        "Can you sum this up, please?",
        "Give me a summary of the article",
    ],
)
def test_who_wants_a_summary_asks_what_it_is_about(question: str) -> None:
    assert topic_of(question) == "Waar gaat dit interview over?"


def test_a_shouted_pronoun_is_no_abbreviation() -> None:
    assert topic_of("WAT VINDT U VAN OPEN DATA?") == "OPEN DATA"
    assert topic_of("WHAT DO YOU THINK OF IT?") == "WHAT DO YOU THINK OF IT?"


@pytest.mark.parametrize(
    "question",
    [
        # Nothing is said of what about.
        "Waar gaat het over?",
        "Wat vindt u daarvan?",
        "Wat zegt hij?",
        "Wat vindt hij van dat plan?",
        "Kunt u iets over uzelf vertellen?",
        "Is dat alles?",
        "",
        "?",
        # Somebody else is to have told it, or it is asked when, who, why or how.
        "Wat zei de dierenarts over paarden?",
        "Wat vindt EZK van kernenergie?",
        "Wanneer zei hij iets over paarden?",
        "Wie noemt paarden?",
        "Hoe noemt hij paarden?",
        # What it is called, and whether it is so.
        "Wat noemt hij een risico?",
        "Weet hij of paarden gevaarlijk zijn?",
        # Too much for a topic.
        "Wat vindt hij van bijen houden midden in de stad?",
        # Nobody is to tell anything.
        "Wat doet het Digital Trust Center?",
        "Mag ik naar boven?",
        "Wat gebeurt er over vijf jaar?",
        # A summary of something else.
        "Wat staat er in de samenvatting van het rapport?",
        "Kun je dat samenvatten?",
        "Wat is de kern van het probleem?",
        "Wie vat dat samen?",
    ],
)
def test_any_other_question_is_read_as_it_is(question: str) -> None:
    assert topic_of(question) == question


@pytest.fixture(scope="module")
def bot(encoder: Encoder) -> Bot:
    return bot_over([interview("brood.txt", BAKERY)], encoder)


@pytest.mark.parametrize("form", ["Wat zegt ze over {}?", "Komt {} ter sprake?"])
def test_it_is_answered_as_the_topic_is_and_shown_as_it_was_asked(bot: Bot, form: str) -> None:
    asked = form.format("het deeg")
    plain, told = bot.ask("deeg"), bot.ask(asked)
    assert plain.quote is not None and told.quote is not None
    assert told.quote.text == plain.quote.text
    assert told.standalone_question == asked
    absent = bot.ask(form.format("quantumcomputers"))
    assert absent.kind == "abstain"
