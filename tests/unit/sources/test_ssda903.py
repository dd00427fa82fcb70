"""The looked-after return: what is taken, what is forgiven, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from lineofsight import sources
from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import Extent
from lineofsight.evaluation.schemas import schema_of
from lineofsight.returns import ssda903
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.ssda903 import read_years
from lineofsight.sources.ssda903.layout import module_of, modules

HANDMADE = Path(__file__).parent / "handmade" / "ssda903"


@pytest.fixture
def handmade(tmp_path: Path) -> sources.Reading:
    """The reading of the folder made by hand, as a machine with Windows would have saved it."""
    for path in (HANDMADE / "2025").iterdir():
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        (tmp_path / path.name).write_bytes(text.encode("cp1252"))
    (reading,) = sources.read([tmp_path])
    return reading


def test_files_are_known_by_their_columns_and_read_with_other_people_s_habits(handmade: sources.Reading) -> None:
    tables = handmade.tables
    assert tables["people"].select("id", "sex", "born_on", "ethnicity", "pupil_number_unknown").rows() == [
        ("77", "M", date(2009, 2, 3), "WBRI", "UN4"),
        ("78", "M", date(2012, 4, 3), "AOTH", None),
        ("79", "F", None, "MWBC", None),
        ("90", None, date(2006, 1, 1), None, None),
    ]
    assert tables["placements"].select("child_id", "type", "started_on", "ended_on", "change_reason").rows() == [
        ("77", "U6", date(2024, 6, 1), date(2025, 5, 10), "CREQB"),
        ("77", "K2", date(2025, 5, 10), None, None),
        ("78", "U3", date(2025, 9, 1), date(2025, 12, 31), None),
    ]
    assert tables["legal_statuses"].select("child_id", "status", "started_on", "ended_on").rows() == [
        ("77", "C2", date(2024, 6, 1), None),
        ("78", "V2", date(2025, 9, 1), date(2025, 12, 31)),
    ]
    assert tables["missing_episodes"]["kind"].to_list() == ["missing", "absent"]
    assert tables["care_reviews"].height == 1
    assert tables["outcomes_of_care_leavers"].select("collection_year", "accommodation").rows() == [("2025-26", "U1")]


def test_the_year_is_that_of_the_dates_and_coverage_says_so(handmade: sources.Reading) -> None:
    reading = handmade
    assert reading.as_known_on == date(2026, 3, 31)
    episodes, leavers = reading.coverage["care_episodes"], reading.coverage["care_leavers"]
    assert (episodes.extent, episodes.from_on, episodes.to_on) == (Extent.COMPLETE, date(2025, 4, 1), date(2026, 3, 31))
    assert leavers.extent is Extent.LATEST_ONLY
    assert "permanence_reviews" not in reading.coverage


def test_what_was_wrong_or_untidy_is_named(handmade: sources.Reading) -> None:
    reading = handmade
    assert set(reading.rejects.select("column", "value").rows()) == {("DECOM", "not yet"), ("DOB", "29/02/2011")}
    noted = {note.what for note in reading.forgiven}
    assert "not UTF-8: read as Windows-1252" in noted
    assert "Worker note: not a column of Episodes, left out" in noted
    assert "Reviews: the same row twice" in noted


def test_several_years_are_one_history() -> None:
    reading = read_years([sorted((HANDMADE / year).iterdir()) for year in ("2025", "2024")])
    episodes = reading.tables["care_episodes"].filter(child_id="77")
    assert episodes.select("started_on", "ended_on", "entered_care_on").rows() == [
        (date(2024, 6, 1), date(2025, 5, 10), date(2024, 6, 1)),
        (date(2025, 5, 10), None, date(2024, 6, 1)),
    ]
    assert reading.coverage["care_episodes"].from_on == date(2024, 4, 1)


def test_folders_given_at_once_are_read_together_and_loose_files_by_their_folder() -> None:
    folders = sources.read([HANDMADE / "2024", HANDMADE / "2025"])
    loose = sources.read(sorted([*(HANDMADE / "2025").iterdir(), *(HANDMADE / "2024").iterdir()]))
    assert len(folders) == len(loose) == 1
    for name, frame in folders[0].tables.items():
        assert frame.sort("id").equals(loose[0].tables[name].sort("id"))
    assert folders[0].coverage["care_episodes"].from_on == date(2024, 4, 1)


def test_a_year_missing_between_is_not_covered() -> None:
    later = sorted((HANDMADE / "2025").iterdir())
    earlier = sorted((HANDMADE / "2024").iterdir())
    reading = read_years([earlier, later], years=["2023-24", "2025-26"])
    assert reading.coverage["care_episodes"].from_on == date(2025, 4, 1)


def test_a_period_that_began_in_an_earlier_return_has_no_first_day(tmp_path: Path) -> None:
    columns = ",".join(modules()["Episodes"].columns)
    (tmp_path / "e.csv").write_text(f"{columns}\n1,01/05/2025,L,C2,N1,U6,PR1,,,,,,\n", encoding="utf-8")
    (reading,) = sources.read([tmp_path])
    assert reading.tables["care_episodes"]["entered_care_on"].to_list() == [None]


def test_two_files_of_one_module_are_refused(tmp_path: Path) -> None:
    text = (HANDMADE / "2024" / "episodes.csv").read_text(encoding="utf-8")
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UnusableInput, match="It holds the module Episodes, and so does"):
        sources.read([tmp_path])


def test_a_return_without_dates_has_no_year(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text(
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,01/01/2010,WBRI,,,\n", encoding="utf-8"
    )
    with pytest.raises(UnusableInput, match="its year cannot be known"):
        sources.read([tmp_path])


def test_xml_that_is_cut_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "return.xml"
    path.write_text("<EXPSSDA903>\n<CHILD>\n<HEADER>\n<CHILDID>1</CHILDID>", encoding="utf-8")
    with pytest.raises(UnusableInput, match="line 4: It is not whole XML"):
        sources.read([path])


def test_xml_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "return.xml"
    path.write_text(
        '<!DOCTYPE EXPSSDA903 [<!ENTITY a "aa">]><EXPSSDA903><CHILD>&a;</CHILD></EXPSSDA903>', encoding="utf-8"
    )
    with pytest.raises(UnusableInput, match="declares a document type"):
        sources.read([path])


@pytest.mark.parametrize("name", list(modules()))
def test_every_module_is_known_by_its_own_columns(name: str) -> None:
    found = module_of([column.lower() + " " for column in reversed(modules()[name].columns)])
    assert found is not None
    assert found.name == name


def test_a_file_of_something_else_is_no_module() -> None:
    assert module_of(["CHILD", "DOB"]) is None
    assert module_of(["pers_person_id", "pers_dob"]) is None


def episode(**values: object) -> dict[str, pl.DataFrame]:
    """A record of one care episode in one placement."""
    schema = schema_of(table_named("care_episodes"))
    row = dict.fromkeys(schema) | {"id": "e", "child_id": "c", "start_reason": "S", "legal_status": "C2", **values}
    return {"care_episodes": pl.DataFrame([row], schema=schema)}


@pytest.mark.parametrize(("started_on", "ended_on", "counted"), [
    (date(2025, 4, 1), None, True),
    (date(2026, 3, 31), None, True),
    (date(2026, 4, 1), None, False),
    (date(2020, 1, 1), date(2025, 4, 1), True),
    (date(2020, 1, 1), date(2025, 3, 31), False),
])  # fmt: skip
def test_the_return_is_of_children_looked_after_in_the_year(
    started_on: date, ended_on: date | None, counted: bool
) -> None:
    carried = ssda903.within(episode(started_on=started_on, ended_on=ended_on), "2025-26")["care_episodes"]
    assert carried.height == counted


def test_columns_and_dates_are_as_the_return_has_them(tmp_path: Path) -> None:
    ssda903.write(
        episode(started_on=date(2025, 5, 1), ended_on=date(2026, 4, 2), end_reason="E4A"), tmp_path, "2025-26"
    )
    lines = (tmp_path / "Episodes.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == ("CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN")
    assert lines[1].startswith("c,01/05/2025,S,C2,,,,,,")


@pytest.mark.parametrize(("year", "workers", "liberty"), [
    ("2022-23", False, False), ("2023-24", True, False), ("2026-27", True, True),
])  # fmt: skip
def test_modules_are_those_of_the_year(tmp_path: Path, year: str, workers: bool, liberty: bool) -> None:
    ssda903.write({}, tmp_path, year)
    assert (tmp_path / "SWEpisodes.csv").exists() == workers
    assert (tmp_path / "DoLo.csv").exists() == liberty


@pytest.mark.parametrize(("year", "sex"), [("2023-24", "2"), ("2024-25", "F")])
def test_sex_was_a_figure_to_2023_24(tmp_path: Path, year: str, sex: str) -> None:
    people = schema_of(table_named("people"))
    record = episode(started_on=date(2020, 1, 1)) | {
        "people": pl.DataFrame([dict.fromkeys(people) | {"id": "c", "sex": "F"}], schema=people)
    }
    ssda903.write(record, tmp_path, year)
    assert (tmp_path / "Header.csv").read_text(encoding="utf-8").splitlines()[1].startswith(f"c,{sex},")


def test_an_adoption_is_one_row_from_decision_to_order(tmp_path: Path) -> None:
    episodes = ",".join(modules()["Episodes"].columns)
    (tmp_path / "e.csv").write_text(
        f"{episodes}\n1,01/05/2024,S,E1,N1,A5,PR1,02/02/2026,E11,,,,\n2,01/05/2025,S,C2,N1,U4,PR1,03/03/2026,E45,,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "a.csv").write_text(
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
        "1,01/01/2023,02/02/2024,03/03/2025,0,2,MF,L11\n", encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "p.csv").write_text(
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,01/01/2023,02/02/2024,,\n", encoding="utf-8"
    )
    (reading,) = sources.read([tmp_path])
    found = reading.tables["permanence"]
    assert found.select(
        "child_id", "adoption_decided_on", "matched_on", "placed_on", "order_made_on", "order_type"
    ).rows() == [
        ("1", date(2024, 2, 2), date(2025, 3, 3), date(2024, 5, 1), date(2026, 2, 2), "adoption"),
        ("2", None, None, None, date(2026, 3, 3), "special_guardianship"),
    ]
