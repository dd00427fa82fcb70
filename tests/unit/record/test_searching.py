"""Finding a child by what somebody remembers, and nobody outside the children asked among."""

from __future__ import annotations

from datetime import date
from time import process_time

import polars as pl
import pytest
from django.db import connections

from lineofsight.core.tables import table_named
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.schemas import schema_of
from lineofsight.record.home import Home
from lineofsight.record.service import searching
from lineofsight.record.service.asked_dates import AskedDate, asked_date
from lineofsight.record.service.indexing import index_of
from lineofsight.record.service.models import ChildNow, FoundBy, SearchKey, SearchWord
from lineofsight.record.service.replacing import replace
from lineofsight.record.service.searching import Found, find
from lineofsight.record.service.words import asked_words, keys_of, name_words, sound_of
from tests.support.tables import record_rows

PEOPLE = """
id  | forename   | surname        | born_on    | address_protected
p1  | Philippa   | O'Brien        | 2015-03-12 |
p2  | Catherine  | Smith-Jones    | 2014-12-03 |
p3  | José María | García Márquez | 2011-07-01 |
p4  | Łucja      | Wiśniewski     | 2016-06-16 |
p5  | محمد       | خان            | 2013-03-09 |
p6  | নুসরাত      | রহমান          | 2012-02-29 |
p7  | Oliver     | Smith          | 2015-03-20 |
p8  | Olive      | Smyth          | 2009-01-01 | yes
p9  | Jack       | Brown          |            |
m1  | Sarah      | Thompson       | 1985-01-01 |
"""
RELATIONS = """
id | child | related_person_id | relation
R1 | p7    | m1                | mother
R2 | p7    | p9                | brother_or_sister
"""
ADDRESSES = """
id | child | started_on | postcode | address
A1 | p1    | 2020-01-01 | EX12 3AB | 12 Kiln Lane
A2 | p8    | 2020-01-01 | EX12 3AB | {"house": "Rose Cottage", "street": "Kiln Lane"}
"""
TEAMS = {"p1": "T1", "p2": "T1", "p7": "T2", "p8": "T2"}


def frame(name: str, text: str) -> pl.DataFrame:
    return pl.DataFrame(record_rows(name, text), schema=schema_of(table_named(name)))


@pytest.fixture(params=["few", "many"])
def service(any_home: Home, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The alias of a service that knows these children, looked at one by one or, as if they were many, by words."""
    if request.param == "many":
        monkeypatch.setattr(searching, "FEW", 0)
    record = Record.of({
        "people": frame("people", PEOPLE), "relationships": frame("relationships", RELATIONS),
        "addresses": frame("addresses", ADDRESSES),
    }, date(2026, 9, 30))  # fmt: skip
    people = frame("people", PEOPLE).filter(pl.col("id") != "m1")
    children = people.select(
        pl.col("id").alias("reference"), "forename", "surname", "born_on", pl.col("address_protected").fill_null(False),
        pl.col("id").replace_strict(TEAMS, default=None, return_dtype=pl.String).alias("team_id"),
        pl.lit("closed").alias("stage"), pl.lit(False).alias("is_open"), pl.lit("[]").alias("reasons"),
        pl.lit(False).alias("has_dangers"), *(pl.lit(0).alias(n) for n in _NUMBERS),
    )  # fmt: skip
    ids = {reference: f"C-{reference[1:]}00{reference[1:]}" for reference in children["reference"]}
    index = index_of(record, children, ids)
    rows = children.with_columns(pl.col("reference").replace_strict(ids, return_dtype=pl.String).alias("child_id"))
    replace(connections[any_home.aliases.service], {
        ChildNow._meta.db_table: rows, SearchWord._meta.db_table: index.words,
        SearchKey._meta.db_table: index.keys, FoundBy._meta.db_table: index.found_by,
    })  # fmt: skip
    return any_home.aliases.service


_NUMBERS = ("changes_of_worker", "overdue", "due_soon", "owed", "not_known")


def search(alias: str, text: str, **among: str) -> list[Found]:
    return find(text, ChildNow.objects.using(alias).filter(**among))


def first(alias: str, text: str) -> str | None:
    found = search(alias, text)
    return found[0].child.reference if found else None


CASES = {
    "philippa o'brien": "p1", "Philippa O’Brien": "p1", "obrien philippa": "p1", "o brien": "p1", "brien": "p1",
    "Filipa Obrian": "p1", "phillipa": "p1", "phil ob": "p1", "katherine jones": "p2", "smith jones": "p2",
    "cathrine smithjones": "p2", "jose garcia": "p3", "garcia marquez": "p3", "maria marquez": "p3", "lucja": "p4",
    "wisniewsky": "p4", "محمد": "p5", "خان محمد": "p5", "নুসরাত": "p6", "olvier smith": "p7", "12/3/2015": "p1",
    "12.03.15": "p1", "2015-03-12": "p1", "12 March 2015": "p1", "philippa 2015": "p1", "oliver mar 2015": "p7",
    "2014": "p2", "July 2011": "p3", "C-1001": "p1", "c1001": "p1", "C-7 007": "p7", "ex12 3ab": "p1", "EX123": "p1",
    "kiln lane": "p1", "12 kiln": "p1", "sarah thompson": "p7", "thomson": "p7", "jack brown": "p9",
}  # fmt: skip


def test_what_is_remembered_finds_the_child(service: str) -> None:
    assert {text: first(service, text) for text in CASES} == CASES


NOTHING = ("", "   ", "'", "-", "%", "_", "\0", "zzz", "99/99/9999", "😀", "a" * 5000)


def test_nothing_like_it_finds_nobody(service: str) -> None:
    assert {text: search(service, text) for text in NOTHING} == {text: [] for text in NOTHING}


def test_a_family_member_is_said(service: str) -> None:
    assert [each.why for each in search(service, "sarah thompson")] == ["mother: Sarah Thompson"]


def test_it_is_said_why(service: str) -> None:
    assert search(service, "philippa")[0].why == "name"
    assert search(service, "12/3/2015")[0].why == "date of birth"
    assert search(service, "philippa 12/3/2015")[0].why == "name, date of birth"
    assert search(service, "kiln lane")[0].why == "address: 12 Kiln Lane, EX12 3AB"
    assert search(service, "C-1001")[0].why == "id"


def test_a_protected_address_finds_nobody(service: str) -> None:
    assert [each.child.reference for each in search(service, "ex12 3ab")] == ["p1"]
    assert search(service, "rose cottage") == []


def test_a_brother_is_found_by_his_own_name(service: str) -> None:
    assert [each.child.reference for each in search(service, "jack brown")] == ["p9"]


def test_day_and_month_changed_round_still_rank(service: str) -> None:
    found = search(service, "catherine 12/3/2014")
    assert (found[0].child.reference, found[0].why) == ("p2", "name, date of birth nearly")


def test_one_teams_children_find_nobody_outside(service: str) -> None:
    for text in CASES:
        assert {each.child.team_id for each in search(service, text, team_id="T1")} <= {"T1"}
    assert search(service, "oliver smith", team_id="T1")[0].child.reference == "p2"
    assert search(service, "sarah thompson", team_id="T1") == []
    assert search(service, "C-7007", team_id="T1") == []
    assert search(service, "20/3/2015", team_id="T1") == []
    assert find("smith", ChildNow.objects.using(service).none()) == []


def test_it_is_the_best_that_are_kept(service: str) -> None:
    among = ChildNow.objects.using(service)
    assert [each.child.reference for each in find("oliver smith", among, limit=1)] == ["p7"]
    scores = [each.score for each in find("oliver smith", among)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0


def test_ten_megabytes_are_cut_at_once(service: str) -> None:
    began = process_time()
    assert first(service, "philippa " + "x" * 10_000_000) == "p1"
    short = process_time() - began
    began = process_time()
    search(service, "philippa " + "x" * 90)
    # However long it is, no more of it is read: the same work, but for noise.
    assert short < 10 * (process_time() - began) + 0.5


def test_a_name_is_found_whole_and_by_its_parts() -> None:
    assert name_words("O'Brien") == ["obrien", "brien"]
    assert name_words("Smith-Jones") == ["smith", "jones", "smithjones"]
    assert name_words("García Márquez") == ["garcia", "marquez", "garciamarquez"]
    assert name_words("ਹਰਪ੍ਰੀਤ") == ["ਹਰਪ੍ਰੀਤ"]
    assert asked_words("  O’Brien, smith-jones! ") == ["obrien", "smith", "jones"]


@pytest.mark.parametrize(
    ("one", "other"), [("jon", "john"), ("jhon", "john"), ("philip", "filip"), ("catherine", "katherine"),
                       ("smith", "smyth"), ("kowalski", "kovalsky"), ("mohammed", "muhamad"), ("stephen", "steven")],
)  # fmt: skip
def test_names_nearly_alike_share_a_key(one: str, other: str) -> None:
    assert keys_of(one) & keys_of(other), (sound_of(one), sound_of(other))


@pytest.mark.parametrize(
    ("text", "date_asked", "rest"),
    [
        ("12/3/2015", AskedDate(12, 3, 2015), ""), ("12/3/87 ann", AskedDate(12, 3, 1987), "ann"),
        ("ann 3/2015", AskedDate(None, 3, 2015), "ann"), ("1st Sept 2015", AskedDate(1, 9, 2015), ""),
        ("May", None, "May"), ("April May", None, "April May"), ("may 2015", AskedDate(None, 5, 2015), ""),
        ("12 march", AskedDate(12, 3, None), ""), ("32/1/2015", None, "32/1/2015"), ("1850", None, "1850"),
        ("Augustin 1", None, "Augustin 1"), ("C-2015", None, "C-2015"), ("2015-16", None, "2015-16"),
    ],
)  # fmt: skip
def test_a_date_is_taken_out_of_what_is_asked(text: str, date_asked: AskedDate | None, rest: str) -> None:
    found, left = asked_date(text)
    assert (found, left.strip()) == (date_asked, rest)


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        (AskedDate(None, None, 2015), (date(2015, 1, 1), date(2015, 12, 31))),
        (AskedDate(None, 2, 2016), (date(2016, 2, 1), date(2016, 2, 29))),
        (AskedDate(29, 2, 2016), (date(2016, 2, 29), date(2016, 2, 29))),
        (AskedDate(29, 2, 2015), None), (AskedDate(12, 3, None), None), (AskedDate(None, None, 0), None),
    ],
)  # fmt: skip
def test_a_part_of_a_date_is_a_span_of_days(asked: AskedDate, span: tuple[date, date] | None) -> None:
    assert asked.span == span


def test_a_birthday_without_its_year_finds_the_child(service: str) -> None:
    assert first(service, "12 march") == "p1"
    assert first(service, "29 february") == "p6"
    assert search(service, "29/2/2015") == []
