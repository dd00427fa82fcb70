"""`why`: one duty back to the rows and the clause it came from."""

from __future__ import annotations

from typing import Annotated, Any

import polars as pl
import typer

from lineofsight.cli.duties import COLUMNS as DUTY_COLUMNS
from lineofsight.cli.held import home_for, known, with_children
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, SnapshotOption
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem

PARTS = ("opened_by", "met_by", "closed_by")
COLUMNS = (*DUTY_COLUMNS, "clause", *PARTS)


def why(
    standard: Annotated[str, typer.Argument(help="The standard's code.")],
    holder: Annotated[str, typer.Argument(help="The child (or worker, team, carer, home) by local id.")],
    subject: Annotated[str | None, typer.Option(help="One plan, placement or other row.", metavar="S")] = None,
    snapshot: SnapshotOption = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Say where a duty comes from: the clause, and the rows that opened, met and closed it, by file and line."""
    with home_for(home, "why", *(["subject"] if subject else [])) as held:
        from lineofsight.catalogue.finding import find
        from lineofsight.evaluation.worklists import duties_as_at

        at = known(held, snapshot)
        at.say_if_newer()
        _, chosen = find(standard, {"standard": at.catalogue.standards})
        record = at.snapshot.record
        pseudonym = at.snapshot.pseudonym_of(holder) or holder
        frame = duties_as_at(at.catalogue, record, record.as_known_on, standards=[chosen.code], holder=pseudonym)
        if subject is not None:
            frame = frame.filter(pl.col("subject") == subject)
        if not frame.height:
            raise Problem(
                "HOLDER", f"is owed nothing under {chosen.code} that the snapshot knows of", "Check the id and the code"
            )
        rows = with_children(at.snapshot.local_ids(frame)).iter_rows(named=True)
        emit([_with_evidence(row, str(chosen.authority), record) for row in rows], COLUMNS, form)


def _with_evidence(row: dict[str, Any], clause: str, record: Any) -> dict[str, Any]:
    return {
        **row,
        "clause": clause,
        **{part: _place(row[f"{part}_table"], row[f"{part}_id"], record) for part in PARTS},
    }


def _place(table: str | None, row_id: str | None, record: Any) -> dict[str, Any] | None:
    """The file and line a row was read from."""
    from lineofsight.core.tables import table_named

    if table is None or row_id is None:
        return None
    rows = record.lazy(table_named(table)).filter(pl.col("id") == row_id).select("file", "line").collect()
    file, line = rows.row(0) if rows.height else (None, None)
    return {"table": table, "row_id": row_id, "file": file, "line": line}
