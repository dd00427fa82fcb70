"""Home of a team manager: overdue by child, nobody allocated, what to decide, and how many each worker holds."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q

from lineofsight.record.service.now import Reason
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
    children = caseload.children().filter(team_id__in=teams, is_open=True)
    duties = caseload.duties().filter(team__in=teams)
    counted = counting.reasons(children)
    unallocated = children.filter(reasons__icontains=f'"{Reason.UNALLOCATED.value}"').order_by(
        F("longest_overdue").desc(nulls_last=True), "pk"
    )
    overdue = children.filter(overdue__gt=0).order_by("-longest_overdue", "-overdue", "pk")
    return [
        Section("Tonight", tiles=(
            counting.reason_tile(Reason.UNALLOCATED, "children with no allocated worker", counted, "my_team"),
            counting.reason_tile(Reason.MISSING, "missing now", counted, "my_team"),
            Tile(counting.children_overdue(duties, counting.VISITS, day), "children with a visit overdue",
                 counting.list_link("my_team", state="overdue", by="standard")),
            Tile(counted[Reason.NEVER_SEEN] + counted[Reason.NOT_SEEN], "children not seen",
                 counting.list_link("my_team", by="child", reason="never_seen")),
            counting.reason_tile(Reason.OWED_NOTHING, "open, and owed nothing", counted, "my_team"),
            Tile(duties.due_within(day, 7).count(), "due in the next 7 days",
                 counting.list_link("my_team", state="soon")),
        )),
        _to_decide(duties, day),
        Section(
            "Nobody allocated", lines=counting.child_lines(list(unallocated[:MOST]), day, worker=False),
            empty="Every open child of the team has an allocated worker.",
            more=("All of them", counting.list_link("my_team", by="child", reason="unallocated")),
        ),
        Section(
            "Overdue, by child", lines=counting.child_lines(list(overdue[:MOST]), day, worker=True),
            empty="Nothing is overdue for any child of the team.",
            more=("All children of the team", counting.list_link("my_team", by="child")),
        ),
        workers(children, teams),
    ]  # fmt: skip


def _to_decide(duties: object, day: date) -> Section:
    rows = duties.open_on(day).filter(standard__in=counting.DECISIONS, known=True)  # type: ignore[attr-defined]
    standards = definitions().standards
    lines = [
        Line(
            duty.name or duty.holder, link("children:child", duty.reference), duty.holder,
            f"{title_of_standard(duty.standard, standards)}: due {in_full(duty.due_on)}.", from_day(duty.due_on, day),
            "overdue" if duty.due_on and duty.due_on < day else "soon",
        )
        for duty in rows.filter(due_on__gte=_a_quarter_before(day)).order_by("due_on", "key")[:MOST]
    ]  # fmt: skip
    return Section(
        "What needs my decision",
        "Waiting for a manager, from the last three months, the longest waiting first.",
        lines=lines,
        empty="Nothing open waits for a manager's decision.",
    )


def _a_quarter_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 92)


def workers(children: object, teams: tuple[str, ...]) -> Section:
    """How many children each worker holds, by name: to help, not to compare."""
    found = (
        children.exclude(worker_id=None)  # type: ignore[attr-defined]
        .order_by("worker_name").values("worker_id", "worker_name")
        .annotate(held=Count("pk"), late=Count("pk", filter=Q(overdue__gt=0)))
    )  # fmt: skip
    rows = [
        ((row["worker_name"] or row["worker_id"], counting.list_link("my_team", worker=row["worker_id"])),
         (f"{row['held']:,}", ""), (f"{row['late']:,}", ""))
        for row in found
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
