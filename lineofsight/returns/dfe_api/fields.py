"""The fields of the payload, as data: `data/fields.csv`, whose README says where they come from."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from lineofsight.core.code_sets import code_set

CHILD: Final = ""
DETAILS: Final = "child_details"
HEALTH: Final = "health_and_wellbeing"
SCORES: Final = "health_and_wellbeing.sdq_assessments"
EPISODES: Final = "social_care_episodes"
ASSESSMENTS: Final = "social_care_episodes.child_and_family_assessments"
NEED_PLANS: Final = "social_care_episodes.child_in_need_plans"
ENQUIRIES: Final = "social_care_episodes.section_47_assessments"
PROTECTION_PLANS: Final = "social_care_episodes.child_protection_plans"
PLACEMENTS: Final = "social_care_episodes.child_looked_after_placements"
ADOPTION: Final = "social_care_episodes.adoption"
CARE_LEAVERS: Final = "social_care_episodes.care_leavers"
WORKERS: Final = "social_care_episodes.care_worker_details"

# In an episode, in the order of the specification. Of adoption and of leaving care there is one each.
IN_EPISODE: Final = (
    ASSESSMENTS, NEED_PLANS, ENQUIRIES, PROTECTION_PLANS, PLACEMENTS, ADOPTION, CARE_LEAVERS, WORKERS,
)  # fmt: skip
ONE_EACH: Final = (ADOPTION, CARE_LEAVERS)
PURGE: Final = "purge"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `item` is its number in the specification, blank where it has none; `block` the path it stands in.

    `type` is text, date, flag, number or list (of texts). `one_of` are the texts taken, all where it is empty.
    """

    item: int | None
    block: str
    name: str
    type: str
    may_be_blank: bool
    shortest: int
    longest: int | None
    pattern: str
    one_of: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its block and name."""
        return f"{self.block}.{self.name}".lstrip(".")

    @property
    def is_identifier(self) -> bool:
        """Whether it tells its item from the others of the block."""
        return self.name.endswith("_id") and not self.may_be_blank


@cache
def fields() -> Mapping[str, tuple[Field, ...]]:
    """Every field by its block, in order."""
    text = resources.files(__package__).joinpath("data", "fields.csv").read_text(encoding="utf-8")
    found: dict[str, list[Field]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["block"], []).append(_field(row))
    return MappingProxyType({block: tuple(items) for block, items in found.items()})


@cache
def names() -> frozenset[str]:
    """Every word the payload's keys are made of: what a reply may be quoted by."""
    blocks = {part for block in fields() for part in block.split(".") if part}
    return frozenset(blocks | {field.name for items in fields().values() for field in items} | {PURGE})


@cache
def identifiers() -> Mapping[str, str]:
    """The field that tells the items of a list apart, by the key the list stands under."""
    return MappingProxyType({
        last_name(block): field.name for block, items in fields().items() for field in items
        if block and field.is_identifier
    })  # fmt: skip


def last_name(block: str) -> str:
    """The key a block stands under."""
    return block.rpartition(".")[2]


def _field(row: Mapping[str, str]) -> Field:
    listed = tuple(row["one_of"].split())
    if row["code_set"]:
        listed = tuple(dict.fromkeys(code.code for code in code_set(row["code_set"])))
    return Field(
        item=int(row["item"]) if row["item"] else None, block=row["block"], name=row["field"], type=row["type"],
        may_be_blank=row["may_be_blank"] == "yes", shortest=int(row["shortest"] or 0),
        longest=int(row["longest"]) if row["longest"] else None, pattern=row["pattern"], one_of=listed,
    )  # fmt: skip
