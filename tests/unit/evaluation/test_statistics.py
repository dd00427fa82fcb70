"""Intervals, run charts and funnels."""

from __future__ import annotations

import numpy as np
import pytest

from lineofsight.evaluation.statistics import (
    Signal,
    funnel_of_percentages,
    run_chart,
    wilson,
)


def test_wilson_intervals_are_those_worked_by_hand_and_keep_inside_0_and_100() -> None:
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81/263, 15/148, 0/20, 1/29.
    lower, upper = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert np.round(lower, 2).tolist() == [25.53, 6.24, 0.0, 0.61]
    assert np.round(upper, 2).tolist() == [36.62, 16.05, 16.11, 17.18]


def test_no_interval_without_a_denominator_and_none_of_more_than_there_are() -> None:
    lower, upper = wilson([0], [0])
    assert np.isnan(lower[0])
    assert np.isnan(upper[0])
    with pytest.raises(ValueError, match="More are counted"):
        wilson([3], [2])


def test_six_points_on_one_side_are_a_shift_and_five_are_not() -> None:
    down_then_up = [1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8]
    chart = run_chart(down_then_up, stock=False)
    assert [signal[:3] for signal in chart.signals if signal[0] is Signal.SHIFT] == [
        (Signal.SHIFT, 0, 5),
        (Signal.SHIFT, 6, 11),
    ]
    five = [1, 2, 1, 2, 1, 9, 2, 9, 8, 9, 8, 1]
    assert not [signal for signal in run_chart(five, stock=False).signals if signal[0] is Signal.SHIFT]


def test_points_on_the_median_neither_make_nor_break_a_shift() -> None:
    series = [1, 1, 5, 1, 1, 1, 5, 1, 9, 9, 9, 9, 9, 9, 5]
    chart = run_chart(series, stock=False)
    assert chart.median == 5
    assert (Signal.SHIFT, 0, 7, False) in chart.signals


def test_five_points_in_one_direction_are_a_trend_and_four_are_not() -> None:
    assert (Signal.TREND, 3, 7, True) in run_chart([4, 6, 4, 1, 2, 3, 7, 8, 3, 6, 4], stock=False).signals
    four = run_chart([4, 6, 4, 1, 2, 3, 7, 3, 6, 4, 6], stock=False).signals
    assert not [signal for signal in four if signal[0] is Signal.TREND]


def test_a_stock_needs_twice_the_run_and_says_so() -> None:
    series = [1.0] * 6 + [9.0] * 6
    assert run_chart(series, stock=False).signals
    chart = run_chart(series, stock=True)
    assert chart.signals == ()
    assert "resemble each other" in chart.rule
    assert run_chart([1.0] * 12 + [9.0] * 12, stock=True).signals


def test_too_few_points_give_no_signal_and_blanks_are_left_out() -> None:
    chart = run_chart([1, 2, None, 3, 4, 5, float("nan"), 6], stock=False)
    assert chart.median is None
    assert chart.signals == ()
    assert "too few" in chart.rule


def test_signals_are_said_in_plain_words() -> None:
    words = run_chart([1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8], stock=False).words()
    assert words[0] == "Down: 6 points in a row below the middle of the series."


def test_a_team_far_from_the_others_is_different_from_similar_teams_and_no_more_is_said() -> None:
    points = funnel_of_percentages([50, 48, 52, 5], [100, 100, 100, 100], ["a", "b", "c", "d"])
    assert [point.different for point in points] == [False, False, False, True]
    assert points[3].words() == "Lower than chance would give: different from similar teams."


def test_brothers_and_sisters_seen_together_do_not_make_a_signal() -> None:
    counted, out_of, teams = [60, 60, 60, 40], [100, 100, 100, 100], ["a", "b", "c", "d"]
    apart = funnel_of_percentages(counted, out_of, teams)
    together = funnel_of_percentages(counted, out_of, teams, families=[100, 100, 100, 25])
    assert together[3].upper - together[3].lower > apart[3].upper - apart[3].lower
    assert not together[3].different
    with pytest.raises(ValueError, match="more families than rows"):
        funnel_of_percentages([1], [2], ["a"], families=[3])


def test_chance_alone_seldom_signals_when_families_are_allowed_for() -> None:
    random = np.random.default_rng(1)
    signals = {True: 0, False: 0}
    for _ in range(60):
        families = random.integers(15, 30, 8)
        met = [random.random(count) < 0.6 for count in families]
        counted, out_of = [4 * int(team.sum()) for team in met], [4 * int(count) for count in families]
        teams = [str(place) for place in range(8)]
        for allowed in (True, False):
            chosen = families.tolist() if allowed else None
            found = funnel_of_percentages(counted, out_of, teams, families=chosen, confidence=0.95)
            signals[allowed] += sum(point.different for point in found)
    assert signals[True] < 0.08 * 480 < signals[False]


def test_a_team_without_children_is_not_compared_and_each_team_has_its_numbers() -> None:
    points = funnel_of_percentages([25, 27, 60, 0], [100, 100, 100, 0], ["a", "b", "c", "d"])
    assert [point.different for point in points] == [False, False, True, False]
    assert points[3].value is None
    with pytest.raises(ValueError, match="one number in every list"):
        funnel_of_percentages([1], [1, 2], ["a", "b"])
