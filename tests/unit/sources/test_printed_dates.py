"""Dates as reports and letters print them: ranges without years, year turns, several visits, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.sources.printed_dates import MONTHS, every_printed_date, read_printed_dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("20 February to 3 March 2023", (2023, 2, 20), (2023, 3, 3)),
        ("24 November - 17 December 2015", (2015, 11, 24), (2015, 12, 17)),
        ("9–24 November 2017", (2017, 11, 9), (2017, 11, 24)),
        ("12/09/2016 to 06/10/2016", (2016, 9, 12), (2016, 10, 6)),
        ("18 Feb 2014", (2014, 2, 18), (2014, 2, 18)),
        ("05 July 2016–27 July 2016", (2016, 7, 5), (2016, 7, 27)),
        ("4 ─ 15 July 2022", (2022, 7, 4), (2022, 7, 15)),
        ("15 December – 9 January 2015", (2014, 12, 15), (2015, 1, 9)),
        ("19 November-11 December 2013 and 28 – 30 January 2014", (2013, 11, 19), (2014, 1, 30)),
        ("8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019", (2019, 7, 8), (2019, 8, 8)),
        ("15, 16 and 21 July 2025", (2025, 7, 15), (2025, 7, 21)),
        ("Thursday, 29th March 2018", (2018, 3, 29), (2018, 3, 29)),
        ("17.01.19", (2019, 1, 17), (2019, 1, 17)),
        ("2024-05-23", (2024, 5, 23), (2024, 5, 23)),
        ("1st to 2nd Sept. 2020", (2020, 9, 1), (2020, 9, 2)),
        ("3 March 2020 and later, 9 May 2021", (2020, 3, 3), (2020, 3, 3)),
        ("28\ufffe29 February 2024", (2024, 2, 28), (2024, 2, 29)),
    ],
)
def test_what_is_printed(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    found = read_printed_dates(text)
    assert found is not None
    assert (found.first, found.last) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "text", ["", "March 2020", "31 June 2020", "12 people", "14 to 15 May", "29 February 2023", "2014"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_printed_dates(text) is None


def test_a_year_is_lent_only_where_none_is_printed() -> None:
    assert read_printed_dates("13 and 14 July", year=2021) == read_printed_dates("13 and 14 July 2021"[:-5], year=2021)
    lent = read_printed_dates("24 October 2022 and 25 October 2023", year=2030)
    assert lent is not None
    assert (lent.first, lent.last) == (date(2022, 10, 24), date(2023, 10, 25))


def test_every_full_date_of_a_text_with_its_place() -> None:
    text = "Judged on 5 May 2014, and in June 2016; again on 7 July 2018."
    found = list(every_printed_date(text))
    assert [text[each.start : each.end] for each in found] == ["5 May 2014", "7 July 2018"]


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 200), st.sampled_from(["full", "no year", "numeric"])
)
def test_a_range_written_is_the_range_read(first: date, days: int, style: str) -> None:
    last = min(date.fromordinal(first.toordinal() + days), date(2099, 12, 31))
    words = [f"{day.day} {MONTHS[day.month - 1].title()}" for day in (first, last)]
    text = {
        "full": f"{words[0]} {first.year} to {words[1]} {last.year}",
        "no year": f"{words[0]} – {words[1]} {last.year}",
        "numeric": f"{first:%d/%m/%Y} to {last:%d/%m/%Y}",
    }[style]
    found = read_printed_dates(text)
    assert found is not None
    assert (found.first, found.last) == (first, last)
