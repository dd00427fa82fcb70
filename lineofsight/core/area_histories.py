"""How inspection areas followed each other: which merged, which were divided, and the rows a picture of them needs.

A row (`Strand`) is what no framework ever judged in parts. An area judged in one piece over several strands covers
their rows; that is how a merger and a division are drawn, and how grades before and after are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lineofsight.core.package_data import read_rows


@dataclass(frozen=True, slots=True)
class Strand:
    """One row of the history: its code and its name beside the row."""

    code: str
    title: str


OVERALL = Strand("overall", "Overall effectiveness")
HELP = Strand("help_and_protection", "Help and protection")
IN_CARE = Strand("in_care", "Children in care")
ADOPTION = Strand("adoption", "Adoption")
CARE_LEAVERS = Strand("care_leavers", "Care leavers")
LEADERSHIP = Strand("leadership", "Leadership")
BOARD = Strand("lscb", "Safeguarding board")
STRANDS = (OVERALL, HELP, IN_CARE, ADOPTION, CARE_LEAVERS, LEADERSHIP, BOARD)
# Where nothing is judged of adoption apart it is judged with children in care.
_COVERS = {
    ("lac_2013", "overall"): (IN_CARE, ADOPTION, CARE_LEAVERS),
    ("sif", "looked_after_and_permanence"): (IN_CARE,),
    ("sif", "adoption"): (ADOPTION,),
    ("ilacs", "in_care_and_care_leavers"): (IN_CARE, ADOPTION, CARE_LEAVERS),
    ("ilacs", "in_care"): (IN_CARE, ADOPTION),
}
# Parts of the inspection of looked after children in 2013 that no later framework judges, and leadership of that alone.
_NO_STRAND = frozenset({"capacity_to_improve", "outcomes", "quality_of_provision"})


@dataclass(frozen=True, slots=True)
class Succession:
    """An area of one framework and the one that followed it: the same, merged or divided, in words."""

    framework: str
    code: str
    next_framework: str
    next_code: str
    how: str


@cache
def successions() -> tuple[Succession, ...]:
    """Every succession, oldest first."""
    return tuple(Succession(**row) for row in read_rows("inspection_area_successions.csv"))


def strands_of(framework: str, area_code: str) -> tuple[Strand, ...]:
    """The rows an area covers, next to each other; none for what no other framework judges."""
    if (framework, area_code) in _COVERS:
        return _COVERS[framework, area_code]
    if area_code in _NO_STRAND or framework == "lac_2013":
        return ()
    return tuple(each for each in STRANDS if each.code == area_code)


def areas_after(framework: str, area_code: str, later: str, later_codes: frozenset[str]) -> tuple[str, ...]:
    """The areas, of those a later report judges, that an earlier one's area went into; none where there is none.

    Followed through every framework between the two.
    """
    reached = [(framework, area_code)]
    for place in reached:  # grows as it is followed
        if place == (later, place[1]) and place[1] in later_codes:
            continue
        reached += [
            (each.next_framework, each.next_code) for each in successions()
            if (each.framework, each.code) == place and (each.next_framework, each.next_code) not in reached
        ]  # fmt: skip
    return tuple(dict.fromkeys(code for known, code in reached if known == later and code in later_codes))
