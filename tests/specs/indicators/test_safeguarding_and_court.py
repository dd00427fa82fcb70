"""Indicators of children missing, harmed outside the home, educated at home, and of court."""

from __future__ import annotations

from lineofsight.catalogue.court import indicators as court
from lineofsight.catalogue.safeguarding import indicators as safeguarding
from tests.support.indicator_spec import asks, counts, is_of_each, is_of_open


def test_return_home_interviews() -> None:
    counts(
        safeguarding.rhi_offered_72h,
        period="2024-03",
        missing_episodes="""
            child | started_on | ended_on   | interview_offered_on
            amy   | 2024-03-01 | 2024-03-02 | 2024-03-05
            ben   | 2024-03-01 | 2024-03-02 | 2024-03-06
            cal   | 2024-03-01 | 2024-03-31 |
            dee   | 2024-03-01 |            |
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no",
    )
    counts(
        safeguarding.rhi_offered_72h, period="2024-03",
        missing_episodes="child | started_on | ended_on | kind\namy | 2024-03-01 | 2024-03-02 | absent",
        expect="child | counted",
    )  # fmt: skip
    asks(safeguarding.rhi_completed, "missing_episodes", "ended_on", "interviewed_on", yes="2024-03-05", no="",
         blank="no")  # fmt: skip


def test_three_times_missing_in_ninety_days() -> None:
    counts(
        safeguarding.missing_repeat,
        period="2024-03",
        missing_episodes="""
            child | started_on
            amy   | 2024-01-02
            amy   | 2024-02-01
            amy   | 2024-03-31
            ben   | 2024-01-01
            ben   | 2024-02-01
            ben   | 2024-03-31
            cal   | 2024-03-31
            dee   | 2024-04-01
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no",
    )


def test_three_times_missing_count_also_when_the_child_went_missing_again_long_after() -> None:
    counts(
        safeguarding.missing_repeat,
        period="rolling:2024-12",
        missing_episodes="""
            child | started_on | kind
            amy   | 2024-01-02 |
            amy   | 2024-01-09 |
            amy   | 2024-02-01 | missing
            amy   | 2024-12-01 |
            ben   | 2024-01-02 | missing
            ben   | 2024-01-09 | absent
            ben   | 2024-02-01 | missing
            cal   | 2023-11-01 |
            cal   | 2023-11-09 |
            cal   | 2023-12-31 |
            cal   | 2024-12-01 |
            dee   | 2024-12-01 | absent
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no",
    )


def test_what_is_open_for_children_outside_the_home() -> None:
    is_of_open(safeguarding.missing_now, "missing_episodes", "started_on", "ended_on")
    counts(
        safeguarding.missing_now, period="2024-03-31",
        missing_episodes="child | started_on | kind\namy | 2024-03-30 | missing\nben | 2024-03-30 | absent",
        expect="child | counted\namy | yes",
    )  # fmt: skip
    is_of_open(safeguarding.private_fostering_count, "private_fostering", "started_on", "ended_on")
    is_of_open(safeguarding.exploitation_at_risk, "exploitation_concerns", "indicated_on", "ended_on", {"risk": "high"})
    counts(
        safeguarding.exploitation_at_risk, period="2024-03-31",
        exploitation_concerns="""
            child | indicated_on | risk
            amy   | 2024-01-01   | medium
            ben   | 2024-01-01   | low
            cal   | 2024-01-01   |
        """,
        expect="child | counted\namy | yes\nben | no\ncal | missing",
    )  # fmt: skip


def test_risk_of_exploitation_that_fell() -> None:
    counts(
        safeguarding.exploitation_risk_reduced,
        period="2024-03",
        exploitation_reviews="""
            child | held_on    | previous_risk | risk
            amy   | 2024-03-01 | high          | medium
            ben   | 2024-03-31 | medium        | medium
            cal   | 2024-03-31 | low           | high
            dee   | 2024-03-31 |               | low
            eve   | 2024-04-01 | high          | low
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no\ndee | missing",
    )


def test_only_open_children_educated_at_home() -> None:
    counts(
        safeguarding.ehe_open,
        period="2024-03-31",
        home_education="child | notified_on | ended_on\namy | 2024-01-01 |\nben | 2024-01-01 |\ncal | 2024-01-01 | 2024-03-31",
        referrals="child | received_on\namy | 2024-03-31\ncal | 2024-01-01",
        expect="child | counted\namy | yes",
    )


def test_pre_proceedings() -> None:
    is_of_open(court.pre_proceedings_open, "pre_proceedings", "decided_on", "stepped_down_or_issued_on")
    counts(
        court.pre_proceedings_over_16w, period="2024-03-31",
        pre_proceedings="child | decided_on\namy | 2023-12-09\nben | 2023-12-10\ncal |",
        expect="child | counted\namy | yes\nben | no",
    )  # fmt: skip
    counts(
        court.pre_proceedings_weeks, period="2024-03", figure="3.0",
        pre_proceedings="""
            child | decided_on | stepped_down_or_issued_on
            amy   | 2024-03-01 | 2024-03-15
            ben   | 2024-03-01 | 2024-03-29
            cal   |            | 2024-03-31
            dee   | 2024-03-01 | 2024-04-01
        """,
        expect="child | counted | amount\namy | yes | 2.0\nben | yes | 4.0\ncal | missing | 0.0",
    )  # fmt: skip


def test_care_proceedings() -> None:
    is_of_each(court.care_applications_rate, "proceedings", "issued_on")
    asks(court.independent_sw_instructed, "proceedings", "issued_on", "expert_instructed", yes="yes", no="no")
    concluded = """
        child | issued_on  | concluded_on
        amy   | 2023-09-01 | 2024-03-01
        ben   | 2023-09-01 | 2024-03-02
        cal   |            | 2024-03-01
        dee   | 2023-09-01 |
    """
    counts(
        court.care_proceedings_26w, period="2024-03", proceedings=concluded, figure="50.0",
        expect="child | counted\namy | yes\nben | no\ncal | missing",
    )  # fmt: skip
    counts(
        court.care_proceedings_weeks, period="2024-03", proceedings=concluded, figure="26.1",
        expect="child | counted\namy | yes\nben | yes\ncal | missing",
    )  # fmt: skip
