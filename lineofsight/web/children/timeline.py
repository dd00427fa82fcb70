"""A child's story as a timeline: lanes drawn along the years, and which of them a reader asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.web.children.asked import number_of
from lineofsight.web.children.entries import Entry
from lineofsight.web.children.kinds import LANES
from lineofsight.web.drawings.canvas import NARROW, WIDE
from lineofsight.web.drawings.chronologies import Chronology, Event, Lane, Span, chronology
from lineofsight.web.drawings.figures import markup

_EARLIEST, _LATEST = 1900, 2200
_POINT = 60
"""What lasts less than so small a part of the story is drawn as a point."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lanes and years a reader asks for; none asked is all. `notices`: what of it could not be used."""

    lanes: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    notices: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.lanes and self.first is None and self.last is None

    def takes(self, entry: Entry) -> bool:
        """Whether an entry is among what is asked for: any of its days in those years."""
        if self.lanes and entry.lane not in self.lanes:
            return False
        if self.first is None and self.last is None:
            return True
        if entry.on is None:
            return False
        until = entry.until.year if entry.until else (_LATEST if entry.lasts else entry.on.year)
        return (self.last is None or entry.on.year <= self.last) and (self.first is None or until >= self.first)


def wanted_of(lanes: Sequence[str], first: str, last: str) -> Wanted:
    """What a query asks for. What does not exist is left out, with a notice saying so."""
    known = tuple(name for name in LANES if name in lanes)
    notices = ["A kind of event that does not exist was left out."] if any(name not in LANES for name in lanes) else []
    years = []
    for text, words in ((first, "first"), (last, "last")):
        year = number_of(text, _EARLIEST, _LATEST)
        if text.strip() and year is None:
            notices.append(f"The {words} year was not a year, and was left out. Write it as 2026.")
        years.append(year)
    if years[0] is not None and years[1] is not None and years[0] > years[1]:
        years = [years[1], years[0]]
    return Wanted(known, years[0], years[1], tuple(notices))


def drawn(title: str, entries: Sequence[Entry], today: date, links: Mapping[str, str], width: float) -> str:
    """The picture of entries. `links` gives each entry's address on the page, by its mark."""
    days = [entry.on for entry in entries if entry.on is not None]
    shortest = (today - min(days, default=today)).days // _POINT
    lanes = tuple(lane for lane in (_lane(name, entries, links, shortest) for name in LANES) if lane is not None)
    return markup(chronology(Chronology(title, lanes, today), width))


def pictures(title: str, entries: Sequence[Entry], today: date, links: Mapping[str, str]) -> str:
    """The picture for a wide place and a narrow one. The list beside it says the same, so no table is needed."""
    made = "".join(drawn(title, entries, today, links, width) for width in (WIDE_PAGE, NARROW))
    return f'<div class="drawing-pair child-timeline">{made}</div>'


WIDE_PAGE = 1.5 * WIDE


def _takes_room(entry: Entry, shortest: int) -> bool:
    """Whether something that lasts is long enough, beside the whole story, to be drawn as more than a point."""
    if not entry.lasts or entry.on is None:
        return False
    return entry.until is None or (entry.until - entry.on).days >= shortest


def _lane(name: str, entries: Sequence[Entry], links: Mapping[str, str], shortest: int) -> Lane | None:
    mine = [entry for entry in entries if entry.lane == name and entry.on is not None]
    if not mine:
        return None
    long = [each for each in mine if _takes_room(each, shortest)]
    spans = tuple(Span(each.on, each.until, each.title, links.get(each.mark)) for each in long)
    events = tuple(
        Event(each.on, each.title, links.get(each.mark)) for each in mine if each.on is not None and each not in long
    )
    return Lane(LANES[name], spans, events, f"?what={name}#list")
