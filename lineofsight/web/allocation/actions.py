"""Giving a child to a worker, handing a child over, accepting. Refusals are rules; allocations are the record's."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F

from lineofsight.core.caseload_policy import CaseloadPolicy
from lineofsight.core.tables.workforce import allocations
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.reading_rows import rows_held
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import RowToWrite, WrittenRow, held_row
from lineofsight.web.access.actions import Actor, Refused, action, touched, write_records
from lineofsight.web.access.caseload import Caseload, child_handed_over, children_held
from lineofsight.web.access.papers import require
from lineofsight.web.accounts.roles import Action, Reach
from lineofsight.web.allocation import rules
from lineofsight.web.allocation.candidates import weigh
from lineofsight.web.allocation.models import Handover
from lineofsight.web.allocation.weighing import Load, load_of, room
from lineofsight.web.drafts.actions import drop_draft
from lineofsight.web.knowledge.staff import Worker
from lineofsight.web.served import served_home

TABLE = allocations.name
HOLDING = ("allocated_worker", None)


@action(Action.ALLOCATE)
def allocate(
    *, by: Actor, child: ChildNow, worker: Worker | None, held_by: str, policy: CaseloadPolicy, change_reason: str = "",
    why: str = "", cover_until: date | None = None, form: str = "", subject: str = "",
) -> tuple[WrittenRow, ...]:  # fmt: skip
    """Give a child to a worker of one's own teams: ends what ran, opens the new, in one.

    `held_by`: whoever held the child when the page was opened. Cover ends by itself, and ends nothing. Raises Refused,
    WriteRefused, HomeBusy.
    """
    require("" if worker is None else rules.may_not_give_to(
        worker.team, by.asker.teams, everywhere=by.asker.role.reach is Reach.SERVICE))  # fmt: skip
    done = _give(by, child, worker, held_by, policy, change_reason, why, cover_until)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return done


@action(Action.ALLOCATE)
def hand_over(*, by: Actor, child: ChildNow, to_team: str, to_team_name: str, summary: str) -> Handover:
    """Ask another team to take a child on. Until it accepts, the child stays where they are. Raises Refused."""
    waiting = Handover.objects.filter(reference=child.reference, outcome="").exists()
    require(rules.may_not_hand_over(child.team_id, to_team, waiting, summary))
    made = Handover.objects.create(
        reference=child.reference, local_id=child.child_id, stage=child.stage, from_team=child.team_id or "",
        from_team_name=child.team_name or "", to_team=to_team, to_team_name=to_team_name, summary=summary,
        put_on=by.day, put_by_id=by.user.pk, put_by=str(by.user),
    )  # fmt: skip
    touched(made)
    return made


@action(Action.ALLOCATE)
def accept(
    *, by: Actor, handover: Handover, worker: Worker | None, policy: CaseloadPolicy, why: str = ""
) -> tuple[WrittenRow, ...]:  # fmt: skip
    """Take a child on: the receiving team's manager names the worker, and the child is theirs from today.

    The policy is asked for the team: the child is not theirs to see until this is done. Raises Refused, WriteRefused,
    HomeBusy, Http404 for a child restricted to others.
    """
    require(_may_not_answer(by, handover))
    child = child_handed_over(by.asker, handover.reference)
    if worker is not None and worker.team != handover.to_team:
        raise Refused("Choose somebody of the receiving team.")
    done = _give(by, child, worker, child.worker_id or "", policy, "TSPROC", why, None)
    _answer(by, handover, "accepted", "", worker.id if worker else "")
    return done


@action(Action.ALLOCATE)
def decline(*, by: Actor, handover: Handover, why: str) -> Handover:
    """Say why a team does not take a child on: the child stays where they are. Raises Refused."""
    require(_may_not_answer(by, handover))
    require("" if why.strip() else "Say why: the sending team has to act on it.")
    return _answer(by, handover, "declined", why)


@action(Action.ALLOCATE)
def take_back(*, by: Actor, handover: Handover) -> Handover:
    """Take back a handover that one made and nobody answered. Raises Refused."""
    require("" if handover.put_by_id == by.user.pk else "Only whoever handed the child over takes it back.")
    require(f"This handover was {handover.outcome} already." if handover.outcome else "")
    return _answer(by, handover, "withdrawn", "")


def _give(
    by: Actor, child: ChildNow, worker: Worker | None, held_by: str, policy: CaseloadPolicy, reason: str, why: str,
    cover_until: date | None,
) -> tuple[WrittenRow, ...]:  # fmt: skip
    require(rules.may_not_hold(child.stage, worker, by.day))
    assert worker is not None  # the rule refuses nobody
    require("" if (child.worker_id or "") == held_by else (
        f"Meanwhile {child.worker_name or 'nobody'} holds the child. Look again before you give them on."))  # fmt: skip
    require(rules.may_not_change(child.worker_id, worker.id, child.changes_of_worker, reason))
    require(rules.may_not_cover(cover_until, by.day))
    after = _load_after(by, child, worker, policy)
    left = room(after, worker.limit(policy), worker.full_time)
    require(rules.may_not_exceed(worker, after.children, left, policy, why, is_head=_is_head(by)))
    running = _running(child, by.day)
    today = [row for row in running if row["started_on"] == by.day and row["source"] == APPLICATION]
    require("The child was given to somebody today. Cover can begin tomorrow." if today and cover_until else "")
    # What was given here earlier today never held the child for a day: it becomes the new one, and keeps its versions.
    kept = held_row(served_home(), TABLE, today[-1]["id"]) if today else None
    ended = (
        [] if cover_until else [_ended(row, child, by.day) for row in running if not kept or row["id"] != kept.row_id]
    )
    values = {
        "worker_id": worker.id, "team_id": worker.team or child.team_id, "role": "allocated_worker",
        "started_on": by.day, "ended_on": cover_until, "change_reason": reason or None, "accepted_on": by.day,
    }  # fmt: skip
    new = RowToWrite(TABLE, values, child.child_id, kept.row_id if kept else None, kept.version if kept else None)
    return write_records([*ended, new], why=why)


def _load_after(by: Actor, child: ChildNow, worker: Worker, policy: CaseloadPolicy) -> Load:
    """What a worker would hold with the child, also of children whoever gives the child may not see."""
    every = [*(each for each in children_held(worker.id) if each.reference != child.reference), child]
    return load_of(weigh(Caseload(by.asker, lambda _: None), every, by.day).values(), policy)


def _is_head(by: Actor) -> bool:
    return Action.DECIDE_AS_SERVICE_HEAD in by.asker.role.actions


def _running(child: ChildNow, on: date) -> list[Row]:
    """The rows under which a child is held on a day, in order."""
    rows = rows_held(served_home(), allocations, [child.child_id])
    found = [row for row in rows if row["role"] in HOLDING and row["started_on"] and row["started_on"] <= on
             and (row["ended_on"] is None or row["ended_on"] >= on)]  # fmt: skip
    return sorted(found, key=lambda row: (row["started_on"], row["id"]))


def _ended(row: Row, child: ChildNow, on: date) -> RowToWrite:
    """A row ended on the day before; on the day itself where it began then."""
    held = held_row(served_home(), TABLE, row["id"])
    values = {"ended_on": max(on - timedelta(days=1), row["started_on"])}
    return RowToWrite(TABLE, values, child.child_id, row["id"], held.version if held else 0)


def _answer(by: Actor, handover: Handover, outcome: str, why: str, worker: str = "") -> Handover:
    done = Handover.objects.filter(pk=handover.pk, outcome="").update(
        outcome=outcome, why=why, answered_on=by.day, answered_by=str(by.user), worker_id=worker,
        version=F("version") + 1,
    )  # fmt: skip
    require("" if done else "Somebody answered this handover meanwhile.")
    touched(handover)
    return handover


def _may_not_answer(by: Actor, handover: Handover) -> str:
    return rules.may_not_answer(
        handover.outcome, handover.to_team, by.asker.teams, handover.put_by_id, by.user.pk,
        everywhere=by.asker.role.reach is Reach.SERVICE,
    )  # fmt: skip
