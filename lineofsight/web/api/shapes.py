"""What the API's rows look like: names and shapes as the commands give them, and what leads from one to another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from lineofsight.web.day import LONDON

Row = TypeVar("Row")
# A moment, ISO 8601 with London's offset.
Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.astimezone(LONDON).isoformat(timespec="seconds"), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
# Text, a blank as null.
Text = Annotated[str | None, BeforeValidator(lambda value: None if value in ("", None) else str(value))]
Number = Annotated[float | None, BeforeValidator(lambda value: None if value is None or value != value else value)]


class Rows(Schema, Generic[Row]):
    """A part of a list. `next`: the cursor that asks for the rows after these; null where these are the last."""

    rows: list[Row]
    next: str | None


class WrongValue(Schema):
    """A value that is wrong: its name in the query, and what is wrong with it."""

    name: str
    detail: str


class Problem(Schema):
    """Why there is no answer (RFC 9457), with what to do."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str
    errors: list[WrongValue]


class ChildRow(Schema):
    """One child now. `child`: the authority's own id; `reference`: the id by which this API and the pages address."""

    child: str
    reference: str
    forename: Text
    surname: Text
    born_on: date | None
    expected_on: date | None
    died_on: date | None
    sex: Text
    ethnicity: Text
    locality: Text
    stage: str
    stage_since: date | None
    is_open: bool
    opened_on: date | None
    worker: Text
    worker_name: Text
    team: Text
    team_name: Text
    reviewing_officer: Text
    personal_adviser: Text
    allocated_since: date | None
    changes_of_worker: int | None
    legal_status: Text
    last_seen_on: date | None
    missing_since: date | None
    next_due_on: date | None
    owed: int
    due_soon: int
    overdue: int
    longest_overdue: int | None
    address_protected: bool
    has_dangers: bool
    reasons: list[str]


class DutyRow(Schema):
    """Something owed. `mark`, with `reference`, leads to why; `status` as at the day the pages speak of."""

    standard: str
    holder_kind: str
    holder: str
    child: Text
    subject: Text
    variant: Text
    opened_on: date | None
    opened_at: Moment | None
    due_on: date | None
    due_at: Moment | None
    met_on: date | None
    recorded_on: date | None
    closed_on: date | None
    status: Text
    worker: Text
    team: Text
    basis: Text
    reference: Text
    mark: Text


class Place(Schema):
    """A row of the record, and the file and line it was read from."""

    table: str
    row_id: str
    file: Text
    line: int | None


class WhyRow(DutyRow):
    """Something owed, the clause it is owed by, and the rows that opened, met and closed it."""

    clause: str
    opened_by: Place | None
    met_by: Place | None
    closed_by: Place | None


class Fact(Schema):
    """A word, and what is recorded of it."""

    name: str
    value: str


class EntryRow(Schema):
    """One thing that happened to a child, in the words of the chronology."""

    table: str
    kind: str
    title: str
    on: date | None
    until: date | None
    facts: list[Fact]
    quotes: list[Fact]
    source: Text
    file: Text
    line: int | None
    recorded_on: date | None
    recorded_by: Text


class LookRow(Schema):
    """That somebody looked at a child."""

    at: Moment
    by: str
    role: str
    page: str
    reason: Text


class TeamRow(Schema):
    """A team, and how many of the children you may see it holds."""

    team: str
    name: str
    kind: Text
    service: Text
    children: int
    children_by_stage: dict[str, int]
    unallocated: int
    with_something_overdue: int
    with_many_changes_of_worker: int
    workers: int
    workers_holding: int
    workers_above_limit: int
    children_to_each: Text


class FigureRow(Schema):
    """A measure for one period and group, as published with a snapshot.

    To those who may see no children numbers are null and `shown` says what may be told: counts of 1 to 5 are `c`.
    """

    indicator: str
    period: str
    breakdown: dict[str, str]
    numerator: Number
    denominator: Number
    missing: int | None
    value: Number
    lower: Number
    upper: Number
    snapshot: str
    shown: Text = None
    shown_out_of: Text = None


class CohortRow(Schema):
    """A row behind a figure: counted, not counted (false), or missing (null), and why."""

    indicator: str
    period: str
    child: Text
    holder: Text
    subject: Text
    counted: bool | None
    reason: Text
    event_on: date | None
    team: Text
    worker: Text
    table: Text
    row_id: Text
    snapshot: str
    reference: Text


class CohortRows(Rows[CohortRow]):
    """`others`: how many more rows the figure has, about children you may not see."""

    others: int


class ScoreRow(Schema):
    """A measure as the scorecard shows it: in words, with what stands beside it."""

    indicator: str
    title: str
    theme: str
    known: bool
    value: str
    out_of: Text
    period: Text
    change: Text
    missing: Text
    beside: list[Fact]
    england: Text
    england_period: Text


class DefinitionRow(Schema):
    """What a code means: a standard, an indicator or a rule."""

    kind: str
    code: str
    title: str
    area: str
    authority: str
    basis: str
    words: str


class Measure(DefinitionRow):
    """An indicator, and its latest figures of the service as a whole."""

    figures: list[FigureRow]


class ErrorRow(Schema):
    """A row of a return that fails a rule, at the row of the record to mend."""

    outcome: str
    rule: str
    severity: str
    child: Text
    reference: Text
    table: Text
    row: Text
    file: Text
    line: int | None
    fields: list[str]
    values: list[Any]
    message: str
    remedy: str
    known_since: date
    said_to_be_right: bool


class LoadRow(Schema):
    """One load."""

    load: int
    at: Moment
    by: str
    sources: str
    read: int
    taken: int
    unchanged: int
    changed: int
    withdrawn: int
    rejected: int
    undone_at: Moment | None


class LoadPartRow(Schema):
    """What one load did with one table."""

    file: str
    source: str
    table: str
    read: int
    taken: int
    unchanged: int
    changed: int
    withdrawn: int
    rejected: int


class RejectRow(Schema):
    """What could not be taken. `value` is null to those who do not load data."""

    file: str
    line: int | None
    column: Text
    value: Text
    reason: str
    remedy: str


class SnapshotRow(Schema):
    """A copy of everything known at a moment, that never changes."""

    snapshot: str
    made_at: Moment
    as_known_on: date
    rows: int
    sha256: str
    catalogue: str
    policy: Text
