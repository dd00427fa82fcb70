"""Home of the director and of a head of service: what is not done tonight, what is not known, what moved, where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from lineofsight.record.service.now import WAITS_FOR_A_WORKER, Reason, Stage
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.home import counting
from lineofsight.web.home.account import account
from lineofsight.web.home.managers import workers
from lineofsight.web.home.parts import Line, Section, Tile
from lineofsight.web.home.unknown import what_we_do_not_know
from lineofsight.web.improvement.reading import relapsed_lines
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.latest import latest, shown
from lineofsight.web.layout.links import link

# Of all measures, those a leader is told of when they move: one or two for each part of the child's way.
HEADLINES = (
    "referrals_count", "re_referrals_12m", "contact_decision_24h", "assessment_45wd", "assessment_open_over_45",
    "s47_count", "icpc_15wd", "cpp_count", "cpp_repeat", "cp_visits_timely", "cp_seen_alone", "cpp_open_over_15m",
    "core_group_timely", "cin_count", "cin_visit_timely", "rhi_completed", "missing_now", "cla_count",
    "cla_visits_timely", "cla_reviews_timely", "cla_3_placements", "cla_unregistered", "cla_health_up_to_date",
    "cla_pep_current", "care_proceedings_weeks", "cl_in_touch", "cl_suitable", "cl_eet", "cl_pathway_current",
    "wf_unallocated", "wf_caseload_avg", "wf_agency_rate", "wf_supervision", "mgmt_decisions_recorded",
    "recorded_late", "open_owed_nothing",
)  # fmt: skip
MOST_MOVED = 10


def director(request: Request, day: date) -> list[Section]:
    """The whole service on one page."""
    counted = counting.reasons(request.caseload.counted)
    tonight = not_done_tonight(request, day, counted)
    unknown = what_we_do_not_know(request, day)
    told = account(request, day, counted)
    drifting = counting.drift(counted, "service")
    return [tonight, unknown, *what_relapsed(request), drifting, told, what_moved(), where(request, day)]


def what_relapsed(request: Request) -> list[Section]:
    """Lines of the improvement plan that were put right and fell back; nothing to those who may not see the plan."""
    if not may(request.asker, Action.SEE_IMPROVEMENT):
        return []
    lines = [
        Line(line.term, link("improvement:line", line.number), "", line.relapse, "Relapsed: reopened", "overdue")
        for line in relapsed_lines()
    ]
    return [Section("Put right once, and fell back", "In the improvement plan.", lines=lines)] if lines else []


def service_head(request: Request, day: date) -> list[Section]:
    """The same for the teams of one service; the figures are the whole authority's, and say so."""
    moved = what_moved()
    counted = counting.reasons(request.caseload.counted)
    tonight, drifting = not_done_tonight(request, day, counted), counting.drift(counted, "service")
    sections = [tonight, where(request, day), drifting, moved, what_we_do_not_know(request, day)]
    if len(request.asker.teams) <= 1:
        sections.append(workers(request.caseload.counted, request.asker.teams))
    return sections


def not_done_tonight(request: Request, day: date, counted: Mapping[Reason, int]) -> Section:
    """Children to whom something grave is not done, each number leading to them."""
    caseload = request.caseload
    strategy = counting.children_overdue(caseload.counted, counting.STRATEGY, day)
    visits = counting.overdue_by_standard(caseload.counted, counting.VISITS, day)

    def visit(code: str, label: str) -> Tile:
        return Tile(
            visits.get(code, (0, 0))[1], label, counting.list_link("service", state="overdue", standard=code)
        )  # fmt: skip

    placed, every = latest().get("cla_unregistered"), caseload.counted.how_many_children(Q(is_open=True))
    everyone = caseload.sees_everyone
    tiles = [
        counting.reason_tile(Reason.UNALLOCATED, "with no allocated worker", counted, "service"),
        counting.reason_tile(Reason.MISSING, "missing now", counted, "service"),
        counting.reason_tile(Reason.NEVER_SEEN, "never seen", counted, "service"),
        counting.reason_tile(Reason.NOT_SEEN, "not seen after failed visits", counted, "service"),
        Tile(strategy, "waiting for a strategy discussion that is overdue",
             counting.list_link("service", state="overdue", standard="strategy_discussion")),
        visit("cp_visit", "on a plan with a visit overdue"),
        visit("cla_visit_recurring", "in care with a visit overdue"),
        counting.reason_tile(Reason.NO_STATUS, "in care without a legal status", counted, "service"),
        counting.reason_tile(Reason.OWED_NOTHING, "open, with nothing owed or nobody named", counted, "service"),
        counting.reason_tile(Reason.NO_PLAN, "in need without a plan", counted, "service"),
    ]  # fmt: skip
    if everyone and placed is not None:
        number = None if placed.numerator is None else int(placed.numerator)
        tiles.insert(6, Tile(number, "in an unregistered home", link("performance:indicator", "cla_unregistered"),
                             placed.reason or ""))  # fmt: skip
    return Section(
        "What we have not done tonight",
        f"Children, of {every:,} open. Each number opens the children it counts.",
        tiles=tiles,
    )


def what_moved() -> Section:
    """Headline measures with a signal at their end: more than chance would give."""
    found, indicators = latest(), definitions().indicators
    rows = []
    for code in HEADLINES:
        each = found.get(code)
        if each is not None and each.moved and each.value is not None:
            rows.append((
                (indicators[code].title, link("performance:indicator", code)),
                (shown(indicators[code], each.value), ""), (each.period.title, ""), (each.moved, ""),
            ))  # fmt: skip
    return Section(
        "What moved",
        "For the whole authority. Only what moved further than chance alone would move it; direction is not judgement.",
        headings=("Measure", "Latest", "For", "What it did"), rows=rows[:MOST_MOVED], numeric=frozenset({1}),
        empty="None of the headline measures moved further than chance alone would move it.",
        more=("The scorecard", link("performance:scorecard")) if link("performance:scorecard") else None,
    )  # fmt: skip


def where(request: Request, day: date) -> Section:
    """Teams by name, with what is overdue in each: where to go and ask, not an order of merit."""
    every = request.caseload.counted.of_children(Q(is_open=True))
    held, nobody, late, plan, care = (
        every.of_children(condition).children_by("team_id", "team_name")
        for condition in (
            Q(), WAITS_FOR_A_WORKER, Q(overdue__gt=0), Q(stage=Stage.CHILD_PROTECTION), Q(stage=Stage.IN_CARE),
        )
    )  # fmt: skip
    named = {key: str(name or team) for key in held if (team := key[0]) is not None for name in key[1:]}
    rows = []
    for key in sorted(named, key=lambda each: (named[each], each)):
        team = str(key[0])
        to = {
            reason: counting.list_link("team", team, by="child", reason=reason) for reason in ("unallocated", "overdue")
        }  # fmt: skip
        rows.append((
            (named[key], link("teams:team", team) or counting.list_link("team", team)),
            (f"{held[key]:,}", ""), (f"{plan.get(key, 0):,}", ""), (f"{care.get(key, 0):,}", ""),
            (f"{nobody.get(key, 0):,}", to["unallocated"] if nobody.get(key) else ""),
            (f"{late.get(key, 0):,}", to["overdue"] if late.get(key) else ""),
        ))  # fmt: skip
    return Section(
        "Where",
        "Teams by name. They do different work: compare a team with teams like it on a measure's page.",
        headings=("Team", "Open children", "On a plan", "In care", "No worker", "With something overdue"),
        rows=rows,
        numeric=frozenset({1, 2, 3, 4, 5}),
        empty="No team holds an open child in what has been loaded.",
    )
