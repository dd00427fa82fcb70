"""Resident children by area, year and group, as the ONS publishes its mid-year estimates: one CSV.

One row is one number of people. Headings in any order, capitals and spacing:

| column | also written | holds |
| --- | --- | --- |
| `la_code` | area code, ladcode23, geography_code, code, ... | three figures, ONS code or name of an authority |
| `year` | date, time, mid-year, time_period | the year; the estimate is for 30 June |
| `age` | age_group, single year of age, c_age_name | `7`, `Aged 7 years`, `5-9`, `0 to 17`; blank is 0 to 17 |
| `sex` | gender | Female, Male, F, M, Persons; blank is all |
| `ethnicity` | ethnic_group | a group; blank or All is all; not needed |
| `locality` | ward, area within the authority | a place in the authority; blank is all; not needed |
| `count` | population, children, obs_value, value, persons, number | how many |

Ages of 18 and over, totals of all ages, and areas that are no children's services authority are left out and counted.
Where a file gives every single year of age, the sum for 0 to 17 and for our age bands is made; where it gives both
sexes, that of all children. Nothing is estimated: a group of which a part is missing has no sum.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from lineofsight.core.tables import table_named
from lineofsight.evaluation.breakdowns import AGE_BANDS
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.sources.checks import one_row_an_id
from lineofsight.sources.detect import FileKind, Found
from lineofsight.sources.frames import LINE, finished
from lineofsight.sources.parsing import Unreadable, read_number
from lineofsight.sources.published.columns import Wanted, authority_code, middle_of, present, read_columns
from lineofsight.sources.reader import Options, Reader
from lineofsight.sources.reading import Forgiveness, Reading, Reject, join_forgiven, join_rejects, rejects_frame

SOURCE: Final = "populations"
WANTED: Final = (
    Wanted("la_code", (
        "area code", "area_code", "ladcode", "ladcode21", "ladcode23", "lad23cd", "lad code", "geography_code",
        "geography code", "code", "local authority code", "ons_code", "administrative-geography",
    )),
    Wanted("la_name", ("area name", "area_name", "laname21", "laname23", "name", "local authority", "geography")),
    Wanted("year", ("date", "time", "mid-year", "mid year", "time_period", "calendar-years")),
    Wanted("age", ("age_group", "age group", "single year of age", "c_age_name", "age band", "single-year-of-age")),
    Wanted("sex", ("gender", "c_sex_name")),
    Wanted("ethnicity", ("ethnic_group", "ethnic group", "ethnic-group")),
    Wanted("locality", ("ward", "area within the authority", "locality_name")),
    Wanted("count", ("population", "children", "obs_value", "value", "persons", "number", "v4_0")),
)  # fmt: skip
_ALL: Final = frozenset(
    {"", "all", "total", "persons", "all persons", "people", "both", "all ethnic groups", "all sexes"}
)
_SEXES: Final = {"m": "M", "male": "M", "males": "M", "1": "M", "f": "F", "female": "F", "females": "F", "2": "F"}
_ONE_AGE: Final = re.compile(r"(?:aged?\s*)?(\d{1,3})(?:\s*(?:years?|yrs?)(?:\s*old)?)?", re.IGNORECASE)
_AGES: Final = re.compile(r"(?:aged?\s*)?(\d{1,3})\s*(?:-|–|to|and)\s*(\d{1,3})(?:\s*years?)?", re.IGNORECASE)
_GROUP: Final = ("la_code", "as_at", "sex", "age_group", "ethnicity", "locality")
_BAND_NAMES: Final = re.compile(r"(\d+) (?:to|and) (\d+)")
_ADULT: Final = 18


def recognises(found: Found) -> bool:
    """Whether a CSV file holds populations: an area, a year, a number, and an age or a sex."""
    if found.kind is not FileKind.CSV:
        return False
    columns = present(found.headings, WANTED)
    return {"year", "count"} <= columns and bool(columns & {"la_code", "la_name"}) and bool(columns & {"age", "sex"})


def read(found: Sequence[Found], options: Options) -> Reading:
    """Read one file of populations."""
    raw, rows, untidy = read_columns(found[0], WANTED)
    left_out: dict[str, int] = {}
    rejects: list[Reject] = []
    taken: list[dict[str, object]] = []
    known = {text: authority_code(text) for text in {*rows["la_code"], *rows["la_name"]}}
    for cells in rows.iter_rows(named=True):
        row = {column.name: str(cells[column.name] or "").strip() for column in WANTED}
        why, made = _row(row, known)
        if made is not None:
            taken.append({**made, LINE: cells[LINE]})
        elif why in _LEFT_OUT:
            left_out[why] = left_out.get(why, 0) + 1
        else:
            value = row["count"] if why.startswith("The number") else row["year"]
            rejects.append(Reject("populations", raw.file, cells[LINE], "", value, why, "Correct the row."))
    frame = _named(_with_sums(pl.DataFrame(taken, schema=_SCHEMA)))
    table = table_named("populations")
    kept, refused, twice = one_row_an_id(finished(frame, table, source=SOURCE, file=raw.file), table)
    noted = [Forgiveness(raw.file, why, count) for why, count in left_out.items()]
    return Reading(
        source=SOURCE,
        paths=(found[0].path,),
        tables={"populations": kept},
        coverage={"populations": TableCoverage(Extent.COMPLETE)},
        as_known_on=options.as_known_on,
        rejects=join_rejects([raw.rejects, rejects_frame(rejects), refused]),
        forgiven=join_forgiven([*untidy, *noted, *twice]),
    )


_NO_AUTHORITY: Final = "areas that are no children's services authority: left out"
_ADULTS: Final = "people of 18 and over, and all ages together: left out"
_LEFT_OUT: Final = frozenset({_NO_AUTHORITY, _ADULTS})
_SCHEMA: Final = {
    "la_code": pl.String(), "as_at": pl.Date(), "sex": pl.String(), "first": pl.Int64(), "last": pl.Int64(),
    "ethnicity": pl.String(), "locality": pl.String(), "children": pl.Float64(), LINE: pl.Int64(),
}  # fmt: skip


def _row(row: Mapping[str, str], known: Mapping[str | None, str | None]) -> tuple[str, dict[str, object] | None]:
    """Why the row is not taken, or its values: ages as the first and last of the group."""
    authority = known.get(row["la_code"]) or known.get(row["la_name"])
    if authority is None:
        return _NO_AUTHORITY, None
    ages = ages_of(row["age"])
    if ages is None:
        return _ADULTS, None
    as_at = middle_of(row["year"])
    if as_at is None:
        return "The row does not say one year.", None
    try:
        children = read_number(row["count"])
    except Unreadable:
        return "The number is none.", None
    sex = row["sex"].casefold()
    if sex not in _SEXES and sex not in _ALL:
        return "The sex is neither female, male nor all.", None
    return "", {
        "la_code": authority, "as_at": as_at, "sex": _SEXES.get(sex), "first": ages[0], "last": ages[1],
        "ethnicity": _group(row["ethnicity"]), "locality": _group(row["locality"]), "children": children,
    }  # fmt: skip


def _group(text: str) -> str | None:
    return None if text.casefold() in _ALL else text


def ages_of(text: str) -> tuple[int, int] | None:
    """The first and last age of a group of children, both included; None for adults, and for all ages together."""
    stripped = text.strip()
    if not stripped:
        return 0, _ADULT - 1
    if stripped.casefold() == "under 1":
        return 0, 0
    one, several = _ONE_AGE.fullmatch(stripped), _AGES.fullmatch(stripped)
    if one:
        first = last = int(one[1])
    elif several:
        first, last = int(several[1]), int(several[2])
    else:
        return None
    return (first, last) if first <= last < _ADULT else None


def _bands() -> dict[str | None, tuple[int, int]]:
    """Our age bands of children, by name."""
    found: dict[str | None, tuple[int, int] | None] = {
        name: ages_of(name) for name in AGE_BANDS if name == "Under 1" or _BAND_NAMES.fullmatch(name)
    }
    return {name: ages for name, ages in found.items() if ages is not None}


def _with_sums(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows and the sums that they make, groups by their names: blank for 0 to 17, else `5 to 9`."""
    by_sex = _and_both_sexes(rows)
    groups: dict[str | None, tuple[int, int]] = {None: (0, _ADULT - 1)}
    groups |= _bands()
    sums = [_summed(by_sex, name, *ages) for name, ages in groups.items()]
    names = {ages: name for name, ages in groups.items()}
    label = [names.get(ages, _words(*ages)) for ages in by_sex.select("first", "last").iter_rows()]
    given = by_sex.with_columns(pl.Series("age_group", label, dtype=pl.String)).drop("first", "last")
    return pl.concat([given, *sums], how="diagonal").unique(list(_GROUP), keep="first", maintain_order=True)


def _words(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _and_both_sexes(rows: pl.DataFrame) -> pl.DataFrame:
    group = ["la_code", "as_at", "first", "last", "ethnicity", "locality"]
    both = rows.drop_nulls("sex").group_by(group, maintain_order=True).agg(
        pl.col("sex").n_unique().alias("sexes"), pl.len().alias("given"), pl.col("children").sum(), pl.col(LINE).min()
    ).filter((pl.col("sexes") == 2) & (pl.col("given") == 2))  # fmt: skip
    return pl.concat([rows, both.drop("sexes", "given")], how="diagonal").unique(
        [*group, "sex"], keep="first", maintain_order=True
    )


def _summed(rows: pl.DataFrame, name: str | None, first: int, last: int) -> pl.DataFrame:
    """The sum of single years of age for a group, where every one of them is there."""
    single = rows.filter((pl.col("first") == pl.col("last")) & pl.col("first").is_between(first, last))
    group = ["la_code", "as_at", "sex", "ethnicity", "locality"]
    sums = single.group_by(group, maintain_order=True).agg(
        pl.col("children").sum(), pl.col("first").n_unique().alias("ages"), pl.col(LINE).min()
    )
    whole = sums.filter(pl.col("ages") == last - first + 1).drop("ages")
    return whole.with_columns(pl.lit(name, dtype=pl.String).alias("age_group"))


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    parts = [pl.col(column).cast(pl.String).fill_null("all") for column in _GROUP]
    return rows.with_columns(pl.concat_str(parts, separator="/").alias("id"))


READER = Reader(SOURCE, "populations (ONS style CSV)", recognises, read)
