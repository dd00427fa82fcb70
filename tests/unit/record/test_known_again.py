"""Rows of two sources known for one by the further ways a table declares, and rows that must not be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connections

from lineofsight.core.same_as import SameAs
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES, table_named
from lineofsight.evaluation.coverage import EVERYTHING, Extent, TableCoverage
from lineofsight.record.covering import columns_held, standing_parts
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.models import Difference
from lineofsight.record.ranking import SameRows, in_order, keeps_ids
from lineofsight.record.reading_rows import standing_rows
from lineofsight.record.undoing import undo
from tests.support.homes import reading


def standing(home: Home, name: str, *columns: str) -> list[tuple[Any, ...]]:
    table = table_named(name)
    rows = standing_rows(home, table, columns_held(standing_parts(home)), SameRows(connections[home.aliases.record]))
    return rows.sort(table.holder_column, table.event or "id", "source").select(columns).rows()


def test_a_worker_is_known_by_registration_and_what_names_the_worker_follows(home: Home) -> None:
    workers = "id | registration_number | name\nPR1 | SW77 | Sam\nPR2 |  | Kit"
    returned = "id | registration_number | role\nSW77 | SW77 | social_worker\nSW88 | SW88 | social_worker"
    held = "id | child | worker_id | role | started_on\n{} | C1 | {} | allocated_worker | 2026-01-05"
    load(home, [reading("ssda903", professionals=returned, allocations=held.format("S1", "SW77"))])
    assert standing(home, "allocations", "worker_id") == [("SW77",)]
    load(home, [reading("ssd", professionals=workers, allocations=held.format("A1", "PR1"))])
    assert standing(home, "professionals", "id", "role") == [
        ("PR1", "social_worker"), ("PR2", None), ("SW88", "social_worker"),
    ]  # fmt: skip
    assert standing(home, "allocations", "worker_id", "source") == [("PR1", "ssd")]
    undo(home)
    assert standing(home, "allocations", "worker_id", "source") == [("SW77", "ssda903")]


SSD_PLACEMENTS = """
id | child | type | started_on | ended_on
P1 | C1    | U1   | 2024-06-01 | 2025-09-01
P2 | C1    | U6   | 2025-09-01 |
"""
# Per case: what the return says, and which of it stands beside the dataset's two rows.
RETURNED = {
    "within the span": ("U1 | 2025-02-01", []),
    "on the first day": ("U1 | 2024-06-01", []),
    "the day before the last": ("U1 | 2025-08-31", []),
    "on the last day": ("U1 | 2025-09-01", []),  # the natural key: a child lives in one place
    "before the span": ("U1 | 2024-05-31", [date(2024, 5, 31)]),
    "of another type": ("H5 | 2025-02-01", [date(2025, 2, 1)]),
    "within the open one": ("U6 | 2026-02-01", []),
    "without a day": ("U6 | ", [None]),
}


@pytest.mark.parametrize("case", RETURNED)
def test_a_span_is_the_one_it_begins_within(home: Home, case: str) -> None:
    said, expected = RETURNED[case]
    load(home, [reading(placements=SSD_PLACEMENTS)])
    load(home, [reading("ssda903", placements=f"id | child | type | started_on\nX | C1 | {said}")])
    found = standing(home, "placements", "started_on", "source")
    assert [day for day, source in found if source == "ssda903"] == expected
    assert len(found) == 2 + len(expected)


def test_one_row_of_a_source_is_at_most_one_row_of_another(home: Home) -> None:
    load(home, [reading(placements=SSD_PLACEMENTS)])
    moved = "id | child | type | started_on\nX | C1 | U6 | 2025-10-01\nY | C1 | U6 | 2026-02-01"
    load(home, [reading("ssda903", placements=moved)])
    assert standing(home, "placements", "started_on", "source")[2:] == [(date(2026, 2, 1), "ssda903")]


def test_the_beginning_of_what_was_left_is_no_difference(home: Home) -> None:
    load(home, [reading(placements=SSD_PLACEMENTS)])
    year = {"placements": TableCoverage(Extent.COMPLETE, date(2025, 4, 1), date(2026, 3, 31))}
    returned = "id | child | type | started_on\nX | C1 | U1 | 2025-02-01\nY | C1 | U6 | 2025-09-08"
    load(home, [reading("ssda903", coverage=year, placements=returned)])
    differences = Difference.objects.using(home.aliases.record).values_list("other_row_id", "column")
    assert list(differences) == [("Y", "started_on")]


def test_a_way_to_permanence_is_known_by_its_decision_or_its_order(home: Home) -> None:
    ssd = """
    id | child | care_period_id | adoption_decided_on | order_made_on
    1  | C1    | CE1            | 2025-05-01          |
    2  | C2    | CE2            |                     | 2025-09-02
    3  | C3    | CE3            | 2025-05-01          |
    """
    returned = """
    id | child | care_period_id     | adoption_decided_on | order_made_on
    a  | C1    | C1/care/2025-04-01 | 2025-05-01          |
    b  | C2    | C2/care/2025-04-01 |                     | 2025-09-02
    c  | C3    | C3/care/2025-04-01 | 2025-05-02          |
    """
    load(home, [reading(permanence=ssd), reading("ssda903", permanence=returned)])
    assert standing(home, "permanence", "id") == [("1",), ("2",), ("3",), ("c",)]


def test_a_conference_not_yet_held_is_known_by_its_enquiry(home: Home) -> None:
    enquiry, held_on = "id | child | started_on\n{} | C1 | 2026-03-12", "2026-04-09"
    conference = "id | child | enquiry_id | held_on\n{} | C1 | {} | {}"
    load(home, [
        reading(section_47_enquiries=enquiry.format("S4E1"), conferences=conference.format("IC1", "S4E1", held_on)),
        reading("cin", section_47_enquiries=enquiry.format("e"), conferences=conference.format("c", "e", "")),
    ])  # fmt: skip
    assert standing(home, "conferences", "id", "held_on") == [("IC1", date(2026, 4, 9))]


def test_a_row_led_to_one_that_is_led_on_ends_at_the_one_that_stands(home: Home) -> None:
    # The return's row shares its order with the census's, the census's its decision with the dataset's.
    said = "id | child | adoption_decided_on | order_made_on\n{} | C1 | {} | {}"
    load(home, [
        reading("ssd", permanence=said.format("1", "2025-05-01", "")),
        reading("cin", permanence=said.format("2", "2025-05-01", "2025-09-02")),
        reading("ssda903", permanence=said.format("3", "", "2025-09-02")),
    ])  # fmt: skip
    assert standing(home, "permanence", "id") == [("1",)]


def test_what_adds_nothing_hides_no_row_of_another(home: Home) -> None:
    lists = {"visits": TableCoverage(Extent.LATEST_ONLY)}
    visit = "id | child | kind | visited_on\n{} | C1 | child_protection | {}"
    load(home, [reading(coverage={"visits": EVERYTHING}, visits=visit.format("V1", "2026-01-05"))])
    load(home, [reading("annex_a", coverage=lists, visits=visit.format("L", "2026-02-05"))])
    load(home, [reading("cin", visits=visit.format("c", "2026-02-05"))])
    assert standing(home, "visits", "id") == [("V1",), ("c",)]


def test_tables_are_ranked_after_those_their_rows_are_known_by() -> None:
    names = [table.name for table in in_order(["section_47_enquiries", "professionals"])]
    assert names.index("section_47_enquiries") < names.index("conferences")
    assert names.index("professionals") < names.index("allocations")
    assert "placements" not in names
    assert all(TABLES[name].same_as or keeps_ids(TABLES[name]) for name in ("people", "professionals", "teams"))


def test_a_way_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        SameAs(())
    with pytest.raises(ValueError, match="no span"):
        Table("things", "Things", "A thing.", (), ("child_id",), same_as=(SameAs(("child_id",), during=True),))
    with pytest.raises(KeyError, match="no column 'colour'"):
        Table("things", "Things", "A thing.", (), ("child_id",), same_as=(SameAs(("colour",)),))
