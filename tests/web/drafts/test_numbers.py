"""Numbers that somebody sends as text: versions read, and papers named in a query."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("7", 7), ("007", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5000, None), ("", None),
     (" 7", None), ("-1", None), ("1.5", None), ("²", None), ("７", None), ("seven", None)],
)  # fmt: skip
def test_a_number_is_digits_and_no_more_than_a_database_holds(service: Any, text: str, number: int | None) -> None:
    from lineofsight.web.access.papers import number_in

    assert number_in(text) == number


def test_a_version_is_what_the_form_says_else_what_stands(service: Any) -> None:
    from django.test import RequestFactory

    from lineofsight.record.written import HeldRow
    from lineofsight.web.drafts.answering import version_read

    def read(sent: dict[str, str], **stands: Any) -> int:
        return version_read(RequestFactory().post("/", sent), **stands)  # type: ignore[arg-type]

    row = HeldRow("table", "own-1", "", "", {}, 3)
    assert read({"version": "2"}, held=row) == 2
    assert read({"version": "²"}, held=row) == 3
    assert read({}, held=row) == 3
    assert read({"version": "two"}, stands=5) == 5
    assert read({}, stands=5) == 5
    assert read({}) == 0
