"""What council and trust do: agree, end, plan, do, close, issue. Refusals are rules; nothing agreed is changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from lineofsight.catalogue import VERSION
from lineofsight.core.periods import Period, parse_period
from lineofsight.web.access.actions import Actor, Refused, action, touched
from lineofsight.web.access.papers import held_paper, kept_paper, require
from lineofsight.web.accounts.roles import Action
from lineofsight.web.contract import rules
from lineofsight.web.contract.models import Measure, Remedy, RemedyAction, Report, Responsibility
from lineofsight.web.contract.papers import is_percentage, line_of, plan_of, snapshot_or_404, terms_of
from lineofsight.web.contract.reports import content_of, digest_of
from lineofsight.web.contract.results import choices, results_of, states
from lineofsight.web.knowledge.meanings import meaning_now


@action(Action.AGREE_CONTRACT)
def agree_measure(*, by: Actor, values: Mapping[str, Any]) -> Measure:
    """Agree a measure with its target, from a day on. Raises Refused."""
    code = str(values["indicator"])
    if code not in dict(choices()):
        raise Refused("That measure cannot be told each quarter. Choose another.")
    require(rules.may_not_agree(values["target"], values["tolerance"], is_percentage=is_percentage(code)))
    require(rules.may_not_reach_back(values["from_on"], _reported_to()))
    for each in Measure.objects.filter(indicator=code):
        if each.to_on is None or each.to_on >= values["from_on"]:
            raise Refused("That measure is in the contract for those days already. End it first, then agree it anew.")
    made = Measure.objects.create(
        indicator=code, target=values["target"], tolerance=values["tolerance"], direction=values["direction"],
        why=values.get("why") or "", from_on=values["from_on"], catalogue=VERSION, definition=meaning_now(code),
        agreed_by=str(by.user), agreed_on=by.day,
    )  # fmt: skip
    touched(made)
    return made


@action(Action.AGREE_CONTRACT)
def end_measure(*, by: Actor, number: int, version: int, ends_on: date, why: str) -> Measure:
    """Say a measure's last day: its results until then stay. Raises Refused."""
    found = _held(Measure, number, version)
    require(rules.may_not_end(found.from_on, ends_on))
    # Its last day may be the last of the quarter reported: it was measured to the end of it.
    require(rules.may_not_reach_back(ends_on + timedelta(days=1), _reported_to()))
    found.to_on, found.ended_why = ends_on, f"{why} ({by.user}, {by.day.isoformat()})"
    return kept_paper(found)


@action(Action.AGREE_CONTRACT)
def agree_responsibility(*, by: Actor, values: Mapping[str, Any]) -> Responsibility:
    """Say what council and trust are for one purpose, from a day on; what was so before ends the day before.

    Raises Refused.
    """
    require(rules.may_not_share(values["council"], values["trust"]))
    from_on: date = values["from_on"]
    require(rules.may_not_reach_back(from_on, _reported_to()))
    before = Responsibility.objects.select_for_update().filter(purpose=values["purpose"], to_on=None).first()
    if before is not None:
        ends_on = from_on - timedelta(days=1)
        require(rules.may_not_end(before.from_on, ends_on))
        before.to_on = ends_on
        kept_paper(before)
    named = {name: values[name] for name in ("purpose", "council", "trust", "under", "from_on")}
    made = Responsibility.objects.create(**named, agreed_by=str(by.user), agreed_on=by.day)
    touched(made)
    return made


@action(Action.WRITE_REMEDY)
def open_plan(*, by: Actor, number: int, snapshot: str, values: Mapping[str, Any]) -> Remedy:
    """Begin a remedial plan for a measure that asks for one on a snapshot, with its first action. Raises Refused."""
    held = snapshot_or_404(snapshot)
    measure = _held(Measure, number)
    line = line_of(measure, held)
    require(rules.may_not_open(line.asked, is_open=line.open_plan is not None))
    made = Remedy.objects.create(
        measure=measure, because=[each.code for each in line.asked], snapshot=held.info.snapshot,
        known_on=held.info.as_known_on, cause=values["cause"], owner=values["owner"], due_on=values["due_on"],
        opened_on=by.day, opened_by_id=by.user.pk, opened_by=str(by.user),
    )  # fmt: skip
    touched(made)
    first = {"what": values["action"], "owner": values["action_owner"], "due_on": values["action_due_on"]}
    add_action(by=by, number=made.pk, values=first)
    return made


@action(Action.WRITE_REMEDY)
def add_action(*, by: Actor, number: int, values: Mapping[str, Any]) -> RemedyAction:
    """Add an action to a plan that is open. Raises Refused."""
    remedy = _held(Remedy, number)
    require("" if _is_open(remedy) else "This plan is closed. Were it to relapse, it opens again.")
    made = RemedyAction.objects.create(remedy=remedy, added_on=by.day, **values)
    touched(made)
    return made


@action(Action.WRITE_REMEDY)
def do_action(*, by: Actor, number: int, version: int, evidence: str) -> RemedyAction:
    """Say that an action of a plan is done, and what shows it. Raises Refused."""
    found = _held(RemedyAction, number, version)
    require(rules.may_not_say_done(is_done=found.done_on is not None, evidence=evidence))
    found.done_on, found.evidence, found.done_by = by.day, evidence, str(by.user)
    return kept_paper(found)


@action(Action.CLOSE_REMEDY)
def close_plan(*, by: Actor, number: int, version: int, snapshot: str, why: str) -> Remedy:
    """Close, for the council, a plan whose measure is back within tolerance on a later snapshot. Raises Refused."""
    held = snapshot_or_404(snapshot)
    found = _held(Remedy, number, version)
    quarters = states(results_of(held, terms_of(found.measure)))
    plan = plan_of(found, quarters)
    last = parse_period(found.closed_quarter).end if found.closed_quarter else None
    require(rules.may_not_close(
        quarters, held.info.as_known_on, found.known_on, last, is_open=plan.is_open,
        wrote=found.opened_by_id == by.user.pk,
    ))  # fmt: skip
    if found.closed_on is not None:
        gone = {"closed_on": found.closed_on.isoformat(), "closed_by": found.closed_by, "why": found.closed_why,
                "quarter": found.closed_quarter, "relapsed": plan.relapsed.code if plan.relapsed else ""}  # fmt: skip
        found.earlier = [*found.earlier, gone]
    found.closed_on, found.closed_by, found.closed_why = by.day, str(by.user), why
    found.closed_snapshot, found.closed_quarter = held.info.snapshot, quarters[-1].code
    return kept_paper(found)


@action(Action.ISSUE_CONTRACT_REPORT)
def issue_report(*, by: Actor, snapshot: str, quarter: Period) -> Report:
    """Issue a quarter's report from a snapshot: kept whole, never changed. Raises Refused."""
    held = snapshot_or_404(snapshot)
    issued = Report.objects.filter(quarter=quarter.code, snapshot=held.info.snapshot).exists()
    require(rules.may_not_issue(quarter.end, held.info.as_known_on, issued=issued))
    content = content_of(held, quarter)
    made = Report.objects.create(
        quarter=quarter.code, snapshot=held.info.snapshot, known_on=held.info.as_known_on, content=content,
        digest=digest_of(content), issued_on=by.day, issued_by=str(by.user),
    )  # fmt: skip
    touched(made)
    return made


def _reported_to() -> date | None:
    """The last day of the latest quarter of which a report was issued."""
    ends = [parse_period(each).end for each in Report.objects.values_list("quarter", flat=True)]
    return max(ends, default=None)


def _is_open(remedy: Remedy) -> bool:
    quarters = states(results_of(snapshot_or_404(), terms_of(remedy.measure)))
    return plan_of(remedy, quarters).is_open


def _held(model: Any, number: int, version: int | None = None) -> Any:
    """The paper, held until the action ends. Raises Refused where somebody else was first."""
    return held_paper(model.objects, number, version)
