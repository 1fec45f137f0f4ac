"""In a library, a conversation stays with the interview that was quoted last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.question import MAX_HISTORY
from bot.wording.messages import DUTCH_SEVERAL
from index.candidates import INTERVIEWS
from tests.small import BAKERY, SMITHY, bot_over, interview, remembering

if TYPE_CHECKING:
    from bot.answer import Bot
    from index.encoder import Encoder, TokenEncoder, Vectors
    from index.interview import Interview


def library(*texts: str) -> list[Interview]:
    return [interview(f"{number}.txt", text) for number, text in enumerate(texts)]


@pytest.fixture(scope="module")
def two(encoder: Encoder) -> Bot:
    return bot_over(library(BAKERY, SMITHY), encoder, threshold=0.3)


def source_of(bot: Bot, question: str, *history: str) -> str:
    reply = bot.ask(question, history)
    nearest = reply.alternatives[0].source if reply.alternatives else None
    source = reply.source or nearest
    return source.id if source else ""


OVEN, FIRE = "Wanneer gaat de oven aan?", "Wanneer steekt u het vuur aan?"


@pytest.mark.parametrize(
    "question",
    ["Hoeveel mensen werken er?", "Wie heeft de foto gemaakt?", "How many people work here?"],
)
def test_what_both_could_answer_is_asked_of_the_one_at_hand(two: Bot, question: str) -> None:
    assert source_of(two, question, OVEN) == "0"
    assert source_of(two, question, FIRE) == "1"
    # What was not answered, and small talk, quotes nothing.
    assert source_of(two, question, FIRE, "Wat is de koers van Bitcoin?", "dank je") == "1"
    assert source_of(two, question, OVEN, FIRE) == "1"


def test_that_it_was_about_an_interview_is_no_reason_before_one_was_quoted(two: Bot) -> None:
    told = (DUTCH_SEVERAL.at_hand, DUTCH_SEVERAL.nearby)
    for first, known in ((OVEN, True), ("Van welk meel is het deeg?", False)):
        before = two.ask(first)
        assert bool(before.quote or before.offered) == known
        reply = two.ask("En hoe laat?", [first])
        assert reply.kind == "answer"
        assert any(reason in reply.why.reason for reason in told) == known


def test_what_else_can_be_asked_is_of_the_interview_that_was_quoted(two: Bot) -> None:
    crew = "Met hoeveel mensen werkt u?"
    # The other one's "Wanneer ... aan?" is nearer.
    assert two.ask(OVEN).suggestions == (crew, FIRE)
    assert two.ask(FIRE).suggestions == (crew, OVEN)


def test_what_else_can_be_asked_is_of_the_interview_that_is_offered(encoder: Encoder) -> None:
    two = bot_over(library(BAKERY, SMITHY), encoder, threshold=0.99)
    crew = "Met hoeveel mensen werkt u?"
    for asked, own, other in (
        ("Hoe laat gaat de oven aan?", OVEN, FIRE),
        ("Hoe laat gaat het vuur aan?", FIRE, OVEN),
    ):
        reply = two.ask(asked)
        assert {one.passage.question for one in reply.offered} == {own}
        assert reply.suggestions == (own, crew, other)


def test_when_it_was_published_is_told_of_the_one_at_hand(encoder: Encoder) -> None:
    dated = f"---\ntitle: Brood\ndate: 2024-05-17\n---\n{BAKERY}"
    report = SMITHY.replace("Dat is veel", "Ons rapport is in mei gepubliceerd. Dat is veel")
    two = bot_over(library(dated, report), encoder, threshold=0.3)
    asked = "Wanneer is dit gepubliceerd?"
    assert two.ask(asked).message.startswith("Bij elk citaat staat wanneer")
    told = two.ask(asked, [OVEN])
    assert (told.kind, told.why.reason) == ("smalltalk", "published")
    assert told.message == "“Brood” is gepubliceerd op 17 mei 2024."
    assert two.ask(asked, interview="0").message == told.message
    # So it is called once something was quoted from it.
    for of_that in ("Wanneer is dat interview gepubliceerd?", "van wanneer is dat interview"):
        assert two.ask(of_that, [OVEN]).message == told.message
    # The report is another publication.
    for untold in (two.ask(asked, [FIRE]), two.ask(asked, interview="1")):
        assert untold.kind == "abstain"
        assert "staat er niet bij" in untold.message
        assert not untold.offered
    assert two.ask("Wanneer is het rapport gepubliceerd?").kind == "answer"


def test_where_the_text_tells_when_it_was_published_it_is_asked(encoder: Encoder) -> None:
    told = SMITHY.replace(
        "Foto: Bert Smit", "Gepubliceerd in De Hamer, 3 mei 2019\nFoto: Bert Smit"
    )
    reply = bot_over(library(told), encoder, threshold=0.3).ask("Wanneer is dit gepubliceerd?")
    assert reply.quote is not None
    assert "3 mei 2019" in reply.quote.text


def test_which_texts_there_are_is_told(two: Bot) -> None:
    names = "de interviews “Brood voor de hele wijk” en “Hoefijzers uit het vuur”"
    assert names in two.ask("Welke interviews zijn er?").message


def test_who_chooses_one_that_was_offered_gets_that(encoder: Encoder) -> None:
    two = bot_over(library(BAKERY, SMITHY), encoder)
    asked = "Wie heeft de foto gemaakt?"
    offering = two.ask(asked)
    first, second = offering.offered
    for said, one in (("de eerste", first), ("ja, de tweede", second), ("de laatste", second)):
        reply = two.ask(said, [asked])
        assert (reply.kind, reply.standalone_question) == ("answer", asked)
        assert (reply.quote, reply.source) == (one.quote, one.source)
        assert reply.confidence >= reply.why.threshold
        assert reply.why.reason == DUTCH_SEVERAL.chosen
        # What was chosen is no alternative to itself; a caption answers none of the suggestions.
        assert one not in reply.alternatives
        assert len(reply.alternatives) == len(offering.alternatives) - 1
        assert reply.suggestions == offering.suggestions
        # What is asked next is about that interview, and does not lean on what was said.
        after = two.ask("Met hoeveel mensen werken ze?", [asked, said])
        assert (after.source or after.alternatives[0].source).id == one.source.id
        assert said not in after.standalone_question
    assert two.ask("de tweede", [OVEN]).kind != "answer"


def test_who_says_yes_to_two_is_asked_which(encoder: Encoder) -> None:
    two = bot_over(library(BAKERY, SMITHY), encoder)
    asked = "Wie heeft de foto gemaakt?"
    offering = two.ask(asked)
    which = two.ask("ja", [asked])
    assert (which.kind, which.message) == ("abstain", DUTCH_SEVERAL.which_one)
    assert which.offered == offering.offered
    chosen = two.ask("de tweede", [asked, "ja"])
    assert chosen.quote == offering.offered[1].quote
    # It asks nothing, so nothing leans on it.
    after = two.ask("Met hoeveel mensen werken ze?", [asked, "ja", "de tweede"])
    assert "ja" not in after.standalone_question.split()


def test_who_chooses_may_ask_on(encoder: Encoder) -> None:
    two = bot_over(library(BAKERY, SMITHY), encoder)
    asked, said, more = "Wie heeft de foto gemaakt?", "de tweede", "Met hoeveel mensen werken ze?"
    both = f"{said}. {more}"
    at_once, in_turn = two.ask(both, [asked]), two.ask(more, [asked, said])
    assert at_once.question == both
    assert at_once.model_copy(update={"question": more}) == in_turn
    assert at_once.source is not None
    assert at_once.source.id == "1"
    # What comes after it is asked as if there had been two turns.
    after = "En wanneer?"
    assert two.ask(after, [asked, both]) == two.ask(after, [asked, said, more])
    # Where nothing was offered nothing is chosen.
    assert two.ask(both).standalone_question == both


def test_who_says_yes_to_one_gets_it(encoder: Encoder) -> None:
    one = bot_over(library(BAKERY), encoder)
    asked = "Hoeveel bakkers zijn er?"
    (offered,) = one.ask(asked).offered
    chosen = one.ask("ja, graag", [asked])
    assert (chosen.kind, chosen.quote) == ("answer", offered.quote)
    assert one.ask("ja").kind == "smalltalk"


def test_which_of_them_is_meant_is_asked(encoder: Encoder) -> None:
    two = bot_over(library(BAKERY, SMITHY), encoder)
    reply = two.ask("Wie heeft de foto gemaakt?")
    assert reply.kind == "abstain"
    assert "Bedoelt u" in reply.message
    assert reply.why.reason == DUTCH_SEVERAL.which
    assert {offered.source.id for offered in reply.offered} == {"0", "1"}
    assert two.ask("Wie schreef Max Havelaar?").offered == ()


@pytest.mark.parametrize(
    "question",
    ["Wie wordt hier geïnterviewd?", "Waar gaat dit over?", "Wie schreef dit artikel?"],
)
def test_a_question_that_any_of_them_answers_is_not_answered_with_one(
    encoder: Encoder, question: str
) -> None:
    two = bot_over(library(BAKERY, SMITHY), encoder)
    assert two.ask(question).kind == "abstain"
    assert two.ask(question).why.signals["no_subject"] == 1
    assert two.ask(question, [FIRE]).why.signals["no_subject"] == 0
    assert two.ask(f"{question[:-1]} over de smederij?").why.signals["no_subject"] == 0


def test_it_says_so(two: Bot) -> None:
    said = "Het gesprek ging al over dit interview."
    after, before = two.ask("Hoeveel mensen werken er?", [FIRE]), two.ask(FIRE)
    assert after.kind == before.kind == "answer"
    assert said in after.why.reason
    assert said not in before.why.reason
    assert said not in two.ask(FIRE, [OVEN]).why.reason


def test_what_only_another_answers_is_asked_of_that(two: Bot) -> None:
    assert source_of(two, "Hoe laat wordt het vuur aangestoken?", OVEN) == "1"
    assert source_of(two, "Hoe laat is het deeg gerezen?", FIRE) == "0"


def test_articles_are_asked_as_without_a_history(encoder: Encoder) -> None:
    question = "Hoeveel mensen werken bij het bedrijf?"
    articles = bot_over(
        library(
            "De oven\n\nDe oven gaat om drie uur aan. Bij ons werken vier mensen.\n",
            "Het vuur\n\nHet vuur gaat om zes uur aan. Bij ons werken negen mensen.\n",
        ),
        encoder,
        threshold=0.3,
    )
    before = articles.ask("Wanneer gaat het vuur aan?")
    assert before.source is not None
    assert before.source.id == "1"
    after = articles.ask(question, ["Wanneer gaat het vuur aan?"])
    assert after.why == articles.ask(question).why


class Counting:
    """An encoder that counts the questions that it reads."""

    def __init__(self, encoder: TokenEncoder) -> None:
        self._encoder = encoder
        self.name, self.revision = encoder.name, encoder.revision
        self.dimension, self.token_dimension = encoder.dimension, encoder.token_dimension
        self.prompt_tokens = encoder.prompt_tokens
        self.encode_queries = encoder.encode_queries
        self.encode_passages = encoder.encode_passages
        self.read_passages = encoder.read_passages
        self.log_probability = encoder.log_probability
        self.read = 0

    def read_query(self, text: str) -> tuple[Vectors, Vectors]:
        self.read += 1
        return self._encoder.read_query(text)


def test_a_long_conversation_costs_no_more_than_a_few_questions(encoder: TokenEncoder) -> None:
    counting = Counting(encoder)
    bot = bot_over(library(BAKERY, SMITHY), counting, 0.3, remembering(encoder))
    asked = [f"Wat is de koers van munt {number}?" for number in range(MAX_HISTORY)]
    bot.ask(OVEN, asked)
    assert counting.read <= 14
    # Who has come so far has been answered already: only what is new is read, mostly.
    counting.read = 0
    for turn in range(len(asked)):
        bot.ask(asked[turn], asked[:turn])
    assert counting.read <= 3 * len(asked)


def test_what_depends_on_a_question_is_about_the_same_interview_though_it_was_not_answered(
    encoder: Encoder,
) -> None:
    two = bot_over(library(BAKERY, SMITHY), encoder)
    unanswered = "Wat kost een hoefijzer uit de smederij?"
    assert two.ask(unanswered, [OVEN]).kind == "abstain"
    for history in ([], [OVEN]):
        assert source_of(two, "En hoeveel mensen werken daar?", *history, unanswered) == "1"


LEANING = """De {thing} van de smid

Hoe werkt de {thing}?

\u201cMet vuur en geduld. De {thing} is al honderd jaar oud.\u201d

Voor wie is dat?

\u201cVoor {whom}, en voor niemand anders.\u201d
"""
MORE = """
Wat kost een {thing}?

\u201cVierhonderd euro.\u201d

Wie maakte de {thing}?

\u201cMijn grootvader, in Gouda.\u201d
"""


@pytest.mark.parametrize(("more", "offered"), [("", True), (MORE, False)])
def test_an_interviewers_question_that_leans_is_a_follow_up_unless_it_was_offered(
    encoder: Encoder, more: str, offered: bool
) -> None:
    texts = [
        (LEANING + more).format(thing=thing, whom=whom)
        for thing, whom in (("oven", "de bakkers"), ("blaasbalg", "de paarden"))
    ]
    two = bot_over(library(*texts), encoder, threshold=0.3)
    history, leaning = ["Hoe oud is de blaasbalg?"], "Voor wie is dat?"
    assert (leaning in two.ask(history[0]).suggestions) is offered
    reply = two.ask(leaning, history)
    assert (reply.standalone_question == leaning) is offered
    assert offered or source_of(two, leaning, *history) == "1"
    # What comes after it depends on the same question.
    after = two.ask("Waarom?", [*history, leaning]).standalone_question
    assert after.startswith(leaning if offered else history[0])


# What many interviews speak of, and only the last is asked, whose answer does not say it.
CROWD = """Een gesprek over de nieuwe brug van wijk {number}.

Wat zegt wijk {number} ervan?

\u201cDe hele buurt staat te juichen. Iedereen juicht.\u201d
"""
ASKS = """Een gesprek over kousen.

Staat de buurt te juichen?

\u201cNee, helaas.\u201d
"""


def test_an_own_question_of_one_in_many_is_answered_by_what_stands_beneath_it(
    encoder: Encoder,
) -> None:
    crowd = (CROWD.format(number=number) for number in range(INTERVIEWS + 5))
    bot = bot_over(library(*crowd, ASKS), encoder, threshold=0.3)
    reply = bot.ask("Staat de buurt te juichen?")
    assert reply.quote is not None
    assert reply.quote.text == "Nee, helaas."


def test_an_own_question_of_several_is_answered_by_the_one_at_hand(encoder: Encoder) -> None:
    warm = BAKERY.replace("Dat is genoeg voor een bakkerij.", "Wij werken met mensen.")
    bot = bot_over(library(warm, SMITHY), encoder, threshold=0.3)
    shared = "Met hoeveel mensen werkt u?"
    for first, own in ((OVEN, "0"), (FIRE, "1")):
        reply = bot.ask(shared, (first,))
        assert reply.source is not None
        assert {reply.source.id, *(other.source.id for other in reply.alternatives)} == {own}


ARTICLE = """# Warmte uit de bodem

Monteur Fenna Dorgelo legt uit hoe een warmtepomp werkt.

## Hoe lang duurt het voordat hij zich terugverdient?

Dat hangt af van het huis. Een goed dak helpt meer dan men denkt.

## Wat zeggen de buren?

Zij horen er niets van.
"""


def test_a_heading_of_an_article_that_asks_is_answered_by_what_stands_beneath_it(
    encoder: Encoder,
) -> None:
    article = interview("pomp.md", ARTICLE)
    bot = bot_over([article], encoder, threshold=0.999)
    assert bot.examples() == article.questions
    assert len(bot.examples()) == 2
    for suggested in bot.ask("Wie is de burgemeester van Utrecht?").suggestions:
        reply = bot.ask(suggested)
        assert reply.passage is not None
        assert reply.passage.question == suggested


ADVISES = """
Hoe ruikt het brood?

\u201cNaar vroeger, zegt mijn moeder.\u201d

Raadt u het anderen aan?

\u201cIedereen, zolang men vroeg opstaat.\u201d
"""


def test_an_own_question_that_is_no_follow_up_by_its_words_is_answered_as_it_is(
    encoder: Encoder,
) -> None:
    # Nothing else is answered at this threshold, so no follow-up is.
    text = (LEANING + MORE).format(thing="oven", whom="de bakkers") + ADVISES
    oven = bot_over(library(text), encoder, threshold=0.999)
    question, before = "Raadt u het anderen aan?", "Wat kost een oven?"
    assert question not in oven.ask(before).suggestions
    reply = oven.ask(question, [before])
    assert reply.quote is not None
    assert "zolang men vroeg opstaat" in reply.quote.text


RISKS = """
Is dat gevaarlijk?

\u201cNee, zolang men niet slaapt.\u201d

Waarom?

\u201cOmdat wie slaapt zich verbrandt.\u201d
"""


def test_an_own_question_that_leans_is_answered_as_it_is_where_it_has_no_other_answer(
    encoder: Encoder,
) -> None:
    # Nothing else is answered at this threshold, so no follow-up is.
    text = (LEANING + MORE).format(thing="oven", whom="de bakkers") + ADVISES + RISKS
    oven = bot_over(library(text), encoder, threshold=0.999)
    question, before = "Is dat gevaarlijk?", "Wat kost een oven?"
    assert not {question, "Waarom?"}.intersection(oven.ask(before).suggestions)
    reply = oven.ask(question, [before])
    assert reply.passage is not None
    assert reply.passage.question == question
    # Who says only this means what was asked before.
    assert oven.ask("Waarom?", [before]).kind == "abstain"
    assert oven.ask("Waarom?", ["Hallo"]).kind == "answer"


@pytest.mark.parametrize(("said", "id_"), [("stil", "0"), ("gevaarlijk", "1")])
def test_an_own_question_after_another_interview_is_about_that_if_it_says_its_words(
    encoder: Encoder, said: str, id_: str
) -> None:
    texts = [
        (LEANING + MORE).format(thing="oven", whom="de bakkers") + RISKS,
        LEANING.format(thing="blaasbalg", whom=f"de paarden, want hij is {said}"),
    ]
    # Everything is answered at this threshold.
    two = bot_over(library(*texts), encoder, threshold=0.001)
    history, question = "Hoe oud is de blaasbalg?", "Is dat gevaarlijk?"
    assert source_of(two, history) == "1"
    assert question not in two.ask(history).suggestions
    assert source_of(two, question, history) == id_
