"""Rows as people and programs read them."""

from __future__ import annotations

import io

import pytest

from lineofsight.cli.output import write_jsonl, write_table

ROWS = [{"value": 62.22910216718266, "numerator": 402.0, "blank": None}]


def test_a_table_shows_numbers_as_people_read_them_and_a_line_as_they_are() -> None:
    table, lines = io.StringIO(), io.StringIO()
    write_table(ROWS, tuple(ROWS[0]), table)
    assert table.getvalue().splitlines()[1].split() == ["62.23", "402"]
    write_jsonl(ROWS, lines)
    assert "62.22910216718266" in lines.getvalue()


@pytest.mark.parametrize(("value", "shown"), [(100.0, "100"), (0.0, "0"), (0.5, "0.5"), (1234.567, "1234.57")])
def test_no_nought_is_lost_or_left_over(value: float, shown: str) -> None:
    table = io.StringIO()
    write_table([{"value": value}], ("value",), table)
    assert table.getvalue().splitlines()[1].strip() == shown
