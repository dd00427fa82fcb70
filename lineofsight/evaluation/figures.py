"""Figures: indicators over many periods and groups at once, from one snapshot of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import polars as pl

from lineofsight.core.indicator_measures import Longest, Mean, Median, Per10k, Percent, PerHolder, Ratio, Share, Sum
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.periods import Period, latest_periods
from lineofsight.core.standards import Standard
from lineofsight.evaluation.breakdowns import By, Groups, asked_for, by_value, crossed, groups
from lineofsight.evaluation.indicators.arrays import NO, UNKNOWN, YES, Floats
from lineofsight.evaluation.indicators.columns import columns_read
from lineofsight.evaluation.indicators.counted import count, needed_standards, not_covered, open_workspace
from lineofsight.evaluation.indicators.duty_members import duties_from
from lineofsight.evaluation.indicators.rows import Workspace
from lineofsight.evaluation.indicators.states import Counted, DutyFrame, Standards
from lineofsight.evaluation.indicators.turns import Turn, turns
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.residents import Residents, residents
from lineofsight.evaluation.statistics import wilson

COLUMNS: Final = {
    "indicator": pl.String, "period": pl.String, "breakdown": pl.String, "numerator": pl.Float64,
    "denominator": pl.Float64, "missing": pl.Int64, "value": pl.Float64, "lower": pl.Float64, "upper": pl.Float64,
    "snapshot": pl.String, "reason": pl.String,
}  # fmt: skip

OWN_PERIODS: Final = 13

MOST_AT_ONCE: Final = 4


@dataclass
class _Made:
    """Columns of figures as they are made, one array a batch."""

    columns: dict[str, list[np.ndarray]] = field(default_factory=dict)
    texts: dict[str, list[str | None]] = field(default_factory=dict)

    def add(self, texts: Mapping[str, list[str | None]], **numbers: np.ndarray) -> None:
        for name, values in texts.items():
            self.texts.setdefault(name, []).extend(values)
        for name, array in numbers.items():
            self.columns.setdefault(name, []).append(array)

    def join(self, other: _Made) -> None:
        """Adds what another made."""
        for name, values in other.texts.items():
            self.texts.setdefault(name, []).extend(values)
        for name, arrays in other.columns.items():
            self.columns.setdefault(name, []).extend(arrays)


def figures(
    indicators: Iterable[Indicator],
    record: Record,
    periods: Sequence[Period] | None = None,
    by: Sequence[str | tuple[str, str]] = (),
    *,
    duties: DutyFrame | None = None,
    standards: Mapping[str, Standard] | None = None,
    authority: str | None = None,
    snapshot: str | None = None,
    workspace: Workspace | None = None,
    latest: int = OWN_PERIODS,
) -> pl.DataFrame:
    """One row for each indicator, period and group, with the columns of `COLUMNS`.

    `periods`: those asked for; where absent, each indicator's own `latest`, thirteen unless said. `by`: breakdowns
    beside the whole, each one name or ("team", name); one an indicator does not have is left out for it. `breakdown` is
    JSON: `{}`, or `{"team": "..."}`. `value` is unrounded, percentages from 0 to 100, and null where the denominator is
    0 or `reason` says why there is none. A group is given for every period once it has a row in any of them; a pair of
    groups only where it has rows. `authority` is the three-figure code whose population rates use.

    Raises ValueError for a breakdown that is not one. Where a table is not covered the row has no numbers and says so.
    """
    wanted = asked_for(by)
    own = workspace is None
    workspace = workspace or open_workspace(record)
    held = duties_from(duties, standards)
    people = residents(record, authority)
    made, parts = _Made(), dict[int, _Made]()
    chosen = tuple(indicators)
    workspace.prepare(columns_read(chosen), needed_standards(chosen, held))

    def figures_of(turn: Turn) -> list[_Made]:
        found = [_Made() for _ in turn.indicators]
        for indicator, one in zip(turn.indicators, found, strict=True):
            asked = periods or latest_periods(indicator.period, record.as_known_on, latest, in_progress=True)
            for same_kind in _by_kind(asked):
                _figures_of(indicator, workspace, same_kind, wanted, held, people, one)
        return found

    # Indicators of one population share what is found of it, so each thread takes all of a population.
    each = turns(_by_population(chosen))
    with ThreadPoolExecutor(min(pl.thread_pool_size(), MOST_AT_ONCE)) as threads:
        for turn, found in zip(each, threads.map(figures_of, each), strict=True):
            parts.update(zip([id(indicator) for indicator in turn.indicators], found, strict=True))
            if own:  # a workspace given is the caller's, who may ask it for more
                turn.let_go(workspace)
    for indicator in chosen:
        made.join(parts[id(indicator)])
    return _frame(made, snapshot)


def _by_population(indicators: Sequence[Indicator]) -> list[list[Indicator]]:
    """Indicators of one population together, and those of the duties of the same standards."""
    found: dict[object, list[Indicator]] = {}
    for indicator in indicators:
        population = indicator.population
        shared = population.standards if isinstance(population, Duties) else population
        found.setdefault((shared, indicator.by_row), []).append(indicator)
    return list(found.values())


def _by_kind(periods: Sequence[Period]) -> list[list[Period]]:
    kinds: dict[str, dict[str, Period]] = {}
    for period in periods:
        kinds.setdefault(period.kind, {})[period.code] = period
    return [sorted(found.values(), key=lambda period: period.end) for found in kinds.values()]


def _figures_of(
    indicator: Indicator, workspace: Workspace, periods: list[Period], by: tuple[By, ...], standards: Standards,
    people: Residents, made: _Made,
) -> None:  # fmt: skip
    reasons = not_covered(indicator, workspace, periods, standards)
    for period, reason in zip(periods, reasons, strict=True):
        if reason:
            nothing = np.array([np.nan])
            made.add(
                {"indicator": [indicator.code], "period": [period.code], "breakdown": ["{}"], "reason": [reason]},
                numerator=nothing, denominator=nothing, missing=nothing, value=nothing, lower=nothing, upper=nothing,
            )  # fmt: skip
    known = [period for period, reason in zip(periods, reasons, strict=True) if not reason]
    if not known:
        return
    counted = count(indicator, workspace, known, standards)
    for one in (None, *by):
        parts = () if one is None else one if isinstance(one, tuple) else (one,)
        if all(part in indicator.breakdowns for part in parts):
            found = groups(one, counted.members, workspace)
            if isinstance(indicator.as_, Share):
                _shares(indicator, counted, found, known, made)
            else:
                _sums(indicator, counted, found, known, people, made, pair=len(parts) > 1)


def _sums(
    indicator: Indicator, counted: Counted, found: Groups, periods: list[Period], people: Residents, made: _Made,
    *, pair: bool,
) -> None:  # fmt: skip
    above, below, missing, value = totals(indicator, counted, found.of, len(found.names))
    seen = (above != 0) | (below != 0) | (missing != 0)
    cells = seen if pair else np.broadcast_to(seen.any(axis=1, keepdims=True), seen.shape).copy()
    if found.names == ({},):
        cells[:] = True
    group, at = np.nonzero(cells)
    above, below, missing, value = (part[group, at] for part in (above, below, missing, value))
    reasons: list[str | None] = [None] * len(group)
    if isinstance(indicator.as_, Per10k):
        below, reasons = _rates(found, group, at, periods, people)
        value = np.divide(10_000 * above, below, out=np.full(len(above), np.nan), where=below > 0)
    lower, upper = np.full(len(group), np.nan), np.full(len(group), np.nan)
    if isinstance(indicator.as_, Percent) and indicator.as_.weight is None:
        lower, upper = wilson(above, below)
    _add(made, indicator, _picked(found.labels, group), periods, at, reasons,
         numerator=above, denominator=below, missing=missing, value=value, lower=lower, upper=upper)  # fmt: skip


def totals(
    indicator: Indicator, counted: Counted, group: np.ndarray, size: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Numerator, denominator, missing and value, each with a row a group and a column a period."""
    slots, members = counted.slots, counted.members
    cell = group * slots.count + members.slot
    shape = (size, slots.count)

    def summed(where: np.ndarray, weights: np.ndarray) -> Floats:
        found = np.bincount(cell[where], weights[where], minlength=size * slots.count).reshape(shape)
        return slots.totals(found).astype(np.float64)

    # One pass counts every answer in every cell.
    tally = np.bincount(cell * (YES + 1) + counted.state, minlength=size * slots.count * (YES + 1))
    by_answer = slots.totals(tally.reshape(*shape, YES + 1).transpose(2, 0, 1)).astype(np.float64)
    missing, yes_count, known_count = by_answer[UNKNOWN], by_answer[YES], by_answer[NO] + by_answer[YES]
    yes = counted.state == YES
    match indicator.as_:
        case Percent(weight) if weight:
            above, below = summed(yes, counted.amount), summed(counted.state != UNKNOWN, counted.weight)
            return above, below, missing, _divided(100 * above, below)
        case Percent():
            return yes_count, known_count, missing, _divided(100 * yes_count, known_count)
        case Ratio(_, _, times):
            above, below = summed(yes, counted.amount), summed(yes, counted.weight)
            return above, below, missing, _divided(times * above, below)
        case Mean():
            above = summed(yes, counted.amount)
            return above, yes_count, missing, _divided(above, yes_count)
        case Sum():
            above = summed(yes, counted.amount)
            return above, yes_count, missing, above
        case Median() | Longest():
            value = _ordered(indicator, counted.amount[yes], cell[yes], shape)
            return summed(yes, counted.amount), yes_count, missing, value
        case PerHolder():
            holders = len(members.rows.holders.ids) + 1
            different = np.unique(cell[yes] * holders + members.holder[yes] % holders) // holders
            below = np.bincount(different, minlength=size * slots.count).reshape(shape).astype(np.float64)
            return yes_count, below, missing, _divided(yes_count, below)
    return yes_count, known_count, missing, yes_count


def _ordered(indicator: Indicator, amounts: Floats, cell: np.ndarray, shape: tuple[int, int]) -> Floats:
    """The median, or the greatest, of each cell; NaN where it is empty."""
    by_amount = np.argsort(amounts, kind="stable")
    few = shape[0] * shape[1] <= np.iinfo(np.uint16).max  # numbers this small are put in order by counting
    cells = cell[by_amount].astype(np.uint16 if few else np.int64)
    amounts = amounts[by_amount[np.argsort(cells, kind="stable")]]
    sizes = np.bincount(cell, minlength=shape[0] * shape[1])
    last = np.cumsum(sizes) - 1
    found = np.full(len(sizes), np.nan)
    some = sizes > 0
    if isinstance(indicator.as_, Longest):
        found[some] = amounts[last[some]]
    else:
        first = last - sizes + 1
        low, high = first + (sizes - 1) // 2, first + sizes // 2
        found[some] = (amounts[low[some]] + amounts[high[some]]) / 2
    return found.reshape(shape)


def _shares(indicator: Indicator, counted: Counted, found: Groups, periods: list[Period], made: _Made) -> None:
    assert isinstance(indicator.as_, Share)
    values = crossed(found, by_value(indicator.as_.column, counted.members))
    above, _, _, _ = totals(indicator, counted, values.of, len(values.names))
    _, below, missing, _ = totals(indicator, counted, found.of, len(found.names))
    column = indicator.as_.column
    place = {tuple(name.items()): number for number, name in enumerate(found.names)}
    whole = np.array([place[tuple((k, v) for k, v in name.items() if k != column)] for name in values.names], dtype=int)
    recorded = np.array([bool(name[column]) for name in values.names], dtype=bool)
    cells = np.broadcast_to((recorded & (above.any(axis=1)))[:, None], above.shape)
    group, at = np.nonzero(cells)
    numerator, denominator = above[group, at], below[whole[group], at]
    lower, upper = wilson(numerator, denominator)
    _add(made, indicator, _picked(values.labels, group), periods, at, [None] * len(group),
         numerator=numerator, denominator=denominator, missing=missing[whole[group], at],
         value=_divided(100 * numerator, denominator), lower=lower, upper=upper)  # fmt: skip


def _rates(
    found: Groups, group: np.ndarray, at: np.ndarray, periods: list[Period], people: Residents
) -> tuple[Floats, list[str | None]]:
    children = [
        people.children(found.names[g], periods[p].end) for g, p in zip(group.tolist(), at.tolist(), strict=True)
    ]
    why = people.problem or "no population loaded for this group"
    below = np.array([np.nan if number is None else number for number in children], dtype=np.float64)
    return below, [why if number is None else None for number in children]


def _add(
    made: _Made, indicator: Indicator, labels: list[str | None], periods: list[Period], at: np.ndarray,
    reasons: list[str | None], **numbers: Floats,
) -> None:  # fmt: skip
    made.add(
        {"indicator": [indicator.code] * len(labels), "period": _picked([period.code for period in periods], at),
         "breakdown": labels, "reason": reasons}, **numbers,
    )  # fmt: skip


def _picked(texts: list[str], places: np.ndarray) -> list[str | None]:
    found: list[str | None] = np.array(texts, dtype=object)[places].tolist()
    return found


def _frame(made: _Made, snapshot: str | None) -> pl.DataFrame:
    numbers = {name: np.concatenate(parts) for name, parts in made.columns.items()}
    frame = pl.DataFrame({**made.texts, **numbers}) if made.texts else pl.DataFrame(schema=COLUMNS)
    frame = frame.with_columns(pl.lit(snapshot, dtype=pl.String).alias("snapshot"))
    numeric = [name for name, kind in COLUMNS.items() if kind != pl.String]
    return frame.with_columns(pl.col(numeric).fill_nan(None)).select(
        pl.col(name).cast(kind) for name, kind in COLUMNS.items()
    ) if made.texts else frame.select(list(COLUMNS))  # fmt: skip


def _divided(above: Floats, below: Floats) -> Floats:
    found: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return found
