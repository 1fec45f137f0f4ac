"""Where in a paragraph somebody speaks: quotation marks, and who is named before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.interview import FOOTNOTE, Span, trimmed
from index.parsing.names import NAME, PLACED_LABEL, may_be_placed
from index.words import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Container

    from index.parsing.lines import Paragraph

# What opens an answer, and what may close it.
QUOTES = {
    "\u201c": "\u201d",
    "\u201e": "\u201d\u201c",
    "\u201d": "\u201d",
    "\u00ab": "\u00bb",
    "\u2018": "\u2019",
    '"': '"',
}
# What a typewriter closes with, whatever opened.
STRAIGHT = '"'
OPENING = "".join(QUOTES)
CLOSING = "".join(QUOTES.values())
# "\u2018s Ochtends" is an apostrophe that a typewriter turned round.
_APOSTROPHE = re.compile("\u2018[kmnrst]\\b")
# And \u2019 is one within a word: "foto\u2019s".
_WITHIN_WORD = re.compile(r"(?<=\w)\u2019(?=\w)")
# What may stand before all that is said: "> ", "*", "\u2013 ".
_MARKS = re.compile(rf"[>*_\u2013\u2014\s{UNSEEN}-]*")
# How captions begin where they say so, and what an editor's program calls other parts: nobody's
# names.
CAPTIONS = r"(?:bijschrift|onderschrift|foto(?:'s|\u2019s)?|beeld|portret|caption|photo|picture)"
# What leads a reader to another piece: "LEES OOK: \u2018De laatste pont\u2019".
ELSEWHERE = r"(?:(?:lees|luister|kijk|bekijk|zie) (?:ook|verder|meer)|(?:read|see) (?:also|more))"
_NOBODY = (
    rf"(?i:{CAPTIONS}|{ELSEWHERE}|(?:lees|luister|kijk|bekijk|zie|read|listen|watch)(?=\s*:)|"
    r"tussenkop|kop|chapeau|streamer|quote|citaat|kader|inzet|intro|heading|tekst|auteur|"
    r"pull quote)\b"
)
# Who asks, where each line says so, and that somebody answers, not who; both may be numbered.
_ASKS = (
    r"(?:(?i:Vraag|V|Question|Q|Frage|Fraach|Interviewer|IV)(?: ?\d+)?\.?"
    r"(?:[ \t]*\([^()\r\n]{1,60}\))?[ \t*_]*:)"
)
_ANSWERS = (
    r"(?:(?i:Antwoord|Antw|Antwort|Antwurd|Answer|A|R\u00e9ponse|Ge\u00efnterviewde)(?: ?\d+)?\.?)"
)
# What guests are to agree with or not asks without a question mark: "Stelling 2: Het bos is vol".
THESIS = re.compile(
    r"[*_]*(?i:(?:stelling|dilemma|these|thesis|statement)(?: ?\d+)?)\.?[*_]*:[ \t*_]*(?=\S)"
)
ASKER = re.compile(rf"[*_]*{_ASKS}[ \t*_]*")
# Who of several people answers: "Bolsius: ", "Hennie Bolsius (rechts): ", "De Vries, wethouder: ".
_LABEL = re.compile(
    rf"(?!{_NOBODY}|{_ASKS})(?P<name>(?=[^\W\d_a-z]){_ANSWERS}|{PLACED_LABEL})"
    rf"(?:[ \t]*\([^()\r\n]{{1,60}}\)|,[^:{OPENING}\r\n]{{1,60}})?[ \t*_]*:[ \t*_]*"
    rf"(?:\([^()\r\n]{{1,60}}\)[ \t]*)?(?=[{OPENING}])"
)
# The same on a bold line of its own above what is said: "**Hennie Bolsius**".
_NAME_LINE = re.compile(
    rf"(?<=\*\*|__)(?P<name>{NAME.pattern})"
    rf"(?:,[^{OPENING}\r\n]{{1,60}}?|[ \t]*\([^()\r\n]{{1,60}}\))?:?(?:\*\*|__):?"
    rf"[ \t]*\\?[\r\n]\s*(?=[{OPENING}])"
)
# What happens in the room before someone speaks: "Hij lacht. \u201cNee.\u201d", also in brackets.
_NARRATED = re.compile(rf"[.!?:\u2026][)\]]?\s+(?=[{OPENING}])")
_IN_BRACKETS = re.compile(rf"[(\[][^()\[\]\r\n]{{1,60}}[)\]]\s+(?=[{OPENING}])")
# Behind a closing mark: nothing that can be read, or a footnote's sign.
_NOTHING = re.compile(rf"(?:[.*_\s]|{FOOTNOTE})*")
# What somebody does, that it was said, and what happens: "(lacht)", ", aldus Jansen.", "Hij lacht."
_ROOM = re.compile(r"\s*[(\[][^()\[\]]+[)\]][.\s]*")
_SAID = re.compile(
    r",?\s+(?:aldus|zegt|zei|vertelt|vertelde|antwoordt|antwoordde|reageert|lacht|besluit|verzucht|"
    r"vervolgt|says|said)\b[^\r\n.,:;!?]{0,60}\.?"
)
# The same with any other verb: ", grapt hij.", "vult Bos aan.", "he adds."; "is de titel" tells
# nothing of the kind. More may stand behind a comma: ", terwijl ze opstaat".
_VERB = r"(?!(?:is|was|heet|staat|stond|luidt|luidde)\b)[^\W\d_A-Z][\w'\u2019-]*"
_SOMEBODY = r"(?:(?:hij|zij|ze|ie|het|de)\b|(?:[^\W\d_A-Z][\w-]* ){0,2}[^\W\d_a-z])"
_ATTRIBUTED = re.compile(
    rf"(?P<comma>,?)\s+(?:(?:zo )?{_VERB} {_SOMEBODY}|(?:he|she|they) [^\W\d_A-Z])"
    rf"[^\r\n.,:;!?{OPENING}]{{0,60}}(?P<more>,[^\r\n.:;!?{OPENING}]{{1,60}})?\.?"
)
_HAPPENS = re.compile(r"\s+[^\W\d_a-z]")
# So many signs may close what is quoted at the end of what is said.
_LAST_MARKS = 4
# Which mark opens, of those that may open as well as close: what a quotation begins behind.
_OPENS = re.compile(r"(?<![^\s(\[\u2013\u2014-]).(?=\S)|(?<=[*_]).(?=\w)")
# Which \u2019 is a closing mark: "\u2018Ja.\u2019 Hij". In "mensen\u2019 of" it is an apostrophe.
_CLOSES_SINGLE = re.compile(r"(?<=[.!?\u2026,*_])\u2019(?!\w)|\u2019(?=,\s)")


def opens_answer(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph opens with what somebody says."""
    return opening_mark(text, opening(text, paragraph)) is not None


def opening_mark(text: str, at: int) -> str | None:
    """The quotation mark that stands there; None if there is another sign."""
    return text[at] if text[at] in QUOTES and not _APOSTROPHE.match(text, at) else None


def opening(text: str, paragraph: Paragraph) -> int:
    """Where a paragraph begins after the label that says who speaks."""
    if paragraph.is_marked:
        return paragraph.span.start
    return _opening(text, paragraph.span.start, paragraph.span.end)


def _opening(text: str, start: int, end: int) -> int:
    named = label_at(text, start, end)
    return named.end() if named else _behind_marks(text, start, end)


def _behind_marks(text: str, start: int, end: int) -> int:
    marks = _MARKS.match(text, start, end)
    return marks.end() if marks and marks.end() < end else start


def label(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    """Who speaks, where the paragraph begins with that: the group `name`."""
    return label_at(text, paragraph.span.start, paragraph.span.end)


def label_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """Who speaks in these words, where they begin with that."""
    begin = _behind_marks(text, start, end)
    alone = _NAME_LINE.match(text, begin, end)
    # A name stands elsewhere too; "**Looking Back**" is a heading.
    if alone and _stands_elsewhere(text, alone):
        return alone
    named = _LABEL.match(text, begin, end)
    # "An Bos in de Kuip: \u201cJa.\u201d" may be a caption.
    if named and may_be_placed(named["name"]) and not _stands_elsewhere(text, named):
        return None
    return named


def _stands_elsewhere(text: str, named: re.Match[str]) -> bool:
    name = named["name"]
    return text.find(name, 0, named.start()) >= 0 or text.find(name, named.end()) >= 0


def name_of(label: re.Match[str]) -> str | None:
    """Who a label names; None for "Antwoord:", which names nobody."""
    return None if re.fullmatch(_ANSWERS, label["name"]) else label["name"]


def asked_at(text: str, start: int, end: int) -> Span | None:
    """What somebody whose label says that they ask says between quotation marks."""
    asker = ASKER.match(text, start, end)
    begin = asker.end() if asker else end
    mark = opening_mark(text, begin) if begin < end else None
    last = end - 1
    while last > begin and text[last] in "*_ \t":
        last -= 1
    if mark is None or last == begin or text[last] not in QUOTES[mark] + STRAIGHT:
        return None
    return trimmed(text, begin + 1, last)


def speaks_at(text: str, start: int, end: int) -> bool:
    """Whether a line opens with what somebody says."""
    return opening_mark(text, _opening(text, start, end)) is not None


def ends_spoken(line: str) -> bool:
    """Whether a line ends with what closes a quotation."""
    return line.rstrip("*_ .")[-1:] in tuple(CLOSING)


def narration(text: str, paragraph: Paragraph) -> int | None:
    """Where someone begins to speak in a paragraph that opens with what they do."""
    start, end = paragraph.span.start, paragraph.span.end
    narrated = _IN_BRACKETS.match(text, start, end) or _NARRATED.search(text, start, end)
    return narrated.end() if narrated and opening_mark(text, narrated.end()) else None


def closing(text: str, paragraph: Paragraph, mark: str, closers: str = "") -> int | None:
    """Where an answer that `mark` opened ends in this paragraph, with its closing mark.

    What happens in the room may follow: "\u201cNee.\u201d Hij lacht." `closers` are others than
    those that belong to `mark`; of a pair of straight marks neither is one.
    """
    start, end = paragraph.span.start, paragraph.span.end
    if closers == STRAIGHT != mark and text.count(STRAIGHT, start, end) % 2 == 0:
        return None
    closers = closers or QUOTES[mark]
    last = max(text.rfind(closer, start, end) for closer in closers)
    if last < start or (last == start and end - start == 1):
        return None
    if _NOTHING.fullmatch(text, last + 1, end):
        return last + 1
    if last == start or not _is_told(text, last, end):
        return None
    spoken = _WITHIN_WORD.sub("", _APOSTROPHE.sub("", text[start : last + 1]))
    opened, closed = spoken.count(mark), sum(map(spoken.count, closers))
    if mark in closers:
        paired = opened % 2 == 0
    else:
        # What \u2018 quotes within what it opened is told apart by nothing else.
        paired = opened == closed if mark == "\u2018" else opened >= closed
    return last + 1 if paired and mark not in text[last + 1 : end] else None


def _is_told(text: str, last: int, end: int) -> bool:
    """Whether what follows the closing mark at `last` tells of what was said."""
    behind = last + 1
    while behind < end and text[behind] in "*_":
        behind += 1
    if _ROOM.fullmatch(text, behind, end) or _SAID.fullmatch(text, behind, end):
        return True
    # "\u201cDe haven is dood.\u201d Waarom schreef u dat?" is what somebody asks.
    if text[last + 1 : end].rstrip("*_ ").endswith("?"):
        return False
    # What is quoted within may end there too: "\u2018Kom.\u2019\u201d Hij zucht."
    said = text[max(0, last - _LAST_MARKS) : last].rstrip(f"{UNSEEN}{CLOSING}'")
    is_clause = said[-1:] in tuple(".!?\u2026,")
    told = _ATTRIBUTED.fullmatch(text, behind, end)
    if told and (is_clause or (told["comma"] and not told["more"])):
        return True
    return is_clause and _HAPPENS.match(text, behind, end) is not None


def told_within(text: str, span: Span, mark: str, openings: Container[int]) -> list[Span]:
    """What stands between a closing mark and the next opening one in an answer that `mark` opened.

    `span` is what is said, without the outer marks, and `openings` is where paragraphs begin, each
    of which may open with the mark again. Nothing is told where the marks do not pair: one that is
    missing would make what is said of what is told.
    """
    told: list[Span] = []
    depth, closed = 1, span.start
    marks = re.compile(f"[{mark}{QUOTES[mark]}]")
    for at in (found.start() for found in marks.finditer(text, span.start, span.end)):
        again = text[at] == mark and at in openings
        turn = 1 - depth if again else _opens_or_closes(text, at, mark)
        depth += turn
        if depth < 0:
            return []
        if turn < 0:
            closed = at + 1
        elif turn and depth == 1 and closed < at:
            told.append(Span(closed, at))
    return told if depth == 1 else []


def _opens_or_closes(text: str, at: int, mark: str) -> int:
    """1 for a mark that opens a quotation, -1 for one that closes what `mark` opened; else 0."""
    char, closers = text[at], QUOTES[mark]
    if char == mark and char not in closers:
        return 1 if opening_mark(text, at) else 0
    if char in QUOTES and _OPENS.match(text, at):
        return 1
    return 0 if mark == "\u2018" and not _CLOSES_SINGLE.match(text, at) else -1


def only_names(text: str, paragraph: Paragraph) -> bool:
    """Whether the quotation that opens a paragraph is a term or a title, not an answer."""
    begin = opening(text, paragraph)
    closers = QUOTES[text[begin]]
    if closing(text, paragraph, text[begin]) is not None:
        return False
    return any(text.find(closer, begin + 1, paragraph.span.end) >= 0 for closer in closers)
