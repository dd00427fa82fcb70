"""An operator takes snapshots: immutable, checked, pseudonymous, and readable afterwards as they were."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from lineofsight.core.tables import table_named
from lineofsight.core.working_days import calendar_version
from lineofsight.evaluation.coverage import EVERYTHING, Coverage, Extent, TableCoverage
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.snapshots import SnapshotInfo, SnapshotRefused, list_snapshots, make, open_snapshot
from tests.support.homes import reading

AT = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)
CATALOGUE = {"version": "0.1.0", "standards": [{"code": "cp_visit", "due": 10}]}
PEOPLE = """
id | surname | born_on    | sex
C2 | Beta    | 2016-02-02 | M
C1 | Alpha   | 2015-01-01 | F
"""
VISITS = """
id                  | child | visited_on | child_seen | recorded_at
C1/visit/2026-06-09 | C1    | 2026-06-09 | yes        | 2026-06-09 10:00
V1                  | C1    | 2026-06-01 | no         |
V2                  | C2    | 2026-06-02 |            |
"""
RELATIONSHIPS = "id | child | related_person_id | relation\nR1 | C1 | M1 | mother"


def taken(home: Home, at: datetime = AT) -> SnapshotInfo:
    load(home, [reading(people=PEOPLE, visits=VISITS, relationships=RELATIONSHIPS)])
    return make(home, catalogue_document=CATALOGUE, at=at)


def rows(frame: pl.LazyFrame, *columns: str) -> list[tuple[object, ...]]:
    return frame.select(columns).collect().rows()


def bounds(coverage: Coverage) -> dict[str, TableCoverage]:
    """The coverage without the columns each table fills."""
    return {name: replace(part, columns=None) for name, part in coverage.items()}


def test_a_snapshot_reads_as_the_record_was(any_home: Home) -> None:
    info = taken(any_home)
    load(any_home, [reading(people=PEOPLE.replace("2015-01-01", "2015-01-09"))])
    snapshot = open_snapshot(any_home)
    record = snapshot.record
    assert (info.rows, record.as_known_on) == (6, date(2026, 9, 30))
    assert bounds(record.coverage) == dict.fromkeys(("people", "visits", "relationships"), EVERYTHING)
    filled = record.coverage["visits"].columns
    assert filled is not None
    assert "child_seen" in filled
    assert "mode" not in filled
    people = snapshot.local_ids(record.lazy(table_named("people")).collect()).sort("id")
    assert people.select("id", "surname", "born_on", "sex").rows() == [
        ("C1", "Alpha", date(2015, 1, 1), "F"), ("C2", "Beta", date(2016, 2, 2), "M"),
    ]  # fmt: skip
    visits = record.lazy(table_named("visits")).collect()
    assert visits.columns == [column.name for column in table_named("visits").all_columns]
    local = snapshot.local_ids(visits).sort("id")
    assert local.select("id", "child_id", "visited_on", "child_seen").rows() == [
        ("C1/visit/2026-06-09", "C1", date(2026, 6, 9), True),
        ("V1", "C1", date(2026, 6, 1), False),
        ("V2", "C2", date(2026, 6, 2), None),
    ]
    assert local["recorded_at"][0] == datetime(2026, 6, 9, 9, 0, tzinfo=UTC)
    assert rows(record.lazy(table_named("contacts")), "id") == []


def test_facts_do_not_say_who(any_home: Home) -> None:
    folder = any_home.snapshots / taken(any_home).snapshot
    facts = {path.stem: pl.read_parquet(path) for path in (folder / "facts").iterdir()}
    assert set(facts) == {"people", "visits", "relationships"}
    for name, frame in facts.items():
        personal = {column.name for column in table_named(name).columns if column.personal}
        assert not personal & set(frame.columns)
        texts = {value for series in frame.iter_columns() if series.dtype == pl.String for value in series.drop_nulls()}
        assert not any(text.startswith(("C1", "C2", "M1")) or text in ("Alpha", "Beta") for text in texts)
    visits = facts["visits"]
    (child,) = visits.filter(pl.col("id") == "V1")["child_id"]
    assert visits.filter(pl.col("id") == f"{child}/visit/2026-06-09")["child_id"].to_list() == [child]
    assert visits["child_id"].to_list() == sorted(visits["child_id"])
    assert visits.filter(pl.col("child_id") == child)["visited_on"].to_list() == [date(2026, 6, 1), date(2026, 6, 9)]
    assert (folder / "identity").stat().st_mode & 0o777 == 0o700
    assert pl.read_parquet(folder / "identity" / "people.parquet")["surname"].sort().to_list() == ["Alpha", "Beta"]


def test_pseudonyms_last_from_one_snapshot_to_the_next_and_differ_between_authorities(
    home: Home, made_home: Path, tmp_path: Path
) -> None:
    taken(home)
    taken(home, AT + timedelta(days=1))
    first, second = (open_snapshot(home, info.snapshot).pseudonym_of("C1") for info in list_snapshots(home))
    assert first == second is not None
    other = Home(shutil.copytree(made_home, tmp_path / "other"))
    (other.path / "identity.key").write_text("00" * 32)
    taken(other)
    assert open_snapshot(other).pseudonym_of("C1") not in (None, first)
    assert open_snapshot(other).pseudonym_of("C7") is None


def test_the_manifest_says_what_it_was_made_by(home: Home) -> None:
    load(home, [reading(people=PEOPLE), reading("cin", visits=VISITS, known=date(2026, 3, 31))])
    figures = pl.DataFrame({"indicator": ["cp_visit.in_time"], "value": [88.5]})
    info = make(home, catalogue_document=CATALOGUE, policy="clocks: {}\n", at=AT, publish=lambda record: figures)
    manifest = json.loads((home.snapshots / info.snapshot / "manifest.json").read_text())
    assert manifest["schema_version"] == 1
    assert manifest["catalogue"] == CATALOGUE
    assert manifest["catalogue_sha256"] == info.catalogue
    assert manifest["policy_sha256"] == info.policy is not None
    assert manifest["calendar"] == calendar_version
    assert manifest["rows"] == {"people": 2, "visits": 3}
    assert manifest["as_known_on"] == "2026-09-30"
    covered = manifest["coverage"]["visits"]
    assert "visited_on" in covered.pop("columns")
    assert covered == {"extent": "complete", "from_on": None, "to_on": "2026-03-31"}
    assert set(manifest["sources"]) == {"ssd", "cin"}
    assert set(manifest["files"]) == {
        "facts/people.parquet", "facts/visits.parquet", "identity/people.parquet", "identity/visits.parquet",
        "identity/pseudonyms.parquet", "figures/figures.parquet", "policy.yaml",
    }  # fmt: skip
    snapshot = open_snapshot(home, info.snapshot)
    assert snapshot.policy == "clocks: {}\n"
    assert snapshot.figures is not None
    assert snapshot.figures.equals(figures)
    assert bounds(snapshot.record.coverage)["visits"] == TableCoverage(Extent.COMPLETE, None, date(2026, 3, 31))


def test_they_are_listed_in_the_order_they_were_made(home: Home) -> None:
    names = [taken(home, at).snapshot for at in (AT, AT, AT + timedelta(seconds=1), *[AT] * 9)]
    assert names[:3] == ["20261001T060000Z", "20261001T060000Z-2", "20261001T060001Z"]
    assert names[-1] == "20261001T060000Z-11"
    listed = [info.snapshot for info in list_snapshots(home)]
    assert listed == [*(f"20261001T060000Z{end}" for end in ("", *(f"-{n}" for n in range(2, 12)))), "20261001T060001Z"]
    assert open_snapshot(home).info.snapshot == "20261001T060001Z"


@pytest.mark.parametrize("name", ["facts/visits.parquet", "identity/people.parquet"])
def test_a_changed_file_is_noticed(home: Home, name: str) -> None:
    file = home.snapshots / taken(home).snapshot / name
    open_snapshot(home)
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(SnapshotRefused, match="was changed after the snapshot was made") as refused:
        open_snapshot(home)
    assert str(file) in str(refused.value)


def test_a_missing_or_added_file_is_noticed(home: Home) -> None:
    folder = home.snapshots / taken(home).snapshot
    (folder / "facts" / "extra.parquet").write_bytes(b"")
    with pytest.raises(SnapshotRefused, match="extra.parquet was added"):
        open_snapshot(home)
    (folder / "facts" / "extra.parquet").rename(folder / "facts" / "gone")
    (folder / "facts" / "gone").unlink()
    (folder / "facts" / "visits.parquet").unlink()
    with pytest.raises(SnapshotRefused, match="visits.parquet is missing"):
        open_snapshot(home)


def test_a_newer_snapshot_is_refused(home: Home) -> None:
    path = home.snapshots / taken(home).snapshot / "manifest.json"
    path.chmod(0o600)
    path.write_text(json.dumps({"schema_version": 2, "something": "new"}))
    with pytest.raises(SnapshotRefused, match="newer version"):
        open_snapshot(home)


def test_a_column_declared_since_is_blank(home: Home) -> None:
    """A snapshot made before a column was declared is read by the version that declares it."""
    folder = home.snapshots / taken(home).snapshot
    facts, manifest = folder / "facts" / "visits.parquet", folder / "manifest.json"
    for path in (facts, manifest):
        path.chmod(0o600)
    pl.read_parquet(facts).drop("mode").write_parquet(facts)
    from lineofsight.record.snapshots.manifest import file_sha256

    document = json.loads(manifest.read_text())
    document["files"]["facts/visits.parquet"] = file_sha256(facts)
    document["a key of a later version"] = 1
    manifest.write_text(json.dumps(document))
    visits = open_snapshot(home).record.lazy(table_named("visits"))
    assert rows(visits, "mode") == [(None,)] * 3


def test_without_a_load_there_is_nothing_to_take(home: Home) -> None:
    with pytest.raises(SnapshotRefused, match="Load something first"):
        make(home, catalogue_document=CATALOGUE, at=AT)
    with pytest.raises(SnapshotRefused, match=r"Run lineofsight snapshot --home \S+ first"):
        open_snapshot(home)
    assert list_snapshots(home) == []


def test_one_that_does_not_exist_is_named(home: Home) -> None:
    taken(home)
    with pytest.raises(SnapshotRefused, match="no snapshot 'x'. There are: 20261001T060000Z"):
        open_snapshot(home, "x")


def test_one_that_was_not_finished_is_never_seen(home: Home) -> None:
    taken(home)
    with pytest.raises(TypeError):
        make(home, catalogue_document={"not": object()}, at=AT + timedelta(days=1))
    assert [path.name for path in home.snapshots.iterdir()] == ["20261001T060000Z"]
