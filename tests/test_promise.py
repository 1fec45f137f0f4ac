"""The promise: whatever the content and the question, a quotation is a slice of the file."""

from __future__ import annotations

import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.abstain import Calibration
from bot.answer import Bot
from bot.belonging import MAX_CHARACTERS, MAX_SENTENCES
from bot.bootstrap import assemble
from bot.cli.text import reply_text
from bot.render import attribution, spoken, turn_html
from bot.reply import Alternative, Reply, verify
from bot.ui.endpoints import telling
from bot.web.azure import azure_answers
from bot.web.source_page import source_html
from index.encoder import Encoder
from index.errors import ContentError, ContentErrors, QuestionError
from index.interview import Interview, Span
from index.parse import parse_bytes
from index.ranker import Ranker
from index.store import Index, index_in_memory, load_index, open_index
from tests.encoder_fake import WordCountEncoder
from tests.small import BAKERY, SMITHY, bot_over, quiet, remembering
from tests.small import interview as interview_of

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


# One quotation of the chat, with what stands before and after it; and of the article.
FIGURE = re.compile(
    r'(?:<span class="rest before">(.*?)</span>)?<span class="pull"><mark class="slice[ a-z]*">'
    r'(.*?)</mark></span>(?:<span class="rest after">(.*?)</span>)?\s*</blockquote>',
    re.DOTALL,
)
LIT = re.compile(r'<mark id="citaat" tabindex="-1">(.*?)</mark>', re.DOTALL)


ENCODER = WordCountEncoder(("zee", "één", "niet", "café", "ja", "kort"))


def make_bot(text: str) -> tuple[Bot, Interview, bytes]:
    data = text.encode()
    interview = parse_bytes(data, Path("a.txt"), "a.txt")
    return bot_over([interview], ENCODER, threshold=0.0), interview, data


def check(reply: Reply, interview: Interview, data: bytes) -> None:
    text = data.decode("utf-8").removeprefix("\ufeff")
    check_channels(reply, text)
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


def check_channels(reply: Reply, text: str) -> None:
    """Every channel passes on the slices that `check` compared with the file, to the letter."""
    wire = json.loads(json.dumps(reply.as_json()))
    assert json.loads(reply.as_bytes()) == wire, "REST"
    told = telling(None)(reply)
    assert vars(told) == wire, "Gradio"
    assert json.loads(str(told)) == wire, "MCP"
    quoted: list[Reply | Alternative] = (
        [reply, *reply.alternatives] if reply.kind == "answer" else []
    )
    answers = _azure(reply) if quoted else []
    for item, answer in zip(quoted, answers, strict=True):
        quote, passage = _slices(item, text)
        span = answer["answerSpan"]
        assert (answer["answer"], span["text"]) == (passage, quote)
        assert passage[span["offset"] :][: span["length"]] == quote
    shown = quoted or list(reply.offered)
    figures = [tuple(map(html.unescape, parts)) for parts in FIGURE.findall(turn_html(reply))]
    assert [(parts[1], "".join(parts)) for parts in figures] == [
        _slices(item, text) for item in shown
    ]
    for item in shown:
        assert item.quote is not None
        page = source_html(item.quote.interview, item.quote.span, "", "")
        assert list(map(html.unescape, LIT.findall(page))) == [_slices(item, text)[0]]
    if quoted:
        marked = f"\u201c{_slices(reply, text)[0]}\u201d"
        assert reply.message == marked
        assert attribution(reply).startswith(f"{marked}\n")
        assert reply_text(reply).startswith(f"{marked}\n")
        assert marked in html.unescape(spoken(reply))


def _azure(reply: Reply) -> list[dict[str, Any]]:
    sent = azure_answers(reply, top=10).model_dump_json(by_alias=True)
    answers: list[dict[str, Any]] = json.loads(sent)["answers"]
    return answers


def _slices(item: Reply | Alternative, text: str) -> tuple[str, str]:
    """The quotation and its passage, cut from the text of the file."""
    assert item.quote is not None
    assert item.passage is not None
    return item.quote.span.of(text), item.passage.span.of(text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(articles, interviews), newlines, bom, st.lists(st.sampled_from(WORDS), min_size=1))
def test_every_quotation_is_a_slice(text: str, newline: str, mark: str, asked: list[str]) -> None:
    try:
        bot, interview, data = make_bot(mark + text.replace("\n", newline))
    except (ContentError, ContentErrors):
        return
    check(bot.ask(" ".join(asked)), interview, data)


@settings(max_examples=60)
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


def told(index: Index, encoder: Encoder, fixed: Encoder) -> list[dict[str, Any]]:
    """The replies of a bot that has just been made, without the version of its index."""
    bot = assemble(index, encoder, Calibration.load(), Ranker.load(), fixed=fixed)
    conversation = (
        "Wanneer gaat de oven aan?",
        "En het vuur?",
        "Met hoeveel mensen werkt u?",
        "wie maakte de foto?",
        "Wat nog meer?",
        "Wat vindt u van de maan?",
        "hallo",
    )
    replies = [bot.ask(question, conversation[:at]) for at, question in enumerate(conversation)]
    replies += map(bot.ask, conversation)
    assert {reply.kind for reply in replies} == {"answer", "abstain", "smalltalk"}
    return [{**reply.as_json(), "versions": None} for reply in replies]


def in_words(value: Any) -> Any:
    """A reply without its fractions: sums in another order differ in their last digits."""
    if isinstance(value, dict):
        return {name: in_words(part) for name, part in value.items()}
    if isinstance(value, list):
        return [in_words(part) for part in value]
    return None if isinstance(value, float) else value


def numbers(value: Any) -> list[float]:
    """Its fractions, in order."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [number for part in parts for number in numbers(part)]
    return [value] if isinstance(value, float) else []


def test_the_same_question_gets_the_same_reply_after_any_rebuild_and_in_any_order(
    tmp_path: Path, encoder: Encoder
) -> None:
    bakery, smithy = interview_of("bakery.txt", BAKERY), interview_of("smithy.txt", SMITHY)
    encoders = encoder, remembering(encoder)
    first = told(open_index([bakery, smithy], encoder, tmp_path, quiet), *encoders)
    open_index([smithy], encoder, tmp_path, quiet)
    open_index([bakery, smithy], encoder, tmp_path, quiet)
    assert told(load_index([bakery, smithy], encoder, tmp_path), *encoders) == first
    assert told(index_in_memory([bakery, smithy], encoder), *encoders) == first
    other = told(index_in_memory([smithy, bakery], encoder), *encoders)
    # A greeting is met with the questions of the content that come first.
    for one, same in zip(other, first, strict=True):
        if same["kind"] == "smalltalk":
            same["suggestions"] = one["suggestions"]
        assert in_words(one) == in_words(same)
        assert numbers(one) == pytest.approx(numbers(same), abs=0.001)


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
