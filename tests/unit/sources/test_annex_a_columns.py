"""Every column of every list is read, or is named as left out.

One workbook: each list has a person about whom every cell says something, and beside that person one more for each of
its columns, of whom the same is said but for that cell. Where a column is read, what is read of the two differs.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from lineofsight.core.code_sets import code_set
from lineofsight.core.tables import table_named
from lineofsight.returns.annex_a import save
from lineofsight.sources import Reading, read
from lineofsight.sources.annex_a.layout import ListColumn, lists
from lineofsight.sources.annex_a.parts import AGE, LEFT_OUT, PARTS

AS_AT = date(2024, 6, 15)
WHOLE = 0  # the place of the person of whom every cell says something; the others are by the place of their column
# Care and plans go on: who holds a child is read of those alone.
_ENDS = ("Date Ceased to be Looked After", "CIN Closure Date", "Child Protection Plan End Date")


def _person(number: int, place: int) -> str:
    return f"<{number}/{place}>"


def _filled(place: int, column: ListColumn) -> object:
    if column.heading in _ENDS:
        return None
    if column.heading == "Case Status":
        return "c) Child in need plan"
    if column.heading == "Date of Birth":
        return date(2012, 1, 1)
    if column.heading == "Date Started to be Looked After":
        return date(2023, 1, 1)
    if column.type == "date":
        return AS_AT - timedelta(days=170 - place)
    if column.type == "integer":
        return 3
    return code_set(f"annex_a:{column.value_set}").codes[0].code if column.value_set else f"Some {column.heading}"


def _sheet(number: int) -> pl.DataFrame:
    columns = lists()[number].columns
    rows = []
    for place in range(len(columns)):
        row = {column.heading: _filled(n, column) for n, column in enumerate(columns)}
        if place != WHOLE:
            heading = columns[place].heading
            row[heading] = AS_AT if row[heading] is None else None
        rows.append({**row, lists()[number].key: _person(number, place)})
    return pl.DataFrame(rows, infer_schema_length=None)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    path = tmp_path_factory.mktemp("columns") / "annex_a.xlsx"
    save({f"List {number}": _sheet(number) for number in lists()}, path)
    (found,) = read([path], as_known_on=AS_AT)
    return found


def _told(reading: Reading, person: str) -> dict[str, str]:
    """Everything read of a person, in words that do not say of whom."""
    told = {}
    for name, frame in reading.tables.items():
        holder = table_named(name).holder_column
        rows = frame.filter(pl.col(holder) == person) if holder in frame.columns else frame.clear()
        told[name] = str(rows.drop("line", "file").to_dicts()).replace(person, "somebody")
    return told


def test_each_column_is_read_or_named_as_left_out(reading: Reading) -> None:
    unread = {
        (number, column.heading)
        for number, one in lists().items() for place, column in enumerate(one.columns)
        if place != WHOLE and _told(reading, _person(number, place)) == _told(reading, _person(number, WHOLE))
    }  # fmt: skip
    assert unread == set(LEFT_OUT)


def test_everybody_in_the_workbook_is_read_of(reading: Reading) -> None:
    assert all(any(rows != "[]" for rows in _told(reading, _person(number, WHOLE)).values()) for number in lists())


def test_no_heading_is_taken_that_its_list_does_not_have() -> None:
    assert all(heading in lists()[part.list].headings for part in PARTS for heading in part.takes.values())
    assert all(heading in lists()[number].headings for number, heading in LEFT_OUT)


def test_what_is_left_out_is_said_with_why(reading: Reading) -> None:
    said = [item for item in reading.forgiven if "not read" in item.what]
    assert [item.what for item in said] == [
        "column 'LA of Placement' is not read: the record holds whether a placement is outside the authority, not "
        "where",
        "column 'Gender' is not read: nothing asked of adopters turns on it",
        "column 'Disability' is not read: nothing asked of adopters turns on it",
        f"columns {AGE!r} are not read: an age is worked out from the date of birth",
    ]
    assert [item.count for item in said] == [1, 1, 1, 10]


def test_a_left_out_column_without_a_value_is_not_spoken_of(tmp_path: Path) -> None:
    path = tmp_path / "annex_a.xlsx"
    save({"List 8": _sheet(8).with_columns(pl.lit(None, dtype=pl.String).alias("LA of Placement"))}, path)
    (found,) = read([path], as_known_on=AS_AT)
    assert not any("LA of Placement" in item.what for item in found.forgiven)
