"""Published figures of other authorities, regions and England, as the DfE and the LAIT publish them: one CSV.

One row is one figure of one area in one period. Headings in any order, capitals and spacing:

| column | also written | holds |
| --- | --- | --- |
| `indicator` | indicator_code, measure, measure_code | our code of the measure; needed unless measures are columns |
| `time_period` | period, year, date | `202425` or `2024-25` for the year to 31 March 2025; `2025`; our forms |
| `geographic_level` | level, area_type | National, Regional, Local authority; not needed |
| `la_code` | new_la_code, area_code, code, ... | three figures, or an ONS code, also a region's or England's |
| `la_name` | area_name, region_name, name, ... | the area's name |
| `value` | figure, percentage, rate | the figure, or a symbol instead of one; needed unless measures are columns |
| `publication` | source | where it was published |

Instead of `indicator` and `value`, each measure may have a column of its own, headed by its code: every column besides
those above is then a measure. Symbols instead of a figure are kept as published: `c` confidential, `z` not applicable,
`x` not available, `:` not available, `k` or `low` rounds to nothing, `u` low reliability. A blank value is left out.
A code that is no measure of the catalogue is kept, and said: nothing is compared with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

import polars as pl

from lineofsight.core.periods import collection_year, parse_period
from lineofsight.core.tables import table_named
from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.sources.checks import one_row_an_id
from lineofsight.sources.detect import FileKind, Found
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import LINE, finished
from lineofsight.sources.parsing import Unreadable, read_number
from lineofsight.sources.published.columns import ENGLAND, Wanted, area_code, present, read_columns
from lineofsight.sources.reader import Options, Reader
from lineofsight.sources.reading import Forgiveness, Reading, Reject, join_forgiven, join_rejects, rejects_frame

SOURCE: Final = "comparators"
SYMBOLS: Final = frozenset({"c", "z", "x", ":", "..", ".", "-", "k", "low", "u", "~", "*", "#"})
WANTED: Final = (
    Wanted("indicator", ("indicator_code", "measure", "measure_code", "indicator id")),
    Wanted("time_period", ("period", "year", "date", "time period")),
    Wanted("time_identifier"),
    Wanted("geographic_level", ("level", "area_type", "area type")),
    Wanted("country_code"),
    Wanted("country_name"),
    Wanted("region_code"),
    Wanted("region_name", ("region",)),
    Wanted("la_code", ("new_la_code", "area_code", "code", "area code", "local authority code", "ons_code")),
    Wanted("old_la_code", ("la_number", "dfe code", "dfe_code")),
    Wanted("la_name", ("area_name", "name", "area", "local authority", "la", "authority")),
    Wanted("value", ("figure", "percentage", "rate", "val")),
    Wanted("publication", ("source", "published in")),
)
_NAMES: Final = tuple(column.name for column in WANTED)
_AREA: Final = frozenset({"la_code", "la_name", "old_la_code", "region_code", "country_code"})
_LEVELS: Final = (
    (("la_code", "old_la_code"), "la_name"),
    (("region_code",), "region_name"),
    (("country_code",), "country_name"),
)
_TWO_YEARS: Final = re.compile(r"(20\d\d)(?:[/_-]|-20|/20)?(\d\d)")
_PERIOD_REMEDY: Final = "Write the year as 2024-25, or one of the forms in which periods are written."


def recognises(found: Found) -> bool:
    """Whether a CSV file holds published figures: periods, areas, and either values with measures or measures."""
    if found.kind is not FileKind.CSV:
        return False
    columns = present(found.headings, WANTED)
    by_row = {"indicator", "value"} <= columns
    by_column = "geographic_level" in columns
    return "time_period" in columns and bool(columns & _AREA) and (by_row or by_column)


def read(found: Sequence[Found], options: Options) -> Reading:
    """Read one file. Raises UnusableInput where it holds no measure."""
    raw, rows, untidy = read_columns(found[0], WANTED)
    columns = present(raw.headings, WANTED)
    if not {"indicator", "value"} <= columns:
        rows = _one_figure_a_row(found[0], raw.frame, rows, measures_in(raw.headings))
        untidy = raw.forgiven
    periods = {text: published_period(text) for text in rows["time_period"].drop_nulls().unique()}
    rejects: list[Reject] = []
    figures: list[dict[str, object]] = []
    for cells in rows.filter(pl.col("value").str.len_chars() > 0).iter_rows(named=True):
        line = int(cells[LINE])
        row = {name: str(cells[name] or "").strip() for name in _NAMES}
        try:
            figures.append(_figure(row, line, periods))
        except _NoFigure as fault:
            found_value = row[fault.column]
            rejects.append(
                Reject("published_figures", raw.file, line, fault.column, found_value, fault.reason, fault.remedy)
            )
    table = table_named("published_figures")
    schema = {"id": pl.String(), LINE: pl.Int64(), **dict.fromkeys(table.natural_key, pl.String())}
    schema |= {"area_name": pl.String(), "value": pl.Float64(), "suppressed": pl.String(), "publication": pl.String()}
    frame = finished(pl.DataFrame(figures, schema=schema), table, source=SOURCE, file=raw.file)
    kept, refused, twice = one_row_an_id(frame, table)
    unknown = _of_no_measure(kept["indicator"], raw.file)
    return Reading(
        source=SOURCE,
        paths=(found[0].path,),
        tables={"published_figures": kept},
        coverage={"published_figures": TableCoverage(Extent.COMPLETE)},
        as_known_on=options.as_known_on,
        rejects=join_rejects([raw.rejects, rejects_frame(rejects), refused]),
        forgiven=join_forgiven([*untidy, *unknown, *twice]),
    )


def _of_no_measure(indicators: pl.Series, file: str) -> list[Forgiveness]:
    """What is said of codes that are no measure of ours: their figures are kept, and nothing is compared with them."""
    known = resolved_catalogue().indicators
    said = []
    for code, count in indicators.value_counts(sort=True).iter_rows():
        if code not in known:
            near = get_close_matches(code, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "`lineofsight define` lists the codes"
            said.append(Forgiveness(file, f"{code!r} is no measure, so nothing is compared with it: {hint}", count))
    return said


def published_period(text: str) -> str | None:
    """A period as published, in the form we write periods in; None where it is no period.

    `202425`, `2024/25` and `2024-25` are the financial year, whichever of two readings `2010-11` would have.
    """
    stripped = text.strip()
    two = _TWO_YEARS.fullmatch(stripped)
    if two and int(two[2]) == (int(two[1]) + 1) % 100:
        return collection_year(f"{two[1]}-{two[2]}")
    try:
        return parse_period(stripped).code
    except ValueError:
        return stripped if re.fullmatch(r"20\d\d", stripped) else None


def measures_in(headings: Sequence[str]) -> list[str]:
    """The headings that are none of the columns: measures, where each has a column of its own."""
    known = {name for column in WANTED for name in (column.name, *column.also)}
    return [heading for heading in headings if not present([heading], WANTED) and heading not in known]


def _one_figure_a_row(found: Found, raw: pl.DataFrame, rows: pl.DataFrame, measures: Sequence[str]) -> pl.DataFrame:
    if not measures:
        raise UnusableInput(
            found.path, "line 1", "It has neither columns indicator and value nor a column for a measure.",
            "Head each measure's column with its code, or give one figure a row.",
        )  # fmt: skip
    wide = rows.drop("indicator", "value").hstack(raw.select(measures))
    kept = [name for name in _NAMES if name not in ("indicator", "value")]
    return wide.unpivot(measures, index=[LINE, *kept], variable_name="indicator", value_name="value")


class _NoFigure(Exception):
    """A row that is no figure: the column at fault, why, and what to do."""

    def __init__(self, column: str, reason: str, remedy: str) -> None:
        self.column, self.reason, self.remedy = column, reason, remedy
        super().__init__(reason)


def _figure(row: dict[str, str], line: int, periods: dict[str, str | None]) -> dict[str, object]:
    """One figure. Raises _NoFigure."""
    indicator, period = row["indicator"], periods.get(row["time_period"])
    if not indicator:
        raise _NoFigure("indicator", "The row does not say which measure it is.", "Give the measure's code.")
    if period is None:
        raise _NoFigure("time_period", f"{row['time_period']!r} is no period.", _PERIOD_REMEDY)
    code, name = _area(row)
    if code is None:
        raise _NoFigure("la_code", "The area is no authority, region or country known.", "Give its ONS code.")
    value, symbol = None, row["value"].casefold()
    if symbol not in SYMBOLS:
        try:
            value, symbol = read_number(row["value"].removesuffix("%").strip()), ""
        except Unreadable as problem:
            raise _NoFigure("value", problem.reason, problem.remedy) from None
    return {
        "id": f"{indicator}/{code}/{period}", LINE: line, "indicator": indicator, "area_code": code,
        "period": period, "area_name": name or None, "value": value, "suppressed": symbol or None,
        "publication": row["publication"] or None,
    }  # fmt: skip


def _area(row: dict[str, str]) -> tuple[str | None, str]:
    """The area a row is about, the smallest it names, and its name as published; no code where it is not known."""
    for codes, names in _LEVELS:
        given = [row[code] for code in codes if row[code] and row[code].casefold() not in SYMBOLS]
        if given or row[names]:
            found = [area_code(code, row[names]) for code in given or [""]]
            return next((code for code in found if code), None), row[names]
    return (ENGLAND, "England") if row["geographic_level"].casefold() == "national" else (None, "")


READER = Reader(SOURCE, "published figures (DfE or LAIT style CSV)", recognises, read)
