"""What may meet or close a duty, as sorted packed keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.core.derived import Source, origin
from lineofsight.core.selections import Selection
from lineofsight.evaluation.columnar.clock_tables import NEVER, Flags, Ticks, last_minute
from lineofsight.evaluation.columnar.frames import HOLDER, Frames, SourcesKey
from lineofsight.evaluation.columnar.keys import NOBODY, Codes, Keys, codes_of, pack, ticks_of

MICROSECONDS_IN_A_MINUTE = 60_000_000


@dataclass(frozen=True)
class Events:
    """Rows of some selections, sorted by key (holder, or matching value, and tick), then by id.

    `timed` is None where every tick is exact. `ids`, `recorded` (day ticks, NEVER where blank) and `tables` (each row's
    table, as a place in `names`) are there only in a run with detail.
    """

    keys: Keys
    timed: Flags | None = None
    ids: pl.Series | None = None
    recorded: Ticks | None = None
    tables: np.ndarray | None = None
    names: tuple[str, ...] = ()

    def first_of_each_tick(self) -> Events:
        """Without the later rows of a holder and tick that has several."""
        if len(self.keys) < 2:
            return self
        first = np.empty(len(self.keys), dtype=np.bool_)
        first[0] = True
        np.not_equal(self.keys[1:], self.keys[:-1], out=first[1:])
        if first.all():
            return self
        return Events(
            self.keys[first], None if self.timed is None else self.timed[first],
            None if self.ids is None else self.ids.filter(pl.Series(first)),
            None if self.recorded is None else self.recorded[first],
            None if self.tables is None else self.tables[first], self.names,
        )  # fmt: skip

    def latest_before(self, tick: int) -> Ticks:
        """Each holder's latest tick before that one, by the holder's number; less than any tick for one with none.

        One longer than there are holders: the last is for those beyond, and for NOBODY.
        """
        ticks = ticks_of(self.keys)
        before = ticks < tick
        holders = codes_of(self.keys)
        latest = np.full(int(holders[-1]) + 2 if len(holders) else 1, np.iinfo(np.int32).min, np.int32)
        latest[holders[before]] = ticks[before]  # in order, so that the last of each holder stays
        return latest


@dataclass(frozen=True)
class EventsByHolder:
    """Ticks of events in order of holder and tick; each holder's begin at `firsts` by number, up to the next one's."""

    ticks: Ticks
    firsts: Codes

    @classmethod
    def of(cls, events: Events) -> EventsByHolder:
        """The same events, quicker to look through where each holder has few."""
        counts = np.bincount(codes_of(events.keys)) if len(events.keys) else np.zeros(0, np.int64)
        return cls(ticks_of(events.keys), np.append(0, np.cumsum(counts)).astype(np.int32))


def day_ticks(frame: pl.DataFrame, column: str) -> Ticks:
    """A date column as day ticks; NEVER where blank."""
    days = frame[column].to_physical()
    if days.null_count():
        days = days.fill_null(int(NEVER))
    return days.to_numpy()


def ticks_and_timed(frame: pl.DataFrame, source: Source, column: str, *, in_hours: bool) -> tuple[Ticks, Flags | None]:
    """The tick of a date column: at the end of its day where an hour clock has no time for it. NEVER where blank."""
    days = day_ticks(frame, column)
    if not in_hours:
        return days, None
    minutes, timed = minute_ticks(frame, source, column)
    ticks = np.where(timed, minutes, last_minute(days))
    return np.where(days == NEVER, NEVER, ticks).astype(np.int32), timed


def minute_ticks(frame: pl.DataFrame, source: Source, column: str) -> tuple[Ticks, Flags]:
    """The companion moment as whole minutes, and where there is one."""
    companion = source.column(column).moment
    if companion is None:
        return np.zeros(len(frame), np.int32), np.zeros(len(frame), np.bool_)
    moments = frame[companion]
    minutes = np.floor_divide(moments.to_physical().fill_null(0).to_numpy(), MICROSECONDS_IN_A_MINUTE)
    return minutes.astype(np.int32), moments.is_not_null().to_numpy()


def events_of(
    frames: Frames, selections: Sequence[Selection], *, in_hours: bool, match: str | None = None
) -> Events:  # fmt: skip
    """The events of selections together, matched on the holder or on the column `match`."""
    said = (tuple((s.at, s.where) for s in selections), in_hours, match)
    asked = SourcesKey(tuple(s.source.name for s in selections), said)
    return frames.kept(asked, lambda: _read(frames, selections, match, in_hours=in_hours))


def latest_before(frames: Frames, tick: int, events: Events) -> Ticks:
    """As `Events.latest_before`, worked out once a run."""
    return frames.kept((id(events), tick), lambda: events.latest_before(tick))


def by_holder(frames: Frames, events: Events) -> EventsByHolder:
    """As `EventsByHolder.of`, worked out once a run."""
    return frames.kept((id(events), "by holder"), lambda: EventsByHolder.of(events))


def _read(frames: Frames, selections: Sequence[Selection], match: str | None, *, in_hours: bool) -> Events:
    parts = [_part(frames, selection, match, in_hours=in_hours) for selection in selections]
    if frames.detail:
        return _with_detail(parts, tuple(origin(selection.source).name for selection in selections))
    keys = np.concatenate([part["key"].to_numpy() for part in parts]) if parts else np.zeros(0, np.int64)
    if not in_hours:
        return Events(keys if _sorted(keys) else np.sort(keys))
    timed = np.concatenate([part["timed"].to_numpy() for part in parts]) if parts else np.zeros(0, np.bool_)
    order = np.argsort(keys, kind="stable")
    return Events(keys[order], timed[order])


def _sorted(keys: Keys) -> bool:
    return bool((keys[1:] >= keys[:-1]).all())


def _part(frames: Frames, selection: Selection, match: str | None, *, in_hours: bool) -> pl.DataFrame:
    source = selection.source
    read = (*(("id",) if in_hours else ()), *((match,) if match else ()))
    rows = frames.selected(selection, None if frames.detail else read)
    codes = rows[HOLDER].to_numpy() if match is None else frames.codes(rows[match], holders=False)
    ticks, timed = ticks_and_timed(rows, source, selection.at, in_hours=in_hours)
    columns = {"key": pl.Series(pack(codes, ticks))}
    if in_hours:
        columns |= {"timed": pl.Series(timed), "id": rows["id"], "on": rows[selection.at]}
    if frames.detail:
        blank = pl.repeat(None, len(rows), dtype=pl.Date, eager=True)
        recorded = rows["recorded_on"] if source.has("recorded_on") else blank
        columns |= {"id": rows["id"], "on": rows[selection.at], "recorded": recorded}
    part = pl.DataFrame(columns)
    if len(codes) and int(codes.min()) < 0:
        part = part.filter(pl.Series(codes != NOBODY))
    # One id may stand on two days of a source; by day, then id, is the order in which the plain reading meets them.
    return part.sort("key", "id", "on", maintain_order=True) if in_hours and not frames.detail else part


def _with_detail(parts: list[pl.DataFrame], names: tuple[str, ...]) -> Events:
    if not parts:
        return Events(np.zeros(0, np.int64), np.zeros(0, np.bool_), pl.Series([], dtype=pl.String),
                      np.zeros(0, np.int32), np.zeros(0, np.int16))  # fmt: skip
    numbered = [part.with_columns(pl.lit(place, pl.Int16).alias("part")) for place, part in enumerate(parts)]
    together = pl.concat(numbered).sort("key", "id", "part", "on", maintain_order=True)
    timed = together["timed"].to_numpy() if "timed" in together.columns else None
    return Events(
        together["key"].to_numpy(), timed, together["id"], day_ticks(together, "recorded"),
        together["part"].to_numpy(), names,
    )  # fmt: skip
