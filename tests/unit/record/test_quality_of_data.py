"""The year's returns checked after a load: each error at its row, how long it is known, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import EVERYTHING, NOTHING, Extent, TableCoverage
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.return_context import PROVIDERS_FILE
from lineofsight.record.service.models import (
    Acceptance,
    ChildNow,
    DataCheck,
    DataError,
    DataErrorCount,
    UncheckedRule,
)  # fmt: skip
from lineofsight.record.service.quality.accepting import (
    SHORTEST_REASON,
    AcceptanceRefused,
    accept,
    acceptances_for,
    in_force,
    withdraw,
)  # fmt: skip
from lineofsight.record.service.quality.ages import Age, age_of, in_band
from lineofsight.record.service.quality.places import column_of, places_of
from lineofsight.record.service.quality.preparing import month_ends, prepare_quality
from lineofsight.record.service.quality.source_items import item_of
from lineofsight.record.snapshots import make, open_snapshot
from lineofsight.returns.checking.postcodes import PostcodeDirectory
from lineofsight.returns.rulebooks.books import book_of
from tests.support.homes import reading
from tests.unit.record.test_preparing import CATALOGUE

APRIL = date(2026, 4, 20)
DOCUMENT = CATALOGUE.document
NEED = "8610"  # the primary need code is missing for a referral which led to further action
ETHNICITY = "4220"
SOURCE = "8866"  # the source of the referral is missing
PEOPLE = """
id | forename | surname | born_on    | sex | ethnicity
C1 | Zoë      | O'Brien | 2015-03-12 | F   | WBRI
C2 | Adam     | Khan    | 2012-01-01 | M   | MWBC
"""
# Nobody's record is without an ethnicity because nothing loaded holds any.
ANOTHER = "C3 | Eve | Shah | 2018-05-05 | F | WBRI\n"
REFERRALS = """
id | child | received_on | source_code | primary_need | no_further_action | closed_on
R1 | C1    | 2026-04-06  | 1A          |              | no                |
R2 | C2    | 2026-04-07  | 1A          | N1           | no                |
"""
MENDED = REFERRALS.replace("|              |", "| N1           |")
EVERY_TABLE = dict.fromkeys(TABLES, EVERYTHING)
WHY = "It came from another authority without its code."
AT = datetime(2026, 4, 21, 9, 0, tzinfo=UTC)
_SECONDS = count()


def checked(
    home: Home, on: date = APRIL, coverage: Mapping[str, TableCoverage] = EVERY_TABLE,
    collections: tuple[str, ...] = ("cin",), **tables: str,
) -> None:  # fmt: skip
    rows = {"people": PEOPLE, "referrals": REFERRALS, **tables}
    load(home, [reading(known=on, coverage=coverage, **rows)])
    make(home, catalogue_document=DOCUMENT, at=datetime(2026, 10, 1, 6, 0, tzinfo=UTC) + timedelta(
        seconds=next(_SECONDS)))  # fmt: skip
    alias = home.aliases.service
    for child in ("C1", "C2"):
        ChildNow.objects.using(alias).update_or_create(
            reference=pseudonym(home.key, child),
            defaults={"child_id": child, "team_id": "T1", "team_name": "North", "worker_id": "W1", "is_open": True},
        )
    prepare_quality(home, open_snapshot(home), on, collections=collections)


def errors(home: Home, **of: Any) -> list[DataError]:
    return list(DataError.objects.using(home.aliases.service).filter(**of).order_by("rule", "key"))


def the_error(home: Home) -> DataError:
    (found,) = errors(home, collection="cin", rule=NEED)
    return found


def accepted(home: Home) -> Acceptance:
    error = the_error(home)
    return accept(home.aliases.service, error, reason=WHY, digest=error.digest, by_id=1, by="Ann Lee", at=AT)


def counts(home: Home, rule: str = NEED) -> list[tuple[date, int, int]]:
    rows = DataErrorCount.objects.using(home.aliases.service).filter(collection="cin", rule=rule)
    return list(rows.order_by("counted_on").values_list("counted_on", "errors", "accepted"))


def test_an_error_stands_at_the_row_to_mend_as_the_system_it_came_from_has_it(home: Home) -> None:
    checked(home)
    found = the_error(home)
    assert (found.record_table, found.row_id, found.row_on) == ("referrals", "R1", date(2026, 4, 6))
    assert (found.source, found.file, found.line) == ("ssd", "referrals.csv", 2)
    assert found.items[found.fields.index("PrimaryNeedCode")] == "cine_cin_primary_need_code"
    assert found.values[found.fields.index("PrimaryNeedCode")] == ""
    assert (found.reference, found.team_id, found.worker_id) == (pseudonym(home.key, "C1"), "T1", "W1")
    assert (found.severity, found.first_seen_on, found.accepted) == ("error", APRIL, False)


def test_what_may_say_who_somebody_is_is_not_kept_beside_an_error(home: Home) -> None:
    checked(home, people=PEOPLE.replace("2015-03-12", "2031-03-12"))
    told = [value for error in errors(home) for value in error.values]
    assert errors(home, record_table="people")
    assert "2031-03-12" not in told
    assert not {"Zoë", "O'Brien"} & set(told)


def test_an_error_mended_goes_with_the_next_load_and_the_others_keep_their_age(home: Home) -> None:
    checked(home, people=PEOPLE.replace("WBRI", "").replace("MWBC", "") + ANOTHER)
    assert len(errors(home, rule=ETHNICITY)) == 2
    later = APRIL + timedelta(days=8)
    checked(home, later, people=PEOPLE.replace("MWBC", "") + ANOTHER, referrals=MENDED)
    assert errors(home, rule=NEED) == []
    (left,) = errors(home, rule=ETHNICITY)
    assert (left.reference, left.first_seen_on) == (pseudonym(home.key, "C2"), APRIL)


def test_an_error_that_comes_back_is_as_old_as_it_was(home: Home) -> None:
    checked(home)
    checked(home, APRIL + timedelta(days=1), referrals=MENDED)
    checked(home, APRIL + timedelta(days=2))
    assert the_error(home).first_seen_on == APRIL


def test_counts_are_the_number_of_errors_and_the_last_of_each_month_is_kept(home: Home) -> None:
    checked(home)
    checked(home, date(2026, 4, 29))
    checked(home, date(2026, 5, 4))
    assert counts(home) == [(date(2026, 4, 29), 1, 0), (date(2026, 5, 4), 1, 0)]
    latest = DataErrorCount.objects.using(home.aliases.service).filter(counted_on=date(2026, 5, 4))
    assert sum(row.errors for row in latest) == len(errors(home))


def test_months_before_the_first_check_are_worked_out_from_what_was_known_then(home: Home) -> None:
    known = REFERRALS.replace("closed_on", "recorded_on | closed_on").replace("| no                |", "| no | {} |")
    checked(home, date(2026, 6, 2), referrals=known.format("2026-05-20", "2026-04-07"))
    assert [(on, number) for on, number, _ in counts(home)] == [(date(2026, 5, 31), 1), (date(2026, 6, 2), 1)]
    assert the_error(home).first_seen_on == date(2026, 5, 31)
    past = DataErrorCount.objects.using(home.aliases.service).filter(counted_on=date(2026, 5, 31))
    assert all(row.worked_out for row in past)


def not_checked(home: Home) -> dict[str, str]:
    rows = UncheckedRule.objects.using(home.aliases.service).filter(collection="ssda903")
    return dict(rows.values_list("rule", "reason"))


def test_what_nothing_loaded_holds_is_not_checked_and_no_error(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PostcodeDirectory, "installed", lambda: None)
    held = frozenset({"id", "forename", "surname", "born_on", "sex"})
    coverage = EVERY_TABLE | {
        "people": TableCoverage(Extent.COMPLETE, columns=held), "section_47_enquiries": NOTHING,
        "conferences": NOTHING,
    }  # fmt: skip
    nobodys = PEOPLE.replace("WBRI", "").replace("MWBC", "")
    checked(home, coverage=coverage, collections=("cin", "ssda903"), people=nobodys)
    rows = UncheckedRule.objects.using(home.aliases.service)
    reasons = {(row.collection, row.rule): (row.partly, row.reason) for row in rows}
    assert errors(home, rule=ETHNICITY) == []
    assert reasons["cin", ETHNICITY] == (False, "nothing loaded says Ethnicity")
    assert reasons["cin", "2991Q"] == (False, "no Section47")
    assert reasons["ssda903", "164"] == (False, "no postcode directory")
    assert reasons["ssda903", "219"] == (False, "no provider list")
    assert any("no localAuthority" in reason for _, reason in reasons.values())
    check = DataCheck.objects.using(home.aliases.service).get(pk="cin")
    out = {rule for (collection, rule), (partly, _) in reasons.items() if collection == "cin" and not partly}
    assert check.rules == len(book_of("cin").in_force("2026-27")) - len(out)


def test_a_code_providers_and_postcodes_let_every_rule_be_checked(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # fmt: skip
    monkeypatch.setattr(PostcodeDirectory, "installed", lambda: PostcodeDirectory(tmp_path))
    home.policy.write_text("authority:\n  name: Birmingham\n  la_code: '330'\n", encoding="utf-8")
    list_of = "URN,PLACE_CODES,PROVIDER_CODES,REG_END,LA_CODE,POSTCODE\n1234567,K2,PR4,,330,B1 1AA\n"
    (home.path / PROVIDERS_FILE).write_text(list_of, encoding="utf-8")
    checked(home, collections=("ssda903",))
    assert not_checked(home) == {"706": "no DoLo_last"}  # a module that began with the year


def test_a_provider_list_that_cannot_be_read_stops_nothing_and_is_told(home: Home) -> None:
    (home.path / PROVIDERS_FILE).write_text("name,town\nOak House,Anytown\n", encoding="utf-8")
    checked(home, collections=("cin", "ssda903"))
    assert not_checked(home)["219"] == "no provider list that can be read"
    assert the_error(home).severity == "error"


def test_what_is_said_to_be_right_is_counted_apart_and_goes_with_the_return(home: Home) -> None:
    checked(home)
    accepted(home)
    assert the_error(home).accepted
    assert counts(home) == [(APRIL, 1, 1)]
    (note,) = acceptances_for(home, "cin", "2026-27")
    assert (note.rule, note.child, note.reason, note.by, note.on) == (f"cin:{NEED}", "C1", WHY, "Ann Lee", AT.date())
    assert acceptances_for(home, "cin", "2025-26") == acceptances_for(home, "ssda903", "2026-27") == ()


def test_it_holds_over_loads_while_the_row_is_as_it_was_and_lapses_when_a_value_changes(home: Home) -> None:
    of_nobody = REFERRALS.replace("2026-04-06  | 1A", "2026-04-06  |   ")
    checked(home, referrals=of_nobody)
    (error,) = errors(home, rule=SOURCE)
    alias = home.aliases.service
    said = accept(alias, error, reason=WHY, digest=error.digest, by_id=1, by="Ann Lee", at=AT)
    later = APRIL + timedelta(days=1)
    checked(home, later, referrals=of_nobody)
    assert [each.accepted for each in errors(home, rule=SOURCE)] == [True]
    assert counts(home, SOURCE) == [(later, 1, 1)]
    last = APRIL + timedelta(days=2)
    checked(home, last, referrals=of_nobody.replace("2026-04-06", "2026-04-08"))
    assert [(each.key, each.accepted) for each in errors(home, rule=SOURCE)] == [(error.key, False)]
    said.refresh_from_db()
    assert (said.lapsed_on, said.in_force) == (last, False)
    assert counts(home, SOURCE) == [(last, 1, 0)]
    assert acceptances_for(home, "cin", "2026-27") == ()


def test_one_that_was_mended_is_not_in_the_notes(home: Home) -> None:
    checked(home)
    said = accepted(home)
    checked(home, APRIL + timedelta(days=1), referrals=MENDED)
    said.refresh_from_db()
    assert said.in_force
    assert acceptances_for(home, "cin", "2026-27") == ()


def test_taken_back_it_counts_again_and_stays_known(home: Home) -> None:
    checked(home)
    said = accepted(home)
    withdraw(home.aliases.service, said, why="It was ours.", version=1, by="Bob Ray", at=AT)
    said.refresh_from_db()
    assert not said.in_force
    assert (said.withdrawn_by, said.withdrawn_why, said.version) == ("Bob Ray", "It was ours.", 2)
    assert counts(home) == [(APRIL, 1, 0)]
    assert not the_error(home).accepted
    with pytest.raises(AcceptanceRefused, match="already taken back"):
        withdraw(home.aliases.service, said, why="Again.", version=1, by="Bob Ray", at=AT)
    accepted(home)
    assert Acceptance.objects.using(home.aliases.service).count() == 2


@pytest.mark.parametrize("reason", ["", "   ", "x" * (SHORTEST_REASON - 1), "x" * 2001])
def test_a_reason_that_says_nothing_or_too_much_is_refused(home: Home, reason: str) -> None:
    error = DataError(key="k", digest="d")
    with pytest.raises(AcceptanceRefused, match="Say why it is right"):
        accept(home.aliases.service, error, reason=reason, digest="d", by_id=1, by="Ann Lee", at=AT)


def test_what_changed_since_it_was_looked_at_and_what_another_explained_are_refused(home: Home) -> None:
    checked(home)
    error, alias = the_error(home), home.aliases.service
    with pytest.raises(AcceptanceRefused, match="has changed since"):
        accept(alias, error, reason=WHY, digest="of-other-values", by_id=1, by="Ann Lee", at=AT)
    assert in_force(alias, error.key) is None
    accepted(home)
    with pytest.raises(AcceptanceRefused, match="Ann Lee has already explained it"):
        accept(alias, error, reason=WHY, digest=error.digest, by_id=2, by="Bob Ray", at=AT)


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, Age.WEEK), (7, Age.WEEK), (8, Age.MONTH), (30, Age.MONTH), (31, Age.QUARTER), (90, Age.QUARTER),
     (91, Age.LONGER)],
)  # fmt: skip
def test_ages_are_the_same_as_a_condition(home: Home, days: int, age: Age) -> None:
    first = APRIL - timedelta(days=days)
    rows = DataError.objects.using(home.aliases.service)
    rows.create(key="k", collection="cin", rule=NEED, severity="error", first_seen_on=first, digest="d")
    assert age_of(first, APRIL) is age
    assert [each for each in Age if rows.filter(in_band(each, APRIL)).exists()] == [age]


@pytest.mark.parametrize(
    ("on", "ends"),
    [(date(2026, 4, 1), []), (date(2026, 4, 30), []), (date(2026, 5, 1), [date(2026, 4, 30)]),
     (date(2027, 3, 1), 11), (date(2027, 3, 31), 11)],
)  # fmt: skip
def test_months_of_the_collection_year_before_a_day(on: date, ends: list[date] | int) -> None:
    found = month_ends(on)
    assert (len(found) if isinstance(ends, int) else found) == ends
    assert found == sorted(found)


@pytest.mark.parametrize("collection", ["cin", "ssda903"])
def test_every_item_has_its_home_in_a_column_that_is_declared(collection: str) -> None:
    for table, places in places_of(collection).items():
        for place in places:
            for item, column in (*place.items.items(), *place.by.items()):
                assert TABLES[place.table].has(column), (table, item)
    assert set(places_of(collection)) <= set(book_of(collection).tables.kinds)


def test_a_source_names_its_own_columns() -> None:
    assert column_of("ssda903", "Episodes_last", "PLACE") == ("placements", "type")
    assert item_of("ssda903", "placements", "type") == "Episodes: PLACE"
    assert item_of("cin", "referrals", "received_on") == "CINdetails: CINreferralDate"
    assert item_of("annex_a", "referrals", "received_on").startswith("List ")
    assert item_of("application", "referrals", "received_on") == "received_on"
