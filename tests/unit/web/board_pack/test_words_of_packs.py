"""What a pack shows of teams and periods: few enough to be worked out is not shown."""

from __future__ import annotations

from lineofsight.web.board_pack.words import change_told, missing_told, shown_by_team, value_told
from lineofsight.web.knowledge.public_figures import PublicCell


def test_a_team_with_few_is_not_shown_and_neither_is_a_second() -> None:
    shown = shown_by_team({"A": (40, 60), "B": (30, 60), "C": (3, 60)})
    assert shown["C"] is None
    assert sum(value is None for value in shown.values()) >= 2


def test_a_team_of_fewer_than_twenty_is_not_shown() -> None:
    assert shown_by_team({"A": (8, 17), "B": (30, 60), "C": (24, 48)})["A"] is None


def test_teams_with_enough_are_shown_to_a_whole_number_of_rounded_counts() -> None:
    assert shown_by_team({"A": (41, 82), "B": (30, 60), "C": (20, 41)}) == {"A": 50.0, "B": 50.0, "C": 50.0}


def test_values_changes_and_what_could_not_be_told_are_in_words() -> None:
    assert value_told(PublicCell("2026", "c", "", "")) == "Not shown (c)"
    assert value_told(PublicCell("2026", "85%", "", "")) == "85%"
    assert missing_told(PublicCell("2026", "85%", "", "c")) == "1 to 5"
    assert missing_told(PublicCell("2026", "85%", "", "10")) == "About 10"
    assert change_told("") == "No change beyond what chance gives."
    assert change_told("Up: 8 points").startswith("More than chance: up")
