"""Shared wording: counts, dates and lists."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.core.text_formats import join_words, month_name, plural, uk_date


def test_a_count_agrees_with_its_noun() -> None:
    assert plural(1, "working day") == "1 working day"
    assert plural(10, "working day") == "10 working days"
    assert plural(0, "visit") == "0 visits"
    assert plural(-1, "day") == "-1 day"
    assert plural(1204, "visit") == "1,204 visits"
    assert plural(1, "child", "children") == "1 child"
    assert plural(2, "child", "children") == "2 children"


def test_a_date_has_no_leading_nought() -> None:
    assert uk_date(date(2026, 4, 7)) == "7 April 2026"
    assert uk_date(date(2026, 12, 31)) == "31 December 2026"


def test_months_are_one_to_twelve() -> None:
    assert month_name(1) == "January"
    assert month_name(12) == "December"
    for month in (0, 13):
        with pytest.raises(ValueError, match="months are numbered 1 to 12"):
            month_name(month)


def test_a_list_reads_as_a_sentence_has_it() -> None:
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b"]) == "a and b"
    assert join_words(["a", "b", "c"], "or") == "a, b or c"
