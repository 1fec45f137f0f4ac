"""The promise: whatever the content and the question, a quotation is a slice of the file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.abstain import Calibration
from bot.answer import Bot
from bot.bootstrap import assemble
from bot.quote import MAX_CHARACTERS, MAX_SENTENCES
from bot.reply import Reply, verify
from index.encoder_fake import WordCountEncoder
from index.errors import ContentError, QuestionError
from index.interview import Interview, Span
from index.parse import parse_bytes
from index.ranker import Ranker
from index.store import index_in_memory

WORDS = (
    "zee",
    "Één",
    "niet",
    "thema’s",
    "café",
    "cafe\u0301",
    "😀",
    "👩‍👩‍👧",
    "$x$",
    "*ja*",
    "_nee_",
    "<b>",
    "&amp;",
    "“kort”",
    "i.o.",
    "J&V",
    "1.",
    "`code`",
    "[a](b)",
)
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(
    lambda words: " ".join(words).capitalize() + "."
)
paragraphs = st.lists(sentences, min_size=1, max_size=5).map(" ".join)
articles = st.lists(paragraphs, min_size=1, max_size=4).map("\n\n".join)
interviews = st.lists(st.tuples(sentences, paragraphs), min_size=1, max_size=3).map(
    lambda rows: "\n\n".join(
        f"{q[:-1]}?\n\n“{a.replace('“', '‘').replace('”', '’')}”" for q, a in rows
    )
)
newlines = st.sampled_from(["\n", "\r\n", "\r"])
bom = st.sampled_from(["", "\ufeff"])


def make_bot(text: str) -> tuple[Bot, Interview, bytes]:
    data = text.encode()
    interview = parse_bytes(data, Path("a.txt"), "a.txt")
    encoder = WordCountEncoder(("zee", "één", "niet", "café", "ja", "kort"))
    index = index_in_memory([interview], encoder)
    return (
        assemble(index, encoder, Calibration.load(), Ranker.load(), threshold=0.0),
        interview,
        data,
    )


def check(reply: Reply, interview: Interview, data: bytes) -> None:
    text = data.decode("utf-8").removeprefix("\ufeff")
    utf16 = text.encode("utf-16-le")
    wire = json.loads(json.dumps(reply.as_json()))
    places = [wire, *wire["alternatives"]] if wire["quote"] else wire["alternatives"]
    for place in places:
        quote, passage = place["quote"], place["passage"]
        assert quote["text"] == text[quote["start"] : quote["end"]]
        assert (
            utf16[2 * quote["start_utf16"] : 2 * quote["end_utf16"]].decode("utf-16-le")
            == (quote["text"])
        )
        assert passage["text"] == text[passage["start"] : passage["end"]]
        assert passage["start"] <= quote["start"] < quote["end"] <= passage["end"]
        assert place["source"]["sha256"] == hashlib.sha256(data).hexdigest()
        assert verify(
            quote["text"], place["source"]["sha256"], quote["start"], quote["end"], [interview]
        )
        whole = [
            sentence.span
            for block in interview.blocks
            for sentence in block.sentences
            if sentence.span in Span(quote["start"], quote["end"])
        ]
        assert whole[0].start == quote["start"]
        assert whole[-1].end == quote["end"]
        assert len(whole) <= MAX_SENTENCES or len(quote["text"]) <= MAX_CHARACTERS
    confidences = [place["confidence"] for place in places]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(articles, interviews), newlines, bom, st.lists(st.sampled_from(WORDS), min_size=1))
def test_every_quotation_is_a_slice(text: str, newline: str, mark: str, asked: list[str]) -> None:
    try:
        bot, interview, data = make_bot(mark + text.replace("\n", newline))
    except ContentError:
        return
    check(bot.ask(" ".join(asked)), interview, data)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=100), st.lists(st.text(max_size=40), max_size=3))
def test_any_question_gets_a_reply_or_a_clear_refusal(question: str, history: list[str]) -> None:
    bot, interview, data = BOT
    try:
        reply = bot.ask(question, history)
    except QuestionError as error:
        assert error.remedy
        return
    check(reply, interview, data)


BOT = make_bot("De zee is niet kort. Één café.\r\n\r\nJa 😀 niet.")


def test_the_same_question_gives_the_same_reply(bot: Bot) -> None:
    question = "wat doet het Digital Trust Center?"
    assert bot.ask(question) == bot.ask(question)


@pytest.mark.parametrize(
    ("quote", "start", "end", "sound"),
    [
        ("zee", 3, 6, True),
        ("zee", 4, 7, False),
        ("zeg", 3, 6, False),
        ("", 3, 3, False),
        ("zee", -3, 6, False),
    ],
)
def test_verify_tells_a_slice_from_anything_else(
    quote: str, start: int, end: int, sound: bool
) -> None:
    interview = parse_bytes(b"De zee.", Path("a.txt"), "a.txt")
    assert verify(quote, interview.sha256, start, end, [interview]) is sound
    assert not verify(quote, "0" * 64, start, end, [interview])
