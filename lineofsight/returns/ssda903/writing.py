"""The record as the files of a looked-after return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl
from lxml import etree

from lineofsight.core.periods import collection_year
from lineofsight.returns.ssda903.cohort import YearInCare, year_end
from lineofsight.sources.frames import LINE
from lineofsight.sources.reading import join_rejects
from lineofsight.sources.ssda903.layout import ROOT, Module, modules
from lineofsight.sources.ssda903.modules import TextModule, typed
from lineofsight.sources.ssda903.reading import Return, reading_of

_SEX_IN_FIGURES_TO: Final = "2023-24"
_DATE: Final = "%d/%m/%Y"


def write(tables: Mapping[str, pl.DataFrame], folder: Path, year: str, *, as_at: date | None = None) -> dict[str, int]:
    """Write the modules of a collection year (`2025-26`) to `folder`, one CSV each; gives the rows of each.

    `tables` are the record's, in their declared schemas. Columns are in the return's order, dates DD/MM/YYYY, blanks
    empty. `as_at` is the last day told of, in a year not yet over.
    Raises ValueError for what is no collection year, and for a day before it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = _texts(tables, year, as_at)
    for name, frame in texts.items():
        frame.write_csv(folder / f"{name}.csv", line_terminator="\r\n")
    return {name: frame.height for name, frame in texts.items()}


def write_xml(tables: Mapping[str, pl.DataFrame], path: Path, year: str) -> int:
    """Write the return as one XML file; gives the number of children.

    The published places in XML are those of the 2021 schema, which has none for social worker episodes and deprivation
    of liberty orders: they are in the CSV files alone.
    """
    texts = {name: frame for name, frame in _texts(tables, year).items() if _has_place(modules()[name])}
    rows = {name: _by_child(frame) for name, frame in texts.items()}
    children = texts["Header"]["CHILD"].to_list()
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element(ROOT):
            for child in children:
                file.write(_child({name: found.get(child, []) for name, found in rows.items()}), pretty_print=True)
    return len(children)


def within(
    tables: Mapping[str, pl.DataFrame], year: str, *, xml: bool = False, as_at: date | None = None
) -> dict[str, pl.DataFrame]:
    """The part of a record that a return of that year can carry, as reading it back gives it.

    Children looked after in the year and young people who left care, under the ids the reader makes; placements and
    legal statuses as the year's episodes show them; dates after the year's end blank. `xml`: what the XML can carry.
    """
    texts = _texts(tables, year, as_at)
    nowhere = pl.lit(None, dtype=pl.Int64).alias(LINE)
    written = [
        TextModule(modules()[name], "", frame.with_columns(nowhere), join_rejects(()), ())
        for name, frame in texts.items()
        if not xml or _has_place(modules()[name])
    ]
    return dict(reading_of([Return((), year_end(year), typed(written))]).tables)


def _has_place(module: Module) -> bool:
    return bool(module.items[-1].xml_path)


def _texts(tables: Mapping[str, pl.DataFrame], year: str, as_at: date | None = None) -> dict[str, pl.DataFrame]:
    """The modules of the year as the text a file holds."""
    found = YearInCare(tables, year, as_at).modules
    if collection_year(year) <= _SEX_IN_FIGURES_TO:
        figures = pl.col("SEX").replace({"M": "1", "F": "2"})
        found = {
            name: frame.with_columns(figures) if "SEX" in frame.columns else frame for name, frame in found.items()
        }
    return {
        name: frame.select(_text(column, dtype) for column, dtype in frame.schema.items())
        for name, frame in found.items()
    }


def _text(column: str, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.Date:
        return pl.col(column).dt.strftime(_DATE)
    if dtype == pl.Boolean:
        return pl.col(column).cast(pl.Int8).cast(pl.String)
    return pl.col(column).cast(pl.String)


def _by_child(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        rows.setdefault(row["CHILD"], []).append(row)
    return rows


def _child(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> etree._Element:
    child = etree.Element("CHILD")
    header = etree.SubElement(child, "HEADER")
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    written: set[str] = set()
    for name, found in rows.items():
        own = [item for item in modules()[name].items if name == "Header" or item.name not in ("CHILD", "DOB", "SEX")]
        for row in found:
            for path, values in _grouped(own, row):
                if path != "CHILD/HEADER":
                    groups.append((path, values))
                    continue
                for tag, text in values:
                    if tag not in written:
                        etree.SubElement(header, tag).text = text
                        written.add(tag)
    etree.SubElement(header, "UASC").text = "1" if rows.get("UASC") else "0"
    for path, values in groups:
        parent = child if path.count("/") == 1 and not path.startswith("CHILD/HEADER") else header
        group = etree.SubElement(parent, path.rpartition("/")[2])
        for tag, text in values:
            etree.SubElement(group, tag).text = text
    return child


def _grouped(items: Sequence[Any], row: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The values of a row by the path of the element they stand in."""
    paths: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        group, _, tag = item.xml_path.rpartition("/")
        values = paths.setdefault(group, [])
        if row[item.name] is not None:
            values.append((tag, str(row[item.name])))
    yield from paths.items()
