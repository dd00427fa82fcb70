"""The lists asked for at an inspection: their titles, columns in order, and the values each may hold.

Source: Ofsted, inspections of local authority children's services, Annex A lists 1 to 11, in
`core/data/annex_a_columns.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from lineofsight.core.package_data import read_rows
from lineofsight.sources.headings import plain

CHILD = "Child Unique ID"
ADOPTER = "Individual adopter identifier"

# Other titles people give their sheets.
_OTHER_TITLES: Mapping[str, int] = MappingProxyType(
    {
        "contact": 1, "early help assessments": 2, "referral": 3, "assessment": 4, "section 47": 5, "s47": 5,
        "section 47s": 5, "s47 and icpc": 5, "section 47 enquiries": 5, "cin": 6, "children in need": 6, "cp": 7,
        "child protection plans": 7, "cla": 8, "lac": 8, "looked after children": 8, "children looked after": 8,
        "children in care": 8, "leaving care": 9, "care leaver": 9, "adoptions": 10, "prospective adopters": 11,
        "adopter": 11,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list. `variant` is another heading in use; `value_set` names its values, if it has such."""

    heading: str
    variant: str
    type: str
    can_be_blank: bool
    value_set: str


@dataclass(frozen=True, slots=True)
class AnnexList:
    """One list, with its columns in order."""

    number: int
    title: str
    columns: tuple[ListColumn, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in order."""
        return tuple(column.heading for column in self.columns)

    @property
    def variants(self) -> Mapping[str, str]:
        """Other headings in use, to the list's own."""
        return {column.variant: column.heading for column in self.columns if column.variant}

    @property
    def key(self) -> str:
        """The heading of the person the row is about."""
        return self.columns[0].heading


@cache
def lists() -> Mapping[int, AnnexList]:
    """The eleven lists by number."""
    columns: dict[int, list[ListColumn]] = {}
    titles: dict[int, str] = {}
    for row in read_rows("annex_a_columns.csv"):
        number = int(row["list"])
        titles[number] = row["list_title"]
        columns.setdefault(number, []).append(
            ListColumn(row["column"], row["header_variant"], row["type"], row["can_be_blank"] != "no", row["value_set"])
        )
    return MappingProxyType({n: AnnexList(n, titles[n], tuple(found)) for n, found in columns.items()})


def list_named(sheet_name: str) -> AnnexList | None:
    """The list a sheet's name says it is: `List 7`, `list7 - child protection`, `Child Protection`."""
    name = plain(sheet_name)
    if numbered := re.match(r"(?:annex a )?(?:list|l) ?(\d{1,2})\b", name):
        return lists().get(int(numbered[1]))
    titles = {plain(one.title): one.number for one in lists().values()} | dict(_OTHER_TITLES)
    return lists().get(titles.get(name, 0))
