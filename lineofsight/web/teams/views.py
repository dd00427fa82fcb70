"""Teams: those a person may see, one of them, and its workers. One that may not be seen is answered as one not there.

Numbers of children are of the children the person may see, and each is the length of the list it leads to.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.record.service.now import Reason
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action, Reach
from lineofsight.web.day import known_to, today
from lineofsight.web.knowledge.caseload_policy import caseload_policy, limit_source
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import Team, staff
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link
from lineofsight.web.teams import overview as lists
from lineofsight.web.teams import workers as by_worker
from lineofsight.web.teams.series import charts, different, is_compared
from lineofsight.web.teams.team import OVERDUE_HEADINGS, TeamPage, team_page


@page(Action.SEE_TEAMS)
def teams(request: Request) -> HttpResponse:
    """The teams the person may see, those of one kind of work together."""
    caseload = request.caseload
    found = lists.overview(known(), caseload.children(), caseload.sees_team, caseload_policy(today()))
    if request.GET.get("format") == "xlsx":
        rows = (row.cells for group in found.groups for row in group.rows)
        return workbook(f"teams-{today().isoformat()}", "Teams", _about(), lists.HEADINGS, rows)
    unallocated = caseload.children().filter(is_open=True, reasons__icontains=f'"{Reason.UNALLOCATED.value}"')
    nowhere = found.no_team if caseload.sees_everyone else 0
    return render(request, "teams/teams.html", {
        "found": found, "limit_source": _limits(), "no_team": nowhere,
        "unallocated": unallocated.count() if nowhere else 0,
        "unallocated_link": link("worklists:service") + "?by=child&reason=unallocated#list",
        "may_see_workers": may(request.asker, Action.SEE_WORKERS), "some_only": _sees_some_only(request),
    })  # fmt: skip


@page(Action.SEE_TEAMS)
def team(request: Request, team_id: str) -> HttpResponse:
    """One team. 404 for one that is not there or may not be seen."""
    which, shown = _team_page(request, team_id)
    if request.GET.get("format") == "xlsx":
        rows = (row.cells for row in shown.overdue)
        title = f"{which.name}: what is overdue, by standard"
        return workbook(f"team-overdue-{today().isoformat()}", title, _about(), OVERDUE_HEADINGS, rows)
    opened = known()
    return render(request, "teams/team.html", {
        "shown": shown, "limit_source": _limits(), "charts": charts(opened, which.id, which.kind, which.name),
        "different": different(opened, which.id), "is_compared": is_compared(opened, which.id),
        "may_see_workers": may(request.asker, Action.SEE_WORKERS), "some_only": _sees_some_only(request),
        "worklist": link("worklists:team", which.id) if shown.tiles[0].number or shown.overdue else "",
    })  # fmt: skip


@page(Action.SEE_WORKERS)
def workers(request: Request, team_id: str) -> HttpResponse:
    """A team's workers by name, to help them. 404 as for the team."""
    which, day = team_seen(request, team_id), today()
    rows = workers_of(request, which)
    if request.GET.get("format") == "xlsx":
        title = f"{which.name}: workers"
        cells = (row.cells for row in rows)
        return workbook(f"workers-{day.isoformat()}", title, _about(), by_worker.HEADINGS, cells)
    return render(request, "teams/workers.html", {"team": which, "rows": rows, "limit_source": _limits()})


def workers_of(request: Request, which: Team) -> list[by_worker.WorkerRow]:
    """Every worker of a team that `team_seen` gave, by name."""
    caseload, day = request.caseload, today()
    everyone, children = staff(known()), caseload.children()
    names = by_worker.team_workers(which, everyone, children)
    owed = caseload.of_workers(which.id, names).open_on(day).filter(standard__in=by_worker.SUPERVISION)
    return by_worker.worker_rows(which, everyone, children, names, owed, day, caseload_policy(day))


def _team_page(request: Request, team_id: str) -> tuple[Team, TeamPage]:
    which, caseload = team_seen(request, team_id), request.caseload
    standards = definitions().standards
    day = today()
    policy = caseload_policy(day)
    return which, team_page(which, staff(known()), caseload.children(), caseload.duties(), standards, day, policy)


def team_seen(request: Request, team_id: str) -> Team:
    """The team. Raises Http404, in the same words for one the person may not see and one that is not there."""
    if not request.caseload.sees_team(team_id):
        raise Http404(NOT_YOURS)
    found = staff(known()).teams.get(team_id)
    if found is not None:
        return found
    named = request.caseload.children().filter(team_id=team_id, is_open=True).values_list("team_name", flat=True)
    name = named.first()
    if name is None and not named.exists():
        raise Http404(NOT_YOURS)
    return Team(team_id, name or team_id, "", "Kind of work not recorded", "")


def _sees_some_only(request: Request) -> bool:
    """Whether the person's reach is to some children of a team, so that its numbers are of those alone."""
    return request.asker.role.reach not in (Reach.SERVICE, Reach.TEAM)


def _limits() -> str:
    return limit_source(caseload_policy(today()))


def _about() -> list[tuple[str, str]]:
    return [
        ("As at", in_full(today())), ("As known on", in_full(known_to())), ("Order", "By name; no figure orders it."),
        ("Limits", _limits()),
    ]  # fmt: skip
