"""Every way a value is written, and every way it cannot be taken."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lineofsight.sources.parsing import (
    Unreadable,
    is_blank,
    read_code,
    read_day,
    read_flag,
    read_moment,
    read_number,
    read_text,
    read_whole,
)


@pytest.mark.parametrize(
    "text",
    ["2024-02-29", "29/02/2024", " 29/2/2024 ", "29-02-2024", "2024-02-29T00:00:00", "2024-02-29 09:15:00.000", "45351",
     "45351.5", "2024-02-28T23:30:00-01:00", "2024-02-29 00:00"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    ["31/02/2020", "29/02/2023", "02/13/2024", "2024-13-01", "20240229", "tomorrow", "29/02/24", "0024-02-29",
     "2024-02-29 25:00", "29/02/2024x", "01/01/1899",
     "2024-02-29T10:00:00+99:00", "2024-02-29T10:00:00-24:00", "99999", "00001"],
)  # fmt: skip
def test_what_is_no_day_is_refused_and_never_moved(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_day(text)
    assert refused.value.reason
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-15 14:30:00", datetime(2024, 1, 15, 14, 30, tzinfo=UTC)),
        ("15/07/2024 14:30", datetime(2024, 7, 15, 13, 30, tzinfo=UTC)),
        ("2024-07-15 00:00:00", None),
        ("2024-07-15", None),
        ("2024-07-15 00:00:00+01:00", datetime(2024, 7, 14, 23, 0, tzinfo=UTC)),
        ("2024-07-15T14:30:00Z", datetime(2024, 7, 15, 14, 30, tzinfo=UTC)),
        ("2024-10-27 01:30:00", datetime(2024, 10, 27, 0, 30, tzinfo=UTC)),  # comes twice: the first is meant
        ("2024-10-27 01:30:00+00:00", datetime(2024, 10, 27, 1, 30, tzinfo=UTC)),
        ("2024-10-27 02:00:00", datetime(2024, 10, 27, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_time_is_london_s_unless_it_says_otherwise(text: str, moment: datetime | None) -> None:
    assert read_moment(text) == moment


def test_an_hour_that_never_was_is_refused() -> None:
    with pytest.raises(Unreadable, match="clocks went forward"):
        read_moment("2024-03-31 01:30:00")


@pytest.mark.parametrize(
    ("text", "flag"),
    [("Y", True), ("yes", True), ("TRUE", True), ("1", True), ("a) Yes", True), ("n", False), ("No", False),
     ("false", False), ("0", False), ("b) No", False), ("c) Unknown", None), ("NA", None)],
)  # fmt: skip
def test_yes_and_no(text: str, flag: bool | None) -> None:
    assert read_flag(text) is flag


def test_neither_yes_nor_no() -> None:
    with pytest.raises(Unreadable, match="'maybe' is neither yes nor no"):
        read_flag("maybe")


@pytest.mark.parametrize(
    ("text", "set_name", "code"),
    [
        ("wbri", "ssda903:ETHNIC", "WBRI"), (" a) WBRI", "ssda903:ETHNIC", "WBRI"),
        ("a) 1A: Individual", "cin:ReferralSource", "1A"), ("u) 10: Unknown", "cin:ReferralSource", "10"),
        ("6.0", "cin:ReferralSource", "6"), ("N1 - Abuse or neglect", "cin:PrimaryNeedCode", "N1"),
        ("Neglect", "cin:CategoryOfAbuse", "NEG"), ("e) Multiple/not recommended", "cin:CategoryOfAbuse", "MUL"),
        ("Female", "ssda903:SEX", "F"), ("f) Rhom", "ssda903:IN_TOUCH", "RHOM"), ("NONE", "cin:Disability", "NONE"),
        ("s) K1: Secure Children’s Homes", "ssda903:PLACE", "K1"),
    ],
)  # fmt: skip
def test_a_code_is_known_by_itself_with_its_meaning_or_by_its_meaning(text: str, set_name: str, code: str) -> None:
    assert read_code(text, set_name) == code


def test_an_unknown_code_is_refused_with_near_ones() -> None:
    with pytest.raises(Unreadable) as refused:
        read_code("WBRX", "ssda903:ETHNIC")
    assert "'WBRX'" in refused.value.reason
    assert "wbri" in refused.value.remedy


def test_a_source_s_own_word_stands_for_a_code() -> None:
    assert read_code("IRO", "lineofsight:allocation_role", {"iro": "reviewing_officer"}) == "reviewing_officer"


def test_without_a_set_the_text_is_the_code() -> None:
    assert read_code(" Placement ") == "Placement"


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("12.0", 12), ("1,204", 1204), ("-3", -3)])
def test_whole_numbers(text: str, number: int) -> None:
    assert read_whole(text) == number


@pytest.mark.parametrize("text", ["12.5", "twelve", "1e400", "", "1,2,3", "e5", "-E1", "+", "."])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(Unreadable):
        read_whole(text)


def test_numbers() -> None:
    assert read_number(" 999.9 ") == 999.9


def test_blanks() -> None:
    assert [is_blank(text) for text in (None, "", "  ", "NULL", "null", "None", "N/A", "0", "x")] == [True] * 7 + [
        False
    ] * 2
    assert is_blank("None", "ssda903:SEX")
    assert not is_blank("None", "cin:Disability")
    assert [read_text(text) for text in (" a ", "", "NULL", "None")] == ["a", None, None, "None"]
