"""The flags of every command, and the help that explains them; `docs/cli.md` shows it all."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

    Subparsers = argparse._SubParsersAction["_Parser"]  # noqa: SLF001 - argparse names no public type

_WIDTH = 88


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps examples on their own lines, and the width the same in every terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_WIDTH, max_help_position=26)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, instead of the whole usage first."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. Try `{self.prog} --help`.\n")


class _Version(argparse.Action):
    """Prints the version; looked up only when asked, as it reads the installed packages."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: Any) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("citaat")
        except PackageNotFoundError:
            number = "(not installed)"
        sys.stdout.write(f"citaat {number}\n")
        parser.exit()


def build_parser() -> argparse.ArgumentParser:
    """The parser of `citaat`; `command` of its result names the command."""
    parser = _Parser(
        prog="citaat",
        description=(
            "Answers questions with the words of a published interview, or says that it does\n"
            "not answer them. Nothing is generated: every answer is a quotation."
        ),
        epilog=(
            "Start with:\n"
            "  citaat check              is everything in content/ readable?\n"
            '  citaat ask "wat doet het Digital Trust Center?"\n'
            "  citaat serve              the chat, at http://127.0.0.1:7860\n\n"
            "`citaat COMMAND --help` explains one command, with an example. Where the content,\n"
            "the index and the model are, how sure an answer must be, where the server listens\n"
            "and what it notes can also be set in the environment or in .env: CITAAT_CONTENT for\n"
            "--content, and so on."
        ),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True
    )
    _serve(commands)
    _build(commands)
    _ask(commands)
    _batch(commands)
    _journal(commands)
    _eval(commands)
    _check(commands)
    return parser


def help_pages() -> Iterator[tuple[str, str]]:
    """`(command line, its help)` for `citaat` itself and each command, in order."""
    parser = build_parser()
    yield parser.prog, parser.format_help()
    for action in parser._actions:  # noqa: SLF001 - the only way to list subparsers
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - has no public name
            for command in action.choices.values():
                yield command.prog, command.format_help()


def _serve(commands: Subparsers) -> None:
    command = _over_index(
        commands,
        "serve",
        "serve the chat in the browser",
        "Serves the chat, its API and its MCP tools, until Ctrl-C.",
        "citaat serve --content ~/interviews --port 8000",
    )
    _answering(command)
    command.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    command.add_argument("--port", help="port to listen on (default: 7860)")
    command.add_argument(
        "--journal",
        metavar="FILE",
        help="note here what was asked in vain, for `citaat journal` (default: nowhere)",
    )


def _build(commands: Subparsers) -> None:
    command = _over_index(
        commands,
        "build",
        "build or update the index",
        "Builds the index of the content folder. Only files that changed are embedded\n"
        "again. The other commands do this by themselves; build it ahead to start faster.",
        "citaat build --content ~/interviews",
    )
    _model(command)


def _ask(commands: Subparsers) -> None:
    command = _over_index(
        commands,
        "ask",
        "answer one question",
        "Answers one question: the quotation and where it stands or, when the content\n"
        "does not answer, the questions that it does.",
        'citaat ask "En wie coördineert het?" --history "Wat is de Digitaliseringsstrategie?"',
    )
    command.add_argument("question", nargs="+", help="the question, in any language")
    command.add_argument("--json", action="store_true", help="print the whole reply as JSON")
    command.add_argument(
        "--history",
        action="append",
        metavar="QUESTION",
        help="an earlier question of the conversation; repeat the flag for more, oldest first",
    )
    command.add_argument(
        "--interview",
        metavar="ID",
        help="the only interview to ask, by its id (default: all of them)",
    )
    _answering(command)


def _batch(commands: Subparsers) -> None:
    command = _over_index(
        commands,
        "batch",
        "answer a file of questions",
        'Reads one JSON object a line, {"question": "…", "history": ["…"], "interview": "…"}\n'
        "(all but the question may be left out; interview is the id of the only one to ask),\n"
        "and writes one reply a line, in the same order. A line that cannot be answered gets\n"
        '{"error": {"line", "message", "remedy"}} in its place, and the exit status is then 2.\n'
        "Blank lines are skipped.",
        """echo '{"question": "Wat doet het DTC?"}' | citaat batch -""",
    )
    command.add_argument("file", metavar="FILE", help="the questions; - for standard input")
    _answering(command)


def _journal(commands: Subparsers) -> None:
    command = _over_index(
        commands,
        "journal",
        "show what visitors asked in vain",
        "Reads what `citaat serve --journal FILE` noted: the questions that the content did\n"
        "not answer, with how often each was asked, put to the content as it is now; and the\n"
        "quotations that visitors found of no use. Lines that are no entries are left out,\n"
        "and the exit status is then 2.",
        "citaat journal journal.jsonl",
    )
    command.add_argument(
        "file", nargs="?", metavar="FILE", help="the journal (default: CITAAT_JOURNAL)"
    )
    command.add_argument("--json", action="store_true", help="print it as JSON, with the replies")
    _answering(command)


def _eval(commands: Subparsers) -> None:
    command = _over_index(
        commands,
        "eval",
        "score the answers to labelled questions",
        "Asks every question of a labelled JSONL file and prints how the replies score, by\n"
        "kind and with 95 % intervals. Two kinds of file are read: questions to the content\n"
        "folder (kind, question, answer_any; history, interview), and questions that each\n"
        "bring their own page (id, document, question, answer, answer_start; PolicyQA), which\n"
        "are indexed together in place of the content folder. docs/cli.md names every field.",
        "citaat eval questions.jsonl --json new.json --compare old.json",
    )
    command.add_argument("file", metavar="FILE", help="the labelled questions")
    command.add_argument("--json", metavar="OUT", help="write all figures and replies here")
    command.add_argument(
        "--figures-only", action="store_true", help="leave questions and replies out of --json"
    )
    command.add_argument(
        "--plot", metavar="OUT.png", help="draw the risk-coverage curve (needs matplotlib)"
    )
    command.add_argument(
        "--compare", metavar="OLD.json", help="show which questions changed since that --json"
    )
    command.add_argument(
        "--pages",
        choices=("rotated", "natural"),
        help="which version of the pages to index (default: rotated)",
    )
    command.add_argument(
        "--indexed",
        type=int,
        metavar="N",
        help="index only N of the pages; questions about the others have no answer",
    )
    command.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="S",
        help="which pages and which bootstrap samples are drawn (default: 0)",
    )
    _answering(command)


def _check(commands: Subparsers) -> None:
    command = _command(
        commands,
        "check",
        "report every problem of the content",
        "Reads every file of the content folder. Lists how each was understood (as an interview\n"
        "and with whom, or as an article) or, when anything is wrong, every problem with its\n"
        "file and line; the exit status is then 2. Names what may be meant otherwise, and files\n"
        "that are not read.",
        "citaat check --content ~/interviews",
    )
    command.add_argument(
        "--index", metavar="DIR", help="taken as by the other commands; this one needs no index"
    )


def _command(
    commands: Subparsers, name: str, summary: str, description: str, example: str
) -> _Parser:
    command = commands.add_parser(
        name, help=summary, description=description, epilog=f"Example:\n  {example}"
    )
    command.add_argument(
        "--content", metavar="DIR", help="folder with the interviews (default: content)"
    )
    return command


def _over_index(
    commands: Subparsers, name: str, summary: str, description: str, example: str
) -> _Parser:
    command = _command(commands, name, summary, description, example)
    command.add_argument(
        "--index", metavar="DIR", help="folder of the index (default: in the cache)"
    )
    command.add_argument(
        "--store",
        metavar="ADDRESS",
        help="Milvus that holds the index: milvus://host:19530 or a file ending in .db",
    )
    return command


def _model(command: _Parser) -> None:
    command.add_argument(
        "--model",
        metavar="NAME",
        help="a sentence-transformers folder, or downloaded name, instead of the embedded model",
    )


def _answering(command: _Parser) -> None:
    _model(command)
    command.add_argument(
        "--threshold",
        metavar="P",
        help="answer from this confidence on, 0 to 1 (default: the calibrated one)",
    )
