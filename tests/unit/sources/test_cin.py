"""The children in need census: what is taken, what is forgiven, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from lineofsight import sources
from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import Extent
from lineofsight.evaluation.schemas import schema_of
from lineofsight.returns import cin
from lineofsight.sources.cin import read_census
from lineofsight.sources.errors import UnusableInput

HANDMADE = Path(__file__).parent / "handmade" / "cin" / "other_habits.xml"
HEADER = "<Header><CollectionDetails><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>"


def read(path: Path) -> sources.Reading:
    """The one reading of a file."""
    (reading,) = sources.read([path])
    return reading


def census(tmp_path: Path, text: str) -> Path:
    """A file with that text."""
    path = tmp_path / "census.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_another_system_s_file_is_read_whole() -> None:
    reading = read(HANDMADE)
    tables = reading.tables
    assert reading.source == "cin"
    assert reading.as_known_on == date(2026, 3, 31)
    assert tables["people"].select("id", "born_on", "sex", "ethnicity", "pupil_number_unknown").rows() == [
        ("0042", date(2014, 5, 6), "F", "WBRI", "UN4"),
        ("0043", None, "U", None, None),
    ]
    assert tables["disabilities"]["disability"].to_list() == ["LD", "AUT"]
    assert tables["referrals"].select("id", "source_code", "no_further_action").rows() == [
        ("0042/referral/2025-06-02", "1A", False),
        ("0043/referral/2026-03-30", "3B", None),
    ]
    assert tables["assessment_factors"]["factor"].to_list() == ["1B", "3B"]
    assert tables["child_protection_plans"].select("latest_category", "previous_plans").rows() == [("EMO", 1)]
    assert tables["child_protection_reviews"]["plan_id"].unique().to_list() == ["0042/protection_plan/2025-06-20"]


def test_a_conference_given_twice_is_one() -> None:
    conferences = read(HANDMADE).tables["conferences"]
    assert conferences.select("enquiry_id", "held_on", "target_on").rows() == [
        ("0042/enquiry/2025-06-04", date(2025, 6, 20), date(2025, 6, 25))
    ]


def test_lines_are_those_of_the_elements() -> None:
    lines = HANDMADE.read_text(encoding="utf-8").splitlines()
    plan = read(HANDMADE).tables["child_protection_plans"]["line"].item()
    assert "<ChildProtectionPlans>" in lines[plan - 1]


def test_what_was_wrong_is_named() -> None:
    reading = read(HANDMADE)
    assert reading.rejects.select("table", "column", "value", "row_taken").rows() == [
        ("referrals", "CINreferralDate", "2025-02-30", False),
        ("people", "ChildCharacteristics", "", True),
    ]
    assert ("Child/ChildIdentifiers/FavouriteColour: not in the census, left out", 1) in [
        (note.what, note.count) for note in reading.forgiven
    ]


def test_coverage_is_the_census_year_and_holds_no_visits() -> None:
    coverage = read(HANDMADE).coverage
    assert coverage["referrals"].extent is Extent.COMPLETE
    assert (coverage["referrals"].from_on, coverage["referrals"].to_on) == (date(2025, 4, 1), date(2026, 3, 31))
    assert "visits" not in coverage
    assert "pre_proceedings" not in coverage


def test_a_file_cut_short_names_the_line(tmp_path: Path) -> None:
    text = HANDMADE.read_text(encoding="utf-8")
    path = census(tmp_path, text[: text.index("<Section47>") + 5])
    with pytest.raises(UnusableInput, match=r"line 3\d: It is not whole XML") as refused:
        sources.read([path])
    assert "0042" not in str(refused.value)


def test_entities_are_refused_before_they_grow(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE Message [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = census(tmp_path, f"{bomb}<Message>{HEADER}<Children><Child>&b;</Child></Children></Message>")
    with pytest.raises(UnusableInput, match="declares a document type"):
        sources.read([path])


def test_a_file_of_another_place_is_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read", encoding="utf-8")
    text = f'<!DOCTYPE Message [<!ENTITY x SYSTEM "{secret}">]><Message>{HEADER}<Children/></Message>'
    with pytest.raises(UnusableInput, match="declares a document type"):
        sources.read([census(tmp_path, text)])


def test_a_census_that_does_not_say_its_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="neither the Year nor the ReferenceDate"):
        sources.read([census(tmp_path, "<Message><Header/><Children/></Message>")])


def test_a_reference_date_that_is_none_is_refused(tmp_path: Path) -> None:
    text = f"<Message>{HEADER.replace('2026-03-31', '2026-02-31')}<Children/></Message>"
    with pytest.raises(UnusableInput, match="Header, ReferenceDate"):
        sources.read([census(tmp_path, text)])


def test_a_child_without_an_identifier_cannot_be_placed(tmp_path: Path) -> None:
    child = "<Child><ChildIdentifiers><Sex>F</Sex></ChildIdentifiers><ChildCharacteristics/></Child>"
    reading = read(census(tmp_path, f"<Message>{HEADER}<Children>{child}</Children></Message>"))
    assert reading.tables["people"].is_empty()
    assert set(reading.rejects["column"]) == {"LAchildID"}


def test_windows_text_that_does_not_say_so_is_read(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    child = "<Child><ChildIdentifiers><LAchildID>caf\u00e9</LAchildID></ChildIdentifiers></Child>"
    path.write_bytes(f"<Message>{HEADER}<Children>{child}</Children></Message>".encode("cp1252"))
    reading = read(path)
    assert reading.tables["people"]["id"].to_list() == ["caf\u00e9"]
    assert any("Windows-1252" in note.what for note in reading.forgiven)


def referral(**values: object) -> dict[str, pl.DataFrame]:
    """A record of one referral."""
    schema = schema_of(table_named("referrals"))
    row = dict.fromkeys(schema) | {"id": "r", "child_id": "c", **values}
    return {"referrals": pl.DataFrame([row], schema=schema)}


@pytest.mark.parametrize(("received_on", "closed_on", "counted"), [
    (date(2025, 4, 1), None, True),
    (date(2026, 3, 31), None, True),
    (date(2026, 4, 1), None, False),
    (date(2020, 1, 1), date(2025, 4, 1), True),
    (date(2020, 1, 1), date(2025, 3, 31), False),
    (date(2020, 1, 1), date(2026, 6, 1), True),
])  # fmt: skip
def test_the_census_is_of_children_in_need_in_the_year(
    received_on: date, closed_on: date | None, counted: bool
) -> None:
    carried = cin.within(referral(received_on=received_on, closed_on=closed_on), "2025-26")["referrals"]
    assert carried.height == counted


def test_an_end_after_the_year_is_not_yet_known() -> None:
    record = referral(received_on=date(2025, 5, 1), closed_on=date(2026, 4, 1), close_reason="RC7")
    carried = cin.within(record, "2025-26")["referrals"]
    assert carried.select("closed_on", "close_reason").rows() == [(None, None)]


def test_elements_stand_in_the_order_of_the_specification(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    cin.write(referral(received_on=date(2026, 5, 1), source_code="1A", no_further_action=False), path, "2026-27", "330")
    text = path.read_text(encoding="utf-8")
    order = ["<Header>", "<LEA>330", "<LAchildID>", "<ChildCharacteristics", "<CINreferralDate>", "<ReferralSource>",
             "<ReferralNFA>0"]  # fmt: skip
    assert [text.index(piece) for piece in order] == sorted(text.index(piece) for piece in order)
    assert read_census(path).header["Year"] == "2027"


def test_gender_stands_in_place_of_sex_to_2023_24(tmp_path: Path) -> None:
    people = schema_of(table_named("people"))
    record = referral(received_on=date(2023, 5, 1)) | {
        "people": pl.DataFrame([dict.fromkeys(people) | {"id": "c", "sex": "F"}], schema=people)
    }
    path = tmp_path / "census.xml"
    cin.write(record, path, "2023-24", "330")
    text = path.read_text(encoding="utf-8")
    assert "<GenderCurrent>2</GenderCurrent>" in text
    assert "<Sex>" not in text
