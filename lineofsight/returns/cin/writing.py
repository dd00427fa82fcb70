"""The record as a census file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import polars as pl
from lxml import etree

import lineofsight
from lineofsight.core.local_authorities import local_authority
from lineofsight.core.periods import collection_period, collection_year
from lineofsight.returns.cin.cohort import YearOfNeed
from lineofsight.sources.cin import Census, reading_of
from lineofsight.sources.cin.census import IDENTIFIER
from lineofsight.sources.cin.layout import BLOCKS, CHILD, HEADER, Block, Element, elements
from lineofsight.sources.cin.layout import within as standing_in
from lineofsight.sources.frames import LINE

SOFTWARE: Final = "Line of Sight"
_BLOCK_AT: Final = {block.path: block for block in BLOCKS}
_Row = Mapping[str, Any]


def write(
    tables: Mapping[str, pl.DataFrame],
    path: Path,
    year: str,
    authority: str | None,
    *,
    as_at: date | None = None,
    made_at: datetime | None = None,
    serial: int = 1,
) -> int:
    """Write the census of a collection year (`2025-26`) to `path`; gives the number of children in it.

    `tables` are the record's, in their declared schemas; `authority` is a three-figure code, ONS code or name; blank
    leaves it out. `as_at` is the last day told of, in a year not yet over.
    `made_at` is the moment the header says; left out where none is given. An item the record lacks is left out too,
    never made up: the checks of the return name it.
    Raises ValueError for an unknown year or authority, and for a day before the year.
    """
    blocks = YearOfNeed(tables, year, as_at).blocks
    rows = _by_parent(blocks)
    children = blocks["ChildIdentifiers"].to_dicts()
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("Message"):
            file.write(_header(year, authority, made_at, serial), pretty_print=True)
            with file.element("Children"):
                for child in children:
                    element = _element(elements()[CHILD], child[IDENTIFIER], {}, rows, collection_year(year))
                    file.write(element, pretty_print=True)
    return len(children)


def within(tables: Mapping[str, pl.DataFrame], year: str, as_at: date | None = None) -> dict[str, pl.DataFrame]:
    """The part of a record that a census of that year can carry, as reading it back gives it.

    Children with an episode of need in the year and what the census asks about them, under the ids the reader makes;
    dates after the year's end (or `as_at`) are blank. Provenance columns are those of a file with no name.
    """
    blocks = {name: _as_text(frame) for name, frame in YearOfNeed(tables, year, as_at).blocks.items()}
    year_in_force = collection_year(year)
    complete = {block.table: _with_every_item(block, blocks[block.table], year_in_force) for block in BLOCKS}
    ends_on = collection_period(year).end
    census = Census(Path(), {"ReferenceDate": ends_on.isoformat()}, complete, {})
    return dict(reading_of(census).tables)


def _header(year: str, authority: str | None, made_at: datetime | None, serial: int) -> etree._Element:
    ends_on = collection_period(year).end
    values = {
        "Year": str(ends_on.year), "ReferenceDate": ends_on.isoformat(),
        "LEA": _authority_code(authority) if authority else None,
        "SoftwareCode": SOFTWARE, "Release": lineofsight.__version__, "SerialNo": f"{serial:03}",
        "DateTime": None if made_at is None else made_at.strftime("%Y-%m-%dT%H:%M:%S"),
    }  # fmt: skip
    return _fixed_group(elements()[HEADER], values)


def _authority_code(authority: str) -> str:
    if len(authority) == 3 and authority.isascii() and authority.isdigit():
        return authority
    return local_authority(authority).la_code


def _fixed_group(group: Element, values: Mapping[str, str | None]) -> etree._Element:
    made = etree.Element(group.name)
    for part in standing_in(group.path):
        if part.is_group:
            made.append(_fixed_group(part, values))
        elif text := part.fixed or values.get(part.name):
            etree.SubElement(made, part.name).text = text
    return made


def _by_parent(blocks: Mapping[str, pl.DataFrame]) -> dict[str, dict[Any, list[_Row]]]:
    """The rows of each block by what they stand in: the number of the block above, else the child."""
    found: dict[str, dict[Any, list[_Row]]] = {}
    for block in BLOCKS:
        above = block.keys[-1] if block.keys else IDENTIFIER
        rows: dict[Any, list[_Row]] = {}
        for row in blocks[block.table].to_dicts():
            rows.setdefault(row[above], []).append(row)
        found[block.path] = rows
    return found


def _element(
    group: Element, owner: Any, row: _Row, rows: Mapping[str, Mapping[Any, list[_Row]]], year: str
) -> etree._Element:
    """A group with all that stands in it. `owner` is the number (or child) its own rows are filed under."""
    made = etree.Element(group.name)
    for part in standing_in(group.path):
        if not part.in_year(year):
            continue
        block = _BLOCK_AT.get(part.path)
        if block is not None and part.is_group:
            for inner in rows[part.path].get(owner, ()):
                made.append(_element(part, inner[block.key] if block.key else owner, inner, rows, year))
        elif block is not None:
            for inner in rows[part.path].get(owner, ()):
                etree.SubElement(made, part.name).text = _text(inner[part.name])
        elif part.is_group:
            wrapper = _element(part, owner, row, rows, year)
            if len(wrapper):
                made.append(wrapper)
        elif row.get(part.name) is not None:
            etree.SubElement(made, part.name).text = _text(row[part.name])
    return made


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        pl.col(pl.Date).dt.to_string("iso"),
        *(pl.col(name).cast(pl.Int8).cast(pl.String) for name, dtype in frame.schema.items() if dtype == pl.Boolean),
    )


def _with_every_item(block: Block, frame: pl.DataFrame, year: str) -> pl.DataFrame:
    """The block as the reader has it: every item there, blank where the year's census has no such item."""
    numbers = [key for key in (*block.keys, block.key) if key]
    return frame.select(
        IDENTIFIER,
        *(pl.col(number).cast(pl.Int64) for number in numbers),
        *(_item(block, name, frame, year) for name in block.items if name != IDENTIFIER),
        pl.lit(None, dtype=pl.Int64).alias(LINE),
    )


def not_asked(table: str, year: str) -> list[str]:
    """The items of a block (by its table's name) that the census of a year does not have."""
    return [
        name
        for block in BLOCKS
        if block.table == table
        for name in block.items
        if not elements()[_path_of(block, name)].in_year(year)
    ]


def _path_of(block: Block, name: str) -> str:
    return block.path if block.path.endswith(f"/{name}") else f"{block.path}/{name}"


def _item(block: Block, name: str, frame: pl.DataFrame, year: str) -> pl.Expr:
    if name in frame.columns and elements()[_path_of(block, name)].in_year(year):
        return pl.col(name).cast(pl.String)
    return pl.lit(None, dtype=pl.String).alias(name)
