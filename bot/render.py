"""Reply → the HTML that a visitor sees. Pure, and escaped by default.

What stands inside `<mark class="slice">` is the quotation to the letter: nothing is parsed
as Markdown, LaTeX or HTML, and no space is added or lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.library import who_speaks
from bot.quote import in_marks
from bot.wording.labels import day, wording_for
from index.encoder import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reply import Alternative, Kind, Reply
    from bot.wording.labels import Wording

# A question is repeated above its error; one of 100,000 characters is not.
_ECHO = 200
# "de-DE,de;q=0.9,en;q=0.8": a language, and how much it is liked beside the others.
_ACCEPTED = re.compile(
    r"(?:^|,)\s*(en|nl)(?:-[a-z0-9]+)*\s*(?:;\s*q\s*=\s*([01](?:\.\d+)?))?\s*(?=,|$)", re.IGNORECASE
)
_NOT_KNOWN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before and after a quotation in its passage."""

    before: str
    after: str


def turn_html(
    reply: Reply, tongues: Mapping[str, str] = _NOT_KNOWN, shared: Sequence[str] = ()
) -> str:
    """One question and its reply, as a self-contained `<article>`.

    `tongues` tells the language of what is suggested, as far as it is known; `shared` are the
    questions of a link to this, if there are any before it.
    """
    words = wording_for(reply.language)
    return (
        environment()
        .get_template("turn.html")
        .render(
            reply=reply,
            words=words,
            of_article=wording_for(reply.language, conversations=False),
            frame=frame_language(reply.language),
            understood=_understood(reply),
            chips=_above_chips(reply.kind, words),
            attribution=attribution(reply),
            shared=shared or (reply.question,),
            tongues=tongues,
            around=around,
            percent=percent,
        )
    )


def _understood(reply: Reply) -> str:
    """The question that was answered; "" where it is what was typed."""
    answered = reply.standalone_question
    return "" if answered.lower() in reply.question.lower() else answered


def _above_chips(kind: Kind, words: Wording) -> str:
    """What stands above the questions that are suggested."""
    match kind:
        case "answer":
            return words.answered
        case "abstain":
            return words.suggestions
        case "smalltalk":
            return words.examples


def failure_html(question: object, message: str, language: str) -> str:
    """A question that could not be answered, and what to do."""
    asked = question if isinstance(question, str) else ""
    if len(asked) > _ECHO:
        asked = asked[:_ECHO] + "…"
    return (
        environment()
        .get_template("failure.html")
        .render(
            question=printable(asked.strip()),
            message=message,
            words=wording_for(language),
            frame=frame_language(language),
        )
    )


def spoken(reply: Reply) -> Markup:
    """What a screen reader says when the reply arrives: quotation, speaker and source.

    Before it how the question was understood, where that is not what was typed: else nobody hears
    that another one was answered. As HTML, so that words are said in a voice of their language.
    """
    understood = _understood(reply)
    if not understood:
        return _said(reply)
    asked = _voiced(understood, reply.language)
    told = wording_for(reply.language).understood
    return Markup("{}: {} {}").format(told, asked, _said(reply))


def _said(reply: Reply) -> Markup:
    if reply.quote is None or reply.source is None:
        offers = (_voiced(in_marks(one.quote.text), one.source.language) for one in reply.offered)
        return Markup(" ").join((reply.message, *offers))
    words, tongue = wording_for(reply.language), reply.source.language
    return Markup("{}: {} {}{}: {}.").format(
        words.quotation_of,
        _voiced(in_marks(reply.quote.text), tongue),
        f"{who}. " if (who := _speaker(reply)) else "",
        words.source,
        _voiced(reply.source.title, tongue),
    )


def _voiced(text: str, language: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, exact(text))


def attribution(reply: Reply) -> str:
    """The quotation as one copies it: in quotation marks, with who said it where."""
    if reply.quote is None or reply.source is None:
        return ""
    who = _speaker(reply)
    whence = ", ".join(part for part in (who, reply.source.title) if part)
    return f"{in_marks(reply.quote.text)}\n\u2014 {whence}"


def _speaker(reply: Reply) -> str | None:
    return (reply.passage.speaker or None) if reply.passage else None


def around(item: Reply | Alternative) -> Around:
    """What stands before and after the quotation of a reply or an alternative."""
    if item.quote is None or item.passage is None:
        return Around("", "")
    text, quote, passage = item.quote.interview.text, item.quote.span, item.passage.span
    return Around(text[passage.start : quote.start], text[quote.end : passage.end])


def exact(text: str) -> Markup:
    """Text escaped so that a browser gives back the very same characters.

    An HTML parser turns a bare carriage return into a newline, but keeps a written-out one.
    """
    return Markup(escape(text).replace("\r", Markup("&#13;")))  # noqa: S704 - escaped just now


def spaced(text: str) -> bool:
    """Whether a browser would lose or merge spaces of a text unless told to keep them."""
    return text != " ".join(text.split())


def inert(text: str) -> Markup:
    """Text for a Gradio template, which would run `${...}` and `{{...}}` as code."""
    safe = str(escape(text))
    for character in "\\`${}":
        safe = safe.replace(character, f"&#{ord(character)};")
    return Markup(safe)  # noqa: S704 - escaped just now


def beside(link: str) -> str:
    """A link to this server as one from its page, which may stand under a path of a proxy."""
    return link.removeprefix("/")


def percent(share: float) -> str:
    """A probability as whole percents."""
    return f"{round(share * 100)}%"


def frame_language(language: str) -> str:
    """The language of the words around a quotation."""
    return "en" if language == "en" else "nl"


def browser_language(accepted: str) -> str:
    """The same for a visitor who asked nothing yet, from what the browser accepts.

    Of English and Dutch that is the one that it prefers, whatever it likes better than both.
    """
    told = [(float(share or 1), code.lower()) for code, share in _ACCEPTED.findall(accepted)]
    share, code = max(told, key=itemgetter(0), default=(0.0, ""))
    return code if share else frame_language("")


@cache
def environment() -> Environment:
    """The templates of `bot/templates`, which escape whatever they are given."""
    made = Environment(
        loader=PackageLoader("bot"), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    made.filters.update(beside=beside, day=day, exact=exact, inert=inert, who_speaks=who_speaks)
    made.tests["spaced"] = spaced
    return made


@cache
def static(name: str) -> str:
    """A file of `bot/static`, as text."""
    return files("bot").joinpath("static", name).read_text("utf-8")
