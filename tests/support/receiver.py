"""A stand-in for the Department's data receiver, on loopback: it signs in, takes batches and fails as it is told to."""

from __future__ import annotations

import json
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

SECRET, KEY, CLIENT, SCOPE = "not-a-secret", "not-a-key", "client-1", "scope/.default"
PATH = "/receiver/1/children_social_care_data/330/children"


@dataclass
class Told:
    """A reply the stand-in gives in place of its own. `then` does something odd to the connection instead."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    then: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass
class StandIn:
    """What the stand-in was asked and holds. `script` is what it does next; with none left it behaves."""

    base: str = ""
    script: deque[Told] = field(default_factory=deque)
    signing_in: deque[Told] = field(default_factory=deque)
    batches: list[list[dict[str, Any]]] = field(default_factory=list)
    held: dict[str, dict[str, Any]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    tokens: int = 0
    good_token: str = ""

    @property
    def url(self) -> str:
        """The base address to send to."""
        return f"{self.base}/receiver/1"

    @property
    def token_url(self) -> str:
        """Where to sign in."""
        return f"{self.base}/token"

    def sign_in(self, form: dict[str, list[str]]) -> Told:
        """A new token, which ends the one before."""
        wanted = {"client_id": [CLIENT], "client_secret": [SECRET], "scope": [SCOPE],
                  "grant_type": ["client_credentials"]}  # fmt: skip
        if self.signing_in:
            return self.signing_in.popleft()
        if form != wanted:
            return Told(401, json.dumps({"error": "invalid_client"}))
        self.tokens += 1
        self.good_token = f"token-{self.tokens}"
        return Told(200, json.dumps({"access_token": self.good_token, "token_type": "Bearer", "expires_in": 3600}))

    def take(self, token: str, key: str, body: bytes) -> Told:
        """A receipt for each child, all or none."""
        children = json.loads(body)
        self.batches.append(children)
        if self.script:
            return self.script.popleft()
        if token != f"Bearer {self.good_token}":
            return Told(401, "Invalid API token")
        if key != KEY:
            return Told(403, "API access disallowed")
        if not isinstance(children, list) or len(children) > 100:
            return Told(413, "Payload exceeds limit")
        for child in children:
            self._keep(child)
        return Told(200, json.dumps([f"2026-09-30_02:00:00.{place:06}_0b0e" for place in range(len(children))]))

    def _keep(self, child: dict[str, Any]) -> None:
        if child.get("purge") is True and "child_details" not in child:
            self.held.pop(child["la_child_id"], None)
            return
        self.held[child["la_child_id"]] = merged(self.held.get(child["la_child_id"], {}), child)


def merged(held: Any, part: Any) -> Any:
    """What is held after a part is laid over it: items by their identifier, what is purged gone."""
    if isinstance(held, dict) and isinstance(part, dict):
        made = dict(held)
        for key, value in part.items():
            if isinstance(value, dict) and value.get("purge") is True:
                made.pop(key, None)
            elif key != "purge":
                made[key] = merged(held.get(key), value)
        return made
    name = _identifier(held) or _identifier(part)
    if isinstance(part, list) and name:
        items = {item[name]: item for item in held or []}
        for item in part:
            if item.get("purge") is True:
                items.pop(item[name], None)
            else:
                items[item[name]] = merged(items.get(item[name]), item)
        return list(items.values())
    if isinstance(part, dict):
        return {key: merged(None, value) for key, value in part.items() if key != "purge"}
    return part


def _identifier(value: Any) -> str:
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return ""
    return next((key for key in value[0] if key.endswith("_id") and key != "worker_id"), "")


def cut_in_the_middle(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent, then close."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'["2026-09-30')
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Answer a sign at a time, each in time, without end as far as the caller can tell."""
    with suppress(OSError):
        for letter in b"HTTP/1.1 200 " + b"x" * 30:
            handler.wfile.write(bytes([letter]))
            time.sleep(0.05)


def say_nothing(seconds: float) -> Callable[[BaseHTTPRequestHandler], None]:
    """Wait without a word."""
    return lambda handler: time.sleep(seconds)


@contextmanager
def receiver() -> Iterator[StandIn]:
    """The stand-in, listening on a free port of loopback until the test is over."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
            """Say nothing on stderr."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            stand_in.paths.append(self.path)
            if self.path == "/token":
                told = stand_in.sign_in(parse_qs(body.decode()))
            elif self.path == PATH:
                told = stand_in.take(self.headers["Authorization"], self.headers["SupplierKey"], body)
            else:
                told = Told(404)
            if told.then is not None:
                told.then(self)
                self.close_connection = True
                return
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body.encode())))
            self.end_headers()
            self.wfile.write(told.body.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    stand_in.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
