"""Published figures, populations, what sources state in total, and tables of the standard dataset without practice."""

from __future__ import annotations

from lineofsight.core.columns import code, day, flag, moment, number, text, whole, words
from lineofsight.core.table import Holder, Table

populations = Table(
    "populations", "Populations", "Resident children by authority, year and group (ONS mid-year estimates).",
    (
        text("la_code", "Authority, as its three-digit code"),
        day("as_at", "30 June of the estimate"),
        code("sex", "Sex, blank for all"),
        text("age_group", "Age group, blank for 0 to 17"),
        text("ethnicity", "Ethnic group, blank for all"),
        text("locality", "Area of the authority, blank for all"),
        number("children", "Children"),
    ), ("la_code", "as_at", "sex", "age_group", "ethnicity", "locality"), event="as_at", holder=Holder.SERVICE,
)  # fmt: skip

published_figures = Table(
    "published_figures", "Published figures", "A figure of another authority, a region or England, as published.",
    (
        text("indicator", "Our code of the measure"),
        text("area_code", "Authority code, ONS region code, or E92000001 for England"),
        text("area_name", "Its name"),
        text("period", "The period as in our period forms"),
        number("value", "The value; blank where suppressed"),
        text("suppressed", "The symbol published instead of a value"),
        text("publication", "Where published"),
    ), ("indicator", "area_code", "period"), holder=Holder.SERVICE,
)  # fmt: skip

stated_totals = Table(
    "stated_totals", "Totals as the source states them",
    "What a source says of a child over a time that ends on its own day, without the days on which it happened.",
    (
        day("stated_on", "The day of the source, on which the time ends"),
        code("case_status", "What the source says the child is open as", "lineofsight:case_status"),
        whole("referrals_in_year", "Referrals of the child in the 12 months"),
        whole("conferences_in_year", "Initial child protection conferences in the 12 months"),
        flag("emergency_powers_in_six_months", "Whether under an emergency protection order, or protected by the "
             "police, in the six months"),
        flag("in_care_before_in_year", "Whether this is a second or later period of care within the 12 months"),
        whole("placements_in_year", "Placements in the 12 months"),
        whole("missing_in_year", "Times missing in the 12 months"),
        whole("absent_in_year", "Times away without permission in the 12 months"),
        code("interview_offered", "Return interview offered after the last time missing",
             "lineofsight:yes_no_unknown"),
        code("interview_accepted", "Return interview accepted after the last time missing",
             "lineofsight:yes_no_unknown"),
    ), ("child_id", "stated_on"), event="stated_on",
)  # fmt: skip

finance_placeholders = Table(
    "finance_placeholders", "Section 251 finance", "The standard dataset's place for placement costs, still in draft.",
    (
        text("placement_id", "The placement", ssd="s251_cla_placement_id"),
        text("item_1", "Undefined in the standard dataset", ssd="s251_placeholder_1"),
        text("item_2", "Undefined in the standard dataset", ssd="s251_placeholder_2"),
        text("item_3", "Undefined in the standard dataset", ssd="s251_placeholder_3"),
        text("item_4", "Undefined in the standard dataset", ssd="s251_placeholder_4"),
    ), ("placement_id",), holder=Holder.SERVICE, ssd=("ssd_s251_finance",), id_ssd=("s251_table_id",),
)  # fmt: skip

api_submissions = Table(
    "api_submissions", "Daily data sent to the department", "What was sent about a child, and the reply.",
    (
        words("payload", "What was sent", ssd="json_payload"),
        text("current_hash", "Hash of what is to be sent", ssd="current_hash"),
        text("previous_hash", "Hash of what was sent last", ssd="previous_hash"),
        code("submission_status", "State of the sending", ssd="submission_status"),
        moment("submitted_at", "When sent", ssd="submission_timestamp"),
        text("response", "The reply", ssd="api_response"),
        code("row_state", "New, updated, deleted, unchanged", ssd="row_state"),
        moment("updated_at", "When last changed", ssd="last_updated"),
    ), ("child_id",), ssd=("ssd_api_data_staging",), id_ssd=("id",), holder_ssd=("person_id",),
)  # fmt: skip

dataset_versions = Table(
    "dataset_versions", "Versions of the standard dataset", "Which release of the standard dataset a source runs.",
    (
        day("released_on", "Release date", ssd="release_date"),
        text("description", "What it is", ssd="description"),
        flag("is_current", "Whether current", ssd="is_current"),
        moment("created_at", "When installed", ssd="created_at"),
        text("created_by", "By whom", ssd="created_by"),
        text("impact", "What it changes", ssd="impact_description"),
    ), ("id",), event="released_on", holder=Holder.SERVICE, ssd=("ssd_version_log",), id_ssd=("version_number",),
)  # fmt: skip

TABLES = (populations, published_figures, stated_totals, finance_placeholders, api_submissions, dataset_versions)
