"""The demonstration's preparation for inspectors, by the same actions as anybody's: a visit, queries, claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from lineofsight.core.periods import add_months
from lineofsight.core.working_days import add_working_days
from lineofsight.inspections.preparing import requests_on
from lineofsight.record.home import Home
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.readiness import actions, known_by
from lineofsight.web.readiness.actions import Days
from lineofsight.web.readiness.expected import came, expected
from lineofsight.web.readiness.models import Claim, InspectorQuery, Visit
from lineofsight.web.readiness.self_evaluation import audit_evidence, measure_evidence, voice_evidence

_GIVEN = {
    "contacts": "Sent to the lead inspector; on the shared drive, inspection folder",
    "access": "Two laptops and accounts to read; the systems lead sits with them",
    "audits_listed": "List of the last six months' audits, from the pages of quality",
}  # fmt: skip


def make_readiness(home: Home, on: date) -> None:
    """Inspectors rang last week; some was given, some asked; the self-evaluation is begun. Nothing where it is."""
    lead, second = _actor("director", on), _actor("principal-social-worker", on)
    if not home.only_simulated() or Visit.objects.exists() or lead is None or second is None:
        return
    if expected(came(), on).inspection is None:
        then = _actor("director", add_months(on, -29))
        assert then is not None  # the same person
        actions.took_place(by=then, kind="inspection", ended_on=then.day, about="", grade="requires_improvement")
    visit = _visit(home, on)
    _queries(visit, lead, second)
    if not Claim.objects.exists():
        _claims(lead, second, on)


def _visit(home: Home, on: date) -> Visit:
    notice = add_working_days(on, -3)
    by = _actor("director", notice)
    assert by is not None  # asked before
    visit = actions.begin_visit(
        by=by, days=Days(notice, add_working_days(notice, 5)), requests=requests_on(notice, home.policy),
        values={"kind": "monitoring_visit", "about": "Children on plans, and drift", "cohort": "long_plans",
                "criteria": ["neglect_and_drift", "oversight_and_supervision"]},
    )  # fmt: skip
    for each in visit.requests.filter(code__in=_GIVEN):
        actions.finish_request(by=by, number=each.pk, version=each.version, note=_GIVEN[each.code])
    return visit


def _queries(visit: Visit, lead: Actor, second: Actor) -> None:
    yesterday = _actor("director", add_working_days(lead.day, -1))
    assert yesterday is not None  # the same person
    first = actions.write_query(
        by=yesterday, visit=visit, asked_by="Lead inspector", due_on=lead.day, whose="Head of quality",
        what="How many audits of the last six months were graded again, and how often did the second grade differ?",
    )  # fmt: skip
    actions.answer_query(by=lead, number=first.pk, version=first.version,
                         answer="See the page of second grades, as known today; the list is attached.")  # fmt: skip
    actions.check_answer(by=second, number=first.pk, version=first.version + 1)
    actions.send_answer(by=lead, number=first.pk, version=first.version + 2)
    late = actions.write_query(
        by=yesterday, visit=visit, asked_by="Second inspector", due_on=yesterday.day, whose="Performance lead",
        what="Which children have been on a plan for fifteen months or more, and when did a manager last decide?",
    )  # fmt: skip
    assert isinstance(late, InspectorQuery)
    waits = actions.write_query(
        by=lead, visit=visit, asked_by="Lead inspector", due_on=add_working_days(lead.day, 1), whose="",
        what="Who holds the children of workers who are away this week?",
    )  # fmt: skip
    actions.answer_query(by=lead, number=waits.pk, version=waits.version,
                         answer="Each has cover by name: see Allocation, absence cover.")  # fmt: skip


def _claims(lead: Actor, second: Actor, on: date) -> None:
    old = on - timedelta(days=500)
    for area, criterion, know, following, evidence, one_kind, is_signed in (
        ("help_and_protection", "seen_and_heard", "Most children on a plan are visited in time, and seen alone.",
         "Every late visit is looked at by the team manager the same week.",
         [measure_evidence("cp_visits_timely", "at_least", 50.0), audit_evidence("visits", on),
          voice_evidence("agrees_with_worker", on)], "", True),
        ("help_and_protection", "neglect_and_drift", "Few plans go on for fifteen months or more.",
         "A panel looks at each plan at twelve months.",
         [_as_it_was("cpp_open_over_15m", add_months(on, -6)), audit_evidence("planning", on)], "", True),
        ("in_care", "reviews_and_challenge", "Children take part in their reviews.", "",
         [measure_evidence("cla_review_participation", "", None)], "", False),
        ("care_leavers", "personal_advisers", "We are in touch with our care leavers.",
         "Nobody goes eight weeks without being heard of.",
         [_dated(measure_evidence("cl_in_touch", "", None), old),
          _dated(voice_evidence("agrees_with_worker", on), old)], "", True),
        ("leadership", "oversight_and_supervision", "Managers write their decisions down.",
         "Audits look at whether decisions changed anything.", [audit_evidence("management_oversight", on)],
         "The measure counts that a decision is there, not whether it was any good.", True),
    ):  # fmt: skip
        values = {"area": area, "criterion": criterion, "know": know, "next": following,
                  "next_by": add_months(on, 6) if following else None}  # fmt: skip
        _claim(lead, second, values, [each for each in evidence if each], one_kind, is_signed=is_signed)


def _claim(
    lead: Actor, second: Actor, values: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]], one_kind: str, *,
    is_signed: bool,
) -> None:  # fmt: skip
    made = actions.write_claim(by=second, values=values, evidence=evidence)
    if not is_signed or not evidence:
        return
    alone = len({each["kind"] for each in evidence}) == 1
    said = one_kind or ("Nothing else is loaded that bears on it." if alone else "")
    actions.sign_claim(by=lead, number=made.pk, version=made.version, one_kind=said)


def _as_it_was(code: str, then: date) -> dict[str, Any] | None:
    """A measure as it was on an earlier day, claimed to stay at most that."""
    found, now = known_by.figure_on(code, then), measure_evidence(code, "", None)
    if found is None or found.value is None or now is None:
        return None
    words = f"{found.words}, {found.title}; claimed: at most {found.words}"
    return {**now, "on": found.ends_on, "period": found.period, "value": found.value, "test": "at_most",
            "bound": found.value, "words": words}  # fmt: skip


def _dated(evidence: dict[str, Any] | None, on: date) -> dict[str, Any] | None:
    """The same as it would have been written on an earlier day."""
    return None if evidence is None else {**evidence, "on": on}


def _actor(username: str, on: date) -> Actor | None:
    user = User.objects.filter(username=username, is_demonstration=True).first()
    asker = asker_of(user)
    return None if user is None or asker is None else Actor(user, asker, on)
