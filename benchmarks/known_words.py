"""Write index/data/known-words.npy: which words are words, so that others may be slips.

    pip install wordfreq
    python -m benchmarks.known_words

Word frequencies are those of wordfreq (Speer, 2022; its data is under CC BY-SA 4.0). Of each word a
fingerprint of four bytes is kept and nothing else.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from index.spelling import KNOWN_WORDS, fingerprint
from index.words import fold

# What visitors write in most; a question in another language is rarely near to a Dutch word.
LANGUAGES = ("nl", "en", "de", "fr")
# Once in three million words: rarer ones are mostly names and slips themselves.
RAREST = 3e-7


def main() -> None:
    """Fingerprint every word that is frequent enough."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    from wordfreq import get_frequency_dict

    words = {
        fold(word)
        for language in LANGUAGES
        for word, share in get_frequency_dict(language, wordlist="large").items()
        if share >= RAREST and fold(word)
    }
    fingerprints = np.unique(np.array([fingerprint(word) for word in words], np.uint32))
    np.save(Path(__file__).parents[1] / "index/data" / KNOWN_WORDS, fingerprints)


if __name__ == "__main__":
    main()
