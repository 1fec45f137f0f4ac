"""txtai: an Embeddings database over the texts."""

import json
import sys
from pathlib import Path

from protocol import answer_lines, set_threads
from txtai import Embeddings

texts, model = json.loads(Path(sys.argv[1]).read_text("utf-8")), sys.argv[2]
embeddings = Embeddings(
    path=model, content=True, instructions={"query": "query: ", "data": "passage: "}
)
embeddings.index(texts)
set_threads()


def ask(question: str) -> tuple[float, str]:
    """The best text."""
    best = embeddings.search(question, 6)[0]
    return best["score"], best["text"]


answer_lines(ask)
