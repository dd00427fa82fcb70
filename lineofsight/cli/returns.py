"""`returns`: a statutory return written from a home, with a manifest beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, AsAtOption, FormatOption, HomeOption, SnapshotOption, day
from lineofsight.cli.output import LONDON, Format, emit
from lineofsight.cli.problems import Problem
from lineofsight.cli.progress import step
from lineofsight.cli.returns_api import (
    AgainOption,
    ClientOption,
    DryRunOption,
    KeyOption,
    ScopeOption,
    SecretOption,
    Sending,
    SendOption,
    TokenOption,
    UrlOption,
    WholeOption,
)

if TYPE_CHECKING:
    from lineofsight.record.home import Home
    from lineofsight.returns.manifest import ReturnManifest

COLUMNS = ("file", "rows", "sha256")
_SEVERITIES = {"error": "errors", "query": "queries", "not_graded": "not graded"}
RETURNS = ("cin", "ssda903", "annex-a", "dfe-api", "ssd", "workforce")


def returns(
    collection: Annotated[str, typer.Argument(help=f"One of {', '.join(RETURNS)}.", metavar="RETURN")],
    as_at: AsAtOption = None,
    year: Annotated[
        str | None, typer.Option(help="The collection year (cin, ssda903), as 2025-26. Default: that of the date.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="A new or empty folder. Default: RETURN-YEAR or RETURN-DATE, here.", metavar="DIR"),
    ] = None,
    la: Annotated[
        str | None, typer.Option(help="The authority's three figures. Default: local policy's.", metavar="CODE")
    ] = None,
    providers: Annotated[
        Path | None, typer.Option(help="Ofsted's list of providers. Default: the home's.", metavar="FILE")
    ] = None,
    snapshot: SnapshotOption = None,
    send: SendOption = False,
    dry_run: DryRunOption = False,
    url: UrlOption = None,
    token_url: TokenOption = None,
    client_id: ClientOption = None,
    scope: ScopeOption = "",
    secret_file: SecretOption = None,
    supplier_key_file: KeyOption = None,
    whole: WholeOption = False,
    again: AgainOption = False,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Write a return from the record, as it stood on a date, with a manifest: who, when, of what, and what is wrong.

    The files name children by the authority's own ids: keep them as the return itself is kept. What is still wrong
    with a return never stops it being written; manifest.json counts it, and `lineofsight check` lists it.
    """
    if collection not in RETURNS:
        raise Problem(collection, "is no return that can be written", f"Name one of {', '.join(RETURNS)}")
    sending = Sending(
        send, dry_run, url, token_url, client_id, scope, secret_file, supplier_key_file, whole, again
    )  # fmt: skip
    if sending.given and collection != "dfe-api":
        raise Problem(collection, "is not sent from here", "Leave the options of dfe-api out")
    options = (("as-at", as_at), ("year", year), ("snapshot", snapshot), ("send", send), ("dry-run", dry_run))
    given = [name for name, on in options if on]
    if sending.sends:
        with home_for(home, "returns", collection, *given) as held:
            _send(held, sending, day(as_at, "--as-at"), la, snapshot, form)
        return
    with home_for(home, "returns", collection, *given) as held:
        folder, manifest = _made(
            held, collection, day(as_at, "--as-at"), year, output, la, providers, snapshot, sending
        )  # fmt: skip
    for line in _told(manifest, folder):
        say(line)
    emit(
        [{"file": str(folder / one.file), "rows": one.rows, "sha256": one.sha256} for one in manifest.files],
        COLUMNS, form,
    )  # fmt: skip


def _made(
    held: Home, collection: str, wanted: date | None, year: str | None, output: Path | None, la: str | None,
    providers: Path | None, snapshot: str | None, sending: Sending,
) -> tuple[Path, ReturnManifest]:  # fmt: skip
    from lineofsight.cli.returns_api import writing_options
    from lineofsight.cli.writing import write_mark
    from lineofsight.record.command_log import system_user
    from lineofsight.record.return_context import providers_of
    from lineofsight.record.service.quality.accepting import acceptances_for
    from lineofsight.record.snapshots import open_snapshot
    from lineofsight.returns.checking.files import read_providers
    from lineofsight.returns.days import WhenAsked
    from lineofsight.returns.making import ReturnRefused, Source, day_asked, make, year_asked
    from lineofsight.returns.writers import Asked

    found = open_snapshot(held, snapshot)
    known_on = found.manifest.as_known_on
    simulated = held.only_simulated()
    authority = _authority(held, la)
    if authority is None and collection in ("cin", "ssda903"):
        say("Whose return it is is not known, and rules that ask are not checked: give --la, as --la 330.")
    try:
        as_at = day_asked(collection, wanted, known_on)
        of_year = year_asked(collection, year, as_at)
        folder = output or Path(f"{collection}-{of_year or as_at.isoformat()}")
        own = writing_options(held, sending) if collection == "dfe-api" else {}
        asked = Asked(collection, as_at, of_year, _code(authority), datetime.now(UTC).astimezone(LONDON), own)
        source = Source(known_on, found.info.snapshot, system_user())
        listed = providers_of(held) if providers is None else read_providers(providers)
        notes = acceptances_for(held, collection, of_year) if of_year else ()
        frames = found.record.frames
        tables = WhenAsked(frames, lambda name: found.local_ids(frames[name].collect()))
        with step(f"Making {folder}") as tell:
            manifest = make(tables, folder, asked, source, notes=notes, providers=listed, tell=tell)
    except ReturnRefused as refused:
        raise Problem(refused.place, refused.what, refused.remedy) from None
    if simulated:
        write_mark(folder)
    return folder, manifest


def _authority(held: Home, la: str | None) -> str | None:
    """Whose return it is: as asked, else local policy's, else, of made-up children, the authority there is none of."""
    from lineofsight.record.return_context import authority_of

    return la or authority_of(held)


def _send(
    held: Home, sending: Sending, wanted: date | None, la: str | None, snapshot: str | None, form: Format | None
) -> None:
    """Send, telling what came of it also where it stopped before its end."""
    from lineofsight.cli import returns_api

    rows, stopped = [], None
    try:
        for row in returns_api.send_rows(held, sending, snapshot, wanted, _code(_authority(held, la))):
            rows.append(row)
    except Problem as problem:
        stopped = problem
    if rows:
        emit(rows, returns_api.COLUMNS, form)
    if stopped is not None:
        raise stopped


def _code(authority: str | None) -> str | None:
    """Three figures, from figures or a name."""
    if authority is None or (len(authority) == 3 and authority.isascii() and authority.isdigit()):
        return authority
    from lineofsight.core.local_authorities import local_authority

    try:
        return local_authority(authority).la_code
    except (KeyError, ValueError) as unknown:
        raise Problem("--la", str(unknown.args[0]).rstrip("."), "Write three figures, as 330") from None


def _told(manifest: ReturnManifest, folder: Path) -> list[str]:
    """What the maker should know before sending it."""
    lines = []
    found = manifest.outstanding
    if found is not None:
        broken = ", ".join(f"{count:,} {_SEVERITIES[kind]}" for kind, count in found.broken.items()) or "none"
        lines.append(f"Rows that break a rule: {broken}.")
        if found.not_checked or found.partly_checked:
            lines.append(
                f"Rules not checked: {len(found.not_checked):,}; checked on a part: {len(found.partly_checked):,}."
            )
    if manifest.notes:
        lines.append(f"Notes carried: {len(manifest.notes):,}.")
    blank = sum(len(columns) for columns in manifest.blank.values())
    if blank:
        lines.append(f"Columns that no row fills: {blank:,}.")
    return [*lines, f"What was found, by rule and by column: {folder / 'manifest.json'}"]
