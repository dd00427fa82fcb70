"""Children, their families, where they live, and what identifies them."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, reference, text, words
from lineofsight.core.table import Table

people = Table(
    "people", "People", "Every child and family member the service knows. A child's id here is `child_id` elsewhere.",
    (
        text("forename", "First name", ssd="pers_forename", personal=True),
        text("surname", "Family name", ssd="pers_surname", personal=True),
        day("born_on", "Date of birth", ssd="pers_dob", personal=True),
        day("expected_on", "Expected date of birth of an unborn child", ssd="pers_expected_dob", personal=True),
        day("died_on", "Date of death", ssd="pers_death_date"),
        code("sex", "Sex recorded at birth", "ssda903:SEX", ssd="pers_sex"),
        code("gender", "Gender, where recorded apart from sex", ssd="pers_gender"),
        code("ethnicity", "Ethnic origin", "ssda903:ETHNIC", ssd="pers_ethnicity"),
        code("nationality", "Nationality", ssd="pers_nationality"),
        text("locality", "The area of the authority the person lives in, as the authority divides it"),
        text("pupil_number", "Unique pupil number", ssd="pers_upn", personal=True),
        code("pupil_number_unknown", "Why there is no pupil number", "cin:UPNunknown", ssd="pers_upn_unknown"),
        text("legacy_id", "The id in an earlier system", ssd="pers_legacy_id", personal=True),
        text("single_unique_id", "Single unique identifier", ssd="pers_single_unique_id", personal=True),
        text("common_child_id", "Common child identifier", ssd="pers_common_child_id", personal=True),
        flag("has_special_needs_record", "Whether the SEN system knows the child", ssd="pers_send_flag"),
        flag("is_mother", "Whether the child is a mother", ssd="pers_is_mother"),
        day("own_child_born_on", "Date of birth of the child's own child, where she is a mother in care",
            personal=True),
        code("first_language", "First language, where it is not English"),
        flag("interpreter_needed", "Whether an interpreter is needed"),
        flag("is_unaccompanied", "Whether the child is an unaccompanied asylum-seeking child"),
        flag("address_protected", "Whether the address must not be disclosed"),
        words("strengths", "What is good in the child's life and who they are"),
        words("dangers", "What is dangerous now and what to do tonight"),
    ), ("id",), event="born_on", ends="died_on", holder_is_id=True, ssd=("ssd_person",), id_ssd=("pers_person_id",),
)  # fmt: skip

families = Table(
    "families", "Families", "Which people the source counts as one family.",
    (text("family_id", "The family", ssd="fami_family_id"),), ("child_id", "family_id"),
    ssd=("ssd_family",), id_ssd=("fami_table_id",), holder_ssd=("fami_person_id",),
)  # fmt: skip

relationships = Table(
    "relationships", "Relationships", "Who somebody is to a child.",
    (
        reference("related_person_id", "people", "The other person"),
        code("relation", "What the other person is to the child: mother, father, brother or sister, carer ...",
             "lineofsight:relation"),
        day("started_on", "From when"),
        day("ended_on", "Until when"),
        flag("parental_responsibility", "Whether the other person has parental responsibility"),
        flag("contact_restricted", "Whether contact with the child is restricted"),
    ), ("child_id", "related_person_id", "relation"), event="started_on", ends="ended_on",
)  # fmt: skip

mothers = Table(
    "mothers", "Mothers", "A mother known to the service (or herself a child in care) and her child.",
    (
        reference("mother_id", "people", "The mother", ssd="moth_person_id"),
        day("child_born_on", "The child's date of birth", ssd="moth_childs_dob", personal=True),
    ), ("child_id", "mother_id"), event="child_born_on",
    ssd=("ssd_mother",), id_ssd=("moth_table_id",), holder_ssd=("moth_childs_person_id",),
)  # fmt: skip

addresses = Table(
    "addresses", "Addresses", "Where a person lived, and from when.",
    (
        code("kind", "Home, placement, other", ssd="addr_address_type"),
        day("started_on", "From when", ssd="addr_address_start_date"),
        day("ended_on", "Until when", ssd="addr_address_end_date"),
        text("postcode", "Postcode", ssd="addr_address_postcode", personal=True),
        words("address", "The address as the source holds it (JSON in the standard dataset)", ssd="addr_address_json"),
    ), ("child_id", "started_on", "kind"), event="started_on", ends="ended_on",
    ssd=("ssd_address",), id_ssd=("addr_table_id",), holder_ssd=("addr_person_id",),
)  # fmt: skip

disabilities = Table(
    "disabilities", "Disabilities", "A disability recorded for a child.",
    (code("disability", "Disability", "cin:Disability", ssd="disa_disability_code"),), ("child_id", "disability"),
    ssd=("ssd_disability",), id_ssd=("disa_table_id",), holder_ssd=("disa_person_id",),
)  # fmt: skip

immigration_statuses = Table(
    "immigration_statuses", "Immigration status", "A child's immigration status and its dates.",
    (
        code("status", "Status", ssd="immi_immigration_status"),
        day("started_on", "From when", ssd="immi_immigration_status_start_date"),
        day("ended_on", "Until when", ssd="immi_immigration_status_end_date"),
    ), ("child_id", "status", "started_on"), event="started_on", ends="ended_on",
    ssd=("ssd_immigration_status",), id_ssd=("immi_immigration_status_id",), holder_ssd=("immi_person_id",),
)  # fmt: skip

linked_identifiers = Table(
    "linked_identifiers", "Identifiers in other systems", "What another system calls the child.",
    (
        code("kind", "Which identifier", ssd="link_identifier_type"),
        text("value", "The identifier", ssd="link_identifier_value", personal=True),
        day("valid_from", "From when", ssd="link_valid_from_date"),
        day("valid_to", "Until when", ssd="link_valid_to_date"),
    ), ("child_id", "kind", "value"), event="valid_from", ends="valid_to",
    ssd=("ssd_linked_identifiers",), id_ssd=("link_table_id",), holder_ssd=("link_person_id",),
)  # fmt: skip

TABLES = (people, families, relationships, mothers, addresses, disabilities, immigration_statuses, linked_identifiers)
