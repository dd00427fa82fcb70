"""Home of a team manager: overdue by child, nobody allocated, what to decide, and how many each worker holds."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from lineofsight.record.service.counting.counted import Counted
from lineofsight.record.service.now import Reason
from lineofsight.record.service.open_duty import due_within, open_by
from lineofsight.web.access.request import Request
from lineofsight.web.home import counting
from lineofsight.web.home.parts import Line, Section, Tile
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.layout.links import link
from lineofsight.web.layout.titles import title_of_standard

MOST = 12


def team_manager(request: Request, day: date) -> list[Section]:
    """What the team's manager acts on first."""
    caseload, teams = request.caseload, request.asker.teams
    part = caseload.counted.owed(Q(team__in=teams)).of_children(Q(team_id__in=teams, is_open=True))
    counted = counting.reasons(part)
    # What has been overdue longest comes first in what is counted.
    unallocated = part.of_children(Q(reasons__icontains=f'"{Reason.UNALLOCATED.value}"')).references(0, MOST)
    overdue = part.of_children(Q(overdue__gt=0)).references(0, MOST)
    return [
        Section("Tonight", tiles=(
            counting.reason_tile(Reason.UNALLOCATED, "children with no allocated worker", counted, "my_team"),
            counting.reason_tile(Reason.MISSING, "missing now", counted, "my_team"),
            Tile(counting.children_overdue(part, counting.VISITS, day), "children with a visit overdue",
                 counting.list_link("my_team", state="overdue", by="standard")),
            Tile(counted[Reason.NEVER_SEEN] + counted[Reason.NOT_SEEN], "children not seen",
                 counting.list_link("my_team", by="child", reason="never_seen")),
            counting.reason_tile(Reason.OWED_NOTHING, "open, and owed nothing", counted, "my_team"),
            Tile(part.how_many(due_within(day, 7)), "due in the next 7 days",
                 counting.list_link("my_team", state="soon")),
        )),
        _to_decide(request, part, day),
        Section(
            "Nobody allocated", lines=counting.child_lines(caseload.children_of(unallocated), day, worker=False),
            empty="Every child of the team who is owed a worker (referred, in need, on a plan or in care) has one.",
            more=("All of them", counting.list_link("my_team", by="child", reason="unallocated")),
        ),
        Section(
            "Overdue, by child", lines=counting.child_lines(caseload.children_of(overdue), day, worker=True),
            empty="Nothing is overdue for any child of the team.",
            more=("All children of the team", counting.list_link("my_team", by="child")),
        ),
        counting.drift(counted, "my_team"),
        workers(part, teams),
    ]  # fmt: skip


def _to_decide(request: Request, part: Counted, day: date) -> Section:
    since = Q(standard__in=counting.DECISIONS, known=True, due_on__gte=_a_quarter_before(day))
    waiting = part.owed(since & open_by(day))
    standards = definitions().standards
    lines = [
        Line(
            duty.name or duty.holder, link("children:child", duty.reference), duty.holder,
            f"{title_of_standard(duty.standard, standards)}: due {in_full(duty.due_on)}.", from_day(duty.due_on, day),
            "overdue" if duty.due_on and duty.due_on < day else "soon",
        )
        for duty in request.caseload.duties_of(waiting, 0, MOST)
    ]  # fmt: skip
    return Section(
        "What needs my decision",
        "Waiting for a manager, from the last three months, the longest waiting first.",
        lines=lines,
        empty="Nothing open waits for a manager's decision.",
    )


def _a_quarter_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 92)


def workers(part: Counted, teams: tuple[str, ...]) -> Section:
    """How many of a part's open children each worker holds, by name: to help, not to compare."""
    every = part.of_children(Q(is_open=True, worker_id__isnull=False))
    held = every.children_by("worker_id", "worker_name")
    late = every.of_children(Q(overdue__gt=0)).children_by("worker_id", "worker_name")
    named = {key: str(name or worker) for key in held for worker, name in [key]}
    rows = [
        ((named[key], counting.list_link("my_team", worker=str(key[0]))),
         (f"{held[key]:,}", ""), (f"{late.get(key, 0):,}", ""))
        for key in sorted(named, key=lambda each: (named[each], each))
    ]  # fmt: skip
    more = (
        ("The team's page", link("teams:team", teams[0])) if len(teams) == 1 and link("teams:team", teams[0]) else None
    )
    return Section(
        "Who holds how many",
        "By name. Children differ in what they need: a count alone says little.",
        headings=("Worker", "Children", "With something overdue"),
        rows=rows,
        numeric=frozenset({1, 2}),
        more=more,
        empty="No worker of the team holds an open child.",
    )
