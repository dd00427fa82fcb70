"""The five operators, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from lineofsight.core.derived import CountWithin, Derived, Gaps, LatestAsAt, MergeSpans, Previous, Source, Spans
from lineofsight.core.selections import Condition
from lineofsight.core.table import HOLDER_COLUMNS
from lineofsight.evaluation.plain.conditions import passes
from lineofsight.evaluation.plain.rows import Row, Rows

DAY = timedelta(days=1)


def derive(table: Derived, record: Rows) -> Iterator[Row]:
    """The rows of a derived table."""
    match table:
        case Previous():
            return _previous(table, record)
        case MergeSpans():
            return _merge_spans(table, record)
        case Gaps():
            return _gaps(table, record)
        case CountWithin():
            return _count_within(table, record)
        case LatestAsAt():
            return _latest_as_at(table, record)
    raise TypeError(f"No plain reading of {type(table).__name__}.")


def _previous(table: Previous, record: Rows) -> Iterator[Row]:
    keys = table.by or (table.holder_column,)
    rows = [r for r in _taking_part(table.of, table.where, record, table.order_by) if r.get(table.order_by)]
    before: dict[tuple[object, ...], Row] = {}
    places: dict[tuple[object, ...], int] = defaultdict(int)
    for row in sorted(rows, key=lambda r: (r[table.order_by], r["id"])):
        key = tuple(row.get(name) for name in keys)
        earlier = before.get(key, {})
        places[key] += 1
        yield {**row, **{new: earlier.get(old) for new, old in table.takes}, "number": places[key]}
        before[key] = row


def _merge_spans(table: MergeSpans, record: Rows) -> Iterator[Row]:
    spans = (Spans(table.of, table.start, table.end, table.where), *table.also)
    pieces: dict[str, list[tuple[date, str, date | None, Row]]] = defaultdict(list)
    for part in spans:
        for row in _taking_part(part.source, part.where, record, part.start):
            start, end = row.get(part.start), row.get(part.end)
            if row.get(part.source.holder_column) is not None and start is not None and (end is None or end >= start):
                pieces[row[part.source.holder_column]].append((start, row["id"], end, row))
    out = _holder_out(table.of)
    for holder in sorted(pieces):
        merged: list[tuple[date, date | None, Row]] = []
        for start, _, end, row in sorted(pieces[holder], key=lambda piece: (piece[0], piece[1])):
            if merged and (merged[-1][1] is None or start <= merged[-1][1] + table.within_days * DAY):
                first, last, kept = merged[-1]
                merged[-1] = (first, None if last is None or end is None else max(last, end), kept)
            else:
                merged.append((start, end, row))
        for start, end, row in merged:
            kept_values = {name: row.get(name) for name in table.keeps}
            yield {"id": row["id"], out: holder, "started_on": start, "ended_on": end, **kept_values}


def _gaps(table: Gaps, record: Rows) -> Iterator[Row]:
    covers: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for row in _taking_part(table.covered_by, table.cover_where, record, table.cover_start):
        start, end = row.get(table.cover_start), row.get(table.cover_end)
        if start is not None and (end is None or end >= start):
            covers[row[table.covered_by.holder_column]].append((start, end))
    out = _holder_out(table.of)
    for row in _taking_part(table.of, table.where, record, table.start):
        start, end = row.get(table.start), row.get(table.end)
        holder = row.get(table.of.holder_column)
        if holder is None or start is None or (end is not None and end < start):
            continue
        for from_on, covered_on in _uncovered(start, end, sorted(covers[holder], key=lambda c: c[0])):
            yield {"id": row["id"], out: holder, "started_on": from_on, "ended_on": covered_on or end,
                   "covered_on": covered_on}  # fmt: skip


def _uncovered(
    start: date, end: date | None, covers: list[tuple[date, date | None]]
) -> Iterator[tuple[date, date | None]]:
    """The uncovered stretches of a span, each with the day cover came inside the span, or None."""
    free_from = start
    for cover_start, cover_end in covers:
        if end is not None and cover_start > end:
            break
        if cover_start > free_from:
            yield free_from, cover_start
        if cover_end is None:
            return
        free_from = max(free_from, cover_end + DAY)
    if end is None or free_from <= end:
        yield free_from, None


def _count_within(table: CountWithin, record: Rows) -> Iterator[Row]:
    here, there = table.match or (table.of.holder_column, table.counting.source.holder_column)
    days: dict[object, list[date]] = defaultdict(list)
    for on, row in record.selected(table.counting):
        if row.get(there) is not None:
            days[row[there]].append(on)
    for row in _taking_part(table.of, table.where, record, table.at):
        at = row.get(table.at)
        if at is None:
            continue
        first = at - (table.days - 1) * DAY
        yield {**row, "count": sum(first <= on <= at for on in days.get(row.get(here), ()))}


def _latest_as_at(table: LatestAsAt, record: Rows) -> Iterator[Row]:
    here, there = table.match or (table.of.holder_column, table.latest.holder_column)
    candidates: dict[object, list[Row]] = defaultdict(list)
    for row in _taking_part(table.latest, table.latest_where, record, table.on):
        if row.get(table.on) is not None and row.get(there) is not None:
            candidates[row[there]].append(row)
    for row in _taking_part(table.of, table.where, record, table.at):
        at = row.get(table.at)
        key = row.get(here)
        found = [
            c for c in (candidates[key] if key is not None and at is not None else ())
            if c[table.on] <= at and not (table.until and c.get(table.until) is not None and c[table.until] < at)
        ]  # fmt: skip
        latest: Row = max(found, key=lambda c: (c[table.on], c["id"])) if found else {}
        yield {**row, **{new: latest.get(old) for new, old in table.takes}}


def _taking_part(source: Source, where: tuple[Condition, ...], record: Rows, day_column: str) -> Iterable[Row]:
    return [
        row for row in record.rows(source)
        if passes(where, row, record.holder(source, row), row.get(day_column))
    ]  # fmt: skip


def _holder_out(source: Source) -> str:
    return HOLDER_COLUMNS[source.holder]
