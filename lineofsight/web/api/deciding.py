"""Decisions and challenges besides those that wait: how decisions came about, a child's challenges, those by team."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Query, Router, Schema

from lineofsight.core.tables.oversight import challenges, decisions
from lineofsight.record.written import Version, versions_of
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.record_shapes import row_told
from lineofsight.web.api.shapes import Moment, Rows, Text
from lineofsight.web.api.stating import reads
from lineofsight.web.api.worklists import ChallengeRow
from lineofsight.web.challenges.views import patterns_seen
from lineofsight.web.decisions.presenters import history
from lineofsight.web.served import served_home

router = Router(tags=["Decisions and challenges"])


class PatternRow(Schema):
    """Challenges of a team's practice in a year. `days`: the median from raised to settled; null where none is."""

    team: str
    raised: int
    waiting: int
    passed_up: int
    days: Text
    most_about: Text


class DecisionVersionRow(Schema):
    """A version of a decision written here: `decision` is its id, `what` was done to it, and why."""

    decision: str
    number: int
    at: Moment
    by: str
    what: str
    why: Text


@reads(router, "/children/{slug:reference}/challenges/", Action.SEE_CHALLENGES, Rows[ChallengeRow])  # type: ignore[valid-type]
def child_challenges(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """Challenges to practice with one child, the latest first"""
    record = request.caseload.record_of(request.caseload.child(reference))
    rows = sorted(record.tables.get(challenges.name, ()), key=lambda row: (row["raised_on"] or date.min, row["id"]))
    return page_of(rows[::-1], paging, lambda row: row_told(challenges, row))


@reads(router, "/children/{slug:reference}/decisions/versions/", Action.SEE_DECISIONS, Rows[DecisionVersionRow])
def child_decision_versions(request: Request, reference: str, paging: Query[Paging]) -> Any:
    """How the decisions about one child that were written here came about, version by version, the latest first"""
    record = request.caseload.record_of(request.caseload.child(reference))
    rows = [row["id"] for row in record.tables.get(decisions.name, ())]
    every = [(row_id, each) for row_id in rows for each in versions_of(served_home(), decisions, row_id)]
    names = request.caseload.names_of_workers(each.by for _, each in every)
    ordered = sorted(every, key=lambda pair: (pair[1].at, pair[0], pair[1].number), reverse=True)
    return page_of(ordered, paging, lambda pair: _version_row(pair[0], pair[1], names))


@reads(router, "/challenges/teams/", Action.SEE_WORKERS, Rows[PatternRow])
def challenges_by_team(request: Request, paging: Query[Paging]) -> Any:
    """Challenges of a year by team, of the teams you may see, by name: to be asked about, never a ranking"""
    return page_of(patterns_seen(request, request.actor.day), paging)


def _version_row(row_id: str, each: Version, names: dict[str, str]) -> dict[str, Any]:
    (shown,) = history([each], names)
    return {"decision": row_id, "at": each.at} | {
        name: getattr(shown, name) for name in ("number", "by", "what", "why")
    }  # fmt: skip
