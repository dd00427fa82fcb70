"""What the API's rows of allocation look like: who waits, who could hold a child, safe staffing, handovers."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from lineofsight.web.api.shapes import Rows, Text


class WaitingRow(Schema):
    """A child owed a worker whom nobody in post holds. `since` null: not known. `worker`: under whose name, if any."""

    child: str
    reference: str
    stage: str
    is_statutory: bool
    team: Text
    team_name: Text
    since: date | None
    because: str
    worker: Text
    worker_name: Text
    overdue: int
    changes_of_worker: int | None


class OtherRow(Schema):
    """An open child without a worker to whom none is owed."""

    child: str
    reference: str
    kind: str
    since: date | None
    team: Text
    team_name: Text
    personal_adviser: Text
    personal_adviser_name: Text
    overdue: int


class NotHeldRow(Schema):
    """A child whom only a registered social worker may hold, and who is not so held; and why."""

    child: str
    reference: str
    stage: str
    team: str
    worker: str
    why: str


class NotHeldRows(Rows[NotHeldRow]):
    """`children`: how many there are whom only a registered social worker may hold; `held`: how many are so held."""

    children: int
    held: int


class ForecastRow(Schema):
    """What a team holds, and in four weeks if they are like the last four. `limits`: of those in post, not away."""

    team: str
    name: str
    now: int
    came: int
    assessments_end: int
    turn_eighteen: int
    expected: int
    limits: int
    is_above: bool
    away: int


class SideRow(Schema):
    """What a worker holds: children, what they weigh together, and the room left in words."""

    children: int
    weight: str
    room: str
    is_above: bool


class CandidateRow(Schema):
    """A worker who could take a child on, `before` and `after`. `refused`: why they may not, whoever asks."""

    worker: str
    name: str
    role: str
    limit: int | None
    before: SideRow
    after: SideRow
    refused: Text
    notes: list[str]


class HandoverRow(Schema):
    """One team asks another to take a child on. `outcome` null: not answered. `reference` null: you do not see them."""

    handover: int
    child: str
    reference: Text
    stage: str
    from_team: Text
    from_team_name: Text
    to_team: str
    to_team_name: Text
    summary: str
    put_on: date
    put_by: str
    outcome: Text
    why: Text
    answered_on: date | None
    answered_by: Text


class WorkerRow(Schema):
    """A worker of a team, to help them: what they hold against the limit, and when supervision is due. No rates."""

    worker: str
    name: str
    role: str
    full_time: str
    held: int
    limit: int | None
    against: str
    is_above: bool
    overdue: int
    supervision: str
    new: Text
    away: Text


class TeamOverdueRow(Schema):
    """What a team has overdue under one standard."""

    standard: str
    number: int
    children: int
    oldest: date | None


class ChangedRow(Schema):
    """A child of a team with three or more changes of worker in twelve months."""

    child: str
    reference: str
    stage: str
    changes_of_worker: int
    worker: Text
    worker_name: Text
    allocated_since: date | None


class DifferentRow(Schema):
    """A measure in which a team differs from similar teams by more than chance would give: where to ask why."""

    title: str
    value: str
    others: str
    words: str
