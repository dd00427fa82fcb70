"""Checking a return of a simulated authority: from the files it was written to, and from the record."""

from __future__ import annotations

import polars as pl
import pytest

from lineofsight.returns.rulebooks import book_of
from tests.support.commands import Authority, Commands


@pytest.mark.parametrize("collection", ["ssda903", "cin"])
def test_files_that_were_written_here_can_be_checked_here(
    command: Commands, authority: Authority, collection: str
) -> None:
    folder = authority.files / collection
    path = folder if collection == "ssda903" else next(folder.glob("*.xml"))
    ended = command("check", collection, path, "--year", "2025-26", "--la", "330")
    assert ended.code in (0, 1)
    codes = {row["rule"].partition(":")[2] for row in ended.rows}
    assert codes <= book_of(collection).rules.keys()
    # The rules about what is in a file at all are kept by what we write.
    written = {"102", "141", "143", "144", "145", "INT01", "INT03", "INT08", "INT11", "INT14", "8500", "8510", "8568"}
    assert {row["rule"].partition(":")[2] for row in ended.rows if row["outcome"] == "breach"} & written == set()


@pytest.mark.parametrize("collection", ["ssda903", "cin"])
def test_the_record_is_checked_as_the_return_it_would_make(
    command: Commands, authority: Authority, collection: str
) -> None:
    ended = command("check", collection, "--from-record", "--la", "330", "--year", "2025-26", "--home", authority.home)
    assert ended.code in (0, 1)
    children = {row["child"] for row in ended.rows if row["child"]}
    people = pl.read_csv(authority.files / "ssd" / "ssd_person.csv", infer_schema=False)
    assert children <= set(people["pers_person_id"])  # the council's own ids, never pseudonyms
    assert {row["outcome"] for row in ended.rows} <= {"breach", "not_checked", "partly_checked"}


def test_without_a_year_it_is_the_one_the_record_has_reached(command: Commands, authority: Authority) -> None:
    ended = command("check", "ssda903", "--from-record", "--la", "330", "--home", authority.home)
    unchecked = {row["rule"]: row["reason"] for row in ended.rows if row["outcome"] == "not_checked"}
    assert unchecked["ssda903:706"] == "no DoLo_last"  # collected from 2026-27


def test_a_made_up_authoritys_record_is_checked_as_nobodys(command: Commands, authority: Authority) -> None:
    ended = command("check", "ssda903", "--from-record", "--year", "2025-26", "--home", authority.home)
    reasons = {row["rule"]: row["reason"] for row in ended.rows if row["outcome"] == "not_checked"}
    assert not any("localAuthority" in reason for reason in reasons.values())
    assert "ssda903:101" not in reasons


def test_a_record_is_not_checked_beside_files(command: Commands, authority: Authority) -> None:
    assert command("check", "cin", authority.files, "--from-record", "--home", authority.home).code == 2
