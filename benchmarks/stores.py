"""Compare FAISS with Milvus: `python -m benchmarks.stores --store ADDRESS [--pages FILE]`.

The same questions to three bots over the same vectors, in turn: FAISS, Milvus that serves
vectors alone, and Milvus that also names the candidates by hybrid search. The database is
overwritten; a Milvus Lite on this machine does: `python -m milvus_lite server`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.scale.memory import own_mb
from benchmarks.training import policyqa, training_interviews
from bot.abstain import Calibration
from bot.bootstrap import assemble, encoder_for
from bot.settings import Settings
from index.aliases import load_synonyms
from index.milvus_address import Address
from index.ranker import Ranker
from index.search import Searcher
from index.store import build_index, load_index
from index.store_milvus import Milvus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.interview import Interview
    from index.store import Index

_MEMORY_QUESTIONS = 20


@dataclass(frozen=True, slots=True)
class Library:
    """Interviews, and questions each with the number of the interview that answers."""

    interviews: tuple[Interview, ...]
    questions: tuple[tuple[str, int], ...]


def main() -> None:
    """Print how far candidates and replies agree, and what they cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", required=True, help="Milvus to overwrite")
    parser.add_argument("--pages", type=Path, help="questions with pages, to make a large library")
    parser.add_argument("--limit", type=int, help="how many pages")
    parser.add_argument("--every", type=int, default=1, help="ask one of so many questions")
    parser.add_argument("--index", type=Path, required=True, help="folder for the index")
    chosen = parser.parse_args()
    library = _library(chosen.pages, chosen.limit)
    asked = library.questions[:: chosen.every]
    settings = Settings.of()
    encoder = encoder_for(settings, _say)
    build_index(library.interviews, encoder, chosen.index, lambda *_: None)
    here = load_index(library.interviews, encoder, chosen.index)
    with closing(Milvus(Address.parse(chosen.store))) as milvus:
        milvus.publish(here)
        there = milvus.load(library.interviews, encoder)
        modes = {"faiss": here, "vectors": replace(there, hybrid=None), "hybrid": there}
        _candidates(modes, asked, settings)
        _replies(modes, [question for question, _ in asked], settings)
    for mode in ("faiss", "hybrid"):
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            used = pool.submit(_memory, mode, chosen, [question for question, _ in asked]).result()
        print(f"{mode}: {used:.0f} MB of its own")


def _library(pages: Path | None, limit: int | None) -> Library:
    interviews: list[Interview] = []
    questions: list[tuple[str, int]] = []
    for _, interview, labelled in training_interviews(Settings.of().content):
        questions += [(one.text, len(interviews)) for one in labelled if one.answerable]
        interviews.append(interview)
    if pages is not None:
        articles, about = policyqa(pages, "natural")
        first = len(interviews)
        interviews += articles[:limit]
        questions += [(one.text, first + one.gold) for one in about[:limit]]
    return Library(tuple(interviews), tuple(questions))


def _candidates(
    modes: dict[str, Index], asked: Sequence[tuple[str, int]], settings: Settings
) -> None:
    encoder = encoder_for(settings, _say)
    aliases = load_synonyms(settings.content)
    found: dict[str, list[set[int]]] = {}
    for mode, index in modes.items():
        searcher = Searcher(index, encoder, Ranker.load(), aliases)
        owner = index.layout.interview_of_sentence
        found[mode] = [
            set(owner[searcher.evidence(searcher.read(question)).rows].tolist())
            for question, _ in asked
        ]
    for mode, sets in found.items():
        shared = [len(a & b) / len(b) for a, b in zip(sets, found["faiss"], strict=True)]
        gold = [number in one for one, (_, number) in zip(sets, asked, strict=True)]
        print(
            f"{mode}: {np.mean(shared):.3f} of the candidates of FAISS, at least "
            f"{min(shared):.2f}; the interview that answers in {sum(gold)} of {len(gold)}"
        )


def _replies(modes: dict[str, Index], asked: Sequence[str], settings: Settings) -> None:
    encoder, calibration = encoder_for(settings, _say), Calibration.load()
    aliases = load_synonyms(settings.content)
    bots = {
        mode: assemble(index, encoder, calibration, Ranker.load(), synonyms=aliases)
        for mode, index in modes.items()
    }
    times: dict[str, list[float]] = {mode: [] for mode in bots}
    replies: dict[str, list[dict[str, object]]] = {mode: [] for mode in bots}
    for question in asked:
        for mode, bot in bots.items():
            start = time.perf_counter()
            reply = bot.ask(question)
            times[mode].append(time.perf_counter() - start)
            replies[mode].append(reply.as_json())
    for mode in bots:
        pairs = list(zip(replies[mode], replies["faiss"], strict=True))
        differ = sorted({name for a, b in pairs for name in a if a[name] != b[name]})
        same = sum(a == b for a, b in pairs)
        said = sum((a["kind"], a["quote"]) == (b["kind"], b["quote"]) for a, b in pairs)
        sure = [abs(float(str(a["confidence"])) - float(str(b["confidence"]))) for a, b in pairs]
        for question, (a, b) in zip(asked, pairs, strict=True):
            if (a["kind"], a["quote"]) != (b["kind"], b["quote"]):
                print(f"  {mode} says something else: {question}")
        middle = float(np.median(times[mode]))
        print(
            f"{mode}: {same} of {len(pairs)} replies equal, {said} with the same kind and "
            f"quotation, confidence differs by {max(sure):.3f} at most ({', '.join(differ)}); "
            f"p50 {middle * 1e3:.1f} ms, {middle / float(np.median(times['faiss'])):.2f} × FAISS"
        )


def _memory(mode: str, chosen: argparse.Namespace, asked: Sequence[str]) -> float:
    library = _library(chosen.pages, chosen.limit)
    settings = Settings.of()
    encoder = encoder_for(settings, _say)
    if mode == "faiss":
        index = load_index(library.interviews, encoder, chosen.index)
    else:
        index = Milvus(Address.parse(chosen.store)).load(library.interviews, encoder)
    bot = assemble(index, encoder, Calibration.load(), Ranker.load())
    for question in asked[:_MEMORY_QUESTIONS]:
        bot.ask(question)
    return own_mb()


def _say(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
