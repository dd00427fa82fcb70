"""Enquiries, conferences, children in need and children on a child protection plan."""

from __future__ import annotations

from lineofsight.core.indicators import open_spans
from lineofsight.core.selections import each, one_of
from lineofsight.core.shared_tables import open_children
from lineofsight.core.tables.assessment import conferences, section_47_enquiries
from lineofsight.core.tables.front_door import referrals
from lineofsight.core.tables.plans_and_visits import child_protection_plans, visits
from lineofsight.reports.parts import (
    AgeAndSex,
    Figures,
    Latest,
    Lengths,
    PageContent,
    Repeats,
    Rows,
    Split,
    Stated,
    Timeliness,
    Trend,
)

MONTHS_OF_HELP = (0, 3, 6, 12, 24)
open_plans = open_spans(child_protection_plans)

PAGES = (
    PageContent(
        "section-47",
        "Section 47 enquiries in the last six months",
        "Enquiries whether a child suffers, or is likely to suffer, significant harm.",
        (
            Figures(("s47_count", "s47_rate", "s47_to_icpc", "s47_seen_alone", "strategy_within_standard")),
            Split("Outcome of the enquiry", "outcome", "lineofsight:section_47_outcome"),
            Repeats("Children with more than one enquiry in the six months"),
            Split("Enquiries by how many the child had in the last 12 months, as the source states",
                  "enquiries_in_year", most=4, if_said=True),
            AgeAndSex(),
            Timeliness(("s47_complete", "s47_child_seen", "strategy_discussion")),
            Rows("Section 47 enquiries", ("child_id", "started_on", "ended_on", "outcome", "team")),
        ),
        each(section_47_enquiries, at="started_on"),
        5,
    ),
    PageContent(
        "conferences",
        "Initial child protection conferences in the last six months",
        "The clock is 15 working days from the strategy discussion that began the enquiry.",
        (
            Figures(("icpc_rate", "icpc_15wd", "icpc_to_plan", "icpc_overdue_unheld")),
            Split("Was a plan agreed?", "plan_agreed"),
            Stated("Initial conferences of each child in the last 12 months", "conferences_in_year"),
            Timeliness(("icpc_15", "conference_report_shared", "conference_minutes")),
            Trend("icpc_15wd"),
            Rows("Conferences", ("child_id", "held_on", "plan_agreed", "team")),
        ),
        each(conferences, at="held_on"),
        5,
    ),
    PageContent(
        "children-in-need",
        "Children in need: everyone open",
        "Every child the service is open to, whatever plan they have: also one whose referral was accepted and never "
        "closed, whom Annex A's own list 6 leaves out if nothing else is open.",
        (
            Figures(("cin_count", "cin_rate", "cin_over_2_years", "open_owed_nothing", "days_since_seen")),
            AgeAndSex(),
            Lengths("How long open", "started_on", None, "months", MONTHS_OF_HELP),
            Latest("Primary need at the latest referral", each(referrals, at="received_on"), "primary_need",
                   "cin:PrimaryNeedCode"),
            Split("Ethnic background of the children", "child.ethnicity", "ssda903:ETHNIC"),
            Rows("Children in need", ("child_id", "started_on", "team", "worker")),
        ),
        open_spans(open_children),
        6,
    ),
    PageContent(
        "children-in-need-status",
        "Children in need: plans and visits",
        "Children in need by the plan they are on, and whether they are seen.",
        (
            Stated("Children open by case status", "case_status", "lineofsight:case_status",
                   of=open_spans(open_children)),
            Figures(("cin_plan_in_place", "cin_visit_timely", "cin_review_timely")),
            Timeliness(("cin_plan_made", "cin_visit", "cin_plan_review", "cin_plan_long")),
        ),
        None,
        6,
        ("child_in_need_plans",),
    ),
    PageContent(
        "children-in-need-changes",
        "Children in need: started and ceased in the last six months",
        "Episodes that closed, why, and how long they had been open.",
        (
            Split("Why it closed", "close_reason", "cin:ReasonForClosure"),
            Lengths("How long it had been open", "received_on", "closed_on", "months", MONTHS_OF_HELP),
            Rows("Episodes closed", ("child_id", "received_on", "closed_on", "close_reason", "team")),
        ),
        each(referrals, at="closed_on"),
        6,
    ),
    PageContent(
        "plans-changes",
        "Child protection plans: started and ceased in the last six months",
        "Plans begun in the six months. A short or a long plan is not good or bad in itself: look at both ends.",
        (
            Figures(("cpp_started", "cpp_ended", "cpp_repeat", "cpp_duration_under3m", "cpp_duration_2y")),
            AgeAndSex(),
            Split("Category of abuse at the start", "initial_category", "cin:CategoryOfAbuse"),
            Split("Earlier plans of those who began one", "previous_plans"),
            Lengths("How long the plans that ended had run", "started_on", "ended_on", "months", (0, 3, 6, 12, 15, 24),
                    of=each(child_protection_plans, at="ended_on")),
            Rows("Plans started", ("child_id", "started_on", "ended_on", "initial_category", "team")),
        ),
        each(child_protection_plans, at="started_on"),
        7,
    ),
    PageContent(
        "plans-current",
        "Child protection plans: current",
        "Children on a plan today: are they seen, alone, and reviewed in time?",
        (
            Figures(("cpp_count", "cpp_rate", "cp_visits_timely", "cp_seen_alone", "cpp_reviews_timely",
                     "core_group_timely", "cpp_open_over_15m")),
            Timeliness(("cp_visit", "cp_review", "core_group_first", "core_group_recurring", "cp_plan_long")),
            Latest("Seen alone at the last statutory visit",
                   each(visits, at="visited_on", where=one_of("kind", "child_protection")), "child_seen_alone"),
            Split("Latest category of abuse", "latest_category", "cin:CategoryOfAbuse"),
            Lengths("How long on the plan", "started_on", None, "months", (0, 3, 6, 12, 15, 24)),
            AgeAndSex(),
            Trend("cp_visit.in_time"),
            Rows("Children on a plan", ("child_id", "started_on", "latest_category", "team", "worker")),
        ),
        open_plans,
        7,
    ),
    PageContent(
        "plans-previous",
        "Child protection plans: previous plans, emergency protection and temporary stays",
        "Children who have had a plan before, were protected in an emergency, or are here for a temporary stay.",
        (
            Figures(("cpp_repeat", "cpp_repeat_12m", "cpp_to_cla")),
            Split("Earlier plans of children on a plan now", "previous_plans"),
            Stated("Emergency protection order or police protection in the last six months",
                   "emergency_powers_in_six_months"),
            Split("Children here for a temporary stay", "is_temporary"),
        ),
        open_plans,
        7,
    ),
)  # fmt: skip
