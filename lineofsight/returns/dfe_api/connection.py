"""One request to an address that was given, and no other: no redirect is followed, no proxy or setting looked up.

HTTPS, with the machine's own list of authorities, except to the machine itself. What goes wrong is told by its kind: no
message holds a word of what was sent or answered.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Timer
from typing import Final
from urllib.parse import urlsplit

import lineofsight

SHORTEST_TIMEOUT: Final = 5.0
LONGEST_TIMEOUT: Final = 60.0
USUAL_TIMEOUT: Final = 20.0
LONGEST_REPLY: Final = 4_000_000
USER_AGENT: Final = f"LineOfSight/{lineofsight.__version__}"


class AddressRefused(ValueError):
    """An address that will not be called; the message says why and what to give."""


class Unreached(Exception):
    """No whole reply came: the connection was refused, cut, or too slow. Whether it was taken is not known."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to send, taken apart."""

    host: str
    port: int
    path: str
    secure: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. The body is not shown: a receiver may repeat in it what it was sent."""

    status: int
    retry_after: str
    body: bytes = field(repr=False)


def address_of(url: str) -> Address:
    """The parts of an address. Raises AddressRefused for one that is not HTTPS (but to this machine), or says more."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused("The address cannot be read. Give it as https://host/path.") from None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise AddressRefused("The address names no host to call by HTTPS. Give it as https://host/path.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise AddressRefused("The address holds a name, secret or question. Give the host and path alone.")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise AddressRefused("The address has signs no address has. Give it as https://host/path.")
    secure = parts.scheme == "https"
    if not secure and not is_loopback(parts.hostname):
        raise AddressRefused(f"{parts.hostname} would be sent to in the clear. Give its https:// address.")
    return Address(parts.hostname, port or (443 if secure else 80), parts.path.rstrip("/"), secure)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its number or by the name every machine has for itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def post(address: Address, path: str, headers: Mapping[str, str], body: bytes, timeout: float) -> Reply:
    """Send a body and give the whole reply. `timeout` in seconds is for each wait, and thrice it for all of them.

    Raises Unreached. A reply longer than 4 MB is not read to its end: it is none of the receiver's.
    """
    made = _open(address, timeout)
    try:
        made.connect()
        watch = Timer(3 * timeout, _cut, [made.sock])
        watch.daemon = True
        watch.start()
        try:
            # One that will not take a long body may answer before it has all of it, and close.
            with suppress(BrokenPipeError, ConnectionResetError):
                made.request("POST", address.path + path, body=body, headers={"User-Agent": USER_AGENT, **headers})
            answer = made.getresponse()
            text = answer.read(LONGEST_REPLY + 1)
        finally:
            watch.cancel()
        # A length that was promised and not kept: the connection was cut in the middle.
        cut = answer.length is not None and answer.length > 0
        if len(text) > LONGEST_REPLY or cut:
            raise Unreached("the reply was cut off or has no end")
        return Reply(answer.status, answer.getheader("Retry-After") or "", text)
    except ssl.SSLError as problem:
        raise Unreached(f"the connection is not safe ({problem.reason or 'TLS'})") from None
    except TimeoutError:
        raise Unreached("no answer came in time") from None
    except (OSError, http.client.HTTPException) as problem:
        raise Unreached(f"the connection failed ({type(problem).__name__})") from None
    finally:
        made.close()


def _open(address: Address, timeout: float) -> http.client.HTTPConnection:
    if address.secure:
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return http.client.HTTPSConnection(address.host, address.port, timeout=timeout, context=context)
    return http.client.HTTPConnection(address.host, address.port, timeout=timeout)


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
