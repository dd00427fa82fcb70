"""The census as published: its elements in document order, and the tables its blocks are read into.

Carried from the Department for Education's children in need census specification (`core/data/cin_census.csv`).
The 2026-27 block on pre-proceedings is known by name and order; its type and codes are to be confirmed there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from lineofsight.core.package_data import read_rows
from lineofsight.core.periods import collection_year

CHILD: Final = "Message/Children/Child"
HEADER: Final = "Message/Header"


@dataclass(frozen=True, slots=True)
class Element:
    """One element. `path` is from the root; `repeats` where it may stand more than once in its parent."""

    path: str
    name: str
    is_group: bool
    repeats: bool
    type: str
    code_set: str
    fixed: str
    first_year: str
    last_year: str
    meaning: str
    to_be_confirmed: bool

    @property
    def parent(self) -> str:
        """The path of the element it stands in."""
        return self.path.rpartition("/")[0]

    def in_year(self, year: str) -> bool:
        """Whether the census of that collection year has it."""
        wanted = collection_year(year)
        return (not self.first_year or self.first_year <= wanted) and (not self.last_year or wanted <= self.last_year)


@dataclass(frozen=True, slots=True)
class Block:
    """A table of the census: one row for each element at `path`.

    `key` names the number given to each row, by which the tables below are joined; `keys` are those of the blocks
    it stands in. A block that is a single repeated item (a disability, a factor, a review date) has that one item.
    """

    table: str
    path: str
    key: str = ""
    keys: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """The items of a row, in document order."""
        own = elements()[self.path]
        return items_of(self.path) if own.is_group else (own.name,)


# The names by which validation rules know the tables.
BLOCKS: Final = (
    Block("ChildIdentifiers", f"{CHILD}/ChildIdentifiers"),
    Block("ChildCharacteristics", f"{CHILD}/ChildCharacteristics"),
    Block("Disabilities", f"{CHILD}/ChildCharacteristics/Disabilities/Disability"),
    Block("CINdetails", f"{CHILD}/CINdetails", key="CINdetailsID"),
    Block("Assessments", f"{CHILD}/CINdetails/Assessments", key="AssessmentID", keys=("CINdetailsID",)),
    Block(
        "AssessmentFactorsList",
        f"{CHILD}/CINdetails/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors",
        keys=("CINdetailsID", "AssessmentID"),
    ),
    Block("CINplanDates", f"{CHILD}/CINdetails/CINPlanDates", keys=("CINdetailsID",)),
    Block("Section47", f"{CHILD}/CINdetails/Section47", key="Section47ID", keys=("CINdetailsID",)),
    Block("ChildProtectionPlans", f"{CHILD}/CINdetails/ChildProtectionPlans", key="CPPID", keys=("CINdetailsID",)),
    Block("Reviews", f"{CHILD}/CINdetails/ChildProtectionPlans/Reviews/CPPreviewDate", keys=("CINdetailsID", "CPPID")),
    Block("PreProceedingsandFGDM", f"{CHILD}/CINdetails/PreProceedingsandFGDM", keys=("CINdetailsID",)),
)


@cache
def elements() -> Mapping[str, Element]:
    """Every element by path, in document order."""
    return MappingProxyType(
        {
            row["path"]: Element(
                path=row["path"],
                name=row["element"],
                is_group=row["kind"] == "group",
                repeats=row["max_occurs"] == "n",
                type=row["type"],
                code_set=row["code_set"],
                fixed=row["fixed_values"],
                first_year=row["first_year"],
                last_year=row["last_year"],
                meaning=row["meaning"],
                to_be_confirmed=row["to_be_confirmed"] == "yes",
            )
            for row in read_rows("cin_census.csv")
        }
    )


@cache
def within(path: str) -> tuple[Element, ...]:
    """The elements that stand directly in the one at `path`, in document order."""
    return tuple(element for element in elements().values() if element.parent == path)


def items_of(path: str) -> tuple[str, ...]:
    """The names of the single items directly in the group at `path`."""
    return tuple(element.name for element in within(path) if not element.is_group)
