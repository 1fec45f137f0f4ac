"""The composition root: which encoder, index, ranker and calibration make a bot."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from bot.abstain import Calibration
from bot.answer import Bot
from bot.conversation.anaphora import names_subject
from bot.links import SearchedPage, deep_link
from bot.reply import Versions
from bot.smalltalk.intents import load_intents
from bot.smalltalk.small_talk import SmallTalk
from index.aliases import load_synonyms
from index.close_reading import CloseReading
from index.encoder_cached import CachedEncoder
from index.encoder_choice import open_encoder
from index.errors import CorruptIndexError, StaleIndexError
from index.leaning import Leaning
from index.milvus_address import Address
from index.parse import parse_folder
from index.probes import Probes
from index.ranker import Ranker
from index.reader import Reader
from index.search import Searcher
from index.speakers import Speakers
from index.store import build_index as write_index
from index.store import load_index, open_index
from index.twins import twins_among
from index.versions import Published, published

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.settings import Settings
    from index.aliases import Alias
    from index.encoder import Encoder
    from index.interview import Interview, Span
    from index.progress import Progress, Say
    from index.store import Built, Index
    from index.store_milvus import Milvus


# With a model that the calibration was not fitted with, confidence is a guess: ask for more.
UNCALIBRATED_THRESHOLD = 0.6
# Vectors of the texts that every start needs: the probes, the examples of small talk.
FIXED_TEXTS = "fixed-texts.npz"


class Workshop:
    """Makes bots of the same settings, again and again, around one encoder.

    `encoder` is the one of these settings, where it is at hand; else it is opened once needed.
    """

    def __init__(self, settings: Settings, say: Say, encoder: Encoder | None = None) -> None:
        self._settings = settings
        self._say = say
        self._opened = encoder

    @cached_property
    def _encoder(self) -> Encoder:
        return self._opened or encoder_for(self._settings, self._say)

    @cached_property
    def _calibration(self) -> Calibration:
        return Calibration.load()

    @cached_property
    def _milvus(self) -> Milvus | None:
        if self._settings.store is None:
            return None
        from index.store_milvus import Milvus

        return Milvus(Address.parse(self._settings.store.get_secret_value()))

    def build(self, progress: Progress) -> Bot:
        """A bot over the content folder as it is, its index built or updated first.

        Raises:
            CitaatError: content, model, cache or index; the message says what to do.
        """
        return self.build_each(progress, {"citaat": Ranker.load()})["citaat"]

    def build_each(self, progress: Progress, rankers: Mapping[str, Ranker]) -> dict[str, Bot]:
        """Bots over one index that differ in their ranker alone.

        Raises:
            CitaatError: as for `build`.
        """
        interviews = parse_folder(self._settings.content)
        synonyms = load_synonyms(self._settings.content)
        encoder = self._encoder
        index = self._open(interviews, progress)
        if not is_calibrated(self._calibration, encoder, index):
            chosen = self._settings.threshold
            self._say(
                f"Confidence was calibrated for {self._calibration.model} (index schema "
                f"{self._calibration.index_schema}), not for {encoder.name} "
                f"({index.manifest.schema_version}), so it is a guess: answering only from "
                f"{UNCALIBRATED_THRESHOLD if chosen is None else chosen} on."
            )
        return self._assemble(index, rankers, synonyms)

    def load(self) -> Bot:
        """A bot over the index that another process built; nothing is written.

        Raises:
            CitaatError: as for `build`; also when the index is of other content.
        """
        interviews = parse_folder(self._settings.content)
        synonyms = load_synonyms(self._settings.content)
        if self._milvus is not None:
            index = self._milvus.load(interviews, self._encoder)
        else:
            index = load_index(interviews, self._encoder, self._settings.index_folder)
        return self._assemble(index, {"citaat": Ranker.load()}, synonyms)["citaat"]

    def published(self) -> Published | None:
        """What was published last; None when that cannot be told."""
        if self._milvus is not None:
            return self._milvus.published()
        return published(self._settings.index_folder)

    def write(self, progress: Progress) -> Built:
        """Build or update the index, in Milvus too.

        Raises:
            CitaatError: as for `build`.
        """
        interviews = parse_folder(self._settings.content)
        # They are no part of the index, but a server that it is built for could not start.
        load_synonyms(self._settings.content)
        self._tell_of_twins(interviews)
        # Embedding a library takes minutes: first whether there is something to publish it in.
        milvus, folder = self._milvus, self._settings.index_folder
        built = write_index(interviews, self._encoder, folder, progress)
        if milvus is not None:
            moved = milvus.publish(load_index(interviews, self._encoder, folder))
            built = replace(built, published=moved)
        return built

    def _tell_of_twins(self, interviews: Sequence[Interview]) -> None:
        """Once, for who never runs `citaat check` and sees no answers."""
        for twins in islice(twins_among(interviews), 1):
            self._say(
                f"{twins.one.file} and {twins.again.file} hold much the same, which makes every "
                "answer of both less sure. Remove one of them; `citaat check` names all such files."
            )

    def _open(self, interviews: Sequence[Interview], progress: Progress) -> Index:
        folder, encoder = self._settings.index_folder, self._encoder

        def say_why(message: str) -> None:
            self._say(message)
            # Not at each start: a library of a thousand takes two seconds to compare.
            self._tell_of_twins(interviews)

        if self._milvus is None:
            return open_index(interviews, encoder, folder, progress, say_why)
        try:
            return self._milvus.load(interviews, encoder)
        except (StaleIndexError, CorruptIndexError) as error:
            self._say(f"{error.message} It is published now.")
            self._milvus.publish(open_index(interviews, encoder, folder, progress, say_why))
            return self._milvus.load(interviews, encoder)

    def _assemble(
        self, index: Index, rankers: Mapping[str, Ranker], synonyms: Sequence[Alias]
    ) -> dict[str, Bot]:
        # The reader's products are small: a question is faster on one core, and many questions at
        # once then have a core each instead of waiting for one another's threads.
        threadpool_limits(1, user_api="blas")
        fixed = CachedEncoder(self._encoder, self._settings.cache / FIXED_TEXTS)
        bots = {
            name: assemble(
                index,
                self._encoder,
                self._calibration,
                ranker,
                synonyms=synonyms,
                fixed=fixed,
                threshold=self._settings.threshold,
                public_url=self._settings.public_url or "",
            )
            for name, ranker in rankers.items()
        }
        # Without it the next start is half a second slower, nothing else.
        with contextlib.suppress(OSError):
            fixed.save()
        return bots


def build_bot(
    settings: Settings, say: Say, progress: Progress, encoder: Encoder | None = None
) -> Bot:
    """A bot over the content folder, its index built or updated first.

    `encoder` is as for `Workshop`.

    Raises:
        CitaatError: content, model, cache or index; the message says what to do.
    """
    return Workshop(settings, say, encoder).build(progress)


def assemble(  # noqa: PLR0913 - the composition root hands everything on
    index: Index,
    encoder: Encoder,
    calibration: Calibration,
    ranker: Ranker,
    *,
    synonyms: Sequence[Alias] = (),
    fixed: Encoder | None = None,
    threshold: float | None = None,
    public_url: str = "",
) -> Bot:
    """A bot over an index that is at hand; a threshold of None is the calibrated one.

    `fixed` is the same encoder for texts that are the same at every start.
    """
    fixed = fixed or encoder
    calibrated = is_calibrated(calibration, encoder, index)
    if threshold is None:
        threshold = calibration.threshold if calibrated else UNCALIBRATED_THRESHOLD
    # Another model's vectors say nothing to what tells general questions.
    general = calibration.general if calibrated else None
    calibration = replace(calibration, threshold=threshold, general=general)

    leaning = Leaning.load()
    probes = Probes(fixed, leaning if leaning.model == encoder.name else None)
    smalltalk = SmallTalk(load_intents(), fixed)
    reader, shortlist = Reader.load(), Ranker.shortlist()
    versions = Versions(index=index.manifest.version, model=f"{encoder.name}@{encoder.revision}")

    def link(page: SearchedPage, span: Span) -> str:
        return deep_link(page, span, public_url)

    def bot_of(part: Index) -> Bot:
        reading = CloseReading.of(part, reader, shortlist)
        speakers = Speakers(part.interviews, names_subject)
        return Bot(
            part.interviews,
            Searcher(part, encoder, ranker, synonyms, probes, reading, speakers=speakers),
            smalltalk,
            calibration,
            versions=versions,
            link=link,
            of_one=lambda interview: bot_of(part.of_one(interview)),
        )

    return bot_of(index)


def is_calibrated(calibration: Calibration, encoder: Encoder, index: Index) -> bool:
    """Whether confidence was fitted with this model and this way of indexing."""
    return calibration.holds_for(encoder.name, index.manifest.schema_version)


def encoder_for(settings: Settings, say: Say) -> Encoder:
    """The encoder that the settings ask for."""
    return open_encoder(settings.model, settings.cache, say)
