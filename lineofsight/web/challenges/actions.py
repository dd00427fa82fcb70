"""What is done with challenges. Refusals are rules; those of practice are rows of the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import HeldRow, RowToWrite, WrittenRow, new_row_id
from lineofsight.web.access.actions import Actor, action, touched, write_record, write_records
from lineofsight.web.access.authority import level_held
from lineofsight.web.access.papers import held_paper, kept_paper, require
from lineofsight.web.accounts.roles import Action
from lineofsight.web.challenges import rules
from lineofsight.web.challenges.models import FigureChallenge
from lineofsight.web.drafts.actions import drop_draft

TABLE = "challenges"
KINDS = {"conference_chair": "conference_chair"}


@action(Action.RAISE_CHALLENGE)
def raise_challenge(
    *, by: Actor, child: ChildNow, values: Mapping[str, Any], row_id: str, form: str = "", subject: str = ""
) -> WrittenRow:  # fmt: skip
    """Challenge practice with a child, at the first level. Raises WriteRefused, ChangedMeanwhile, HomeBusy."""
    kind = KINDS.get(by.user.role_code, "reviewing_officer")
    written = {**values, "kind": kind, "level": 1, "raised_on": by.day, "raised_by": by.name, "team_id": child.team_id}
    done = write_record(TABLE, written, holder=child.child_id, row_id=row_id, version=0)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return done


@action(Action.ANSWER_CHALLENGE)
def answer_challenge(*, by: Actor, child: ChildNow, held: HeldRow, version: int, answer: str) -> WrittenRow:
    """Answer a challenge at its level. Raises Refused and as above."""
    require(rules.may_not_answer(held.values, level_held(by.asker), by.name))
    written = {"answer": answer, "answered_on": by.day, "answered_by": by.name}
    return write_record(TABLE, written, holder=child.child_id, row_id=held.row_id, version=version)


@action(Action.RAISE_CHALLENGE)
def close_challenge(*, by: Actor, child: ChildNow, held: HeldRow, version: int, outcome: str) -> WrittenRow:
    """Close a challenge that was answered: by whoever raised it alone. Raises Refused and as above."""
    require(rules.may_not_close(held.values, by.name))
    written = {"outcome": outcome, "resolved_on": by.day, "resolved_by": by.name}
    return write_record(TABLE, written, holder=child.child_id, row_id=held.row_id, version=version)


@action(Action.RAISE_CHALLENGE)
def pass_up(
    *, by: Actor, child: ChildNow, held: HeldRow, version: int, why: str, due_on: date | None
) -> WrittenRow:  # fmt: skip
    """End a challenge at its level and begin it at the next, in one write; gives the one begun. Raises as above."""
    row = held.values
    require(rules.may_not_pass_up(row, by.name, due_on, by.day))
    ended = {"outcome": "passed_up", "resolved_on": by.day, "resolved_by": by.name}
    carried = {name: row.get(name) for name in ("kind", "about", "subject_id", "team_id", "immediate_risk", "wanted")}
    begun = {
        **carried, "level": rules.level_of(row) + 1, "raised_on": by.day, "raised_by": by.name, "reason": why,
        "passed_from": held.row_id, "settle_by": rules.settle_by(row),
    }  # fmt: skip
    _, new = write_records(
        [
            RowToWrite(TABLE, ended, child.child_id, held.row_id, version),
            RowToWrite(TABLE, begun, child.child_id, new_row_id(), 0),
        ],
        why=why,
    )
    return new


@action(Action.CHALLENGE_FIGURE)
def challenge_figure(
    *, by: Actor, indicator: str, period: str, team: str, snapshot: str, wrong: str
) -> FigureChallenge:  # fmt: skip
    """Say that a figure, or the list behind it, is wrong."""
    made = FigureChallenge.objects.create(
        indicator=indicator, period=period, team=team, snapshot=snapshot, wrong=wrong, raised_at=datetime.now(UTC),
        raised_on=by.day, raised_by_id=by.user.pk, raised_by=str(by.user),
    )  # fmt: skip
    touched(made)
    return made


@action(Action.ANSWER_FIGURE)
def answer_figure(*, by: Actor, number: int, version: int, outcome: str, answer: str) -> FigureChallenge:
    """Answer whoever says that a figure is wrong. Raises Refused."""
    found = _figure(number, version)
    require(rules.may_not_answer_figure(found.raised_by_id, by.user.pk, **_stage(found)))
    found.outcome, found.answer, found.answered_on = outcome, answer, by.day
    found.answered_by_id, found.answered_by = by.user.pk, str(by.user)
    return kept_paper(found)


@action(Action.CHALLENGE_FIGURE)
def accept_figure(*, by: Actor, number: int, version: int) -> FigureChallenge:
    """Say that an answer will do: then it is settled. Raises Refused."""
    found = _figure(number, version)
    require(rules.may_not_settle_figure(found.raised_by_id, by.user.pk, **_stage(found)))
    found.accepted_on = by.day
    return kept_paper(found)


@action(Action.CHALLENGE_FIGURE)
def reopen_figure(*, by: Actor, number: int, version: int, why: str) -> FigureChallenge:
    """Say why an answer will not do: another is owed, and the one given is kept. Raises Refused."""
    found = _figure(number, version)
    require(rules.may_not_settle_figure(found.raised_by_id, by.user.pk, **_stage(found)))
    said = {"answer": found.answer, "by": found.answered_by, "on": str(found.answered_on), "refused": why}
    found.earlier = [*found.earlier, said]
    found.outcome, found.answer, found.answered_by, found.answered_on, found.answered_by_id = "", "", "", None, None
    return kept_paper(found)


def _figure(number: int, version: int) -> FigureChallenge:
    """The challenge, held until the action ends. Raises Refused where somebody else was first."""
    return held_paper(FigureChallenge.objects, number, version)


def _stage(found: FigureChallenge) -> dict[str, bool]:
    return {"answered": found.answered_on is not None, "accepted": found.accepted_on is not None}
