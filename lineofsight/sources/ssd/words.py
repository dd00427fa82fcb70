"""The dataset's words for codes, to ours and back. Everything else is spelt as its code set spells it."""

from __future__ import annotations

from collections.abc import Mapping

# Field -> the dataset's words, in lower case -> code.
READ: Mapping[str, Mapping[str, str]] = {
    "pers_sex": {"1": "M", "2": "F", "0": "U", "9": "U", "i": "U", "indeterminate": "U", "not known": "U"},
    "cppl_cp_plan_initial_category": {"multiple": "MUL", "sexual": "SAB", "physical": "PHY", "emotional": "EMO"},
    "cppl_cp_plan_latest_category": {"multiple": "MUL", "sexual": "SAB", "physical": "PHY", "emotional": "EMO"},
    "clea_care_leaver_eligibility": {
        "no current eligibility": "none", "former relevant": "former_relevant", "relevant": "relevant",
        "eligible": "eligible", "qualifying": "qualifying",
    },
    "clea_care_leaver_accom_suitable": {"suitable": "1", "unsuitable": "2"},
    "miss_missing_episode_type": {
        "m": "missing", "a": "absent", "away": "absent", "away without authorisation": "absent",
        "away from placement without authorisation": "absent",
    },
    "miss_missing_rhi_offered": {"y": "yes", "n": "no", "u": "unknown", "na": "unknown", "1": "yes", "0": "no"},
    "miss_missing_rhi_accepted": {"y": "yes", "n": "no", "u": "unknown", "na": "unknown", "1": "yes", "0": "no"},
    "perm_permanence_order_type": {
        "adoption": "adoption", "special guardianship": "special_guardianship", "sgo": "special_guardianship",
        "child arrangements order/residence order": "child_arrangements",
        "child arrangements order/ residence order": "child_arrangements",
        "child arrangements order": "child_arrangements",
        "residence order": "child_arrangements", "cao": "child_arrangements",
    },
    "clah_health_check_type": {
        "health assessment": "review_health_assessment", "iha": "initial_health_assessment",
        "initial health": "initial_health_assessment", "rha": "review_health_assessment",
        "review health": "review_health_assessment", "dental": "dental_check", "dentist": "dental_check",
        "dental assessment": "dental_check", "optician": "eye_check", "eye test": "eye_check",
        "developmental check": "development_check", "development assessment": "development_check",
    },
    "invo_professional_role_id": {
        "allocated case worker": "allocated_worker", "allocated social worker": "allocated_worker",
        "allocated": "allocated_worker", "case worker": "allocated_worker", "case holder": "allocated_worker",
        "key worker": "allocated_worker", "social worker": "allocated_worker", "sw": "allocated_worker",
        "lead worker": "allocated_worker", "iro": "reviewing_officer",
        "independent reviewing officer": "reviewing_officer", "cp chair": "conference_chair",
        "conference chair": "conference_chair", "child protection chair": "conference_chair",
        "personal adviser": "personal_adviser", "personal advisor": "personal_adviser", "pa": "personal_adviser",
        "lead practitioner": "lead_practitioner", "early help worker": "lead_practitioner",
        "family support worker": "family_support", "fsw": "family_support",
        "supervising social worker": "supervising_social_worker", "second worker": "second_worker",
        "joint worker": "second_worker", "co-worker": "second_worker",
    },
}  # fmt: skip

# Field -> code -> what the dataset writes, where it is not the code itself.
WRITE: Mapping[str, Mapping[str, str]] = {
    "cppl_cp_plan_initial_category": {
        "NEG": "Neglect", "PHY": "Physical abuse", "SAB": "Sexual abuse", "EMO": "Emotional abuse", "MUL": "Multiple",
    },
    "cppl_cp_plan_latest_category": {
        "NEG": "Neglect", "PHY": "Physical abuse", "SAB": "Sexual abuse", "EMO": "Emotional abuse", "MUL": "Multiple",
    },
    "clea_care_leaver_eligibility": {
        "relevant": "Relevant", "former_relevant": "Former Relevant", "eligible": "Eligible",
        "qualifying": "Qualifying", "none": "No Current Eligibility",
    },
    "clea_care_leaver_accom_suitable": {"yes": "1", "no": "2"},
    "miss_missing_episode_type": {"missing": "Missing", "absent": "Away"},
    "miss_missing_rhi_offered": {"yes": "Y", "no": "N", "unknown": "NA"},
    "miss_missing_rhi_accepted": {"yes": "Y", "no": "N", "unknown": "NA"},
    "perm_permanence_order_type": {
        "adoption": "Adoption", "special_guardianship": "Special Guardianship",
        "child_arrangements": "Child Arrangements Order/Residence Order",
    },
    "clah_health_check_type": {
        "initial_health_assessment": "Initial Health Assessment",
        "review_health_assessment": "Review Health Assessment",
        "dental_check": "Dental Check", "eye_check": "Eye Check", "development_check": "Development Check",
    },
    "clah_health_check_status": {
        "planned": "Planned", "completed": "Completed", "refused": "Refused", "cancelled": "Cancelled",
    },
    "invo_professional_role_id": {"allocated_worker": "Allocated Case Worker"},
}  # fmt: skip

# A role no list foresees is still somebody's: it is read as "other", and said so.
CATCH_ALL: Mapping[str, str] = {"invo_professional_role_id": "other"}

# Flags the dataset writes 1 and 0, not Y and N.
DIGIT_FLAGS = frozenset({"perm_part_of_sibling_group", "is_current"})

# What stands for nothing: fields not built yet in a deployment, and what SQL Server makes of an empty date.
NOTHING = ("PLACEHOLDER_DATA", "1900-01-01", "1900-01-01 00:00:00", "1900-01-01 00:00:00.000", "1900-01-01T00:00:00")
