"""The family's own network is asked, and told what help there is."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.family_network import family_group_decision_making, kinship_local_offer
from tests.support.spec import spec


def test_the_family_is_offered_a_meeting_in_the_year_before_proceedings_or_the_reason_against_is_kept() -> None:
    spec(
        family_group_decision_making,
        as_at="2026-11-10",
        proceedings="""
            child | issued_on
            amy   | 2026-11-02
            ben   | 2026-11-02
            cal   | 2026-11-02
            dee   | 2026-11-02
            eve   | 2026-11-02
            fay   | 2026-11-02
        """,
        family_meetings="""
            child | offered_on | declined_on | considered_on | not_offered_reason
            amy   | 2026-11-02 | 2026-11-02  |               |
            ben   | 2025-11-01 |             |               |
            cal   |            |             | 2026-10-20    | would put him at risk
            dee   | 2026-11-03 |             |               |
            fay   | 2025-11-02 |             |               |
            eve   |            |             | 2026-10-20    |
        """,
        expect="""
            child | met_on     | status
            amy   | 2026-11-02 | met
            ben   |            | overdue
            cal   | 2026-10-20 | met
            dee   | 2026-11-03 | late
            eve   |            | overdue
            fay   | 2025-11-02 | met
        """,
    )


def test_the_offer_to_kinship_families_is_published_each_year() -> None:
    spec(
        kinship_local_offer,
        as_at="2026-03-01",
        service_periods="""
            id | service_id | kind               | started_on | ended_on
            s1 | service    | operating          | 2024-06-01 |
            s2 | service    | improvement_notice | 2024-06-01 |
            s3 | trust      | operating          | 2025-03-01 | 2025-10-01
        """,
        service_events="""
            id | service_id | kind                | occurred_on
            e1 | service    | kinship_local_offer | 2024-12-31
            e2 | service    | local_offer         | 2025-05-01
        """,
        expect="""
            subject | opened_on  | due_on     | met_on     | status
            s1      | 2024-06-01 | 2024-12-31 | 2024-12-31 | met
            s1      | 2025-01-01 | 2025-12-31 |            | overdue
            s1      | 2026-01-01 | 2026-12-31 |            | due
            s3      | 2025-03-01 | 2025-12-31 |            | ended
        """,
    )
