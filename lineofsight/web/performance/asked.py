"""What a page of figures is asked for: which snapshot, as at which day, of which team, in which area.

Every value of the address is untrusted. One that does not exist, or that the person may not see, is left out, and the
page says so in the same words for both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from lineofsight.core.areas import Area, InspectionArea, inspection_areas
from lineofsight.core.periods import PeriodKind, latest_periods
from lineofsight.core.text_formats import uk_date
from lineofsight.record.snapshots import SnapshotInfo
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.knowledge.snapshots import Known, known, snapshots
from lineofsight.web.layout.dates import short, with_time
from lineofsight.web.performance.team_names import teams_of

LONGEST_VALUE = 100
EARLIEST = date(2000, 1, 1)
MONTHS_TO_CHOOSE = 24
YEARS_TO_CHOOSE = 8
SNAPSHOTS_TO_CHOOSE = 60


@dataclass(frozen=True)
class Asked:
    """Where a page's figures come from. `notices` say what of the address was left out."""

    held: Known
    on: date
    team: str = ""
    notices: tuple[str, ...] = ()
    is_latest: bool = True
    prefix: str = ""

    @property
    def known_on(self) -> date:
        """The last day the snapshot knows."""
        return self.held.info.as_known_on

    @property
    def chosen(self) -> dict[str, str]:
        """What differs from the latest snapshot as at its last day, by its name in the address."""
        found = {
            "snapshot": "" if self.is_latest else self.held.info.snapshot,
            "on": "" if self.on == self.known_on else self.on.isoformat(),
            "team": self.team,
        }
        return {self.prefix + name: value for name, value in found.items() if value}

    def link(self, **more: str) -> str:
        """The part of an address that asks for the same again."""
        asked = {**self.chosen, **{name: value for name, value in more.items() if value}}
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def team_name(self) -> str:
        """The team's name; blank for the whole service."""
        return teams_of(self.held).name(self.team) if self.team else ""


def read_asked(query: QueryDict, caseload: Caseload, prefix: str = "") -> Asked | None:
    """What an address asks for; None where there is no snapshot at all.

    A team is taken only where the person may see it (`Caseload.sees_team`): figures of the whole service are for
    everybody who sees figures, a team's own for those of the team and for those who see the whole service.
    """
    notices: list[str] = []
    name = _value(query, f"{prefix}snapshot")
    names = {info.snapshot for info in snapshots()}
    if name and name not in names:
        notices.append("There is no such snapshot: it may have been removed. The latest is shown.")
        name = ""
    held = known(name or None)
    if held is None:
        return None
    on = _day(query, prefix, held.info.as_known_on, notices)
    team = _value(query, f"{prefix}team")
    if team and not (caseload.sees_team(team) and teams_of(held).has(team)):
        notices.append("There is no such team, or not one whose figures you may see. The whole service is shown.")
        team = ""
    is_latest = held.info.snapshot == snapshots()[-1].snapshot
    return Asked(held, on, team, tuple(notices), is_latest, prefix)


def read_choice(query: QueryDict, name: str, options: Mapping[str, str] | Sequence[str], notices: list[str]) -> str:
    """One of some choices; blank, with a notice, where there is no such one."""
    value = _value(query, name)
    if value and value not in options:
        notices.append(f"There is no such choice for “{name}”: everything is shown.")
        return ""
    return value


def read_day(text: str) -> date | None:
    """A day written 2026-03-31 or 31/3/2026; None where it is none."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    parts = found.groups() if found else None
    if parts is None and (found := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", text)):
        parts = (found[3], found[2], found[1])
    try:
        return date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None


def known_then(day: date) -> SnapshotInfo | None:
    """The snapshot that says what was known on a day: the last that knows of no later one. None where none does."""
    found = [info for info in snapshots() if info.as_known_on <= day]
    return max(found, key=lambda info: (info.as_known_on, info.made_at)) if found else None


def days_to_choose(held: Known, on: date) -> list[tuple[str, str]]:
    """The last day known, the month ends before it, and year ends before those: value and words, latest first."""
    last = held.info.as_known_on
    months = [each.end for each in latest_periods(PeriodKind.POINT_IN_TIME, last, MONTHS_TO_CHOOSE + 1)]
    years = [date(year, 3, 31) for year in range(months[0].year, months[0].year - YEARS_TO_CHOOSE, -1)]
    days = sorted({*months, *(day for day in years if day < months[0]), on}, reverse=True)
    return [("" if day == last else day.isoformat(), _day_words(day, last)) for day in days]


def snapshots_to_choose(held: Known) -> list[tuple[str, str]]:
    """The snapshots, the latest first; where there are very many, the last of each month of the older ones."""
    listed = list(reversed(snapshots()))
    shown, months = listed[: SNAPSHOTS_TO_CHOOSE // 2], set()
    for info in listed[SNAPSHOTS_TO_CHOOSE // 2 :]:
        month = (info.made_at.year, info.made_at.month)
        if month not in months or info.snapshot == held.info.snapshot:
            months.add(month)
            shown.append(info)
    return [("" if info is listed[0] else info.snapshot, snapshot_words(info)) for info in shown]


def snapshot_words(info: SnapshotInfo) -> str:
    """A snapshot in words."""
    return f"Known to {short(info.as_known_on)}, taken {with_time(info.made_at)}"


def areas_on(day: date) -> tuple[InspectionArea, ...]:
    """The areas an inspection that began that day would judge and that have measures, in the order of the work."""
    order = list(dict.fromkeys(area.inspection_area for area in Area))
    return tuple(sorted((a for a in inspection_areas(day) if a.code in order), key=lambda a: order.index(a.code)))


def _value(query: QueryDict, name: str) -> str:
    return query.get(name, "").strip()[:LONGEST_VALUE]


def _day(query: QueryDict, prefix: str, last: date, notices: list[str]) -> date:
    text = _value(query, f"{prefix}date") or _value(query, f"{prefix}on")
    if not text:
        return last
    day = read_day(text)
    if day is None:
        notices.append("That is not a date. Write it like 31/3/2026.")
        return last
    if day > last:
        notices.append(f"The snapshot knows nothing after {uk_date(last)}: it is shown as at that day.")
        return last
    if day < EARLIEST:
        notices.append(f"Nothing is held from before {EARLIEST.year}.")
        return last
    return day


def _day_words(day: date, last: date) -> str:
    return f"{uk_date(day)} (latest)" if day == last else uk_date(day)
