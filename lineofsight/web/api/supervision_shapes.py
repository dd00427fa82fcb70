"""What the API's rows of supervision look like. Reflective notes are the two's alone: they are in none of them."""

from __future__ import annotations

from datetime import date

from ninja import Schema

from lineofsight.web.api.shapes import Text


class ScheduledRow(Schema):
    """Somebody you supervise. `due_on` null: none owed that is known of. `is_new`: in the first, supported year."""

    worker: str
    name: str
    role: str
    team: str
    due_on: date | None
    is_overdue: bool
    away_since: date | None
    is_new: bool


class TalkedAboutRow(Schema):
    """A child somebody holds, and when it was last talked about (null: never, as far as is recorded)."""

    child: str
    reference: str
    worker: Text
    worker_name: Text
    last_discussed_on: date | None
    flags: list[str]


class SessionRow(Schema):
    """A supervision. `written_here` false: it was told of by a file, and not signed here."""

    session: str
    held_on: date | None
    supervisor: Text
    supervisor_name: Text
    next_on: date | None
    signed_on: date | None
    agreed_on: date | None
    written_here: bool


class SaidRow(Schema):
    """What was said about one child in a supervision."""

    child: str
    reference: str
    words: Text


class SupervisionActionRow(Schema):
    """What was agreed about a child. `state` in words; closed only by somebody who was not to do it."""

    action: str
    session: Text
    child: str
    reference: str
    what: Text
    worker: Text
    worker_name: Text
    agreed_on: date | None
    due_on: date | None
    said_done_on: date | None
    done_on: date | None
    renewed_on: date | None
    evidence: Text
    state: str


class Session(SessionRow):
    """One supervision whole: what was discussed, and of the children you may see what was said and agreed."""

    worker: str
    worker_name: str
    summary: Text
    was_reflective: bool | None
    children: list[SaidRow]
    actions: list[SupervisionActionRow]


class AgendaRow(Schema):
    """A child to talk about, and why; nothing in `why`: nothing asks for it."""

    child: str
    reference: str
    why: list[str]
    last: str


class MonthRow(Schema):
    """A month of a worker's year, to help. `held`: the days, in words. No rate is made of it."""

    name: str
    held: str
    children: int
    agreed: int
    closed: int
    away: Text
