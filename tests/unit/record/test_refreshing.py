"""What follows a load: a snapshot, its figures in the order pages ask for them, and the prepared tables."""

from __future__ import annotations

import json
from dataclasses import replace as changed
from datetime import date, timedelta

import polars as pl
import pytest

from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.columnar.duties import duty_table
from lineofsight.record import refreshing
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.open_duties import kept_of
from lineofsight.record.publishing import PERIODS
from lineofsight.record.refreshing import refresh
from lineofsight.record.service.models import ChildNow, Prepared
from lineofsight.record.snapshots import SnapshotRefused, open_snapshot
from tests.support.homes import reading
from tests.unit.record.test_preparing import EVERY_TABLE, RECORD

WHOLE = resolved_catalogue()
MEASURES = ("cin_count", "wf_unallocated", "days_since_seen", "no_access_unresolved", "open_owed_nothing",
            "cin_plan_in_place")  # fmt: skip
SMALL = changed(
    WHOLE, standards={"cp_visit": WHOLE.standards["cp_visit"]}, indicators={m: WHOLE.indicators[m] for m in MEASURES}
)


def test_a_snapshot_leaves_what_pages_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "catalogue_of", lambda _: SMALL)
    load(home, [reading(coverage=EVERY_TABLE, **RECORD)])
    told: list[str] = []
    info = refresh(home, told.append)
    made = Prepared.objects.using(home.aliases.service).get()
    assert (made.snapshot, made.as_at, made.catalogue) == (info.snapshot, info.as_known_on, SMALL.sha256)
    assert ChildNow.objects.using(home.aliases.service).count() == made.children == 3
    assert len(told) == 7
    figures = open_snapshot(home, info.snapshot).figures
    assert figures is not None
    whole = (figures["breakdown"] == "{}").to_list()
    assert whole == sorted(whole, reverse=True)
    kinds = {name for breakdown in figures["breakdown"].unique() for name in json.loads(breakdown)}
    assert kinds == {"team", "ethnicity", "age_band", "sex", "disability", "locality"}
    periods = figures.filter(pl.col("indicator") == "cin_count", pl.col("breakdown") == "{}")["period"]
    assert periods.n_unique() == PERIODS == 24


def test_nothing_loaded_is_refused(home: Home) -> None:
    with pytest.raises(SnapshotRefused, match="Load something first"):
        refresh(home)


MISSING = """
id | child | started_on | ended_on   | interviewed_on | interviewed_at
E1 | C1    | 2026-01-10 | 2026-01-10 | 2026-01-12     | 2026-01-12 23:30
E2 | C3    | 2026-09-28 |            |                |
"""


def test_leaving_out_what_ended_long_ago_leaves_the_same_rest(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "catalogue_of", lambda _: SMALL)
    load(home, [reading(coverage=EVERY_TABLE, **{**RECORD, "missing_episodes": MISSING})])
    refresh(home)
    record = open_snapshot(home).record
    standards = [WHOLE.standards[code] for code in ("cp_visit", "return_home_interview_72h")]
    every = duty_table(standards, record)
    assert every.filter(pl.col("opened_at").is_not_null() & pl.col("met_on").is_not_null()).height == 1
    ended = pl.min_horizontal("met_on", "closed_on")
    for day in (
        date(2026, 1, 11),
        date(2026, 1, 12),
        date(2026, 1, 13),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 9, 30),
    ):
        wanted = every.filter(ended.is_null() | (ended >= day))
        assert duty_table(standards, record, ended_since=day).equals(wanted)
    assert (
        kept_of(every, date(2026, 9, 30))
        .drop("ended_on")
        .equals(duty_table(standards, record, ended_since=date(2026, 9, 30) - timedelta(days=90)))
    )
