"""Supervision: when it is due, whom was talked about, what was said and agreed. Reflective notes are not here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.core.tables.workforce import absences, supervision_actions, supervisions
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written.writing import OWN
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import wrong_values
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.api.supervision_shapes import (
    AgendaRow,
    MonthRow,
    ScheduledRow,
    Session,
    SessionRow,
    SupervisionActionRow,
    TalkedAboutRow,
)
from lineofsight.web.day import today
from lineofsight.web.supervision import agenda as plan
from lineofsight.web.supervision.action_views import open_actions
from lineofsight.web.supervision.views import scheduled, talked_about
from lineofsight.web.supervision.writing_views import opened, said_in

router = Router(tags=["Supervision"])
_WHERE = "/supervision/workers/{str:worker_id}/"
_DAYS = ("agreed_on", "due_on", "said_done_on", "done_on", "renewed_on")
_LISTS = ("mine", "said", "others")


class ActionFilters(Schema):
    """Which list of actions."""

    show: str = Named("mine", description="mine: for you to do; said: said to be done; others: for others to do.")


@reads(router, "/supervision/", Action.SUPERVISE, Rows[ScheduledRow])
def supervision_schedule(request: Request, paging: Query[Paging]) -> Any:
    """Workers of your teams whom you supervise, and when the next is due, the soonest first"""
    day = today()
    return page_of(scheduled(request), paging, lambda pair: {
        **{name: getattr(pair[0], name) for name in ("name", "team", "away_since", "is_new")},
        "worker": pair[0].id, "role": pair[0].role_words, "due_on": pair[1],
        "is_overdue": pair[1] is not None and pair[1] < day,
    })  # fmt: skip


@reads(router, "/supervision/children/", Action.SUPERVISE, Rows[TalkedAboutRow])
def supervision_children(request: Request, paging: Query[Paging]) -> Any:
    """Children somebody holds, and when each was last talked about in supervision, the longest ago first"""
    return page_of(talked_about(request), paging, lambda pair: {
        "child": pair[0].child_id, "reference": pair[0].reference, "worker": pair[0].worker_id,
        "worker_name": pair[0].worker_name, "last_discussed_on": pair[1], "flags": plan.flags(pair[0]),
    })  # fmt: skip


@reads(router, "/supervision/actions/", Action.SEE_SUPERVISION, Rows[SupervisionActionRow])
def supervision_actions_open(request: Request, asked: Query[ActionFilters], paging: Query[Paging]) -> Any:
    """What was agreed in supervision about children you may see and is open, soonest due first

    What others are to do is for those who supervise.
    """
    if asked.show not in _LISTS:
        raise wrong_values([("show", f"There is no such list. There are {', '.join(_LISTS)}.")])
    part = page_of(open_actions(request).get(asked.show, []), paging)
    children = {each.reference: each for each in request.caseload.children_of([ref for _, ref in part["rows"]])}
    pairs = [(row, children[reference]) for row, reference in part["rows"] if reference in children]
    return part | {"rows": _action_rows(request, pairs)}


@reads(router, _WHERE, Action.SEE_SUPERVISION, Rows[SessionRow])
def supervision_sessions(request: Request, worker_id: str, paging: Query[Paging]) -> Any:
    """The supervisions of one worker, the latest first: your own, or of somebody you supervise"""
    rows = request.caseload.rows_of_worker(request.caseload.supervised(worker_id), supervisions)
    meetings = sorted((row for row in rows if not row["child_id"]),
                      key=lambda row: (row["held_on"] or today().min, row["id"]), reverse=True)  # fmt: skip
    part = page_of(meetings, paging)
    names = request.caseload.names_of_workers(row["supervisor_id"] for row in part["rows"])
    return part | {"rows": [_session_row(row, names) for row in part["rows"]]}


@reads(router, _WHERE + "agenda/", Action.SEE_SUPERVISION, Rows[AgendaRow])
def supervision_agenda(request: Request, worker_id: str, paging: Query[Paging]) -> Any:
    """What to talk about with one worker: their children you may see, those with most reasons first"""
    rows = request.caseload.rows_of_worker(request.caseload.supervised(worker_id), supervisions)
    mine = _children(request, worker_id)
    acted = request.caseload.rows_about(mine, supervision_actions)
    return page_of(plan.agenda(mine, plan.last_discussed(rows), acted, today()), paging, lambda item: {
        "child": item.local_id, "reference": item.reference, "why": item.why, "last": item.last,
    })  # fmt: skip


@reads(router, _WHERE + "year/", Action.SEE_SUPERVISION, Rows[MonthRow])
def supervision_year(request: Request, worker_id: str, paging: Query[Paging]) -> Any:
    """One worker's last twelve months of supervision, the latest first: to help"""
    who = request.caseload.supervised(worker_id)
    rows, away = (request.caseload.rows_of_worker(who, table) for table in (supervisions, absences))
    acted = request.caseload.rows_about(_children(request, worker_id), supervision_actions)
    return page_of(plan.year(rows, [row for some in acted.values() for row in some], away, today()), paging)


@reads(router, _WHERE + "sessions/{str:row_id}/", Action.SEE_SUPERVISION, Session)
def supervision_session(request: Request, worker_id: str, row_id: str) -> Any:
    """One supervision: what was discussed, and of the children you may see what was said and agreed

    `row_id` is the `session` of a row of a worker's supervisions.
    """
    who, held = opened(request, worker_id, row_id)
    rows = request.caseload.rows_of_worker(who, supervisions)
    parts, children, listed = said_in(request, rows, held)
    row = {**held.values, "id": held.row_id}
    return _session_row(row, request.caseload.names_of_workers([row.get("supervisor_id")])) | {
        "worker": worker_id, "worker_name": who["name"] or worker_id, "summary": row.get("summary"),
        "was_reflective": row.get("was_reflective"), "actions": _action_rows(request, listed),
        "children": [
            {"child": each.child_id, "reference": each.reference, "words": parts[each.child_id]["summary"]}
            for each in children
        ],
    }  # fmt: skip


def _children(request: Request, worker_id: str) -> list[ChildNow]:
    return list(request.caseload.children().filter(is_open=True, worker_id=worker_id))


def _session_row(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    supervisor = row.get("supervisor_id") or ""
    days = {name: row.get(name) for name in ("held_on", "next_on", "signed_on", "agreed_on")}
    return days | {
        "session": row["id"], "supervisor": supervisor, "supervisor_name": names.get(supervisor),
        "written_here": row["id"].startswith(OWN),
    }  # fmt: skip


def _action_rows(request: Request, pairs: list[tuple[Row, ChildNow]]) -> list[dict[str, Any]]:
    names, day = request.caseload.names_of_workers(row["worker_id"] for row, _ in pairs), today()
    return [
        {name: row.get(name) for name in _DAYS} | {
            "action": row["id"], "session": row["supervision_id"], "child": child.child_id,
            "reference": child.reference, "what": row["action"], "worker": row["worker_id"],
            "worker_name": names.get(row["worker_id"] or ""), "evidence": row.get("evidence"),
            "state": plan.agreed(row, child, names, day).state,
        }
        for row, child in pairs
    ]  # fmt: skip
