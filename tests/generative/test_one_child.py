"""Whatever the record holds: one child read plainly is as everybody's columns have them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.core.indicators import Indicator, OpenSpans
from lineofsight.core.periods import PeriodKind, period_containing
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.cohorts import cohort
from lineofsight.evaluation.columnar.responsibilities import responsibilities as in_columns
from lineofsight.evaluation.coverage import everything_covered
from lineofsight.evaluation.indicators.counted import open_workspace
from lineofsight.evaluation.plain.interpreter import Interpreter
from lineofsight.evaluation.plain.looked import OnADay
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.responsibilities import responsibilities
from lineofsight.evaluation.plain.stocks import counted
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.worklists import duties_as_at
from lineofsight.record.service.children import children_now
from lineofsight.record.service.knowing import Known
from lineofsight.record.service.one_child import one_child_now
from lineofsight.record.service.owed import owed_to
from tests.support.random_record import KNOWN, random_tables

SEEDS = (1, 2, 3)
CODES = (
    "cp_visit", "cla_visit_recurring", "cin_visit", "unallocated_zero", "assessment_45", "contact_decision",
    "cin_plan_made",
)  # fmt: skip
STOCKS = {
    code: item
    for code, item in DEFINED.items()
    if isinstance(item.population, OpenSpans) and not item.population.during and item.source.holder is Holder.CHILD
}


@cache
def _rows(seed: int) -> dict[str, list[dict[str, Any]]]:
    return {name: frame.to_dicts() for name, frame in random_tables(seed).items()}


def test_there_are_many_figures_of_what_is_open() -> None:
    assert len(STOCKS) > 40


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rows_of_every_figure_of_what_is_open_are_those_of_its_cohort(seed: int) -> None:
    rows = _rows(seed)
    workspace = open_workspace(Record.of(random_tables(seed), KNOWN))
    at = OnADay(PlainRecord(rows), KNOWN, responsibilities(rows))
    day = period_containing(PeriodKind.POINT_IN_TIME, KNOWN)
    answers = set()
    for code, indicator in STOCKS.items():
        columns = cohort(indicator, workspace.record, day, workspace=workspace)
        found = list(_members(indicator, at))
        assert sorted(found, key=repr) == sorted(columns.select("holder", "subject", "counted").rows(), key=repr), code
        answers |= {answer for *_, answer in found}
    assert answers == {True, False, None}


def _members(indicator: Indicator, at: OnADay) -> Iterator[tuple[str, str, bool | None]]:
    for row, answer in counted(indicator, at):
        yield row[indicator.source.holder_column], row["id"], answer


@pytest.mark.parametrize("seed", SEEDS)
def test_a_childs_row_is_the_one_made_with_everybodys(seed: int) -> None:
    rows, whole = _rows(seed), resolved_catalogue()
    record = Record.of(random_tables(seed), KNOWN)
    duties = duties_as_at(whole, record, KNOWN, standards=CODES)
    made = children_now(whole, record, KNOWN, duties, in_columns(record))
    wanted = {row.pop("reference"): row | {"reasons": json.loads(row["reasons"])} for row in made.to_dicts()}
    standards = {code: whole.standards[code] for code in CODES}
    coverage = everything_covered()
    about = Known(whole, coverage, standards, Interpreter(standards.values(), coverage), Interpreter((), coverage))
    found = {}
    for child in (person["id"] for person in rows["people"]):
        mine = PlainRecord(_of(rows, child))
        owed = owed_to(about, mine, Holder.CHILD, child, KNOWN)
        row = one_child_now(about, mine, responsibilities(mine.tables), owed, KNOWN)
        if row is not None:
            found[child] = row
    assert found == wanted
    assert len({reason for row in wanted.values() for reason in row["reasons"]}) > 5


def _of(rows: dict[str, list[dict[str, Any]]], child: str) -> dict[str, list[dict[str, Any]]]:
    """A child's own rows, and everybody who works with children."""
    found = {}
    for name, table in TABLES.items():
        mine = [row for row in rows[name] if table.holder is not Holder.CHILD or row[table.holder_column] == child]
        if mine:
            found[name] = mine
    return found
