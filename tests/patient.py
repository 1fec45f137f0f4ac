"""How long tests wait for a server, a page or a thread, and what they ask a server with.

How long something takes says more about what else the machine does, so no test may fail of it, nor
wait forever for what hangs. `httpx` and Gradio's client give up after five seconds by default;
`ruff` forbids the bare functions elsewhere (`pyproject.toml`).
"""

from __future__ import annotations

from functools import partial

import httpx
from gradio_client import Client as GradioClient

PATIENCE = 60.0  # seconds

get = partial(httpx.get, timeout=PATIENCE)
head = partial(httpx.head, timeout=PATIENCE)
options = partial(httpx.options, timeout=PATIENCE)
post = partial(httpx.post, timeout=PATIENCE)
request = partial(httpx.request, timeout=PATIENCE)
stream = partial(httpx.stream, timeout=PATIENCE)
client = partial(httpx.Client, timeout=PATIENCE)
gradio_client = partial(GradioClient, verbose=False, httpx_kwargs={"timeout": PATIENCE})
