"""A census written and read back is the record, within what a census of that year can carry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as some
from polars.testing import assert_frame_equal

from lineofsight.core.tables import table_named
from lineofsight.evaluation.schemas import schema_of
from lineofsight.returns import cin
from lineofsight.simulation import simulate
from lineofsight.sources.cin import read_census, reading_of

YEAR = "2026-27"
START, END = date(2026, 4, 1), date(2027, 3, 31)
WHERE_FROM = ["file", "line"]
Rows = dict[str, list[dict[str, Any]]]

any_day = some.dates(START - timedelta(days=400), END + timedelta(days=200))
day_in_year = some.dates(START, END)
maybe_day = some.none() | any_day
maybe_flag = some.none() | some.booleans()
text_id = some.text(alphabet="ABCdef019-é&<>", min_size=1, max_size=6)


def frames(rows: Rows) -> dict[str, pl.DataFrame]:
    """Rows as frames in the declared schema."""
    return {
        name: pl.DataFrame(found, schema=schema_of(table_named(name)), orient="row") for name, found in rows.items()
    }


def row(name: str, **values: Any) -> dict[str, Any]:
    """A row of a table, every column present."""
    return dict.fromkeys(schema_of(table_named(name))) | values


def written_and_read(
    tables: Mapping[str, pl.DataFrame], year: str = YEAR, as_at: date | None = None
) -> dict[str, pl.DataFrame]:
    """What a reader makes of the census written from the tables."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "census.xml"
        cin.write(tables, path, year, "330", as_at=as_at)
        reading = reading_of(read_census(path))
        assert reading.forgiven == ()
        return dict(reading.tables)


def assert_same(found: Mapping[str, pl.DataFrame], wanted: Mapping[str, pl.DataFrame]) -> None:
    """Same tables, same rows, whatever their order and wherever they were read from."""
    assert set(found) == set(wanted)
    for name in wanted:
        assert_frame_equal(
            found[name].drop(WHERE_FROM).sort("id"), wanted[name].drop(WHERE_FROM).sort("id"), check_column_order=True
        )


@some.composite
def messy_records(draw: some.DrawFn) -> dict[str, pl.DataFrame]:
    """Records as authorities have them: events outside the year, links missing or to nothing, things twice."""
    children = draw(some.lists(text_id, min_size=1, max_size=3, unique=True))
    child = some.sampled_from(children)
    referral_ids = [f"r{n}" for n in range(draw(some.integers(0, 4)))]
    link = some.none() | some.sampled_from([*referral_ids, "gone"])
    codes = some.sampled_from(["NEG", "PHY", "EMO"])
    rows: Rows = {
        "people": [
            row("people", id=name, born_on=draw(maybe_day), died_on=draw(maybe_day),
                sex=draw(some.sampled_from(["M", "F", "U", None])), ethnicity=draw(some.sampled_from(["WBRI", None])),
                pupil_number=draw(some.none() | some.just("A123456789012")))
            for name in children if draw(some.booleans())
        ],
        "disabilities": [
            row("disabilities", id=f"d{n}", child_id=draw(child), disability=draw(some.sampled_from(["LD", "MOB"])))
            for n in range(draw(some.integers(0, 3)))
        ],
        "referrals": [
            row("referrals", id=name, child_id=draw(child), received_on=draw(maybe_day), closed_on=draw(maybe_day),
                source_code=draw(some.sampled_from(["1A", "6", None])),
                close_reason=draw(some.sampled_from(["RC7", None])),
                primary_need=draw(some.sampled_from(["N1", "N0", None])), no_further_action=draw(maybe_flag))
            for name in referral_ids
        ],
        "assessments": [
            row("assessments", id=f"a{n}", child_id=draw(child), referral_id=draw(link), started_on=draw(maybe_day),
                authorised_on=draw(maybe_day), review_point_on=draw(maybe_day),
                kind=draw(some.sampled_from([None, "child_and_family", "early_help"])))
            for n in range(draw(some.integers(0, 3)))
        ],
        "assessment_factors": [
            row("assessment_factors", id=f"f{n}", assessment_id=f"a{draw(some.integers(0, 3))}",
                factor=draw(some.sampled_from(["1A", "20", "24A"])))
            for n in range(draw(some.integers(0, 4)))
        ],
        "child_in_need_plans": [
            row("child_in_need_plans", id=f"n{n}", child_id=draw(child), referral_id=draw(link),
                started_on=draw(maybe_day), ended_on=draw(maybe_day))
            for n in range(draw(some.integers(0, 3)))
        ],
        "section_47_enquiries": [
            row("section_47_enquiries", id=f"s{n}", child_id=draw(child), referral_id=draw(link),
                started_on=draw(maybe_day), conference_not_required=draw(maybe_flag))
            for n in range(draw(some.integers(0, 3)))
        ],
        "conferences": [
            row("conferences", id=f"c{n}", child_id=draw(child), referral_id=draw(link),
                enquiry_id=draw(some.none() | some.sampled_from(["s0", "s1", "gone"])), held_on=draw(maybe_day),
                target_on=draw(maybe_day))
            for n in range(draw(some.integers(0, 3)))
        ],
        "child_protection_plans": [
            row("child_protection_plans", id=f"p{n}", child_id=draw(child), referral_id=draw(link),
                started_on=draw(maybe_day), ended_on=draw(maybe_day), initial_category=draw(codes),
                latest_category=draw(some.none() | codes), previous_plans=draw(some.none() | some.integers(0, 4)))
            for n in range(draw(some.integers(0, 3)))
        ],
        "child_protection_reviews": [
            row("child_protection_reviews", id=f"v{n}", child_id=draw(child),
                plan_id=draw(some.none() | some.sampled_from(["p0", "p1"])), held_on=draw(maybe_day))
            for n in range(draw(some.integers(0, 4)))
        ],
        "pre_proceedings": [
            row("pre_proceedings", id=f"q{n}", child_id=draw(child), referral_id=draw(link), decided_on=draw(maybe_day),
                letter_sent_on=draw(maybe_day), family_meeting_offered=draw(maybe_flag),
                outcome=draw(some.sampled_from([None, "A"])),
                review_meetings=draw(some.none() | some.integers(0, 9)), stepped_down_or_issued_on=draw(maybe_day))
            for n in range(draw(some.integers(0, 2)))
        ],
    }  # fmt: skip
    return frames(rows)


@settings(max_examples=6)
@given(messy_records(), some.sampled_from(["2022-23", "2025-26", "2026-27"]))
def test_a_census_read_back_is_the_record_within_its_year(tables: dict[str, pl.DataFrame], year: str) -> None:
    assert_same(written_and_read(tables, year), cin.within(tables, year))


@settings(max_examples=6)
@given(messy_records(), day_in_year)
def test_a_census_in_a_year_not_over_is_the_record_until_its_day(tables: dict[str, pl.DataFrame], as_at: date) -> None:
    found = written_and_read(tables, YEAR, as_at)
    assert_same(found, cin.within(tables, YEAR, as_at))
    for name in ("referrals", "assessments", "child_in_need_plans", "child_protection_plans", "conferences"):
        days = [found[name][column] for column in ("received_on", "started_on", "ended_on", "closed_on", "held_on")
                if column in found[name].columns]  # fmt: skip
        assert all((day.drop_nulls() <= as_at).all() for day in days)


@settings(max_examples=10)
@given(
    some.dates(END - timedelta(days=2), END + timedelta(days=2)), some.dates(END - timedelta(days=9), END),
    some.sampled_from(["F", "M", None]), some.sampled_from(["2023-24", "2026-27"]),
)  # fmt: skip
def test_a_child_born_after_the_year_is_unborn_in_it(born: date, expected: date, sex: str | None, year: str) -> None:
    years = int(YEAR[:4]) - int(year[:4])
    born, expected = (day.replace(year=day.year - years) for day in (born, expected))
    tables = frames({
        "people": [row("people", id="é&<", born_on=born, expected_on=expected, sex=sex)],
        "referrals": [row("referrals", id="r", child_id="é&<", received_on=END.replace(year=END.year - years))],
    })  # fmt: skip
    child = written_and_read(tables, year)["people"].row(0, named=True)
    ends = END.replace(year=END.year - years)
    asked = "sex" if year > "2023-24" else "gender"
    unborn = {"sex": "U", "gender": "0"}[asked]
    assert (child["id"], child["born_on"]) == ("é&<", born if born <= ends else None)
    assert child["expected_on"] == (None if born <= ends else expected)
    assert child[asked] == (
        unborn if born > ends else {"sex": sex, "gender": {"F": "2", "M": "1"}.get(sex or "")}[asked]
    )


@settings(max_examples=6)
@given(messy_records())
def test_what_a_census_carries_it_carries_again(tables: dict[str, pl.DataFrame]) -> None:
    once = cin.within(tables, YEAR)
    assert_same(cin.within(once, YEAR), once)


@some.composite
def tidy_records(draw: some.DrawFn) -> dict[str, pl.DataFrame]:
    """Records of which a census carries every column given: each event in the year, under the ids the reader makes."""
    rows: Rows = {name: [] for name in (
        "people", "linked_identifiers", "disabilities", "referrals", "assessments", "assessment_factors",
        "child_in_need_plans", "section_47_enquiries", "conferences", "child_protection_plans",
        "child_protection_reviews", "pre_proceedings",
    )}  # fmt: skip
    days = some.lists(day_in_year, max_size=2, unique=True).map(sorted)
    later = some.none() | some.just(END)
    for child in draw(some.lists(text_id, min_size=1, max_size=2, unique=True)):
        rows["people"].append(row(
            "people", id=child, sex="F", ethnicity="MWBC", born_on=date(2015, 2, 28), pupil_number="A123456789012",
        ))  # fmt: skip
        rows["linked_identifiers"].append(row(
            "linked_identifiers", id=f"{child}/former_pupil_number/B1", child_id=child, value="B1",
            kind="former_pupil_number",
        ))  # fmt: skip
        rows["disabilities"].append(row("disabilities", id=f"{child}/disability/LD", child_id=child, disability="LD"))
        referral_id = f"{child}/referral/2026-04-01"
        of = {"child_id": child, "referral_id": referral_id}
        rows["referrals"].append(row(
            "referrals", id=referral_id, child_id=child, received_on=START, source_code="1A", primary_need="N1",
            closed_on=draw(later), close_reason=draw(some.sampled_from([None, "RC7"])),
            no_further_action=draw(maybe_flag),
        ))  # fmt: skip
        for day in draw(days):
            name = f"{child}/assessment/{day}"
            rows["assessments"].append(row(
                "assessments", id=name, **of, started_on=day, authorised_on=draw(later), review_point_on=draw(maybe_day)
            ))  # fmt: skip
            rows["assessment_factors"] += [
                row("assessment_factors", id=f"{name}/{factor}", child_id=child, assessment_id=name, factor=factor)
                for factor in draw(some.sets(some.sampled_from(["1A", "3B", "24A"])))
            ]
        rows["child_in_need_plans"] += [
            row("child_in_need_plans", id=f"{child}/need_plan/{day}", **of, started_on=day, ended_on=draw(later))
            for day in draw(days)
        ]
        for day in draw(days):
            name = f"{child}/enquiry/{day}"
            rows["section_47_enquiries"].append(
                row("section_47_enquiries", id=name, **of, started_on=day, conference_not_required=draw(maybe_flag))
            )
            if held := draw(some.none() | day_in_year):
                rows["conferences"].append(row(
                    "conferences", id=f"{name}/conference", **of, enquiry_id=name, held_on=held,
                    target_on=draw(maybe_day),
                ))  # fmt: skip
        for day in draw(days):
            name = f"{child}/protection_plan/{day}"
            rows["child_protection_plans"].append(row(
                "child_protection_plans", id=name, **of, started_on=day, ended_on=draw(later), initial_category="NEG",
                latest_category="EMO", previous_plans=draw(some.integers(0, 3)),
            ))  # fmt: skip
        if rows["child_protection_plans"] and rows["child_protection_plans"][-1]["child_id"] == child:
            rows["child_protection_reviews"] += [
                row("child_protection_reviews", id=f"{child}/protection_review/{day}", child_id=child, held_on=day,
                    plan_id=rows["child_protection_plans"][-1]["id"])
                for day in draw(days)
            ]  # fmt: skip
        rows["pre_proceedings"] += [
            row("pre_proceedings", id=f"{child}/pre_proceedings/{day}", **of, decided_on=day,
                letter_sent_on=draw(some.none() | day_in_year), family_meeting_offered=draw(maybe_flag),
                family_meeting_held=draw(maybe_flag), first_meeting_on=draw(some.none() | day_in_year),
                review_meetings=draw(some.none() | some.integers(0, 5)), stepped_down_or_issued_on=draw(later),
                outcome=draw(some.sampled_from([None, "A"])), applied_to_court_on=draw(later),
                issue_letter_on=draw(later))
            for day in draw(days)
        ]  # fmt: skip
    return {name: frame.with_columns(source=pl.lit("cin")) for name, frame in frames(rows).items()}


@settings(max_examples=6)
@given(tidy_records())
def test_nothing_in_the_year_that_the_census_asks_for_is_lost(tables: dict[str, pl.DataFrame]) -> None:
    assert_same(written_and_read(tables), tables)


def test_a_simulated_authority_s_census_comes_back() -> None:
    tables = simulate(1500, 2, seed=11, ends_on=date(2026, 9, 30))
    carried = cin.within(tables, "2025-26")
    assert carried["referrals"].height > 50
    assert_same(written_and_read(tables, "2025-26"), carried)
