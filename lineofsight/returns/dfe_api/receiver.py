"""The receiver: signing in to it by client credentials, and asking again where that is what its replies call for.

Source: the public sender's account of the receiver: three tries at most, waiting 5 seconds, then twice as long, up to
30; 401, 403 and 429 are asked again, 204, 400 and 413 are not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlencode

from lineofsight.returns.dfe_api.connection import (
    LONGEST_TIMEOUT,
    SHORTEST_TIMEOUT,
    USUAL_TIMEOUT,
    Reply,
    Unreached,
    address_of,
    post,
)

TRIES: Final = 3
FIRST_WAIT: Final = 5.0
LONGEST_WAIT: Final = 30.0
LONGEST_ASKED_WAIT: Final = 900.0
"""Seconds: a receiver that asks for a longer wait than this is left alone until the next run."""
EXPIRED: Final = 401
AGAIN: Final = frozenset({EXPIRED, 403, 408, 429})
_TOKEN: Final = re.compile(r"[A-Za-z0-9._~+/=-]+")
_PLAIN: Final = re.compile(r"[\x21-\x7e]+")
_REASONS: Final = {
    401: "the token is not taken", 403: "access is not allowed", 408: "it was too slow", 429: "it asks for fewer calls",
}  # fmt: skip


class Stopped(Exception):
    """Nothing more can be sent now; the message says why, and holds nothing of what was sent."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where to send, as whom. Secrets are never shown.

    `url` is the base, to which `/children_social_care_data/{la_code}/children` is added; `token_url` is where to sign
    in. `timeout` in seconds, 5 to 60. Raises AddressRefused or ValueError for what cannot be used.
    """

    url: str
    token_url: str
    la_code: str
    client_id: str
    scope: str
    client_secret: str = field(repr=False)
    supplier_key: str = field(repr=False)
    timeout: float = USUAL_TIMEOUT

    def __post_init__(self) -> None:
        for url in (self.url, self.token_url):
            address_of(url)
        if not re.fullmatch(r"[0-9]{3}", self.la_code):
            raise ValueError("The authority is known by three figures, as 330.")
        if not SHORTEST_TIMEOUT <= self.timeout <= LONGEST_TIMEOUT:
            raise ValueError(f"Wait {SHORTEST_TIMEOUT:.0f} to {LONGEST_TIMEOUT:.0f} seconds for an answer.")
        for name in ("client_id", "client_secret", "supplier_key"):
            if not _PLAIN.fullmatch(getattr(self, name)):
                raise ValueError(f"The {name.replace('_', ' ')} is blank or has signs it cannot have.")

    @property
    def path(self) -> str:
        """Where children go, under the base."""
        return f"/children_social_care_data/{self.la_code}/children"


class Session:
    """Requests to one receiver, signed in. `sleep` waits some seconds; `now` gives the moment, with its zone."""

    def __init__(
        self, receiver: Receiver, *, sleep: Callable[[float], None], now: Callable[[], datetime]
    ) -> None:  # fmt: skip
        self._receiver = receiver
        self._sleep = sleep
        self._now = now
        self._token = ""
        self.requests = 0

    def send(self, body: bytes) -> Reply:
        """The reply to a batch, after asking again where that may help. Raises Stopped where it did not."""
        return self._asked_again(lambda: self._send_once(body))

    def _send_once(self, body: bytes) -> Reply:
        if not self._token:
            self._token = self._sign_in()
        headers = {
            "Authorization": f"Bearer {self._token}", "SupplierKey": self._receiver.supplier_key,
            "Content-Type": "application/json",
        }  # fmt: skip
        self.requests += 1
        reply = post(address_of(self._receiver.url), self._receiver.path, headers, body, self._receiver.timeout)
        if reply.status == EXPIRED:
            self._token = ""
        return reply

    def _sign_in(self) -> str:
        asked = {
            "client_id": self._receiver.client_id, "client_secret": self._receiver.client_secret,
            "scope": self._receiver.scope, "grant_type": "client_credentials",
        }  # fmt: skip
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        self.requests += 1
        reply = post(
            address_of(self._receiver.token_url), "", headers, urlencode(asked).encode(), self._receiver.timeout
        )  # fmt: skip
        if reply.status == 429 or reply.status >= 500:
            raise _Wait(reply)
        token = _json(reply.body).get("access_token") if reply.status == 200 else None
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise Stopped(
                f"Signing in was refused (reply {reply.status}). Check the client's id, its secret and the scope."
            )
        return token

    def _asked_again(self, ask: Callable[[], Reply]) -> Reply:
        why = ""
        for attempt in range(TRIES):
            asked_wait: float | None = None
            try:
                reply = ask()
                if reply.status not in AGAIN and reply.status < 500:
                    return reply
                why = _REASONS.get(reply.status, "it failed")
                why, asked_wait = f"{why} (reply {reply.status})", self._wait_asked(reply)
            except _Wait as busy:
                why, asked_wait = f"signing in failed (reply {busy.reply.status})", self._wait_asked(busy.reply)
            except Unreached as problem:
                why = str(problem)
            if asked_wait is not None and asked_wait > LONGEST_ASKED_WAIT:
                raise Stopped(f"The receiver asks to be left alone for {asked_wait:.0f} seconds. Run again after that.")
            if attempt < TRIES - 1:
                backing_off = min(FIRST_WAIT * 2**attempt, LONGEST_WAIT)
                self._sleep(backing_off if asked_wait is None else asked_wait)
        raise Stopped(f"The receiver was asked {TRIES} times: {why}. What it acknowledged is kept; run again later.")

    def _wait_asked(self, reply: Reply) -> float | None:
        """Seconds to wait as the reply asks, by a number or by a moment; None where it does not ask."""
        text = reply.retry_after.strip()
        if not text:
            return None
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return None
        moment = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max((moment - self._now()).total_seconds(), 0.0)


class _Wait(Exception):
    """Signing in is to be asked again."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__()


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
