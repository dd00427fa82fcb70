"""Run charts, sparklines, funnels, breakdowns and bars: what is marked, and what is said of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import etree

from lineofsight.evaluation import statistics
from lineofsight.web.drawings.bar_charts import Stack, Stacked, stacked_bars, stacked_table, stacked_words
from lineofsight.web.drawings.breakdowns import breakdown_bars, breakdown_table, breakdown_words
from lineofsight.web.drawings.canvas import hatched
from lineofsight.web.drawings.funnels import Funnel, funnel, funnel_table, funnel_teams, funnel_words
from lineofsight.web.drawings.run_charts import Point, run_chart, run_chart_table, runs_of
from lineofsight.web.drawings.scales import Days, number_words, spread, ticks
from lineofsight.web.drawings.sparklines import sparkline
from tests.web.drawings.examples import GROUPS, HELD, LIKE_TEAMS, SIGNALS, SIXTY, TODAY, VALUES, series


def said(made: etree._Element) -> list[str]:
    return [each.text or "" for each in made.iter("text")]


def strokes(made: etree._Element, colour: str) -> list[str]:
    return [each.get("d", "") for each in made.iter("path") if each.get("stroke") == colour]


def test_a_gap_stays_a_gap() -> None:
    made = run_chart(series(1.0, 2.0, None, 3.0, 4.0))
    lines = [steps for steps in strokes(made, "#1d5b8f") if "L" in steps]
    assert [steps.count("L") for steps in lines] == [1, 1]
    assert "?" in said(made)
    assert "Not known for 1 of 5 periods." in (made[1].text or "")


def test_a_point_alone_between_gaps_is_drawn() -> None:
    made = run_chart(series(3.0, None, 3.0))
    assert len(list(made.iter("circle"))) == 2


def test_the_last_value_stands_beside_the_line_or_first_beneath_it_in_bold() -> None:
    for width, words in ((620, "77%"), (288, "Aug 2022: 77%")):
        bold = [each.text for each in run_chart(SIGNALS, width).iter("text") if each.get("font-weight") == "700"]
        assert words in bold


def test_signals_are_outlined_lettered_and_told() -> None:
    made = run_chart(SIGNALS)
    outlines = [each for each in made.iter("rect") if each.get("rx") and each.get("stroke-dasharray")]
    assert len(outlines) == len(SIGNALS.runs) == 2
    # Once on the outline and once in the key.
    assert [said(made).count(letter) for letter in "AB"] == [2, 2]
    assert "Up: 8 points in a row above the middle of the series. Jan 2022 to Aug 2022." in said(made)


def test_signals_found_in_a_part_of_the_series_are_placed_in_the_whole() -> None:
    (_, up) = runs_of(statistics.run_chart(VALUES, stock=False), first=10)
    assert (up.first, up.last, up.is_trend) == (22, 29, False)


def test_where_the_definition_changed_the_line_is_cut_and_the_change_told() -> None:
    made = run_chart(SIXTY)
    lines = [steps for steps in strokes(made, "#1d5b8f") if "L" in steps]
    assert [steps.count("L") for steps in lines] == [23, 35]
    assert "Definition changed" in said(made)
    assert any("from Jan 2023" in words for words in said(made))


def test_a_scale_that_does_not_begin_at_nought_says_so() -> None:
    assert "The scale begins at 50%, not at nought." in said(run_chart(SIGNALS))
    assert not any("nought" in words for words in said(run_chart(series(1.0, 9.0))))


def test_the_run_charts_table_has_every_line_newest_first() -> None:
    headings, rows = run_chart_table(SIGNALS)
    assert headings == ("Period", "Value", "England", "Statistical neighbours", "Marked")
    assert rows[0][:4] == ("Aug 2022", "77%", "66%", "64%")
    assert rows[14][1] == "not known"
    assert rows[-1][2] == "not known"


def test_every_point_of_five_years_is_drawn_and_the_last_month_named() -> None:
    made = run_chart(SIXTY, 288)
    assert len([each for each in made.iter("circle") if each.get("fill") == "#1d5b8f"]) == 60 + 1  # and in the key
    assert "2025" in said(made)


def test_a_sparkline_has_a_dot_at_its_end_and_no_lettering() -> None:
    made = sparkline([Point("May 2026", 3.0), Point("Jun 2026", None), Point("Jul 2026", 4.0)], title="Seen")
    assert [each.get("r") for each in made.iter("circle")] == ["1.8", "1.8", "4"]
    assert said(made) == []
    assert made[1].text == "2 of 3 months known. Last, Jul 2026: 4."


def test_teams_stand_by_size_and_a_different_one_by_its_shape_and_words() -> None:
    headings, rows = funnel_table(LIKE_TEAMS)
    assert [row[1] for row in rows] == ["120", "61", "40", "5", "0"]
    assert rows[2][-1] == "Different: higher than chance would give"
    assert rows[-1][2:] == ("not known", "", "Nothing to compare")
    assert len(headings) == 5
    for width in (620, 288):
        made = funnel(LIKE_TEAMS, width)
        assert len(strokes(made, "#ffffff")) == 2  # a diamond on its row, and one in the key
        assert "40 children: different, higher" in said(made)
    everything = " ".join([funnel_words(LIKE_TEAMS), *said(funnel(LIKE_TEAMS))]).lower()
    assert not [word for word in ("worst", "best", "worse", "better", "outlier") if word in everything]


def test_teams_come_from_the_statistics_as_they_are() -> None:
    points = (
        statistics.FunnelPoint("N", 70.8, 54.2, 80.0, False), statistics.FunnelPoint("S", 83.0, 51.1, 83.0, False),
        statistics.FunnelPoint("W", 25.0, 45.0, 90.0, True),
        statistics.FunnelPoint("New", None, float("nan"), float("nan"), False),
    )  # fmt: skip
    teams = funnel_teams(points, [120, 88, 40, 0])
    assert [team.different for team in teams] == [False, False, True, False]
    words = funnel_words(Funnel("Seen", "assessment teams", teams))
    assert words.startswith("Different from similar teams (assessment teams): W 25%, lower")
    assert teams[3].value is None


def test_a_difference_that_matters_is_hatched_marked_and_told() -> None:
    plain = breakdown_bars(GROUPS)
    assert len([1 for each in plain.iter("rect") if each.get("fill") == "#1d5b8f"]) == 1
    assert "of 140 children" in said(plain)
    assert "too few to show" in said(plain)
    assert breakdown_words(GROUPS).split(".")[0].endswith("lower than everybody, by more than chance would give")
    assert breakdown_table(GROUPS)[1][1][1:4] == ("64%", "56% to 72%", "140")


def test_who_holds_more_than_their_limit_is_told_in_words() -> None:
    assert stacked_words(HELD).startswith("Over the limit: Ada Okafor and ")
    assert "17, 1 over 16" in said(stacked_bars(HELD))
    assert [row[-1] for row in stacked_table(HELD)[1]] == ["1 over", "9 over", "3 under", "", "At the limit"]


def test_a_row_must_have_a_part_of_each_kind() -> None:
    with pytest.raises(ValueError, match="A row has 2 parts and the chart 1 kinds."):
        Stacked("Held", ("in care",), (Stack("Ada", (1, 2)),))


def test_hatching_stays_in_its_box() -> None:
    (_, lines) = hatched(10, 20, 30, 15)
    steps = [part.split("L") for part in lines.get("d", "").split("M")[1:]]
    places = [tuple(map(float, end.split())) for each in steps for end in each]
    assert all(10 <= x <= 40 and 20 <= y <= 35 for x, y in places)
    assert len(hatched(10, 20, 0, 15)) == 1


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 100, (0, 50, 100)), (0, 9, (0, 5, 10)), (62, 78, (60, 65, 70, 75, 80)), (5, 5, (5, 5.5, 6))],
)
def test_an_axis_has_round_values_that_hold_its_ends(low: float, high: float, expected: tuple[float, ...]) -> None:
    found = ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert set(expected) <= set(ticks(low, high, 2)) | set(found)


def test_labels_are_spread_in_order_and_within_the_ends() -> None:
    assert spread([50, 51, 49], 10, 0, 100) == (59, 69, 49)
    assert spread([98, 99], 10, 0, 100) == (90, 100)
    assert spread([], 10, 0, 100) == ()


def test_an_axis_names_no_more_months_than_it_has_room_for() -> None:
    days = Days(TODAY.replace(year=2016), TODAY, 0, 260)
    names = days.marks()
    places = [days.place(day) for day, _ in names]
    assert min(b - a for a, b in pairwise(places)) >= 40
    assert [words for _, words in names] == ["2018", "2020", "2022", "2024", "2026"]


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(None, "%", "not known"), (62.4, "%", "62%"), (1204, "", "1,204"), (4.0, "days", "4 days"), (-2, "", "-2")],
)
def test_values_are_said_with_their_unit(value: float | None, unit: str, words: str) -> None:
    assert number_words(value, unit) == words
