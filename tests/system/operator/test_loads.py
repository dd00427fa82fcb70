"""An operator loads files, on each database: what the record holds afterwards, and what it keeps of before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lineofsight.evaluation.coverage import EVERYTHING, Extent, TableCoverage
from lineofsight.record.home import Home
from lineofsight.record.loads import LARGE_DROP_ROWS, LargeDrop, Loaded, NothingToLoad, load
from lineofsight.record.models import Change, Load, LoadPart
from lineofsight.record.models import Reject as KeptReject
from lineofsight.record.undoing import CannotUndo, undo
from lineofsight.sources import read
from lineofsight.sources.reading import Reject
from tests.support.homes import everything, held, reading

THREE_VISITS = """
id | child | visited_on | kind             | child_seen | recorded_at
V1 | C1    | 2026-06-01 | child_protection | yes        | 2026-06-02 09:30
V2 | C1    | 2026-06-11 | child_protection | no         |
V3 | C2    | 2026-06-03 | child_in_need    |            |
"""
LATER = date(2026, 10, 31)


def counts(loaded: Loaded, table: str = "visits") -> tuple[int, int, int, int, int, int]:
    """read, taken, unchanged, changed, withdrawn, rejected of one table."""
    (row,) = (row for row in loaded if row.table == table)
    return row.read, row.taken, row.unchanged, row.changed, row.withdrawn, row.rejected


def test_a_load_takes_every_row_with_its_provenance(any_home: Home) -> None:
    loaded = load(any_home, [reading(visits=THREE_VISITS)], by="operator")
    assert counts(loaded) == (3, 3, 0, 0, 0, 0)
    assert (loaded[0].file, loaded[0].source) == ("visits.csv", "ssd")
    assert held(any_home, "visits", "row_id", "child_seen", "source", "load", "file", "line") == [
        ("V1", True, "ssd", str(loaded.number), "visits.csv", 2),
        ("V2", False, "ssd", str(loaded.number), "visits.csv", 3),
        ("V3", None, "ssd", str(loaded.number), "visits.csv", 4),
    ]
    (moment, *_) = held(any_home, "visits", "recorded_at")
    assert moment[0].isoformat() == "2026-06-02T08:30:00+00:00"
    entry = Load.objects.using(any_home.aliases.record).get()
    assert (entry.by, entry.made_by_simulation) == ("operator", False)


def test_the_same_file_twice_changes_nothing(any_home: Home) -> None:
    load(any_home, [reading(visits=THREE_VISITS)])
    before = everything(any_home)
    assert counts(load(any_home, [reading(visits=THREE_VISITS)])) == (3, 0, 3, 0, 0, 0)
    assert everything(any_home) == before


def test_a_changed_row_keeps_what_it_said(any_home: Home) -> None:
    first = load(any_home, [reading(visits=THREE_VISITS)])
    again = THREE_VISITS.replace("2026-06-11 | child_protection | no ", "2026-06-12 | child_protection | yes")
    second = load(any_home, [reading(visits=again)], by="second operator")
    assert counts(second) == (3, 0, 2, 1, 0, 0)
    assert held(any_home, "visits", "row_id", "visited_on", "load")[1] == ("V2", date(2026, 6, 12), str(second.number))
    change = Change.objects.using(any_home.aliases.record).get()
    assert (change.table, change.row_id, change.source, change.load_id) == ("visits", "V2", "ssd", second.number)
    assert change.by == "second operator"
    kept = {name: value for name, value in change.before.items() if name != "row_hash"}
    assert kept == {"visited_on": "2026-06-11", "child_seen": False, "load": str(first.number)}


def test_a_row_that_only_moved_in_its_file_is_unchanged(any_home: Home) -> None:
    load(any_home, [reading(visits=THREE_VISITS)])
    heading, one, two, three = THREE_VISITS.strip().splitlines()
    moved = load(any_home, [reading(visits="\n".join((heading, three, two, one)))])
    assert counts(moved) == (3, 0, 3, 0, 0, 0)


def test_a_row_no_longer_in_the_file_is_marked_and_stays(any_home: Home) -> None:
    load(any_home, [reading(visits=THREE_VISITS)])
    without = "\n".join(THREE_VISITS.strip().splitlines()[:-1])
    assert counts(load(any_home, [reading(visits=without, known=LATER)])) == (2, 0, 2, 0, 1, 0)
    assert held(any_home, "visits", "row_id", "visited_on", "missing_since") == [
        ("V1", date(2026, 6, 1), None), ("V2", date(2026, 6, 11), None), ("V3", date(2026, 6, 3), LATER),
    ]  # fmt: skip
    # Still missing is nothing new; the day it was first missed stays.
    assert counts(load(any_home, [reading(visits=without, known=date(2026, 11, 30))])) == (2, 0, 2, 0, 0, 0)
    assert held(any_home, "visits", "missing_since")[2] == (LATER,)


def test_a_row_that_comes_back_is_unmarked(any_home: Home) -> None:
    load(any_home, [reading(visits=THREE_VISITS)])
    load(any_home, [reading(visits="\n".join(THREE_VISITS.strip().splitlines()[:-1]), known=LATER)])
    assert counts(load(any_home, [reading(visits=THREE_VISITS)])) == (3, 0, 2, 1, 0, 0)
    assert {since for (since,) in held(any_home, "visits", "missing_since")} == {None}


@pytest.mark.parametrize(
    ("coverage", "missing"),
    [
        (EVERYTHING, ["V1", "V3"]),
        (TableCoverage(Extent.COMPLETE, date(2026, 6, 2)), ["V3"]),
        (TableCoverage(Extent.COMPLETE, date(2026, 6, 3)), ["V3"]),
        (TableCoverage(Extent.COMPLETE, date(2026, 6, 4)), []),
        (TableCoverage(Extent.COMPLETE, None, date(2026, 6, 2)), ["V1"]),
        (TableCoverage(Extent.LATEST_ONLY), []),
        (TableCoverage(Extent.NONE), []),
    ],
)
def test_only_rows_inside_the_coverage_are_missed(home: Home, coverage: TableCoverage, missing: list[str]) -> None:
    load(home, [reading(visits=THREE_VISITS)])
    only_second = "\n".join(THREE_VISITS.strip().splitlines()[i] for i in (0, 2))
    load(home, [reading(visits=only_second, coverage={"visits": coverage}, known=LATER)])
    assert [row for row, since in held(home, "visits", "row_id", "missing_since") if since] == missing


def test_rows_of_another_source_are_not_missed(any_home: Home) -> None:
    load(any_home, [reading(visits=THREE_VISITS)])
    other = "id | child | visited_on | kind\nX1 | C9 | 2026-06-01 | other"
    assert counts(load(any_home, [reading("annex_a", visits=other)])) == (1, 1, 0, 0, 0, 0)
    assert {since for (since,) in held(any_home, "visits", "missing_since")} == {None}


def many(rows: range) -> str:
    """Visits numbered from the range, each of another child."""
    return "id | child | visited_on\n" + "\n".join(f"V{n} | C{n} | 2026-06-01" for n in rows)


@pytest.mark.parametrize(("before", "after", "stops"), [(251, 200, True), (250, 200, False), (100, 51, False)])
def test_a_large_drop_stops_the_load(home: Home, before: int, after: int, stops: bool) -> None:
    """More than a fifth of the rows, and at least 50 of them."""
    load(home, [reading(visits=many(range(before)))])
    kept = everything(home)
    fewer = [reading(people="id | born_on\nC1 | 2015-01-01"), reading(visits=many(range(after)))]
    if not stops:
        assert counts(load(home, fewer))[4] == before - after
        return
    with pytest.raises(LargeDrop, match="51 fewer of the 251 rows that ssd held") as refused:
        load(home, fewer)
    assert "--accept-drop" in str(refused.value)
    assert everything(home) == kept
    assert Load.objects.using(home.aliases.record).count() == 1
    assert counts(load(home, fewer, accept_drop=True)) == (200, 0, 200, 0, 51, 0)


def test_rows_without_ids_match_on_their_natural_key(any_home: Home) -> None:
    first = """
id | child | visited_on | kind             | child_seen
-  | C1    | 2026-06-01 | child_protection | yes
-  | C1    | 2026-06-01 | child_in_need    | yes
-  | C1    | 2026-06-01 | child_in_need    | no
"""
    assert counts(load(any_home, [reading("cin", visits=first)])) == (3, 3, 0, 0, 0, 0)
    assert counts(load(any_home, [reading("cin", visits=first)])) == (3, 0, 3, 0, 0, 0)
    changed = first.replace("child_protection | yes", "child_protection | no ")
    assert counts(load(any_home, [reading("cin", visits=changed)])) == (3, 0, 2, 1, 0, 0)
    ids = [row for (row,) in held(any_home, "visits", "row_id")]
    assert len(set(ids)) == 3
    assert not any("C1" in row for row in ids)


def test_an_id_that_stands_twice_is_taken_once(any_home: Home) -> None:
    again = "V1 | C1 | 2026-06-01 | child_protection | yes | 2026-06-02 09:30"
    twice = f"{THREE_VISITS}V3 | C2 | 2026-06-04 | child_in_need | |\n{again}"
    assert counts(load(any_home, [reading(visits=twice)])) == (5, 3, 1, 0, 0, 1)
    assert held(any_home, "visits", "visited_on")[2] == (date(2026, 6, 4),)
    reject = KeptReject.objects.using(any_home.aliases.record).get()
    assert (reject.file, reject.line, reject.column, reject.value) == ("visits.csv", 4, "id", "V3")


def test_rejects_are_kept_with_their_load(any_home: Home) -> None:
    rejects = (
        Reject("visits", "visits.csv", 9, "visited_on", "31/02/2026", "There is no such day.", "Correct it."),
        Reject("visits", "visits.csv", 9, "kind", "?", "Not a kind.", "Use one of the list."),
        Reject("visits", "visits.csv", 2, "mode", "?", "Not a mode.", "Use one of the list.", row_taken=True),
    )
    loaded = load(any_home, [reading(visits=THREE_VISITS, rejects=rejects)])
    assert counts(loaded) == (4, 3, 0, 0, 0, 1)
    assert not loaded.fails
    kept = KeptReject.objects.using(any_home.aliases.record).filter(load=loaded.number).order_by("key")
    assert [(each.line, each.column, each.row_taken) for each in kept] == [
        (9, "visited_on", False), (9, "kind", False), (2, "mode", True),
    ]  # fmt: skip
    assert load(any_home, [reading(visits=THREE_VISITS, rejects=rejects)], strict=True).fails
    only_a_cell = load(any_home, [reading(visits=THREE_VISITS, rejects=rejects[2:])], strict=True)
    assert (only_a_cell.cells, only_a_cell.fails) == (1, True)
    assert not load(any_home, [reading(visits=THREE_VISITS)], strict=True).fails


def test_what_each_source_covers_is_kept(any_home: Home) -> None:
    span = TableCoverage(Extent.COMPLETE, date(2025, 4, 1), date(2026, 3, 31))
    load(any_home, [reading("cin", visits=THREE_VISITS, coverage={"visits": span, "conferences": EVERYTHING})])
    parts = LoadPart.objects.using(any_home.aliases.record).order_by("place")
    assert [(part.table, part.extent, part.from_on, part.to_on) for part in parts] == [
        ("conferences", "complete", None, None), ("visits", "complete", date(2025, 4, 1), date(2026, 3, 31)),
    ]  # fmt: skip
    assert parts[1].columns_held == ["kind", "visited_on", "child_seen"]


def test_nothing_to_load_is_said_so(home: Home) -> None:
    with pytest.raises(NothingToLoad, match="nothing to load"):
        load(home, [reading()])


def test_this_applications_rows_are_not_loaded(home: Home) -> None:
    with pytest.raises(ValueError, match="written by its own actions"):
        load(home, [reading("application", visits=THREE_VISITS)])


def test_undo_gives_back_what_was(any_home: Home) -> None:
    states = [everything(any_home)]
    added = "V4 | C4 | 2026-06-09 | child_in_need | yes | 2026-06-09 10:00"
    again = THREE_VISITS.replace("2026-06-11", "2026-06-12") + added
    gone = "\n".join(again.strip().splitlines()[i] for i in (0, 1, 4))
    for text in (THREE_VISITS, again, gone, again.replace("2026-06-12", "2026-06-13")):
        load(any_home, [reading(visits=text), reading("cin", people="id | born_on\nC1 | 2015-01-01")])
        states.append(everything(any_home))
    for number, state in zip((4, 3, 2, 1), reversed(states[:-1]), strict=True):
        assert undo(any_home, by="operator") == number
        assert everything(any_home) == state
    entries = Load.objects.using(any_home.aliases.record).values_list("undone_by", flat=True)
    assert list(entries) == ["operator"] * 4
    with pytest.raises(CannotUndo, match="no load to undo"):
        undo(any_home)


def test_undo_of_a_load_that_read_a_row_twice(any_home: Home) -> None:
    load(any_home, [reading(visits=THREE_VISITS)])
    before = everything(any_home)
    second, third = (reading(visits=THREE_VISITS.replace("2026-06-11", day)) for day in ("2026-06-12", "2026-06-13"))
    load(any_home, [second, third])
    assert held(any_home, "visits", "visited_on")[1] == (date(2026, 6, 13),)
    undo(any_home)
    assert everything(any_home) == before


def test_only_the_latest_load_can_be_undone(home: Home) -> None:
    first = load(home, [reading(visits=THREE_VISITS)])
    second = load(home, [reading(visits=THREE_VISITS)])
    with pytest.raises(CannotUndo, match=f"Undo load {second.number} first"):
        undo(home, first.number)
    assert undo(home, second.number) == second.number
    assert undo(home, first.number) == first.number
    assert held(home, "visits", "row_id") == []


def _publication(path: Path, measure: str) -> Path:
    """Published figures of sixty areas, as one publication holds them."""
    rows = [f"{measure},2024-25,E0800{area:04},{area}" for area in range(9000, 9060)]
    path.write_text("\n".join(["indicator,time_period,la_code,value", *rows]) + "\n")
    return path


def test_a_second_publication_says_nothing_of_the_first(home: Home, tmp_path: Path) -> None:
    figures = [_publication(tmp_path / f"{name}.csv", name) for name in ("cpp_count", "cin_rate")]
    taken = [row.taken for row in load(home, read(figures[:1]))]
    for _ in range(2):
        (second,) = load(home, read(figures[1:]))
        assert second.withdrawn == 0
    assert (taken[0], second.unchanged) == (second.unchanged, taken[0])
    assert taken[0] >= LARGE_DROP_ROWS
    figures[0].write_text("\n".join(figures[0].read_text().splitlines()[:-1]) + "\n")
    (again,) = load(home, read(figures[:1]))
    assert again.withdrawn == 1  # of its own measure it is whole


def test_a_second_year_of_populations_says_nothing_of_the_first(home: Home, tmp_path: Path) -> None:
    for year in (2023, 2024):
        rows = [f"330,{year},{age},{sex},{age + 100}" for age in range(18) for sex in ("F", "M")]
        (tmp_path / "people.csv").write_text("\n".join(["la_code,year,age,sex,count", *rows]) + "\n")
        (row,) = load(home, read([tmp_path / "people.csv"]))
        assert (row.withdrawn, row.rejected) == (0, 0)
        assert row.taken >= LARGE_DROP_ROWS
