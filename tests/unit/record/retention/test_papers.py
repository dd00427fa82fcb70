"""Papers about a child go, or lose their words, with the identity; other children's and logs stay as they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections

from lineofsight.core.papers import PAPERS, Fate, Papers, Words
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.retention.disposals import approve, carry_out, propose, would_go
from lineofsight.record.retention.erasing import erase, would_erase
from lineofsight.record.retention.sealing import NewIdentity, open_sealed, seal
from lineofsight.record.retention.tombstones import finish
from lineofsight.record.rows import quoted
from tests.unit.record.retention.family import NOW, load_family, on_disk

DUE = datetime(2120, 1, 1, 9, tzinfo=UTC)
WORDS = "my rabbit Bartholomew"
# Tables that a home has only where pages were served from it: made here as they are declared.
OF_PAGES = [each for each in PAPERS if each.table not in ("data_error_acceptances", "data_errors")]


def filled(home: Home) -> None:
    """Papers about C1, with words, and the same about C2, in every table there is."""
    load_family(home)
    connection = connections[home.aliases.service]
    for papers in OF_PAGES:
        columns = {papers.column: "text", **dict.fromkeys(papers.ids, "text")}
        columns |= {papers.named: "text"} if papers.named else {}
        _made(connection, papers.table, columns, papers.words, "bigint")
        for part in papers.parts:
            _made(connection, part.table, {part.of: "bigint"}, part.words, "bigint")
        for number, child in ((1, "C1"), (2, "C2")):
            given = {papers.column: pseudonym(home.key, child), **dict.fromkeys(papers.ids, child)}
            given |= {papers.named: f"own-{papers.table}-{child}"} if papers.named else {}
            if papers.table != "drafts":
                _put(connection, papers.table, {"id": number, **given}, papers.words)
            for part in papers.parts:
                _put(connection, part.table, {"id": number, part.of: number}, part.words)


def _made(connection: Any, table: str, columns: dict[str, str], words: Words, key: str) -> None:
    structured = "jsonb" if connection.vendor == "postgresql" else "text"
    kinds = columns | dict.fromkeys(words.text, "text") | dict.fromkeys((*words.mappings, *words.lists), structured)
    kinds |= {"form": "text"} if table == "drafts" else {}
    said = ", ".join(f"{quoted(name)} {kind} NOT NULL" for name, kind in kinds.items())
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {quoted(table)} (id {key} PRIMARY KEY, {said})")


def _put(connection: Any, table: str, given: dict[str, Any], words: Words) -> None:
    values = given | dict.fromkeys(words.text, WORDS) | dict.fromkeys(words.mappings, f'{{"a": "{WORDS}"}}')
    values |= dict.fromkeys(words.lists, f'["{WORDS}"]')
    names, marks = ", ".join(map(quoted, values)), ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", list(values.values()))


def drafts(home: Home, *about: tuple[str, str]) -> None:
    for number, (form, subject) in enumerate(about, start=1):
        given = {"id": number, "subject": subject, "form": form}
        _put(connections[home.aliases.service], "drafts", given, Words())


def left(home: Home, table: str, *columns: str) -> list[tuple[Any, ...]]:
    with connections[home.aliases.service].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)} ORDER BY id")
        return cursor.fetchall()


def said(home: Home, papers: Papers) -> dict[int, bool]:
    """By row, whether anything of its words is left, its parts included."""
    found = {number: False for (number,) in left(home, papers.table, "id")}
    parts = [(part.table, part.of, part.words) for part in papers.parts]
    for table, of, words in [(papers.table, "id", papers.words), *parts]:
        for number, *rest in left(home, table, of, *words.blank):
            found[number] = found.get(number, False) or "Bartholomew" in str(rest)
    return found


def disposed(home: Home) -> None:
    approve(home, propose(home, "C1", by="Ann", at=DUE), by="Bob", at=DUE)
    assert would_go(home, 1, at=DUE)["audit_papers"] == 1
    assert carry_out(home, 1, at=DUE).rows["audit_papers"] == 1


def erased(home: Home) -> None:
    assert would_erase(home, "C1", court_order="Order 3", at=NOW)["handovers"] == 1
    erase(home, "C1", why="asked", by="Ann", approved_by="Bob", court_order="Order 3", at=NOW)


def sealed(home: Home) -> None:
    seal(home, "C1", NewIdentity("C77", "Marigold", "Thrupp"), order="12", by="Ann", approved_by="Bob", at=NOW)


@pytest.mark.parametrize("papers", [each for each in OF_PAGES if each.fate in (Fate.GOES, Fate.WORDS_GO)],
                         ids=lambda each: str(each.table))  # fmt: skip
@pytest.mark.parametrize("goes", [erased, disposed])
def test_words_go_and_rows_with_a_record_disposed_of(home: Home, papers: Papers, goes: Any) -> None:
    filled(home)
    has_words = bool(papers.words.blank)
    assert said(home, papers) == {1: has_words, 2: has_words}
    goes(home)
    is_gone = goes is disposed and papers.fate is Fate.GOES
    assert said(home, papers) == {2: has_words} if is_gone else {1: False, 2: has_words}
    if papers.ids and not is_gone:
        stands_for = pseudonym(home.key, "C1")
        assert left(home, papers.table, papers.column, *papers.ids)[0] == (stands_for, stands_for)


@pytest.mark.parametrize("goes", [erased, disposed, sealed])
def test_logs_stay_and_drafts_go(home: Home, goes: Any) -> None:
    filled(home)
    stands_for, other = (pseudonym(home.key, child) for child in ("C1", "C2"))
    drafts(
        home, ("decision", stands_for), ("decision", f"{stands_for} own-1"), ("supervision of a child", "C1/visit/1"),
        ("dip record", "1"), ("joint part 9", "1"), ("audit", "own-audit_papers-C1"),
        ("decision", other), ("supervision of a child", "C2/visit/1"), ("dip record", "2"), ("contract: end", "1"),
        ("audit", "own-audit_papers-C2"), ("handover: accept", "2"), ("review of a reason", "2"),
        ("figure: answer", "1"),
        ("handover", stands_for), ("handover: accept", "1"), ("handover: decline", "1"), ("review of a reason", "1"),
        ("audit quote", "own-audit_papers-C1 visits C9/1"), ("restriction lifted", stands_for),
    )  # fmt: skip
    goes(home)
    assert left(home, "looks", "reference") == left(home, "done", "reference") == [(stands_for,), (other,)]
    assert [number for (number,) in left(home, "drafts", "id")] == [7, 8, 9, 10, 11, 12, 13, 14]


def test_nothing_typed_about_the_child_is_left_on_either_database(any_home: Home) -> None:
    filled(any_home)
    connection = connections[any_home.aliases.service]
    for papers in OF_PAGES:
        for table, column in [(papers.table, "id"), *((part.table, part.of) for part in papers.parts)]:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {quoted(table)} WHERE {quoted(column)} = 2")
    erased(any_home)
    assert [papers.table for papers in OF_PAGES if any(said(any_home, papers).values())] == []
    assert connection.vendor == "postgresql" or on_disk(any_home, "Bartholomew") == []
    assert finish(any_home) == []


def test_what_papers_said_is_sealed_with_the_record(home: Home) -> None:
    filled(home)
    sealed(home)
    opened = open_sealed(home, "C77", role="adoption_records_officer", by="Eve", why="asked at 18", at=NOW)
    assert opened.content["handovers"][0]["summary"] == WORDS
    assert opened.content["joint_audit_parts"][0]["summary"] == WORDS
    assert opened.content["people"][0]["forename"] == "Wilfreda"
    assert "looks" not in opened.content


def test_files_that_name_every_child_go_and_others_stay(home: Home) -> None:
    load_family(home)
    for name in ("annex-a/one/annex-a.xlsx", "board-packs/two/board-pack.html"):
        path = home.path / name
        path.parent.mkdir(parents=True)
        path.write_text("C1")
    erased_without_papers(home)
    assert list((home.path / "annex-a").iterdir()) == []
    assert (home.path / "board-packs/two/board-pack.html").exists()


def erased_without_papers(home: Home) -> None:
    """A home from which no page was ever served has no papers: nothing is missed."""
    rows = erase(home, "C1", why="asked", by="Ann", approved_by="Bob", court_order="Order 3", at=NOW).rows
    assert set(rows) == {"people", "addresses", "care_episodes", "visits"}
