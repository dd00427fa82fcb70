"""The worklists' table: what is kept of a duty table, and for whom it is made again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from lineofsight.record.home import Home
from lineofsight.record.open_duties import KEPT_AFTER_THE_END, rebuild, rebuild_for
from lineofsight.record.service.models import OpenDuty

AS_AT = date(2026, 9, 30)
OLDEST = AS_AT - KEPT_AFTER_THE_END
SCHEMA = {
    "standard": pl.String, "holder_kind": pl.String, "holder": pl.String, "subject": pl.String, "due_on": pl.Date,
    "met_on": pl.Date, "closed_on": pl.Date, "known": pl.Boolean, "worker": pl.String,
}  # fmt: skip


def duties(*rows: tuple[str, date | None, date | None]) -> pl.DataFrame:
    """Duties of a child each: holder, met, closed."""
    full = [("cp_visit", "child", who, f"P-{who}", AS_AT, met, closed, True, "W1") for who, met, closed in rows]
    return pl.DataFrame(full, schema=SCHEMA, orient="row")


def rows(*some: tuple[str, date | None, date | None]) -> list[dict[str, Any]]:
    return duties(*some).to_dicts()


def kept(home: Home) -> list[Any]:
    return list(OpenDuty.objects.using(home.aliases.service).order_by("holder").values_list("holder", flat=True))


def test_open_duties_and_those_ended_in_the_last_90_days_are_kept(home: Home) -> None:
    frame = duties(
        ("open", None, None), ("met then", OLDEST, None), ("met before", OLDEST - timedelta(days=1), None),
        ("closed then", None, OLDEST), ("closed before", None, OLDEST - timedelta(days=1)),
        ("closed before met", AS_AT, OLDEST - timedelta(days=1)), ("to be closed", None, AS_AT + timedelta(days=9)),
    )  # fmt: skip
    assert timedelta(days=90) == KEPT_AFTER_THE_END
    assert rebuild(home, frame.with_columns(status=pl.lit("due")), AS_AT) == 4
    assert kept(home) == ["closed then", "met then", "open", "to be closed"]
    assert OpenDuty.objects.using(home.aliases.service).get(holder="open").worker == "W1"


def test_it_is_made_again_whole(home: Home) -> None:
    rebuild(home, duties(("C1", None, None), ("C2", None, None)), AS_AT)
    rebuild(home, duties(("C3", None, None)), AS_AT)
    assert kept(home) == ["C3"]


def test_or_for_one_child(home: Home) -> None:
    rebuild(home, duties(("C1", None, None), ("C2", None, None)), AS_AT)
    assert rebuild_for(home, "child", "C1", rows(("C1", AS_AT, None), ("C1", None, None)), AS_AT) == 2
    assert kept(home) == ["C1", "C1", "C2"]
    with pytest.raises(ValueError, match="not all those of one child"):
        rebuild_for(home, "child", "C1", rows(("C2", None, None)), AS_AT)


def test_a_column_without_a_place_is_named(home: Home) -> None:
    with pytest.raises(ValueError, match="no column colour"):
        rebuild(home, duties(("C1", None, None)).with_columns(colour=pl.lit("blue")), AS_AT)
