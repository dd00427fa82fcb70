"""Where a looked-after child has lived: a bar for each home, the gaps between, and the legal status beneath.

Each bar has a number; the homes are told under the strip, with what kind, how far and why it changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.core.text_formats import plural, uk_date
from lineofsight.web.drawings.canvas import (
    AMBER,
    BLUE,
    INK,
    PALE,
    PAPER,
    SOFT,
    WIDE,
    Element,
    Table,
    drawing,
    hatched,
    is_narrow,
    line,
    lines_of_text,
    path,
    px,
    rect,
    text,
)  # fmt: skip
from lineofsight.web.drawings.lettering import SMALL, fitted, width_of, wrapped
from lineofsight.web.drawings.scales import Days


@dataclass(frozen=True, slots=True)
class Home:
    """A home the child lived in. `kind`, `distance` ("12 miles from home") and `reason` for the change, in words."""

    started: date
    ended: date | None
    kind: str
    distance: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CarePeriod:
    """From when until when the child was looked after; None: still."""

    started: date
    ended: date | None


@dataclass(frozen=True, slots=True)
class Status:
    """A legal status and its days."""

    started: date
    ended: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Homes:
    """A child's homes, periods of care and legal statuses, as known on `today`."""

    title: str
    homes: tuple[Home, ...]
    today: date
    periods: tuple[CarePeriod, ...] = ()
    statuses: tuple[Status, ...] = ()


def placements(chart: Homes, width: float = WIDE) -> Element:
    """The strip, and every home in words under it."""
    if not chart.homes and not chart.periods:
        words = "No home away from the family is recorded."
        return drawing("placements", width, 60, text(8, 34, words), title=chart.title, description=words)
    homes, narrow = _ordered(chart), is_narrow(width)
    every: list[Home | CarePeriod | Status] = [*homes, *chart.periods, *chart.statuses]
    starts, ends = [each.started for each in every], [each.ended or chart.today for each in every]
    left = 0.0 if narrow else 92.0
    days = Days(min(starts), max([chart.today, *ends]) + timedelta(days=1), left + 2, width - 10)
    made: list[Element] = []
    y = 4.0
    rows = (
        ("In care", 26.0, _periods(chart, days)), ("Homes", 42.0, [*_gaps(chart, days), *_bars(homes, days)]),
        ("Legal status", 34.0, _statuses(chart, days)),
    )  # fmt: skip
    for name, height, marks in rows:
        if not marks:
            continue
        if narrow:
            made.append(text(0, y + 14, name, size=SMALL, bold=True))
            y += 20
        else:
            made.append(text(0, y + height / 2 + 5, name, bold=True))
        for mark in marks:
            mark.set("transform", f"translate(0 {px(y)})")
        made += marks
        y += height + 8
    for day, words in days.marks():
        if days.place(day) + width_of(words, SMALL) <= width:
            made.append(line(days.place(day), y - 4, days.place(day), y + 3, colour=SOFT))
            made.append(text(days.place(day), y + 17, words, size=SMALL, fill=SOFT))
    y += 44
    for number, home in enumerate(homes, start=1):
        made.append(rect(1, y - 13, 24, 18, fill=PALE if number % 2 else PAPER, stroke=BLUE, thick=1.25))
        made.append(text(13, y + 1, str(number), anchor="middle", size=SMALL, bold=True))
        head = wrapped(_home_words(home, chart.today), width - 38)
        made += lines_of_text(34, y + 1, head)
        y += 17 * len(head)
        if home.reason:
            why = wrapped(f"Changed because: {home.reason}", width - 38, SMALL)
            made += lines_of_text(34, y, why, step=16, size=SMALL, fill=SOFT)
            y += 16 * len(why)
        y += 9
    for letter, status in _lettered(chart):
        made.append(rect(1, y - 13, 24, 18, stroke=INK))
        made.append(text(13, y + 1, letter, anchor="middle", size=SMALL, bold=True))
        said = wrapped(f"{status.words}, {_when(status.started, status.ended)}", width - 38)
        made += lines_of_text(34, y + 1, said)
        y += 17 * len(said) + 9
    if gaps := _days_without(chart):
        made.append(hatched(1, y - 13, 24, 18, colour=AMBER))
        said = wrapped(f"No home recorded while in care: {plural(gaps, 'day')}", width - 38)
        made += lines_of_text(34, y + 1, said)
        y += 17 * len(said) + 9
    return drawing("placements", width, y, made, title=chart.title, description=placements_words(chart))


def placements_words(chart: Homes) -> str:
    """How many homes, each in words, and the days for which none is recorded."""
    homes = _ordered(chart)
    words = [f"{plural(len(homes), 'home')}."] if homes else ["No home is recorded."]
    words += [f"{n}: {_home_words(home, chart.today)}." for n, home in enumerate(homes, start=1)]
    if gaps := _days_without(chart):
        words.append(f"No home recorded for {plural(gaps, 'day')} in care.")
    return " ".join(words)


def placements_table(chart: Homes) -> Table:
    """The homes, newest first."""
    rows = []
    for number, home in reversed(list(enumerate(_ordered(chart), start=1))):
        until = uk_date(home.ended) if home.ended else "Lives here now"
        length = plural(_nights(home, chart.today), "day")
        rows.append((str(number), home.kind, uk_date(home.started), until, length, home.distance, home.reason))
    return ("Home", "Kind", "From", "Until", "How long", "Distance", "Why it changed"), tuple(rows)


def legal_status_table(chart: Homes) -> Table:
    """The legal statuses, newest first."""
    statuses = sorted(chart.statuses, key=lambda each: each.started, reverse=True)
    rows = tuple((s.words, uk_date(s.started), uk_date(s.ended) if s.ended else "Now") for s in statuses)
    return ("Legal status", "From", "Until"), rows


def _ordered(chart: Homes) -> tuple[Home, ...]:
    return tuple(sorted(chart.homes, key=lambda home: (home.started, home.ended or date.max)))


def _when(started: date, ended: date | None) -> str:
    return f"{uk_date(started)} to {uk_date(ended)}" if ended else f"since {uk_date(started)}"


def _nights(home: Home, today: date) -> int:
    return max(((home.ended or today) - home.started).days, 0)


def _home_words(home: Home, today: date) -> str:
    parts = [home.kind, home.distance, _when(home.started, home.ended), plural(_nights(home, today), "day")]
    return ", ".join(part for part in parts if part)


def _bars(homes: Sequence[Home], days: Days) -> list[Element]:
    made: list[Element] = []
    for number, home in enumerate(homes, start=1):
        begin, end = days.place(home.started), days.place(home.ended) if home.ended else days.right
        length = max(end - begin, 2.5)
        made.append(rect(begin, 0, length, 42, fill=PALE if number % 2 else PAPER, stroke=BLUE, thick=1.25))
        if home.ended is None:
            made.append(path(f"M{px(end - 8)} 14l6 7l-6 7", colour=BLUE, thick=2))
        if length > width_of(str(number), bold=True) + 3:
            room = length - 14 - (8 if home.ended is None else 0)
            if room > 44:
                made.append(text(begin + 6, 17, str(number), bold=True))
                made.append(text(begin + 6, 34, fitted(home.kind, room, SMALL), size=SMALL))
            else:
                made.append(text(begin + length / 2, 26, str(number), anchor="middle", size=SMALL, bold=True))
    return made


def _stretches_without(chart: Homes) -> list[tuple[date, date]]:
    """Stretches of care, first day to the day after the last, in which no home is recorded."""
    found = []
    for period in chart.periods:
        at, end = period.started, period.ended or chart.today
        for home in _ordered(chart):
            if home.started >= end:
                break
            if home.started > at:
                found.append((at, home.started))
            at = max(at, home.ended or end)
        if at < end:
            found.append((at, end))
    return found


def _days_without(chart: Homes) -> int:
    return sum((end - begin).days for begin, end in _stretches_without(chart))


def _gaps(chart: Homes, days: Days) -> list[Element]:
    return [
        hatched(days.place(begin), 0, max(days.place(end) - days.place(begin), 2), 42, colour=AMBER, gap=7)
        for begin, end in _stretches_without(chart)
    ]


def _periods(chart: Homes, days: Days) -> list[Element]:
    made = []
    for period in sorted(chart.periods, key=lambda each: each.started):
        begin, end = days.place(period.started), days.place(period.ended) if period.ended else days.right
        foot = f"M{px(begin)} 26V18H{px(end)}" + ("V26" if period.ended else "l-6 -5m6 5l-6 5")
        made.append(path(foot, thick=2))
        words = _when(period.started, period.ended)
        if end - begin > 60:
            made.append(text(begin + 1, 12, fitted(words, end - begin, SMALL), size=SMALL))
    return made


def _lettered(chart: Homes) -> list[tuple[str, Status]]:
    ordered = sorted(chart.statuses, key=lambda each: (each.started, each.ended or date.max))
    return [(chr(ord("A") + n % 26), status) for n, status in enumerate(ordered)]


def _statuses(chart: Homes, days: Days) -> list[Element]:
    made: list[Element] = []
    for letter, status in _lettered(chart):
        begin, end = days.place(status.started), days.place(status.ended) if status.ended else days.right
        made.append(rect(begin, 0, max(end - begin, 2), 26, fill=PAPER, stroke=INK, thick=1.25))
        room = end - begin - 26
        if end - begin > 16:
            made.append(text(begin + 5, 18, letter, size=SMALL, bold=True))
        if room > 44:
            made.append(text(begin + 20, 18, fitted(status.words, room, SMALL), size=SMALL))
    return made
