"""A question → the query that is searched with: words as the content has them, and a vector."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.encoder import TokenEncoder
from index.hits import Query
from index.tokens import of_latest
from index.topics import topic_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.aliases import Thesaurus
    from index.definitions import Definitions
    from index.encoder import Encoder, Vectors
    from index.lexical import LexicalIndex
    from index.probes import Probes
    from index.speakers import Speakers

# Questions that are kept as they were read, some 12 kB each.
_READ = 64
# The share of a follow-up's own vector, against the one it has joined to the question it depends
# on; and what a word of only that earlier question counts for, which was answered already.
_LATEST = 0.4
_EARLIER_WORDS = 0.4
# From this value on, a question is about the person that it names ("Welke functie heeft ...?").
_OF_PERSON = 0.35


class Queries:
    """Reads questions to one library."""

    def __init__(
        self,
        encoder: Encoder,
        lexical: LexicalIndex,
        thesaurus: Thesaurus,
        definitions: Definitions,
        probes: Probes,
        speakers: Speakers | None,
    ) -> None:
        """Without `speakers`, their names are read as any word is."""
        self._encoder = encoder
        self._tokenising = encoder if isinstance(encoder, TokenEncoder) else None
        self._lexical = lexical
        self._thesaurus = thesaurus
        self._definitions = definitions
        self._probes = probes
        self._speakers = speakers
        # The questions of a conversation are read again with each that follows.
        self._read = lru_cache(_READ)(self._read_anew)

    def read(self, *questions: str) -> Query:
        """A question made ready for a search; several are read as one text."""
        return self._read(questions)

    def renamed(self, question: str, earlier: str) -> str | None:
        """The earlier question, asked of who is named in a later one, if that says no more."""
        return self._speakers.renamed(question, earlier) if self._speakers else None

    def _read_anew(self, questions: tuple[str, ...]) -> Query:
        """As `read`; a name is left out where the question, read with it, is not about a person."""
        corrected = [self._lexical.corrected(question) for question in questions]
        read = self._read_as(questions, corrected)
        mentions = [self._speakers.named(one) if self._speakers else None for one in corrected]
        mention = next(filter(None, reversed(mentions)), None)
        # "Welke functie heeft Jos de Groot?" asks after the person, "Jos de Groot, wat ...?" not.
        if mention is not None and (mention.addressed or read.reading.strongest_role < _OF_PERSON):
            several = len(corrected) > 1
            unnamed = [
                named.without if named else one
                for named, one in zip(mentions, corrected, strict=True)
                if not (several and named and named.alone)
            ]
            read = read if unnamed == corrected else self._read_as(questions, unnamed)
        return replace(read, mention=mention) if mention else read

    def _read_as(self, questions: Sequence[str], meant: Sequence[str]) -> Query:
        """Questions, read as they are `meant`: the only place where the encoder reads one."""
        # Each by itself: a follow-up has the same words whatever was written out before it.
        read = [topic_of(one) for one in meant] if len(meant) == 1 else meant
        written = " ".join(self._thesaurus.expand(one) or one for one in read)
        question = " ".join(questions)
        if self._tokenising is not None:
            vector, tokens = self._tokenising.read_query(written)
        else:
            vector, tokens = self._encoder.encode_queries([written])[0], None
        definition = self._definitions.asked(question)
        return Query(
            question,
            vector,
            # "Afkorting" and "betekenis" occur in no answer.
            self._lexical.read(definition.short if definition else " ".join(read)),
            self._probes.read(vector),
            definition,
            tokens=tokens,
        )

    def read_on(self, latest: Query, joined: Sequence[str]) -> Query:
        """A follow-up, read both by itself and `joined` to the question it depends on."""
        whole = self.read(*joined)
        tokens = whole.tokens
        if self._tokenising is not None and tokens is not None and latest.tokens is not None:
            tokens = of_latest(tokens, len(latest.tokens), self._tokenising.prompt_tokens)
        vector = _unit(_LATEST * latest.vector + (1 - _LATEST) * whole.vector)
        asked = {word.term for word in latest.words}
        return replace(
            whole,
            vector=vector,
            tokens=tokens,
            words=tuple(
                word if word.term in asked else replace(word, idf=word.idf * _EARLIER_WORDS)
                for word in whole.words
            ),
            reading=self._probes.read(vector),
            latest=latest.text,
        )


def _unit(vector: Vectors) -> Vectors:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)
