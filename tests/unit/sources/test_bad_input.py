"""Files nobody should have to read: each gives a clear message naming file, place and remedy, and takes no memory."""

from __future__ import annotations

import os
import resource
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from lineofsight.sources import UnusableInput, read

CONTACTS = "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_desc\n"
TWO_GIGABYTES = 2 << 30
MEGABYTE = 1 << 20


def _zeros(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(TWO_GIGABYTES)


def _text_then_zeros(path: Path) -> None:
    with path.open("wb") as file:
        file.write(CONTACTS.encode() + b"C1,1001,2024-01-01,x\n" * 10_000)
        file.truncate(TWO_GIGABYTES)


def _bomb(path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><x>&e11;</x>')


def _bomb_in_a_workbook(path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><workbook><sheets>&e11;</sheets>')


def _zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as member:
        for _ in range(70):
            member.write(bytes(MEGABYTE))


def _cut_short(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("List 1").write_string(0, 0, "Child Unique ID")
    path.write_bytes(path.read_bytes()[:-40])


def _half_a_parquet(path: Path) -> None:
    pl.DataFrame({"pers_person_id": ["1"]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-10])


def _damaged_parquet(path: Path) -> None:
    """Its end, which says what is in it, is whole; what is in it is not."""
    pl.DataFrame({name: [str(n) for n in range(5000)] for name in ("pers_person_id", "pers_upn")}).write_parquet(path)
    held = bytearray(path.read_bytes())
    held[100:2000] = bytes(1900)
    path.write_bytes(held)


def _parquet_of(path: Path, sexes: list[object]) -> None:
    pl.DataFrame({"pers_person_id": ["1", "2"], "pers_sex": sexes}).write_parquet(path)


def _workbook_without(path: Path, member: str) -> None:
    whole = path.with_suffix(".whole")
    with xlsxwriter.Workbook(str(whole)) as book:
        book.add_worksheet("List 1").write_string(0, 0, "Child Unique ID")
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as copy:
        for name in source.namelist():
            if name != member:
                copy.writestr(name, source.read(name))


BAD: list[tuple[str, Callable[[Path], object], str]] = [
    ("contacts.xlsx", lambda path: path.write_text("these are my notes\n"), "a text file whose headings"),
    ("contacts.csv", lambda path: path.write_bytes(b"%PDF-1.7 not a table"), "a PDF document"),
    ("list.csv", lambda path: path.write_bytes(b"PK\x03\x04 and then nothing"), "damaged or cut short"),
    ("photos.xlsx", lambda path: zipfile.ZipFile(path, "w").close() or _archive(path), "a zip archive that holds no"),
    ("annex_a.xlsx", _cut_short, "damaged or cut short"),
    ("ssd_person.parquet", _half_a_parquet, "damaged or cut short"),
    ("return.xml", _bomb, "XML"),
    ("annex_a.xlsx", _bomb_in_a_workbook, "cannot be read"),
    ("annex_a.xlsx", _zip_bomb, "unpack"),
    ("nothing.csv", lambda path: path.touch(), "The file is empty"),
    ("blank.csv", lambda path: path.write_text("\n\n  \n"), "The file is empty"),
    ("zeros.csv", _zeros, "zero bytes"),
    ("zeros.xlsx", _zeros, "zero bytes"),
    ("mostly_zeros.csv", _text_then_zeros, "zero bytes"),
    ("page.xml", lambda path: path.write_text("<html><body>Sign in</body></html>"), "a web page"),
    ("other.csv", lambda path: path.write_text("colour,size\nred,2\n"), "belong to no known file"),
    ("semicolons.csv", lambda path: path.write_text(CONTACTS.replace(",", ";")), "parted by semicolons"),
    ("tabs.csv", lambda path: path.write_text(CONTACTS.replace(",", "\t")), "parted by tabs"),
    ("ssd_person.parquet", lambda path: _damaged_parquet(path), "damaged"),
    (
        "ssd_person.parquet",
        lambda path: _parquet_of(path, [["M"], ["F"]]),
        "column pers_sex: Its values are of the kind List",
    ),
    (
        "ssd_person.parquet",
        lambda path: _parquet_of(path, [timedelta(1)] * 2),
        "column pers_sex: Its values are of the kind Duration",
    ),
    ("gutted.xlsx", lambda path: _workbook_without(path, "xl/worksheets/sheet1.xml"), "cannot be read"),
    ("twice.csv", lambda path: path.write_text(CONTACTS.strip() + ",cont_contact_id\n"), "stands twice"),
    (
        "open.csv",
        lambda path: path.write_text(CONTACTS + 'C1,1,2024-01-01,"never closed\nC2,1,2024-01-02,\n'),
        "quotation mark",
    ),
]


def _archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "a photo")


@pytest.mark.parametrize(("name", "make", "words"), BAD, ids=[f"{name}-{words}" for name, _, words in BAD])
def test_a_bad_file_is_refused_by_name_or_its_rows_are(
    name: str, make: Callable[[Path], object], words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    make(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnusableInput) as refused:
        read([path])
    assert name in str(refused.value)
    assert words in str(refused.value)
    assert refused.value.remedy
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024  # kilobytes


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"Zo\xeb.csv")
    path.write_text(CONTACTS)
    with pytest.raises(UnusableInput, match="Its name, or its folder's, holds bytes that are no text"):
        read([path])


def test_a_file_without_headings_is_refused_without_its_first_row(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    for row in ("1001,Ada,Lovelace,10/12/2015\n", "1001,Ada,Ada,10/12/2015\n"):
        path.write_text(row * 2)
        with pytest.raises(UnusableInput) as refused:
            read([path])
        assert "Ada" not in str(refused.value)
        assert "2015" not in str(refused.value)


def test_lines_that_end_in_carriage_returns_alone_are_read(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_bytes((CONTACTS + "C1,1001,2024-01-01,school\n").replace("\n", "\r").encode())
    (reading,) = read([tmp_path])
    assert reading.tables["contacts"].select("id", "line").rows() == [("C1", 2)]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_column_of_the_files_own_called_line_is_passed_over(kind: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({
        "line": ["a", "b"], "cont_contact_id": ["C1", "C2"], "cont_person_id": ["1", "1"],
        "cont_contact_date": ["2024-01-01", "2024-01-02"],
    })  # fmt: skip
    path = tmp_path / f"ssd_contacts.{kind}"
    frame.write_csv(path) if kind == "csv" else frame.write_parquet(path)
    (reading,) = read([path])
    first = 2 if kind == "csv" else 1
    assert reading.tables["contacts"].select("id", "line").rows() == [("C1", first), ("C2", first + 1)]
    assert any("'line (of the file)' is not one of the table's" in item.what for item in reading.forgiven)


def test_headings_that_would_be_named_alike_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(CONTACTS.strip() + ",,column 5,column 7,\nC1,1,2024-01-01,x,a,b,c,d\n")
    (reading,) = read([tmp_path])
    assert reading.tables["contacts"]["id"].to_list() == ["C1"]


def test_parquet_is_held_to_the_rules_of_csv(tmp_path: Path) -> None:
    rows = {
        "pers_person_id": [1, 2, 3, 4],
        "pers_dob": [date(1900, 1, 1), date(2015, 5, 1), date(1066, 1, 1), date(2243, 1, 1)],
        "pers_sex": pl.Series(["F", "M", "F", "M"], dtype=pl.Categorical),
    }
    pl.DataFrame(rows).write_parquet(tmp_path / "ssd_person.parquet")
    (reading,) = read([tmp_path])
    assert reading.tables["people"].select("id", "born_on", "sex").rows() == [
        ("1", None, "F"), ("2", date(2015, 5, 1), "M"), ("3", None, "F"), ("4", None, "M"),
    ]  # fmt: skip
    assert reading.rejects.select("line", "column", "value").rows() == [
        (3, "pers_dob", "1066-01-01"), (4, "pers_dob", "2243-01-01"),
    ]  # fmt: skip
    assert any("placeholders" in item.what for item in reading.forgiven)


@pytest.mark.parametrize("kind", ["utf-16", "parquet"])
def test_a_zero_character_is_a_reject_and_is_not_kept(kind: str, tmp_path: Path) -> None:
    if kind == "parquet":
        frame = pl.DataFrame({"cont_contact_id": ["C1"], "cont_person_id": ["1"], "cont_contact_date": ["2024-01-01"]})
        frame.with_columns(cont_contact_source_desc=pl.lit("sch\0ool")).write_parquet(tmp_path / "contacts.parquet")
    else:
        (tmp_path / "contacts.csv").write_bytes((CONTACTS + "C1,1,2024-01-01,sch\0ool\n").encode("utf-16"))
    (reading,) = read([tmp_path])
    assert reading.tables["contacts"].select("id", "source_name").rows() == [("C1", None)]
    assert reading.rejects.select("column", "value", "row_taken").rows() == [
        ("cont_contact_source_desc", "sch\ufffdool", True)
    ]


def test_a_page_of_text_is_not_quoted_whole(tmp_path: Path) -> None:
    page = "word " * 20_000
    (tmp_path / "contacts.csv").write_text(CONTACTS + f"C1,1,{page},x\nC2,1,2024-01-01,x\n")
    (reading,) = read([tmp_path])
    assert reading.rejects["reason"].str.len_chars().max() < 200


def test_json_nested_without_end_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(
        CONTACTS.replace("cont_contact_source_desc", "cont_contact_outcome_json")
        + "C1,1,2024-01-01," + "[" * 100_000 + "\n"
    )  # fmt: skip
    (reading,) = read([tmp_path])
    assert reading.tables["contacts"]["outcome"].to_list() == [None]


def test_an_empty_folder_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="The folder is empty"):
        read([tmp_path])
    with pytest.raises(UnusableInput, match="There is no such file or folder"):
        read([tmp_path / "gone"])


def test_a_folder_of_folders_is_each_of_them(tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "contacts.csv").write_text(CONTACTS + f"C1,{name},2024-01-01,school\n")
    readings = read([tmp_path])
    assert [reading.tables["contacts"]["child_id"].to_list() for reading in readings] == [["north"], ["south"]]


def test_a_folder_with_nothing_for_us(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(UnusableInput, match="None of its files is one that Line of Sight reads"):
        read([tmp_path])


def test_notes_beside_the_tables_are_passed_over_and_a_stray_table_is_not(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(CONTACTS + "C1,1001,2024-01-01,school\n")
    (tmp_path / "README.txt").write_text("made on Monday")
    (reading,) = read([tmp_path])
    assert any(item.what == "not a file of records: passed over" for item in reading.forgiven)
    (tmp_path / "list.csv").write_bytes(b"%PDF-1.7")
    with pytest.raises(UnusableInput, match=r"list\.csv: It is a PDF document"):
        read([tmp_path])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_people_export_is_read(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_bytes((CONTACTS + "C1,1001,01/02/2024,Zoë’s café\n").encode(encoding))
    (reading,) = read([tmp_path / "contacts.csv"])
    assert reading.tables["contacts"]["source_name"].to_list() == ["Zoë’s café"]
    told = [item.what for item in reading.forgiven]
    assert ("not UTF-8: read as Windows-1252" in told) == (encoding == "cp1252")


def test_a_formula_in_a_cell_stays_text_and_is_said(tmp_path: Path) -> None:
    rows = ["C1,1001,2024-01-01,=1+1", "C2,1001,2024-01-01,@SUM(A1)", "C3,1001,2024-01-01,+44 20 7946 0000"]
    (tmp_path / "contacts.csv").write_text(CONTACTS + "\n".join(rows) + "\n")
    (reading,) = read([tmp_path])
    assert reading.tables["contacts"]["source_name"].to_list() == ["=1+1", "@SUM(A1)", "+44 20 7946 0000"]
    assert [(item.what, item.count) for item in reading.forgiven if "formula" in item.what] == [
        ("cont_contact_source_desc: looks like a formula, kept as text", 2)
    ]


def test_a_row_with_a_comma_too_many_is_a_reject_and_the_others_stand(tmp_path: Path) -> None:
    rows = ["C1,1001,2024-01-01,school, the second", "C2,1001,2024-01-02,police", "C3,1001", ""]
    (tmp_path / "contacts.csv").write_text(CONTACTS + "\n".join(rows) + "\n")
    (reading,) = read([tmp_path])
    assert reading.tables["contacts"].select("id", "line").rows() == [("C2", 3)]
    assert [(row["line"], row["reason"][:20]) for row in reading.rejects.to_dicts()] == [
        (2, "The row has 5 cells "), (4, "cont_contact_date is"),
    ]  # fmt: skip


def test_columns_may_move(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("cont_contact_date,cont_person_id,cont_contact_id\n2024-01-01,1001,C1\n")
    (reading,) = read([tmp_path])
    assert reading.tables["contacts"].select("id", "child_id").rows() == [("C1", "1001")]
