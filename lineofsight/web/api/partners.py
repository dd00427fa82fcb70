"""What partner agencies were asked for and gave: by agency, row by row, and about one child."""

from __future__ import annotations

from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.core.table import Table
from lineofsight.core.tables.partnership import partner_actions, partner_invitations, partner_requests
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.figures import NOTHING_YET, TAKE_ONE
from lineofsight.web.api.oversight_shapes import AskedRows, PartnerRow
from lineofsight.web.api.paging import Paging, page_of, page_read
from lineofsight.web.api.problems import Refusal, wrong_values
from lineofsight.web.api.record_shapes import row_told, shape_of
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.partners import behind
from lineofsight.web.partners.codes import AGENCIES, WHAT
from lineofsight.web.partners.tallies import STATES, Tally, tallies
from lineofsight.web.partners.told import told

router = Router(tags=["Partners"])
InvitationRow, RequestRow, ActionRow = (
    shape_of(partner_invitations), shape_of(partner_requests), shape_of(partner_actions)
)  # fmt: skip
_STATES = sorted({state for states in STATES.values() for state in states})


class PartnerFilters(Schema):
    """Which thing asked of agencies."""

    what: str = Named("", description=f"{', '.join(WHAT)}; blank for all.")


class AskedFilters(Schema):
    """Which rows: as on the page of children behind a figure."""

    what: str = Named("", description=f"{', '.join(WHAT)}; blank for the first.")
    agency: str = Named("", description=f"{', '.join(AGENCIES)}, or none; blank for all.")
    state: str = Named("", description=f"{', '.join(_STATES)}, as far as what was asked for may be so; blank for all.")
    month: str = Named("", description="2026-03: due, or met, in that month; blank for the year.")


@reads(router, "/partners/", Action.SEE_PARTNERS, Rows[PartnerRow])
def partners(request: Request, asked: Query[PartnerFilters], paging: Query[Paging]) -> Any:
    """Each agency's year: what it was asked for, and what it gave"""
    if asked.what and asked.what not in WHAT:
        raise wrong_values([("what", f"There is no such thing asked. There are {', '.join(WHAT)}.")])
    held = _held()
    rows, to = told(held), held.info.as_known_on
    every = [each for what in WHAT if asked.what in ("", what) for each in tallies(rows, what, to)]
    return page_of(every, paging, lambda each: _tally_row(each, held))


@reads(router, "/partners/asked/", Action.SEE_PARTNERS, AskedRows)
def partners_asked(request: Request, asked: Query[AskedFilters], paging: Query[Paging]) -> Any:
    """The rows behind those figures: those about children you may see

    Meetings came to or not, answers, reports and actions, the latest due first.
    """
    held, chosen = _held(), behind.filters_of(request.GET)
    if chosen.unknown:
        raise wrong_values([(name, f"There is no such {name} of what was asked for.") for name in chosen.unknown])
    rows = behind.rows_asked(told(held), chosen, held.info.as_known_on)
    kept, children = behind.seen_by(rows, request.caseload)

    def row_of(row: dict[str, Any]) -> dict[str, Any]:
        child = children[row["child"]]
        ids = {"child": child.child_id, "reference": child.reference, "snapshot": held.info.snapshot}
        return row | ids

    part = page_read(lambda first, end: kept.slice(first, end - first).to_dicts(), paging, row_of)
    return part | {"others": rows.height - kept.height}


@reads(router, "/children/{slug:reference}/partner-meetings/", Action.SEE_PARTNERS, Rows[InvitationRow])  # type: ignore[valid-type]
def child_partner_meetings(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """Which agencies were asked to meetings about one child, and whether they came"""
    return _rows_of(request, reference, partner_invitations, paging)


@reads(router, "/children/{slug:reference}/partner-requests/", Action.SEE_PARTNERS, Rows[RequestRow])  # type: ignore[valid-type]
def child_partner_requests(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """What agencies were asked about one child, and what they answered"""
    return _rows_of(request, reference, partner_requests, paging)


@reads(router, "/children/{slug:reference}/partner-actions/", Action.SEE_PARTNERS, Rows[ActionRow])  # type: ignore[valid-type]
def child_partner_actions(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """What agencies agreed to do for one child, and whether they did"""
    return _rows_of(request, reference, partner_actions, paging)


def _rows_of(request: Request, reference: str, table: Table, paging: Paging) -> dict[str, Any]:
    record = request.caseload.record_of(request.caseload.child(reference))
    rows = sorted(record.tables.get(table.name, ()), key=lambda row: (str(row.get(table.event or "") or ""), row["id"]))
    return page_of(rows, paging, lambda row: row_told(table, row))


def _tally_row(each: Tally, held: Known) -> dict[str, Any]:
    return {
        "agency": each.agency, "name": each.name, "what": each.what, "asked": each.asked, "told": each.told,
        "counts": [{"state": state, "words": words, "number": number} for state, words, number in each.counts],
        "share": each.share, "children": each.children, "as_known_on": held.info.as_known_on,
        "snapshot": held.info.snapshot,
    }  # fmt: skip


def _held() -> Known:
    found = known()
    if found is None:
        raise Refusal(404, NOTHING_YET, TAKE_ONE)
    return found
