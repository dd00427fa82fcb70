"""Which row and column of the record each item of a return stands for: the mappings of the readers, read backwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Final

from lineofsight.core.tables import table_named
from lineofsight.sources.cin import mapping as cin
from lineofsight.sources.cin.mapping import BlockMapping
from lineofsight.sources.ssda903.care import EPISODE_COLUMNS, PLACEMENT_COLUMNS
from lineofsight.sources.ssda903.permanence import AD1_COLUMNS, PLACED_COLUMNS
from lineofsight.sources.ssda903.rows import OC2_COLUMNS, OC3_COLUMNS

CHILD: Final = {"ssda903": "CHILD", "cin": "LAchildID"}


@dataclass(frozen=True, eq=False)
class Place:
    """A table of the record in which a row of the return has its home.

    `by`: items that find the row, to their columns, beside the child. `items`: items to columns. `within`: the item
    whose date lies in the row's span, where the row is a stretch of time and has no item of its own to be found by.
    """

    table: str
    items: Mapping[str, str]
    by: Mapping[str, str] = field(default_factory=dict)
    within: str = ""

    @property
    def child(self) -> str:
        """The column that says whose row it is."""
        return table_named(self.table).holder_column


_PERSON: Final = Place(
    "people",
    {
        "SEX": "sex", "DOB": "born_on", "ETHNIC": "ethnicity", "UPN": "pupil_number", "MOTHER": "is_mother",
        "MC_DOB": "own_child_born_on", "UASC": "is_unaccompanied", "CHILD": "id",
    },
)  # fmt: skip
_OWN_ITEMS: Final = {item: column for item, column in EPISODE_COLUMNS.items() if item != "LS"}
_SSDA903: Final[Mapping[str, tuple[Place, ...]]] = {
    "Header": (_PERSON,),
    "Episodes": (
        Place("care_episodes", _OWN_ITEMS, {"DECOM": "started_on"}),
        Place("placements", PLACEMENT_COLUMNS, within="DECOM"),
        Place("legal_statuses", {"LS": "status"}, within="DECOM"),
    ),
    "Reviews": (Place("care_reviews", {"REVIEW": "held_on", "REVIEW_CODE": "participation"}, {"REVIEW": "held_on"}),),
    "UASC": (Place("immigration_statuses", {"DUC": "ended_on"}),),
    "OC2": (Place("outcomes_903", OC2_COLUMNS, {"year": "collection_year"}),),
    "OC3": (
        Place("outcomes_of_care_leavers", OC3_COLUMNS, {"year": "collection_year"}), Place("care_leavers", OC3_COLUMNS),
    ),
    "AD1": (Place("permanence", AD1_COLUMNS, {"DATE_INT": "adoption_decided_on"}),),
    "PlacedAdoption": (Place("permanence", PLACED_COLUMNS, {"DATE_PLACED": "adoption_decided_on"}),),
    "PrevPerm": (
        Place("previous_permanence", {"PREV_PERM": "option", "LA_PERM": "authority", "DATE_PERM": "order_date"},
              {"PREV_PERM": "option"}),
    ),
    "Missing": (
        Place("missing_episodes", {"MISSING": "kind", "MIS_START": "started_on", "MIS_END": "ended_on"},
              {"MIS_START": "started_on"}),
    ),
    "SWEpisodes": (
        Place("allocations", {"SW_ID": "worker_id", "SW_DECOM": "started_on", "SW_DEC": "ended_on",
                              "SW_REASON": "change_reason"}, {"SW_DECOM": "started_on"}),
    ),
    "DoLo": (
        Place("deprivation_of_liberty", {"DOLO_START": "started_on", "DOLO_END": "ended_on"},
              {"DOLO_START": "started_on"}),
    ),
}  # fmt: skip
_BLOCKS: Final[tuple[BlockMapping, ...]] = (
    cin.IDENTIFIERS, cin.FORMER_NUMBER, cin.CHARACTERISTICS, cin.DISABILITIES, cin.REFERRALS, cin.OTHER_CONFERENCES,
    cin.ASSESSMENTS, cin.FACTORS, cin.NEED_PLANS, cin.ENQUIRIES, cin.CONFERENCES, cin.PROTECTION_PLANS, cin.REVIEWS,
    cin.PRE_PROCEEDINGS,
)  # fmt: skip


@cache
def places_of(collection: str) -> Mapping[str, tuple[Place, ...]]:
    """The places of each table of a return; the first is where the row itself is."""
    if collection == "ssda903":
        return MappingProxyType(dict(_SSDA903))
    found: dict[str, tuple[Place, ...]] = {}
    for block in _BLOCKS:
        found[block.block] = (*found.get(block.block, ()), _of_block(block))
    return MappingProxyType(found)


def _of_block(block: BlockMapping) -> Place:
    found_by = {item: column for item, column in block.items.items() if column == block.dated}
    if not found_by:
        found_by = {item: block.items[item] for item in block.required}
    if block is cin.CONFERENCES:
        found_by = {"DateOfInitialCPC": "held_on"}
    return Place(block.table, block.items, found_by)


def places_for(collection: str, table: str, fields: Iterable[str]) -> tuple[Place, ...]:
    """Where the row behind some fields may be: first the place that holds the first field any holds, then the others.

    None for the header of a return.
    """
    places = places_of(collection).get(table.removesuffix("_last"), ())
    first = next((place for name in fields for place in places if name in place.items), None)
    return places if first is None else (first, *(place for place in places if place is not first))


def column_of(collection: str, table: str, item: str) -> tuple[str, str] | None:
    """The table and column of the record that hold an item; None where the return makes it itself."""
    for place in places_of(collection).get(table.removesuffix("_last"), ()):
        if item in place.items:
            return place.table, place.items[item]
    return None
