"""The `citaat` command: results on standard output, everything else on standard error.

Exit status: 0 success, 2 bad input, 75 what may be over later (either way one clear line says
what to do), 130 interrupted.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from bot.cli.parser import build_parser
from bot.cli.streams import Streams
from bot.exit_status import BAD_INPUT, BROKEN_PIPE, INTERRUPTED, OK, TRY_LATER
from index.errors import (
    CacheError,
    CitaatError,
    ContentErrors,
    PortError,
    SettingsError,
    StoreUnavailableError,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from bot.cli.services import Services
    from bot.settings import Settings

    Command = Callable[[argparse.Namespace, Services, Streams], int]

# They are about the machine and not about what was written: a disk that is full, a Milvus or a
# network that is not up yet. Nobody need change a word for the next attempt to succeed.
_PASSING = (CacheError, PortError, StoreUnavailableError)


def main(
    argv: Sequence[str] | None = None,
    services: Services | None = None,
    streams: Streams | None = None,
) -> int:
    """Run one command and return its exit status.

    Raises:
        SystemExit: by argparse, for `--help` and `--version` (0) and unusable flags (2).
    """
    if streams is None:
        streams = Streams.of_process()
    try:
        try:
            arguments = build_parser().parse_args(argv)
        finally:
            streams.out.flush()  # `--version` writes too
        if services is None:
            from bot.cli.services import Installed

            services = Installed()
        status = _COMMANDS[arguments.command](arguments, services, streams)
        streams.out.flush()
    except ContentErrors as errors:
        streams.say(str(errors))
        return BAD_INPUT
    except CitaatError as error:
        streams.say(f"citaat: {error}")
        return TRY_LATER if isinstance(error, _PASSING) else BAD_INPUT
    except KeyboardInterrupt:
        streams.say("citaat: stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        _write_no_more(streams)
        return BROKEN_PIPE
    except OSError as error:
        if error.filename is None:
            _write_no_more(streams)
        streams.say(f"citaat: {error.filename or 'Output'}: {error.strerror or error}.")
        return BAD_INPUT
    return status


def _write_no_more(streams: Streams) -> None:
    """Python would try to flush again at exit, and complain about the same pipe or disk."""
    with suppress(OSError):  # what is no file needs nothing
        os.dup2(os.open(os.devnull, os.O_WRONLY), streams.out.fileno())


def _settings(arguments: argparse.Namespace) -> Settings:
    """Settings from the flags that this command has."""
    from bot.settings import FLAGS, Settings

    return Settings.of(**{name: getattr(arguments, name, None) for name in FLAGS})


def _serve(arguments: argparse.Namespace, services: Services, _: Streams) -> int:
    services.serve(_settings(arguments))
    return OK


def _build(arguments: argparse.Namespace, services: Services, streams: Streams) -> int:
    settings = _settings(arguments)
    for doubt in settings.doubts():
        streams.say(f"citaat: {doubt}")
    with streams.progress("Embedding") as progress:
        built = services.build(settings, streams.say, progress)
    state = "published, nothing to embed" if built.published else "already up to date"
    if built.embedded:
        state = f"{built.embedded:,} texts embedded"
    streams.write(f"{settings.index_folder}: {state}")
    return OK


def _ask(arguments: argparse.Namespace, services: Services, streams: Streams) -> int:
    import json

    from bot.cli.text import reply_text
    from bot.question import checked_history, checked_question

    # Checked before the model loads, so that a mistake shows at once.
    question = checked_question(" ".join(arguments.question))
    history = checked_history(arguments.history)
    with streams.progress("Embedding") as progress:
        bot = services.open_bot(_settings(arguments), streams.say, progress)
    reply = bot.ask(question, history, arguments.interview)
    if arguments.json:
        streams.write(json.dumps(reply.as_json(), ensure_ascii=False, indent=2))
    else:
        streams.write(reply_text(reply))
    return OK


def _batch(arguments: argparse.Namespace, services: Services, streams: Streams) -> int:
    from bot.cli.batch import answer_lines, open_lines

    with open_lines(arguments.file, streams) as lines:
        with streams.progress("Embedding") as progress:
            bot = services.open_bot(_settings(arguments), streams.say, progress)
        tally = answer_lines(lines, bot.ask, streams.write)
    if tally.refused:
        streams.say(
            f"citaat: {tally.refused} of {tally.total} lines could not be answered; "
            'their output lines hold an "error" that says why.'
        )
        return BAD_INPUT
    return OK


def _journal(arguments: argparse.Namespace, services: Services, streams: Streams) -> int:
    import json
    from pathlib import Path

    from bot.cli.journal import read_journal, review, review_text

    settings = _settings(arguments)
    path = Path(arguments.file) if arguments.file else settings.journal
    if path is None:
        raise SettingsError(
            "There is no journal to read.", "Name its file, or set CITAAT_JOURNAL to it."
        )
    journal = read_journal(path)
    interviews = services.check(settings)
    with streams.progress("Embedding") as progress:
        bot = services.open_bot(settings, streams.say, progress)
    found = review(journal.entries, bot, interviews)
    if arguments.json:
        streams.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        for line in review_text(found, several=len(interviews) > 1):
            streams.write(line)
    if journal.unreadable:
        lines = ", ".join(map(str, journal.unreadable))
        streams.say(f"citaat: {path}: no entries of a journal, left out: line {lines}.")
        return BAD_INPUT
    return OK


def _eval(arguments: argparse.Namespace, services: Services, streams: Streams) -> int:
    from bot.evaluation.command import Request, run

    run(Request.of(arguments), _settings(arguments), services, streams)
    return OK


def _check(arguments: argparse.Namespace, services: Services, streams: Streams) -> int:
    from bot.cli.check import (
        doubled,
        doubts,
        left_alone,
        namesakes,
        summary,
        unused_fields,
    )
    from bot.cli.synonyms import synonym_doubts
    from bot.cli.unexplained import only_used
    from index.aliases import load_synonyms
    from index.folder import skipped_files
    from index.twins import twins_among

    settings = _settings(arguments)
    skipped = skipped_files(settings.content)
    if skipped:
        streams.say(f"citaat: {left_alone(skipped, settings.content)}")
    interviews = services.check(settings)
    for interview in interviews:
        streams.write(summary(interview))
        for doubt in doubts(interview):
            streams.say(f"citaat: {doubt}")
    twins = tuple(twins_among(interviews))
    for doubt in chain(doubled(twins), namesakes(interviews, twins)):
        streams.say(f"citaat: {doubt}")
    synonyms = load_synonyms(settings.content)
    for doubt in synonym_doubts(synonyms, interviews):
        streams.say(f"citaat: {doubt}")
    for note in (only_used(interviews, synonyms), unused_fields(interviews)):
        if note:
            streams.say(f"citaat: {note}")
    return OK


_COMMANDS: dict[str, Command] = {
    "serve": _serve,
    "build": _build,
    "ask": _ask,
    "batch": _batch,
    "journal": _journal,
    "eval": _eval,
    "check": _check,
}
