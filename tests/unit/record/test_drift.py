"""Signs of drift: each from its day on, for open children, and never where a source does not tell."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.evaluation.record import Record
from lineofsight.record.service.drift import drift
from lineofsight.record.service.now import DRIFT, Reason
from tests.support.homes import frame_of

DAY = date(2026, 10, 1)


def signs(children: str, changes: int = 0, is_open: bool = True, **tables: str) -> dict[Reason, list[str]]:
    names = children.split()
    rows = pl.DataFrame({
        "child": names, "is_open": [is_open] * len(names), "changes_of_worker": [changes] * len(names),
    })  # fmt: skip
    record = Record.of({name: frame_of(name, text) for name, text in tables.items()}, DAY)
    found = drift(record, rows, DAY)
    assert set(found) == set(DRIFT)
    return {sign: rows.filter(flags)["child"].to_list() for sign, flags in found.items()}


def test_a_plan_is_long_the_day_after_fifteen_months() -> None:
    plans = "child | started_on | ended_on\namy | 2025-06-30 |\nben | 2025-07-01 |\ncal | 2025-01-01 | 2026-10-01"
    assert signs("amy ben cal", child_protection_plans=plans)[Reason.LONG_PLAN] == ["amy"]


def test_two_reviews_running_without_progress_whoever_held_them() -> None:
    conferences = "child | held_on | progress_made\namy | 2026-03-01 | no\nben | 2026-03-01 | no\ncal | 2026-03-01 | no"
    care = "child | held_on | progress_made\namy | 2026-06-01 | no\nben | 2026-06-01 | yes\ndee | 2026-06-01 |"
    assert signs("amy ben cal dee", child_protection_reviews=conferences, care_reviews=care)[Reason.NO_PROGRESS] == [
        "amy"
    ]


@pytest.mark.parametrize(("changes", "is_open", "found"), [(2, True, []), (3, True, ["amy"]), (3, False, [])])
def test_a_third_change_of_worker(changes: int, is_open: bool, found: list[str]) -> None:
    assert signs("amy", changes, is_open)[Reason.CHANGES_OF_WORKER] == found


def test_referred_again_within_a_year_and_lately() -> None:
    referrals = """
        child | received_on
        amy   | 2025-06-01
        amy   | 2026-06-01
        ben   | 2025-05-31
        ben   | 2026-06-01
        cal   | 2024-01-01
        cal   | 2024-06-01
    """
    assert signs("amy ben cal", referrals=referrals)[Reason.REPEAT_REFERRAL] == ["amy"]
