"""Case + reply → outcome: what came back, and whether it was right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.evaluation.cases import SMALL_TALK, Case, MarkedPage, Words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.evaluation.systems import System
    from bot.reply import Quote, Reply, Source
    from index.progress import Progress


# A quotation that answers by holding half the page is no quotation. The judge does not follow what
# the product promises.
MAX_SENTENCES = 3
MAX_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, its reply, and the verdict.

    `quote_right` is of the best candidate, whatever the threshold; None where the case does
    not say which words answer. `right` is of the reply as given: the right quotation, or
    silence where there is no answer; None where unknown. `rank` is one-based, of the right
    page among the sources; None when it is not among them or there is no such page.
    `offer_right`: one of the candidates that an abstention offers answers; None where none is
    offered, or it is not known which words answer.
    """

    label: str
    kind: str
    question: str
    history: tuple[str, ...]
    answerable: bool
    reply: str
    quote: str | None
    source: str | None
    confidence: float
    quote_right: bool | None
    right: bool | None
    ranked: bool
    rank: int | None
    offer_right: bool | None = None

    @property
    def answered(self) -> bool:
        """Whether a quotation was given as the answer."""
        return self.reply == "answer"


def score(
    cases: Sequence[Case], system: System, indexed: Collection[str], progress: Progress
) -> tuple[Outcome, ...]:
    """Ask every case and judge its reply; `indexed` are the ids of the pages in the index.

    Raises:
        CitaatError: the system cannot answer at all.
    """
    outcomes = []
    for done, case in enumerate(cases, 1):
        outcomes.append(judge(case, system, indexed))
        progress(done, len(cases))
    return tuple(outcomes)


def judge(case: Case, system: System, indexed: Collection[str]) -> Outcome:
    """The outcome of one case."""
    reply = system.ask(case.question, case.history, case.interview)
    quote, source = best_candidate(reply)
    match case.target:
        case Words(any_of):
            answerable, kind = bool(any_of), case.kind
        case MarkedPage() as page:
            answerable = page.id in indexed
            kind = "page indexed" if answerable else "page left out"
    quote_right = _answers(quote, source, case, answerable=answerable)
    on_page = answerable and isinstance(case.target, MarkedPage)
    return Outcome(
        label=case.label,
        kind=kind,
        question=case.question,
        history=case.history,
        answerable=answerable,
        reply=reply.kind,
        quote=quote.text if quote else None,
        source=source.id if source else None,
        confidence=reply.confidence,
        quote_right=quote_right,
        right=_right(case.kind, reply, answerable=answerable, quote_right=quote_right),
        ranked=on_page,
        rank=_rank(case, reply, system) if on_page else None,
        offer_right=_offer_right(reply, case, answerable=answerable),
    )


def _answers(
    quote: Quote | None, source: Source | None, case: Case, *, answerable: bool
) -> bool | None:
    """Whether a quotation answers; None where the case does not say which words do."""
    if not answerable:
        return False
    match case.target:
        case Words(any_of):
            right: bool | None = quote is not None and any(words in quote.text for words in any_of)
        case MarkedPage() as page:
            right = _holds(quote, source, page)
    return _brief(quote) if right else right


def _offer_right(reply: Reply, case: Case, *, answerable: bool) -> bool | None:
    verdicts = [
        _answers(offer.quote, offer.source, case, answerable=answerable) for offer in reply.offered
    ]
    return None if not verdicts or None in verdicts else any(verdicts)


def best_candidate(reply: Reply) -> tuple[Quote | None, Source | None]:
    """The best candidate: the answer or, when abstaining, what came nearest."""
    if reply.quote is not None:
        return reply.quote, reply.source
    if reply.alternatives:
        return reply.alternatives[0].quote, reply.alternatives[0].source
    return None, None


def _holds(quote: Quote | None, source: Source | None, page: MarkedPage) -> bool | None:
    if page.span is None:
        return None
    if quote is None or source is None or source.id != page.id:
        return False
    return page.span in quote.span


def _brief(quote: Quote | None) -> bool:
    """Whether a quotation keeps to `MAX_SENTENCES` or `MAX_CHARACTERS`, whichever is more."""
    if quote is None or len(quote.span) <= MAX_CHARACTERS:
        return True
    held = sum(
        sentence.span in quote.span
        for block in quote.interview.blocks
        for sentence in block.sentences
    )
    return held <= MAX_SENTENCES


def _right(kind: str, reply: Reply, *, answerable: bool, quote_right: bool | None) -> bool | None:
    if not answerable:
        return reply.kind == "abstain" or (reply.kind == "smalltalk" and kind == SMALL_TALK)
    return quote_right if reply.kind == "answer" else False


def _rank(case: Case, reply: Reply, system: System) -> int | None:
    """One-based place of the case's page among the sources, each counted once."""
    if system.rank is not None:
        sources = tuple(system.rank(case.question))
    else:
        first = (reply.source.id,) if reply.source else ()
        sources = (*first, *(alternative.source.id for alternative in reply.alternatives))
    distinct = tuple(dict.fromkeys(sources))
    return distinct.index(case.label) + 1 if case.label in distinct else None
