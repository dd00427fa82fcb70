"""One small report, worked out once for all its tests."""

from __future__ import annotations

import pytest

from lineofsight.reports.document import Report
from tests.unit.reports.made import made

# Six children. C1 and C2 are on a plan: C1 was seen yesterday, C2 two months ago. C1 is held by a team, since when is
# not said. C3 left care in time to be counted; C4's ethnic background would run as a formula if it were one.
TABLES = {
    "people": """
        id | born_on    | sex | ethnicity
        C1 | 2020-09-30 | F   | WBRI
        C2 | 2012-01-01 | M   | WBRI
        C3 | 2010-01-01 | M   |
        C4 | 2026-09-01 | F   | WBRI
    """,
    "teams": """
        id | name
        T1 | Safeguarding <North>
    """,
    "allocations": """
        child | worker | team | role
        C1    | W1     | T1   | allocated_worker
    """,
    "contacts": """
        child | received_on | source_code
        C1    | 2026-04-01  | 1A
        C1    | 2026-09-30  | 1A
        C2    | 2026-05-05  | 6
        C4    | 2026-03-31  | 6
    """,
    "referrals": """
        child | received_on | primary_need | closed_on  | no_further_action
        C1    | 2026-05-01  | N1           |            | no
        C1    | 2026-06-01  | N1           |            | no
        C2    | 2026-05-02  |              | 2026-08-01 | no
    """,
    "child_protection_plans": """
        id | child | started_on | ended_on | latest_category | initial_category
        P1 | C1    | 2026-06-01 |          | NEG             | NEG
        P2 | C2    | 2026-06-02 |          | EMO             | NEG
    """,
    "child_in_need_plans": """
        child | started_on | ended_on
        C1    | 2026-05-10 |
    """,
    "care_episodes": """
        child | started_on | ended_on   | entered_care_on | care_period_id
        C3    | 2020-01-01 | 2026-01-31 | 2020-01-01      | K3
    """,
    "legal_statuses": """
        child | started_on | ended_on   | status
        C3    | 2020-01-01 | 2026-01-31 | C2
    """,
    "visits": """
        id | child | visited_on | kind             | child_seen | plan_id | child_seen_alone
        V1 | C1    | 2026-09-29 | child_protection | yes        | P1      | yes
        V2 | C2    | 2026-07-30 | child_protection | yes        | P2      |
    """,
    "care_leavers": """
        id | child | eligibility | latest_contact_on | activity
        L1 | C3    | 1           | 2026-09-01        | =1+1
    """,
}
LATEST_ONLY = ("people", "teams", "allocations", "visits", "care_leavers", "care_episodes", "legal_statuses")


@pytest.fixture(scope="session")
def report() -> Report:
    return made(latest=LATEST_ONLY, **TABLES)
