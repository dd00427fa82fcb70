"""Counts of a page's rows: by age and sex, by code, by length, by repeat."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.core.tables.people import disabilities
from lineofsight.core.working_days import working_days_between
from lineofsight.evaluation.columnar.clock_tables import add_months
from lineofsight.evaluation.indicators.arrays import BLANK, Ints
from lineofsight.evaluation.ticks import tick_day
from lineofsight.reports.document import Bar, Bars, Block, Note, Pyramid, Tone
from lineofsight.reports.facts.page_rows import PageRows
from lineofsight.reports.parts import Disability, Latest, Lengths, Repeats, Split, Stages

AGE_BANDS = ((0, "Under 1"), (1, "1 to 4"), (5, "5 to 9"), (10, "10 to 15"), (16, "16 and 17"), (18, "18 and over"))
NOT_RECORDED = "Not recorded"
MALE, FEMALE = ("M", "1"), ("F", "2")
DAYS_IN_A_MONTH = 30.4375


def age_and_sex(rows: PageRows, caption: str) -> Block:
    """Children by age band and sex; those whose age or sex is not recorded are counted in words."""
    once = rows.once_a_child()
    born, sex = once.rows.days("child.born_on")[once.places], once.column("child.sex")
    years = np.where(born == BLANK, -1, _whole_years(born, once.day))
    counts: dict[str, list[int]] = {label: [0, 0] for _, label in reversed(AGE_BANDS)}
    left_out, caption = 0, f"{caption} ({len(once.places):,})"
    for age, code in zip(years.tolist(), sex.to_list(), strict=True):
        side = 0 if code in MALE else 1 if code in FEMALE else None
        if side is None or age < 0:
            left_out += 1
        else:
            counts[next(label for least, label in reversed(AGE_BANDS) if age >= least)][side] += 1
    if left_out:
        caption += f". Not shown: {left_out:,} whose age or sex is not recorded as male or female"
    return Pyramid(caption, "Male", "Female", tuple((label, left, right) for label, (left, right) in counts.items()))


def split(rows: PageRows, part: Split) -> Block | None:
    """Rows by code, most first, the rest together; children counted once where the column is the child's own."""
    own = part.column.startswith("child.")
    values = (rows.once_a_child() if own else rows).column(part.column)
    if not values.drop_nulls().len():
        return None if part.if_said else _not_known(part.caption)
    if values.dtype.is_integer():
        return bars_of(part.caption, by_number(values, part.most), "children" if own else rows.unit)
    named = [(dict(part.words).get(label, label), count) for label, count in by_code(values, part.code_set)]
    shown = named[: part.most]
    if rest := named[part.most :]:
        shown.append((f"{len(rest)} others", sum(count for _, count in rest)))
    return bars_of(part.caption, shown, "children" if own else rows.unit)


def disabled(rows: PageRows, part: Disability) -> Block:
    """Children by whether a disability is recorded, or that there is none; those of whom nothing is recorded apart."""
    once = rows.once_a_child()
    kinds = once.workspace.rows(disabilities)
    none = (kinds.columns["disability"] == "NONE").fill_null(value=False)  # a blank: some disability, of no said kind
    said = pl.DataFrame({"child": kinds.holders.ids.gather(kinds.holder), "none": none})
    of_each = said.group_by("child").agg(pl.col("none").all())
    mine = pl.DataFrame({"child": once.children()})
    found = mine.join(of_each, on="child", how="left", maintain_order="left")["none"]
    if not found.drop_nulls().len():
        return _not_known(part.caption)
    return bars_of(part.caption, by_code(~found, None), "children")


def stages(rows: PageRows, part: Stages) -> Block:
    """Rows by the furthest stage that each has a date of."""
    reached = [label for label, _ in part.stages]
    furthest = np.full(len(rows.places), -1)
    for place, (_, column) in enumerate(part.stages):
        furthest[rows.rows.days(column)[rows.places] != BLANK] = place
    shown = [(label, int((furthest == place).sum())) for place, label in enumerate(reached)]
    unknown = int((furthest < 0).sum())
    return bars_of(part.caption, [*shown, *([(NOT_RECORDED, unknown)] if unknown else [])], rows.unit)


def by_code(values: pl.Series, code_set: str | None) -> list[tuple[str, int]]:
    """How many have each code, by its meaning, most first; flags as yes and no, blanks as not recorded."""
    words = values.cast(pl.String).replace({"true": "Yes", "false": "No"}).fill_null(NOT_RECORDED)
    counted = sorted(words.value_counts(sort=True).rows(), key=lambda c: (-c[1], c[0]))
    return [(meaning(value, code_set), count) for value, count in counted]


def by_number(values: pl.Series, most: int) -> list[tuple[str, int]]:
    """How many have none, one, two ..., those with `most` or more together, and those of whom it is not recorded."""
    counts = dict(values.clip(0, most).value_counts().iter_rows())
    last = min(most, max((number for number in counts if number is not None), default=0))
    shown = [(_times(number, most), counts.get(number, 0)) for number in range(last + 1)]
    return [*shown, *([(NOT_RECORDED, counts[None])] if None in counts else [])]


def _times(number: int, most: int) -> str:
    return "None" if not number else f"{number} or more" if number == most else str(number)


def _not_known(caption: str) -> Note:
    return Note(f"Not known from this file: {caption[0].lower()}{caption[1:].rstrip('?')}.", Tone.UNKNOWN)


def lengths(rows: PageRows, part: Lengths) -> Block | None:
    """Rows by how long, in bands; a row without either date is counted as not recorded."""
    starts = rows.rows.days(part.start)[rows.places]
    ends = rows.day if part.end is None else rows.rows.days(part.end)[rows.places]
    if not (ends != BLANK).any() or not (starts != BLANK).any():
        return None if part.if_said else _not_known(part.caption)
    counts = dict.fromkeys(part.bands, 0)
    unknown = 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if BLANK in (start, end) or end < start:
            unknown += 1
            continue
        counts[max(band for band in part.bands if band <= _length(start, end, part.unit))] += 1
    shown = [(_band(band, part), count) for band, count in counts.items()]
    if unknown:
        shown.append(("Not ended, or a date not recorded" if part.end else NOT_RECORDED, unknown))
    return bars_of(part.caption, shown, rows.unit)


def latest(rows: PageRows, others: PageRows, part: Latest) -> Block:
    """The page's children by the column of their latest other row; those without one are counted apart."""
    said = others.column(part.column).cast(pl.String)
    every = pl.DataFrame({"child": others.children(), "day": others.day, "said": said})
    last = every.sort("child", "day").unique("child", keep="last", maintain_order=True)
    if not last["said"].drop_nulls().len():
        return _not_known(part.caption)
    mine = pl.DataFrame({"child": rows.children()}).unique(maintain_order=True)
    said = mine.join(last, on="child", how="left", maintain_order="left")["said"]
    return bars_of(part.caption, by_code(said, part.code_set), "children")


def repeats(rows: PageRows, part: Repeats) -> Block:
    """Children by how many of these rows they have."""
    holders = rows.rows.holder[rows.places]
    _, times = np.unique(holders[holders >= 0], return_counts=True)
    shown = [(f"{n} time{'s' if n > 1 else ''}", int((times == n).sum())) for n in (1, 2, 3)]
    shown.append(("4 times or more", int((times > 3).sum())))
    return bars_of(part.caption, shown, "children")


def _length(start: int, end: int, unit: str) -> float:
    if unit == "working days":
        return working_days_between(_day(start), _day(end))
    return (end - start) / (DAYS_IN_A_MONTH if unit == "months" else 1)


def _whole_years(born: Ints, day: Ints) -> Ints:
    """Years completed by the end of a day: a birthday is reached on its day."""
    years = (day.astype("datetime64[D]").astype("datetime64[Y]")
             - born.astype("datetime64[D]").astype("datetime64[Y]")).astype(np.int64)  # fmt: skip
    reached: Ints = years - (add_months(born.astype(np.int64), 12 * years) > day)
    return reached


def _day(tick: int) -> date:
    return tick_day(tick)


def _band(band: int, part: Lengths) -> str:
    place = part.bands.index(band)
    if place == len(part.bands) - 1:
        return f"{band} {part.unit} or more"
    after = part.bands[place + 1]
    if part.unit == "months":
        return f"Under {after} month{'s' if after > 1 else ''}" if band == 0 else f"{band} to under {after} months"
    return f"{band} to {after - 1} {part.unit}"


def meaning(value: str, name: str | None) -> str:
    """What a code of a set means; the code itself where the set does not say."""
    if value == NOT_RECORDED or name is None:
        return value
    held = code_set(name)
    return held.meaning(value) if held.contains(value) and held.meaning(value) else value


def bars_of(caption: str, shown: list[tuple[str, int]], unit: str) -> Block:
    """A chart of counts, each with its share of all."""
    total = sum(count for _, count in shown)
    if not total:
        return Bars(caption, (), unit)
    bars = tuple(Bar(label, count, f"{count:,} ({100 * count / total:.0f}%)") for label, count in shown)
    return Bars(f"{caption} ({total:,})", bars, unit)
