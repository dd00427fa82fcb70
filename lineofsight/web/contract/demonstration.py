"""The contract of the demonstration authority, agreed, planned and closed by the same actions as anybody's."""

from __future__ import annotations

from datetime import date, timedelta

from lineofsight.core.periods import PeriodKind, latest_periods
from lineofsight.record.home import Home
from lineofsight.web.access.actions import Actor, Refused
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.contract import actions
from lineofsight.web.contract.models import Measure, Remedy
from lineofsight.web.contract.papers import line_of
from lineofsight.web.contract.results import choices
from lineofsight.web.contract.rules import HIGHER, LOWER
from lineofsight.web.knowledge.snapshots import Known, known, snapshots

AGREED_FROM = date(2025, 4, 1)
PLANS = 2
# Measure, target, tolerance, which way is better, and why the two bodies chose it.
TERMS = (
    ("contact_decision.in_time", 90.0, 5.0, HIGHER, "Children who are told about wait for nobody."),
    ("assessment_45.in_time", 90.0, 5.0, HIGHER, "Families know where they stand."),
    ("strategy_within_standard", 95.0, 5.0, HIGHER, "Agencies meet while it still matters."),
    ("cp_visits_timely", 90.0, 5.0, HIGHER, "Children on a plan are seen."),
    ("core_group_timely", 90.0, 5.0, HIGHER, "Those who carry out the plan meet."),
    ("cin_visit_timely", 85.0, 5.0, HIGHER, "Children in need are seen."),
    ("cla_visits_timely", 90.0, 5.0, HIGHER, "Children in care are seen by somebody they know."),
    ("cl_pathway_current", 85.0, 5.0, HIGHER, "Care leavers have a plan that is theirs."),
    ("mgmt_decisions_recorded", 90.0, 5.0, HIGHER, "Somebody decides about each child."),
    ("partner_attendance", 75.0, 5.0, HIGHER, "All the agencies that know a child come."),
    ("wf_caseload_avg", 17.0, 1.5, LOWER, "Workers have time for each child."),
)
PARTS = (
    ("Protecting and supporting children, day by day", "none", "controller", "Service delivery contract, schedule 9"),
    (
        "Statutory returns to the department",
        "controller",
        "processor",
        "Direction of the Secretary of State; schedule 9",
    ),
    ("Knowing whether the contract is kept", "joint", "joint", "Data sharing agreement, clause 4"),
    ("Complaints the council answers for", "controller", "processor", "Service delivery contract, schedule 11"),
)


def make_contract(home: Home, on: date) -> None:
    """Terms, controllers, two remedial plans and a quarter's report; nothing where there is a contract, or nobody."""
    council, trust = _actor("commissioner", on), _actor("director", on)
    if not home.only_simulated() or Measure.objects.exists() or council is None or trust is None:
        return
    listed = [held for each in snapshots() if (held := known(each.snapshot)) is not None]
    offered = dict(choices())
    for code, target, tolerance, direction, why in TERMS:
        if code in offered:
            actions.agree_measure(by=council, values={
                "indicator": code, "target": target, "tolerance": tolerance, "direction": direction, "why": why,
                "from_on": AGREED_FROM,
            })  # fmt: skip
    for purpose, of_council, of_trust, under in PARTS:
        actions.agree_responsibility(by=council, values={
            "purpose": purpose, "council": of_council, "trust": of_trust, "under": under, "from_on": AGREED_FROM,
        })  # fmt: skip
    if not listed:
        return
    _plans(council, trust, listed[0], listed[-1])
    quarter = latest_periods(PeriodKind.QUARTER, listed[-1].info.as_known_on, 1)[0]
    actions.issue_report(by=trust, snapshot=listed[-1].info.snapshot, quarter=quarter)


def _plans(council: Actor, trust: Actor, first: Known, last: Known) -> None:
    """Plans for what was outside tolerance on the first snapshot: one that put it right, where one did, and one not."""
    asked = [each for each in Measure.objects.all() if line_of(each, first).asked]
    still = [each for each in asked if line_of(each, last).asked]
    right = [each for each in asked if each not in still]
    begun = first.info.as_known_on
    for measure in [*right[:1], *still[: PLANS - len(right[:1])]]:
        plan = actions.open_plan(by=trust, number=measure.pk, snapshot=first.info.snapshot, values={
            "cause": "Teams short of workers fall behind, and nobody outside the team sees it before the month ends.",
            "owner": "Head of safeguarding", "due_on": begun + timedelta(days=180),
            "action": "Each team manager goes through what is overdue, weekly, child by child",
            "action_owner": "Team managers", "action_due_on": begun + timedelta(days=28),
        })  # fmt: skip
        actions.do_action(
            by=trust, number=plan.actions.get().pk, version=1, evidence="Minutes of the weekly meeting, since April."
        )
        actions.add_action(by=trust, number=plan.pk, values={
            "what": "Fill the posts that are vacant in the two teams furthest behind", "owner": "Head of workforce",
            "due_on": begun + timedelta(days=210),
        })  # fmt: skip
        _close(council, plan, last)


def _close(council: Actor, plan: Remedy, last: Known) -> None:
    """Closed where the rule lets the council close it; it stays open where the measure is not back."""
    plan.refresh_from_db()
    try:
        actions.close_plan(
            by=council, number=plan.pk, version=plan.version, snapshot=last.info.snapshot,
            why="Back within tolerance, and the weekly meeting goes on.",
        )  # fmt: skip
    except Refused:
        return


def _actor(username: str, on: date) -> Actor | None:
    user = User.objects.filter(username=username, is_demonstration=True).first()
    asker = asker_of(user)
    return None if user is None or asker is None else Actor(user, asker, on)
