"""What may be shown to those who may not see the children, and what subtraction can make of it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from lineofsight.evaluation.disclosure import SUPPRESSED, public_table, shown_count, shown_percentage

TEAMS = ("east", "north", "south", "west")
DATES = ("2024-01", "2024-02", "2024-03")
MOST = 400


def test_counts_of_one_to_five_are_suppressed_and_others_round_to_the_nearest_five() -> None:
    shown = {count: shown_count(count) for count in (0, 1, 5, 6, 7, 8, 12, 13)}
    assert shown == {0: 0, 1: "c", 5: "c", 6: 5, 7: 5, 8: 10, 12: 10, 13: 15}
    assert shown_count(None) is None
    with pytest.raises(ValueError, match="never -1"):
        shown_count(-1)


def test_percentages_come_from_rounded_counts_and_none_under_a_denominator_of_twenty() -> None:
    assert shown_percentage(13, 41) == 38.0  # 15 of 40
    assert shown_percentage(9, 17) == SUPPRESSED  # 10 of 15
    assert shown_percentage(9, 18) == 50.0  # 10 of 20
    assert shown_percentage(3, 100) == SUPPRESSED
    assert shown_percentage(98, 100) == SUPPRESSED  # two children are the rest
    assert shown_percentage(100, 100) == 100.0
    assert shown_percentage(None, 100) is None


def test_a_cell_alone_in_its_line_has_a_second_hidden_with_it() -> None:
    table = public_table({("east", "2024-01"): 3, ("east", "2024-02"): 20, ("north", "2024-01"): 30}, TEAMS, DATES)
    for line in ([(team, date) for date in DATES] for team in TEAMS):
        assert sum(table.cells[key] == SUPPRESSED for key in line) != 1
    for line in ([(team, date) for team in TEAMS] for date in DATES):
        assert sum(table.cells[key] == SUPPRESSED for key in line) != 1


def test_the_shape_is_fixed_and_a_stray_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="Fix the table's shape first"):
        public_table({("elsewhere", "2024-01"): 3}, TEAMS, DATES)
    assert public_table({}, TEAMS, DATES).cells[("west", "2024-03")] == 0


def _could_be(shown: int | str, true_may_be_zero: bool) -> tuple[int, int]:
    """What an onlooker knows of the true count from what is shown."""
    if isinstance(shown, str):
        return (0 if true_may_be_zero else 1, MOST)
    if shown == 0:
        return (0, 0)
    return (max(shown - 2, 6), shown + 2)


def _by_subtraction(lines: list[tuple[list[tuple[int, int]], tuple[int, int]]], wanted: tuple[int, int]) -> int:
    """How many values are left for one cell, taking every other cell of its line from the line's total."""
    low, high = wanted
    for others, total in lines:
        low = max(low, total[0] - sum(high for _, high in others))
        high = min(high, total[1] - sum(low for low, _ in others))
    return high - low + 1


def test_subtraction_over_teams_and_dates_never_finds_a_small_count() -> None:
    random = np.random.default_rng(7)
    for _ in range(60):
        sizes = random.choice([0, 2, 4, 7, 20, 60], (len(TEAMS), len(DATES)))
        true = {
            (team, day): int(sizes[row, column])
            for (row, team), (column, day) in itertools.product(enumerate(TEAMS), enumerate(DATES))
        }
        table = public_table(true, TEAMS, DATES)
        for (team, day), count in true.items():
            assert table.cells[(team, day)] != count or count == 0 or count % 5 == 0
            if not 0 < count < 6:
                continue
            assert table.cells[(team, day)] == SUPPRESSED
            in_row = [_could_be(table.cells[(team, other)], True) for other in DATES if other != day]
            in_column = [_could_be(table.cells[(other, day)], True) for other in TEAMS if other != team]
            lines = [
                (in_row, _could_be(table.row_totals[team], True)),
                (in_column, _could_be(table.column_totals[day], True)),
            ]
            assert _by_subtraction(lines, (0, MOST)) >= 3, (true, table)


def test_two_dates_taken_from_each_other_leave_only_fives() -> None:
    table = public_table({(team, day): 11 + place for place, (team, day) in enumerate(itertools.product(TEAMS, DATES))},
                         TEAMS, DATES)  # fmt: skip
    for team, (first, second) in itertools.product(TEAMS, itertools.pairwise(DATES)):
        before, after = table.cells[(team, first)], table.cells[(team, second)]
        assert isinstance(before, int)
        assert isinstance(after, int)
        assert (after - before) % 5 == 0
