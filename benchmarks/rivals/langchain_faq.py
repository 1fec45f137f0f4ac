"""LangChain: a FAISS vector store over sentence-transformers."""

import json
import sys
from pathlib import Path

from langchain_community.vectorstores import FAISS
from langchain_huggingface import HuggingFaceEmbeddings
from protocol import answer_lines, set_threads

texts, model = json.loads(Path(sys.argv[1]).read_text("utf-8")), sys.argv[2]
embeddings = HuggingFaceEmbeddings(
    model_name=model,
    encode_kwargs={"prompt": "passage: ", "normalize_embeddings": True},
    query_encode_kwargs={"prompt": "query: ", "normalize_embeddings": True},
)
store = FAISS.from_texts(texts, embeddings)
set_threads()


def ask(question: str) -> tuple[float, str]:
    """The best text, with its cosine (the store gives the squared distance)."""
    best, distance = store.similarity_search_with_score(question, k=6)[0]
    return 1 - float(distance) / 2, best.page_content


answer_lines(ask)
