"""Haystack: text embedder and in-memory retriever in a pipeline, as its tutorial has it."""

import json
import sys
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from protocol import answer_lines, set_threads

try:
    from haystack.components.embedders import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )
except ImportError:
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )

texts, model = json.loads(Path(sys.argv[1]).read_text("utf-8")), sys.argv[2]
store = InMemoryDocumentStore(embedding_similarity_function="cosine")
documents = SentenceTransformersDocumentEmbedder(
    model=model, prefix="passage: ", progress_bar=False
)
documents.warm_up()
store.write_documents(documents.run([Document(content=text) for text in texts])["documents"])
pipeline = Pipeline()
embedder = SentenceTransformersTextEmbedder(model=model, prefix="query: ", progress_bar=False)
pipeline.add_component("embedder", embedder)
pipeline.add_component("retriever", InMemoryEmbeddingRetriever(store, top_k=6))
pipeline.connect("embedder.embedding", "retriever.query_embedding")
pipeline.warm_up()
set_threads()


def ask(question: str) -> tuple[float, str]:
    """The best document."""
    best = pipeline.run({"embedder": {"text": question}})["retriever"]["documents"][0]
    return best.score, best.content


answer_lines(ask)
