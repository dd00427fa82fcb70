"""What the API's rows of the improvement plan look like; to those who see no children, fit to publish."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from lineofsight.web.api.shapes import Number, Text


class CountRow(Schema):
    """How many lines stand so."""

    status: str
    words: str
    lines: int


class Plan(Schema):
    """The improvement plan in force. `snapshot`: whose figures its lines are shown with."""

    plan: int
    title: str
    aim: str
    began_on: date
    snapshot: str
    known_on: date
    counts: list[CountRow]


class PlanLineRow(Schema):
    """A line of the plan. `reasons`: why it stands no further, each a sentence."""

    number: int
    source_kind: str
    source: str
    place: Text
    term: str
    themes: list[str]
    owner: str
    begins_on: date
    due_on: date
    status: str
    status_words: str
    reasons: list[str]
    relapsed_on: date | None
    last_written_on: date | None


class PointRow(Schema):
    """One period's figure of a measure."""

    period: str
    ends_on: date
    value: Number
    at_target: bool | None


class LineMeasureRow(Schema):
    """A measure a line is held to. `verdict` not_shown, values null and no points: not exact to you."""

    code: str
    title: str
    direction: str
    target_value: float
    target: str
    baseline_period: str
    baseline_value: Number
    baseline: str
    latest_period: Text
    latest_value: Number
    latest: str
    latest_out_of: Text
    verdict: str
    words: str
    change: Text
    definition: str
    definition_now: Text
    points: list[PointRow]


class LineActionRow(Schema):
    """Something to be done for a line. `state`: not_started, under_way, slipped, said_done."""

    number: int
    what: str
    owner: str
    begins_on: date
    due_on: date
    said_done_on: date | None
    evidence: Text
    state: str


class LineAuditsRow(Schema):
    """Audits of the line's theme in the six months before, in words."""

    theme: Text
    theme_title: str
    since: date
    words: str


class LineSaidRow(Schema):
    """What was written of a line on a day. `kind`: voice, board, note."""

    kind: str
    on: date
    by: str
    words: str
    place: Text


class SignOffRow(Schema):
    """A person found the evidence whole. `ended_on`: when a relapse ended it."""

    on: date
    by: str
    words: str
    snapshot: Text
    ended_on: date | None


class LineCheckRow(Schema):
    """Whether it still holds so many months after. `outcome`: holds, relapsed, not_known, to_come."""

    months: int
    due_on: date
    outcome: str
    words: str


class PlanLine(PlanLineRow):
    """One line whole. `document`: its number among the documents of inspection; null where it was typed."""

    document: int | None
    finding: Text
    finding_place: Text
    theme_titles: list[str]
    theme_words: list[str]
    watch: list[str]
    relapse: Text
    actions: list[LineActionRow]
    measures: list[LineMeasureRow]
    audits: LineAuditsRow
    said: list[LineSaidRow]
    sign_offs: list[SignOffRow]
    checks: list[LineCheckRow]


class TeamOffRow(Schema):
    """A team off target, by name: somewhere to go and ask."""

    name: str
    value: str


class SpreadRow(Schema):
    """How a line's measure stands from team to team. `off` are teams you may see; `hidden`, how many others."""

    line: int
    code: str
    words: str
    off: list[TeamOffRow]
    hidden: int


class StoodRow(Schema):
    """A line when something was said of it, and now. `changed`: what is otherwise now, in words."""

    line: int
    then: str
    now: str
    then_figures: list[str]
    now_figures: list[str]
    changed: Text


class StatementRow(Schema):
    """What the board was told of a theme."""

    theme: str
    theme_title: str
    by: str
    said: str
    lines: list[StoodRow]


class MeetingRow(Schema):
    """A meeting of the board, and the snapshot it was shown."""

    number: int
    on: date
    minutes: Text
    snapshot: str
    statements: list[StatementRow]


class PlanQuestionRow(Schema):
    """A question about the plan. `about`: a line's number; null for the whole."""

    number: int
    asked_on: date
    asked_by: str
    about: int | None
    question: str
    answered_on: date | None
    answered_by: Text
    answer: Text


class LeaderRow(Schema):
    """Somebody who led, and where that is known from."""

    name: str
    role: str
    from_on: date
    to_on: date | None
    source: Text


class PastPlanRow(Schema):
    """A plan that ended. `outcome`: failed, replaced, met. `leaders`: who led while it ran."""

    number: int
    title: str
    began_on: date
    ended_on: date
    promised: str
    outcome: str
    why: Text
    source: Text
    lines: int
    leaders: list[LeaderRow]
