"""The files of the workforce census as written here: their columns, and what each says.

The Department's own file layout and code lists for this census are not carried: what it asks is known here by its
published measures. Columns and codes are therefore ours, in plain words, to be carried over into the Department's form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORKERS: Final = (
    ("worker", "The authority's own id of the worker"),
    ("registration_number", "Social Work England registration"),
    ("is_agency", "1 for an agency worker, else 0"),
    ("role", "Role, in our codes (handbook: worker_role)"),
    ("full_time_equivalent", "1.0 is full time; blank where it is not recorded"),
    ("ethnicity", "Ethnic origin, in the codes of the looked-after return"),
    ("started_on", "First day in the service"),
    ("came_from", "Where from, in our codes (worker_origin)"),
    ("ended_on", "First day no longer in post; blank for those in post on the census day"),
    ("left_because", "Main reason given for leaving, in our codes (leaving_reason)"),
    ("left_for", "Where to, in our codes (worker_destination)"),
    ("in_post", "1 for those in post on the census day, else 0"),
    ("away", "1 for those away on the census day, for whatever reason, else 0"),
    ("years_in_service", "Whole years from first day to the census day, or to the day of leaving"),
    ("children_held", "Children held as allocated worker on the census day; blank for those not in post"),
    ("days_lost", "Working days lost to sickness in the year: blank where nothing was recorded of it"),
)
AUTHORITY: Final = (
    ("posts_fte", "Social work posts, in full-time equivalents"),
    ("vacant_fte", "Of these vacant: nobody permanent fills them"),
    ("vacant_number", "How many posts that is"),
    ("vacant_covered_fte", "Of the vacant, covered by an agency worker"),
    ("agency_fte", "Agency social workers in post, in full-time equivalents"),
    ("agency_number", "How many people that is"),
)
TOTALS: Final = (
    ("measure", "The code of the measure in the handbook"), ("value", "Its value from the rows of this return"),
    ("above", "What stands above the line"), ("below", "What stands below it"),
)  # fmt: skip

TABLES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "workers": WORKERS, "authority": AUTHORITY, "totals": TOTALS,
}  # fmt: skip

# Published tables of the census are by age and sex: the record of a worker holds neither.
NOT_HELD: Final[Mapping[str, tuple[str, ...]]] = {"workers": ("born_on", "sex", "qualification")}


def columns(table: str) -> list[str]:
    """The columns of a file, in order."""
    return [name for name, _ in TABLES[table]]
