"""A standard's clock: when it opens, when it is due, and how it goes on; drawn from the standard's own schedule.

Dates are worked out here as an evaluation works them out (`lineofsight.evaluation.ticks`), from an example's opening.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from lineofsight.core.clocks import Clock, Due, Grid, Schedule, SetBy, Unit, Variant
from lineofsight.core.text_formats import uk_date
from lineofsight.core.wording import due_words, steps_words
from lineofsight.evaluation.ticks import LONDON, add_clock, add_hours_to_day, day_tick, local_day, tick_day
from lineofsight.web.drawings.canvas import WIDE, Element, Table, drawing, lines_of_text
from lineofsight.web.drawings.clock_lines import Stop, line_of_periods, line_of_stops, periods_of
from lineofsight.web.drawings.lettering import SMALL, wrapped
from lineofsight.web.drawings.weeks import week_strip

MOST_STOPS = 5
_STRIP_UP_TO = 50


@dataclass(frozen=True, slots=True)
class ClockPicture:
    """A clock and an example of it.

    `opens`: the day (or moment) the example opens; `opens_with`, in words, what opens it. `repeats`: it is owed again
    from each time it is met. `set_on`: the day set, where a date in the record sets it. `met_on`: when it was met.
    """

    title: str
    due: Due
    opens: date
    opens_with: str = "opens"
    repeats: bool = False
    set_on: date | None = None
    met_on: date | None = None


def clock(picture: ClockPicture, width: float = WIDE) -> Element:
    """A line for each way the clock may run; one in working days also day by day, weekends and holidays skipped."""
    made: list[Element] = []
    y = 4.0
    for name, stops in _ways(picture):
        if name:
            said = wrapped(name, width, bold=True)
            made += lines_of_text(0, y + 14, said, bold=True)
            y += 17 * len(said) + 4
        marks, height = (
            line_of_periods(periods_of(picture.due, picture.opens), picture.opens, y, width)
            if isinstance(picture.due, Grid)
            else line_of_stops(stops, y, width, goes_on=_goes_on(picture))
        )
        made += marks
        y += height
    counted = _counted_in_days(picture)
    if counted is not None:
        marks, height = week_strip(_day(picture.opens), counted, y + 6, width, met_on=picture.met_on)
        made += marks
        y += height + 6
    said = wrapped(clock_words(picture), width - 4, SMALL)
    made += lines_of_text(0, y + 18, said, size=SMALL)
    return drawing("clock", width, y + 12 + 17 * len(said), made, title=picture.title,
                   description=clock_words(picture))  # fmt: skip


def clock_words(picture: ClockPicture) -> str:
    """The length, and the example's dates, in words."""
    due = picture.due
    opens = f"{picture.opens_with[:1].upper()}{picture.opens_with[1:]} on {_moment_words(picture.opens)}"
    if isinstance(due, SetBy):
        until = f"due on the date set, {uk_date(picture.set_on)}" if picture.set_on else "due on the date set"
        return f"{opens}; {until}. Where no date is recorded, it is not known when it is due."
    if isinstance(due, Grid):
        return f"{opens}; due once in {due_words(due)}, by its last day."
    told = []
    for option in due.variants:
        stops = _stops(option, picture)
        name = f"{option.name}: " if option.name else ""
        by = f"so due by {stops[1].words}" if len(stops) > 1 else "due on a day no calendar here reaches"
        told.append(f"{name}{steps_words(option)}, {by}")
    met = f" Met on {uk_date(picture.met_on)}." if picture.met_on else ""
    again = met + " It is owed again from each time it is met." if picture.repeats else met
    return f"{opens}; {'; '.join(told)}.{again}"


def clock_table(picture: ClockPicture) -> Table:
    """Each way the clock may run, with the example's dates."""
    headings = ("When", "How long", "Counted from", "Due by")
    due = picture.due
    if isinstance(due, SetBy):
        on = uk_date(picture.set_on) if picture.set_on else "The date set"
        return headings, (("", "As set", _moment_words(picture.opens), on),)
    if isinstance(due, Grid):
        periods = periods_of(due, picture.opens)
        return headings, tuple((p.name, f"Each {due.step}", uk_date(p.first), uk_date(p.last)) for p in periods)
    rows = []
    for option in due.variants:
        stops = _stops(option, picture)
        for before, stop in pairwise(stops):
            rows.append((option.name or "Always", stop.length, before.words, stop.words))
    return headings, tuple(rows)


def _ways(picture: ClockPicture) -> list[tuple[str, list[Stop]]]:
    due = picture.due
    start = Stop(_moment(picture.opens), _moment_words(picture.opens), picture.opens_with)
    if isinstance(due, SetBy):
        if picture.set_on is None:
            return [("", [start, Stop(None, "on the date set", "due")])]
        return [("", [start, Stop(_moment(picture.set_on), uk_date(picture.set_on), "due, as set")])]
    if isinstance(due, Grid):
        return [("", [])]
    return [(_variant_name(option), _stops(option, picture)) for option in due.variants]


def _variant_name(option: Variant) -> str:
    parts = [option.name[:1].upper() + option.name[1:]] if option.name else []
    if option.age_under is not None and "under" not in option.name:
        parts.append(f"under {option.age_under}")
    if option.in_first is not None and "first" not in option.name:
        parts.append(f"in the first {option.in_first}")
    if option.from_on is not None:
        parts.append(f"for clocks that start on or after {uk_date(option.from_on)}")
    return ", ".join(parts)


def _goes_on(picture: ClockPicture) -> bool:
    return picture.repeats and isinstance(picture.due, Schedule)


def _stops(option: Variant, picture: ClockPicture) -> list[Stop]:
    """The opening, and each time it is due if it is always met on its last day; a day no calendar reaches ends it."""
    stops = [Stop(_moment(picture.opens), _moment_words(picture.opens), picture.opens_with)]
    lengths = list(option.steps)
    if picture.repeats and len(lengths) < 3:
        lengths += [lengths[-1]] * (3 - len(lengths))
    if not picture.repeats:
        lengths = lengths[:1]
    at: date = picture.opens
    for place, length in enumerate(lengths[:MOST_STOPS]):
        try:
            at, words = _due(length, at)
        except ValueError:
            break
        name = "due" if place == 0 else "due again"
        stops.append(Stop(_moment(at), words, name, str(length)))
    return stops


def _due(length: Clock, start: date) -> tuple[date, str]:
    """When a clock that starts then is due, and that in words. Raises ValueError outside the calendar."""
    if length.unit is not Unit.HOURS:
        day = tick_day(add_clock(length, day_tick(_day(start))))
        return day, uk_date(day)
    if isinstance(start, datetime):
        # Elapsed hours: a night on which the clocks change is an hour shorter or longer on the wall.
        moment = (start.astimezone(UTC) if start.tzinfo else start) + timedelta(hours=length.count)
        return moment, _moment_words(moment)
    # Only the day is known: due by the end of the day that many hours after it.
    day = tick_day(local_day(add_hours_to_day(length.count, day_tick(start))))
    return day, f"the end of {uk_date(day)}"


def _day(moment: date) -> date:
    return _local(moment).date() if isinstance(moment, datetime) else moment


def _local(moment: datetime) -> datetime:
    """The time on a wall in England, without its zone; a moment without a zone is that already."""
    return moment.astimezone(LONDON).replace(tzinfo=None) if moment.tzinfo else moment


def _moment(day: date) -> datetime:
    return _local(day) if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - only a place


def _moment_words(day: date) -> str:
    return f"{_local(day):%H:%M} on {uk_date(_local(day))}" if isinstance(day, datetime) else uk_date(day)


def _counted_in_days(picture: ClockPicture) -> Clock | None:
    """The first length, where it is in working days and few enough to be drawn one by one."""
    if not isinstance(picture.due, Schedule):
        return None
    first = picture.due.variants[0].steps[0]
    if first.unit is not Unit.WORKING_DAYS or not 0 < abs(first.count) <= _STRIP_UP_TO:
        return None
    return first
