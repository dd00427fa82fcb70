"""One child worked out again is what preparing everybody makes: field by field, with what was written here too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from threading import Thread
from typing import Any

import pytest
from django.db import connections

from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.service import knowing
from lineofsight.record.service.again import refresh_child, refresh_holder, refresh_written_since
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.record.service.owed import owed_to
from lineofsight.record.service.preparing import prepare
from lineofsight.record.snapshots import make, open_snapshot
from lineofsight.record.written import write_row
from tests.support.homes import reading
from tests.support.random_rows import random_rows
from tests.unit.record.test_preparing import AS_AT, EVERY_TABLE, RECORD, WHOLE

CODES = (
    "cp_visit", "cla_visit", "unallocated_zero", "supervision_monthly", "management_decision_recorded", "referral_1wd",
    "cin_plan_long", "missing_return_interview",
)  # fmt: skip
CATALOGUE = replace(WHOLE, standards={code: WHOLE.standards[code] for code in CODES if code in WHOLE.standards})


@pytest.fixture(autouse=True)
def _few_standards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The few standards these records open, so that each preparation is quick."""
    monkeypatch.setattr("lineofsight.record.service.knowing.catalogue_of", lambda home: CATALOGUE)
    yield
    for kept in (knowing._known, knowing._catalogue, knowing._manifest):
        kept.cache_clear()


def prepared(home: Home, catalogue: ResolvedCatalogue = CATALOGUE) -> None:
    make(home, catalogue_document=catalogue.document)
    prepare(home, open_snapshot(home), catalogue, AS_AT)


def loaded(home: Home, catalogue: ResolvedCatalogue = CATALOGUE) -> None:
    load(home, [reading(known=AS_AT, coverage=EVERY_TABLE, **RECORD)])
    prepared(home, catalogue)


def state(home: Home, child: str) -> tuple[Any, list[Any]]:
    alias = home.aliases.service
    row = ChildNow.objects.using(alias).filter(child_id=child).values().first()
    duties = OpenDuty.objects.using(alias).filter(holder=child).values()
    return row, sorted([{k: v for k, v in duty.items() if k != "key"} for duty in duties], key=repr)


def decided(home: Home, on: date = AS_AT) -> None:
    values = {"gateway": "child_in_need_plan", "decided_on": on, "written_on": on, "reason": "Because."}
    write_row(home, "decisions", values, by="W1", on=on, holder="C1", action="decide")


def test_nothing_written_changes_nothing(any_home: Home) -> None:
    loaded(any_home)
    for child in ("C1", "C2", "C3"):
        before = state(any_home, child)
        refresh_child(any_home, child, AS_AT)
        assert state(any_home, child) == before, child


def test_what_was_written_is_there_as_preparing_all_would_make_it(any_home: Home) -> None:
    loaded(any_home)
    others = state(any_home, "C2")
    decided(any_home)
    write_row(
        any_home, "allocations", {"worker_id": "W1", "team_id": "T2", "role": "allocated_worker", "started_on": AS_AT},
        by="W1", on=AS_AT, holder="C1", action="allocate",
    )  # fmt: skip
    refresh_child(any_home, "C1", AS_AT)
    again = state(any_home, "C1")
    assert again[0]["worker_id"] == "W1"
    assert {duty["standard"] for duty in again[1]} >= {"management_decision_recorded", "cp_visit"}
    assert state(any_home, "C2") == others
    prepared(any_home)
    assert again == state(any_home, "C1")
    assert open_snapshot(any_home).record.frames["decisions"].collect()["source"].to_list() == ["application"]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_written_one_child_again_is_as_all_would_be(
    home: Home, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    some = random.sample(sorted(code for code, item in WHOLE.standards.items() if item.holder is Holder.CHILD), 40)
    catalogue = replace(CATALOGUE, standards={code: WHOLE.standards[code] for code in some})
    monkeypatch.setattr("lineofsight.record.service.knowing.catalogue_of", lambda home: catalogue)
    loaded(home, catalogue)
    before = {child: state(home, child) for child in CHILDREN}
    read = sorted(set().union(*(catalogue.standards[code].tables() for code in some), ALSO_READ) - {"people"})
    for name in random.choices([name for name in read if TABLES[name].holder is Holder.CHILD], k=60):
        child, table = random.choice(CHILDREN), TABLES[name]
        write_row(home, table, anything(table, random), by="W1", on=AS_AT, holder=child, action="write")
        refresh_child(home, child, AS_AT)
    # A column first filled in one child's row tells something of everybody: the others hear of it when next worked out.
    for child in CHILDREN:
        refresh_child(home, child, AS_AT)
    again = {child: state(home, child) for child in CHILDREN}
    prepared(home, catalogue)
    for child in CHILDREN:
        assert again[child] == state(home, child), child
        assert again[child] != before[child], child
    assert sum(len(duties) for _, duties in again.values()) > 10


ALSO_READ = ("allocations", "visits", "families", "care_leavers", "legal_statuses", "missing_episodes", "care_reviews")
CHILDREN = ("C1", "C2", "C3")


def anything(table: Table, random: Random) -> dict[str, Any]:
    """A row of a table as somebody might write it: what it says is sound, and never mind the sense."""
    ids = defaultdict(lambda: ["1"], {"people": ["C1", "C2"], "professionals": ["W1", "W2"], "teams": ["T1", "T2"]})
    ids[table.name] = ["mine"]
    row = random_rows(table, random, 1, ids, lambda column: True).row(0, named=True)
    values = {column.name: lately(row[column.name]) for column in table.columns}
    if table.event and table.ends and values[table.event] and values[table.ends]:
        values[table.event], values[table.ends] = sorted((values[table.event], values[table.ends]))
    return values


def lately(value: Any) -> Any:
    """A day or moment as one of the last year: what is long over is on no list."""
    if not isinstance(value, date):
        return value
    day = value.date() if isinstance(value, datetime) else value
    return value + timedelta(days=(AS_AT - day).days // 365 * 365)


def test_a_workers_own_duties_follow_what_was_written(home: Home) -> None:
    loaded(home)
    before = OpenDuty.objects.using(home.aliases.service).filter(holder="W2", standard="supervision_monthly").count()
    write_row(
        home, "supervisions", {"held_on": AS_AT, "supervisor_id": "W1"}, by="W1", on=AS_AT, holder="W2",
        action="supervise",
    )  # fmt: skip
    refresh_holder(home, Holder.WORKER, "W2", AS_AT)
    again = state(home, "W2")[1]
    prepared(home)
    assert again == state(home, "W2")[1]
    assert len(again) >= before


def test_what_is_written_while_a_snapshot_is_prepared_is_not_lost_to_it(home: Home) -> None:
    loaded(home)
    began = datetime.now(UTC)
    decided(home)
    assert refresh_written_since(home, began, AS_AT) == 1
    assert any(duty["standard"] == "management_decision_recorded" for duty in state(home, "C1")[1])
    assert refresh_written_since(home, datetime.now(UTC), AS_AT) == 0


def test_of_two_who_write_at_once_neither_is_lost(any_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(any_home)
    others = list[Thread]()

    def meanwhile() -> None:
        decided(any_home)
        refresh_child(any_home, "C1", AS_AT)
        connections.close_all()

    def while_another_writes(*given: Any) -> Any:
        found = owed_to(*given)
        if not others:
            others.append(Thread(target=meanwhile))
            others[0].start()
            others[0].join(0.5)
        return found

    monkeypatch.setattr("lineofsight.record.service.again.owed_to", while_another_writes)
    refresh_child(any_home, "C1", AS_AT)
    others[0].join()
    assert any(duty["standard"] == "management_decision_recorded" for duty in state(any_home, "C1")[1])


def test_a_home_without_prepared_tables_is_left_alone(home: Home) -> None:
    load(home, [reading(known=AS_AT, coverage=EVERY_TABLE, **RECORD)])
    refresh_child(home, "C1", AS_AT)
    assert state(home, "C1") == (None, [])
