"""Where the data come from: loads, what could not be taken, snapshots, and errors in children's data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import Http404
from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.record.books import Load, LoadPart
from lineofsight.record.service.models import DataError
from lineofsight.web.access.data_errors import DataErrors
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import wrong_values
from lineofsight.web.api.shapes import ErrorRow, LoadPartRow, LoadRow, RejectRow, Rows, SnapshotRow
from lineofsight.web.api.stating import reads
from lineofsight.web.data import loads as books
from lineofsight.web.data import rejects as rejected
from lineofsight.web.day import today
from lineofsight.web.knowledge.snapshots import snapshots as taken
from lineofsight.web.quality_of_data.checked import checks_of
from lineofsight.web.quality_of_data.filters import filtered, read_filters
from lineofsight.web.quality_of_data.rows import mend_words
from lineofsight.web.quality_of_data.words import rule_words

router = Router(tags=["Data"])
_LARGEST = 2**63 - 1


class ErrorFilters(Schema):
    """Which errors in data."""

    collection: str = Named("", description="ssda903 or cin.")
    severity: str = Named("", description="error, not_graded or query.")
    age: str = Named("", description="How long it has been known, as on the page.")
    team: str = Named("", description="A team's id.")
    state: str = Named("open", description="open, or explained: said to be right.")


@reads(router, "/data-errors/", Action.SEE_DATA_ERRORS, Rows[ErrorRow])
def data_errors(request: Request, asked: Query[ErrorFilters], paging: Query[Paging]) -> Any:
    """Errors in the data of children you may see

    Of the returns of the year so far: gravest first, then those known longest.
    """
    found = DataErrors(request.caseload)
    checks = checks_of(found.checks(), today())
    teams = found.team_names(checks.as_at)
    seen = {key: name for key, name in teams.items() if request.caseload.sees_team(key)}
    filters = read_filters(request.GET, seen, {})
    if filters.unknown:
        raise wrong_values([
            (each.partition(":")[0], "There is none such among what you may see.") for each in filters.unknown
        ])  # fmt: skip
    part = page_of(filtered(found.errors(), filters, checks.as_at), paging)
    references = sorted({error.reference for error in part["rows"] if error.reference})
    ids = {child.reference: child.child_id for child in request.caseload.children_of(references)}
    part["rows"] = [
        _error_row(error, ids.get(error.reference or ""), checks.years.get(error.collection, ""))
        for error in part["rows"]
    ]
    return part


@reads(router, "/loads/", Action.SEE_DATA, Rows[LoadRow])
def loads(request: Request, paging: Query[Paging]) -> Any:
    """Loads, the latest first"""
    part = page_of(books.listed(books.Chosen()), paging)
    named = {row.number: row.sources for row in books.rows_of(part["rows"])}
    part["rows"] = [
        {name: getattr(load, name) for name in books.COUNTS}
        | {"load": load.number, "at": load.at, "by": load.by, "undone_at": load.undone_at,
           "sources": named[load.number]}
        for load in part["rows"]
    ]  # fmt: skip
    return part


@reads(router, "/loads/{int:number}/", Action.SEE_DATA, Rows[LoadPartRow])
def load(request: Request, number: int, paging: Query[Paging]) -> Any:
    """What one load did, table by table"""
    return page_of(_load(number).parts.order_by("place"), paging, _part_row)


@reads(router, "/loads/{int:number}/rejects/", Action.SEE_DATA, Rows[RejectRow])
def load_rejects(request: Request, number: int, paging: Query[Paging]) -> Any:
    """What one load could not take

    A value may be a name or an address: it is given to those who load data.
    """
    with_values = may(request.asker, Action.LOAD_DATA)

    def told(reject: Any) -> dict[str, Any]:
        row = rejected.row_of(reject, with_values=with_values)
        value = row.value if with_values else None
        return {"file": row.file, "line": row.line, "column": row.column, "value": value, "reason": row.reason,
                "remedy": row.remedy}  # fmt: skip

    return page_of(rejected.listed(_load(number), rejected.Filters()), paging, told)


@reads(router, "/snapshots/", Action.SEE_DATA, Rows[SnapshotRow])
def snapshots(request: Request, paging: Query[Paging]) -> Any:
    """Snapshots, the oldest first"""
    return page_of(taken(), paging, asdict)


def _load(number: int) -> Load:
    found = Load.objects.filter(pk=number).first() if number <= _LARGEST else None
    if found is None:
        raise Http404("There is no such load.")
    return found


def _part_row(part: LoadPart) -> dict[str, Any]:
    counts = {name: getattr(part, name) for name in books.COUNTS}
    return counts | {"file": books.names_of(part.file), "source": part.source, "table": part.table}


def _error_row(error: DataError, child: str | None, year: str) -> dict[str, Any]:
    words = rule_words(error.collection, error.rule, year)
    return {
        "outcome": "breach", "rule": f"{error.collection}:{error.rule}", "severity": error.severity, "child": child,
        "reference": error.reference, "table": error.record_table, "row": error.row_id, "file": error.file,
        "line": error.line, "fields": list(error.fields), "values": list(error.values),
        "message": words.wording if words else "", "remedy": mend_words(error, words),
        "known_since": error.first_seen_on, "said_to_be_right": error.accepted,
    }  # fmt: skip
