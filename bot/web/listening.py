"""The socket that a server listens on, or what to do where it cannot be had."""

from __future__ import annotations

import errno
import socket

from index.errors import PortError, SettingsError

# What helps against each reason; any other is about the address.
_REMEDIES = {
    errno.EADDRINUSE: "Stop the other program, or choose another port with --port (0: a free one).",
    errno.EACCES: "Ports below 1024 are seldom for everyone: choose another with --port, and have "
    "a proxy pass visitors on to it.",
}
_ELSEWHERE = "Give an address of this machine with --host; 0.0.0.0 is every one."


def bind(host: str, port: int) -> socket.socket:
    """A listening socket, taken before anything slow starts.

    Raises:
        PortError: another program listens there, the port is not for this user, or the address is
            none of this machine.
        SettingsError: the host is no name of one.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it, every answer
    # on a kept connection waits 40 ms for the client's acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # Only who listens keeps others from the port.
        listener.listen()
    except OSError as error:
        listener.close()
        raise refused(host, port, error) from error
    # What cannot be written as the name of a host, and will not be later.
    except (TypeError, UnicodeError) as error:
        listener.close()
        message = f"Cannot listen on {authority(host, port)}: this is no name of a host."
        raise SettingsError(message, _ELSEWHERE) from error
    return listener


def refused(host: str, port: int, error: OSError) -> PortError:
    """Why there is no listening there, and what helps."""
    reason = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, _ELSEWHERE)
    return PortError(f"Cannot listen on {authority(host, port)}: {reason}.", remedy)


def authority(host: str, port: int) -> str:
    """Host and port as an address has them."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
