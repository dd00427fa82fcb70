"""Lists inspectors ask for: a blank is not a no, and is counted and said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

DAY = date(2026, 10, 5)


def held(code: str, **columns: list[Any]) -> Any:
    """A record of one table's rows, of children p1, p2 and on."""
    from lineofsight.web.readiness.asked_lists import BY_CODE

    table = BY_CODE[code].table
    assert table is not None
    number = len(next(iter(columns.values())))
    rows = pl.LazyFrame(
        {table.holder_column: [f"p{place + 1}" for place in range(number)], **columns},
        schema_overrides={name: pl.Date for name in columns if name.endswith("_on")},
    )
    return SimpleNamespace(lazy=lambda _: rows)


def sorted_out(code: str, **columns: list[Any]) -> tuple[list[str], list[str]]:
    """Those on a list, and those of whom nobody can tell."""
    from lineofsight.web.readiness.asked_lists import BY_CODE, not_told, told

    record = held(code, **columns)
    on = told(BY_CODE[code], record, DAY)
    return sorted(on), not_told(BY_CODE[code], record, DAY, on)


def test_a_home_of_which_nobody_says_whether_it_is_registered_is_not_registered_nor_unregistered(service: Any) -> None:
    on, unsure = sorted_out(
        "unregistered", started_on=[DAY, DAY, DAY, DAY, DAY + timedelta(days=1), None],
        ended_on=[None, None, None, DAY, None, None], is_unregistered=[True, False, None, None, None, None],
    )  # fmt: skip
    assert on == ["p1"]
    assert unsure == ["p3", "p6"]


def test_whoever_is_told_of_by_another_row_is_known(service: Any) -> None:
    from lineofsight.web.readiness.asked_lists import BY_CODE, not_told, told

    rows = pl.LazyFrame({
        "child_id": ["p1", "p1"], "started_on": [DAY, DAY], "ended_on": [None, None], "is_unregistered": [True, None],
    }, schema_overrides={"ended_on": pl.Date})  # fmt: skip
    record: Any = SimpleNamespace(lazy=lambda _: rows)
    on = told(BY_CODE["unregistered"], record, DAY)
    assert list(on) == ["p1"]
    assert not_told(BY_CODE["unregistered"], record, DAY, on) == []


def test_a_plan_without_a_day_of_beginning_may_be_a_long_one(service: Any) -> None:
    on, unsure = sorted_out(
        "long_plans", started_on=[date(2025, 7, 5), date(2025, 7, 6), None, None], ended_on=[None, None, None, DAY],
        other_authority=[None, None, None, None],
    )  # fmt: skip
    assert (on, unsure) == (["p1"], ["p3"])


def test_homelessness_that_was_not_asked_about_is_not_known(service: Any) -> None:
    on, unsure = sorted_out(
        "homeless", received_on=[DAY, DAY, DAY, date(2026, 4, 4)], is_homeless_16_17=[True, False, None, None],
    )  # fmt: skip
    assert (on, unsure) == (["p1"], ["p3"])


@pytest.mark.parametrize("number", [0, 3])
def test_none_known_is_not_none(client_as: Any, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.readiness import views

    some = [each.reference for each in ChildNow.objects.filter(is_open=True).order_by("reference")[:3]]
    monkeypatch.setattr(views, "told", lambda *_: dict.fromkeys(some[:number], DAY))
    monkeypatch.setattr(views, "not_told", lambda *_: some)
    director = client_as("director")
    listed, front = (director.get(f"/readiness/{place}").content.decode() for place in ("lists/unregistered/", ""))
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", listed))
    assert "Of 3 more children nobody can tell" in plain
    assert ("None known." in plain) is (number == 0)
    assert "None." not in plain
    assert "3 more not known" in front
