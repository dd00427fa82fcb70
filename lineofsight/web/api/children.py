"""Children: the list, one child, and what the record says of one. Each address about one child writes the look down."""

from __future__ import annotations

from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.core.duties import RowReference
from lineofsight.core.tables import TABLES
from lineofsight.core.tables.oversight import decisions as decisions_table
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.looks import looks_at
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import ROLES, Action
from lineofsight.web.api.owed import duty_row, owed_row
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import Refusal, wrong_values
from lineofsight.web.api.record_shapes import row_told, shape_of
from lineofsight.web.api.shapes import ChildRow, DutyRow, EntryRow, LookRow, Rows, WhyRow
from lineofsight.web.api.stating import reads
from lineofsight.web.children import duties
from lineofsight.web.children.asked import text_of
from lineofsight.web.children.entries import Entry, entries_of
from lineofsight.web.children.filters import options_of, put_to, read
from lineofsight.web.children.listing import ordered
from lineofsight.web.children.opened import Opened, opened
from lineofsight.web.day import today
from lineofsight.web.knowledge.definitions import definitions

router = Router(tags=["Children"])
visits_table = TABLES["visits"]
_FOUND = 30
DecisionRow, VisitRow = shape_of(decisions_table), shape_of(visits_table)


class ChildFilters(Schema):
    """What a list of children is cut down to: as on the page of children."""

    q: str = Named("", description="Words of a name, a local id or a date of birth: the 30 that fit best.")
    stage: str = Named("", description="As in `stage` of a row.")
    team: str = Named("", description="A team's id.")
    worker: str = Named("", description="A worker's id, of the team asked for.")
    reason: str = Named("", description="As in `reasons` of a row.")
    locality: str = Named("", description="As in `locality` of a row.")
    age_from: str = Named("", description="Whole years, 0 to 25.")
    age_to: str = Named("", description="Whole years, 0 to 25.")
    closed: str = Named("", description="yes: closed children too.")
    order: str = Named("", description="name, overdue, next or seen.")


@reads(router, "/children/", Action.SEE_CHILDREN, Rows[ChildRow])
def children(request: Request, asked: Query[ChildFilters], paging: Query[Paging]) -> Any:
    """Children you may see"""
    options = options_of(request.caseload.counted_of_children, text_of(request.GET, "team"))
    filters = read(request.GET, options)
    if filters.notices:
        raise wrong_values([("filter", notice.replace("was left out", "cannot be used")) for notice in filters.notices])
    found = put_to(request.caseload.children(), filters, today())
    if filters.text:
        listed: Any = [each.child for each in request.caseload.find(filters.text, found, _FOUND)]
    else:
        listed = ordered(found, filters.order)
    return page_of(listed, paging, child_row)


@reads(router, "/children/{slug:reference}/", Action.SEE_CHILD, ChildRow)
def child(request: Request, reference: str) -> Any:
    """One child"""
    return child_row(request.caseload.child(reference))


@reads(router, "/children/{slug:reference}/due/", Action.SEE_CHILD, Rows[DutyRow])
def child_due(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """What is owed to one child

    What waits, and what ended in the last 90 days, soonest due first.
    """
    found = request.caseload.child(reference)
    rows = request.caseload.of_children().filter(reference=found.reference).order_by("due_on", "key")
    return page_of(rows, paging, duty_row)


@reads(router, "/children/{slug:reference}/why/{slug:standard}/{slug:mark}/", Action.SEE_CHILD, WhyRow)
def child_why(request: Request, reference: str, standard: str, mark: str) -> Any:
    """Why something is owed to one child

    The clause, and the rows that opened, met and closed it, by file and line. `mark` is that of a row of what is owed.
    """
    held = opened(request.caseload, reference)
    definition = definitions().standards.get(standard)
    owed = duties.one(request.caseload, held, standard, mark) if definition else None
    if definition is None or owed is None:
        raise Refusal(404, "Nothing with that mark is owed to this child.", "Take the mark from what is owed now.")
    about = request.caseload.of_children().filter(reference=held.child.reference, standard=standard)
    now = next((each for each in about if duty_row(each)["mark"] == mark), None)
    places = {name: _place(held, getattr(owed, name)) for name in ("opened_by", "met_by", "closed_by")}
    return owed_row(owed, held.child, now) | {"clause": str(definition.authority)} | places


@reads(router, "/children/{slug:reference}/chronology/", Action.SEE_CHILD, Rows[EntryRow])
def child_chronology(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """What happened to one child

    Newest first, in the words of the page.
    """
    held = opened(request.caseload, reference)
    return page_of(entries_of(held.record, held.told, held.names), paging, _entry_row)


@reads(router, "/children/{slug:reference}/decisions/", Action.SEE_CHILD, Rows[DecisionRow])  # type: ignore[valid-type]
def child_decisions(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """Management decisions about one child"""
    held = opened(request.caseload, reference)
    return page_of(held.rows(decisions_table.name), paging, lambda row: row_told(decisions_table, row))


@reads(router, "/children/{slug:reference}/visits/", Action.SEE_CHILD, Rows[VisitRow])  # type: ignore[valid-type]
def child_visits(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """Visits to one child"""
    held = opened(request.caseload, reference)
    return page_of(held.rows(visits_table.name), paging, lambda row: row_told(visits_table, row))


@reads(router, "/children/{slug:reference}/looks/", Action.SEE_CHILD, Rows[LookRow])
def child_looks(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """Who has looked at one child"""
    found = request.caseload.child(reference)
    return page_of(looks_at(found.reference), paging, lambda look: {
        "at": look.at, "by": look.by, "page": look.page,
        "role": ROLES[look.role_code].title if look.role_code in ROLES else look.role_code,
        "reason": look.reason.get_why_display() if look.reason else None,
    })  # fmt: skip


_SAME = [
    name for name in ChildRow.model_fields
    if name not in ("child", "worker", "team", "reviewing_officer", "personal_adviser", "locality", "reasons")
]  # fmt: skip


def child_row(child: ChildNow) -> dict[str, Any]:
    """A child told. Where a child lives whose address must not be told is not told, not even roughly."""
    return {name: getattr(child, name) for name in _SAME} | {
        "child": child.child_id, "worker": child.worker_id, "team": child.team_id,
        "reviewing_officer": child.reviewing_officer_id, "personal_adviser": child.personal_adviser_id,
        "locality": None if child.address_protected else child.locality, "reasons": list(child.reasons),
    }  # fmt: skip


def _entry_row(entry: Entry) -> dict[str, Any]:
    origin = entry.origin
    return {
        "table": entry.table, "kind": entry.lane_name, "title": entry.title, "on": entry.on, "until": entry.until,
        "facts": [{"name": name, "value": value} for name, value in entry.facts],
        "quotes": [{"name": name, "value": value} for name, value in entry.quotes], "source": origin.system,
        "file": origin.file, "line": origin.line, "recorded_on": origin.recorded_on, "recorded_by": origin.recorded_by,
    }  # fmt: skip


def _place(held: Opened, reference: RowReference | None) -> dict[str, Any] | None:
    if reference is None:
        return None
    row = next((row for row in held.rows(reference.table) if row["id"] == reference.row_id), {})
    return {
        "table": reference.table, "row_id": reference.row_id, "file": row.get("file"), "line": row.get("line"),
    }  # fmt: skip
