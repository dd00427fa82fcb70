"""What is owed to a child, for a reader: its title, its state on a day, its dates in words, and the way to its reasons.

Open things come from the worklists' own table, so that page and list agree; older ones are worked out from the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum

from lineofsight.core.clocks import Schedule
from lineofsight.core.duties import Duty, RowReference, Status, status, written_down
from lineofsight.core.standards import Standard
from lineofsight.core.wording import title_of
from lineofsight.evaluation.plain.interpreter import DATE_ONLY
from lineofsight.evaluation.ticks import end_of, local_day, tick_day, tick_moment
from lineofsight.record.service.models import OpenDuty
from lineofsight.web.layout import dates
from lineofsight.web.layout.marks import mark_of


class State(Enum):
    """What a thing owed is on a day, in words; how its tag looks; and whether it still waits."""

    OVERDUE = ("Overdue", "overdue", True)
    DUE = ("Due", "soon", True)
    NOT_KNOWN = ("Not known", "unknown", True)
    MET = ("Done in time", "plain", False)
    MET_RECORDED_LATE = ("Done in time, recorded late", "plain", False)
    LATE = ("Done late", "plain", False)
    ENDED = ("Ended before it was due", "plain", False)
    ENDED_OVERDUE = ("Ended, never done", "plain", False)

    def __init__(self, words: str, tag: str, waits: bool) -> None:
        self.words, self.tag, self.waits = words, tag, waits


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed to one child. `mark` names it in an address. `opened_by` and the rest: the rows behind it."""

    standard: str
    title: str
    force: str
    subject: str
    variant: str
    state: State
    day: date
    opened_on: date
    opened_at: datetime | None
    due_on: date | None
    due_at: datetime | None
    met_on: date | None
    met_at: datetime | None
    recorded_on: date | None
    closed_on: date | None
    national_due_on: date | None
    basis: str
    opened_by: RowReference | None
    met_by: RowReference | None
    closed_by: RowReference | None
    worker: str = ""
    team: str = ""

    @property
    def mark(self) -> str:
        """Its name in an address."""
        return mark_of(self.subject, self.opened_on)

    @property
    def due_words(self) -> str:
        """When it falls due, in full."""
        if self.due_on is None:
            return "Not known when"
        timed = self.due_at is not None and self.basis != DATE_ONLY
        return dates.with_time(self.due_at) if timed else dates.in_full(self.due_on)

    @property
    def away_words(self) -> str:
        """How far that is from the day."""
        if not self.state.waits or self.due_on is None:
            return ""
        if self.state is State.OVERDUE and self.due_on >= self.day:
            return "overdue since earlier today"
        return dates.from_day(self.due_on, self.day) if self.state is not State.NOT_KNOWN else ""

    @property
    def tag_words(self) -> str:
        """Its state in a few words: how far it is from due where it waits, else what became of it."""
        away = self.away_words
        return away[:1].upper() + away[1:] if away else self.state.words

    @property
    def ended_words(self) -> str:
        """How it ended, with the days that matter."""
        if self.state.waits:
            return ""
        if self.met_on is None or self.state in (State.ENDED, State.ENDED_OVERDUE):
            return f"Ended {dates.in_full(self.closed_on)}"
        late = ""
        if self.state is State.LATE and self.due_on is not None and self.met_on > self.due_on:
            late = f", {dates.days((self.met_on - self.due_on).days)} late"
        recorded = ""
        if self.state is State.MET_RECORDED_LATE:
            recorded = f", recorded {dates.in_full(self.recorded_on)}"
        return f"Done {dates.in_full(self.met_on)}{late}{recorded}"


def state_of(found: Status, due_on: date | None, recorded_on: date | None) -> State:
    """The state for a reader: what was done in time and written down after it fell due is a state of its own."""
    if found is Status.MET and due_on is not None and recorded_on is not None and recorded_on > due_on:
        return State.MET_RECORDED_LATE
    return State[found.name]


def owed_now(rows: list[OpenDuty], standards: Mapping[str, Standard], day: date) -> list[Owed]:
    """What the worklists' table holds of a child: what waits first, the longest overdue at the top."""
    found = []
    for row in rows:
        at = row.status_on(day)
        if at is None or row.opened_on is None:
            continue
        found.append(Owed(
            row.standard, _title(standards, row.standard, row.variant or "", row.opened_on), row.force or "",
            row.subject, row.variant or "", state_of(at, row.due_on, row.recorded_on), day, row.opened_on,
            row.opened_at, row.due_on, row.due_at,
            row.met_on, row.met_at, row.recorded_on, row.closed_on, row.national_due_on, row.basis or "",
            _row(row.opened_by_table, row.opened_by_id), _row(row.met_by_table, row.met_by_id),
            _row(row.closed_by_table, row.closed_by_id), row.worker_name or "", row.team_name or "",
        ))  # fmt: skip
    return sorted(found, key=_order)


def owed_ever(duties: list[Duty], standards: Mapping[str, Standard], day: date) -> list[Owed]:
    """Everything ever owed to a child, as the interpreter worked it out, newest first."""
    found = []
    titles: dict[tuple[str, str, date | None], str] = {}
    for duty in duties:
        at = status(duty.opened, duty.due, duty.met, duty.closed, duty.known, end_of(day, in_hours=duty.in_hours))
        if at is None:
            continue
        opened_on, due_on, met_on, closed_on = (
            _day(tick, duty.in_hours) for tick in (duty.opened, duty.due, duty.met, duty.closed)
        )
        opened_at, due_at, met_at = (_moment(tick, duty.in_hours) for tick in (duty.opened, duty.due, duty.met))
        recorded_on = written_down(met_on, None if duty.recorded_on is None else tick_day(duty.recorded_on))
        standard = standards[duty.standard]
        named = duty.standard, duty.variant, opened_on if standard.has_dated_lengths else None
        if named not in titles:
            titles[named] = title_for(standard, duty.variant, opened_on)
        found.append(Owed(
            duty.standard, titles[named], standard.duty_basis.weight, duty.subject, duty.variant,
            state_of(at, due_on, recorded_on), day, opened_on or day, opened_at, due_on, due_at, met_on, met_at,
            recorded_on, closed_on, _day(duty.national_due, duty.in_hours), duty.basis, duty.opened_by, duty.met_by,
            duty.closed_by,
        ))  # fmt: skip
    return sorted(found, key=lambda owed: (owed.opened_on, owed.title), reverse=True)


def _order(owed: Owed) -> tuple[int, date, str]:
    places = (State.OVERDUE, State.DUE, State.NOT_KNOWN)
    if owed.state in places:
        return places.index(owed.state), owed.due_on or date.max, owed.title
    ended = owed.met_on or owed.closed_on or owed.day
    return len(places), date.fromordinal(date.max.toordinal() - ended.toordinal()), owed.title


def title_for(standard: Standard, variant: str, on: date | None) -> str:
    """The title with the one length that applies to a child, where it is known which of several does.

    `on`: the day it opened. Local policy changes no clock that was already running.
    """
    dated = replace(standard, titles_on=on) if standard.has_dated_lengths else standard
    if isinstance(dated.due, Schedule) and variant:
        mine = tuple(option for option in dated.due.variants if option.name == variant)
        if mine:
            return title_of(dated.with_due(Schedule(mine)))
    return title_of(dated)


def _title(standards: Mapping[str, Standard], code: str, variant: str, on: date) -> str:
    standard = standards.get(code)
    return title_for(standard, variant, on) if standard else code.replace("_", " ").capitalize()


def _row(table: str | None, key: str | None) -> RowReference | None:
    return RowReference(table, key) if table and key else None


def _day(tick: int | None, in_hours: bool) -> date | None:
    if tick is None:
        return None
    return tick_day(local_day(tick) if in_hours else tick)


def _moment(tick: int | None, in_hours: bool) -> datetime | None:
    return tick_moment(tick).astimezone(UTC) if tick is not None and in_hours else None
