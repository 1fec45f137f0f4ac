"""The chat and its API in Gradio: `chat` is the page, `endpoints` what clients call."""
