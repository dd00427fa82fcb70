"""Quality: what waits for whoever asks, a child's audits, whether graders agree, and what audits find."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.oversight import audits
from lineofsight.core.tables.workforce import teams
from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.open_duty import DutiesOnADay
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import findings, presenters
from lineofsight.web.audits.action_views import action_lines, lists_of
from lineofsight.web.audits.models import Audit, JointAudit, Programme
from lineofsight.web.audits.papers import hidden_rows, pairs_of
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.links import link

AGAIN, TOLD = "audited_again", "audit_inadequate_same_day"
A_YEAR, SOON = timedelta(days=365), timedelta(days=30)
A_PAGE = 50


@page(Action.SEE_AUDITS)
def overview(request: Request) -> HttpResponse:
    """What waits: audits under way, second grades, actions, children to be told of and to be audited again."""
    day, me = request.actor.day, request.user.pk
    mine = list(Audit.objects.filter(auditor_id=me, completed_on__isnull=True).order_by("taken_on", "pk"))
    # Whoever must be told of is told of today: all of them. The others by pages.
    told = list(_duties(request, TOLD, date.max))
    shown = Paginator(_duties(request, AGAIN, day + SOON), A_PAGE).get_page(request.GET.get("page", "1")[:9])
    again = list(shown)
    children = _children(request, [*(paper.reference for paper in mine), *(d.reference for d in (*again, *told))])
    lists = lists_of(request)
    may_audit = {key for key, each in children.items() if may(request.asker, Action.AUDIT, each)}
    audits_ = may(request.asker, Action.AUDIT)
    return render(request, "audits/overview.html", {
        "mine": presenters.lines(mine, children), "programmes": _programmes(), "may_audit": audits_,
        "may_draw": may(request.asker, Action.RUN_AUDITS), "moderates": may(request.asker, Action.MODERATE_AUDIT),
        "to_grade": len(_to_grade(request)), "actions": {code: len(some) for code, some in lists.items()},
        "my_actions": action_lines(request, lists["mine"][:10]),
        "again": presenters.again_lines(again, children, day, may_audit), "page": shown,
        "told": presenters.told_lines(told, children, request.caseload.rows_behind(told, audits), day),
    })  # fmt: skip


def _programmes() -> list[tuple[Programme, int, int]]:
    found = Programme.objects.all()[:5]
    return [(each, each.audits.filter(completed_on__isnull=False).count(), each.audits.count()) for each in found]


def _duties(request: Request, standard: str, until: date) -> DutiesOnADay:
    open_now = request.caseload.of_children().open_on(request.actor.day).filter(standard=standard, known=True)
    found: DutiesOnADay = open_now.filter(due_on__lte=until).order_by("due_on", "reference", "key")
    return found


def _children(request: Request, references: list[str | None]) -> dict[str, ChildNow]:
    wanted = list(dict.fromkeys(each for each in references if each))
    return {each.reference: each for each in request.caseload.children_of(wanted)}


def _to_grade(request: Request) -> list[Audit]:
    """Audits that wait for a second grade, are not one's own, and are of children one may see."""
    if not may(request.asker, Action.MODERATE_AUDIT):
        return []
    waiting = Audit.objects.filter(completed_on__isnull=False, moderated_on__isnull=True).exclude(moderate_because="")
    others = list(waiting.exclude(auditor_id=request.user.pk).order_by("completed_on", "pk"))
    seen = _children(request, [paper.reference for paper in others])
    return [paper for paper in others if paper.reference in seen]


@page(Action.SEE_AUDITS)
def grading(request: Request) -> HttpResponse:
    """What waits for a second grade; how far graders agree beyond chance; whether it drifts. Nobody is ranked."""
    shown = Paginator(_to_grade(request), A_PAGE).get_page(request.GET.get("page", "1")[:9])
    waiting = list(shown)
    children = _children(request, [paper.reference for paper in waiting])
    day = request.actor.day
    moderated = list(Audit.objects.filter(moderated_on__gt=day - 2 * A_YEAR))
    pairs = findings.pairs([*_loaded_pairs({paper.row_id for paper in moderated}, day), *pairs_of(moderated)], day)
    own = findings.pairs(pairs_of([paper for paper in moderated if paper.auditor_id == request.user.pk]), day)
    return render(request, "audits/grading.html", {
        "lines": presenters.lines(waiting, children), "page": shown,
        "moderates": may(request.asker, Action.MODERATE_AUDIT),
        "agreement": findings.agreement_shown(pairs), "quarters": findings.drift_shown(pairs),
        "own": findings.drift_shown(own) if may(request.asker, Action.AUDIT) else [],
        "both": findings.both_grades(pairs),
    })  # fmt: skip


def _loaded_pairs(without: set[str], day: date) -> list[tuple[date, str, str]]:
    """Of the latest snapshot: day, first grade and second of audits not among our own papers."""
    found = known()
    if found is None:
        return []
    moderated = pl.col("moderated_on").is_between(day - 2 * A_YEAR, day)
    told = found.snapshot.record.lazy(audits).filter(
        moderated, pl.col("grade").is_not_null(), pl.col("moderated_grade").is_not_null()
    )
    rows = told.select("id", "moderated_on", "grade", "moderated_grade").collect()
    return [(on, str(one), str(two)) for key, on, one, two in rows.iter_rows() if key not in without]


@page(Action.SEE_AUDITS)
def themes(request: Request) -> HttpResponse:
    """What audits find: grades and themes by quarter for the service, and by team for those whose page one may see."""
    found, day = known(), request.actor.day
    if found is None:
        return render(request, "audits/themes.html", {"quarters": [], "teams": []})
    record = found.snapshot.record
    within = pl.col("audited_on").is_between(day - 2 * A_YEAR, day)
    columns = ("audited_on", "grade", "moderated_grade", "theme")
    rows = record.lazy(audits).filter(within).select(pl.col("team_id").alias("team"), *columns).collect()
    names = dict(record.lazy(teams).select("id", "name").collect().iter_rows())
    seen = [team for team in rows["team"].unique().to_list() if team and request.caseload.sees_team(team)]
    lately = rows.filter(pl.col("team").is_in(seen), pl.col("audited_on") > day - A_YEAR)
    return render(request, "audits/themes.html", {
        "quarters": findings.by_quarter(rows), "teams": findings.by_team(lately, names),
        "over_time": findings.themes_by_quarter(rows), "across": findings.themes_by_team(lately, names),
    })  # fmt: skip


@page(Action.SEE_AUDITS)
def child(request: Request, reference: str) -> HttpResponse:
    """A child's audits: those under way, and those on the record, the latest first."""
    found = request.caseload.child(reference)
    record = request.caseload.record_of(found)
    _, team_names = request.caseload.names_in(record)
    asked_for = record.tables.get("audit_actions", ())
    under_way = list(Audit.objects.filter(reference=found.reference).filter(
        Q(completed_on__isnull=True)
    ))  # fmt: skip
    rows = sorted(record.tables.get("audits", ()), key=lambda row: (row["audited_on"] or date.min, row["id"]))[::-1]
    hidden = hidden_rows(request, rows)
    workers = request.caseload.names_of_workers(
        [*(row.get("auditor_id") for row in rows), *(row.get("owner_id") for row in asked_for)]
    )
    names = {**workers, **team_names}
    return render(request, "audits/child.html", {
        "child": found, "lines": presenters.lines(under_way, {found.reference: found}),
        "audits": [presenters.row_shown(found, row, names, hidden=row["id"] in hidden) for row in rows
                   if row.get("grade") or row.get("audited_on")],
        "actions": [presenters.action_line(found, row, workers, None, request.actor.day)
                    for row in asked_for],
        "may_audit": may(request.asker, Action.AUDIT, found),
        "joints": [(each, link("audits:joint", found.reference, each.pk))
                   for each in JointAudit.objects.filter(reference=found.reference, completed_on__isnull=True)],
    })  # fmt: skip
