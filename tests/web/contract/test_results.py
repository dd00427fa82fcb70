"""A quarter's figure from what a snapshot published, and what is shown of it."""

from __future__ import annotations

from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.periods import parse_period
from lineofsight.web.contract.results import NOT_KNOWN, NOT_SHOWN, Found, _of_quarter, _shown, may_not_measure

QUARTER = parse_period("2026-Q2")
MONTHLY, STOCK, YEARLY = (INDICATORS[code] for code in ("partner_attendance", "cp_visits_timely", "cla_reviews_timely"))


def test_three_months_make_a_quarter_by_their_counts() -> None:
    months = {"2026-07": Found(9, 10, 90.0), "2026-08": Found(1, 10, 10.0), "2026-09": Found(0, 20, 0.0)}
    assert _of_quarter(MONTHLY, QUARTER, months) == Found(10, 40, 25.0)


def test_a_quarter_with_a_month_that_is_not_known_is_not_known() -> None:
    assert _of_quarter(MONTHLY, QUARTER, {"2026-07": Found(9, 10, 90.0), "2026-08": Found(1, 10, 10.0)}).value is None
    nobody = {f"2026-0{month}": Found(0, 0, None) for month in (7, 8, 9)}
    assert _of_quarter(MONTHLY, QUARTER, nobody).value is None


def test_what_is_open_is_taken_as_at_the_quarters_last_day() -> None:
    assert _of_quarter(STOCK, QUARTER, {"2026-09-30": Found(70, 100, 70.0)}).value == 70.0
    assert _of_quarter(STOCK, QUARTER, {"2026-08-31": Found(70, 100, 70.0)}).value is None


def test_what_cannot_be_told_each_quarter_is_not_offered() -> None:
    assert may_not_measure(MONTHLY) == ""
    assert may_not_measure(STOCK) == ""
    assert "once a year" in may_not_measure(YEARLY)
    assert "do not add up" in may_not_measure(INDICATORS["recording_lag"])
    assert "one figure" in may_not_measure(INDICATORS["cp_visit.longest_wait"])


def test_what_is_shown_gives_nobody_away() -> None:
    shown = _shown(MONTHLY, {
        "a": Found(81, 102, 79.4), "b": Found(98, 102, 96.1), "c": Found(10, 15, 66.7), "d": Found(None, None, None),
        "e": Found(60, 100, 60.0),
    })  # fmt: skip
    assert shown["b"][0] == NOT_SHOWN  # four who were not
    assert shown["c"][0] == NOT_SHOWN
    assert shown["d"][0] == NOT_KNOWN
    assert "%" in shown["e"][0] or shown["e"][0] == NOT_SHOWN
    count = INDICATORS["partner_escalations"]
    assert _shown(count, {"a": Found(3, 3, 3.0), "b": Found(0, 0, 0.0)})["a"][0] == NOT_SHOWN
