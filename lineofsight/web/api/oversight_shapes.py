"""What the API's rows of oversight look like: partners, the contract, learning, the workforce, and audits in small."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from lineofsight.web.api.shapes import Number, Rows, Text


class Counted(Schema):
    """How many are in one state, in words."""

    state: str
    words: str
    number: int


class PartnerRow(Schema):
    """One agency and one thing asked of it, in the twelve months to `as_known_on`. `told`: of how many it is known."""

    agency: Text
    name: str
    what: str
    asked: int
    counts: list[Counted]
    told: int
    share: Number
    children: int
    as_known_on: date
    snapshot: str


class AskedRow(Schema):
    """One thing asked of an agency about a child, and how it stands. `on`: asked, agreed or met; `met_on`: came."""

    what: str
    agency: Text
    child: str
    reference: str
    row_id: str
    meeting: Text
    on: date | None
    due_on: date | None
    met_on: date | None
    state: str
    snapshot: str


class AskedRows(Rows[AskedRow]):
    """`others`: how many more there are, about children you may not see."""

    others: int


class QuarterRow(Schema):
    """A quarter of a measure, fit to publish. `state`: how it stands against the target, in words."""

    quarter: str
    title: str
    shown: str
    out_of: Text
    state: str


class ContractRow(Schema):
    """A measure of the contract in force, with its quarters, the oldest first. `terms` are in words."""

    measure: int
    indicator: str
    title: str
    target: float
    tolerance: float
    direction: str
    terms: str
    from_on: date
    to_on: date | None
    agreed_on: date
    is_as_agreed: bool
    change: Text
    remedy: Text
    plan_due_on: date | None
    snapshot: str
    quarters: list[QuarterRow]


class RemedyActionRow(Schema):
    """An action of a remedial plan."""

    what: str
    due_on: date
    done_on: date | None
    evidence: Text


class RemedyRow(Schema):
    """A remedial plan. `because`: the quarters it answers. Whether it is open the latest snapshot says."""

    plan: int
    measure: int
    indicator: str
    because: list[str]
    cause: str
    due_on: date
    opened_on: date
    closed_on: date | None
    closed_quarter: Text
    closed_why: Text
    is_open: bool
    state: str
    actions: list[RemedyActionRow]


class ContractReportRow(Schema):
    """A quarter's report as issued. `digest` names its content exactly."""

    report: int
    quarter: str
    snapshot: str
    known_on: date
    issued_on: date
    digest: str


class LearningRow(Schema):
    """An entry of the register. `due_on`: the next clock that runs; what happened is on its page alone."""

    kind: str
    row_id: str
    title: str
    began: date | None
    state: str
    due_on: date | None
    is_learning_written: bool
    actions: str


class LearningActionRow(Schema):
    """What is to change after an entry. `proof`: what was named beforehand to show it, and what it says now."""

    action: int
    kind: str
    row_id: str
    entry: str
    what: str
    set_on: date
    due_on: date
    said_done_on: date | None
    done_on: date | None
    state: str
    named: str
    proof_state: str
    proof: str


class WorkforceRow(Schema):
    """A measure of the workforce as its page shows it: to those who see no children rounded, and hidden where few."""

    indicator: str
    title: str
    value: str
    period: Text
    england: Text


class PostsRow(Schema):
    """A number of posts, in full-time equivalents, as the page shows it."""

    number: str
    words: str


class TeamPostsRow(Schema):
    """A team's posts, in full-time equivalents, and its people in numbers. Nobody is named."""

    team: str
    name: str
    kind: str
    posts: float
    filled: float
    vacant: float
    covered: float
    people: int
    agency: int
    left: int


class ShareRow(Schema):
    """Answers to a question, or of a team. `percent` of yes, with its interval; both null where there are too few."""

    name: str
    yes: int
    partly: int
    no: int
    percent: Number
    lower: Number
    upper: Number


class DipSampleRow(Schema):
    """A dip sample: how it was drawn, how far it is, and what was found, by question and by teams you may see.

    Shares are left out from which the answers of children you may not see could be told.
    """

    sample: int
    title: str
    why: Text
    tool: str
    drawn_from: str
    drawn_on: date
    seed: str
    wanted: int
    frame_size: int
    frame_digest: str
    repeats: int | None
    children: int
    looked_at: int
    completed_on: date | None
    questions: list[ShareRow]
    teams: list[ShareRow]


class DipChildRow(Schema):
    """A child of a dip sample: the answers by question (yes, partly, no)."""

    child: str
    reference: str
    team: Text
    team_name: Text
    answered_on: date | None
    answers: dict[str, str]


class DipChildRows(Rows[DipChildRow]):
    """`others`: how many more there are, children you may not see."""

    others: int


class JointPartRow(Schema):
    """An agency's part. `grade` is null until every part is in."""

    agency: str
    received_on: date | None
    missing_why: Text
    grade: Text


class OwedRow(Schema):
    """What an agency owes after a joint audit. `owner` is a post."""

    agency: str
    what: str
    owner: str
    due_on: date
    said_done_on: date | None
    done_on: date | None


class JointAuditRow(Schema):
    """An audit of one child by several agencies. `grade` is null until it is complete."""

    audit: int
    child: str
    reference: str
    title: str
    begun_on: date
    completed_on: date | None
    grade: Text
    theme: Text
    parts: list[JointPartRow]
    owed: list[OwedRow]


class JointAuditRows(Rows[JointAuditRow]):
    """`others`: how many more there are, about children you may not see."""

    others: int
