"""Citaat behind the rivals' protocol; CITAAT_MODEL makes it run on torch."""

from benchmarks.rivals.protocol import answer_lines, set_threads
from bot.bootstrap import build_bot
from bot.settings import Settings


def main() -> None:
    """Answer lines."""
    settings = Settings.of()
    if settings.model is not None:
        set_threads()
    bot = build_bot(settings, lambda _: None, lambda _done, _all: None)

    def ask(question: str) -> tuple[float, str]:
        reply = bot.ask(question)
        return reply.confidence, reply.quote.text if reply.quote else ""

    answer_lines(ask)


if __name__ == "__main__":
    main()
