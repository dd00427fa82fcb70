"""A census file to a Reading: which days it speaks of, its rows, and what it can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from lineofsight.core.periods import PeriodKind, collection_year, period_containing
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.sources.checks import whole
from lineofsight.sources.cin.census import Census, read_census
from lineofsight.sources.cin.rows import SOURCE, RecordRows
from lineofsight.sources.detect import FileKind, Found
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.parsing import Unreadable, read_day, read_whole
from lineofsight.sources.reader import Options, Reader
from lineofsight.sources.reading import Forgiveness, Reading, join_forgiven, join_rejects

# The census asks for pre-proceedings from this year on.
_PRE_PROCEEDINGS_FROM = "2026-27"
_YEARS_KNOWN = range(2000, 2100)


def recognises(found: Found) -> bool:
    """Whether a file is a census: XML that begins with Message."""
    return found.kind is FileKind.XML and found.root == "Message"


def read(found: Sequence[Found], options: Options) -> Reading:
    """Read one census file. Raises UnusableInput where it is not whole, or does not say which year it is for."""
    return reading_of(read_census(found[0].path), as_known_on=options.as_known_on)


def reading_of(census: Census, *, as_known_on: date | None = None) -> Reading:
    """The record's rows of a census. The census speaks of the twelve months that end on its reference date.

    Coverage: what the census asks for is complete for the year, for children in need in it; it holds no visits.
    """
    ends_on, untidy = reference_date(census)
    file = str(census.path)
    rows = RecordRows(census.tables, file)
    tables, refused, doubled = whole(rows.tables)
    year = collection_year_of(ends_on)
    asked = [name for name in tables if name != "pre_proceedings" or year >= _PRE_PROCEEDINGS_FROM]
    covered = TableCoverage(Extent.COMPLETE, _year_before(ends_on) + timedelta(days=1), ends_on)
    ignored = [
        Forgiveness(file, f"{path.removeprefix('Message/Children/')}: not in the census, left out", count)
        for path, count in census.ignored.items()
    ]
    noted = [Forgiveness(file, what, 1) for what in (*census.forgiven, *untidy)]
    return Reading(
        source=SOURCE,
        paths=(census.path,),
        tables={name: tables[name] for name in tables if name in asked or tables[name].height},
        coverage=dict.fromkeys(asked, covered),
        as_known_on=min(ends_on, as_known_on) if as_known_on else ends_on,
        rejects=join_rejects([rows.rejects, refused]),
        forgiven=join_forgiven([*noted, *ignored, *rows.forgiven, *doubled]),
    )


def reference_date(census: Census) -> tuple[date, tuple[str, ...]]:
    """The last day of the census year, and what was untidy about how the header says it.

    Raises UnusableInput where the header gives neither a reference date nor a year.
    """
    year = _year(census.header)
    text = census.header.get("ReferenceDate")
    if text is not None:
        try:
            day = read_day(text)
        except Unreadable as problem:
            raise UnusableInput(
                census.path, "Header, ReferenceDate", problem.reason, "Write it as YYYY-MM-DD, 31 March of the year."
            ) from None
        if year is not None and year != day.year:
            return day, (f"the header's Year is {year} and its ReferenceDate {day}: the date is taken",)
        return day, ()
    if year is None:
        raise UnusableInput(
            census.path, "Header", "It says neither the Year nor the ReferenceDate of the census.",
            "Add CollectionDetails with both to the Header, so that it is known which year the file is for.",
        )  # fmt: skip
    return date(year, 3, 31), ("the header has no ReferenceDate: 31 March of its Year is taken",)


def collection_year_of(ends_on: date) -> str:
    """The collection year, such as `2025-26`, that ends on or next after a reference date."""
    period = period_containing(PeriodKind.FINANCIAL_YEAR, ends_on)
    return collection_year(period.code)


def _year(header: Mapping[str, str]) -> int | None:
    try:
        year = read_whole(header.get("Year", ""))
    except Unreadable:
        return None
    return year if year in _YEARS_KNOWN else None


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


READER = Reader(SOURCE, "children in need census XML", recognises, read)
