"""Abbreviations and synonyms: learned from the content, or listed by an editor."""

from __future__ import annotations

import codecs
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import ContentError, raise_all
from index.words import STOP_WORDS, as_word, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from index.interview import Interview

SYNONYMS_FILE = "synonyms.toml"
_ONE_A_LINE = 'Write one `"term" = "what it stands for"` a line.'


@dataclass(frozen=True, slots=True)
class Alias:
    """Two ways to say the same: `short` and `long`."""

    short: str
    long: str


def load_synonyms(folder: Path) -> tuple[Alias, ...]:
    """The editor's `synonyms.toml`, one `term = "the same"` or `term = ["several", "more"]` a line.

    Raises:
        ContentError: the file cannot be read, is no TOML, or a value is neither a text nor a list
            of texts.
        ContentErrors: several values are.
    """
    path = folder / SYNONYMS_FILE
    text = _read(path)
    if text is None:
        return ()
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        # Else it is "at end of document".
        line = int(at[1]) if at else max(1, len(text.splitlines()))
        message = f"The synonyms do not parse: {error}."
        raise ContentError(path, line, message, _ONE_A_LINE) from error
    except (ValueError, RecursionError) as error:
        reason = "they are nested too deeply" if isinstance(error, RecursionError) else error
        message = f"The synonyms do not parse: {reason}."
        raise ContentError(path, 1, message, _ONE_A_LINE) from error
    aliases: list[Alias] = []
    errors: list[ContentError] = []
    for term, meant in values.items():
        meanings = meant if isinstance(meant, list) else [meant]
        if term.strip() and all(isinstance(m, str) and m.strip() for m in meanings):
            aliases.extend(Alias(term, meaning) for meaning in meanings)
        else:
            message = f"The synonym {term!r} stands for no text."
            errors.append(ContentError(path, _line_of(term, text), message, _ONE_A_LINE))
    raise_all(errors)
    return tuple(aliases)


def _read(path: Path) -> str | None:
    """What the file says; None when there is none."""
    try:
        if not path.is_file():
            return None
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
        return data.decode().replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        message = f"The synonyms cannot be read: {error.strerror}."
        raise ContentError(path, 1, message, "Check its permissions.") from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"The synonyms do not parse: {error}."
        remedy = "Save it again with the encoding UTF-8."
        raise ContentError(path, line, message, remedy) from error


def _line_of(term: str, text: str) -> int:
    """The line that opens with a term, or with a table of that name; else 1."""
    found = re.search(rf"^[ \t\[]*[\"']?{re.escape(term)}[\"']?[ \t]*[=.\]]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to say something, and whether the content says it so."""

    written: str
    pattern: re.Pattern[str]
    occurs: bool


class Thesaurus:
    """Rewrites a question in the words of the content."""

    def __init__(
        self, learned: Iterable[Alias], synonyms: Iterable[Alias] = (), content: str | None = None
    ) -> None:
        """`learned` are pairs, while synonyms that share a term all mean the same.

        `content` is the text that tells which forms occur; None takes them all to.
        """
        pairs = tuple(dict.fromkeys(learned))
        listed = tuple(dict.fromkeys(synonyms))
        self.aliases = tuple(dict.fromkeys((*pairs, *listed)))
        # Both forms of what was learned occur: it was learned from them.
        self._groups = [[_form(term, None) for term in (pair.short, pair.long)] for pair in pairs]
        sought = None if content is None else content.casefold()
        self._groups += [[_form(term, sought) for term in group] for group in _joined(listed)]

    def expand(self, question: str) -> str | None:
        """The question with every alias beside its other forms; None when it stays as it is.

        Only forms that occur in the content are added. One that does not occur itself gives way to
        them.
        """
        expanded = question
        for group in self._groups:
            found = [(form, form.pattern.search(expanded)) for form in group]
            others = [form.written for form, match in found if match is None and form.occurs]
            said = next(((form, match) for form, match in found if match is not None), None)
            if said is None or not others:
                continue
            form, match = said
            new = ", ".join(others) + (f" ({match[0]})" if form.occurs else "")
            expanded = f"{expanded[: match.start()]}{new}{expanded[match.end() :]}"
        return None if expanded == question else expanded

    def without_use(self) -> Iterator[tuple[str, ...]]:
        """Each group of terms that mean the same of which the content uses none."""
        for group in self._groups:
            if not any(form.occurs for form in group):
                yield tuple(form.written for form in group)

    def standing_for(self, term: str) -> tuple[Alias, ...]:
        """What an abbreviation is known to stand for, one or more."""
        asked = fold(term)
        return tuple(alias for alias in self.aliases if fold(alias.short) == asked)


def expanded_sentences(
    interviews: Sequence[Interview], learned: Sequence[Sequence[Alias]], synonyms: Sequence[Alias]
) -> Iterator[str]:
    """Sentences with their abbreviations written out, each by its own interview's."""
    for interview, aliases in zip(interviews, learned, strict=True):
        thesaurus = Thesaurus(aliases, synonyms)
        for block in interview.blocks:
            for sentence in block.sentences:
                text = sentence.span.of(interview.text)
                yield thesaurus.expand(text) or text


def _joined(synonyms: Sequence[Alias]) -> list[list[str]]:
    """The terms in groups of those that mean the same, in the order of the editor."""
    groups: list[list[str]] = []
    for alias in synonyms:
        own = [group for group in groups if alias.short in group or alias.long in group]
        joined = dict.fromkeys(
            term for group in (*own, [alias.short, alias.long]) for term in group
        )
        groups = [group for group in groups if group not in own] + [list(joined)]
    return groups


def _form(term: str, content: str | None) -> _Form:
    """`content` is casefolded: looking there for the term as such is quicker than for words."""
    pattern = _whole_words(term)
    occurs = content is None or (
        term.casefold() in content
        and bool(re.compile(pattern.pattern, re.IGNORECASE).search(content))
    )
    return _Form(term, pattern, occurs)


def _whole_words(term: str) -> re.Pattern[str]:
    # An abbreviation that is also a word ("IS", "ALS") is only meant when written in capitals.
    flags = 0 if fold(term) in _ORDINARY and term.isupper() else re.IGNORECASE
    return as_word(term, flags)


_ORDINARY = STOP_WORDS | {"go", "up"}
