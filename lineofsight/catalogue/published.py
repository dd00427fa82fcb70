"""England's published figures, as data: each with its period and where it was read.

For the handbook, for calibration, and for England beside a figure of the report, always with its own period. The
region, the neighbours and anything newer come from loaded files.
Contains public sector information licensed under the Open Government Licence v3.0.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure for England. `unit` is what the value counts: it may be a count where our indicator is a rate."""

    indicator: str
    value: float
    unit: str
    period: str
    source: str
    note: str = ""


ENGLAND: tuple[PublishedFigure, ...] = (
    PublishedFigure("referrals_count", 632830.0, "count", "year to 31 March 2025", "Children in need 2025, table C1"),
    PublishedFigure("re_referrals_12m", 22.6, "percent", "year to 31 March 2025", "Children in need 2025, table C1"),
    PublishedFigure("referrals_nfa", 6.5, "percent", "year to 31 March 2025", "Children in need 2025, table C1"),
    PublishedFigure(
        "referrals_assessed_not_in_need",
        30.8,
        "percent",
        "year to 31 March 2025",
        "Children in need 2025, table C1",
    ),
    PublishedFigure(
        "assessments_rate",
        648830.0,
        "count",
        "year to 31 March 2025 (count)",
        "Children in need 2025, table C2",
    ),
    PublishedFigure(
        "assessment_45wd",
        85.7,
        "percent",
        "year to 31 March 2025",
        "Children in need 2025, table C2",
        "worked out here: (11,680+75,590+112,180+102,260+131,380+122,730) / 648,830",
    ),
    PublishedFigure(
        "assessment_median_days",
        33.0,
        "working days",
        "year to 31 March 2025 (median; quartiles 17 and 43)",
        "Children in need 2025, table C2",
    ),
    PublishedFigure(
        "assessment_over_61",
        4.2,
        "percent",
        "year to 31 March 2025",
        "Children in need 2025, table C2",
        "worked out here: 27,500 / 648,830",
    ),
    PublishedFigure(
        "s47_rate",
        191.6,
        "per 10,000 children",
        "year to 31 March 2023",
        "Children in need 2023, table C4 (rates shown)",
    ),
    PublishedFigure("s47_count", 230590.0, "count", "year to 31 March 2025", "Children in need 2025, table C4"),
    PublishedFigure(
        "s47_to_icpc",
        31.3,
        "percent",
        "year to 31 March 2025",
        "Children in need 2025, table C4",
        "worked out here: 72,100 / 230,590 (conferences per enquiry)",
    ),
    PublishedFigure(
        "icpc_rate",
        63.2,
        "per 10,000 children",
        "year to 31 March 2023",
        "Children in need 2023, table C4 (rates shown)",
    ),
    PublishedFigure(
        "icpc_15wd",
        81.4,
        "percent",
        "year to 31 March 2025",
        "Children in need 2025, table C4",
        "worked out here: (6,240+52,430) / 72,090",
    ),
    PublishedFigure("cpp_count", 49420.0, "count", "31 March 2025", "Children in need 2025, table D1"),
    PublishedFigure(
        "cpp_started",
        61840.0,
        "count",
        "year to 31 March 2025 (count)",
        "Children in need 2025, table D1",
    ),
    PublishedFigure("cpp_ended", 62300.0, "count", "year to 31 March 2025", "Children in need 2025, table D1"),
    PublishedFigure(
        "cpp_duration_under3m",
        15.9,
        "percent",
        "year to 31 March 2025",
        "Children in need 2025, table D7",
    ),
    PublishedFigure("cpp_duration_2y", 4.4, "percent", "year to 31 March 2025", "Children in need 2025, table D7"),
    PublishedFigure("cla_count", 81770.0, "count", "31 March 2025", "Children looked after 2025, time series"),
    PublishedFigure(
        "cla_uasc",
        8.0,
        "percent",
        "31 March 2025",
        "Children looked after 2025, time series",
        "worked out here: 6,540 / 81,770",
    ),
    PublishedFigure("cla_ceased", 34450.0, "count", "year to 31 March 2025", "Children looked after 2025, time series"),
    PublishedFigure(
        "cla_3_placements_2y",
        23.0,
        "percent",
        "31 March 2025",
        "Children looked after 2025, placement stability",
    ),
    PublishedFigure(
        "cla_same_carer_2y",
        69.0,
        "percent",
        "31 March 2025",
        "Children looked after 2025, placement stability",
    ),
    PublishedFigure(
        "new_placements_outside_20",
        16.0,
        "percent",
        "year to 31 March 2025",
        "Children looked after 2025, during-year characteristics",
    ),
    PublishedFigure(
        "cla_dev_checks",
        88.0,
        "percent",
        "year to 31 March 2025",
        "Children looked after 2025, health outcomes",
    ),
    PublishedFigure(
        "cla_missing_avg",
        6.8,
        "average",
        "year to 31 March 2025",
        "Children looked after 2025, missing by authority (official statistics)",
    ),
    PublishedFigure(
        "adoptions",
        3040.0,
        "count",
        "year to 31 March 2025 (count)",
        "Children looked after 2025, time series",
    ),
    PublishedFigure(
        "wf_fte",
        33119.1,
        "full-time equivalent",
        "30 September 2023",
        "Children's social work workforce 2023, table 1",
    ),
    PublishedFigure(
        "wf_agency_rate",
        17.8,
        "percent",
        "30 September 2023",
        "Children's social work workforce 2023, table 1",
    ),
    PublishedFigure(
        "wf_vacancy_rate",
        18.9,
        "percent",
        "30 September 2023",
        "Children's social work workforce 2023, table 1",
    ),
    PublishedFigure(
        "wf_caseload_avg",
        16.0,
        "average",
        "30 September 2023",
        "Children's social work workforce 2023, table 1",
    ),
)

BY_INDICATOR: dict[str, PublishedFigure] = {figure.indicator: figure for figure in ENGLAND}
