"""What anyone asks stands in no log, whichever library would put it there."""

from __future__ import annotations

import logging
from pathlib import PurePath


def tells_no_question(record: logging.LogRecord) -> bool:
    """Whether a line may be logged: the MCP library tells whole messages, questions in them.

    It tells some of them through the root logger, as a host may tell things of its own.
    """
    top = record.name.partition(".")[0]
    return top != "mcp" and not (top == "root" and "mcp" in PurePath(record.pathname).parts)


def leave_questions_out() -> None:
    """The same in a process whose log is another's, who may add handlers at any time."""
    logging.getLogger().addFilter(tells_no_question)
    # A filter of a logger does not see what those below it pass on.
    tools = logging.getLogger("mcp")
    tools.addHandler(logging.NullHandler())
    tools.propagate = False
