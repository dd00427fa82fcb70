"""`returns dfe-api --send`: what the receiver has not had yet is sent to the address given; on a dry run, counted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from lineofsight.cli.held import say
from lineofsight.cli.problems import Problem

if TYPE_CHECKING:
    from lineofsight.record.home import Home
    from lineofsight.returns.dfe_api import Books, Outcome, Payload, Plan, Receiver

COLUMNS: Final = ("outcome", "child", "children", "fields")
SECRET_VARIABLE: Final = "LINEOFSIGHT_DFE_CLIENT_SECRET"  # noqa: S105 - the name of a variable
KEY_VARIABLE: Final = "LINEOFSIGHT_DFE_SUPPLIER_KEY"
LONGEST_SECRET: Final = 10_000
TEST_PATH: Final = "-test/"
_OPEN_TO_OTHERS: Final = 0o077

SendOption = Annotated[bool, typer.Option("--send", help="dfe-api: send what the receiver has not had yet.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="dfe-api: count what would be sent, and send nothing.")]
UrlOption = Annotated[str | None, typer.Option(help="dfe-api: the receiver's base address.", metavar="URL")]
TokenOption = Annotated[str | None, typer.Option(help="dfe-api: where to sign in.", metavar="URL")]
ClientOption = Annotated[str | None, typer.Option(help="dfe-api: the client's id.", metavar="ID")]
ScopeOption = Annotated[str, typer.Option(help="dfe-api: the scope to sign in for.", metavar="SCOPE")]
SecretOption = Annotated[
    Path | None,
    typer.Option(help=f"dfe-api: a file (mode 600) with the client's secret. Else {SECRET_VARIABLE}.", metavar="FILE"),
]
KeyOption = Annotated[
    Path | None,
    typer.Option(help=f"dfe-api: a file (mode 600) with the supplier key. Else {KEY_VARIABLE}.", metavar="FILE"),
]
WholeOption = Annotated[bool, typer.Option("--whole", help="dfe-api: changed children whole, not only what changed.")]
AgainOption = Annotated[bool, typer.Option("--again", help="dfe-api: also what was refused and is unchanged.")]


@dataclass(frozen=True, slots=True)
class Sending:
    """How to send, as asked on the command line."""

    send: bool
    dry_run: bool
    url: str | None
    token_url: str | None
    client_id: str | None
    scope: str
    secret_file: Path | None
    supplier_key_file: Path | None
    whole: bool
    again: bool

    @property
    def given(self) -> bool:
        """Whether any of it was asked for."""
        others = (self.url, self.token_url, self.client_id, self.scope, self.secret_file, self.supplier_key_file)
        return self.sends or self.whole or self.again or any(others)

    @property
    def sends(self) -> bool:
        """Whether this is a run that sends, or would."""
        return self.send or self.dry_run


def writing_options(held: Home, asked: Sending) -> dict[str, Any]:
    """What the writer of the payload needs to know of what was sent before."""
    from lineofsight.returns.dfe_api import Books

    return {
        "sent": Books(_books(held)).all(), "key": _key(held), "reference": _reference(held), "whole": asked.whole,
        "again": asked.again,
    }  # fmt: skip


def send_rows(
    held: Home, asked: Sending, snapshot: str | None, wanted: date | None, authority: str | None
) -> Iterator[Mapping[str, Any]]:
    """Send, or on a dry run count, and give the rows of what came of it.

    Raises Problem where nothing can be sent, or, after the last row, where the sending stopped before its end.
    """
    from lineofsight.returns.dfe_api import Books
    from lineofsight.returns.dfe_api.sent import BooksBusy

    # The plan is made, too, while nobody else sends: else both would send the same.
    try:
        with Books(_books(held)).alone() as books:
            yield from _rows(held, books, asked, snapshot, wanted, authority)
    except BooksBusy as busy:
        raise Problem("--send", str(busy).split(". ")[0], "Wait until it has ended") from None


def _rows(
    held: Home, books: Books, asked: Sending, snapshot: str | None, wanted: date | None, authority: str | None
) -> Iterator[Mapping[str, Any]]:
    from lineofsight.returns.dfe_api import send

    receiver = None if asked.dry_run else _receiver(held, asked, authority)
    payload, plan, ids = _planned(held, books, asked, snapshot, wanted)
    for kind, count in plan.counts.items():
        yield _row(kind.value, count)
    for reference in plan.unnamed:
        say(f"{reference} was sent and is no longer in the record: ask the receiver's owner to delete the child.")
    if payload.left_out.height:
        say(f"What the payload cannot carry: {payload.left_out.height:,} rows. `returns dfe-api` writes them out.")
    if receiver is None:
        say("Dry run: nothing was sent.")
        return
    outcome = send(plan, receiver, books, sleep=time.sleep, now=lambda: datetime.now(UTC), tell=say)
    yield _row("acknowledged", outcome.acknowledged)
    yield from _refused(outcome, ids)
    yield _row("not sent", outcome.left)
    if outcome.stopped:
        raise Problem("The receiver", outcome.stopped.rstrip("."), f"Left for the next run: {outcome.left:,} children")


def _refused(outcome: Outcome, ids: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    for reference, fields in outcome.refused.items():
        yield _row("refused", 1, ids.get(reference), list(fields))


def _row(outcome: str, children: int, child: str | None = None, fields: list[str] | None = None) -> dict[str, Any]:
    return {"outcome": outcome, "child": child, "children": children, "fields": fields or []}


def _planned(
    held: Home, books: Books, asked: Sending, snapshot: str | None, wanted: date | None
) -> tuple[Payload, Plan, dict[str, str]]:
    from lineofsight.record.snapshots import open_snapshot
    from lineofsight.returns.days import record_on
    from lineofsight.returns.dfe_api import payload_of, plan_of
    from lineofsight.returns.dfe_api.changes import Changes

    found = open_snapshot(held, snapshot)
    known_on = found.manifest.as_known_on
    as_at = wanted or known_on
    if as_at > known_on:
        raise Problem("--as-at", f"the snapshot knows nothing after {known_on.isoformat()}", "Name an earlier date")
    tables = {name: found.local_ids(frame.collect()) for name, frame in found.record.frames.items()}
    payload = payload_of(record_on(tables, as_at, known_on), as_at)
    known = tables["people"]["id"].to_list() if "people" in tables else []
    reference = _reference(held)
    plan = plan_of(
        payload, books.all(), Changes(_key(held)), reference, known=known, whole=asked.whole,
        again=asked.again,
    )  # fmt: skip
    return payload, plan, {reference(child): child for child in payload.children}


def _receiver(held: Home, asked: Sending, authority: str | None) -> Receiver:
    from lineofsight.returns.dfe_api import Receiver
    from lineofsight.returns.dfe_api.connection import AddressRefused, address_of, is_loopback

    needed = {"--url": asked.url, "--token-url": asked.token_url, "--client-id": asked.client_id, "--la": authority}
    lacking = [name for name, value in needed.items() if not value]
    if lacking:
        raise Problem("--send", f"needs {', '.join(lacking)} too", "Only an address you give is ever called")
    url, token_url = asked.url or "", asked.token_url or ""
    try:
        host = address_of(url).host
        address_of(token_url)
    except AddressRefused as refused:
        raise Problem("--url, --token-url", str(refused).rstrip("."), "Take them from the receiver's portal") from None
    if held.only_simulated() and not is_loopback(host) and TEST_PATH not in url:
        raise Problem(host, "would be sent children that are made up", "Send them to a receiver's test address only")
    secret = _secret(asked.secret_file, SECRET_VARIABLE, "--secret-file")
    key = _secret(asked.supplier_key_file, KEY_VARIABLE, "--supplier-key-file")
    try:
        return Receiver(url, token_url, authority or "", asked.client_id or "", asked.scope, secret, key)
    except ValueError as refused:
        raise Problem("--send", str(refused).rstrip("."), "Look at what was given") from None


def _secret(path: Path | None, variable: str, option: str) -> str:
    """A secret from a file that its owner alone can read, or from the environment; never told."""
    if path is None:
        found = os.environ.get(variable, "")
        if not found:
            raise Problem(option, f"is not given, and {variable} is not set", "Give one of them")
        return found.strip()
    if path.stat().st_mode & _OPEN_TO_OTHERS:
        raise Problem(str(path), "can be read by others", f"Run chmod 600 {path}")
    try:
        with path.open(encoding="ascii") as file:
            return file.read(LONGEST_SECRET).strip()
    except UnicodeDecodeError:
        raise Problem(str(path), "does not hold a secret in plain letters", "Look at what is in it") from None


def _books(held: Home) -> Path:
    from lineofsight.returns.dfe_api.sent import FILE

    return held.path / FILE


def _key(held: Home) -> bytes:
    """The secret of the digests, made from the home's, so that neither gives away the other."""
    return blake2b(b"digests of what was sent", key=held.key).digest()


def _reference(held: Home) -> Callable[[str], str]:
    from lineofsight.record.pseudonyms import pseudonym

    return lambda child: pseudonym(held.key, child)
