"""What an anxious reader asks of a figure: whether it adds up, of when it is, of how many, and what cannot be told."""

from __future__ import annotations

import polars as pl
import pytest

from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.reports.document import Note, Report, RunChart, TableBlock
from lineofsight.reports.facts.figures_part import FigureFacts, trend
from tests.unit.reports.made import AS_AT, blocks, made
from tests.unit.reports.test_pages import bars, figures, unknown


def test_what_fell_due_adds_up() -> None:
    report = made(
        people="id | born_on | sex\nC1 | 2020-01-01 | F\nC2 | 2020-01-01 | F\nC3 | 2020-01-01 | F",
        child_protection_plans="""
            id | child | started_on | ended_on
            P2 | C2    | 2026-09-16 |
            P3 | C3    | 2026-08-03 |
        """,
        visits="""
            id | child | visited_on | kind             | child_seen | plan_id
            V3 | C3    | 2026-08-11 | child_protection | yes        | P3
        """,
    )
    table = next(b for b in blocks(report, "plans-current", TableBlock) if b.caption.startswith("What fell due"))
    row = dict(zip(table.columns, next(r for r in table.rows if "visited at least" in r[0]), strict=True))
    # C2's ten working days end today. C3 was seen in time once, and is overdue since.
    parts = ("In time", "Late", "Never done", "Still to do", "Not known")
    assert {name: row[name] for name in parts} == {
        "In time": "1", "Late": "0", "Never done": "0", "Still to do": "2", "Not known": "0",
    }  # fmt: skip
    assert row["Fell due"] == "3"
    assert row["All overdue now"] == "1"


def test_what_is_open_is_not_known_from_a_list_that_never_says_when_it_ends() -> None:
    people = "id | born_on | sex\nC1 | 2020-01-01 | F\nC2 | 2020-01-01 | F"
    never = made(people=people, early_help_episodes="child | started_on\nC1 | 2026-05-01\nC2 | 2025-01-01")
    assert "Early help episodes" not in figures(never, "early-help")
    assert "Early help episodes" in unknown(never, "early-help")
    says = "child | started_on | ended_on\nC1 | 2026-05-01 |\nC2 | 2025-01-01 | 2026-04-02"
    assert figures(made(people=people, early_help_episodes=says), "early-help")["Early help episodes"] == "1"


def test_disability_by_child_where_its_kind_is_not_said() -> None:
    report = made(
        latest=("disabilities",),
        people="id | born_on | sex\nC1 | 2020-01-01 | F\nC2 | 2020-01-01 | F\nC3 | 2020-01-01 | F",
        disabilities="id | child | disability\nD1 | C1 |\nD2 | C2 | NONE",
        assessments="child | started_on\nC1 | 2026-05-01\nC1 | 2026-08-01\nC2 | 2026-05-01\nC3 | 2026-05-01",
    )
    assert bars(report, "assessments", "Is a disability recorded?") == {"Yes": 1, "No": 1, "Not recorded": 1}


def test_each_adopter_is_at_the_furthest_stage_reached() -> None:
    report = made(
        adopters="""
            id | enquired_on | registered_on | stage_two_started_on | approved_on | ended_on
            A1 | 2026-01-01  |               |                      |             |
            A2 | 2025-01-01  | 2025-02-01    | 2025-04-01           | 2025-09-01  |
            A3 | 2025-01-01  | 2025-02-01    |                      |             | 2025-03-01
        """
    )
    stages = bars(report, "adopters", "The stage each has reached")
    assert {label: count for label, count in stages.items() if count} == {
        "Enquired": 1, "Approved, not matched": 1, "Left the process": 1,
    }  # fmt: skip


def test_a_home_of_a_care_leaver_is_suitable_in_words() -> None:
    report = made(
        latest=("care_leavers",),
        people="id | born_on | sex\nC1 | 2007-01-01 | F\nC2 | 2007-01-01 | F",
        care_leavers="id | child | eligibility | accommodation_suitable\nL1 | C1 | 2 | 1\nL2 | C2 | 2 | 2",
    )
    assert bars(report, "care-leavers-lives", "Is their home suitable?") == {"Suitable": 1, "Not suitable": 1}


def test_overdue_for_over_a_year_is_doubted_aloud(report: Report) -> None:
    assert not [note for note in blocks(report, "overdue", Note) if "more than a year" in note.text]
    old = made(
        latest=("permanence",),
        people="id | born_on | sex\nC1 | 2015-01-01 | F\nC2 | 2015-01-01 | F",
        permanence="""
            child | adoption_decided_on | placement_order_on | matched_on
            C1    | 2024-01-02          | 2024-02-01         |
            C2    | 2024-01-02          | 2024-02-01         | 2024-03-01
        """,
    )
    assert [note for note in blocks(old, "overdue", Note) if "overdue for more than a year" in note.text]


@pytest.mark.parametrize(
    ("values", "reading"),
    [
        # The twelve lower months came first; the higher ones last into the present, whatever falls among them.
        (
            [50, 51] * 6 + [60, 66, 65, 64, 63, 62, 60, 66] + [60, 66] * 2,
            "Up, October 2025 to September 2026: 12 points",
        ),
        ([60, 61] * 6 + [50, 51] * 6, "Down, October 2025 to September 2026: 12 points"),
    ],
)
def test_a_run_chart_says_when_and_what_lasts_first(values: list[float], reading: str) -> None:
    months = pl.DataFrame({
        "indicator": "assessment_45wd", "breakdown": "{}", "value": [float(v) for v in values],
        "period": [f"{2024 + (9 + n) // 12}-{(9 + n) % 12 + 1:02}" for n in range(24)],
    })  # fmt: skip
    (chart,) = trend("assessment_45wd", FigureFacts(INDICATORS, pl.DataFrame(), months, {}, AS_AT))
    assert isinstance(chart, RunChart)
    assert chart.reading.startswith(reading)


def test_a_published_figure_stands_beside_how_many_were_counted(report: Report) -> None:
    (table,) = blocks(report, "comparison", TableBlock)
    assert table.columns[:4] == ("Measure", "Here", "Of how many", "England")
    told = {row[0]: row[2] for row in table.rows if row[1] != "Not known"}
    assert told["Referrals with no further action"] == "0 of 3"
    assert any(row[0] == "Section 47 enquiries, for each 10,000 children" for row in table.rows)
