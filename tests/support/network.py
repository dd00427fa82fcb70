"""Only loopback and Unix sockets: anything else is refused in the test process and in every Python it starts.

An audit hook sees each connection, datagram and look-up before it happens, whichever library asks for it, and cannot
be taken off again by the code under test.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from pathlib import Path

# Python imports `sitecustomize` from here when it starts, so that started processes are closed off too.
EVERY_PROCESS = Path(__file__).with_name("every_process")

_CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_LOOK_UPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class OutsideAddressRefused(ConnectionError):
    """A test tried to reach something that is not on this machine."""


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str):
        return host is None
    if host in {"", "localhost", socket.gethostname()}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse_outside(event: str, arguments: tuple[object, ...]) -> None:
    if event in _CONNECTS:
        address = arguments[1]
        # A Unix socket's address is a path, a connected datagram socket gives none; an internet address is a tuple.
        if isinstance(address, tuple) and not _is_local(address[0]):
            raise OutsideAddressRefused(f"{event} to {address[0]!r}: tests may only reach this machine.")
    elif event in _LOOK_UPS and not _is_local(arguments[0]):
        raise OutsideAddressRefused(f"{event} of {arguments[0]!r}: tests may only look up this machine.")


def refuse_outside_addresses() -> None:
    """Close this process off from everything but loopback and Unix sockets, for good."""
    if not getattr(sys, "_lineofsight_network_closed", False):
        sys.addaudithook(_refuse_outside)
        sys._lineofsight_network_closed = True  # type: ignore[attr-defined]


def refuse_in_started_processes() -> None:
    """Have every Python process started from here close itself off as it starts."""
    before = os.environ.get("PYTHONPATH", "")
    if str(EVERY_PROCESS) not in before.split(os.pathsep):
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(EVERY_PROCESS), before]))
