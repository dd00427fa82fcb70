"""The compiled loops give what NumPy gives: on generated arrays, on records and on a simulated service."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.catalogue import STANDARDS
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, local
from lineofsight.core.clocks import Days, Schedule, steps
from lineofsight.core.periods import add_months
from lineofsight.core.selections import each
from lineofsight.core.standards import Repeat, Standard
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.columnar import fast
from lineofsight.evaluation.columnar.clock_tables import NEVER
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.keys import pack
from lineofsight.evaluation.columnar.plain_duties import plain_duties
from lineofsight.evaluation.columnar.series import MEASURES, series
from lineofsight.evaluation.coverage import Extent, TableCoverage, everything_covered
from lineofsight.evaluation.record import Record
from lineofsight.simulation import simulate
from tests.generative.generated import Rows, record_of, rows_of
from tests.generative.shapes import ROWS, standards

KNOWN = date(2026, 9, 30)
HELD = rows_of(
    "allocations", {"team_id": ("north", "south"), "role": ("allocated_worker",), "started_on": (), "ended_on": ()}
)
codes = st.integers(-1, 3)
ticks = st.sampled_from((-int(NEVER), -3, -1, 0, 1, 2, 3, 5, 8, int(NEVER)))
wanted = st.lists(st.tuples(codes, ticks, ticks), max_size=12)
events = st.lists(st.tuples(st.integers(0, 3), ticks), max_size=12)


def columns(rows: list[tuple[int, ...]], width: int) -> list[np.ndarray]:
    return list(np.array(rows, np.int32).reshape(-1, width).T)


@settings(max_examples=200)
@given(asked=wanted, found=events, in_order=st.booleans())
def test_same_searches(asked: list[tuple[int, int, int]], found: list[tuple[int, int]], in_order: bool) -> None:
    keys = np.sort(pack(*columns(found, 2)))
    holders, first, last = columns(sorted(asked) if in_order else asked, 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(fast.ASKED, "0")
        places, (low, high) = fast.first_between(holders, first, last, keys), fast.between(holders, first, last, keys)
        patch.setenv(fast.ASKED, "1")
        assert fast.compiled() is not None
        assert fast.first_between(holders, first, last, keys).tolist() == places.tolist()
        again = fast.between(holders, first, last, keys)
    assert [part.tolist() for part in again] == [low.tolist(), high.tolist()]


def both(wanted_standards: list[Standard], record: Record, months: list[date]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The series by NumPy, and by the compiled loops."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(fast.ASKED, "0")
        expected = series(wanted_standards, record, months)
        patch.setenv(fast.ASKED, "1")
        return expected, series(wanted_standards, record, months)


@settings(max_examples=30)
@given(standard=standards(), rows=ROWS, allocations=HELD)
def test_same_series_of_every_shape(standard: Standard, rows: Rows, allocations: list) -> None:
    months = [add_months(date(2023, 12, 1), n) for n in range(9)]
    expected, found = both([standard], record_of({**rows, "allocations": allocations}, date(2025, 3, 31)), months)
    assert found.equals(expected)


def test_same_series_of_a_whole_service() -> None:
    record = Record.of(simulate(1000, 2, seed=5, ends_on=KNOWN), KNOWN)
    expected, found = both(list(STANDARDS.values()), record, [add_months(date(2025, 1, 1), n) for n in range(21)])
    assert found.equals(expected)
    assert set(expected["measure"]) == set(MEASURES)
    assert expected["team"].n_unique() > 1


MET_BY_ANY = Standard(
    code="met_by_any", title="A visit after a referral, within {due}", area=Area.HELP_AND_PROTECTION, stage="test",
    why="To be counted where a child has very many visits.", authority=local(), duty_basis=Basis.LOCAL_POLICY,
    number_basis=Basis.LOCAL_POLICY, opens=each(TABLES["referrals"], at="received_on"), closes=("closed_on",),
    due=steps(Days(20)), met_by=(each(TABLES["visits"], at="visited_on"),),
)  # fmt: skip


@pytest.mark.parametrize("visits", [0, 1, 63, 64, 65, 66, 129, 700])
def test_same_series_where_a_child_has_very_many_events(visits: int) -> None:
    rng = np.random.default_rng(visits)
    first = date(2024, 1, 1)
    days = [first + timedelta(int(day)) for day in rng.integers(0, 900, visits)]
    opened = sorted(first + timedelta(int(day)) for day in rng.integers(-30, 930, 40))
    frames = {
        "people": pl.DataFrame({"id": ["A", "B", "C"]}),
        "referrals": pl.DataFrame({
            "id": [f"R{n}" for n in range(120)], "child_id": ["A"] * 40 + ["B"] * 40 + ["C"] * 40,
            "received_on": opened * 3, "closed_on": [day + timedelta(n % 90) for n, day in enumerate(opened * 3)],
        }),
        "visits": pl.DataFrame(
            {"id": [f"V{n}" for n in range(visits)], "child_id": ["B"] * visits, "visited_on": sorted(days)},
            schema={"id": pl.String, "child_id": pl.String, "visited_on": pl.Date},
        ),
    }  # fmt: skip
    record = Record.of(frames, date(2026, 6, 30))
    assert plain_duties(MET_BY_ANY, Frames(record, [MET_BY_ANY])) is not None
    expected, found = both([MET_BY_ANY], record, [add_months(first, n) for n in range(30)])
    assert found.equals(expected)
    assert len(expected)


def plain_codes(record: Record) -> set[str]:
    """The catalogue's standards that are counted without their duties."""
    frames = Frames(record, STANDARDS.values())
    return {code for code, standard in STANDARDS.items() if plain_duties(standard, frames) is not None}


def test_plain_standards_are_counted_while_their_duties_are_found() -> None:
    tables = simulate(500, 1, seed=5, ends_on=KNOWN)
    plain = plain_codes(Record.of(tables, KNOWN))
    assert len(plain) > 10
    for code in plain:
        standard = STANDARDS[code]
        assert not standard.in_hours
        assert standard.repeats is Repeat.NEVER
        assert isinstance(standard.due, Schedule)
        assert [len(variant.steps) for variant in standard.due.variants] == [1]
    # Where what is covered leaves a duty unknown, it is looked at by itself.
    part = TableCoverage(Extent.COMPLETE, from_on=date(2026, 6, 1))
    assert not plain_codes(Record.of(tables, KNOWN, {**everything_covered(), **dict.fromkeys(tables, part)}))


@pytest.mark.parametrize("asked", ["yes", "2", ""])
def test_what_is_neither_on_nor_off_is_refused(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(fast.ASKED, asked)
    with pytest.raises(ValueError, match="Set it to 1 for the compiled loops"):
        fast.compiled()


def test_numpy_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(fast.ASKED, raising=False)
    assert fast.compiled() is None
