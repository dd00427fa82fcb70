"""A looked-after return written and read back is the record, within what a return of that year can carry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from polars.testing import assert_frame_equal

from lineofsight.core.tables import table_named
from lineofsight.evaluation.schemas import schema_of
from lineofsight.returns import ssda903
from lineofsight.simulation import simulate
from lineofsight.sources.ssda903 import read_return, reading_of
from lineofsight.sources.ssda903.rows import UNACCOMPANIED

YEAR = "2026-27"
START, END = date(2026, 4, 1), date(2027, 3, 31)
WHERE_FROM = ["file", "line"]
Rows = dict[str, list[dict[str, Any]]]

any_day = some.dates(START - timedelta(days=500), END + timedelta(days=200))
maybe_day = some.none() | any_day
maybe_flag = some.none() | some.booleans()
text_id = some.text(alphabet='ABCdef019-,"&<', min_size=1, max_size=6)


def frames(rows: Rows) -> dict[str, pl.DataFrame]:
    """Rows as frames in the declared schema."""
    return {
        name: pl.DataFrame(found, schema=schema_of(table_named(name)), orient="row") for name, found in rows.items()
    }


def row(name: str, **values: Any) -> dict[str, Any]:
    """A row of a table, every column present."""
    return dict.fromkeys(schema_of(table_named(name))) | values


def written_and_read(
    tables: Mapping[str, pl.DataFrame], year: str, *, xml: bool = False, as_at: date | None = None
) -> dict[str, pl.DataFrame]:
    """What a reader makes of the return written from the tables."""
    with TemporaryDirectory() as folder:
        if xml:
            ssda903.write_xml(tables, Path(folder) / "return.xml", year)
        else:
            ssda903.write(tables, Path(folder), year, as_at=as_at)
        reading = reading_of([read_return(sorted(Path(folder).iterdir()), year=year)])
        assert not reading.rejects.height
        return dict(reading.tables)


def assert_same(found: Mapping[str, pl.DataFrame], wanted: Mapping[str, pl.DataFrame]) -> None:
    """Same tables, same rows, whatever their order and wherever they were read from."""
    assert set(found) == set(wanted)
    for name in wanted:
        assert_frame_equal(found[name].drop(WHERE_FROM).sort("id"), wanted[name].drop(WHERE_FROM).sort("id"))


@some.composite
def messy_records(draw: some.DrawFn) -> dict[str, pl.DataFrame]:
    """Records as authorities have them: outside the year, links missing or to nothing, things twice."""
    children = draw(some.lists(text_id, min_size=1, max_size=3, unique=True))
    child = some.sampled_from(children)
    count = some.integers(0, 3)
    rows: Rows = {
        "people": [
            row("people", id=name, born_on=draw(some.none() | some.dates(date(2004, 1, 1), date(2020, 1, 1))),
                sex=draw(some.sampled_from(["M", "F", "U", None])), ethnicity=draw(some.sampled_from(["WBRI", None])),
                pupil_number=draw(some.sampled_from([None, "A123456789012"])),
                pupil_number_unknown=draw(some.sampled_from([None, "UN4"])), is_mother=draw(maybe_flag),
                is_unaccompanied=draw(maybe_flag))
            for name in children if draw(some.booleans())
        ],
        "care_episodes": [
            row("care_episodes", id=f"e{n}", child_id=draw(child), started_on=draw(maybe_day), ended_on=draw(maybe_day),
                start_reason=draw(some.sampled_from(["S", "L", "P", "T", "B", "U", None])),
                legal_status=draw(some.sampled_from(["C1", "C2", "V2", None])), primary_need="N1",
                end_reason=draw(some.sampled_from(["X1", "E11", "E45", "E4A", None])), home_postcode="AB1 2CD",
                placement_id=draw(some.sampled_from(["p0", "p1", "gone", None])),
                change_of_placement_reason=draw(some.sampled_from(["CARPL", None])))
            for n in range(draw(some.integers(0, 5)))
        ],
        "placements": [
            row("placements", id=f"p{n}", child_id=draw(child), started_on=draw(maybe_day), ended_on=draw(maybe_day),
                type=draw(some.sampled_from(["U6", "K2", "A5"])), postcode=draw(some.sampled_from(["ZZ1 1ZZ", None])),
                provider_urn=draw(some.sampled_from(["SC123456", None])), change_reason="CREQB")
            for n in range(draw(count))
        ],
        "legal_statuses": [
            row("legal_statuses", id=f"l{n}", child_id=draw(child), started_on=draw(maybe_day),
                ended_on=draw(maybe_day), status=draw(some.sampled_from(["C2", "E1"])))
            for n in range(draw(count))
        ],
        "care_reviews": [
            row("care_reviews", id=f"r{n}", child_id=draw(child), held_on=draw(maybe_day), participation="PN1",
                was_cancelled=draw(maybe_flag))
            for n in range(draw(count))
        ],
        "permanence": [
            row("permanence", id=f"m{n}", child_id=draw(child), adoption_decided_on=draw(maybe_day),
                matched_on=draw(maybe_day), reversed_on=draw(maybe_day), reversed_reason="RD4",
                number_of_adopters=draw(some.sampled_from([None, 1, 2])), adopted_by_carer=draw(maybe_flag))
            for n in range(draw(count))
        ],
        "previous_permanence": [
            row("previous_permanence", id=f"v{n}", child_id=draw(child), option=draw(some.sampled_from(["P1", "Z1"])),
                order_on=draw(maybe_day), order_date=draw(some.sampled_from([None, "zz/03/2019"])))
            for n in range(draw(count))
        ],
        "missing_episodes": [
            row("missing_episodes", id=f"g{n}", child_id=draw(child), started_on=draw(maybe_day),
                ended_on=draw(maybe_day), kind=draw(some.sampled_from(["missing", "absent", None])))
            for n in range(draw(count))
        ],
        "allocations": [
            row("allocations", id=f"a{n}", child_id=draw(child), started_on=draw(maybe_day), ended_on=draw(maybe_day),
                worker_id=draw(some.sampled_from(["w1", "w2"])), change_reason="MANAGE",
                role=draw(some.sampled_from(["allocated_worker", "reviewing_officer"])))
            for n in range(draw(count))
        ],
        "professionals": [row("professionals", id="w1", registration_number="SW1234")],
        "outcomes_903": [
            row("outcomes_903", id=f"o{n}", child_id=draw(child),
                collection_year=draw(some.sampled_from([YEAR, "2025-26"])),
                immunised=draw(maybe_flag), sdq_score=draw(some.none() | some.integers(0, 40)))
            for n in range(draw(count))
        ],
        "outcomes_of_care_leavers": [
            row("outcomes_of_care_leavers", id=f"c{n}", child_id=draw(child), collection_year=YEAR,
                in_touch=draw(some.sampled_from(["YES", None])))
            for n in range(draw(count))
        ],
        "care_leavers": [
            row("care_leavers", id=f"k{n}", child_id=draw(child), in_touch="YES", activity="F2", accommodation="U1")
            for n in range(draw(count))
        ],
        "deprivation_of_liberty": [
            row("deprivation_of_liberty", id=f"d{n}", child_id=draw(child), started_on=draw(maybe_day),
                ended_on=draw(maybe_day))
            for n in range(draw(count))
        ],
    }  # fmt: skip
    return frames(rows)


@settings(max_examples=6)
@given(messy_records(), some.sampled_from(["2022-23", "2025-26", YEAR]))
def test_csv_read_back_is_the_record_within_its_year(tables: dict[str, pl.DataFrame], year: str) -> None:
    assert_same(written_and_read(tables, year), ssda903.within(tables, year))


@settings(max_examples=6)
@given(messy_records(), some.dates(START, END))
def test_a_return_in_a_year_not_over_is_the_record_until_its_day(tables: dict[str, pl.DataFrame], as_at: date) -> None:
    found = written_and_read(tables, YEAR, as_at=as_at)
    assert_same(found, ssda903.within(tables, YEAR, as_at=as_at))
    for name, column in (("care_episodes", "ended_on"), ("care_reviews", "held_on"), ("missing_episodes", "ended_on")):
        assert (found[name][column].drop_nulls() <= as_at).all()


@pytest.mark.parametrize(
    ("status_ended", "wanted"),
    [(None, date(2026, 6, 1)), (date(2026, 5, 1), date(2026, 5, 1)), (date(2026, 7, 1), date(2026, 6, 1))],
)
def test_a_child_is_unaccompanied_until_the_status_ends_and_at_most_until_eighteen(
    status_ended: date | None, wanted: date
) -> None:
    tables = frames({
        "people": [row("people", id="c", born_on=date(2008, 6, 1), is_unaccompanied=True)],
        "immigration_statuses": [
            row("immigration_statuses", id="i", child_id="c", status=UNACCOMPANIED, ended_on=status_ended)
        ],
        "care_episodes": [row("care_episodes", id="e", child_id="c", started_on=date(2024, 5, 1))],
    })  # fmt: skip
    found = written_and_read(tables, YEAR)["immigration_statuses"]
    assert found["ended_on"].to_list() == [wanted]
    assert written_and_read(tables, "2025-26")["immigration_statuses"]["ended_on"].to_list() == [None]


@pytest.mark.parametrize(
    ("began", "kept"),
    [(date(2026, 4, 30), False), (date(2026, 5, 1), True), (date(2026, 6, 1), True), (date(2026, 6, 2), False)],
)
def test_missing_episodes_are_those_that_began_in_care(began: date, kept: bool) -> None:
    care = row("care_episodes", id="e", child_id="c", started_on=date(2026, 5, 1), ended_on=date(2026, 6, 1))
    missing = row("missing_episodes", id="m", child_id="c", kind="missing", started_on=began, ended_on=began)
    found = written_and_read(frames({"care_episodes": [care], "missing_episodes": [missing]}), YEAR)
    assert found["missing_episodes"].height == kept


def test_motherhood_is_not_asked_of_who_has_left_care() -> None:
    people = [row("people", id=name, born_on=date(2008, 5, 1), sex="F", is_mother=True) for name in ("left", "here")]
    tables = frames({
        "people": people,
        "care_episodes": [row("care_episodes", id="e", child_id="here", started_on=date(2025, 5, 1))],
        "outcomes_of_care_leavers": [
            row("outcomes_of_care_leavers", id="o", child_id="left", collection_year=YEAR, in_touch="YES")
        ],
    })  # fmt: skip
    found = written_and_read(tables, YEAR)["people"]
    assert dict(found.select("id", "is_mother").iter_rows()) == {"left": None, "here": True}


@settings(max_examples=6)
@given(messy_records())
def test_xml_read_back_is_the_record_within_what_xml_carries(tables: dict[str, pl.DataFrame]) -> None:
    assert_same(written_and_read(tables, YEAR, xml=True), ssda903.within(tables, YEAR, xml=True))


PLACEMENT_CHANGES, STATUS_CHANGES = "PTBU", "LBU"
STATUSES, TYPES = ["C1", "C2", "E1"], ["U6", "K2", "R3"]


@some.composite
def one_period_of_care(draw: some.DrawFn) -> dict[str, pl.DataFrame]:
    """One child's period of care with any run of changes, its placements and legal statuses kept by hand."""
    days = sorted(draw(some.lists(some.dates(START, END), min_size=1, max_size=5, unique=True)))
    ends_on = draw(some.none() | some.just(END))
    rows: Rows = {"care_episodes": [], "placements": [], "legal_statuses": []}
    period = f"c/care/{days[0]}"
    for place, day in enumerate(days):
        why = "S" if place == 0 else draw(some.sampled_from("LPTBU"))
        reason = draw(some.sampled_from([None, "CREQB"])) if why in PLACEMENT_CHANGES else None
        if place == 0 or why in PLACEMENT_CHANGES:
            if place:
                rows["placements"][-1] |= {"ended_on": day, "change_reason": reason}
            rows["placements"].append(row(
                "placements", id=f"c/placement/{day}", child_id="c", care_period_id=period, started_on=day,
                type=TYPES[place % 3], provider_type="PR1", postcode="AB1 2CD", provider_urn="SC1",
            ))  # fmt: skip
        if place == 0 or why in STATUS_CHANGES:
            if place:
                rows["legal_statuses"][-1]["ended_on"] = day
            rows["legal_statuses"].append(row(
                "legal_statuses", id=f"c/legal_status/{day}", child_id="c", status=STATUSES[place % 3], started_on=day
            ))  # fmt: skip
        if place:
            rows["care_episodes"][-1] |= {"ended_on": day, "end_reason": "X1", "change_of_placement_reason": reason}
        rows["care_episodes"].append(row(
            "care_episodes", id=f"c/episode/{day}", child_id="c", care_period_id=period, started_on=day,
            placement_id=rows["placements"][-1]["id"], start_reason=why, primary_need="N1", entered_care_on=days[0],
            legal_status=rows["legal_statuses"][-1]["status"], home_postcode="ZZ9 9ZZ",
        ))  # fmt: skip
    rows["care_episodes"][-1] |= {"ended_on": ends_on, "end_reason": "E4A" if ends_on else None}
    for name in ("placements", "legal_statuses"):
        rows[name][-1]["ended_on"] = ends_on
    return {name: frame.with_columns(source=pl.lit("ssda903")) for name, frame in frames(rows).items()}


@settings(max_examples=6)
@given(one_period_of_care())
def test_a_period_of_care_comes_back_with_its_placements_and_legal_statuses(tables: dict[str, pl.DataFrame]) -> None:
    found = written_and_read(tables, YEAR)
    assert_same({name: found[name] for name in tables}, tables)


@pytest.mark.parametrize("xml", [False, True])
def test_a_simulated_authority_s_return_comes_back(xml: bool) -> None:
    tables = simulate(3000, 2, seed=11, ends_on=date(2026, 9, 30))
    carried = ssda903.within(tables, "2025-26", xml=xml)
    assert carried["care_episodes"].height > 20
    assert_same(written_and_read(tables, "2025-26", xml=xml), carried)
