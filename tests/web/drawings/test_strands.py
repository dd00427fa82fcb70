"""Measures under one time axis, and teams along a line."""

from __future__ import annotations

from lineofsight.web.drawings.canvas import NARROW, WIDE
from lineofsight.web.drawings.figures import markup
from lineofsight.web.drawings.strands import (
    Apart,
    Strand,
    Strands,
    apart,
    strands,
    strands_table,
    strands_words,
)

MONTHS = ("Jul 2026", "Aug 2026", "Sep 2026")
LOAD = Strand("Children to each", (16.0, None, 15.5), "", 1, 15.8)
VISITS = Strand("Visits in time", (80.0, 90.0, None), "%", 1)
NOTHING = Strand("Audits good", (None, None, None), "%", 1)
CHART = Strands("Court: three measures", MONTHS, (LOAD, VISITS, NOTHING))


def test_months_stand_under_one_another_and_are_named_once() -> None:
    for width in (WIDE, NARROW):
        drawn = markup(strands(CHART, width))
        assert drawn.count(">Sep<") == 1
        circles = [part.partition('"')[0] for part in drawn.split('cx="')[1:]]
        assert len(circles) == 4
        assert circles[0] == circles[2]  # July of the one, July of the other


def test_what_is_not_known_is_a_gap_and_said() -> None:
    drawn = markup(strands(CHART))
    assert drawn.count(">?<") == 2
    assert "There is nothing to show for these months." in drawn
    # The last month is not known: no value stands at its end.
    assert "90.0%" not in drawn.partition("</desc>")[2]


def test_in_words_and_as_a_table() -> None:
    assert strands_words(CHART) == (
        "Children to each: 16.0 in Jul 2026, 15.5 in Sep 2026. Visits in time: 80.0% in Jul 2026, 90.0% in Aug 2026. "
        "Audits good: not known."
    )
    headings, rows = strands_table(CHART)
    assert headings == ("Month", "Children to each", "Visits in time", "Audits good")
    assert rows[0] == ("Sep 2026", "15.5", "not known", "not known")


def test_teams_at_one_place_stand_on_one_another_and_one_team_is_not_drawn() -> None:
    drawn = markup(apart(Apart("Vacant", (("A", 0.0), ("B", 0.0), ("C", 33.3)), "%")))
    across = [part.partition('"')[0] for part in drawn.split('cx="')[1:]]
    up = [part.partition('"')[0] for part in drawn.split('cy="')[1:]]
    assert across[0] == across[1] != across[2]
    assert up[0] != up[1]
    assert "too few teams" in markup(apart(Apart("Vacant", (("A", 0.0),))))
