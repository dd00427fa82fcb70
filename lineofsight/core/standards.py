"""The shape of a standard: something owed with a clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lineofsight.core.areas import Area
from lineofsight.core.authority import Authority, Basis, Confidence
from lineofsight.core.clocks import Clock, Due, Grid, Months, Schedule, SetBy, Unit, steps
from lineofsight.core.columns import ColumnType
from lineofsight.core.derived import base_tables, columns_relied_on, home_of
from lineofsight.core.selections import Condition, Selection, check_columns
from lineofsight.core.table import Holder


class Repeat(StrEnum):
    """Whether a standard is owed again once met."""

    NEVER = "once"
    FROM_LAST_MET = "from the last time it was met"


class Starts(StrEnum):
    """When the first clock of a repeating standard starts."""

    AT_OPENING = "at the opening"
    AFTER_FIRST_MET = "when first met"  # the first occurrence is another standard's


RECORDED_FACT_LAPSES = Months(3)
LAPSES = Months(12)
# A child nobody has decided about, seen or assessed is waiting however long ago it began.
STAGES_THAT_NEVER_LAPSE = frozenset({"contact", "referral", "out_of_hours", "assessment", "section_47"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """Something owed with a clock, as data.

    code, title: the title may hold `{due}`, rendered from the clock in force on `titles_on`.
    opens: the rows, and the day, that open a duty. Each row is the duty's `subject`.
    due: a clock, a schedule, a date set by a column, or a calendar grid.
    counted_from: the date column of the opening row the clock counts from, where it is not the opening day.
    or_sooner: a column of the opening row with a number in the clock's own unit; used where it is smaller.
    or_set_by: a date column of the opening row that, where it is recorded, is the due day instead of the clock (a
        court's date). For clocks in days that run once.
    met_by: the date column of the opening row that meets it, or the selections whose first row does.
    match: (column of the opening row, column of the meeting row) that must be equal; without it, same holder.
    met_early: how long before the opening something may already have met it (single clocks only).
    closes: date columns of the opening row that end the duty. closed_by: rows of the same holder that do.
    exempt: conditions on the opening row under which nothing is owed. exempt_by: rows that release the holder.
    lapses_after: a duty not met that long after it fell due is closed: it was never done, and is no longer waiting.
        What is only "recorded on the day" lapses after three months, since nobody goes back to record it; what is owed
        to a child once, and nothing else closes, after a year, except at the front door.
    from_age, until_age: the clock opens at, and the duty closes at, that birthday (months or years).
    rests_on: columns of the opening row that a source must fill before it can tell that a duty was not met, though rows
        of other tables may meet it too: those other rows may be kept elsewhere.
    not_modelled: exemptions the record cannot show, printed on the handbook page.
    titles_on: the day whose lengths the title shows, where local policy has others from a day on; without it, the
        national ones. It changes words alone.
    """

    code: str
    title: str
    area: Area
    stage: str
    why: str
    authority: Authority
    duty_basis: Basis
    number_basis: Basis
    opens: Selection
    due: Due
    met_by: str | tuple[Selection, ...]
    confidence: Confidence = Confidence.HIGH
    repeats: Repeat = Repeat.NEVER
    starts: Starts = Starts.AT_OPENING
    counted_from: str | None = None
    or_sooner: str | None = None
    or_set_by: str | None = None
    match: tuple[str, str] | None = None
    met_early: Clock | None = None
    closes: tuple[str, ...] = ()
    closed_by: tuple[Selection, ...] = ()
    exempt: tuple[Condition, ...] = ()
    exempt_by: tuple[Selection, ...] = ()
    lapses_after: Clock | None = None
    from_age: Clock | None = None
    until_age: Clock | None = None
    rests_on: tuple[str, ...] = ()
    not_modelled: tuple[str, ...] = ()
    titles_on: date | None = None

    def __post_init__(self) -> None:
        source = self.opens.source
        for name in (*self.closes, *(n for n in (self.counted_from, self.or_set_by) if n)):
            if source.column(name).type is not ColumnType.DATE:
                raise ValueError(f"{self.code}: {source.name}.{name} is not a date.")
        if isinstance(self.met_by, str) and source.column(self.met_by).type is not ColumnType.DATE:
            raise ValueError(f"{self.code}: met_by {self.met_by!r} is not a date column of {source.name}.")
        if isinstance(self.due, SetBy):
            source.column(self.due.column)
        for name in (*self.rests_on, *(n for n in (self.or_sooner,) if n)):
            source.column(name)
        for condition in self.exempt:
            check_columns(source, condition)
        if isinstance(self.due, Schedule):
            for option in self.due.variants:
                for condition in option.where:
                    check_columns(source, condition)
        self._check_shape()

    def _check_shape(self) -> None:
        repeating = self.repeats is not Repeat.NEVER
        if isinstance(self.met_by, str) and (repeating or isinstance(self.due, Grid)):
            raise ValueError(f"{self.code}: a standard met again and again needs rows in met_by, not one date column.")
        if repeating and not isinstance(self.due, Schedule):
            raise ValueError(f"{self.code}: only a clock can repeat from the last time it was met.")
        if repeating and (self.met_early or self.counted_from or self.or_set_by):
            raise ValueError(f"{self.code}: met_early, counted_from and or_set_by are for a clock that runs once.")
        if self.lapses_after and (repeating or not isinstance(self.due, Schedule) or self.in_hours):
            raise ValueError(f"{self.code}: lapses_after is for a clock in days that runs once.")
        if self.or_set_by and self.in_hours:
            raise ValueError(f"{self.code}: or_set_by gives a day, and this clock counts hours.")
        if self.starts is Starts.AFTER_FIRST_MET and not repeating:
            raise ValueError(f"{self.code}: only a repeating standard can start after it was first met.")
        if isinstance(self.met_by, tuple):
            for selection in self.met_by:
                if selection.source.holder is not self.holder:
                    raise ValueError(f"{self.code}: {selection.source.name} is not about a {self.holder}.")
                if self.match:
                    selection.source.column(self.match[1])
            if self.match:
                self.opens.source.column(self.match[0])
        for age in (self.from_age, self.until_age):
            if age is not None and (age.unit is not Unit.MONTHS or self.holder is not Holder.CHILD):
                raise ValueError(f"{self.code}: an age is a child's, in Months or Years.")

    @property
    def holder(self) -> Holder:
        """To whom it is owed."""
        return self.opens.source.holder

    @property
    def in_hours(self) -> bool:
        """Whether its clock counts hours, and so its ticks are minutes."""
        return isinstance(self.due, Schedule) and self.due.in_hours

    @property
    def has_dated_lengths(self) -> bool:
        """Whether local policy has another length from a day on, and so its title depends on the day."""
        return isinstance(self.due, Schedule) and any(option.from_on is not None for option in self.due.variants)

    @property
    def is_recorded_fact(self) -> bool:
        """Whether it asks only that something stand on the record on the day of its gateway."""
        if not isinstance(self.due, Schedule) or self.repeats is not Repeat.NEVER or isinstance(self.met_by, str):
            return False
        return all(step.count == 0 for option in self.due.variants for step in option.steps)

    def selections(self) -> tuple[Selection, ...]:
        """Every selection it reads, the opening first."""
        met = self.met_by if isinstance(self.met_by, tuple) else ()
        return (self.opens, *met, *self.closed_by, *self.exempt_by)

    def tables(self) -> dict[str, frozenset[str]]:
        """The record's tables it needs, each with the columns without which it can never open or be met.

        Where one is not covered, its duties are not known: a source that never fills the column a duty is met by does
        not say that nobody did it.
        """
        needs = {name: set[str]() for selection in self.selections() for name in base_tables(selection.source)}
        source = self.opens.source
        own = [name for name in (self.met_by if isinstance(self.met_by, str) else None, self.counted_from) if name]
        own += self.rests_on
        if isinstance(self.due, SetBy):
            own.append(self.due.column)
        wanted = [(source, name) for name in own] + columns_relied_on(self.opens)
        # Several ways to meet it: each is needed only where it is the only one, or where the duty rests on it.
        if isinstance(self.met_by, tuple) and len(self.met_by) == 1:
            wanted += columns_relied_on(self.met_by[0])
        for place in (home_of(of, name) for of, name in wanted):
            if place is not None:
                needs[place[0]].add(place[1])
        return {name: frozenset(columns) for name, columns in needs.items()}

    def with_due(self, due: Schedule) -> Standard:
        """The same standard with another schedule (local policy)."""
        return replace(self, due=due)


def standard(
    *,
    due: Due | Clock,
    met_by: str | Selection | tuple[Selection, ...],
    closes: str | tuple[str, ...] = (),
    **rest: object,
) -> Standard:
    """A standard, allowing a bare clock, one selection, and one closing column to be written as they are."""
    made = Standard(
        due=steps(due) if isinstance(due, Clock) else due,
        met_by=(met_by,) if isinstance(met_by, Selection) else met_by,
        closes=(closes,) if isinstance(closes, str) else closes,
        **rest,  # type: ignore[arg-type]
    )
    return made if made.lapses_after else replace(made, lapses_after=_usual_lapse(made))


def _usual_lapse(made: Standard) -> Clock | None:
    if made.is_recorded_fact:
        return RECORDED_FACT_LAPSES
    closes = made.closes or made.closed_by or made.until_age or made.in_hours
    once = isinstance(made.due, Schedule) and made.repeats is Repeat.NEVER
    if closes or not once or made.holder is not Holder.CHILD or made.stage in STAGES_THAT_NEVER_LAPSE:
        return None
    return LAPSES
