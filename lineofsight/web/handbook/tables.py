"""Pages of a table of the record and of a list of codes: what each holds, what fills it and what reads it."""

from __future__ import annotations

from dataclasses import dataclass

from lineofsight.core.code_sets import CodeSet, all_code_sets
from lineofsight.core.columns import Column
from lineofsight.core.table import PROVENANCE, Table
from lineofsight.core.tables import TABLES
from lineofsight.core.text_formats import plural
from lineofsight.evaluation.coverage import Extent
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.reports.handbook.reach import reaches
from lineofsight.web.handbook.standards import Named, measure_named, standard_named
from lineofsight.web.handbook.used import tables_with, uses
from lineofsight.web.handbook.words import HOLDERS, TYPES, code_set_title, column_title, return_of
from lineofsight.web.layout.links import link

_EXTENTS = {
    Extent.COMPLETE: "Whole, for the days it covers", Extent.LATEST_ONLY: "The latest of each only",
}  # fmt: skip
IDENTIFIER = "Identifier"
SHORT = {
    "ssd": "Standard Safeguarding Dataset", "annex_a": "Annex A", "cin": "Children in need census",
    "ssda903": "SSDA903",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column: its name as words, what it holds, its type, its codes or the table it names, and what fills it."""

    title: str
    code: str
    meaning: str
    type: str
    codes: Named | None
    refers_to: Named | None
    filled_by: tuple[str, ...]
    read_by: str
    is_personal: bool


@dataclass(frozen=True, slots=True)
class TablePage:
    """The whole page of a table."""

    code: str
    title: str
    meaning: str
    about: str
    event: str
    ends: str
    dataset: str
    columns: tuple[ColumnRow, ...]
    every_row: tuple[ColumnRow, ...]
    sources: tuple[tuple[str, str], ...]
    standards: tuple[Named, ...]
    measures: tuple[Named, ...]


def table_page(table: Table, catalogue: ResolvedCatalogue) -> TablePage:
    """The page of one table."""
    used = uses(catalogue)
    own = [column for column in table.all_columns if column not in PROVENANCE]
    return TablePage(
        table.name, table.title, table.meaning, HOLDERS[table.holder],
        table.column(table.event).meaning if table.event else "",
        table.column(table.ends).meaning if table.ends else "", ", ".join(table.ssd),
        tuple(_column(column, table, catalogue) for column in own),
        tuple(_column(column, table, catalogue) for column in PROVENANCE),
        tuple((reach.title, _EXTENTS.get(reach.tables[table.name], "Nothing") if table.name in reach.tables
               else "Nothing") for reach in reaches()),
        tuple(standard_named(code, catalogue) for code in used.standards.get(table.name, ())),
        tuple(measure_named(code, catalogue) for code in used.measures.get(table.name, ())),
    )  # fmt: skip


def _column(column: Column, table: Table, catalogue: ResolvedCatalogue) -> ColumnRow:
    count = uses(catalogue).columns.get((table.name, column.name), 0)
    return ColumnRow(
        column_title(column.name), column.name, column.meaning,
        IDENTIFIER if column.refers_to or column.name == "id" else TYPES[column.type],
        Named(code_set_title(column.code_set), column.code_set, link("handbook:code_set", column.code_set))
        if column.code_set else None,
        Named(TABLES[column.refers_to].title, column.refers_to, link("handbook:table", column.refers_to))
        if column.refers_to else None,
        tuple(SHORT.get(reach.source, reach.title) for reach in reaches() if (table.name, column.name) in reach.cells)
        if column not in PROVENANCE else (),
        plural(count, "definition") if count else "", column.personal,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code: its meaning, in which collection years, and what is to be known of it."""

    code: str
    meaning: str
    years: str
    note: str


@dataclass(frozen=True, slots=True)
class CodeSetPage:
    """The whole page of a list of codes. `is_dated`: whether any code holds for some years only."""

    code: str
    title: str
    whose: str
    rows: tuple[CodeRow, ...]
    is_dated: bool
    has_notes: bool
    used_in: tuple[tuple[Named, str], ...]


def code_set_page(codes: CodeSet) -> CodeSetPage:
    """The page of one list."""
    rows = tuple(
        CodeRow(code.code, code.meaning or "The published meaning has not been found", years_words(code.first_year,
                code.last_year), code.note)
        for code in codes
    )  # fmt: skip
    used_in = tuple(
        (Named(TABLES[table].title, table, link("handbook:table", table)), TABLES[table].column(column).meaning)
        for table, column in tables_with(codes.name)
    )
    return CodeSetPage(
        codes.name, code_set_title(codes.name), return_of(codes.name), rows, any(row.years for row in rows),
        any(row.note for row in rows), used_in,
    )  # fmt: skip


def years_words(first: str, last: str) -> str:
    """The collection years a code may be used in; blank for all of them."""
    if first and last:
        return f"{first} to {last}" if first != last else first
    return f"From {first}" if first else f"Until {last}" if last else ""


def code_sets_by_return() -> list[tuple[str, list[Named]]]:
    """Every list of codes under the return whose it is, by title."""
    found: dict[str, list[Named]] = {}
    for name, codes in all_code_sets().items():
        noun = plural(len(codes), "code")
        found.setdefault(return_of(name), []).append(
            Named(code_set_title(name), name, link("handbook:code_set", name), noun)
        )
    return [(whose, sorted(named, key=lambda each: each.title)) for whose, named in found.items()]
