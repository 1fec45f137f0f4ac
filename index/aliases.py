"""Abbreviations and synonyms: learned from the content, or listed by an editor."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import ContentError
from index.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from index.interview import Interview

SYNONYMS_FILE = "synonyms.toml"

# Definition questions ask for the words behind an abbreviation and for nothing else. They are asked
# in the languages that visitors write in, because the answer is found by the abbreviation alone.
_TERM = (
    r"(?:(?:de|het|een|the|an?|der|die|das|le|la|el) )?(?:afkorting |letters |abbreviation )?"
    r"[\"'\u2018\u201c]?([\w&]+)[\"'\u2019\u201d]?"
)
_TAIL = r"(?: (?:eigenlijk|precies|hier|nou|weer|voluit|exactly|genau))*"
_SHORT_FOR = r"(?: (?:de|een) afkorting)?"
_NOUN = r"(?:betekenis|afkorting|meaning|abbreviation|bedeutung|signification|significado)"
_DEFINITION = re.compile(
    r"(?:"
    + "|".join(
        (
            rf"(?:waar|waarvoor) (?:staat|staan) {_TERM}{_TAIL}(?: voor)?{_TAIL}",
            rf"wat (?:betekent|betekenen|is|zijn) {_TERM}{_TAIL}",
            rf"(?:waar|waarvan|waarvoor) (?:is|zijn) {_TERM}{_SHORT_FOR}(?: van| voor)?",
            rf"hoe heet {_TERM} voluit",
            rf"{_TERM},? (?:{_NOUN}|voluit|betekent)",
            rf"{_NOUN} (?:(?:van|of|von|de) )?{_TERM}",
            rf"{_TERM}\W{{0,3}} waar is dat{_SHORT_FOR} van",
            rf"{_TERM}\W{{0,3}} (?:wat|waar) (?:betekent|is|staat) dat{_TAIL}(?: voor)?{_TAIL}",
            rf"what(?: is| are|'s|\u2019s) {_TERM}(?: short for)?{_TAIL}",
            rf"what does {_TERM} (?:stand for|mean){_TAIL}",
            rf"(?:wof\u00fcr steht|was (?:ist|bedeutet)) {_TERM}{_TAIL}",
            rf"(?:que (?:signifie|veut dire)|qu\u00e9 significa) {_TERM}",
            rf"{_TERM} ne demek",
        )
    )
    + r")\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Alias:
    """Two ways to say the same: `short` and `long`."""

    short: str
    long: str


def load_synonyms(folder: Path) -> tuple[Alias, ...]:
    """The editor's `synonyms.toml`, one `term = "the same"` or `term = ["several", "more"]` a line.

    Raises:
        ContentError: the file is no TOML, or a value is neither a text nor a list of texts.
    """
    path = folder / SYNONYMS_FILE
    if not path.is_file():
        return ()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise ContentError(
            path,
            int(line[1]) if line else 1,
            f"The synonyms do not parse: {error}.",
            'Write one `"term" = "what it stands for"` a line.',
        ) from error
    aliases: list[Alias] = []
    for term, meant in values.items():
        meanings = meant if isinstance(meant, list) else [meant]
        if not term.strip() or not all(isinstance(m, str) and m.strip() for m in meanings):
            raise ContentError(
                path,
                1,
                f"The synonym {term!r} stands for no text.",
                'Write one `"term" = "what it stands for"` a line.',
            )
        aliases.extend(Alias(term, meaning) for meaning in meanings)
    return tuple(aliases)


class Thesaurus:
    """Rewrites a question with its abbreviations written out, and the other way round."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self.aliases = tuple(dict.fromkeys(aliases))
        self._patterns = [
            (alias, _whole_words(alias.short), _whole_words(alias.long)) for alias in self.aliases
        ]

    def expand(self, question: str) -> str | None:
        """The question with every alias beside its other form; None when it holds none."""
        expanded = question
        for alias, short, long in self._patterns:
            has_short, has_long = short.search(expanded), long.search(expanded)
            if has_short and not has_long:
                expanded = _insert(expanded, has_short, alias.long)
            elif has_long and not has_short:
                expanded = _insert(expanded, has_long, alias.short)
        return None if expanded == question else expanded

    def asked(self, question: str) -> tuple[Alias, ...]:
        """The abbreviation that "Waar staat EZK voor?" asks for, with each of its long forms."""
        definition = _DEFINITION.match(question.strip())
        if not definition:
            return ()
        term = fold(next(group for group in definition.groups() if group))
        return tuple(alias for alias in self.aliases if fold(alias.short) == term)


def expanded_sentences(
    interviews: Sequence[Interview], learned: Sequence[Sequence[Alias]], synonyms: Sequence[Alias]
) -> Iterator[str]:
    """Sentences with their abbreviations written out, each by its own interview's."""
    for interview, aliases in zip(interviews, learned, strict=True):
        thesaurus = Thesaurus([*aliases, *synonyms])
        for block in interview.blocks:
            for sentence in block.sentences:
                text = sentence.span.of(interview.text)
                yield thesaurus.expand(text) or text


def _insert(text: str, match: re.Match[str], other: str) -> str:
    return f"{text[: match.start()]}{other} ({match[0]}){text[match.end() :]}"


def _whole_words(term: str) -> re.Pattern[str]:
    # An abbreviation that is also a word ("IS", "ER") is only meant when written in capitals.
    flags = 0 if fold(term) in _ORDINARY and term.isupper() else re.IGNORECASE
    return re.compile(rf"(?<![\w&]){re.escape(term)}(?![\w&])", flags)


_ORDINARY = frozenset(
    "is er of en in op te de het an as at be by do go he it me my no or so to "
    "up us we al af je ze zo nu om uw was ben dat".split()
)
