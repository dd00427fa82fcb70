"""A quarter's figure from what a snapshot published, what is shown of it, and that what is hidden is not judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.periods import parse_period
from lineofsight.web.contract import results
from lineofsight.web.contract.results import Result, Terms, _of_quarter, may_not_measure, results_of
from lineofsight.web.contract.rules import State, may_not_close, quarters_to_answer
from lineofsight.web.knowledge.figures import Figure

QUARTER = parse_period("2026-Q2")
MONTHLY, STOCK, YEARLY = (INDICATORS[code] for code in ("partner_attendance", "cp_visits_timely", "cla_reviews_timely"))
DAYS = ("2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30")


def of(period: str, above: float, below: float, value: float | None, missing: int = 0) -> Figure:
    return Figure(parse_period(period), above, below, missing, value)


def months(*figures: tuple[int, float, float]) -> dict[str, Figure]:
    return {f"2026-{month:02}": of(f"2026-{month:02}", above, below, 100 * above / below if below else None)
            for month, above, below in figures}  # fmt: skip


def test_three_months_make_a_quarter_by_their_counts() -> None:
    found = _of_quarter(MONTHLY, QUARTER, months((7, 9, 10), (8, 1, 10), (9, 0, 20)))
    assert found == Figure(QUARTER, 10, 40, 0, 25.0)


def test_a_quarter_with_a_month_that_is_not_known_is_not_known() -> None:
    assert _of_quarter(MONTHLY, QUARTER, months((7, 9, 10), (8, 1, 10))) is None
    nobody = _of_quarter(MONTHLY, QUARTER, months((7, 0, 0), (8, 0, 0), (9, 0, 0)))
    assert nobody is not None
    assert nobody.value is None


def test_what_is_open_is_taken_as_at_the_quarters_last_day() -> None:
    last = of("2026-09-30", 70, 100, 70.0)
    assert _of_quarter(STOCK, QUARTER, {"2026-09-30": last}) is last
    assert _of_quarter(STOCK, QUARTER, {"2026-08-31": of("2026-08-31", 70, 100, 70.0)}) is None


def test_what_cannot_be_told_each_quarter_is_not_offered() -> None:
    assert may_not_measure(MONTHLY) == ""
    assert may_not_measure(STOCK) == ""
    assert "once a year" in may_not_measure(YEARLY)
    assert "do not add up" in may_not_measure(INDICATORS["recording_lag"])
    assert "one figure" in may_not_measure(INDICATORS["cp_visit.longest_wait"])


def worked_out(
    monkeypatch: pytest.MonkeyPatch, code: str, series: Mapping[str, Figure], target: float, direction: str
) -> tuple[Terms, tuple[Result, ...]]:
    """The quarters of a measure, from a series as a snapshot known on 30 September 2026 published it."""
    terms = Terms(code, target, 0, direction, date(2025, 7, 1), None)
    held: Any = SimpleNamespace(info=SimpleNamespace(snapshot="x", as_known_on=date(2026, 9, 30)))
    monkeypatch.setattr(results, "_published", lambda snapshot, code: series)
    monkeypatch.setattr(results, "definitions", lambda: SimpleNamespace(indicators=INDICATORS))
    return terms, results_of(held, terms)


def rates(*counts: int) -> dict[str, Figure]:
    return {day: of(day, count, 60_000, 10_000 * count / 60_000) for day, count in zip(DAYS, counts, strict=True)}


def test_a_rate_of_few_children_is_hidden_and_not_judged(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three of sixty thousand: the rate, 0.5 for each 10,000, is tested by the children counted, not by the area's."""
    from lineofsight.web.contract.presenters import quarter_shown

    terms, found = worked_out(monkeypatch, "exploitation_at_risk", rates(3, 30, 45, 3, 4), 0.4, "lower")
    assert [each.cell.is_hidden for each in found] == [True, False, False, True, True]
    assert [each.cell.number for each in found] == [None, 5.0, 8.0, None, None]
    assert found[0].quarter.state is State.UNKNOWN
    assert found[1].quarter.state is State.OUTSIDE
    shown = [quarter_shown(each, terms) for each in found]
    assert (shown[0].shown, shown[0].out_of, shown[0].state) == ("Not shown: small numbers", "", "Not shown")
    assert "0.5" not in str(shown)
    assert (shown[1].shown, shown[1].state) == ("5", "Outside tolerance")


def test_what_is_hidden_asks_for_no_plan_and_closes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    _, hidden = worked_out(monkeypatch, "exploitation_at_risk", rates(3, 4, 3, 4, 3), 0.4, "lower")
    assert {each.quarter.state for each in hidden} == {State.UNKNOWN}
    quarters = results.states(hidden)
    assert quarters_to_answer(quarters) == ()
    said = may_not_close(quarters, date(2026, 9, 30), date(2025, 9, 30), None, is_open=True, wrote=False)
    assert "too few are counted to show it" in said


@pytest.mark.parametrize(("last", "said"), [((96, 100), "Too few are counted to say"), ((60, 100), "as chance")])
def test_which_way_it_goes_is_not_said_of_what_is_hidden(
    service: Any, monkeypatch: pytest.MonkeyPatch, last: tuple[int, int], said: str
) -> None:
    from lineofsight.web.contract import papers

    pairs = ((50, 100), (60, 100), (97, 100), (70, 100), last)
    series = {day: of(day, above, below, above) for day, (above, below) in zip(DAYS, pairs, strict=True)}
    _, found = worked_out(monkeypatch, "cp_visits_timely", series, 90, "higher")
    monkeypatch.setattr(papers, "change_of", lambda held, code: "as chance")
    held: Any = None
    assert papers._change(held, found, "cp_visits_timely") == said


def test_what_is_shown_gives_nobody_away(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = ((81, 102), (98, 102), (10, 15), (60, 100), (70, 100))
    series = {day: of(day, above, below, 100 * above / below) for day, (above, below) in zip(DAYS, pairs, strict=True)}
    _, found = worked_out(monkeypatch, "cp_visits_timely", series, 90, "higher")
    assert found[1].cell.is_hidden  # four who were not
    assert found[2].cell.is_hidden
    assert found[4].cell.said == "70%"
    assert [each.quarter.state for each in found].count(State.UNKNOWN) == sum(each.cell.is_hidden for each in found)
    _, counts = worked_out(
        monkeypatch, "cpp_count", {day: of(day, count, count, count) for day, count in zip(DAYS, (3, 40, 50, 60, 70),
                                                                                           strict=True)}, 30, "lower",
    )  # fmt: skip
    assert [each.cell.is_hidden for each in counts] == [True, True, False, False, False]


def test_a_figure_that_rounding_moves_across_the_target_says_so(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from lineofsight.web.contract.presenters import quarter_shown

    series = {day: of(day, above, 100, above) for day, above in zip(DAYS, (50, 60, 70, 80, 88), strict=True)}
    terms, found = worked_out(monkeypatch, "cp_visits_timely", series, 89, "higher")
    assert quarter_shown(found[-1], terms).state == "Outside tolerance, before rounding"
