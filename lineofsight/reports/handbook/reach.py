"""How far each source reaches: which tables it tells, how much of each, and which of their columns it can fill.

Worked out from the sources' own mappings, so that a page cannot promise what a reader does not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import polars as pl

from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import Extent, TableCoverage, covered
from lineofsight.sources.annex_a.parts import PARTS, PERSON
from lineofsight.sources.annex_a.reading import WHOLE
from lineofsight.sources.cin import mapping as cin_mapping
from lineofsight.sources.cin.mapping import BlockMapping
from lineofsight.sources.ssd.layout import ssd_tables
from lineofsight.sources.ssda903.layout import modules
from lineofsight.sources.ssda903.modules import type_of
from lineofsight.sources.ssda903.reading import IN_PART, LATEST
from lineofsight.sources.ssda903.rows import record_tables

Cell = tuple[str, str]
"""A table's name and a column's."""


class Told(StrEnum):
    """How much of a standard a source can tell."""

    WHOLE = "in full"
    LATEST = "the latest only"
    LACKING = "not, for want of a column"
    NOTHING = "not"


Needs = frozenset[str] | Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Reach:
    """What one source can tell: tables to their extent, and every (table, column) it can fill."""

    source: str
    title: str
    tables: Mapping[str, Extent]
    cells: frozenset[Cell]

    def told(self, needs: Needs) -> Told:
        """How much it can tell of what needs those tables (and columns), by the rule the program itself goes by."""
        extent = covered(self._coverage(), needs).extent
        if extent is not Extent.NONE:
            return Told.LATEST if extent is Extent.LATEST_ONLY else Told.WHOLE
        return Told.NOTHING if any(name not in self.tables for name in needs) else Told.LACKING

    def lacking(self, needs: Needs) -> tuple[Cell, ...]:
        """The columns needed that the source never fills, of the tables it holds."""
        if not isinstance(needs, Mapping):
            return ()
        wanted = {(name, column) for name, columns in needs.items() if name in self.tables for column in columns}
        return tuple(sorted(wanted - self.cells))

    def _coverage(self) -> dict[str, TableCoverage]:
        return {
            name: TableCoverage(extent, columns=frozenset(column for table, column in self.cells if table == name))
            for name, extent in self.tables.items()
        }


@cache
def reaches() -> tuple[Reach, ...]:
    """Every kind of source that tells of children, the one that tells most first."""
    return (_ssd(), _annex_a(), _cin(), _ssda903())


def _ssd() -> Reach:
    cells = {(each.table.name, column.name) for each in ssd_tables().values() for column in each.columns.values()}
    cells |= {("visits", "kind")}
    # Read out of the dataset's words and JSON: see `sources.ssd.outcomes` and `shapes`.
    cells |= {(name, "outcome") for name in ("assessments", "contacts", "section_47_enquiries")}
    cells |= {("care_plans", "permanence_plan")}
    cells |= {(name, c.moment) for name, column in tuple(cells) if (c := table_named(name).column(column)).moment}
    tables = dict.fromkeys(sorted(name for name, _ in cells), Extent.COMPLETE)
    return Reach("ssd", "Standard Safeguarding Dataset", tables, _with_ids(cells))


def _annex_a() -> Reach:
    cells = {(part.table, column) for part in PARTS for column in (*part.takes, *part.fixed)}
    cells |= {("people", column) for column in (*PERSON, "is_unaccompanied")}
    # What several columns of a list say together: see the reader.
    cells |= {("care_episodes", column) for column in (
        "entered_care_on", "started_on", "ended_on", "start_reason", "end_reason", "legal_status", "primary_need",
        "placement_id", "care_period_id", "reviewing_officer_contact_on",
    )}  # fmt: skip
    # Rows of one line of a list name each other.
    cells |= {(name, "care_period_id") for name in ("visits", "care_reviews", "placements")}
    cells |= {(name, "plan_id") for name in ("visits", "child_protection_reviews")} | {("conferences", "enquiry_id")}
    cells |= {("allocations", column) for column in ("worker_id", "team_id", "role")}
    cells |= {
        ("teams", "name"),
        ("professionals", "name"),
        ("disabilities", "disability"),
        ("permanence", "order_type"),
    }
    cells |= {("health_checks", "kind"), ("stated_totals", "stated_on")}
    names = sorted({name for name, _ in cells})
    tables = {name: Extent.COMPLETE if name in WHOLE else Extent.LATEST_ONLY for name in names}
    return Reach("annex_a", "Inspection lists (Annex A)", tables, _with_ids(cells))


def _cin() -> Reach:
    blocks = [value for value in vars(cin_mapping).values() if isinstance(value, BlockMapping)]
    cells = {(block.table, column) for block in blocks for column in block.items.values()}
    # Rows stand inside those they belong to, and say so by their place.
    cells |= {(block.table, "referral_id") for block in blocks if table_named(block.table).has("referral_id")}
    cells |= {("child_protection_reviews", "plan_id"), ("conferences", "enquiry_id"),
              ("assessment_factors", "assessment_id"), ("linked_identifiers", "kind")}  # fmt: skip
    tables = dict.fromkeys(sorted({block.table for block in blocks}), Extent.COMPLETE)
    return Reach("cin", "Children in need census", tables, _with_ids(cells))


def _ssda903() -> Reach:
    """Read from a return of one child, adopted from care, in which every item of every module is filled."""
    given = {}
    for name, module in modules().items():
        values = {item.name: _CODES.get(item.name, _FILLED[str(type_of(item))]) for item in module.items}
        row = {**values, "line": 1, "file": "", "year_ended_on": date(2025, 3, 31)}
        given[name] = pl.DataFrame([row], schema_overrides=_DATES)
    made = record_tables(given)
    cells = {
        (name, column.name) for name, frame in made.items() for column in frame if column.null_count() < len(column)
    }
    cells |= {("permanence", "reversed_on"), ("permanence", "reversed_reason"), ("people", "pupil_number_unknown")}
    tables = {
        name: Extent.LATEST_ONLY if name in LATEST else Extent.COMPLETE for name in sorted(made) if name not in IN_PART
    }
    return Reach("ssda903", "Children looked after return (SSDA903)", tables, _with_ids(cells))


_FILLED: Mapping[str, object] = {
    "text": "1", "code": "1", "date": date(2024, 5, 1), "integer": 1, "number": 1.0, "boolean": True, "moment": None,
}  # fmt: skip
# Codes under which the reader makes all that it can: a child placed for adoption, then adopted.
_CODES: Mapping[str, object] = {
    "RNE": "S", "LS": "E1", "PLACE": "A5", "REC": "E11", "MISSING": "M", "REASON_PLACE_CHANGE": "CARPL",
    "DEC": date(2024, 9, 1), "DATE_PLACED_CEASED": None, "REASON_PLACED_CEASED": None, "DATE_PERM": "01/05/2024",
    "UPN": "A123456789012", "SW_ID": "SW123",
}  # fmt: skip
_DATES = {"DATE_PLACED_CEASED": pl.Date(), "REASON_PLACED_CEASED": pl.String()}


def _with_ids(cells: set[Cell]) -> frozenset[Cell]:
    """The cells, with the id of every row and whose it is, which each reader gives."""
    return frozenset(cells | {(name, own) for name, _ in cells for own in ("id", table_named(name).holder_column)})
