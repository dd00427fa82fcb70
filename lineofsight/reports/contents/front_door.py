"""Contacts, early help, referrals and assessments in the six months to the date."""

from __future__ import annotations

from lineofsight.core.selections import each
from lineofsight.core.tables.assessment import assessments
from lineofsight.core.tables.front_door import contacts, early_help_episodes, referrals
from lineofsight.reports.parts import (
    AgeAndSex,
    AlsoIn,
    Disability,
    Figures,
    Lengths,
    PageContent,
    Repeats,
    Rows,
    Split,
    Stated,
    Timeliness,
    Trend,
)

contacts_received = each(contacts, at="received_on")
early_help_begun = each(early_help_episodes, at="started_on")
referrals_received = each(referrals, at="received_on")
assessments_begun = each(assessments, at="started_on")

PAGES = (
    PageContent(
        "contacts",
        "Contacts in the last six months",
        "Everyone who told the service about a child, once for each child they told of.",
        (
            Figures(("contacts_rate", "contacts_per_child", "contact_to_referral", "contact_decision_24h")),
            AgeAndSex(),
            Split("Who made the contact", "source_code", "cin:ReferralSource"),
            Split("Ethnic background of the children", "child.ethnicity", "ssda903:ETHNIC"),
            Repeats("Children with more than one contact in the six months"),
            Timeliness(("contact_decision",)),
            Trend("contact_decision_24h"),
            Rows("Contacts", ("child_id", "received_on", "source_code", "outcome", "team")),
        ),
        contacts_received,
        1,
    ),
    PageContent(
        "early-help",
        "Early help in the last six months",
        "Families helped before, or instead of, social work.",
        (
            Figures(("early_help_rate", "early_help_by_agency", "early_help_outcome"), need_ends=("early_help_rate",)),
            AgeAndSex(),
            Split("Organisation that leads", "organisation"),
            AlsoIn("Children also referred in the six months", referrals_received),
            Repeats("Children with more than one early help episode"),
            Split("Ethnic background of the children", "child.ethnicity", "ssda903:ETHNIC"),
            Timeliness(("early_help_assessment", "early_help_plan_review")),
            Rows("Early help episodes", ("child_id", "started_on", "ended_on", "organisation", "team")),
        ),
        early_help_begun,
        2,
    ),
    PageContent(
        "referrals",
        "Referrals in the last six months",
        "Requests for a service under the Children Act.",
        (
            Figures(("referrals_count", "referrals_rate", "re_referrals_12m", "referrals_nfa")),
            AgeAndSex(),
            Split("Who referred", "source_code", "cin:ReferralSource"),
            Split("Primary need", "primary_need", "cin:PrimaryNeedCode"),
            AlsoIn("Children also with early help in the six months", early_help_begun),
            Repeats("Children referred more than once in the six months"),
            Stated("Referrals of each child in the last 12 months", "referrals_in_year"),
            Timeliness(("referral_decision",)),
            Trend("re_referrals_12m"),
            Rows("Referrals", ("child_id", "received_on", "source_code", "primary_need", "no_further_action", "team")),
        ),
        referrals_received,
        3,
    ),
    PageContent(
        "assessments",
        "Assessments in the last six months",
        "Assessments begun, however they ended. The clock is 45 working days from the referral.",
        (
            Figures(("assessment_45wd", "assessment_median_days", "assessment_open_over_45", "assessment_child_seen")),
            Lengths("Working days taken, assessments authorised", "started_on", "authorised_on", "working days",
                    (0, 11, 21, 31, 41, 46, 61)),
            Split("Was the child seen?", "child_seen"),
            AgeAndSex(),
            Disability(),
            Timeliness(("assessment_45", "assessment_child_seen")),
            Trend("assessment_45wd"),
            Rows("Assessments", ("child_id", "started_on", "authorised_on", "child_seen", "outcome", "team")),
        ),
        assessments_begun,
        4,
    ),
)  # fmt: skip
