"""Workers, teams, who held which child and when, and how workers are supported."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, number, reference, text, whole, words
from lineofsight.core.same_as import SameAs
from lineofsight.core.table import Holder, Table

professionals = Table(
    "professionals", "Workers", "A worker, or a name in the system that stands for no person.",
    (
        text("staff_number", "Staff number", ssd="prof_staff_id"),
        text("name", "Name", ssd="prof_professional_name", personal=True),
        text("registration_number", "Social Work England registration", ssd="prof_social_worker_registration_no"),
        day("registered_until", "Registration checked as valid until"),
        flag("is_agency", "Whether the worker is agency staff", ssd="prof_agency_worker_flag"),
        code("role", "What the worker does", "lineofsight:worker_role"),
        text("job_title", "Job title", ssd="prof_professional_job_title"),
        whole("caseload_in_source", "Children held, as the source counts them", ssd="prof_professional_caseload"),
        reference("team_id", "teams", "Department or team", ssd="prof_professional_department"),
        number("full_time_equivalent", "Full-time equivalent, 1.0 = full time", ssd="prof_full_time_equivalency"),
        code("ethnicity", "Ethnic origin", "ssda903:ETHNIC"),
        day("started_on", "Joined the service"),
        day("ended_on", "Left the service"),
        day("assessed_year_to", "End of that year"),
        day("assessed_year_from", "Start of the assessed and supported year of a newly qualified worker"),
        code("placeholder", "Set where the name stands for a holding list or a duty desk, not a person",
             "lineofsight:placeholder"),
        code("came_from", "Where the worker came from", "lineofsight:worker_origin"),
        code("left_because", "The main reason the worker gave for leaving", "lineofsight:leaving_reason"),
        code("left_for", "Where the worker went", "lineofsight:worker_destination"),
    ), ("id",), event="started_on", ends="ended_on", holder=Holder.WORKER, holder_is_id=True,
    ssd=("ssd_professionals",), id_ssd=("prof_professional_id",),
    # The looked-after return knows workers by registration alone.
    same_as=(SameAs(("registration_number",)),),
)  # fmt: skip

teams = Table(
    "teams", "Teams", "A team, and the service it belongs to.",
    (
        text("name", "Team name", ssd="dept_team_name"),
        reference("parent_id", "teams", "The team or service above", ssd="dept_team_parent_id"),
        text("parent_name", "Its name", ssd="dept_team_parent_name"),
        code("kind", "Front door, assessment, safeguarding, children in care ...", "lineofsight:team_kind"),
        day("started_on", "First day"),
        day("ended_on", "Last day"),
    ), ("id",), event="started_on", ends="ended_on", holder=Holder.TEAM, holder_is_id=True,
    ssd=("ssd_department",), id_ssd=("dept_team_id",),
)  # fmt: skip

allocations = Table(
    "allocations", "Allocations", "Which worker and team held a child, in which role, from when to when.",
    (
        reference("worker_id", "professionals", "The worker", ssd="invo_professional_id"),
        reference("team_id", "teams", "The team", ssd="invo_professional_team"),
        code("role", "In which role", "lineofsight:allocation_role", ssd="invo_professional_role_id"),
        day("started_on", "From when", ssd="invo_involvement_start_date"),
        day("ended_on", "Until when", ssd="invo_involvement_end_date"),
        text("change_reason", "Why the worker changed", ssd="invo_worker_change_reason"),
        reference("referral_id", "referrals", "The referral", ssd="invo_referral_id"),
        day("accepted_on", "When the receiving manager accepted the child"),
    ), ("child_id", "worker_id", "role", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_involvements",), id_ssd=("invo_involvements_id",), holder_ssd=("invo_person_id",),
)  # fmt: skip

absences = Table(
    "absences", "Absences", "A worker's absence of more than a day.",
    (
        code("kind", "Sickness, leave, other", "lineofsight:absence_kind"),
        day("started_on", "First day"),
        day("ended_on", "Last day"),
        number("working_days", "Working days lost"),
    ), ("worker_id", "started_on"), event="started_on", ends="ended_on", holder=Holder.WORKER,
)  # fmt: skip

posts = Table(
    "posts", "Posts", "A social work post, filled or vacant.",
    (
        reference("team_id", "teams", "The team"),
        reference("worker_id", "professionals", "Who fills it; blank when vacant"),
        number("full_time_equivalent", "Full-time equivalent"),
        flag("covered_by_agency", "Whether an agency worker covers it"),
        day("started_on", "From when in this state"),
        day("ended_on", "Until when in this state"),
    ), ("id", "started_on"), event="started_on", ends="ended_on", holder=Holder.SERVICE,
)  # fmt: skip

supervisions = Table(
    "supervisions", "Supervision", "One supervision meeting of a worker.",
    (
        day("held_on", "When it was held"),
        reference("supervisor_id", "professionals", "Who supervised"),
        reference("child_id", "people", "The child discussed, where the row is about one child"),
        flag("was_reflective", "Whether reflection was recorded"),
        words("summary", "What was discussed"),
        day("next_on", "When the next one is to be"),
        day("signed_on", "When the supervisor signed it; it stays as it is from then on"),
        day("agreed_on", "When the worker agreed that this is what was said"),
    ), ("worker_id", "held_on", "child_id"), event="held_on", holder=Holder.WORKER,
)  # fmt: skip

supervision_actions = Table(
    "supervision_actions", "Supervision actions", "An action agreed in supervision about a child.",
    (
        reference("supervision_id", "supervisions", "The meeting"),
        reference("worker_id", "professionals", "Who is to do it"),
        day("agreed_on", "When agreed"),
        day("due_on", "By when"),
        day("done_on", "When done"),
        day("renewed_on", "When renewed with a reason"),
        words("action", "What is to be done"),
        day("said_done_on", "When whoever was to do it said that it is done"),
        words("evidence", "What shows that it is done"),
        reference("confirmed_by", "professionals", "Who else saw that it is done"),
    ), ("supervision_id", "agreed_on", "child_id", "due_on"), event="agreed_on", ends="done_on",
)  # fmt: skip

workforce_census = Table(
    "workforce_census", "Workforce census", "One worker's line in the annual workforce census.",
    (
        day("census_on", "Census date, 30 September"),
        number("full_time_equivalent", "Full-time equivalent at the census"),
        flag("is_agency", "Whether agency staff"),
        code("role", "Role at the census", "lineofsight:worker_role"),
        code("ethnicity", "Ethnic origin", "ssda903:ETHNIC"),
        whole("children_held", "Children held at the census"),
        number("days_lost", "Working days lost to sickness in the year"),
        day("returned_on", "When the census was returned"),
    ), ("worker_id", "census_on"), event="census_on", holder=Holder.WORKER,
)  # fmt: skip

registration_checks = Table(
    "registration_checks",
    "Registration checks",
    "A worker's registration with Social Work England was checked.",
    (day("checked_on", "When checked"), day("valid_until", "Until when it holds")),
    ("worker_id", "checked_on"),
    event="checked_on",
    holder=Holder.WORKER,
)

trainings = Table(
    "trainings", "Training", "A worker's place on a course.",
    (
        text("course", "What the course is called"),
        code("theme", "The theme of audits it answers"),
        day("held_on", "Its first day"),
        number("hours", "How many hours it takes"),
        flag("completed", "Whether the worker completed it"),
    ), ("worker_id", "course", "held_on"), event="held_on", holder=Holder.WORKER,
)  # fmt: skip

assessed_year_reviews = Table(
    "assessed_year_reviews",
    "Reviews of the first year",
    "A review of a newly qualified social worker's assessed and supported year.",
    (
        code("stage", "Which review of the year", "lineofsight:assessed_year_review"),
        day("held_on", "When it was held"),
    ),
    ("worker_id", "stage", "held_on"),
    event="held_on",
    holder=Holder.WORKER,
)

TABLES = (
    registration_checks,
    professionals,
    teams,
    allocations,
    absences,
    posts,
    supervisions,
    supervision_actions,
    workforce_census,
    trainings,
    assessed_year_reviews,
)
