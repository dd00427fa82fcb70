"""Writes the Annex A workbook: the eleven lists an inspection asks for, as at a day.

Columns, their order and their values are Ofsted's (`core/data/annex_a_columns.csv`); which rows each list has is in the
modules beside this. What a list asks and the record does not hold is blank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl
import xlsxwriter

from lineofsight.returns.annex_a.care import children_in_care
from lineofsight.returns.annex_a.context import Lists
from lineofsight.returns.annex_a.front_door import assessments, contacts, early_help, enquiries, referrals
from lineofsight.returns.annex_a.later import adopters, adoption, care_leavers
from lineofsight.returns.annex_a.plans import children_in_need, children_on_plans
from lineofsight.returns.annex_a.values import with_person
from lineofsight.sources.annex_a.layout import lists

BUILDERS: Mapping[int, Callable[[Lists], pl.DataFrame]] = {
    1: contacts, 2: early_help, 3: referrals, 4: assessments, 5: enquiries, 6: children_in_need, 7: children_on_plans,
    8: children_in_care, 9: care_leavers, 10: adoption, 11: adopters,
}  # fmt: skip


# What the lists ask and the record has no column for.
NOT_HELD: Mapping[str, tuple[str, ...]] = {"List 8": ("LA of Placement",)}


def list_frame(number: int, tables: Mapping[str, pl.DataFrame], as_at: date) -> pl.DataFrame:
    """One list's rows under its headings in order. Raises KeyError for a table the record does not declare."""
    context, one = Lists(tables, as_at), lists()[number]
    rows = BUILDERS[number](context)
    if number != 11:
        rows = with_person(rows, one, context)
    absent = [pl.lit(None, dtype=pl.String).alias(heading) for heading in one.headings if heading not in rows.columns]
    return rows.with_columns(absent).select(one.headings)


def frames_of(tables: Mapping[str, pl.DataFrame], as_at: date) -> dict[str, pl.DataFrame]:
    """Every list by the name of its sheet, `List 1` to `List 11`, as `list_frame` gives it."""
    return {f"List {number}": list_frame(number, tables, as_at) for number in lists()}


def write(tables: Mapping[str, pl.DataFrame], path: Path, as_at: date) -> dict[str, int]:
    """Write the workbook as at a day and return the rows of each sheet, `List 1` to `List 11`.

    `tables`: declared tables by name. Texts stay texts: nothing a cell holds is taken for a formula.
    """
    return save(frames_of(tables, as_at), path)


def save(frames: Mapping[str, pl.DataFrame], path: Path) -> dict[str, int]:
    """Write frames as the sheets of a workbook, and return the rows of each."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        heading_format = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        date_format = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, frame in frames.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for column, heading in enumerate(frame.columns):
                sheet.write_string(0, column, heading, heading_format)
                sheet.set_column(column, column, 16)
            for row, cells in enumerate(frame.iter_rows(), start=1):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, date_format)
                    elif isinstance(cell, (int, float)):
                        sheet.write_number(row, column, cell)
                    elif cell is not None:
                        sheet.write_string(row, column, cell)
    return {name: frame.height for name, frame in frames.items()}
