"""True grids of the service's own calendar."""

from __future__ import annotations

import pytest

from lineofsight.catalogue.oversight import calendar as catalogue
from lineofsight.core.clocks import Grid, GridStep
from lineofsight.core.standards import Standard
from tests.support.spec import spec

EVENTS = {
    "case_audit": "audit_programme",
    "improvement_board": "improvement_board",
    "self_evaluation_annual": "self_evaluation",
    "monitoring_visit": "monitoring_visit",
    "corporate_parenting_board": "corporate_parenting_board",
    "data_quality_shown_with_report": "data_quality_report",
}
DURING = {"improvement_board": "improvement_notice", "monitoring_visit": "judged_inadequate"}
# The first period of each grid from 1 January 2024, and the last day of the one after, when a missed one is let go.
PERIODS = {
    GridStep.MONTH: ("2024-01-31", "2024-02-29"),
    GridStep.QUARTER: ("2024-03-31", "2024-06-30"),
    GridStep.YEAR: ("2024-12-31", "2025-12-31"),
}


@pytest.mark.parametrize("item", catalogue.STANDARDS, ids=lambda item: item.code)
def test_each_period_asks_for_its_own_event_and_an_event_of_the_next_does_not_mend_it(item: Standard) -> None:
    assert isinstance(item.due, Grid)
    due_on, next_end = PERIODS[item.due.step]
    spec(
        item,
        as_at=due_on,
        service_periods=f"""
            id | service_id | kind                             | started_on | ended_on
            s1 | service    | {DURING.get(item.code, "operating")} | 2024-01-01 |
            s2 | service    | family_help_live                 | 2024-01-01 |
        """,
        service_events=f"""
            service_id | kind                | occurred_on
            service    | {EVENTS[item.code]} | {due_on}
            service    | other               | 2024-01-01
        """,
        expect=f"""
            subject | opened_on  | due_on   | met_on   | closed_on  | status
            s1      | 2024-01-01 | {due_on} | {due_on} | {next_end} | met
        """,
    )
    spec(
        item,
        as_at=next_end,
        service_periods=f"""
            id | service_id | kind                                 | started_on | ended_on
            s1 | service    | {DURING.get(item.code, "operating")} | 2024-01-01 | {due_on}
        """,
        expect=f"""
            subject | due_on   | met_on | closed_on | status
            s1      | {due_on} |        | {due_on}  | ended
        """,
    )
