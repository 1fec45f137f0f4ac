"""What tests ask a server with: `httpx` and Gradio's client, with one patience.

By default both give up after five seconds, and on a busy machine a reply may take longer. How long
it takes says nothing about the server then, so no test may fail of it, nor wait forever for a
server that hangs. `ruff` forbids the bare functions elsewhere (`pyproject.toml`).
"""

from __future__ import annotations

from functools import partial

import httpx
from gradio_client import Client as GradioClient

PATIENCE = 60.0  # seconds, between two pieces of an answer

get = partial(httpx.get, timeout=PATIENCE)
head = partial(httpx.head, timeout=PATIENCE)
options = partial(httpx.options, timeout=PATIENCE)
post = partial(httpx.post, timeout=PATIENCE)
request = partial(httpx.request, timeout=PATIENCE)
stream = partial(httpx.stream, timeout=PATIENCE)
client = partial(httpx.Client, timeout=PATIENCE)
gradio_client = partial(GradioClient, verbose=False, httpx_kwargs={"timeout": PATIENCE})
