"""What may be asked of any text: how it is told, and how sure an answer to it is."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.fit_general import Asked, fit
from bot.abstain import Calibration
from bot.answer import Bot
from bot.bootstrap import assemble
from bot.general import NOT_GENERAL, General, general_signals, log_odds
from bot.judging import Found, Judge, Weighed
from bot.quote import Candidate
from bot.wanted.doubts import NO_DOUBTS
from index.encoder import Encoder
from index.hits import Hit, Query
from index.interview import Passage
from index.lexical import QueryWord
from index.probes import Reading
from index.ranker import Ranker
from index.search import Searcher
from index.store import index_in_memory
from tests.encoder_fake import WordCountEncoder
from tests.small import BAKERY, bot_over, remembering
from tests.small import interview as interview_of
from tests.small import signals as signals_of

# As sure as not that the question is one where its vector is (0, 1), and three to one at (1, 0).
GENERAL = General(
    "model", 0.0, np.array([math.log(3), 0.0], np.float32), -1.0, {"otherwise": 0.5, "alike": 2.0}
)


def test_a_question_is_one_by_its_vector() -> None:
    assert GENERAL.share(np.array([0.0, 1.0], np.float32)) == pytest.approx(0.5)
    assert GENERAL.share(np.array([1.0, 0.0], np.float32)) == pytest.approx(0.75)


def test_what_is_neither_gets_something_in_between() -> None:
    signals = {"general": 0.75, "alike": 1.0}
    # The odds of .8 are four to one: -1 + 0.5 * log(4) + 2 * 1 = 1 + log(2).
    asked = 1 / (1 + math.exp(-1 - math.log(2)))
    assert GENERAL.confidence(0.8, signals) == pytest.approx(0.25 * 0.8 + 0.75 * asked)


@pytest.mark.parametrize("otherwise", [0.0, 0.3, 1.0])
def test_any_other_question_is_answered_as_it_would_be(otherwise: float) -> None:
    assert GENERAL.confidence(otherwise, NOT_GENERAL) == otherwise


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_nothing_is_surer_than_can_be_told(confidence: float) -> None:
    assert abs(log_odds(confidence)) == pytest.approx(math.log(0.995 / 0.005))


@pytest.mark.parametrize(
    ("latest", "under", "idf", "share"),
    [
        ("", (), 6.0, 0.75),
        ("En hoe werkt dat?", (), 6.0, 0.0),
        ("", (("a", 0),), 6.0, 0.0),
        ("", (), 2.0, 0.0),
    ],
)
def test_neither_a_follow_up_nor_what_says_nothing_is_one(
    latest: str, under: tuple[tuple[str, int], ...], idf: float, share: float
) -> None:
    words = (QueryWord("werkt", "werk", idf, ()),)
    vector = np.array([1.0, 0.0], np.float32)
    reading = Reading(0.0, {}, 0.0)
    query = Query("Hoe werkt dat?", vector, words, reading, latest=latest, under=under)
    assert GENERAL.share_of(query) == pytest.approx(share)


@pytest.mark.parametrize(
    ("share", "role", "alone", "general"),
    [(0.75, 0.0, 1.0, 0.75), (0.75, 1.5, 1.0, 0.0), (0.75, 0.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0)],
)
def test_what_a_piece_tells_of_itself_answers_none_and_neither_does_one_of_many_articles(
    share: float, role: float, alone: float, general: float
) -> None:
    interview = interview_of("a.txt", "De appel valt.")
    hit = Hit(interview, 0, 0, 1.0, 0.5, signals_of(question=2.0), (), ())
    candidate = Candidate(interview, Passage(0, 0, 1), (hit,), hit.signals)
    found = general_signals(share, candidate, {"role": role, "alone": alone})
    assert found == {"general": general, "alike": 2.0 if general else 0.0}


def test_a_calibration_is_of_one_model() -> None:
    with pytest.raises(ValueError, match="fitted with other, but with model for general questions"):
        Calibration(0.0, {}, "other", 1, 0.5, general=GENERAL)


def test_what_is_written_is_read_again() -> None:
    shipped = General.load()
    assert set(shipped.data()) == {"model", "offset", "weights", "intercept", "adds"}
    assert General(**shipped.data() | {"weights": shipped.weights}).data() == shipped.data()
    # The interviewer who asks nearly the same speaks for an answer.
    assert shipped.adds["alike"] > 0


def test_the_fit_finds_which_questions_they_are_and_what_makes_an_answer_sure() -> None:
    rng = np.random.default_rng(0)
    general = [
        Asked(
            np.array([0.1, 0.0], np.float32) + rng.normal(0, 0.01, 2).astype(np.float32),
            {**NO_DOUBTS, "general": 1.0, "alike": float(at % 4 > 1), "score": float(at % 2)},
            0.4 + 0.1 * (at % 3),
            right=at % 4 > 1,
            answerable=True,
            fold=0,
        )
        for at in range(200)
    ]
    ordinary = rng.normal(0, 0.01, (400, 2)).astype(np.float32)
    fitted = fit(general, ordinary, "model")
    shares = [fitted.share(np.array([along, 0.0])) for along in (0.1, 0.0)]
    assert shares == pytest.approx([1, 0], abs=0.1)
    sure, unsure = (
        fitted.confidence(0.5, {"general": 1.0, "alike": alike, "score": 1.0}) for alike in (1, 0)
    )
    assert (sure, unsure) == pytest.approx((1, 0), abs=0.4)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("hoe is het begonnen", "Die vraag past bij veel interviews."),
        ("What will happen next?", "Your question fits many interviews."),
    ],
)
def test_who_asks_what_fits_any_interview_is_told(bot: Bot, question: str, reason: str) -> None:
    reply = bot.ask(question)
    assert reply.kind == "abstain"
    assert reply.why.signals["general"] > 0.5
    assert reply.why.reason.startswith(reason)


@pytest.mark.parametrize(
    "question", ["Wat doet het Digital Trust Center?", "Wat zijn de grootste uitdagingen?"]
)
def test_what_the_interview_tells_is_answered(bot: Bot, question: str) -> None:
    assert bot.ask(question).kind == "answer"


def test_another_model_knows_of_none(encoder: Encoder) -> None:
    shipped = Calibration.load()
    other = WordCountEncoder(["oven", "probleem"])
    for model, knows in ((encoder, True), (other, False)):
        index = index_in_memory([interview_of("bakker.txt", BAKERY)], model)
        bot = assemble(index, model, shipped, Ranker.load(), fixed=remembering(model))
        reply = bot.ask("Wat is het grootste probleem?")
        assert (reply.why.signals["general"] > 0) is knows


@pytest.mark.parametrize(
    ("joined", "alone", "chosen"),
    [(0.6, 0.7, "alone"), (0.7, 0.6, "joined"), (0.2, 0.4, "joined"), (None, 0.6, "alone")],
)
def test_of_two_readings_the_surer_one_is_taken_if_it_answers(
    encoder: Encoder, joined: float | None, alone: float, chosen: str
) -> None:
    interview = interview_of("a.txt", "De appel valt.")
    hit = Hit(interview, 0, 0, 1.0, 0.5, signals_of(), (), ())
    candidate = Candidate(interview, Passage(0, 0, 1), (hit,), hit.signals)

    def found(text: str, confidence: float | None) -> Found:
        query = Query(text, np.zeros(2, np.float32), (), Reading(0.0, {}, 0.0))
        judged = () if confidence is None else (Weighed(candidate, confidence, {}),)
        return Found(query, judged, ())

    searcher = Searcher(index_in_memory([interview], encoder), encoder, Ranker.load())
    judge = Judge(searcher, Calibration.load(), several=False)
    assert judge.surer(found("joined", joined), found("alone", alone)).query.text == chosen


@pytest.mark.parametrize(
    ("question", "about"), [("voor wie is dat?", False), ("wie is zij?", True)]
)
def test_whom_something_is_for_is_not_who_speaks(
    encoder: Encoder, question: str, *, about: bool
) -> None:
    mill = (
        "Een gesprek met An de Wit, molenaar in Ede, over graan.\n\n"
        "Wat maalt u?\n\n\u201cRogge en tarwe.\u201d\n\n"
        "Wie koopt dat?\n\n\u201cBakkers uit de buurt.\u201d\n"
    )
    reply = bot_over([interview_of("molen.txt", mill)], encoder).ask(question)
    assert (reply.why.signals["role"] > 0) is about


def test_what_fits_any_text_is_read_by_itself_too(encoder: Encoder) -> None:
    mill = (
        "Een gesprek met An de Wit over graan.\n\n"
        "Wie zijn het niet met u eens?\n\n\u201cDe gemeente, die wil woningen.\u201d\n\n"
        "Waar komt u vandaan?\n\n\u201cUit Ede, van een boerderij bij het spoor.\u201d\n\n"
        "Wat kost een zak meel?\n\n\u201cAcht euro, en dat is te weinig.\u201d\n"
    )
    bot = bot_over([interview_of("molen.txt", mill)], encoder)
    reply = bot.ask("waar komt ze vandaan", ["Wie zijn het niet met u eens?"])
    assert reply.standalone_question == "waar komt ze vandaan"
    assert reply.quote is not None
    assert reply.quote.text.startswith("Uit Ede")
