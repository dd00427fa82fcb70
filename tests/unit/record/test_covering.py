"""Coverage put together over the loads of a source, and over sources."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.record.covering import as_known_on, columns_held, coverage_by_source, coverage_over_sources, joined
from lineofsight.record.models import LoadPart

KNOWN = date(2026, 9, 30)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def complete(from_on: str = "", to_on: str = "") -> TableCoverage:
    return TableCoverage(Extent.COMPLETE, day(from_on), day(to_on))


def part(
    coverage: TableCoverage, *, source: str = "cin", known: date = KNOWN, columns: tuple[str, ...] = ()
) -> LoadPart:
    return LoadPart(
        source=source, table="visits", extent=coverage.extent.value, from_on=coverage.from_on, to_on=coverage.to_on,
        as_known_on=known, columns_held=list(columns),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        ("2024-04-01 2025-03-31", "2025-04-01 2026-03-31", "2024-04-01 2026-03-31"),
        ("2024-04-01 2025-03-30", "2025-04-01 2026-03-31", "2025-04-01 2026-03-31"),
        ("2025-04-01 2026-03-31", "2024-04-01 2025-03-31", "2024-04-01 2026-03-31"),
        ("2025-01-01 2025-12-31", "2025-03-01 2025-04-01", "2025-01-01 2025-12-31"),
    ],
)
def test_spans_that_meet_join(before: str, after: str, both: str) -> None:
    assert joined(complete(*before.split()), complete(*after.split())) == complete(*both.split())


def test_spans_without_bounds_join() -> None:
    assert joined(complete("", "2025-03-31"), complete("2025-01-01")) == complete()
    assert joined(complete(), complete("2025-01-01", "2025-02-01")) == complete()


def test_the_fuller_of_two_extents_stays() -> None:
    latest = TableCoverage(Extent.LATEST_ONLY)
    assert joined(complete("2025-01-01"), latest) == joined(latest, complete("2025-01-01")) == complete("2025-01-01")


def test_a_source_knows_nothing_after_the_day_it_was_taken() -> None:
    found = coverage_by_source([part(complete("2025-04-01"), known=date(2026, 6, 30))])
    assert found == {"cin": {"visits": complete("2025-04-01", "2026-06-30")}}


def test_a_later_file_without_the_table_leaves_what_was_covered() -> None:
    parts = [part(complete(), known=date(2026, 6, 30)), part(TableCoverage(Extent.NONE))]
    assert coverage_by_source(parts)["cin"]["visits"] == complete("", "2026-06-30")


def test_over_sources_the_fullest_counts() -> None:
    by_source = coverage_by_source(
        [
            part(complete("2025-04-01", "2026-03-31")),
            part(TableCoverage(Extent.LATEST_ONLY), source="annex_a"),
            part(TableCoverage(Extent.NONE), source="ssda903"),
        ]
    )
    assert coverage_over_sources(by_source, KNOWN) == {"visits": complete("2025-04-01", "2026-03-31")}


def test_an_end_on_the_last_known_day_is_no_bound() -> None:
    assert coverage_over_sources({"ssd": {"visits": complete("", "2026-09-30")}}, KNOWN) == {"visits": complete()}
    assert coverage_over_sources({"ssd": {"visits": complete("", "2026-09-29")}}, KNOWN) == {
        "visits": complete("", "2026-09-29")
    }


def test_the_last_day_known_and_the_columns_held() -> None:
    parts = [part(complete(), known=date(2026, 6, 30), columns=("kind",)), part(complete(), columns=("mode", "kind"))]
    assert as_known_on(parts) == KNOWN
    assert as_known_on([]) is None
    assert columns_held(parts) == {("cin", "visits"): frozenset({"kind", "mode"})}


def test_published_figures_do_not_move_the_day_the_record_is_known_on() -> None:
    published = part(complete(), source="comparators", known=date(2026, 11, 22))
    published.table = "published_figures"
    assert as_known_on([part(complete()), published]) == KNOWN
    assert as_known_on([published]) is None
