"""What the API's rows of readiness look like: lists, visits and requests, queries, claims, criteria, Annex A."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from lineofsight.web.api.shapes import Moment, Number, Rows, Text


class AreaGaps(Schema):
    """An inspection area: how many things inspectors look for, and of how many something is lacking."""

    area: str
    title: str
    criteria: int
    with_a_gap: int


class VisitNow(Schema):
    """A visit under way: how many of its requests are not done, and how many of those are overdue."""

    title: str
    notice_on: date
    site_on: date | None
    owed: int
    late: int


class Readiness(Schema):
    """If they rang today: in numbers alone. `expected` and `window` are in words."""

    expected: str
    window: str
    window_from: date | None
    window_to: date | None
    known_on: date | None
    claims: int
    claims_signed: int
    claims_flagged: int
    queries_open: int
    queries_late: int
    visits: list[VisitNow]
    areas: list[AreaGaps]


class AskedListRow(Schema):
    """A list of children inspectors ask for. `number` null: nobody can tell, see `words`. `blank`: of so many more."""

    list: str
    title: str
    about: str
    number: int | None
    words: str
    blank: int


class AskedChildRow(Schema):
    """A child on a list, since when, and who holds them."""

    child: str
    reference: str
    stage: str
    since: date | None
    team: str
    worker: str
    last_seen_on: date | None


class AskedChildRows(Rows[AskedChildRow]):
    """`unknown`: why nobody can tell the list. `blank`: of how many more nobody can, what tells it being blank."""

    unknown: Text
    blank: int


class CameRow(Schema):
    """Inspectors were here: what for, the last day, the grade where one was given, and who says."""

    kind: str
    on: date
    grade: Text
    source: str


class VisitRow(Schema):
    """Inspectors rang. `cohort`: a list of children; `criteria`: codes of what is looked at."""

    visit: int
    kind: str
    about: Text
    criteria: list[str]
    cohort: Text
    team: Text
    notice_on: date
    site_on: date | None
    ended_on: date | None
    grade: Text
    requests: int
    requests_done: int


class RequestRow(Schema):
    """One thing asked for at a visit. `due_on` null until the day it counts from is known; `when` in words."""

    request: int
    code: str
    what: str
    when: str
    who: str
    source: str
    due_on: date | None
    is_late: bool
    done_on: date | None
    done_by: Text
    note: Text


class ChangeRow(Schema):
    """A measure when they last came, and now."""

    title: str
    then: str
    now: str
    difference: Text
    moved: str


class EarlierRow(Schema):
    """An earlier answer, and why it was sent back."""

    answer: str
    by: str
    returned_by: str
    why: str


class InspectorQueryRow(Schema):
    """A question of an inspector. Its answer goes only when a second person has checked it. `state` in words."""

    query: int
    visit: int
    asked_by: str
    asked_at: Moment
    what: str
    due_on: date
    is_late: bool
    whose: Text
    state: str
    answer: Text
    answered_by: Text
    answered_at: Moment | None
    checked_by: Text
    checked_at: Moment | None
    gone_by: Text
    gone_at: Moment | None
    earlier: list[EarlierRow]


class EvidenceRow(Schema):
    """How a claim is known: what it said then, on which day, and what it says now. `snapshot`: read with which."""

    kind: str
    code: Text
    title: str
    then: str
    on: date
    now: Text
    is_old: bool
    value: Number
    snapshot: Text
    definition: Text


class VersionRow(Schema):
    """A claim as it stood: what was done to it, by whom, and what it said."""

    number: int
    what: str
    on: date
    by: str
    know: str


class ClaimRow(Schema):
    """One thing the self-evaluation says. `flags`: what is wrong with how it is known, each a sentence."""

    claim: int
    area: str
    criterion: Text
    know: str
    next: Text
    next_by: date | None
    state: str
    written_on: date
    written_by: str
    signed_on: date | None
    signed_by: Text
    one_kind: Text
    withdrawn_on: date | None
    withdrawn_why: Text
    flags: list[str]
    evidence: list[EvidenceRow]
    versions: list[VersionRow]


class BearingRow(Schema):
    """One thing that bears on a criterion, and what it says."""

    title: str
    words: str
    known: bool


class CriterionRow(Schema):
    """A thing inspectors look for, what bears on it here, and what is lacking. `claims`: numbers of claims about it."""

    code: str
    text: str
    source: str
    measures: list[BearingRow]
    audits: list[BearingRow]
    voices: list[BearingRow]
    findings: list[BearingRow]
    claims: list[int]
    gaps: list[str]


class AnnexRow(Schema):
    """A list of a making of Annex A: its rows, and what no row of it says."""

    name: str
    rows: int
    blank: list[str]


class CheckRow(Schema):
    """A check of a making. `is_right` null: to be read."""

    what: str
    found: str
    is_right: bool | None


class MakingRow(Schema):
    """One making of Annex A: how far it is, its snapshot, its lists and checks. The workbook is had by its page."""

    making: str
    asked_at: Moment
    asked_by: str
    stage: str
    snapshot: Text
    as_at: date | None
    lists: list[AnnexRow]
    checks: list[CheckRow]
    sha256: Text
    problem: Text
    ended_at: Moment | None
