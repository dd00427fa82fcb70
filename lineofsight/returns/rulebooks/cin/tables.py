"""The census's tables as its rules see them: how they are joined, and the days counted from its year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Final

import polars as pl

from lineofsight.core.working_days import add_working_days
from lineofsight.returns.rulebooks.tables import Derived, Link, Tables
from lineofsight.sources.cin.layout import BLOCKS, HEADER, elements
from lineofsight.sources.rule_values import Kind

CHILD: Final = "LAchildID"
DETAILS, ASSESSMENT, PLAN = "DETAILS_KEY", "ASSESSMENT_KEY", "PLAN_KEY"
# As ASSESSMENT, but a row of the assessments that has the factors itself is one of its own, numbered or not.
ASSESSMENT_ROW: Final = "ASSESSMENT_ROW_KEY"
_KEYS: Final = ("CINdetailsID", "AssessmentID", "AssessmentRow", "CPPID", "Section47ID")
_ORDER: Final = {"CINdetails": "CINreferralDate"}
# The letter for the remainder by 23 of the sum of characters 2 to 13 of a pupil number, each times its place.
_FACTOR: Final = "AssessmentFactors"
_CHECK_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
_WHOLE_NUMBER: Final = r"^[A-Z]\d{11}[0-9A-HJ-NP-RT-Z]$"


def _kind(name: str, type_: str) -> Kind:
    if name == CHILD:
        return Kind.TEXT
    if type_.startswith("date ("):
        return Kind.DATE
    return Kind.FLAG if type_ == "boolean" else Kind.CODE


def _kinds() -> dict[str, dict[str, Kind]]:
    types = {element.name: element.type for element in elements().values()}
    tables = {
        block.table: {CHILD: Kind.TEXT}
        | dict.fromkeys(_KEYS, Kind.TEXT)
        | {item: _kind(item, types[item]) for item in block.items}
        for block in BLOCKS
    }
    header = {e.name: _kind(e.name, e.type) for e in elements().values() if e.path.startswith(HEADER + "/")}
    # Where a council's own extract has the factors in a column of the assessments, they are shown there.
    tables["Assessments"][_FACTOR] = Kind.CODE
    return {**tables, "Header": header}


def _joined(*parts: str, code: str = "") -> Derived:
    """The numbers by which blocks are joined, with the child's, as some systems number each child's anew.

    With `code`, they and a code: what has the same of both, capitals or not.
    """
    columns = (*(f"{part}:given" for part in parts), *((code,) if code else ()))

    def key(rows: pl.DataFrame) -> pl.Series:
        joined = pl.concat_str([pl.col(name).fill_null("") for name in columns], separator="|")
        said = pl.any_horizontal(pl.col(name).is_not_null() for name in columns)
        return rows.select(pl.when(said).then(joined)).to_series()

    return Derived(columns, key)


def _working_days(column: str, days: int) -> Derived:
    """So many working days before the year's first or last day."""

    def counted(rows: pl.DataFrame) -> pl.Series:
        day = rows[column].first()
        value = add_working_days(day, days) if isinstance(day, date) else None
        return pl.Series([value], dtype=pl.Date).new_from_index(0, rows.height)

    return Derived((column,), counted)


def _check_letter(rows: pl.DataFrame) -> pl.Series:
    """The letter a pupil number should begin with; blank where the rest is no number."""
    number = pl.col("UPN")
    digits = [
        number.str.slice(place - 1, 1).replace_strict(
            {str(digit): digit for digit in range(10)} | {letter: n for n, letter in enumerate(_CHECK_LETTERS)},
            default=None, return_dtype=pl.Int64,
        ) * place
        for place in range(2, 14)
    ]  # fmt: skip
    letter = (pl.sum_horizontal(digits) % 23).replace_strict(dict(enumerate(_CHECK_LETTERS)), return_dtype=pl.String)
    return rows.select(pl.when(number.str.contains(_WHOLE_NUMBER)).then(letter)).to_series()


def _links() -> dict[str, Link]:
    by_child = {name: Link(name, CHILD) for name in ("ChildIdentifiers", "ChildCharacteristics")}
    return by_child | {
        "details": Link("CINdetails", DETAILS),
        "assessment": Link("Assessments", ASSESSMENT_ROW),
        "plan": Link("ChildProtectionPlans", PLAN),
    }


def _derived() -> dict[tuple[str, str], Derived]:
    made: dict[tuple[str, str], Derived] = {}
    keyed: dict[str, Callable[[], Derived]] = {
        DETAILS: lambda: _joined(CHILD, "CINdetailsID"),
        ASSESSMENT: lambda: _joined(CHILD, "CINdetailsID", "AssessmentID"),
        ASSESSMENT_ROW: lambda: _joined(CHILD, "CINdetailsID", "AssessmentID", "AssessmentRow"),
        PLAN: lambda: _joined(CHILD, "CINdetailsID", "CPPID"),
    }
    for block in BLOCKS:
        made |= {(block.table, name): make() for name, make in keyed.items()}
    made["Disabilities", "CHILD_AND_DISABILITY"] = _joined(CHILD, code="Disability")
    made["AssessmentFactorsList", "ASSESSMENT_AND_FACTOR"] = _joined(
        CHILD, "CINdetailsID", "AssessmentID", code=_FACTOR
    )
    made["ChildIdentifiers", "CHECK_LETTER"] = Derived(("UPN",), _check_letter)
    made["CINdetails", "DAY_BEFORE_YEAR"] = _working_days("year_start", -1)
    made["Assessments", "DAYS_45_BEFORE_END"] = _working_days("year_end", -45)
    made["Section47", "DAYS_15_BEFORE_END"] = _working_days("year_end", -15)
    return made


TABLES: Final = Tables(
    collection="cin",
    child=CHILD,
    kinds=MappingProxyType(_kinds()),
    order=MappingProxyType(_ORDER),
    links=MappingProxyType(_links()),
    derived=MappingProxyType(_derived()),
)
