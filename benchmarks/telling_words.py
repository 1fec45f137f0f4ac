"""Write bot/data/telling-words.npz: which words tell the language that a question is in.

    pip install wordfreq
    python -m benchmarks.telling_words

Word frequencies are those of wordfreq (Speer, 2022; its data is under CC BY-SA 4.0). Of each word a
fingerprint of four bytes is kept, and of which language it is.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from heapq import nlargest
from pathlib import Path

import numpy as np

from bot.telling_words import TELLING_WORDS
from index.spelling import fingerprint
from index.words import fold

# Those whose closed-class words `bot/language.py` knows.
LANGUAGES = ("nl", "en", "de", "fr", "es", "tr", "pl")
# Once in half a million words; a word must be so many times as frequent as in the other languages.
RAREST, LEAD = 2e-6, 10
# A word that is in no list of a language is taken to be this frequent there.
UNSEEN = 1e-8
MOST = 12_000


def main() -> None:
    """Fingerprint the most frequent words that tell each language."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    from wordfreq import available_languages, get_frequency_dict

    large = available_languages("large")
    shares: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for language in LANGUAGES:
        size = "large" if language in large else "best"
        for word, share in get_frequency_dict(language, wordlist=size).items():
            if word.isalpha() and len(word) > 1:
                shares[fold(word)][language] += share
    telling: dict[str, dict[str, float]] = defaultdict(dict)
    for word, by_language in shares.items():
        language = max(by_language, key=by_language.__getitem__)
        share = by_language.pop(language)
        if share >= max(RAREST, LEAD * max(by_language.values(), default=0.0), LEAD * UNSEEN):
            telling[language][word] = share
    kept = {
        language: np.sort(
            np.array(
                [fingerprint(word) for word in nlargest(MOST, words, key=words.__getitem__)],
                np.uint32,
            )
        )
        for language, words in ((code, telling[code]) for code in LANGUAGES)
    }
    np.savez(Path(__file__).parents[1] / "bot/data" / TELLING_WORDS, **kept)


if __name__ == "__main__":
    main()
