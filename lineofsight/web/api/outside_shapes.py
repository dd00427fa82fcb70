"""What the API's rows look like that people outside the service read: dated views, board packs, public scorecards.

Their figures are fit to publish, as they were kept: never worked out again.
"""

from __future__ import annotations

from datetime import date

from ninja import Schema

from lineofsight.web.api.shapes import Moment, Rows, Text


class PublicCellRow(Schema):
    """A measure for one period as shown: `c` for 1 to 5. `is_hidden`: there is a value, and it is not given."""

    period: str
    title: str
    shown: str
    out_of: Text
    missing: Text
    is_hidden: bool


class PublicMeasureRow(Schema):
    """A measure as shown to those who see no children: in what words it is asked, its periods oldest first, England."""

    indicator: str
    question: str
    title: str
    why: str
    definition: str
    area: str
    unit: Text
    better: str
    periods: list[PublicCellRow]
    england: Text
    england_period: Text
    england_source: Text
    catalogue: str


class MemberMeasureRow(PublicMeasureRow):
    """The same, of the view for elected members. `part`: service, or parenting (as corporate parents)."""

    part: str


class ViewRow(Schema):
    """A dated view: which snapshot it shows, known as on which day. `digest` names its content exactly."""

    view: int
    snapshot: str
    known_on: date
    note: Text
    digest: str
    shown_on: date
    shown_by: str


class KeptMeasureRow(Schema):
    """A measure of a kept line of the plan, as it was shown."""

    code: str
    title: str
    target: str
    baseline: str
    latest: str
    verdict: Text


class KeptLineRow(Schema):
    """A line of the improvement plan as the view keeps it."""

    number: int
    source: str
    place: Text
    term: str
    due_on: date
    status: str
    status_words: str
    relapsed_on: Text
    audits: str
    measures: list[KeptMeasureRow]


class AheadRow(Schema):
    """A target of the plan and where its measure would be if it went on as it has. `verdict` in words."""

    code: str
    title: str
    now: str
    target: str
    by: str
    line: Text
    verdict: str
    why: Text


class OversightQuestionRow(Schema):
    """A question to the service, and its answer, each as of which snapshot. `about`: a measure's code."""

    question: int
    view: int | None
    snapshot: Text
    known_on: date | None
    about: Text
    asked: str
    asked_on: date
    asked_by: str
    answer: Text
    answered_on: date | None
    answered_by: Text
    answer_snapshot: Text
    answer_known_on: date | None


class MetRow(Schema):
    """A rule of intervention that is met: what it may mean, from where, what to check, by which documents."""

    title: str
    meaning: str
    source: str
    check: str
    documents: list[str]


class DatedRow(Schema):
    """What happened to an authority on a day. `met_then`: the rules it met then."""

    when: str
    title: str
    words: Text
    met_then: Text


class DatedRows(Rows[DatedRow]):
    """`la`: of which authority; null where none is known. `met`: the rules of intervention that are met now."""

    la: Text
    met: list[MetRow]


class PledgeRow(Schema):
    """Something promised to children in care and care leavers. `indicator`: the measure that tells."""

    pledge: int
    words: str
    indicator: Text
    made_on: date
    made_by: str
    ended_on: date | None
    why_ended: Text


class FileRow(Schema):
    """A file of a board pack: where it is had, its size and digest."""

    form: str
    address: str
    bytes: int
    sha256: Text


class PackRow(Schema):
    """A board pack. `address`: its page. `is_same`: whether the last making gave the same bytes; null: made once."""

    snapshot: str
    known_on: date
    address: str
    stage: str
    asked_at: Moment
    asked_by: str
    made_at: Moment | None
    is_same: bool | None
    files: list[FileRow]


class PublicScorecardRow(Schema):
    """A public scorecard that was published. Withdrawn: why, and what is right."""

    scorecard: int
    title: str
    intro: Text
    address: str
    snapshot: str
    known_on: date
    digest: str
    published_on: date
    withdrawn_on: date | None
    withdrawn_why: Text
    correction: Text


class MadeScorecardRow(Schema):
    """A public scorecard however it stands, for those who make them. `state` in words."""

    scorecard: int
    title: str
    snapshot: str
    known_on: date
    digest: str
    state: str
    made_on: date
    made_by: str
    published_on: date | None
    published_by: Text
    refused_on: date | None
    why_not: Text
    withdrawn_on: date | None
