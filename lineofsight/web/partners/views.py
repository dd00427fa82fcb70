"""Partners by agency: overview, one agency, children behind a figure, what waits, and the report to hand over."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.oversight import challenges
from lineofsight.core.tables.partnership import partner_actions, partner_invitations, partner_requests
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.record.service.open_duty import overdue_on
from lineofsight.web.access.pages import page
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.partners import behind as asked_behind
from lineofsight.web.partners import presenters, reports
from lineofsight.web.partners.codes import AGENCIES, ESCALATION, STANDARD_OF, WAITING_FOR, WHAT, agency_name
from lineofsight.web.partners.tallies import SHARE_WORDS, STATES, months, response_days, tallies
from lineofsight.web.partners.told import told

A_PAGE, MOST = 50, 2000
NOBODY = "none"
_TABLES = {
    STANDARD_OF["information"]: partner_requests, STANDARD_OF["attendance"]: partner_invitations,
    STANDARD_OF["report"]: partner_invitations, STANDARD_OF["action"]: partner_actions, ESCALATION: challenges,
}  # fmt: skip


@page(Action.SEE_PARTNERS)
def overview(request: Request) -> HttpResponse:
    """Every agency: asked, answered in time, late, not yet; invited, came, reported; done; and what waits now."""
    held = known()
    day = request.actor.day
    standards = {**{what: STANDARD_OF[what] for what in WAITING_FOR}, "escalation": ESCALATION}
    open_now = request.caseload.of_children().open_on(day).filter(standard__in=list(standards.values()))
    counts = (
        open_now.order_by().values("standard").annotate(all=Count("key"), late=Count("key", filter=overdue_on(day)))
    )
    counted = {row["standard"]: (row["all"], row["late"]) for row in counts}
    titles = {**WAITING_FOR, "escalation": "Escalations"}
    waiting = [(titles[what], *counted.get(code, (0, 0)), what) for what, code in standards.items()]
    parts = []
    if held is not None:
        rows, to = told(held), held.info.as_known_on
        parts = [(what, title, list(STATES[what].values()), SHARE_WORDS[what], tallies(rows, what, to))
                 for what, title in WHAT.items()]  # fmt: skip
    return render(request, "partners/overview.html", {
        "held": held, "waiting": waiting, "parts": parts, "known_on": in_full(held.info.as_known_on) if held else "",
    })  # fmt: skip


@page(Action.SEE_PARTNERS)
def agency(request: Request, code: str) -> HttpResponse:
    """One agency: its year in figures, month by month, and what waits of it."""
    held = _held()
    rows, to, key = told(held), held.info.as_known_on, _agency(code)
    parts = []
    for what, title in WHAT.items():
        mine = [each for each in tallies(rows, what, to) if each.agency == key]
        if mine:
            picture = presenters.months_picture(agency_name(key), what, months(rows, what, key, to))
            parts.append((what, title, mine[0], SHARE_WORDS[what], picture))
    lines = _waiting(request, "", key)[0]
    return render(request, "partners/agency.html", {
        "code": code, "name": agency_name(key), "parts": parts, "lines": lines[:A_PAGE], "waiting": len(lines),
        "days": response_days(rows, key, to), "known_on": in_full(to),
    })  # fmt: skip


@page(Action.SEE_PARTNERS)
def children(request: Request) -> HttpResponse:
    """The children behind a figure, or as a workbook."""
    held = _held()
    asked = asked_behind.filters_of(request.GET)
    rows = asked_behind.rows_asked(told(held), asked, held.info.as_known_on)
    kept, found = asked_behind.seen_by(rows, request.caseload)
    if request.GET.get("format") == "xlsx":
        left_out = f"{rows.height - kept.height} about children whoever made this may not see"
        about = [("Filters", asked.words), ("As known on", in_full(held.info.as_known_on)), ("Not listed", left_out)]
        cells = [row.cells for row in asked_behind.shown(kept, found)]
        return workbook("partners", "What partners were asked for", about, asked_behind.HEADINGS, cells)
    pages = Paginator(range(kept.height), A_PAGE).get_page(request.GET.get("page"))
    first = pages.start_index() - 1 if kept.height else 0
    return render(request, "partners/children.html", {
        "asked": asked, "lines": asked_behind.shown(kept.slice(first, A_PAGE), found), "page": pages,
        "all": rows.height, "seen": kept.height, "whats": WHAT, "agencies": AGENCIES, "states": STATES[asked.what],
        "known_on": in_full(held.info.as_known_on),
    })  # fmt: skip


@page(Action.SEE_PARTNERS)
def waiting(request: Request) -> HttpResponse:
    """What waits now of partners, about children one may see, soonest due first."""
    what, code = (request.GET.get(name, "")[:60] for name in ("what", "agency"))
    whats = {**WAITING_FOR, "escalation": "Escalations"}
    unknown = bool(what and what not in whats) or bool(code and code not in AGENCIES)
    lines, more = _waiting(request, what if what in whats else "", code if code in AGENCIES else "")
    return render(request, "partners/waiting.html", {
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")), "what": what, "code": code, "more": more,
        "whats": whats, "agencies": AGENCIES, "unknown": unknown, "most": MOST,
    })  # fmt: skip


@page(Action.SEE_PARTNERS)
def report(request: Request, code: str) -> HttpResponse:
    """An agency's year to hand over: to print, or as a workbook. No child is in it, and small numbers are not shown."""
    held = _held()
    made = reports.report_of(told(held), _agency(code), held.info.as_known_on)
    if request.GET.get("format") == "xlsx":
        about = [("As known on", in_full(held.info.as_known_on)), ("Small numbers", reports.RULE)]
        return workbook(f"partner-{code}", made.title, about, reports.HEADINGS, made.cells)
    return render(request, "partners/report.html", {"code": code, "report": made, "rule": reports.RULE})


def _held() -> Known:
    held = known()
    if held is None:
        raise Http404("There is no snapshot yet: nothing is counted until there is one.")
    return held


def _agency(code: str) -> str:
    """The agency of an address; blank for rows that name none. Raises Http404."""
    if code == NOBODY:
        return ""
    if code not in AGENCIES:
        raise Http404("There is no such agency.")
    return code


def _waiting(request: Request, what: str, code: str) -> tuple[list[presenters.Line], bool]:
    """What waits, and whether there is more than is read at once."""
    day: date = request.actor.day
    wanted = [STANDARD_OF[what]] if what in STANDARD_OF else [ESCALATION] if what else list(_TABLES)
    open_now = request.caseload.of_children().open_on(day).filter(standard__in=wanted)
    duties: list[OpenDuty] = list(open_now.order_by("due_on", "reference", "key")[: MOST + 1])
    more, duties = len(duties) > MOST, duties[:MOST]
    rows = {}
    for standard in wanted:
        mine = [duty for duty in duties if duty.standard == standard]
        rows[standard] = request.caseload.rows_behind(mine, _TABLES[standard]) if mine else {}
    if code:
        duties = [duty for duty in duties if rows[duty.standard].get(duty.subject, {}).get("agency") == code]
    references = list(dict.fromkeys(duty.reference for duty in duties if duty.reference))
    found: dict[str, ChildNow] = {}
    for start in range(0, len(references), 500):
        found |= {each.reference: each for each in request.caseload.children_of(references[start : start + 500])}
    return presenters.lines(duties, found, rows, day), more
