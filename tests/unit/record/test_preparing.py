"""What pages read is made whole after a load: each child as they are now, open duties, and what it was made from."""

from __future__ import annotations

from dataclasses import replace as changed
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from lineofsight.core.duties import Status
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.coverage import EVERYTHING
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.service import replacing
from lineofsight.record.service.models import ChildNow, FoundBy, OpenDuty, Prepared, SearchKey
from lineofsight.record.service.preparing import prepare
from lineofsight.record.snapshots import make, open_snapshot
from tests.support.homes import reading

AS_AT = date(2026, 9, 30)
WHOLE = resolved_catalogue()
CODES = ("cp_visit", "unallocated_zero", "cla_visit", "supervision_monthly")
CATALOGUE = changed(WHOLE, standards={code: WHOLE.standards[code] for code in CODES if code in WHOLE.standards})

PEOPLE = """
id | forename | surname | born_on    | sex | address_protected | dangers
C1 | Zoë      | O'Brien | 2015-03-12 | F   |                   | A dog
C2 | Adam     | Khan    | 2012-01-01 | M   | yes               |
C3 | Eve      | Shah    | 2018-05-05 | F   |                   |
M1 | Mary     | O'Brien | 1985-01-01 | F   |                   |
"""
TEAMS = "id | name\nT1 | North\nT2 | South"
WORKERS = "id | name\nW1 | Ann Lee\nW2 | Bob Ray"
ALLOCATIONS = """
id | child | worker | team | role              | started_on | ended_on
A1 | C1    | W1     | T1   | allocated_worker  | 2026-01-05 | 2026-06-01
A2 | C1    | W2     | T1   | allocated_worker  | 2026-06-02 |
A3 | C1    | W1     | T2   | reviewing_officer | 2026-01-05 |
"""
REFERRALS = """
id | child | received_on | decided_on | closed_on
R1 | C1    | 2026-01-05  | 2026-01-06 |
R2 | C2    | 2026-01-05  | 2026-01-06 | 2026-09-30
R3 | C3    | 2026-09-01  | 2026-09-02 | 2026-10-01
"""
PLANS = """
id | child | started_on | ended_on
P1 | C1    | 2026-02-01 |
"""
VISITS = """
id | child | visited_on | kind             | child_seen | mode
V1 | C1    | 2026-09-01 | child_protection | yes        | in_person
V2 | C1    | 2026-09-20 | child_protection | no         | in_person
"""
MISSING = "id | child | started_on | ended_on\nE1 | C1 | 2026-09-28 |\nE2 | C3 | 2026-09-28 | 2026-09-30"
RECORD = {
    "people": PEOPLE, "teams": TEAMS, "professionals": WORKERS, "allocations": ALLOCATIONS, "referrals": REFERRALS,
    "child_protection_plans": PLANS, "visits": VISITS, "missing_episodes": MISSING,
    "mothers": "id | child | mother_id\nX1 | C1 | M1",
}  # fmt: skip

# Of every table the source says that what it has is all there is.
EVERY_TABLE = dict.fromkeys(TABLES, EVERYTHING)


def prepared(home: Home, at: datetime = datetime(2026, 10, 1, 6, 0, tzinfo=UTC), **tables: str) -> Prepared:
    load(home, [reading(coverage=EVERY_TABLE, **{**RECORD, **tables})])
    make(home, catalogue_document=CATALOGUE.document, at=at)
    return prepare(home, open_snapshot(home), CATALOGUE, AS_AT)


def children(home: Home) -> dict[str, Any]:
    return {child.child_id: child for child in ChildNow.objects.using(home.aliases.service)}


def test_a_child_is_one_row(any_home: Home) -> None:
    made = prepared(any_home)
    found = children(any_home)
    assert found.keys() == {"C1", "C2", "C3"}
    one = found["C1"]
    assert one.reference == pseudonym(any_home.key, "C1")
    assert (one.name, one.stage, one.stage_since) == ("Zoë O'Brien", "child_protection", date(2026, 2, 1))
    assert (one.is_open, one.opened_on, one.missing_since) == (True, date(2026, 1, 5), date(2026, 9, 28))
    assert (one.worker_name, one.team_id, one.allocated_since) == ("Bob Ray", "T1", date(2026, 6, 2))
    assert (one.changes_of_worker, one.reviewing_officer_id) == (1, "W1")
    assert (one.last_seen_on, one.has_dangers) == (date(2026, 9, 1), True)
    assert found["C2"].address_protected
    stored = Prepared.objects.using(any_home.aliases.service).get()
    assert (stored.snapshot, stored.as_at, stored.catalogue) == (made.snapshot, AS_AT, CATALOGUE.sha256)
    assert stored.children == 3


def test_what_ended_on_the_day_is_not_open(any_home: Home) -> None:
    prepared(any_home)
    found = children(any_home)
    assert (found["C2"].stage, found["C2"].is_open, found["C2"].opened_on) == ("closed", False, None)
    assert (found["C3"].stage, found["C3"].opened_on) == ("referral", date(2026, 9, 1))
    assert found["C3"].missing_since is None


def test_reasons_are_the_measures_own_rows(home: Home) -> None:
    prepared(home)
    found = children(home)
    assert found["C1"].reasons == ["missing", "overdue"]
    assert set(found["C3"].reasons) >= {"unallocated", "never_seen", "owed_nothing"}
    assert found["C2"].reasons == []


def test_numbers_of_a_child_are_those_of_their_duties(any_home: Home) -> None:
    prepared(any_home)
    one = children(any_home)["C1"]
    mine = OpenDuty.objects.using(any_home.aliases.service).filter(reference=one.reference)
    assert one.owed == mine.open_on(AS_AT).count() > 0
    assert one.overdue == mine.overdue_on(AS_AT).count() > 0
    assert one.due_soon == mine.due_within(AS_AT, 7).count()
    longest = max(duty.days_overdue(AS_AT) for duty in mine.overdue_on(AS_AT))
    assert one.longest_overdue == longest
    visit = mine.overdue_on(AS_AT).get(standard="cp_visit")
    assert (visit.holder, visit.name, visit.worker_name, visit.team_name) == ("C1", "Zoë O'Brien", "Bob Ray", "North")
    assert (visit.area, visit.stage, visit.force) == (
        "help_and_protection",
        WHOLE.standards["cp_visit"].stage,
        "should",
    )


def test_questions_to_the_database_agree_with_the_status(any_home: Home) -> None:
    prepared(any_home)
    duties = OpenDuty.objects.using(any_home.aliases.service)
    for day in (date(2026, 9, 15), date(2026, 9, 16), AS_AT):
        by_status = {name: set() for name in Status}  # type: ignore[var-annotated]
        for duty in duties.all():
            if (status := duty.status_on(day)) is not None:
                by_status[status].add(duty.key)
        assert set(duties.overdue_on(day).values_list("key", flat=True)) == by_status[Status.OVERDUE]
        assert set(duties.due_on_or_after(day).values_list("key", flat=True)) == by_status[Status.DUE]


def test_made_again_it_replaces_all(any_home: Home) -> None:
    prepared(any_home)
    prepared(any_home, datetime(2026, 10, 2, tzinfo=UTC), people=PEOPLE.replace("Zoë", "Zara"))
    assert children(any_home)["C1"].forename == "Zara"
    assert Prepared.objects.using(any_home.aliases.service).count() == 1
    words = FoundBy.objects.using(any_home.aliases.service).values_list("word__word", flat=True)
    assert "zara" in words
    assert "zoe" not in words


class Stopped(Exception):
    """Stands for whatever ends a preparation half way."""


def test_stopped_half_way_the_old_rows_stand(any_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared(any_home)

    def until_the_last(connection: Any, table: str, frame: pl.DataFrame) -> None:
        if table.endswith(Prepared._meta.db_table):
            raise Stopped
        insert(connection, table, frame)

    insert = replacing.insert
    monkeypatch.setattr(replacing, "insert", until_the_last)
    with pytest.raises(Stopped):
        prepared(any_home, datetime(2026, 10, 2, tzinfo=UTC), people=PEOPLE.replace("Zoë", "Zara"))
    assert children(any_home)["C1"].forename == "Zoë"
    for model in (OpenDuty, SearchKey, FoundBy, Prepared):
        assert model.objects.using(any_home.aliases.service).exists()


def test_a_day_after_what_the_snapshot_knows_is_refused(home: Home) -> None:
    prepared(home)
    with pytest.raises(ValueError, match="knows nothing after 2026-09-30"):
        prepare(home, open_snapshot(home), CATALOGUE, date(2026, 10, 1))
