"""`duties`: what is owed to whom, by when, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from lineofsight.cli.held import home_for, known, with_children
from lineofsight.cli.options import DEFAULT_HOME, AsAtOption, FormatOption, HomeOption, SnapshotOption, day, listed
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem

COLUMNS = (
    "standard", "holder_kind", "holder", "child", "subject", "variant", "opened_on", "opened_at", "due_on", "due_at",
    "met_on", "recorded_on", "closed_on", "status", "worker", "team", "basis",
)  # fmt: skip


def duties(
    child: Annotated[str | None, typer.Option(help="One child, by local id.", metavar="ID")] = None,
    team: Annotated[str | None, typer.Option(help="A team's id or name.", metavar="T")] = None,
    worker: Annotated[str | None, typer.Option(help="A worker's id.", metavar="W")] = None,
    standard: Annotated[str | None, typer.Option(help="One or more codes, with commas.", metavar="S")] = None,
    status: Annotated[
        str | None, typer.Option(help="due, overdue, met, late, ended, ended_overdue, not_known.")
    ] = None,
    as_at: AsAtOption = None,
    snapshot: SnapshotOption = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """List duties with what each is on a day, who held it then, and who must act."""
    from lineofsight.core.duties import Status

    asked = listed(status)
    if unknown := [name for name in asked if name not in tuple(Status)]:
        raise Problem("--status", f"there is no status {unknown[0]!r}", f"Choose from {', '.join(Status)}")
    given = [
        n
        for n, v in (
            ("child", child),
            ("team", team),
            ("worker", worker),
            ("standard", standard),
            ("status", status),
            ("as-at", as_at),
            ("snapshot", snapshot),
        )
        if v
    ]
    with home_for(home, "duties", *given) as held:
        import polars as pl

        from lineofsight.catalogue.finding import find
        from lineofsight.cli.named import require_worker, teams_named
        from lineofsight.evaluation.worklists import duties_as_at

        at = known(held, snapshot)
        at.say_if_newer()
        record = at.snapshot.record
        codes = [find(code, {"standard": at.catalogue.standards})[1].code for code in listed(standard)]
        pseudonym = None
        if child is not None:
            pseudonym = at.snapshot.pseudonym_of(child)
            if pseudonym is None:
                raise Problem("--child", "the snapshot knows no child with that id", "Check the id in the case system")
        wanted = day(as_at, "--as-at") or record.as_known_on
        if wanted > record.as_known_on:
            known_on = record.as_known_on.isoformat()
            raise Problem("--as-at", f"the snapshot knows nothing after {known_on}", "Name an earlier date")
        frame = duties_as_at(at.catalogue, record, wanted, standards=codes, holder=pseudonym)
        if team is not None:
            frame = frame.filter(pl.col("team").is_in(teams_named(team, record, frame["team"])))
        if worker is not None:
            require_worker(worker, record, frame["worker"])
            frame = frame.filter(pl.col("worker") == worker)
        if asked:
            frame = frame.filter(pl.col("status").is_in(asked))
        ordered = frame.sort("due_on", "holder", "standard", nulls_last=True)
        emit(with_children(at.snapshot.local_ids(ordered)), COLUMNS, form)
