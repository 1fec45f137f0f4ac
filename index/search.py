"""Query → ranked hits, with separate signals that later steps can weigh and explain."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from index.abbreviations import learn_aliases
from index.ages import Ages
from index.aliases import Thesaurus, expanded_sentences
from index.bearers import Bearers, asks_bearer
from index.candidates import INTERVIEWS, candidates_of
from index.columns import COLUMN, ByName
from index.definitions import Definitions
from index.discourse import GOING_ON, NEARNESS, nearness
from index.fusion import top_rows
from index.hits import Hit, Query, Ranking
from index.interview import is_question
from index.lexical import LexicalIndex
from index.persons import Persons, asks_who
from index.probes import Probes
from index.queries import Queries
from index.rows import Rows
from index.signals import Evidence, Ground, Structure, evidence
from index.units import Level, heading_of, lead_of
from index.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from index.aliases import Alias
    from index.close_reading import CloseReading
    from index.encoder import Encoder
    from index.interview import Interview
    from index.ranker import Ranker
    from index.rows import Place
    from index.speakers import Speakers
    from index.store import Index

_Told = TypeVar("_Told")

# Sets of interviews for which everything that does not depend on the question is kept.
_GROUNDS = 16
# Blocks of which it is known what question is above them, about 200 bytes each.
_QUESTIONS = 4096
# The signals that tell how near an interview is.
_CLOSENESS = [COLUMN[name] for name in ("best_passage", "best_block", "interview")]
# What is added to the score of a sentence that tells the age or the person that is asked for: no
# other does.
_TOLD = np.float32(10.0)
# How many interviews may well be about the same subject, the nearest included.
_RELATED = 4


class Searcher:
    """Ranks the sentences of an index for a question."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        ranker: Ranker,
        synonyms: Sequence[Alias] = (),
        probes: Probes | None = None,
        reading: CloseReading | None = None,
        *,
        speakers: Speakers | None = None,
    ) -> None:
        """`reading` must be of the same index; without it, the reader's signal stays zero.

        `speakers` knows who speaks in it; without it, their names are read as any word is.
        """
        self._index = index
        self._ranker = ranker
        self._reading = reading
        self.rows = Rows(index.interviews, index.layout)
        learned = [learn_aliases(interview) for interview in index.interviews]
        self.thesaurus = Thesaurus(
            (alias for aliases in learned for alias in aliases),
            synonyms,
            "\n".join(interview.text for interview in index.interviews),
        )
        self._lexical = LexicalIndex(
            expanded_sentences(index.interviews, learned, synonyms),
            _headings(index.interviews),
            index.layout.interview_of_sentence,
            encoder.log_probability,
        )
        self._queries = Queries(
            encoder,
            self._lexical,
            self.thesaurus,
            Definitions(self.thesaurus, self._using(self.rows.with_neighbours)),
            probes or Probes(encoder),
            speakers,
        )
        self._ages = Ages(index.interviews)
        self._persons = Persons(index.interviews, self._using(self.rows.told))
        self._bearers = Bearers(index.interviews, self._using(self.rows.told))
        self._candidates = candidates_of(index, self._lexical)
        self._structure = Structure(index.interviews, self._lexical.lengths)
        # In a small library every question looks at the same sentences.
        self._ground = lru_cache(_GROUNDS)(self._ground_of)
        self._question_above = lru_cache(_QUESTIONS)(self._question_above_block)

    def read(self, *questions: str) -> Query:
        """A question made ready for a search; several are read as one text."""
        return self._queries.read(*questions)

    def read_on(self, latest: Query, joined: Sequence[str]) -> Query:
        """A follow-up, read both by itself and `joined` to the question it depends on."""
        return self._queries.read_on(latest, joined)

    def renamed(self, question: str, earlier: str) -> str | None:
        """The earlier question, asked of who is named in a later one, if that says no more."""
        return self._queries.renamed(question, earlier)

    def search(self, query: Query, k: int) -> Ranking:
        """The k best sentences for a question, best first; fewer if there are fewer."""
        return self.rank(self.evidence(query), self._ranker, k, query.under)

    def rank(
        self, found: Evidence, ranker: Ranker, k: int, under: Sequence[tuple[str, int]] = ()
    ) -> Ranking:
        """The k best sentences according to a ranker, best first; only those of `under`, if any."""
        scores = ranker.scores(found.matrix) + found.added
        mass = ranker.mass(scores)
        layout = self._index.layout
        if under:
            only = np.isin(layout.block_of_sentence[found.rows], self.rows.of_blocks(under))
            among = np.flatnonzero(only)
            best = among[top_rows(scores[among], k)]
        else:
            best = top_rows(scores, k)
        rows = found.rows[best]
        blocks = layout.block_of_sentence[rows]
        interviews = layout.interview_of_block[blocks]
        # Whole arrays become lists at once; one number at a time takes five times as long.
        columns = zip(
            interviews.tolist(),
            (blocks - layout.first_block[interviews]).tolist(),
            (rows - layout.first_sentence[blocks]).tolist(),
            scores[best].tolist(),
            mass[best].tolist(),
            found.matrix[best].tolist(),
            found.presence.T[best].tolist(),
            found.heading_presence.T[best].tolist(),
            strict=True,
        )
        hits = tuple(
            Hit(
                interview=self._index.interviews[interview],
                block=block,
                sentence=sentence,
                score=score,
                mass=share,
                signals=ByName(signals),
                here=here,
                above=above,
            )
            for interview, block, sentence, score, share, signals, here, above in columns
        )
        owners = layout.interview_of_sentence[found.rows[found.starts]].tolist()
        shares = np.add.reduceat(mass, found.starts).tolist()
        nearest = np.maximum(found.presence, found.heading_presence).max(axis=1, initial=0.0)
        return Ranking(
            hits=hits,
            apart=_apart(found.matrix[found.starts]) if len(owners) >= INTERVIEWS else None,
            shares={
                self._index.interviews[owner].id: share
                for owner, share in zip(owners, shares, strict=True)
            },
            answered=found.answered,
            nearest=tuple(nearest.tolist()),
            sentences=len(found.rows),
        )

    def nearest_questions(self, query: Query, k: int, of: str = "") -> tuple[str, ...]:
        """The k distinct questions nearest to this one, nearest first: of all, or of one interview.

        `of` is the id of that interview.
        """
        store, layout = self._index.stores[Level.HEADING], self._index.layout
        if of:
            blocks = layout.rows_of_interview(Level.HEADING, self.rows.number_of[of])
            rows = np.arange(blocks.start, blocks.stop)
            cosines = store.vectors(rows) @ query.vector
            nearest = np.argsort(-cosines, kind="stable")
            cosines, rows = cosines[nearest], rows[nearest]
        else:
            cosines, rows = store.search(query.vector, 4 * k)
        # Blocks without a heading have a vector of zeros.
        headed = rows[cosines > 0].tolist()
        found = dict.fromkeys(filter(None, map(self._question_above, headed)))
        return tuple(found)[:k]

    def _question_above_block(self, row: int) -> str:
        """The question above a block; "" where there is none: a section title asks nothing."""
        number = int(self._index.layout.interview_of_block[row])
        block = row - int(self._index.layout.first_block[number])
        heading = heading_of(self._index.interviews[number], block)
        return heading if is_question(heading) else ""

    def evidence(self, query: Query) -> Evidence:
        """Every signal of every sentence of the nearest interviews, and of those that must be."""
        keywords = self._lexical.interview_scores(query.words)
        nearest = self._candidates.nearest(query.vector, query.words, keywords)
        at_hand = self.rows.number_of.get(query.at_hand)
        told_at = self._told_at(query)
        places = (*query.under, *((name, block) for name, block, _ in told_at))
        needed = [self.rows.number_of[name] for name, _ in places]
        if at_hand is not None:
            needed.append(at_hand)
        if needed:
            nearest = np.union1d(nearest, needed)
        ground = self._ground(tuple(nearest.tolist()), query.unheard)
        told = self._telling(query, told_at, ground.rows)
        found = evidence(
            ground,
            query,
            stores=self._index.stores,
            lexical=self._lexical,
            keywords=keywords,
            telling=told,
            near=self._near(ground, query),
        )
        if told_at:
            found = replace(found, added=_TOLD * told)
        if at_hand is not None:
            stays = np.float32(query.stays) * (ground.interview_of == at_hand)
            found = replace(found, added=found.added + stays)
        if self._reading is None or query.tokens is None:
            return found
        return self._reading.read(query.tokens, found)

    def told_of(self, question: str, at_hand: str = "") -> frozenset[Place]:
        """Where it stands who somebody is, if a question asks for that and a text says so.

        `at_hand` is the id of the interview that the conversation is about.
        """
        if not (asks_who(question) or asks_bearer(question)):
            return frozenset()
        meant = self._lexical.corrected(question)
        return self._persons.asked(meant, at_hand) or self._bearers.asked(meant, at_hand)

    @property
    def interviews(self) -> tuple[Interview, ...]:
        """The library that is searched."""
        return self._index.interviews

    def holds(self, word: str) -> bool:
        """Whether a word occurs in the library, in this form."""
        return self._lexical.holds(word)

    def _told_at(self, query: Query) -> frozenset[Place]:
        """Where the age stands that is asked for, or who somebody is."""
        if query.told:
            return query.told
        asked = query.latest or query.text
        ages = self._ages.asked(asked, query.text if query.latest else "", query.at_hand)
        return ages or self.told_of(asked, query.at_hand)

    def _telling(
        self, query: Query, told_at: Collection[Place], rows: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Which rows write out the abbreviation that is asked for, or tell what else is asked."""
        if query.definition and query.definition.longs:
            return self._introducing(rows, query.definition.longs)
        return self.rows.are(told_at, rows) if told_at else np.zeros(len(rows), np.float32)

    def _using(self, read: Callable[[int], _Told]) -> Callable[[str], Iterator[_Told]]:
        """What is read of the sentences that hold a word, in their order."""
        return lambda term: (read(row) for row in self._lexical.rows_of(term).tolist())

    def _introducing(self, rows: NDArray[np.int64], longs: Sequence[str]) -> NDArray[np.float32]:
        """Which rows write out the abbreviation that is asked for, in any of these ways."""
        longs = [fold(long) for long in longs]
        return np.array(
            [any(long in fold(self.rows.text(int(row))) for long in longs) for row in rows],
            np.float32,
        )

    def _near(self, ground: Ground, query: Query) -> NDArray[np.float32]:
        """How near each row is to what was quoted last; its interview may not be among them."""
        near = np.zeros((len(ground.rows), len(NEARNESS) + len(GOING_ON)), np.float32)
        quoted = query.quoted
        if quoted is not None and quoted.interview in self.rows.number_of:
            number = self.rows.number_of[quoted.interview]
            own = ground.interview_of == number
            columns = np.s_[: len(NEARNESS)] if query.latest else np.s_[len(NEARNESS) :]
            if own.any():
                start = self._index.layout.rows_of_interview(Level.SENTENCE, number).start
                places = ground.rows[own] - start
                near[own, columns] = nearness(self.interviews[number], quoted.span)[places]
        return near

    def _ground_of(
        self, interviews: tuple[int, ...], unheard: frozenset[tuple[str, int]]
    ) -> Ground:
        """What does not depend on the question, for these interviews without some blocks."""
        layout = self._index.layout
        ranges = [layout.rows_of_interview(Level.SENTENCE, interview) for interview in interviews]
        rows = np.concatenate([np.arange(rows.start, rows.stop) for rows in ranges])
        if unheard:
            rows = rows[~np.isin(layout.block_of_sentence[rows], self.rows.of_blocks(unheard))]
        return self._structure.ground(rows, layout, self._index.stores[Level.BLOCK])


def _apart(interviews: NDArray[np.float32]) -> float:
    """How far the nearest interview is ahead, from the signals of one sentence of each."""
    closeness = np.sort(interviews[:, _CLOSENESS].sum(axis=1))[::-1]
    return float(closeness[0] - closeness[_RELATED:].mean())


def _headings(interviews: Sequence[Interview]) -> Iterator[str]:
    for interview in interviews:
        for number, block in enumerate(interview.blocks):
            above = lead_of(interview, number)
            for _ in block.sentences:
                yield above
