"""Children looked after, care leavers, adoption and adopters."""

from __future__ import annotations

from lineofsight.core.indicators import open_spans
from lineofsight.core.selections import any_of, at_least, each, is_not, is_present
from lineofsight.core.shared_tables import care_periods
from lineofsight.core.tables.court import legal_statuses
from lineofsight.core.tables.in_care import care_episodes, care_plans, placements
from lineofsight.core.tables.leaving_care import care_leavers
from lineofsight.core.tables.permanence import adopters, permanence
from lineofsight.core.tables.reference_data import stated_totals
from lineofsight.core.tables.safeguarding import missing_episodes
from lineofsight.reports.parts import (
    AgeAndSex,
    Figures,
    Latest,
    Lengths,
    PageContent,
    Repeats,
    Rows,
    Split,
    Stages,
    Stated,
    StatedFigure,
    Timeliness,
    Trend,
)

left_care = each(care_episodes, at="ended_on", where=is_not("end_reason", "X1"))
children_in_care = open_spans(care_periods)
current_placements = open_spans(placements)
# Children of whom a source that dates no missing episode states how often they were missing: those of its list.
counted_missing = each(stated_totals, at="stated_on", where=is_present("missing_in_year"))
were_missing = each(stated_totals, at="stated_on", where=at_least("missing_in_year", 1))
missing_or_absent = each(
    stated_totals, at="stated_on", where=any_of(at_least("missing_in_year", 1), at_least("absent_in_year", 1))
)
MISSING_FIGURES = (
    "missing_now",
    "cla_missing_pct",
    "cla_missing_avg",
    "missing_repeat",
    "rhi_offered_72h",
    "rhi_completed",
)

PAGES = (
    PageContent(
        "care-changes",
        "Looked after: started and ceased in the last six months",
        "Children who came into care in the six months, and those who left it.",
        (
            Figures(("cla_started", "cla_ceased", "cla_ceased_sgo_cao", "cla_return_home_12m")),
            AgeAndSex(),
            Stated("In care before within 12 months, of those who came in", "in_care_before_in_year"),
            Latest("Legal status of those who came in", each(legal_statuses, at="started_on"), "status", "ssda903:LS"),
            Split("Why children left care, and where to", "end_reason", "ssda903:REC", of=left_care),
            Rows("Children who came into care", ("child_id", "started_on", "ended_on", "team")),
        ),
        each(care_periods, at="started_on"),
        8,
    ),
    PageContent(
        "care-current",
        "Looked after: current",
        "Children in care today, not counting series of short breaks.",
        (
            Figures(("cla_count", "cla_rate", "cla_uasc", "unallocated_zero.overdue")),
            AgeAndSex(),
            Split("Ethnic background of the children", "child.ethnicity", "ssda903:ETHNIC"),
            Lengths("How long in care", "started_on", None, "months", (0, 6, 12, 24, 60)),
            Rows("Children in care", ("child_id", "started_on", "team", "worker")),
        ),
        children_in_care,
        8,
    ),
    PageContent(
        "care-legal-status",
        "Looked after: legal status",
        "The legal status in force today.",
        (Split("Legal status", "status", "ssda903:LS"), Timeliness(("s20_review", "care_proceedings_26w"))),
        open_spans(legal_statuses),
        8,
    ),
    PageContent(
        "placements",
        "Looked after: placements",
        "Where children in care live today.",
        (
            Figures(("cla_foster", "cla_residential", "cla_parents", "cla_over_20_miles", "cla_outside_la",
                     "cla_unregistered", "cla_sibling_together")),
            Split("Kind of placement", "type", "ssda903:PLACE"),
            Split("Provider", "provider_type", "ssda903:PLACE_PROVIDER"),
            Timeliness(("placement_plan_5wd", "placement_notifications", "connected_temp_16w",
                        "unregistered_provision")),
            Rows("Placements", ("child_id", "started_on", "type", "provider_type", "distance_miles", "team")),
        ),
        current_placements,
        8,
    ),
    PageContent(
        "stability",
        "Looked after: stability",
        "Moves of home and of worker.",
        (
            Figures(
                ("cla_3_placements", "cla_3_placements_2y", "cla_same_carer_2y", "cla_worker_changes",
                 "cla_foster_disruption"),
                (StatedFigure("cla_3_placements", "Three or more placements in the year", "placements_in_year",
                              children_in_care, at_least=3, like_england=True),),
            ),
            Stated("Placements of each child in care in the last 12 months", "placements_in_year", of=children_in_care),
            Lengths("How long in the present placement", "started_on", None, "months", (0, 3, 6, 12, 24, 60)),
            Trend("cla_3_placements"),
        ),
        current_placements,
        8,
    ),
    PageContent(
        "care-visits",
        "Looked after: plans, visits and reviews",
        "Whether children in care have a plan, are visited and reviewed in time.",
        (
            Figures(("cla_visits_timely", "cla_reviews_timely", "cla_review_participation",
                     "permanence_by_second_review")),
            Timeliness(("cla_visit_first", "cla_visit_recurring", "cla_review", "care_plan_10wd",
                        "permanence_plan_second_review", "iro_appointed")),
            Latest("Plan for permanence of children in care", each(care_plans, at="started_on"), "permanence_plan",
                   "lineofsight:permanence_plan"),
            Trend("cla_visit_recurring.in_time"),
        ),
        children_in_care,
        8,
        ("care_episodes",),
    ),
    PageContent(
        "care-health",
        "Looked after: health",
        "Health and dental checks, immunisations, and how children feel.",
        (
            Figures(("cla_health_up_to_date", "cla_dental", "cla_immunised", "cla_dev_checks", "cla_sdq_done",
                     "cla_sdq_avg", "iha_20wd_pct")),
            Timeliness(("iha_20wd", "rha", "rha_after_earlier_assessment", "dental_check", "sdq")),
        ),
        None,
        8,
        ("health_checks",),
    ),
    PageContent(
        "care-missing",
        "Missing from home or care in the last six months",
        "Each time a child was missing, and whether somebody independent asked why.",
        (
            Figures(MISSING_FIGURES),
            Split("Return interview offered", "interview_offered"),
            Split("Return interview accepted", "interview_accepted"),
            Repeats("Children missing more than once in the six months"),
            Timeliness(("return_home_interview_72h", "seen_after_missing", "missing_strategy_meeting")),
            Rows("Missing episodes", ("child_id", "started_on", "ended_on", "interview_offered", "interview_accepted")),
        ),
        each(missing_episodes, at="started_on"),
        8,
        otherwise=PageContent(
            "care-missing",
            "Missing from home or care in the last 12 months",
            "How often children in care were missing, as the source itself counts it: it gives a total for each child "
            "in care now or in the six months before, and no episode by its day. How long children were gone, and "
            "whether somebody independent saw them within 72 hours, cannot be told.",
            (
                Figures(
                    MISSING_FIGURES,
                    (StatedFigure("cla_missing_pct", "Children on the list who went missing in 12 months",
                                  "missing_in_year", counted_missing, at_least=1),
                     StatedFigure("cla_missing_avg", "Times missing for each child who went missing",
                                  "missing_in_year", counted_missing)),
                ),
                Stated("Times missing in the last 12 months", "missing_in_year"),
                Stated("Times away without permission in the last 12 months", "absent_in_year"),
                Stated("Return interview offered after the last time missing", "interview_offered",
                       "lineofsight:yes_no_unknown", were_missing),
                Stated("Return interview accepted after the last time missing", "interview_accepted",
                       "lineofsight:yes_no_unknown", were_missing),
                Rows("Children missing or away without permission",
                     ("child_id", "missing_in_year", "absent_in_year", "interview_offered", "interview_accepted",
                      "team", "worker"), missing_or_absent),
            ),
            counted_missing,
            8,
        ),
    ),
    PageContent(
        "care-leavers",
        "Care leavers: current",
        "Young people entitled to support as they leave care.",
        (
            AgeAndSex(),
            Split("Entitlement", "eligibility", "lineofsight:care_leaver_eligibility"),
            Timeliness(("pa_allocated", "pathway_plan", "pathway_review", "pa_in_touch_8w", "pa_visit_2m")),
            Rows("Care leavers", ("child_id", "eligibility", "latest_contact_on", "pathway_review_on", "team")),
        ),
        open_spans(care_leavers, start="eligible_from", end="eligible_until"),
        9,
    ),
    PageContent(
        "care-leavers-lives",
        "Care leavers: activity and accommodation",
        "Whether young people are in touch, at work or learning, and in a home fit for them.",
        (
            Figures(("cl_in_touch", "cl_suitable", "cl_eet", "cl_1718_eet", "cl_pathway_current", "cl_homeless")),
            Split("Is the council in touch?", "in_touch", "ssda903:IN_TOUCH"),
            Split("Is their home suitable?", "accommodation_suitable",
                  words=(("1", "Suitable"), ("2", "Not suitable"))),
            Split("Accommodation", "accommodation", "ssda903:ACCOM"),
            Split("Activity", "activity", "ssda903:ACTIV"),
            Lengths("Since the latest review of the pathway plan", "pathway_review_on", None, "months", (0, 6, 12)),
        ),
        open_spans(care_leavers, start="eligible_from", end="eligible_until"),
        9,
    ),
    PageContent(
        "adoption",
        "Adoption: children",
        "Children for whom adoption was decided in the last three years, and how long each step took.",
        (
            Figures(("adoptions", "waiting_for_adoption", "adoption_reversed", "adoption_a1_days",
                     "adoption_a2_days", "early_permanence")),
            Timeliness(("adoption_a1", "adoption_a2", "adoption_authorised_review", "adoption_visit")),
            Stages("How far each child has come", (
                ("Decided, no placement order", "adoption_decided_on"), ("Placement order, not matched",
                "placement_order_on"), ("Matched, not moved in", "matched_on"), ("Moved in", "placed_on"),
                ("Order made", "order_made_on"), ("No longer to be adopted", "reversed_on"),
            )),
            Lengths("From coming into care to moving in", "entered_care_on", "placed_on", "months", (0, 10, 14, 18, 24),
                    if_said=True),
            Lengths("From the decision to a match", "adoption_decided_on", "matched_on", "months", (0, 4, 8, 12)),
            Lengths("From the match to moving in", "matched_on", "placed_on", "months", (0, 1, 2, 4)),
            Rows("Children", ("child_id", "adoption_decided_on", "placement_order_on", "matched_on", "placed_on",
                              "order_made_on", "reversed_on")),
        ),
        each(permanence, at="adoption_decided_on"),
        10,
        months=36,
    ),
    PageContent(
        "adopters",
        "Adopters",
        "Households that asked to adopt in the last three years, and the stage each has reached.",
        (
            Figures(("adopters_stage_timely",)),
            Stages("The stage each has reached", (
                ("Enquired", "enquired_on"), ("Stage one", "registered_on"), ("Stage two", "stage_two_started_on"),
                ("Approved, not matched", "approved_on"), ("Matched", "matched_on"), ("Child moved in", "placed_on"),
                ("Adopted", "adopted_on"), ("Left the process", "ended_on"),
            )),
            Lengths("Registration to approval", "registered_on", "approved_on", "months", (0, 4, 6, 9, 12)),
            Split("Children placed with each adopter", "children_placed", most=4, if_said=True),
            Rows("Adopters", ("id", "family_id", "registered_on", "stage_two_started_on", "applied_on", "approved_on",
                              "matched_on")),
        ),
        each(adopters, at="enquired_on"),
        11,
        months=36,
    ),
)  # fmt: skip
